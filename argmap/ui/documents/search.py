"""Finding words in a document: a line above the page, how many there are, next and previous."""

import re
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from argmap.render.style import Theme
from argmap.ui.labels import plain_label
from argmap.ui.sheet import IconButton

Span = tuple[int, int]
MOST = 5000


def find_words(text: str, words: str) -> list[Span]:
    """Return where some words stand in a text, whatever their case and the white space between.

    Quotation marks, apostrophes and dashes of any shape are alike.
    """
    pieces = words.split()
    if not pieces:
        return []
    pattern = r"\s+".join(_alike(piece) for piece in pieces)
    found = re.finditer(pattern, text, re.IGNORECASE)
    return [hit.span() for hit, _ in zip(found, range(MOST), strict=False)]


def _alike(piece: str) -> str:
    pattern = re.escape(piece)
    pattern = re.sub("['’‘]", "['’‘]", pattern)
    pattern = re.sub('["“”„]', '["“”„]', pattern)
    return re.sub(r"\\-|[‐‑–—]", "[-‐‑–—]", pattern)


class SearchBar(QWidget):
    """The line; Enter and F3 go on, with Shift back, Esc closes it."""

    go = Signal(int, int)
    """A stretch of the text to be shown."""
    closed = Signal()

    def __init__(self, text: Callable[[], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self.found: list[Span] = []
        self._at = -1
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(self.tr("Find in the document"))
        self.field.setAccessibleName(self.tr("Find in the document"))
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(lambda _: self.search())
        self.field.installEventFilter(self)
        self.count = plain_label("", self)
        self.count.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        previous = IconButton("chevron-up", self.tr("Previous"), lambda: self.step(-1))
        following = IconButton("chevron-down", self.tr("Next"), lambda: self.step(1))
        close = IconButton("close", self.tr("Close"), self.close_bar)
        self._buttons = (previous, following, close)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 4, 6, 4)
        row.setSpacing(4)
        row.addWidget(self.field, 1)
        row.addWidget(self.count)
        for button in self._buttons:
            row.addWidget(button)
        self.hide()

    def open(self, words: str = "") -> None:
        """Show the line, with words to find if some are selected."""
        self.show()
        if words and words != self.field.text():
            self.field.setText(words)
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def search(self, from_: int = 0) -> None:
        """Find the words again and show the first place from there on."""
        self.found = find_words(self._text(), self.field.text())
        self._at = next(
            (number for number, (start, _) in enumerate(self.found) if start >= from_), 0
        )
        self._tell()

    def step(self, by: int) -> None:
        """Go to the next place (1) or the previous one (-1), round the end."""
        if self.field.text() and not self.found:
            self.search()
        elif self.found:
            self._at = (self._at + by) % len(self.found)
            self._tell()

    def close_bar(self) -> None:
        """Close the line."""
        self.hide()
        self.closed.emit()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        for button in self._buttons:
            button.set_theme(theme)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_F3:  # here it goes on in the document, not on the map
                event.accept()
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.close_bar()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F3):
                self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
                return True
        return super().eventFilter(watched, event)

    def _tell(self) -> None:
        if not self.field.text().strip():
            self.count.setText("")
        elif not self.found:
            self.count.setText(self.tr("None"))
        else:
            self.count.setText(self.tr("{0} of {1}").format(self._at + 1, len(self.found)))
            self.go.emit(*self.found[self._at])
