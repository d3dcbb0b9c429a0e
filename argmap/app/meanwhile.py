"""What is shown of a changed map while its layout is on the way: nothing that the map has no more.

What was made of a draft stands where the draft stood, and folds hide what they hide at once.
Nothing else moves, and only what an edit or a fold touched is looked at.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from argmap.layout.cutting import cut, hidden_in, links_at
from argmap.layout.geometry import Box
from argmap.layout.patched import patched
from argmap.layout.placement import LinkRoute, Placement, Sizes
from argmap.model.argmap import ArgumentMap
from argmap.model.following import compared
from argmap.model.records import Link, LinkId, StatementId

Born = Mapping[StatementId, StatementId]
"""Statements made of drafts, and the ids under which those were shown."""


def shown_meanwhile(
    shown: Placement,
    before: ArgumentMap | None,
    now: ArgumentMap,
    sizes: Sizes,
    born: Born,
    folding: Iterable[StatementId] = (),
) -> Placement:
    """Return what is left of a placement of `before`; the very same where that is all of it.

    `sizes` are those of the boxes from now on, `folding` the branches that are folded now and were
    not. Without `before` everything shown is looked at.
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
    left = shown
    if gone or otherwise or in_place[0]:
        left = replace(
            shown,
            boxes=patched(boxes, in_place[0], gone),
            routes=patched(routes, in_place[1], otherwise),
        )
    return cut(left, now, hidden_in(left, now, folding))


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


def _links_taken_over(
    before: ArgumentMap,
    now: ArgumentMap,
    committed: Mapping[StatementId, StatementId],
    old: StatementId,
) -> Iterator[tuple[LinkId, LinkId]]:
    """Yield links at a draft with those that run so at what was made of it."""
    runs = {_ends(now.links[id_]): id_ for id_ in links_at(now, committed[old])}
    for id_ in links_at(before, old):
        premises, target = _ends(before.links[id_])
        renamed = tuple(committed.get(premise, premise) for premise in premises)
        other = runs.get((renamed, committed.get(StatementId(target), target)))
        if other is not None:
            yield id_, other


def _ends(link: Link) -> tuple[tuple[StatementId, ...], str]:
    return link.premises, link.target


def _resized(box: Box, width: float, height: float) -> Box:
    if box.has_size((width, height)):
        return box
    return Box(box.x + (box.width - width) / 2, box.y, width, height)
