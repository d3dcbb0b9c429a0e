"""Fields of a form that edits a map: each shows a value and gives back a new one when it is left.

Enter (Ctrl+Enter where text has several lines) or leaving commits, Esc restores, a pause commits
nothing. A value that comes from elsewhere while somebody types does not disturb what is typed. The
fields know nothing of maps: `show_value` goes in, the signal `committed` comes out.
"""

from collections.abc import Callable, Sequence
from math import ceil
from typing import Any

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def as_words(value: object) -> str:
    """Return a value as text; None is the empty text."""
    return "" if value is None else str(value)


def _is_undo(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Undo) or event.matches(
        QKeySequence.StandardKey.Redo
    )


class LineField(QLineEdit):
    """One line of text; `shown` and `meant` turn a value into text and back."""

    committed = Signal(object)

    def __init__(
        self,
        shown: Callable[[Any], str] = as_words,
        meant: Callable[[str], Any] = str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._shown, self._meant = shown, meant
        self._settled = ""

    def show_value(self, value: object) -> None:
        """Show a value; what is being typed stays."""
        typing, self._settled = self.modified(), self._shown(value)
        if not typing and self.text() != self._settled:
            self._settle(self._settled)

    def modified(self) -> bool:
        """Tell whether something was typed that is not committed."""
        return self.text() != self._settled

    def take(self) -> Any:
        """Return the value that was typed, and hold it for the present one."""
        self._settle(self.text())
        return self._meant(self.text())

    def finish(self) -> None:
        """Commit what was typed."""
        if self.modified():
            self.committed.emit(self.take())

    def give_up(self) -> None:
        """Bring back the value from before."""
        self._settle(self._settled)

    def set_editable(self, editable: bool) -> None:
        """Let the value be changed, or only read and copied."""
        self.setReadOnly(not editable)

    def _settle(self, text: str) -> None:
        at = self.cursorPosition()
        self.setText(text)  # also forgets the steps of typing: undo is the map's from here on
        self.setCursorPosition(min(at, len(text)) if self.hasFocus() else 0)
        self._settled = text

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape and self.modified():
                event.accept()
                return True
            if _is_undo(event) and not self.modified():
                event.ignore()  # nothing typed: the key undoes in the map
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.finish()
            event.accept()
        elif event.key() == Qt.Key.Key_Escape:
            event.setAccepted(self.modified())
            self.give_up()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.finish()


class TextField(QPlainTextEdit):
    """Several lines of text, as high as they need within limits. Tab leaves the field.

    A text that is one paragraph (`flat`) is committed by Enter as well.
    """

    committed = Signal(object)

    def __init__(
        self,
        fewest: int = 2,
        most: int = 10,
        parent: QWidget | None = None,
        *,
        flat: bool = False,
    ) -> None:
        super().__init__(parent)
        self._flat = flat
        self._fewest, self._most = fewest, most
        self._settled = ""
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self._fit_height())
        self._fit_height()

    def show_value(self, value: object) -> None:
        """Show a value; what is being typed stays."""
        typing, self._settled = self.modified(), as_words(value)
        if not typing and self.toPlainText() != self._settled:
            self._settle(self._settled)

    def modified(self) -> bool:
        """Tell whether something was typed that is not committed."""
        return self.toPlainText() != self._settled

    def take(self) -> str:
        """Return the text that was typed, and hold it for the present one."""
        self._settle(self.toPlainText())
        return self._settled

    def finish(self) -> None:
        """Commit what was typed."""
        if self.modified():
            self.committed.emit(self.take())

    def give_up(self) -> None:
        """Bring back the value from before."""
        self._settle(self._settled)

    def set_editable(self, editable: bool) -> None:
        """Let the value be changed, or only read and copied."""
        self.setReadOnly(not editable)

    def _settle(self, text: str) -> None:
        at = self.textCursor().position()
        self.setPlainText(text)
        self._settled = self.toPlainText()
        if self.hasFocus():
            cursor = self.textCursor()
            cursor.setPosition(min(at, self.document().characterCount() - 1))
            self.setTextCursor(cursor)

    def _fit_height(self) -> None:
        lines = self._lines()
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if lines > self._most else policy.ScrollBarAlwaysOff
        )
        shown = min(max(lines, self._fewest), self._most)
        margins = 2 * round(self.document().documentMargin()) + 2 * self.frameWidth()
        height = ceil(shown * QFontMetricsF(self.font()).lineSpacing()) + margins
        if height != self.minimumHeight() or height != self.maximumHeight():
            self.setFixedHeight(height)

    def _lines(self) -> int:
        """Return how many lines the text takes, counted no further than they are shown."""
        layout, block, lines = self.document().documentLayout(), self.document().begin(), 0
        while block.isValid() and lines <= self._most:
            layout.blockBoundingRect(block)  # lays the block out at the present width
            lines += max(block.layout().lineCount(), 1)
            block = block.next()
        return lines

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit_height()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            escaping = event.key() == Qt.Key.Key_Escape and self.modified()
            if escaping or _is_ctrl_enter(event):
                event.accept()
                return True
            if _is_undo(event) and not self.modified():
                event.ignore()
                return False
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit_height()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_ctrl_enter(event) or (self._flat and event.key() in _ENTER):
            self.finish()
            event.accept()
        elif event.key() == Qt.Key.Key_Escape:
            event.setAccepted(self.modified())
            self.give_up()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.finish()


