"""The distances that neighbours of a rank keep, and how near they may be after an edit.

In a rank that is full they come closer where else many would be pushed far (`spreading`), and stay
so until all is laid out afresh.
"""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

from argmap.layout.parting import Framed
from argmap.layout.warmth import Stood
from argmap.layout.web import Web
from argmap.model.light_dataclass import dataclass

SIDEWAYS_GAP = 76.0
"""Between two neighbours that a link joins straight: room for its sign and its tip."""
BEND_GAP, TIGHT = 14.0, 9.0
"""From a bend to its neighbours; the second where things stand already: a line that is new there
passes between two boxes without pushing them."""
CLOSEST = 12.0
"""Between neighbours in a full rank that came together so that fewer were pushed far."""
SLIP = 1e-6
"""Neighbours that are closer by no more than this are so by rounding."""
Pair = tuple[int, int]
"""Two boxes next to each other in a rank, the left one first."""


@dataclass(frozen=True, slots=True)
class Gaps:
    """The distances to keep.

    `before` and `over` are room left of boxes and above them, for the frames of groups (`framed`).
    """

    sibling: float
    rank: float
    before: Mapping[int, float] = field(default_factory=dict)
    over: Mapping[int, float] = field(default_factory=dict)
    framed: Sequence[Framed] = ()


def joined_straight(web: Web) -> set[tuple[int, int]]:
    """Return the pairs of boxes that a link joins straight, both ways round."""
    ends = [(web.premises(link)[0], web.target(link)) for link in web.sideways]
    return {*ends, *((b, a) for a, b in ends)}


def distances(
    web: Web, gaps: Gaps, row: Sequence[int], straight: set[tuple[int, int]], bend_gap: float
) -> list[float]:
    """Return the least distances between the centres of neighbours in a row."""
    boxes, wide, before = web.boxes, web.wide, gaps.before
    found = []
    for a, b in itertools.pairwise(row):
        gap = gaps.sibling if a < boxes and b < boxes else bend_gap
        if straight and (a, b) in straight:
            gap = SIDEWAYS_GAP
        if before:
            gap += before.get(b, 0.0)
        found.append((wide[a] + wide[b]) / 2 + gap)
    return found


def close_pairs(web: Web, stood: Stood) -> dict[Pair, float]:
    """Return by how much neighbours stand closer to each other than usual, where they do."""
    number: Mapping[str, int] = web.number
    return {
        (number[left], number[right]): by
        for right, (left, by) in stood.close.items()
        if left in number and right in number
    }


@dataclass(frozen=True, slots=True)
class Near:
    """How near neighbours may be to each other after an edit.

    `close` says by how much some stood closer than usual before it.
    """

    web: Web
    gaps: Gaps
    straight: set[Pair]
    close: Mapping[Pair, float]

    def distances(self, row: Sequence[int]) -> list[float]:
        """Return the least distances: who stood closer may do so again."""
        usual = distances(self.web, self.gaps, row, self.straight, TIGHT)
        if not self.close:
            return usual
        came = map(self._came, itertools.pairwise(row))
        return [apart - by for apart, by in zip(usual, came, strict=True)]

    def spare(self, row: Sequence[int]) -> list[float]:
        """Return by how much neighbours may come closer still, where a rank is full."""
        return [self._most(pair) - self._came(pair) for pair in itertools.pairwise(row)]

    def _most(self, pair: Pair) -> float:
        parted = pair in self.straight or self.gaps.before.get(pair[1])
        if parted or max(pair) >= self.web.boxes:
            return 0.0
        return max(self.gaps.sibling - CLOSEST, 0.0)

    def _came(self, pair: Pair) -> float:
        return min(self.close[pair], self._most(pair)) if pair in self.close else 0.0


def near_of(web: Web, gaps: Gaps, stood: Stood) -> Near:
    """Return how near neighbours may be to each other in a part that stood somewhere."""
    return Near(web, gaps, joined_straight(web), close_pairs(web, stood))


def closeness(
    web: Web, gaps: Gaps, rows: Iterable[Sequence[int]], place: Sequence[float]
) -> dict[str, tuple[str, float]]:
    """Return the boxes that stand closer to the left than usual: to whom, and by how much."""
    straight, boxes = joined_straight(web), web.boxes
    found = {}
    for row in rows:
        usual = distances(web, gaps, row, straight, TIGHT)
        for (left, right), apart in zip(itertools.pairwise(row), usual, strict=True):
            by = apart - (place[right] - place[left])
            if by > SLIP and left < boxes and right < boxes:
                found[str(web.ids[right])] = str(web.ids[left]), by
    return found
