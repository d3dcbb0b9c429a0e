"""What happens to documents, done to a text so that it is known where every character went."""

import random
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass

Span = tuple[int, int]
Change = tuple[int, int, str]
"""A stretch of the old text, and what stands there now."""

_WORD = re.compile(r"[\u3040-\u9fff]{1,2}|[^\W\u3040-\u9fff]+")
_LONG = re.compile(r"[^\W\d_\u3040-\u9fff]{6,}")


@dataclass(frozen=True)
class Edited:
    """The new text, and what was done, in order."""

    text: str
    changes: list[Change]
    _old: list[int]
    _new: list[int]

    def where(self, span: Span) -> Span:
        """Where a stretch of the old text lies now."""
        return self._moved(span[0], at_end=False), self._moved(span[1], at_end=True)

    def _moved(self, offset: int, *, at_end: bool) -> int:
        index = bisect_right(self._old, offset - at_end) - 1
        if index < 0:
            return offset
        _, end, now = self.changes[index]
        if offset - at_end < end:  # within what was replaced
            return self._new[index] + (len(now) if at_end else 0)
        return self._new[index] + len(now) + offset - end


def edited(text: str, changes: Iterable[Change]) -> Edited:
    """The text after changes that do not touch each other; of two that do, the first is made."""
    made: list[Change] = []
    old: list[int] = []
    new: list[int] = []
    pieces: list[str] = []
    place = size = 0
    for start, end, now in sorted(changes):
        if start < place or (made and start == made[-1][0]):
            continue
        pieces += (text[place:start], now)
        size += start - place
        made.append((start, end, now))
        old.append(start)
        new.append(size)
        size += len(now)
        place = end
    return Edited("".join([*pieces, text[place:]]), made, old, new)


def other_extraction(text: str, chance: random.Random) -> list[Change]:
    """Ligatures, quotation marks, hyphenation, soft hyphens, hard spaces and lines as a PDF has."""
    plain = {
        "“": '"',
        "”": '"',
        "’": "'",
        "‘": "'",
        "—": "-",
        "–": "-",
        "…": "...",
        "fi": "ﬁ",
        "fl": "ﬂ",
    }
    plain |= {'"': "”", "'": "’"}
    found = re.finditer("|".join(map(re.escape, plain)), text)
    changes: list[Change] = [(m.start(), m.end(), plain[m.group()]) for m in found]
    for word in _LONG.finditer(text):
        if chance.random() < 0.15:
            middle = word.start() + chance.randrange(2, len(word.group()) - 2)
            changes.append((middle, middle, chance.choice(("-\n", "\u00ad", "\u00ad\n", "\u200b"))))
    for space in re.finditer(r"[ \n]+|(?<=[\u3040-\u9fff])(?=[\u3040-\u9fff])", text):
        here, written = chance.random(), space.group()
        if here < (0.12 if written else 0.03):
            changes.append((space.start(), space.end(), "\n"))
        elif written == " " and here < 0.2:
            changes.append((space.start(), space.end(), chance.choice(("\u00a0", "  ", "\u2009"))))
        elif "\n" in written and here < 0.9:
            changes.append((space.start(), space.end(), " "))
    return changes


def word_edits(rate: float) -> Callable[[str, random.Random], list[Change]]:
    """Words replaced, left out or put in, so many of them all in all."""

    def changes(text: str, chance: random.Random) -> list[Change]:
        words = list(_WORD.finditer(text))
        made: list[Change] = []
        for word in words:
            if chance.random() < rate:
                other, way = chance.choice(words).group(), chance.random()
                gap = "" if word.group()[0] >= "\u3040" else " "
                if way < 0.6:
                    made.append((word.start(), word.end(), other))
                elif way < 0.8:
                    made.append((word.start(), word.end(), ""))
                else:
                    made.append((word.end(), word.end(), gap + other))
        return made

    return changes


def paragraphs_in_and_out(text: str, chance: random.Random) -> list[Change]:
    """A third of the paragraphs has a new one before it, one in twelve is gone."""
    spans = [m.span() for m in re.finditer(r"[^\n](?:[^\n]|\n(?!\n))*\n*", text)]
    changes: list[Change] = []
    for start, end in spans:
        here = chance.random()
        if here < 0.08:
            changes.append((start, end, ""))
        elif here < 0.4:
            other = chance.choice(spans)
            words = text[other[0] : other[1]].split(" ")[:80]
            chance.shuffle(words)
            changes.append((start, start, " ".join(words).strip() + "\n\n"))
    return changes
