"""Finding a quote whose words were edited.

Short pieces of prefix, quote and suffix vote for the diagonals on which the passage may lie; the
two best windows are aligned letter by letter, context included, so that both edges map. Thresholds
were set on one book and checked on other quotes; they favour silence over a wrong place.
"""

from collections import defaultdict
from dataclasses import dataclass

from rapidfuzz.distance import Indel, Levenshtein

from argmap.documents.answers import MARGIN, Context, DocumentText, Found, State
from argmap.model.records import QuotePart

ACCEPT = 0.70
"""The score from which a passage is taken: 0.65 for likeness of the words, 0.35 for the context."""
LIKE_ENOUGH = 0.6
WORTH_SHOWING = 0.45
_BAND = 64
_WINDOWS = 2
_COMMON = 60


@dataclass(frozen=True, slots=True, order=True)
class Candidate:
    """A stretch of the skeleton that may be the quote, with its scores between 0 and 1."""

    score: float
    words: float
    context: float
    start: int
    end: int


def similar_words(stretch: QuotePart, words: str, document: DocumentText) -> Found:
    """Return where the quote's words stand in changed form, or that they are not found."""
    context = Context.of(stretch)
    ranked = sorted(_candidates(words, context, document.skeleton.characters), reverse=True)
    if not ranked:
        return Found(State.NOT_FOUND)
    best = ranked[0]
    rival = next((c for c in ranked[1:] if c.end <= best.start or c.start >= best.end), None)
    span = _whole_words(document.text, *document.skeleton.span(best.start, best.end))
    if _convinces(best, rival, len(words)):
        return document.found(State.CHANGED, span)
    guess = document.text[span[0] : span[1]] if best.score >= WORTH_SHOWING else ""
    return Found(State.NOT_FOUND, found=guess)


def _convinces(best: Candidate, rival: Candidate | None, length: int) -> bool:
    return (
        0.6 <= (best.end - best.start) / length <= 1.7
        and best.score >= ACCEPT
        and best.words >= LIKE_ENOUGH
        and best.score - (rival.score if rival else 0.0) >= MARGIN
        and (best.words >= 0.8 or best.context >= 0.6)
        # A short quote is soon similar to something: it must bring its context along.
        and (length >= 16 or best.context >= 0.8)
    )


def _candidates(words: str, context: Context, around: str) -> list[Candidate]:
    passage = context.prefix + words + context.suffix
    first, last = len(context.prefix), len(context.prefix) + len(words)
    found = []
    for low, high in _windows(passage, around):
        edges = _aligned(passage, around[low:high], first, last)
        if edges is None:
            continue
        start, end = low + edges[0], low + edges[1]
        likeness = Indel.normalized_similarity(words, around[start:end])
        near = context.likeness(around, start, end)[1]
        found.append(Candidate(0.65 * likeness + 0.35 * near, likeness, near, start, end))
    return found


def _windows(passage: str, around: str) -> list[tuple[int, int]]:
    """Return the two stretches of the text that are most like the whole passage."""
    slack = max(40, len(passage) // 5)
    scored = []
    for band in _voted_bands(passage, around):
        low = max(0, band * _BAND - slack)
        high = min(len(around), band * _BAND + _BAND + len(passage) + slack)
        scored.append((Indel.similarity(passage, around[low:high]), low, high))
    kept: list[tuple[int, int]] = []
    for _, low, high in sorted(scored, reverse=True):
        if all(abs(low - other) >= 2 * _BAND for other, _ in kept):
            kept.append((low, high))
    return kept[:_WINDOWS]


def _voted_bands(passage: str, around: str) -> list[int]:
    """Return the diagonals, in bands, that the passage's pieces vote for; rare ones weigh more."""
    length = 8 if len(passage) < 160 else 11
    votes: defaultdict[int, float] = defaultdict(float)
    stride = max(4, len(passage) // 48)
    for offset in range(0, max(1, len(passage) - length + 1), stride):
        places = _places(around, passage[offset : offset + length])
        if len(places) < _COMMON:
            for place in places:
                votes[(place - offset) // _BAND] += 1 / len(places)
    joined = {band: votes[band - 1] + votes[band] + votes[band + 1] for band in tuple(votes)}
    return sorted(joined, key=lambda band: (-joined[band], band))[:6]


def _places(around: str, piece: str) -> list[int]:
    places: list[int] = []
    at = around.find(piece)
    while at >= 0 and len(places) < _COMMON:
        places.append(at)
        at = around.find(piece, at + 1)
    return places


def _aligned(passage: str, window: str, first: int, last: int) -> tuple[int, int] | None:
    """Return where the passage's stretch first..last lies in the window, by a best alignment."""
    start = end = None
    for piece in Levenshtein.opcodes(passage, window):
        if piece.tag != "equal":
            continue
        low, high = max(piece.src_start, first), min(piece.src_end, last)
        if high - low >= 3:  # shorter agreements are chance
            shift = piece.dest_start - piece.src_start
            start = low + shift if start is None else start
            end = high + shift
    return None if start is None or end is None else (start, end)


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the stretch widened to the borders of the words it cuts."""
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end
