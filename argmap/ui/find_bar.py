"""Finding words in statements: a field under the map, how many there are, next and previous."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from argmap.app.editor import Editor
from argmap.app.folding import opened_for
from argmap.app.matching import holds_words
from argmap.model.records import StatementId
from argmap.ui.bridge import Bridge
from argmap.ui.buttons import FlatButton
from argmap.ui.labels import plain_label


class FindBar(QWidget):
    """Selects one finding after another; Esc closes it and goes back to the map."""

    def __init__(self, editor: Editor, bridge: Bridge, home: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._editor, self._home = editor, home
        self._found: list[StatementId] = []
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(self.tr("Find in statements"))
        self.field.setAccessibleName(self.tr("Find in statements"))
        self.field.setClearButtonEnabled(True)
        self.field.setMaximumWidth(420)
        self.count = plain_label("", self)
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        bridge.committed.connect(lambda _: self._search_again())
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.addWidget(self.field, 1)
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
        self.hide()

    def open(self) -> None:
        """Show the bar, ready for typing."""
        self.show()
        self.field.selectAll()
        self.field.setFocus()
        self._search()

    def leave(self) -> None:
        """Close the bar; what was found stays selected."""
        self.hide()
        self._home.setFocus()

    def go(self, step: int) -> None:
        """Select the next finding, or the one before."""
        if not self._found:
            return
        focus = self._editor.session.focus
        here = self._found.index(StatementId(focus)) if focus in self._found else -min(step, 0)
        if focus in self._found:
            here += step
        self._select(here % len(self._found))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._took(event)
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, self.palette().color(QPalette.ColorRole.Mid))

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

    def _search(self) -> None:
        self._collect()
        if self._found and self._editor.session.focus not in self._found:
            self._select(0)

    def _collect(self) -> None:
        words = self.field.text().split()
        statements = self._editor.map.statements
        self._found = [
            id_ for id_, held in statements.items() if words and holds_words(held.text, words)
        ]
        self._tell()

    def _select(self, place: int) -> None:
        id_ = self._found[place]
        session = self._editor.session
        session.fold(opened_for(self._editor.map, session.folded, [id_]))
        self._editor.select(id_)
        self._tell()

    def _tell(self) -> None:
        focus = self._editor.session.focus
        if not self.field.text().strip():
            self.count.setText("")
        elif not self._found:
            self.count.setText(self.tr("not found"))
        elif focus in self._found:
            place = self._found.index(StatementId(focus)) + 1
            self.count.setText(self.tr("{} of {}").format(place, len(self._found)))
        else:
            self.count.setText(self.tr("{} found").format(len(self._found)))
