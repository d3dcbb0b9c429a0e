"""Outlines as plain commands, for QPainter and for SVG alike.

A shape is a tuple of commands `("M", (x, y))`, `("L", (x, y))`, `("C", (x1, y1, x2, y2, x, y))`
and `("Z", ())`, all absolute, as in the path data of SVG.
"""

from collections.abc import Iterable, Iterator
from math import acos, cos, hypot, pi, sin, tan

from PySide6.QtGui import QPainterPath

from argmap.layout.geometry import Bend, Box, Curve, Point, between, point_on

Command = tuple[str, tuple[float, ...]]
Shape = tuple[Command, ...]

_QUARTER = 4 / 3 * tan(pi / 8)  # how far the control points of a quarter circle reach


def rounded(box: Box, radius: float) -> Shape:
    """Return a rectangle with rounded corners."""
    return _cornered(box, (radius, radius, radius, radius))


def left_bar(box: Box, radius: float, width: float) -> Shape:
    """Return the left strip of a rounded rectangle, as wide as `width`."""
    r, x, y, bottom = radius, box.x, box.y, box.bottom
    if width >= r:
        return _cornered(Box(x, y, width, box.height), (r, 0, 0, r))
    # The strip ends within the corner: its ends follow the arc as far as the strip goes.
    turn = acos((r - width) / r)
    k = 4 / 3 * tan(turn / 4) * r
    rise = r * (1 - sin(turn))
    kx, ky = k * sin(turn), k * cos(turn)
    return (
        ("M", (x, y + r)),
        ("C", (x, y + r - k, x + width - kx, y + rise + ky, x + width, y + rise)),
        ("L", (x + width, bottom - rise)),
        ("C", (x + width - kx, bottom - rise - ky, x, bottom - r + k, x, bottom - r)),
        ("Z", ()),
    )


def folded(box: Box, radius: float, fold: float) -> Shape:
    """Return a rounded rectangle whose upper right corner is cut off, as paper that is folded."""
    r, x, y, right, bottom = radius, box.x, box.y, box.right, box.bottom
    k = r * (1 - _QUARTER)
    return (
        ("M", (x + r, y)),
        ("L", (right - fold, y)),
        ("L", (right, y + fold)),
        ("L", (right, bottom - r)),
        ("C", (right, bottom - k, right - k, bottom, right - r, bottom)),
        ("L", (x + r, bottom)),
        ("C", (x + k, bottom, x, bottom - k, x, bottom - r)),
        ("L", (x, y + r)),
        ("C", (x, y + k, x + k, y, x + r, y)),
        ("Z", ()),
    )


def flap(box: Box, fold: float) -> Shape:
    """Return the folded-over corner of a folded card."""
    x, y = box.right - fold, box.y
    return (("M", (x, y)), ("L", (x, y + fold)), ("L", (box.right, y + fold)), ("Z", ()))


def circle(centre: Point, radius: float) -> Shape:
    """Return a circle."""
    x, y = centre
    return rounded(Box(x - radius, y - radius, 2 * radius, 2 * radius), radius)


def polygon(points: Iterable[Point]) -> Shape:
    """Return a closed polygon."""
    return (*polyline(points), ("Z", ()))


def polyline(points: Iterable[Point]) -> Shape:
    """Return a chain of straight lines."""
    return tuple(("L" if index else "M", (x, y)) for index, (x, y) in enumerate(points))


def curve(along: Curve) -> Shape:
    """Return the shape of a curve."""
    bends: list[Command] = [("C", (*bend.first, *bend.second, *bend.end)) for bend in along.bends]
    return (("M", along.start), *bends)


def moved(shape: Shape, dx: float, dy: float, scale: float = 1.0) -> Shape:
    """Return a shape scaled about the origin and then moved."""
    return tuple(
        (letter, tuple(at * scale + (dy if odd % 2 else dx) for odd, at in enumerate(numbers)))
        for letter, numbers in shape
    )


