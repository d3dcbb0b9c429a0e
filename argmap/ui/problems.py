"""The problems pane: what is imperfect in the map and its file, each a step away from its place.

Nothing here forbids anything; the list is brought up to date a moment after each change.
"""

from itertools import islice
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QFocusEvent, QIcon, QKeyEvent
from PySide6.QtWidgets import QLabel, QListView, QStackedLayout, QVBoxLayout, QWidget

from argmap.app.editor import Editor
from argmap.app.messages import Notice
from argmap.model.argmap import ArgumentMap
from argmap.model.errors import Problem, Severity
from argmap.model.records import GroupId, SourceId
from argmap.render.icons import tinted_icon
from argmap.render.style import Theme
from argmap.ui.bridge import Bridge
from argmap.ui.dressed import theme_of
from argmap.ui.line_lists import lay_calm

if TYPE_CHECKING:
    from collections.abc import Iterator

SOON = 200
"""Milliseconds after a change until the problems are looked for: typing must not wait for it."""

AT_ONCE = 12
"""Steps of looking at the shape of a map that are taken without a pause."""

_SHOWN = 2000
_ICONS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "hint"}
_RANKS = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.HINT: 2}
_Role = Qt.ItemDataRole
_Index = QModelIndex | QPersistentModelIndex


def _said(text: str) -> str:
    return QCoreApplication.translate("Problems", text)


def subjects_of(map: ArgumentMap, problem: Problem) -> tuple[str, ...]:
    """Return what to select so that a problem's place is seen: its record, or a group's members."""
    if map.node(problem.subject) is not None:
        return (problem.subject,)
    group = map.groups.get(GroupId(problem.subject))
    if group is not None:
        return tuple(id_ for id_ in group.statements if id_ in map.statements)
    quoting = (
        statement.id
        for statement in map.statements.values()
        if any(quote.source == SourceId(problem.subject) for quote in statement.quotes)
    )
    return tuple(quoting) if problem.subject in map.sources else ()


class ProblemModel(QAbstractListModel):
    """The problems, the gravest first."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.problems: list[Problem] = []
        self._icons: dict[Severity, QIcon] = {}
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        colours = {
            Severity.ERROR: theme.error,
            Severity.WARNING: theme.warning,
            Severity.HINT: theme.muted,
        }
        self._icons = {of: tinted_icon(_ICONS[of], colour) for of, colour in colours.items()}

    def take(self, problems: list[Problem]) -> None:
        """Show these; an unchanged list is left alone."""
        ordered = sorted(problems, key=lambda problem: _RANKS[problem.severity])[:_SHOWN]
        if ordered != self.problems:
            self.beginResetModel()
            self.problems = ordered
            self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.problems)

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        problem = self.problems[index.row()]
        where = _said("Line {0}: ").format(problem.line) if problem.line else ""
        if role == _Role.DisplayRole:
            return where + problem.what
        if role == _Role.AccessibleTextRole:
            return f"{problem.severity.capitalize()}: {where}{problem.what}"
        if role == _Role.DecorationRole:
            return self._icons[problem.severity]
        return None


class ProblemList(QListView):
    """Wrapped lines; Enter goes to the place."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_said("Problems of the map"))
        lay_calm(self)
        self.setSpacing(3)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.doubleClicked.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.model().index(0, 0))


class Problems(QWidget):
    """The list of problems; its window title counts them, for the tab it is shown in."""

    def __init__(self, editor: Editor, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("problems")
        self.setAccessibleName(_said("Problems"))
        self._editor = editor
        self.model = ProblemModel(theme_of(self), self)
        self.list = ProblemList()
        self.list.setModel(self.model)
        self.list.doubleClicked.connect(self._go)
        self.calm = QLabel(_said("No problems"))
        self.calm.setTextFormat(Qt.TextFormat.PlainText)
        self.calm.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.calm.setContentsMargins(12, 24, 12, 12)
        self.calm.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        self._stack = QStackedLayout()
        column.addLayout(self._stack)  # before it is filled: it shows its first widget at once
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.calm)
        self.setFocusProxy(self.list)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self.refresh)
        self._steps: Iterator[None] = iter(())
        self._onward = QTimer(self)
        self._onward.timeout.connect(self._go_on)
        bridge.committed.connect(lambda _: self._soon.start())
        bridge.document_changed.connect(lambda _: self._soon.start())
        self.refresh()

    def refresh(self) -> None:
        """Look for the problems now; in a large map a little at a time, so that nobody waits."""
        self._steps = self._editor.checking.shape_in_steps(self._editor.map)
        self._go_on()

    def _go_on(self) -> None:
        for _ in islice(self._steps, AT_ONCE):
            pass
        if next(self._steps, self) is self:
            self._onward.stop()
            self._show()
        elif not self._onward.isActive():
            self._onward.start(0)

    def _show(self) -> None:
        problems = [self._editor.document.placed(problem) for problem in self._editor.problems]
        self.model.take(list(dict.fromkeys(problems)))
        count = len(self.model.problems)
        self._stack.setCurrentWidget(self.list if count else self.calm)
        title = _said("Problems ({0})").format(count) if count else _said("Problems")
        self.setWindowTitle(title)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self.model.set_theme(theme)
        self.list.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 40, 300)

    def _go(self, index: QModelIndex) -> None:
        problem = self.model.problems[index.row()]
        subjects = subjects_of(self._editor.map, problem)
        if subjects:
            self._editor.go_to(*subjects)
        elif problem.line:
            words = _said("This is about line {0} of the file; nothing on the map stands for it.")
            self._editor.tell(Notice(words.format(problem.line)))
