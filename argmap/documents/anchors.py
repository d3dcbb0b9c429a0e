"""Finding a quote again in a text that may have changed.

The words are the truth, offsets are hints. An answer is given only when it is both good and clearly
better than the next one; otherwise the quote is ambiguous or not found, and the best guess is shown
but never taken. The order is: the same place, the same words (in the skeleton), similar words.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from argmap.documents.skeleton import Skeleton, skeleton
from argmap.model.records import QuotePart

MARGIN = 0.06
"""By how much the best candidate must beat the next one, of a score between 0 and 1."""
GOOD_CONTEXT = 0.5
"""The similarity of prefix or suffix from which a context counts as the quote's own."""
MOST_HITS = 400


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


def find_quote(stretch: QuotePart, document: DocumentText, *, unchanged: bool = False) -> Found:
    """Find a stretch of words in a document.

    `unchanged` tells that the text is, by its hash, the one in which the offset was counted.
    """
    if not stretch.exact.strip():
        return Found(State.NOT_FOUND)
    if (span := _in_place(stretch, document.text, unchanged)) is not None:
        return document.found(State.IN_PLACE, span)
    words = skeleton(stretch.exact).characters
    if not words:
        return Found(State.NOT_FOUND)
    hits = list(_occurrences(document.skeleton.characters, words))
    if hits:
        return _same_words(stretch, words, hits, document)
    from argmap.documents.similar import similar_words  # needs rapidfuzz, which is loaded on use

    return similar_words(stretch, words, document)


def _in_place(stretch: QuotePart, text: str, unchanged: bool) -> tuple[int, int] | None:
    words = stretch.exact
    if stretch.start is not None and text.startswith(words, stretch.start):
        if unchanged or _has_context(stretch, text, stretch.start):
            return stretch.start, stretch.start + len(words)
        return None
    if stretch.start is None:
        places = [at for at in _occurrences(text, words) if _has_context(stretch, text, at)]
        if len(places) == 1:
            return places[0], places[0] + len(words)
    return None


def _has_context(stretch: QuotePart, text: str, at: int) -> bool:
    """Tell whether prefix and suffix stand around a place; without either, it must be the only."""
    if not stretch.prefix and not stretch.suffix:
        return len(list(_occurrences(text, stretch.exact, most=2))) == 1
    before = text[max(0, at - len(stretch.prefix)) : at]
    return before == stretch.prefix and text.startswith(stretch.suffix, at + len(stretch.exact))


def _same_words(stretch: QuotePart, words: str, hits: list[int], document: DocumentText) -> Found:
    around = document.skeleton.characters
    context = Context.of(stretch)
    near = document.skeleton.at_or_after(stretch.start or 0)
    ranked = sorted(
        ((*context.likeness(around, at, at + len(words)), -abs(at - near), at) for at in hits),
        reverse=True,
    )
    mean, best, _, at = ranked[0]
    span = document.skeleton.span(at, at + len(words))
    if len(ranked) == 1:
        return document.found(State.MOVED, span, sure=best >= GOOD_CONTEXT)
    if best >= GOOD_CONTEXT and mean - ranked[1][0] >= MARGIN:
        return document.found(State.MOVED, span)
    return Found(State.AMBIGUOUS, found=document.text[span[0] : span[1]])


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


def _occurrences(text: str, words: str, most: int = MOST_HITS) -> Iterator[int]:
    at = text.find(words)
    while at >= 0 and most > 0:
        yield at
        most -= 1
        at = text.find(words, at + 1)
