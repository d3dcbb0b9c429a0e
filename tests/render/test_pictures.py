"""PNG: the size asked for, caps before memory is taken, what is around the map, the map in it."""

import io
import struct
from dataclasses import replace

import pytest
from PIL import Image
from PySide6.QtGui import QColor

from argmap.io.embed import embedded_map
from argmap.layout.geometry import Box
from argmap.layout.placement import Placement
from argmap.model.errors import UserError
from argmap.model.records import Meta
from argmap.render.map_paint import Emphasis
from argmap.render.measure import Measure
from argmap.render.picture import PictureOptions, checked_pixels, image, png_bytes
from argmap.render.sheet import Around, map_region, sheet_of
from tests.pictures.gallery import GALLERY, drawing, statement

MAP_BYTES = "argmap: 1\ntitle: Ünïcode\nstatements: []\n".encode()


@pytest.fixture
def roles(qapp):
    return GALLERY["roles"]()


def opened(png):
    return Image.open(io.BytesIO(png))


@pytest.mark.parametrize(
    ("options", "scale"),
    [
        (PictureOptions(), 1.0),
        (PictureOptions(scale=2.5), 2.5),
        (PictureOptions(dpi=96), 1.0),
        (PictureOptions(dpi=300), 300 / 96),
        (PictureOptions(scale=0.3), 0.3),
    ],
)
def test_pixels_are_size_times_dpi_by_96(roles, options, scale):
    width, height = roles.placement.size
    picture = opened(png_bytes(roles.map, roles.placement, options))
    assert picture.size == (round(width * scale), round(height * scale))
    assert picture.info["dpi"][0] == pytest.approx(96 * scale, abs=0.1)
    assert picture.mode == "RGB"


def test_a_width_is_met_exactly(roles):
    picture = opened(png_bytes(roles.map, roles.placement, PictureOptions(width=777)))
    assert picture.size[0] == 777
    width, height = roles.placement.size
    assert picture.size[1] == round(777 * height / width)


def test_transparent_leaves_the_ground_out(roles):
    clear = image(roles.map, roles.placement, PictureOptions(transparent=True))
    assert clear.pixelColor(2, 2).alpha() == 0
    box = roles.placement.boxes["top"]
    assert clear.pixelColor(round(box.x) + 3, round(box.centre[1])) == QColor("#4B5563")
    assert (
        opened(png_bytes(roles.map, roles.placement, PictureOptions(transparent=True))).mode
        == "RGBA"
    )


@pytest.mark.parametrize(("theme", "ground"), [("light", "#ffffff"), ("dark", "#16181d")])
def test_the_ground_is_that_of_the_theme(roles, theme, ground):
    made = image(roles.map, roles.placement, PictureOptions(theme=theme))
    assert made.pixelColor(2, 2).name() == ground


def test_the_map_is_in_it_byte_for_byte(roles):
    titled = replace(roles.map, meta=Meta(title="A title: ünïcode"))
    png = png_bytes(titled, roles.placement, PictureOptions(), MAP_BYTES)
    assert embedded_map(png) == MAP_BYTES
    texts = opened(png).text
    assert texts["Title"] == "A title: ünïcode"
    assert texts["Description"].startswith("Argument map: 9 statements, 7 links.")
    assert texts["Software"] == "argmap"
    without = png_bytes(titled, roles.placement, PictureOptions(embed=False), MAP_BYTES)
    assert embedded_map(without) is None
    assert embedded_map(png_bytes(titled, roles.placement)) is None


def test_the_same_map_is_the_same_png(roles):
    one, two = (png_bytes(roles.map, roles.placement, measure=Measure()) for _ in range(2))
    assert one == two


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (PictureOptions(scale=20), "--huge"),
        (PictureOptions(scale=200, huge=True), "400 are the most"),
        (PictureOptions(scale=1e6), "400 are the most"),
        (PictureOptions(scale=1, dpi=2), "one of"),
        (PictureOptions(dpi=100, width=2), "one of"),
        (PictureOptions(scale=0), "above 0"),
        (PictureOptions(width=-3), "above 0"),
        (PictureOptions(theme="mauve"), "light, dark"),
    ],
)
def test_what_cannot_be_is_told_before_it_is_tried(roles, options, told):
    with pytest.raises(UserError, match=told):
        image(roles.map, roles.placement, options)


