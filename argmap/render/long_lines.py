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

_PIECE = 160.0


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line: where it starts, how far that is along the line, and its edges."""

    start: Point
    bend: Bend
    along: float
    edges: tuple[float, float, float, float]
    first: bool


def in_pieces(shapes: tuple[Shape, ...]) -> list[Piece]:
    """Return lines cut into short pieces; empty where no line is long."""
    pieces: list[Piece] = []
    for shape in shapes:
        along, first = 0.0, True
        for start, bend in _bends(shape):
            reach = max(abs(bend.end[0] - start[0]), abs(bend.end[1] - start[1]))
            for begin, part in split(start, bend, min(24, max(1, ceil(reach / _PIECE)))):
                pieces.append(Piece(begin, part, along, _edges(begin, part), first))
                along += _length(begin, part)
                first = False
    return pieces


def seen_runs(pieces: list[Piece], area: Box) -> Iterator[tuple[QPainterPath, float]]:
    """Yield what of a line lies in an area, as unbroken runs with their distance along the line."""
    path, along, open_ = QPainterPath(), 0.0, False
    for piece in pieces:
        left, top, right, bottom = piece.edges
        seen = left <= area.right and right >= area.x and top <= area.bottom and bottom >= area.y
        if open_ and (piece.first or not seen):
            yield path, along
            path, open_ = QPainterPath(), False
        if seen:
            if not open_:
                path.moveTo(*piece.start)
                along, open_ = piece.along, True
            path.cubicTo(*piece.bend.first, *piece.bend.second, *piece.bend.end)
    if open_:
        yield path, along


def _bends(shape: Shape) -> Iterator[tuple[Point, Bend]]:
    at: Point = (0.0, 0.0)
    for letter, numbers in shape:
        if letter == "C":
            bend = Bend(
                (numbers[0], numbers[1]), (numbers[2], numbers[3]), (numbers[4], numbers[5])
            )
            yield at, bend
        at = numbers[-2], numbers[-1]


def _edges(start: Point, bend: Bend) -> tuple[float, float, float, float]:
    xs = start[0], bend.first[0], bend.second[0], bend.end[0]
    ys = start[1], bend.first[1], bend.second[1], bend.end[1]
    return min(xs), min(ys), max(xs), max(ys)


def _length(start: Point, bend: Bend) -> float:
    """Return about how long a short piece is: between its chord and its control polygon."""
    chord = hypot(bend.end[0] - start[0], bend.end[1] - start[1])
    points = start, bend.first, bend.second, bend.end
    polygon = sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points))
    return (2 * chord + polygon) / 3
