"""Links of an outline that lead elsewhere: out to the right, along a lane, and back to a row.

A lane lies right of all rows that it passes, so no link enters a foreign box. Short links take the
inner lanes. Links on links end on the lane of their target, or come in to its rail between rows.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Mapping
from dataclasses import field, replace

from argmap.layout.geometry import Box, Curve, Point
from argmap.layout.outline_rails import ROUND, hung_premises, rounded
from argmap.layout.placement import LinkRoute
from argmap.layout.skeleton import Skeleton, Strand
from argmap.model.light_dataclass import dataclass
from argmap.model.records import LinkId, StatementId

LANE = 14.0
CLEAR = 22.0
CHANNEL = 9.0
"""How far above a row a link passes that comes in to a rail."""
BADGE = 24.0


@dataclass(slots=True)
class End:
    """An end of a lane's link at the right edge of a row; `far` is the other end's height."""

    row: StatementId
    far: float
    at: float = 0.0


@dataclass(slots=True)
class _Rows:
    """The rows from top to bottom, to be asked how far to the right they reach."""

    tops: list[float]
    bottoms: list[float]
    reach: list[list[float]] = field(default_factory=list)

    def right_of(self, high: float, low: float) -> float:
        """Return how far to the right the rows between two heights reach."""
        first = bisect_left(self.bottoms, high)
        last = max(first + 1, bisect_right(self.tops, low))
        last = min(last, len(self.tops))
        first = min(first, last - 1)
        level = (last - first).bit_length() - 1
        return max(self.reach[level][first], self.reach[level][last - (1 << level)])


class Lanes:
    """Finds lanes for all links of an outline that no rail leads."""

    def __init__(
        self,
        skeleton: Skeleton,
        boxes: Mapping[StatementId, Box],
        railed: Mapping[LinkId, LinkRoute],
    ) -> None:
        self._skeleton = skeleton
        self._boxes = boxes
        self._strands = skeleton.strands
        self._railed = railed
        self._rows = _rows(boxes)
        self._taken: dict[int, list[tuple[float, float]]] = {}
        self._lane_of: dict[LinkId, tuple[float, float, float]] = {}
        """The lane that a link's last stretch runs in, and from where to where."""

    def routes(self) -> dict[LinkId, LinkRoute]:
        """Return the routes of all links, in no particular order."""
        strands = self._strands.values()
        left = [strand for strand in strands if strand.id not in self._railed]
        joining = [
            (strand, leg)
            for strand in strands
            if strand.id in self._railed
            for leg in range(len(strand.premises))
            if leg not in self._own(strand)
        ]
        ends = self._ports(left, joining)
        found: dict[LinkId, LinkRoute] = dict(self._railed)
        for strand, leg in joining:
            found[strand.id] = self._joined(found[strand.id], strand, leg, ends[strand.id, leg])
        for strand in sorted(left, key=lambda one: (self._depth(one), self._length(one))):
            found[strand.id] = self._route(strand, ends)
        return found

    def _own(self, strand: Strand) -> list[int]:
        """Return which premises of a link hang by it."""
        return hung_premises(self._skeleton, strand)

    def _joined(self, route: LinkRoute, strand: Strand, leg: int, end: End) -> LinkRoute:
        """Return the route with the leg of a premise that stands elsewhere led to its junction."""
        junction = route.junction or route.middle
        above = self._boxes[strand.premises[self._own(strand)[0]]].y - CHANNEL
        start = self._start(end)
        lane = self._lane(*sorted((start[1], above)))
        way = [start, (lane, start[1]), (lane, above), (junction[0], above), junction]
        legs = [*route.legs[:leg], rounded(way), *route.legs[leg + 1 :]]
        return replace(route, legs=tuple(legs))

    def _depth(self, strand: Strand) -> int:
        """Return how many links of these a link is on, one on the other."""
        depth = 0
        while strand.onto_link and strand.target not in self._railed:
            strand = self._strands[LinkId(strand.target)]
            depth += 1
        return depth

    def _length(self, strand: Strand) -> float:
        start = self._boxes[strand.premises[0]].centre[1]
        return abs(start - self._height(strand))

    def _height(self, strand: Strand) -> float:
        """Return about how high the target of a link lies."""
        while strand.onto_link:
            target = LinkId(strand.target)
            if target in self._railed:
                return self._railed[target].middle[1]
            strand = self._strands[target]
        return self._boxes[StatementId(strand.target)].centre[1]

    def _ports(
        self, strands: list[Strand], joining: list[tuple[Strand, int]]
    ) -> dict[tuple[LinkId, int], End]:
        """Return where links end on rows, spread so that links from one row do not cross there."""
        ends: dict[tuple[LinkId, int], End] = {}
        for strand, leg in joining:
            far = self._railed[strand.id].middle[1]
            ends[strand.id, leg] = End(strand.premises[leg], far)
        for strand in strands:
            for leg, premise in enumerate(strand.premises):
                ends[strand.id, leg] = End(premise, self._height(strand))
            if not strand.onto_link:
                start = self._boxes[strand.premises[0]].centre[1]
                ends[strand.id, -1] = End(StatementId(strand.target), start)
        by_row: dict[StatementId, list[End]] = {}
        for end in ends.values():
            by_row.setdefault(end.row, []).append(end)
        for row, here in by_row.items():
            box = self._boxes[row]
            middle = box.centre[1]
            # Upward ones above, the shortest first; downward ones below, the shortest last.
            here.sort(key=lambda end: (end.far > middle, -end.far))
            for number, end in enumerate(here):
                end.at = box.y + box.height * (number + 1) / (len(here) + 1)
        return ends

    def _route(self, strand: Strand, ends: Mapping[tuple[LinkId, int], End]) -> LinkRoute:
        starts = [self._start(ends[strand.id, leg]) for leg in range(len(strand.premises))]
        if len(starts) == 1:
            curve, middle = self._run(strand, starts[0], ends.get((strand.id, -1)))
            return LinkRoute((curve,), None, None, middle, _badge(curve), _arrival(curve))
        heights = [y for _, y in starts]
        lane = self._lane(min(heights), max(heights))
        junction = (lane, sum(heights) / len(heights))
        legs = tuple(rounded([start, (lane, start[1]), junction]) for start in starts)
        trunk, middle = self._run(strand, junction, ends.get((strand.id, -1)))
        return LinkRoute(legs, trunk, junction, middle, _badge(trunk), _arrival(trunk))

    def _start(self, end: End) -> Point:
        return self._boxes[end.row].right, end.at

    def _run(self, strand: Strand, start: Point, end: End | None) -> tuple[Curve, Point]:
        """Return the line from a point to the target of a link, and where links on it end."""
        way = self._to_row(end) if end is not None else self._to_link(strand, start)
        if len(way) == 1 and abs(way[0][1] - start[1]) < 0.01:
            self._lane_of[strand.id] = (way[0][0], start[1], start[1])
            return rounded([start, way[0]]), ((start[0] + way[0][0]) / 2, start[1])
        high, low = sorted((start[1], way[0][1]))
        lane = self._lane(high, low, start[0])
        self._lane_of[strand.id] = (lane, high, low)
        line = rounded([start, (lane, start[1]), (lane, way[0][1]), *way])
        return line, (lane, (high + low) / 2)

    def _to_row(self, end: End) -> list[Point]:
        return [self._start(end)]

    def _to_link(self, strand: Strand, start: Point) -> list[Point]:
        """Return the way from a lane to a link: to its lane, or between two rows to its rail."""
        target = LinkId(strand.target)
        if target in self._lane_of:
            lane, high, low = self._lane_of[target]
            if high + ROUND <= start[1] <= low - ROUND and start[0] < lane:
                return [(lane, start[1])]
            return [(lane, (high + low) / 2)]
        middle = self._railed[target].middle
        strand = self._strands[target]
        above = self._boxes[strand.premises[self._own(strand)[0]]].y - CHANNEL
        return [(middle[0], above), middle]

    def _lane(self, high: float, low: float, beyond: float = 0.0) -> float:
        """Take and return the innermost free lane right of all rows between two heights."""
        right = max(self._rows.right_of(high - CHANNEL, low + CHANNEL), beyond)
        column = int((right + CLEAR) // LANE) + 1
        while not self._is_free(column, high, low):
            column += 1
        insort(self._taken.setdefault(column, []), (high, low))
        return column * LANE

    def _is_free(self, column: int, high: float, low: float) -> bool:
        taken = self._taken.get(column, [])
        place = bisect_left(taken, (high, low))
        before = taken[place - 1] if place else None
        after = taken[place] if place < len(taken) else None
        return (before is None or before[1] + LANE < high) and (
            after is None or low + LANE < after[0]
        )


def _rows(boxes: Mapping[StatementId, Box]) -> _Rows:
    rows = list(boxes.values())
    found = _Rows([box.y for box in rows], [box.bottom for box in rows], [[b.right for b in rows]])
    step = 1
    while 2 * step <= len(rows):
        last = found.reach[-1]
        found.reach.append([max(a, b) for a, b in zip(last, last[step:], strict=False)])
        step *= 2
    return found


def _badge(line: Curve) -> Point:
    """Return a place for a sign on the stretch by which the line leaves, near its start."""
    end = line.bends[0].end
    (x0, y0), (x1, y1) = line.start, end
    far = abs(x1 - x0) + abs(y1 - y0)
    share = min(0.5, BADGE / far) if far else 0.0
    return x0 + (x1 - x0) * share, y0 + (y1 - y0) * share


def _arrival(line: Curve) -> Point:
    bend = line.bends[-1]
    dx, dy = bend.end[0] - bend.second[0], bend.end[1] - bend.second[1]
    far = abs(dx) + abs(dy)
    return (dx / far, dy / far) if far else (-1.0, 0.0)
