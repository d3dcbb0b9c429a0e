"""Icons are drawn as their files say, at every size, and are the files that are expected."""

from xml.etree import ElementTree as ET

import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from argmap.layout.geometry import Box
from argmap.model.records import StatementKind
from argmap.render.icons import (
    GRID,
    app_icon,
    icon_parts,
    icon_path,
    icon_pixmap,
    paint_icon,
    parsed_path,
    tinted_icon,
)
from argmap.resources import resource_path
from tests.pictures.comparing import difference

NEEDED = """
    claim evidence counterpoint question support oppose undercut link junction undo redo open save
    new export print present zoom-in zoom-out fit find settings history fold unfold pin delete copy
    paste theme-light theme-dark quote source tag note warning error hint menu close plus argmap
"""
NAMES = sorted(path.stem for path in resource_path("icons").glob("*.svg"))


def blank(side):
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    return image


def test_all_icons_are_there():
    assert set(NEEDED.split()) <= set(NAMES)
    assert {kind.value for kind in StatementKind} <= set(NAMES)


def test_icons_look_as_a_renderer_of_svg_draws_them(qapp):
    for name in NAMES:
        ours, theirs = blank(96), blank(96)
        painter = QPainter(ours)
        paint_icon(painter, name, Box(0, 0, 96, 96), QColor("black"))
        painter.end()
        source = resource_path("icons", f"{name}.svg").read_bytes()
        renderer = QSvgRenderer(source.replace(b"currentColor", b"#000000"))
        painter = QPainter(theirs)
        renderer.render(painter)
        painter.end()
        assert difference(ours, theirs)[0].mean < 0.5, name
        assert difference(ours, blank(96))[0].mean > 2, f"{name} is empty"


@pytest.mark.parametrize("name", NAMES)
def test_an_icon_keeps_within_its_grid(name):
    root = ET.parse(resource_path("icons", f"{name}.svg")).getroot()
    assert root.get("viewBox") == "0 0 24 24"
    for part in icon_parts(name):
        numbers = [number for _, ends in part.shape for number in ends]
        assert min(numbers) >= 0.9
        assert max(numbers) <= GRID - 0.9


def test_a_tint_is_the_colour_of_the_icon(qapp):
    image = icon_pixmap("plus", "#B3470B", 16, 2.0).toImage()
    assert image.width() == 32
    assert image.devicePixelRatio() == 2
    assert image.pixelColor(16, 16).name() == "#b3470b"
    assert image.pixelColor(1, 1).alpha() == 0
    assert not tinted_icon("undo", "#000000", "#888888").isNull()
    assert app_icon().availableSizes()


def test_an_icon_that_is_not_there_is_an_error():
    with pytest.raises(OSError, match="no-such-icon"):
        icon_parts("no-such-icon")


def test_path_data_is_read_as_svg_means_it():
    assert list(parsed_path("m1 2 3 4h2V0l-1,-1c0 1 1 2 2 2s3-1 3-2z")) == [
        ("M", (1, 2)),
        ("L", (4, 6)),
        ("L", (6, 6)),
        ("L", (6, 0)),
        ("L", (5, -1)),
        ("C", (5, 0, 6, 1, 7, 1)),
        ("C", (8, 1, 10, 0, 10, -1)),
        ("Z", ()),
    ]
    assert list(parsed_path("M0 0H1zl2 2"))[-1] == ("L", (2, 2))


def test_a_path_in_a_box_is_the_icon_there(qapp):
    box = Box(100, 200, 12, 12)
    edges = icon_path("fit", box).boundingRect()
    assert box.holds((edges.left(), edges.top()))
    assert box.holds((edges.right(), edges.bottom()))
