"""Who has a map open: a small file beside it, so that two windows do not work against each other.

A lock is advice. Where none can be made, or one is lost, opening and saving go on; that nothing is
overwritten unasked is the work of the comparison before every save.
"""

import contextlib
import getpass
import json
import os
import platform
import time
from dataclasses import asdict
from pathlib import Path

from argmap.io.atomic import is_alive, sweep, target_of
from argmap.model.errors import UserError
from argmap.model.light_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lock: process, machine, person, and since when (seconds since 1970).

    `started` tells a process from a later one of the same number, where the system says so.
    """

    pid: int
    host: str
    user: str
    since: float
    started: str = ""

    def is_stale(self) -> bool:
        """Whether the holder is known to be gone; nothing is known of other machines."""
        if self.host != platform.node():
            return False
        return not is_alive(self.pid) or _started(self.pid) != self.started

    def in_words(self) -> str:
        """For example "ann on desk-7 since 14:05"."""
        since = time.strftime("%H:%M on %d %B", time.localtime(self.since))
        return f"{self.user or 'somebody'} on {self.host} since {since}"


@dataclass(frozen=True, slots=True)
class Lock:
    """A lock that this process holds, or one that it could not make (`file` is None then)."""

    file: Path | None
    holder: Holder

    def is_lost(self) -> bool:
        """Whether somebody else took the lock away."""
        return self.file is not None and read_lock(self.file) != self.holder

    def release(self) -> None:
        """Give the lock back, if it is still ours."""
        if self.file is not None and not self.is_lost():
            with contextlib.suppress(OSError):
                self.file.unlink()


def lock_file(path: Path) -> Path:
    """Where the lock of a map stands."""
    target = target_of(path)
    return target.with_name(f".{target.name[:80]}.argmap-lock")


def acquire(path: Path, *, steal: bool = False) -> Lock | Holder:
    """Take the lock of a map, or tell who holds it; `steal` takes it in any case.

    A lock whose process is dead is taken over. Temporary files that a dead process left beside the
    map are deleted.
    """
    holder = _myself()
    try:
        file = lock_file(path)
        sweep(target_of(path))
    except UserError:
        return Lock(None, holder)
    for _ in range(3):
        if _created(file, holder):
            return Lock(file, holder)
        if not file.exists():
            return Lock(None, holder)  # no lock can be made here
        other = read_lock(file)
        if other is not None and not other.is_stale() and not steal:
            return other
        with contextlib.suppress(OSError):
            file.unlink()
    return Lock(None, holder)


def read_lock(file: Path) -> Holder | None:
    """Who holds a lock, or None where the file is gone or says nothing that can be read."""
    try:
        said = json.loads(file.read_text(encoding="utf-8"))
        return Holder(
            int(said["pid"]),
            str(said["host"]),
            str(said["user"]),
            float(said["since"]),
            str(said["started"]),
        )
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def _created(file: Path, holder: Holder) -> bool:
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    except OSError:
        return False
    with contextlib.suppress(OSError), os.fdopen(handle, "w", encoding="utf-8") as opened:
        json.dump(asdict(holder), opened)
    return True


def _myself() -> Holder:
    try:
        user = getpass.getuser()
    except (OSError, KeyError):
        user = ""
    pid = os.getpid()
    return Holder(pid, platform.node(), user, time.time(), _started(pid))


def _started(pid: int) -> str:
    """When a process began, in whatever unit the system counts; "" where it does not say.

    Nor does one that has ended and only waits for its parent to take note say anything.
    """
    try:
        # The command's name stands in brackets and may hold spaces: count from behind it.
        state, *others = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return "" if state == "Z" else others[18]
    except (OSError, IndexError, ValueError):
        return ""
