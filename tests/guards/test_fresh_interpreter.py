"""What a start loads, and what it does not: seen in a fresh interpreter."""

import json
import re

import pytest

from argmap.resources import example_maps

QT = ["PySide6", "shiboken6"]
HEAVY = [
    "numpy",
    "networkx",
    "rapidfuzz",
    "charset_normalizer",
    "pypdfium2",
    "lxml",
    "pptx",
    "fontTools",
]
SLOW = ["decimal", "email", "importlib.metadata", "multiprocessing", "socket"]

NOT_BEFORE_THE_WINDOW = [
    *HEAVY,
    *SLOW,
    *("yaml", "hashlib", "datetime", "difflib", "xml"),
    *("argmap.cli", "argmap.documents", "argmap.edit", "argmap.io", "argmap.layout"),
    *("argmap.app.actions", "argmap.app.editor", "argmap.app.kept", "argmap.model.argmap"),
    *("argmap.render.icons", "argmap.ui.canvas", "argmap.ui.docks", "argmap.ui.menus"),
    *("argmap.ui.opening", "argmap.ui.ui_actions", "argmap.ui.welcome", "argmap.ui.crash_report"),
]
"""What must not be loaded before the window of a map is painted; with all that is below it."""

NOT_BEFORE_THE_LIST = [
    *(name for name in NOT_BEFORE_THE_WINDOW if name != "argmap.ui.welcome"),
    *("argmap.ui.window", "argmap.ui.thumbnail_making"),
]
"""What must not be loaded before the list of maps is painted: a start without a file shows it."""

NOT_BEFORE_THE_MAP = [
    *HEAVY,
    *SLOW,
    *("difflib", "hashlib"),
    *("argmap.cli", "argmap.documents", "argmap.io.backups", "argmap.io.formats"),
    *(
        "argmap.io.locks",
        "argmap.io.yaml_format",
        "argmap.io.yaml_splice",
        "argmap.io.yaml_write",
        "xml.etree",
    ),
    *("argmap.ui.canvas.target_list", "argmap.ui.canvas.text_edit"),
    *("argmap.ui.inspector", "argmap.ui.outline", "argmap.ui.problems", "argmap.ui.history_list"),
    *("argmap.ui.documents.pane", "argmap.ui.documents.reader", "argmap.ui.present.presenting"),
    *("argmap.ui.export_dialog", "argmap.ui.palette", "argmap.ui.preferences", "argmap.ui.welcome"),
    *("argmap.ui.about", "argmap.ui.versions", "argmap.ui.crash_report"),
]
"""What must not be loaded before the map in it is painted: panes and dialogs come after it."""

STARTED = """
import sys
from PySide6.QtWidgets import QApplication
from argmap.ui import start
from {module} import {owner}

files, banned, found = [one for one in sys.argv[1:2] if one], sys.argv[2:], []

def told(*_):
    found.append(sorted(name for name in sys.modules if any(is_in(name, one) for one in banned)))
    QApplication.quit()

def is_in(name, package):
    return name == package or name.startswith(package + ".")

{owner}.{step} = told  # called right after the paint that is waited for
assert start.main(files) == 0
print(found)
"""

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


@pytest.mark.parametrize(
    ("step", "banned"),
    [
        ("argmap.ui.program Program _fill", NOT_BEFORE_THE_WINDOW),
        ("argmap.ui.window Window begin_furnishing", NOT_BEFORE_THE_MAP),
        ("argmap.ui.program Program _prepare", NOT_BEFORE_THE_LIST),
    ],
    ids=["window", "map", "list"],
)
def test_a_start_paints_first_and_loads_the_rest_later(python, step, banned):
    module, owner, name = step.split()
    example = next(path for path in example_maps() if "strategic" in path.name)
    file = "" if name == "_prepare" else str(example)
    printed = python(STARTED.format(module=module, owner=owner, step=name), file, *banned)
    assert printed.splitlines()[-1] == "[[]]"


def test_the_commands_of_the_way_in_are_those_of_the_command_line(python):
    """A word that is no command would be opened as a file, so both must know the same ones."""
    said = python(HELP + "print(said.getvalue())")
    inside = re.findall(r"^    ([a-z]+)  ", said, re.MULTILINE)  # as argparse lists subcommands
    expected = python("from argmap.__main__ import COMMANDS; print(*sorted(COMMANDS))")
    assert sorted(inside) == expected.split()


PLAIN = """
import linecache
from argmap.__main__ import make_ready
make_ready()
from argmap.ui import start
print([name for name in linecache.cache if "argmap" in name])
"""


def test_pyside_does_not_read_the_sources_of_what_a_start_imports(python):
    assert python(PLAIN).splitlines()[-1] == "[]"
