"""Choosing by clicks what a step brings up or looks at: its state is shown on every box meanwhile.

Every click is one change of the story, to be undone like any other. Esc ends it.
"""

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPen

from argmap.app.session import ChosenStep
from argmap.app.storytelling import chosen_step, mark_in_step
from argmap.layout.geometry import Box
from argmap.model.records import LinkId, StatementId, Step, Story
from argmap.model.telling import revealed
from argmap.render.fonts import SEMIBOLD, font
from argmap.ui.canvas.canvas import Canvas
from argmap.ui.canvas.tools import Pointer, Shown, Stage, Tool

_LETTERS, _SMALL = 14.0, 11.0
_PULLED = 6.0
"""Pixels from which on a press on the ground pushes the map."""
_OWN = (
    *(Qt.Key.Key_Escape, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down),
    *(Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Tab, Qt.Key.Key_Insert),
    *(Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space),
)


def follow_marking(canvas: Canvas) -> bool:
    """Take up or put down the tool, as the session says; returns whether it is in use."""
    editor = canvas.editor
    chosen = chosen_step(editor)
    wanted = bool(editor.session.marking) and chosen is not None and chosen.at >= 0
    marking = isinstance(canvas.tool, StepMarking)
    if wanted and canvas.resting:
        canvas.take_up(StepMarking(canvas))
        canvas.take_focus()
    elif not wanted and marking:
        canvas.put_down()
    if not wanted:
        editor.session.mark("")
    canvas.refresh()
    return isinstance(canvas.tool, StepMarking)


