"""Work for the thread of the window, done a little at a time, so that it is never held up."""

from collections.abc import Callable, Iterator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer

SLICE = 0.008
"""Seconds for each bit of work, between two looks at what else has happened."""
BREATH = 5
"""Milliseconds to wait after a bit that took twice as long: others who wait come first then."""


class Slices(QObject):
    """Goes through an iterator between other events, then calls `then`; its parent owns it."""

    def __init__(self, work: Iterator[None], then: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._work, self._then = work, then
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)
        self._timer.start(0)

    def _go_on(self) -> None:
        end = perf_counter() + SLICE
        for _ in self._work:
            if (over := perf_counter() - end) > 0:
                self._timer.start(BREATH if over > SLICE else 0)
                return
        self._timer.stop()
        self.deleteLater()
        self._then()
