"""Frame times of the canvas's painting, at 1600x1000 pixels on the CPU, at many zooms."""

from time import perf_counter

from PySide6.QtGui import QColor, QImage, QPainter

from argmap.layout.arrange import arrange
from argmap.layout.geometry import Box
from argmap.layout.placement import Placement
from argmap.model.argmap import ArgumentMap
from argmap.render.headless import gui_application
from argmap.render.map_paint import MapPainter, Scene
from argmap.render.measure import Measure
from argmap.render.style import THEMES
from bench.maps import made_up
from bench.rows import Row, p95

SIZES = (300, 2_000, 10_000)
ZOOMS = (1.5, 1.0, 0.7, 0.5, 0.36, 0.3, 0.25, 0.2, 0.1, 0.05, 0.02)
WIDTH, HEIGHT, FRAMES = 1600, 1000, 24


def measured() -> list[Row]:
    application = gui_application()
    measure = Measure()
    rows = []
    for size in SIZES:
        argument_map = made_up(size, cross_links=0.05)
        placement = arrange(argument_map, measure.sizes(argument_map))
        worst = max(_p95(argument_map, placement, measure, zoom) for zoom in ZOOMS)
        rows.append(Row(f"p95 frame, {size} statements, worst zoom", worst, promise="20 ms"))
    del application
    return rows


def _p95(argument_map: ArgumentMap, placement: Placement, measure: Measure, zoom: float) -> float:
    """The 95th percentile of frames while panning across the middle of the map, caches warm."""
    theme = THEMES["light"]
    scene = Scene(argument_map, placement, theme)
    painter_of_map = MapPainter(measure, labelled=True)
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    times = []
    for frame in range(FRAMES + 4):
        x = placement.size[0] / 2 - WIDTH / 2 / zoom + frame * 9 / zoom
        y = placement.size[1] / 2 - HEIGHT / 2 / zoom + frame * 3 / zoom
        start = perf_counter()
        image.fill(QColor(theme.canvas))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(zoom, zoom)
        painter.translate(-x, -y)
        painter_of_map.paint(painter, scene, Box(x, y, WIDTH / zoom, HEIGHT / zoom), zoom)
        painter.end()
        times.append((perf_counter() - start) * 1000)
    return p95(times[4:])
