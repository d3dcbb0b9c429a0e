"""The answers to where a quote stands now, and what they are judged by."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from argmap.documents.skeleton import Skeleton, skeleton
from argmap.model.records import QuotePart

MARGIN = 0.06
"""By how much the best candidate must beat the next one, of a score between 0 and 1."""
GOOD_CONTEXT = 0.5
"""The similarity of prefix or suffix from which a context counts as the quote's own."""


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


@dataclass(frozen=True, slots=True)
class Context:
    """What stood around a quote, as skeletons."""

    prefix: str
    suffix: str

    @classmethod
    def of(cls, stretch: QuotePart) -> "Context":
        """Return the context that a quote was stored with."""
        return cls(skeleton(stretch.prefix).characters, skeleton(stretch.suffix).characters)

    def likeness(self, around: str, start: int, end: int) -> tuple[float, float]:
        """Return the mean and the best similarity (0 to 1) of prefix and suffix at a place."""
        from rapidfuzz.distance import Indel

        scores = []
        if self.prefix:
            before = around[max(0, start - len(self.prefix)) : start]
            scores.append(Indel.normalized_similarity(self.prefix, before))
        if self.suffix:
            after = around[end : end + len(self.suffix)]
            scores.append(Indel.normalized_similarity(self.suffix, after))
        return (sum(scores) / len(scores), max(scores)) if scores else (0.0, 0.0)
