import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.app.kept import Kept, from_json, to_json
from argmap.layout.arrange import arrange
from argmap.layout.placement import LayoutOptions
from argmap.layout.report import as_json, state_from_json
from argmap.model.argmap import ArgumentMap
from argmap.model.errors import UserError
from argmap.model.records import Direction, Group, Link, LinkKind, Statement, View
from tests.layout import checks, graphs

HERE = Path(__file__)
DIRECTIONS = st.sampled_from(list(Direction))


def simple(links, count=None, groups=(), pins=None):
    """A map of equal boxes; a link is (premises, target) or (premises, target, kind)."""
    named = {}
    for number, (premises, target, *kind) in enumerate(links):
        id_ = f"l{number}"
        named[id_] = Link(id_, tuple(premises.split()), target, *kind)
    ids = [f"s{k}" for k in range(count)] if count else []
    for link in named.values():
        for end in (*link.premises, link.target):
            if end not in named and end not in ids and not end.startswith("no"):
                ids.append(end)
    map_ = ArgumentMap(
        statements={id_: Statement(id_, text=id_) for id_ in sorted(ids)},
        links=named,
        groups={g: Group(g, g, tuple(m.split())) for g, m in groups},
    )
    if pins:
        map_ = map_.replaced(meta=replace(map_.meta, view=View(pins=pins)))
    return map_, dict.fromkeys(map_.statements, (200.0, 80.0))


def placed(links, direction=Direction.DOWN, **more):
    return sound(*simple(links, **more), direction)


def sound(map_, sizes, direction=Direction.DOWN):
    """Return the placement of a map, in which nothing is wrong."""
    options = LayoutOptions(direction=direction)
    placement = arrange(map_, sizes, options)
    faults = checks.faults(map_, placement, options)
    if map_.meta.view.pins:
        faults.pop("crossing primaries", None)  # a box put beyond its siblings crosses their lines
    assert not faults
    return placement


# ------------------------------------------------------------------------------- what always holds


@settings(max_examples=60)
@given(graphs.wild(groups=True), DIRECTIONS, st.integers(0, 5))
def test_any_map_gets_a_sound_placement(graph, direction, folds):
    folded = frozenset(list(graph.map.statements)[1 :: max(1, 8 - folds)] if folds else ())
    options = LayoutOptions(direction=direction, folded=folded)
    placement = arrange(graph.map, graph.sizes, options)
    assert not checks.faults(graph.map, placement, options)
    for id_, box in placement.boxes.items():
        assert (box.width, box.height) == pytest.approx(graph.sizes[id_])


@settings(max_examples=40)
@given(graphs.wild(most=25, pins=True), DIRECTIONS)
def test_pins_break_no_promise_but_the_order_of_lines(graph, direction):
    options = LayoutOptions(direction=direction)
    placement = arrange(graph.map, graph.sizes, options)
    faults = checks.faults(graph.map, placement, options)
    faults.pop("crossing primaries", None)
    assert not faults


@pytest.mark.parametrize(
    ("seed", "count", "extra", "direction"),
    [
        (1609, 16, 3, Direction.DOWN),
        (2581, 7, 5, Direction.UP),
        (3287, 24, 6, Direction.DOWN),
        (3549, 22, 5, Direction.UP),
        (60569, 23, 8, Direction.UP),
        (100056, 11, 6, Direction.UP),
        (100333, 6, 4, Direction.DOWN),
        (606293, 5, 2, Direction.LEFT),
    ],
)
def test_a_way_past_pins_passes_where_edges_are_reckoned_in_two_ways(seed, count, extra, direction):
    graph = graphs.wild_map(seed, count, extra, pins=True)
    sound(graph.map, graph.sizes, direction)


@pytest.mark.parametrize(
    ("family", "direction"),
    [
        ("tree", Direction.DOWN),
        ("cross", Direction.UP),
        ("multi", Direction.RIGHT),
        ("under", Direction.RIGHT),
        ("full", Direction.LEFT),
    ],
)
def test_three_hundred_statements(family, direction):
    graph = graphs.family(family, 300, seed=3)
    options = LayoutOptions(direction=direction)
    placement = arrange(graph.map, graph.sizes, options)
    assert len(placement.boxes) == len(graph.map.statements)
    assert len(placement.routes) == len(graph.map.links)
    assert not checks.faults(graph.map, placement, options, arcs=True)


