"""The document pane: the documents of a map to read, beside the map.

It shows what the reading of the editor says and tells it what is selected; what is made of a
passage is done by the actions of the table. It holds ids and offsets, never records.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from argmap.app.actions import BY_ID, run
from argmap.app.bringing import confirm_encoding
from argmap.app.editor import Editor
from argmap.app.open_documents import Condition
from argmap.app.passages import Passage
from argmap.app.reading import News
from argmap.render.references import short_reference
from argmap.render.style import Theme
from argmap.ui.background import Background
from argmap.ui.bars import Bar
from argmap.ui.bridge import Bridge
from argmap.ui.documents.bar_words import plain
from argmap.ui.documents.below import Below
from argmap.ui.documents.empty import EmptyPage
from argmap.ui.documents.footer import Footer
from argmap.ui.documents.offering import Offering, Readable
from argmap.ui.documents.page_area import PageArea, held_ctrl
from argmap.ui.documents.pictured import Pictured
from argmap.ui.documents.search import SearchBar
from argmap.ui.documents.turn_chip import TurnChip
from argmap.ui.dressed import theme_of
from argmap.ui.sentences import one_line
from argmap.ui.sheet import IconButton

_TITLE = 28
_ROOM = (0.6, 0.4)
"""How page and list share the height when a list is opened."""


class DocumentPane(QWidget):
    """Documents in tabs: a page with its strip, a line to find words, lists below."""

    menu_wanted = Signal(object)
    """A menu is wished for at a place of the screen."""

    def __init__(self, editor: Editor, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("documents")
        self.setAccessibleName(self.tr("Documents"))
        self.editor = editor
        self.reading = editor.reading
        self.background = Background(self)
        self.reading.use(self.background)
        self.theme = theme_of(self)
        self.more: dict[str, Callable[[], object]] = {}
        """What the window does for actions and buttons that need more than the pane."""
        self._focus = ""
        self.area = PageArea(editor, self.theme, self)
        self.view = self.area.view
        self.offering = Offering(editor, self.area, self.run, lambda: self._page)
        self.pictured = Pictured(editor, self.area, self.background, self.run)
        self.empty = EmptyPage(self.run, self)
        self.notice = Bar(self.theme, self)
        self.search = SearchBar(lambda: self.area.whole_text, self)
        self.footer = Footer(self)
        self.below = Below(editor, self.footer, self.run, self)
        self._build()
        self._connect(bridge)
        self.setFocusProxy(self.view)
        self.refresh()

    @property
    def document_keys_widgets(self) -> tuple[QWidget, ...]:
        """Where the keys of documents act."""
        return self.view, self.pictured.view

    def close_down(self) -> None:
        """Want no more answers; called when the pane goes."""
        self.background.close()
        self.below.close_down()
        self.offering.hide()
        self.area.flash.stop()

    # ----------------------------------------------------------------------------------- building

    def _build(self) -> None:
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.area)
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.pictured.view)
        self.chip = TurnChip(self.editor, self.run, self.stack)
        self.split = split = QSplitter(Qt.Orientation.Vertical, self)
        split.setChildrenCollapsible(False)
        split.addWidget(self.stack)
        split.addWidget(self.below)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(self.search)
        column.addWidget(self.notice)
        column.addWidget(split, 1)
        column.addWidget(self.footer)

    def _head(self) -> QHBoxLayout:
        self.tabs = QTabBar(self)
        self.tabs.setDocumentMode(True)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setAccessibleName(self.tr("Documents of the map"))
        adding, about = partial(self.run, "document.add"), partial(self.run, "document.about")
        self.add = IconButton("plus", self.tr("Add a document…"), adding)
        self.about = IconButton("settings", self.tr("About the document"), about)
        row = QHBoxLayout()
        row.setContentsMargins(12, 0, 6, 0)
        row.setSpacing(2)
        row.addWidget(self.tabs, 1)
        row.addWidget(self.pictured.button)
        row.addWidget(self.about)
        row.addWidget(self.add)
        return row

    def _connect(self, bridge: Bridge) -> None:
        self.tabs.currentChanged.connect(self._tab_chosen)
        self.view.run_key = self.run
        self.view.selected.connect(self._selected)
        for page in (self.view, self.pictured.view):
            page.clicked.connect(self._clicked)
            page.pointed.connect(self.editor.session.point_at)
            page.menu_wanted.connect(self.menu_wanted)
        self.offering.follow(self.pictured.view)
        self.view.cursorPositionChanged.connect(self._moved)
        self.area.strip.chosen.connect(self._go_to_statement)
        self.area.part_changed.connect(self.footer.show_parts)
        self.search.go.connect(self._show_finding)
        self.search.closed.connect(self.view.setFocus)
        self.below.chosen.connect(self._go_to_statement)
        self.below.looked_at.connect(self.area.show_passage_of)
        self.below.opened.connect(self._share_room)
        self.footer.part_wanted.connect(self.area.show_part)
        self.footer.unread_wanted.connect(partial(self.run, "document.next-unread"))
        bridge.committed.connect(lambda _: self._refresh_if_seen())
        bridge.session_changed.connect(self._session_changed)
        bridge.pointed.connect(lambda id_: self.area.point_out(id_, self.pictured.view.pointed_at))
        bridge.reading_changed.connect(self._heard)

    # -------------------------------------------------------------------------------- what is run

    def bindings(self) -> dict[str, Callable[[], object]]:
        """Return what to run for the actions that need the pane, by their ids."""
        return {
            "document.take": self.take,
            "document.to-look-at": self.below.show_troubles,
            "document.find": self.find_words,
            "document.find-next": lambda: self.search.step(1),
            "document.find-previous": lambda: self.search.step(-1),
            "document.next": lambda: self._step_document(1),
            "document.previous": lambda: self._step_document(-1),
            "document.pages": self.toggle_pages,
            "document.zoom-in": lambda: self._zoom(1),
            "document.zoom-out": lambda: self._zoom(-1),
            "document.zoom-reset": lambda: self._zoom(0),
        }

    def run(self, id_: str) -> bool:
        """Run an action of the table or something that a button offers; tells why it cannot be."""
        bound = self.bindings().get(id_) or self.more.get(id_)
        if bound is not None:
            bound()
        elif id_ == "again":
            self.reading.documents.look_again(everything=True)
        elif id_ == "leave":
            self.below.leave()
        elif id_ == "encoding":
            chosen = str(self.empty.encodings.currentData())
            confirm_encoding(self.editor, self.reading.current, chosen)
        elif id_ in BY_ID and BY_ID[id_].run is not None:
            run(BY_ID[id_], self.editor)
        else:
            return False
        return True

    def take(self) -> None:
        """Make what is preselected of the passage; without one, go to the statement here."""
        if self.reading.passage is not None:
            self.run(self.offering.bar.preselected)
        else:
            self._clicked(self.view.statements_at(self.view.textCursor().position()))

    def find_words(self) -> None:
        """Find words, those that are selected at first."""
        self._show_words()
        start, end = self.view.selection()
        words = self.area.whole_text[start : min(end, start + 80)]
        self.search.open(" ".join(words.split()))

    def toggle_pages(self) -> None:
        """Show the pages of the document as pictures, or its text again."""
        held = QApplication.focusWidget()
        focused = held is not None and self.stack.isAncestorOf(held)
        if self.pictured.is_on:
            self.pictured.turn_off()
        elif self.pictured.is_offered:
            self.reading.select(None)
            self.search.hide()
            self.pictured.turn_on()
        self.refresh()
        if focused:
            self._page.setFocus()

    def _show_words(self) -> None:
        """Show the text where pictures of its pages are shown."""
        if self.pictured.is_on and self.reading.text is not None:
            self.toggle_pages()

    def _zoom(self, by: int) -> None:
        if self.pictured.is_on and by:
            self.pictured.step_zoom(by)
        elif self.pictured.is_on:
            self.pictured.view.set_zoom(100)
        elif by:
            self.area.step_zoom(by)
        else:
            self.area.set_zoom(100)

    @property
    def _page(self) -> Readable:
        """What shows the document, as text or in pictures."""
        return self.pictured.view if self.pictured.is_on else self.view

    # ------------------------------------------------------------------------------ what is shown

    def refresh(self) -> None:
        """Show the documents as they are now."""
        self._refresh_tabs()
        source = self.editor.map.sources.get(self.reading.current)
        opened = self.reading.documents.opened(self.reading.current)
        readable = source is not None and opened.text is not None
        if readable:
            self.area.show_text()
        else:
            self.empty.show_words(source, opened)
            self.area.forget()
            self.offering.hide()
        self.pictured.refresh()
        self.setFocusProxy(self._page)
        reads = self.empty.isAncestorOf(QApplication.focusWidget() or self)
        self.stack.setCurrentIndex(2 if self.pictured.is_on else 0 if readable else 1)
        if reads and readable:  # the button that had the focus is gone
            self._page.setFocus()
        if opened.condition is not Condition.GONE:
            self.notice.done("gone")
        elif self.notice.topic != "gone":
            words = self.tr("The file is not there any more. What was read of it is still shown.")
            again = (self.tr("Point to the file…"), partial(self.run, "document.point-file"))
            self.notice.say("gone", words, (again,))
        self.area.refresh_highlights()
        self.chip.refresh()
        self.below.refresh_soon()

    def _refresh_if_seen(self) -> None:
        """Show what has changed; a hidden pane does so when it is shown."""
        if self.isVisible():
            self.refresh()
        else:
            self._refresh_tabs()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.theme = theme
        self.below.theme = theme
        for part in (self.notice, self.search, self.offering.bar, self.add, self.about, self.chip):
            part.set_theme(theme)
        self.footer.set_theme(theme)
        self.pictured.set_theme(theme)
        self.area.set_theme(theme)
        self.refresh()

    def sizeHint(self) -> QSize:
        return QSize(400, 600)

    def _refresh_tabs(self) -> None:
        wanted = [
            (str(one.id), short_reference(one), plain(one.title or one.file or one.url or one.id))
            for one in self.editor.map.sources.values()
        ]
        self.tabs.blockSignals(True)
        now = [
            (self.tabs.tabData(at), self.tabs.tabWhatsThis(at), self.tabs.tabToolTip(at))
            for at in range(self.tabs.count())
        ]
        if wanted != now:
            while self.tabs.count():
                self.tabs.removeTab(0)
            for id_, reference, title in wanted:
                words = one_line(reference or title, _TITLE)
                at = self.tabs.addTab(words.replace("&", "&&"))
                self.tabs.setTabData(at, id_)
                self.tabs.setTabWhatsThis(at, reference)
                self.tabs.setTabToolTip(at, title)
        ids = [id_ for id_, _, _ in wanted]
        if self.reading.current in ids:
            self.tabs.setCurrentIndex(ids.index(self.reading.current))
        self.tabs.blockSignals(False)
        self.about.setVisible(bool(wanted))
        self.footer.setVisible(bool(wanted))

    # ------------------------------------------------------------------------------- what happens

    def _session_changed(self) -> None:
        self.area.bring_out()
        focus = self.editor.session.focus
        if self.offering.bar.isVisible():
            self.offering.soon()
        if focus == self._focus:
            return
        self._focus = focus
        self.below.statements.set_current(focus)
        if self.isVisible() and not self._page.hasFocus():
            self.area.show_passage_of(focus)
        self.chip.refresh()

    def _heard(self, news: News) -> None:
        match news:
            case News.DOCUMENTS:
                self._refresh_if_seen()
            case News.CURRENT:
                self.search.hide()
                self.refresh()
            case News.PASSAGE:
                self._passage_changed()
            case News.REVEAL if self.reading.revealed is not None:
                self.area.show_passage(self.reading.revealed)
                self.area.flash_passage(self.editor.session.focus, self.reading.revealed)
                self.chip.refresh()

    def _passage_changed(self) -> None:
        passage = self.reading.passage
        self.pictured.show_selection(passage)
        if passage is None:
            if self.view.textCursor().hasSelection() and self.area.selected_passage() is not None:
                self.view.unselect()
        elif passage != self.area.selected_passage():
            self._show_words()
            self.area.show_passage(passage)
            self.view.select(passage.start, passage.end)
        self.offering.soon()
        self.below.allow_mending()

    def _selected(self) -> None:
        self.reading.select(self.area.selected_passage())
        self.offering.soon()

    def _moved(self) -> None:
        self.reading.here = self.view.here

    def _clicked(self, ids: list[str]) -> None:
        """Select the innermost statement; clicked again, the next one further out; Ctrl: all."""
        if not ids:
            return
        focus = self.editor.session.focus
        if held_ctrl(QGuiApplication.keyboardModifiers()):
            self.editor.select(*reversed(ids))
        else:
            further = (ids.index(focus) + 1) % len(ids) if focus in ids else 0
            self.editor.select(ids[further])

    def _go_to_statement(self, id_: str) -> None:
        self.editor.select(id_)
        self.area.show_passage_of(id_)
        self.chip.refresh()

    def _show_finding(self, start: int, end: int) -> None:
        self._show_words()
        self.area.show_passage(Passage(self.reading.current, start, end))
        self.view.select(start, end)
        self.offering.hide()

    def _share_room(self) -> None:
        self.split.setSizes([round(self.split.height() * share) for share in _ROOM])

    def _tab_chosen(self, at: int) -> None:
        if at >= 0:
            self.reading.show(str(self.tabs.tabData(at)))

    def _step_document(self, by: int) -> None:
        if self.tabs.count() > 1:
            self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % self.tabs.count())

    # ---------------------------------------------------------------------------------------- Qt's

    def focusInEvent(self, event: QFocusEvent) -> None:
        target = self.add if self.stack.currentWidget() is self.empty else self._page
        target.setFocus(event.reason())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reading.refresh()
        self.refresh()
