"""What a start loads, and what it does not: seen in a fresh interpreter."""

import json
import re

import pytest

QT = ["PySide6", "shiboken6"]
HEAVY = ["numpy", "scipy", "networkx", "rapidfuzz", "charset_normalizer", "pypdfium2", "lxml"]

LOADED = """
import json, sys
{action}
print(json.dumps(sorted({{name.split(".")[0] for name in sys.modules}})))
"""
HELP = """
import contextlib, io
from argmap.__main__ import main
with contextlib.redirect_stdout(io.StringIO()) as said:
    try:
        code = main(["--help"])
    except SystemExit as end:
        code = end.code
assert not code and "usage" in said.getvalue().lower(), (code, said.getvalue())
"""


def loaded_by(python, action: str) -> set[str]:
    return set(json.loads(python(LOADED.format(action=action)).splitlines()[-1]))


@pytest.mark.parametrize("action", ["import argmap.cli", HELP], ids=["import", "help"])
def test_the_command_line_starts_without_qt_and_without_anything_heavy(python, action):
    loaded = loaded_by(python, action)
    assert "argmap" in loaded
    assert not loaded & {*QT, *HEAVY}


@pytest.mark.parametrize("package", ["model", "edit", "layout", "documents", "io", "app"])
def test_below_render_nothing_loads_qt(python, package):
    action = (
        f"import argmap.{package} as top, importlib, pkgutil\n"
        "for found in pkgutil.walk_packages(top.__path__, top.__name__ + '.'):\n"
        "    importlib.import_module(found.name)"
    )
    assert not loaded_by(python, action) & set(QT)


def test_the_window_starts_without_anything_heavy(python):
    assert not loaded_by(python, "import argmap.ui.start") & set(HEAVY)


def test_the_commands_of_the_way_in_are_those_of_the_command_line(python):
    """A word that is no command would be opened as a file, so both must know the same ones."""
    said = python(HELP + "print(said.getvalue())")
    inside = re.findall(r"^    ([a-z]+)  ", said, re.MULTILINE)  # as argparse lists subcommands
    expected = python("from argmap.__main__ import COMMANDS; print(*sorted(COMMANDS))")
    assert sorted(inside) == expected.split()