@settings(max_examples=25)
@given(graphs.wild(groups=True, pins=True), DIRECTIONS, st.data())
def test_previous_leaves_everything_where_it_was(graph, direction, data):
    ids = list(graph.map.statements)
    folded = frozenset(data.draw(st.lists(st.sampled_from(ids), max_size=3)) if ids else ())
    for options in (LayoutOptions(direction=direction, folded=folded), LayoutOptions()):
        first = arrange(graph.map, graph.sizes, options)
        kept = from_json(to_json(Kept(first)))
        assert kept is not None
        again = arrange(graph.map, graph.sizes, options, kept.placement.warmth)
        assert again == first


def test_same_input_same_output_in_another_process():
    script = (
        "import json, sys; sys.path.insert(0, sys.argv[1])\n"
        "from tests.layout import graphs\n"
        "from argmap.layout.arrange import arrange\n"
        "from argmap.layout.report import as_json\n"
        "for family in graphs.FAMILIES:\n"
        "    graph = graphs.family(family, 60, 1)\n"
        "    print(json.dumps(as_json(arrange(graph.map, graph.sizes))))\n"
        "graph = graphs.wild_map(7, 30, 9, pins=True, groups=True)\n"
        "print(json.dumps(as_json(arrange(graph.map, graph.sizes))))\n"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script, str(HERE.parents[2])],
            env={"PYTHONHASHSEED": seed, "PATH": ""},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(outputs) == 1


