"""Reading whole files within a limit; a device, a pipe or a folder is refused before it is opened.

Reading one of those would wait for ever or fill the memory.
"""

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

from argmap.io.sentences import sentence
from argmap.model.errors import UserError

BEGINNING = 4096


def read_file(path: Path, most: Callable[[bytes], int]) -> bytes:
    """The bytes of a file. `most` says from its first 4096 bytes how many it may have.

    Raises UserError where it cannot be read, is no regular file, or is larger than that.
    """
    try:
        status = path.stat()
        check_regular(path, "read", status)
        with path.open("rb") as file:
            start = file.read(BEGINNING)
            limit = most(start)
            data = start + (file.read(limit - len(start) + 1) if status.st_size <= limit else b"")
    except OSError as error:
        raise UserError(sentence("read", path, error)) from error
    except ValueError as error:  # a NUL in the name
        raise UserError(f"{path}: is no name of a file; check the name.") from error
    if max(status.st_size, len(data)) > limit:
        raise UserError(f"{path}: is larger than {limit >> 20} MB, which nothing needs here.")
    return data


def check_regular(path: Path, done: str, status: os.stat_result) -> None:
    """Raise UserError where a path leads to something else than a file with content."""
    if stat.S_ISDIR(status.st_mode):
        raise UserError(sentence(done, path, OSError(errno.EISDIR, "")))
    if not stat.S_ISREG(status.st_mode):
        raise UserError(f"{path}: cannot be {done}: it is a device or a pipe; name a file.")