class StepMarking(Tool):
    """Clicks toggle; pulling the ground pushes the map."""

    cursor = Qt.CursorShape.PointingHandCursor

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._hovered = ""
        self._pressed: Pointer | None = None
        self._on = ""
        self._pushing = False

    # ------------------------------------------------------------------------------------- gestures

    def press(self, pointer: Pointer) -> None:
        """Note what is pressed."""
        self._pressed, self._on, self._pushing = pointer, self.stage.what_at(pointer.at), False

    def move(self, pointer: Pointer) -> None:
        """Push the map, or bring out what is under the pointer."""
        if self._pressed is not None and not self._on:
            dx, dy = (now - then for now, then in zip(pointer.at, self._pressed.at, strict=True))
            if self._pushing or abs(dx) + abs(dy) >= _PULLED:
                self._pushing, self._pressed = True, pointer
                self.stage.look(self.stage.camera.panned(dx, dy))
        elif (hovered := self.stage.what_at(pointer.at)) != self._hovered:
            self._hovered = hovered
            self.stage.refresh()

    def release(self, pointer: Pointer) -> None:
        """Add what was clicked to the step, or take it out."""
        pressed, self._pressed = self._pressed, None
        on = self.stage.what_at(pointer.at)
        if pressed is not None and on and on == self._on:
            self._toggle(on)

    def key(self, event: QKeyEvent) -> bool:
        """Go to another step by its arrow; Esc ends."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancel()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._go(1 if event.key() == Qt.Key.Key_Right else -1)
        return True

    def takes(self, event: QKeyEvent) -> bool:
        """Take its own keys, and those by which a box would be edited; leave commands alone."""
        commands = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        if event.modifiers() & commands:
            return False
        return event.key() in _OWN or event.text().isalnum() or event.text() in ("+", "-")

    def cancel(self) -> None:
        """End it; what was chosen stays chosen."""
        self.stage.editor.session.mark("")

    def _toggle(self, id_: str) -> None:
        field = self.stage.editor.session.marking
        if field != "focus" and id_ not in self.stage.editor.map.statements:
            self.stage.refuse(_said("A link comes up and goes by itself, with its ends"))
            return
        self.stage.attempt(lambda: mark_in_step(self.stage.editor, field, id_))

    def _go(self, by: int) -> None:
        chosen = chosen_step(self.stage.editor)
        if chosen is None:
            return
        steps = self.stage.editor.map.stories[chosen.story].steps
        at = min(max(chosen.at + by, 0), len(steps) - 1)
        self.stage.editor.session.choose_step(ChosenStep(chosen.story, at))

    # ----------------------------------------------------------------------------------- what shows

    def shown(self) -> Shown:
        """Dim what is not there yet at the step."""
        at = self._at()
        if at is None:
            return Shown(hovered=self._hovered)
        story, number = at
        map = self.stage.map
        there = revealed(map, story, number)
        faint = {id_ for id_ in map.statements if id_ not in there}
        for link in map.links.values():
            if any(end in faint for end in (*link.premises, link.target)):
                faint.add(StatementId(link.id))
        return Shown(dimmed=frozenset(faint), hovered=self._hovered)

    def paint(self, painter: QPainter) -> None:
        """Show the state of every box, and say above what a click does."""
        at = self._at()
        if at is None:
            return
        story, number = at
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        comes = _coming_up(story)
        step = story.steps[number]
        seen = self.stage.hits.in_rect(self.stage.camera.visible(self.stage.view))
        for id_ in seen:
            box = self.stage.placement.boxes.get(StatementId(id_))
            if box is not None:
                card = self.stage.camera.box_to_screen(box)
                here = comes.get(id_) == number
                self._paint_rings(painter, card, step, id_, here=here)
                self._paint_number(painter, card, comes.get(id_), number)
        for looked_at in step.focus:
            self._paint_link(painter, looked_at)
        self._paint_banner(painter, story, number)

    def _at(self) -> tuple[Story, int] | None:
        chosen = chosen_step(self.stage.editor)
        story = self.stage.editor.map.stories.get(chosen.story) if chosen is not None else None
        if chosen is None or story is None or not 0 <= chosen.at < len(story.steps):
            return None
        return story, chosen.at

    def _paint_rings(
        self, painter: QPainter, card: Box, step: Step, id_: str, *, here: bool
    ) -> None:
        """Paint around a box what the step does with it."""
        accent, theme = QColor(self.stage.theme.accent), self.stage.theme
        area = QRectF(card.x, card.y, card.width, card.height)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if here:
            painter.setPen(QPen(accent, 3))
            painter.drawRoundedRect(area.adjusted(-4, -4, 4, 4), 9, 9)
        if id_ in step.focus:
            painter.setPen(QPen(accent, 2, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(area.adjusted(-9, -9, 9, 9), 12, 12)
        if id_ in step.hide:
            painter.setPen(QPen(QColor(theme.error), 3))
            painter.drawLine(area.topLeft(), area.bottomRight())
            painter.drawLine(area.topRight(), area.bottomLeft())

    def _paint_number(self, painter: QPainter, card: Box, comes: int | None, at: int) -> None:
        """Paint the number of the step that brings a box up; strong where it is this one."""
        accent, theme = QColor(self.stage.theme.accent), self.stage.theme
        if comes is None:
            return
        style = font(_SMALL, SEMIBOLD)
        words = str(comes + 1)
        width = max(QFontMetricsF(style).horizontalAdvance(words) + 12, 22.0)
        pill = QRectF(card.x - 11, card.y - 11, width, 22)
        here = comes == at
        painter.setPen(QPen(accent if here else QColor(theme.muted), 1.5))
        painter.setBrush(accent if here else QColor(theme.window))
        painter.drawRoundedRect(pill, 11, 11)
        painter.setFont(style)
        painter.setPen(QColor(theme.window if here else theme.text))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_link(self, painter: QPainter, id_: str) -> None:
        route = self.stage.placement.routes.get(LinkId(id_))
        if route is not None:
            painter.setPen(QPen(QColor(self.stage.theme.accent), 2, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(*self.stage.camera.to_screen(route.badge)), 14, 14)

    def _paint_banner(self, painter: QPainter, story: Story, at: int) -> None:
        style, theme = font(_LETTERS, SEMIBOLD), self.stage.theme
        metrics = QFontMetricsF(style)
        words = _banner(self.stage.editor.session.marking, story.steps[at], at)
        room = self.stage.view[0] - 60
        words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
        width, height = metrics.horizontalAdvance(words) + 32, metrics.height() + 12
        banner = QRectF((self.stage.view[0] - width) / 2, 0, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.accent))
        painter.drawRoundedRect(banner.adjusted(0, -8, 0, 0), 8, 8)
        painter.setFont(style)
        painter.setPen(QColor(theme.window))
        painter.drawText(banner, Qt.AlignmentFlag.AlignCenter, words)


def _coming_up(story: Story) -> dict[str, int]:
    """Return the step, from 0, at which each statement first comes up."""
    comes: dict[str, int] = {}
    for at, step in enumerate(story.steps):
        for id_ in step.reveal:
            comes.setdefault(id_, at)
    return comes


def _banner(field: str, step: Step, at: int) -> str:
    begins = {
        "reveal": "Step {0} “{1}”: click what it brings up",
        "hide": "Step {0} “{1}”: click what it takes away",
        "focus": "Step {0} “{1}”: click what it looks at",
    }
    ends = _said("← → other steps · Esc ends")
    return f"{_said(begins.get(field, '')).format(at + 1, step.title)} · {ends}"


def _said(words: str) -> str:
    return QCoreApplication.translate("StepMarking", words)
