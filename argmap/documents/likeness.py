"""How like two stretches of text are, so that chance counts for nothing.

The longest common subsequence of two unrelated English lines is half of them, which makes an edit
distance a poor witness. Only letters that agree in runs are counted here: unrelated lines share
next to none.
"""

from collections.abc import Iterable

from rapidfuzz.distance import Levenshtein

_IDEOGRAPHS = (("\u3040", "\u30ff"), ("\u3400", "\u9fff"), ("\U00020000", "\U0003ffff"))
_WIDE_WEIGHT = 2.5

Run = tuple[int, int, int]
"""Where a run of equal letters begins in one text and in the other, and how long it is."""


def is_ideograph(character: str) -> bool:
    """Tell whether a character is of a script without spaces, in which a word is one or two."""
    return character >= "\u3040" and any(low <= character <= high for low, high in _IDEOGRAPHS)


def weight(words: str) -> float:
    """Return how much a stretch says, in letters: an ideograph says as much as two or three."""
    wide = sum(map(is_ideograph, words))
    return len(words) + (_WIDE_WEIGHT - 1) * wide


def is_dense(words: str) -> bool:
    """Tell whether a stretch is written mostly in ideographs."""
    return 2 * sum(map(is_ideograph, words)) > len(words)


def runs(one: str, other: str) -> list[Run]:
    """Return the runs of equal letters in a best alignment, without those that chance gives."""
    least = 2 if is_dense(one) else 3
    return [
        (piece.src_start, piece.dest_start, piece.src_end - piece.src_start)
        for piece in Levenshtein.opcodes(one, other)
        if piece.tag == "equal" and piece.src_end - piece.src_start >= min(least, len(one))
    ]


def within(found: Iterable[Run], first: int, last: int) -> int:
    """Return how many letters of a stretch of the first text stand in runs."""
    return sum(max(0, min(at + size, last) - max(at, first)) for at, _, size in found)


def shared(one: str, other: str) -> float:
    """Return the part of one text, 0 to 1, that stands in another in runs and in order."""
    if not one:
        return 0.0
    return 1.0 if one == other else within(runs(one, other), 0, len(one)) / len(one)
