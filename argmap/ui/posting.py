"""From any thread to the window's: functions called there, soon and in their order."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal


class Posting(QObject):
    """Calls functions on the thread on which it was made, for as long as it lives."""

    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._posted.connect(self._call, Qt.ConnectionType.QueuedConnection)

    def post(self, function: Callable[[], None]) -> None:
        """Have a function called; nothing happens where the window went meanwhile."""
        try:
            self._posted.emit(function)
        except RuntimeError:  # its object is deleted
            return

    def _call(self, function: Callable[[], None]) -> None:
        function()
