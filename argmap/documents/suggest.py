"""What the words around a passage suggest: its kind, its voice, and the word that says so.

A suggestion only chooses in advance what a person then keeps or changes; it never makes anything.
The markers are rules of thumb. How often they are right is measured (`bench suggest`).
"""

import re
from collections.abc import Iterator
from functools import cache

from argmap.documents.markers import MARKERS, Marker, Where
from argmap.model.light_dataclass import dataclass
from argmap.model.records import Basis, StatementKind, Voice

_END = re.compile(r"[.!?…][\"'”’»)\]]*(?=\s|\Z)|\n[ \t]*\n|\n(?=[ \t]*[-•*–] )|[。！？]")
_SHORTENED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|vs|etc|cf|e\.g|i\.e)|\b[A-Z](?:\.[A-Z])*)\.$"
)
_REACH = 1_000
"""How far a sentence may begin before a passage, in characters."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What is suggested, and the marker that caused it: its words as written, and their place."""

    kind: StatementKind
    voice: Voice | None
    basis: Basis | None
    words: str
    start: int
    end: int


def suggest(text: str, start: int, end: int, language: str = "en") -> Suggestion | None:
    """Return what the passage text[start:end] seems to be, or None where no marker tells.

    The markers of the whole sentence count, also where the passage is only a part of it.
    """
    table = MARKERS.get(language.partition("-")[0].lower())
    if table is None or not text[start:end].strip():
        return None
    first, last = sentence_around(text, start, end)
    after = _skip(text, last)
    best: tuple[int, re.Match[str], Marker] | None = None
    for rank, marker in enumerate(table):
        for words in marker.words:
            found = _found(words, marker.where, text, (first, last, after))
            if found is not None and (best is None or rank < best[0]):
                best = rank, found, marker
    if best is None:
        return None
    _, found, marker = best
    return Suggestion(
        marker.kind, marker.voice, marker.basis, found.group(), found.start(), found.end()
    )


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the stretch of the whole sentences in which a passage lies."""
    low = max(0, start - _REACH)
    ends = [at for at in _ends(text, low, start + 1) if at <= start]
    first = _skip(text, ends[-1]) if ends else low
    last = next((at for at in _ends(text, max(start, end - 2), end + _REACH) if at >= end), None)
    return min(first, start), last if last is not None else min(len(text), end + _REACH)


def _ends(text: str, low: int, high: int) -> Iterator[int]:
    for found in _END.finditer(text, low, high):
        if not _SHORTENED.search(text, max(0, found.start() - 8), found.start() + 1):
            yield found.end()


def _skip(text: str, place: int) -> int:
    while place < len(text) and (text[place].isspace() or text[place] in "\"'“‘«(["):
        place += 1
    return place


def _found(
    words: str, where: Where, text: str, places: tuple[int, int, int]
) -> "re.Match[str] | None":
    first, last, after = places
    pattern = _pattern(words)
    match where:
        case Where.BEGINNING:
            return pattern.match(text, first, last)
        case Where.NEXT:
            return None if text[last:after].count("\n") > 1 else pattern.match(text, after)
        case _:
            return pattern.search(text, first, last)


@cache
def _pattern(words: str) -> "re.Pattern[str]":
    inside = r"\s+".join(map(re.escape, words.split()))
    edge = r"\b" if words[-1].isalnum() else ""
    return re.compile((r"\b" if words[0].isalnum() else "") + inside + edge, re.IGNORECASE)
