"""Which parts of a document feed the map and which nobody has quoted yet.

Pure functions over offsets in a document's text. What is counted are sentences: one that a quote
touches counts as read.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argmap.documents.extracted import Extracted

Span = tuple[int, int]

VERY_LONG = 1_000_000
"""Texts of more characters are not parted into sentences: that would be felt."""

# A sentence ends at its mark where white space and something that may begin a sentence follow.
# Both are compiled when they are first used: a start needs neither.
_END = r"[.!?…]+[\"'’”»)\]]*\s+(?=[\"'‘“„«(\[]?[^\W_a-z])"
_ABBREVIATED = (
    r"(?:^|[\s(“\"])(?:[^\W\d_]|Mr|Mrs|Ms|Dr|Prof|St|No|vs|cf|e\.g|i\.e|etc|Gen|Col|Lt|Sen|Rep|Gov"
    r"|(?:[A-Z]\.)+[A-Z])\.\s*$"
)


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Yield the sentences of a stretch of text, without the white space between them."""
    end = len(text) if end is None else end
    begun = start
    abbreviated = re.compile(_ABBREVIATED)
    for mark in re.compile(_END).finditer(text, start, end):
        if abbreviated.search(text, max(begun - 1, 0), mark.end()):
            continue
        yield from _trimmed(text, begun, mark.end())
        begun = mark.end()
    yield from _trimmed(text, begun, end)


def joined(spans: Iterable[Span]) -> list[Span]:
    """Return stretches in order, those that touch or overlap made one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return found


def units_of(text: "Extracted") -> list[list[Span]]:
    """Return the sentences of each paragraph; in a very long text each paragraph is one."""
    if len(text.text) > VERY_LONG:
        return [[span] for span in text.paragraphs]
    return [list(sentences(text.text, first, last)) for first, last in text.paragraphs]


def unread(units: Iterable[Iterable[Span]], quoted: Iterable[Span]) -> list[Span]:
    """Return the passages that no quote touches: runs of sentences within one paragraph."""
    covered = joined(quoted)
    found: list[Span] = []
    for paragraph in units:
        run: Span | None = None
        for start, end in paragraph:
            if _touched(covered, start, end):
                run = None
            elif run is None:
                run = start, end
                found.append(run)
            else:
                run = run[0], end
                found[-1] = run
    return found


def next_unread(passages: list[Span], after: int) -> Span | None:
    """Return the first unread passage that begins after an offset, else the first of all."""
    return next((span for span in passages if span[0] > after), passages[0] if passages else None)


def _touched(covered: list[Span], start: int, end: int) -> bool:
    place = bisect_right(covered, (start, start)) - 1
    near = covered[max(place, 0) : place + 2]
    return any(low < end and high > start for low, high in near)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    if words := words.strip():
        yield start, start + len(words)
