"""Opening: whatever it is, nothing is written, and what is no map is refused in words."""

import codecs
import os
import pickle
from pathlib import Path

import pytest

from argmap.io.backups import backups_of
from argmap.io.embed import png_with_map, svg_metadata
from argmap.io.encoding import NotUtf8Error
from argmap.io.files import Document, open_document, save_document
from argmap.io.yaml_errors import UnreadableError
from argmap.model.errors import UserError
from tests.io.one_statement import TEXT, worded
from tests.io.test_embed import pdf, png, svg


def everything_in(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_opening_writes_nothing(path):
    before, modified = everything_in(path.parent), path.stat().st_mtime_ns
    document = open_document(path)
    assert everything_in(path.parent) == before
    assert path.stat().st_mtime_ns == modified
    assert document.path == path
    assert document.raw == TEXT.encode()
    assert document.map.statements["a"].text == "One."
    assert document.problems == ()
    assert document.all_problems() == []


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("none.yaml", None, "not there"),
        ("empty.yaml", b"", "is empty"),
        ("list.yaml", b"- a\n- b\n", "no argument map"),
        ("other.yaml", b"version: 3\nservices: {}\n", "no argument map"),
        ("words.txt", b"just words", "no argument map"),
        ("broken.yaml", b"argmap: 1\n a: [", "broken.yaml:2:3: "),
        ("binary.yaml", b"\x7fELF\0\0\0\0", "no text file"),
        ("png.png", png(), "picture without a map"),
        ("svg.svg", svg("<g/>"), "picture without a map"),
        ("pdf.pdf", pdf(), "picture without a map"),
        ("torn.pdf", b"%PDF-1.7 and nothing more", "cannot be opened"),
        ("odd name \U0001f600 \u202eabc.yaml", b"x", "no argument map"),
    ],
)
def test_what_is_no_map_is_refused_in_words(tmp_path, name, data, word):
    file = tmp_path / name
    if data is not None:
        file.write_bytes(data)
    with pytest.raises(UserError, match=word) as caught:
        open_document(file)
    assert name in str(caught.value)


def test_folders_devices_and_pipes_are_no_maps(tmp_path):
    with pytest.raises(UserError, match="folder"):
        open_document(tmp_path)
    with pytest.raises(UserError, match=r"name of a file|not there"):
        open_document(Path("a\0b"))
    if os.name == "posix":
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(UserError, match="device"):
            open_document(tmp_path / "pipe")
        with pytest.raises(UserError, match="device"):
            open_document(Path("/dev/zero"))


def test_a_file_of_a_gigabyte_is_refused_unread(tmp_path):
    file = tmp_path / "big.yaml"
    with file.open("wb") as opened:
        opened.truncate(1 << 30)
    with pytest.raises(UserError, match="64 MB"):
        open_document(file)


def test_an_unreadable_text_names_file_line_and_column(path):
    path.write_text("argmap: 1\nstatements:\n  - id: &x a\n    text: *x\n")
    with pytest.raises(UnreadableError) as caught:
        open_document(path)
    assert str(caught.value).startswith(f"{path}:3:9: ")
    assert "1 more" in str(caught.value)
    assert [problem.line for problem in caught.value.problems] == [3, 4]
    again = pickle.loads(pickle.dumps(caught.value))
    assert (str(again), again.problems) == (str(caught.value), caught.value.problems)


@pytest.mark.parametrize(
    ("suffix", "data"),
    [
        ("png", png_with_map(png(), TEXT.encode())),
        ("svg", svg(svg_metadata(TEXT.encode()))),
        ("pdf", pdf(("map.argmap.yaml", TEXT.encode()))),
    ],
)
def test_a_picture_opens_as_its_map(tmp_path, suffix, data):
    file = tmp_path / f"picture.{suffix}"
    file.write_bytes(data)
    document = open_document(file)
    assert (document.path, document.picture) == (None, file)
    with pytest.raises(UserError, match="no file yet"):
        save_document(document, document.map)
    save_document(document, document.map, path=tmp_path / "back.argmap.yaml")
    assert (tmp_path / "back.argmap.yaml").read_bytes() == TEXT.encode()
    assert file.read_bytes() == data


def test_a_document_travels_to_another_process(path):
    document = open_document(path)
    again = pickle.loads(pickle.dumps(document))
    assert isinstance(again, Document)
    assert again == document


# ----------------------------------------------------------------------------------------- letters


def test_a_mark_of_byte_order_stays(path):
    path.write_bytes(codecs.BOM_UTF8 + TEXT.replace("\n", "\r\n").encode())
    document = open_document(path)
    save_document(document, worded(document.map))
    after = TEXT.replace("One.", "Two.").replace("\n", "\r\n").encode()
    assert path.read_bytes() == codecs.BOM_UTF8 + after


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32"])
def test_utf_16_is_understood_and_told(path, encoding):
    text = TEXT.replace("One", "Über")
    path.write_bytes((b"\xfe\xff" if encoding == "utf-16-be" else b"") + text.encode(encoding))
    document = open_document(path)
    assert document.map.statements["a"].text == "Über."
    assert "UTF-8" in document.notices[0]
    save_document(document, worded(document.map))
    assert path.read_bytes() == TEXT.replace("One", "Two").encode()


def test_latin_1_is_refused_with_its_place_and_a_proposal(path):
    path.write_bytes(TEXT.replace("One", "Über").encode("latin-1"))
    with pytest.raises(NotUtf8Error) as caught:
        open_document(path)
    assert (caught.value.line, caught.value.column) == (4, 11)
    assert str(caught.value).startswith(f"{path}:4:11: ")
    document = open_document(path, caught.value.proposed)
    assert document.map.statements["a"].text == "Über."
    save_document(document, worded(document.map))
    assert backups_of(path)[0].read_bytes() == TEXT.replace("One", "Über").encode("latin-1")
