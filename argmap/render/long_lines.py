"""Long lines of which only what is seen is painted, in chords that no eye tells from the curve.

A smooth line of a thousand pixels is the dearest thing on the screen, and some are hundreds of
thousands long. A bend is halved where it is seen until its halves are flat; what lies beyond the
view is left out, and dashes stay in step with the whole.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from math import hypot, sqrt
from typing import Any, NamedTuple

from PySide6.QtGui import QPaintEngine, QPainter, QPainterPath

from argmap.layout.geometry import Bend, Box, Point
from argmap.model.light_dataclass import dataclass
from argmap.render.shapes import Shape

LONG = 700.0
"""Lines whose extent is below this are painted whole."""

_OFF = 0.1
"""So many pixels of the device a chord may be away from its curve."""

MOVING = 8.0
"""So many times further may the chords be away of a line that is on its way."""

_PIECE = 320.0  # where curves stay curves, they are drawn in pieces that are no longer
_FEW = 16  # bends that are looked at one by one; more as an array
KEPT = 600  # stretches of one line that are kept; when there are more, they are made anew
_SHORTEST = 2.0**-24  # a share of a bend that is not halved any more


Edges = tuple[float, float, float, float]
"""Left, top, right and bottom."""

_Points = tuple[float, float, float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class _Part:
    """One bend of a line; `first` where a line begins."""

    start: Point
    bend: Bend
    first: bool


class _Stretch:
    """A stretch of a bend between two shares of it, and its halves once they were asked for.

    `bow` is how far it may be from its chord at the most; it is 0 where it goes straight on.
    """

    __slots__ = ("begin", "bow", "edges", "end", "halves", "points")

    def __init__(self, points: _Points, begin: float, end: float) -> None:
        xs, ys = points[::2], points[1::2]
        self.points = points
        self.begin, self.end = begin, end
        self.edges: Edges = (min(xs), min(ys), max(xs), max(ys))
        self.bow = _bow(points)
        self.halves: tuple[_Stretch, _Stretch] | None = None

    def is_fine(self, flat: float) -> bool:
        """Tell whether it needs no halving: flat enough, or short where curves stay curves."""
        if self.bow <= flat or self.end - self.begin <= _SHORTEST:
            return True
        left, top, right, bottom = self.edges
        return not flat and right - left <= _PIECE and bottom - top <= _PIECE


class _Seen(NamedTuple):
    """What is seen of a stretch: from where to where, as a chord or, given a bend, as that.

    `share` is the share of the stretch that comes before.
    """

    start: Point
    end: Point
    bend: Bend | None
    stretch: _Stretch
    share: float


def flatness(painter: QPainter) -> float:
    """Return how far chords may be from curves for a painter; 0 where curves are to stay curves.

    What is no picture of pixels may be looked at in any size.
    """
    engine = painter.paintEngine()
    if engine.type() != QPaintEngine.Type.Raster:
        return 0.0
    to_device = painter.deviceTransform()
    scale = hypot(to_device.m11(), to_device.m12())
    return _OFF / scale if scale else 0.0


class LongLine:
    """Lines of one link, of which only what is seen is painted."""

    def __init__(self, shapes: Sequence[Shape]) -> None:
        self._parts = [part for shape in shapes for part in _parts(shape)]
        self._roots: dict[int, _Stretch] = {}
        self.kept = 0
        self._starts: list[float] | None = None
        self._edges = [_edges(part.start, part.bend) for part in self._parts]
        self._many: Any = None
        if len(self._parts) > _FEW:
            import numpy as np  # late: where lines are as long, layout has brought it

            self._many = np.array(self._edges).T.copy()

    def seen_runs(
        self, area: Box, flat: float = 0.0, *, measured: bool = True
    ) -> Iterator[tuple[QPainterPath, float]]:
        """Yield what lies in an area, as unbroken runs with their distance along the line.

        Curves become chords that are at most `flat` away from them; where that is 0 they stay
        curves. Without dashes nobody asks for the distance, and it need not be measured.
        """
        path, along, last = QPainterPath(), 0.0, None
        for number in self._touching(area):
            if last is not None and self._parts[number].first:
                yield path, along
                last = None
            for seen in self._seen(number, area, flat):
                if last is None or last != seen.start:
                    if last is not None:
                        yield path, along
                    path = QPainterPath()
                    path.moveTo(*seen.start)
                    along = self._along(number, seen) if measured else 0.0
                if seen.bend is None:
                    path.lineTo(*seen.end)
                else:
                    path.cubicTo(*seen.bend.first, *seen.bend.second, *seen.bend.end)
                last = seen.end
        if last is not None:
            yield path, along

    def _seen(self, number: int, area: Box, flat: float) -> Iterator[_Seen]:
        """Yield what is seen of a bend, in its order."""
        left, top, right, bottom = area.x, area.y, area.x + area.width, area.y + area.height
        pending = [self._root(number)]
        while pending:
            stretch = pending.pop()
            west, north, east, south = stretch.edges
            if west > right or east < left or north > bottom or south < top:
                continue
            if not stretch.is_fine(flat):
                pending += self._halves(stretch)
            elif stretch.bow > flat:
                yield _curved(stretch)
            elif west < left or east > right or north < top or south > bottom:
                if (chord := _clipped(stretch, area)) is not None:
                    yield chord
            else:
                p = stretch.points
                yield _Seen((p[0], p[1]), (p[6], p[7]), None, stretch, 0.0)

    def _root(self, number: int) -> _Stretch:
        """Return the whole of a bend as a stretch."""
        if self.kept > KEPT:
            self._roots.clear()
            self.kept = 0
        root = self._roots.get(number)
        if root is None:
            part = self._parts[number]
            points = (*part.start, *part.bend.first, *part.bend.second, *part.bend.end)
            root = self._roots[number] = _Stretch(points, 0.0, 1.0)
        return root

    def _halves(self, stretch: _Stretch) -> tuple["_Stretch", "_Stretch"]:
        """Return the halves of a stretch, the later one first."""
        if stretch.halves is None:
            self.kept += 2
            stretch.halves = _halves(stretch)
        return stretch.halves

    def _touching(self, area: Box) -> Sequence[int]:
        if self._many is None:
            return [n for n, edges in enumerate(self._edges) if touches(edges, area)]
        left, top, right, bottom = self._many
        inside = (left <= area.right) & (right >= area.x)
        inside &= (top <= area.bottom) & (bottom >= area.y)
        found: list[int] = inside.nonzero()[0].tolist()
        return found

    def _along(self, number: int, seen: _Seen) -> float:
        """Return how far along its line what is seen of a bend starts."""
        if self._starts is None:
            self._starts = _starts(self._parts)
        root, stretch = self._root(number).points, seen.stretch
        p = stretch.points
        into = seen.share * hypot(p[6] - p[0], p[7] - p[1])
        return self._starts[number] + length(root, stretch.begin) + into


def touches(edges: Edges, area: Box) -> bool:
    """Tell whether a rectangle by its edges has a point in an area."""
    left, top, right, bottom = edges
    return (
        left <= area.x + area.width
        and right >= area.x
        and top <= area.y + area.height
        and bottom >= area.y
    )


def clipped(start: Point, end: Point, area: Box) -> tuple[float, float] | None:
    """Return the shares of a segment between which it is in an area (Liang and Barsky 1984)."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    enter, leave = 0.0, 1.0
    for step, room in (
        (-dx, start[0] - area.x), (dx, area.x + area.width - start[0]),
        (-dy, start[1] - area.y), (dy, area.y + area.height - start[1]),
    ):  # fmt: skip
        if step == 0:
            if room < 0:
                return None
        elif step < 0:
            enter = max(enter, room / step)
        else:
            leave = min(leave, room / step)
    return (enter, leave) if enter <= leave else None


