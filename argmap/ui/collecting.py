"""When Python looks for circles of objects (`gc`): in quiet moments, and not in the midst of edits.

The search holds every thread up for as long as it takes to go through what was made since it was
last put at rest; even for a map of some hundred statements that is as long as a whole edit. So what
there is, is gone through when nobody edits, and put at rest. After a window was closed all is gone
through, and its map is let go.
"""

import gc
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, SignalInstance

if TYPE_CHECKING:
    from weakref import ref

LOOKS = 300
"""Milliseconds between two looks at whether all is made."""
AT_LATEST = 60
"""After so many looks the search goes on, whatever happens."""
QUIET = 3000
"""Milliseconds without an edit after which nobody waits for anything."""
GONE, GONE_LOOKS = 50, 5
"""Milliseconds after which a closed window is hardly in use any more, and how often that is looked
after; each time it is waited for twice as long."""
USUAL, SELDOM = (700, 10, 10), (10_000, 10, 1000)
"""So many objects more than before are gone through as the youngest, and after so many searches
the younger and the oldest: as Python has it; and not in every edit, and almost never."""
TURN, USUAL_TURN = 0.001, 0.005
"""Seconds for which a thread goes on while another waits: the window, for the one that reads."""


class Undisturbed(QObject):
    """Nothing is looked for until all `is_made`, or until the window that owns this is closed.

    Meanwhile threads take shorter turns, so that the window hears what happens.
    """

    def __init__(
        self, parent: QObject, closed: SignalInstance, is_made: Callable[[], bool]
    ) -> None:
        super().__init__(parent)
        gc.disable()
        sys.setswitchinterval(TURN)
        self._is_made, self._looked = is_made, 0
        self._looks = QTimer(self)
        self._looks.timeout.connect(self._look)
        self._looks.start(LOOKS)
        closed.connect(lambda _: self.give_up())

    def _look(self) -> None:
        self._looked += 1
        if self._looked >= AT_LATEST or self._is_made():
            self._looks.stop()
            sys.setswitchinterval(USUAL_TURN)
            put_at_rest()
        else:
            gc.disable()  # the start of the program may have come to its end meanwhile

    def give_up(self) -> None:
        """Let the search go on as before: nothing big was made."""
        if self._looks.isActive():
            self._looks.stop()
            sys.setswitchinterval(USUAL_TURN)
            gc.enable()


class Resting(QObject):
    """Has what opening and edits leave looked through, and put at rest, in quiet moments."""

    def __init__(self, parent: QObject, closed: SignalInstance) -> None:
        super().__init__(parent)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET)
        self._quiet.timeout.connect(self._rest)
        closed.connect(self._quiet.stop)

    def wait(self) -> None:
        """Wait for a quiet moment from now on."""
        self._quiet.start()

    def _rest(self) -> None:
        if gc.isenabled():
            gc.collect()
            put_at_rest()


def put_at_rest() -> None:
    """Look no more through what there is, and go on looking, seldom, through what is to come."""
    gc.freeze()
    gc.set_threshold(*SELDOM)
    gc.enable()


def let_go(gone: "ref[QObject]", owner: QObject, looks: int = GONE_LOOKS) -> None:
    """Look through what was at rest too, soon: something of it went, and circles keep it.

    At once, for nothing is looked for while another big map is made, and all comes to rest with it;
    and again where `gone` is still there because a thread or a dialog has it.
    """
    soon = QTimer(owner)  # a part of the owner: it goes with it

    def look() -> None:
        soon.deleteLater()
        look_through_all()
        if gone() is not None and looks > 1:
            let_go(gone, owner, looks - 1)

    soon.setSingleShot(True)
    soon.timeout.connect(look)
    soon.start(GONE << (GONE_LOOKS - looks))


def look_through_all() -> None:
    """Look through what was at rest too."""
    gc.unfreeze()
    gc.collect()
    gc.set_threshold(*USUAL)
