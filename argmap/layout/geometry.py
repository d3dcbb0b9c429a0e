"""Points, boxes and curves, in pixels at zoom 1, y downwards.

Plain values and arithmetic; nothing here knows what is drawn.
"""

from collections.abc import Iterator

from argmap.model.light_dataclass import dataclass

Point = tuple[float, float]
Size = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle by its top left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of the lower edge."""
        return self.y + self.height

    @property
    def centre(self) -> Point:
        """The middle of the box."""
        return self.x + self.width / 2, self.y + self.height / 2

    def has_size(self, size: Size) -> bool:
        """Tell whether the box has a width and height, to half a pixel."""
        return abs(self.width - size[0]) < 0.5 and abs(self.height - size[1]) < 0.5

    def grown(self, by: float) -> "Box":
        """Return the box with a margin on every side (a negative one shrinks it)."""
        return Box(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def meets(self, other: "Box") -> bool:
        """Tell whether the insides of two boxes share a point; touching edges do not count."""
        return (
            self.x < other.right
            and other.x < self.right
            and self.y < other.bottom
            and other.y < self.bottom
        )

    def holds(self, point: Point) -> bool:
        """Tell whether a point is inside or on the edge."""
        return self.x <= point[0] <= self.right and self.y <= point[1] <= self.bottom

    def united(self, other: "Box") -> "Box":
        """Return the smallest box around both."""
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Box(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)


@dataclass(frozen=True, slots=True)
class Bend:
    """One cubic Bezier piece of a curve: two control points and the end."""

    first: Point
    second: Point
    end: Point


@dataclass(frozen=True, slots=True)
class Curve:
    """A chain of cubic Bezier pieces; a straight piece has its control points on the line."""

    start: Point
    bends: tuple[Bend, ...]

    @property
    def end(self) -> Point:
        """The last point of the curve."""
        return self.bends[-1].end if self.bends else self.start

    def joined(self, onward: "Curve") -> "Curve":
        """Return this curve and another that goes on from its end, as one."""
        return Curve(self.start, self.bends + onward.bends)

    def flattened(self, steps: int = 12) -> list[Point]:
        """Return points along the curve: straight pieces by their ends, bent ones in steps."""
        points = [self.start]
        for start, bend in self.pieces():
            if _is_straight(start, bend):
                points.append(bend.end)
            else:
                points.extend(point_on(start, bend, k / steps) for k in range(1, steps + 1))
        return points

    def pieces(self) -> Iterator[tuple[Point, Bend]]:
        """Yield each piece with the point it starts from."""
        start = self.start
        for bend in self.bends:
            yield start, bend
            start = bend.end


def line(start: Point, *points: Point) -> Curve:
    """Return a curve that goes straight from point to point."""
    bends, here = [], start
    for point in points:
        bends.append(Bend(between(here, point, 1 / 3), between(here, point, 2 / 3), point))
        here = point
    return Curve(start, tuple(bends))


def moved(curve: Curve, by: Point) -> Curve:
    """Return a curve moved by a step."""
    dx, dy = by
    bends = []
    for bend in curve.bends:
        (a, b), (c, d), (e, f) = bend.first, bend.second, bend.end
        bends.append(Bend((a + dx, b + dy), (c + dx, d + dy), (e + dx, f + dy)))
    return Curve((curve.start[0] + dx, curve.start[1] + dy), tuple(bends))


def between(a: Point, b: Point, t: float) -> Point:
    """Return the point a share `t` of the way from a to b."""
    return a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t


def point_on(start: Point, bend: Bend, t: float) -> Point:
    """Return the point of a Bezier piece at parameter t, 0 to 1."""
    u = 1.0 - t
    a, b, c, d = u * u * u, 3.0 * u * u * t, 3.0 * u * t * t, t * t * t
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = start, bend.first, bend.second, bend.end
    return a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3


def _is_straight(start: Point, bend: Bend) -> bool:
    (x0, y0), (x1, y1) = start, bend.end
    return all(
        abs((x1 - x0) * (y - y0) - (y1 - y0) * (x - x0)) <= 1e-6 * (abs(x1 - x0) + abs(y1 - y0) + 1)
        for x, y in (bend.first, bend.second)
    )
