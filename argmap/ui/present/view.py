"""The step of a talk as the audience sees it: painted as the canvas is, with a camera that flies.

The presenter's window shows the same widget, small. It hears of the talk and of the map; it changes
neither, but tells what was clicked.
"""

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from argmap.app.talk import Blank, Pointing, Talk
from argmap.layout.geometry import Point, Size
from argmap.model.argmap import ArgumentMap
from argmap.model.polling import findings
from argmap.model.story_words import margin_of, move_seconds_of
from argmap.model.telling import Told
from argmap.render.map_paint import Emphasis, MapPainter, Scene
from argmap.render.measure import Measure
from argmap.render.nearness import nearer, readable_zoom
from argmap.render.poll_paint import LEAST_ZOOM, Findings, paint_polls
from argmap.render.scene import DIMMED
from argmap.render.style import Theme
from argmap.ui.canvas import camera as cameras
from argmap.ui.canvas import marks
from argmap.ui.canvas.camera import Camera
from argmap.ui.canvas.drag import LINK_REACH
from argmap.ui.canvas.eye import Eye
from argmap.ui.canvas.sight import Sight, around
from argmap.ui.parked_drag import ParkedPlan, parked_in, planned_parked
from argmap.ui.present.pointing import Trail, paint_dot, paint_glass, paint_spotlight
from argmap.ui.present.stand import Stand

if TYPE_CHECKING:
    from argmap.layout.placement import Placement

MARGIN = 0.07
"""Of the shorter side of the view, kept free around what is fitted unless the story says so."""
MOST_ZOOM = 2.0
"""The most that a step is magnified unless it says so itself."""
_BLANKS = {Blank.BLACK: QColor(0, 0, 0), Blank.WHITE: QColor(255, 255, 255)}
_ANYWHERE = Told(ArgumentMap(), frozenset(), frozenset(), ())
"""What is aimed at before any step has said where to look: all of the map."""
_FRAME = 16
_HELD = {Qt.Key.Key_Control: Pointing.LASER, Qt.Key.Key_Z: Pointing.GLASS}
"""What the presenter points with as long as a key is held."""


