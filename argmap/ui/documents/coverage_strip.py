"""The strip beside a page: which passages feed the map, what is unread, and where one is reading.

It is the page's scroll bar too: a press goes there, a drag goes along.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QScrollBar, QToolTip, QWidget

from argmap.model.light_dataclass import dataclass
from argmap.render.style import Theme

WIDTH = 18
_TRACK = 8.0
_LEAST = 3.0
_REACH = 5


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage on the strip: from where to where on the page, in pixels of the page."""

    top: float
    bottom: float
    colour: str
    statement: str
    words: str


class CoverageStrip(QWidget):
    """Marks along the page, and the part of it in sight."""

    chosen = Signal(str)
    """The statement whose mark was pressed."""

    def __init__(self, bar: QScrollBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(WIDTH)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Passages that feed the map"))
        self._bar = bar
        self._marks: Sequence[Mark] = ()
        self._theme: Theme | None = None
        self.bright: frozenset[str] = frozenset()
        self._dragging = False
        bar.valueChanged.connect(lambda _: self.update())
        bar.rangeChanged.connect(lambda *_: self.update())

    def show_marks(self, marks: Sequence[Mark], theme: Theme) -> None:
        """Show these passages."""
        self._marks, self._theme = marks, theme
        self.update()

    def bring_out(self, statements: frozenset[str]) -> None:
        """Let the marks of some statements stand out."""
        if statements != self.bright:
            self.bright = statements
            self.update()

    @property
    def marks(self) -> Sequence[Mark]:
        """The passages that are shown."""
        return self._marks

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 120)

    # ------------------------------------------------------------------------------------- places

    def to_strip(self, y: float) -> float:
        """Return where a height of the page is on the strip."""
        return 4 + y * (self.height() - 8) / self._length()

    def to_page(self, y: float) -> float:
        """Return which height of the page a place on the strip stands for."""
        return (y - 4) * self._length() / max(self.height() - 8, 1)

    def mark_at(self, y: float) -> Mark | None:
        """Return the mark at a place of the strip; the smallest where several are."""
        here = [
            mark
            for mark in self._marks
            if self.to_strip(mark.top) - _REACH <= y <= self.to_strip(mark.bottom) + _REACH
        ]
        return min(here, key=lambda mark: self._far(mark, y), default=None)

    def _far(self, mark: Mark, y: float) -> tuple[float, float]:
        top, bottom = self.to_strip(mark.top), self.to_strip(mark.bottom)
        return max(top - y, y - bottom, 0.0), bottom - top

    def _length(self) -> float:
        return max(float(self._bar.maximum() + self._bar.pageStep()), 1.0)

    # ----------------------------------------------------------------------------------- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._theme is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = (self.width() - _TRACK) / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().color(QPalette.ColorRole.Mid).lighter(100))
        track = QColor(self._theme.hairline)
        track.setAlphaF(0.18)
        painter.setBrush(track)
        painter.drawRoundedRect(QRectF(left, 4, _TRACK, self.height() - 8), 3, 3)
        if self._bar.maximum() > 0:
            self._paint_sight(painter)
        for mark in self._marks:
            lit = mark.statement in self.bright
            top, bottom = self.to_strip(mark.top), self.to_strip(mark.bottom)
            wide = 2.0 if lit else 0.0
            painter.setBrush(QColor(mark.colour))
            height = max(bottom - top, _LEAST)
            painter.drawRoundedRect(QRectF(left - wide, top, _TRACK + 2 * wide, height), 1.5, 1.5)

    def _paint_sight(self, painter: QPainter) -> None:
        sight = QColor(self._theme.muted if self._theme else "")
        sight.setAlphaF(0.20)
        painter.setBrush(sight)
        top = self.to_strip(self._bar.value())
        bottom = self.to_strip(self._bar.value() + self._bar.pageStep())
        painter.drawRoundedRect(QRectF(1, top, self.width() - 2, max(bottom - top, 16)), 4, 4)

    # --------------------------------------------------------------------------------- the pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        mark = self.mark_at(event.position().y())
        if mark is not None:
            self.chosen.emit(mark.statement)
        else:
            self._dragging = True
            self._go(event.position().y())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragging:
            self._go(event.position().y())
        over = self.mark_at(event.position().y()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragging = False

    def _go(self, y: float) -> None:
        self._bar.setValue(round(self.to_page(y) - self._bar.pageStep() / 2))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            mark = self.mark_at(event.y())
            at = event.globalPos() + QPoint(0, 0)
            # A tooltip guesses rich text: what could be taken for a mark-up is shown apart.
            QToolTip.showText(at, _plain(mark.words) if mark else "", self)
            return True
        return super().event(event)


def _plain(words: str) -> str:
    """Return words that no tooltip takes for rich text."""
    return words.replace("<", "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}")
