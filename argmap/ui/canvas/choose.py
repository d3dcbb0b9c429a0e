"""Choosing the target of a link that waits for one (Ctrl+L): by arrows, by a click or by its name.

The session holds the waiting link; this follows it, points to a candidate and names what the link
would say. Enter makes the link, Esc gives up.
"""

import math
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from argmap.app import linking
from argmap.layout.geometry import Box, Point
from argmap.ui.canvas import marks
from argmap.ui.canvas.connect import LinkPlan, planned_link
from argmap.ui.canvas.tools import Pointer, Shown, Stage, Tool
from argmap.ui.canvas.walk import Heading, nearest, place_of, related_to

if TYPE_CHECKING:
    from argmap.ui.canvas.target_list import TargetList

HEADINGS = {
    Qt.Key.Key_Left: Heading.LEFT,
    Qt.Key.Key_Right: Heading.RIGHT,
    Qt.Key.Key_Up: Heading.UP,
    Qt.Key.Key_Down: Heading.DOWN,
}
_MARGIN = 12
_WIDTH = 420
_STIR = 4.0
"""How far the pointer must go, in pixels, to count as moved by a hand."""


class LinkMode(QObject):
    """Begins and ends the choice when the session does, and keeps list and map in step."""

    def __init__(self, stage: Stage, parent: QWidget) -> None:
        super().__init__(parent)
        self._stage = stage
        self._parent = parent
        self.live = False
        """Whether it belongs to the audience's screen; a target is chosen on one screen only."""

    @cached_property
    def names(self) -> "TargetList":
        """The list of names, made when a target is first chosen."""
        from argmap.ui.canvas.target_list import TargetList

        names = TargetList(self._parent)
        names.pointed.connect(self._point_to)
        names.chosen.connect(self._choose)
        names.given_up.connect(lambda: linking.give_up(self._stage.editor))
        return names

    @property
    def tool(self) -> "Choose | None":
        """The tool while a target is being chosen."""
        tool = self._stage.tool
        return tool if isinstance(tool, Choose) else None

    def sync(self) -> None:
        """Begin or end, by whether a link waits for its target."""
        session = self._stage.editor.session
        waiting = session.linking if session.edited_live is self.live else None
        if waiting is not None and self.tool is None:
            self._stage.take_up(Choose(self._stage))
            title = self.tr("Where does the new link go?")
            self.names.offer(self._stage.map, waiting.premises, title)
            self.lay_out()
        elif waiting is None and self.tool is not None:
            focus = QApplication.focusWidget()
            had_focus = focus is not None and self.names.isAncestorOf(focus)
            self.names.hide()
            self._stage.put_down()
            self._stage.reveal(self._stage.editor.session.focus)
            if had_focus:
                self._stage.take_focus()

    def lay_out(self) -> None:
        """Put the list in an upper corner, away from where the link begins."""
        if self.tool is None:
            return
        room = round(self._stage.view[0])
        width = min(_WIDTH, room - 2 * _MARGIN)
        height = self.names.sizeHint().height()
        x = room - width - _MARGIN if self._begins_left() else _MARGIN
        self.names.setGeometry(QRect(x, _MARGIN, width, height))

    def _begins_left(self) -> bool:
        waiting = self._stage.editor.session.linking
        if waiting is None:
            return False
        start = place_of(self._stage.placement, waiting.premises[-1])
        middle = self._stage.view[0] / 2
        return start is not None and self._stage.camera.to_screen(start.centre)[0] < middle

    def begin_with(self, text: str) -> None:
        """Look for a name that begins with what was typed."""
        self.names.begin_with(text)

    def _point_to(self, target: str) -> None:
        if self.tool is not None:
            self.tool.point_to(target)
            self._stage.reveal(target)

    def _choose(self, target: str) -> None:
        if self.tool is not None:
            self.tool.choose(target)


class Choose(Tool):
    """Points to a candidate and makes the link to it."""

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.target = ""
        self._rests_at: Point | None = None
        self._still = True  # until the pointer is moved by a hand

    @property
    def plan(self) -> LinkPlan | None:
        """What the link to the present candidate would be."""
        waiting = self.stage.editor.session.linking
        if waiting is None or not self.target or self.stage.map.node(self.target) is None:
            return None
        return planned_link(self.stage.map, waiting.premises, self.target, waiting.kind)

    def point_to(self, target: str) -> None:
        """Make something the candidate."""
        if target != self.target:
            self.target = target
            self.stage.refresh()

    def choose(self, target: str) -> None:
        """Make the link to this target, if it can be."""
        self.point_to(target)
        plan = self.plan
        if plan is None:
            return
        if plan.refused:
            self.stage.refuse(plan.words)
            return
        self.stage.attempt(lambda: linking.finish(self.stage.editor, target))

    def press(self, pointer: Pointer) -> None:
        """Choose what is pressed; a press on empty ground gives up."""
        if target := self.stage.what_at(pointer.at):
            self.choose(target)
        else:
            self.cancel()

    def move(self, pointer: Pointer) -> None:
        """Point to what is under the pointer; one that only rests does not undo a walk by keys."""
        if self._still and self._rests(pointer.at):
            return
        self._still = False
        if target := self.stage.what_at(pointer.at):
            self.point_to(target)
        self.stage.refresh()

    def key(self, event: QKeyEvent) -> bool:
        """Walk by arrows, choose by Enter, give up by Esc."""
        key = Qt.Key(event.key())
        if key in HEADINGS:
            self._walk(HEADINGS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose(self.target)
        elif key == Qt.Key.Key_Escape:
            self.cancel()
        else:
            return False
        return True

    def cancel(self) -> None:
        """Draw no link."""
        linking.give_up(self.stage.editor)

    def shown(self) -> Shown:
        """Bring out the candidate."""
        plan = self.plan
        return Shown(drop_target=self.target if plan is not None and not plan.refused else "")

    def paint(self, painter: QPainter) -> None:
        """Paint the link as it would be, and name it."""
        stage, waiting = self.stage, self.stage.editor.session.linking
        if waiting is None or (plan := self.plan) is None:
            return
        target = place_of(stage.placement, self.target)
        if target is None:
            return
        seen = stage.camera.box_to_screen(target)
        for premise in waiting.premises:
            if (start := stage.placement.boxes.get(premise)) is not None:
                end = _edge_towards(seen, stage.camera.to_screen(start.centre))
                origin = _edge_towards(stage.camera.box_to_screen(start), end)
                marks.drawn_link(painter, origin, end, plan.kind, stage.theme)
        at = (seen.centre[0], seen.bottom)
        marks.label(painter, at, plan.words, stage, refused=plan.refused)

    def _rests(self, at: Point) -> bool:
        self._rests_at = self._rests_at or at
        return math.dist(self._rests_at, at) < _STIR

    def _walk(self, heading: Heading) -> None:
        self._still, self._rests_at = True, None
        waiting = self.stage.editor.session.linking
        start = self.target or (waiting.premises[-1] if waiting is not None else "")
        found = nearest(self.stage.placement, start, heading, related_to(self.stage.map, start))
        if found is not None:
            self.point_to(found)
            self.stage.reveal(found)


def _edge_towards(box: Box, point: Point) -> Point:
    """Return where the line from a box's centre to a point leaves the box."""
    (x, y), (px, py) = box.centre, point
    dx, dy = px - x, py - y
    shares = [s / 2 / abs(d) for s, d in ((box.width, dx), (box.height, dy)) if abs(d) > 1e-9]
    share = min([1.0, *shares])
    return x + dx * share, y + dy * share
