"""The words of one step: its title, the minutes planned, notes for the speaker, what is seen."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from argmap.app.editor import Editor
from argmap.app.messages import refusal
from argmap.edit import stories
from argmap.model.errors import UserError
from argmap.model.records import Step, Story, StoryId
from argmap.model.story_words import Fit, camera_of

_VIEWS = (
    ("", "Sees the focus and what it bears on"),
    (Fit.FOCUS, "Sees the focus alone"),
    (Fit.VISIBLE, "Sees all that is there"),
    (Fit.ALL, "Sees the whole map"),
    (Fit.STAY, "Stays where it is"),
)


class StepForm(QWidget):
    """Fields that commit when they are left; the notes also when another step is chosen."""

    def __init__(self, editor: Editor, parent: QWidget) -> None:
        super().__init__(parent)
        self._editor = editor
        self._here = ("", -1)
        self.title = QLineEdit(self)
        self.title.setPlaceholderText(self.tr("Title of the step"))
        self.minutes = QLineEdit(self)
        self.minutes.setPlaceholderText(self.tr("Minutes"))
        self.minutes.setMaximumWidth(70)
        self.view = QComboBox(self)
        for value, words in _VIEWS:
            self.view.addItem(self.tr(words), str(value))
        self.notes = QPlainTextEdit(self)
        self.notes.setPlaceholderText(self.tr("Notes for the speaker"))
        self.notes.setTabChangesFocus(True)
        for widget, name in (
            (self.title, self.tr("Title of the step")),
            (self.minutes, self.tr("Minutes planned for the step")),
            (self.view, self.tr("What the camera shows")),
            (self.notes, self.tr("Notes for the speaker")),
        ):
            widget.setAccessibleName(name)
        self.title.editingFinished.connect(lambda: self._keep(self.title, "title"))
        self.minutes.editingFinished.connect(lambda: self._keep(self.minutes, "minutes"))
        self.view.activated.connect(lambda _: self._set("camera", self.view.currentData()))
        self.notes.installEventFilter(self)
        self._build()

    def take(self, story: Story | None, at: int) -> None:
        """Show a step; what was being written about another one is kept first."""
        here = (story.id if story is not None else "", at)
        other = here != self._here
        if other:
            self.finish()
        self._here = here
        step = self._step()
        self.setEnabled(step is not None and not self._editor.read_only)
        step = step or Step()
        minutes = "" if step.minutes is None else f"{step.minutes:g}"
        for field, text in ((self.title, step.title), (self.minutes, minutes)):
            if other or not field.isModified():
                field.setText(text)
        fit = camera_of(step.camera).fit
        self.view.setCurrentIndex(self.view.findData(str(fit) if fit is not None else ""))
        notes = step.notes.rstrip("\n")
        if (other or not self._noted) and self.notes.toPlainText() != notes:
            self.notes.setPlainText(notes)

    def finish(self) -> None:
        """Commit what is written and not committed yet."""
        if self._noted:
            self.notes.document().setModified(False)
            self._set("notes", self.notes.toPlainText().strip())
        for field, name in ((self.title, "title"), (self.minutes, "minutes")):
            self._keep(field, name)

    @property
    def _noted(self) -> bool:
        """Whether notes are written that the map does not have yet."""
        return self.notes.document().isModified()

    def _keep(self, field: QLineEdit, name: str) -> None:
        if field.isModified():
            field.setModified(False)
            self._set(name, field.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.notes and event.type() == QEvent.Type.FocusOut:
            self.finish()
        return False

    def _step(self) -> Step | None:
        """Return the step as it is in the map now, or None."""
        story = self._editor.map.stories.get(StoryId(self._here[0]))
        at = self._here[1]
        return story.steps[at] if story is not None and 0 <= at < len(story.steps) else None

    def _set(self, name: str, value: object) -> None:
        if self._step() is None:
            return
        story, at = self._here
        try:
            with self._editor.transact("Change step") as tx:
                stories.set_step_field(tx, story, at, name, value)
        except UserError as error:
            self._editor.tell(refusal(error))
            self.take(self._editor.map.stories[StoryId(story)], at)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.title, 1)
        head.addWidget(self.minutes)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.notes, 1)
        column.addWidget(self.view)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
