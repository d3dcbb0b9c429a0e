"""Waits until a widget has been painted for the first time: what nobody sees yet can come after.

The first time from now on, that is: it may be the paint of what has just been changed.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, SignalInstance
from PySide6.QtWidgets import QWidget

AT_LATEST = 1000
"""Milliseconds after which the wait is over anyway: a minimised window is never painted."""


PAINTED = 20
"""Milliseconds: what has just changed is painted by then, as a rule."""


class FirstPaint(QObject):
    """Calls `then` once, right after the first paint of a widget; the widget owns the wait.

    Nothing here may hold the last reference to the widget: this would delete its own owner. A
    signal of the widget that tells of its paints is listened to where there is one: a filter of
    events has Python load all kinds of events that Qt knows.
    """

    def __init__(
        self,
        widget: QWidget,
        then: Callable[[], object],
        painted: SignalInstance | None = None,
        at_latest: int = AT_LATEST,
    ) -> None:
        super().__init__(widget)
        self._then = then
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self._end)
        self._wait.start(at_latest)
        if painted is None:
            widget.installEventFilter(self)
        else:
            painted.connect(self._painted)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            self._painted()
        return False

    def _painted(self) -> None:
        self._wait.start(0)  # when this event has done its work

    def _end(self) -> None:
        then, self._then = self._then, lambda: None
        self.deleteLater()
        then()
