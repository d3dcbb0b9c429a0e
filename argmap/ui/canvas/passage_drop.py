"""A passage of a document dragged over the map: what dropping it would do is shown and named.

On a box it supports it, with Shift it opposes it, with Alt it becomes a further quote of it; on a
link it undercuts; on empty ground it stands on its own.
"""

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QPainter

from argmap.app import quoting
from argmap.app.passages import Passage
from argmap.edit.wishes import is_question
from argmap.model.argmap import ArgumentMap
from argmap.model.light_dataclass import dataclass
from argmap.model.records import LinkId, StatementId, StatementKind
from argmap.ui.canvas import marks
from argmap.ui.canvas.drop import NAME, NONE_HELD, Modifiers
from argmap.ui.canvas.tools import Pointer, Shown, Stage, Tool, pointer_of
from argmap.ui.documents.dragged import passage_in, token_of
from argmap.ui.sentences import called

if TYPE_CHECKING:
    from argmap.documents.suggest import Suggestion

_NOT_SUPPORTING = (StatementKind.COUNTERPOINT, StatementKind.QUESTION)


class Use(Enum):
    """What becomes of the passage."""

    SUPPORT = auto()
    OPPOSE = auto()
    UNDERCUT = auto()
    QUOTE = auto()
    ALONE = auto()
    REFUSED = auto()


@dataclass(frozen=True, slots=True)
class PassagePlan:
    """What a drop would do, in words and as values."""

    use: Use
    words: str
    target: str = ""


def planned_passage(map: ArgumentMap, over: str, held: Modifiers = NONE_HELD) -> PassagePlan:
    """Say what dropping a passage on a statement, a link or (an empty id) the ground would do."""
    if over in map.links:
        link = map.links[LinkId(over)]
        return PassagePlan(Use.UNDERCUT, f"Undercuts {called(map, link.id, NAME)}", over)
    if over not in map.statements:
        return PassagePlan(Use.ALONE, "Stands on its own")
    name = called(map, StatementId(over), NAME)
    if held.alt:
        return PassagePlan(Use.QUOTE, f"A further quote of {name}", over)
    if is_question(map, over):
        return PassagePlan(Use.SUPPORT, f"Answers {name}", over)
    if held.shift:
        return PassagePlan(Use.OPPOSE, f"Opposes {name}", over)
    return PassagePlan(Use.SUPPORT, f"Supports {name}", over)


class PassageDrag(Tool):
    """A passage on its way over the map."""

    scrolls = True

    def __init__(self, stage: Stage, passage: Passage, start: Pointer) -> None:
        super().__init__(stage)
        self._passage = passage
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
        self.stage.put_down()
        if self.plan.use is Use.REFUSED:
            self.stage.refuse(self.plan.words)
        else:
            self.stage.hold(self.plan.target)
            self.stage.attempt(self._carry_out)
            self.stage.hold("")  # a further quote may leave everything where it is

    def cancel(self) -> None:
        """Let the passage stay where it is."""
        self.stage.put_down()

    def shown(self) -> Shown:
        """Bring out what the passage would be dropped on."""
        return Shown(drop_target=self.plan.target)

    def paint(self, painter: QPainter) -> None:
        """Name what will happen."""
        refused = self.plan.use is Use.REFUSED
        marks.label(painter, self._pointer.at, self.plan.words, self.stage, refused=refused)

    def _planned(self) -> PassagePlan:
        if self.stage.editor.read_only:
            return PassagePlan(Use.REFUSED, "This map can be read here, not changed")
        over = self.stage.what_at(self._pointer.at)
        return planned_passage(self.stage.map, over, self._pointer.modifiers)

    def _carry_out(self) -> None:
        editor, plan, passage = self.stage.editor, self.plan, self._passage
        match plan.use:
            case Use.QUOTE:
                quoting.add_quote(editor, plan.target, passage)
            case Use.OPPOSE | Use.UNDERCUT:
                quoting.put_passage(editor, passage, StatementKind.COUNTERPOINT, plan.target)
            case _:
                kind = _suggested(editor.reading.suggestion, alone=plan.use is Use.ALONE)
                quoting.put_passage(editor, passage, kind, plan.target, opposes=False)


def _suggested(suggestion: "Suggestion | None", *, alone: bool) -> StatementKind:
    """Return the kind that a dropped passage gets: what is suggested, where that fits the place."""
    if suggestion is None or (suggestion.kind in _NOT_SUPPORTING and not alone):
        return StatementKind.CLAIM
    return suggestion.kind


def take_dragged(stage: Stage, event: QDragEnterEvent | QDragMoveEvent | QDropEvent) -> bool:
    """Let a passage dragged over the canvas be the gesture under way; False where it is none.

    A drop ends it.
    """
    pointer = pointer_of(event.position(), event.modifiers())
    if not isinstance(stage.tool, PassageDrag):
        passage = _passage_of(stage, event.mimeData())
        if passage is None or not stage.resting:
            return False
        stage.take_up(PassageDrag(stage, passage, pointer))
    event.acceptProposedAction()
    if isinstance(event, QDragMoveEvent):  # entering is a kind of moving
        stage.tool.move(pointer)
    else:
        stage.tool.release(pointer)
    return True


def _passage_of(stage: Stage, data: QMimeData) -> Passage | None:
    return passage_in(data, token_of(stage.editor))
