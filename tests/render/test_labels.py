"""Labels far out: which there are, where they lie, and that they can be read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.layout.arrange import arrange
from argmap.layout.geometry import Box
from argmap.model.records import Group, GroupId, StatementId
from argmap.render.at_words import at_words
from argmap.render.culling import Extents
from argmap.render.inks import Inks
from argmap.render.label_places import aside_of, depth_of
from argmap.render.labels import LABELLED, MOST, Labels, branch_sizes, ranked
from argmap.render.map_paint import Emphasis, MapPainter, Scene
from argmap.render.measure import Measure
from argmap.render.style import LIGHT
from bench.maps import made_up
from tests.render.test_map_paint import changed
from tests.strategies import maps
from tests.ui.canvas.maps import map_of


@pytest.fixture(scope="module")
def scene(qapp):
    map = made_up(400, cross_links=0.05)
    first = [StatementId(id_) for id_ in map.children["s0"][:2]]
    map = map.replaced(groups={GroupId("g"): Group(GroupId("g"), "Trade", tuple(first))})
    return Scene(map, arrange(map, Measure().sizes(map)), LIGHT)


def labels_of(scene, zoom, at=None, view=(1200.0, 800.0)):
    x, y = at or (0.0, 0.0)
    visible = Box(x, y, view[0] / zoom, view[1] / zoom)
    seen = [id_ for id_, box in scene.placement.boxes.items() if box.meets(visible)]
    return Labels(Measure()).chosen(scene, seen, visible, Inks(LIGHT), zoom), visible


@given(
    zoom=st.floats(0.02, LABELLED),
    x=st.floats(-0.2, 1.0),
    y=st.floats(-0.2, 1.0),
)
@settings(max_examples=40)
def test_labels_never_lie_on_each_other_and_stay_in_the_view(scene, zoom, x, y):
    width, height = scene.placement.size
    found, visible = labels_of(scene, zoom, (x * width, y * height))
    assert len(found) <= MOST
    for place, one in enumerate(found):
        assert not any(one.box.meets(other.box) for other in found[place + 1 :])
        assert one.box.x >= visible.x * zoom
        assert one.box.right <= visible.right * zoom
        assert one.box.y >= visible.y * zoom
        assert one.box.bottom <= visible.bottom * zoom


def test_the_main_claim_and_the_title_of_a_group_are_named(scene):
    root = scene.placement.boxes["s0"]
    found, _ = labels_of(scene, 0.1, (root.x - 500, root.y - 2000))
    texts = [label.words.text for label in found]
    assert texts[0] == "Trade"
    assert texts[1] == scene.map.statements["s0"].text


def test_what_is_selected_is_named_first_whatever_its_branch(scene):
    leaf = next(id_ for id_ in scene.map.statements if id_ not in scene.map.children)
    box = scene.placement.boxes[leaf]
    lit = Scene(scene.map, scene.placement, LIGHT, Emphasis(selected=frozenset({leaf})))
    found, _ = labels_of(lit, 0.1, (box.x - 500, box.y - 500))
    assert found[0].lit
    assert found[0].words.text == scene.map.statements[leaf].text
    dim = Scene(scene.map, scene.placement, LIGHT, Emphasis(dimmed=frozenset(scene.map.statements)))
    assert [label.title for label in labels_of(dim, 0.1)[0]] in ([], [True])


def whole(scene, zoom):
    """The labels of a scene seen whole at a zoom, as in a window."""
    scene = Scene(scene.map, scene.placement, LIGHT, extents=Extents(scene.placement))
    width, height = scene.placement.size
    visible = Box(-600 / zoom, 0, width + 1200 / zoom, height)
    labels = Labels(Measure())
    return labels.chosen(scene, list(scene.placement.boxes), visible, Inks(LIGHT), zoom), labels


def test_of_many_that_are_selected_the_largest_branches_are_named(scene):
    everything = frozenset(scene.map.statements)
    lit = Scene(scene.map, scene.placement, LIGHT, Emphasis(selected=everything))
    root = scene.placement.boxes["s0"]
    found, visible = labels_of(lit, 0.1, (root.x - 500, root.y - 2000))
    seen = {id_ for id_, box in scene.placement.boxes.items() if box.meets(visible)}
    assert len(found) < len(seen)
    order = [id_ for id_ in ranked(scene.map) if id_ in seen]
    named = [label.id for label in found if label.id in order]
    assert named[0] == order[0]
    assert named == sorted(named, key=order.index)


def test_beside_a_thin_map_labels_are_indented_by_how_deep_they_stand(scene):
    zoom = 0.02
    found, _ = whole(scene, zoom)
    right = max(box.right for box in scene.placement.boxes.values()) * zoom
    named = [label for label in found if not label.title]
    assert len(named) > 8
    assert all(label.box.x > right for label in named)
    left_of = {depth_of(scene.map, StatementId(label.id)): label.box.x for label in named}
    assert len(left_of) > 2
    assert sorted(left_of.values()) == [left_of[depth] for depth in sorted(left_of)]
    for label in named:
        assert label.led_from is not None
        assert label.led_from[1] == pytest.approx(label.box.centre[1], abs=20)


def test_labels_lie_on_what_they_name_where_there_is_room(scene):
    assert all(label.led_from is None for label in whole(scene, 0.3)[0])
    assert aside_of(Box(0, 0, 900.0, 800.0), 0.1) is None
    assert aside_of(Box(0, 0, 1000.0, 90_000.0), 0.1).is_right
    assert not aside_of(Box(0, 0, 90_000.0, 500.0), 0.1).is_right
    assert aside_of(None, 0.1) is None


def test_what_bears_on_a_link_stands_as_deep_as_what_the_link_leads_to():
    map = map_of("a", "b + a", "c + b", "u - b>a", "v + u")
    depths = {id_: depth_of(map, id_) for id_ in map.statements}
    assert depths == {"a": 0, "b": 1, "c": 2, "u": 1, "v": 2}
    ring = map_of("a + b", "b + a", "x - y>a", "y - x>b")
    assert all(depth_of(ring, id_) <= 8 for id_ in ring.statements)


def test_a_small_view_has_few_labels(scene):
    assert len(labels_of(scene, 0.05, view=(300.0, 200.0))[0]) <= 4


@given(maps())
def test_the_size_of_a_branch_is_what_stands_in_it(map):
    sizes = branch_sizes(map)
    assert set(sizes) == set(map.statements)
    assert sum(sizes[root] for root in map.roots) == len(map.statements)
    assert set(map.roots) <= set(ranked(map))


def test_of_a_tree_the_size_is_counted_branch_by_branch():
    map = made_up(200, cross_links=0.0)
    sizes = branch_sizes(map)
    assert all(sizes[id_] == sum(1 for _ in map.branch(id_)) for id_ in map.statements)
    assert ranked(map)[0] == "s0"


def test_labels_are_painted_only_from_far_away_and_only_where_they_are_wanted(scene):
    from PySide6.QtGui import QColor, QImage, QPainter

    def picture(zoom, *, labelled):
        image = QImage(600, 400, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        painter = QPainter(image)
        painter.scale(zoom, zoom)
        visible = Box(0, 0, 600 / zoom, 400 / zoom)
        MapPainter(Measure(), labelled=labelled).paint(painter, scene, visible, zoom)
        painter.end()
        return image

    assert changed(picture(0.2, labelled=False), picture(0.2, labelled=True)) is not None
    assert picture(LABELLED, labelled=False) == picture(LABELLED, labelled=True)


@pytest.mark.parametrize(
    ("text", "room", "cut"),
    [
        ("Two words", 9, "Two words"),
        ("Two words", 8, "Two…"),
        ("Trade, and more", 9, "Trade…"),
        ("Incomprehensible", 6, "Incom…"),
        ("  many\n blanks  ", 20, "many blanks"),
        ("", 5, ""),
    ],
)
def test_a_text_is_cut_at_words(text, room, cut):
    assert at_words(text, room, len) == cut
