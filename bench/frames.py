"""Frame times of the canvas's painting, at 1600x1000 pixels on the CPU, at many zooms.

While the view is panned, and while all that is seen slides to another place after an edit. They are
those of the processor, whatever else the machine does.
"""

from collections.abc import Iterator
from time import thread_time

from PySide6.QtGui import QColor, QImage, QPainter

from argmap.layout.arrange import arrange
from argmap.layout.geometry import Box
from argmap.layout.placement import Placement
from argmap.model.argmap import ArgumentMap
from argmap.render.culling import Extents
from argmap.render.headless import gui_application
from argmap.render.map_paint import MapPainter, Scene
from argmap.render.measure import Measure
from argmap.render.scene import Emphasis
from argmap.render.style import THEMES
from argmap.ui.canvas.animator import MOST_MOVERS
from bench.maps import made_up
from bench.rows import Row, p95

SIZES = (300, 2_000, 10_000)
ZOOMS = (1.5, 1.0, 0.7, 0.5, 0.36, 0.3, 0.25, 0.2, 0.1, 0.05, 0.02)
WIDTH, HEIGHT, FRAMES, WARM = 1600, 1000, 24, 4


def measured() -> list[Row]:
    application = gui_application()
    measure = Measure()
    rows = []
    for size in SIZES:
        argument_map = made_up(size, cross_links=0.05)
        placement = arrange(argument_map, measure.sizes(argument_map))
        for name, frames in (("", _panned), (" while all that is seen moves", _moved)):
            taken = [_p95(frames(argument_map, placement, zoom), measure, zoom) for zoom in ZOOMS]
            what = f"p95 frame{name}, {size} statements, worst zoom"
            rows.append(Row(what, max(taken), promise="20 ms"))
    del application
    return rows


Frame = tuple[Scene, float, float]
"""What is painted, and the left upper corner of the view."""


def _panned(argument_map: ArgumentMap, placement: Placement, zoom: float) -> Iterator[Frame]:
    """Yield frames of a pan across the middle of the map."""
    scene = Scene(argument_map, placement, THEMES["light"])
    x, y = _corner(placement, zoom)
    for frame in range(FRAMES + WARM):
        yield scene, x + frame * 9 / zoom, y + frame * 3 / zoom


def _moved(argument_map: ArgumentMap, placement: Placement, zoom: float) -> Iterator[Frame]:
    """Yield frames of a move of all that is seen; none where it is so much that it jumps."""
    x, y = _corner(placement, zoom)
    extents = Extents(placement)
    seen = extents.boxes_in(Box(x, y, WIDTH / zoom, HEIGHT / zoom).grown(200 / zoom))
    if len(seen) > MOST_MOVERS:
        return
    for frame in range(FRAMES + WARM):
        left = 1 - frame / (FRAMES + WARM)
        offsets = {id_: (k % 7 * 9 * left, 60 * left) for k, id_ in enumerate(seen)}
        emphasis = Emphasis(offsets=offsets)
        yield Scene(argument_map, placement, THEMES["light"], emphasis, extents), x, y


def _corner(placement: Placement, zoom: float) -> tuple[float, float]:
    (x, y), (width, height) = placement.origin, placement.size
    return x + width / 2 - WIDTH / 2 / zoom, y + height / 2 - HEIGHT / 2 / zoom


def _p95(frames: Iterator[Frame], measure: Measure, zoom: float) -> float:
    """The 95th percentile of frames, caches warm; 0 where there are none."""
    painter_of_map = MapPainter(measure, labelled=True)
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    times = []
    for scene, x, y in frames:
        start = thread_time()
        image.fill(QColor(scene.theme.canvas))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(zoom, zoom)
        painter.translate(-x, -y)
        painter_of_map.paint(painter, scene, Box(x, y, WIDTH / zoom, HEIGHT / zoom), zoom)
        painter.end()
        times.append((thread_time() - start) * 1000)
    return p95(times[WARM:]) if times else 0.0
