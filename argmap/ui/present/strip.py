"""The steps of a story as small pictures below the map: chosen, put in order by dragging, written.

What is chosen here is what the actions of the menu Present work on.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPalette, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from argmap.app.editor import Editor
from argmap.app.messages import refusal
from argmap.app.rehearsal import Times, told_in_all
from argmap.app.session import ChosenStep
from argmap.app.stopwatch import as_clock
from argmap.app.storytelling import chosen_step, on_step
from argmap.edit import stories
from argmap.edit.transaction import Transaction
from argmap.model.errors import UserError
from argmap.model.records import Story
from argmap.model.telling import planned_minutes
from argmap.render.map_paint import MapPainter
from argmap.render.measure import Measure
from argmap.render.style import Theme
from argmap.ui.bridge import Bridge
from argmap.ui.dressed import theme_of
from argmap.ui.labels import plain_label
from argmap.ui.present.pictures import StepPictures
from argmap.ui.present.stand import Stand
from argmap.ui.present.step_delegate import PAD, PICTURE, StepDelegate
from argmap.ui.present.step_form import StepForm
from argmap.ui.present.strip_head import StripHead

if TYPE_CHECKING:
    from argmap.ui.menus import ActionSet

_VERBS = {
    "Del": "remove",
    "Ctrl+Shift+D": "duplicate",
    "Ctrl+Left": "earlier",
    "Ctrl+Right": "later",
}
"""What keys do with the chosen step while the steps have the focus."""


class StoryStrip(QWidget):
    """The pane: which story, its steps, and the words of the chosen one."""

    def __init__(self, editor: Editor, bridge: Bridge) -> None:
        super().__init__()
        self.setObjectName("story-strip")
        self.editor, self._bridge = editor, bridge
        self.theme = theme_of(self)
        self.stand = Stand(editor, bridge)
        self._pictures: StepPictures | None = None
        self._shown: tuple[object, ...] = ()
        self.head = StripHead(self)
        self.head.set_theme(self.theme)
        self.choice = self.head.choice
        self.steps = _Steps(self)
        self.form = StepForm(editor, self)
        self.hint = plain_label(
            self.tr(
                "No story yet. Make one in the menu Present, or select statements and press F7."
            ),
            self,
        )
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._build()
        self.setFocusProxy(self.steps)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.refresh)
        for changed in (bridge.committed, bridge.session_changed, bridge.placed):
            changed.connect(lambda *_: self._soon.start())
        self.choice.activated.connect(self._story_chosen)
        if (title := self.choice.lineEdit()) is not None:
            title.editingFinished.connect(self._keep_title)
        self.form.turned.connect(self._turn)
        self.refresh()

    @property
    def story(self) -> Story | None:
        """The story that is worked on."""
        chosen = chosen_step(self.editor)
        return self.editor.map.stories.get(chosen.story) if chosen is not None else None

    @property
    def pictures(self) -> StepPictures:
        """The pictures of steps; made when the first is seen."""
        if self._pictures is None:
            self._pictures = StepPictures(MapPainter(Measure()))
        return self._pictures

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.theme = theme
        self.head.set_theme(theme)
        self.steps.viewport().update()

    def take_actions(self, actions: "ActionSet") -> None:
        """Let the buttons do what the actions of the window do."""
        self.head.take(actions)

    def finish(self) -> None:
        """Commit what is being written about a step."""
        self.form.finish()

    def refresh(self) -> None:
        """Show the stories and steps as they are now."""
        if not self.isVisible():
            return
        story, chosen = self.story, chosen_step(self.editor)
        for widget in (self.head, self.steps, self.form):
            widget.setVisible(story is not None)
        self.hint.setVisible(story is None)
        self._list_stories(story)
        self._show_times(story)
        shown = (self.editor.map, self.editor.placement, story)
        if shown[0] is not (self._shown[0] if self._shown else None) or shown != self._shown:
            self._shown = shown
            self.steps.take(story)
        at = chosen.at if chosen is not None else -1
        self.steps.go_to(at)
        self.form.take(story, at)

    @property
    def times(self) -> Times:
        """How long the steps took when the story was told last."""
        story = self.story
        return self.editor.session.told_times.get(story.id, {}) if story is not None else {}

    def rename(self, at: int, title: str) -> None:
        """Give a step another title."""
        story = self.story
        if story is not None and 0 <= at < len(story.steps) and title != story.steps[at].title:
            self.attempt("Rename step", lambda tx: self._set_title(tx, story, at, title))

    @staticmethod
    def _set_title(tx: Transaction, story: Story, at: int, title: str) -> None:
        stories.set_step_field(tx, story.id, at, "title", title)

    def do(self, verb: str) -> None:
        """Duplicate, remove or move the chosen step, as `storytelling.on_step` does."""
        try:
            on_step(self.editor, verb)
        except UserError as error:
            self.editor.tell(refusal(error))

    def attempt(self, label: str, stage: Callable[[Transaction], object]) -> bool:
        """Change the story in one step of undo; what cannot be is told."""
        try:
            with self.editor.transact(label) as tx:
                stage(tx)
        except UserError as error:
            self.editor.tell(refusal(error))
            return False
        return True

    def _turn(self, by: int) -> None:
        """Go on to another step while its words are written."""
        story, chosen = self.story, chosen_step(self.editor)
        if story is not None and chosen is not None and 0 <= chosen.at + by < len(story.steps):
            self.choose(chosen.at + by)
            self.refresh()

    def choose(self, at: int) -> None:
        """Work on a step of the story that is shown."""
        if (story := self.story) is not None and at >= 0:
            self.editor.session.choose_step(ChosenStep(story.id, at))

    def move_step(self, at: int, to: int) -> None:
        """Tell a step at another place."""
        story = self.story
        if story is None or at == to:
            return
        if self.attempt("Move step", lambda tx: stories.move_step(tx, story.id, at, to)):
            to = min(max(to, 0), len(story.steps) - 1)
            self.editor.session.choose_step(ChosenStep(story.id, to))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def sizeHint(self) -> QSize:
        return QSize(900, 190)

    def _list_stories(self, story: Story | None) -> None:
        names = [one.title or one.id for one in self.editor.map.stories.values()]
        held = [self.choice.itemText(at) for at in range(self.choice.count())]
        if names != held:
            self.choice.clear()
            self.choice.addItems(names)
        if story is not None:
            self.choice.setCurrentIndex(list(self.editor.map.stories).index(story.id))
            title = self.choice.lineEdit()
            if title is not None and not title.hasFocus():
                title.setCursorPosition(0)  # a long title is seen from its beginning

    def _show_times(self, story: Story | None) -> None:
        """Say how long the last talk took beside what is planned."""
        told = told_in_all(self.times, story) if story is not None else 0.0
        planned = planned_minutes(story) if story is not None else None
        words = [self.tr("told in {}").format(as_clock(told))] if told else []
        words += [self.tr("planned {}").format(as_clock(planned * 60))] if planned else []
        self.head.times.setText(" · ".join(words))
        over = bool(told and planned and told > planned * 60)
        palette = self.head.times.palette()
        ink = QColor(self.theme.warning if over else self.theme.muted)
        palette.setColor(QPalette.ColorRole.WindowText, ink)
        self.head.times.setPalette(palette)

    def _keep_title(self) -> None:
        """Give the story the title that was typed over its name."""
        story, title = self.story, self.choice.currentText().strip()
        names = [one.title or one.id for one in self.editor.map.stories.values()]
        if story is None or not title or title in names:
            return
        id_ = story.id
        self.attempt("Rename story", lambda tx: stories.set_story_field(tx, id_, "title", title))

    def _story_chosen(self, at: int) -> None:
        story = list(self.editor.map.stories.values())[at]
        self.editor.session.choose_step(ChosenStep(story.id, 0 if story.steps else -1))

    def _build(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addWidget(self.head)
        left.addWidget(self.steps, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 8)
        row.setSpacing(12)
        row.addLayout(left, 3)
        row.addWidget(self.form, 1)
        row.addWidget(self.hint, 1)


class _Steps(QListWidget):
    """The steps in a row; dragging one puts it elsewhere."""

    def __init__(self, strip: StoryStrip) -> None:
        super().__init__(strip)
        self._strip = strip
        self.setObjectName("story-steps")
        self.setAccessibleName(self.tr("Steps"))
        self.setFlow(QListWidget.Flow.LeftToRight)
        self.setWrapping(False)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        words = self.fontMetrics().height() + 4
        bar = self.horizontalScrollBar().sizeHint().height()
        self.setMinimumHeight(PICTURE.height() + 2 * PAD + words + bar + 2)
        self.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setHorizontalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(StepDelegate(strip, self))
        triggers = QListWidget.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        self.currentRowChanged.connect(self._row_changed)
        self.model().rowsMoved.connect(self._rows_moved)
        self._filling = False

    def take(self, story: Story | None) -> None:
        """Show the steps of a story."""
        self._filling = True
        titles = [step.title for step in story.steps] if story is not None else []
        while self.count() > len(titles):
            self.takeItem(self.count() - 1)
        for at, title in enumerate(titles):
            item = self.item(at) if at < self.count() else None
            if item is None:
                item = QListWidgetItem()
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
                self.addItem(item)
            item.setText(f"{at + 1}  {title}")
            item.setToolTip(title)
        self._filling = False
        self.viewport().update()

    def go_to(self, at: int) -> None:
        """Show which step is worked on."""
        if at != self.currentRow():
            self._filling = True
            self.setCurrentRow(at)
            self._filling = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that change the chosen step; F2 renames it."""
        verb = _VERBS.get(QKeySequence(event.keyCombination()).toString())
        if verb and self.currentRow() >= 0 and not self._strip.editor.read_only:
            self._strip.do(verb)
        else:
            super().keyPressEvent(event)

    def _row_changed(self, row: int) -> None:
        if not self._filling:
            self._strip.choose(row)

    def _rows_moved(self, _parent: object, start: int, _end: int, _to: object, row: int) -> None:
        if not self._filling:
            # Qt counts the place before the row is taken out.
            to = row - 1 if row > start else row
            QTimer.singleShot(0, self, lambda: self._strip.move_step(start, to))