def test_layout_starts_without_heavy_arithmetic():
    script = (
        "import sys; import argmap.layout.arrange\n"
        "print([m for m in ('numpy', 'scipy', 'networkx', 'PySide6') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


# ------------------------------------------------------------------------------------- imperfect


def test_empty_map():
    placement = arrange(ArgumentMap(), {})
    assert (placement.boxes, placement.routes, placement.size) == ({}, {}, (0.0, 0.0))


def test_what_cannot_be_drawn_is_left_out():
    placement = placed(
        [
            ("s1", "s0"),
            ("s0", "s0"),
            ("s1", "nobody"),
            ("nowhere s1", "s2"),
            ("s1", "l5"),
            ("s2", "l4"),
            ("s0", "l4"),
        ]
    )
    assert sorted(placement.routes) == ["l0", "l3"]
    assert len(placement.routes["l3"].legs) == 1
    assert sorted(placement.boxes) == ["s0", "s1", "s2"]


def test_a_ring_of_statements_is_drawn():
    placement = placed([("s1", "s0"), ("s2", "s1"), ("s0", "s2")])
    assert sorted(placement.routes) == ["l0", "l1", "l2"]


def test_what_bears_on_a_hoop_comes_to_it_past_no_line_of_the_tree():
    links = [("s1", "s0"), ("s2", "s0"), ("s3", "s0"), ("s4", "s3"), ("s5", "s3")]
    placement = placed([*links, ("s3", "s1"), ("s6", "l5")])
    x = {id_: placement.boxes[id_].x for id_ in ("s1", "s3", "s6")}
    assert (x["s6"] > x["s3"]) is (x["s1"] > x["s3"])  # the hoop leads where the arc comes from
    arc = placement.routes["l6"].whole().flattened(16)
    for child in ("l3", "l4"):
        assert not checks.cross(arc, placement.routes[child].whole().flattened(16))


def test_folding_leaves_a_branch_out():
    map_, sizes = simple([("s1", "s0"), ("s2", "s1"), ("s3", "l1"), ("s4", "s0")])
    placement = arrange(map_, sizes, LayoutOptions(folded=frozenset({"s1"})))
    assert sorted(placement.boxes) == ["s0", "s1", "s4"]
    assert sorted(placement.routes) == ["l0", "l3"]


# ---------------------------------------------------------------------------------------- shapes


@pytest.mark.parametrize(
    ("direction", "before", "axis"),
    [
        (Direction.DOWN, 1, 1),
        (Direction.UP, -1, 1),
        (Direction.RIGHT, 1, 0),
        (Direction.LEFT, -1, 0),
    ],
)
def test_premises_lie_in_the_direction(direction, before, axis):
    placement = placed([("s1", "s0"), ("s2", "s0")], direction)
    for premise in ("s1", "s2"):
        step = placement.boxes[premise].centre[axis] - placement.boxes["s0"].centre[axis]
        assert step * before > 0
    across = 1 - axis
    middle = sum(placement.boxes[p].centre[across] for p in ("s1", "s2")) / 2
    assert placement.boxes["s0"].centre[across] == pytest.approx(middle)


def test_siblings_stand_in_the_order_of_the_links():
    placement = placed([("s3", "s0"), ("s1", "s0"), ("s2", "s0")])
    assert [
        id_
        for id_ in sorted(placement.boxes, key=lambda id_: placement.boxes[id_].x)
        if id_ != "s0"
    ] == ["s3", "s1", "s2"]


def test_a_single_premise_is_linked_by_a_straight_line():
    leg = placed([("s1", "s0")]).routes["l0"].legs[0]
    assert len({round(x, 6) for x, _ in leg.flattened()}) == 1


def test_linked_premises_meet_at_a_junction():
    placement = placed([("s1 s2", "s0"), ("s3", "s0")])
    route = placement.routes["l0"]
    assert route.trunk is not None
    assert all(leg.end == route.junction == route.trunk.start for leg in route.legs)
    assert route.along == (0.0, -1.0)
    top = placement.boxes["s1"].y
    assert placement.boxes["s0"].bottom < route.junction[1] < top


def test_an_undercut_stands_beside_and_ends_on_the_middle():
    placement = placed([("s1", "s0"), ("s2", "l0"), ("s3", "s0"), ("s4", "l1")])
    first, under, deeper = (placement.boxes[id_] for id_ in ("s1", "s2", "s4"))
    assert first.y == under.y == deeper.y
    assert first.right < under.x < under.right < deeper.x < placement.boxes["s3"].x
    for target, link in (("l0", "l1"), ("l1", "l3")):
        assert placement.routes[link].legs[0].end == placement.routes[target].middle
    # It arrives across the line, not along it.
    assert placement.routes["l1"].along == (-1.0, 0.0)


def test_contradicting_neighbours_are_linked_straight():
    placement = placed([("s1", "s0"), ("s2", "s0"), ("s1", "s2", LinkKind.CONTRADICTS)])
    route = placement.routes["l2"]
    assert len({y for _, y in route.legs[0].flattened()}) == 1
    assert route.badge == pytest.approx(route.middle)


def test_several_links_between_one_pair_run_apart():
    placement = placed([("s1", "s0"), ("s1", "s0"), ("s1", "s0")])
    ends = sorted(placement.routes[f"l{k}"].legs[0].end[0] for k in range(3))
    assert ends[1] - ends[0] > 15
    assert ends[2] - ends[1] > 15


def test_components_are_packed_to_a_pleasant_shape():
    placement = placed([], count=24)
    width, height = placement.size
    assert 0.8 < width / height < 3


def test_signs_of_different_links_keep_off_each_other():
    graph = graphs.family("full", 100, seed=1)
    placement = arrange(graph.map, graph.sizes)
    badges = [route.badge for route in placement.routes.values()]
    close = [
        (a, b)
        for k, a in enumerate(badges)
        for b in badges[k + 1 :]
        if abs(a[0] - b[0]) < 12 and abs(a[1] - b[1]) < 12
    ]
    assert not close


def test_small_maps_run_down_and_big_ones_to_the_right():
    small, big = graphs.family("tree", 30), graphs.family("tree", 300)
    assert arrange(small.map, small.sizes).direction is Direction.DOWN
    assert arrange(big.map, big.sizes).direction is Direction.RIGHT


# ---------------------------------------------------------------------------------------- groups


def test_a_group_is_kept_together_and_framed():
    links = [("s1", "s0"), ("s2", "s0"), ("s3", "s0")]
    placement = placed(links, groups=[("g", "s1 s3")])
    frame = placement.frames["g"]
    assert placement.frameless == ()
    for id_ in ("s0", "s1", "s2", "s3"):
        inside = frame.united(placement.boxes[id_]) == frame
        assert inside is (id_ in ("s1", "s3"))
        assert inside or not frame.meets(placement.boxes[id_])


def test_a_group_that_cannot_stand_together_says_so():
    links = [("s1", "s0"), ("s2", "s1"), ("s3", "s2")]
    placement = placed(links, groups=[("g", "s0 s2")])
    assert placement.frames == {}
    assert placement.frameless == ("g",)


def test_a_group_of_scattered_statements_does_not_blow_up_the_map():
    tree = graphs.family("tree", 300).map
    ranks = {}
    for id_ in tree.branch("s0"):
        parent = tree.primary_parent(id_)
        ranks[id_] = ranks[parent] + 1 if parent else 0
    rows = [[id_ for id_ in ranks if ranks[id_] == rank] for rank in range(2, 5)]
    far_apart = rows[0][0], rows[1][-1], rows[2][len(rows[2]) // 2]
    sizes = dict.fromkeys(tree.statements, (200.0, 60.0))

    def spread(map):
        boxes = arrange(map, sizes, LayoutOptions(direction=Direction.RIGHT)).boxes.values()
        return max(box.bottom for box in boxes) - min(box.y for box in boxes)

    grouped = tree.replaced(groups={"g": Group("g", "g", far_apart)})
    assert spread(grouped) < 1.05 * spread(tree)


# ------------------------------------------------------------------------------------------ pins


@pytest.mark.parametrize("direction", list(Direction))
def test_a_pin_counts_from_the_parent(direction):
    links = [("s1", "s0"), ("s2", "s0"), ("s3", "s2")]
    placement = placed(links, direction, pins={"s2": (400.0, 160.0)})
    assert placement.displaced == ()
    (x0, y0), (x, y) = placement.boxes["s0"].centre, placement.boxes["s2"].centre
    along = {
        Direction.DOWN: (x - x0, y - y0),
        Direction.UP: (x - x0, y0 - y),
        Direction.RIGHT: (y - y0, x - x0),
        Direction.LEFT: (y - y0, x0 - x),
    }[direction]
    assert along == pytest.approx((400.0, 160.0))


def test_others_make_room_for_a_pinned_box():
    links = [("s1", "s0"), ("s2", "s0"), ("s3", "s0")]
    plain = placed(links)
    step = plain.boxes["s3"].centre[0] - plain.boxes["s0"].centre[0]
    rank = plain.boxes["s3"].centre[1] - plain.boxes["s0"].centre[1]
    # The first sibling is put where the last one would stand.
    placement = placed(links, pins={"s1": (step, rank)})
    assert placement.displaced == ()
    assert placement.boxes["s1"].centre[0] - placement.boxes["s0"].centre[0] == pytest.approx(step)


def test_a_pin_on_another_pin_is_moved_and_reported():
    links = [("s1", "s0"), ("s2", "s0")]
    placement = placed(links, pins={"s1": (0.0, 150.0), "s2": (0.0, 150.0)})
    assert placement.displaced == ("s2",)


@pytest.mark.parametrize("direction", list(Direction))
def test_a_pinned_root_takes_its_part_along_from_where_it_would_stand(direction):
    links = [("s1", "s0"), ("s2", "s0"), ("s4", "s3")]
    plain = placed(links, direction)
    by = {
        Direction.DOWN: (900.0, 300.0),
        Direction.UP: (900.0, -300.0),
        Direction.RIGHT: (300.0, 900.0),
        Direction.LEFT: (300.0, -900.0),
    }[direction]
    pinned = placed(links, direction, pins={"s3": by})
    assert pinned.displaced == ()
    for id_ in ("s3", "s4"):
        (x, y), (u, v) = plain.boxes[id_].centre, pinned.boxes[id_].centre
        assert (u - x, v - y) == pytest.approx((900.0, 300.0))
    for id_ in ("s0", "s1", "s2"):
        assert pinned.boxes[id_] == plain.boxes[id_]


def test_a_root_alone_may_stand_in_a_free_corner_of_another_part():
    links = [("s1 s2", "s0"), ("s3", "s1"), ("s4", "s3")]
    plain = placed(links, count=6)
    spot = plain.boxes["s2"].centre[0], plain.boxes["s4"].centre[1]
    home = plain.boxes["s5"].centre
    pinned = placed(links, count=6, pins={"s5": (spot[0] - home[0], spot[1] - home[1])})
    assert pinned.displaced == ()
    assert pinned.boxes["s5"].centre == pytest.approx(spot)


@pytest.mark.parametrize("by", [(-264.0, 0.0), (-264.0, 58.0), (-200.0, 10.0)])
def test_a_root_put_on_a_box_or_a_line_gives_way_and_is_reported(by):
    assert placed([("s1", "s0")], count=3, pins={"s2": by}).displaced == ("s2",)


@given(graphs.wild(pins=True), DIRECTIONS)
@settings(max_examples=30)
def test_pinned_parts_hold_still(graph, direction):
    options = LayoutOptions(direction=direction)
    once = arrange(graph.map, graph.sizes, options)
    again = arrange(graph.map, graph.sizes, options, once.warmth)
    for id_, box in once.boxes.items():
        assert again.boxes[id_].centre == pytest.approx(box.centre, abs=1e-3)


# ------------------------------------------------------------------------------------- stability


def moves(before, after):
    """How far the boxes of both placements moved, after the best common shift."""
    ids = [id_ for id_ in before.boxes if id_ in after.boxes]
    steps = [
        (after.boxes[i].x - before.boxes[i].x, after.boxes[i].y - before.boxes[i].y) for i in ids
    ]
    dx = sorted(x for x, _ in steps)[len(steps) // 2]
    dy = sorted(y for _, y in steps)[len(steps) // 2]
    return sorted(((x - dx) ** 2 + (y - dy) ** 2) ** 0.5 for x, y in steps)


@pytest.mark.parametrize("family", graphs.FAMILIES)
def test_a_new_leaf_keeps_the_order_and_moves_little(family):
    graph = graphs.family(family, 100, seed=2)
    first = arrange(graph.map, graph.sizes)
    parent = "s40"
    map_ = graph.map.replaced(
        statements={**graph.map.statements, "new": Statement("new", text="new")},
        links={**graph.map.links, "to-new": Link("to-new", ("new",), parent)},
    )
    sizes = {**graph.sizes, "new": (200.0, 80.0)}
    after = arrange(map_, sizes, previous=first.warmth)
    for top, (shown, _) in first.warmth["families"].items():
        now = after.warmth["families"][top][0]
        assert [id_ for id_ in now if id_ != "new"] == shown
    distances = moves(first, after)
    assert distances[len(distances) // 2] < 60


def test_a_new_order_in_the_file_wins_over_the_old_one():
    map_, sizes = simple([("s1", "s0"), ("s2", "s0")])
    first = arrange(map_, sizes)
    turned = map_.replaced(links={id_: map_.links[id_] for id_ in ("l1", "l0")})
    after = arrange(turned, sizes, previous=first.warmth)
    assert after.boxes["s2"].x < after.boxes["s1"].x


@pytest.mark.parametrize(
    "warmth", [{}, {"version": 99}, {"version": 1, "families": 3}, {"version": 1, "families": {}}]
)
def test_warmth_of_another_kind_is_taken_for_none(warmth):
    map_, sizes = simple([("s1", "s0")])
    assert arrange(map_, sizes, previous=warmth) == arrange(map_, sizes)


# ---------------------------------------------------------------------------------------- report


def test_report_is_plain_data_with_one_polyline_for_each_premise():
    placement = placed([("s1 s2", "s0"), ("s3", "l0")])
    report = json.loads(json.dumps(as_json(placement)))
    assert set(report) == {"boxes", "routes", "junctions", "origin", "size", "state"}
    box = placement.boxes["s0"]
    assert report["boxes"]["s0"] == pytest.approx([box.x, box.y, box.width, box.height], abs=1e-3)
    assert [len(report["routes"][id_]) for id_ in ("l0", "l1")] == [2, 1]
    assert report["junctions"] == {"l0": pytest.approx(placement.routes["l0"].junction, abs=1e-3)}
    assert report["routes"]["l0"][0][-1][1] == pytest.approx(box.bottom, abs=1e-3)
    assert report["routes"]["l1"][0][-1] == pytest.approx(placement.routes["l0"].middle, abs=1e-3)
    assert state_from_json(report) == placement.warmth


@pytest.mark.parametrize("data", [None, [], {}, {"state": 3}])
def test_a_state_of_something_else_is_refused_with_words(data):
    with pytest.raises(UserError, match="argmap layout --json"):
        state_from_json(data)
