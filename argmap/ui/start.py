"""Starting the program: the application, its settings, what happens when a fault gets through.

`main` opens the files it is given; options of the window stand among them.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from argmap.app.folders import config_folder, state_folder
from argmap.app.settings import Settings
from argmap.app.workspace import Workspace
from argmap.render.fonts import load_fonts
from argmap.render.raster import paint_in_one_thread
from argmap.ui.collecting import put_at_rest
from argmap.ui.dialogs import Dialogs
from argmap.ui.program import Program
from argmap.ui.surroundings import Surroundings

DEBUG = "--debug"
SETTLED_AFTER = 2000
"""Milliseconds: the first map is shown by then."""


def main(words: Sequence[str]) -> int:
    """Open the window with these files; returns the exit code when the last window is closed."""
    debug = DEBUG in words
    paths = [Path(word) for word in words if word != DEBUG]
    application = make_application()
    around = Surroundings(
        Settings(config_folder() / "settings.json"), Workspace(state_folder()), Dialogs()
    )
    program = Program(application, around)
    _catch_faults(program, debug=debug)
    program.start(paths)
    QTimer.singleShot(SETTLED_AFTER, settle)
    return application.exec()


def make_application() -> QApplication:
    """Return the application with our fonts and names."""
    paint_in_one_thread()
    QApplication.setApplicationName("argmap")
    QApplication.setDesktopFileName("argmap")
    # Chosen by an option: setStyle would return a QStyle, whose class is dear to load.
    application = QApplication(["argmap", "-style", "Fusion"])
    load_fonts()
    return application


def _catch_faults(program: Program, *, debug: bool) -> None:
    from argmap.ui.crash import FaultHandler

    sys.excepthook = FaultHandler(program, verbose=debug)


def settle() -> None:
    """Do what could wait until the first map is shown."""
    import signal

    # The terminal's Ctrl+C ends the program as it ends others; Qt alone would never hear of it.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    put_at_rest()
