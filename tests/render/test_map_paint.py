"""What is painted: what is seen and no more, what stands out; the same with and without caches."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from argmap.layout.geometry import Box
from argmap.render.fold_badge import Bearing, Folded
from argmap.render.map_paint import Emphasis, MapPainter, Scene
from argmap.render.measure import Measure
from argmap.render.style import THEMES
from tests.pictures.comparing import difference, pixels
from tests.pictures.gallery import GALLERY

LIGHT = THEMES["light"]
SIZE = (900, 560)


@pytest.fixture
def roles(qapp):
    return GALLERY["roles"]()


def painted(
    drawing, emphasis=None, *, zoom=1.0, at=(0.0, 0.0), painter=None, theme=LIGHT, seen=None
):
    """Paint a drawing as the canvas does, from a corner of the map on."""
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    image.fill(QColor(theme.canvas))
    on = QPainter(image)
    on.scale(zoom, zoom)
    on.translate(-at[0], -at[1])
    visible = seen or Box(*at, SIZE[0] / zoom, SIZE[1] / zoom)
    scene = Scene(drawing.map, drawing.placement, theme, emphasis or Emphasis())
    (painter or MapPainter(Measure())).paint(on, scene, visible, zoom)
    on.end()
    return image


def colour_at(image, x, y):
    return image.pixelColor(round(x), round(y)).name().upper()


def changed(one, other):
    """Left, top, right and bottom of where two pictures differ; None where they are equal."""
    apart = (pixels(one) != pixels(other)).any(axis=2)
    if not apart.any():
        return None
    ys, xs = apart.any(axis=1).nonzero()[0], apart.any(axis=0).nonzero()[0]
    return xs[0], ys[0], xs[-1], ys[-1]


def test_cards_have_the_colours_of_their_kinds(roles):
    image = painted(roles)
    for id_, statement in roles.map.statements.items():
        box = roles.placement.boxes[id_]
        if box.right < SIZE[0] and box.bottom < SIZE[1]:
            tone = LIGHT.kinds[statement.kind]
            assert colour_at(image, box.x + 3, box.centre[1]) == tone.bar
            assert colour_at(image, box.right - 6, box.bottom - 8) == tone.fill


@pytest.mark.parametrize("zoom", [0.05, 0.15, 0.3, 0.7, 1.0, 2.0])
def test_painting_again_is_painting_the_same(roles, zoom):
    painter = MapPainter(Measure())
    first = painted(roles, zoom=zoom, painter=painter)
    assert painted(roles, zoom=zoom, painter=painter) == first
    assert painted(roles, zoom=zoom) == first
    assert difference(first, painted(GALLERY["empty"](), zoom=zoom))[0].mean > 0


def test_every_change_of_map_placement_and_theme_is_painted(roles):
    painter = MapPainter(Measure())
    painted(roles, painter=painter)
    pro = replace(roles.map.statements["pro"], text="Another text altogether.")
    link = replace(roles.map.links["con-to-top"], weight=1.0)
    other_map = roles.map.replaced(
        statements=roles.map.statements | {"pro": pro},
        links=roles.map.links | {"con-to-top": link},
    )
    moved = {id_: replace(box, x=box.x + 30) for id_, box in roles.placement.boxes.items()}
    for changed_to in (
        replace(roles, map=other_map),
        replace(roles, placement=replace(roles.placement, boxes=moved)),
    ):
        for zoom in (1.0, 0.2):
            again = painted(changed_to, zoom=zoom, painter=painter)
            assert again == painted(changed_to, zoom=zoom)
    assert painted(changed_to) != painted(roles)
    dark = painted(roles, painter=painter, theme=THEMES["dark"])
    assert dark == painted(roles, theme=THEMES["dark"])
    painter.forget(roles.map.taken())
    assert painted(roles, painter=painter) == painted(roles)


@pytest.mark.parametrize("zoom", [0.2, 1.0])
def test_only_what_is_seen_is_painted(roles, zoom):
    top = roles.placement.boxes["top"]
    image = painted(roles, zoom=zoom, seen=Box(top.x, top.y, top.width, 10))
    far_below = roles.placement.boxes["backing"]
    assert colour_at(image, *(zoom * side for side in far_below.centre)) == LIGHT.canvas
    assert colour_at(image, *(zoom * side for side in (top.x + 3, top.centre[1]))) != LIGHT.canvas


def test_a_view_is_a_part_of_the_whole(roles):
    whole = painted(roles)
    part = painted(roles, at=(200.0, 100.0))
    assert difference(whole.copy(200, 100, 500, 400), part.copy(0, 0, 500, 400))[0].mean < 0.05


def test_selection_is_a_ring_around_the_card(roles):
    plain = painted(roles)
    box = roles.placement.boxes["pro"]
    left, top, right, bottom = changed(plain, painted(roles, Emphasis(selected=frozenset({"pro"}))))
    assert box.x - 8 <= left <= box.x - 3
    assert box.bottom + 3 <= bottom <= box.bottom + 8
    assert box.right + 3 <= right <= box.right + 8
    assert box.y - 8 <= top <= box.y - 3


@pytest.mark.parametrize(
    "emphasis",
    [
        Emphasis(hovered="pro"),
        Emphasis(focused="pro"),
        Emphasis(drop_target="pro"),
        Emphasis(dimmed=frozenset({"pro"})),
        Emphasis(folded={"pro": Folded(((Bearing.FOR, 8), (Bearing.AGAINST, 4)))}),
        Emphasis(selected=frozenset({"pro", "con"}), focused="pro"),
    ],
)
def test_emphasis_can_be_seen_and_stays_where_it_belongs(roles, emphasis):
    found = changed(painted(roles, Emphasis(selected=emphasis.selected)), painted(roles, emphasis))
    near = roles.placement.boxes["pro"].grown(18)
    assert found is not None
    assert near.holds(found[:2])
    assert near.holds(found[2:])


@pytest.mark.parametrize(
    "emphasis",
    [
        Emphasis(selected=frozenset({"con-to-top"})),
        Emphasis(hovered="con-to-top"),
        Emphasis(drop_target="con-to-top"),
        Emphasis(dimmed=frozenset({"con-to-top"})),
    ],
)
def test_emphasis_of_a_link_can_be_seen(roles, emphasis):
    assert changed(painted(roles), painted(roles, emphasis)) is not None


def test_dimmed_is_faint_far_away_as_well(roles):
    dimmed = Emphasis(dimmed=frozenset(roles.map.taken()))
    x, y = (side * 0.2 for side in roles.placement.boxes["pro"].centre)
    plain, faint = painted(roles, zoom=0.2), painted(roles, dimmed, zoom=0.2)
    assert colour_at(plain, x, y) == "#E0F4EF"
    assert colour_at(faint, x, y) not in ("#E0F4EF", LIGHT.canvas)


@pytest.mark.parametrize("zoom", [0.2, 0.9])
def test_a_box_on_the_move_is_where_it_is_moved_to(roles, zoom):
    box = roles.placement.boxes["pro"]
    moved = painted(roles, Emphasis(offsets={"pro": (120.0, 150.0)}), zoom=zoom)
    inside = box.right - 20, box.bottom - 8
    assert colour_at(moved, *(zoom * side for side in inside)) != LIGHT.kinds["evidence"].fill
    there = (inside[0] + 120) * zoom, (inside[1] + 150) * zoom
    assert colour_at(moved, *there) == LIGHT.kinds["evidence"].fill


def test_a_box_comes_into_view_by_being_moved(roles):
    painter = MapPainter(Measure())
    far = replace(
        roles,
        placement=replace(
            roles.placement,
            boxes=dict(roles.placement.boxes) | {"pro": Box(-5000, 0, 190, 58)},
        ),
    )
    image = painted(far, Emphasis(offsets={"pro": (5000.0, 300.0)}), painter=painter)
    assert colour_at(image, 160, 345) == LIGHT.kinds["evidence"].fill
    back = painted(far, painter=painter)
    assert back == painted(far)


def test_no_text_far_away_and_no_header_at_a_distance(roles):
    """Fewer colours are mixed where there are no letters."""
    mixed = [len({*map(tuple, pixels(painted(roles, zoom=zoom)).reshape(-1, 4))})
             for zoom in (0.2, 0.3, 0.45)]  # fmt: skip
    assert mixed[0] < mixed[1] < mixed[2]


def test_the_painter_is_given_back_as_it_was(roles):
    image = QImage(100, 100, QImage.Format.Format_RGB32)
    on = QPainter(image)
    on.setOpacity(0.5)
    before = on.transform(), on.opacity(), on.pen(), on.brush(), on.renderHints()
    for zoom in (0.1, 1.0):
        emphasis = Emphasis(dimmed=frozenset({"pro"}), drop_target="con")
        scene = Scene(roles.map, roles.placement, LIGHT, emphasis)
        MapPainter(Measure()).paint(on, scene, Box(0, 0, 900, 900), zoom)
    assert (on.transform(), on.opacity(), on.pen(), on.brush(), on.renderHints()) == before
    on.end()


def test_what_the_map_no_longer_has_is_left_out(roles):
    """Between an edit and its layout the placement is that of the map before."""
    fewer = roles.map.replaced(
        statements={i: s for i, s in roles.map.statements.items() if i != "pro"}, links={}
    )
    for zoom in (0.1, 1.0):
        image = painted(replace(roles, map=fewer), zoom=zoom)
        x, y = roles.placement.boxes["pro"].centre
        assert colour_at(image, x * zoom, y * zoom) == LIGHT.canvas
