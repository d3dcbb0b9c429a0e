"""What of a placement lies within a rectangle: the boxes and the links to paint or to hit.

Small maps are gone through one by one; large ones by arrays, which come with layout anyway and
follow from placement to placement.
"""

from collections.abc import Callable, Mapping
from itertools import compress, count, filterfalse, repeat
from operator import is_not
from typing import Any, Generic, TypeVar
from weakref import ref

from argmap.layout.geometry import Box
from argmap.layout.placement import LinkRoute, Placement
from argmap.model.records import LinkId, StatementId
from argmap.render.link_look import BADGE_RADIUS
from argmap.render.shapes import bounds

FEW = 400
"""Up to so many, a loop is quicker than the arrays and their import."""

Edges = tuple[float, float, float, float]
Id = TypeVar("Id", bound=str)
Thing = TypeVar("Thing")


class Extents:
    """The edges of everything in one placement, ready to be searched.

    `before` are those of an earlier placement: of what is the same object there, they are taken.
    """

    def __init__(self, placement: Placement, before: "Extents | None" = None) -> None:
        self.boxes: _Edges[StatementId, Box]
        self.links: _Edges[LinkId, LinkRoute]
        was = (before.boxes, before.links) if before is not None else (None, None)
        self.boxes = _Edges(placement.boxes, box_edges, was[0])
        self.links = _Edges(placement.routes, route_edges, was[1])
        self._before = ref(before) if before is not None else None

    def follow(self, earlier: "Extents | None") -> bool:
        """Tell whether these were made from those, so that `changed` and `gone` are since then."""
        return self._before is not None and earlier is not None and self._before() is earlier

    def boxes_in(self, area: Box) -> list[StatementId]:
        """Return the statements whose boxes touch an area, in the order of the placement."""
        return self.boxes.touching(area)

    def links_in(self, area: Box) -> list[LinkId]:
        """Return the links that may touch an area, in the order of the placement."""
        return self.links.touching(area)

    def hull(self) -> Box | None:
        """Return the box around all boxes, or None where there is none."""
        return self.boxes.hull()


def box_edges(box: Box) -> Edges:
    """Return left, top, right and bottom of a box."""
    return box.x, box.y, box.x + box.width, box.y + box.height


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


class _Edges(Generic[Id, Thing]):
    """Rectangles by their edges; as an array where there are many.

    `changed` names what was another object, or not there, before; `gone` what is no more.
    """

    def __init__(
        self,
        things: Mapping[Id, Thing],
        edges_of: Callable[[Thing], Edges],
        before: "_Edges[Id, Thing] | None" = None,
    ) -> None:
        self.things = things
        self.ids: list[Id] = list(things)
        old = before.things if before is not None else {}
        self.changed: list[Id] = list(
            compress(things, map(is_not, things.values(), map(old.get, things)))
        )
        self.gone: list[Id] = list(filterfalse(things.__contains__, old))
        self.few: dict[Id, Edges] = {}
        self.many: Any = None
        made = {id_: edges_of(things[id_]) for id_ in self.changed}
        if len(things) <= FEW:
            known = before.few if before is not None and before.many is None else {}
            self.few = {
                id_: made.get(id_) or known.get(id_) or edges_of(thing)
                for id_, thing in things.items()
            }
        elif before is None or before.many is None:
            import numpy as np  # late: small maps do without

            whole = [made.get(id_) or edges_of(thing) for id_, thing in things.items()]
            self.many = np.array(whole).T.copy()
        else:
            self._follow(before, made)

    def _follow(self, before: "_Edges[Id, Thing]", made: Mapping[Id, Edges]) -> None:
        """Take over what is the same, in steps of the interpreter; put in what was made."""
        if self.ids == before.ids:
            self.many = before.many.copy() if made else before.many
        else:
            row = dict(zip(before.ids, count()))
            self.many = before.many[:, list(map(row.get, self.ids, repeat(0)))]
        if made:
            place = dict(zip(self.ids, count()))
            self.many[:, [place[id_] for id_ in made]] = list(zip(*made.values(), strict=True))

    def touching(self, area: Box) -> list[Id]:
        x, y, x_end, y_end = box_edges(area)
        if self.many is None:
            return [
                id_
                for id_, (left, top, right, bottom) in self.few.items()
                if left <= x_end and right >= x and top <= y_end and bottom >= y
            ]
        left, top, right, bottom = self.many
        inside = (left <= x_end) & (right >= x)
        inside &= (top <= y_end) & (bottom >= y)
        return [self.ids[index] for index in inside.nonzero()[0].tolist()]

    def hull(self) -> Box | None:
        if not self.ids:
            return None
        if self.many is not None:
            left, top = (float(edge.min()) for edge in self.many[:2])
            right, bottom = (float(edge.max()) for edge in self.many[2:])
        else:
            left, top = (min(edges[k] for edges in self.few.values()) for k in (0, 1))
            right, bottom = (max(edges[k] for edges in self.few.values()) for k in (2, 3))
        return Box(left, top, right - left, bottom - top)
