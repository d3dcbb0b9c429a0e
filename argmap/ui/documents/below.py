"""What stands below a page: the document's statements, or the quotes to look at, and their counts.

It says what is wished to be seen; the pane shows it. Quotes are mended by actions of the table.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from argmap.app.actions import BY_ID
from argmap.app.editor import Editor
from argmap.app.facts import facts_of
from argmap.app.left_quotes import LeftQuotes
from argmap.app.reading import News
from argmap.ui.documents.footer import Footer
from argmap.ui.documents.lists import PlaceList, TroubleList, statement_lines
from argmap.ui.dressed import theme_of

if TYPE_CHECKING:
    from argmap.documents.check import QuoteFinding

_SOON = 120
"""Milliseconds after which the lists follow a change: counting looks every quote up."""


class Below(QStackedWidget):
    """Two lists, of which one is seen or none, as the buttons of the footer say."""

    chosen = Signal(str)
    """A statement of the document, to go to."""
    looked_at = Signal(str)
    """The statement whose quote is looked at, to show where that may stand."""
    opened = Signal()
    """A list came up where there was none."""

    def __init__(
        self, editor: Editor, footer: Footer, run: Callable[[str], object], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.theme = theme_of(self)
        self.left = LeftQuotes()
        """Quotes that are left as they are."""
        self.statements = PlaceList(self.tr("Statements of the document"))
        self.troubles = TroubleList(run)
        self._editor, self._reading, self._footer = editor, editor.reading, footer
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON)
        self._soon.timeout.connect(self.refresh)
        self.addWidget(self.statements)
        self.addWidget(self.troubles)
        self.hide()
        self.statements.chosen.connect(self.chosen)
        self.troubles.chosen.connect(self._look_at)
        footer.toggled.connect(self._toggle)

    def close_down(self) -> None:
        """Follow no more changes; called when the pane goes."""
        self._soon.stop()

    def refresh_soon(self) -> None:
        """Refresh when nothing has changed for a moment."""
        self._soon.start()

    def refresh(self) -> None:
        """Show the list that is seen as it is now, and count what is in both."""
        current, map = self._reading.current, self._editor.map
        quoting = tuple(dict.fromkeys(one.statement for one in self._reading.places(current)))
        every = self._reading.troubles()
        left = [one for one in every if self.left.holds(one, self._hash_of(one))]
        troubles = [one for one in every if one not in left]
        unread = self._reading.unread(current)
        self._footer.show_counts(len(quoting), len(troubles), len(unread))
        if self.isVisible():
            self.statements.show_lines(statement_lines(map, quoting, self.theme))
            if not self.statements.hasFocus():
                self.statements.set_current(self._editor.session.focus)
            self.troubles.show_troubles(troubles, left, map, self.theme)
        looking = self.isVisible() and self.currentWidget() is self.troubles
        self._have_trouble(self.troubles.current if looking else None)

    def show_troubles(self) -> None:
        """Show the quotes to look at."""
        self._footer.open("troubles")
        self.troubles.lines.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Leave the quote that is looked at as it is, or have it looked at again."""
        finding = self.troubles.current
        if finding is not None and (text_sha256 := self._hash_of(finding)):
            self.left.turn(finding, text_sha256)
            self.refresh()

    def allow_mending(self) -> None:
        """Enable the buttons that mend a quote, as far as they can now."""
        facts, trouble = facts_of(self._editor), self._reading.trouble
        found = trouble is not None and trouble.answer.start is not None
        self.troubles.allow(
            accept=found and BY_ID["document.accept"].when.holds(facts),
            point=BY_ID["document.point"].when.holds(facts),
        )

    def _toggle(self, name: str) -> None:
        opened = bool(name) and self.isHidden()
        self.setVisible(bool(name))
        if opened:
            self.opened.emit()
        if name:
            self.setCurrentWidget(self.statements if name == "statements" else self.troubles)
        self.refresh()
        if name == "troubles" and self.troubles.current is not None:
            self._look_at(self.troubles.current)

    def _look_at(self, finding: "QuoteFinding") -> None:
        """Show a quote that needs attention: its document, and where it may stand."""
        self._have_trouble(finding)
        if finding.source in self._editor.map.sources:
            self._reading.show(finding.source)
        self._editor.select(finding.statement)
        if finding.answer.start is not None:
            self.looked_at.emit(finding.statement)

    def _hash_of(self, finding: "QuoteFinding") -> str:
        text = self._reading.documents.text(finding.source)
        return text.text_sha256 if text is not None else ""

    def _have_trouble(self, finding: "QuoteFinding | None") -> None:
        if finding != self._reading.trouble:
            self._reading.trouble = finding
            self._reading.changes.tell(News.PASSAGE)
        self.allow_mending()
