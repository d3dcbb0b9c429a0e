"""The canvas: paints the visible part of a map and hands what the person does to the right part.

It paints through `argmap.render`, as the export does. The camera is the eye's, the motion of boxes
the sight's, gestures are tools, typing belongs to the text field; this file only joins them.
"""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QEnterEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QGestureEvent, QWidget

from argmap.app.actions import BY_ID, run
from argmap.app.editor import Editor
from argmap.app.messages import Notice, Tone, refusal
from argmap.app.session import Draft, Relation
from argmap.edit.store import Commit
from argmap.layout.geometry import Box, Point, Size
from argmap.layout.placement import Placement
from argmap.model.argmap import ArgumentMap
from argmap.model.errors import UserError
from argmap.model.records import StatementId
from argmap.render.hits import HitIndex
from argmap.render.map_paint import Scene
from argmap.render.measure import Measure
from argmap.render.style import Theme
from argmap.ui.bridge import Bridge
from argmap.ui.canvas import marks
from argmap.ui.canvas.camera import Camera
from argmap.ui.canvas.choose import LinkMode
from argmap.ui.canvas.drag import LINK_REACH
from argmap.ui.canvas.eye import Eye
from argmap.ui.canvas.flashing import Flashing
from argmap.ui.canvas.ghost import Ghost
from argmap.ui.canvas.guide import Guide
from argmap.ui.canvas.keyboard import Keyboard
from argmap.ui.canvas.painting import Painting
from argmap.ui.canvas.parked_drop import take_carried
from argmap.ui.canvas.select import Select
from argmap.ui.canvas.sight import Sight
from argmap.ui.canvas.stale import Stale
from argmap.ui.canvas.tools import Pan, Pointer, Tool, pointer_of
from argmap.ui.canvas.viewing import Viewing
from argmap.ui.canvas.walk import place_of
from argmap.ui.canvas.writing import Writing

EMPTY_WORDS = "Type to write the first claim.\nF9 shows documents, to quote them."
_LEFT = Qt.MouseButton.LeftButton
_MIDDLE = Qt.MouseButton.MiddleButton
_VISITED = {
    Qt.MouseButton.BackButton: "go.back",
    Qt.MouseButton.ForwardButton: "go.forward",
}


