"""Maps as outlines: rows in the order of the file, rails on the left, lanes on the right."""

from dataclasses import replace

from hypothesis import given

from argmap.layout.arrange import arrange
from argmap.layout.placement import LayoutOptions
from argmap.layout.skeleton import skeleton_of
from argmap.model.argmap import ArgumentMap
from argmap.model.records import Direction, LayoutKind, Link, LinkKind, Statement
from tests.layout import checks, graphs

OUTLINE = LayoutOptions(kind=LayoutKind.OUTLINE)


def a_map(*links, statements="abcdef"):
    return ArgumentMap(
        statements={id_: Statement(id_, text=id_) for id_ in statements},
        links={link.id: link for link in links},
    )


def outline(map_):
    return arrange(map_, dict.fromkeys(map_.statements, (200.0, 60.0)), OUTLINE)


@given(graphs.wild(groups=True))
def test_nothing_is_wrong_with_any_outline(graph):
    placement = arrange(graph.map, graph.sizes, OUTLINE)
    assert checks.faults(graph.map, placement, OUTLINE) == {}
    assert set(placement.boxes) == set(graph.map.statements)
    assert set(placement.routes) == set(skeleton_of(graph.map).strands)


def test_every_family_of_graphs_is_drawn_without_faults():
    for family in graphs.FAMILIES:
        graph = graphs.family(family, 60)
        assert checks.faults(graph.map, arrange(graph.map, graph.sizes, OUTLINE), OUTLINE) == {}


def test_what_is_below_a_statement_is_indented_under_it_in_the_order_of_the_file():
    map_ = a_map(Link("1", ("c",), "a"), Link("2", ("b",), "a"), Link("3", ("d",), "c"))
    boxes = outline(map_).boxes
    assert sorted(boxes, key=lambda id_: boxes[id_].y) == ["a", "c", "d", "b", "e", "f"]
    steps = {round(boxes[id_].x - boxes["a"].x) for id_ in "cb"}
    assert len(steps) == 1
    assert steps.pop() > 0
    assert boxes["d"].x > boxes["c"].x
    assert boxes["e"].x == boxes["a"].x


def test_links_to_a_parent_arrive_from_below_each_kind_with_one_tip():
    opposing = Link("3", ("d",), "a", LinkKind.OPPOSES)
    map_ = a_map(Link("1", ("b",), "a"), Link("2", ("c",), "a"), opposing)
    routes = outline(map_).routes
    assert routes["1"].legs[0].end == routes["2"].legs[0].end
    assert routes["3"].legs[0].end[0] > routes["1"].legs[0].end[0]
    assert {route.along for route in routes.values()} == {(0.0, -1.0)}
    assert routes["1"].badge != routes["2"].badge


def test_linked_premises_meet_before_the_rail():
    map_ = a_map(Link("1", ("b", "c"), "a"))
    route = outline(map_).routes["1"]
    assert route.junction is not None
    assert route.trunk.end[0] < route.junction[0] < route.legs[0].start[0]


def test_what_bears_on_a_link_stands_under_its_premise():
    map_ = a_map(Link("1", ("b",), "a"), Link("2", ("c",), "b"), Link("3", ("d",), "1"))
    placement = outline(map_)
    assert placement.boxes["d"].y > placement.boxes["c"].y
    assert placement.boxes["d"].x == placement.boxes["c"].x
    assert placement.routes["3"].legs[0].end == placement.routes["1"].middle


def test_cross_links_run_right_of_all_rows_they_pass():
    map_ = a_map(Link("1", ("b",), "a"), Link("2", ("c",), "a"), Link("3", ("c",), "e"))
    placement = outline(map_)
    lane = max(x for x, _ in placement.routes["3"].legs[0].flattened())
    assert lane > max(placement.boxes[id_].right for id_ in "cde")


def test_folded_branches_are_left_out():
    map_ = a_map(Link("1", ("b",), "a"), Link("2", ("c",), "b"))
    options = replace(OUTLINE, folded=frozenset({"b"}))
    placement = arrange(map_, dict.fromkeys(map_.statements, (200.0, 60.0)), options)
    assert "c" not in placement.boxes
    assert "2" not in placement.routes


def test_an_outline_runs_right_whatever_the_direction():
    map_ = a_map(Link("1", ("b",), "a"))
    options = replace(OUTLINE, direction=Direction.UP)
    sizes = dict.fromkeys(map_.statements, (200.0, 60.0))
    assert arrange(map_, sizes, options) == arrange(map_, sizes, OUTLINE)
