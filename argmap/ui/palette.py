"""The command palette: everything that can be done or gone to, found by a few letters.

Actions and recent maps stand in one list; `@` looks among the statements. What cannot be done now
is listed last, with the reason.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from argmap.app.matching import best_fit, holds_words
from argmap.model.light_dataclass import dataclass
from argmap.ui.menus import full_title, said, shown_keys
from argmap.ui.overlay import Overlay
from argmap.ui.window import Window

MOST_SHOWN = 100
SIZE = QSize(640, 440)
_ENTRY = Qt.ItemDataRole.UserRole
_UNLIKELY = 0.18
_LIKELY = 0.45
"""The fit from which what was typed stands in a name, not only its letters."""
_WORD = 3
"""From so many letters on, statements are looked for without the @."""
_HIDDEN = frozenset({"help.palette"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: what it says, what stands at its right, what it does."""

    title: str
    detail: str
    act: Callable[[], object]
    usable: bool = True


class Palette(Overlay):
    """A field and the list of what fits."""

    def __init__(
        self, window: Window, recent: Sequence[Path], open_map: Callable[[Path], object]
    ) -> None:
        super().__init__(window, SIZE, 64)
        self._window, self._recent, self._open_map = window, recent, open_map
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(self.tr("Type what to do, or @ and words of a statement"))
        self.field.setAccessibleName(self.tr("Find an action"))
        self.field.setFrame(False)
        self.list = QListWidget(self)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setItemDelegate(_Lines(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setUniformItemSizes(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        self.setFocusProxy(self.field)
        self.field.textChanged.connect(self._fill)
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(self._take)
        self._fill("")

    def entries(self, typed: str) -> list[Entry]:
        """Return what fits the typed letters, the best first."""
        if typed.startswith("@"):
            return list(self._statements(typed[1:]))[:MOST_SHOWN]
        found = [*self._actions(typed), *self._maps(typed)]
        found.sort(key=lambda scored: (not scored[1].usable, -scored[0]))
        clear = [entry for score, entry in found if entry.usable and score >= _LIKELY]
        vague = [entry for score, entry in found if not entry.usable or score < _LIKELY]
        # Words of a statement tell more than letters scattered over the name of an action.
        statements = list(self._statements(typed)) if len(typed) >= _WORD else []
        return [*clear, *statements, *vague][:MOST_SHOWN]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = event.type() == QEvent.Type.KeyPress and watched is self.field
        if pressed and isinstance(event, QKeyEvent) and self._took(event):
            return True
        return super().eventFilter(watched, event)

    def _took(self, event: QKeyEvent) -> bool:
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: 8,
            Qt.Key.Key_PageUp: -8,
        }
        key = Qt.Key(event.key())
        if key in steps:
            rows = max(self.list.count(), 1)
            row = self.list.currentRow() + steps[key]
            self.list.setCurrentRow(row % rows if abs(steps[key]) == 1 else _within(row, rows))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if (item := self.list.currentItem()) is not None:
                self._take(item)
        else:
            return False
        return True

    def _fill(self, typed: str) -> None:
        self.list.clear()
        for entry in self.entries(typed):
            item = QListWidgetItem(entry.title, self.list)
            item.setData(_ENTRY, entry)
        self.list.setCurrentRow(0)

    def _take(self, item: QListWidgetItem) -> None:
        entry: Entry = item.data(_ENTRY)
        self.close_and_return()
        entry.act()

    def _actions(self, typed: str) -> Iterator[tuple[float, Entry]]:
        actions = self._window.actions_
        for id_, action in actions.records.items():
            score = best_fit(typed, said(action.title), (*action.words, id_, full_title(action)))
            if id_ in _HIDDEN or score < _UNLIKELY:
                continue
            reason = actions.reason(id_)
            keys = next(iter(shown_keys(actions[id_])), "")
            act = partial(self._window.perform, action)
            yield score, Entry(full_title(action), reason or keys, act, not reason)

    def _maps(self, typed: str) -> Iterator[tuple[float, Entry]]:
        for path in self._recent:
            name = path.name.removesuffix(".yaml").removesuffix(".argmap")
            score = 0.9 * best_fit(typed, name, (str(path),))
            if typed and score >= _UNLIKELY:
                yield score, Entry(name, self.tr("open"), partial(self._open_map, path))

    def _statements(self, typed: str) -> Iterator[Entry]:
        editor = self._window.editor
        if editor is None:
            return
        words = typed.split()
        for id_, statement in editor.map.statements.items():
            if holds_words(statement.text, words):
                text = " ".join(statement.text.split()) or id_
                yield Entry(text, statement.kind.value, partial(editor.go_to, id_))


class _Lines(QStyledItemDelegate):
    """Paints a title at the left and its detail, muted, at the right."""

    PAD = 10

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(100, option.fontMetrics.height() + 12)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        entry: Entry = index.data(_ENTRY)
        palette = option.palette
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color(QPalette.ColorRole.Highlight))
            painter.drawRoundedRect(option.rect.adjusted(0, 1, 0, -1), 5, 5)
        area = option.rect.adjusted(self.PAD, 0, -self.PAD, 0)
        metrics = option.fontMetrics
        room = area.width() // (3 if entry.usable else 2)
        detail = metrics.elidedText(entry.detail, Qt.TextElideMode.ElideRight, room)
        used = metrics.horizontalAdvance(detail)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        painter.drawText(area, middle | Qt.AlignmentFlag.AlignRight, detail)
        if entry.usable:
            painter.setPen(palette.color(QPalette.ColorRole.Text))
        left = QRect(area.left(), area.top(), area.width() - used - 16, area.height())
        title = metrics.elidedText(entry.title, Qt.TextElideMode.ElideRight, left.width())
        painter.drawText(left, middle | Qt.AlignmentFlag.AlignLeft, title)
        painter.restore()


def _within(row: int, rows: int) -> int:
    return max(0, min(row, rows - 1))
