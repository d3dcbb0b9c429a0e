"""Starts the real program and says "ready" when the window, or the map in it, was first painted."""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from argmap.ui import start


class FirstPaint(QObject):
    """Watches for the first paint of which it is told that it counts."""

    def __init__(self, counts: Callable[[QObject], bool]) -> None:
        super().__init__()
        self._counts = counts

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._counts(watched):
            # After this event is handled, the paint it asks for is done.
            QTimer.singleShot(0, lambda: print("ready", flush=True))
        return False


def main() -> None:
    what, *paths = sys.argv[1:]
    make = start.make_application
    watch: list[FirstPaint] = []

    def watched_application() -> QApplication:
        application = make()
        watch.append(FirstPaint(_map_is_shown if what == "map" else _is_window))
        application.installEventFilter(watch[0])
        return application

    start.make_application = watched_application
    sys.exit(start.main([str(Path(path)) for path in paths]))


def _is_window(watched: QObject) -> bool:
    return watched.isWidgetType()


def _map_is_shown(watched: QObject) -> bool:
    editor = getattr(watched, "editor", None)
    return (
        type(watched).__name__ == "Canvas" and editor is not None and bool(editor.placement.boxes)
    )


main()
