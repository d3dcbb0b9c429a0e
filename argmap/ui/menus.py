"""From the table of actions to Qt: one QAction for each, menus, keys, and what they say.

Every place that offers an action shows the same QAction, so all are enabled, checked and worded
together. Nothing here knows what an action does.
"""

from collections.abc import Callable, Collection, Iterable, Mapping

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QIcon, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from argmap.app.action import Action, Context
from argmap.app.keys import Overrides, keys_of
from argmap.app.when import Holding

Bindings = dict[str, Callable[[], object]]
"""What to run for the actions that need a screen, by their ids."""
_OWN_KEYS = Qt.ShortcutContext.WidgetShortcut
"""Only while that very widget has the focus: a field typed in lies inside the canvas."""
_APART = (Context.DOCUMENT, Context.TALK)
"""Where keys act that mean nothing on the map."""

_LIVE = (
    *("edit.undo", "edit.redo", "insert.question"),
    *("view.zoom-in", "view.zoom-out", "view.actual-size"),
)
"""What acts in the whole window, and is wanted where the map is edited before an audience."""
_NOT_LIVE = (
    *("arrange.fold", "arrange.reveal", "arrange.fold-children", "arrange.unfold-all"),
    *("edit.escape", "help.keys"),
)


def said(text: str) -> str:
    """Return a text of the tables in the language of the interface."""
    return QCoreApplication.translate("Action", text)


