"""One line in which the presenter takes down what somebody says; Enter reveals it to the room."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from argmap.app.editor import Editor
from argmap.app.messages import Notice, refusal
from argmap.app.storytelling import reword, take_down, take_in
from argmap.app.talk import PARKING, WORDING, Talk
from argmap.edit.capture import Contribution, Said
from argmap.edit.wording import named
from argmap.model.errors import UserError
from argmap.model.records import StatementId
from argmap.ui.labels import plain_label

_BEGINNINGS = {
    Contribution.OBJECTION.value: "Objection to {}:",
    Contribution.SUPPORT.value: "Support for {}:",
    Contribution.UNDERCUT.value: "That does not follow, against {}:",
    Contribution.QUESTION.value: "Question about {}:",
    PARKING: "For later:",
    WORDING: "Other words:",
}


class CaptureLine(QWidget):
    """The line; it is seen while the talk asks for it."""

    told = Signal(object)
    """A Notice, where what was typed could not be taken in."""

    def __init__(self, editor: Editor, talk: Talk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("capture-line")
        self._editor, self._talk = editor, talk
        self._what = ""
        self._target = ""
        self._label = plain_label("", self)
        self.text = QLineEdit(self)
        self.text.setPlaceholderText(self.tr("What was said"))
        self.text.setAccessibleName(self.tr("What was said"))
        self.speaker = QLineEdit(self)
        self.speaker.setPlaceholderText(self.tr("Initials"))
        self.speaker.setAccessibleName(self.tr("Initials of the speaker"))
        self.speaker.setMaximumWidth(90)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._label)
        row.addWidget(self.text, 1)
        row.addWidget(self.speaker)
        for field in (self.text, self.speaker):
            field.returnPressed.connect(self.keep)
        self.hide()

    def follow(self) -> None:
        """Show the line, or take it away, as the talk says."""
        what = self._talk.capturing if self._talk.capturing in _BEGINNINGS else ""
        if what == self._what:
            return
        self._what = what
        self.setVisible(bool(what))
        if not what:
            return
        self._target = self._talk.target
        named_target = named(self._editor.map, self._target)
        self._label.setText(self.tr(_BEGINNINGS[what]).format(named_target))
        statement = self._editor.map.statements.get(StatementId(self._target))
        self.text.setText(statement.text if statement is not None and what == WORDING else "")
        self.speaker.setVisible(what != WORDING)
        self.speaker.clear()
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keep(self) -> None:
        """Take in what was typed; nothing typed is nothing said."""
        words, speaker = self.text.text().strip(), self.speaker.text().strip()
        try:
            if words and self._what == PARKING:
                take_down(self._editor, words, speaker)
            elif words and self._what == WORDING:
                reword(self._editor, self._target, words)
            elif words:
                said = Said(Contribution(self._what), self._target, words, speaker)
                take_in(self._editor, said)
        except UserError as error:
            self.told.emit(refusal(error))
            return
        if words and self._what == PARKING:
            self.told.emit(Notice(self.tr("Taken down for later.")))
        self._talk.capture("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._talk.capture("")
        else:
            super().keyPressEvent(event)
