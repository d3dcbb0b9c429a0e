"""Long lines in pieces, so that only what is seen of them is painted.

A smooth line of a thousand pixels is the dearest thing on the screen; of one that runs far beyond
the view only the pieces within it are drawn, dashes in step with the whole. A bend is cut into
pieces when it is first seen.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from math import ceil, hypot
from typing import Any

from PySide6.QtGui import QPainterPath

from argmap.layout.geometry import Bend, Box, Point
from argmap.model.light_dataclass import dataclass
from argmap.render.shapes import Shape, split

LONG = 700.0
"""Lines whose extent is below this are painted whole."""

_PIECE = 320.0
_MOST = 96  # pieces of one bend
_BLOCK = 10  # pieces that are looked at together
_FEW = 16  # bends that are looked at one by one; more as an array


Edges = tuple[float, float, float, float]
"""Left, top, right and bottom."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a bend: where it starts, how far that is along the bend, and its edges."""

    start: Point
    bend: Bend
    along: float
    edges: Edges


_Block = tuple[Edges, list[Piece]]


@dataclass(frozen=True, slots=True)
class _Part:
    """One bend of a line; `first` where a line begins, `straight` where it is no curve."""

    start: Point
    bend: Bend
    first: bool
    straight: bool


class LongLine:
    """Lines of one link, of which only what is seen is painted."""

    def __init__(self, shapes: Sequence[Shape]) -> None:
        self._parts = [part for shape in shapes for part in _parts(shape)]
        self._pieces: dict[int, list[Piece]] = {}
        self._blocks: dict[int, list[_Block]] = {}
        self._along: list[float] | None = None
        self._edges = [_edges(part.start, part.bend) for part in self._parts]
        self._many: Any = None
        if len(self._parts) > _FEW:
            import numpy as np  # late: where lines are as long, layout has brought it

            self._many = np.array(self._edges).T.copy()

    def seen_runs(
        self, area: Box, *, measured: bool = True
    ) -> Iterator[tuple[QPainterPath, float]]:
        """Yield what lies in an area, as unbroken runs with their distance along the line.

        Without dashes nobody asks for the distance, and it need not be measured.
        """
        path, along, last = QPainterPath(), 0.0, None
        for number in self._touching(area):
            if last is not None and self._parts[number].first:
                yield path, along
                last = None
            for piece in self._seen(number, area):
                if last is None or last != piece.start:
                    if last is not None:
                        yield path, along
                    path = QPainterPath()
                    path.moveTo(*piece.start)
                    along = self._before(number) + piece.along if measured else 0.0
                path.cubicTo(*piece.bend.first, *piece.bend.second, *piece.bend.end)
                last = piece.bend.end
        if last is not None:
            yield path, along

    def _seen(self, number: int, area: Box) -> Iterator[Piece]:
        """Yield the pieces of a bend that are seen; of a straight one it is a single piece."""
        part = self._parts[number]
        if not part.straight:
            for around, pieces in self._blocks_of(number):
                if touches(around, area):
                    yield from (piece for piece in pieces if touches(piece.edges, area))
            return
        (x, y), (right, bottom) = part.start, part.bend.end
        shares = clipped(part.start, part.bend.end, area)
        if shares is not None:
            begin = (x + (right - x) * shares[0], y + (bottom - y) * shares[0])
            end = (x + (right - x) * shares[1], y + (bottom - y) * shares[1])
            along = shares[0] * hypot(right - x, bottom - y)
            yield Piece(
                begin if shares[0] else part.start,  # the very point where the run goes on
                Bend(begin, end, end if shares[1] < 1 else part.bend.end),
                along,
                self._edges[number],
            )

    def pieces(self, number: int) -> list[Piece]:
        """Return one bend in short pieces."""
        found = self._pieces.get(number)
        if found is None:
            part = self._parts[number]
            found, along = [], 0.0
            for start, bend in split(part.start, part.bend, _pieces_of(part)):
                found.append(Piece(start, bend, along, _edges(start, bend)))
                along += _length(start, bend)
            self._pieces[number] = found
        return found

    def _blocks_of(self, number: int) -> list[_Block]:
        """Return the pieces of a bend in blocks, so that most need not be looked at."""
        found = self._blocks.get(number)
        if found is None:
            pieces = self.pieces(number)
            blocks = [pieces[at : at + _BLOCK] for at in range(0, len(pieces), _BLOCK)]
            found = self._blocks[number] = [(_hull(block), block) for block in blocks]
        return found

    def _touching(self, area: Box) -> Sequence[int]:
        if self._many is None:
            return [n for n, edges in enumerate(self._edges) if touches(edges, area)]
        left, top, right, bottom = self._many
        inside = (left <= area.right) & (right >= area.x)
        inside &= (top <= area.bottom) & (bottom >= area.y)
        found: list[int] = inside.nonzero()[0].tolist()
        return found

    def _before(self, number: int) -> float:
        """Return how far along its line a bend starts."""
        if self._along is None:
            self._along = _starts(self._parts)
        return self._along[number]


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


def _parts(shape: Shape) -> Iterator[_Part]:
    at: Point = (0.0, 0.0)
    first = True
    for letter, numbers in shape:
        if letter == "C":
            bend = Bend(
                (numbers[0], numbers[1]), (numbers[2], numbers[3]), (numbers[4], numbers[5])
            )
            yield _Part(at, bend, first, _is_straight(at, bend))
            first = False
        at = numbers[-2], numbers[-1]


def _pieces_of(part: _Part) -> int:
    """Return into how many pieces a bend is cut."""
    (x, y), end = part.start, part.bend.end
    return min(_MOST, max(1, ceil(max(abs(end[0] - x), abs(end[1] - y)) / _PIECE)))


def _starts(parts: Sequence[_Part]) -> list[float]:
    """Return how far along its line each bend starts."""
    lengths = [
        _length(part.start, part.bend, 1 if part.straight else _pieces_of(part)) for part in parts
    ]
    starts: list[float] = []
    line = 0.0
    for part, through in zip(parts, accumulate(lengths, initial=0.0), strict=False):
        line = through if part.first else line
        starts.append(through - line)
    return starts


def _is_straight(start: Point, bend: Bend) -> bool:
    """Tell whether a bend goes straight on, from its start to its end and never back."""
    (x, y), (right, bottom) = start, bend.end
    dx, dy = right - x, bottom - y
    square = dx * dx + dy * dy
    for px, py in (bend.first, bend.second):
        aside, onward = dx * (py - y) - dy * (px - x), dx * (px - x) + dy * (py - y)
        if abs(aside) > 1e-6 * square or not -1e-9 <= onward <= square * (1 + 1e-9):
            return False
    return True


def _edges(start: Point, bend: Bend) -> Edges:
    xs = start[0], bend.first[0], bend.second[0], bend.end[0]
    ys = start[1], bend.first[1], bend.second[1], bend.end[1]
    return min(xs), min(ys), max(xs), max(ys)


def _hull(pieces: Sequence[Piece]) -> Edges:
    left, top, right, bottom = zip(*(piece.edges for piece in pieces), strict=True)
    return min(left), min(top), max(right), max(bottom)


def _length(start: Point, bend: Bend, pieces: int = 1) -> float:
    """Return about how long a bend is: of each piece between its chord and its control polygon."""
    if pieces > 1:
        return sum(_length(*piece) for piece in split(start, bend, pieces))
    chord = hypot(bend.end[0] - start[0], bend.end[1] - start[1])
    points = start, bend.first, bend.second, bend.end
    polygon = sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points))
    return (2 * chord + polygon) / 3
