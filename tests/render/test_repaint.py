"""What is painted again when a scene becomes another: no more than what differs and is seen."""

from dataclasses import replace

import pytest

from argmap.layout.arrange import arrange
from argmap.layout.geometry import Box
from argmap.layout.patched import Patched, patched
from argmap.render.culling import Extents
from argmap.render.fold_badge import Bearing, Folded
from argmap.render.map_paint import Scene
from argmap.render.repaint import MANY, repainted
from argmap.render.scene import Emphasis
from argmap.render.style import THEMES
from bench.maps import made_up

FOLDED = Folded(((Bearing.FOR, 3),))


@pytest.fixture(scope="module")
def scene():
    map_ = made_up(600)
    found = arrange(map_, dict.fromkeys(map_.statements, (200.0, 60.0)))
    placement = replace(found, boxes=Patched(found.boxes), routes=Patched(found.routes))
    return Scene(map_, placement, THEMES["light"], Emphasis(), Extents(placement))


def after(scene, ids, by=3):
    """The scene in which these boxes stand further to the right."""
    boxes = scene.placement.boxes
    moved = {id_: replace(boxes[id_], x=boxes[id_].x + by) for id_ in ids}
    placement = replace(scene.placement, boxes=patched(boxes, moved))
    return replace(scene, placement=placement, extents=Extents(placement, scene.extents))


def around(scene, id_):
    return scene.placement.boxes[id_].grown(20)


def test_a_fold_paints_its_box_again_and_no_other(scene):
    folded = replace(scene, emphasis=Emphasis(folded={"s5": FOLDED}))
    areas = repainted(scene, folded)
    assert areas
    assert all(area.meets(scene.placement.boxes["s5"]) for area in areas)
    more = replace(scene, emphasis=Emphasis(folded={"s5": FOLDED, "s90": FOLDED}))
    box = scene.placement.boxes["s90"]
    assert all(area.meets(box) for area in repainted(folded, more))


def test_what_is_out_of_sight_is_not_painted_again(scene):
    moved = after(scene, ["s5"])
    far = Box(-90_000, -90_000, 10, 10)
    assert repainted(scene, moved, far) == []
    assert repainted(scene, moved, around(scene, "s5"))


def test_a_box_is_painted_where_it_left_and_where_it_came(scene):
    away = after(scene, ["s5"], by=50_000)
    for place in (around(scene, "s5"), around(away, "s5")):
        assert repainted(scene, away, place)
        assert repainted(away, after(away, ["s5"], by=-50_000), place)


def test_very_much_out_of_sight_does_not_have_all_of_it_painted(scene):
    view = around(scene, "s5")
    seen = set(scene.extents.boxes_in(view.grown(500)))
    others = [id_ for id_ in scene.placement.boxes if id_ not in seen]
    assert len(others) > MANY
    assert repainted(scene, after(scene, [*others, "s5"])) is None
    assert len(repainted(scene, after(scene, [*others, "s5"]), view)) <= 2 * len(seen)


def test_another_theme_paints_all_of_it(scene):
    assert repainted(scene, replace(scene, theme=THEMES["dark"])) is None
