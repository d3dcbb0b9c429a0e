"""The skeleton of a text: its words without what extraction changes.

Two extractions of one document differ in ligatures, quotation marks, line breaks and hyphens. Their
skeletons are equal. Every character of a skeleton knows where it stood in the text.
"""

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache

_BLOCK = 512
"""Offsets are known at every so many characters of the text; between them they are counted."""
_DOUBLE = (
    "\u02ba\u02dd\u02ee\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033"
    "\u301d\u301e\u301f\u300c\u300d\u300e\u300f"
)
_SINGLE = "\u02b9\u02bb\u02bd\u2018\u2019\u201a\u201b\u2039\u203a\u2032\u02bc`\u00b4"
_MINUS = "\u2212"


class Skeleton:
    """The skeleton of a text, and for each of its characters the offset it came from."""

    __slots__ = ("_begins", "_folds", "_text", "characters")

    def __init__(self, text: str) -> None:
        """Fold a text."""
        self._text = text
        self._folds = _Folds()
        # Character by character a book would take seconds; str.translate takes a hundredth of that.
        blocks = [
            text[start : start + _BLOCK].translate(self._folds)
            for start in range(0, len(text), _BLOCK)
        ]
        self.characters = "".join(blocks)
        self._begins = [0]
        for block in blocks:
            self._begins.append(self._begins[-1] + len(block))

    def at_or_after(self, offset: int) -> int:
        """Return the place in the skeleton of the first character from an offset of the text on."""
        if offset <= 0:
            return 0
        block = min(offset // _BLOCK, len(self._begins) - 1)
        cut = self._text[block * _BLOCK : offset] if block < len(self._begins) - 1 else ""
        return self._begins[block] + len(cut.translate(self._folds))

    def offset(self, place: int) -> int:
        """Return where in the text the character at a place of the skeleton came from."""
        block = bisect_right(self._begins, place) - 1
        start = block * _BLOCK
        ends = _running(self._text[start : start + _BLOCK], self._folds)
        return start + bisect_left(ends, place - self._begins[block] + 1)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of the text that a non-empty stretch of the skeleton came from."""
        return self.offset(start), self.offset(end - 1) + 1


def skeleton(text: str) -> Skeleton:
    """Return the skeleton of a text."""
    return Skeleton(text)


def folded(text: str) -> str:
    """Return only the characters of a text's skeleton."""
    return text.translate(_Folds())


class _Folds(dict[int, str]):
    """What characters leave in a skeleton, found out when first met."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _folded(chr(code))
        return found


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
    return "".join(c for c in unicodedata.normalize("NFKD", character) if not _is_dropped(c))


def _is_dropped(character: str) -> bool:
    if character.isspace() or character == _MINUS:
        return True
    # Dashes, format characters such as the soft hyphen, controls, and PDFium's mark of a hyphen.
    return unicodedata.category(character) in ("Pd", "Cf", "Cc") or character == "\ufffe"


def _running(text: str, folds: _Folds) -> Sequence[int]:
    """Return how much of a skeleton there is after each character of a text."""
    total = 0
    return [total := total + len(folds[ord(character)]) for character in text]
