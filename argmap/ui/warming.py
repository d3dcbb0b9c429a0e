"""When layout makes ready for the next edit: as soon as nobody has edited for a moment.

Else the first edit after a map was opened, or laid out anew, would take longer than those after it.
"""

from PySide6.QtCore import QObject, QTimer

from argmap.app.arranging import Arranging
from argmap.ui.bridge import Bridge

MOMENT = 250
"""Milliseconds: a move to where things stand is over by then."""


class Warming(QObject):
    """Waits for such a moment after each placement; the bridge owns it."""

    def __init__(self, arranging: Arranging, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(MOMENT)
        self._soon.timeout.connect(arranging.warm_up)
        bridge.placed.connect(self._soon.start)
        if arranging.is_settled:  # it was laid out before anybody heard of it
            self._soon.start()
