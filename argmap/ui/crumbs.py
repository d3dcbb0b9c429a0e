"""Steps of a way in one line, each a button; what has no room is in a menu behind an ellipsis."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from argmap.model.light_dataclass import dataclass
from argmap.render.at_words import at_words
from argmap.ui.buttons import LEAST_HEIGHT, FlatButton

_BETWEEN = 16
_WIDEST = 240
_NARROWEST = 90
_PADDING = 12
_SIGN = "›"
_MORE = "…"


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step: its words, and what a click on it does."""

    words: str
    act: Callable[[], None]


class Crumbs(QWidget):
    """The steps, the last of them where one is now."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._crumbs: Sequence[Crumb] = ()
        self._signs: list[int] = []
        self.buttons: list[FlatButton] = []

    def take(self, crumbs: Sequence[Crumb]) -> None:
        """Show these steps."""
        self._crumbs = crumbs
        self._lay_out()

    def sizeHint(self) -> QSize:
        return QSize(_WIDEST, max(LEAST_HEIGHT, self.fontMetrics().height() + 10))

    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        for left in self._signs:
            area = QRect(left, 0, _BETWEEN, self.height())
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, _SIGN)

    def _lay_out(self) -> None:
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        self.buttons, self._signs = [], []
        left = 0
        for words, crumbs in self._fitting():
            if left:
                self._signs.append(left)
                left += _BETWEEN
            button = self._button(words, crumbs)
            button.setGeometry(left, 0, self._room(words), self.height())
            button.show()
            self.buttons.append(button)
            left += button.width()
        self.update()

    def _fitting(self) -> list[tuple[str, Sequence[Crumb]]]:
        """Return what is shown: words, and the steps they stand for, several under an ellipsis."""
        steps: list[tuple[str, Sequence[Crumb]]] = []
        for widest in (_WIDEST, (_WIDEST + _NARROWEST) // 2, _NARROWEST):
            steps = [(self._cut(crumb.words, widest), [crumb]) for crumb in self._crumbs]
            if self._width(steps) <= self.width():
                return steps
        out: list[Crumb] = []
        while len(steps) > 4 and self._width(steps) > self.width():
            place = 3 if out else 2  # behind the whole map, the main claim and the ellipsis
            out.extend(steps.pop(place)[1])
            steps[2:3] = [(_MORE, out)] if len(out) > 1 else [(_MORE, out), steps[2]]
        return steps

    def _width(self, steps: Sequence[tuple[str, Sequence[Crumb]]]) -> int:
        return sum(self._room(words) + _BETWEEN for words, _ in steps) - _BETWEEN

    def _room(self, words: str) -> int:
        return self.fontMetrics().horizontalAdvance(words) + _PADDING

    def _cut(self, words: str, widest: int) -> str:
        return at_words(words, widest, self.fontMetrics().horizontalAdvance)

    def _button(self, words: str, crumbs: Sequence[Crumb]) -> FlatButton:
        button = FlatButton(self, bare=True)
        button.setText(words)
        if words != _MORE:
            here = crumbs[0] is self._crumbs[-1]
            button.setCheckable(here)
            button.setChecked(here)
            button.setToolTip(crumbs[0].words)
            button.setAccessibleName(crumbs[0].words)
            button.clicked.connect(lambda: crumbs[0].act())
            return button
        button.setAccessibleName(self.tr("Steps between"))
        menu = QMenu(button)
        for crumb in crumbs:
            action = menu.addAction(self._cut(crumb.words, 2 * _WIDEST).replace("&", "&&"))
            action.triggered.connect(lambda _=False, crumb=crumb: crumb.act())
        button.setMenu(menu)
        button.setPopupMode(FlatButton.ToolButtonPopupMode.InstantPopup)
        return button
