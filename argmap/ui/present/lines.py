"""The lines in which the presenter takes down what the room says and how many agree."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from argmap.app.editor import Editor
from argmap.app.talk import Talk
from argmap.ui.present.capture_line import CaptureLine
from argmap.ui.present.poll_line import PollLine


class Lines(QWidget):
    """One line at a time, while the talk asks for it; takes no room otherwise."""

    told = Signal(object)
    """A Notice about what was taken down."""

    def __init__(self, editor: Editor, talk: Talk, parent: QWidget) -> None:
        super().__init__(parent)
        self.said = CaptureLine(editor, talk, self)
        self.poll = PollLine(editor, talk, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for line in (self.said, self.poll):
            column.addWidget(line)
            line.told.connect(self.told)
        self.hide()

    @property
    def focus(self) -> QWidget:
        """What the keys belong to while a line is seen."""
        return self.said.text if self.said.isVisible() else self.poll

    def follow(self, back: QWidget, *, wanted: bool) -> None:
        """Show what the talk asks for; when it is answered, the keys go back to a widget."""
        was_asked = self.isVisible()
        self.setVisible(wanted)
        for line in (self.said, self.poll):
            line.follow()
        if was_asked and not wanted:
            back.setFocus()
