"""Keeps what a process holds in memory there, so that a pause before a key is no part of its time.

Some virtual machines have their host take away what was not touched for a moment, and give it back
page by page: after half a second of quiet a key then takes three times as long, whatever program
hears it. A desk's own machine does not. So all that is held is read through once before a key.
Where a system has no such files (they are Linux's), nothing is done.
"""

import mmap
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import numpy as np

_TABLE, _MEMORY, _MAPS = (Path("/proc/self") / name for name in ("pagemap", "mem", "maps"))
_ENTRY = 8
"""Bytes that the table has for each page; the highest bit tells whether it is in memory."""
_IS_THERE = np.uint64(1 << 63)
_AT_ONCE = 1 << 20


def touch_all() -> int:
    """Read every page of this process that is in memory once; returns how many bytes that was."""
    if not _TABLE.exists():
        return 0
    count = 0
    with _TABLE.open("rb", buffering=0) as table, _MEMORY.open("rb", buffering=0) as memory:
        for start, end in _stretches(_MAPS.read_text()):
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
