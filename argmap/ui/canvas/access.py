"""The canvas for screen readers: a tree of statements, each named in a full sentence.

Qt asks a factory for the interface of every widget; ours answers for canvases only. Interfaces of
statements belong to no object, so they are kept here for as long as their statement is shown. (What
may be None is typed Any: Qt's annotations claim that it never is.)
"""

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import QObject, QRect, QRectF
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QAccessibleInterface,
    QColor,
)
from PySide6.QtWidgets import QAccessibleWidget

from argmap.model.argmap import ArgumentMap
from argmap.model.records import LinkId, StatementId
from argmap.render.fold_badge import folded_of
from argmap.ui.canvas.canvas import Canvas
from argmap.ui.canvas.walk import place_of
from argmap.ui.sentences import KIND_NAMES, bearing, count_of, link_sentence

_Event = QAccessible.Event


def sentence(map: ArgumentMap, id_: str, folded: frozenset[StatementId] = frozenset()) -> str:
    """Return what a screen reader says of a statement or link, for example
    `Counterpoint, opposes “The war ends.”: They are no allies; 2 replies.`
    """
    if (link := map.links.get(LinkId(id_))) is not None:
        return f"Link: {link_sentence(map, link)}"
    statement = map.statements[StatementId(id_)]
    said = KIND_NAMES[statement.kind]
    primary = map.primary_links.get(statement.id)
    if primary is not None:
        words = bearing(map, map.links[primary], id_)
        said = f"{said}, {words[0].lower()}{words[1:]}"
    said = f"{said}: {' '.join(statement.text.split())}"
    if replies := len(map.children.get(id_, ())):
        said = f"{said}; {count_of(replies, 'reply', 'replies')}"
    return f"{said}, folded, {folded_of(map, statement.id).words()}" if id_ in folded else said


class CanvasAccess(QAccessibleWidget):
    """The canvas itself: a tree whose items are the statements and links that are shown."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas, QAccessible.Role.Tree, canvas.accessibleName())
        self._canvas = canvas
        self._items: dict[str, ItemAccess] = {}
        self._placement: object = None
        self._order: list[str] = []

    @property
    def canvas(self) -> Canvas:
        """The widget."""
        return self._canvas

    @property
    def order(self) -> list[str]:
        """The ids of what is shown: statements in the order of the tree, then links."""
        placement = self._canvas.placement
        if self._placement is not placement:
            self._placement = placement
            self._order = _in_order(self._canvas.map, placement.boxes, placement.routes)
            for gone in self._items.keys() - set(self._order):
                self._items.pop(gone).drop()
        return self._order

    def item(self, id_: str) -> "ItemAccess":
        """Return the interface of a statement or link; one for each, as long as it is shown."""
        if id_ not in self._items:
            self._items[id_] = ItemAccess(self, id_)
        return self._items[id_]

    def clear(self) -> None:
        """Forget every item; the canvas is gone."""
        for item in self._items.values():
            item.drop()
        self._items.clear()

    def childCount(self) -> int:
        return len(self.order)

    def child(self, index: int) -> Any:
        return self.item(self.order[index]) if 0 <= index < len(self.order) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return self.order.index(child.id_) if isinstance(child, ItemAccess) else -1

    def childAt(self, x: int, y: int) -> Any:
        at = self._canvas.mapFromGlobal(QRect(x, y, 1, 1).topLeft())
        on = self._canvas.what_at((at.x(), at.y()))
        return self.item(on) if on else None

    def focusChild(self) -> Any:
        focus = self._canvas.editor.session.focus
        if self._canvas.hasFocus() and focus in self.order:
            return self.item(focus)
        return None


class ItemAccess(QAccessibleInterface):
    """One statement or link."""

    def __init__(self, tree: CanvasAccess, id_: str) -> None:
        super().__init__()
        self._tree = tree
        self.id_ = id_
        self.key = QAccessible.registerAccessibleInterface(self)

    def drop(self) -> None:
        """Forget the interface; what it stood for is no longer shown."""
        QAccessible.deleteAccessibleInterface(self.key)

    def isValid(self) -> bool:
        return self._tree.canvas.map.node(self.id_) is not None

    def object(self) -> Any:
        return None

    def window(self) -> Any:
        return self._tree.window()

    def parent(self) -> QAccessibleInterface:
        return self._tree

    def childCount(self) -> int:
        return 0

    def child(self, index: int) -> Any:
        return None

    def childAt(self, x: int, y: int) -> Any:
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.TreeItem

    def text(self, kind: QAccessible.Text) -> str:
        canvas = self._tree.canvas
        if kind == QAccessible.Text.Name and self.isValid():
            return sentence(canvas.map, self.id_, canvas.editor.session.folded)
        return ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Words are changed in the text field only."""

    def rect(self) -> QRect:
        canvas = self._tree.canvas
        place = place_of(canvas.placement, self.id_)
        if place is None:
            return QRect()
        seen = canvas.camera.box_to_screen(place)
        at = canvas.mapToGlobal(QRectF(seen.x, seen.y, 1, 1).topLeft())
        return QRectF(at.x(), at.y(), seen.width, seen.height).toAlignedRect()

    def state(self) -> QAccessible.State:
        canvas = self._tree.canvas
        session = canvas.editor.session
        state = QAccessible.State()
        state.focusable = state.selectable = state.multiSelectable = True
        state.selected = self.id_ in session.selection
        state.focused = canvas.hasFocus() and self.id_ == session.focus
        if self.id_ in session.folded:
            state.collapsed = True
        elif canvas.map.children.get(self.id_):
            state.expanded = True
        state.offscreen = not canvas.rect().intersects(
            QRect(canvas.mapFromGlobal(self.rect().topLeft()), self.rect().size())
        )
        return state

    def foregroundColor(self) -> QColor:
        return QColor(self._tree.canvas.theme.text)

    def backgroundColor(self) -> QColor:
        return QColor(self._tree.canvas.theme.canvas)


