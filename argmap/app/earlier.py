"""Earlier answers of layout: what folds leave of them, and where what they hid comes back.

The map may have been edited since. Nothing is laid out here: what is not sure is left to layout.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from argmap.layout.crowd import Crowd
from argmap.layout.cutting import cut, hidden_in, leaves_all_standing, links_at
from argmap.layout.geometry import Box
from argmap.layout.patched import patched
from argmap.layout.placement import LayoutOptions, LinkRoute, Placement, Sizes
from argmap.model.argmap import ArgumentMap
from argmap.model.hiding import hidden_by
from argmap.model.light_dataclass import dataclass
from argmap.model.records import GroupId, LinkId, StatementId

REMEMBERED = 4
"""So many answers are remembered, each with other folds."""

Folds = frozenset[StatementId]


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


class Earlier:
    """The last answers. Who unfolds a branch sees it where it was before layout confirms it."""

    def __init__(self) -> None:
        self._answers: dict[Folds, Answered] = {}

    def note(self, answered: Answered) -> None:
        """Remember an answer in place of one with the same folds, and forget the oldest."""
        folded = answered.options.folded
        self._answers.pop(folded, None)
        self._answers[folded] = answered
        if len(self._answers) > REMEMBERED:
            del self._answers[next(iter(self._answers))]

    def forget(self) -> None:
        """Forget all: the map is laid out afresh."""
        self._answers.clear()

    def answer_to(self, map: ArgumentMap, sizes: Sizes, options: LayoutOptions) -> Placement | None:
        """Return what was answered to the very same, if it is remembered."""
        answered = self._answers.get(options.folded)
        if answered is None or answered.map is not map or answered.options != options:
            return None
        return answered.placement if answered.sizes == sizes else None

    def unfolded(
        self,
        shown: Placement,
        map: ArgumentMap,
        sizes: Sizes,
        options: LayoutOptions,
        before: Folds,
    ) -> Placement | None:
        """Return a placement with what was folded where it was, if it fits there; None else.

        `before` are the folds of what is shown; the options say what is left of them.
        """
        coming = hidden_by(map, before) - hidden_by(map, options.folded)
        tops = [id_ for id_ in before - options.folded if id_ not in coming]
        for answered in reversed(self._answers.values()):
            if replace(answered.options, folded=options.folded) == options:
                back = _Return(answered, shown, map, coming)
                if back.fits(tops, sizes):
                    return back.placement()
        return None


class _Return:
    """Statements that come back to where an earlier answer had them."""

    def __init__(
        self,
        answered: Answered,
        shown: Placement,
        map: ArgumentMap,
        coming: set[StatementId],
    ) -> None:
        self.then, self.shown = answered.placement, shown
        self.known, self.map, self.coming = answered.map, map, coming

    def fits(self, tops: Iterable[StatementId], sizes: Sizes) -> bool:
        """Tell whether they come back below what has not moved, and onto nothing else."""
        was, is_ = self.then.boxes, self.shown.boxes
        if not self.coming <= was.keys() or not all(map(self._stands, tops)):
            return False
        if not all(was[id_].has_size(sizes[id_]) for id_ in self.coming):
            return False
        others = Crowd(box for id_, box in is_.items() if not _is_same(was.get(id_), box))
        return not any(others.near(was[id_]) for id_ in self.coming)

    def placement(self) -> Placement:
        """Return what is shown, with them, their lines and their frames."""
        boxes = {id_: self.then.boxes[id_] for id_ in self.known.statements if id_ in self.coming}
        return replace(
            self.shown,
            boxes=patched(self.shown.boxes, boxes),
            routes=patched(self.shown.routes, self._routes()),
            frames={**self.shown.frames, **self._frames()},
        )

    def _stands(self, id_: str) -> bool:
        """Tell whether a statement is shown where it was, or comes back there."""
        box = self.then.boxes.get(StatementId(id_))
        return id_ in self.coming or (
            box is not None and self.shown.boxes.get(StatementId(id_)) == box
        )

    def _routes(self) -> Mapping[LinkId, LinkRoute]:
        """Return the lines at what comes whose ends all stand, and the lines on these."""
        found: dict[LinkId, LinkRoute] = {}
        pending = [link for id_ in self.coming for link in links_at(self.map, id_)]
        while pending:
            id_ = pending.pop()
            if id_ not in found and self._runs(id_, found):
                found[id_] = self.then.routes[id_]
                pending += self.map.links_into.get(id_, ())
        return found

    def _runs(self, id_: LinkId, found: Mapping[LinkId, LinkRoute]) -> bool:
        """Tell whether a line runs as it did: it has the same ends, and these are there."""
        link, was, then = self.map.links[id_], self.known.links.get(id_), self.then.routes
        if id_ not in then or was is None:
            return False
        if (link.premises, link.target) != (was.premises, was.target):
            return False
        target = LinkId(link.target)
        if target in self.map.links:
            aims = target in found or self.shown.routes.get(target) == then.get(target)
        else:
            aims = self._stands(link.target)
        return aims and all(map(self._stands, link.premises))

    def _frames(self) -> dict[GroupId, Box]:
        """Return the frames of groups all of whose members stand where they did."""
        return {
            id_: frame
            for id_, frame in self.then.frames.items()
            if (group := self.map.groups.get(id_)) is not None
            and self.known.groups.get(id_) is group
            and all(map(self._stands, group.statements))
        }


def _is_same(one: Box | None, other: Box) -> bool:
    return one is other or one == other  # nearly all are the very same
