"""What is under the pointer: statements, links, and all that a rectangle touches."""

from itertools import pairwise
from math import hypot

from argmap.layout.geometry import Box, Curve, Point
from argmap.layout.placement import LinkRoute, Placement
from argmap.model.records import LinkId, StatementId
from argmap.render.culling import Extents
from argmap.render.link_look import BADGE_RADIUS
from argmap.render.stretches import clipped

_FLATTENING = 16


class HitIndex:
    """Answers where things are in one placement; `before` is the index of an earlier one."""

    def __init__(self, placement: Placement, before: "HitIndex | None" = None) -> None:
        self._placement = placement
        self.extents: Extents = Extents(placement, before.extents if before is not None else None)
        self._polylines: dict[LinkId, list[list[Point]]] = {}

    def statement_at(self, point: Point) -> StatementId | None:
        """Return the statement whose box holds a point; the last one painted where boxes meet."""
        return next(reversed(self.extents.boxes_in(Box(*point, 0.0, 0.0))), None)

    def link_at(self, point: Point, tolerance: float = 4.0) -> LinkId | None:
        """Return the link whose sign holds a point, else the one whose line is nearest to it."""
        near = Box(*point, 0.0, 0.0).grown(max(tolerance, 0.0))
        nearest, best = None, tolerance
        for id_ in self.extents.links_in(near):
            badge = self._placement.routes[id_].badge
            if hypot(point[0] - badge[0], point[1] - badge[1]) <= BADGE_RADIUS:
                return id_
            distance = min(_distance(point, line) for line in self._lines(id_))
            if distance <= best and (nearest is None or distance < best):
                nearest, best = id_, distance
        return nearest

    def in_rect(self, area: Box) -> list[StatementId]:
        """Return the statements whose boxes touch an area."""
        return self.extents.boxes_in(area)

    def links_in_rect(self, area: Box) -> list[LinkId]:
        """Return the links of which some part lies within an area."""
        return [
            id_
            for id_ in self.extents.links_in(area)
            if any(_enters(line, area) for line in self._lines(id_))
        ]

    def _lines(self, id_: LinkId) -> list[list[Point]]:
        lines = self._polylines.get(id_)
        if lines is None:
            curves = _curves(self._placement.routes[id_])
            lines = self._polylines[id_] = [curve.flattened(_FLATTENING) for curve in curves]
        return lines


def _curves(route: LinkRoute) -> tuple[Curve, ...]:
    return route.legs if route.trunk is None else (*route.legs, route.trunk)


def _distance(point: Point, line: list[Point]) -> float:
    if len(line) == 1:
        return hypot(point[0] - line[0][0], point[1] - line[0][1])
    return min(_to_segment(point, a, b) for a, b in pairwise(line))


def _to_segment(point: Point, a: Point, b: Point) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    square = dx * dx + dy * dy
    t = ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / square if square else 0.0
    t = min(max(t, 0.0), 1.0)
    return hypot(point[0] - a[0] - t * dx, point[1] - a[1] - t * dy)


def _enters(line: list[Point], area: Box) -> bool:
    segments = zip(line, line[1:] or line, strict=False)
    return any(clipped(a, b, area) is not None for a, b in segments)
