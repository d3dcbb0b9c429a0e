"""Reading the file of a map: a big one by a thread, so that no window is held up."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from argmap.io.files import Document, open_document
from argmap.model.errors import UserError
from argmap.ui.background import Background

BIG_FILE = 200_000
"""Files of more bytes are read by a thread; a map of 300 statements has some 60,000."""

Outcome = Document | UserError | OSError


def is_big(path: Path) -> bool:
    """Tell whether reading a file may take long enough to be felt."""
    try:
        return path.stat().st_size > BIG_FILE
    except OSError:
        return False


def read_now(path: Path) -> Outcome:
    """Read a file, and return what came of it."""
    try:
        return open_document(path)
    except (UserError, OSError) as error:
        return error


def read_apart(parent: QObject, path: Path, then: Callable[[Outcome], object]) -> None:
    """Have a file read by a thread; `then` hears what came of it, unless the parent went."""
    background = Background(parent)
    background.run("read", read_now, (path,), then)
    background.run_out()
