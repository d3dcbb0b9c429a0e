"""The translucent picture of boxes that the pointer carries while they are dragged."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPixmap

from argmap.layout.geometry import Box, Point
from argmap.model.light_dataclass import dataclass
from argmap.render.map_paint import MapPainter, Scene
from argmap.render.measure import Measure
from argmap.ui.canvas.camera import Camera

_OPACITY, _FAINT = 0.8, 0.3
"""Faint over what it would be dropped on, so that this can be read through it."""
_RIM = 4.0


@dataclass(frozen=True, slots=True)
class Ghost:
    """A picture of a part of the map, and the corner of that part."""

    picture: QPixmap
    corner: Point

    def paint(self, painter: QPainter, camera: Camera, moved_by: Point, *, faint: bool) -> None:
        """Paint the picture where the boxes are carried, in pixels of the widget."""
        x, y = camera.to_screen((self.corner[0] + moved_by[0], self.corner[1] + moved_by[1]))
        painter.save()
        painter.setOpacity(_FAINT if faint else _OPACITY)
        painter.drawPixmap(QPointF(x, y), self.picture)
        painter.restore()


def ghost_of(scene: Scene, area: Box, zoom: float, ratio: float, measure: Measure) -> Ghost:
    """Return a picture of an area of a scene; `ratio` is that of device pixels to the widget's."""
    area = area.grown(_RIM)
    width, height = max(area.width * zoom, 1.0), max(area.height * zoom, 1.0)
    picture = QPixmap(round(width * ratio), round(height * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.scale(zoom, zoom)
    painter.translate(-area.x, -area.y)
    # A painter of its own: the canvas's would forget where everything else lies.
    MapPainter(measure).paint(painter, scene, area, zoom)
    painter.end()
    return Ghost(picture, (area.x, area.y))


def common(one: Box, other: Box) -> Box | None:
    """Return the part that two boxes share, or None."""
    x, y = max(one.x, other.x), max(one.y, other.y)
    right, bottom = min(one.right, other.right), min(one.bottom, other.bottom)
    return Box(x, y, right - x, bottom - y) if x < right and y < bottom else None
