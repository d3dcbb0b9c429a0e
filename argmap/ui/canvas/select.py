"""The resting tool: hover, choose by click, and begin the gesture that a press turns into.

A plain click chooses, Shift extends, Ctrl toggles; on the badge of a fold it unfolds that. What is
pressed and pulled becomes a drag, a handle pulled a new link, empty ground a rubber band.
"""

from collections.abc import Callable

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication

from argmap.app.folding import one_more
from argmap.layout.geometry import Point
from argmap.model.records import StatementId
from argmap.ui.canvas import marks
from argmap.ui.canvas.connect import Connect
from argmap.ui.canvas.drag import Drag
from argmap.ui.canvas.lasso import Lasso
from argmap.ui.canvas.tools import Pointer, Shown, Stage, Tool


class Select(Tool):
    """Waits for a press and says what is under the pointer."""

    def __init__(self, stage: Stage, badge_at: Callable[[Point], str]) -> None:
        super().__init__(stage)
        self._badge_at = badge_at
        self._pressed: Pointer | None = None
        self._on = ""
        self._settled = True
        self._hovered = ""
        self._handle_of = ""
        self.on_badge = ""
        """The folded statement whose badge was pressed last, or an empty string."""

    # ----------------------------------------------------------------------------------- pressing

    def press(self, pointer: Pointer) -> None:
        """Choose what is pressed, unless a drag of several may be meant."""
        self.on_badge = self._badge_at(pointer.at)
        self._handle_of = "" if self.on_badge else self._handle_at(pointer)
        self._pressed = pointer
        if self._handle_of:
            return
        self._on = self.on_badge or self.stage.what_at(pointer.at)
        chosen = self.stage.editor.session.selection
        held = pointer.modifiers
        # A press on something chosen, or with a key held, is settled on release: it may be a drag.
        self._settled = not (self._on in chosen or held.shift or held.ctrl)
        if self._settled:
            self.stage.editor.select(*([self._on] if self._on else []))

    def move(self, pointer: Pointer) -> None:
        """Begin a gesture when the pointer was pulled far enough; else follow what is under it."""
        if self._pressed is None:
            self._hover(pointer)
        elif _pulled(self._pressed, pointer):
            start, self._pressed = self._pressed, None
            self.stage.take_up(self._gesture(start))

    def release(self, pointer: Pointer) -> None:
        """Settle the choice that a press left open."""
        if self._pressed is None:
            return
        held, self._pressed = self._pressed.modifiers, None
        if self.on_badge:
            self._unfold(StatementId(self.on_badge), one_level=held.shift)
            return
        if self._handle_of or self._settled:
            self._handle_of = ""
            return
        chosen = self.stage.editor.session.selection
        if held.ctrl and self._on:
            others = [id_ for id_ in chosen if id_ != self._on]
            self.stage.editor.select(*(others if self._on in chosen else [*chosen, self._on]))
        elif held.shift and self._on:
            self.stage.editor.select(*(id_ for id_ in chosen if id_ != self._on), self._on)
        elif self._on:
            self.stage.editor.select(self._on)

    def _unfold(self, id_: StatementId, *, one_level: bool) -> None:
        """Unfold a branch, or one more level of it; its top stays where it is."""
        editor = self.stage.editor
        folds = editor.session.folded
        with editor.one_arrangement():
            editor.select(id_)
            editor.fold(one_more(editor.map, folds, id_) if one_level else folds - {id_})

    def cancel(self) -> None:
        """Forget the press."""
        self._pressed = None

    def leave(self) -> None:
        """The pointer left the canvas."""
        if self._hovered:
            self._hovered = ""
            self.stage.editor.session.point_at("")
            self.stage.refresh()

    # ------------------------------------------------------------------------------------ looking

    @property
    def hovered(self) -> str:
        """What is under the pointer."""
        return self._hovered

    def shown(self) -> Shown:
        """Bring out what is under the pointer."""
        return Shown(hovered=self._hovered)

    def paint(self, painter: QPainter) -> None:
        """Show the handle from which a link can be drawn."""
        if (of := self._handle_owner()) is not None:
            lit = self._hovered == of and self._over_handle
            marks.handle(painter, marks.handle_at(self.stage, of), self.stage.theme, lit=lit)

    _over_handle = False

    def _hover(self, pointer: Pointer) -> None:
        badge = self._badge_at(pointer.at)
        over = "" if badge else self._handle_at(pointer)
        hovered = over or badge or self.stage.what_at(pointer.at)
        if (hovered, bool(over)) != (self._hovered, self._over_handle):
            self._hovered, self._over_handle = hovered, bool(over)
            self.stage.editor.session.point_at(hovered)
            self.stage.refresh()

    def _handle_owner(self) -> StatementId | None:
        """Return the statement that shows a handle: the one under the pointer, else the chosen."""
        if self.stage.editor.read_only or self.stage.editor.draft is not None:
            return None
        for id_ in (self._hovered, self.stage.editor.session.focus):
            box = self.stage.placement.boxes.get(StatementId(id_))
            if box is None or id_ not in self.stage.editor.map.statements:
                continue
            if min(box.width, box.height) * self.stage.camera.zoom >= 2 * marks.HANDLE_REACH:
                return StatementId(id_)
        return None

    def _handle_at(self, pointer: Pointer) -> str:
        of = self._handle_owner()
        if of is None:
            return ""
        x, y = marks.handle_at(self.stage, of)
        near = abs(pointer.at[0] - x) <= marks.HANDLE_REACH
        return of if near and abs(pointer.at[1] - y) <= marks.HANDLE_REACH else ""

    def _gesture(self, start: Pointer) -> Tool:
        if self._handle_of:
            of, self._handle_of = StatementId(self._handle_of), ""
            return Connect(self.stage, of, start)
        statements = self.stage.editor.map.statements
        if self._on not in statements or self.stage.editor.read_only:
            return Lasso(self.stage, start)
        chosen = self.stage.editor.session.selection
        if self._on not in chosen:
            self.stage.editor.select(self._on)
            chosen = (self._on,)
        dragged = tuple(StatementId(id_) for id_ in chosen if id_ in statements)
        return Drag(self.stage, dragged, start)


def _pulled(start: Pointer, now: Pointer) -> bool:
    far = abs(now.at[0] - start.at[0]) + abs(now.at[1] - start.at[1])
    return far >= QApplication.startDragDistance()
