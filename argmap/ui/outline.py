"""The outline pane: the whole map as an indented list, in step with the canvas both ways.

It is what a screen reader reads in place of the picture. The keys of the map act here too: whoever
owns the actions gives them to `keys_widget`.
"""

from typing import Any

from PySide6.QtCore import (
    QCoreApplication,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    Qt,
    QTimer,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from argmap.app.editor import Editor
from argmap.app.messages import Notice, Tone, refusal
from argmap.edit import statements
from argmap.edit.store import Commit
from argmap.model.errors import UserError
from argmap.model.records import LinkId, StatementId
from argmap.render.style import Theme
from argmap.ui.bridge import Bridge
from argmap.ui.canvas.drop import Aim, DropPlan, Modifiers, carry_out, planned
from argmap.ui.dressed import theme_of
from argmap.ui.outline_model import OutlineModel
from argmap.ui.outline_rows import TOP, Row, home_of
from argmap.ui.outline_tree import OutlineTree

MANY = 300
"""In a map of more statements only the first two levels are open at the beginning."""

_DEEP = 1000
_Flag = QItemSelectionModel.SelectionFlag


def _said(text: str) -> str:
    return QCoreApplication.translate("Outline", text)


class FilterField(QLineEdit):
    """Words to narrow the outline by; Esc empties it, Down goes on into the list."""

    def __init__(self, list_: QWidget) -> None:
        super().__init__()
        self._list = list_
        self.setPlaceholderText(_said("Filter"))
        self.setAccessibleName(_said("Filter the outline by words"))
        self.setClearButtonEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)


