"""The lists below a page: its statements in reading order, and the quotes to look at."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidgetItem,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from argmap.documents.answers import State
from argmap.model.argmap import ArgumentMap
from argmap.model.records import StatementId
from argmap.render.icons import tinted_icon
from argmap.render.style import LIGHT, Theme
from argmap.ui.buttons import FlatButton
from argmap.ui.documents.page import PlainDocument
from argmap.ui.labels import plain_label
from argmap.ui.line_lists import LineList
from argmap.ui.sentences import called, one_line

if TYPE_CHECKING:
    from argmap.app.word_diff import Fate
    from argmap.documents.check import QuoteFinding

_LONGEST = 110


def _said(text: str) -> str:
    return QCoreApplication.translate("Documents", text)


_STATES = {
    State.MOVED: "The words stand among other words now.",
    State.CHANGED: "The passage was changed.",
    State.AMBIGUOUS: "The words stand in several places.",
    State.NOT_FOUND: "The words are not in the document.",
    State.SOURCE_MISSING: "The document is not at hand.",
}

_OUT_OF_ORDER = "The part stands before the part of the quote that precedes it."


class PlaceList(LineList):
    """Lines with icons, on a pane of their own."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setViewportMargins(10, 4, 2, 4)

    def show_lines(self, lines: Iterable[tuple[str, str, str, str]]) -> None:
        """Show lines: the id, the words, and name and colour of the icon."""
        wanted = list(lines)
        current = self.current_id
        self.clear()
        for id_, words, icon, colour in wanted:
            self.add_line(id_, words, tinted_icon(icon, colour))
        self.set_current(current)


def statement_lines(
    map: ArgumentMap, statements: Iterable[StatementId], theme: Theme
) -> list[tuple[str, str, str, str]]:
    """Return the lines of some statements, each once."""
    lines = []
    for id_ in dict.fromkeys(statements):
        held = map.statements[id_]
        tone = theme.tone(held.kind, held.color)
        lines.append((str(id_), one_line(held.text, _LONGEST), held.kind.value, tone.bar))
    return lines


class TroubleList(QWidget):
    """The quotes to look at: what became of each, and what can be done about it."""

    chosen = Signal(object)
    """A QuoteFinding was chosen."""

    def __init__(self, run: Callable[[str], object]) -> None:
        super().__init__()
        self._theme = LIGHT
        self._found: dict[str, QuoteFinding] = {}
        self._left: frozenset[str] = frozenset()
        self.lines = PlaceList(_said("Quotes to look at"))
        self.lines.currentRowChanged.connect(self._choose)
        self.words = Difference()
        self.accept = _button(_said("Accept"), lambda: run("document.accept"))
        self.point = _button(_said("Point to the selection"), lambda: run("document.point"))
        self.leave = _button(_said("Leave"), lambda: run("leave"))
        self.file = _button(_said("Point to the file…"), lambda: run("document.point-file"))
        self.calm = plain_label(_said("Every quote stands where it should."), self)
        self.calm.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.calm.setForegroundRole(self.calm.palette().ColorRole.PlaceholderText)
        row = QHBoxLayout()
        row.setContentsMargins(14, 0, 8, 4)
        for button in (self.accept, self.point, self.leave, self.file):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.lines, 3)
        column.addWidget(self.words, 2)
        column.addLayout(row)
        column.addWidget(self.calm, 1)
        self.setFocusProxy(self.lines)

    @property
    def current(self) -> "QuoteFinding | None":
        """The quote that is looked at."""
        return self._found.get(self.lines.current_id)

    def show_troubles(
        self,
        found: "Sequence[QuoteFinding]",
        left: "Sequence[QuoteFinding]",
        map: ArgumentMap,
        theme: Theme,
    ) -> None:
        """Show these quotes, and below them those that are left as they are."""
        self._theme = theme
        self._found = {_key(one): one for one in (*found, *left)}
        self._left = frozenset(_key(one) for one in left)
        self.lines.blockSignals(True)
        self.lines.show_lines(
            (key, _line(map, one), "warning", theme.muted if key in self._left else theme.warning)
            for key, one in self._found.items()
        )
        if left:
            heading = QListWidgetItem(_said("Left as they are ({})").format(len(left)))
            heading.setFlags(Qt.ItemFlag.NoItemFlags)
            self.lines.insertItem(len(found), heading)
        if found and self.lines.currentRow() < 0:
            self.lines.setCurrentRow(0)
        self.lines.blockSignals(False)
        self._show()

    def allow(self, *, accept: bool, point: bool) -> None:
        """Say what can be done about the quote that is looked at."""
        self.accept.setEnabled(accept)
        self.point.setEnabled(point)

    def _choose(self, _row: int) -> None:
        self._show()
        if self.current is not None:
            self.chosen.emit(self.current)

    def _show(self) -> None:
        one = self.current
        for widget in (self.words, self.accept, self.point, self.leave):
            widget.setVisible(one is not None)
        self.lines.setVisible(bool(self._found))
        self.calm.setVisible(not self._found)
        missing = one is not None and one.answer.state is State.SOURCE_MISSING
        self.file.setVisible(missing)
        if one is not None:
            self.accept.setVisible(not missing)
            self.point.setVisible(not missing)
            self.leave.setVisible(not missing)
            again = self.lines.current_id in self._left
            self.leave.setText(_said("Look at it again") if again else _said("Leave"))
            self.leave.updateGeometry()
            self.words.show_difference(one, self._theme)


