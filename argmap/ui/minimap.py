"""The minimap: all of the map in small, with a frame around what the canvas shows of it.

A click goes there, the frame can be dragged, arrows push the view. Its picture is kept and made
anew in small pieces while nothing else is to be done, so a large map never waits for it.
"""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from argmap.app.editor import Editor
from argmap.layout.geometry import Box, Point
from argmap.model.records import StatementId
from argmap.render.inks import Inks
from argmap.render.overview import Fit, Overview, fit
from argmap.render.scene import Emphasis, Scene
from argmap.render.style import LIGHT, Theme
from argmap.ui.bridge import Bridge
from argmap.ui.canvas import camera as cameras
from argmap.ui.canvas.canvas import Canvas

SOON = 150
"""Milliseconds without a change after which the picture is made anew."""
_LEAST_FRAME = 9.0
_MARK = 5.0
_PUSH = 0.25
_STEPS = {
    Qt.Key.Key_Left: (-_PUSH, 0.0),
    Qt.Key.Key_Right: (_PUSH, 0.0),
    Qt.Key.Key_Up: (0.0, -_PUSH),
    Qt.Key.Key_Down: (0.0, _PUSH),
    Qt.Key.Key_PageUp: (0.0, -1.0),
    Qt.Key.Key_PageDown: (0.0, 1.0),
}
"""Shares of the view by which keys push it."""


class Minimap(QWidget):
    """The pane with the map in small."""

    def __init__(self, editor: Editor, bridge: Bridge) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Minimap"))
        self.setAccessibleDescription(self.tr("Arrow keys move the view, plus and minus zoom it."))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(120, 150)
        self._editor = editor
        self._canvas: Canvas | None = None
        self._theme = LIGHT
        self._fit: Fit | None = None
        self._picture: QPixmap | None = None
        self._making: tuple[Overview, QPixmap, Fit] | None = None
        self._grip: Point | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self._begin)
        self._idle = QTimer(self)
        self._idle.timeout.connect(self._go_on)
        bridge.placed.connect(self._outdated)
        bridge.committed.connect(self._outdated)
        bridge.session_changed.connect(self._session_changed)
        self._dimmed = editor.session.dimmed

    @property
    def fit(self) -> Fit | None:
        """How the map fits into the pane, or None before there is a picture."""
        return self._fit

    def take_canvas(self, canvas: Canvas) -> None:
        """Follow the view of a canvas, and lead it."""
        self._canvas = canvas
        canvas.eye.moved.connect(self.update)
        self._outdated()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self._outdated()
        self.update()

    def close_down(self) -> None:
        """Make nothing any more."""
        self._soon.stop()
        self._idle.stop()
        self._making = None

    def sizeHint(self) -> QSize:
        return QSize(240, 190)

    def frame(self) -> Box | None:
        """Return where the frame around what is seen lies; it is never too small to be taken."""
        if self._fit is None or self._canvas is None:
            return None
        seen = self._fit.box_to_area(self._canvas.camera.visible(self._canvas.view))
        x, y = seen.centre
        width, height = max(seen.width, _LEAST_FRAME), max(seen.height, _LEAST_FRAME)
        return Box(x - width / 2, y - height / 2, width, height)

    # ------------------------------------------------------------------------------- the picture

    def _outdated(self, *_: object) -> None:
        if self.isVisible() and self._canvas is not None:
            self._soon.start()

    def _session_changed(self) -> None:
        if self._editor.session.dimmed is not self._dimmed:
            self._outdated()
        self.update()

    def _begin(self) -> None:
        """Begin another picture; the one that is shown stays until it is ready."""
        canvas = self._canvas
        self._dimmed = self._editor.session.dimmed
        content = canvas.sight.content() if canvas is not None else None
        if canvas is None or content is None or not self.isVisible():
            self._making, self._picture, self._fit = None, None, None
            self._idle.stop()
            self.update()
            return
        found = fit(content, (float(self.width()), float(self.height())))
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(QColor(self._theme.canvas))
        emphasis = Emphasis(dimmed=frozenset(self._dimmed))
        scene = Scene(canvas.map, canvas.placement, self._theme, emphasis)
        self._making = Overview(scene, found, Inks(self._theme)), picture, found
        self._idle.start()

    def _go_on(self) -> None:
        """Paint one piece of the picture that is being made."""
        if self._making is None:
            self._idle.stop()
            return
        overview, picture, found = self._making
        painter = QPainter(picture)
        more = overview.stroke(painter)
        painter.end()
        if not more:
            self._making, self._picture, self._fit = None, picture, found
            self._idle.stop()
            self.update()

    # ----------------------------------------------------------------------------------- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.canvas))
        if self._picture is not None:
            painter.drawPixmap(0, 0, self._picture)
        self._paint_selection(painter)
        if (frame := self.frame()) is not None:
            self._paint_frame(painter, frame)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))

    def _paint_selection(self, painter: QPainter) -> None:
        if self._canvas is None or self._fit is None:
            return
        boxes = self._canvas.placement.boxes
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.canvas), 1))
        painter.setBrush(QColor(self._theme.accent))
        for id_ in self._editor.session.selection[-50:]:
            if (box := boxes.get(StatementId(id_))) is not None:
                painter.drawEllipse(QPointF(*self._fit.to_area(box.centre)), _MARK, _MARK)

    def _paint_frame(self, painter: QPainter, frame: Box) -> None:
        veil = QColor(self._theme.accent)
        veil.setAlphaF(0.12)
        painter.setPen(QPen(QColor(self._theme.accent), 1.5))
        painter.setBrush(veil)
        painter.drawRoundedRect(QRectF(frame.x, frame.y, frame.width, frame.height), 2, 2)

    # ----------------------------------------------------------------------------- mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        frame = self.frame()
        if event.button() != Qt.MouseButton.LeftButton or frame is None:
            return
        at = event.position().x(), event.position().y()
        if frame.holds(at):
            self._grip = at[0] - frame.centre[0], at[1] - frame.centre[1]
        else:
            self._grip = 0.0, 0.0
            self._look_at(at, at_once=False)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            at = event.position()
            self._look_at((at.x() - self._grip[0], at.y() - self._grip[1]), at_once=True)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self._canvas is not None and (turn := event.angleDelta().y()):
            self._canvas.eye.step(larger=turn > 0)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        canvas = self._canvas
        if canvas is None:
            super().keyPressEvent(event)
        elif (step := _STEPS.get(Qt.Key(event.key()))) is not None:
            width, height = canvas.view
            canvas.eye.fly(canvas.eye.goal.panned(-step[0] * width, -step[1] * height))
        elif event.text() in ("+", "=", "-"):
            canvas.eye.step(larger=event.text() != "-")
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            canvas.take_focus()
        else:
            super().keyPressEvent(event)

    def _look_at(self, at: Point, *, at_once: bool) -> None:
        """Show the place of the map at a point of the pane in the middle of the view."""
        canvas = self._canvas
        if canvas is None or self._fit is None:
            return
        wanted = cameras.centred(self._fit.to_map(at), canvas.eye.goal.zoom, canvas.view)
        if at_once:
            canvas.eye.look(wanted)
        else:
            canvas.eye.fly(wanted)

    # -------------------------------------------------------------------------------------- others

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._outdated()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.close_down()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._outdated()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
