"""The panes of one window in their docks: made, shown, hidden, walked through, kept in place.

A pane is made when it is first seen, and none before `furnish`: the map is painted first.
"""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QMainWindow, QTabWidget, QWidget

from argmap.app.facts import PANES as PANE_FACTS
from argmap.app.workspace import WINDOW_VERSION, Workspace
from argmap.render.style import Theme
from argmap.ui.buttons import FlatButton
from argmap.ui.labels import plain_label
from argmap.ui.menus import said
from argmap.ui.panes import BY_NAME, PANES, Pane
from argmap.ui.themes import small_icon

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from argmap.app.editor import Editor
    from argmap.ui.bridge import Bridge

LOW = 190
"""How tall a pane below others is when it is first opened, in pixels."""
_SIDES = (Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea)


class Docks(QObject):
    """The docks of a window, by the names of their panes."""

    changed = Signal()
    """A pane was shown or hidden."""
    made = Signal(object)
    """A pane was made: the widget."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._heads: list[_Head] = []
        self._title_soon = QTimer(self)
        self._title_soon.setSingleShot(True)
        self._title_soon.timeout.connect(self._title)
        self._seen: set[str] = set()
        self._ever_seen: set[str] = set()
        self._make_pane: Callable[[Pane], QWidget] | None = None
        self._theme: Theme | None = None
        self.docks: dict[str, QDockWidget] = {}
        self.panes: dict[str, QWidget] = {}
        """The panes made so far; `pane` makes one that is not."""
        self.home: QWidget | None = None
        """What gets the focus when the pane that has it is hidden."""
        left, right = _SIDES
        window.setTabPosition(left | right, QTabWidget.TabPosition.North)
        window.setDocumentMode(True)

    def make(self, workspace: Workspace) -> None:
        """Make the docks and arrange them as they were left, still empty."""
        first: dict[Qt.DockWidgetArea, QDockWidget] = {}
        for pane in PANES:
            dock = self._dock_of(pane)
            self._window.addDockWidget(pane.area, dock)
            if pane.area in first and pane.apart:
                below = Qt.Orientation.Vertical
                self._window.splitDockWidget(first[pane.area], dock, below)
            elif pane.area in first:
                self._window.tabifyDockWidget(first[pane.area], dock)
            first.setdefault(pane.area, dock)
            self._window.resizeDocks([dock], [pane.width], Qt.Orientation.Horizontal)
            dock.setVisible(pane.shown)
        if (kept := workspace.window()) is not None:
            self._window.restoreState(QByteArray(kept[1]), WINDOW_VERSION)
        self._kept = kept is not None

    def widen(self) -> None:
        """Give the docks that are seen their width before their panes are made, unless it is kept.

        Otherwise the map would move when a pane comes.
        """
        if self._kept:
            return
        seen = [name for name, dock in self.docks.items() if not dock.isHidden()]
        widths = [BY_NAME[name].width for name in seen]
        docks = [self.docks[name] for name in seen]
        self._window.resizeDocks(docks, widths, Qt.Orientation.Horizontal)

    @property
    def furnished(self) -> bool:
        """Whether panes are made when they are seen."""
        return self._make_pane is not None

    def furnish(self, editor: "Editor", bridge: "Bridge") -> "Iterator[None]":
        """Make the panes of a map that are seen, in steps; others when they are first seen."""
        self._make_pane = lambda pane: pane.make(editor, bridge)
        for name, dock in self.docks.items():
            if not dock.isHidden():  # behind another tab too: its title may count something
                self.pane(name)
                yield

    def pane(self, name: str) -> QWidget:
        """Return a pane of a window that is furnished, made now if it was never seen."""
        if name not in self.panes:
            assert self._make_pane is not None
            made = self._make_pane(BY_NAME[name])
            self.panes[name] = made
            self._put_in(self.docks[name], made)
            self.made.emit(made)
        return self.panes[name]

    def release(self) -> None:
        """Let the panes go; a changed text is kept first."""
        self.finish()
        self.close_down()
        for dock in self.docks.values():
            self._window.removeDockWidget(dock)
            dock.deleteLater()
        self.docks.clear()
        self._make_pane = None
        self._seen.clear()
        self._ever_seen.clear()
        self.panes.clear()
        self._heads.clear()

    def finish(self) -> None:
        """Let every pane commit what is typed in it and not committed yet."""
        for pane in self.panes.values():
            if hasattr(pane, "finish"):
                pane.finish()

    def close_down(self) -> None:
        """Let every pane end what it does by itself; called when the window goes."""
        for pane in self.panes.values():
            if hasattr(pane, "close_down"):
                pane.close_down()

    def set_theme(self, theme: Theme) -> None:
        """Hand the colours of a theme to every pane."""
        self._theme = theme
        for head in self._heads:
            head.set_theme(theme)
        for pane in self.panes.values():
            if hasattr(pane, "set_theme"):
                pane.set_theme(theme)

    def facts(self) -> set[str]:
        """Return the names of the facts that tell which panes are open."""
        return {PANE_FACTS[name].name for name, dock in self.docks.items() if not dock.isHidden()}

    def show(self, name: str) -> None:
        """Show a pane and move the focus into it."""
        if name in self.docks:
            self.open(name)
            self.pane(name).setFocus(Qt.FocusReason.OtherFocusReason)

    def open(self, name: str) -> None:
        """Show a pane before the others of its side; the focus stays where it is."""
        dock, new = self.docks[name], name not in self._ever_seen
        dock.show()
        dock.raise_()
        if new:
            self._give_room(BY_NAME[name], dock)

    def _give_room(self, pane: Pane, dock: QDockWidget) -> None:
        """Let a pane begin with the size it asks for; a hidden dock could not take it."""
        if pane.apart:  # else it would take half of the side
            self._window.resizeDocks([dock], [LOW], Qt.Orientation.Vertical)
        elif pane.area in _SIDES and dock.width() < pane.width:
            self._window.resizeDocks([dock], [pane.width], Qt.Orientation.Horizontal)

    def toggle(self, name: str) -> None:
        """Show a pane, or hide it where it is seen."""
        if name not in self.docks:
            return
        if self.is_seen(name):
            self.hide(name)
        elif BY_NAME[name].apart:
            self.open(name)
        else:
            self.show(name)

    def hide(self, name: str) -> None:
        """Hide a pane; the focus goes home if it was there."""
        dock = self.docks[name]
        had_focus = _holds_focus(dock)
        dock.hide()
        if had_focus and self.home is not None:
            self.home.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_seen(self, name: str) -> bool:
        """Tell whether a pane is open and not behind another tab."""
        return name in self._seen and not self.docks[name].isHidden()

    def walk(self, step: int, *middle: QWidget) -> None:
        """Move the focus to the next thing that is seen (or the one before): the map, the panes."""
        seen = [each for each in middle if each.isVisible()]
        seen += [self.pane(name) for name in self.docks if self.is_seen(name)]
        here = next((at for at, widget in enumerate(seen) if _holds_focus(widget)), 0)
        _focus_into(seen[(here + step) % len(seen)])

    def _seen_changed(self, name: str, seen: bool) -> None:
        # Qt tells here, and nowhere else, which of several tabs is in front.
        (self._seen.add if seen else self._seen.discard)(name)
        if seen:
            self._ever_seen.add(name)
            if self.furnished:
                self.pane(name)
        self._title_soon.start()
        self.changed.emit()

    def _title(self) -> None:
        """Name a pane in its head only where no tab names it already."""
        for head, dock in zip(self._heads, self.docks.values(), strict=True):
            beside = self._window.tabifiedDockWidgets(dock)
            head.words.setVisible(all(other.isHidden() for other in beside))

    def _put_in(self, dock: QDockWidget, pane: QWidget) -> None:
        dock.setWidget(pane)
        if pane.windowTitle():  # a pane that counts says so in its tab
            dock.setWindowTitle(pane.windowTitle())
        pane.windowTitleChanged.connect(dock.setWindowTitle)
        if self._theme is not None and hasattr(pane, "set_theme"):
            pane.set_theme(self._theme)

    def _dock_of(self, pane: Pane) -> QDockWidget:
        dock = QDockWidget(said(pane.title), self._window)
        dock.setObjectName(pane.name)
        dock.visibilityChanged.connect(partial(self._seen_changed, pane.name))
        head = _Head(said(pane.title), dock, partial(self.hide, pane.name))
        dock.setTitleBarWidget(head)
        self._heads.append(head)
        self.docks[pane.name] = dock
        return dock


class _Head(QWidget):
    """The title of a dock: its name and a way to close it. Dragging it still moves the dock."""

    def __init__(self, title: str, dock: QDockWidget, close: "Callable[[], None]") -> None:
        super().__init__(dock)
        self.setObjectName("dock-title")
        self.words = plain_label(title, self)
        self.words.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._close = FlatButton(self, bare=True)
        self._close.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self._close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._close.setAccessibleName(self.tr("Close {}").format(title))
        self._close.setToolTip(self.tr("Close"))
        self._close.clicked.connect(lambda _: close())
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 6, 2)
        row.addWidget(self.words)
        row.addStretch(1)
        row.addWidget(self._close)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._close.setIcon(small_icon("close", theme))


def _holds_focus(widget: QWidget) -> bool:
    focus = widget.window().focusWidget()
    return bool(focus) and (focus is widget or widget.isAncestorOf(focus))


def _focus_into(widget: QWidget) -> None:
    """Give the focus to a widget, or to the first thing in it that takes one."""
    tab = Qt.FocusReason.TabFocusReason
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus or widget.focusProxy() is not None:
        widget.setFocus(tab)
        return
    for inner in widget.findChildren(QWidget):
        if inner.focusPolicy() & Qt.FocusPolicy.TabFocus and inner.isVisible():
            inner.setFocus(tab)
            return
