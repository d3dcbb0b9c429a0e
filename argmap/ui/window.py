"""The window of one map: where things are, and who hears of what. Nothing clever.

It is shown before there is a map in it, so that it stands at once; `adopt` brings the map.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QByteArray, QMimeData, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDockWidget, QLabel, QMainWindow, QVBoxLayout, QWidget

from argmap.app import actions as table
from argmap.app.action import Action
from argmap.app.actions_edit import paste_text
from argmap.app.context_menus import menu_for
from argmap.app.editor import Editor
from argmap.app.facts import FULL_SCREEN, facts_of
from argmap.app.facts import PANES as PANE_FACTS
from argmap.app.facts import THEMES as THEME_FACTS
from argmap.app.kept import Kept
from argmap.app.messages import Notice
from argmap.app.settings import Settings
from argmap.app.when import Holding
from argmap.app.workspace import WINDOW_VERSION, Workspace
from argmap.render.icons import tinted_icon
from argmap.render.style import Theme
from argmap.ui.bars import Bar
from argmap.ui.bridge import Bridge
from argmap.ui.dialogs import Asker
from argmap.ui.filing import Filing
from argmap.ui.find_bar import FindBar
from argmap.ui.menus import ActionSet
from argmap.ui.panes import PANES, Pane
from argmap.ui.status import StatusBar
from argmap.ui.themes import mixed
from argmap.ui.toasts import Toast
from argmap.ui.top_bar import TopBar

FIRST_SIZE = QSize(1280, 820)
STEP = QPoint(28, 28)
"""How far a further window stands from the last one."""
MOTION_MS = 150


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What all windows of the program share."""

    settings: Settings
    workspace: Workspace
    asker: Asker


