"""Draws positioned glyphs with the painter's pen, very large ones one by one.

Qt keeps pictures of glyphs up to a size. Larger ones it fills as one shape with thousands of edges,
which takes far longer than in proportion to its width. One by one they look the same.
"""

from math import hypot

from PySide6.QtCore import QPointF
from PySide6.QtGui import QGlyphRun, QPaintEngine, QPainter

KEPT = 64.0
"""From so many pixels of the device on, Qt keeps no pictures of glyphs."""

_ORIGIN = QPointF(0.0, 0.0)


def draw_glyphs(painter: QPainter, runs: list[QGlyphRun], at: QPointF = _ORIGIN) -> None:
    """Draw glyphs, with their origin at a point."""
    if not runs:
        return
    to_device = painter.deviceTransform()
    scale = hypot(to_device.m11(), to_device.m12())
    for run in runs:
        if run.rawFont().pixelSize() * scale < KEPT or not _makes_pixels(painter):
            painter.drawGlyphRun(at, run)
        else:
            _draw_one_by_one(painter, run, at)


def _draw_one_by_one(painter: QPainter, run: QGlyphRun, at: QPointF) -> None:
    one = QGlyphRun(run)
    for index, position in zip(run.glyphIndexes(), run.positions(), strict=True):
        one.setGlyphIndexes([index])
        one.setPositions([position])
        painter.drawGlyphRun(at, one)


def _makes_pixels(painter: QPainter) -> bool:
    """Tell whether a picture of pixels is painted: in a PDF words stay words."""
    return painter.paintEngine().type() == QPaintEngine.Type.Raster