def shortened(along: Curve, by: float) -> Curve:
    """Return a curve without its last stretch of a length; at least a trace of it stays."""
    bends = list(along.bends)
    while len(bends) > 1 and _apart(bends[-2].end, along.end) < by:
        bends.pop()
    start = bends[-2].end if len(bends) > 1 else along.start
    if not bends or _apart(start, along.end) <= by:
        return Curve(along.start, (*bends[:-1], Bend(start, start, start)) if bends else ())
    low, high = 0.0, 1.0
    for _ in range(24):
        t = (low + high) / 2
        if _apart(point_on(start, bends[-1], t), along.end) > by:
            low = t
        else:
            high = t
    return Curve(along.start, (*bends[:-1], _halves(start, bends[-1], low)[0]))


def split(start: Point, bend: Bend, parts: int) -> Iterator[tuple[Point, Bend]]:
    """Yield a Bezier piece in so many parts of equal parameter, each with its start."""
    for left in range(parts, 1, -1):
        head, rest = _halves(start, bend, 1 / left)
        yield start, head
        start, bend = head.end, rest
    yield start, bend


def bounds(along: Curve) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of a curve's control points, which enclose it."""
    xs, ys = [along.start[0]], [along.start[1]]
    for bend in along.bends:
        xs += (bend.first[0], bend.second[0], bend.end[0])
        ys += (bend.first[1], bend.second[1], bend.end[1])
    return min(xs), min(ys), max(xs), max(ys)


def q_path(*shapes: Shape) -> QPainterPath:
    """Return shapes as one path for QPainter."""
    path = QPainterPath()
    for shape in shapes:
        for letter, numbers in shape:
            if letter == "M":
                path.moveTo(*numbers)
            elif letter == "L":
                path.lineTo(*numbers)
            elif letter == "C":
                path.cubicTo(*numbers)
            else:
                path.closeSubpath()
    return path


def svg_path(shape: Shape, places: int = 1) -> str:
    """Return a shape as the path data of SVG, to one decimal or a few more."""
    return "".join(
        letter + " ".join(decimal(number, places) for number in numbers)
        for letter, numbers in shape
    )


def decimal(number: float, places: int = 1) -> str:
    """Return a number to so many decimals at most, without a sign before zero."""
    text = f"{number:.{places}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _cornered(box: Box, radii: tuple[float, float, float, float]) -> Shape:
    """Return a rectangle with corners rounded by radii: top left, then clockwise."""
    x, y, right, bottom = box.x, box.y, box.right, box.bottom
    a, b, c, d = radii
    ka, kb, kc, kd = (r * (1 - _QUARTER) for r in radii)
    commands: list[Command] = [("M", (x + a, y)), ("L", (right - b, y))]
    if b:
        commands.append(("C", (right - kb, y, right, y + kb, right, y + b)))
    commands.append(("L", (right, bottom - c)))
    if c:
        commands.append(("C", (right, bottom - kc, right - kc, bottom, right - c, bottom)))
    commands.append(("L", (x + d, bottom)))
    if d:
        commands.append(("C", (x + kd, bottom, x, bottom - kd, x, bottom - d)))
    commands.append(("L", (x, y + a)))
    if a:
        commands.append(("C", (x, y + ka, x + ka, y, x + a, y)))
    return (*commands, ("Z", ()))


def _halves(start: Point, bend: Bend, t: float) -> tuple[Bend, Bend]:
    """Return the piece up to parameter t and the rest of it (de Casteljau)."""
    first = between(start, bend.first, t)
    middle = between(bend.first, bend.second, t)
    last = between(bend.second, bend.end, t)
    second, third = between(first, middle, t), between(middle, last, t)
    cut = between(second, third, t)
    return Bend(first, second, cut), Bend(third, last, bend.end)


def _apart(a: Point, b: Point) -> float:
    return hypot(a[0] - b[0], a[1] - b[1])
