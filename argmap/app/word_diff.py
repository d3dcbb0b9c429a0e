"""The difference between two passages, word by word, for people to judge a changed quote by."""

import difflib
import re
from enum import StrEnum

from argmap.model.light_dataclass import dataclass

_PIECES = re.compile(r"\s+|[^\W_]+(?:['’][^\W_]+)*|.", re.DOTALL)


class Fate(StrEnum):
    """What became of some words."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words and what became of them."""

    fate: Fate
    words: str


def word_diff(before: str, after: str) -> list[Piece]:
    """Return the words of both passages in order; white space counts as one blank."""
    old, new = _pieces(before), _pieces(after)
    pieces: list[Piece] = []
    for tag, low, high, start, end in difflib.SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if tag == "equal":
            _add(pieces, Fate.KEPT, old[low:high])
            continue
        _add(pieces, Fate.REMOVED, old[low:high])
        _add(pieces, Fate.ADDED, new[start:end])
    return pieces


def _pieces(text: str) -> list[str]:
    return _PIECES.findall(" ".join(text.split()))


def _add(pieces: list[Piece], fate: Fate, words: list[str]) -> None:
    if words:
        pieces.append(Piece(fate, "".join(words)))
