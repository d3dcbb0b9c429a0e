"""The inspector: the fields of what is selected, or of the map while nothing is.

It chooses the sheet; the sheets (`inspector_*`) know the fields. What is typed when something else
is selected is committed to what it was typed for.
"""

from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from argmap.app.editor import Editor
from argmap.app.reading import News
from argmap.model.records import SourceId
from argmap.render.style import Theme
from argmap.ui.bridge import Bridge
from argmap.ui.dressed import theme_of
from argmap.ui.inspector_link import LinkSheet
from argmap.ui.inspector_map import MapSheet
from argmap.ui.inspector_several import SeveralSheet
from argmap.ui.inspector_source import SourceSheet
from argmap.ui.inspector_statement import StatementSheet
from argmap.ui.sheet import Sheet, said

AFTER_THE_MAP = 20
"""Milliseconds after which the fields follow an edit or a selection."""


class Inspector(QWidget):
    """The fields of the selection; `finish` commits what is being typed (before a save)."""

    def __init__(self, editor: Editor, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inspector")
        self.setAccessibleName(said("Inspector"))
        self._editor = editor
        self._selection: tuple[str, ...] = ()
        self._source = ""
        self._shown = ""
        self._theme = theme_of(self)
        self._stack = QStackedWidget()
        self._sheets: dict[str, Sheet] = {}
        self._scrollers: dict[str, QScrollArea] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(AFTER_THE_MAP)
        self._soon.timeout.connect(self._catch_up)
        self._turned = True
        bridge.committed.connect(self._committed)
        bridge.session_changed.connect(self._selection_changed)
        bridge.document_changed.connect(lambda _: self.sheet.refresh())
        bridge.reading_changed.connect(self._read)
        self._turn()

    @property
    def sheet(self) -> Sheet:
        """The sheet that is shown, up to date."""
        if self._soon.isActive() or self._wanted() != self._shown:
            self._catch_up()
        return self._sheets[self._shown]

    def finish(self) -> None:
        """Commit what is typed in a field and not yet committed."""
        self.sheet.finish()

    def show_source(self, id_: str) -> None:
        """Show a source's fields, until something else is selected; an empty id goes back."""
        self.sheet.finish()
        self._source = id_
        self._turn()
        if id_:
            self.sheet.fields["title"].setFocus(Qt.FocusReason.OtherFocusReason)

    def name_group(self) -> None:
        """Let the name of the group be typed that the selected statement is in."""
        sheet = self.sheet
        if isinstance(sheet, StatementSheet):
            field, scroller = sheet.begin_group_title(), self._scrollers[self._shown]
            QTimer.singleShot(0, field, lambda: scroller.ensureWidgetVisible(field))

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        for sheet in self._sheets.values():
            sheet.set_theme(theme)

    def focusInEvent(self, event: QFocusEvent) -> None:
        first = next(iter(self.sheet.fields.values()))
        first.setFocus(event.reason())

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 42, 600)

    # ----------------------------------------------------------------------------------- in step

    def _committed(self, commit: Any) -> None:
        if self._source and SourceId(self._source) not in self._editor.map.sources:
            self._source = ""
            self._turned = False
        self._follow()

    def _follow(self) -> None:
        """Catch up: at once with whoever is in here, else when the map has been painted."""
        focus = self.window().focusWidget()
        if bool(focus) and self.isAncestorOf(focus):
            self._catch_up()
        else:
            self._soon.start()

    def _catch_up(self) -> None:
        """Show what was committed and selected."""
        self._soon.stop()
        if self._turned and self._wanted() == self._shown:
            self._sheets[self._shown].refresh()
        else:
            self._turn()

    def _read(self, news: News) -> None:
        if news is News.DOCUMENTS:
            self.sheet.refresh()

    def _selection_changed(self) -> None:
        selection = self._editor.session.selection
        if selection != self._selection:
            self._leave_sheet()
            self._source = ""
            self._selection = selection
            self._turned = False
            self._follow()

    def _leave_sheet(self) -> None:
        """Keep what is typed for what it was typed for; the editor may be telling of a commit."""
        for sheet in self._sheets.values():
            sheet.finish_later()

    def _turn(self) -> None:
        """Show the sheet that suits what is selected."""
        self._turned = True
        self._selection = self._editor.session.selection
        wanted = self._wanted()
        if wanted not in self._sheets:
            self._add(wanted)
        sheet = self._sheets[wanted]
        if isinstance(sheet, SeveralSheet):
            sheet.show_ids(self._present())
        else:
            sheet.subject = self._source or next(iter(self._present()), "")
        sheet.refresh()
        self._stack.setCurrentWidget(self._scrollers[wanted])
        self._shown = wanted

    def _wanted(self) -> str:
        present = self._present()
        if len(present) > 1:
            return "several"
        if self._source:
            return "source"
        if not present:
            return "map"
        return "statement" if present[0] in self._editor.map.statements else "link"

    def _present(self) -> tuple[str, ...]:
        """Return what is selected and there; news of documents may come before the selection's."""
        map = self._editor.map
        return tuple(id_ for id_ in self._selection if id_ in map.statements or id_ in map.links)

    def _add(self, name: str) -> None:
        """Make a sheet when it is first wanted; the program starts faster."""
        sheet = self._made(name)
        sheet.set_theme(self._theme)
        self._sheets[name] = sheet
        scroller = QScrollArea()
        scroller.setWidgetResizable(True)
        scroller.setFrameShape(QFrame.Shape.NoFrame)
        scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroller.setWidget(sheet)
        self._stack.addWidget(scroller)
        self._scrollers[name] = scroller

    def _made(self, name: str) -> Sheet:
        match name:
            case "statement":
                return StatementSheet(self._editor)
            case "link":
                return LinkSheet(self._editor)
            case "source":
                return SourceSheet(self._editor, lambda: self.show_source(""))
            case "several":
                return SeveralSheet(self._editor)
            case _:
                return MapSheet(self._editor, self.show_source)