class Announcer(QObject):
    """Makes canvases readable and tells screen readers where the focus went.

    One for an application; it keeps the interfaces alive, which Qt does not.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._trees: dict[int, list[CanvasAccess]] = {}
        self._leaving: list[CanvasAccess] = []
        QAccessible.installFactory(self._interface)

    def tree(self, canvas: Canvas) -> CanvasAccess:
        """Return the interface of a canvas."""
        found = QAccessible.queryAccessibleInterface(canvas)
        assert isinstance(found, CanvasAccess)
        return found

    def _interface(self, key: str, object_: QObject | None) -> QAccessibleInterface | None:
        """Answer Qt, which asks again when a widget's class has come to be known.

        It deletes every answer when the widget goes, so none may be given twice.
        """
        if not isinstance(object_, Canvas):
            return None
        place = id(object_)
        if place not in self._trees:
            self._trees[place] = []
            object_.focus_moved.connect(lambda id_: self._tell(object_, id_))
            object_.destroyed.connect(lambda: self._drop(place))
        self._trees[place].append(CanvasAccess(object_))
        return self._trees[place][-1]

    def _drop(self, place: int) -> None:
        """Take the items out of Qt's register before Python collects them: Qt would not notice.

        The trees themselves Qt is about to delete, so they must not be collected yet.
        """
        self._leaving = self._trees.pop(place, [])
        for tree in self._leaving:
            tree.clear()

    def _tell(self, canvas: Canvas, id_: str) -> None:
        if not QAccessible.isActive() or not canvas.hasFocus():
            return
        tree = self.tree(canvas)
        if id_ in tree.order:
            item = tree.item(id_)
            for kind in (_Event.Focus, _Event.Selection):
                QAccessible.updateAccessibility(QAccessibleEvent(item, kind))


def _in_order(
    map: ArgumentMap, boxes: Mapping[StatementId, object], routes: Iterable[str]
) -> list[str]:
    shown: dict[str, None] = {}
    for root in map.roots:
        shown.update((id_, None) for id_ in map.branch(root) if id_ in boxes)
    shown.update(dict.fromkeys(boxes))
    return [*shown, *routes]
