"""Starts the real program and says "ready" once what is waited for has been painted.

    python -m bench.start_probe STAGE [FILE...]

Stages: `painted` (the window of a map), `usable` (and its menus and keys are there), `map` (and the
map is in it), `welcome` (the list of maps, which a start without a file shows).
"""

import sys
import time
from collections.abc import Callable

from PySide6 import QtWidgets
from PySide6.QtCore import QEvent, QObject, QTimer

from argmap.__main__ import main


def _is_window(widget: QObject) -> bool:
    return widget.objectName() == "window"


def _is_usable(widget: QObject) -> bool:
    return _is_window(widget) and bool(getattr(widget, "actions_", None))


def _shows_map(widget: QObject) -> bool:
    placement = getattr(getattr(widget, "editor", None), "placement", None)
    return widget.objectName() == "canvas" and placement is not None and bool(placement.boxes)


def _is_welcome(widget: QObject) -> bool:
    return isinstance(widget, QtWidgets.QWidget) and widget.window().objectName() == "welcome"


STAGES: dict[str, Callable[[QObject], bool]] = {
    "painted": _is_window,
    "usable": _is_usable,
    "map": _shows_map,
    "welcome": _is_welcome,
}


class WatchedApplication(QtWidgets.QApplication):
    """The program's application; it watches the paint events of its widgets."""

    reached: Callable[[QObject], bool]

    def __init__(self, words: list[str]) -> None:
        super().__init__(words)
        self.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            # After this event is handled, the paint that it asks for is done.
            QTimer.singleShot(0, lambda: self._look_at(watched))
        return False

    def _look_at(self, painted: QObject) -> None:
        if WatchedApplication.reached(painted):
            print("ready", round(time.process_time() * 1000), "ms of processor time", flush=True)
        elif _is_window(painted):
            QTimer.singleShot(0, lambda: self._look_at(painted))  # it is painted; more will come


if __name__ == "__main__":
    stage, *files = sys.argv[1:]
    WatchedApplication.reached = STAGES[stage]
    QtWidgets.QApplication = WatchedApplication  # type: ignore[misc]  # the program imports it next
    sys.exit(main(files))
