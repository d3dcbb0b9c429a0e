"""The row at the top of a window: the map's name, the menus, and the few buttons used most.

It stands before there are actions: menus are empty and buttons do nothing until `take` brings them.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QAction, QFont, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenuBar, QSizePolicy, QWidget

from argmap.ui.buttons import FlatButton

if TYPE_CHECKING:
    from argmap.ui.menus import ActionSet

MENUS = ("File", "Edit", "Insert", "Document", "Arrange", "View", "Present", "Help")
ICON = QSize(16, 16)
LONGEST_NAME = 260


class TopBar(QWidget):
    """One row instead of a menu bar above a tool bar."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("top-bar")
        self.name = QLabel(self)
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.name.setContentsMargins(14, 0, 6, 0)
        bold = QFont(self.name.font())
        bold.setWeight(QFont.Weight.DemiBold)
        self.name.setFont(bold)
        frame = _Clipped(self)
        self.menus = {
            name: frame.bar.addMenu(f"&{QCoreApplication.translate('Action', name)}")
            for name in MENUS
        }
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 5, 12, 6)
        row.setSpacing(6)
        row.addWidget(self.name)
        row.addWidget(frame, 1)
        self._words = {
            "edit.undo": "",
            "edit.redo": "",
            "insert.support": self.tr("+ Reason"),
            "insert.objection": self.tr("− Objection"),
            "file.export": self.tr("Export…"),
        }
        self.buttons = {id_: _button(words, self) for id_, words in self._words.items()}
        for button in self.buttons.values():
            row.addWidget(button)

    @property
    def icons(self) -> list[str]:
        """The actions whose buttons show an icon."""
        return [id_ for id_, words in self._words.items() if not words]

    def take(self, actions: "ActionSet") -> None:
        """Fill the menus with actions and let the buttons run theirs."""
        actions.fill(self.menus)
        for menu in self.menus.values():
            menu.menuAction().setVisible(not menu.isEmpty())
        for id_, button in self.buttons.items():
            _give_action(button, actions[id_], self._words[id_])

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
        self.bar = QMenuBar(self)
        self.bar.setNativeMenuBar(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return self.bar.sizeHint() - QSize(0, 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.bar.minimumSizeHint().width(), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.bar.setGeometry(0, 0, self.width(), self.height() + 1)


def _button(words: str, parent: QWidget) -> FlatButton:
    button = FlatButton(parent)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.setIconSize(ICON)
    styles = Qt.ToolButtonStyle
    button.setToolButtonStyle(styles.ToolButtonTextOnly if words else styles.ToolButtonIconOnly)
    button.setText(words)
    button.setEnabled(False)
    return button


def _give_action(button: FlatButton, action: QAction, words: str) -> None:
    """Let a button run an action; it keeps its own words and hides nothing of the action's."""
    button.setDefaultAction(action)
    if words:
        _keep_words(button, words)
        action.changed.connect(lambda: _keep_words(button, words))


def _keep_words(button: FlatButton, words: str) -> None:
    # A tool button takes the text of its action whenever that changes.
    if button.text() != words:
        button.setText(words)
