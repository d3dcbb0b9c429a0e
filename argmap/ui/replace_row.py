"""The second row of the bar for finding: what to put in place of the words that were found.

It says which of its buttons was pressed; the bar knows what was found and replaces it.
"""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from argmap.ui.buttons import FlatButton


class ReplaceRow(QWidget):
    """A field, a button for the selected statement, a button for all that were found."""

    one_wanted = Signal()
    all_wanted = Signal()
    left = Signal()
    """Esc was pressed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(self.tr("Replace with"))
        self.field.setAccessibleName(self.tr("Replace with"))
        self.field.installEventFilter(self)
        self.one, self.all = FlatButton(self), FlatButton(self)
        self.one.setText(self.tr("Replace"))
        self.one.setToolTip(self.tr("In the selected statement; then goes to the next"))
        self.one.clicked.connect(self.one_wanted)
        self.all.setText(self.tr("Replace all"))
        self.all.setToolTip(self.tr("In all statements found; what they quote stays as it is"))
        self.all.clicked.connect(self.all_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.field, 1)
        row.addWidget(self.one)
        row.addWidget(self.all)
        row.addStretch(1)
        self.hide()

    def allow(self, wish: bool) -> None:
        """Offer to replace, or not: nothing was found, or the map is only read."""
        self.one.setEnabled(wish)
        self.all.setEnabled(wish)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.one.click()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            return False
        return True
