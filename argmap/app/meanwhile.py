"""What is shown of a changed map while its layout is on the way: nothing that the map has no more.

What was made of a draft stands where the draft stood. Nothing else moves, and only what an edit
touched is looked at.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from argmap.layout.geometry import Box
from argmap.layout.placement import LinkRoute, Placement, Sizes
from argmap.model.argmap import ArgumentMap
from argmap.model.following import compared
from argmap.model.records import Link, LinkId, StatementId

Id = TypeVar("Id", bound=str)
Thing = TypeVar("Thing")

Born = Mapping[StatementId, StatementId]
"""Statements made of drafts, and the ids under which those were shown."""


def shown_meanwhile(
    shown: Placement, before: ArgumentMap | None, now: ArgumentMap, sizes: Sizes, born: Born
) -> Placement:
    """Return what is left of a placement of `before`; the very same where that is all of it.

    `sizes` are those of the boxes from now on. Without `before` everything shown is looked at.
    """
    boxes, routes = shown.boxes, shown.routes
    in_place: tuple[dict[StatementId, Box], dict[LinkId, LinkRoute]] = {}, {}
    if before is None:
        gone = [id_ for id_ in boxes if id_ not in now.statements]
        otherwise = [id_ for id_ in routes if id_ not in now.links]
    else:
        touched = compared(before, now, ("statements", "links"))
        in_place = _in_place_of_drafts(shown, before, now, sizes, born)
        gone = [id_ for id_ in boxes.keys() & touched.of("statements") if id_ not in now.statements]
        links = (routes.keys() & touched.of("links")) - in_place[1].keys()
        otherwise = [id_ for id_ in links if not _runs_alike(before, now, id_)]
    if not gone and not otherwise and not in_place[0]:
        return shown
    return replace(
        shown,
        boxes=_without(boxes, gone) | in_place[0],
        routes=_without(routes, otherwise) | in_place[1],
    )


def _in_place_of_drafts(
    shown: Placement, before: ArgumentMap, now: ArgumentMap, sizes: Sizes, born: Born
) -> tuple[dict[StatementId, Box], dict[LinkId, LinkRoute]]:
    """Return where statements made of drafts stand, and how their links run."""
    committed = {
        old: new for new, old in born.items() if old in shown.boxes and _came(before, now, old, new)
    }
    boxes = {new: _resized(shown.boxes[old], *sizes[new]) for old, new in committed.items()}
    routes = {
        other: shown.routes[id_]
        for old in committed
        for id_, other in _links_taken_over(before, now, committed, old)
        if id_ in shown.routes
    }
    return boxes, routes


def _came(before: ArgumentMap, now: ArgumentMap, old: StatementId, new: StatementId) -> bool:
    """Tell whether one statement came in the place of another."""
    comes = new in now.statements and new not in before.statements
    return comes and old in before.statements and old not in now.statements


def _runs_alike(before: ArgumentMap, now: ArgumentMap, id_: LinkId) -> bool:
    was, is_ = before.links.get(id_), now.links.get(id_)
    return is_ is not None and (was is None or _ends(was) == _ends(is_))


def _without(things: Mapping[Id, Thing], gone: Iterable[Id]) -> dict[Id, Thing]:
    left = dict(things)
    for id_ in gone:
        del left[id_]
    return left


def _links_taken_over(
    before: ArgumentMap,
    now: ArgumentMap,
    committed: Mapping[StatementId, StatementId],
    old: StatementId,
) -> Iterator[tuple[LinkId, LinkId]]:
    """Yield links at a draft with those that run so at what was made of it."""
    runs = {_ends(now.links[id_]): id_ for id_ in _links_at(now, committed[old])}
    for id_ in _links_at(before, old):
        premises, target = _ends(before.links[id_])
        renamed = tuple(committed.get(premise, premise) for premise in premises)
        other = runs.get((renamed, committed.get(StatementId(target), target)))
        if other is not None:
            yield id_, other


def _links_at(map: ArgumentMap, id_: StatementId) -> tuple[LinkId, ...]:
    return (*map.links_from.get(id_, ()), *map.links_into.get(id_, ()))


def _ends(link: Link) -> tuple[tuple[StatementId, ...], str]:
    return link.premises, link.target


def _resized(box: Box, width: float, height: float) -> Box:
    if abs(box.width - width) < 0.5 and abs(box.height - height) < 0.5:
        return box
    return Box(box.x + (box.width - width) / 2, box.y, width, height)
