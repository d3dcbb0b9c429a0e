"""Writing a big map by a thread, while its window goes on.

The text is made and verified in another process, for Python lets only one thread run at a time.
"""

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from argmap.app.saving import Saving
from argmap.ui.posting import Posting

if TYPE_CHECKING:
    from collections.abc import Callable

    from argmap.io.files import Document, Maker

MUCH_TEXT = 20_000
"""Bytes of a file, and statements of a map, above which a save takes long enough to be felt."""
MANY_STATEMENTS = 100


def takes_long(saving: Saving) -> bool:
    """Tell whether a map had better be written by a thread."""
    much = len(saving.document.raw) > MUCH_TEXT
    return much or len(saving.begun_with.statements) > MANY_STATEMENTS


def outcome_of(saving: Saving, maker: "Maker | None" = None) -> "Document | Exception":
    """Write a map, and return what came of it."""
    try:
        return saving.written(maker)
    except Exception as error:  # noqa: BLE001 - it is told, or raised, where the save ends
        return error


class Writer(QObject):
    """Writes maps for one window."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._posting = Posting(self)

    def write(self, saving: Saving, then: "Callable[[Document | Exception], None]") -> None:
        """Write a map by a thread; `then` hears on the window's thread what came of it."""
        post = self._posting.post

        def work() -> None:
            from argmap.io.splice_process import made_elsewhere

            outcome = outcome_of(saving, made_elsewhere)
            post(lambda: then(outcome))

        # No daemon: the program does not end in the middle of a save.
        threading.Thread(target=work, name="argmap-saving").start()
