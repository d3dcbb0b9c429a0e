"""A strip with many wires after an edit: lanes only for wires that something near them touched.

As in `layout.strips` and `many.lanes`. From the right to the left the lane of a wire follows from
those of the wires that begin within its stretch; so where one changed, only wires that reach over
its beginning can change too. Imported only where it is needed, as it needs NumPy.
"""

from bisect import insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

import numpy as np
from numpy.typing import NDArray

from argmap.layout.live.part import LivePart
from argmap.layout.many.lanes import FEW
from argmap.layout.strips import (
    FINEST,
    MERGED,
    SHARED,
    SLOPE,
    STUB,
    TIP,
    Swing,
    merges,
    roomy,
    stack,
    swing_height,
    swing_of,
)
from argmap.layout.web import Edge
from argmap.model.light_dataclass import dataclass

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class LiveStrip:
    """One strip of a part: its wires that swing, by side, and which of them need room for tips."""

    def __init__(self, part: LivePart, number: int) -> None:
        self._part, self._number = part, number
        self.strip = part.strips[number]
        self._sides = (_Side(), _Side())
        self._side_of: dict[int, int] = {}
        self._swings: dict[int, Swing] = {}
        self._ends = {Edge.LOW: 0, Edge.HIGH: 0}
        self._counted: dict[int, Edge] = {}
        aside = set(self.strip.aside)
        for index in self.strip.wires:
            if index not in aside:
                self._count(index)
                if (found := self._swing(index)) is not None:
                    self._side_of[index], self._swings[index] = found
        for number_, side in enumerate(self._sides):
            own = [w for index, w in self._swings.items() if self._side_of[index] == number_]
            side.wires = sorted(own)
        for index, level in self.strip.heights.items():
            self._sides[self._side_of[index]].levels[index] = level
        for side in self._sides:
            side.most = max(side.levels.values(), default=-1) + 1
            side.sweep = max((high - low for low, high, _, _ in side.wires), default=0.0)

    def _swing(self, index: int) -> tuple[int, Swing] | None:
        return swing_of(self._part.web, self._part.sheet.ports, index)

    def _count(self, index: int) -> None:
        edge, vertex = self._part.web.wires[index].end
        if edge is not Edge.POINT and vertex < self._part.web.boxes:
            self._ends[edge] += 1
            self._counted[index] = edge

    def renew(
        self, wires: Iterable[int], gone: Iterable[int], *, restack: bool, gap: float
    ) -> set[int]:
        """Take account of wires that came, went or end elsewhere; return who runs otherwise."""
        strip = self.strip
        before = _shape(self)
        otherwise = self._stacked() if restack else set()
        aside = set(strip.aside)
        changes: tuple[dict[int, Swing | None], ...] = ({}, {})
        for index in gone:
            if (edge := self._counted.pop(index, None)) is not None:
                self._ends[edge] -= 1
            self._move(index, None, changes)
        for index in wires:
            if index not in aside:
                if index not in self._counted:
                    self._count(index)
                self._move(index, self._swing(index), changes)
        for side, changed in zip(self._sides, changes, strict=True):
            if changed:
                otherwise |= side.renew(changed, strip.lanes)
        strip.heights = {**self._sides[0].levels, **self._sides[1].levels}
        self._keep_tips()
        lanes = max(side.most for side in self._sides)
        sweep = max(side.sweep for side in self._sides)
        strip.wanted = strip.swing = swing_height(strip, gap, lanes, sweep)
        return set(strip.wires) if _shape(self) != before else otherwise

    def _move(
        self,
        index: int,
        found: tuple[int, Swing] | None,
        changes: tuple[dict[int, Swing | None], ...],
    ) -> None:
        """Note that a wire swings otherwise, or no longer."""
        old = self._side_of.pop(index, None)
        self._swings.pop(index, None)
        if old is not None:
            changes[old][index] = None
        if found is not None:
            side, swing = found
            changes[side][index] = swing
            self._side_of[index], self._swings[index] = side, swing
        else:
            self.strip.lanes.pop(index, None)

    def _stacked(self) -> set[int]:
        """Settle anew what lies near the edges; return the wires of which that tells."""
        strip, part = self.strip, self._part
        levels, bars = strip.levels, strip.bars
        stack(part.web, part.sheet.ports, strip)
        otherwise = {index for index, level in strip.levels.items() if levels.get(index) != level}
        for link in {link for link, level in strip.bars.items() if bars.get(link) != level}:
            otherwise.update(part.wires_of(link))
        return otherwise

    def _keep_tips(self) -> None:
        strip = self.strip
        stub = STUB if strip.lanes else 0.0
        strip.low_tip = TIP if self._ends[Edge.LOW] else stub
        strip.high_tip = TIP if self._ends[Edge.HIGH] else stub


def _shape(live: LiveStrip) -> tuple[float, ...]:
    strip = live.strip
    return strip.low_zone, strip.high_zone, strip.low_tip, strip.high_tip


