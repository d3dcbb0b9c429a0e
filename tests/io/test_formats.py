"""The format goes by the file's name, and a name that says nothing is told."""

from pathlib import Path

import pytest

from argmap.io.formats import format_of, picture_format
from argmap.model.errors import UserError


@pytest.mark.parametrize(
    ("name", "format"),
    [
        ("a.argmap.yaml", "yaml"),
        ("a.yml", "yaml"),
        ("A.PNG", "png"),
        ("two words.svg", "svg"),
        ("a.b.pdf", "pdf"),
    ],
)
def test_the_suffix_decides(name, format):
    assert format_of(Path(name)).name == format


@pytest.mark.parametrize("name", ["a.docx", "a", ".png.bak", "png"])
def test_other_names_are_refused_with_what_there_is(name):
    with pytest.raises(UserError, match=r"\.argmap\.yaml.*\.pdf"):
        format_of(Path(name))


def test_only_pictures_are_pictures():
    assert picture_format(Path("a.svg")) == "svg"
    with pytest.raises(UserError, match="no picture"):
        picture_format(Path("a.yaml"))
