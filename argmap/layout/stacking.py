"""Where ranks and strips lie, one below the other, and what gives where one needs more room.

What stood somewhere stays there if it can: a strip gives some of the room in which its lines swing
before anything below it moves.
"""

from collections.abc import Sequence
from dataclasses import field

from argmap.layout.lines import Span
from argmap.layout.strips import Strip
from argmap.layout.warmth import Stood
from argmap.model.light_dataclass import dataclass

ENOUGH = 0.5
"""Lines may swing in so much less room than they would like before a strip gets deeper."""
FIRM = 0.7
"""To this share of what its lines would like a strip gives way to deeper boxes above it."""
LEEWAY = 1e-6


@dataclass(slots=True)
class Ranks:
    """Where ranks and strips lie.

    `top` and `bottom` are the edges of all boxes, `spans` the upper and lower ends of the strips.
    `tops`, `deep` and `strips` are handed on: where ranks begin, how deep they and the strips are.
    """

    top: list[float]
    bottom: list[float]
    spans: list[Span]
    tops: list[float]
    deep: list[float]
    strips: list[float] = field(default_factory=list)


def stacked(
    strips: Sequence[Strip], deep: Sequence[float], over: Sequence[float], stood: Stood
) -> Ranks:
    """Return where ranks and strips lie, given how deep the boxes of each rank are.

    `over` is room in each strip besides, for frames. Strips are as deep as they were, or deeper if
    need be. Without a rank that stood somewhere the first one begins at the depth of its own strip.
    What stands where it stood is left right there.
    """
    ranks = Ranks([], [], [], [], [])
    y = late = 0.0
    for rank, strip in enumerate(strips):
        more = _at(over, rank)
        strip.swing = strip.wanted + more
        ranks.strips.append(_kept_height(strip, _at(stood.strips, rank)))
        if rank < len(deep):
            if rank:
                late = _share(ranks, strip, (deep[rank - 1], more, late), stood)
                y = ranks.tops[-1] + ranks.deep[-1] + ranks.strips[-1]
            else:
                y = strip.low_zone
            ranks.tops.append(y)
            ranks.deep.append(max(deep[rank], _at(stood.deep, rank)))
    _stay(ranks, stood)
    ranks.spans = [
        Span(top - height, top) for top, height in zip(ranks.tops, ranks.strips, strict=False)
    ]
    floor = ranks.tops[-1] + ranks.deep[-1] if ranks.tops else 0.0
    ranks.spans.append(Span(floor, floor + ranks.strips[-1]))
    return ranks


def _share(ranks: Ranks, strip: Strip, needs: tuple[float, float, float], stood: Stood) -> float:
    """Let a strip and the rank above it share the room that they had together.

    `needs` are three: how deep the boxes of that rank are, the room in the strip besides lines, and
    how much lower the rank lies than it did. Returned is how much lower the next rank will lie.
    Where more is needed than there was, a rank that was deeper once gives first, then the strip.
    Where a rank has room to spare, a strip that gave some before takes it back.
    """
    boxes, more, late = needs
    rank = len(ranks.deep) - 1
    before = _at(stood.deep, rank), _at(stood.strips, rank + 1)
    if not all(before):
        return late
    lacking = late + ranks.deep[rank] + ranks.strips[-1] - sum(before)
    if lacking > LEEWAY:
        given = min(lacking, ranks.deep[rank] - boxes)
        ranks.deep[rank] -= given
        given = min(lacking - given, strip.swing - FIRM * strip.wanted - more)
        _take(ranks, strip, -max(given, 0.0))
    late += ranks.deep[rank] + ranks.strips[-1] - sum(before)
    taken = min(ranks.deep[rank] - boxes, strip.wanted + more - strip.swing)
    if taken > LEEWAY:
        ranks.deep[rank] -= taken
        _take(ranks, strip, taken)
    return late


def _take(ranks: Ranks, strip: Strip, room: float) -> None:
    if abs(room) > LEEWAY:
        strip.swing += room
        ranks.strips[-1] = strip.height


def _kept_height(strip: Strip, before: float) -> float:
    """Keep a strip as deep as it was, or make it deeper by no more than its lines must have."""
    if before:
        room = before - strip.low_zone - strip.high_zone
        strip.swing = max(room, ENOUGH * strip.swing)
    return before if abs(strip.height - before) < LEEWAY else strip.height


def _at(values: Sequence[float], rank: int) -> float:
    return values[rank] if 0 <= rank < len(values) else 0.0


def _stay(ranks: Ranks, stood: Stood) -> None:
    """Move all ranks so that the first one that stood somewhere stands there again."""
    stand = dict(enumerate(stood.tops[: len(ranks.tops)]))
    known = [rank for rank, top in stand.items() if top == top]
    if not known:
        return
    by = stand[known[0]] - ranks.tops[known[0]]
    ranks.tops = [top + by for top in ranks.tops]
    for rank in known:
        if abs(ranks.tops[rank] - stand[rank]) < LEEWAY:
            ranks.tops[rank] = stand[rank]
