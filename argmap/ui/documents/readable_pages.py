"""Pages as pictures that can be read: passages that feed the map stand out, words are selected.

What is selected is told as a stretch of the document's text; nothing is changed here. Paper is
light in every theme, and so are the colours on it.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDrag,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from argmap.app.jobs import Runner
from argmap.render.style import LIGHT
from argmap.ui.documents.highlights import Bright, Highlight, at_position, paint_over, paint_under
from argmap.ui.documents.page_letters import PageLetters
from argmap.ui.documents.page_pictures import PagePictures

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

    from argmap.documents.extracted import Extracted

_CLICK = 4
_BELOW = 2.5


class ReadablePages(PagePictures):
    """Pictures of pages with their highlights, to point at and to select in."""

    selected = Signal(int, int)
    """A stretch of the text was selected; two equal places for none."""
    clicked = Signal(object)
    """The ids of the statements whose passages were clicked on, the innermost first."""
    pointed = Signal(str)
    """The statement whose passage is under the pointer, or an empty string."""
    scrolled = Signal()
    resized = Signal()
    menu_wanted = Signal(object)

    def __init__(
        self, runner: Runner, run_key: Callable[[str], bool], parent: QWidget | None = None
    ) -> None:
        super().__init__(runner, run_key, parent)
        self.letters = PageLetters(runner, self._letters_came)
        self.carried: Callable[[], QMimeData | None] = lambda: None
        """What is dragged when the selection is."""
        self._text: Extracted | None = None
        self._highlights: Sequence[Highlight] = ()
        self._bright = Bright()
        self._selection = (0, 0)
        self._anchor: int | None = None
        self._pressed: QPointF | None = None
        self._dragging = False
        self._pointed = ""
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().valueChanged.connect(lambda _: self.scrolled.emit())

    # ------------------------------------------------------------------------------ what is shown

    def show_text(self, path: Path, text: "Extracted | None") -> None:
        """Be read with this text, or looked at without one."""
        if text is not self._text:
            self._selection = 0, 0
        self._text = text
        self.letters.show_text(path, text)
        self.letters.want(self.pages_in_view())

    def show_highlights(self, highlights: Sequence[Highlight]) -> None:
        """Show these passages, given as stretches of the text."""
        self._highlights = highlights
        self.viewport().update()

    def bring_out(self, bright: Bright) -> None:
        """Let the passages of some statements stand out."""
        if bright != self._bright:
            self._bright = bright
            self.viewport().update()

    def show_selection(self, start: int, end: int) -> None:
        """Show a stretch of the text as selected; two equal places for none."""
        if (start, end) != self._selection:
            self._selection = start, end
            self.viewport().update()

    def box_of(self, start: int, end: int) -> QRectF:
        """Return the box around a stretch of the text as far as it is in view, in its pixels."""
        whole = QRectF()
        for page in self.pages_in_view():
            for box in self.letters.boxes(page, self.place_of(page), start, end):
                whole = whole.united(box)
        return whole

    def statements_at(self, point: QPointF) -> list[str]:
        """Return the statements whose passages are at a point, innermost first."""
        offset = self._offset_at(point)
        page = self.page_at(point)
        if offset is None or page is None:
            return []
        place = self.place_of(page)
        near = [*at_position(self._highlights, offset), *at_position(self._highlights, offset - 1)]
        hit = [
            one.statement
            for one in near
            if any(
                box.adjusted(-1, -2, 1, 4).contains(point)
                for box in self.letters.boxes(page, place, one.start, one.end)
            )
        ]
        return list(dict.fromkeys(hit))

    def _letters_came(self) -> None:
        self.viewport().update()
        self.letters.want(self.pages_in_view())
        self.resized.emit()

    def _scrolled(self) -> None:
        super()._scrolled()
        self.letters.want(self.pages_in_view())

    # ----------------------------------------------------------------------------------- painting

    def paint_page(self, painter: QPainter, page: int, place: QRect) -> None:
        """Paint highlights and what is selected over the picture of a page."""
        self.letters.want([page])
        lines = self.letters.lines(page)
        if not lines:
            return

        def boxes(start: int, end: int) -> list[QRectF]:
            found = self.letters.boxes(page, place, start, end)
            return [box.adjusted(0, 0, 0, _BELOW) for box in found]

        first, last = lines[0].start, lines[-1].end
        seen = [one for one in self._highlights if one.start < last and one.end > first]
        painter.save()
        # As with a marker: what is dark stays dark.
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        paint_under(painter, boxes, seen, LIGHT, self._bright)
        if self._selection[0] < self._selection[1]:
            for box in boxes(*self._selection):
                painter.fillRect(box, QColor(LIGHT.selection))
        painter.restore()
        painter.save()
        paint_over(painter, boxes, seen, LIGHT, self._bright)
        painter.restore()

    # --------------------------------------------------------------------------------- the pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._pressed = event.position()
        offset = self._offset_at(event.position())
        start, end = self._selection
        box = self.box_of(start, end) if start < end else QRectF()
        self._dragging = (
            offset is not None and start <= offset < end and box.contains(event.position())
        )
        self._anchor = None if self._dragging else offset

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        pressed = self._pressed
        if pressed is None:
            self._hover(event.position())
            return
        moved = (event.position() - pressed).manhattanLength()
        if self._dragging and moved >= QApplication.startDragDistance():
            self._pressed = None
            self._drag()
        elif self._anchor is not None and moved >= _CLICK:
            offset = self._offset_at(event.position())
            if offset is not None:
                self.show_selection(min(self._anchor, offset), max(self._anchor, offset))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if (event.position() - pressed).manhattanLength() >= _CLICK and not self._dragging:
            self.show_selection(*self._whole_words(*self._selection))
            self.selected.emit(*self._selection)
            return
        self.show_selection(0, 0)
        self.selected.emit(0, 0)
        if ids := self.statements_at(event.position()):
            self.clicked.emit(ids)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        offset = self._offset_at(event.position())
        if offset is not None and self._text is not None:
            self.show_selection(*self._whole_words(offset, min(offset + 1, len(self._text.text))))
            self.selected.emit(*self._selection)

    def leaveEvent(self, event: QEvent) -> None:
        self._point("")
        super().leaveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._selection[0] < self._selection[1]:
            self.show_selection(0, 0)
            self.selected.emit(0, 0)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def _hover(self, point: QPointF) -> None:
        ids = self.statements_at(point)
        over = self._text is not None and self._is_over_words(point)
        shape = Qt.CursorShape.IBeamCursor if over else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if ids else shape)
        self._point(ids[0] if ids else "")

    def _point(self, id_: str) -> None:
        if id_ != self._pointed:
            self._pointed = id_
            self.pointed.emit(id_)

    @property
    def pointed_at(self) -> str:
        """The statement whose passage the pointer is on, or an empty string."""
        return self._pointed

    def _drag(self) -> None:
        data = self.carried()
        if data is not None:
            drag = QDrag(self)
            drag.setMimeData(data)
            drag.exec(Qt.DropAction.CopyAction)

    # ------------------------------------------------------------------------------------- places

    def _offset_at(self, point: QPointF) -> int | None:
        page = self.page_at(point)
        return None if page is None else self.letters.offset_at(page, self.place_of(page), point)

    def _is_over_words(self, point: QPointF) -> bool:
        page = self.page_at(point)
        if page is None:
            return False
        place = self.place_of(page)
        lines = self.letters.lines(page)
        return any(
            box.contains(point)
            for line in lines
            for box in self.letters.boxes(page, place, line.start, line.end)
        )

    def _whole_words(self, start: int, end: int) -> tuple[int, int]:
        """Return a stretch that cuts no word in two and has no white space at its ends."""
        text = self._text.text if self._text is not None else ""
        while start < end and text[start].isspace():
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
        if start >= end:
            return 0, 0
        while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
            start -= 1
        while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
            end += 1
        return start, end
