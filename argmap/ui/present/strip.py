"""The steps of a story as small pictures below the map: chosen, put in order by dragging, written.

What is chosen here is what the actions of the menu Present work on.
"""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPen, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from argmap.app.editor import Editor
from argmap.app.messages import refusal
from argmap.app.session import ChosenStep
from argmap.app.storytelling import chosen_step
from argmap.edit import stories
from argmap.model.errors import UserError
from argmap.model.records import Story
from argmap.render.measure import Measure
from argmap.render.style import Theme
from argmap.ui.bridge import Bridge
from argmap.ui.dressed import theme_of
from argmap.ui.labels import plain_label
from argmap.ui.present.pictures import Look, StepPictures
from argmap.ui.present.stand import Stand
from argmap.ui.present.step_form import StepForm

PICTURE = QSize(168, 96)
_PAD = 6


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
        self.choice = QComboBox(self)
        self.choice.setAccessibleName(self.tr("Story"))
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
            self._pictures = StepPictures(Measure())
        return self._pictures

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.theme = theme
        self.steps.viewport().update()

    def finish(self) -> None:
        """Commit what is being written about a step."""
        self.form.finish()

    def refresh(self) -> None:
        """Show the stories and steps as they are now."""
        if not self.isVisible():
            return
        story, chosen = self.story, chosen_step(self.editor)
        for widget in (self.choice, self.steps, self.form):
            widget.setVisible(story is not None)
        self.hint.setVisible(story is None)
        self._list_stories(story)
        shown = (self.editor.map, self.editor.placement, story)
        if shown[0] is not (self._shown[0] if self._shown else None) or shown != self._shown:
            self._shown = shown
            self.steps.take(story)
        at = chosen.at if chosen is not None else -1
        self.steps.go_to(at)
        self.form.take(story, at)

    def choose(self, at: int) -> None:
        """Work on a step of the story that is shown."""
        if (story := self.story) is not None and at >= 0:
            self.editor.session.choose_step(ChosenStep(story.id, at))

    def move_step(self, at: int, to: int) -> None:
        """Tell a step at another place."""
        story = self.story
        if story is None or at == to:
            return
        try:
            with self.editor.transact("Move step") as tx:
                now = stories.move_step(tx, story.id, at, to)
        except UserError as error:
            self.editor.tell(refusal(error))
            return
        self.editor.session.choose_step(ChosenStep(story.id, now))

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

    def _story_chosen(self, at: int) -> None:
        story = list(self.editor.map.stories.values())[at]
        self.editor.session.choose_step(ChosenStep(story.id, 0 if story.steps else -1))

    def _build(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addWidget(self.choice)
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
        self.setMinimumHeight(PICTURE.height() + 2 * _PAD + words + bar + 2)
        self.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setHorizontalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_StepDelegate(strip, self))
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

    def _row_changed(self, row: int) -> None:
        if not self._filling:
            self._strip.choose(row)

    def _rows_moved(self, _parent: object, start: int, _end: int, _to: object, row: int) -> None:
        if not self._filling:
            # Qt counts the place before the row is taken out.
            to = row - 1 if row > start else row
            QTimer.singleShot(0, self, lambda: self._strip.move_step(start, to))


class _StepDelegate(QStyledItemDelegate):
    """Paints a step: its picture, and below it its number and title."""

    def __init__(self, strip: StoryStrip, parent: QWidget) -> None:
        super().__init__(parent)
        self._strip = strip

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        words = option.fontMetrics.height() + 4
        return PICTURE + QSize(2 * _PAD, 2 * _PAD + words)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        strip = self._strip
        area = QRectF(option.rect).adjusted(_PAD, _PAD, -_PAD, -_PAD)
        picture = QRectF(area.topLeft(), PICTURE.toSizeF())
        story = strip.story
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if story is not None and index.row() < len(story.steps):
            look = Look(PICTURE, strip.devicePixelRatioF(), strip.theme)
            shown = (story, index.row())
            image = strip.pictures.picture(strip.stand.map, strip.stand.placement, shown, look)
            painter.drawImage(picture.topLeft(), image)
        here = bool(option.state & QStyle.StateFlag.State_Selected)
        line = strip.theme.accent if here else strip.theme.hairline
        painter.setPen(QPen(QColor(line), 2 if here else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(picture, 3, 3)
        painter.setPen(QColor(strip.theme.text))
        words = option.fontMetrics.elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, int(picture.width())
        )
        below = area.adjusted(0, PICTURE.height(), 0, 0)
        painter.drawText(below, Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextSingleLine, words)
        painter.restore()
