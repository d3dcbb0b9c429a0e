"""The list of what was taken down for later: dragged onto the map, or placed by Enter.

It is a pane of the window and a part of the presenter's screen. The audience never sees it.
"""

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QDrag, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from argmap.app.editor import Editor
from argmap.app.messages import refusal
from argmap.edit.capture import drop_parked
from argmap.model.errors import UserError
from argmap.ui import parked_drag
from argmap.ui.bridge import Bridge
from argmap.ui.labels import plain_label
from argmap.ui.parked_drag import planned_parked

_ID = Qt.ItemDataRole.UserRole


class ParkedList(QListWidget):
    """The contributions, each on a line with the initials of who made it."""

    chosen = Signal(str)
    """The contribution to place where the keys are, by Enter or a double click."""

    def __init__(self, editor: Editor, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("parked-list")
        self.setAccessibleName(self.tr("Taken down for later"))
        self._editor = editor
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setWordWrap(True)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.itemDoubleClicked.connect(lambda item: self.chosen.emit(str(item.data(_ID))))
        self.refresh()

    def refresh(self) -> None:
        """Show what is taken down now."""
        parked = list(self._editor.map.parked.values())
        while self.count() > len(parked):
            self.takeItem(self.count() - 1)
        for row, statement in enumerate(parked):
            item = self.item(row) if row < self.count() else None
            if item is None:
                item = QListWidgetItem()
                self.addItem(item)
            words = " ".join(statement.text.split())
            item.setText(f"{words} ({statement.speaker})" if statement.speaker else words)
            item.setToolTip(self.tr("Drag it onto the map; Shift opposes, a link is undercut"))
            item.setData(_ID, str(statement.id))

    def id_at(self, row: int) -> str:
        """Return the contribution in a row."""
        return str(self.item(row).data(_ID))

    def carried(self, row: int) -> QMimeData:
        """Return what a drag of a row carries."""
        data = QMimeData()
        parked_drag.carry(data, self.id_at(row), parked_drag.token_of(self._editor))
        return data

    def startDrag(self, _actions: Qt.DropAction) -> None:
        if self.currentRow() < 0 or self._editor.read_only:
            return
        drag = QDrag(self)
        drag.setMimeData(self.carried(self.currentRow()))
        drag.exec(Qt.DropAction.MoveAction)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentRow()
        if row >= 0 and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(self.id_at(row))
        elif row >= 0 and event.key() == Qt.Key.Key_Delete:
            self._drop(self.id_at(row))
        else:
            super().keyPressEvent(event)

    def _drop(self, id_: str) -> None:
        try:
            with self._editor.transact("Drop a contribution") as tx:
                drop_parked(tx, id_)
        except UserError as error:
            self._editor.tell(refusal(error))


class ParkingLot(QWidget):
    """The pane: the list, or how to fill it."""

    def __init__(self, editor: Editor, bridge: Bridge) -> None:
        super().__init__()
        self.setObjectName("parking-lot")
        self._editor = editor
        self.list = ParkedList(editor, self)
        words = self.tr(
            "Nothing is taken down for later. K does so during a talk; “Put aside for later” takes "
            "statements out of the map."
        )
        self._hint = plain_label(words, self)
        self._hint.setWordWrap(True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._how = plain_label(
            self.tr("Drag one onto the map. Enter puts it under the selection."), self
        )
        self._how.setWordWrap(True)
        self.list.chosen.connect(self._place)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 4, 12, 8)
        for widget, stretch in ((self._hint, 1), (self._how, 0), (self.list, 1)):
            column.addWidget(widget, stretch)
        self.setFocusProxy(self.list)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.refresh)
        bridge.committed.connect(lambda _: self._soon.start())
        self.refresh()

    def refresh(self) -> None:
        """Show what is taken down now; the tab says how much that is."""
        count = len(self._editor.map.parked)
        title = self.tr("For later")
        self.setWindowTitle(f"{title} ({count})" if count else title)
        self._hint.setVisible(not count)
        self._how.setVisible(bool(count))
        self.list.setVisible(bool(count))
        self.list.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _place(self, id_: str) -> None:
        """Put a contribution under what is selected, or let it stand alone."""
        place_under(self._editor, id_, self._editor.session.focus)


def place_under(editor: Editor, id_: str, target: str) -> None:
    """Put a contribution under a statement, against a link, or alone where nothing is named."""
    try:
        parked_drag.place(editor, id_, planned_parked(editor.map, target))
    except UserError as error:
        editor.tell(refusal(error))
