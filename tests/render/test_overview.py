"""A whole map in very small, painted piece by piece."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QImage, QPainter

from argmap.layout.arrange import arrange
from argmap.layout.geometry import Box
from argmap.render.inks import Inks
from argmap.render.measure import Measure
from argmap.render.overview import BATCH, Overview, fit
from argmap.render.scene import Emphasis, Scene
from argmap.render.style import LIGHT
from bench.maps import made_up

SIZE = (240, 190)
AROUND = ((-1, -1), (-1, 0), (0, -1), (0, 0))
sides = st.floats(20.0, 1e6)


@pytest.fixture(scope="module")
def scene(qapp):
    map = made_up(900, cross_links=0.05)
    return Scene(map, arrange(map, Measure().sizes(map)), LIGHT)


def painted(scene):
    """The picture, and how many strokes it took."""
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.canvas))
    found = fit(Box(0, 0, *scene.placement.size), SIZE)
    overview = Overview(scene, found, Inks(LIGHT))
    strokes = 0
    more = True
    while more:
        painter = QPainter(image)
        more = overview.stroke(painter)
        painter.end()
        strokes += more
    return image, strokes, found


def test_every_box_can_be_seen(scene):
    image, _, found = painted(scene)
    bars = {tone.bar.lower() for tone in LIGHT.kinds.values()}
    for box in scene.placement.boxes.values():
        x, y = found.box_to_area(box).centre
        near = {
            image.pixelColor(round(x) + i, round(y) + j).name() for i in (-1, 0) for j in (-1, 0)
        }
        assert near & bars


def test_a_stroke_paints_no_more_than_a_batch(scene):
    _, strokes, _ = painted(scene)
    boxes, links = len(scene.placement.boxes), len(scene.placement.routes)
    assert strokes >= boxes / BATCH + links / BATCH


def test_what_was_not_found_is_faint(scene):
    whole, _, found = painted(scene)
    kept = next(iter(scene.map.statements))
    dimmed = frozenset(scene.map.statements) - {kept}
    faint, _, _ = painted(replace(scene, emphasis=Emphasis(dimmed=dimmed)))
    x, y = (round(value) for value in found.to_area(scene.placement.boxes[kept].centre))
    assert faint.pixelColor(x, y) == whole.pixelColor(x, y)
    assert _ink(faint) < _ink(whole)


def _ink(image):
    return sum(255 * 3 - sum(image.pixelColor(x, y).getRgb()[:3])
               for x in range(SIZE[0]) for y in range(SIZE[1]))  # fmt: skip


@given(sides, sides, st.floats(100, 600), st.floats(100, 600))
def test_a_map_of_any_shape_fits_and_fills_some_of_the_room(width, height, across, down):
    content = Box(-50.0, 30.0, width, height)
    found = fit(content, (across, down))
    seen = found.box_to_area(content)
    assert seen.x >= 0
    assert seen.right <= across
    assert seen.y >= 0
    assert seen.bottom <= down
    back = found.to_map(found.to_area((width / 3, height / 4)))
    assert back == pytest.approx((width / 3, height / 4), rel=1e-6, abs=1e-3)
    if width > across / 0.1:
        assert seen.width >= 0.4 * (across - 16)
