"""What is kept of long lines, and what is bent along on its way, looks as if it were made anew."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from argmap.layout.geometry import Box
from argmap.render.long_lines import MOVING, LongLine, MovedLine, bent
from argmap.render.shapes import curve
from tests.render.test_link_motion import curve as curve_of

SWING = curve_of(
    (0, 0), (300, 0), (300, 900), (900, 900), (1500, 900), (1500, -400), (2400, -400),
    (3000, -400), (3000, 800), (4000, 800),
)  # fmt: skip
STRAIGHT = curve_of((0, 500), (1000, 500), (2000, 500), (4000, 500))
SHAPES = (curve(SWING), curve(STRAIGHT))
FLAT = 0.1
WIDE, HIGH = 400, 300


def view(x, y):
    return Box(x, y, WIDE, HIGH)


def picture(runs, area, dashed):
    image = QImage(WIDE, HIGH, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    onto = QPainter(image)
    onto.setRenderHint(QPainter.RenderHint.Antialiasing)
    onto.translate(-area.x, -area.y)
    for path, along in runs:
        pen = QPen(QColor("black"), 2.0)
        if dashed:
            pen.setDashPattern([6.0, 4.0])
            pen.setDashOffset(along / 2.0)
        onto.setPen(pen)
        onto.drawPath(path)
    onto.end()
    return np.frombuffer(image.constBits(), np.uint8).astype(int)


@pytest.mark.parametrize("dashed", [False, True])
def test_what_is_kept_for_a_view_looks_like_what_is_made_for_it(qapp, dashed):
    kept = LongLine(SHAPES)
    for step in range(0, 3600, 60):
        area = view(step, 350 + 300 * np.sin(step / 500))
        found = picture(kept.runs(area, FLAT, measured=dashed), area, dashed)
        fresh = LongLine(SHAPES).seen_runs(area.grown(4), FLAT, measured=dashed)
        assert abs(found - picture(fresh, area, dashed)).max() <= 40  # edges of lines


def test_a_view_that_moves_a_little_makes_nothing_anew(monkeypatch):
    made = []
    seen_runs = LongLine.seen_runs
    monkeypatch.setattr(
        LongLine, "seen_runs", lambda *given, **more: made.append(1) or seen_runs(*given, **more)
    )
    lines = [LongLine((curve(SWING.__class__((x, 0), SWING.bends)),)) for x in range(16)]
    for step in range(20):
        for line in lines:
            line.runs(view(900 + step, 700), FLAT)
    assert len(made) < 3 * len(lines)
    made.clear()
    for line in lines:
        line.runs(view(900, 700), 2 * FLAT)  # another zoom
    assert len(made) == len(lines)


def test_a_line_on_its_way_runs_as_one_that_is_bent(qapp):
    ends = [((40.0, -30.0), (-90.0, 60.0)), ((0.0, 15.0), (70.0, 0.0))]
    shapes = tuple(bent(shape, *by) for shape, by in zip(SHAPES, ends, strict=True))
    moved, made = MovedLine(LongLine(SHAPES), ends), LongLine(shapes)
    for x in range(-100, 4000, 250):
        area = view(x, 300)
        one = picture(moved.runs(area, FLAT, measured=False), area, dashed=False)
        other = made.seen_runs(area, FLAT * MOVING, measured=False)
        assert (one == picture(other, area, dashed=False)).all()
    assert moved.whole().controlPointRect() == made.whole().controlPointRect()


def test_only_what_is_seen_is_bent(monkeypatch):
    still = LongLine((curve(curve_of((0, 0), *((k * 50.0, k % 7) for k in range(1, 301)))),))
    asked = []
    root = MovedLine._root
    monkeypatch.setattr(
        MovedLine, "_root", lambda line, number: asked.append(number) or root(line, number)
    )
    assert MovedLine(still, [((5.0, 0.0), (-5.0, 9.0))]).runs(view(7000, -100), FLAT)
    assert 0 < len(set(asked)) < 10
