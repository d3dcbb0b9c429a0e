"""Which of the preset connectors of presentations comes nearest to a line that layout has drawn.

A connector leaves and arrives along an axis and is bent by up to three numbers. The formulas are
those of curvedConnector2 to curvedConnector5 in the preset shapes of ECMA-376; in their own frame a
connector runs from its upper left to its lower right corner and leaves to the right.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import dist

from argmap.layout.geometry import Bend, Box, Curve, Point, between
from argmap.model.light_dataclass import dataclass

STRAIGHT = "straightConnector1"
_HAIR = 1.0
"""Sideways distances below this many units are none: the connector is straight."""
_STUB = 40.0
"""A connector as short as this needs no bend."""
_LEAST = 4 / 3
"""The least length of a side of a connector's frame, in units: a point. Bends are told in shares
of it, so that it cannot be nothing."""
_NEAR = 8.0
"""A straight connector may be as many units away from a line that goes astray."""
_WORTH = 3.0
"""How many units nearer a connector must come, on the average, to be worth a bend more."""
_STEPS = 16


@dataclass(frozen=True, slots=True)
class Bent:
    """A preset connector from a start to an end, in units of the slide.

    `upright` where it leaves up or down. `shares` bend it, in shares of the sides of its frame.
    """

    preset: str
    start: Point
    end: Point
    upright: bool
    shares: tuple[float, ...] = ()

    def points(self, steps: int = 6) -> list[Point]:
        """Return points along the connector as it will be drawn."""
        frame = self._frame()
        return [frame.out(point) for point in _curve(self, frame).flattened(steps)]

    def box(self) -> Box:
        """Return the frame as a file gives it: before it is turned about its middle."""
        frame = self._frame()
        height = max(frame.height, _LEAST) if len(self.shares) > 1 else frame.height
        x, y = frame.out((frame.width / 2, height / 2))
        return Box(x - frame.width / 2, y - height / 2, frame.width, height)

    def flips(self) -> tuple[bool, bool]:
        """Return whether the frame is flipped along and aside, before it is turned."""
        along, aside = self._frame().signs
        # A quarter turn takes what lies to the right of the start to its left.
        return along < 0, (aside > 0 if self.upright else aside < 0)

    def _frame(self) -> "_Frame":
        return _Frame(self.start, self.end, upright=self.upright)


def bent(start: Point, leaving: Point, end: Point, arriving: Point, guide: Sequence[Point]) -> Bent:
    """Return the connector that comes nearest to the points of a guide.

    `leaving` and `arriving` are unit vectors along an axis.
    """
    upright = leaving[0] == 0.0
    frame = _Frame(start, end, upright=upright)
    local = [frame.into(point) for point in guide]
    ahead = frame.forward(leaving)
    if (arriving[0] == 0.0) is upright:
        onward = ahead > 0 and frame.forward(arriving) > 0
        straight = frame.height < _HAIR and _farthest(guide, (start, end)) < _NEAR
        if onward and (straight or frame.is_stub()):
            return Bent(STRAIGHT, start, end, upright)
        choices = _along(local, frame)
    else:
        choices = _across(local, frame, ahead > 0 and frame.down(arriving) > 0)
    best: Bent | None = None
    least = 0.0
    for choice in choices:
        made = Bent(f"curvedConnector{len(choice) + 2}", start, end, upright, choice)
        far = _apart(made.points(), guide) + _WORTH * len(choice)
        if best is None or far < least:
            best, least = made, far
    assert best is not None
    return best


class _Frame:
    """The frame of a connector: its own axes begin at the start and run to the end."""

    def __init__(self, start: Point, end: Point, *, upright: bool) -> None:
        self._start, self._upright = start, upright
        dx, dy = end[0] - start[0], end[1] - start[1]
        along, aside = (dy, dx) if upright else (dx, dy)
        self._along, self._aside = (-1.0 if along < 0 else 1.0), (-1.0 if aside < 0 else 1.0)
        self.signs = self._along, self._aside
        self.width, self.height = max(abs(along), _LEAST), abs(aside)

    def into(self, point: Point) -> Point:
        dx, dy = point[0] - self._start[0], point[1] - self._start[1]
        along, aside = (dy, dx) if self._upright else (dx, dy)
        return along * self._along, aside * self._aside

    def out(self, point: Point) -> Point:
        along, aside = point[0] * self._along, point[1] * self._aside
        dx, dy = (aside, along) if self._upright else (along, aside)
        return self._start[0] + dx, self._start[1] + dy

    def is_stub(self) -> bool:
        return self.width < _STUB and self.height < 0.5 * self.width

    def forward(self, direction: Point) -> float:
        return (direction[1] if self._upright else direction[0]) * self._along

    def down(self, direction: Point) -> float:
        return (direction[0] if self._upright else direction[1]) * self._aside


def _along(guide: Sequence[Point], frame: _Frame) -> Iterator[tuple[float, ...]]:
    """Yield bends for a connector that arrives along the axis on which it leaves."""
    width, height = frame.width, max(frame.height, _LEAST)
    xs = [x for x, _ in guide]
    yield (0.5,)
    yield (_crossing(guide, frame.height / 2) / width,)
    yield (min(xs) / width,)
    yield (max(xs) / width,)
    lane = _lane(guide)
    if lane is not None:
        first, last = _crossing(guide, lane / 2), _crossing(guide[::-1], (lane + frame.height) / 2)
        yield first / width, lane / height, last / width


def _across(guide: Sequence[Point], frame: _Frame, simple: bool) -> Iterator[tuple[float, ...]]:
    """Yield bends for a connector that arrives across the axis on which it leaves."""
    width, height = frame.width, max(frame.height, _LEAST)
    xs, ys = [x for x, _ in guide], [y for _, y in guide]
    if simple:
        yield ()
        return
    for x in (min(xs), max(xs)):
        for y in (min(ys), max(ys)):
            yield x / width, y / height


def _crossing(guide: Sequence[Point], height: float) -> float:
    """Return how far along its axis a guide first crosses a height; half way where it does not."""
    for (x0, y0), (x1, y1) in pairwise(guide):
        if (y0 - height) * (y1 - height) <= 0 and y0 != y1:
            return x0 + (x1 - x0) * (height - y0) / (y1 - y0)
    return (guide[0][0] + guide[-1][0]) / 2


def _lane(guide: Sequence[Point]) -> float | None:
    """Return the height at which a guide runs farthest along its axis between its two ends."""
    best, found = 0.0, None
    run, height = 0.0, 0.0
    for (x0, y0), (x1, y1) in pairwise(guide):
        if abs(y1 - y0) <= 0.05 * abs(x1 - x0) and (run == 0.0 or abs(y1 - height) < _HAIR):
            run, height = run + abs(x1 - x0), y1
        else:
            run = 0.0
        apart = min(abs(height - guide[0][1]), abs(height - guide[-1][1]))
        if run > best and apart > _HAIR:
            best, found = run, height
    return found


def _apart(one: Sequence[Point], other: Sequence[Point]) -> float:
    """Return how far two lines are from each other on the average, both ways."""
    ways = ((_evenly(one), other), (_evenly(other), one))
    return sum(_from_line(at, line) for points, line in ways for at in points) / (2 * _STEPS)


def _evenly(line: Sequence[Point]) -> Iterator[Point]:
    """Yield points along a line, equally far from each other."""
    pieces = [(a, b, dist(a, b)) for a, b in pairwise(line)]
    step = sum(length for _, _, length in pieces) / _STEPS
    due = step / 2
    for a, b, length in pieces:
        while due <= length and length > 0:
            yield between(a, b, due / length)
            due += step
        due -= length


def _farthest(points: Sequence[Point], guide: Sequence[Point]) -> float:
    """Return how far the farthest of some points is from a guide."""
    return max(_from_line(point, guide) for point in points)


def _from_line(point: Point, line: Sequence[Point]) -> float:
    return min(_from_piece(point, a, b) for a, b in pairwise(line))


def _from_piece(point: Point, a: Point, b: Point) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    square = dx * dx + dy * dy
    share = ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / square if square else 0.0
    share = min(max(share, 0.0), 1.0)
    return dist(point, (a[0] + dx * share, a[1] + dy * share))


def _curve(made: Bent, frame: _Frame) -> Curve:
    """Return a connector in its own frame."""
    w, h = frame.width, frame.height
    sides = (w, max(h, _LEAST), w)
    at = tuple(share * side for share, side in zip(made.shares, sides, strict=False))
    if made.preset == STRAIGHT:
        return Curve((0.0, 0.0), (Bend((w / 3, h / 3), (2 * w / 3, 2 * h / 3), (w, h)),))
    return _through(at, (w, h))


def _through(turns: Sequence[float], end: Point) -> Curve:
    """Return the smooth line along a path that turns at right angles, first along, then aside.

    The middles of its stretches but the first and the last are passed; every corner is a curve
    whose control points lie half way to the corner.
    """
    corners: list[Point] = [(0.0, 0.0)]
    for number, turn in enumerate(turns):
        here = corners[-1]
        corners.append((turn, here[1]) if number % 2 == 0 else (here[0], turn))
    here = corners[-1]
    corners += [(here[0], end[1]) if len(turns) % 2 else (end[0], here[1]), end]
    bends: list[Bend] = []
    start = corners[0]
    for corner, onward in pairwise(corners[1:]):
        stop = end if onward is end else _middle(corner, onward)
        bends.append(Bend(_middle(start, corner), _middle(corner, stop), stop))
        start = stop
    return Curve(corners[0], tuple(bends))


def _middle(a: Point, b: Point) -> Point:
    return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
