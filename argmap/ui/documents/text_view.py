"""The page of a document to read and select in: its highlights, its keys, dragging a passage.

It shows plain text and changes nothing; what is selected is told as a stretch of the text.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from argmap.app.passages import Passage
from argmap.model.records import SourceId
from argmap.render.style import Theme
from argmap.ui.documents.dragged import carry
from argmap.ui.documents.highlights import (
    Bright,
    Highlight,
    at_position,
    boxes_of,
    paint_over,
    paint_under,
)
from argmap.ui.documents.offsets import Offsets
from argmap.ui.documents.page import Page

COLUMN = 65
"""How many characters of medium width a line holds at most."""
MARGIN = 22
_TAIL = 60


class TextView(QTextEdit):
    """Shows one page."""

    selected = Signal()
    """Another stretch of the text is selected, or none."""
    pointed = Signal(str)
    """The statement whose passage is under the pointer, or an empty string."""
    clicked = Signal(object)
    """The ids of the statements whose passages were clicked on, the innermost first."""
    zoomed = Signal(int)
    """Larger (1) or smaller (-1) letters are wished for."""
    scrolled = Signal()
    resized = Signal()
    menu_wanted = Signal(object)

    def __init__(self, token: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._token = token
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptRichText(False)
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self.setTabChangesFocus(True)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.setAccessibleName(self.tr("Text of the document"))
        self.source = ""
        self.offsets = Offsets("")
        self.theme: Theme | None = None
        self.bright = Bright()
        self.run_key: Callable[[str], bool] = lambda _: False
        """Runs the action of an id; returns whether there is one."""
        self._highlights: Sequence[Highlight] = ()
        self._pressed: QPointF | None = None
        self._pointed = ""
        self._quiet = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._tell_selection)
        self.selectionChanged.connect(self._selection_changed)
        self.verticalScrollBar().valueChanged.connect(lambda _: self.scrolled.emit())

    # ------------------------------------------------------------------------------------ the page

    def show_page(self, page: Page, source: str, theme: Theme) -> None:
        """Show another page, from its beginning and with nothing selected."""
        self._quiet = True
        self.source, self.offsets, self.theme = source, page.offsets, theme
        self._highlights = ()
        page.document.setParent(self)
        self.setDocument(page.document)  # the one before was a child of the view, and goes
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Base, QColor(theme.window))
        palette.setColor(QPalette.ColorRole.Text, QColor(theme.text))
        palette.setColor(QPalette.ColorRole.Highlight, QColor(theme.selection))
        palette.setColor(QPalette.ColorRole.HighlightedText, QColor(theme.text))
        self.setPalette(palette)
        self._fit_column()
        self._quiet = False
        self._soon.stop()

    def show_highlights(self, highlights: Sequence[Highlight]) -> None:
        """Show these passages."""
        self._highlights = highlights
        self.viewport().update()

    @property
    def highlights(self) -> Sequence[Highlight]:
        """The passages that are shown."""
        return self._highlights

    def bring_out(self, bright: Bright) -> None:
        """Let the passages of some statements stand out."""
        if bright != self.bright:
            self.bright = bright
            self.viewport().update()

    @property
    def pointed_at(self) -> str:
        """The statement whose passage the pointer is on, or an empty string."""
        return self._pointed

    # ------------------------------------------------------------------------------------ places

    def selection(self) -> tuple[int, int]:
        """Return the selected stretch of the text."""
        cursor = self.textCursor()
        first, last = cursor.selectionStart(), cursor.selectionEnd()
        if last <= self.offsets.lead:
            return self.offsets.first, self.offsets.first
        return self.offsets.to_text(first), self.offsets.to_text(last)

    @property
    def here(self) -> int:
        """The place in the text of the cursor."""
        return self.offsets.to_text(self.textCursor().position())

    def select(self, start: int, end: int) -> None:
        """Select a stretch of the text; the cursor stands at its end."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(self.offsets.to_page(start))
        cursor.setPosition(self.offsets.to_page(end), QTextCursor.MoveMode.KeepAnchor)
        bar = self.verticalScrollBar()
        was = bar.value()
        self.setTextCursor(cursor)
        bar.setValue(was)
        self._tell_selection()

    def box_of(self, start: int, end: int) -> QRectF:
        """Return the box around a stretch of the text, in pixels of the viewport."""
        page = self.offsets.to_page(start), self.offsets.to_page(end)
        whole = QRectF()
        for box in boxes_of(self.document(), *page):
            whole = whole.united(box)
        return whole.translated(0, -self.verticalScrollBar().value())

    def show_place(self, start: int, end: int) -> None:
        """Scroll as little as needed to have a stretch in sight, with some lines around it."""
        box = self.box_of(start, end)
        room, bar = self.viewport().height(), self.verticalScrollBar()
        if box.top() >= 8 and box.bottom() <= room - _TAIL:
            return
        bar.setValue(round(bar.value() + box.top() - min(room * 0.3, max(room - box.height(), 0))))

    def statements_at(self, position: int) -> list[str]:
        """Return the statements whose passages are at a position of the page, innermost first."""
        return list(dict.fromkeys(one.statement for one in at_position(self._highlights, position)))

    # ----------------------------------------------------------------------------------- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        seen = self._seen()
        if self.theme is not None:
            painter = self._painter(event)
            paint_under(painter, self._boxes_of, seen, self.theme, self.bright)
            painter.end()
        super().paintEvent(event)
        if self.theme is not None:
            painter = self._painter(event)
            paint_over(painter, self._boxes_of, seen, self.theme, self.bright)
            painter.end()

    def _boxes_of(self, start: int, end: int) -> list[QRectF]:
        return boxes_of(self.document(), start, end)

    def _painter(self, event: QPaintEvent) -> QPainter:
        painter = QPainter(self.viewport())
        painter.setClipRegion(event.region())
        painter.translate(0, -self.verticalScrollBar().value())
        return painter

    def _seen(self) -> list[Highlight]:
        """Return the highlights that may be in sight."""
        area = self.viewport().rect()
        first = self.cursorForPosition(area.topLeft()).block().position()
        block = self.cursorForPosition(area.bottomRight()).block()
        last = block.position() + block.length()
        return [one for one in self._highlights if one.start < last and one.end > first]

    # ------------------------------------------------------------------------------- pointer, keys

    def event(self, event: QEvent) -> bool:
        # The keys of documents come before those of the window: nothing else is asked about them.
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and self._action_of(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (id_ := self._action_of(event)) and self.run_key(id_):
            event.accept()
            return
        if event.key() == Qt.Key.Key_Escape and self.textCursor().hasSelection():
            self.unselect()
            return
        super().keyPressEvent(event)

    def unselect(self) -> None:
        """Select nothing; the cursor stays where it is."""
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)
        self._tell_selection()

    def _action_of(self, event: QKeyEvent) -> str:
        key = QKeySequence(event.keyCombination())
        for action in self.actions():
            if any(key == shortcut for shortcut in action.shortcuts()):
                return action.objectName()
        return ""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        if pressed is None or event.button() != Qt.MouseButton.LeftButton:
            return
        moved = (event.position() - pressed).manhattanLength()
        if moved >= 4:
            self._take_whole_words()
        self._tell_selection()
        if moved < 4 and not self.textCursor().hasSelection():
            ids = self._under(event.position())
            if ids:
                self.clicked.emit(ids)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        ids = self._under(event.position())
        shape = Qt.CursorShape.PointingHandCursor if ids else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)
        self._point(ids[0] if ids else "")

    def leaveEvent(self, event: QEvent) -> None:
        self._point("")
        super().leaveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if turned := event.angleDelta().y():
                self.zoomed.emit(1 if turned > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())
        event.accept()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Return what copying and dragging carry: the words, and where they stand."""
        data = QMimeData()
        start, end = self.selection()
        data.setText(
            self.textCursor().selectedText().replace("\u2029", "\n").replace("\u2028", "\n")
        )
        carry(data, Passage(SourceId(self.source), start, end), self._token)
        return data

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        held = self.offsets.to_text(self.cursorForPosition(self.rect().topLeft()).position())
        wider = event.size().width() != event.oldSize().width()
        super().resizeEvent(event)
        if wider:
            self._fit_column()
            QTimer.singleShot(0, self, self.resized.emit)
            if event.oldSize().width() > 0 and self.verticalScrollBar().value() > 0:
                top = self.box_of(held, held + 1).top()
                self.verticalScrollBar().setValue(round(self.verticalScrollBar().value() + top))

    # ----------------------------------------------------------------------------------- by itself

    def _fit_column(self) -> None:
        """Keep lines short enough to read, in the middle of a wide pane."""
        font = self.document().defaultFont()
        column = COLUMN * font.pixelSize() * 0.5
        room = self.viewport().width()
        side = max(MARGIN, round((room - column) / 2))
        frame = self.document().rootFrame()
        form = frame.frameFormat()
        if form.leftMargin() != side or form.topMargin() != MARGIN - 4:
            form.setLeftMargin(side)
            form.setRightMargin(side - 6)
            form.setTopMargin(MARGIN - 4)
            form.setBottomMargin(_TAIL)
            frame.setFrameFormat(form)

    def _under(self, at: QPointF) -> list[str]:
        """Return the statements whose passages lie at a point of the viewport."""
        if not self._highlights:
            return []
        position = self.cursorForPosition(at.toPoint()).position()
        near = [one for one in self._highlights if one.start - 1 <= position <= one.end]
        page = at + QPointF(0, self.verticalScrollBar().value())
        hit = [
            one
            for one in near
            if any(box.contains(page) for box in boxes_of(self.document(), one.start, one.end))
        ]
        hit.sort(key=lambda one: (one.end - one.start, one.start))
        return list(dict.fromkeys(one.statement for one in hit))

    def _take_whole_words(self) -> None:
        """Let a selection made with the mouse cut no word in two."""
        cursor, document = self.textCursor(), self.document()
        first, last = cursor.selectionStart(), cursor.selectionEnd()
        low, high = first, last
        while first < last and low > 0 and _in_word(document, low):
            low -= 1
        while first < last and _in_word(document, high):
            high += 1
        if (low, high) != (first, last):
            forward = cursor.position() == last
            cursor.setPosition(low if forward else high)
            cursor.setPosition(high if forward else low, QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)

    def _point(self, id_: str) -> None:
        if id_ != self._pointed:
            self._pointed = id_
            self.pointed.emit(id_)

    def _selection_changed(self) -> None:
        if not self._quiet:
            self._soon.start(0)

    def _tell_selection(self) -> None:
        self._soon.stop()
        self.selected.emit()


def _in_word(document: QTextDocument, position: int) -> bool:
    """Tell whether a position of a page lies inside a word."""
    before, after = document.characterAt(position - 1), document.characterAt(position)
    return before.isalnum() and after.isalnum()
