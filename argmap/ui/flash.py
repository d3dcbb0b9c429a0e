"""A short, calm brightening of what is pointed at in another pane, which fades into its emphasis.

It keeps time and strength alone; who owns it paints. Without motion there is none.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, QVariantAnimation

FLASH_MS = 600
_RISE = 0.15
"""The part of the time in which it brightens; in the rest it fades."""


class Flash(QObject):
    """One flash at a time, of one statement."""

    def __init__(self, changed: Callable[[], object], parent: QObject) -> None:
        """Show nothing yet; `changed` is called whenever the strength has changed."""
        super().__init__(parent)
        self._changed = changed
        self.of = ""
        """The statement that flashes, or an empty string."""
        self.milliseconds = FLASH_MS
        """How long one takes; 0 for none."""
        self._clock = QVariantAnimation(self)
        self._clock.setStartValue(0.0)
        self._clock.setKeyValueAt(_RISE, 1.0)
        self._clock.setEndValue(0.0)
        self._clock.valueChanged.connect(lambda _: self._changed())
        self._clock.finished.connect(self.stop)

    @property
    def strength(self) -> float:
        """How bright it is now, from 0 to 1."""
        return float(self._clock.currentValue() or 0.0) if self.of else 0.0

    def start(self, id_: str) -> None:
        """Let a statement flash, in place of any other; an empty string for none."""
        self.stop()
        if id_ and self.milliseconds > 0:
            self.of = id_
            self._clock.setDuration(self.milliseconds)
            self._clock.start()

    def stop(self) -> None:
        """Be done at once."""
        self._clock.stop()
        if self.of:
            self.of = ""
            self._changed()
