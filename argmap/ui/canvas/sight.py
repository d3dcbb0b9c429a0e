"""What is shown of a placement right now: the boxes on their way, and what keeps its place.

When a new placement comes, one thing (what was clicked or is being typed) stays where it is on the
screen, and the others slide to where they belong around it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence, Set

from PySide6.QtCore import QObject, Signal

from argmap.layout.geometry import Box, Point
from argmap.layout.placement import Placement
from argmap.model.records import StatementId
from argmap.render.hits import HitIndex
from argmap.ui.canvas.animator import NO_OFFSETS, Animator, Offsets, shift, slide
from argmap.ui.canvas.eye import Eye
from argmap.ui.canvas.walk import place_of

Renamed = Mapping[StatementId, StatementId]
"""New ids of statements that were shown under another id before (drafts that were committed)."""
Leaving = Callable[[Iterable[StatementId]], Set[StatementId]]
"""Tells which of some statements were put elsewhere, or go with one that was."""
_AROUND = 200.0
"""Screen pixels around the view from which boxes may slide in."""


class Sight(QObject):
    """The placement, its hit index, and how far boxes still are from their places."""

    changed = Signal()

    def __init__(self, eye: Eye) -> None:
        super().__init__(eye)
        self._eye = eye
        self._placement = Placement()
        self._hits = HitIndex(self._placement)
        self._offsets = NO_OFFSETS
        self._content: Box | None = None
        self._animator = Animator(self._show, self)
        self.motion_ms = 150

    @property
    def placement(self) -> Placement:
        """Where everything stands, or will stand when it has arrived."""
        return self._placement

    @property
    def hits(self) -> HitIndex:
        """What is where."""
        return self._hits

    @property
    def offsets(self) -> Offsets:
        """How far the boxes that are on their way are from their places."""
        return self._offsets

    def content(self) -> Box | None:
        """Return the box around everything, or None where there is nothing."""
        if self._content is None and (boxes := self._hits.extents.hull()) is not None:
            self._content = _hull([boxes, *self._placement.frames.values()])
        return self._content

    def take(
        self,
        placement: Placement,
        anchors: Iterable[str] = (),
        renamed: Renamed | None = None,
        cornered: str = "",
        leaving: Leaving | None = None,
    ) -> None:
        """Go over to a new placement, keeping the first of the anchors that can be in its place.

        Of the `cornered` one it is the upper left corner that stays, as suits a box being typed in;
        of others the middle of the upper edge. Where `leaving` is given it says who moves away: as
        many as can of the others stay, before any anchor.
        """
        before = self._seen(renamed or {})
        anchor = self._anchor(placement, anchors, before, leaving)
        self._placement, self._content = placement, None
        self._hits = HitIndex(placement, self._hits)
        by: Point = (0.0, 0.0)
        if anchor is not None:
            kept, was, stays = anchor
            middle = shift(was, stays)
            by = (stays.x - was.x, middle[1]) if kept == cornered else middle
            self._eye.shift(by)
        else:
            kept = ""
        offsets = slide(before, placement, by, kept) if self.motion_ms > 0 else NO_OFFSETS
        self._animator.run(offsets, self.motion_ms)

    def carry(self, offsets: Offsets) -> None:
        """Take boxes as displayed elsewhere, where they were dragged to."""
        self._offsets = offsets

    def bring_home(self) -> None:
        """Let what was carried slide back to its place."""
        self._animator.run(self._offsets, self.motion_ms)

    def _show(self, offsets: Offsets) -> None:
        self._offsets = offsets
        self.changed.emit()

    def _seen(self, renamed: Renamed) -> dict[StatementId, Box]:
        """Return the boxes that are seen now or stand close by, by the ids they have from now."""
        if not self._placement.boxes:
            return {}
        visible = self._eye.camera.visible(self._eye.view)
        near = self._hits.in_rect(visible.grown(_AROUND / self._eye.camera.zoom))
        now = {old: new for new, old in renamed.items()}
        ids = dict.fromkeys(
            [*near, *(id_ for id_ in self._offsets if id_ in self._placement.boxes)]
        )
        return {now.get(id_, id_): self._displayed(id_) for id_ in ids}

    def _displayed(self, id_: StatementId) -> Box:
        box, offset = self._placement.boxes[id_], self._offsets.get(id_)
        if offset is None:
            return box
        return Box(box.x + offset[0], box.y + offset[1], box.width, box.height)

    def _anchor(
        self,
        placement: Placement,
        anchors: Iterable[str],
        before: Mapping[StatementId, Box],
        leaving: Leaving | None,
    ) -> tuple[str, Box, Box] | None:
        """Return what stays in place, with where it is and where it will be."""
        visible = self._eye.camera.visible(self._eye.view)
        kept = [id_ for id_ in before if id_ in placement.boxes]
        if leaving is not None and (rest := _most_at_rest(placement, before, kept, leaving(kept))):
            return self._nearest_to_middle(placement, before, rest)
        for id_ in anchors:
            was = before.get(StatementId(id_)) or place_of(self._placement, id_)
            stays = place_of(placement, id_)
            if was is not None and stays is not None and was.meets(visible):
                return id_, was, stays
        return self._nearest_to_middle(placement, before, kept)

    def _nearest_to_middle(
        self,
        placement: Placement,
        before: Mapping[StatementId, Box],
        kept: Sequence[StatementId],
    ) -> tuple[str, Box, Box] | None:
        x, y = self._eye.camera.to_map(self._eye.middle)
        if not kept:
            return None

        def far(id_: StatementId) -> float:
            centre = before[id_].centre
            return abs(centre[0] - x) + abs(centre[1] - y)

        id_ = min(kept, key=far)
        return id_, before[id_], placement.boxes[id_]


def _most_at_rest(
    placement: Placement,
    before: Mapping[StatementId, Box],
    kept: Sequence[StatementId],
    leaving: Set[StatementId],
) -> Sequence[StatementId]:
    """Return the most of those that do not leave which go the same way."""
    staying = [id_ for id_ in kept if id_ not in leaving]
    ways: dict[StatementId, tuple[int, int]] = {}
    for id_ in staying:
        dx, dy = shift(before[id_], placement.boxes[id_])
        ways[id_] = round(dx), round(dy)
    if not ways:
        return []
    [(usual, _)] = Counter(ways.values()).most_common(1)
    return [id_ for id_ in staying if ways[id_] == usual]


def around(placement: Placement, ids: Iterable[str]) -> Box | None:
    """Return the box around some statements and links, or None where none of them is shown."""
    places = (place_of(placement, id_) for id_ in ids)
    return _hull([place for place in places if place is not None])


def _hull(boxes: Sequence[Box]) -> Box | None:
    if not boxes:
        return None
    x, y = min(box.x for box in boxes), min(box.y for box in boxes)
    right, bottom = max(box.right for box in boxes), max(box.bottom for box in boxes)
    return Box(x, y, right - x, bottom - y)
