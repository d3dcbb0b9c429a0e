"""The tree view of the outline: how a row is painted, edited, dragged, and which keys are its own.

All other keys are the map's. What a drop would do is planned by the same function as on the canvas.
"""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QIcon,
    QKeyEvent,
    QPainter,
    QPalette,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from argmap.edit.tree import siblings_under
from argmap.layout.geometry import Box
from argmap.model.argmap import ArgumentMap
from argmap.model.records import LinkId, StatementId
from argmap.render.icons import tinted_icon
from argmap.render.style import Theme, link_role
from argmap.ui.canvas.drop import Aim, Gap, Modifiers
from argmap.ui.inspector_statement import LINK_ICONS
from argmap.ui.line_lists import on_ground
from argmap.ui.outline_model import MIME, OutlineModel
from argmap.ui.outline_rows import Row, elsewhere, is_home

_Index = QModelIndex | QPersistentModelIndex
_OWN_KEYS = frozenset(
    (
        *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right),
        *(Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown),
        Qt.Key.Key_F2,
    )
)
_PAD, _GAP = 4, 6


def is_own_key(event: QKeyEvent) -> bool:
    """Tell whether a key walks the tree or begins to edit, rather than acting on the map."""
    held = event.modifiers() & ~(
        Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
    )
    return event.key() in _OWN_KEYS and held == Qt.KeyboardModifier.NoModifier


