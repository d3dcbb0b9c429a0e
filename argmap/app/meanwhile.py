"""What is shown of a changed map while its layout is on the way: nothing that the map has no more.

What was made of a draft stands where the draft stood, and folds hide what they hide at once.
Nothing else moves, and only what an edit or a fold touched is looked at. Where that is all that
layout would do it is not asked.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from argmap.layout.cutting import cut, cut_lines, hidden_in, leaves_all_standing, links_at
from argmap.layout.geometry import Box
from argmap.layout.patched import patched, touched_between
from argmap.layout.placement import LayoutOptions, LinkRoute, Placement, Sizes
from argmap.model.argmap import ArgumentMap
from argmap.model.following import compared
from argmap.model.light_dataclass import dataclass
from argmap.model.records import Link, LinkId, StatementId

Id = TypeVar("Id", bound=str)
Thing = TypeVar("Thing")

Born = Mapping[StatementId, StatementId]
"""Statements made of drafts, and the ids under which those were shown."""

REMEMBERED = 4
"""So many answers are remembered, in case that what they are of is shown again."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What layout answered, and what it was asked."""

    map: ArgumentMap
    sizes: Sizes
    options: LayoutOptions
    placement: Placement

    def with_folds(
        self, map: ArgumentMap, sizes: Sizes, options: LayoutOptions
    ) -> Placement | None:
        """Return the placement of the same map with more folds, or None where layout must tell."""
        if map is not self.map or not (sizes is self.sizes or sizes == self.sizes):
            return None
        folded = self.options.folded
        if replace(options, folded=folded) != self.options or not folded <= options.folded:
            return None
        if folded == options.folded:
            return self.placement
        hidden = hidden_in(self.placement, map, options.folded)
        stands = leaves_all_standing(self.placement, map, hidden)
        return cut(self.placement, map, hidden) if stands else None


class Remembered:
    """The last answers of a layout, by what they are of: one map and its sizes, with some folds.

    Who unfolds what was just folded sees it again where it was, before layout has confirmed it.
    """

    def __init__(self) -> None:
        self._of: tuple[ArgumentMap, Sizes] | None = None
        self._answers: dict[frozenset[StatementId], Placement] = {}

    def note(
        self,
        map: ArgumentMap,
        sizes: Sizes,
        folded: frozenset[StatementId],
        placement: Placement,
    ) -> None:
        """Remember an answer, and forget the oldest, and all that are of anything else."""
        if not self._is_of(map, sizes):
            self._answers = {}
        self._of = map, sizes
        self._answers.pop(folded, None)
        self._answers[folded] = replace(placement, warmth={})
        if len(self._answers) > REMEMBERED:
            del self._answers[next(iter(self._answers))]

    def of(
        self,
        map: ArgumentMap,
        sizes: Sizes,
        folded: frozenset[StatementId],
        shown: Placement,
    ) -> Placement | None:
        """Return what was answered to the same, if all that is shown stands as it stood there."""
        placement = self._answers.get(folded) if self._is_of(map, sizes) else None
        if placement is None or not _stands_alike(shown, placement):
            return None
        boxes = _become(shown.boxes, placement.boxes)
        routes = _become(shown.routes, placement.routes)
        return replace(placement, boxes=boxes, routes=routes, warmth=shown.warmth)

    def _is_of(self, map: ArgumentMap, sizes: Sizes) -> bool:
        return self._of is not None and self._of[0] is map and self._of[1] == sizes


def _stands_alike(one: Placement, other: Placement) -> bool:
    here, there = one.boxes, other.boxes
    touched = touched_between(here, there)
    looked_at = here.keys() if touched is None else touched
    return one.direction is other.direction and all(
        here[id_] == there[id_] for id_ in looked_at if id_ in here and id_ in there
    )


def _become(shown: Mapping[Id, Thing], known: Mapping[Id, Thing]) -> Mapping[Id, Thing]:
    """Return what is known, made of what is shown: who looks at the difference sees little."""
    touched = touched_between(shown, known)
    if touched is None:
        return known
    others = {i: known[i] for i in touched if i in known and shown.get(i) is not known[i]}
    return patched(shown, others, [i for i in touched if i not in known])


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
    hidden = hidden_in(shown, now, folding)
    lines = cut_lines(routes, now, hidden)
    if not gone and not otherwise and not in_place[0] and not hidden:
        return shown
    left = {id_: route for id_, route in lines.items() if route is not None}
    away = [*otherwise, *(id_ for id_ in lines if id_ not in left)]
    return replace(
        shown,
        boxes=patched(boxes, in_place[0], [*gone, *hidden]),
        routes=patched(routes, {**in_place[1], **left}, away),
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
    if abs(box.width - width) < 0.5 and abs(box.height - height) < 0.5:
        return box
    return Box(box.x + (box.width - width) / 2, box.y, width, height)
