"""The small list from which the target of a new link is chosen by its name.

It filters as one types, knows nothing of what a choice does, and keeps to plain text.
"""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from argmap.model.argmap import ArgumentMap
from argmap.model.records import StatementId
from argmap.ui.sentences import called, one_line

MOST_SHOWN = 200
_NAME_LENGTH = 90
_ID = Qt.ItemDataRole.UserRole
_ROWS = 8


class TargetList(QFrame):
    """A field and the names that match it. `pointed` follows the current row."""

    pointed = Signal(str)
    chosen = Signal(str)
    given_up = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self._names: list[tuple[str, str, str]] = []
        self.title = QLabel(self)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setWordWrap(True)
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(self.tr("Type its name, click it, or use the arrow keys"))
        self.field.setAccessibleName(self.tr("Name of the target"))
        self.field.setClearButtonEnabled(True)
        self.names = QListWidget(self)
        self.names.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.names.setUniformItemSizes(True)
        self.names.setSpacing(2)
        self.names.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.addWidget(self.title)
        column.addWidget(self.field)
        column.addWidget(self.names)
        self.field.textEdited.connect(self._filter)
        self.field.installEventFilter(self)
        self.names.currentItemChanged.connect(self._pointed)
        self.names.itemClicked.connect(lambda item: self.chosen.emit(item.data(_ID)))
        self.hide()

    def offer(self, map: ArgumentMap, premises: tuple[StatementId, ...], title: str) -> None:
        """Show the statements and links that a link from the premises may go to."""
        self.title.setText(title)
        own = {link for premise in premises for link in map.links_from.get(premise, ())}
        offered = [id_ for id_ in map.statements if id_ not in premises]
        names: list[tuple[str, str]] = [
            (id_, " ".join(map.statements[id_].text.split())) for id_ in offered
        ]
        for link in map.links.values():
            if link.id not in own:
                words = f"{called(map, link.premises[0], 36)} → {called(map, link.target, 36)}"
                names.append((link.id, words))
        self._names = [(id_, words, words.casefold()) for id_, words in names]
        self.field.clear()
        self._filter("")
        self.names.setFixedHeight(_ROWS * (max(self.names.sizeHintForRow(0), 20) + 4) + 4)
        self.adjustSize()
        self.show()
        self.raise_()

    def begin_with(self, text: str) -> None:
        """Take over the typing, with what was typed first."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.setText(text)
        self._filter(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._took(event)
        return super().eventFilter(watched, event)

    def _took(self, event: QKeyEvent) -> bool:
        match event.key():
            case Qt.Key.Key_Down:
                self._step(1)
            case Qt.Key.Key_Up:
                self._step(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                if (item := self.names.currentItem()) is not None:
                    self.chosen.emit(item.data(_ID))
            case Qt.Key.Key_Escape:
                self.given_up.emit()
            case _:
                return False
        return True

    def _step(self, by: int) -> None:
        row = min(max(self.names.currentRow() + by, 0), self.names.count() - 1)
        self.names.setCurrentRow(row)

    def _filter(self, text: str) -> None:
        words = text.casefold().split()
        self.names.blockSignals(True)
        self.names.clear()
        for id_, name, folded in self._names:
            if all(word in folded for word in words):
                item = QListWidgetItem(one_line(name, _NAME_LENGTH), self.names)
                item.setData(_ID, id_)
                if self.names.count() == MOST_SHOWN:
                    break
        self.names.blockSignals(False)
        if words and self.names.count():
            self.names.setCurrentRow(0)

    def _pointed(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.pointed.emit(item.data(_ID))
