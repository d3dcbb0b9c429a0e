"""Finding words in statements: a field under the map, how many there are, next and previous.

While it is open what was not found is faint; it can be hidden, and then stays so until all is shown
again. A second row replaces what was found; while it is there, the words are looked for as a whole.
"""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from argmap.app.actions_way import hide_or_show
from argmap.app.editor import Editor
from argmap.app.finding import Finder, Search, voices
from argmap.app.messages import Notice, refusal
from argmap.app.scope import shown_in
from argmap.edit.replacing import replace_words
from argmap.model.errors import UserError
from argmap.model.records import StatementId, StatementKind
from argmap.ui.bridge import Bridge
from argmap.ui.buttons import FlatButton
from argmap.ui.labels import plain_label
from argmap.ui.replace_row import ReplaceRow

_KINDS = {
    None: "Any kind",
    StatementKind.CLAIM: "Claims",
    StatementKind.EVIDENCE: "Evidence",
    StatementKind.COUNTERPOINT: "Counterpoints",
    StatementKind.QUESTION: "Questions",
}


class FindBar(QWidget):
    """Selects one finding after another; Esc closes it and goes back to the map."""

    def __init__(self, editor: Editor, bridge: Bridge, home: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._editor, self._home = editor, home
        self._finder = Finder()
        self._found: list[StatementId] = []
        self._kind: StatementKind | None = None
        self._said_by = ""
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(self.tr("Find in statements"))
        self.field.setAccessibleName(self.tr("Find in statements"))
        self.field.setClearButtonEnabled(True)
        self.field.setMaximumWidth(420)
        self.field.textChanged.connect(self._search)
        self.count = plain_label("", self)
        self.kinds = self._kind_button()
        self.people = self._people_button()
        self.hide_others = FlatButton(self)
        self.hide_others.setText(self.tr("Hide others"))
        self.hide_others.setCheckable(True)
        self.hide_others.clicked.connect(lambda: hide_or_show(editor))
        bridge.committed.connect(lambda _: self._search_again())
        bridge.session_changed.connect(self._show_hiding)
        self.replacing = ReplaceRow(self)
        self._lay_out()
        self._show_hiding()
        self.hide()

    def _lay_out(self) -> None:
        """Put what finds in one row, and under it what replaces."""
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 6)
        row = QHBoxLayout()
        column.addLayout(row)
        row.addWidget(self.field, 1)
        row.addWidget(self.kinds)
        row.addWidget(self.people)
        row.addWidget(self.hide_others)
        row.addWidget(self.count)
        row.addStretch(1)
        for words, act in (
            (self.tr("Previous"), lambda: self.go(-1)),
            (self.tr("Next"), lambda: self.go(1)),
            (self.tr("Close"), self.leave),
        ):
            button = FlatButton(self)
            button.setText(words)
            button.clicked.connect(act)
            row.addWidget(button)
        self.replacing.one_wanted.connect(self.replace_here)
        self.replacing.all_wanted.connect(self.replace_all)
        self.replacing.left.connect(self.leave)
        column.addWidget(self.replacing)
        self.field.installEventFilter(self)

    @property
    def search(self) -> Search:
        """What is looked for."""
        in_a_row = not self.replacing.isHidden()
        return Search(self.field.text(), self._kind, self._said_by, in_a_row)

    def open(self, *, to_replace: bool = False) -> None:
        """Show the bar, ready for typing; with a second row, to replace what is found."""
        self.replacing.setVisible(to_replace)
        self.show()
        self.field.selectAll()
        self.field.setFocus()
        self._search()

    def leave(self) -> None:
        """Close the bar; what was found stays selected, what is hidden stays hidden."""
        self.hide()
        self._editor.session.dim(())
        self._home.setFocus()

    def go_on(self, step: int) -> None:
        """Select the next finding (or the one before) of the last search; without one, ask."""
        if not self.search:
            self.open()
            return
        self._collect()
        self.go(step)

    def go(self, step: int) -> None:
        """Select the next finding, or the one before."""
        if not self._found:
            return
        focus = self._editor.session.focus
        here = self._found.index(StatementId(focus)) if focus in self._found else -min(step, 0)
        if focus in self._found:
            here += step
        self._select(here % len(self._found))

    def look_for(self, kind: StatementKind | None) -> None:
        """Look for statements of a kind, or of any."""
        self._kind = kind
        self.kinds.setText(self.tr(_KINDS[kind]))
        self.kinds.updateGeometry()
        self._search()

    def look_for_voice(self, name: str) -> None:
        """Look for what somebody says, or anybody."""
        self._said_by = name
        self.people.setText(name or self.tr("Anybody"))
        self.people.updateGeometry()
        self._search()

    def replace_here(self) -> None:
        """Replace the words in the selected statement, if they are there, and go to the next."""
        focus = self._editor.session.focus
        if focus not in self._found:
            self.go(1)
            return
        place = self._found.index(StatementId(focus))
        after = self._found[(place + 1) % len(self._found)]
        self._replace([StatementId(focus)])
        if after in self._found:
            self._select(self._found.index(after))

    def replace_all(self) -> None:
        """Replace the words in all statements found, as one step of undo; say how often."""
        found = list(self._found)
        if count := self._replace(found):
            words = self.tr("Replaced {} times in {} statements.")
            if count == 1:
                words = self.tr("Replaced once.")
            self._editor.tell(Notice(words.format(count, len(found)), action="edit.undo"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._took(event)
        if event.type() == QEvent.Type.Resize:  # both fields stand below each other
            self.replacing.field.setFixedWidth(self.field.width())
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the bar from its buttons as well, which leave the key to it."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, self.palette().color(QPalette.ColorRole.Mid))

    def _kind_button(self) -> FlatButton:
        button = FlatButton(self)
        button.setText(self.tr(_KINDS[None]))
        button.setPopupMode(FlatButton.ToolButtonPopupMode.InstantPopup)
        button.setToolTip(self.tr("Kind of statement to find"))
        menu = QMenu(button)
        for kind, words in _KINDS.items():
            action = menu.addAction(self.tr(words))
            action.triggered.connect(lambda _=False, kind=kind: self.look_for(kind))
        button.setMenu(menu)
        return button

    def _people_button(self) -> FlatButton:
        button = FlatButton(self)
        button.setText(self.tr("Anybody"))
        button.setPopupMode(FlatButton.ToolButtonPopupMode.InstantPopup)
        button.setToolTip(self.tr("Who says it: the speaker, or the author of what is quoted"))
        menu = QMenu(button)
        menu.aboutToShow.connect(self._list_people)
        button.setMenu(menu)
        return button

    def _list_people(self) -> None:
        menu = self.people.menu()
        menu.clear()
        for name in ("", *voices(self._editor.map)):
            action = menu.addAction(name.replace("&", "&&") or self.tr("Anybody"))
            action.triggered.connect(lambda _=False, name=name: self.look_for_voice(name))

    def _replace(self, ids: list[StatementId]) -> int:
        """Replace the words in statements; return how often, 0 where it cannot be done."""
        try:
            with self._editor.transact(self.tr("Replace words")) as tx:
                count = replace_words(tx, ids, self.field.text(), self.replacing.field.text())
        except UserError as error:
            self._editor.tell(refusal(error))
            return 0
        self._editor.history.note_session()
        return count

    def _took(self, event: QKeyEvent) -> bool:
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go(-1 if back else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            return False
        return True

    def _search_again(self) -> None:
        if self.isVisible():
            self._collect()
            self._dim()

    def _search(self) -> None:
        self._collect()
        self._dim()
        scope = self._editor.session.scope
        if scope.hidden and self._found:
            hidden = self._editor.session.dimmed
            self._editor.session.look_into(replace(scope, hidden=hidden))
        if self._found and self._editor.session.focus not in self._found:
            self._select(0)

    def _collect(self) -> None:
        """Find anew; while a branch is shown alone, what is in it comes first."""
        editor = self._editor
        self._found = self._finder.found(editor.map, self.search)
        if editor.session.scope.top:
            within = shown_in(editor.map, editor.session.scope)
            self._found.sort(key=lambda id_: id_ not in within)
        self._tell()

    def _dim(self) -> None:
        """Make faint what was not found; where nothing was found, nothing is."""
        rest = self._editor.map.statements.keys() - set(self._found) if self._found else ()
        self._editor.session.dim(rest)

    def _select(self, place: int) -> None:
        id_ = self._found[place]
        self._editor.go_to(id_)
        self._tell()
        if QAccessible.isActive():  # the focus stays in the field, so nothing else is said
            said = f"{self.count.text()}: {self._editor.map.statements[id_].text}"
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field, said))

    def _show_hiding(self) -> None:
        session = self._editor.session
        self.hide_others.setChecked(bool(session.scope.hidden))
        self.hide_others.setEnabled(bool(session.scope.hidden or session.dimmed))

    def _tell(self) -> None:
        focus = self._editor.session.focus
        self.replacing.allow(bool(self._found and self.field.text().strip()))
        if not self.search:
            self.count.setText("")
        elif not self._found:
            self.count.setText(self.tr("not found"))
        elif focus in self._found:
            place = self._found.index(StatementId(focus)) + 1
            self.count.setText(self.tr("{} of {}").format(place, len(self._found)))
        else:
            self.count.setText(self.tr("{} found").format(len(self._found)))
