"""Long lines in pieces, so that only what is seen of them is painted.

A smooth line of a thousand pixels is the dearest thing on the screen; of one that runs far beyond
the view only the pieces within it are drawn, dashes in step with the whole.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, hypot

from PySide6.QtGui import QPainterPath

from argmap.layout.geometry import Bend, Box, Point
from argmap.render.shapes import Shape, split

LONG = 700.0
"""Lines whose extent is below this are painted whole."""

_PIECE = 320.0
_MOST = 96  # pieces of one bend


Edges = tuple[float, float, float, float]
"""Left, top, right and bottom."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line: where it starts, how far that is along the line, and its edges."""

    start: Point
    bend: Bend
    along: float
    edges: Edges


@dataclass(frozen=True, slots=True)
class Stretch:
    """One bend of a line in pieces; `first` where a line begins."""

    edges: Edges
    pieces: list[Piece]
    first: bool


def in_stretches(shapes: tuple[Shape, ...]) -> list[Stretch]:
    """Return lines cut into short pieces, bend by bend."""
    stretches: list[Stretch] = []
    for shape in shapes:
        along, first = 0.0, True
        for start, bend in _bends(shape):
            reach = max(abs(bend.end[0] - start[0]), abs(bend.end[1] - start[1]))
            pieces = []
            for begin, part in split(start, bend, min(_MOST, max(1, ceil(reach / _PIECE)))):
                pieces.append(Piece(begin, part, along, _edges(begin, part)))
                along += _length(begin, part)
            stretches.append(Stretch(_edges(start, bend), pieces, first))
            first = False
    return stretches


def seen_runs(stretches: list[Stretch], area: Box) -> Iterator[tuple[QPainterPath, float]]:
    """Yield what of a line lies in an area, as unbroken runs with their distance along the line."""
    path, along, last = QPainterPath(), 0.0, None
    for stretch in stretches:
        if last is not None and stretch.first:
            yield path, along
            last = None
        if not touches(stretch.edges, area):
            continue
        for piece in stretch.pieces:
            if not touches(piece.edges, area):
                continue
            if last is None or last != piece.start:
                if last is not None:
                    yield path, along
                path, along = QPainterPath(), piece.along
                path.moveTo(*piece.start)
            path.cubicTo(*piece.bend.first, *piece.bend.second, *piece.bend.end)
            last = piece.bend.end
    if last is not None:
        yield path, along


def touches(edges: Edges, area: Box) -> bool:
    """Tell whether a rectangle by its edges has a point in an area."""
    left, top, right, bottom = edges
    return left <= area.right and right >= area.x and top <= area.bottom and bottom >= area.y


def _bends(shape: Shape) -> Iterator[tuple[Point, Bend]]:
    at: Point = (0.0, 0.0)
    for letter, numbers in shape:
        if letter == "C":
            bend = Bend(
                (numbers[0], numbers[1]), (numbers[2], numbers[3]), (numbers[4], numbers[5])
            )
            yield at, bend
        at = numbers[-2], numbers[-1]


def _edges(start: Point, bend: Bend) -> Edges:
    xs = start[0], bend.first[0], bend.second[0], bend.end[0]
    ys = start[1], bend.first[1], bend.second[1], bend.end[1]
    return min(xs), min(ys), max(xs), max(ys)


def _length(start: Point, bend: Bend) -> float:
    """Return about how long a short piece is: between its chord and its control polygon."""
    chord = hypot(bend.end[0] - start[0], bend.end[1] - start[1])
    points = start, bend.first, bend.second, bend.end
    polygon = sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points))
    return (2 * chord + polygon) / 3
