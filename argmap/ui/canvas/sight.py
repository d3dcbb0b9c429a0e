"""What is shown of a placement right now: the boxes on their way, and what keeps its place.

When a new placement comes, one thing (what was clicked or is being typed) stays where it is on the
screen, and the others slide to where they belong around it.
"""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from argmap.layout.geometry import Box, Point
from argmap.layout.placement import Placement
from argmap.model.argmap import ArgumentMap
from argmap.model.records import StatementId
from argmap.render.hits import HitIndex
from argmap.ui.canvas.animator import Animator, shift, slide
from argmap.ui.canvas.eye import Eye
from argmap.ui.canvas.walk import place_of

Renamed = Mapping[StatementId, StatementId]
"""New ids of statements that were shown under another id before (drafts that were committed)."""
_AROUND = 200.0
"""Screen pixels around the view from which boxes may slide in."""


class Sight(QObject):
    """The placement as it is displayed, its hit index, and the move between placements."""

    changed = Signal()

    def __init__(self, eye: Eye) -> None:
        super().__init__(eye)
        self._eye = eye
        self._goal = Placement()
        self._displayed = self._goal
        self._hits = HitIndex(self._goal)
        self._content: Box | None = None
        self._animator = Animator(self._show, self)
        self.motion_ms = 150

    @property
    def placement(self) -> Placement:
        """Where everything is displayed, perhaps on its way."""
        return self._displayed

    @property
    def goal(self) -> Placement:
        """Where everything will stand."""
        return self._goal

    @property
    def hits(self) -> HitIndex:
        """What is where; by where things will stand."""
        return self._hits

    @property
    def moving(self) -> bool:
        """Whether boxes are on their way."""
        return self._animator.running

    def content(self) -> Box | None:
        """Return the box around everything, or None where there is nothing."""
        if self._content is None and self._goal.boxes:
            self._content = _hull([*self._goal.boxes.values(), *self._goal.frames.values()])
        return self._content

    def take(
        self,
        map: ArgumentMap,
        placement: Placement,
        anchors: Iterable[str] = (),
        renamed: Renamed | None = None,
    ) -> None:
        """Go over to a new placement, keeping the first of the anchors that can be in its place."""
        before = self._seen(renamed or {})
        anchor = self._anchor(placement, anchors, before, renamed or {})
        self._goal, self._content = placement, None
        self._hits = HitIndex(placement)
        by: Point = (0.0, 0.0)
        if anchor is not None:
            kept, was, stays = anchor
            by = shift(was, stays)
            self._eye.shift(by)
        else:
            kept = ""
        ms = self.motion_ms if before else 0
        self._animator.run(slide(map, before if ms else {}, placement, by, kept), ms)

    def settle(self) -> None:
        """End a move at once."""
        self._animator.finish()

    def _show(self, placement: Placement, share: float) -> None:
        self._displayed = placement
        self.changed.emit()

    def _seen(self, renamed: Renamed) -> dict[StatementId, Box]:
        """Return the boxes that are seen now or stand close by, by the ids they have from now."""
        if not self._displayed.boxes:
            return {}
        visible = self._eye.camera.visible(self._eye.view)
        near = self._hits.in_rect(visible.grown(_AROUND / self._eye.camera.zoom))
        now = {old: new for new, old in renamed.items()}
        boxes = self._displayed.boxes
        ids = (StatementId(id_) for id_ in near)
        return {now.get(id_, id_): boxes[id_] for id_ in ids if id_ in boxes}

    def _anchor(
        self,
        placement: Placement,
        anchors: Iterable[str],
        before: Mapping[StatementId, Box],
        renamed: Renamed,
    ) -> tuple[str, Box, Box] | None:
        """Return what stays in place, with where it is and where it will be."""
        visible = self._eye.camera.visible(self._eye.view)
        for id_ in anchors:
            was = before.get(StatementId(id_)) or place_of(self._displayed, id_)
            stays = place_of(placement, id_)
            if was is not None and stays is not None and was.meets(visible):
                return id_, was, stays
        return self._nearest_to_middle(placement, before)

    def _nearest_to_middle(
        self, placement: Placement, before: Mapping[StatementId, Box]
    ) -> tuple[str, Box, Box] | None:
        x, y = self._eye.camera.to_map(self._eye.middle)
        kept = [id_ for id_ in before if id_ in placement.boxes]
        if not kept:
            return None

        def far(id_: StatementId) -> float:
            centre = before[id_].centre
            return abs(centre[0] - x) + abs(centre[1] - y)

        id_ = min(kept, key=far)
        return id_, before[id_], placement.boxes[id_]


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
