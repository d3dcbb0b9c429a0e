"""The window of one map: where things are, and who hears of what. Nothing clever.

It comes in steps, so that it stands at once: first the bare window, then `equip` brings menus and
keys, `adopt` the map. What a step needs is imported in it.
"""

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QMainWindow

from argmap.app.workspace import WINDOW_VERSION
from argmap.render.style import Theme
from argmap.ui.bars import Bar
from argmap.ui.first_paint import PAINTED
from argmap.ui.middle import Middle
from argmap.ui.status import StatusBar
from argmap.ui.surroundings import Surroundings
from argmap.ui.top_bar import TopBar

if TYPE_CHECKING:
    from collections.abc import Generator

    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QPaintEvent
    from PySide6.QtWidgets import QWidget

    from argmap.app.action import Action
    from argmap.app.editor import Editor
    from argmap.app.messages import Notice
    from argmap.app.when import Holding
    from argmap.edit.store import Commit
    from argmap.ui.bridge import Bridge
    from argmap.ui.canvas.canvas import Canvas
    from argmap.ui.docks import Docks
    from argmap.ui.documents.reader import Reader
    from argmap.ui.filing import Filing
    from argmap.ui.find_bar import FindBar
    from argmap.ui.menus import ActionSet, Bindings
    from argmap.ui.toasts import Toast
    from argmap.ui.trail import Trail

FIRST_SIZE = QSize(1440, 900)
STEP = QPoint(28, 28)
"""How far a further window stands from the last one."""
MOTION_MS = 150
COUNT_AFTER = 400
"""Milliseconds without an edit after which quotes are looked up again."""


