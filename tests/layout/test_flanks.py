"""Who stands on which side of whom: what bears on links comes to them past no line of the tree."""

import random

import pytest

from argmap.layout.arrange import arrange
from argmap.layout.placement import LayoutOptions
from argmap.model.records import Direction
from tests.layout import checks, graphs
from tests.layout.test_arrange import placed, simple, sound
from tests.layout.test_live import Follower


def crossed(graph, direction=None, previous=None):
    """Return which lines of the tree cross, arcs included, and the placement."""
    options = LayoutOptions(direction=direction)
    placement = arrange(graph.map, graph.sizes, options, previous)
    return checks.crossing_primaries(graph.map, placement, options, arcs=True), placement


@pytest.mark.parametrize("seed", [4, 5, 9])
def test_who_bears_on_links_stands_where_no_line_of_the_tree_is_in_the_way(seed):
    graph = graphs.family("full", 1000, seed)
    found, placement = crossed(graph)
    assert found == []
    assert crossed(graph, previous=placement.warmth)[0] == []


@pytest.mark.parametrize(
    ("seed", "count", "extra"),
    [
        (672, 4, 1),
        (1124, 5, 5),
        (1374, 3, 10),
        (1351, 13, 1),
        (884, 8, 11),
        (266, 7, 8),
        (28, 10, 11),
        (1328, 12, 10),
    ],
)
@pytest.mark.parametrize("direction", list(Direction))
def test_no_arc_crosses_the_tree_in_small_tangles(seed, count, extra, direction):
    assert crossed(graphs.wild_map(seed, count, extra), direction)[0] == []


def test_those_who_would_stand_beside_each_other_are_all_there():
    graph = graphs.wild_map(100479, 14, 8, pins=True)
    assert len(arrange(graph.map, graph.sizes).boxes) == 14


def test_where_arcs_would_have_to_run_over_each_other_in_a_ring_they_reach_their_lines():
    graph = graphs.wild_map(101233, 5, 7, pins=True)
    sound(graph.map, graph.sizes, Direction.UP)


def test_who_bear_on_a_link_besides_the_tree_stand_on_one_side():
    links = [("s1", "s0"), ("s2", "s0"), ("s3", "s1"), ("s3", "s0")]
    placement = placed([*links, ("s4", "l3"), ("s5", "l3"), ("s6", "l2"), ("s7", "l2")])
    x = {id_: box.x for id_, box in placement.boxes.items()}
    assert (x["s4"] < x["s3"]) is (x["s5"] < x["s3"])


def test_premises_that_bear_on_a_link_together_stand_together():
    placement = placed([("s1", "s0"), ("s2 s3", "l0"), ("s4", "l1")])
    row = sorted("1234", key=lambda n: placement.boxes[f"s{n}"].x)
    assert "".join(row) in ("1234", "1423", "3241", "4321", "4231", "3214", "2341", "4123")
    assert abs(row.index("2") - row.index("3")) == 1


def test_linked_premises_besides_the_tree_meet_over_the_one_beside_which_others_stand():
    links = [("s1", "s0"), ("s2", "s0"), ("s3", "s1"), ("s4", "s2"), ("s3 s4", "s0")]
    alone = placed(links)
    placement = placed([*links, ("s5", "l4")])
    below = [placement.boxes["s3"], placement.boxes["s4"]]
    assert placement.routes["l4"].legs[1].start[0] == placement.routes["l4"].junction[0]
    assert below[1].x < placement.routes["l4"].junction[0] < below[1].right
    assert alone.boxes["s3"].right < alone.routes["l4"].junction[0] < alone.boxes["s4"].x


@pytest.mark.parametrize("others", [("s5",), ("s1",), ("s5", "s1"), ("s6",), ("s6", "s1")])
def test_arcs_of_the_tree_say_on_which_side_a_line_stands(others):
    links = [("s1", "s0"), ("s2", "s0"), ("s3", "s2"), ("s5", "s1"), ("s6", "s2"), ("s3", "s0")]
    graph = graphs.Graph(*simple([*links, ("s4", "l5"), *((other, "l5") for other in others)]))
    found, placement = crossed(graph, Direction.DOWN)
    assert found == []
    assert len(placement.routes["l5"].legs) == 1


@pytest.mark.parametrize("seed", range(3))
def test_who_comes_to_bear_on_links_finds_a_side_while_others_stay(seed):
    follower = Follower(graphs.family("full", 60, seed), Direction.RIGHT)
    rng = random.Random(seed)
    besides = [
        id_
        for id_, link in follower.map.links.items()
        if id_ not in (follower.map.primary_links.get(p) for p in link.premises)
    ]
    for link in rng.choices(besides, k=6):
        follower.add(link, rng.choice((0, None)))
        placement, options = follower.live.placement, LayoutOptions(direction=Direction.RIGHT)
        assert checks.crossing_primaries(follower.map, placement, options, arcs=True) == []
