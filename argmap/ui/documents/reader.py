"""The document pane in its window: what needs more than the pane itself.

Files are chosen, dropped and watched here; consent for documents outside the map's folders is kept
in the state folder; the window's actions on documents are bound here.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QMimeData, QObject, QPoint, QTimer

from argmap.app import bringing
from argmap.app.actions_edit import paste_text
from argmap.app.clipboard import Clip
from argmap.app.editor import Editor
from argmap.app.left_quotes import LeftQuotes
from argmap.app.messages import Notice, refusal
from argmap.app.reading import After, News
from argmap.model.errors import UserError
from argmap.model.records import Source, SourceId
from argmap.render.references import full_reference, quoted_sources, short_reference
from argmap.ui.bridge import Bridge
from argmap.ui.chooser import Chooser
from argmap.ui.dialogs import about_saving_first
from argmap.ui.docks import Docks
from argmap.ui.documents.arriving import is_document
from argmap.ui.documents.pane import DocumentPane
from argmap.ui.documents.watch import Watch
from argmap.ui.documents.wish import KEPT
from argmap.ui.flash import FLASH_MS
from argmap.ui.menus import ActionSet, Bindings
from argmap.ui.surroundings import Surroundings


class Home(Protocol):
    """The window, as far as it is asked for here."""

    around: Surroundings
    docks: Docks
    actions_: ActionSet
    bindings: Bindings
    filing: Any
    paths_dropped: Any


_MENU = (
    *("document.claim", "document.evidence", "document.counterpoint", "document.question", ""),
    *("document.add-quote", "document.add-part", "document.point", ""),
    *("document.next-unread", "document.find", "", "document.about", "document.point-file"),
    "document.join",
)


class Reader(QObject):
    """Joins the pane of documents with its window."""

    def __init__(self, window: Home, editor: Editor, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._window, self._editor = window, editor
        self._around = window.around
        found = window.docks.pane("documents")
        if not isinstance(found, DocumentPane):
            raise TypeError("the pane of documents is another widget")
        self.pane = found
        self._new: SourceId | None = None
        editor.reading.documents.allowed = self._around.workspace.allowed()
        self._end = self._around.settings.changes.add(lambda _: self._take_settings())
        bridge.destroyed.connect(self._end)
        self._take_settings()
        self.pane.more = self._more()
        self.pane.below.left = LeftQuotes(self._around.workspace)
        window.bindings = {**window.bindings, **self.pane.bindings(), **self._bindings()}
        for widget in self.pane.document_keys_widgets:
            window.actions_.give_document_keys(widget)
        self.watch = Watch(editor.reading, self)
        self.pane.menu_wanted.connect(self._show_menu)
        self.pane.area.zoom_changed.connect(lambda zoom: self._keep(zoom=zoom))
        bridge.reading_changed.connect(self._heard)
        self._arrange_first()

    # ---------------------------------------------------------------------------------- arranging

    def _arrange_first(self) -> None:
        kept = self._around.workspace.choices(KEPT)
        zoom = kept.get("zoom")
        if isinstance(zoom, int) and 50 <= zoom <= 400:
            self.pane.area.set_zoom(zoom)
        dock = self._window.docks.docks["documents"]
        if not dock.isHidden():
            dock.raise_()

    def toggle(self) -> None:
        """Show the pane, or hide it, and do so with the next map."""
        docks = self._window.docks
        docks.toggle("documents")
        self._keep(shown=not docks.docks["documents"].isHidden())

    def show(self) -> None:
        """Show the pane; the focus stays where it is."""
        self._window.docks.open("documents")

    def _keep(self, **chosen: object) -> None:
        kept = self._around.workspace.choices(KEPT)
        self._around.workspace.keep_choices(KEPT, {**kept, **chosen})

    def _take_settings(self) -> None:
        settings = self._around.settings
        self._editor.reading.after = After(str(settings.value("after_passage")))
        moving = settings.value("motion") == "on"
        self.pane.area.flash.milliseconds = FLASH_MS if moving else 0

    # ------------------------------------------------------------------------------------- actions

    def _bindings(self) -> dict[str, Callable[[], object]]:
        shown = self._shown
        return {
            "view.documents": self.toggle,
            "document.to-look-at": shown(self.pane.below.show_troubles),
            "document.pages": shown(self.pane.toggle_pages),
            **{id_: self._told(work) for id_, work in self._more().items() if id_.startswith("d")},
        }

    def _more(self) -> dict[str, Callable[[], object]]:
        return {
            "document.add": self._told(self.add),
            "document.paste": self._told(self.paste),
            "document.point-file": self._told(self.point_file),
            "document.join": self._told(self.ask_what_to_join),
            "document.about": self.about,
            "document.copy-sources": self.copy_sources,
            "paste-text": self._told(self.paste_text),
            "allow": self.allow_shown,
            "file.save": lambda: self._window.filing.save(),
        }

    def _shown(self, work: Callable[[], object]) -> Callable[[], None]:
        def run() -> None:
            self.show()
            work()

        return run

    def _told(self, work: Callable[[], object]) -> Callable[[], None]:
        """Return work whose refusal is told and not thrown."""

        def run() -> None:
            try:
                work()
            except UserError as error:
                self._editor.tell(refusal(error))

        return run

    def add(self) -> None:
        """Ask for a document and add it."""
        if not self._has_folder():
            return
        path = self._around.asker.document_to_add(self.pane.window(), self._folder)
        if path is not None:
            self._add(path)

    def paste(self) -> None:
        """Add the address on the clipboard, or the text there as a document of its own."""
        text = self._editor.clipboard.read().text
        if bringing.is_address(text):
            self._added(bringing.add_address(self._editor, text))
        elif (path := self._where_to_keep(text)) is not None:
            self._added(bringing.add_text(self._editor, text, path, self._allow))

    def paste_text(self) -> None:
        """Keep the text on the clipboard as the document of the source that is shown."""
        source = self._editor.reading.current
        text = self._editor.clipboard.read().text
        if (path := self._where_to_keep(text)) is not None:
            bringing.keep_text(text, path)
            bringing.point_again(self._editor, source, path, self._allow)

    def point_file(self) -> None:
        """Ask where the document that is shown is now."""
        if not self._has_folder():
            return
        path = self._around.asker.document_to_add(self.pane.window(), self._folder)
        if path is not None:
            bringing.point_again(self._editor, self._editor.reading.current, path, self._allow)

    def ask_what_to_join(self) -> Chooser:
        """Ask which source is to stand for the one that is shown."""
        shown = self._editor.reading.current
        others = [one for one in self._editor.map.sources.values() if one.id != shown]
        title = self.tr("Which source stays in its stead?")
        chooser = Chooser(title, [(one.id, _line(one)) for one in others], self.pane)
        chooser.chosen.connect(
            lambda other: self._told(partial(bringing.join_sources, self._editor, shown, other))()
        )
        chooser.open()
        return chooser

    def about(self) -> None:
        """Show the fields of the source that is shown."""
        from argmap.ui.inspector import Inspector

        self._window.docks.show("inspector")
        inspector = self._window.docks.pane("inspector")
        if isinstance(inspector, Inspector):
            self._editor.select()
            inspector.show_source(self._editor.reading.current)

    def copy_sources(self) -> None:
        """Copy the sources that are quoted (all, where none is) as lines of a bibliography."""
        map = self._editor.map
        listed = quoted_sources(map) or list(map.sources.values())
        lines = sorted((full_reference(source) for source in listed), key=str.casefold)
        self._editor.clipboard.write(Clip(text="\n".join(lines) + "\n"))
        words = self.tr("The list of sources is on the clipboard: {}.").format(len(lines))
        self._editor.tell(Notice(words))

    def allow_shown(self) -> None:
        """Allow the file of the source that is shown to be read."""
        source = self._editor.map.sources.get(self._editor.reading.current)
        if source is not None and self._editor.folder is not None:
            self._allow((self._editor.folder / source.file).resolve())
            self._editor.reading.refresh()

    # ------------------------------------------------------------------------------------- arriving

    def take(self, data: QMimeData) -> bool:
        """Take documents and addresses that were dropped; maps are opened. False for other data."""
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        documents = [path for path in paths if is_document(path)]
        if documents:
            # Later, since a question may come, and the program that drags waits for an answer.
            QTimer.singleShot(0, self, partial(self._take_documents, documents))
            if maps := [path for path in paths if path not in documents]:
                self._window.paths_dropped.emit(maps)
            return True
        text = data.text() if data.hasText() and not paths else ""
        if bringing.is_address(text):
            self._told(lambda: self._added(bringing.add_address(self._editor, text)))()
            return True
        if text:
            paste_text(self._editor, text)
        return bool(text)

    def _take_documents(self, paths: list[Path]) -> None:
        if self._has_folder():
            for path in paths:
                self._told(partial(self._add, path))()

    def _add(self, path: Path) -> None:
        self._added(bringing.add_document(self._editor, path, self._allow))

    def _added(self, id_: SourceId) -> None:
        self._new = id_
        self.show()
        self._name_new()

    def _name_new(self) -> None:
        """Give a new source the title of its document, as soon as that was read."""
        id_ = self._new
        if id_ is None or self._editor.reading.documents.text(id_) is None:
            return
        self._new = None
        self._told(lambda: bringing.describe(self._editor, id_))()

    def _heard(self, news: News) -> None:
        if news is News.DOCUMENTS:
            self._name_new()
        elif news is News.REVEAL and not self.pane.isVisible():
            self.show()
            if self._editor.reading.revealed is not None:
                self.pane.area.show_passage(self._editor.reading.revealed)

    # ---------------------------------------------------------------------------------------- files

    @property
    def _folder(self) -> Path:
        return self._editor.folder or self._around.workspace.last_folder

    def _has_folder(self) -> bool:
        """Tell whether documents can be named from the map's file; a new map is saved for that."""
        if self._editor.folder is None:
            asked = self._around.asker.ask(self.pane.window(), about_saving_first())
            if asked == "save":
                self._window.filing.save()
        return self._editor.folder is not None

    def _where_to_keep(self, text: str) -> Path | None:
        if not text.strip():
            raise UserError("There is neither an address nor text on the clipboard.")
        if not self._has_folder():
            return None
        suggested = self._folder / f"{bringing.name_for(text)}.txt"
        return self._around.asker.text_to_save(self.pane.window(), suggested)

    def _allow(self, path: Path) -> None:
        workspace = self._around.workspace
        workspace.allow(path)
        self._editor.reading.documents.allowed = (
            path,
            *(held for held in workspace.allowed() if held != path),
        )

    def _show_menu(self, at: QPoint) -> None:
        menu = self._window.actions_.context_menu(_MENU, self.pane)
        if not menu.isEmpty():
            menu.popup(at)


def _line(source: Source) -> str:
    title, reference = (
        source.title or source.file or source.url or source.id,
        short_reference(source),
    )
    return f"{title} ({reference})" if reference else title
