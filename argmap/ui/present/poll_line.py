"""One line in which the presenter takes down a show of hands; Enter keeps it with the date."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from argmap.app.editor import Editor
from argmap.app.messages import Notice, refusal
from argmap.app.storytelling import asked_in, take_poll
from argmap.app.talk import POLL, Talk
from argmap.edit.wording import named
from argmap.model.errors import UserError
from argmap.model.story_words import ANSWERS, Scale
from argmap.ui.labels import plain_label

_MOST = 99_999
_PERCENT = "percent"


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
        self.fields: dict[str, QLineEdit] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._label, 1)
        for answer in (*ANSWERS, _PERCENT):
            field = QLineEdit(self)
            field.setPlaceholderText(self.tr(answer))
            field.setAccessibleName(self.tr(answer))
            field.setMaximumWidth(90)
            field.setValidator(QIntValidator(0, 100 if answer == _PERCENT else _MOST, field))
            field.returnPressed.connect(self.keep)
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
        if not wanted:
            return
        self._asked = asked_in(self._talk)
        on_link = self._asked.target in self._editor.map.links
        begins = self.tr("How strong is {}?") if on_link else self.tr("Hands on {}:")
        self._label.setText(begins.format(named(self._editor.map, self._asked.target)))
        percent = self._asked.scale is Scale.PERCENT
        for answer, field in self.fields.items():
            field.clear()
            field.setVisible((answer == _PERCENT) == percent)
        first = self.fields[_PERCENT if percent else ANSWERS[0]]
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._talk.capture("")
        else:
            super().keyPressEvent(event)
