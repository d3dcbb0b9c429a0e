"""Where lines of plain words break, by adding up the widths of the words: many times as quick.

What Qt's own text layout would answer, for texts of which that can be known: words of Latin letters
or digits, single blanks, the usual signs after a word. Everything else is left to Qt.
"""

import re
from collections.abc import Callable

_LETTERS = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff"
_PLAIN = re.compile(f"(?:[{_LETTERS}]+(?:['\u2019][{_LETTERS}]+)*|[0-9]+)[.,;]?")
"""Words within which no line breaks and that no neighbour changes the look of."""
_TIMES = re.compile("[xX][.,;]?")
"""Between numbers the letter becomes a sign of multiplication, which is wider."""
MOST_WORDS = 50_000
"""How many words are remembered; with more the memory begins anew."""

_Width = tuple[float, float]
"""The width of a word, and how far its last letter reaches beyond."""
Broken = list[tuple[str, float]]
"""The words of each line, and how wide it is."""


class WordWidths:
    """The widths of words in one font."""

    def __init__(self, advance: Callable[[str], float], overhang: Callable[[str], float]) -> None:
        """Take what measures a word, and how far a last letter reaches beyond its own width."""
        self._advance = advance
        self._measured_overhang = overhang
        self._known: dict[str, _Width | None] = {}
        self._overhangs: dict[str, float] = {}
        self._blank = advance(" ")
        self._last: tuple[str, list[str], list[_Width] | None] = "", [""], None

    def natural(self, paragraph: str) -> float | None:
        """Return the width of a paragraph in one line, or None where only Qt can tell."""
        _, found = self._words(paragraph)
        if found is None:
            return None
        return sum([width for width, _ in found]) + self._blank * (len(found) - 1)

    def extent(self, paragraph: str, room: float) -> tuple[int, float] | None:
        """Return how many lines of a width a paragraph takes, and the width of the longest.

        None where only Qt can tell.
        """
        _, found = self._words(paragraph)
        if found is None:
            return None
        room = _in_qt(room)
        blank, count, widest, end, reach = self._blank, 0, 0.0, room, room
        for width, overhang in found:
            after = end + blank + width
            if after + overhang > room:
                if width + overhang > room:
                    return None  # a word that is broken anywhere
                if count and reach > widest:
                    widest = reach
                count, after = count + 1, width
            end, reach = after, after + overhang
        return count, max(widest, reach)

    def broken(self, paragraph: str, room: float) -> Broken | None:
        """Return a paragraph in lines of a width, or None where only Qt can tell."""
        words, found = self._words(paragraph)
        if found is None:
            return None
        room = _in_qt(room)
        blank, lines, first, end, reach = self._blank, Broken(), 0, 0.0, 0.0
        for place, (width, overhang) in enumerate(found):
            after = end + blank + width if place > first else width
            if after + overhang > room:
                if width + overhang > room:
                    return None
                lines.append((" ".join(words[first:place]), reach))
                first, after = place, width
            end, reach = after, after + overhang
        lines.append((" ".join(words[first:]), reach))
        return lines

    def _words(self, paragraph: str) -> tuple[list[str], list[_Width] | None]:
        """Return the words and their widths; the last paragraph is asked for several times."""
        last, words, found = self._last
        if last != paragraph or found is None:
            words = paragraph.split(" ")
            found = self._found(words)
            self._last = paragraph, words, found
        return words, found

    def _found(self, words: list[str]) -> list[_Width] | None:
        known, found = self._known, []
        for word in words:
            widths = known[word] if word in known else self._measured(word)
            if widths is None:
                return None
            found.append(widths)
        return found

    def _measured(self, word: str) -> _Width | None:
        if len(self._known) >= MOST_WORDS:
            self._known.clear()
        widths = None
        if _PLAIN.fullmatch(word) and not _TIMES.fullmatch(word):
            last = word[-1]
            if last not in self._overhangs:
                self._overhangs[last] = self._measured_overhang(last)
            widths = self._advance(word), self._overhangs[last]
        self._known[word] = widths
        return widths


def _in_qt(length: float) -> float:
    """Return a length as Qt takes it, which reckons in sixty-fourths."""
    return int(length * 64) / 64