def length(points: _Points, until: float = 1.0) -> float:
    """Return how long a bend is up to a share of it (Gauss and Legendre, of four points)."""
    x0, y0, x1, y1, x2, y2, x3, y3 = points
    ax, bx, cx = x1 - x0, x2 - x1, x3 - x2
    ay, by, cy = y1 - y0, y2 - y1, y3 - y2
    step, whole = until / _PANELS, 0.0
    for panel in range(_PANELS):
        for at, weight in _GAUSS:
            t = (panel + at) * step
            u = 1 - t
            uu, ut, tt = u * u, 2 * u * t, t * t
            whole += weight * hypot(uu * ax + ut * bx + tt * cx, uu * ay + ut * by + tt * cy)
    return 3 * whole * step


_PANELS = 6
_GAUSS = (
    (0.06943184420297371, 0.17392742256872693),
    (0.33000947820757187, 0.32607257743127307),
    (0.6699905217924281, 0.32607257743127307),
    (0.9305681557970262, 0.17392742256872693),
)


def _curved(stretch: _Stretch) -> _Seen:
    x0, y0, x1, y1, x2, y2, x3, y3 = stretch.points
    return _Seen((x0, y0), (x3, y3), Bend((x1, y1), (x2, y2), (x3, y3)), stretch, 0.0)


