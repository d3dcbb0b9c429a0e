"""What stands between the panes of a window: bars, the map, or words until there is a map."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from argmap.ui.bars import Bar
from argmap.ui.labels import plain_label


class Middle(QWidget):
    """A column with a bar on top; hairlines part it from the docks."""

    def __init__(self, bar: Bar, parent: QWidget) -> None:
        super().__init__(parent)
        self._waiting = plain_label("", self)
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 0, 1, 0)
        self._column.setSpacing(0)
        self._column.addWidget(bar)
        self._column.addWidget(self._waiting, 1)

    def wait(self, words: str) -> None:
        """Say what is being waited for where the map will be."""
        self._waiting.setText(words)

    def take(self, trail: QWidget, canvas: QWidget, find_bar: QWidget) -> None:
        """Show the map instead of words, under its trail, with the bar for finding below it."""
        self._waiting.hide()
        self._column.insertWidget(1, trail)
        self._column.insertWidget(2, canvas, 1)
        self._column.insertWidget(3, find_bar)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        line = self.palette().color(QPalette.ColorRole.Mid)
        painter.fillRect(0, 0, 1, self.height(), line)
        painter.fillRect(self.width() - 1, 0, 1, self.height(), line)
