"""Typing in place: a plain text field laid over a box, at the zoom and in the font of the map.

It is an ordinary Qt text field, so input methods, dead keys, text of any direction and its own undo
work. It says what happens by signals and knows nothing of maps.
"""

from PySide6.QtCore import QEvent, QMimeData, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QPalette,
    QTextBlockFormat,
    QTextCursor,
    QTextLayout,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from argmap.layout.geometry import Box
from argmap.render.fonts import font
from argmap.render.style import Theme, Tone

_STAYS = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)
"""Losing the focus like this is no leaving: it comes back."""
_RIM = 7
SLACK = 2
"""Pixels of width to spare, so that the field never breaks a line before the painted text does."""


class TextField(QTextEdit):
    """The field. Enter keeps, Shift+Enter begins a new line, Esc gives up, leaving keeps."""

    typed = Signal(str)
    kept = Signal(str)
    given_up = Signal()
    left = Signal(str)
    grown = Signal()
    command_near = Signal()
    """A key that may be a command of the window is about to be looked up."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLineWrapMode(QTextEdit.LineWrapMode.WidgetWidth)
        self.setAccessibleName(self.tr("Text of the statement"))
        self.document().setDocumentMargin(0)
        # Queued: to be resized in the middle of laying out would leave the lines as they were.
        layout = self.document().documentLayout()
        layout.documentSizeChanged.connect(self._size_changed, Qt.ConnectionType.QueuedConnection)
        self.textChanged.connect(self._changed)
        self._original = ""
        self._lead = 0.0  # the room over a line; Qt has it below only
        self._open = False
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether something is being typed."""
        return self._open

    def begin(
        self, text: str, style: QFont, pitch: float, *, replaced_by: str | None = None
    ) -> None:
        """Begin with a text, all of it selected; or with the key that was typed to replace it."""
        self._open = False
        self._original = text
        self.document().setUndoRedoEnabled(False)
        self.document().setDefaultFont(style)
        self.setPlainText(text)
        self._set_pitch(style, pitch)
        self.document().setUndoRedoEnabled(True)
        self.document().setModified(False)
        self._open = True
        self.selectAll()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if replaced_by is not None:
            self.textCursor().insertText(replaced_by)

    def end(self) -> None:
        """End without a word: neither kept nor given up."""
        self._open = False
        self.hide()

    @property
    def words(self) -> str:
        """The text as it stands; exactly the one it began with where nothing was typed."""
        if not self.document().isModified():
            return self._original
        # Not toPlainText(): that would turn no-break spaces into plain ones.
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def lay_over(self, area: Box, zoom: float, size: float, *, framed: bool) -> None:
        """Cover an area of the parent (in its pixels) with text of `size` pixels times the zoom.

        Framed where it stands over more than its box.
        """
        rim = _RIM if framed else 0
        if rim != self.viewportMargins().left() + self.frameWidth():
            self.setFrameShape(QFrame.Shape.Box if framed else QFrame.Shape.NoFrame)
            inside = rim - self.frameWidth()
            self.setViewportMargins(inside, inside, inside, inside)
        wanted = scaled_font(size, zoom, self)
        if abs(self.document().defaultFont().pointSizeF() - wanted.pointSizeF()) > 0.01:
            wanted.setItalic(self.document().defaultFont().italic())
            self.document().setDefaultFont(wanted)
        width = round(area.width) + SLACK
        height = max(round(area.height), int(self.document().size().height()) + 1)
        rect = QRect(round(area.x), round(area.y + self._lead), width, height)
        rect.adjust(-rim, -rim, rim, rim)
        if rect != self.geometry():
            self.setGeometry(rect)

    def take_colours(self, theme: Theme, tone: Tone) -> None:
        """Look like the box that lies under the field."""
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Base, QColor(tone.fill))
        palette.setColor(QPalette.ColorRole.Text, QColor(theme.text))
        palette.setColor(QPalette.ColorRole.Highlight, QColor(theme.selection))
        palette.setColor(QPalette.ColorRole.HighlightedText, QColor(theme.text))
        self.setPalette(palette)

    # ------------------------------------------------------------------------------ what Qt sends

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            # Keys without Ctrl belong to the text, whatever shortcuts a window may have for them.
            plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if plain and not Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35:
                event.accept()
                return True
            self.command_near.emit()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, shift = event.key(), event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and shift:
            self.textCursor().insertBlock()
            self.ensureCursorVisible()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.kept.emit(self.words)
        elif key == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._open and event.reason() not in _STAYS:
            self.left.emit(self.words)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the wheel belongs to the map under the field

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return bool(source.hasText())

    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasText():
            self.textCursor().insertText(source.text())

    # ---------------------------------------------------------------------------------- by itself

    def _size_changed(self) -> None:
        if self._open:
            self.grown.emit()

    def _changed(self) -> None:
        if self._open:
            self.typed.emit(self.words)

    def _set_pitch(self, style: QFont, pitch: float) -> None:
        """Set the distance of lines, as a share of their height, so that it holds at any zoom."""
        height = _line_height(style)
        share = max(pitch, height) / height * 100
        self._lead = max(pitch - height, 0.0) / 2
        spacing = QTextBlockFormat()
        spacing.setLineHeight(share, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spacing)


def _line_height(style: QFont) -> float:
    """Return how high Qt sets a line in a font; its metrics alone are a little less."""
    layout = QTextLayout("Éy", style)
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    return line.height()


def scaled_font(size: float, zoom: float, widget: QWidget) -> QFont:
    """Return the map's font at a zoom; sizes in points, since Qt takes whole pixels only."""
    made = font(size)
    made.setPointSizeF(max(size * zoom, 1.0) * 72 / widget.logicalDpiY())
    return made
