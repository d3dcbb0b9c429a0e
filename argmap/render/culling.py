"""What of a placement lies within a rectangle: the boxes and the links to paint or to hit.

Small maps are gone through one by one; large ones by arrays, which come with layout anyway.
"""

from collections.abc import Sequence
from typing import Any

from argmap.layout.geometry import Box
from argmap.layout.placement import LinkRoute, Placement
from argmap.model.records import LinkId, StatementId
from argmap.render.link_look import BADGE_RADIUS
from argmap.render.shapes import bounds

FEW = 400
"""Up to so many, a loop is quicker than the arrays and their import."""

Edges = tuple[float, float, float, float]


class Extents:
    """The edges of everything in one placement, ready to be searched."""

    def __init__(self, placement: Placement) -> None:
        self.boxes: list[StatementId] = list(placement.boxes)
        self.links: list[LinkId] = list(placement.routes)
        self._boxes = _Edges(
            [(box.x, box.y, box.right, box.bottom) for box in placement.boxes.values()]
        )
        self._links = _Edges([route_edges(route) for route in placement.routes.values()])

    def boxes_in(self, area: Box) -> list[StatementId]:
        """Return the statements whose boxes touch an area, in the order of the placement."""
        return [self.boxes[index] for index in self._boxes.touching(area)]

    def links_in(self, area: Box) -> list[LinkId]:
        """Return the links that may touch an area, in the order of the placement."""
        return [self.links[index] for index in self._links.touching(area)]


def route_edges(route: LinkRoute) -> Edges:
    """Return left, top, right and bottom of a route with its sign; labels may reach beyond."""
    x, y = route.badge
    left, top, right, bottom = (
        x - BADGE_RADIUS, y - BADGE_RADIUS, x + BADGE_RADIUS, y + BADGE_RADIUS,
    )  # fmt: skip
    for curve in route.legs if route.trunk is None else (*route.legs, route.trunk):
        a, b, c, d = bounds(curve)
        left, top, right, bottom = min(left, a), min(top, b), max(right, c), max(bottom, d)
    return left, top, right, bottom


class _Edges:
    """Rectangles by their edges; as an array where there are many."""

    def __init__(self, edges: list[Edges]) -> None:
        self._few: list[Edges] = edges
        self._many: Any = None
        if len(edges) > FEW:
            import numpy as np  # late: small maps do without

            self._many = np.asarray(edges).T.copy()

    def touching(self, area: Box) -> Sequence[int]:
        if self._many is None:
            return [
                index
                for index, (left, top, right, bottom) in enumerate(self._few)
                if left <= area.right
                and right >= area.x
                and top <= area.bottom
                and bottom >= area.y
            ]
        left, top, right, bottom = self._many
        inside = (left <= area.right) & (right >= area.x)
        inside &= (top <= area.bottom) & (bottom >= area.y)
        found: list[int] = inside.nonzero()[0].tolist()
        return found
