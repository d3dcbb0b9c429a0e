"""The keys of every action in a table: choose others, see clashes, go back to the profile's."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from argmap.app.actions import ACTIONS, BY_ID
from argmap.app.keys import clashes, keys_of
from argmap.app.matching import best_fit
from argmap.app.settings import Settings
from argmap.ui.buttons import FlatButton
from argmap.ui.menus import full_title, said

_ID = Qt.ItemDataRole.UserRole
_UNLIKELY = 0.3


class KeyTable(QWidget):
    """A list to choose an action from, and a field that takes its new key."""

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = settings
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Find an action"))
        self.search.setAccessibleName(self.tr("Find an action"))
        self.search.textChanged.connect(self._filter)
        self.tree = QTreeWidget(self)
        self.tree.setHeaderLabels([self.tr("Action"), self.tr("Keys")])
        self.tree.setRootIsDecorated(False)
        self.tree.setAccessibleName(self.tr("Keys of all actions"))
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.currentItemChanged.connect(lambda now, _: self._chosen(now))
        self.edit = QKeySequenceEdit(self)
        self.edit.setMaximumSequenceLength(1)
        self.edit.setAccessibleName(self.tr("New key"))
        self.clash = QLabel(self)
        self.clash.setTextFormat(Qt.TextFormat.PlainText)
        self.clash.setWordWrap(True)
        self.edit.keySequenceChanged.connect(self._warn)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.search)
        column.addWidget(self.tree, 1)
        column.addLayout(self._row())
        column.addWidget(self.clash)
        self._fill()
        self._stop_listening = settings.changes.add(lambda _: self._fill_texts())
        self.destroyed.connect(lambda _=None, stop=self._stop_listening: stop())

    def choose(self, id_: str) -> None:
        """Make an action the current one."""
        for item in self._items():
            if item.data(0, _ID) == id_:
                self.tree.setCurrentItem(item)

    def set_key(self) -> None:
        """Give the current action the key in the field, and take it from another one."""
        key = self.edit.keySequence().toString(QKeySequence.SequenceFormat.PortableText)
        if (id_ := self._current()) is None or not key:
            return
        for other in self._holders(key, id_):
            kept = tuple(k for k in self._keys(other) if k.casefold() != key.casefold())
            self._settings.set_own_keys(other, kept)
        self._settings.set_own_keys(id_, (key,))
        self.edit.clear()

    def remove_keys(self) -> None:
        """Leave the current action without a key."""
        if (id_ := self._current()) is not None:
            self._settings.set_own_keys(id_, ())

    def restore_keys(self) -> None:
        """Give the current action the keys of the profile again."""
        if (id_ := self._current()) is not None:
            self._settings.set_own_keys(id_, None)

    def _items(self) -> Iterator[QTreeWidgetItem]:
        for at in range(self.tree.topLevelItemCount()):
            if (item := self.tree.topLevelItem(at)) is not None:
                yield item

    def _row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self.edit, 1)
        for words, act in (
            (self.tr("Use this key"), self.set_key),
            (self.tr("No key"), self.remove_keys),
            (self.tr("As before"), self.restore_keys),
        ):
            button = FlatButton(self)
            button.setText(words)
            button.clicked.connect(act)
            row.addWidget(button)
        return row

    def _fill(self) -> None:
        for action in ACTIONS:
            item = QTreeWidgetItem([full_title(action), ""])
            item.setData(0, _ID, action.id)
            item.setToolTip(0, said(action.help))
            self.tree.addTopLevelItem(item)
        self._fill_texts()
        self.choose(ACTIONS[0].id)

    def _fill_texts(self) -> None:
        clashing = clashes(ACTIONS, self._profile(), self._settings.own_keys)
        wrong = {id_ for _, one, other in clashing for id_ in (one, other)}
        for item in self._items():
            id_ = item.data(0, _ID)
            native = QKeySequence.SequenceFormat.NativeText
            keys = ", ".join(QKeySequence(key).toString(native) for key in self._keys(id_))
            item.setText(1, f"{keys} (!)" if id_ in wrong else keys)

    def _filter(self, typed: str) -> None:
        for item in self._items():
            action = BY_ID[item.data(0, _ID)]
            fits = best_fit(typed, said(action.title), (*action.words, action.id)) >= _UNLIKELY
            item.setHidden(bool(typed) and not fits and typed not in item.text(1))

    def _chosen(self, item: QTreeWidgetItem | None) -> None:
        self.edit.clear()
        self.edit.setEnabled(item is not None)

    def _warn(self, key: QKeySequence) -> None:
        text = key.toString(QKeySequence.SequenceFormat.PortableText)
        holders = self._holders(text, self._current() or "") if text else []
        names = ", ".join(full_title(BY_ID[id_]) for id_ in holders)
        self.clash.setText(self.tr("Is taken from: {}").format(names) if names else "")

    def _holders(self, key: str, but: str) -> list[str]:
        wanted = key.casefold()
        return [
            action.id
            for action in ACTIONS
            if action.id != but and wanted in (held.casefold() for held in self._keys(action.id))
        ]

    def _keys(self, id_: str) -> tuple[str, ...]:
        return keys_of(BY_ID[id_], self._profile(), self._settings.own_keys)

    def _profile(self) -> str:
        return str(self._settings.value("keys_profile"))

    def _current(self) -> str | None:
        item = self.tree.currentItem()
        return None if item is None else str(item.data(0, _ID))
