"""Makes the small picture of a map that the list of maps has none of yet, and keeps it."""

from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from argmap.app.workspace import Workspace
from argmap.io.files import open_document
from argmap.layout.geometry import Box
from argmap.layout.placement import Placement
from argmap.model.argmap import ArgumentMap
from argmap.render.map_paint import PLAIN, MapPainter, Scene
from argmap.render.measure import Measure
from argmap.render.style import Theme
from argmap.ui.thumbnails import DENSITY, SIZE, TITLE, thumbnail_file

FINER = 3
"""How many times as large a picture is drawn as it is kept: cards of all maps look alike so."""
MARGIN = 8.0
MOST_ZOOM = 0.45


def make_thumbnail(workspace: Workspace, path: Path, theme: Theme) -> QImage:
    """Read a map, draw its picture and keep it. Raises UserError or OSError where that fails."""
    # Imported here: layout brings numpy, and the list of maps must stand before that.
    from argmap.layout.arrange import arrange

    document = open_document(path)
    measure = Measure()
    placement = arrange(document.map, measure.sizes(document.map))
    image = thumbnail(document.map, placement, measure, theme)
    file = thumbnail_file(workspace, path.read_bytes(), theme)
    file.parent.mkdir(parents=True, exist_ok=True)
    image.setText(TITLE, " ".join(document.map.meta.title.split()))
    image.save(str(file))
    return image


def thumbnail(map: ArgumentMap, placement: Placement, measure: Measure, theme: Theme) -> QImage:
    """Return a small picture of a whole map."""
    drawn = QImage(SIZE * DENSITY * FINER, QImage.Format.Format_RGB32)
    drawn.setDevicePixelRatio(DENSITY * FINER)
    drawn.fill(QColor(theme.canvas))
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    around = _bounds(placement)
    room = QRectF(0, 0, SIZE.width(), SIZE.height()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
    zoom = min(room.width() / around.width, room.height() / around.height, MOST_ZOOM)
    painter.translate(room.center())
    painter.scale(zoom, zoom)
    painter.translate(-around.centre[0], -around.centre[1])
    scene = Scene(map, placement, theme, PLAIN)
    MapPainter(measure).paint(painter, scene, around, zoom * DENSITY * FINER)
    painter.end()
    image = drawn.scaled(
        SIZE * DENSITY,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    image.setDevicePixelRatio(DENSITY)
    return image


def _bounds(placement: Placement) -> Box:
    found: Box | None = None
    for box in (*placement.boxes.values(), *placement.frames.values()):
        found = box if found is None else found.united(box)
    return found or Box(0, 0, 1, 1)