class Window(QMainWindow):
    """One map, its panes, menus and bars."""

    paths_dropped = Signal(object)
    """Files dropped on the window, as a list of paths."""
    closed = Signal(object)
    first_painted = Signal()
    dressed = Signal()
    """Another theme was taken."""

    _painted = False
    equipped = False
    """Whether there are actions."""
    actions_: "ActionSet"
    docks: "Docks"
    furnished = False
    """Whether the panes of the map are made."""
    editor: "Editor | None" = None
    awaited: Path | None = None
    """The file that is being opened, as long as there is no editor."""
    canvas: "Canvas"
    bridge: "Bridge"
    filing: "Filing"
    reader: "Reader"
    _furnishing: "Generator[None, None, None]"
    find_bar: "FindBar"
    toast: "Toast"
    trail: "Trail"

    def __init__(self, around: Surroundings, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.around = around
        self.theme = theme
        self.bindings: Bindings = {}
        """What to run for the actions that need a screen, by their ids."""
        self.top_bar = TopBar(self)
        self.setMenuWidget(self.top_bar)
        self.status = StatusBar(self)
        self.setStatusBar(self.status)
        self.bar = Bar(theme, self)
        self._middle = Middle(self.bar, self)
        self.setCentralWidget(self._middle)
        self._refresh_soon = QTimer(self)
        self._refresh_soon.setSingleShot(True)
        self._refresh_soon.setInterval(PAINTED)
        self._refresh_soon.timeout.connect(self.refresh)
        self._count_soon = QTimer(self)
        self._count_soon.setSingleShot(True)
        self._count_soon.setInterval(COUNT_AFTER)
        self._count_soon.timeout.connect(self._count_quotes)
        self._take_first_size()

    def equip(self) -> None:
        """Make the actions and what shows them."""
        from argmap.app.actions import ACTIONS
        from argmap.ui.menus import ActionSet

        self.actions_ = ActionSet(ACTIONS, self.perform, self)
        self.equipped = True
        # All this before anything shows the actions, which would hear of every change.
        self.take_keys()
        self._take_icons(only=self.top_bar.icons)  # those in menus are not seen yet
        self.refresh()
        self.top_bar.take(self.actions_)
        fits = ("view.fit-all", "view.fit-selection")
        self.status.offer_zooms([self.actions_[id_] for id_ in fits])
        self.status.problems_asked.connect(lambda: self.docks.show("problems"))
        self.status.zoom_asked.connect(lambda zoom: self.canvas.eye.zoom_to(zoom))

    # ------------------------------------------------------------------------------------ the map

    def adopt(self, editor: "Editor", bridge: "Bridge", canvas: "Canvas") -> None:
        """Take in a map with its canvas; what else belongs to it is made once that is painted."""
        from argmap.ui.docks import Docks
        from argmap.ui.documents.wish import is_wanted
        from argmap.ui.filing import Filing
        from argmap.ui.find_bar import FindBar
        from argmap.ui.first_paint import FirstPaint
        from argmap.ui.toasts import Toast
        from argmap.ui.trail import Trail

        self.editor, self.bridge, self.canvas = editor, bridge, canvas
        self.toast = Toast(canvas, self.theme)
        self.filing = Filing(editor, bridge, self.bar, self.around, self)
        self.find_bar = FindBar(editor, bridge, canvas, self)
        self.trail = Trail(editor, bridge, canvas, self)
        self.docks = Docks(self)
        self.docks.changed.connect(self._refresh_soon.start)
        self.docks.made.connect(self._give_keys)
        self.docks.home = canvas
        self.docks.make(self.around.workspace)
        self.docks.docks["documents"].setVisible(is_wanted(self.around.workspace, editor.map))
        self._middle.take(self.trail, canvas, self.find_bar)
        self.actions_.give_map_keys(canvas)
        self.docks.set_theme(self.theme)
        self.take_wishes()
        self._listen(bridge, canvas)
        canvas.setFocus()
        if editor.read_only:
            words = self.tr("A newer argmap wrote this map: it can be read here, not changed.")
            self.bar.say("read-only", words)
        self._settle()
        self.furnished = False
        self._furnishing = self._steps_to_furnish(editor, bridge)
        FirstPaint(canvas, self.begin_furnishing)

    def _listen(self, bridge: "Bridge", canvas: "Canvas") -> None:
        """Hear what happens to the map and on its canvas."""
        happens = (
            bridge.committed,
            bridge.session_changed,
            bridge.document_changed,
            self.filing.saving_changed,
        )
        for changed in happens:
            changed.connect(lambda *_: self._facts_changed())
        for changed in (*happens, bridge.placed):
            changed.connect(self._refresh_soon.start)
        bridge.committed.connect(self._committed)
        for changed in (bridge.document_changed, bridge.reading_changed):
            changed.connect(lambda _: self._count_soon.start())
        bridge.reading_changed.connect(lambda _: self._facts_changed())
        bridge.noticed.connect(self.tell)
        canvas.key_near.connect(self.actions_.catch_up)
        canvas.zoom_changed.connect(self.status.show_zoom)
        canvas.menu_wanted.connect(self.show_menu)
        canvas.dropped.connect(lambda data, _on: self._take_drop(data))

    def _settle(self) -> None:
        """Bring all up to date and lay it out, or the window would be painted once as it was."""
        self.refresh()
        self.docks.widen()
        self.canvas.show()
        for part in (self, self._middle, self.status):
            if (layout := part.layout()) is not None:
                layout.activate()

    def begin_furnishing(self) -> None:
        """Make the panes of the map, and what nobody looks for first, in steps."""
        from argmap.ui.slices import Slices

        Slices(self._furnishing, lambda: None, self)

    def furnish(self) -> None:
        """Make at once what of that is still to be made: somebody asks for it."""
        if self.editor is None:
            return  # the map is still being opened
        for _ in self._furnishing:
            pass

    def _steps_to_furnish(
        self, editor: "Editor", bridge: "Bridge"
    ) -> "Generator[None, None, None]":
        from argmap.render.icons import app_icon

        self.setWindowIcon(app_icon())
        self._take_icons()
        yield
        from argmap.ui.documents.reader import Reader

        yield
        yield from self.docks.furnish(editor, bridge)
        self.filing.sharing.follow()
        self.reader = Reader(self, editor, bridge)
        yield
        yield from editor.checking.records_in_steps(editor.map)
        self.furnished = True
        self._count_soon.start()
        self.refresh()

    def release(self) -> None:
        """Let go of the map's canvas and panes, to take them in anew; a talk ends."""
        if self.editor is not None and self.editor.session.talk is not None:
            self.editor.session.set_talk(None)
        self._furnishing.close()
        self.bridge.detach()
        self.docks.release()
        self.docks.deleteLater()
        for widget in (self.canvas, self.find_bar, self.trail):
            widget.hide()
            widget.deleteLater()
        self.filing.deleteLater()
        self.bridge.deleteLater()

    def wait_for(self, path: Path) -> None:
        """Say what is being opened while the window is still empty."""
        self.awaited = path
        self._middle.wait(self.tr("Opening {}…").format(path.name))
        self.top_bar.show_name(path.name, dirty=False)
        self.setWindowTitle(f"{path.name} — argmap")

    # ------------------------------------------------------------------------------------ actions

    def perform(self, action: "Action") -> None:
        """Run an action, whichever way it was asked for."""
        from argmap.app.actions import run
        from argmap.app.messages import Notice
        from argmap.ui.menus import said

        self.furnish()  # a key may come before the map was painted
        bound = self.bindings.get(action.id)
        if bound is None:
            if self.editor is not None:
                run(action, self.editor)
        elif reason := action.when.why_not(self.facts()):
            self.tell(Notice(said(reason)))
        else:
            bound()
        self._facts_changed()
        self._refresh_soon.start()

    def facts(self) -> "Holding":
        """Return the names of all facts that hold in this window now."""
        from argmap.app.facts import FULL_SCREEN, THEMES, facts_of

        held = {THEMES[str(self.around.settings.value("theme"))].name}
        if self.isFullScreen():
            held.add(FULL_SCREEN.name)
        if self.editor is not None:
            held |= facts_of(self.editor) | self.docks.facts()
        return frozenset(held)

    def refresh(self) -> None:
        """Bring menus, title and status bar up to date."""
        if not self.equipped:
            return
        self.actions_.refresh(self.facts())
        if self.furnished:  # tooltips can wait until the map is seen
            self.actions_.describe()
        editor = self.editor
        if editor is None:
            return
        self.actions_.reword("edit.undo", _with_label(self.tr("Undo"), editor.undo_label))
        self.actions_.reword("edit.redo", _with_label(self.tr("Redo"), editor.redo_label))
        self.setWindowModified(editor.dirty)
        self.setWindowTitle(f"{editor.name.replace('[*]', '')}[*] — argmap")
        self.top_bar.show_name(editor.name, dirty=editor.dirty)
        self.status.show_state(editor)
        if self.furnished:  # the first picture does not wait for them
            self.status.show_problems(editor)

    def _facts_changed(self) -> None:
        """Bring actions up to date before a key can find them as they were.

        The map tells when a key comes near; the title and the status bar wait for a quiet moment.
        In a talk other windows have the keys, and may lose them at any time.
        """
        if self.editor is None:
            return
        if self.canvas.hears_keys and self.editor.session.talk is None:
            self.actions_.refresh_later(self.facts)
        else:
            self.actions_.refresh(self.facts())

    def tell(self, notice: "Notice") -> None:
        """Show a notice, with a button for the action it offers."""
        from argmap.ui.menus import said

        offered = self.actions_.records.get(notice.action)
        if self.editor is None:
            self.bar.say("notice", notice.text)
        elif offered is None:
            self.toast.tell(notice)
        else:
            self.toast.tell(notice, said(offered.title), lambda: self.perform(offered))

    def finish_typing(self) -> None:
        """Commit what is being typed on the map or in a pane."""
        if self.editor is not None:
            self.docks.finish()
            self.editor.commit_draft()

    # ------------------------------------------------------------------------------ look and keys

    def take_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.theme = theme
        self.bar.set_theme(theme)
        if self.equipped:
            self._take_icons()
        if self.editor is not None:
            self.docks.set_theme(theme)
            self.toast.set_theme(theme)
            self.canvas.set_theme(theme)
        self.dressed.emit()
        self.refresh()

    def take_keys(self) -> None:
        """Take the keys of the chosen profile and the person's own."""
        settings = self.around.settings
        if self.equipped:
            self.actions_.set_keys(str(settings.value("keys_profile")), settings.own_keys)

    def take_wishes(self) -> None:
        """Take the wishes for motion or none, and for names from far away."""
        if self.editor is not None:
            settings = self.around.settings
            self.canvas.set_motion(MOTION_MS if settings.value("motion") == "on" else 0)
            self.canvas.name_from_far(bool(settings.value("far_labels")))

    # ----------------------------------------------------------------------------- coming and going

    def closeEvent(self, event: "QCloseEvent") -> None:
        self.finish_typing()
        if self.editor is not None and not self.filing.may_close():
            event.ignore()
            return
        if self.editor is not None:
            self._furnishing.close()
            self._keep(self.editor)
            self.bridge.detach()
            self.docks.close_down()
            self.editor.arranging.close()
            self.editor.holding.release()
        self._refresh_soon.stop()
        self._count_soon.stop()
        self.closed.emit(self)
        event.accept()

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Say why a key does nothing; here come those that the map had no use for."""
        if self.editor is None or not self.canvas.hasFocus():
            super().keyPressEvent(event)
            return
        from PySide6.QtGui import QKeySequence

        from argmap.app.messages import Notice

        action = self.actions_.action_for(QKeySequence(event.keyCombination()))
        if action is not None and (reason := self.actions_.reason(action.id)):
            self.tell(Notice(reason))
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: "QPaintEvent") -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self.first_painted.emit()

    def dragEnterEvent(self, event: "QDragEnterEvent") -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: "QDropEvent") -> None:
        event.acceptProposedAction()
        self._take_drop(event.mimeData())

    def _give_keys(self, pane: "QWidget") -> None:
        """Let the keys of the map act in the part of a pane that asks for them; show it the map."""
        if hasattr(pane, "take_canvas"):
            pane.take_canvas(self.canvas)
        if (widget := getattr(pane, "keys_widget", None)) is not None:
            self.actions_.give_map_keys(widget)
        if (take := getattr(pane, "take_actions", None)) is not None:
            take(self.actions_)

    def _take_icons(self, only: Collection[str] | None = None) -> None:
        from argmap.ui.themes import small_icon

        self.actions_.take_icons(lambda name: small_icon(name, self.theme), only)

    def _committed(self, commit: "Commit") -> None:
        if any(commit.diff.touched("statements", "sources")):
            self._count_soon.start()

    def _count_quotes(self) -> None:
        if self.editor is not None:
            self.editor.reading.refresh()
            self.status.show_quotes(self.editor.reading.counted())

    def _take_drop(self, data: "QMimeData") -> None:
        from argmap.app.actions_edit import paste_text

        if self.editor is not None:
            self.furnish()
            if self.reader.take(data):
                return
        if files := local_files(data):
            self.paths_dropped.emit(files)
        elif data.hasText() and self.editor is not None:
            paste_text(self.editor, data.text())

    def show_menu(self, on: str, at: QPoint) -> None:
        """Show the menu for a statement or link (empty: the ground) at a point of the screen."""
        from argmap.app.context_menus import menu_for

        if self.editor is None:
            return
        self.refresh()
        menu = self.actions_.context_menu(menu_for(self.editor, on), self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def _keep(self, editor: "Editor") -> None:
        from argmap.app.kept import Kept

        workspace = self.around.workspace
        panes = self.saveState(WINDOW_VERSION)
        workspace.keep_window(bytes(self.saveGeometry().data()), bytes(panes.data()))
        if editor.arranging.is_sketched:
            return
        placement, session = editor.whole_placement, editor.session
        if editor.document.raw and not editor.dirty and placement is not None and placement.boxes:
            folded, visited = tuple(sorted(session.folded)), tuple(session.visits.ids)
            kept, raw = Kept(placement, folded, session.camera, visited), editor.document.raw
            if editor.arranging.keep(kept, workspace.placement_file(raw)):
                workspace.forget_old_placements()
            else:
                workspace.keep(raw, kept)

    def _take_first_size(self) -> None:
        kept = self.around.workspace.window()
        if kept is not None and self.restoreGeometry(kept[0]):
            return
        room = self.screen().availableSize()
        self.resize(FIRST_SIZE.boundedTo(room * 0.92))


def local_files(data: "QMimeData") -> list[Path]:
    """Return the files of this machine that something dropped or pasted names."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def _with_label(word: str, label: str) -> str:
    return f"{word} “{label}”" if label else word
