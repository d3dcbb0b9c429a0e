"""Keeps what a process holds in memory there, so that a pause before a key is no part of its time.

On some virtual machines what was not touched for a moment is slow to touch again: after half a
second of quiet a plain loop over some megabytes takes several times as long, and so does a key. The
figures then tell of the host. So all that is held is read through once before a key, that of the
processes it started as well; without this a stopwatch shows more. Where a system has no such files
(they are Linux's), nothing is done.
"""

import mmap
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

import numpy as np

_PROCESSES = Path("/proc")
_ENTRY = 8
"""Bytes that the table has for each page; the highest bit tells whether it is in memory."""
_IS_THERE = np.uint64(1 << 63)
_AT_ONCE = 1 << 20


def touch_all() -> int:
    """Read every page of these processes that is in memory; returns how many bytes that was."""
    return sum(map(_touch, _processes(_PROCESSES / "self")))


def _processes(process: Path) -> Iterator[Path]:
    """Yield the folder of a process, and of those it started."""
    if (process / "pagemap").exists():
        yield process
        for thread in (process / "task").iterdir():
            with suppress(OSError):  # not every system tells, and a child may have ended
                for child in (thread / "children").read_text().split():
                    yield from _processes(_PROCESSES / child)


def _touch(process: Path) -> int:
    count = 0
    with (
        (process / "pagemap").open("rb", buffering=0) as table,
        (process / "mem").open("rb", buffering=0) as memory,
    ):
        for start, end in _stretches((process / "maps").read_text()):
            for first, last in _there(table, start, end):
                memory.seek(first)
                for at in range(first, last, _AT_ONCE):
                    count += len(memory.read(min(_AT_ONCE, last - at)))
    return count


def _stretches(maps: str) -> Iterator[tuple[int, int]]:
    """Yield the first byte and the end of all that may be read, but for the system's own."""
    for line in maps.splitlines():
        stretch, permissions, *others = line.split()
        if permissions.startswith("r") and not others[-1].startswith("[v"):
            start, end = (int(side, 16) for side in stretch.split("-"))
            yield start, end


def _there(table: BinaryIO, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of a stretch that are in memory."""
    table.seek(start // mmap.PAGESIZE * _ENTRY)
    entries = np.frombuffer(table.read((end - start) // mmap.PAGESIZE * _ENTRY), np.uint64)
    is_there = np.concatenate(([False], (entries & _IS_THERE) != 0, [False]))
    turns = np.flatnonzero(is_there[1:] != is_there[:-1]) * mmap.PAGESIZE + start
    yield from zip(turns[::2].tolist(), turns[1::2].tolist(), strict=True)
