"""Very large letters look as if they were drawn together, and in a PDF they stay words."""

import numpy as np
import pytest
from PySide6.QtCore import QBuffer, QIODevice, QPointF, QSizeF
from PySide6.QtGui import QColor, QGlyphRun, QImage, QPageSize, QPainter, QPdfWriter

from argmap.render.glyphs import KEPT, draw_glyphs
from argmap.render.text import TextStyle, Typesetter

SIZE = 14.0
WORDS = "Quotes are found again, office by office; שלום."


@pytest.fixture
def runs(qapp):
    type_ = Typesetter()
    return type_.glyph_runs(type_.in_lines(WORDS, TextStyle(SIZE), 120.0, 19.0))


def painted(runs, scale, draw):
    image = QImage(900, 900, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(scale, scale)
    draw(painter, runs)
    painter.end()
    return np.array(image.constBits(), np.uint8).astype(int)  # while there is the picture yet


def together(painter, runs):
    for run in runs:
        painter.drawGlyphRun(QPointF(), run)


@pytest.mark.parametrize("pixels", [KEPT - 1, KEPT, KEPT + 10.4, 150.0])
def test_large_letters_look_as_if_drawn_together(runs, pixels):
    scale = pixels / SIZE
    apart, whole = painted(runs, scale, draw_glyphs), painted(runs, scale, together)
    assert whole.min() == 0
    # Where the smooth edges of two letters meet in one pixel, it may be a shade off.
    assert np.count_nonzero(apart != whole) <= 100
    assert abs(apart - whole).max() <= 16


def test_letters_are_drawn_one_by_one_where_qt_keeps_no_pictures_of_them(runs, monkeypatch):
    drawn = []

    class Noting(QPainter):
        def drawGlyphRun(self, at, run):
            drawn.append(len(run.glyphIndexes()))

    def noted(scale):
        drawn.clear()
        image = QImage(10, 10, QImage.Format.Format_RGB32)
        painter = Noting(image)
        painter.scale(scale, scale)
        draw_glyphs(painter, runs)
        painter.end()
        return drawn

    letters = [len(run.glyphIndexes()) for run in runs]
    assert noted(1.0) == letters
    assert noted(KEPT / SIZE + 0.01) == [1] * sum(letters)


def test_in_a_pdf_words_stay_words(runs):
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(1200)
    writer.setPageSize(QPageSize(QSizeF(300, 300), QPageSize.Unit.Point))
    painter = QPainter(writer)
    drawn: list[QGlyphRun] = []
    painter.scale(16, 16)
    assert painter.deviceTransform().m11() * SIZE > KEPT
    noting = type("Noting", (), {})()
    noting.deviceTransform, noting.paintEngine = painter.deviceTransform, painter.paintEngine
    noting.drawGlyphRun = lambda at, run: drawn.append(run)
    draw_glyphs(noting, runs)
    painter.end()
    assert drawn == runs
