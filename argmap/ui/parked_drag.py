"""What was taken down for later on its way to a place: what is carried, and what a drop would do.

On a box it supports it, with Shift it opposes it; on a link it undercuts it; on empty ground it
stands on its own, where it was dropped.
"""

from enum import Enum, auto

from PySide6.QtCore import QByteArray, QMimeData

from argmap.app.editor import Editor
from argmap.edit.capture import the_parked, unpark
from argmap.edit.pins import pin
from argmap.edit.statements import set_field
from argmap.edit.transaction import Transaction
from argmap.edit.wishes import is_question
from argmap.layout.geometry import Point
from argmap.model.argmap import ArgumentMap
from argmap.model.light_dataclass import dataclass
from argmap.model.records import LinkId, LinkKind, StatementId, StatementKind
from argmap.ui.sentences import called

PARKED_FORMAT = "application/x-argmap-parked"
LABEL = "Place a contribution"
_NAME = 36


class Use(Enum):
    """What becomes of the contribution."""

    SUPPORT = auto()
    OPPOSE = auto()
    UNDERCUT = auto()
    ALONE = auto()
    REFUSED = auto()


@dataclass(frozen=True, slots=True)
class ParkedPlan:
    """What a drop would do, in words and as values."""

    use: Use
    words: str
    target: str = ""


def token_of(editor: Editor) -> str:
    """Return what tells the contributions of one open map from those of another."""
    return hex(id(editor))


def carry(data: QMimeData, id_: str, token: str) -> None:
    """Let a contribution be dragged."""
    data.setData(PARKED_FORMAT, QByteArray(f"{token} {id_}".encode()))


def parked_in(data: QMimeData, token: str) -> str:
    """Return the contribution that is dragged, where it is of the map with this token; or empty."""
    if not data.hasFormat(PARKED_FORMAT):
        return ""
    of, _, id_ = bytes(data.data(PARKED_FORMAT).data()).decode("utf-8", "replace").partition(" ")
    return id_ if of == token else ""


def planned_parked(map: ArgumentMap, over: str, *, opposes: bool = False) -> ParkedPlan:
    """Say what a drop on a statement, a link or (an empty id) the ground would do."""
    if over in map.links:
        return ParkedPlan(Use.UNDERCUT, f"Undercuts {called(map, LinkId(over), _NAME)}", over)
    if over not in map.statements:
        return ParkedPlan(Use.ALONE, "Stands on its own")
    name = called(map, StatementId(over), _NAME)
    if is_question(map, over):
        return ParkedPlan(Use.SUPPORT, f"Answers {name}", over)
    if opposes:
        return ParkedPlan(Use.OPPOSE, f"Opposes {name}", over)
    return ParkedPlan(Use.SUPPORT, f"Supports {name}", over)


def place(editor: Editor, id_: str, plan: ParkedPlan, at: Point | None = None) -> None:
    """Give a contribution its place; on empty ground at a point of the map. Can be undone.

    Raises UserError where it is gone or the map may not be changed.
    """
    statement = the_parked(editor.map, id_)
    spot = None
    if plan.use is Use.ALONE and at is not None and editor.map.statements:
        tried = Transaction(editor.map)
        unpark(tried, id_)
        spot = editor.arranging.pin_for(tried.map, statement.id, at)
    against = plan.use in (Use.OPPOSE, Use.UNDERCUT)
    with editor.transact(LABEL) as tx:
        unpark(tx, id_, plan.target, LinkKind.OPPOSES if against else LinkKind.SUPPORTS)
        if against and statement.kind is StatementKind.CLAIM:
            set_field(tx, id_, "kind", StatementKind.COUNTERPOINT)
        if spot is not None:
            pin(tx, {statement.id: spot})
    editor.select(id_)
    editor.history.note_session()
