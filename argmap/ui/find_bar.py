"""Finding words in statements: a field under the map, how many there are, next and previous.

While it is open what was not found is faint; it can be hidden, and then stays so until all is shown
again.
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
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QWidget

from argmap.app.actions_way import hide_or_show
from argmap.app.editor import Editor
from argmap.app.finding import Finder, Search
from argmap.app.scope import shown_in
from argmap.model.records import StatementId, StatementKind
from argmap.ui.bridge import Bridge
from argmap.ui.buttons import FlatButton
from argmap.ui.labels import plain_label

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
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(self.tr("Find in statements"))
        self.field.setAccessibleName(self.tr("Find in statements"))
        self.field.setClearButtonEnabled(True)
        self.field.setMaximumWidth(420)
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.count = plain_label("", self)
        self.kinds = self._kind_button()
        self.hide_others = FlatButton(self)
        self.hide_others.setText(self.tr("Hide others"))
        self.hide_others.setCheckable(True)
        self.hide_others.clicked.connect(lambda: hide_or_show(editor))
        bridge.committed.connect(lambda _: self._search_again())
        bridge.session_changed.connect(self._show_hiding)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.addWidget(self.field, 1)
        row.addWidget(self.kinds)
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
        self._show_hiding()
        self.hide()

    @property
    def search(self) -> Search:
        """What is looked for."""
        return Search(self.field.text(), self._kind)

    def open(self) -> None:
        """Show the bar, ready for typing."""
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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._took(event)
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
        if not self.search:
            self.count.setText("")
        elif not self._found:
            self.count.setText(self.tr("not found"))
        elif focus in self._found:
            place = self._found.index(StatementId(focus)) + 1
            self.count.setText(self.tr("{} of {}").format(place, len(self._found)))
        else:
            self.count.setText(self.tr("{} found").format(len(self._found)))