class ActionSet(QObject):
    """The QActions of one window, by the ids of the table."""

    def __init__(
        self,
        actions: Iterable[Action],
        run: Callable[[Action], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._window = parent
        self.records = {action.id: action for action in actions}
        self.by_id = {id_: self._made(action, run) for id_, action in self.records.items()}
        self.menus: dict[str, QMenu] = {}
        self.facts: Holding | None = None
        self._reasons: dict[str, str] = {}
        self._undescribed: set[str] = set()
        self._awaited: Callable[[], Holding] | None = None

    def __getitem__(self, id_: str) -> QAction:
        self.catch_up()
        return self.by_id[id_]

    def refresh_later(self, facts: Callable[[], Holding]) -> None:
        """Refresh when somebody asks for an action or calls `catch_up`, by what holds then.

        An edit changes the facts several times, and what is greyed is no part of its picture.
        """
        self._awaited = facts

    def catch_up(self) -> None:
        """Do what was put off."""
        if (facts := self._awaited) is not None:
            self.refresh(facts())

    def refresh(self, facts: Holding) -> None:
        """Enable, grey and check every action by the facts that hold now."""
        self._awaited = None
        if facts == self.facts:
            return
        self.facts = facts
        for id_, action in self.records.items():
            made = self.by_id[id_]
            reason = action.when.why_not(facts)
            checked = action.checked is not None and action.checked.holds(facts)
            if made.isChecked() != checked:  # Qt checks and unchecks by itself
                made.setChecked(checked)
            if self._reasons.get(id_) != reason:
                self._reasons[id_] = reason
                self._undescribed.add(id_)
                made.setEnabled(not reason)

    def describe(self) -> None:
        """Bring up to date what tooltips and the status bar say of actions; it may come later."""
        undescribed, self._undescribed = self._undescribed, set()
        for id_ in undescribed:
            self._describe(self.by_id[id_], self.records[id_], self._reasons[id_])

    def reword(self, id_: str, title: str) -> None:
        """Show other words for an action, such as what exactly undo would take back."""
        self.by_id[id_].setText(title)

    def take_icons(self, icon: Callable[[str], QIcon], only: Collection[str] | None = None) -> None:
        """Give every action, or some by their ids, its icon in the colours of a theme."""
        for id_, action in self.records.items():
            if action.icon and (only is None or id_ in only):
                self.by_id[id_].setIcon(icon(action.icon))

    def set_keys(self, profile: str, own: Overrides) -> None:
        """Give every action its keys."""
        for id_, action in self.records.items():
            keys = keys_of(action, profile, own)
            self.by_id[id_].setShortcuts([QKeySequence(key) for key in keys])
        self.facts = None  # tooltips name the keys
        self._reasons.clear()

    def give_map_keys(self, widget: QWidget) -> None:
        """Let the keys of the map act while this widget has the focus."""
        self._give_keys(widget, Context.MAP)

    def give_document_keys(self, widget: QWidget) -> None:
        """Let the keys of documents act while this widget has the focus."""
        self._give_keys(widget, Context.DOCUMENT)

    def give_talk_keys(self, widget: QWidget) -> None:
        """Let the keys of a talk act while this widget has the focus."""
        self._give_keys(widget, Context.TALK)

    def give_live_keys(self, widget: QWidget) -> None:
        """Let the keys of editing act while this widget, apart from the window, has the focus.

        What folds is left out: a talk shows what is folded too.
        """
        for id_, action in self.records.items():
            inner = action.context is Context.MAP and id_ not in _NOT_LIVE
            if inner or id_ in _LIVE:
                widget.addAction(self.by_id[id_])

    def reason(self, id_: str) -> str:
        """Return why an action is greyed now, or an empty string."""
        self.catch_up()
        return said(self.records[id_].when.why_not(self.facts or frozenset()))

    def action_for(self, key: QKeySequence) -> Action | None:
        """Return the action that a key belongs to, greyed or not."""
        for id_, made in self.by_id.items():
            if key in made.shortcuts() and self.records[id_].context not in _APART:
                return self.records[id_]
        return None

    def fill(self, bar: Mapping[str, QMenu]) -> None:
        """Add the actions to the menus of a bar, and inner menus to those."""
        menus = self.menus = dict(bar)
        parts: dict[str, int] = {}
        ordered = sorted(self.records.values(), key=lambda action: action.part)
        for action in (action for action in ordered if action.menu):
            menu = _menu_at(menus, action.menu)
            if parts.get(action.menu, action.part) != action.part:
                menu.addSeparator()
            parts[action.menu] = action.part
            menu.addAction(self.by_id[action.id])

    def context_menu(self, ids: Iterable[str], parent: QWidget) -> QMenu:
        """Return a menu of some actions and menus; greyed ones are left out, lines kept tidy."""
        menu = QMenu(parent)
        line = False
        for id_ in ids:
            if not id_:
                line = not menu.isEmpty()
                continue
            offered = self._offered(id_)
            if offered is not None:
                if line:
                    menu.addSeparator()
                    line = False
                menu.addAction(offered)
        return menu

    def _offered(self, id_: str) -> QAction | None:
        if "/" in id_:
            inner = self.menus[id_]
            usable = any(action.isEnabled() for action in inner.actions())
            return inner.menuAction() if usable else None
        return self.by_id[id_] if self.by_id[id_].isEnabled() else None

    def _give_keys(self, widget: QWidget, context: Context) -> None:
        for id_, action in self.records.items():
            if action.context is context:
                widget.addAction(self.by_id[id_])

    def _made(self, action: Action, run: Callable[[Action], None]) -> QAction:
        made = QAction(said(action.title), self)
        made.setObjectName(action.id)
        made.setCheckable(action.checked is not None)
        made.setMenuRole(QAction.MenuRole.NoRole)
        made.setEnabled(False)  # until it is known what holds
        if action.context is not Context.WINDOW:
            made.setShortcutContext(_OWN_KEYS)
        else:
            self._window.addAction(made)
        made.triggered.connect(lambda: run(action))
        return made

    def _describe(self, made: QAction, action: Action, reason: str) -> None:
        keys, title = shown_keys(made), full_title(action)
        made.setToolTip(f"{title} ({keys[0]})" if keys else title)
        made.setStatusTip(said(reason or action.help))


def full_title(action: Action) -> str:
    """Return the title of an action, after the name of its inner menu if it is in one."""
    title = said(action.title).rstrip("…")
    _, inner, menu = action.menu.rpartition("/")
    return f"{said(menu)}: {title}" if inner else title


def shown_keys(made: QAction) -> list[str]:
    """Return the keys of an action as people know them; the two Enter keys are one."""
    native = QKeySequence.SequenceFormat.NativeText
    texts = (key.toString(native).replace("Return", "Enter") for key in made.shortcuts())
    return [text for text in dict.fromkeys(texts) if text]


def _menu_at(menus: dict[str, QMenu], path: str) -> QMenu:
    if path not in menus:
        parent, _, name = path.rpartition("/")
        menus[path] = _menu_at(menus, parent).addMenu(said(name))
    return menus[path]
