"""What every test stands on: own folders, the offscreen platform, our fonts, nothing left behind.

Tests with a real window run the program in child processes: tests/screen/conftest.py. Surroundings
are set while this module is imported, before Qt makes an application.
"""

import gc
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import NoReturn
from weakref import WeakSet

import hypothesis
import pytest

ROOT = Path(__file__).resolve().parent.parent

hypothesis.settings.register_profile("local", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "local")


# ---------------------------------------------------------------------------------- surroundings


def _point_folders_into(folder: Path) -> dict[str, str]:
    """The variables that make a program keep everything it stores below this folder."""
    return {
        "HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_STATE_HOME": str(folder / "state"),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "XDG_DATA_HOME": str(folder / "data"),
    }


def _fix_surroundings() -> tempfile.TemporaryDirectory[str]:
    scratch = tempfile.TemporaryDirectory(prefix="argmap-tests-", ignore_cleanup_errors=True)
    os.environ.update(_point_folders_into(Path(scratch.name)))
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["LC_ALL"] = "C.UTF-8"
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_SCALE_FACTOR", "QT_STYLE_OVERRIDE"):
        os.environ.pop(name, None)
    # Child processes see this checkout from any folder.
    others = [path for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path]
    os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT), *others])
    return scratch


_SCRATCH = _fix_surroundings()
_NUMBERS = count(1)


@pytest.fixture(autouse=True)
def own_folders(monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings, state and caches of this test go below this folder, which nobody else has used."""
    folder = Path(_SCRATCH.name) / str(next(_NUMBERS))
    for name, value in _point_folders_into(folder).items():
        monkeypatch.setenv(name, value)
    return folder


@pytest.fixture(scope="session")
def qapp(qapp):  # the application of pytest-qt, with our fonts
    from PySide6.QtGui import QFont

    from argmap.render.fonts import load_fonts

    load_fonts()
    qapp.setFont(QFont("Inter", 10))
    return qapp


@pytest.fixture(scope="session", autouse=True)
def _one_application(request: pytest.FixtureRequest) -> None:
    """The application with widgets comes first.

    A command that measures text makes one without widgets where there is none, and a process never
    gets a second.
    """
    request.getfixturevalue("qapp")


@pytest.fixture(autouse=True)
def _text_of_one_size(request: pytest.FixtureRequest) -> None:
    """A test that made text larger leaves it so; what fits on a button must not hang on that."""
    if "qapp" in request.fixturenames:
        from PySide6.QtGui import QFont

        request.getfixturevalue("qapp").setFont(QFont("Inter", 10))


# --------------------------------------------------------------------------- no unexpected dialog


# Every call of QtWidgets and QtPrintSupport that opens something and waits for the user.
# "exec" is inherited, except where a class has its own.
BLOCKING = {
    "QMenu": ["exec"],
    "QDialog": ["exec"],
    "QMessageBox": ["about", "aboutQt", "critical", "information", "question", "warning"],
    "QColorDialog": ["getColor"],
    "QFontDialog": ["getFont"],
    "QFileDialog": [
        *("getExistingDirectory", "getExistingDirectoryUrl", "getSaveFileName", "getSaveFileUrl"),
        *("getOpenFileName", "getOpenFileNames", "getOpenFileUrl", "getOpenFileUrls"),
    ],
    "QInputDialog": ["getDouble", "getInt", "getItem", "getMultiLineText", "getText"],
    "QPrintDialog": ["exec"],
    "QPageSetupDialog": ["exec"],
}


def _refusal(kind: type, name: str) -> Callable[..., NoReturn]:
    def refuse(*_args: object, **_options: object) -> NoReturn:
        pytest.fail(f"{kind.__name__}.{name} would wait for a user; replace it in the test")

    return refuse


@pytest.fixture(scope="session")
def _refusals() -> list[tuple[type, str, Callable[..., NoReturn]]]:
    from PySide6 import QtPrintSupport, QtWidgets

    return [
        (kind, name, _refusal(kind, name))
        for owner, names in BLOCKING.items()
        for kind in [getattr(QtWidgets, owner, None) or getattr(QtPrintSupport, owner)]
        for name in names
    ]


@pytest.fixture(autouse=True)
def no_unexpected_dialog(request: pytest.FixtureRequest) -> None:
    """A dialog or menu that would wait for the user fails the test, unless the test replaces it."""
    if "qapp" not in request.fixturenames:
        return
    monkeypatch = request.getfixturevalue("monkeypatch")
    for kind, name, refuse in request.getfixturevalue("_refusals"):
        monkeypatch.setattr(kind, name, refuse)


# ------------------------------------------------------------------------------ nothing left behind


@pytest.fixture(scope="session")
def _already_reported() -> WeakSet[object]:
    return WeakSet()


@pytest.fixture(autouse=True)
def nothing_left_behind(
    request: pytest.FixtureRequest, _already_reported: WeakSet[object]
) -> Iterator[None]:
    """No window stays open, no timer, animation or thread runs on after a test with widgets.

    Widgets are closed by `qtbot.addWidget`. The mark `leaves_behind` is for what a module shares.
    """
    if "qapp" not in request.fixturenames or "leaves_behind" in request.keywords:
        yield
        return
    qapp = request.getfixturevalue("qapp")
    open_before = {id(window) for window in qapp.topLevelWidgets() if window.isVisible()}
    yield

    def left() -> list[object]:
        windows = [window for window in qapp.topLevelWidgets() if window.isVisible()]
        found = [window for window in windows if id(window) not in open_before] + _running()
        return [thing for thing in found if thing not in _already_reported]

    _settle(qapp)
    if left():
        gc.unfreeze()  # a map may have been put at rest
        gc.collect()  # what only a circle of references kept alive is no leak
        _settle(qapp)
        names = [_describe(thing) for thing in left()]
        _already_reported.update(left())
        assert not names, "left behind: " + ", ".join(names)


def _settle(qapp) -> None:
    from PySide6.QtCore import QEvent

    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.processEvents()


def _running() -> list[object]:
    from PySide6.QtCore import QAbstractAnimation, QThread, QTimer
    from shiboken6 import isValid

    running = {QTimer: "isActive", QThread: "isRunning", QAbstractAnimation: "state"}
    main = QThread.currentThread()
    questions: dict[type, str] = {}  # by exact type: there are many objects and few types
    found: list[object] = []
    for thing in gc.get_objects():
        kind = type(thing)
        if kind not in questions:
            owner = next(
                (k for k in running if isinstance(kind, type) and issubclass(kind, k)), None
            )
            questions[kind] = running[owner] if owner is not None else ""
        if questions[kind] and isValid(thing):
            answer = getattr(thing, questions[kind])()
            if answer and answer != QAbstractAnimation.State.Stopped and thing is not main:
                found.append(thing)
    return found


def _describe(thing: object) -> str:
    name = thing.objectName() or getattr(thing, "windowTitle", str)()
    parent = thing.parent()
    below = f" below {type(parent).__name__}" if parent is not None else ""
    return f"{type(thing).__name__} {name!r}{below}"


# ------------------------------------------------------------------------------------- for children


@pytest.fixture(scope="session")
def python() -> Callable[..., str]:
    """Run a piece of Python in a fresh interpreter; its standard output. It must exit with 0."""
    import subprocess

    def run(code: str, *arguments: str, expect: int = 0) -> str:
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", code, *arguments],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=100,
            stdin=subprocess.DEVNULL,
        )
        assert done.returncode == expect, f"exit {done.returncode}\n{done.stdout}{done.stderr}"
        return done.stdout

    return run
