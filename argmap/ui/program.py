"""The running program: its windows, and how a map gets into one.

One window shows one map. A window is shown first and filled afterwards, so that it stands at once.
"""

import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import ref

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow

from argmap.ui import themes
from argmap.ui.collecting import let_go
from argmap.ui.first_paint import FirstPaint
from argmap.ui.surroundings import Surroundings

if TYPE_CHECKING:
    from argmap.ui.welcome import Welcome
    from argmap.ui.window import Window

WHAT_A_MAP_NEEDS = (
    "argmap.layout.arrange",
    "argmap.io.files",
    "argmap.app.editor",
    "argmap.ui.canvas.canvas",
    "argmap.ui.opening",
    "argmap.ui.opening_big",
    "numpy",
    "argmap.ui.docks",
    "argmap.ui.filing",
    "argmap.ui.find_bar",
    "argmap.ui.toasts",
    "argmap.ui.trail",
    "argmap.ui.documents.pane",
    "argmap.ui.documents.reader",
    "argmap.ui.inspector",
    "argmap.ui.minimap",
)
"""Loaded one by one while maps to choose from are looked at."""

_LOOKS = ("theme", "classic_colours", "text_size")


class Program(QObject):
    """All windows, and what they share."""

    def __init__(self, application: QApplication, around: Surroundings) -> None:
        super().__init__()
        self._application = application
        self.around = around
        self.theme = themes.theme_for(around.settings)
        self.windows: list[Window] = []
        self.is_ready = False
        """Whether what a map needs is loaded."""
        self._welcome: Welcome | None = None
        self._dress()
        QGuiApplication.styleHints().colorSchemeChanged.connect(lambda _: self._take_look())
        around.settings.changes.add(self._setting_changed)

    # ---------------------------------------------------------------------------------- opening

    def start(self, paths: Sequence[Path]) -> None:
        """Open what was asked for, or the last map, or offer maps to choose from."""
        wanted = list(paths)
        if not wanted and self.around.settings.value("reopen_last"):
            wanted = self.around.workspace.recent()[:1]
        for path in wanted:
            self.open(path)
        if not wanted:
            self.welcome()
        for complaint in self.around.settings.complaints:
            sys.stderr.write(f"{complaint}\n")

    def open(self, path: Path) -> "Window":
        """Open a map in a window of its own, or bring forward the one that shows it already."""
        for window in self.windows:
            if _shows(window, path):
                window.raise_()
                window.activateWindow()
                return window
        window = self._new_window()
        window.wait_for(path)
        if self.is_ready and self._begins_to_read(window, path):
            FirstPaint(window, lambda: self._equip(window), window.first_painted)
        else:
            FirstPaint(window, lambda: self._fill(window, path), window.first_painted)
        return window

    def new(self) -> "Window":
        """Open an empty map."""
        from argmap.io.files import new_document
        from argmap.ui.opening import adopt

        window = self._new_window()
        self._equip(window)
        adopt(self, window, new_document())
        return window

    def ask_what_to_open(self, parent: QMainWindow | None) -> None:
        """Ask for files and open them."""
        folder = self.around.workspace.last_folder
        for path in self.around.asker.files_to_open(parent, folder):
            self.open(path)

    def welcome(self) -> "Welcome":
        """Show recent and example maps to choose from."""
        from argmap.ui.welcome import Welcome

        if self._welcome is None:
            self._welcome = Welcome(self.around.workspace, self.theme)
            self._welcome.chosen.connect(self.open)
            self._welcome.new_wanted.connect(self.new)
            self._welcome.open_wanted.connect(lambda: self.ask_what_to_open(None))
            self._welcome.forget_wanted.connect(self.forget_recent)
            self._welcome.seen.connect(self._prepare)
            self._welcome.at_rest.connect(self._load_what_a_map_needs)
        self._welcome.refresh()
        self._welcome.show()
        self._welcome.raise_()
        return self._welcome

    def forget_recent(self) -> None:
        """Empty the list of recent maps, where it is shown too."""
        self.around.workspace.forget_recent()
        if self._welcome is not None and self._welcome.isVisible():
            self._welcome.refresh()

    def _prepare(self) -> None:
        """Let the keys that are no map's act among the maps to choose from too."""
        from PySide6.QtGui import QAction, QKeySequence

        from argmap.app.actions import BY_ID
        from argmap.app.keys import keys_of

        settings, welcome = self.around.settings, self._welcome
        if welcome is None:
            return
        for id_, run in (
            ("file.new", self.new),
            ("file.open", lambda: self.ask_what_to_open(None)),
            ("file.close", welcome.close),
            ("file.quit", self.quit),
        ):
            action = QAction(welcome)
            keys = keys_of(BY_ID[id_], str(settings.value("keys_profile")), settings.own_keys)
            action.setShortcuts([QKeySequence(key) for key in keys])
            action.triggered.connect(lambda _=False, run=run: run())
            welcome.addAction(action)

    def quit(self) -> None:
        """Close every window; one that must stay open stops it, one that is saving delays it."""
        for window in list(self.windows):
            if not window.close():
                if window.editor is not None:
                    window.filing.leave_by(self.quit)
                return
        if self._welcome is not None:
            self._welcome.close()

    def _equip(self, window: "Window") -> None:
        if window.equipped:
            return
        from argmap.ui.ui_actions import bindings

        window.equip()
        window.bindings = bindings(self, window)

    def _begins_to_read(self, window: "Window", path: Path) -> bool:
        """Have a big file read while its window comes up; tell whether it is one."""
        from argmap.ui.opening import begins_to_read

        return begins_to_read(self, window, path)

    def _fill(self, window: "Window", path: Path) -> None:
        self._equip(window)
        QTimer.singleShot(0, window, lambda: self._read(window, path))

    def _read(self, window: "Window", path: Path) -> None:
        from argmap.ui.opening import fill

        self.is_ready = True
        fill(self, window, path)

    def _load_what_a_map_needs(self) -> None:
        """Spend quiet moments on what the map that is chosen next would wait for."""
        from argmap.ui.slices import Slices

        Slices(_loading(), self._note_ready, self)

    def _note_ready(self) -> None:
        self.is_ready = True

    def _new_window(self) -> "Window":
        from argmap.ui.window import STEP, Window

        replaced = [window for window in self.windows if _is_untouched(window)]
        window = Window(self.around, self.theme)
        window.paths_dropped.connect(self._open_all)
        window.closed.connect(self._window_closed)
        if self.windows:
            window.move(self.windows[-1].pos() + STEP)
        self.windows.append(window)
        window.show()
        if self._welcome is not None:
            self._welcome.close()
        for untouched in replaced:
            untouched.close()
        return window

    def _open_all(self, paths: list[Path]) -> None:
        for path in paths:
            self.open(path)

    def _window_closed(self, window: "Window") -> None:
        self.windows.remove(window)
        let_go(ref(window), self)

    # ----------------------------------------------------------------------------------- looks

    def _setting_changed(self, key: str) -> None:
        if key in _LOOKS:
            self._take_look()
        if key == "text_size":
            from argmap.ui.opening import remeasure

            for window in self.windows:
                remeasure(self, window)
        for window in self.windows:
            window.take_keys()
            window.take_wishes()
            window.refresh()

    def _take_look(self) -> None:
        self.theme = themes.theme_for(self.around.settings)
        self._dress()
        for window in self.windows:
            window.take_theme(self.theme)
        if self._welcome is not None:
            self._welcome.set_theme(self.theme)

    def _dress(self) -> None:
        themes.dress(self._application, self.theme, int(self.around.settings.value("text_size")))

    # ---------------------------------------------------------------------------------- rescue

    def rescue(self) -> list[Path]:
        """Write every changed map aside after a fault; returns where they are."""
        from argmap.ui.opening import rescued_text

        rescued = []
        for window in self.windows:
            editor = window.editor
            if editor is not None and editor.dirty:
                path = self.around.workspace.rescue(editor.name, rescued_text(editor))
                rescued += [path] if path is not None else []
        return rescued


def _loading() -> Iterator[None]:
    """Load what a map needs, and numpy, without which no big one is shown."""
    for name in WHAT_A_MAP_NEEDS:
        import_module(name)
        yield


def _shows(window: "Window", path: Path) -> bool:
    """Tell whether a window holds the map of a file, or waits for it."""
    own = window.awaited if window.editor is None else window.editor.document.path
    return own is not None and own.absolute() == path.absolute()


def _is_untouched(window: "Window") -> bool:
    """Tell whether a window holds a new map into which nothing was written."""
    editor = window.editor
    return (
        editor is not None
        and editor.document.path is None
        and editor.document.picture is None
        and not editor.map.statements
        and not editor.dirty
        and editor.draft is None
    )
