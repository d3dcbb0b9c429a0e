"""Calm lists of lines that lead somewhere: by a click, or by Enter on the current one.

They lie on the pane itself and wrap their words; what the lines say is for those who fill them.
"""

from collections.abc import Iterable
from itertools import islice

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QIcon, QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
)

_MOST_LINES = 24
_MOST_ENTRIES = 200
_ID = Qt.ItemDataRole.UserRole


def on_ground(view: QAbstractItemView) -> None:
    """Let a list lie on the pane itself, not on a ground of its own."""
    view.viewport().setBackgroundRole(QPalette.ColorRole.Window)


def lay_calm(view: QListView) -> None:
    """Let a list of wrapped lines lie on the pane itself, and scroll up and down alone."""
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setWordWrap(True)
    view.setResizeMode(QListView.ResizeMode.Adjust)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setTabKeyNavigation(False)
    on_ground(view)


class LineList(QListWidget):
    """Lines, each with an id; the id of the one that is clicked or entered is `chosen`."""

    chosen = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        lay_calm(self)
        self.setSpacing(1)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setIconSize(QSize(16, 16))
        self.itemClicked.connect(lambda item: self.chosen.emit(_id_of(item)))

    def add_line(self, id_: str, words: str, icon: QIcon | None = None) -> None:
        """Add a line at the end."""
        item = QListWidgetItem(words)
        if icon is not None:
            item.setIcon(icon)
        item.setData(_ID, id_)
        self.addItem(item)

    def id_at(self, row: int) -> str:
        """Return the id of a row, or an empty string."""
        return _id_of(self.item(row)) if 0 <= row < self.count() else ""

    @property
    def current_id(self) -> str:
        """The id of the current row, or an empty string."""
        return self.id_at(self.currentRow())

    def set_current(self, id_: str) -> None:
        """Make the line of an id the current one; none where there is no such line."""
        rows = (row for row in range(self.count()) if self.id_at(row) == id_)
        self.setCurrentRow(next(rows, -1) if id_ else -1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.current_id:
                self.chosen.emit(self.current_id)
            event.accept()
        else:
            super().keyPressEvent(event)


class EntryList(LineList):
    """A short list in a sheet, as high as its lines up to a limit."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._fitting = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_entries(self, entries: Iterable[tuple[str, str]]) -> None:
        """Show ids with their lines, as many as people read; the same again changes nothing."""
        wanted = list(islice(entries, _MOST_ENTRIES))
        if wanted != [(self.id_at(row), self.item(row).text()) for row in range(self.count())]:
            current = self.current_id
            self.clear()
            for id_, line in wanted:
                self.add_line(id_, line)
            self.set_current(current)
        self.fit_height()

    def mark(self, row: int, icon: QIcon, words: str) -> None:
        """Put an icon before a row; the words say the same to those who do not see it."""
        item = self.item(row)
        item.setIcon(icon)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.text()} {words}")
        self.fit_height()

    def fit_height(self) -> None:
        """Be as high as the lines, up to a limit."""
        if self._fitting:
            return  # the scroll bar that comes or goes below resizes the list again
        self._fitting = True
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(policy.ScrollBarAlwaysOff)
        self.doItemsLayout()
        height = self.contentsSize().height() + 2 if self.count() else 0
        most = _MOST_LINES * self.fontMetrics().lineSpacing()
        if height > most:
            self.setVerticalScrollBarPolicy(policy.ScrollBarAsNeeded)
        self.setFixedHeight(min(height, most))
        self._fitting = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit_height()

    def sizeHint(self) -> QSize:
        return QSize(160, self.minimumHeight())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.count() and self.currentRow() < 0:
            self.setCurrentRow(0)


def _id_of(item: QListWidgetItem) -> str:
    """Return the id of a line; a heading among the lines has none."""
    held = item.data(_ID)
    return "" if held is None else str(held)