@dataclass(slots=True)
class _Side:
    """The wires of one side, by their lower ends, and the level of each."""

    wires: list[Swing] = field(default_factory=list)
    levels: dict[int, int] = field(default_factory=dict)
    most: int = 0
    """How many lanes lie over each other at most."""
    sweep: float = 0.0
    """The longest way to the side."""

    def renew(self, changed: Mapping[int, Swing | None], lanes: dict[int, float]) -> set[int]:
        """Exchange some wires, find lanes where that matters; return the wires with others."""
        events = self._exchange(changed)
        levels = _Levels(self.wires, self.levels)
        fresh = {index for index, swing in changed.items() if swing is not None}
        levels.renew(events, fresh)
        self.most, self.sweep = levels.most(), levels.sweep()
        self.levels = dict(zip(levels.indices, levels.level.tolist(), strict=True))
        found = zip(levels.indices, levels.shares().tolist(), strict=True)
        otherwise = {index: share for index, share in found if lanes.get(index) != share}
        lanes.update(otherwise)
        return set(otherwise)

    def _exchange(self, changed: Mapping[int, Swing | None]) -> list[float]:
        """Exchange wires; return the lower ends that they had and have."""
        kept = [wire for wire in self.wires if wire[3] not in changed]
        events = [wire[0] for wire in self.wires if wire[3] in changed]
        for index, swing in changed.items():
            self.levels.pop(index, None)
            if swing is not None:
                insort(kept, swing)
                events.append(swing[0])
        self.wires = kept
        return events


class _Levels:
    """The wires of one side from right to left as arrays, while their levels are found."""

    def __init__(self, wires: Sequence[Swing], levels: Mapping[int, int]) -> None:
        self.order = wires[::-1]
        self.indices = [wire[3] for wire in self.order]
        self.low: Floats = np.array([wire[0] for wire in self.order], np.float64)
        self.high: Floats = np.array([wire[1] for wire in self.order], np.float64)
        self.level: Ints = np.array([levels.get(index, -1) for index in self.indices], np.int64)
        self._lefts = -self.low
        self._middle, self._wide = self.low + self.high, self.high - self.low

    def renew(self, events: Sequence[float], fresh: set[int]) -> None:
        """Find the levels of fresh wires, and of those that reach over where one changed.

        `events` are where changed wires begin, or began.
        """
        edges: dict[int, float] = {}
        for low in events:
            place = int(np.searchsorted(self._lefts, -low, side="left"))
            edges[place] = min(low, edges.get(place, low))
        places = {k for k, index in enumerate(self.indices) if index in fresh}
        edge, here = np.inf, 0
        for mark in [*sorted(places | edges.keys()), len(self.order)]:
            while here < mark:
                here, edge = self._until(here, mark, edge)
            if mark < len(self.order):
                edge = min(edge, edges.get(mark, edge))
                if (mark in places or self.high[mark] > edge) and self._find(mark):
                    edge = min(edge, float(self.low[mark]))
                here = mark + 1

    def _until(self, here: int, mark: int, edge: float) -> tuple[int, float]:
        """Go on to the next wire that changes; return where to go on, and the lowest change."""
        for step in np.flatnonzero(self.high[here:mark] > edge).tolist():
            if self._find(here + step):
                return here + step + 1, min(edge, float(self.low[here + step]))
        return mark, edge

    def _find(self, number: int) -> bool:
        """Find the level of a wire; tell whether it is another than before."""
        low, high, level = self.low, self.high, self.level
        first = int(np.searchsorted(self._lefts, -high[number], side="right"))
        found = 0
        if first < number and number - first < FEW:
            mine = self.order[number]
            near = self.order[first:number]
            found = max(
                at + merges(mine[:2], other[:2])
                for at, other in zip(level[first:number].tolist(), near, strict=True)
            )
        elif first < number:
            least = int(level[first:number].max())
            near_ = first + np.flatnonzero(level[first:number] == least)
            overlap = np.minimum(high[near_], high[number]) - np.maximum(low[near_], low[number])
            shift = np.abs(self._middle[near_] - self._middle[number]) / 2
            flat = shift * SLOPE < MERGED * np.maximum(self._wide[near_], self._wide[number])
            found = least + int(bool(((overlap >= SHARED) & flat).any()))
        other = int(level[number]) != found
        level[number] = found
        return other

    def most(self) -> int:
        """Return how many lanes lie over each other at most."""
        return int(self.level.max()) + 1 if len(self.order) else 0

    def sweep(self) -> float:
        """Return the longest way to the side."""
        return float(self._wide.max()) if len(self.order) else 0.0

    def shares(self) -> Floats:
        """Return at which share of the height each wire is flattest; see `strips.shares`."""
        if not len(self.order):
            return np.zeros(0)
        low, high, level = self.low[::-1], self.high[::-1], self.level[::-1]
        reach = np.maximum.accumulate(high)
        starts = np.concatenate([[0], 1 + np.flatnonzero(low[1:] >= reach[:-1])])
        counts = [roomy(int(most) + 1) for most in np.maximum.reduceat(level, starts)]
        sizes = np.diff(np.concatenate([starts, [len(level)]]))
        count = np.repeat(np.array(counts, np.int64), sizes)
        lanes = np.minimum(count, FINEST)
        share = 0.2 + 0.6 * (level * lanes // count) / np.maximum(lanes - 1, 1)
        found: Floats = np.where(count == 1, 0.5, share)[::-1]
        return found
