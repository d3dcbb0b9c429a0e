"""The answers to where a quote stands now, and what they are judged by."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from argmap.documents.skeleton import Skeleton, folded, skeleton
from argmap.model.records import QuotePart

_WORDS = 0.6
"""The part that likeness of the words has in a score; the rest is the context's."""
_SLACK = 12


class State(StrEnum):
    """What became of a quote."""

    IN_PLACE = "in place"
    MOVED = "moved"
    CHANGED = "changed"
    AMBIGUOUS = "ambiguous"
    NOT_FOUND = "not found"
    SOURCE_MISSING = "source missing"


@dataclass(frozen=True, slots=True)
class Found:
    """Where a quote stands now: `start` and `end` in code points, None without a place.

    `found` is the text there; for a quote that is not found, the best guess. `sure` tells whether a
    moved quote brought its context along; without it somebody should confirm the place.
    """

    state: State
    start: int | None = None
    end: int | None = None
    found: str = ""
    sure: bool = True


class DocumentText:
    """A text to find quotes in; its skeleton is made once, when first needed."""

    def __init__(self, text: str) -> None:
        """Keep the text."""
        self.text = text

    @cached_property
    def skeleton(self) -> Skeleton:
        """The text's skeleton."""
        return skeleton(self.text)

    def found(self, state: State, span: tuple[int, int], *, sure: bool = True) -> Found:
        """Return the answer that a quote stands at a span of the text."""
        return Found(state, *span, self.text[span[0] : span[1]], sure)


@dataclass(frozen=True, slots=True, order=True)
class Candidate:
    """A stretch of the skeleton that may be the quote, with its scores between 0 and 1."""

    score: float
    words: float
    context: float
    start: int
    end: int

    @classmethod
    def of(cls, words: float, sides: Sequence[float], start: int, end: int) -> "Candidate":
        """Return a candidate, given the likeness of its words and of each side of its context."""
        context = sum(sides) / len(sides) if sides else 0.0
        score = _WORDS * words + (1 - _WORDS) * context if sides else words
        return cls(score, words, context, start, end)

    def is_apart(self, other: "Candidate") -> bool:
        """Tell whether two candidates share nothing."""
        return self.end <= other.start or self.start >= other.end

    def rivals(self, among: Iterable["Candidate"]) -> list["Candidate"]:
        """Return the candidates for other places."""
        return [other for other in among if other is not self and self.is_apart(other)]


@dataclass(frozen=True, slots=True)
class Context:
    """What stood around a quote, as skeletons."""

    prefix: str
    suffix: str

    @classmethod
    def of(cls, stretch: QuotePart) -> "Context":
        """Return the context that a quote was stored with."""
        return cls(folded(stretch.prefix), folded(stretch.suffix))

    def __bool__(self) -> bool:
        """Tell whether there is any."""
        return bool(self.prefix or self.suffix)

    def sides(self, around: str, start: int, end: int) -> list[float]:
        """Return how much (0 to 1) of prefix and of suffix stands around a place."""
        from argmap.documents.likeness import shared  # needs rapidfuzz, which is loaded on use

        sides = []
        if size := len(self.prefix):
            exact = around[max(0, start - size) : start] == self.prefix
            near = around[max(0, start - size - _SLACK) : start]
            sides.append(1.0 if exact else shared(self.prefix, near))
        if size := len(self.suffix):
            exact = around.startswith(self.suffix, end)
            sides.append(1.0 if exact else shared(self.suffix, around[end : end + size + _SLACK]))
        return sides
