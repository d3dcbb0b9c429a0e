"""Ranks by the longest path: every statement below all that it bears on."""

from dataclasses import replace

import pytest
from hypothesis import given

from argmap.layout.arrange import arrange
from argmap.layout.placement import LayoutOptions
from argmap.layout.skeleton import skeleton_of
from argmap.model.argmap import ArgumentMap
from argmap.model.records import Direction, Link, LinkKind, Ranks, Statement
from tests.layout import checks, graphs

DOWN = LayoutOptions(direction=Direction.DOWN)


def by_longest(map_):
    view = replace(map_.meta.view, ranks=Ranks.LONGEST)
    return map_.replaced(meta=replace(map_.meta, view=view))


def a_map(*links, statements="abcdef"):
    return by_longest(
        ArgumentMap(
            statements={id_: Statement(id_, text=id_) for id_ in statements},
            links={link.id: link for link in links},
        )
    )


def placed(map_, previous=None):
    return arrange(map_, dict.fromkeys(map_.statements, (200.0, 60.0)), DOWN, previous)


CHAIN = (Link("1", ("b",), "a"), Link("2", ("c",), "b"), Link("3", ("d",), "c"))
SHORT = Link("4", ("e",), "a")


def test_a_statement_stands_below_all_that_it_bears_on():
    boxes = placed(a_map(*CHAIN, SHORT, Link("5", ("e",), "d"))).boxes
    assert boxes["e"].y > boxes["d"].bottom
    plain = placed(a_map(*CHAIN, SHORT)).boxes
    assert plain["e"].y == plain["b"].y


def test_what_hangs_on_it_goes_along():
    more = (SHORT, Link("5", ("e",), "d"), Link("6", ("f",), "e"))
    boxes = placed(a_map(*CHAIN, *more)).boxes
    assert boxes["f"].y > boxes["e"].bottom > boxes["d"].bottom


def test_a_link_that_would_close_a_circle_asks_for_nothing():
    boxes = placed(a_map(*CHAIN, Link("5", ("a",), "d"))).boxes
    assert boxes["a"].y < boxes["b"].y < boxes["c"].y < boxes["d"].y


def test_linked_premises_stay_side_by_side():
    joint = Link("4", ("e", "f"), "a")
    placement = placed(a_map(*CHAIN, joint, Link("5", ("e",), "d")))
    boxes = placement.boxes
    assert boxes["e"].y == boxes["f"].y > boxes["d"].bottom
    assert placement.routes["4"].trunk.end[1] == pytest.approx(boxes["a"].bottom)


def test_a_link_on_a_long_link_ends_on_it():
    map_ = a_map(*CHAIN, SHORT, Link("5", ("e",), "d"), Link("6", ("f",), "4", LinkKind.OPPOSES))
    assert checks.faults(map_, placed(map_), DOWN) == {}


@given(graphs.wild(groups=True))
def test_nothing_is_wrong_with_any_map_drawn_so(graph):
    map_ = by_longest(graph.map)
    placement = arrange(map_, graph.sizes, DOWN)
    assert checks.faults(map_, placement, DOWN) == {}
    assert set(placement.boxes) == set(map_.statements)
    assert set(placement.routes) == set(skeleton_of(map_).strands)


def test_laid_out_again_nothing_moves():
    for family in graphs.FAMILIES:
        graph = graphs.family(family, 60)
        map_ = by_longest(graph.map)
        first = arrange(map_, graph.sizes, DOWN)
        again = arrange(map_, graph.sizes, DOWN, first.warmth)
        assert again.boxes == first.boxes
