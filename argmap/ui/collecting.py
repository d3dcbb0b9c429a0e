"""When Python looks for circles of objects (`gc`): not while much is made that is going to stay.

The search holds every thread up for as long as it takes to go through what was made since it was
last put at rest; for a map of ten thousand statements that can be seen.
"""

import gc
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, SignalInstance

LOOKS = 300
"""Milliseconds between two looks at whether all is made."""
AT_LATEST = 60
"""After so many looks the search goes on, whatever happens."""


class Undisturbed(QObject):
    """Nothing is looked for until all `is_made`, or until the window that owns this is closed."""

    def __init__(
        self, parent: QObject, closed: SignalInstance, is_made: Callable[[], bool]
    ) -> None:
        super().__init__(parent)
        gc.disable()
        self._is_made, self._looked = is_made, 0
        self._looks = QTimer(self)
        self._looks.timeout.connect(self._look)
        self._looks.start(LOOKS)
        closed.connect(lambda _: self._give_up())

    def end(self) -> None:
        """Let the search go on, but never again through what was made so far."""
        if self._looks.isActive():
            self._looks.stop()
            put_at_rest()

    def _look(self) -> None:
        self._looked += 1
        if self._looked >= AT_LATEST or self._is_made():
            self.end()

    def _give_up(self) -> None:
        if self._looks.isActive():
            self._looks.stop()
            gc.enable()


def put_at_rest() -> None:
    """Look no more through what there is, and go on looking through what is to come."""
    gc.freeze()
    gc.enable()


def look_through_all_again() -> None:
    """Look through what was at rest too: something of it went, and circles may keep it."""
    gc.unfreeze()
