"""The row at the top of a window: the map's name, the menus, and the few buttons used most."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenuBar, QSizePolicy, QWidget

from argmap.ui.buttons import FlatButton
from argmap.ui.menus import ActionSet

ICON = QSize(16, 16)
LONGEST_NAME = 260


class TopBar(QWidget):
    """One row instead of a menu bar above a tool bar."""

    def __init__(self, actions: ActionSet, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("top-bar")
        self._full_name = ""
        self.name = QLabel(self)
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.name.setContentsMargins(14, 0, 6, 0)
        bold = QFont(self.name.font())
        bold.setWeight(QFont.Weight.DemiBold)
        self.name.setFont(bold)
        frame = _Clipped(self)
        self.menus = frame.menus
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 5, 12, 6)
        row.setSpacing(6)
        row.addWidget(self.name)
        row.addWidget(frame, 1)
        self.buttons = {
            "edit.undo": _button(actions, "edit.undo", "", self),
            "edit.redo": _button(actions, "edit.redo", "", self),
            "insert.support": _button(actions, "insert.support", self.tr("+ Reason"), self),
            "insert.objection": _button(actions, "insert.objection", self.tr("− Objection"), self),
            "file.export": _button(actions, "file.export", self.tr("Export…"), self),
        }
        for button in self.buttons.values():
            row.addWidget(button)

    def show_name(self, name: str, *, dirty: bool) -> None:
        """Show the name of the map, with a mark while it is not saved."""
        words = f"{name} •" if dirty else name
        short = self.name.fontMetrics().elidedText(
            words, Qt.TextElideMode.ElideMiddle, LONGEST_NAME
        )
        self.name.setText(short)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        line = self.palette().color(QPalette.ColorRole.Mid)
        painter.fillRect(0, self.height() - 1, self.width(), 1, line)


class _Clipped(QWidget):
    """A menu bar without the line that Fusion draws along its lower edge."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.menus = QMenuBar(self)
        self.menus.setNativeMenuBar(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return self.menus.sizeHint() - QSize(0, 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.menus.minimumSizeHint().width(), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.menus.setGeometry(0, 0, self.width(), self.height() + 1)


def _button(actions: ActionSet, id_: str, words: str, parent: QWidget) -> FlatButton:
    """Make a button of an action that keeps its own words and hides nothing of the action's."""
    action = actions[id_]
    button = FlatButton(parent)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.setIconSize(ICON)
    button.setDefaultAction(action)
    if words:
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        _keep_words(button, words)
        action.changed.connect(lambda: _keep_words(button, words))
    else:
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    return button


def _keep_words(button: FlatButton, words: str) -> None:
    # A tool button takes the text of its action whenever that changes.
    if button.text() != words:
        button.setText(words)
