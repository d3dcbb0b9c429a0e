"""From drawn lines to routes: where the sign of each link sits, its middle, how it arrives.

Works on lines as they are shown, after turning; it moves nothing.
"""

import math
from collections.abc import Iterable, Sequence
from typing import Protocol

from argmap.layout.axes import Turn
from argmap.layout.geometry import Bend, Box, Curve, Point, point_on
from argmap.layout.lines import Drawn
from argmap.layout.placement import LinkRoute
from argmap.layout.web import TRUNK, Web
from argmap.model.light_dataclass import dataclass
from argmap.model.records import LinkId, LinkKind

BADGE = 21.0
"""From the tip of a line to the middle of its sign."""
STAGGER = 22.0
"""Further back, where the signs of two lines would sit on each other."""
SIGN = 20.0
CELL = 4 * SIGN
"""What is looked for near a spot lies in one such square mostly, or in two or four."""


def routes_of(
    web: Web, drawn: Drawn, turn: Turn, kinds: dict[LinkId, LinkKind]
) -> dict[LinkId, LinkRoute]:
    """Return the routes of one part, with signs that keep off each other."""
    signs = Signs()
    for held in drawn.points.values():
        signs.add(turn.point(held))
    routes: dict[LinkId, LinkRoute] = {}
    for link, strand in enumerate(web.strands):
        run = run_of(web, drawn, turn, link)
        symmetric = kinds.get(strand.id) in SYMMETRIC
        badge = run.middle if symmetric and not run.held else badge_of(run.final, signs)
        signs.add(badge)
        routes[strand.id] = run.route(badge)
    return routes


SYMMETRIC = (LinkKind.CONTRADICTS, LinkKind.RESTATES)


@dataclass(frozen=True, slots=True)
class Run:
    """A route but for its sign; `final` is the curve that arrives, `held` if others end on it."""

    legs: tuple[Curve, ...]
    trunk: Curve | None
    junction: Point | None
    middle: Point
    final: Curve
    held: bool

    def route(self, badge: Point) -> LinkRoute:
        """Return the route with its sign."""
        return LinkRoute(
            self.legs, self.trunk, self.junction, self.middle, badge, arrival(self.final)
        )


def run_of(web: Web, drawn: Drawn, turn: Turn, link: int) -> Run:
    """Return how a link runs, turned into its direction."""
    trunk = None
    if len(web.strands[link].premises) == 1:
        final = turn.curve(drawn.legs[link, 0])
        turned: tuple[Curve, ...] = (final,)
    else:
        legs = [drawn.legs.get((link, leg)) for leg in range(len(web.strands[link].premises))]
        turned = tuple([turn.curve(leg) for leg in legs if leg is not None])
        trunk = drawn.legs.get((link, TRUNK))
        final = turn.curve(trunk) if trunk is not None else turned[0]
    point = drawn.points.get(link)
    return Run(
        legs=turned,
        trunk=final if trunk is not None else None,
        junction=turn.point(drawn.junctions[link]) if trunk is not None else None,
        middle=turn.point(point) if point is not None else middle_of(final),
        final=final,
        held=point is not None,
    )


class Signs:
    """The places of signs, to be asked for what is near."""

    def __init__(self) -> None:
        self._cells: dict[tuple[float, float], list[Point]] = {}

    def add(self, sign: Point) -> None:
        """Note a sign."""
        self._cells.setdefault((sign[0] // CELL, sign[1] // CELL), []).append(sign)

    def are_off(self, spot: Point) -> bool:
        """Tell whether no sign sits where one at the spot would."""
        x, y = spot
        left, right = (x - SIGN) // CELL, (x + SIGN) // CELL
        high, low = (y - SIGN) // CELL, (y + SIGN) // CELL
        for column in (left,) if left == right else (left, right):
            for row in (high,) if high == low else (high, low):
                for sign in self._cells.get((column, row), ()):
                    if math.dist(spot, sign) < SIGN:
                        return False
        return True


class Spots(Protocol):
    """Whoever knows where signs are."""

    def are_off(self, spot: Point) -> bool:
        """Tell whether no sign sits where one at the spot would."""


def badge_of(line: Curve, signs: Spots) -> Point:
    """Return a place for a sign near the tip, farther back only where another sign sits there."""
    first = before_end(line, BADGE)
    if signs.are_off(first):
        return first
    total = length(line)
    back = BADGE + STAGGER / 2
    while back <= min(0.6 * total, BADGE + 3 * STAGGER):
        spot = before_end(line, back)
        if signs.are_off(spot):
            return spot
        back += STAGGER / 2
    return first


def length(line: Curve) -> float:
    """Return the length of a line, within a few percent where it is bent."""
    return sum(_piece_length(start, bend) for start, bend in line.pieces())


def _piece_length(start: Point, bend: Bend) -> float:
    """Return the length of a piece: the mean of its chord and the way over its control points."""
    chord = math.dist(start, bend.end)
    way = math.dist(start, bend.first) + math.dist(bend.first, bend.second)
    return (chord + way + math.dist(bend.second, bend.end)) / 2


def along(line: Curve, distance: float) -> Point:
    """Return the point of the line at about a distance from its start, measured along it."""
    left = distance
    for start, bend in line.pieces():
        long = _piece_length(start, bend)
        if long >= left and long > 0:
            return point_on(start, bend, left / long)
        left -= long
    return line.end


def middle_of(line: Curve) -> Point:
    """Return the point about half way along a line."""
    if len(line.bends) == 3:
        # One swing between two short straight ends, as most lines are.
        return point_on(line.bends[0].end, line.bends[1], 0.5)
    return along(line, 0.5 * length(line))


def before_end(line: Curve, distance: float) -> Point:
    """Return the point at about a distance before the end, or the middle of a shorter line."""
    left = distance
    for number in range(len(line.bends) - 1, -1, -1):
        bend = line.bends[number]
        start = line.bends[number - 1].end if number else line.start
        long = _piece_length(start, bend)
        if long < left:
            left -= long
            continue
        if start[0] == bend.first[0] == bend.second[0] == bend.end[0]:
            return start[0], bend.end[1] + (start[1] - bend.end[1]) * left / long
        here = bend.end
        for step in range(11, -1, -1):
            ahead = point_on(start, bend, step / 12)
            stretch = math.dist(here, ahead)
            if stretch >= left and stretch > 0:
                # The point on the curve itself, not on the chord.
                return point_on(start, bend, (step + 1 - left / stretch) / 12)
            left -= stretch
            here = ahead
    return middle_of(line)


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


def bounds(curves: Iterable[Curve], boxes: Sequence[Box]) -> Box:
    """Return the smallest box around boxes and curves (curves by their control points)."""
    xs = [x for b in boxes for x in (b.x, b.right)]
    ys = [y for b in boxes for y in (b.y, b.bottom)]
    for curve in curves:
        x, y = curve.start
        xs.append(x)
        ys.append(y)
        for bend in curve.bends:
            (x0, y0), (x1, y1), (x2, y2) = bend.first, bend.second, bend.end
            xs += (x0, x1, x2)
            ys += (y0, y1, y2)
    if not xs:
        return Box(0.0, 0.0, 0.0, 0.0)
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
