"""Page furniture: running heads, feet and page numbers, which stand between the words of a text.

A line is furniture where it repeats, but for its numbers, at the same place near the edge of most
pages, or of most left or most right pages.
"""

import re
from collections import Counter
from collections.abc import Sequence

from argmap.model.light_dataclass import dataclass

_EDGE = 0.16
"""The part of a page's height, from above and from below, in which furniture stands."""
_STEPS = 40
_MOST = 0.6
_TELLING = 12
_NUMBERS = re.compile(r"\d+|\b[ivxlc]+\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page; `top` and `bottom` count from the page's upper edge, 1 at its lower."""

    text: str
    top: float
    bottom: float
    left: float


def without_furniture(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], int]:
    """Return the pages without the lines that repeat, and how many lines were left out."""
    repeated = _repeated(pages)
    kept = [[line for line in page if not _keys(line) & repeated] for page in pages]
    return kept, sum(map(len, pages)) - sum(map(len, kept))


def without_overlaps(pages: Sequence[Sequence[Line]]) -> list[Sequence[Line]]:
    """Return the pages without first lines that end the page before.

    Where a line meets the border of two pages, some programs (Qt among them) write it on both and
    clip it on one; its words are there twice.
    """
    kept: list[Sequence[Line]] = []
    for page in pages:
        again = _overlap(kept[-1], page) if kept else 0
        kept.append(page[again:])
    return kept


def _overlap(before: Sequence[Line], page: Sequence[Line]) -> int:
    for count in (2, 1):
        last, first = before[-count:], page[:count]
        same = [line.text for line in last] == [line.text for line in first]
        if len(first) == count and same and sum(len(line.text) for line in first) >= _TELLING:
            return count
    return 0


def _repeated(pages: Sequence[Sequence[Line]]) -> set[tuple[str, int]]:
    found: set[tuple[str, int]] = set()
    written = [page for page in pages if page]
    # All pages, then those on either side of the sheet, whose heads may differ.
    for group, least in ((written, 2), (written[::2], 3), (written[1::2], 3)):
        counts = Counter(key for page in group for key in {k for line in page for k in _keys(line)})
        found |= {key for key, n in counts.items() if n >= max(least, _MOST * len(group))}
    return found


def _keys(line: Line) -> set[tuple[str, int]]:
    """Return what a line is recognised by: two heights, so that no border falls between equals."""
    if _EDGE < line.bottom < 1 - _EDGE:
        return set()
    text = _NUMBERS.sub("#", " ".join(line.text.split()))
    height = line.bottom * _STEPS
    return {(text, int(height)), (text, -int(height + 0.5) - 1)}