def _is_ctrl_enter(event: QKeyEvent) -> bool:
    return event.key() in _ENTER and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


VARIOUS = object()
"""Shown where several things differ: no choice at all."""


class ChoiceField(QComboBox):
    """One of several values, each with its words; a value that is none of them is shown as it is.

    The wheel scrolls the form, it does not change the choice.
    """

    committed = Signal(object)

    def __init__(
        self, choices: Sequence[tuple[Any, str]] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._settled: Any = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.set_choices(choices)
        self.activated.connect(lambda _: self.finish())

    def set_choices(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Offer other values; the present one stays chosen where it is among them."""
        if [(self.itemData(at), self.itemText(at)) for at in range(self.count())] == list(choices):
            return
        with QSignalBlocker(self):
            self.clear()
            for value, words in choices:
                self.addItem(words, value)
            self._show(self._settled)

    def show_value(self, value: object) -> None:
        """Show a value."""
        self._settled = value
        with QSignalBlocker(self):
            self._show(value)

    def modified(self) -> bool:
        """Tell whether something was chosen that is not committed."""
        return self.currentIndex() >= 0 and self.currentData() != self._settled

    def take(self) -> Any:
        """Return what was chosen, and hold it for the present value."""
        self._settled = self.currentData()
        return self._settled

    def finish(self) -> None:
        """Commit what was chosen."""
        if self.modified():
            self.committed.emit(self.take())

    def give_up(self) -> None:
        """Bring back the value from before."""
        self.show_value(self._settled)

    def set_editable(self, editable: bool) -> None:
        """Let another value be chosen, or not."""
        self.setEnabled(editable)

    def _show(self, value: object) -> None:
        place = next((at for at in range(self.count()) if self.itemData(at) == value), -1)
        if place < 0 and value and value is not VARIOUS:
            self.addItem(str(value), value)
            place = self.count() - 1
        self.setCurrentIndex(place)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class WordsField(QComboBox):
    """One line of free text with a list of usual values beside it."""

    committed = Signal(object)

    def __init__(self, usual: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.addItems(list(usual))
        self.line = LineField()
        self.setLineEdit(self.line)
        self.setCurrentIndex(-1)
        if (completer := self.completer()) is not None:
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.line.clear()
        self.line.committed.connect(lambda value: self.committed.emit(value))
        self.activated.connect(lambda _: self.line.finish())

    def show_value(self, value: object) -> None:
        """Show a value; what is being typed stays."""
        self.line.show_value(value)

    def modified(self) -> bool:
        """Tell whether something was typed that is not committed."""
        return self.line.modified()

    def take(self) -> Any:
        """Return the value that was typed, and hold it for the present one."""
        return self.line.take()

    def finish(self) -> None:
        """Commit what was typed."""
        self.line.finish()

    def give_up(self) -> None:
        """Bring back the value from before."""
        self.line.give_up()

    def set_editable(self, editable: bool) -> None:
        """Let the value be changed, or not."""
        self.setEnabled(editable)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class FlagField(QCheckBox):
    """Yes or no."""

    committed = Signal(object)

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.clicked.connect(lambda on: self.committed.emit(on))

    def show_value(self, value: object) -> None:
        """Show a value."""
        self.setChecked(bool(value))

    def modified(self) -> bool:
        """Tell whether something waits to be committed: never, a click commits at once."""
        return False

    def take(self) -> bool:
        """Return what is shown."""
        return self.isChecked()

    def finish(self) -> None:
        """Commit: a click has done so."""

    def give_up(self) -> None:
        """Bring back the value from before: there is none."""

    def set_editable(self, editable: bool) -> None:
        """Let the value be changed, or not."""
        self.setEnabled(editable)
