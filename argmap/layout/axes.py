"""Turning what is placed as if the map ran down into the direction that is wanted.

Along the siblings and along the ranks become x and y, or y and x; ranks may run backwards.
"""

from dataclasses import field

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
    sideways: bool = field(init=False)
    sign: float = field(init=False)

    def __post_init__(self) -> None:
        backwards = self.direction in (Direction.UP, Direction.LEFT)
        object.__setattr__(self, "sideways", lies_sideways(self.direction))
        object.__setattr__(self, "sign", -1.0 if backwards else 1.0)

    def point(self, point: Point) -> Point:
        """Turn a point."""
        u, v = point
        v *= self.sign
        return (v + self.dx, u + self.dy) if self.sideways else (u + self.dx, v + self.dy)

    def vector(self, vector: Point) -> Point:
        """Turn a direction."""
        u, v = vector
        v *= self.sign
        return (v, u) if self.sideways else (u, v)

    def box(self, box: Box) -> Box:
        """Turn a box."""
        x, y, right, bottom = box.x, box.y, box.x + box.width, box.y + box.height
        if self.sign < 0.0:
            y, bottom = -bottom, -y
        if self.sideways:
            x, y, right, bottom = y, x, bottom, right
        x += self.dx
        y += self.dy
        return Box(x, y, right + self.dx - x, bottom + self.dy - y)

    def curve(self, curve: Curve) -> Curve:
        """Turn a curve."""
        dx, dy, sign = self.dx, self.dy, self.sign
        bends = []
        if self.sideways:
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
