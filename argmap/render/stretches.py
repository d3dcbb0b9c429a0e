"""Stretches of one Bezier piece: where they are, how bent, their halves, what of them is seen.

Chords stand in for what is flat enough. Which pieces a line has is not known here.
"""

from math import hypot, sqrt
from typing import NamedTuple

from argmap.layout.geometry import Bend, Box, Point

PIECE = 320.0
"""Where curves stay curves, they are drawn in pieces that are no longer than this."""

_SHORTEST = 2.0**-24  # a share of a bend that is not halved any more

Edges = tuple[float, float, float, float]
"""Left, top, right and bottom."""

Points = tuple[float, float, float, float, float, float, float, float]
"""The start of a bend, its two control points and its end: x, y, x, y..."""


class Stretch:
    """A stretch of a bend between two shares of it, and its halves once they were asked for.

    `bow` is how far it may be from its chord at the most; it is 0 where it goes straight on.
    """

    __slots__ = ("begin", "bow", "edges", "end", "halves", "points")

    def __init__(self, points: Points, begin: float, end: float) -> None:
        xs, ys = points[::2], points[1::2]
        self.points = points
        self.begin, self.end = begin, end
        self.edges: Edges = (min(xs), min(ys), max(xs), max(ys))
        self.bow = _bow(points)
        self.halves: tuple[Stretch, Stretch] | None = None

    def is_fine(self, flat: float) -> bool:
        """Tell whether it needs no halving: flat enough, or short where curves stay curves."""
        if self.bow <= flat or self.end - self.begin <= _SHORTEST:
            return True
        left, top, right, bottom = self.edges
        return not flat and right - left <= PIECE and bottom - top <= PIECE


class Seen(NamedTuple):
    """What is seen of a stretch: from where to where, as a chord or, given a bend, as that.

    `share` is the share of the stretch that comes before.
    """

    start: Point
    end: Point
    bend: Bend | None
    stretch: Stretch
    share: float


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


def length(points: Points, until: float = 1.0) -> float:
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


def curved(stretch: Stretch) -> Seen:
    """Return all of a stretch as a curve."""
    x0, y0, x1, y1, x2, y2, x3, y3 = stretch.points
    return Seen((x0, y0), (x3, y3), Bend((x1, y1), (x2, y2), (x3, y3)), stretch, 0.0)


def clipped_chord(stretch: Stretch, area: Box) -> Seen | None:
    """Return what of a chord lies in an area."""
    p = stretch.points
    start, end = (p[0], p[1]), (p[6], p[7])
    shares = clipped(start, end, area)
    if shares is None:
        return None
    dx, dy = end[0] - start[0], end[1] - start[1]
    enter, leave = shares
    return Seen(
        (start[0] + dx * enter, start[1] + dy * enter) if enter > 0 else start,
        (start[0] + dx * leave, start[1] + dy * leave) if leave < 1 else end,  # where it goes on
        None,
        stretch,
        enter,
    )


def halves_of(stretch: Stretch) -> tuple[Stretch, Stretch]:
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
        Stretch((x, y, ex, ey, cx, cy, x3, y3), middle, stretch.end),
        Stretch((x0, y0, ax, ay, dx, dy, x, y), stretch.begin, middle),
    )


def _bow(points: Points) -> float:
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
