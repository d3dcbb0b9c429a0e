"""The first window: recent maps and the example maps, each with a small picture, and new or open.

It is painted first and gets its pictures then; those that are not there yet are made one after
another while nothing else is to do.
"""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFont,
    QFontMetrics,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from argmap.app.workspace import Workspace
from argmap.render.style import Theme
from argmap.resources import example_maps
from argmap.ui.buttons import FlatButton
from argmap.ui.first_paint import FirstPaint
from argmap.ui.labels import heading
from argmap.ui.themes import hairline
from argmap.ui.thumbnails import SIZE, TITLE, kept_thumbnail

COLUMNS = 3
LEAD = 44
MARGIN = 12


class Card(QWidget):
    """One map to open: its picture and its name."""

    chosen = Signal(object)

    def __init__(self, path: Path, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.path = path
        self._theme = theme
        self._image: QImage | None = None
        self._over = False
        self.setFixedSize(SIZE + QSize(2, 26 + 3 * self.fontMetrics().height()))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self.name)
        self.setAccessibleDescription(str(path))

    @property
    def name(self) -> str:
        """The map's own title as far as it is known, else one made of its file's name."""
        title = self._image.text(TITLE) if self._image is not None else ""
        if title:
            return title
        stem = self.path.stem.removesuffix(".argmap").replace("-", " ")
        return stem[:1].upper() + stem[1:]

    @property
    def has_picture(self) -> bool:
        """Whether the picture is there."""
        return self._image is not None

    def set_image(self, image: QImage) -> None:
        """Show the picture of the map."""
        self._image = image
        self.setAccessibleName(self.name)
        self.setToolTip(str(self.path))
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._over = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._over = False
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and inside:
            self.chosen.emit(self.path)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self.path)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        shape = QPainterPath()
        shape.addRoundedRect(box, 8, 8)
        painter.fillPath(shape, QColor(self._theme.window))
        painter.save()
        painter.setClipPath(shape)
        ground = QRectF(0, 0, self.width(), SIZE.height())
        painter.fillRect(ground, QColor(self._theme.canvas))
        if self._image is not None:
            painter.drawImage(QRectF(1, 0, SIZE.width(), SIZE.height()), self._image)
        painter.restore()
        painter.setPen(hairline(self._theme))
        painter.drawLine(1, SIZE.height(), self.width() - 2, SIZE.height())
        strong = self._over or self.hasFocus()
        edge = QColor(self._theme.accent) if strong else hairline(self._theme)
        painter.setPen(QPen(edge, 2 if strong else 1))
        painter.drawPath(shape)
        self._paint_words(painter)

    def _paint_words(self, painter: QPainter) -> None:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        metrics, width = QFontMetrics(font), self.width() - 2 * MARGIN
        top = SIZE.height() + 9
        painter.setPen(QColor(self._theme.text))
        # Twice the width less a word: what is elided still fits two lines.
        name = metrics.elidedText(self.name, Qt.TextElideMode.ElideRight, 2 * width - LEAD)
        area = QRectF(MARGIN, top, width, 2 * metrics.height())
        painter.drawText(area, Qt.TextFlag.TextWordWrap, name)
        painter.setFont(self.font())
        painter.setPen(QColor(self._theme.muted))
        folder = _short(self.path.parent)
        where = self.fontMetrics().elidedText(folder, Qt.TextElideMode.ElideLeft, width)
        painter.drawText(MARGIN, self.height() - 9 - self.fontMetrics().descent(), where)


