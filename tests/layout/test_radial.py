"""Maps in rings: the root in the middle, what bears on it around it."""

import math
from itertools import pairwise

from hypothesis import given

from argmap.layout.arrange import arrange
from argmap.layout.placement import LayoutOptions
from argmap.layout.skeleton import skeleton_of
from argmap.model.argmap import ArgumentMap
from argmap.model.records import LayoutKind, Link, Statement
from tests.layout import checks, graphs

RADIAL = LayoutOptions(kind=LayoutKind.RADIAL)


def radial(links, statements):
    map_ = ArgumentMap(
        statements={id_: Statement(id_, text=id_) for id_ in statements},
        links={link.id: link for link in links},
    )
    return arrange(map_, dict.fromkeys(statements, (200.0, 60.0)), RADIAL)


@given(graphs.wild(groups=True, pins=True))
def test_nothing_is_wrong_with_any_radial_drawing(graph):
    placement = arrange(graph.map, graph.sizes, RADIAL)
    assert checks.faults(graph.map, placement, RADIAL) == {}
    assert set(placement.boxes) == set(graph.map.statements)
    assert set(placement.routes) == set(skeleton_of(graph.map).strands)


def test_every_family_of_graphs_is_drawn_without_faults():
    for family in graphs.FAMILIES:
        graph = graphs.family(family, 60)
        assert checks.faults(graph.map, arrange(graph.map, graph.sizes, RADIAL), RADIAL) == {}


def test_premises_stand_on_one_circle_around_their_target():
    links = [Link(id_, (id_,), "root") for id_ in "abcdef"]
    boxes = radial(links, ["root", *"abcdef"]).boxes
    middle = boxes["root"].centre
    radii = [math.dist(boxes[id_].centre, middle) for id_ in "abcdef"]
    assert max(radii) - min(radii) < 0.01
    angles = sorted(
        math.atan2(boxes[i].centre[1] - middle[1], boxes[i].centre[0] - middle[0]) for i in "abcdef"
    )
    gaps = [b - a for a, b in pairwise(angles)]
    assert max(gaps) < 2 * min(gaps)


def test_premises_follow_each_other_clockwise_from_the_top():
    links = [Link(id_, (id_,), "root") for id_ in "abcd"]
    boxes = radial(links, ["root", *"abcd"]).boxes
    x, y = boxes["root"].centre
    turns = [
        (math.atan2(boxes[i].centre[1] - y, boxes[i].centre[0] - x) + math.pi / 2) % (2 * math.pi)
        for i in "abcd"
    ]
    assert turns == sorted(turns)
