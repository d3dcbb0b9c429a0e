"""Keeps the text field and the draft of the editor in step: opens, follows, keeps, gives up.

What is typed goes into the draft as it is typed, so that the box grows and the others make room.
Nothing is committed by a pause.
"""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from argmap.app.actions import BY_ID, run
from argmap.app.messages import Notice, Tone
from argmap.app.session import Relation
from argmap.layout.geometry import Box
from argmap.model.errors import UserError
from argmap.model.records import Statement
from argmap.render.measure import Measure
from argmap.render.style import Theme
from argmap.ui.canvas.tools import Stage

if TYPE_CHECKING:
    from argmap.ui.canvas.text_edit import TextField

LEAST_ZOOM = 0.75
"""The field is never smaller than this: below it the words could not be read while typing."""


NO_WORDS = "A statement needs words, so the old ones stay. Delete takes the statement away."


class Writing(QObject):
    """The field over the box that is being worded; it is made when something is first typed."""

    command_near = Signal()
    """A key comes to the field that may be a shortcut; all that was typed is in the draft."""

    def __init__(self, stage: Stage, measure: Measure, parent: QWidget) -> None:
        super().__init__(parent)
        self._stage = stage
        self._measure = measure
        self._parent = parent
        self._made = False
        self.live = False
        """Whether it belongs to the audience's screen; only one screen is typed on at a time."""
        self._first_key: str | None = None  # what was typed to begin with; it replaces the text
        # Keys that come quickly are laid out together: the field itself never waits for layout.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._pass_on)

    @cached_property
    def field(self) -> "TextField":
        """The field."""
        from argmap.ui.canvas.text_edit import TextField

        field = TextField(self._parent)
        field.typed.connect(lambda _: self._soon.start())
        field.command_near.connect(self._flush)
        field.command_near.connect(self.command_near)
        field.kept.connect(lambda words: self._keep(words, go_home=True))
        field.left.connect(lambda words: self._keep(words, go_home=False))
        field.given_up.connect(self._give_up)
        field.grown.connect(self.follow)
        self._made = True
        return field

    @property
    def is_open(self) -> bool:
        """Whether something is being typed."""
        return self._made and self.field.is_open

    def sync(self) -> None:
        """Open, close or move the field, by whether there is a draft."""
        statement = self._statement()
        if statement is None:
            if self.is_open:
                had_focus = self.field.hasFocus()
                self.field.end()
                if had_focus:
                    self._stage.take_focus()
        elif not self.is_open:
            self._open(statement)
        else:
            self.follow()

    def follow(self) -> None:
        """Lay the field over its box again, after the box or the view has moved."""
        statement = self._statement()
        if statement is None or not self.is_open:
            return
        look = self._measure.look(statement, self._stage.map.sources)
        camera = self._stage.camera
        zoom = max(camera.zoom, LEAST_ZOOM)
        box = self._box(statement)
        text = look.text_box
        x, y = camera.to_screen((box.x + text.x, box.y + text.y))
        size = self._measure.metrics.text_size
        area = Box(x, y, text.width * zoom, text.height * zoom)
        self.field.lay_over(area, zoom, size, framed=zoom > camera.zoom)

    def take_colours(self, theme: Theme) -> None:
        """Look like the box under the field."""
        if (statement := self._statement()) is not None:
            self.field.take_colours(theme, theme.tone(statement.kind, statement.color))

    def keep(self) -> None:
        """Commit what is being typed, as leaving the field does."""
        if self.is_open:
            self._keep(self.field.words, go_home=False)

    def begin(self, text: str) -> bool:
        """Begin to word the focus, or the first statement of an empty map, with what was typed."""
        editor = self._stage.editor
        if editor.draft is not None:
            return False
        if editor.session.focus in editor.map.statements:
            action = BY_ID["edit.text"]
        elif not editor.map.statements:
            action = BY_ID["insert.statement"]
        else:
            return False
        self._first_key = text
        try:
            return run(action, editor)
        finally:
            self._first_key = None

    # ----------------------------------------------------------------------------------- by itself

    def _statement(self) -> Statement | None:
        editor = self._stage.editor
        if editor.draft is None or editor.draft_id is None:
            return None
        if editor.session.edited_live is not self.live:
            return None
        return editor.shown_map.statements.get(editor.draft_id)

    def _box(self, statement: Statement) -> Box:
        """Return where the box is; one that is not placed yet begins in the middle of the view."""
        if (box := self._stage.placement.boxes.get(statement.id)) is not None:
            return box
        width, height = self._measure.look(statement, self._stage.map.sources).size
        view = self._stage.view
        x, y = self._stage.camera.to_map((view[0] / 2, view[1] / 2))
        return Box(x - width / 2, y - height / 2, width, height)

    def _open(self, statement: Statement) -> None:
        from argmap.ui.canvas.text_edit import scaled_font

        metrics = self._measure.metrics
        zoom = max(self._stage.camera.zoom, LEAST_ZOOM)
        style = scaled_font(metrics.text_size, zoom, self.field)
        style.setItalic(statement.implicit)
        self.take_colours(self._stage.theme)
        # Where the key replaces the text it is typed after opening, so that undo brings it back.
        pitch = metrics.text_pitch * zoom
        self.field.begin(statement.text, style, pitch, replaced_by=self._first_key)
        self.follow()

    def _pass_on(self) -> None:
        if self.is_open:
            self._stage.editor.type_draft(self.field.words)
            self.follow()

    def _flush(self) -> None:
        if self._soon.isActive():
            self._soon.stop()
            self._pass_on()

    def _give_up(self) -> None:
        self._stage.editor.drop_draft()

    def _keep(self, words: str, *, go_home: bool) -> None:
        editor = self._stage.editor
        if editor.draft is None:
            return
        if not words.strip() and editor.draft.relation is Relation.WORDING:
            editor.drop_draft()
            editor.tell(Notice(NO_WORDS, Tone.REFUSAL))
        else:
            try:
                editor.commit_draft(words)
            except UserError as error:
                editor.tell(Notice(str(error), Tone.REFUSAL))
                return
            editor.history.note_session()
        if go_home:
            self._stage.take_focus()
        elif self._made and self.field.hasFocus():
            self.field.clearFocus()