class Outline(QWidget):
    """The map as a tree with a filter above it."""

    def __init__(self, editor: Editor, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outline")
        self.setAccessibleName(_said("Outline"))
        self._editor = editor
        self._in_step = False
        self._lent = False
        self._closed: set[str] = set()
        self.model = OutlineModel(editor.map, self._reword, self)
        self.model.editable = not editor.read_only
        self.tree = OutlineTree(theme_of(self))
        self.tree.setAccessibleName(_said("Outline of the map"))
        self.tree.setModel(self.model)
        self.keys_widget: QWidget = self.tree
        self.filter = FilterField(self.tree)
        self._hint = QLabel()
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        self._hint.setWordWrap(True)
        self._hint.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.setSpacing(6)
        column.addWidget(self.filter)
        column.addWidget(self.tree, 1)
        column.addWidget(self._hint)
        self.setFocusProxy(self.tree)
        self._connect(bridge)
        self._open_at_start()
        self._show_selection()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self.tree.painter_of_rows.set_theme(theme)
        self.tree.viewport().update()

    def _connect(self, bridge: Bridge) -> None:
        bridge.committed.connect(self._committed)
        bridge.session_changed.connect(self._session_changed)
        bridge.document_changed.connect(lambda _: self._document_changed())
        self.filter.textChanged.connect(self._take_filter)
        self.model.rowsInserted.connect(self._open_inserted)
        self.tree.expanded.connect(self._note_open)
        self.tree.collapsed.connect(self._note_closed)
        self.tree.selectionModel().selectionChanged.connect(lambda *_: self._select())
        self.tree.selectionModel().currentChanged.connect(lambda *_: self._select())
        self.tree.clicked.connect(lambda index: self._editor.show(self._id(index)))
        self.tree.plan_drop = self._drop_words
        self.tree.drop = self._drop
        self.tree.say = self._say
        self.tree.left = self._lend_focus

    # ------------------------------------------------------------------------------ open and shut

    def _open_at_start(self) -> None:
        if len(self._editor.map.statements) <= MANY:
            self.tree.expandAll()
        else:
            self.tree.expandToDepth(0)

    def _open_again(self) -> None:
        """After a filter: open what was open before it."""
        self._open_at_start()
        for id_ in self._closed:
            self.tree.collapse(self.model.index_of(home_of(self._editor.map, id_)))

    def _open_inserted(self, parent: QModelIndex, first: int, last: int) -> None:
        if len(self._editor.map.statements) > MANY and not self.filter.text():
            if parent.isValid():
                self.tree.setExpanded(parent, self._id(parent) not in self._closed)
            return
        for place in (parent, *(self.model.index(at, 0, parent) for at in range(first, last + 1))):
            self._open_below(place)

    def _open_below(self, index: QModelIndex) -> None:
        if index.isValid() and self._id(index) not in self._closed:
            self.tree.setExpanded(index, True)
            for at in range(self.model.rowCount(index)):
                self._open_below(self.model.index(at, 0, index))

    def _note_open(self, index: QModelIndex) -> None:
        if not self._in_step and not self.filter.text():
            self._closed.discard(self._id(index))

    def _note_closed(self, index: QModelIndex) -> None:
        noted = not self._in_step and not self.filter.text()
        if noted and self.model.rowCount(index):
            self._closed.add(self._id(index))

    def _id(self, index: QModelIndex) -> str:
        return self.model.row_at(index)[1]

    def _take_filter(self, words: str) -> None:
        with self._quietly():
            self.model.take_filter(words)
            if words.strip():
                self.tree.expandToDepth(_DEEP if self.model.matches() <= MANY else 0)
            else:
                self._open_again()
        self._show_selection()

    # ----------------------------------------------------------------------------------- in step

    def _committed(self, commit: Commit) -> None:
        with self._quietly():
            self.model.take(commit.after, commit.diff)
        self._show_selection()
        self.tree.viewport().update()

    def _session_changed(self) -> None:
        self.model.folded = self._editor.session.folded
        self._show_selection()
        if self._lent and self._editor.draft is None:
            self._lent = False
            # Whoever clicked elsewhere wants to be there; whoever typed goes on in the list.
            if QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton:
                QTimer.singleShot(0, self.tree, self.tree.setFocus)

    def _lend_focus(self) -> None:
        """Note that the focus went to the field in which a new statement is typed on the map."""
        self._lent = self._editor.draft is not None

    def _document_changed(self) -> None:
        self.model.editable = not self._editor.read_only

    def _show_selection(self) -> None:
        """Select the rows of what is selected; rows already chosen for it stay."""
        map, session = self._editor.map, self._editor.session
        wanted = [id_ for id_ in session.selection if id_ in map.statements]
        rows = self.tree.selectionModel().selectedIndexes()
        chosen = [self.model.row_at(index) for index in rows]
        current = self.model.row_at(self.tree.currentIndex())
        focus = self._row_of_focus(session.focus, chosen)
        if {row[1] for row in chosen} == set(wanted) and focus in (current, TOP):
            return
        selection = QItemSelection()
        for id_ in wanted:
            index = self.model.index_of(_chosen_row(map, id_, chosen))
            if index.isValid():
                selection.select(index, index)
        with self._quietly():
            model = self.tree.selectionModel()
            model.select(selection, _Flag.ClearAndSelect)
            index = self.model.index_of(focus)
            if index.isValid():
                model.setCurrentIndex(index, _Flag.NoUpdate)
                self.tree.scrollTo(index)

    def _row_of_focus(self, focus: str, chosen: list[Row]) -> Row:
        map = self._editor.map
        if focus in map.statements:
            return _chosen_row(map, focus, chosen)
        link = map.links.get(LinkId(focus))
        return (link.id, link.premises[0]) if link is not None and link.premises else TOP

    def _select(self) -> None:
        """Make the chosen rows the selection of the map; the current row is the focus."""
        if self._in_step:
            return
        rows = self.tree.selectionModel().selectedIndexes()
        chosen = dict.fromkeys(self._id(index) for index in rows)
        held = [id_ for id_ in self._editor.session.selection if id_ in chosen]
        ids = list(dict.fromkeys((*held, *chosen)))
        current = self._id(self.tree.currentIndex())
        if current in chosen:
            ids = [*(id_ for id_ in ids if id_ != current), current]
        with self._quietly():
            self._editor.select(*ids)

    def _quietly(self) -> "_Quiet":
        return _Quiet(self)

    # ----------------------------------------------------------------------------------- changes

    def _reword(self, id_: str, text: str) -> bool:
        if text == self._editor.map.statements[StatementId(id_)].text:
            return False
        try:
            with self._editor.transact("Change text") as tx:
                statements.set_text(tx, id_, text)
        except UserError as error:
            self._editor.tell(refusal(error))
            return False
        return True

    def _plan(self, ids: list[StatementId], aim: Aim, modifiers: Modifiers) -> DropPlan:
        return planned(self._editor.map, ids, aim, modifiers)

    def _drop_words(self, ids: list[StatementId], aim: Aim, modifiers: Modifiers) -> str:
        if not (aim.over or aim.gap) or self._editor.read_only:
            return ""
        return self._plan(ids, aim, modifiers).words

    def _drop(self, ids: list[StatementId], aim: Aim, modifiers: Modifiers) -> None:
        if not (aim.over or aim.gap):
            return
        plan = self._plan(ids, aim, modifiers)
        if not plan.acts:
            self._editor.tell(Notice(f"{plan.words}.", Tone.REFUSAL))
            return
        try:
            with self._editor.transact(plan.label) as tx:
                carry_out(plan, self._editor.placement, tx)
        except UserError as error:
            self._editor.tell(refusal(error))

    def _say(self, words: str) -> None:
        self._hint.setText(words)
        self._hint.setVisible(bool(words))


class _Quiet:
    """While it lasts, what the tree's selection does is not taken for a person's choice."""

    def __init__(self, outline: Outline) -> None:
        self._outline = outline
        self._before = False

    def __enter__(self) -> None:
        self._before, self._outline._in_step = self._outline._in_step, True  # noqa: SLF001

    def __exit__(self, *_: Any) -> None:
        self._outline._in_step = self._before  # noqa: SLF001


def _chosen_row(map: Any, id_: str, chosen: list[Row]) -> Row:
    """Return the row in which a statement is chosen already, else its home."""
    return next((row for row in chosen if row[1] == id_), home_of(map, id_))
