"""What may not stand in our sources: foreign modules, star imports, the network, vague names."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "argmap"
SOURCES = sorted(PACKAGE.rglob("*.py"))
BESIDE = sorted(path for of in ("tests", "bench", "docs") for path in (ROOT / of).rglob("*.py"))

# Of PySide6-Essentials we use these; everything else it holds, and all of Addons, stays out.
OURS_OF_QT = {"QtCore", "QtGui", "QtWidgets", "QtSvg", "QtPrintSupport", "QtTest", "QtDBus"}
NETWORK = {
    *("socket", "socketserver", "ssl", "asyncio", "ftplib", "smtplib", "telnetlib", "xmlrpc"),
    *("http", "http.client", "http.server", "urllib.request", "webbrowser"),
    *("requests", "httpx", "aiohttp", "urllib3", "PySide6.QtNetwork"),
}
CATCH_ALL = {"utils", "util", "helpers", "helper", "common", "misc", "base", "manager"}
LONGEST = 500
DATACLASS = ("dataclasses", "dataclass")
OF_THE_LIBRARY = {"documents/answers.py", "model/light_dataclass.py"}  # the first is ordered


@cache
def imports(path: Path) -> tuple[tuple[str, str, int], ...]:
    """Every import of a file, wherever it stands, as (module, name, line); name may be empty."""
    return tuple(_imports(path))


def _imports(path: Path) -> Iterator[tuple[str, str, int]]:
    for node in ast.walk(ast.parse(path.read_bytes(), str(path))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "", node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.module or "", alias.name, node.lineno) for alias in node.names)


def found(path: Path, wrong: set[str] | None = None) -> list[str]:
    return [
        f"{path}:{line}: {module} {name}"
        for module, name, line in imports(path)
        if wrong is None or {module, f"{module}.{name}", module.split(".")[0]} & wrong
    ]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
class TestEachFile:
    def test_is_no_longer_than_a_chapter(self, path):
        assert len(path.read_text("utf-8").splitlines()) <= LONGEST

    def test_has_a_name_that_says_something(self, path):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        assert not CATCH_ALL & set(parts)

    def test_has_no_star_import(self, path):
        assert [line for _module, name, line in imports(path) if name == "*"] == []

    def test_imports_nothing_that_reaches_the_network(self, path):
        assert found(path, NETWORK) == []

    def test_takes_of_qt_only_what_we_ship(self, path):
        used = {
            part
            for module, name, _line in imports(path)
            if module.split(".")[0] == "PySide6"
            for part in [f"{module}.{name}".split(".")[1]]
        }
        assert used <= OURS_OF_QT

    def test_makes_dataclasses_that_are_light_to_load(self, path):
        """Each one of the standard library takes a start half a millisecond."""
        plain = [line for module, name, line in imports(path) if (module, name) == DATACLASS]
        assert plain == [] or path.relative_to(PACKAGE).as_posix() in OF_THE_LIBRARY


@pytest.mark.parametrize("path", BESIDE, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_stands_beside_the_package_is_in_chapters_too(path):
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST
    assert not CATCH_ALL & set(path.relative_to(ROOT).with_suffix("").parts)


def test_the_network_is_noticed_in_every_spelling(tmp_path):
    path = tmp_path / "sly.py"
    path.write_text(
        "import urllib.request as r\n"
        "def f():\n    from urllib import request\n    from http.client import HTTPConnection\n"
        "from PySide6 import QtNetwork\nimport socket, urllib.parse\n"
    )
    assert sorted(int(text.split(":")[1]) for text in found(path, NETWORK)) == [1, 3, 4, 5, 6]