class TalkView(QWidget):
    """Shows one talk."""

    clicked = Signal(str)
    """The statement or link that was clicked, or an empty string for empty ground."""
    pointed = Signal(object)
    """Where the pointer is now, as a point of the map."""
    placed = Signal(str, object, object)
    """A contribution dropped here: its id, the plan, and where, as a point of the map."""

    def __init__(
        self,
        talk: Talk,
        stand: Stand,
        measure: Measure,
        theme: Theme,
        parent: QWidget,
        painter: MapPainter | None = None,
    ) -> None:
        super().__init__(parent)
        self._prepare()
        self.talk = talk
        self.token = ""
        """Tells what was taken down in this map from that in others; see `parked_drag`."""
        self.covers = True
        """Whether black and white are shown; the presenter goes on seeing the step."""
        self.dim = DIMMED
        """The opacity of what is not looked at."""
        self._measure = measure
        self._found: tuple[object, Findings] = (None, {})
        self._theme = theme
        self._stand = stand
        self._painter = painter or MapPainter(measure)
        self.eye = Eye(self, lambda: None)
        self.eye.arcs = True
        self.sight = Sight(self.eye)
        self.sight.take(stand.placement)
        self._carried: tuple[Point, ParkedPlan] | None = None
        self._trail = Trail()
        self._pointer: Point | None = None
        self._fade = QTimer(self)
        self._fade.setInterval(_FRAME)
        self._fade.timeout.connect(self._faded)
        self._told: Told | None = None
        self._aim: Told | None = None
        """The step that the camera shows: a step may leave it where it was."""
        self.eye.moved.connect(self.update)
        self.sight.changed.connect(self.update)
        stand.on_change(self._placed)
        self._end = talk.changes.add(lambda _: self.follow())

    def _prepare(self) -> None:
        self.setObjectName("talk-view")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(120, 80)
        self.setAcceptDrops(True)

    # ------------------------------------------------------------------------- what windows may ask

    def set_motion(self, milliseconds: int) -> None:
        """Let the camera fly and boxes slide, or cut where there is to be no motion (0)."""
        self.sight.motion_ms = self.eye.flight_ms = milliseconds

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.update()

    def point_at(self, place: Point) -> None:
        """Point at a place of the map, here as in the other window of the talk."""
        self._pointer = place
        if self.talk.points is Pointing.LASER:
            self._trail.move(place, time.monotonic())
            self._fade.start()
        if self.talk.points is not None:
            self.update()

    def detach(self) -> None:
        """Hear nothing any more."""
        self._end()
        self._fade.stop()

    # --------------------------------------------------------------------------------- what is seen

    def follow(self) -> None:
        """Go to what the talk tells now."""
        told, before = self.talk.told, self._told
        self._told = told
        self._take_cursor()
        moved = self._aim is None or _wish_of(told) != _wish_of(self._aim)
        if any(_wish_of(told)) and (before is None or moved or told.map is not before.map):
            self._aim = told
            self._look(fly=before is not None)
        self._describe()
        self.update()

    @property
    def goal(self) -> Camera:
        """What is looked at when the flight under way has ended."""
        return self.eye.goal

    def look_from(self, camera: Camera) -> None:
        """Go on from where somebody looked meanwhile to what the step shows."""
        self.eye.look(camera)
        self._look(fly=True)

    def _look(self, *, fly: bool) -> None:
        camera = self._camera_wanted()
        if camera is None:
            return
        if fly:
            seconds = move_seconds_of(self.talk.story.defaults)
            self.eye.fly(camera, None if seconds is None else round(seconds * 1000))
        else:
            self.eye.look(camera)

    def _camera_wanted(self) -> Camera | None:
        view, aim = self.eye.view, self._aim or _ANYWHERE
        if aim.place is not None:
            x, y, width = aim.place
            return cameras.centred((x, y), view[0] / width, view)
        box = around(self.sight.placement, aim.fit) or self.sight.content()
        if box is None:
            return None
        said = margin_of(self.talk.story.defaults)
        margin = (MARGIN if said is None else said) * min(view)
        room = view[0] - 2 * margin, view[1] - 2 * margin
        least = readable_zoom(view[1], self._measure.metrics.text_size)
        box = nearer(box, around(self.sight.placement, aim.near), room, least)
        return cameras.fitted(box, view, most=aim.most_zoom or MOST_ZOOM, margin=margin)

    def _placed(self) -> None:
        self.sight.take(self._stand.placement, (self.talk.target,))
        self._look(fly=True)
        self.update()

    def _describe(self) -> None:
        talk, told = self.talk, self.talk.told
        number = self.tr("Step {} of {}").format(talk.at + 1, max(len(talk.steps), 1))
        lit = [one.text for id_, one in told.map.statements.items() if id_ in told.lit]
        self.setAccessibleName(f"{number}: {talk.step.title}")
        self.setAccessibleDescription(" ".join(lit))

    # ----------------------------------------------------------------------------------- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        blank = self.talk.blank if self.covers else None
        if blank is not None:
            painter.fillRect(event.rect(), _BLANKS[blank])
            painter.end()
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_map(painter)
        self._paint_pointing(painter)
        if self._carried is not None:
            marks.label(painter, self._carried[0], self._carried[1].words, self)
        painter.end()

    def _paint_map(self, painter: QPainter) -> None:
        told, camera = self.talk.told, self.eye.camera
        chosen_link = self.talk.chosen if self.talk.chosen in told.map.links else ""
        painter.fillRect(self.rect(), QColor(self._theme.canvas))
        emphasis = Emphasis(
            dimmed=told.dimmed,
            focused=self.talk.chosen,
            selected=frozenset(filter(None, [chosen_link])),
            offsets=self.sight.offsets,
            dim=self.dim,
            drop_target=self._carried[1].target if self._carried is not None else "",
        )
        scene = Scene(told.map, self.sight.placement, self._theme, emphasis)
        painter.save()
        painter.scale(camera.zoom, camera.zoom)
        painter.translate(-camera.x, -camera.y)
        self._painter.paint(painter, scene, camera.visible(self.eye.view), camera.zoom)
        if self.talk.shows_bars and camera.zoom >= LEAST_ZOOM:
            paint_polls(painter, scene, self._findings(told.map), self._measure, dim=self.dim)
        painter.restore()

    def _findings(self, map: ArgumentMap) -> Findings:
        if self._found[0] is not map:
            self._found = map, findings(map)
        return self._found[1]

    def _paint_pointing(self, painter: QPainter) -> None:
        if self._pointer is None:
            return
        area, camera = QRectF(self.rect()), self.eye.camera
        at = camera.to_screen(self._pointer)
        match self.talk.points:
            case Pointing.GLASS:
                paint_glass(painter, area, at, QColor(self._theme.accent), self._paint_map)
            case Pointing.SPOTLIGHT:
                paint_spotlight(painter, area, at)
            case Pointing.LASER:
                self._trail.paint(painter, time.monotonic(), camera.to_screen)
                paint_dot(painter, at)

    # ------------------------------------------------------------------------- pointer and keyboard

    def _take_cursor(self) -> None:
        laser = self.talk.points is Pointing.LASER
        hidden = self.covers and (laser or self.talk.blank is not None)
        self.setCursor(Qt.CursorShape.BlankCursor if hidden else Qt.CursorShape.ArrowCursor)
        if not laser:
            self._trail.clear()
            self._fade.stop()
        self.update()

    def _faded(self) -> None:
        if not self._trail.is_seen(time.monotonic()):
            self._fade.stop()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take digits and keys that are held; all others are keys of actions."""
        if event.text().isdecimal() and event.text().isascii():
            self.talk.type_digit(event.text())
        elif event.key() in _HELD and not event.isAutoRepeat():
            self.talk.hold(_HELD[Qt.Key(event.key())])
        elif not event.isAutoRepeat():
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() in _HELD and not event.isAutoRepeat():
            self.talk.hold(None)
        else:
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.talk.held is not None:
            self.talk.hold(None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self.eye.camera.to_map((event.position().x(), event.position().y()))
        self.point_at(place)
        self.pointed.emit(place)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit(self.what_at(event.position()))
        elif event.button() == Qt.MouseButton.RightButton:
            self.talk.back()

    def what_at(self, position: QPointF) -> str:
        """Return the statement or link seen at a point of the widget, or an empty string."""
        hits, there = self.sight.hits, self.talk.told.map
        at = self.eye.camera.to_map((position.x(), position.y()))
        found = hits.statement_at(at)
        if found is not None and found in there.statements:
            return found
        link = hits.link_at(at, LINK_REACH / self.eye.camera.zoom)
        return link if link is not None and link in there.links else ""

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.eye.wheel(event)

    # -------------------------------------------------------------- what is dragged from the list

    @property
    def camera(self) -> Camera:
        """What is looked at now."""
        return self.eye.camera

    @property
    def view(self) -> Size:
        """The size of the view."""
        return self.eye.view

    @property
    def placement(self) -> "Placement":
        """Where everything stands."""
        return self.sight.placement

    @property
    def theme(self) -> Theme:
        """The colours."""
        return self._theme

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._carry(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._carry(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._carried = None
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        id_ = self._carry(event)
        if self._carried is not None:
            at, plan = self._carried
            self._carried = None
            self.update()
            self.placed.emit(id_, plan, self.eye.camera.to_map(at))

    def _carry(self, event: QDragMoveEvent | QDropEvent) -> str:
        """Take a contribution over the view; what it would do is named. Returns its id."""
        id_ = parked_in(event.mimeData(), self.token)
        if id_:
            position, held = event.position(), event.modifiers()
            opposes = bool(held & Qt.KeyboardModifier.ShiftModifier)
            plan = planned_parked(self.talk.told.map, self.what_at(position), opposes=opposes)
            self._carried = (position.x(), position.y()), plan
            event.acceptProposedAction()
            self.update()
        return id_

    # -------------------------------------------------------------------------------------- others

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look_again()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._look_again()

    def _look_again(self) -> None:
        self._told = None
        self.follow()
        self._look(fly=False)


def _wish_of(told: Told) -> tuple[object, ...]:
    """Return where a step wants the camera to look; nothing in it where that may stay."""
    return told.fit, told.place, told.near
