"""The history: every step since the map was opened; a click or Enter goes there.

What is undone stands below the present step in grey and is kept until something else is done.
"""

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QFont, QIcon, QKeyEvent, QPalette
from PySide6.QtWidgets import QAbstractItemView, QListView, QVBoxLayout, QWidget

from argmap.app.editor import Editor
from argmap.app.messages import refusal
from argmap.model.errors import UserError
from argmap.render.icons import tinted_icon
from argmap.render.style import Theme
from argmap.ui.bridge import Bridge
from argmap.ui.dressed import theme_of
from argmap.ui.line_lists import on_ground

_Role = Qt.ItemDataRole
_Index = QModelIndex | QPersistentModelIndex


def _said(text: str) -> str:
    return QCoreApplication.translate("History", text)


class HistoryModel(QAbstractListModel):
    """The labels of the steps after a first line for the beginning."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.labels: list[str] = [_said("As opened")]
        self.position = 0
        self._palette = parent
        self._mark = QIcon()
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._mark = tinted_icon("check", theme.accent)

    def take(self, labels: list[str], position: int) -> None:
        """Show these steps, of which so many are done; only what differs is exchanged."""
        wanted = [_said("As opened"), *labels]
        same = next(
            (at for at, (a, b) in enumerate(zip(self.labels, wanted, strict=False)) if a != b),
            min(len(self.labels), len(wanted)),
        )
        if same < len(self.labels):
            self.beginRemoveRows(QModelIndex(), same, len(self.labels) - 1)
            del self.labels[same:]
            self.endRemoveRows()
        if same < len(wanted):
            self.beginInsertRows(QModelIndex(), same, len(wanted) - 1)
            self.labels = wanted
            self.endInsertRows()
        self.position = position
        self.dataChanged.emit(self.index(0), self.index(len(self.labels) - 1))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.labels)

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = index.row()
        if role == _Role.DisplayRole:
            return self.labels[row]
        if role == _Role.DecorationRole:
            return self._mark if row == self.position else None
        if role == _Role.AccessibleTextRole:
            state = _said("undone") if row > self.position else ""
            state = _said("present step") if row == self.position else state
            return f"{self.labels[row]}; {state}" if state else self.labels[row]
        if role == _Role.ForegroundRole and row > self.position:
            return self._palette.palette().brush(QPalette.ColorRole.PlaceholderText)
        if role == _Role.FontRole and row == self.position:
            font = QFont(self._palette.font())
            font.setWeight(QFont.Weight.DemiBold)
            return font
        return None


class StepList(QListView):
    """The lines of the history; Enter goes to the chosen one."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.clicked.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class HistoryList(QWidget):
    """The steps of undo and redo, with the present one marked."""

    def __init__(self, editor: Editor, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("history")
        self.setAccessibleName(_said("History"))
        self._editor = editor
        self.model = HistoryModel(theme_of(self), self)
        self.list = StepList()
        self.list.setAccessibleName(_said("Steps of the history"))
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setTabKeyNavigation(False)
        on_ground(self.list)
        self.list.setSpacing(2)
        self.list.setModel(self.model)
        self.list.clicked.connect(self._go)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.addWidget(self.list)
        self.setFocusProxy(self.list)
        bridge.committed.connect(lambda _: self.refresh())
        bridge.document_changed.connect(lambda _: self.refresh())
        self.refresh()

    def refresh(self) -> None:
        """Show the history as it is now."""
        history = self._editor.history
        self.model.take(list(history.entries), history.position)
        present = self.model.index(history.position)
        self.list.setCurrentIndex(present)
        self.list.scrollTo(present)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self.model.set_theme(theme)
        self.list.viewport().update()

    def _go(self, index: QModelIndex) -> None:
        position = index.row()
        try:
            self._editor.go_to_step(position)
        except UserError as error:
            self._editor.tell(refusal(error))
            return
        self.refresh()
