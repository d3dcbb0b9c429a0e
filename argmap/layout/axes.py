"""Turning what is placed as if the map ran down into the direction that is wanted.

Along the siblings and along the ranks become x and y, or y and x; ranks may run backwards.
"""

from argmap.layout.geometry import Bend, Box, Curve, Point, Size
from argmap.model.light_dataclass import dataclass
from argmap.model.records import Direction


def lies_sideways(direction: Direction) -> bool:
    """Tell whether ranks are columns, so that siblings stand below each other."""
    return direction in (Direction.RIGHT, Direction.LEFT)


def along_axes(size: Size, direction: Direction) -> Size:
    """Return a box's size along the siblings and along the ranks."""
    return (size[1], size[0]) if lies_sideways(direction) else size


@dataclass(frozen=True, slots=True)
class Turn:
    """The way from places along siblings and ranks to x and y, moved by (dx, dy) at last."""

    direction: Direction
    dx: float = 0.0
    dy: float = 0.0

    def point(self, point: Point) -> Point:
        """Turn a point."""
        x, y = self.vector(point)
        return x + self.dx, y + self.dy

    def vector(self, vector: Point) -> Point:
        """Turn a direction."""
        u, v = vector
        if self.direction in (Direction.UP, Direction.LEFT):
            v = -v
        return (v, u) if lies_sideways(self.direction) else (u, v)

    def box(self, box: Box) -> Box:
        """Turn a box."""
        x0, y0 = self.point((box.x, box.y))
        x1, y1 = self.point((box.right, box.bottom))
        return Box(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0))

    def curve(self, curve: Curve) -> Curve:
        """Turn a curve."""
        dx, dy = self.dx, self.dy
        sign = -1.0 if self.direction in (Direction.UP, Direction.LEFT) else 1.0
        bends = []
        if lies_sideways(self.direction):
            for bend in curve.bends:
                (a, b), (c, d), (e, f) = bend.first, bend.second, bend.end
                first, second = (b * sign + dx, a + dy), (d * sign + dx, c + dy)
                bends.append(Bend(first, second, (f * sign + dx, e + dy)))
        else:
            for bend in curve.bends:
                (a, b), (c, d), (e, f) = bend.first, bend.second, bend.end
                first, second = (a + dx, b * sign + dy), (c + dx, d * sign + dy)
                bends.append(Bend(first, second, (e + dx, f * sign + dy)))
        return Curve(self.point(curve.start), tuple(bends))
