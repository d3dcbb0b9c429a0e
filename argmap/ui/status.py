"""The status bar: saved or not, how much there is, what is imperfect, and the zoom.

It shows what it is told and says which of its buttons was pressed.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QMenu, QStatusBar, QWidget

from argmap.ui.buttons import FlatButton
from argmap.ui.labels import plain_label

if TYPE_CHECKING:
    from argmap.app.editor import Editor
    from argmap.app.quotes import QuoteCount

ZOOMS = (0.25, 0.5, 0.75, 1.0, 1.5, 2.0)
TINY = 0.02
"""Below this zoom a tenth of a per cent counts."""


class StatusBar(QStatusBar):
    """The line below the map."""

    problems_asked = Signal()
    zoom_asked = Signal(float)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.setContentsMargins(10, 0, 6, 0)
        self.saved = _label(self)
        self.counts = _label(self)
        self.quotes = _label(self)
        self.problems = FlatButton(self, bare=True)
        self.problems.clicked.connect(self.problems_asked)
        self.problems.hide()
        self.zoom = FlatButton(self, bare=True)
        self.zoom.setPopupMode(FlatButton.ToolButtonPopupMode.InstantPopup)
        self.zoom.setToolTip(self.tr("Zoom"))
        self.zoom.setAccessibleName(self.tr("Zoom"))
        self._zooms = QMenu(self)
        self.zoom.setMenu(self._zooms)
        for widget in (self.saved, self.counts, self.quotes, self.problems):
            self.addWidget(widget)
        self.addPermanentWidget(self.zoom)
        self.show_zoom(1.0)

    def offer_zooms(self, fits: list[QAction]) -> None:
        """Fill the menu of the zoom with fixed steps and with the actions that fit the view."""
        self._zooms.clear()
        self._zooms.addActions(fits)
        self._zooms.addSeparator()
        for zoom in ZOOMS:
            action = self._zooms.addAction(self.tr("{} %").format(round(zoom * 100)))
            action.triggered.connect(lambda _=False, zoom=zoom: self.zoom_asked.emit(zoom))

    def show_zoom(self, zoom: float) -> None:
        """Show the zoom in per cent."""
        percent = round(zoom * 100, 0 if zoom >= TINY else 1)
        self.zoom.setText(self.tr("{} %").format(f"{percent:g}"))
        self.zoom.updateGeometry()

    def show_state(self, editor: "Editor") -> None:
        """Show whether the map is saved and how much is in it."""
        self.saved.setText(self._saved_words(editor))
        map = editor.map
        statements = self.tr("%n statement(s)", "", len(map.statements))
        links = self.tr("%n link(s)", "", len(map.links))
        said = [_plural(statements), _plural(links)]
        if hidden := editor.hidden_count:
            said.append(self.tr("{} hidden").format(hidden))
        self.counts.setText(" · ".join(said))
        why = self.tr("Hidden: folded away, outside of the branch shown, or not found by a search")
        self.counts.setToolTip(why if hidden else "")

    def show_quotes(self, count: "QuoteCount | None") -> None:
        """Show how many quotes stand in their documents, and how many do not."""
        if count is None:
            self.quotes.setText("")
            return
        words = self.tr("Quotes: {} in place").format(count.in_place)
        if count.amiss:
            words += self.tr(", {} not").format(count.amiss)
        self.quotes.setText(words)

    def show_problems(self, editor: "Editor") -> None:
        """Show how many problems matter; hints are only listed."""
        from argmap.model.errors import Severity  # an empty window has no problems

        grave = [found for found in editor.record_problems if found.severity is not Severity.HINT]
        words = _plural(self.tr("%n problem(s)", "", len(grave)))
        self.problems.setText(words)
        self.problems.setToolTip(self.tr("Show what is imperfect in the map"))
        self.problems.setVisible(bool(grave))
        self.problems.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        line = self.palette().color(QPalette.ColorRole.Mid)
        painter.fillRect(0, 0, self.width(), 1, line)

    def _saved_words(self, editor: "Editor") -> str:
        if editor.saving is not None:
            return self.tr("Saving…")
        if editor.read_only:
            return self.tr("Read-only")
        if editor.dirty:
            return self.tr("Unsaved")
        return self.tr("Saved") if editor.document.path is not None else self.tr("New")


def _label(parent: QWidget) -> QLabel:
    label = plain_label("", parent)
    label.setContentsMargins(4, 0, 12, 0)
    return label


def _plural(text: str) -> str:
    """Resolve "(s)" where no translation has done so."""
    number, _, _ = text.partition(" ")
    return text.replace("(s)", "" if number == "1" else "s")
