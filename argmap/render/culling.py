"""What of a placement lies within a rectangle: the boxes and the links to paint or to hit.

Small maps are gone through one by one; large ones by arrays, which come with layout anyway and
follow from placement to placement.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import chain, compress, count, filterfalse, repeat
from math import inf
from operator import is_not
from typing import TYPE_CHECKING, Generic, TypeVar
from weakref import ref

from argmap.layout.geometry import Box
from argmap.layout.patched import touched_between
from argmap.layout.placement import LinkRoute, Placement
from argmap.model.records import LinkId, StatementId
from argmap.render.link_look import BADGE_RADIUS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

FEW = 400
"""Up to so many, a loop is quicker than the arrays and their import."""

SPARSE = 4
"""Where one row in so many is empty, they are put together anew."""

Edges = tuple[float, float, float, float]
PAST = 3
"""So many times what went is remembered."""

NOWHERE = [[inf], [inf], [-inf], [-inf]]
"""Edges that touch nothing and are never the outermost."""

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
    xs, ys = [x - BADGE_RADIUS, x + BADGE_RADIUS], [y - BADGE_RADIUS, y + BADGE_RADIUS]
    for curve in route.legs if route.trunk is None else (*route.legs, route.trunk):
        x, y = curve.start
        xs.append(x)
        ys.append(y)
        for bend in curve.bends:  # control points enclose what they bend
            (a, b), (c, d), (e, f) = bend.first, bend.second, bend.end
            xs += (a, c, e)
            ys += (b, d, f)
    return min(xs), min(ys), max(xs), max(ys)


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
        old = before.things if before is not None else {}
        touched = touched_between(old, things)
        self.changed, self.gone = _differences(old, things, touched)
        self.few: dict[Id, Edges] = {}
        self.rows: _Rows[Id] | None = None
        self.past: tuple[_Past[Id, Thing], ...] = ()
        """Of what some things went that may come again: folds come and go."""
        made = _made({id_: things[id_] for id_ in self.changed}, edges_of, before)
        if len(things) <= FEW:
            known = before.few if before is not None and before.rows is None else {}
            self.few = {
                id_: made.get(id_) or known.get(id_) or edges_of(thing)
                for id_, thing in things.items()
            }
        elif before is None or before.rows is None:
            if touched is not None or len(made) < len(things):
                made = {id_: made.get(id_) or edges_of(thing) for id_, thing in things.items()}
            self.rows = _Rows.of(made)
        else:
            self.rows = before.rows.followed(
                things, made, self.gone, is_in_order=touched is not None
            )
            went = ((before.rows, old),) if self.gone else ()
            self.past = (*went, *before.past)[:PAST]

    def touching(self, area: Box) -> list[Id]:
        if self.rows is None:
            return [id_ for id_, edges in self.few.items() if _meet(edges, area)]
        return self.rows.touching(area)

    def among(self, ids: Collection[str], area: Box) -> list[Id]:
        """Return those of some ids that are there and touch an area."""
        if self.rows is not None:
            return self.rows.among(ids, area)
        there = self.few.keys() & ids
        return [id_ for id_ in there if _meet(self.few[id_], area)]

    def hull(self) -> Box | None:
        if not self.things:
            return None
        if self.rows is not None:
            left, top, right, bottom = self.rows.outermost()
        else:
            left, top = (min(edges[k] for edges in self.few.values()) for k in (0, 1))
            right, bottom = (max(edges[k] for edges in self.few.values()) for k in (2, 3))
        return Box(left, top, right - left, bottom - top)


class _Rows(Generic[Id]):
    """The edges of many things, one row each in an array; the rows of what went stay, empty."""

    def __init__(self, ids: list[Id], row: dict[Id, int], edges: "Floats") -> None:
        self._ids, self._row, self._edges = ids, row, edges

    @classmethod
    def of(cls, whole: Mapping[Id, Edges]) -> "_Rows[Id]":
        """Return the rows of things by their edges."""
        import numpy as np  # late: small maps do without

        ids = list(whole)
        numbers = np.fromiter(chain.from_iterable(whole.values()), float, 4 * len(ids))
        return cls(ids, dict(zip(ids, count())), numbers.reshape(-1, 4).T.copy())

    def followed(
        self,
        things: Mapping[Id, object],
        made: Mapping[Id, Edges],
        gone: Collection[Id],
        *,
        is_in_order: bool,
    ) -> "_Rows[Id]":
        """Return the rows of other things: of what was `made`, these edges, else those known here.

        `is_in_order` says that what was there stands in the same order, and what is new behind it.
        """
        new = [id_ for id_ in made if id_ not in self._row]
        ids = list(things)
        last = ids[len(ids) - len(new) :]
        empty = len(self._ids) + len(new) - len(things)
        if is_in_order and set(last) == set(new) and empty * SPARSE <= len(things):
            rows = self._lengthened(last, gone) if new or gone else self._copied(made)
        elif not new and not gone and ids == self._ids:
            rows = self._copied(made)
        else:
            rows = self._ordered(ids)
        if made:
            places = [rows._row[id_] for id_ in made]  # noqa: SLF001 - of its own kind
            rows._edges[:, places] = list(zip(*made.values(), strict=True))  # noqa: SLF001
        return rows

    def _copied(self, made: Collection[Id]) -> "_Rows[Id]":
        return _Rows(self._ids, self._row, self._edges.copy()) if made else self

    def _lengthened(self, new: list[Id], gone: Collection[Id]) -> "_Rows[Id]":
        import numpy as np

        row = dict(self._row)
        edges = np.empty((4, len(self._ids) + len(new)))
        edges[:, : len(self._ids)] = self._edges
        edges[:, [row.pop(id_) for id_ in gone]] = NOWHERE
        row.update(zip(new, count(len(self._ids))))
        return _Rows([*self._ids, *new], row, edges)

    def _ordered(self, ids: list[Id]) -> "_Rows[Id]":
        rows = list(map(self._row.get, ids, repeat(0)))
        return _Rows(ids, dict(zip(ids, count())), self._edges[:, rows])

    def edges_of(self, ids: Sequence[Id]) -> Iterable[tuple[Id, Edges]]:
        """Return ids of things that are there, with their edges."""
        edges = self._edges[:, [self._row[id_] for id_ in ids]]
        return zip(ids, map(tuple, edges.T.tolist()), strict=True)

    def touching(self, area: Box) -> list[Id]:
        """Return what touches an area."""
        return [self._ids[row] for row in _touching(self._edges, area)]

    def among(self, ids: Collection[str], area: Box) -> list[Id]:
        """Return those of some ids that are there and touch an area."""
        there = [*(self._row.keys() & ids)]
        edges = self._edges[:, [self._row[id_] for id_ in there]]
        return [there[k] for k in _touching(edges, area)]

    def outermost(self) -> Edges:
        """Return the outermost edges of all."""
        left, top = (float(edge.min()) for edge in self._edges[:2])
        right, bottom = (float(edge.max()) for edge in self._edges[2:])
        return left, top, right, bottom


_Past = tuple[_Rows[Id], Mapping[Id, Thing]]
"""The rows of things, and the things."""


def _made(
    things: dict[Id, Thing], edges_of: Callable[[Thing], Edges], before: _Edges[Id, Thing] | None
) -> dict[Id, Edges]:
    """Return the edges of some things; of what was there before, as they were known."""
    made: dict[Id, Edges] = {}
    for rows, were in () if before is None else before.past:
        again = [id_ for id_, thing in things.items() if were.get(id_) is thing]
        made.update(rows.edges_of(again))
        for id_ in again:
            del things[id_]
    made.update((id_, edges_of(thing)) for id_, thing in things.items())
    return made


def _differences(
    old: Mapping[Id, Thing], things: Mapping[Id, Thing], touched: Collection[Id] | None
) -> tuple[list[Id], list[Id]]:
    """Return the ids of what is another object or was not there, and of what is no more."""
    if touched is None:
        changed = compress(things, map(is_not, things.values(), map(old.get, things)))
        return list(changed), list(filterfalse(things.__contains__, old))
    return (
        [id_ for id_ in touched if id_ in things and things[id_] is not old.get(id_)],
        [id_ for id_ in touched if id_ in old and id_ not in things],
    )


def _meet(edges: Edges, area: Box) -> bool:
    left, top, right, bottom = edges
    return left <= area.right and right >= area.x and top <= area.bottom and bottom >= area.y


def _touching(edges: "Floats", area: Box) -> list[int]:
    """Return the numbers of rows that touch an area."""
    left, top, right, bottom = edges
    inside = (left <= area.right) & (right >= area.x)
    inside &= (top <= area.bottom) & (bottom >= area.y)
    found: list[int] = inside.nonzero()[0].tolist()
    return found