_BY_KEY = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class Canvas(QWidget):
    """Shows one map and lets it be edited. Its size of text and its theme come from outside."""

    key_near = Signal()
    """A key comes that may be a shortcut, or the keys go elsewhere from now on."""
    zoom_changed = Signal(float)
    focus_moved = Signal(str)
    """The id that keys act on from now on."""
    menu_wanted = Signal(str, object)
    """The id under the pointer (empty on empty ground), and where, as a QPoint of the screen."""
    dropped = Signal(object, str)
    """Something dropped from outside (a QMimeData), and the statement or link under the pointer."""

    def __init__(
        self,
        editor: Editor,
        bridge: Bridge,
        measure: Measure,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("canvas")
        self.setAccessibleName(self.tr("Map"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.grabGesture(Qt.GestureType.PinchGesture)
        self.setMinimumSize(160, 120)
        self.editor = editor
        """The open map."""
        self._theme = theme
        self.painting = Painting(self, measure)
        self._stale = Stale(self)
        self.flashing = Flashing(self, self)
        self.eye = Eye(self, lambda: self.sight.content())
        self.sight = Sight(self.eye)
        self.viewing = Viewing(editor, self.eye, self.sight)
        self.writing = Writing(self, measure, self)
        self.link_mode = LinkMode(self, self)
        self.keyboard = Keyboard(self, self.writing, self.link_mode)
        self.guide = Guide(editor, self.eye, self.sight)
        self._resting = Select(self, self.painting.badge_at)
        self._tool: Tool = self._resting
        self._by_pointer = False
        self._focus_was = ""
        self._focus_by_key = self._framed = False
        self._connect(bridge)

    def _connect(self, bridge: Bridge) -> None:
        self.eye.moved.connect(self._looked)
        self.eye.zoomed.connect(self.zoom_changed)
        self.sight.changed.connect(self._moved)
        self.writing.command_near.connect(self.key_near)
        bridge.placed.connect(self._placed)
        bridge.session_changed.connect(self._session_changed)
        bridge.pointed.connect(self.flashing.point)
        bridge.committed.connect(self._committed)
        if self.editor.placement.boxes:
            self._placed(self.editor.placement)

    # ------------------------------------------------------------------------- what tools may ask

    @property
    def camera(self) -> Camera:
        """What is looked at."""
        return self.eye.camera

    @property
    def view(self) -> Size:
        """The size of the canvas."""
        return self.eye.view

    @property
    def map(self) -> ArgumentMap:
        """The map as it is shown, with what is being typed."""
        return self.editor.shown_map

    @property
    def placement(self) -> Placement:
        """Where everything stands."""
        return self.sight.placement

    @property
    def hits(self) -> HitIndex:
        """What is where."""
        return self.sight.hits

    @property
    def theme(self) -> Theme:
        """The colours."""
        return self._theme

    @property
    def tool(self) -> Tool:
        """The gesture under way, or the resting tool."""
        return self._tool

    def look(self, camera: Camera) -> None:
        """Look through this camera at once, as far as it keeps the map in sight."""
        self.eye.look(camera)

    def what_at(self, at: Point) -> str:
        """Return the statement or link seen at a point of the widget, or an empty string."""
        point = self.camera.to_map(at)
        return (
            self.painting.named_at(at)
            or self.hits.statement_at(point)
            or self.hits.link_at(point, LINK_REACH / self.camera.zoom)
            or ""
        )

    @property
    def resting(self) -> bool:
        """Whether no gesture is under way."""
        return self._tool is self._resting

    def pointer_now(self) -> Pointer:
        """Return where the pointer is at this moment, with the held keys."""
        position = self.mapFromGlobal(self.cursor().pos())
        return pointer_of(QPointF(position), QApplication.keyboardModifiers())

    def take_up(self, tool: Tool) -> None:
        """Let this tool have the pointer until it puts itself down."""
        self._tool = tool
        self.setCursor(tool.cursor)
        self.update()

    def put_down(self) -> None:
        """Go back to the resting tool."""
        self.eye.scroll_towards(None, None)
        self.take_up(self._resting)

    def attempt(self, work: Callable[[], object]) -> bool:
        """Do an edit; what cannot be done is told as a notice. Returns whether it was done."""
        try:
            work()
        except UserError as error:
            self.editor.tell(refusal(error))
            return False
        self.editor.history.note_session()
        return True

    def set_down(
        self, ids: Iterable[StatementId], moved_by: Point, work: Callable[[], object] | None
    ) -> None:
        """Do an edit, if any, with boxes that were carried; they slide on to their places."""
        carried = dict.fromkeys(ids, moved_by)
        self.sight.carry(carried)
        if work is not None and self.attempt(work):
            self.viewing.follow(next(iter(carried), ""))
        self.hold("")
        if self.sight.offsets is carried:
            self.sight.bring_home()

    def hold(self, id_: str) -> None:
        """Keep this in its place on the screen when the map is laid out next."""
        self.viewing.hold(id_)

    def ghost(self, ids: Iterable[StatementId]) -> Ghost | None:
        """Return a picture of some boxes as they are seen, to be carried by the pointer."""
        return self.painting.ghost(ids, self.devicePixelRatioF())

    def refuse(self, words: str) -> None:
        """Tell why nothing was done."""
        self.editor.tell(Notice(f"{words}.", Tone.REFUSAL))

    def reveal(self, id_: str) -> None:
        """Move the view as little as possible so that a statement or link is in sight."""
        self.viewing.reveal(id_)

    def take_focus(self) -> None:
        """Let the keys of the map act."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def hears_keys(self) -> bool:
        """Whether the next key comes to the map or to the field that is typed in."""
        return self.hasFocus() or (self.writing.is_open and self.writing.field.hasFocus())

    def refresh(self) -> None:
        """Paint again soon."""
        self.update()

    # ------------------------------------------------------------------------ what windows may ask

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.writing.take_colours(theme)
        self.update()

    def set_motion(self, milliseconds: int) -> None:
        """Let boxes and view move in this time; 0 shows no motion."""
        self.sight.motion_ms = self.eye.flight_ms = milliseconds
        self.flashing.set_motion(milliseconds > 0)

    def name_from_far(self, wish: bool) -> None:
        """Name main claims where cards cannot be read, or not."""
        self.painting.painter.name_from_far(wish)
        self.viewing.names_far = wish
        self.update()

    def bindings(self) -> dict[str, Callable[[], None]]:
        """Return what to run for the actions that need a canvas, by their ids."""
        return self.guide.bindings()

    # ----------------------------------------------------------------------------------- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.painting.paint(painter, event.region(), self.scene(), self.tr(EMPTY_WORDS))
        self.flashing.paint(painter)
        if self._framed:
            marks.focus_frame(painter, self)
        painter.end()

    def scene(self) -> Scene:
        """Return the map as it is shown now, with what stands out."""
        return self.painting.scene(self.sight.offsets, focused=self.hasFocus())

    def _committed(self, commit: Commit) -> None:
        self.painting.painter.forget(commit.diff.touched())
        self._renew()

    def _renew(self) -> None:
        """Paint soon what looks otherwise now."""
        selection, framed = self.editor.session.selection, self._framed
        self._framed = self._focus_by_key and self.hasFocus() and not selection
        if self._framed != framed:
            self.update()
        self._stale.refresh(self.scene(), self.camera)

    # ------------------------------------------------------------------------- what has happened

    def _placed(self, placement: Placement) -> None:
        self.viewing.take(placement, self._focus_was)
        self._resting.leave()  # what was under the pointer has gone elsewhere
        self.viewing.begin(seen=self.isVisible())
        self.writing.sync()
        self._renew()

    def _session_changed(self) -> None:
        session = self.editor.session
        self.link_mode.sync()
        self.writing.sync()
        if session.focus != self._focus_was:
            self._focus_was = session.focus
            self.focus_moved.emit(session.focus)
            if session.focus and not self._by_pointer:
                self.reveal(session.focus)
        self.viewing.sync()
        self._renew()

    def _looked(self) -> None:
        self.viewing.note()
        self._resting.leave()
        self.writing.follow()
        self.update()

    def _moved(self) -> None:
        self.writing.follow()
        self._renew()

    # -------------------------------------------------------------------------------- the pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if (action := _VISITED.get(event.button())) is not None:
            run(BY_ID[action], self.editor)
            return
        self.writing.keep()
        self.take_focus()
        pointer = pointer_of(event.position(), event.modifiers())
        if event.button() == _MIDDLE and self.resting:
            self.take_up(Pan(self, pointer))
        elif event.button() == _LEFT:
            self._pressing(self._tool.press, pointer)
        elif event.button() == Qt.MouseButton.RightButton and not self.resting:
            self._tool.cancel()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        pointer = pointer_of(event.position(), event.modifiers())
        self._pressing(self._tool.move, pointer)
        if self._tool.scrolls:
            self.eye.scroll_towards(pointer.at, lambda: self._tool.move(self.pointer_now()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pointer = pointer_of(event.position(), event.modifiers())
        if event.button() == _LEFT or (event.button() == _MIDDLE and isinstance(self._tool, Pan)):
            self._pressing(self._tool.release, pointer)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() != _LEFT or not self.resting or self._resting.on_badge:
            return
        at = event.position().x(), event.position().y()
        on = self.what_at(at)
        if on and on == self.painting.named_at(at):
            self.viewing.approach(on)
        elif on in self.editor.map.statements:
            self.editor.select(on)
            run(BY_ID["edit.text"], self.editor)
        elif not on and not self.editor.read_only:
            draft = Draft(Relation.ROOT, at=self.camera.to_map(at))
            self.attempt(lambda: self.editor.begin_draft(draft))

    def _pressing(self, work: Callable[[Pointer], None], pointer: Pointer) -> None:
        """Let a tool work; what it selects is under the pointer and need not be revealed."""
        self._by_pointer = True
        try:
            work(pointer)
        finally:
            self._by_pointer = False

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.eye.wheel(event)
        if not self.resting:
            self._tool.move(pointer_of(event.position(), event.modifiers()))

    def leaveEvent(self, event: QEvent) -> None:
        self._resting.leave()
        super().leaveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if not self.resting:
            return
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            on = self.what_at((event.pos().x(), event.pos().y()))
            where = event.globalPos()
            self._by_pointer = True
            if on not in self.editor.session.selection:
                self.editor.select(*([on] if on else []))
            self._by_pointer = False
        else:
            on = self.editor.session.focus
            place = place_of(self.placement, on)
            seen = self.camera.box_to_screen(place) if place else Box(*self.eye.middle, 0, 0)
            where = self.mapToGlobal(QPointF(seen.centre[0], seen.bottom).toPoint())
        self.menu_wanted.emit(on, where)

    # ------------------------------------------------------------------------------- the keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.keyboard.press(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        self.keyboard.release(event)
        super().keyReleaseEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.keyboard.compose(event)

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> object:
        if query == Qt.InputMethodQuery.ImEnabled:
            return True
        if query == Qt.InputMethodQuery.ImCursorRectangle:
            place = place_of(self.placement, self.editor.session.focus)
            seen = self.camera.box_to_screen(place) if place else Box(*self.eye.middle, 1, 1)
            return QRect(round(seen.x), round(seen.y), round(seen.width), round(seen.height))
        return super().inputMethodQuery(query)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._focus_by_key = event.reason() in _BY_KEY  # Qt would have all of it painted again
        self._renew()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.key_near.emit()
        self._renew()

    # -------------------------------------------------------------------------------------- others

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent) and self.eye.gesture(event):
            return True
        if isinstance(event, QGestureEvent) and self.eye.pinch(event):
            return True
        # While a gesture is under way keys belong to it, whatever actions have them as shortcuts.
        asked = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if isinstance(event, QKeyEvent) and asked and not self.resting and self._tool.takes(event):
            event.accept()
            return True
        if asked:
            self.key_near.emit()
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.eye.has_begun:  # asked for earlier, when Qt did not give it to what is unseen
            self.take_focus()
        self.viewing.begin(seen=self.isVisible())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.eye.resized()
        self.link_mode.lay_out()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._resting.move(pointer_of(event.position(), QApplication.keyboardModifiers()))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not take_carried(self, event) and (
            event.mimeData().hasUrls() or event.mimeData().hasText()
        ):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        take_carried(self, event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._tool.cancel()

    def dropEvent(self, event: QDropEvent) -> None:
        if take_carried(self, event):
            return
        at = event.position().x(), event.position().y()
        self.dropped.emit(event.mimeData(), self.what_at(at))
        event.acceptProposedAction()
