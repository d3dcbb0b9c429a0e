"""Dragging boxes: what dropping them would do is shown and named all the while.

The meaning of a place is decided in `drop.planned`; the held keys may change at any time.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter

from argmap.edit.wishes import tops
from argmap.layout.geometry import Box, Point
from argmap.layout.pins import anchor_of
from argmap.model.records import LinkId, StatementId
from argmap.ui.canvas import marks
from argmap.ui.canvas.drop import (
    REACH,
    Aim,
    Deed,
    DropPlan,
    carry_out,
    gap_beside,
    planned,
)
from argmap.ui.canvas.tools import Pointer, Shown, Stage, Tool
from argmap.ui.canvas.walk import place_of

LINK_REACH = 8.0
"""How near to a link, in pixels of the screen, counts as on it."""
OUT_OF_SIGHT = "Its place counts from what it hangs on, which is not shown here"
_NUDGE = 6.0
"""A drag back to where it began, within this many pixels of the screen, changes nothing."""


class Drag(Tool):
    """One or several statements on their way."""

    cursor = Qt.CursorShape.ClosedHandCursor
    scrolls = True

    def __init__(self, stage: Stage, dragged: tuple[StatementId, ...], start: Pointer) -> None:
        super().__init__(stage)
        self.dragged = dragged
        self._start = stage.camera.to_map(start.at)
        self._pointer = start
        self._tops = tops(stage.editor.map, dragged)
        self._carried = frozenset(dragged)
        self._zoom = stage.camera.zoom
        self._ghost = stage.ghost(dragged)
        self.plan = self._planned()

    def move(self, pointer: Pointer) -> None:
        """Follow the pointer and plan anew."""
        self._pointer = pointer
        if self.stage.camera.zoom != self._zoom:
            self._zoom = self.stage.camera.zoom
            self._ghost = self.stage.ghost(self.dragged)
        self.plan = self._planned()
        self.stage.refresh()

    def release(self, pointer: Pointer) -> None:
        """Do what was shown."""
        self.move(pointer)
        plan, stage = self.plan, self.stage
        stage.put_down()
        if plan.deed is Deed.REFUSED:
            stage.refuse(plan.words)
        stage.hold(plan.target or self._bystander())

        def work() -> None:
            with stage.editor.transact(plan.label) as tx:
                carry_out(plan, stage.placement, tx)

        stage.set_down(self.dragged, self._moved_by(), work if plan.acts else None)

    def cancel(self) -> None:
        """Leave everything where it was."""
        self.stage.put_down()

    def shown(self) -> Shown:
        """Show the boxes at the pointer, and what they would be dropped on."""
        return Shown(self._carried, self.plan.target if self.plan.acts else "")

    def paint(self, painter: QPainter) -> None:
        """Name what will happen, and mark the gap."""
        stage = self.stage
        if self._ghost is not None:
            faint = self.plan.deed not in (Deed.PIN, Deed.PLACE, Deed.NOTHING)
            self._ghost.paint(painter, stage.camera, self._moved_by(), faint=faint)
        if self.plan.deed is Deed.PLACE and self.plan.gap is not None:
            marker = stage.camera.box_to_screen(self.plan.gap.marker)
            marks.gap(painter, marker, stage.theme)
        refused = self.plan.deed is Deed.REFUSED
        marks.label(painter, self._pointer.at, self.plan.words, stage, refused=refused)

    def _bystander(self) -> str:
        """Return something in sight that a new place of the dragged boxes does not concern."""
        stage = self.stage
        above = anchor_of(stage.editor.map, self._tops[0]) if self.plan.deed is Deed.PIN else None
        if above is not None:
            return above
        seen = stage.hits.in_rect(stage.camera.visible(stage.view))
        going = {under for id_ in self._tops for under in stage.editor.map.branch(id_)}
        return next((id_ for id_ in seen if id_ not in going), "")

    def _moved_by(self) -> Point:
        x, y = self.stage.camera.to_map(self._pointer.at)
        return x - self._start[0], y - self._start[1]

    def _planned(self) -> DropPlan:
        stage = self.stage
        by = self._moved_by()
        aim = self._aim()
        if not aim.over and aim.gap is None and _length(by) * stage.camera.zoom < _NUDGE:
            return DropPlan(Deed.NOTHING, "Stays where it is", ids=self.dragged)
        held = self._pointer.modifiers
        plan = planned(stage.editor.map, self.dragged, aim, held, by)
        if plan.deed is Deed.PIN and any(map(self._hangs_out_of_sight, self._tops)):
            return DropPlan(Deed.REFUSED, OUT_OF_SIGHT, ids=self.dragged)
        return plan

    def _hangs_out_of_sight(self, id_: StatementId) -> bool:
        """Whether what a pin would count from is not shown, as above the top of a branch."""
        above = self.stage.editor.map.primary_parent(id_)
        return above is not None and place_of(self.stage.placement, above) is None

    def _aim(self) -> Aim:
        """Return what is under the pointer, apart from what is being dragged itself."""
        stage = self.stage
        x, y = stage.camera.to_map(self._pointer.at)
        over = stage.hits.statement_at((x, y))
        if over and over not in self.dragged:
            return Aim(over)
        if not over:
            near = stage.hits.in_rect(Box(x - REACH, y - REACH, 2 * REACH, 2 * REACH))
            gap = gap_beside(stage.editor.map, stage.placement, near, (x, y), self._tops)
            if gap is not None:
                return Aim(gap=gap)
        link = stage.hits.link_at((x, y), LINK_REACH / stage.camera.zoom)
        return Aim(link) if link is not None and not self._is_own(link) else Aim()

    def _is_own(self, link: LinkId) -> bool:
        """Whether a link hangs on what is dragged, so that it is on its way too."""
        return all(
            premise in self.dragged for premise in self.stage.editor.map.links[link].premises
        )


def _length(by: Point) -> float:
    return float((by[0] ** 2 + by[1] ** 2) ** 0.5)
