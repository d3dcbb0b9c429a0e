"""Painting keeps to the thread that paints."""

import sys

import pytest

FILLED = """
import os
from argmap.{module} import {maker}
app = {maker}()
from PySide6.QtGui import QColor, QImage, QPainter

def threads():
    return len(os.listdir("/proc/self/task"))

before = threads()
image = QImage(600, 600, QImage.Format.Format_RGB32)
painter = QPainter(image)
painter.setRenderHint(QPainter.RenderHint.Antialiasing)
painter.setOpacity(0.3)
painter.setBrush(QColor("teal"))
painter.drawEllipse(0, 0, 599, 599)
painter.end()
print(threads() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="counts threads where Linux lists them")
@pytest.mark.parametrize(
    ("module", "maker"),
    [("render.headless", "gui_application"), ("ui.start", "make_application")],
)
def test_a_large_translucent_shape_starts_no_threads(python, module, maker):
    assert int(python(FILLED.format(module=module, maker=maker))) == 0
