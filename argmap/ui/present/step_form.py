"""The words of one step: title, minutes, notes for the speaker; what is seen and what is asked."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from argmap.app.editor import Editor
from argmap.app.messages import Notice, refusal
from argmap.edit import stories
from argmap.model.errors import UserError
from argmap.model.records import Data, Step, Story, StoryId
from argmap.model.story_words import (
    PATH_TO_ROOT,
    Bars,
    Fit,
    Others,
    PollWish,
    Scale,
    camera_of,
    others_of,
    poll_of,
)

_VIEWS = (
    ("", "Sees the focus and what it bears on"),
    (Fit.FOCUS, "Sees the focus alone"),
    (Fit.VISIBLE, "Sees all that is there"),
    (Fit.ALL, "Sees the whole map"),
    (Fit.STAY, "Stays where it is"),
)
_PLACE = "place"
"""The row for a view that insists on a place; there only where a step has one."""
_OTHERS = (
    ("", "The rest is dimmed"),
    (PATH_TO_ROOT, "All but the way up is dimmed"),
    (Others.HIDE.value, "The rest is hidden"),
    (Others.NORMAL.value, "The rest as usual"),
)
_HANDS = (
    ("", "No show of hands"),
    ("agree3 ", "Show of hands"),
    ("agree3 before", "Show of hands before"),
    ("agree3 after", "Show of hands after"),
    ("percent ", "Share in percent"),
    ("percent before", "Share in percent before"),
    ("percent after", "Share in percent after"),
)
_COUNTS = (("", "Counts as set"), (Bars.BARS.value, "Counts shown"), (Bars.NONE.value, "No counts"))


_TURNS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
"""With Alt, the keys that go on to the next step or back while something is written."""


class StepForm(QWidget):
    """Fields that commit when they are left; the notes also when another step is chosen."""

    turned = Signal(int)
    """The next step is wanted (1), or the one before (-1); the field stays the same."""

    def __init__(self, editor: Editor, parent: QWidget) -> None:
        super().__init__(parent)
        self._editor = editor
        self._here = ("", -1)
        self.title = QLineEdit(self)
        self.title.setPlaceholderText(self.tr("Title of the step"))
        self.minutes = QLineEdit(self)
        self.minutes.setPlaceholderText(self.tr("Minutes"))
        self.minutes.setMaximumWidth(70)
        self.view = self._choices([(str(value), words) for value, words in _VIEWS])
        self.others = self._choices(_OTHERS)
        self.hands = self._choices(_HANDS)
        self.counts = self._choices(_COUNTS)
        self.notes = QPlainTextEdit(self)
        self.notes.setPlaceholderText(self.tr("Notes for the speaker"))
        self.notes.setTabChangesFocus(True)
        for widget, name in (
            (self.title, self.tr("Title of the step")),
            (self.minutes, self.tr("Minutes planned for the step")),
            (self.view, self.tr("What the camera shows")),
            (self.others, self.tr("What becomes of the rest")),
            (self.hands, self.tr("Whether hands are counted at the step")),
            (self.counts, self.tr("Whether counts are drawn")),
            (self.notes, self.tr("Notes for the speaker")),
        ):
            widget.setAccessibleName(name)
        self.title.editingFinished.connect(lambda: self._keep(self.title, "title"))
        self.minutes.editingFinished.connect(lambda: self._keep(self.minutes, "minutes"))
        self.view.activated.connect(lambda _: self._view_chosen())
        self.others.activated.connect(lambda _: self._others_chosen())
        self.hands.activated.connect(lambda _: self._hands_chosen())
        self.counts.activated.connect(lambda _: self._set("polls", self.counts.currentData()))
        for field in (self.title, self.minutes, self.notes):
            field.installEventFilter(self)
        tip = self.tr("Alt+Down goes on to the next step, Alt+Up back")
        self.notes.setToolTip(tip)
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
        self._show_choices(step)
        notes = step.notes.rstrip("\n")
        if (other or not self._noted) and self.notes.toPlainText() != notes:
            self.notes.setPlainText(notes)

    def _show_choices(self, step: Step) -> None:
        wish = camera_of(step.camera)
        row = self.view.findData(_PLACE)
        if wish.place is not None and row < 0:
            self.view.addItem(self.tr("Looks at a place of its own"), _PLACE)
        elif wish.place is None and row >= 0:
            self.view.removeItem(row)
        seen = _PLACE if wish.place is not None else str(wish.fit or "")
        self.view.setCurrentIndex(self.view.findData(seen))
        said = others_of(step, self._defaults())
        shown = "" if said is Others.DIM else said.value
        if said is Others.DIM and step.highlight == PATH_TO_ROOT:
            shown = PATH_TO_ROOT
        self.others.setCurrentIndex(self.others.findData(shown))
        asked = poll_of(step)
        hands = f"{asked.scale.value} {asked.when}" if asked is not None else ""
        self.hands.setCurrentIndex(self.hands.findData(hands))
        self.counts.setCurrentIndex(max(self.counts.findData(step.polls), 0))

    def _view_chosen(self) -> None:
        if self.view.currentData() != _PLACE:
            self._set("camera", self.view.currentData())

    def _others_chosen(self) -> None:
        """Say what becomes of the rest, and whether the line of argument is brought out of it."""
        chosen = str(self.others.currentData())
        path = chosen == PATH_TO_ROOT
        others = Others.DIM.value if path else chosen or Others.DIM.value
        if others == others_of(Step(), self._defaults()):
            others = ""  # what the story says for all its steps need not be said again
        self._set_all({"others": others, "highlight": PATH_TO_ROOT if path else ""})

    def _defaults(self) -> Data | None:
        """Return what the story says for all its steps."""
        story = self._editor.map.stories.get(StoryId(self._here[0]))
        return story.defaults if story is not None else None

    def _hands_chosen(self) -> None:
        """Ask at the step about what it asked before, or what it looks at first."""
        step, chosen = self._step(), str(self.hands.currentData())
        if step is None:
            return
        asked, named = poll_of(step), (*step.focus, *step.reveal)
        target = asked.target if asked is not None else next(iter(named), "")
        if chosen and not target:
            self._editor.tell(Notice(self.tr("Say first what the step brings up.")))
            self._show_choices(step)
            return
        scale, _, when = chosen.partition(" ")
        self._set("poll", PollWish(target, Scale(scale), when) if chosen else None)

    def _choices(self, choices: Sequence[tuple[str, str]]) -> QComboBox:
        box = QComboBox(self)
        for value, words in choices:
            box.addItem(self.tr(words), value)
        box.setMinimumContentsLength(6)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        return box

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
        if event.type() == QEvent.Type.FocusOut and watched is self.notes:
            self.finish()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            way = _TURNS.get(Qt.Key(event.key()), 0)
            if way and event.modifiers() == Qt.KeyboardModifier.AltModifier:
                self.finish()
                self.turned.emit(way)
                return True
        return False

    def _step(self) -> Step | None:
        """Return the step as it is in the map now, or None."""
        story = self._editor.map.stories.get(StoryId(self._here[0]))
        at = self._here[1]
        return story.steps[at] if story is not None and 0 <= at < len(story.steps) else None

    def _set(self, name: str, value: object) -> None:
        self._set_all({name: value})

    def _set_all(self, fields: Mapping[str, object]) -> None:
        """Set fields of the step in one step of undo; what cannot be is told."""
        if self._step() is None:
            return
        story, at = self._here
        try:
            with self._editor.transact("Change step") as tx:
                for name, value in fields.items():
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
        choices = QGridLayout()
        choices.setSpacing(6)
        for place, box in enumerate((self.view, self.others, self.hands, self.counts)):
            choices.addWidget(box, place // 2, place % 2)
        column.addLayout(choices)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
