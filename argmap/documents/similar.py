"""Finding a quote whose words were edited.

Short pieces of prefix, quote and suffix vote for the diagonals on which the passage may lie; the
best windows are aligned letter by letter, context included, so that both edges map. Where the
context stands without the words, that too is a candidate: it tells that they are gone.
"""

from collections import defaultdict
from collections.abc import Iterator

from rapidfuzz.distance import Indel

from argmap.documents.answers import Candidate, Context
from argmap.documents.likeness import Run, is_dense, runs, within

_BAND = 64
_BANDS = 8
_WINDOWS = 4
_COMMON = 60
_SETTLED = 4.0
"""Votes with which half of the pieces decide, if no other band has a third as many."""
_FRAYED = 12
"""How many letters of the context may be changed where the words were taken out."""
_STANDS = 0.4
"""The part of a side of the context with which it counts as standing at a place."""
_STRAY = 9
"""Letters of other text before a run from which it may be a stray one."""
_REACH = 16
"""How far, beyond an eighth of the quote, an edge may lie from the words that were found."""


def similar_places(words: str, context: Context, around: str) -> Iterator[Candidate]:
    """Yield the places of a skeleton that are most like the words with their context."""
    passage = context.prefix + words + context.suffix
    first, last = len(context.prefix), len(context.prefix) + len(words)
    for low, high in _windows(passage, around):
        found = runs(passage, around[low:high])
        edges = _edges(found, first, last)
        if edges is None:
            continue
        start, end = edges
        likeness = within(found, first, last) / max(len(words), end - start)
        sides = [
            within(found, a, b) / (b - a) for a, b in ((0, first), (last, len(passage))) if a < b
        ]
        yield Candidate.of(likeness, sides, low + start, low + end)


def emptied_place(words: str, context: Context, around: str) -> Candidate | None:
    """Return the place where prefix and suffix meet with none or little of the words between.

    Such a place tells that the words were taken out; None where there is none.
    """
    passage, border = context.prefix + context.suffix, len(context.prefix)
    if not context.prefix or not context.suffix:
        return None
    best: Candidate | None = None
    for low, high in _windows(passage, around):
        found = runs(passage, around[low:high])
        met = _meeting(found, border)
        if met is None or met[1] - met[0] > len(words) // 4:
            continue
        before = [run for run in found if abs(run[1] - run[0] - (met[0] - border)) <= _FRAYED]
        after = [run for run in found if abs(run[1] - run[0] - (met[1] - border)) <= _FRAYED]
        sides = [
            within(before, 0, border) / border,
            within(after, border, len(passage)) / (len(passage) - border),
        ]
        place = Candidate.of(0.0, sides, low + min(met), low + min(met))
        if min(sides) >= _STANDS and (best is None or place.context > best.context):
            best = place
    return best


def _meeting(found: list[Run], border: int) -> tuple[int, int] | None:
    """Return where the letters before a border end and those after it begin, in the window."""
    across = [there + border - at for at, there, size in found if at < border < at + size]
    before = [there + border - at for at, there, size in found if 0 <= border - at - size < _FRAYED]
    after = [there + border - at for at, there, _ in found if 0 <= at - border < _FRAYED]
    before, after = across or before, across or after
    return (before[-1], after[0]) if before and after else None


def _edges(found: list[Run], first: int, last: int) -> tuple[int, int] | None:
    """Return where the passage's stretch first..last lies in the window.

    Its own words tell, and where one at its edge was changed, the context that touches it.
    """
    inside = [run for run in found if run[0] < last and run[0] + run[2] > first]
    before = [at + size for at, size in _touching(found, first, from_left=True)]
    after = [at for at, _ in _touching(found, last, from_left=False)]
    if not inside:
        if not before and not after:
            return None
        start = before[-1] if before else after[0]
        end = after[0] if after else start
        return (start, end) if start <= end <= start + last - first + _REACH else (start, start)
    inside = _without_strays(inside, before, after)
    at, there, _ = inside[0]
    start = there + max(0, first - at)
    at, there, size = inside[-1]
    end = there + min(size, last - at)
    reach = (last - first) // 8 + _REACH
    if before and start - reach <= before[-1] <= start:
        start = before[-1]
    if after and end <= after[0] <= end + reach:
        end = after[0]
    return start, end


def _without_strays(inside: list[Run], before: list[int], after: list[int]) -> list[Run]:
    """Return runs without few letters at an end that stand far from all others.

    Such a word stands there by chance, unless the context follows or precedes it.
    """
    kept = list(inside)
    while len(kept) > 1:
        gap, size, end = _gap(kept[-2], kept[-1]), kept[-1][2], kept[-1][1] + kept[-1][2]
        if gap <= max(size, _STRAY) or (after and abs(after[0] - end) <= 2):
            break
        kept.pop()
    while len(kept) > 1:
        gap, size, start = _gap(kept[0], kept[1]), kept[0][2], kept[0][1]
        if gap <= max(size, _STRAY) or (before and abs(before[-1] - start) <= 2):
            break
        kept.pop(0)
    return kept


def _gap(one: Run, other: Run) -> int:
    """Return how much further apart two runs stand in the window than in the passage."""
    return (other[1] - one[1]) - (other[0] - one[0])


def _touching(found: list[Run], border: int, *, from_left: bool) -> list[tuple[int, int]]:
    """Return the run of the context that ends (or begins) at the quote's border, as seen there."""
    if from_left:
        return [(there, size) for at, there, size in found if border - 2 <= at + size <= border]
    return [(there, size) for at, there, size in found if border <= at <= border + 2]


def _windows(passage: str, around: str) -> list[tuple[int, int]]:
    """Return the stretches of the text that are most like the whole passage."""
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
    if is_dense(passage):
        length //= 2
    votes: defaultdict[int, float] = defaultdict(float)
    stride = max(4, len(passage) // 48)
    offsets = range(0, max(1, len(passage) - length + 1), stride)
    ranked: list[int] = []
    for half in (offsets[::2], offsets[1::2]):
        for offset in half:
            places = _places(around, passage[offset : offset + length])
            if len(places) < _COMMON:
                for place in places:
                    votes[(place - offset) // _BAND] += 1 / len(places)
        joined = {band: votes[band - 1] + votes[band] + votes[band + 1] for band in tuple(votes)}
        ranked = sorted(joined, key=lambda band: (-joined[band], band))
        if _is_settled(ranked, joined):  # the other half would say the same
            break
    return ranked[:_BANDS]


def _is_settled(ranked: list[int], votes: dict[int, float]) -> bool:
    if not ranked or votes[ranked[0]] < _SETTLED:
        return False
    others = (votes[band] for band in ranked if abs(band - ranked[0]) > 2)
    return 3 * next(others, 0.0) < votes[ranked[0]]


def _places(around: str, piece: str) -> list[int]:
    places: list[int] = []
    at = around.find(piece)
    while at >= 0 and len(places) < _COMMON:
        places.append(at)
        at = around.find(piece, at + 1)
    return places
