"""From drawn lines to routes: where the sign of each link sits, its middle, how it arrives.

Works on lines as they are shown, after turning; it moves nothing.
"""

import itertools
import math
from collections.abc import Iterator, Sequence

from argmap.layout.axes import Turn
from argmap.layout.geometry import Box, Curve, Point, point_on
from argmap.layout.lines import Drawn
from argmap.layout.placement import LinkRoute
from argmap.layout.web import TRUNK, Web
from argmap.model.records import LinkId, LinkKind

BADGE = 21.0
"""From the tip of a line to the middle of its sign."""
STAGGER = 22.0
"""Further back, where the signs of two lines would sit on each other."""
SIGN = 20.0


def routes_of(
    web: Web, drawn: Drawn, turn: Turn, kinds: dict[LinkId, LinkKind]
) -> dict[LinkId, LinkRoute]:
    """Return the routes of one part, with signs that keep off each other."""
    signs = Signs()
    for held in drawn.points.values():
        signs.add(turn.point(held))
    routes: dict[LinkId, LinkRoute] = {}
    for link, strand in enumerate(web.strands):
        legs = [drawn.legs.get((link, leg)) for leg in range(len(strand.premises))]
        turned = tuple(turn.curve(leg) for leg in legs if leg is not None)
        trunk = drawn.legs.get((link, TRUNK))
        final = turn.curve(trunk) if trunk is not None else turned[0]
        point = drawn.points.get(link)
        symmetric = kinds.get(strand.id) in (LinkKind.CONTRADICTS, LinkKind.RESTATES)
        if symmetric and point is None:
            badge = along(final, 0.5 * length(final))
        else:
            badge = _badge(final, signs)
        signs.add(badge)
        routes[strand.id] = LinkRoute(
            legs=turned,
            trunk=final if trunk is not None else None,
            junction=turn.point(drawn.junctions[link]) if trunk is not None else None,
            middle=turn.point(point) if point is not None else along(final, 0.5 * length(final)),
            badge=badge,
            along=arrival(final),
        )
    return routes


class Signs:
    """The places of signs, to be asked for what is near."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[Point]] = {}

    def add(self, sign: Point) -> None:
        """Note a sign."""
        self._cells.setdefault(self._cell(sign), []).append(sign)

    def are_off(self, spot: Point) -> bool:
        """Tell whether no sign sits where one at the spot would."""
        i, j = self._cell(spot)
        return all(
            math.dist(spot, sign) >= SIGN
            for x in (i - 1, i, i + 1)
            for y in (j - 1, j, j + 1)
            for sign in self._cells.get((x, y), ())
        )

    def _cell(self, point: Point) -> tuple[int, int]:
        return int(point[0] // SIGN), int(point[1] // SIGN)


def _badge(line: Curve, signs: Signs) -> Point:
    """Return a place for a sign near the tip, farther back only where another sign sits there."""
    total = length(line)
    back = min(BADGE, total / 2)
    first = along(line, total - back)
    spot = first
    while back <= 0.6 * total and back <= BADGE + 3 * STAGGER:
        spot = along(line, total - back)
        if signs.are_off(spot):
            return spot
        back += STAGGER / 2
    return first


def segments(line: Curve, steps: int = 12) -> Iterator[tuple[Point, Point]]:
    """Yield the straight stretches of a flattened line."""
    points = line.flattened(steps)
    yield from itertools.pairwise(points)


def length(line: Curve) -> float:
    """Return the length of a line, flattened."""
    return sum(math.dist(a, b) for a, b in segments(line))


def along(line: Curve, distance: float) -> Point:
    """Return the point of the line at a distance from its start, measured along it."""
    left = distance
    for start, bend in line.pieces():
        here = start
        for step in range(1, 13):
            ahead = point_on(start, bend, step / 12)
            stretch = math.dist(here, ahead)
            if stretch >= left and stretch > 0:
                # The point on the curve itself, not on the chord.
                return point_on(start, bend, (step - 1 + left / stretch) / 12)
            left -= stretch
            here = ahead
    return line.end


def arrival(line: Curve) -> Point:
    """Return the unit direction in which a line arrives."""
    if not line.bends:
        return (0.0, 1.0)
    bend = line.bends[-1]
    start = line.bends[-2].end if len(line.bends) > 1 else line.start
    for origin in (bend.second, bend.first, start):
        dx, dy = bend.end[0] - origin[0], bend.end[1] - origin[1]
        size = math.hypot(dx, dy)
        if size > 1e-9:
            return dx / size, dy / size
    return (0.0, 1.0)


def bounds(curves: Sequence[Curve], boxes: Sequence[Box]) -> Box:
    """Return the smallest box around boxes and curves (curves by their control points)."""
    xs = [x for b in boxes for x in (b.x, b.right)]
    ys = [y for b in boxes for y in (b.y, b.bottom)]
    for curve in curves:
        xs.append(curve.start[0])
        ys.append(curve.start[1])
        for bend in curve.bends:
            for x, y in (bend.first, bend.second, bend.end):
                xs.append(x)
                ys.append(y)
    if not xs:
        return Box(0.0, 0.0, 0.0, 0.0)
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
