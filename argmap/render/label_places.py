"""Where labels lie far out: on what they name, or beside a map that is too thin to lie on.

A large map in layers, or an outline, seen whole, is a line of a few pixels. Labels on it would hide
it and each other's rank; beside it, indented by how deep they stand, they read like a table of
contents.
"""

from argmap.layout.geometry import Box
from argmap.model.argmap import ArgumentMap
from argmap.model.light_dataclass import dataclass
from argmap.model.records import LinkId, StatementId

THIN, FLAT = 170.0, 60.0
"""A map is thin where it is narrower than this on the screen, or lower, and much longer."""
_LONGER = 2.5
_OFF = 18.0
_INDENT = 26.0
_ROW = 27.0
_DEEPEST = 8
"""Deeper statements are indented no further."""


@dataclass(frozen=True, slots=True)
class Aside:
    """The strip beside a thin map: right of one that runs down the screen, else below it."""

    is_right: bool
    edge: float
    """Where the map ends, in pixels of the screen from its origin."""

    def box(self, map: ArgumentMap, id_: StatementId, on: Box, width: float, height: float) -> Box:
        """Return where the label of a statement lies that is seen at `on`."""
        depth = depth_of(map, id_)
        x, y = on.centre
        if self.is_right:
            return Box(self.edge + _OFF + depth * _INDENT, y - height / 2, width, height)
        return Box(x - width / 2, self.edge + _OFF + depth * _ROW, width, height)


def aside_of(hull: Box | None, zoom: float) -> Aside | None:
    """Return the strip for labels beside a map with this hull, or None where it is not thin."""
    if hull is None:
        return None
    width, height = hull.width * zoom, hull.height * zoom
    if width < THIN and height > _LONGER * width:
        return Aside(True, hull.right * zoom)
    if height < FLAT and width > _LONGER * height:
        return Aside(False, hull.bottom * zoom)
    return None


def depth_of(map: ArgumentMap, id_: StatementId) -> int:
    """Return how many statements a statement hangs under, counted up to a few."""
    for depth in range(_DEEPEST):
        place = map.primary_parent(id_)
        for _ in range(_DEEPEST):  # what bears on links hangs where they lead; rings end
            link = map.links.get(LinkId(place)) if place is not None else None
            if link is None:
                break
            place = link.target
        if place is None or place not in map.statements:
            return depth
        id_ = StatementId(place)
    return _DEEPEST
