"""A contribution that was taken down for later, dragged over the canvas: a gesture like others."""

from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QPainter

from argmap.ui import parked_drag
from argmap.ui.canvas import marks
from argmap.ui.canvas.passage_drop import take_dragged
from argmap.ui.canvas.tools import Pointer, Shown, Stage, Tool, pointer_of
from argmap.ui.parked_drag import ParkedPlan, Use, planned_parked

Carried = QDragEnterEvent | QDragMoveEvent | QDropEvent


class ParkedDrag(Tool):
    """A contribution on its way over the map."""

    scrolls = True

    def __init__(self, stage: Stage, id_: str, start: Pointer) -> None:
        super().__init__(stage)
        self._id = id_
        self._pointer = start
        self.plan = self._planned()

    def move(self, pointer: Pointer) -> None:
        """Follow the pointer and plan anew."""
        self._pointer = pointer
        self.plan = self._planned()
        self.stage.refresh()

    def release(self, pointer: Pointer) -> None:
        """Do what was shown."""
        self.move(pointer)
        stage, plan = self.stage, self.plan
        stage.put_down()
        if plan.use is Use.REFUSED:
            stage.refuse(plan.words)
            return
        at = stage.camera.to_map(pointer.at)
        stage.hold(plan.target)
        stage.attempt(lambda: parked_drag.place(stage.editor, self._id, plan, at))

    def cancel(self) -> None:
        """Let it stay where it is."""
        self.stage.put_down()

    def shown(self) -> Shown:
        """Bring out what it would be dropped on."""
        return Shown(drop_target=self.plan.target)

    def paint(self, painter: QPainter) -> None:
        """Name what will happen."""
        refused = self.plan.use is Use.REFUSED
        marks.label(painter, self._pointer.at, self.plan.words, self.stage, refused=refused)

    def _planned(self) -> ParkedPlan:
        if self.stage.editor.read_only:
            return ParkedPlan(Use.REFUSED, "This map can be read here, not changed")
        over = self.stage.what_at(self._pointer.at)
        return planned_parked(self.stage.map, over, opposes=self._pointer.modifiers.shift)


def take_carried(stage: Stage, event: Carried) -> bool:
    """Let what is dragged over the canvas from another pane be the gesture under way.

    That is a passage of a document, or what was taken down for later. False where it is neither.
    """
    return _take_parked(stage, event) or take_dragged(stage, event)


def _take_parked(stage: Stage, event: Carried) -> bool:
    pointer = pointer_of(event.position(), event.modifiers())
    if not isinstance(stage.tool, ParkedDrag):
        id_ = parked_drag.parked_in(event.mimeData(), parked_drag.token_of(stage.editor))
        if not id_ or not stage.resting:
            return False
        stage.take_up(ParkedDrag(stage, id_, pointer))
    event.acceptProposedAction()
    if isinstance(event, QDragMoveEvent):  # entering is a kind of moving
        stage.tool.move(pointer)
    else:
        stage.tool.release(pointer)
    return True
