"""The row above the steps: which story, and buttons for what is done most with its steps."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QWidget

from argmap.render.icons import tinted_icon
from argmap.render.style import Theme
from argmap.ui.buttons import FlatButton
from argmap.ui.labels import plain_label

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from argmap.ui.menus import ActionSet

_BUTTONS = (
    ("story.step-from-selection", "plus", "Step"),
    ("story.mark-reveal", "", "Brings up…"),
    ("story.mark-focus", "", "Looks at…"),
    ("story.mark-hide", "", "Takes away…"),
    ("story.duplicate-step", "copy", ""),
    ("story.remove-step", "delete", ""),
    ("present.from-here", "present", ""),
)
"""The actions, with icon and words; those without words say what they do by their tooltips."""


_WIDEST = 280
"""Of the name of the story, in pixels."""


class StripHead(QWidget):
    """The choice of the story, buttons, and how long the last talk took."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.choice = QComboBox(self)
        self.choice.setAccessibleName(self.tr("Story"))
        self.choice.setMinimumContentsLength(12)
        adjust = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.choice.setSizeAdjustPolicy(adjust)
        self.choice.setEditable(True)
        self.choice.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.choice.setToolTip(self.tr("The story that is worked on; type another title for it"))
        self.times = plain_label("", self)
        self.buttons: dict[str, ActionButton] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self.choice.setMaximumWidth(_WIDEST)
        self._row.addWidget(self.choice, 2)
        for id_, icon, words in _BUTTONS:
            button = ActionButton(icon, self.tr(words) if words else "", self)
            self._row.addWidget(button)
            self.buttons[id_] = button
        # It may be cut: a pane must not keep its window from being made narrow.
        self.times.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.times.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self.times, 1)

    def take(self, actions: "ActionSet") -> None:
        """Let the buttons do what the actions of the window do."""
        for id_, button in self.buttons.items():
            button.take(actions[id_])

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        for button in self.buttons.values():
            button.set_theme(theme)


class ActionButton(FlatButton):
    """A button for an action of the window, with words of its own."""

    def __init__(self, icon: str, words: str, parent: QWidget) -> None:
        super().__init__(parent, bare=not words)
        self._icon_name = icon
        self.setText(words)
        self.setIconSize(QSize(16, 16))
        style = Qt.ToolButtonStyle
        self.setToolButtonStyle(
            style.ToolButtonTextBesideIcon if words else style.ToolButtonIconOnly
        )
        self._action: QAction | None = None
        self.clicked.connect(self._trigger)

    def take(self, action: "QAction") -> None:
        """Do what this action does, as long as it may be done."""
        self._action = action
        action.changed.connect(self._follow)
        self._follow()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        if self._icon_name:
            self.setIcon(tinted_icon(self._icon_name, theme.text, theme.hairline))

    def _follow(self) -> None:
        if self._action is None:
            return
        self.setEnabled(self._action.isEnabled())
        self.setCheckable(self._action.isCheckable())
        self.setChecked(self._action.isChecked())
        self.setToolTip(self._action.toolTip())
        self.setAccessibleName(self._action.text())

    def _trigger(self) -> None:
        if self._action is not None:
            self._action.trigger()
            self._follow()
