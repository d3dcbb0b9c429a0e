"""How the canvas looks at the map: pan, zoom, fit, flights, and scrolling near the edge.

It holds the camera and turns wheel, pinch and wishes into another one. It paints nothing.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, QVariantAnimation, Signal
from PySide6.QtGui import QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QWidget

from argmap.layout.geometry import Box, Point, Size
from argmap.ui.canvas import camera as cameras
from argmap.ui.canvas.camera import Camera
from argmap.ui.canvas.flight import Arc, Flight, Glide

_NOTCH = 120.0
_PAN_PER_NOTCH = 80.0
_ZOOM_PER_NOTCH = 1.2
_EDGE = 36.0
"""Screen pixels from the edge within which a drag scrolls."""
_FASTEST = 22.0
"""Screen pixels per tick of the scrolling timer."""


class Eye(QObject):
    """The camera of one canvas."""

    moved = Signal()
    zoomed = Signal(float)

    def __init__(self, widget: QWidget, content: Callable[[], Box | None]) -> None:
        super().__init__(widget)
        self._widget = widget
        self._content = content
        self._camera = Camera()
        self.flight_ms = 150
        self.arcs = False
        """Whether flights pull out and take the time they need, as in a talk."""
        self._flight: Flight | None = None
        self._clock = QVariantAnimation(self)
        self._clock.setStartValue(0.0)
        self._clock.setEndValue(1.0)
        self._clock.valueChanged.connect(self._tick)
        self._beginning: Callable[[Size], Camera] | None = None
        self._begun = self._camera
        self._pointer: Point | None = None
        self._scrolled: Callable[[], None] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(16)
        self._timer.timeout.connect(self._scroll)

    @property
    def camera(self) -> Camera:
        """What is looked at now."""
        return self._camera

    @property
    def goal(self) -> Camera:
        """What will be looked at when a flight has ended."""
        return self._flight.end if self._flight is not None else self._camera

    @property
    def view(self) -> Size:
        """The size of the view in pixels of the screen."""
        return float(max(self._widget.width(), 1)), float(max(self._widget.height(), 1))

    @property
    def middle(self) -> Point:
        """The middle of the view."""
        return self.view[0] / 2, self.view[1] / 2

    # ------------------------------------------------------------------------------------- looking

    def look(self, camera: Camera, *, clamp: bool = True) -> None:
        """Look through this camera at once; a flight ends."""
        self._flight = None
        self._clock.stop()
        self._set(self._clamped(camera) if clamp else camera)

    @property
    def has_begun(self) -> bool:
        """Whether there was a first view."""
        return self._beginning is not None

    @property
    def is_at_beginning(self) -> bool:
        """Whether it still looks as it began to, or has not begun."""
        return self._beginning is None or self._camera == self._begun

    def begin_with(self, view_of: Callable[[Size], Camera]) -> None:
        """Look as this says for the size of the view; also after it has changed its size."""
        self._beginning = view_of
        self.look(view_of(self.view))
        self._begun = self._camera

    def resized(self) -> None:
        """Take the first view anew, unless somebody has looked elsewhere since."""
        if self._beginning is not None and self.is_at_beginning:
            self.begin_with(self._beginning)

    def fly(self, camera: Camera, wanted_ms: int | None = None) -> None:
        """Move to this camera in a short flight, or at once where motion is off.

        `wanted_ms` is how long it takes; without it as long as suits the way.
        """
        end = self._clamped(camera)
        arc = Arc(self._camera, end, self.view)
        usual = arc.milliseconds if self.arcs else self.flight_ms
        milliseconds = usual if wanted_ms is None or not usual else wanted_ms
        if self.flight_ms <= 0 or milliseconds <= 0 or not self._widget.isVisible():
            self.look(end)
            return
        self._clock.stop()
        self._flight = arc if self.arcs else Glide(self._camera, end, self.view)
        self._clock.setDuration(milliseconds)
        self._clock.start()

    def shift(self, by: Point) -> None:
        """Follow what moved by map pixels, so that it stays where it is seen; flights go on."""
        if self._flight is not None:
            self._flight = self._flight.shifted(*by)
        self._set(self._camera.shifted(*by))

    def zoom_to(self, zoom: float, at: Point | None = None) -> None:
        """Zoom, keeping what is at a screen point (the middle of the view by default)."""
        self.fly(self.goal.zoomed(zoom, at or self.middle))

    def step(self, *, larger: bool) -> None:
        """Go to the next larger or smaller of the fixed steps."""
        self.zoom_to(cameras.next_step(self.goal.zoom, larger=larger))

    def fit(self, box: Box | None, *, most: float = 1.0) -> None:
        """Show a box whole, in the middle."""
        if box is not None:
            self.fly(cameras.fitted(box, self.view, most=most))

    def reveal(self, box: Box) -> None:
        """Pan as little as possible to show a box."""
        wanted = cameras.revealing(self.goal, box, self.view)
        if wanted is not self.goal:
            self.fly(wanted)

    # -------------------------------------------------------------------------------- wheel, pinch

    def wheel(self, event: QWheelEvent) -> None:
        """Pan, sideways with Shift; with Ctrl zoom at the pointer."""
        position = event.position().x(), event.position().y()
        pixels, turn = event.pixelDelta(), event.angleDelta()
        held = event.modifiers()
        if held & Qt.KeyboardModifier.ControlModifier:
            notches = turn.y() / _NOTCH if turn.y() else pixels.y() / _PAN_PER_NOTCH
            self.look(self.goal.zoomed(self.goal.zoom * _ZOOM_PER_NOTCH**notches, position))
        else:
            dx, dy = _pushed(pixels, turn)
            if held & Qt.KeyboardModifier.ShiftModifier and not dx:
                dx, dy = dy, 0.0
            self.look(self.goal.panned(dx, dy))
        event.accept()

    def gesture(self, event: QNativeGestureEvent) -> bool:
        """Take a pinch of a touchpad; returns whether it was one."""
        position = event.position().x(), event.position().y()
        match event.gestureType():
            case Qt.NativeGestureType.ZoomNativeGesture:
                zoom = self._camera.zoom * max(1 + event.value(), 0.1)
                self.look(self._camera.zoomed(zoom, position))
            case Qt.NativeGestureType.SmartZoomNativeGesture:
                content = self._content()
                near_full = abs(self._camera.zoom - 1) < 0.01
                if near_full and content is not None:
                    self.fit(content)
                else:
                    self.zoom_to(1.0, position)
            case _:
                return False
        return True

    def pinch(self, event: QGestureEvent) -> bool:
        """Take a pinch of a touch screen; returns whether it was one."""
        pinch = event.gesture(Qt.GestureType.PinchGesture)
        if not isinstance(pinch, QPinchGesture):
            return False
        at = self._widget.mapFromGlobal(pinch.centerPoint())
        zoom = self._camera.zoom * max(pinch.scaleFactor(), 0.1)
        moved = pinch.centerPoint() - pinch.lastCenterPoint()
        self.look(self._camera.zoomed(zoom, (at.x(), at.y())).panned(moved.x(), moved.y()))
        return True

    # ------------------------------------------------------------------------- scrolling by itself

    def scroll_towards(self, pointer: Point | None, scrolled: Callable[[], None] | None) -> None:
        """Scroll while the pointer is near the edge; None ends it. `scrolled` hears each step."""
        self._pointer, self._scrolled = pointer, scrolled
        if pointer is None or self._speed(pointer) == (0.0, 0.0):
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()

    def _speed(self, pointer: Point) -> Point:
        return _pull(pointer[0], self.view[0]), _pull(pointer[1], self.view[1])

    def _scroll(self) -> None:
        if self._pointer is None:
            self._timer.stop()
            return
        dx, dy = self._speed(self._pointer)
        self.look(self._camera.panned(-dx, -dy))
        if self._scrolled is not None:
            self._scrolled()

    # ----------------------------------------------------------------------------------- by itself

    def _clamped(self, camera: Camera) -> Camera:
        content = self._content()
        return camera if content is None else camera.clamped(content, self.view)

    def _tick(self, share: float) -> None:
        if self._flight is None:
            return
        flight = self._flight
        if share >= 1:
            self._flight = None
        self._set(flight.at(share))

    def _set(self, camera: Camera) -> None:
        if camera == self._camera:
            return
        before, self._camera = self._camera, camera
        self.moved.emit()
        if before.zoom != camera.zoom:
            self.zoomed.emit(camera.zoom)


def _pushed(pixels: QPoint, turn: QPoint) -> Point:
    if not pixels.isNull():
        return float(pixels.x()), float(pixels.y())
    return turn.x() / _NOTCH * _PAN_PER_NOTCH, turn.y() / _NOTCH * _PAN_PER_NOTCH


def _pull(at: float, room: float) -> float:
    """Return how fast to scroll: the nearer to the edge, or beyond it, the faster."""
    if at < _EDGE:
        return -_FASTEST * min((_EDGE - at) / _EDGE, 1.0)
    if at > room - _EDGE:
        return _FASTEST * min((at - room + _EDGE) / _EDGE, 1.0)
    return 0.0
