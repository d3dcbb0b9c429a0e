"""The bar above the map that says which part of it is shown, and leads back.

The way from the main claim down to the top of the branch, every step of it to be clicked; and how
many statements a search has hidden. It is there only while not all of the map is shown.
"""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QPainter,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import QHBoxLayout, QWidget

from argmap.app.actions_way import go_back, look_into
from argmap.app.editor import Editor
from argmap.app.scope import WHOLE, Scope, shown_in, trail
from argmap.model.records import StatementId
from argmap.ui.bridge import Bridge
from argmap.ui.buttons import FlatButton
from argmap.ui.crumbs import Crumb, Crumbs
from argmap.ui.labels import plain_label


class Trail(QWidget):
    """Shows what part of one map is shown."""

    def __init__(self, editor: Editor, bridge: Bridge, home: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("trail")
        self.setAccessibleName(self.tr("What is shown of the map"))
        self._editor, self._home = editor, home
        self._of: tuple[object, object] = (None, WHOLE)
        self._told: tuple[object, ...] = ((), 0, False)
        self.crumbs = Crumbs(self)
        self.hidden = plain_label("", self)
        self.show_hidden = self._button(self.tr("Show all"), self._unhide)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 10, 5)
        row.addWidget(self.crumbs, 1)
        row.addWidget(self.hidden)
        row.addWidget(self.show_hidden)
        self.hide()
        bridge.session_changed.connect(self.refresh)
        bridge.committed.connect(lambda _: self.refresh())

    @property
    def words(self) -> str:
        """What the bar says, in sentences; empty where all of the map is shown."""
        top, said = self._editor.session.scope.top, []
        if top in self._editor.map.statements:
            said.append(self.tr("Only the branch of “{}” is shown.").format(self._name(top)))
        if self.hidden.text():
            said.append(f"{self.hidden.text()}.")
        return " ".join(said) if self._editor.session.scope else ""

    def refresh(self) -> None:
        """Say what is shown now."""
        scope, map = self._editor.session.scope, self._editor.map
        if scope is self._of[1] and (map is self._of[0] or not scope):
            return
        self._of = map, scope
        way = tuple((id_, self._name(id_)) for id_ in trail(map, scope.top))
        told = (way, self._hidden_count(scope), bool(scope))
        if told == self._told:
            return
        self._told = told
        self._say_hidden(told[1], more=bool(scope.hidden))
        steps = [Crumb(name, self._goer(id_)) for id_, name in way]
        whole = Crumb(self.tr("Whole map"), lambda: self._look(WHOLE))
        self.crumbs.take([whole, *steps] if steps else [])
        self.setVisible(bool(scope))
        self._tell()

    def _tell(self) -> None:
        """Let screen readers say what is shown now."""
        if QAccessible.isActive():
            words = self.words or self.tr("All of the map is shown.")
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._home, words))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        palette = self.palette()
        painter.fillRect(self.rect(), palette.color(QPalette.ColorRole.AlternateBase))
        edge = palette.color(QPalette.ColorRole.Mid)
        painter.fillRect(0, self.height() - 1, self.width(), 1, edge)

    def _say_hidden(self, count: int, *, more: bool) -> None:
        words = self.tr("{} statement hidden") if count == 1 else self.tr("{} statements hidden")
        self.hidden.setText(words.format(count) if count else "")
        self.hidden.setVisible(more)
        self.show_hidden.setVisible(more)

    def _hidden_count(self, scope: Scope) -> int:
        """Return how many statements a search has hidden, of those that would be shown."""
        if not scope.hidden:
            return 0
        map = self._editor.map
        return len(shown_in(map, replace(scope, hidden=frozenset()))) - len(shown_in(map, scope))

    def _name(self, id_: str) -> str:
        text = " ".join(self._editor.map.statements[StatementId(id_)].text.split())
        return text or id_

    def _goer(self, id_: StatementId) -> Callable[[], None]:
        def go() -> None:
            if id_ != self._editor.session.scope.top:
                look_into(self._editor, id_)
            self._home.setFocus()

        return go

    def _look(self, scope: Scope) -> None:
        session = self._editor.session
        if not session.focus:
            self._editor.select(session.scope.top)
        go_back(self._editor, replace(scope, hidden=session.scope.hidden))
        self._home.setFocus()

    def _unhide(self) -> None:
        session = self._editor.session
        session.look_into(replace(session.scope, hidden=frozenset()))
        self._home.setFocus()

    def _button(self, words: str, act: Callable[[], None]) -> FlatButton:
        button = FlatButton(self)
        button.setText(words)
        button.clicked.connect(act)
        return button
