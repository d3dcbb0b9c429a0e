"""The line below a page: how many statements, what is unread, what to look at, which part."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QWidget

from argmap.render.style import Theme
from argmap.ui.buttons import FlatButton
from argmap.ui.labels import plain_label
from argmap.ui.sheet import IconButton


class Footer(QWidget):
    """Buttons that open a list or go on reading."""

    toggled = Signal(str)
    """The list to show, `statements` or `troubles`; empty to show none."""
    part_wanted = Signal(int)
    unread_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._part = 0
        self.statements = self._toggle("statements")
        self.troubles = self._toggle("troubles")
        self.unread = FlatButton(self, bare=True)
        self.unread.clicked.connect(lambda: self.unread_wanted.emit())
        self.unread.setToolTip(self.tr("Next unread passage (N)"))
        self.before = IconButton("chevron-up", self.tr("Part before"), lambda: self._step(-1))
        self.after = IconButton("chevron-down", self.tr("Next part"), lambda: self._step(1))
        self.part = plain_label("", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 3, 6, 3)
        row.setSpacing(2)
        for widget in (self.statements, self.unread, self.troubles):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.part)
        row.addWidget(self.before)
        row.addWidget(self.after)
        self.show_parts(0, 1)
        self.show_counts(0, 0, 0)

    def open(self, name: str) -> None:
        """Show a list."""
        button = self.troubles if name == "troubles" else self.statements
        if not button.isChecked():
            button.click()

    def show_counts(self, statements: int, troubles: int, unread: int) -> None:
        """Say how many there are."""
        self.statements.setText(self.tr("Statements {}").format(statements))
        self.troubles.setText(self.tr("To look at {}").format(troubles))
        self.troubles.setVisible(bool(troubles) or self.troubles.isChecked())
        self.unread.setText(self.tr("Unread {}").format(unread))
        self.unread.setEnabled(bool(unread))
        for button in (self.statements, self.troubles, self.unread):
            button.updateGeometry()

    def show_parts(self, part: int, count: int) -> None:
        """Say which part of a long document is shown."""
        self._part = part
        for widget in (self.part, self.before, self.after):
            widget.setVisible(count > 1)
        self.part.setText(self.tr("Part {0} of {1}").format(part + 1, count))
        self.before.setEnabled(part > 0)
        self.after.setEnabled(part < count - 1)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.before.set_theme(theme)
        self.after.set_theme(theme)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, self.palette().color(QPalette.ColorRole.Mid))

    def _toggle(self, name: str) -> FlatButton:
        button = FlatButton(self, bare=True)
        button.setCheckable(True)
        button.clicked.connect(lambda: self._toggled(name))
        return button

    def _toggled(self, name: str) -> None:
        mine, other = self.statements, self.troubles
        if name == "troubles":
            mine, other = other, mine
        other.setChecked(False)
        self.toggled.emit(name if mine.isChecked() else "")

    def _step(self, by: int) -> None:
        self.part_wanted.emit(self._part + by)
