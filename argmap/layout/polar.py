"""From a drawing that runs down to one that runs outward: siblings along circles, ranks as rings.

Places along the siblings become angles, clockwise from the top; places along the ranks become
distances from the middle, stretched so that every ring has the radius that it needs.
"""

import math
from bisect import bisect_right
from collections.abc import Sequence

from argmap.layout.geometry import Bend, Box, Curve, Point, between, line, point_on
from argmap.model.light_dataclass import dataclass

ARC = 0.3
"""The angle that one piece of a curve covers at most."""
CORE = 0.55
"""The share of a box that lines aim at, so that they do not end on its corners."""
REACH = 0.5
"""Control points are at most so far from their end, as a share of the way to the other end."""
SMOOTH = 0.4
"""The share of a last stretch over which it turns."""


@dataclass(frozen=True, slots=True)
class Disc:
    """The way from flat places to round ones.

    `left` and `wide` are the stretch along the siblings that goes once round. `depths` are places
    along the ranks, ascending, and `radii` how far from the middle each of them lies.
    """

    left: float
    wide: float
    depths: Sequence[float]
    radii: Sequence[float]

    def angle(self, x: float) -> float:
        """Return the angle of a place along the siblings, in radians, y downwards."""
        return 2.0 * math.pi * (x - self.left) / self.wide - math.pi / 2.0

    def radius(self, y: float) -> float:
        """Return how far from the middle a place along the ranks lies."""
        return self._radius(y)[0]

    def point(self, point: Point) -> Point:
        """Return where a flat point lies."""
        angle, radius = self.angle(point[0]), self.radius(point[1])
        return radius * math.cos(angle), radius * math.sin(angle)

    def curve(self, curve: Curve) -> Curve:
        """Return a flat curve bent round; exact along the ranks, close elsewhere."""
        start = self.point(curve.start)
        bends: list[Bend] = []
        for here, bend in curve.pieces():
            if abs(bend.end[0] - here[0]) < 1e-6 and bend.first[0] == bend.second[0] == here[0]:
                # Along the ranks it is straight, whatever rings it passes.
                bends += line(self.point(here), self.point(bend.end)).bends
            else:
                bends += self._bent(here, bend)
        return Curve(start, tuple(bends))

    def _bent(self, start: Point, bend: Bend) -> list[Bend]:
        xs = (start[0], bend.first[0], bend.second[0], bend.end[0])
        turn = 2.0 * math.pi * (max(xs) - min(xs)) / self.wide
        steps = max(2, math.ceil(turn / ARC))
        found = []
        for step in range(steps):
            a, b = step / steps, (step + 1) / steps
            (p, dp), (q, dq) = self._moving(start, bend, a), self._moving(start, bend, b)
            third = (b - a) / 3.0
            found.append(Bend(_moved(p, dp, third, q), _moved(q, dq, -third, p), q))
        return found

    def _moving(self, start: Point, bend: Bend, t: float) -> tuple[Point, Point]:
        """Return where a flat piece is at t when bent round, and how fast it goes there."""
        x, y = point_on(start, bend, t)
        u = 1.0 - t
        legs = (start, bend.first, bend.second, bend.end)
        weights = (3.0 * u * u, 6.0 * u * t, 3.0 * t * t)
        dx, dy = (
            sum(w * (b[k] - a[k]) for w, a, b in zip(weights, legs, legs[1:], strict=False))
            for k in (0, 1)
        )
        angle, (radius, slope) = self.angle(x), self._radius(y)
        out, round_ = dy * slope, radius * dx * 2.0 * math.pi / self.wide
        cos, sin = math.cos(angle), math.sin(angle)
        return (radius * cos, radius * sin), (out * cos - round_ * sin, out * sin + round_ * cos)

    def _radius(self, y: float) -> tuple[float, float]:
        """Return the radius of a place along the ranks, and how fast it grows there."""
        place = min(max(bisect_right(self.depths, y), 1), len(self.depths) - 1)
        (y0, y1), (r0, r1) = self.depths[place - 1 : place + 1], self.radii[place - 1 : place + 1]
        slope = (r1 - r0) / (y1 - y0) if y1 > y0 else 1.0
        return max(r0 + (y - y0) * slope, 0.0), slope


def _moved(start: Point, speed: Point, time: float, goal: Point) -> Point:
    """Return the control point at a start; where rings widen at once, never beyond the goal."""
    far = math.hypot(*speed) * abs(time)
    most = REACH * math.dist(start, goal)
    time *= min(1.0, most / far) if far else 0.0
    return start[0] + speed[0] * time, start[1] + speed[1] * time


def led_to(curve: Curve, box: Box) -> Curve:
    """Return a curve that ends near a box led on to its edge without a corner."""
    last = curve.bends[-1]
    return curve.joined(Curve(curve.end, (_onto(curve.end, _ahead(last.second, curve.end), box),)))


def led_from(curve: Curve, box: Box) -> Curve:
    """Return a curve that starts near a box begun at its edge without a corner."""
    first = curve.bends[0]
    bend = _onto(curve.start, _ahead(first.first, curve.start), box)
    return Curve(bend.end, (Bend(bend.second, bend.first, curve.start), *curve.bends))


def _ahead(before: Point, here: Point) -> Point:
    """Return the unit direction from one point to the next."""
    dx, dy = here[0] - before[0], here[1] - before[1]
    far = math.hypot(dx, dy) or 1.0
    return dx / far, dy / far


def _onto(point: Point, ahead: Point, box: Box) -> Bend:
    """Return the way from a point outside a box to its edge, going on ahead at first.

    It aims at the core of the box, so that it does not end on a corner.
    """
    x, y = box.centre
    wide, tall = box.width * CORE / 2, box.height * CORE / 2
    aim = min(max(point[0], x - wide), x + wide), min(max(point[1], y - tall), y + tall)
    low, high = 0.0, 1.0
    for start, end, near, far in (
        (point[0], aim[0], box.x, box.right),
        (point[1], aim[1], box.y, box.bottom),
    ):
        if abs(end - start) > 1e-9:
            enter, leave = sorted(((near - start) / (end - start), (far - start) / (end - start)))
            low, high = max(low, enter), min(high, leave)
    edge = between(point, aim, low)
    reach = SMOOTH * math.dist(point, edge)
    first = point[0] + ahead[0] * reach, point[1] + ahead[1] * reach
    return Bend(first, between(point, edge, 1.0 - SMOOTH), edge)
