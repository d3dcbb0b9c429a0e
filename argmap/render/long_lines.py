"""Long lines of which only what is seen is painted, in chords that no eye tells from the curve.

A smooth line of a thousand pixels is the dearest thing on the screen, and some are hundreds of
thousands long. A bend is halved where it is seen until its halves are flat; what lies beyond the
view is left out, and dashes stay in step with the whole.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from itertools import accumulate
from math import hypot
from typing import Any, NamedTuple

from PySide6.QtGui import QPaintEngine, QPainter, QPainterPath

from argmap.layout.geometry import Box, Point
from argmap.render.shapes import Command, Shape, q_path
from argmap.render.stretches import (
    Edges,
    Points,
    Seen,
    Stretch,
    clipped_chord,
    curved,
    halves_of,
    length,
    touches,
)

LONG = 700.0
"""Lines whose extent is below this are painted whole."""

_OFF = 0.1
"""So many pixels of the device a chord may be away from its curve."""

MOVING = 8.0
"""So many times further may the chords be away of a line that is on its way."""

_ROOM, _TURNS = 0.2, 8  # shares of a view around it for which runs are kept, and how many differ
_FEW = 16  # bends that are looked at one by one; more as an array
KEPT = 600  # stretches of one line that are kept; when there are more, they are made anew

Run = tuple[QPainterPath, float]
"""An unbroken run of a line, with its distance along it."""
Ends = Sequence[tuple[Point, Point]]
"""How far the start and the end of each of some lines are off their places."""


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


class _Around(NamedTuple):
    """The runs of a line in an area that is larger than what was seen of it."""

    area: Box
    flat: float
    measured: bool
    runs: Sequence[Run]

    def serves(self, area: Box, flat: float, *, measured: bool) -> bool:
        """Tell whether nothing else would be seen in another area."""
        mine = self.area
        return (
            flat == self.flat
            and measured <= self.measured
            and mine.x <= area.x
            and mine.y <= area.y
            and mine.x + mine.width >= area.x + area.width
            and mine.y + mine.height >= area.y + area.height
        )


class Line(ABC):
    """Lines of one link, of which only what is seen is painted."""

    kept = 0
    """How many stretches are kept that bends were halved into."""

    @abstractmethod
    def whole(self) -> QPainterPath:
        """Return all of the lines."""

    @abstractmethod
    def runs(self, area: Box, flat: float = 0.0, *, measured: bool = True) -> Sequence[Run]:
        """Return what is to be painted where an area is seen, as `seen_runs` does."""

    @abstractmethod
    def _touching(self, area: Box) -> Sequence[int]:
        """Return the numbers of the bends that may touch an area."""

    @abstractmethod
    def _is_first(self, number: int) -> bool:
        """Tell whether a line begins with a bend."""

    @abstractmethod
    def _root(self, number: int) -> Stretch:
        """Return the whole of a bend as a stretch."""

    @abstractmethod
    def _along(self, number: int, seen: Seen) -> float:
        """Return how far along its line what is seen of a bend starts."""

    def seen_runs(self, area: Box, flat: float = 0.0, *, measured: bool = True) -> Iterator[Run]:
        """Yield what lies in an area, as unbroken runs with their distance along the line.

        Curves become chords that are at most `flat` away from them; where that is 0 they stay
        curves. Without dashes nobody asks for the distance, and it need not be measured.
        """
        path, along, last = QPainterPath(), 0.0, None
        for number in self._touching(area):
            if last is not None and self._is_first(number):
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

    def _seen(self, number: int, area: Box, flat: float) -> Iterator[Seen]:
        """Yield what is seen of a bend, in its order."""
        left, top, right, bottom = area.x, area.y, area.x + area.width, area.y + area.height
        pending = [self._root(number)]
        while pending:
            stretch = pending.pop()
            west, north, east, south = stretch.edges
            if west > right or east < left or north > bottom or south < top:
                continue
            if not stretch.is_fine(flat):
                pending += stretch.halves or self._halved(stretch)
            elif stretch.bow > flat:
                yield curved(stretch)
            elif west < left or east > right or north < top or south > bottom:
                if (chord := clipped_chord(stretch, area)) is not None:
                    yield chord
            else:
                p = stretch.points
                yield Seen((p[0], p[1]), (p[6], p[7]), None, stretch, 0.0)

    def _halved(self, stretch: Stretch) -> tuple[Stretch, Stretch]:
        """Return the halves of a stretch, the later one first, and keep them."""
        self.kept += 2
        stretch.halves = halves_of(stretch)
        return stretch.halves


class LongLine(Line):
    """Lines in their places."""

    def __init__(self, shapes: Sequence[Shape]) -> None:
        self.shapes = shapes
        self._bends: list[Points] = []
        self._ends: list[tuple[int, int, int]] = []
        """For each bend which of the lines it belongs to, its number there, and how many."""
        for number, shape in enumerate(shapes):
            bends = list(_bends(shape))
            self._bends += bends
            self._ends += [(number, at, len(bends)) for at in range(len(bends))]
        self._roots: dict[int, Stretch] = {}
        self._starts: list[float] | None = None
        self._around: _Around | None = None
        self._edges = [_edges(points) for points in self._bends]
        self._many: Any = None
        if len(self._bends) > _FEW:
            import numpy as np  # late: where lines are as long, layout has brought it

            self._many = np.array(self._edges).T.copy()

    def whole(self) -> QPainterPath:
        """Return all of the lines."""
        return q_path(*self.shapes)

    def runs(self, area: Box, flat: float = 0.0, *, measured: bool = True) -> Sequence[Run]:
        """Return what lies in an area and some way around it, as `seen_runs` does.

        It is kept until the view leaves it; how far that is differs from line to line, so that they
        do not all come to it in the same frame.
        """
        known = self._around
        if known is None or not known.serves(area, flat, measured=measured):
            turn = int(self._edges[0][0]) % _TURNS if self._edges else 0
            room = max(area.width, area.height) * _ROOM * (1 + turn) / _TURNS
            wide = area.grown(room)
            runs = tuple(self.seen_runs(wide, flat, measured=measured))
            known = self._around = _Around(wide, flat, measured, runs)
        return known.runs

    def _root(self, number: int) -> Stretch:
        """Return the whole of a bend as a stretch."""
        if self.kept > KEPT:
            self._roots.clear()
            self.kept = 0
        root = self._roots.get(number)
        if root is None:
            root = self._roots[number] = Stretch(self._bends[number], 0.0, 1.0)
        return root

    def moved(self, number: int, by: Ends) -> Stretch:
        """Return a bend as a stretch, where the ends of the lines have moved."""
        line, at, bends = self._ends[number]
        return Stretch(_bent(self._bends[number], at, bends, *by[line]), 0.0, 1.0)

    def _is_first(self, number: int) -> bool:
        return not self._ends[number][1]

    def _touching(self, area: Box) -> Sequence[int]:
        if self._many is None:
            return [n for n, edges in enumerate(self._edges) if touches(edges, area)]
        left, top, right, bottom = self._many
        inside = (left <= area.right) & (right >= area.x)
        inside &= (top <= area.bottom) & (bottom >= area.y)
        found: list[int] = inside.nonzero()[0].tolist()
        return found

    def _along(self, number: int, seen: Seen) -> float:
        """Return how far along its line what is seen of a bend starts."""
        if self._starts is None:
            self._starts = _starts(self._bends, [not at for _, at, _ in self._ends])
        root, stretch = self._root(number).points, seen.stretch
        p = stretch.points
        into = seen.share * hypot(p[6] - p[0], p[7] - p[1])
        return self._starts[number] + length(root, stretch.begin) + into


class MovedLine(Line):
    """Lines with their ends off their places, bent along where they are seen.

    Dashes are in step with the line in its place.
    """

    def __init__(self, still: LongLine, ends: Ends) -> None:
        """Begin with a line in its place; `ends` are those of each of its lines."""
        self._still, self._by = still, ends
        self._roots: dict[int, Stretch] = {}

    def whole(self) -> QPainterPath:
        """Return all of the lines."""
        lines = zip(self._still.shapes, self._by, strict=True)
        return q_path(*(bent(shape, *both) for shape, both in lines))

    def runs(self, area: Box, flat: float = 0.0, *, measured: bool = True) -> Sequence[Run]:
        """Return what lies in an area, in coarser chords: it is not seen for long."""
        return tuple(self.seen_runs(area, flat * MOVING, measured=measured))

    def _root(self, number: int) -> Stretch:
        root = self._roots.get(number)
        if root is None:
            root = self._roots[number] = self._still.moved(number, self._by)
        return root

    def _is_first(self, number: int) -> bool:
        return self._still._is_first(number)  # noqa: SLF001 - of its own kind

    def _touching(self, area: Box) -> Sequence[int]:
        far = max(max(abs(x), abs(y)) for both in self._by for x, y in both)
        return self._still._touching(area.grown(far))  # noqa: SLF001

    def _along(self, number: int, seen: Seen) -> float:
        return self._still._along(number, seen)  # noqa: SLF001


def bent(shape: Shape, first: Point, last: Point) -> Shape:
    """Return a line whose start has moved by one offset, its end by another.

    What lies between moves by a mixture of both.
    """
    bends = list(_bends(shape))
    moved = [_bent(points, at, len(bends), first, last) for at, points in enumerate(bends)]
    x, y = shape[0][1]
    start: Command = ("M", (x + first[0], y + first[1]))
    return start, *(("C", points[2:]) for points in moved)


def _bent(points: Points, number: int, bends: int, first: Point, last: Point) -> Points:
    """Return one of so many bends of a line whose ends have moved by these offsets.

    The first point of all goes with the start, and the last but one with the end.
    """
    x0, y0, x1, y1, x2, y2, x3, y3 = points
    (left, up), at, steps = first, 3 * number, 3 * bends
    wide, high = last[0] - left, last[1] - up
    none, one = _share(at, steps), _share(at + (number > 0), steps)
    two, three = _share(at + 2 + (number == bends - 1), steps), _share(at + 3, steps)
    return (
        x0 + left + wide * none, y0 + up + high * none,
        x1 + left + wide * one, y1 + up + high * one,
        x2 + left + wide * two, y2 + up + high * two,
        x3 + left + wide * three, y3 + up + high * three,
    )  # fmt: skip


def _share(step: int, steps: int) -> float:
    """Return by how much a point so many steps along a line goes with the end of it."""
    share = step / steps
    return share * share * (3 - 2 * share)


def _bends(shape: Shape) -> Iterator[Points]:
    at: Point = (0.0, 0.0)
    for letter, numbers in shape:
        if letter == "C":
            x1, y1, x2, y2, x3, y3 = numbers
            yield *at, x1, y1, x2, y2, x3, y3
        at = numbers[-2], numbers[-1]


def _starts(bends: Sequence[Points], firsts: Sequence[bool]) -> list[float]:
    """Return how far along its line each bend starts."""
    lengths = [length(points) for points in bends]
    starts: list[float] = []
    line = 0.0
    for first, through in zip(firsts, accumulate(lengths, initial=0.0), strict=False):
        line = through if first else line
        starts.append(through - line)
    return starts


def _edges(points: Points) -> Edges:
    x0, y0, x1, y1, x2, y2, x3, y3 = points
    return min(x0, x1, x2, x3), min(y0, y1, y2, y3), max(x0, x1, x2, x3), max(y0, y1, y2, y3)