class Window(QMainWindow):
    """One map, its panes, menus and bars."""

    paths_dropped = Signal(object)
    """Files dropped on the window, as a list of paths."""
    closed = Signal(object)

    def __init__(self, around: Surroundings, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.setDockNestingEnabled(False)
        self.around = around
        self.theme = theme
        self.editor: Editor | None = None
        self.bindings: dict[str, Callable[[], None]] = {}
        """What to run for the actions that need a screen, by their ids."""
        self.docks: dict[str, QDockWidget] = {}
        self.actions_ = ActionSet(table.ACTIONS, self.perform, self)
        self.top_bar = TopBar(self.actions_, self)
        self.actions_.fill(self.top_bar.menus)
        self.setMenuWidget(self.top_bar)
        self.status = StatusBar(self)
        self.status.problems_asked.connect(lambda: self.show_pane("problems"))
        fits = ("view.fit-all", "view.fit-selection")
        self.status.offer_zooms([self.actions_[id_] for id_ in fits])
        self.setStatusBar(self.status)
        self.bar = Bar(theme, self)
        self._middle = QVBoxLayout()
        self._build_middle()
        self._refresh_soon = QTimer(self)
        self._refresh_soon.setSingleShot(True)
        self._refresh_soon.timeout.connect(self.refresh)
        self.take_keys()
        self.take_theme(theme)
        self.resize(FIRST_SIZE)
        self._restore_geometry()
        self.refresh()

    # --------------------------------------------------------------------------------- the map

    def adopt(self, editor: Editor, canvas: QWidget, bridge: Bridge) -> None:
        """Take in a map with its canvas, and make the panes."""
        self.editor, self.canvas, self.bridge = editor, canvas, bridge
        self._waiting.hide()
        self._middle.insertWidget(1, canvas, 1)
        self.toast = Toast(canvas, self.theme)
        self.filing = Filing(
            editor,
            bridge,
            bar=self.bar,
            asker=self.around.asker,
            workspace=self.around.workspace,
            settings=self.around.settings,
            window=self,
        )
        self.find_bar = FindBar(editor, bridge, canvas, self)
        self._middle.insertWidget(2, self.find_bar)
        self.actions_.give_map_keys(canvas)
        self._listen(canvas)
        self._make_docks(editor, bridge)
        bridge.committed.connect(lambda _: self._refresh_soon.start())
        bridge.session_changed.connect(self._refresh_soon.start)
        bridge.document_changed.connect(lambda _: self._refresh_soon.start())
        bridge.noticed.connect(self.tell)
        if editor.read_only:
            self.bar.say(
                "read-only", self.tr("A newer argmap wrote this map: it can be read only.")
            )
        self.setFocusProxy(canvas)
        canvas.setFocus()
        self.refresh()

    def release(self) -> None:
        """Let go of the map's canvas and panes, to take them in anew."""
        self.bridge.detach()
        for dock in self.docks.values():
            self.removeDockWidget(dock)
        self.docks.clear()
        gone = (self.canvas, self.find_bar, *self._panes.values(), self.filing, self.bridge)
        for part in gone:
            part.deleteLater()
        self._panes.clear()

    def _listen(self, canvas: QWidget) -> None:
        canvas.zoom_changed.connect(self.status.show_zoom)
        self.status.zoom_asked.connect(canvas.eye.zoom_to)
        canvas.menu_wanted.connect(self._show_menu)
        canvas.dropped.connect(lambda data, _on: self._take_drop(data))
        self.take_motion()

    def wait_for(self, name: str) -> None:
        """Say what is being opened while the window is still empty."""
        self._waiting.setText(self.tr("Opening {}…").format(name))
        self.top_bar.show_name(name, dirty=False)
        self.setWindowTitle(f"{name} — argmap")

    # --------------------------------------------------------------------------------- actions

    def perform(self, action: Action) -> None:
        """Run an action, whichever way it was asked for."""
        bound = self.bindings.get(action.id)
        if bound is not None:
            if reason := action.when.why_not(self.facts()):
                self.tell(Notice(reason))
            else:
                bound()
        elif self.editor is not None and action.run is not None:
            table.run(action, self.editor)
        self._refresh_soon.start()

    def facts(self) -> Holding:
        """Return the names of all facts that hold in this window now."""
        held = {THEME_FACTS[str(self.around.settings.value("theme"))].name}
        if self.isFullScreen():
            held.add(FULL_SCREEN.name)
        for name, dock in self.docks.items():
            if not dock.isHidden():
                held.add(PANE_FACTS[name].name)
        return held | facts_of(self.editor) if self.editor is not None else frozenset(held)

    def refresh(self) -> None:
        """Bring menus, title and status bar up to date."""
        self.actions_.refresh(self.facts())
        editor = self.editor
        if editor is None:
            return
        self._word_undo(editor)
        self.setWindowModified(editor.dirty)
        self.setWindowTitle(f"{editor.name}[*] — argmap")
        self.top_bar.show_name(editor.name, dirty=editor.dirty)
        self.status.show_state(editor)
        self.status.show_problems(editor)

    def tell(self, notice: Notice) -> None:
        """Show a notice, with a button for the action it offers."""
        if self.editor is None:
            self.bar.say("notice", notice.text)
            return
        offered = self.actions_.records.get(notice.action)
        if offered is None:
            self.toast.tell(notice)
        else:
            self.toast.tell(notice, offered.title, lambda: self.perform(offered))

    def _show_menu(self, on: str, at: QPoint) -> None:
        if self.editor is None:
            return
        self.refresh()
        menu = self.actions_.context_menu(menu_for(self.editor, on), self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def _word_undo(self, editor: Editor) -> None:
        for id_, word, label in (
            ("edit.undo", self.tr("Undo"), editor.history.undo_label),
            ("edit.redo", self.tr("Redo"), editor.history.redo_label),
        ):
            self.actions_.reword(id_, f"{word} “{label}”" if label else word)

    # ----------------------------------------------------------------------------- look and keys

    def take_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.theme = theme
        faint = mixed(theme.muted, theme.window, 0.45).name()
        self.actions_.take_icons(lambda name: tinted_icon(name, theme.text, faint))
        self.bar.set_theme(theme)
        if self.editor is not None:
            self.toast.set_theme(theme)
            for widget in (self.canvas, *self._panes.values()):
                if hasattr(widget, "set_theme"):
                    widget.set_theme(theme)
        self.refresh()

    def take_keys(self) -> None:
        """Take the keys of the chosen profile and the person's own."""
        settings = self.around.settings
        self.actions_.set_keys(str(settings.value("keys_profile")), settings.own_keys)

    def take_motion(self) -> None:
        """Take the wish for motion or none."""
        if self.editor is not None and hasattr(self.canvas, "set_motion"):
            self.canvas.set_motion(MOTION_MS if self.around.settings.value("motion") == "on" else 0)

    # ------------------------------------------------------------------------------------ panes

    def show_pane(self, name: str) -> None:
        """Show a pane and move the focus into it."""
        if (dock := self.docks.get(name)) is not None:
            dock.show()
            dock.raise_()
            dock.widget().setFocus()

    def toggle_pane(self, name: str) -> None:
        """Show a pane, or hide it where it is seen."""
        if (dock := self.docks.get(name)) is None:
            return
        if dock.isHidden() or dock.visibleRegion().isEmpty():
            self.show_pane(name)
        else:
            dock.hide()

    def focus_pane(self, step: int) -> None:
        """Move the focus to the next pane that is seen (or the one before), the map included."""
        seen = [self.canvas, *(w for name, w in self._panes.items() if w.isVisible())]
        here = next((at for at, w in enumerate(seen) if w.hasFocus() or _holds_focus(w)), 0)
        seen[(here + step) % len(seen)].setFocus(Qt.FocusReason.TabFocusReason)

    def _make_docks(self, editor: Editor, bridge: Bridge) -> None:
        self._panes: dict[str, QWidget] = {}
        first_at: dict[Qt.DockWidgetArea, QDockWidget] = {}
        for pane in PANES:
            if not pane.exists:
                continue
            dock = self._dock_of(pane, pane.make(editor, bridge))
            self.addDockWidget(pane.area, dock)
            if pane.area in first_at:
                self.tabifyDockWidget(first_at[pane.area], dock)
            first_at.setdefault(pane.area, dock)
            self.resizeDocks([dock], [pane.width], Qt.Orientation.Horizontal)
            dock.setVisible(pane.shown)
            dock.visibilityChanged.connect(lambda _: self._refresh_soon.start())
        for dock in first_at.values():
            dock.raise_()
        self._restore_panes()

    def _dock_of(self, pane: Pane, widget: QWidget) -> QDockWidget:
        dock = QDockWidget(self.tr(pane.title), self)
        dock.setObjectName(pane.name)
        dock.setWidget(widget)
        widget.setObjectName(f"pane-{pane.name}")
        self.docks[pane.name], self._panes[pane.name] = dock, widget
        return dock

    # ---------------------------------------------------------------------------- coming and going

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.editor is not None and not self.filing.may_close():
            event.ignore()
            return
        if self.editor is not None:
            self._keep(self.editor)
            self.bridge.detach()
            self.editor.arranging.close()
        self.closed.emit(self)
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.paths_dropped.emit(local_files(event.mimeData()))

    def _take_drop(self, data: QMimeData) -> None:
        if files := local_files(data):
            self.paths_dropped.emit(files)
        elif data.hasText() and self.editor is not None:
            paste_text(self.editor, data.text())

    def _keep(self, editor: Editor) -> None:
        workspace = self.around.workspace
        workspace.keep_window(
            bytes(self.saveGeometry().data()), bytes(self.saveState(WINDOW_VERSION).data())
        )
        if editor.document.raw and not editor.dirty and editor.placement.boxes:
            session = editor.session
            kept = Kept(editor.placement, session.folded, session.camera)
            workspace.keep(editor.document.raw, kept)

    def _restore_geometry(self) -> None:
        if (kept := self.around.workspace.window()) is not None:
            self.restoreGeometry(QByteArray(kept[0]))

    def _restore_panes(self) -> None:
        if (kept := self.around.workspace.window()) is not None:
            self.restoreState(QByteArray(kept[1]), WINDOW_VERSION)

    def _build_middle(self) -> None:
        middle = QWidget(self)
        self._middle.setContentsMargins(0, 0, 0, 0)
        self._middle.setSpacing(0)
        middle.setLayout(self._middle)
        self._waiting = QLabel(middle)
        self._waiting.setTextFormat(Qt.TextFormat.PlainText)
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._middle.addWidget(self.bar)
        self._middle.addWidget(self._waiting, 1)
        self.setCentralWidget(middle)


def _holds_focus(widget: QWidget) -> bool:
    focus = widget.window().focusWidget()
    return focus is not None and widget.isAncestorOf(focus)


def local_files(data: QMimeData) -> list[Path]:
    """Return the files of this machine that something dropped or pasted names."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