class OutlineTree(QTreeView):
    """Shows the outline. `plan_drop` says what a drop would do, `drop` does it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.plan_drop: Callable[[list[StatementId], Aim, Modifiers], str] = lambda *_: ""
        self.drop: Callable[[list[StatementId], Aim, Modifiers], None] = lambda *_: None
        self.say: Callable[[str], None] = lambda _: None
        self.left: Callable[[], None] = lambda: None
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(16)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.EditKeyPressed | triggers.DoubleClicked)
        self.setExpandsOnDoubleClick(False)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDropIndicatorShown(True)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        on_ground(self)
        self.painter_of_rows = RowDelegate(theme, self)
        self.setItemDelegate(self.painter_of_rows)

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and is_own_key(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_own_key(event):
            super().keyPressEvent(event)
        elif event.text().isprintable() and event.text() and _is_letter(event):
            self._edit_anew(event)
        else:
            event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left()

    def _edit_anew(self, event: QKeyEvent) -> None:
        """Typing replaces the text, as on the canvas."""
        index = self.currentIndex()
        if index.isValid() and self.edit(
            index, QAbstractItemView.EditTrigger.AllEditTriggers, QEvent(QEvent.Type.None_)
        ):
            editor = self.indexWidget(index) or QApplication.focusWidget()
            if isinstance(editor, QPlainTextEdit):
                editor.selectAll()
                editor.insertPlainText(event.text())

    # ---------------------------------------------------------------------------------- dragging

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)
        ids = dragged_ids(event)
        aim = self._aim(event) if ids else None
        words = self.plan_drop(ids, aim, held_modifiers(event)) if aim else ""
        self.say(words)
        event.setAccepted(bool(words))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self.say("")

    def dropEvent(self, event: QDropEvent) -> None:
        ids, aim = dragged_ids(event), self._aim(event)
        self.say("")
        if ids and aim is not None:
            self.drop(ids, aim, held_modifiers(event))
            event.setDropAction(Qt.DropAction.CopyAction)  # the view must not remove rows itself
            event.accept()
        else:
            event.ignore()
        self.viewport().update()

    def _aim(self, event: QDropEvent) -> Aim | None:
        model = self.model()
        index = self.indexAt(event.position().toPoint())
        if not isinstance(model, OutlineModel):
            return None
        position = self.dropIndicatorPosition()
        where = QAbstractItemView.DropIndicatorPosition
        if not index.isValid():
            return Aim(gap=_gap_at_end(model.map, dragged_ids(event)))
        row = model.row_at(index)
        if position == where.OnItem:
            return Aim(over=row[1])
        after = position == where.BelowItem
        return Aim(gap=gap_beside(model.map, row, dragged_ids(event), after=after))


def _is_letter(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
    return held == Qt.KeyboardModifier.NoModifier and event.text().isalnum()


def dragged_ids(event: QDropEvent) -> list[StatementId]:
    """Return the statements that a drag within the outline carries."""
    data = event.mimeData()
    if not data.hasFormat(MIME):
        return []
    return [StatementId(id_) for id_ in bytes(data.data(MIME).data()).decode().split("\n") if id_]


def held_modifiers(event: QDropEvent) -> Modifiers:
    """Return the keys held while dragging, as the canvas takes them."""
    held = event.modifiers()
    key = Qt.KeyboardModifier
    return Modifiers(
        bool(held & key.ShiftModifier),
        bool(held & key.ControlModifier),
        bool(held & key.AltModifier),
    )


def gap_beside(
    map: ArgumentMap, row: Row, carried: Iterable[StatementId], *, after: bool
) -> Gap | None:
    """Return the place before or after a row among its siblings; None beside a second place."""
    if not is_home(map, row):
        return None
    id_, gone = StatementId(row[1]), set(carried)
    parent = map.primary_parent(id_)
    everyone = siblings_under(map, parent)
    at = everyone.index(id_) + after
    others = [other for other in everyone if other not in gone]
    index = sum(1 for other in everyone[:at] if other not in gone)
    return _gap(parent, others, index)


def _gap_at_end(map: ArgumentMap, carried: Iterable[StatementId]) -> Gap:
    gone = set(carried)
    others = [other for other in map.roots if other not in gone]
    return _gap(None, others, len(others))


def _gap(parent: str | None, others: list[StatementId], index: int) -> Gap:
    before = others[index - 1] if index else None
    behind = others[index] if index < len(others) else None
    return Gap(parent, index, before, behind, Box(0, 0, 0, 0))


class RowDelegate(QStyledItemDelegate):
    """Paints a row: the sign of its link, the icon of its kind, its words; all as plain text."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self._icons: dict[tuple[str, str], QIcon] = {}

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self.theme = theme
        self._icons.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(120, max(option.fontMetrics.height() + 8, 24))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        if not isinstance(model, OutlineModel):
            return
        ground = QStyleOptionViewItem(option)
        self.initStyleOption(ground, index)
        ground.text, ground.icon = "", QIcon()
        view = ground.widget
        style = view.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, ground, painter, view)
        painter.save()
        self._paint_row(painter, ground, model, index)
        painter.restore()

    def _paint_row(
        self, painter: QPainter, option: QStyleOptionViewItem, model: OutlineModel, index: _Index
    ) -> None:
        row = model.row_at(index)
        map, area = model.map, QRect(option.rect)
        area.adjust(_PAD, 0, -_PAD, 0)
        side = min(option.fontMetrics.height(), 18)
        for name, colour in self._signs(map, row):
            top = area.top() + (area.height() - side) // 2
            self._icon(name, colour).paint(painter, area.left(), top, side, side)
            area.setLeft(area.left() + side + _GAP)
        beside = elsewhere(map, row)
        palette: QPalette = option.palette
        ink = palette.color(QPalette.ColorRole.Text)
        muted = QColor(self.theme.muted)
        painter.setFont(option.font)
        metrics = painter.fontMetrics()
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        flags |= Qt.TextFlag.TextSingleLine
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        room = area.width()
        if beside:
            beside = metrics.elidedText(beside, Qt.TextElideMode.ElideRight, room // 2)
            room -= metrics.horizontalAdvance(beside) + _GAP
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.setPen(muted if beside else ink)
        painter.drawText(area, flags, shown)
        if beside:
            font = painter.font()
            font.setItalic(True)
            painter.setFont(font)
            painter.setPen(muted)
            area.setLeft(area.left() + metrics.horizontalAdvance(shown) + _GAP)
            painter.drawText(area, flags, beside)

    def _signs(self, map: ArgumentMap, row: Row) -> Iterable[tuple[str, str]]:
        link = map.links.get(LinkId(row[0]))
        if link is not None:
            role = link_role(map, link)
            yield LINK_ICONS[role.value], self.theme.links[role]
        statement = map.statements.get(StatementId(row[1]))
        if statement is not None:
            yield statement.kind.value, self.theme.tone(statement.kind, statement.color).bar

    def _icon(self, name: str, colour: str) -> QIcon:
        if (name, colour) not in self._icons:
            self._icons[name, colour] = tinted_icon(name, colour)
        return self._icons[name, colour]

    # ----------------------------------------------------------------------------------- editing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        editor = QPlainTextEdit(parent)
        editor.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole) or ""))
        editor.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return editor

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        if isinstance(editor, QPlainTextEdit) and not editor.toPlainText():
            editor.setPlainText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: object, index: _Index) -> None:
        if isinstance(editor, QPlainTextEdit) and isinstance(model, OutlineModel):
            model.setData(index, editor.toPlainText())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        area = QRect(option.rect)
        view = editor.parentWidget()
        lines = 4 * option.fontMetrics.lineSpacing() + 12
        area.setHeight(max(area.height(), lines))
        if view is not None:
            area.setLeft(min(area.left(), view.width() // 3))
            area.setRight(view.width() - 2)
            area.moveBottom(min(area.bottom(), view.height()))
        editor.setGeometry(area)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
                if isinstance(editor, QWidget):
                    self.commitData.emit(editor)
                    hint = QAbstractItemDelegate.EndEditHint.NoHint
                    self.closeEditor.emit(editor, hint)
                return True
        return super().eventFilter(editor, event)
