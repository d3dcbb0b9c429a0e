"""One line in which the presenter takes down a show of hands; Enter keeps it with the date.

Figures are typed, or hands counted by keys: A, U and D add one to those who agree, are unsure,
disagree, with Shift one less; in percent Up and Down go by five. B says whether this is before or
after the talk about it, % changes the scale.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from argmap.app.editor import Editor
from argmap.app.messages import Notice, refusal
from argmap.app.storytelling import asked_in, take_poll
from argmap.app.talk import POLL, Talk
from argmap.edit.wording import named
from argmap.model.errors import UserError
from argmap.model.records import LinkId, StatementId
from argmap.model.story_words import ANSWERS, Scale
from argmap.ui.buttons import FlatButton
from argmap.ui.labels import plain_label

_MOST = 99_999
_PERCENT = "percent"
_WHENS = ("", "before", "after")
_STEP = 5
"""By how much a share in percent goes up and down."""
_COUNTING = dict(zip((Qt.Key.Key_A, Qt.Key.Key_U, Qt.Key.Key_D), ANSWERS, strict=True))


_WHEN_WORDS = {"": "Counted once", "before": "Counted before", "after": "Counted after"}


class PollLine(QWidget):
    """A field for each answer, or one for a share in percent; seen while the talk asks for it."""

    told = Signal(object)
    """A Notice: what was counted, or why it could not be kept."""

    def __init__(self, editor: Editor, talk: Talk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("poll-line")
        self._editor, self._talk = editor, talk
        self._asked = asked_in(talk)
        self._wanted = False
        self._label = plain_label("", self)
        self.when = self._button(self.tr("Before or after (B)"), self._next_when)
        self.scale = self._button(self.tr("Hands or percent (%)"), self._other_scale)
        self.about = self._button(self.tr("Statement or link (L)"), self._other_end)
        self.fields: dict[str, QLineEdit] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._label, 1)
        row.addWidget(self.about)
        row.addWidget(self.when)
        row.addWidget(self.scale)
        for answer in (*ANSWERS, _PERCENT):
            field = self._field(answer)
            row.addWidget(field)
            self.fields[answer] = field
        self.hide()

    def follow(self) -> None:
        """Show the line, or take it away, as the talk says."""
        wanted = self._talk.capturing == POLL
        if wanted == self._wanted:
            return
        self._wanted = wanted
        self.setVisible(wanted)
        if wanted:
            self._asked = asked_in(self._talk)
            for field in self.fields.values():
                field.clear()
            self._show_question()

    def keep(self) -> None:
        """Keep what was counted; nothing counted is nothing asked."""
        counts = {
            answer: int(field.text())
            for answer, field in self.fields.items()
            if not field.isHidden() and field.text()
        }
        if _PERCENT in counts:
            counts = {str(counts[_PERCENT]): 1}
        try:
            if counts:
                today = datetime.now().astimezone().date().isoformat()
                self.told.emit(Notice(take_poll(self._editor, self._asked, counts, today)))
        except UserError as error:
            self.told.emit(refusal(error))
            return
        self._talk.capture("")

    # ------------------------------------------------------------------------------------- by keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that count before the field does, which has no use for letters."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._counts(event) if isinstance(watched, QLineEdit) else False
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._talk.capture("")
        else:
            super().keyPressEvent(event)

    def _counts(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        less = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        percent = self._asked.scale is Scale.PERCENT
        field = self.focusWidget()
        if key in _COUNTING and not percent:
            self._add(self.fields[_COUNTING[key]], -1 if less else 1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Plus) and isinstance(field, QLineEdit):
            self._add(field, _STEP if percent else 1)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Minus) and isinstance(field, QLineEdit):
            self._add(field, -_STEP if percent else -1)
        elif key == Qt.Key.Key_B:
            self._next_when()
        elif key == Qt.Key.Key_Percent:
            self._other_scale()
        elif key == Qt.Key.Key_L:
            self._other_end()
        else:
            return False
        return True

    def _add(self, field: QLineEdit, by: int) -> None:
        most = 100 if field is self.fields[_PERCENT] else _MOST
        field.setText(str(min(max(int(field.text() or 0) + by, 0), most)))

    def _next_when(self) -> None:
        at = _WHENS.index(self._asked.when) if self._asked.when in _WHENS else 0
        self._asked = replace(self._asked, when=_WHENS[(at + 1) % len(_WHENS)])
        self._show_question()

    def _other_scale(self) -> None:
        percent = self._asked.scale is Scale.PERCENT
        self._asked = replace(self._asked, scale=Scale.AGREE if percent else Scale.PERCENT)
        self._show_question()

    def _other_end(self) -> None:
        """Ask how strong the step is by which a statement hangs, or again whether it is true."""
        map, target = self._editor.map, self._asked.target
        link = map.links.get(LinkId(target))
        other = link.premises[0] if link else map.primary_links.get(StatementId(target))
        if other is not None:
            self._asked = replace(self._asked, target=other)
            self._show_question()

    # -------------------------------------------------------------------------------------- inside

    def _show_question(self) -> None:
        percent = self._asked.scale is Scale.PERCENT
        on_link = self._asked.target in self._editor.map.links
        begins = self.tr("How strong is the step {}?") if on_link else self.tr("Is it true: {}?")
        self._label.setText(begins.format(named(self._editor.map, self._asked.target)))
        self.about.setText(self.tr("Link") if on_link else self.tr("Statement"))
        self.when.setText(self.tr(_WHEN_WORDS.get(self._asked.when, self._asked.when)))
        self.scale.setText(self.tr("In percent") if percent else self.tr("In hands"))
        for answer, field in self.fields.items():
            field.setVisible((answer == _PERCENT) == percent)
        first = self.fields[_PERCENT if percent else ANSWERS[0]]
        if not any(field.hasFocus() and not field.isHidden() for field in self.fields.values()):
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _field(self, answer: str) -> QLineEdit:
        field = QLineEdit(self)
        words = self.tr("0 to 100 %") if answer == _PERCENT else self.tr(answer)
        field.setPlaceholderText(words)
        field.setAccessibleName(words)
        field.setMaximumWidth(100)
        field.setValidator(QIntValidator(0, 100 if answer == _PERCENT else _MOST, field))
        field.returnPressed.connect(self.keep)
        field.installEventFilter(self)
        if answer in ANSWERS:
            letter = answer[0].upper()
            field.setToolTip(self.tr("{}: one more; Shift+{}: one less").format(letter, letter))
        else:
            field.setToolTip(self.tr("Up and Down: by five"))
        return field

    def _button(self, words: str, run: Callable[[], None]) -> FlatButton:
        button = FlatButton(self)
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: run())
        return button
