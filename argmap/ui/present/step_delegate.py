"""How a step is painted in the strip (picture, number, title, times), and renamed in place."""

from typing import Protocol

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from argmap.app.rehearsal import Times, seconds_of
from argmap.app.stopwatch import as_clock
from argmap.model.records import Step, Story
from argmap.render.style import Theme
from argmap.ui.present.pictures import Look, StepPictures
from argmap.ui.present.stand import Stand

PICTURE = QSize(168, 96)
PAD = 6
Index = QModelIndex | QPersistentModelIndex


class Steps(Protocol):
    """The strip, as much of it as its steps are painted from."""

    theme: Theme
    stand: Stand

    @property
    def story(self) -> Story | None: ...
    @property
    def times(self) -> Times: ...
    @property
    def pictures(self) -> StepPictures: ...

    def devicePixelRatioF(self) -> float: ...

    def rename(self, at: int, title: str) -> None:
        """Give a step another title."""
        ...


class StepDelegate(QStyledItemDelegate):
    """Paints a step: its picture, and below it its number, title and times."""

    def __init__(self, strip: Steps, parent: QWidget) -> None:
        super().__init__(parent)
        self._strip = strip

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        words = option.fontMetrics.height() + 4
        return PICTURE + QSize(2 * PAD, 2 * PAD + words)

    # -------------------------------------------------------------------------------- its new title

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setAccessibleName(self.tr("Title of the step"))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        step = self._step(index.row())
        if isinstance(editor, QLineEdit) and step is not None:
            editor.setText(step.title)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            self._strip.rename(index.row(), editor.text())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        area: QRect = option.rect
        height = editor.sizeHint().height()
        editor.setGeometry(area.x() + 2, area.bottom() - height, area.width() - 4, height)

    # ------------------------------------------------------------------------------------- painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        strip = self._strip
        area = QRectF(option.rect).adjusted(PAD, PAD, -PAD, -PAD)
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
        self._paint_words(painter, option, index, area)
        painter.restore()

    def _paint_words(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, area: QRectF
    ) -> None:
        metrics, theme = option.fontMetrics, self._strip.theme
        below = area.adjusted(0, PICTURE.height(), 0, 0)
        step = self._step(index.row())
        times, late = self._times(step) if step is not None else ("", False)
        flags = Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextSingleLine
        room = int(below.width())
        if times:
            painter.setPen(QColor(theme.warning if late else theme.muted))
            painter.drawText(below, flags | Qt.AlignmentFlag.AlignRight, times)
            room -= metrics.horizontalAdvance(times) + 6
        painter.setPen(QColor(theme.text))
        words = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room)
        painter.drawText(below, flags, words)

    def _times(self, step: Step) -> tuple[str, bool]:
        """Return how long a step took last, and was planned; and whether it took too long."""
        told, planned = seconds_of(self._strip.times, step), step.minutes
        words = [as_clock(told)] if told else []
        words += [as_clock(planned * 60)] if planned else []
        return " / ".join(words), bool(told and planned and told > planned * 60)

    def _step(self, at: int) -> Step | None:
        story = self._strip.story
        return story.steps[at] if story is not None and at < len(story.steps) else None
