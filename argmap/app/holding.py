"""Who works on the file of an open map: this window holds its lock, or another argmap does.

A lock is advice (`argmap.io.locks`): whoever lost it, or never got it, can save all the same.
"""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argmap.io.locks import Holder, Lock


class Holding:
    """The lock of one open map's file, and who has it where we have not."""

    def __init__(self) -> None:
        self._path: Path | None = None
        self._lock: Lock | None = None
        self.other: Holder | None = None
        """Who else works on the file, or None."""

    def take(self, path: Path | None, *, steal: bool = False) -> "Holder | None":
        """Hold a map's file, and let go of the last one; returns who else holds it.

        `steal` takes the lock away from them. None is for a map without a file. A lock that was
        lost is taken back where it is free; whoever took it does not stand in the way.
        """
        # Loaded when the first map is there: a start must not wait for it.
        from argmap.io.locks import Lock, acquire

        held = self._lock if path == self._path else None
        if held is not None and not held.is_lost():
            return None
        if held is None:
            self.release()
        self._path = path
        got = acquire(path, steal=steal) if path is not None else None
        if isinstance(got, Lock):
            self._lock, self.other = got, None
        elif held is None:
            self.other = got
        return self.other

    def release(self) -> None:
        """Let go of the file."""
        if self._lock is not None:
            self._lock.release()
        self._path = self._lock = self.other = None
