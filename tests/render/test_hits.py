"""What is under the pointer, held against going through everything."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.layout.geometry import Bend, Box, Curve, line
from argmap.layout.patched import Patched, patched
from argmap.layout.placement import LinkRoute, Placement
from argmap.render import culling
from argmap.render.culling import Extents
from argmap.render.hits import HitIndex

PLACEMENT = Placement(
    {"a": Box(0, 0, 100, 50), "b": Box(200, 0, 100, 50), "c": Box(200, 200, 100, 50)},
    {
        "up": LinkRoute((line((250, 200), (250, 50)),), None, None, (250, 125), (250, 80), (0, -1)),
        "on": LinkRoute((line((50, 125), (250, 125)),), None, None, (150, 125), (220, 125), (1, 0)),
    },
    size=(300, 250),
)


def test_statements_are_found_in_their_boxes():
    hits = HitIndex(PLACEMENT)
    assert hits.statement_at((50, 25)) == "a"
    assert hits.statement_at((100, 50)) == "a"
    assert hits.statement_at((150, 25)) is None
    assert HitIndex(Placement()).statement_at((0, 0)) is None


def test_of_boxes_that_meet_the_upper_one_is_hit():
    hits = HitIndex(Placement({"a": Box(0, 0, 10, 10), "b": Box(5, 5, 10, 10)}))
    assert hits.statement_at((7, 7)) == "b"


def test_links_are_found_near_their_lines():
    hits = HitIndex(PLACEMENT)
    assert hits.link_at((253, 160), 4) == "up"
    assert hits.link_at((256, 160), 4) is None
    assert hits.link_at((100, 127), 4) == "on"
    assert hits.link_at((256, 84), 0) == "up", "its sign counts whole"
    assert hits.link_at((223, 130), 1) == "on"


def test_the_nearer_of_two_links_is_hit():
    hits = HitIndex(PLACEMENT)
    assert hits.link_at((241, 126.5), 30) == "on"
    assert hits.link_at((252, 132), 30) == "up"


def test_a_rectangle_touches_boxes_and_lines():
    hits = HitIndex(PLACEMENT)
    assert hits.in_rect(Box(90, 40, 120, 200)) == ["a", "b", "c"]
    assert hits.in_rect(Box(110, 60, 50, 50)) == []
    assert hits.links_in_rect(Box(100, 120, 10, 10)) == ["on"]
    assert hits.links_in_rect(Box(240, 60, 20, 10)) == ["up"]
    assert hits.links_in_rect(Box(60, 60, 100, 20)) == []


numbers = st.floats(-1000, 1000)
points = st.tuples(numbers, numbers)
areas = st.builds(Box, numbers, numbers, st.floats(0, 900), st.floats(0, 900))
bends = st.builds(Bend, points, points, points)
curves = st.builds(Curve, points, st.lists(bends, min_size=1, max_size=2).map(tuple))
routes = st.builds(
    lambda curve, badge: LinkRoute((curve,), None, None, curve.end, badge, (0.0, -1.0)),
    curves,
    points,
)
placements = st.builds(
    lambda boxes, links: Placement(dict(enumerate(boxes)), dict(enumerate(links))),
    st.lists(areas, max_size=12),
    st.lists(routes, max_size=8),
)


@pytest.mark.parametrize("few", [0, 400])
@given(placement=placements, area=areas)
def test_nothing_within_an_area_is_left_out(few, placement, area):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(culling, "FEW", few)
        extents = Extents(placement)
        found = extents.boxes_in(area)
        links = extents.links_in(area)
    edges = [i for i, box in placement.boxes.items() if
             box.x <= area.right and box.right >= area.x
             and box.y <= area.bottom and box.bottom >= area.y]  # fmt: skip
    assert found == edges
    for id_, route in placement.routes.items():
        if any(area.grown(-1e-6).holds(point) for point in route.legs[0].flattened()):
            assert id_ in links


@pytest.mark.parametrize("few", [0, 400])
@given(placements, placements, st.lists(st.integers(0, 11)), areas)
def test_extents_that_follow_answer_like_fresh_ones(few, one, other, kept, area):
    boxes = {
        id_: one.boxes.get(id_, box) if id_ in kept else box for id_, box in other.boxes.items()
    }
    after = Placement(dict(reversed(boxes.items())), {**other.routes, **one.routes})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(culling, "FEW", few)
        following, fresh = Extents(after, Extents(one)), Extents(after)
        assert following.boxes_in(area) == fresh.boxes_in(area)
        assert following.links_in(area) == fresh.links_in(area)
        assert following.hull() == fresh.hull()
        same = [id_ for id_, box in boxes.items() if one.boxes.get(id_) is box]
        assert set(following.boxes.changed) == boxes.keys() - set(same)
        assert set(following.links.changed) == after.routes.keys() - one.routes.keys()


ids = st.integers(0, 20)
edits = st.tuples(st.dictionaries(ids, areas, max_size=5), st.sets(ids))


@pytest.mark.parametrize("few", [0, 400])
@given(st.dictionaries(ids, areas, min_size=1), st.lists(edits, max_size=5), areas)
def test_extents_of_patched_placements_answer_like_fresh_ones(few, boxes, steps, area):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(culling, "FEW", few)
        placed = Patched(boxes)
        following = Extents(Placement(placed))
        for new, gone in steps:
            before, placed = placed, patched(placed, new, gone - new.keys())
            following, fresh = Extents(Placement(placed), following), Extents(Placement(placed))
            assert following.boxes_in(area) == fresh.boxes_in(area)
            assert following.hull() == fresh.hull()
            others = {id_ for id_, box in placed.items() if before.get(id_) is not box}
            assert set(following.boxes.changed) == others
            assert set(following.boxes.gone) == before.keys() - placed.keys()
            asked = {1, 2, 3, 99}
            assert set(following.boxes.among(asked, area)) == asked & {*fresh.boxes_in(area)}


def test_what_comes_again_as_it_was_is_not_looked_at_again(monkeypatch):
    monkeypatch.setattr(culling, "FEW", 0)
    boxes = Patched({f"s{n}": Box(n * 20, 0, 10, 10) for n in range(40)})
    whole = Extents(Placement(boxes))
    less = Extents(Placement(patched(boxes, {}, ["s3", "s9"])), whole)
    looked = []
    known = culling.box_edges
    monkeypatch.setattr(culling, "box_edges", lambda box: looked.append(box) or known(box))
    other = Box(7, 7, 7, 7)
    again = Extents(Placement(patched(less.boxes.things, {"s3": boxes["s3"], "s9": other})), less)
    assert looked == [other]
    assert "s3" in again.boxes_in(boxes["s3"])
    assert "s9" not in again.boxes_in(boxes["s9"])


@pytest.mark.parametrize("few", [0, 400])
def test_what_went_may_come_again_as_it_was(few, monkeypatch):
    monkeypatch.setattr(culling, "FEW", few)
    boxes = Patched({f"s{n}": Box(n * 20, 0, 10, 10) for n in range(40)})
    whole = Extents(Placement(boxes))
    less = Extents(Placement(patched(boxes, {}, ["s3", "s39"])), whole)
    again = Extents(Placement(boxes), less)
    assert again.boxes_in(Box(0, 0, 1000, 10)) == list(boxes)
    assert again.boxes.changed == ["s3", "s39"]


def test_of_a_patched_placement_only_what_differs_is_looked_at():
    class Counted(Patched):
        looks = 0

        def get(self, *key):
            Counted.looks += 1
            return super().get(*key)

        def __contains__(self, key):
            Counted.looks += 1
            return super().__contains__(key)

        def __getitem__(self, key):
            Counted.looks += 1
            return super().__getitem__(key)

    def looks(count):
        boxes = Counted({f"s{n}": Box(n, n, 10, 10) for n in range(count)})
        before = Extents(Placement(boxes))
        after = Counted({**boxes, "new": Box(5, 5, 5, 5), "s7": Box(0, 0, 1, 1)})
        del after["s9"]
        after.note(boxes, ["s7", "s9", "new"])
        Counted.looks = 0
        following = Extents(Placement(after), before)
        assert following.boxes_in(Box(5, 5, 0, 0))[-1] == "new"
        assert following.boxes.gone == ["s9"]
        return Counted.looks

    assert looks(8_000) == looks(800)


def test_only_what_is_another_is_looked_at_again(monkeypatch):
    boxes = {f"s{n}": Box(n, n, 10, 10) for n in range(900)}
    before = Extents(Placement(boxes))
    looked = []
    monkeypatch.setattr(
        culling, "box_edges", lambda box: looked.append(box) or (box.x, box.y, box.x + 1, box.y + 1)
    )
    after = Extents(Placement({**boxes, "s7": Box(0, 0, 1, 1), "new": Box(5, 5, 5, 5)}), before)
    assert len(looked) == 2
    assert "new" in after.boxes_in(Box(5, 5, 0, 0))


@given(placements, points, st.floats(0, 50))
def test_a_link_that_is_hit_is_near(placement, point, tolerance):
    found = HitIndex(placement).link_at(point, tolerance)

    def distance(id_):
        return min(
            ((x - point[0]) ** 2 + (y - point[1]) ** 2) ** 0.5
            for x, y in placement.routes[id_].legs[0].flattened(400)
        )

    if found is None:
        assert all(distance(id_) > tolerance - 1e-6 for id_ in placement.routes)
