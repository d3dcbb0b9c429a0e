"""What is laid over a step for a moment: all steps to choose from, and the keys of a talk."""

from collections.abc import Iterable
from math import ceil

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from argmap.app.talk import Talk
from argmap.render.style import Theme
from argmap.ui.menus import ActionSet, full_title, shown_keys
from argmap.ui.present.pictures import Look, StepPictures
from argmap.ui.present.stand import Stand

_GAP = 18
_SHAPE = 16 / 9
_HELD_KEYS = (("Ctrl", "Laser, while it is held"), ("Z", "Magnify, while it is held"))
_NUMBERS = ("1 2 3 … Enter", "Go to the step of that number")
_SIGNS = {"Right": "→", "Left": "←", "Up": "↑", "Down": "↓"}
Line = tuple[str, str]


class StepGrid(QWidget):
    """All steps as small pictures; arrows and Enter or a click choose one."""

    chosen = Signal(int)

    def __init__(
        self, talk: Talk, stand: Stand, pictures: StepPictures, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("step-grid")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._talk, self._stand, self._pictures = talk, stand, pictures
        self._theme = theme
        self.here = talk.at
        self._describe()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(self._theme.window))
        for at in range(len(self._talk.steps)):
            self._paint_step(painter, at)
        painter.end()

    def cell(self, at: int) -> QRectF:
        """Return where a step stands, its title included."""
        columns, size = self._grid()
        row, column = divmod(at, columns)
        x = _GAP + column * (size.width() + _GAP)
        return QRectF(x, _GAP + row * (size.height() + _GAP), size.width(), size.height())

    def _paint_step(self, painter: QPainter, at: int) -> None:
        cell, theme = self.cell(at), self._theme
        words = self.fontMetrics().height() + 6
        picture = cell.adjusted(0, 0, 0, -words)
        look = Look(picture.size().toSize(), self.devicePixelRatioF(), theme)
        image = self._pictures.picture(
            self._stand.map, self._stand.placement, (self._talk.story, at), look
        )
        painter.drawImage(picture.topLeft(), image)
        here = at == self.here
        painter.setPen(QPen(QColor(theme.accent if here else theme.hairline), 3 if here else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(picture, 3, 3)
        painter.setPen(QColor(theme.text))
        title = f"{at + 1}  {self._talk.steps[at].title}"
        line = self.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, int(cell.width()))
        below = QRectF(cell.x(), picture.bottom(), cell.width(), words)
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, line)

    def _grid(self) -> tuple[int, QSize]:
        """Return how many columns, and how large a cell is, so that all steps are seen."""
        count, words = max(len(self._talk.steps), 1), self.fontMetrics().height() + 6
        best = (1, QSize(40, 40))
        for columns in range(1, count + 1):
            rows = ceil(count / columns)
            width = (self.width() - _GAP) / columns - _GAP
            height = (self.height() - _GAP) / rows - _GAP
            width = max(min(width, (height - words) * _SHAPE), 40)
            if width > best[1].width():
                best = columns, QSize(int(width), int(width / _SHAPE) + words)
        return best

    def keyPressEvent(self, event: QKeyEvent) -> None:
        columns, _ = self._grid()
        steps = {
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Down: columns,
            Qt.Key.Key_Up: -columns,
        }
        key = Qt.Key(event.key())
        if key in steps:
            self.here = min(max(self.here + steps[key], 0), len(self._talk.steps) - 1)
            self._describe()
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self.here)
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_D, Qt.Key.Key_G):
            self._talk.leave()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for at in range(len(self._talk.steps)):
            if self.cell(at).contains(event.position()):
                self.chosen.emit(at)

    def _describe(self) -> None:
        steps = self._talk.steps
        title = steps[self.here].title if self.here < len(steps) else ""
        self.setAccessibleName(self.tr("All steps; chosen: {} {}").format(self.here + 1, title))


class KeySheet(QWidget):
    """The keys of a talk, over the step; any key or click takes it away, and the key acts."""

    def __init__(self, talk: Talk, actions: ActionSet, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("talk-keys")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._talk, self._actions = talk, actions
        self.lines = list(_lines(actions))
        self.setAccessibleName("; ".join(f"{what}: {keys}" for keys, what in self.lines))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(0, 0, 0, 120))
        pitch = self.fontMetrics().height() + 9
        half = ceil(len(self.lines) / 2)
        width = min(980, self.width() - 40)
        height = min(half * pitch + 48, self.height() - 20)
        panel = QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)
        painter.setPen(QPen(self.palette().shadow().color(), 1))
        painter.setBrush(self.palette().window())
        painter.drawRoundedRect(panel, 10, 10)
        for number, (keys, what) in enumerate(self.lines):
            column, row = divmod(number, half)
            left = panel.x() + 28 + column * (width - 28) / 2
            area = QRectF(left, panel.y() + 24 + row * pitch, (width - 84) / 2, pitch)
            self._paint_line(painter, area, keys, what)
        painter.end()

    def _paint_line(self, painter: QPainter, area: QRectF, keys: str, what: str) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        strong = QFont(self.font())
        strong.setWeight(QFont.Weight.DemiBold)
        painter.setFont(strong)
        painter.setPen(self.palette().accent().color())
        keys_area = QRectF(area.x(), area.y(), area.width() * 0.44, area.height())
        shown = self.fontMetrics().elidedText(
            keys, Qt.TextElideMode.ElideRight, int(keys_area.width()) - 8
        )
        painter.drawText(keys_area, middle, shown)
        painter.setFont(self.font())
        painter.setPen(self.palette().windowText().color())
        painter.drawText(area.adjusted(keys_area.width(), 0, 0, 0), middle, what)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key does: whoever has looked it up presses it next."""
        if event.key() in _HELD_DOWN:
            return
        self._talk.leave()
        key = QKeySequence(event.keyCombination())
        talks = (id_ for id_ in self._actions.records if id_.startswith("talk."))
        for id_ in talks:
            if id_ not in _CLOSING and key in self._actions[id_].shortcuts():
                self._actions[id_].trigger()
                return

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._talk.leave()


_CLOSING = ("talk.keys", "talk.end")
"""Their keys do no more than take the sheet away."""
_HELD_DOWN = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta)


def _lines(actions: ActionSet) -> Iterable[Line]:
    """Yield the keys of every action of a talk and what it does, then the keys that are held."""
    for id_, action in actions.records.items():
        if id_.startswith("talk.") and (keys := shown_keys(actions[id_])):
            title = full_title(action).rpartition(": ")[2]
            yield "   ".join(_SIGNS.get(key, key) for key in keys), title
    yield _NUMBERS
    yield from _HELD_KEYS
