"""The skeleton of a text: its words without what extraction changes.

Two extractions of one document differ in ligatures, quotation marks, line breaks and hyphens. Their
skeletons are equal. Every character of a skeleton knows where it stood in the text.
"""

import re
import unicodedata
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

# Runs that stand for themselves: everything of ASCII but white space, hyphens and quotation marks.
_PLAIN_RUN = re.compile(r"[!#-&(-,./0-9:-_a-z{|}~]+")
_DOUBLE = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033"
_SINGLE = "\u2018\u2019\u201a\u201b\u2039\u203a\u2032\u02bc`\u00b4"


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The skeleton of a text, and for each of its characters the offset it came from."""

    characters: str
    offsets: "array[int]"

    def at_or_after(self, offset: int) -> int:
        """Return the place in the skeleton of the first character from an offset of the text on."""
        return bisect_left(self.offsets, offset)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of the text that a non-empty stretch of the skeleton came from."""
        return self.offsets[start], self.offsets[end - 1] + 1


def skeleton(text: str) -> Skeleton:
    """Return the skeleton of a text."""
    pieces: list[str] = []
    offsets = array("Q")
    place = 0
    for run in _PLAIN_RUN.finditer(text):
        _fold(text, place, run.start(), pieces, offsets)
        pieces.append(run.group())
        offsets.extend(range(run.start(), run.end()))
        place = run.end()
    _fold(text, place, len(text), pieces, offsets)
    return Skeleton("".join(pieces), offsets)


def _fold(text: str, start: int, end: int, pieces: list[str], offsets: "array[int]") -> None:
    for offset in range(start, end):
        if folded := _folded(text[offset]):
            pieces.append(folded)
            offsets.extend([offset] * len(folded))


@cache
def _folded(character: str) -> str:
    """Return what a character leaves in a skeleton.

    Compatibility decomposition, not composition, so that a letter and its accent agree with the
    letter that carries it.
    """
    if character in _DOUBLE:
        return '"'
    if character in _SINGLE:
        return "'"
    return "".join(c for c in unicodedata.normalize("NFKD", character) if not _dropped(c))


def _dropped(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) in ("Pd", "Cf", "Cc")
