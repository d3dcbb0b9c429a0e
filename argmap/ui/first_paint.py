"""Waits until a widget has been painted for the first time: what nobody sees yet can come after."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

AT_LATEST = 1000
"""Milliseconds after which the wait is over anyway: a minimised window is never painted."""


class FirstPaint(QObject):
    """Calls `then` once, right after the first paint of a widget; the widget owns the wait.

    Nothing here may hold the last reference to the widget: this would delete its own owner.
    """

    def __init__(self, widget: QWidget, then: Callable[[], object]) -> None:
        super().__init__(widget)
        self._then = then
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self._end)
        self._wait.start(AT_LATEST)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            self._wait.start(0)  # when this event has done its work
        return False

    def _end(self) -> None:
        then, self._then = self._then, lambda: None
        self.deleteLater()
        then()