def test_the_caps_are_exact():
    assert checked_pixels((10_000.0, 10_000.0), 1.0, huge=False) == (10_000, 10_000)
    assert checked_pixels((20_000.0, 20_000.0), 1.0, huge=True) == (20_000, 20_000)
    assert checked_pixels((5.0, 0.2), 0.1, huge=False) == (1, 1)
    for size, huge in (((10_001.0, 10_000.0), False), ((20_001.0, 20_000.0), True),
                       ((70_000.0, 10.0), True)):  # fmt: skip
        with pytest.raises(UserError, match="PDF"):
            checked_pixels(size, 1.0, huge=huge)


def test_an_empty_map_is_a_picture_as_well(qapp):
    drawing = GALLERY["empty"]()
    png = png_bytes(drawing.map, Placement())
    width, height = struct.unpack(">II", png[16:24])
    assert width == height == 32


def test_nothing_of_a_map_lies_beyond_its_region(roles):
    measure = Measure()
    region = map_region(roles.map, roles.placement, measure)
    assert region == Box(0, 0, *roles.placement.size)
    labelled = GALLERY["weights-and-labels"]()
    cramped = replace(labelled.placement, size=(100.0, 100.0))
    region = map_region(labelled.map, cramped, measure)
    for box in labelled.placement.boxes.values():
        assert region.united(box) == region


@pytest.mark.parametrize("name", GALLERY)
def test_what_is_around_the_map_stands_on_the_sheet_and_off_the_map(qapp, name):
    drawing, measure = GALLERY[name](), Measure()
    sheet = sheet_of(drawing.map, drawing.placement, measure, Around(True, True, True))
    region = map_region(drawing.map, drawing.placement, measure)
    map_box = Box(
        sheet.origin[0] + region.x, sheet.origin[1] + region.y, region.width, region.height
    )
    whole = Box(0, 0, *sheet.size)
    assert whole.united(map_box) == whole
    blocks = [text.block for text in sheet.texts]
    for line in (line for block in blocks for line in block.lines):
        assert line.x >= 0
        assert line.x + line.width <= sheet.size[0]
        assert 0 < line.baseline < sheet.size[1]
        assert not map_box.grown(-1).holds((line.x, line.baseline))
    for box in (*(card.box for card in sheet.cards), *(look.box for look in sheet.links)):
        assert whole.united(box) == whole
        assert not box.meets(map_box.grown(-1))


def test_the_legend_explains_what_occurs_and_no_more(qapp):
    drawing = GALLERY["linked-premises"]()
    sheet = sheet_of(drawing.map, drawing.placement, Measure(), Around(legend=True))
    words = [text.block.lines[0].text for text in sheet.texts]
    assert words == ["Claim", "Counterpoint", "supports", "undercuts the step", "linked premises"]


def test_a_picture_shows_no_emphasis(roles):
    assert Emphasis() == Emphasis(selected=frozenset(), hovered="", folded={})
    plain = image(roles.map, roles.placement)
    ring = QColor("#0B57D0")
    box = roles.placement.boxes["top"]
    assert plain.pixelColor(round(box.x) - 4, round(box.centre[1])) != ring


def test_very_wide_pictures_are_painted_to_their_end(qapp):
    far = drawing({statement("far", "Far to the right."): (45_000, 0)})
    made = image(far.map, far.placement)
    box = far.placement.boxes["far"]
    assert made.width() > 45_000
    assert made.pixelColor(round(box.x) + 3, round(box.centre[1])) == QColor("#4B5563")
