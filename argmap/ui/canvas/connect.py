"""Drawing a link by pulling it from a statement's handle to its target; Shift opposes.

What the link would say, or why it cannot be, is planned by a pure function and named all the while.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter

from argmap.edit import links
from argmap.model.argmap import ArgumentMap
from argmap.model.light_dataclass import dataclass
from argmap.model.records import LinkId, LinkKind, StatementId, StatementKind
from argmap.ui.canvas import marks
from argmap.ui.canvas.drop import NAME
from argmap.ui.canvas.tools import Pointer, Shown, Stage, Tool
from argmap.ui.sentences import LINK_NAMES, called


@dataclass(frozen=True, slots=True)
class LinkPlan:
    """What a new link would say, or why it cannot be."""

    words: str
    kind: LinkKind = LinkKind.SUPPORTS
    refused: bool = False


def planned_link(
    map: ArgumentMap, premises: tuple[StatementId, ...], target: str, kind: LinkKind
) -> LinkPlan:
    """Say what a link from the premises to a target would be."""
    if target in premises:
        return LinkPlan("A statement cannot bear on itself", kind, refused=True)
    link = map.links.get(LinkId(target))
    if link is not None and any(premise in link.premises for premise in premises):
        words = f"{called(map, premises[0], NAME)} is a premise of this link"
        return LinkPlan(words, kind, refused=True)
    if link is None and map.statements[StatementId(target)].kind is StatementKind.QUESTION:
        kind = LinkKind.ANSWERS
    same = (
        other
        for premise in premises
        for other in map.links_from.get(premise, ())
        if (map.links[other].target, map.links[other].kind) == (target, kind)
        and len(map.links[other].premises) == 1
    )
    if next(same, None) is not None:
        return LinkPlan(f"{_verb(kind, link is not None)} already", kind, refused=True)
    return LinkPlan(f"{_verb(kind, link is not None)}: {called(map, target, NAME)}", kind)


class Connect(Tool):
    """A link pulled from a statement's handle."""

    cursor = Qt.CursorShape.CrossCursor
    scrolls = True

    def __init__(self, stage: Stage, premise: StatementId, start: Pointer) -> None:
        super().__init__(stage)
        self.premise = premise
        self._pointer = start
        self._target = ""
        self._plan: LinkPlan | None = None

    @property
    def _kind(self) -> LinkKind:
        return LinkKind.OPPOSES if self._pointer.modifiers.shift else LinkKind.SUPPORTS

    @property
    def words(self) -> str:
        """What is said at the pointer."""
        if self._plan is not None:
            return self._plan.words
        verb = "oppose" if self._kind is LinkKind.OPPOSES else "support"
        return f"Pull to what it shall {verb}, a statement or a link"

    def move(self, pointer: Pointer) -> None:
        """Follow the pointer and say what the link would be."""
        self._pointer = pointer
        self._target = self.stage.what_at(pointer.at)
        self._plan = (
            planned_link(self.stage.map, (self.premise,), self._target, self._kind)
            if self._target and self._target != self.premise
            else None
        )
        self.stage.refresh()

    def release(self, pointer: Pointer) -> None:
        """Make the link that was shown."""
        self.move(pointer)
        plan, target = self._plan, self._target
        self.stage.put_down()
        if plan is None:
            return
        if plan.refused:
            self.stage.refuse(plan.words)
            return

        def work() -> None:
            with self.stage.editor.transact("Add link") as tx:
                made = links.connect(tx, self.premise, target, plan.kind)
            self.stage.editor.select(made)

        self.stage.attempt(work)

    def cancel(self) -> None:
        """Draw no link."""
        self.stage.put_down()

    def shown(self) -> Shown:
        """Bring out the target."""
        accepted = self._plan is not None and not self._plan.refused
        return Shown(drop_target=self._target if accepted else "", hovered=self.premise)

    def paint(self, painter: QPainter) -> None:
        """Paint the line to the pointer and name the link."""
        stage = self.stage
        kind = self._plan.kind if self._plan is not None else self._kind
        start = marks.handle_at(stage, self.premise)
        marks.drawn_link(painter, start, self._pointer.at, kind, stage.theme)
        refused = self._plan is not None and self._plan.refused
        marks.label(painter, self._pointer.at, self.words, stage, refused=refused)


def _verb(kind: LinkKind, onto_link: bool) -> str:
    if onto_link and kind in (LinkKind.SUPPORTS, LinkKind.OPPOSES):
        return "Backs" if kind is LinkKind.SUPPORTS else "Undercuts"
    return LINK_NAMES[kind]
