"""The way in: what goes to the command line, and which Qt is refused."""

from pathlib import Path

import pytest

from argmap.__main__ import qt_refusal
from argmap.resources import example_maps, resource_path


@pytest.fixture
def packages(tmp_path):
    """A folder of installed packages, with metadata folders as pip names them."""

    def install(*names: str) -> list[Path]:
        for name in names:
            (tmp_path / f"{name}.dist-info").mkdir()
        return [tmp_path]

    return install


@pytest.mark.parametrize("name", ["pyside6_essentials-6.12.0", "PySide6_Essentials-6.12.0"])
def test_the_qt_that_loses_references_is_refused_with_a_way_out(packages, name):
    reason = qt_refusal((3, 11), packages(name, "shiboken6-6.12.0"))
    assert reason is not None
    assert "6.12.0" in reason
    assert "Python 3.11" in reason
    assert "pip install" in reason


@pytest.mark.parametrize("version", ["6.11.3", "6.12.1", "6.12.0.1"])
def test_other_releases_of_qt_are_welcome(packages, version):
    assert qt_refusal((3, 11), packages(f"pyside6_essentials-{version}")) is None


def test_from_python_3_12_on_none_is_immortal(packages):
    assert qt_refusal((3, 12), packages("pyside6_essentials-6.12.0")) is None


def test_the_installed_qt_may_be_loaded():
    assert qt_refusal() is None


def test_the_version_is_told(python):
    from argmap import __version__

    said = python("import sys; from argmap.__main__ import main; sys.exit(main(['--version']))")
    assert said.strip().endswith(__version__)


def test_resources_and_example_maps_are_found():
    assert resource_path("fonts", "Inter-Regular.ttf").is_file()
    assert "strategic-marriage-of-convenience.argmap.yaml" in [path.name for path in example_maps()]