def _clipped(stretch: _Stretch, area: Box) -> _Seen | None:
    """Return what of a chord lies in an area."""
    p = stretch.points
    start, end = (p[0], p[1]), (p[6], p[7])
    shares = clipped(start, end, area)
    if shares is None:
        return None
    dx, dy = end[0] - start[0], end[1] - start[1]
    enter, leave = shares
    return _Seen(
        (start[0] + dx * enter, start[1] + dy * enter) if enter > 0 else start,
        (start[0] + dx * leave, start[1] + dy * leave) if leave < 1 else end,  # where it goes on
        None,
        stretch,
        enter,
    )


def _halves(stretch: _Stretch) -> tuple[_Stretch, _Stretch]:
    """Return the halves of a stretch (de Casteljau), the later one first."""
    x0, y0, x1, y1, x2, y2, x3, y3 = stretch.points
    ax, ay, bx, by, cx, cy = (
        (x0 + x1) / 2,
        (y0 + y1) / 2,
        (x1 + x2) / 2,
        (y1 + y2) / 2,
        (x2 + x3) / 2,
        (y2 + y3) / 2,
    )
    dx, dy, ex, ey = (ax + bx) / 2, (ay + by) / 2, (bx + cx) / 2, (by + cy) / 2
    x, y = (dx + ex) / 2, (dy + ey) / 2
    middle = (stretch.begin + stretch.end) / 2
    return (
        _Stretch((x, y, ex, ey, cx, cy, x3, y3), middle, stretch.end),
        _Stretch((x0, y0, ax, ay, dx, dy, x, y), stretch.begin, middle),
    )


def _bow(points: _Points) -> float:
    """Return how far a bend may be from its chord; 0 where it goes straight on."""
    x0, y0, x1, y1, x2, y2, x3, y3 = points
    dx, dy = x3 - x0, y3 - y0
    square = dx * dx + dy * dy
    low, high = -1e-9 * square, square * (1 + 1e-9)
    if not (
        square
        and low <= dx * (x1 - x0) + dy * (y1 - y0) <= high
        and low <= dx * (x2 - x0) + dy * (y2 - y0) <= high
    ):  # it may reach beyond its ends, but not beyond its points
        xs, ys = points[::2], points[1::2]
        return hypot(max(xs) - min(xs), max(ys) - min(ys))
    one, other = dx * (y1 - y0) - dy * (x1 - x0), dx * (y2 - y0) - dy * (x2 - x0)
    furthest = max(abs(one), abs(other))
    if furthest <= 1e-6 * square:
        return 0.0
    return (3 / 4 if one * other > 0 else 4 / 9) * furthest / sqrt(square)


def _parts(shape: Shape) -> Iterator[_Part]:
    at: Point = (0.0, 0.0)
    first = True
    for letter, numbers in shape:
        if letter == "C":
            bend = Bend(
                (numbers[0], numbers[1]), (numbers[2], numbers[3]), (numbers[4], numbers[5])
            )
            yield _Part(at, bend, first)
            first = False
        at = numbers[-2], numbers[-1]


def _starts(parts: Sequence[_Part]) -> list[float]:
    """Return how far along its line each bend starts."""
    lengths = [
        length((*part.start, *part.bend.first, *part.bend.second, *part.bend.end)) for part in parts
    ]
    starts: list[float] = []
    line = 0.0
    for part, through in zip(parts, accumulate(lengths, initial=0.0), strict=False):
        line = through if part.first else line
        starts.append(through - line)
    return starts


def _edges(start: Point, bend: Bend) -> Edges:
    xs = start[0], bend.first[0], bend.second[0], bend.end[0]
    ys = start[1], bend.first[1], bend.second[1], bend.end[1]
    return min(xs), min(ys), max(xs), max(ys)
