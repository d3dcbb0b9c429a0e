"""Small pictures of steps, for the overview, the presenter and the story strip; made once each."""

from collections import OrderedDict

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QPainter

from argmap.layout.placement import Placement
from argmap.model.argmap import ArgumentMap
from argmap.model.light_dataclass import dataclass
from argmap.model.records import Story
from argmap.model.telling import Told, told
from argmap.render.map_paint import Emphasis, MapPainter, Scene
from argmap.render.nearness import nearer, readable_zoom
from argmap.render.style import Metrics, Theme
from argmap.ui.canvas import camera as cameras
from argmap.ui.canvas.camera import Camera
from argmap.ui.canvas.sight import around

_MOST = 200
_MARGIN = 6.0
_MOST_ZOOM = 0.6
_FINER = 2.0
"""How many times as large a picture is drawn as it is shown: cards of all steps look alike so."""

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """How a small picture is made: its size, the density of its screen, its colours."""

    size: QSize
    ratio: float
    theme: Theme


class StepPictures:
    """Pictures of the steps of stories, as they would be told."""

    def __init__(self, painter: MapPainter) -> None:
        self._painter = painter
        self._made: OrderedDict[Key, tuple[tuple[object, ...], QImage]] = OrderedDict()

    def picture(
        self, map: ArgumentMap, placement: Placement, shown: tuple[Story, int], look: Look
    ) -> QImage:
        """Return the picture of a step, from 0, of a story; from earlier where nothing changed."""
        story, at = shown
        key = (story.id, at, look.size.width(), look.size.height(), look.ratio, look.theme.name)
        # What it was made from is kept with it, so that its identity cannot pass to something else.
        made_from = (map, placement)
        known = self._made.get(key)
        if known is not None and all(a is b for a, b in zip(known[0], made_from, strict=True)):
            self._made.move_to_end(key)
            return known[1]
        image = self._drawn(told(map, story, at), placement, look)
        self._made[key] = made_from, image
        while len(self._made) > _MOST:
            self._made.popitem(last=False)
        return image

    def _camera(self, shown: Told, placement: Placement, look: Look) -> Camera | None:
        """Return the camera that shows in small what the audience sees; None for nothing."""
        view = float(look.size.width()), float(look.size.height())
        if shown.place is not None:
            x, y, width = shown.place
            return cameras.centred((x, y), view[0] / width, view)
        box = around(placement, shown.fit or tuple(shown.map.statements))
        if box is None:
            return None
        room = view[0] - 2 * _MARGIN, view[1] - 2 * _MARGIN
        least = readable_zoom(view[1], Metrics().text_size)
        box = nearer(box, around(placement, shown.near), room, least)
        return cameras.fitted(box, view, most=_MOST_ZOOM, margin=_MARGIN)

    def _drawn(self, shown: Told, placement: Placement, look: Look) -> QImage:
        density = look.ratio
        image = QImage(look.size * density, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(density)
        image.fill(QColor(look.theme.canvas))
        camera = self._camera(shown, placement, look)
        if camera is None:
            return image
        view = float(look.size.width()), float(look.size.height())
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(camera.zoom, camera.zoom)
        painter.translate(-camera.x, -camera.y)
        scene = Scene(shown.map, placement, look.theme, Emphasis(dimmed=shown.dimmed))
        zoom = camera.zoom * density * _FINER
        self._painter.paint(painter, scene, camera.visible(view), zoom)
        painter.end()
        return image