class Welcome(QWidget):
    """What to open: new, from a file, recent, examples."""

    chosen = Signal(object)
    new_wanted = Signal()
    open_wanted = Signal()
    forget_wanted = Signal()
    seen = Signal()
    """The list was painted for the first time."""
    at_rest = Signal()
    """Every picture is there."""

    def __init__(
        self, workspace: Workspace, theme: Theme, examples: Sequence[Path] | None = None
    ) -> None:
        super().__init__()
        self.setObjectName("welcome")
        self.setWindowTitle("argmap")
        self._workspace, self._theme = workspace, theme
        self._examples = list(example_maps() if examples is None else examples)
        self.cards: list[Card] = []
        self._was_seen = False
        self._idle = QTimer(self)
        self._idle.timeout.connect(self._make_next)
        self._column = QVBoxLayout()
        self._column.setContentsMargins(36, 28, 36, 28)
        self._column.setSpacing(10)
        inner = QWidget(self)
        inner.setLayout(self._column)
        FirstPaint(inner, self._begin)
        scroll = QScrollArea(self)
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        self.resize(COLUMNS * (SIZE.width() + 18) + 92, 680)

    def refresh(self) -> None:
        """Show the maps that there are now."""
        self._clear()
        self._column.addLayout(self._head())
        recent = self._workspace.recent()
        if recent:
            self._add_section(self.tr("Recent maps"), recent, self._forget_button())
        self._add_section(self.tr("Example maps"), self._examples)
        self._column.addStretch(1)
        if self.cards:
            self.cards[0].setFocus()
        if self._was_seen:
            self._show_pictures()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme; pictures are made anew."""
        self._theme = theme
        if self.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._was_seen:
            self._idle.start(0)

    def closeEvent(self, event: QEvent) -> None:
        self._idle.stop()
        event.accept()

    def _begin(self) -> None:
        self._was_seen = True
        self.seen.emit()
        from argmap.render.icons import app_icon

        self.setWindowIcon(app_icon())
        self._show_pictures()

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        title = heading(self.tr("Open a map"), self, 1.7)
        row.addWidget(title)
        row.addStretch(1)
        for words, signal in (
            (self.tr("New map"), self.new_wanted),
            (self.tr("Open a file…"), self.open_wanted),
        ):
            button = FlatButton(self)
            button.setText(words)
            button.clicked.connect(signal)
            row.addWidget(button)
        return row

    def _forget_button(self) -> FlatButton:
        button = FlatButton(self, bare=True)
        button.setText(self.tr("Forget these"))
        button.setToolTip(self.tr("Empty the list; the maps stay"))
        button.clicked.connect(self.forget_wanted)
        return button

    def _add_section(
        self, title: str, paths: Sequence[Path], button: FlatButton | None = None
    ) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 12, 0, 0)
        row.addWidget(heading(title, self))
        row.addStretch(1)
        if button is not None:
            row.addWidget(button)
        self._column.addLayout(row)
        grid = QGridLayout()
        grid.setSpacing(14)
        grid.setAlignment(Qt.AlignmentFlag.AlignLeft)
        for place, path in enumerate(paths):
            card = Card(path, self._theme, self)
            card.chosen.connect(self.chosen)
            grid.addWidget(card, place // COLUMNS, place % COLUMNS)
            self.cards.append(card)
        self._column.addLayout(grid)

    def _show_pictures(self) -> None:
        for card in self.cards:
            if (image := kept_thumbnail(self._workspace, card.path, self._theme)) is not None:
                card.set_image(image)
        if self.isVisible():
            self._idle.start(0)

    def _make_next(self) -> None:
        card = next((card for card in self.cards if not card.has_picture), None)
        if card is None:
            self._idle.stop()
            self.at_rest.emit()
            return
        from argmap.model.errors import UserError
        from argmap.ui.thumbnail_making import make_thumbnail

        card.set_image(QImage())  # it is tried once, whatever comes
        with suppress(UserError, OSError):
            card.set_image(make_thumbnail(self._workspace, card.path, self._theme))

    def _clear(self) -> None:
        self.cards.clear()
        _empty(self._column)


def _empty(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            _empty(inner)


def _short(folder: Path) -> str:
    home = Path.home()
    return str("~" / folder.relative_to(home) if folder.is_relative_to(home) else folder)