class Difference(QTextEdit):
    """The words of a quote, and what stands in the document now: removed and added words."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setAccessibleName(_said("What has changed in the quote"))
        self.viewport().setBackgroundRole(self.palette().ColorRole.Window)
        document = PlainDocument(self)
        document.setDocumentMargin(14)
        self.setDocument(document)

    def show_difference(self, one: "QuoteFinding", theme: Theme) -> None:
        """Show what became of a quote."""
        from argmap.app.word_diff import Fate, word_diff  # seldom needed

        self.clear()
        cursor = self.textCursor()
        plain = QTextCharFormat()
        plain.setForeground(QColor(theme.muted))
        words = _said(_STATES.get(one.answer.state, "")) if not one.why else one.why
        words = words or (_said(_OUT_OF_ORDER) if one.out_of_order else "")
        cursor.insertText(f"{words}\n", plain)
        found = one.answer.found
        if one.answer.state in (State.AMBIGUOUS, State.SOURCE_MISSING) or not found:
            _write(cursor, f"“{one.exact}”", Fate.KEPT, theme)
        else:
            if one.answer.state is State.NOT_FOUND:
                cursor.insertText(_said("The nearest words:") + "\n", plain)
            for piece in word_diff(one.exact, found):
                _write(cursor, piece.words, piece.fate, theme)
        self.moveCursor(QTextCursor.MoveOperation.Start)


def _write(cursor: QTextCursor, words: str, fate: "Fate", theme: Theme) -> None:
    """Write words so that their fate is seen without colour too."""
    from argmap.app.word_diff import Fate

    form = QTextCharFormat()
    form.setForeground(QColor(theme.text))
    if fate is Fate.REMOVED:
        form.setForeground(QColor(theme.error))
        form.setFontStrikeOut(True)
    elif fate is Fate.ADDED:
        form.setForeground(QColor(theme.success))
        form.setFontUnderline(True)
        form.setFontWeight(QFont.Weight.DemiBold)
    if fate is Fate.ADDED and not cursor.atBlockStart():
        words = f" {words}" if words[:1].isalnum() and _ends_in_word(cursor) else words
    cursor.insertText(words, form)


def _ends_in_word(cursor: QTextCursor) -> bool:
    text = cursor.block().text()
    return text[-1:].isalnum()


def _line(map: ArgumentMap, one: "QuoteFinding") -> str:
    placed = one.answer.state in (State.IN_PLACE, State.MOVED) and one.out_of_order
    state = _said("Out of order") if placed else _said(str(one.answer.state)).capitalize()
    words = one_line(one.exact, 48)
    return f"{state}: “{words}”\n{called(map, one.statement, 48)}"


def _key(one: "QuoteFinding") -> str:
    return f"{one.statement} {one.quote} {one.part}"


def _button(words: str, run: Callable[[], object]) -> FlatButton:
    button = FlatButton()
    button.setText(words)
    button.clicked.connect(lambda: run())
    return button
