"""A small dialog to choose one of many by a few letters of its words."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

_MOVING = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_SHOWN = 400
_ID = Qt.ItemDataRole.UserRole


class Chooser(QDialog):
    """Lists ids by their lines; typing narrows the list, Enter or a double click chooses."""

    chosen = Signal(str)

    def __init__(self, title: str, entries: Sequence[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(parent.window())
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._entries = [(id_, line, line.casefold()) for id_, line in entries]
        self.words = QLineEdit()
        self.words.setClearButtonEnabled(True)
        self.words.setPlaceholderText(QCoreApplication.translate("Chooser", "Type a few letters"))
        self.words.setAccessibleName(title)
        self.list = QListWidget()
        self.list.setAccessibleName(title)
        self.list.setWordWrap(True)
        self.list.setAlternatingRowColors(True)
        column = QVBoxLayout(self)
        column.addWidget(self.words)
        column.addWidget(self.list)
        self.resize(460, 380)
        self.words.textChanged.connect(self._narrow)
        self.words.installEventFilter(self)
        self.list.itemDoubleClicked.connect(self._choose)
        self.words.returnPressed.connect(lambda: self._choose(self.list.currentItem()))
        self._narrow("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.words
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in _MOVING
        ):
            self.list.event(event)
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.list.hasFocus():
            self._choose(self.list.currentItem())
        else:
            super().keyPressEvent(event)

    def _narrow(self, text: str) -> None:
        wanted = text.casefold().split()
        self.list.clear()
        for id_, line, folded in self._entries:
            if self.list.count() < _SHOWN and all(word in folded for word in wanted):
                item = QListWidgetItem(line)
                item.setData(_ID, id_)
                self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            id_ = str(item.data(_ID))
            self.accept()
            self.chosen.emit(id_)
