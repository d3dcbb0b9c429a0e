"""What folds leave of a placement, and that layout would leave it just there."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.layout.arrange import arrange
from argmap.layout.cutting import cut, hidden_in, leaves_all_standing, tightened
from argmap.layout.placement import LayoutOptions
from argmap.model.argmap import ArgumentMap
from argmap.model.records import Group, LayoutKind, Link, LinkKind, Ranks, Statement, View
from tests.layout import graphs


def folded_map(graph, tops):
    """What is left of a graph's placement, what layout answers, and whether they must agree."""
    before = arrange(graph.map, graph.sizes)
    hidden = hidden_in(before, graph.map, tops)
    options = LayoutOptions(direction=before.direction, folded=frozenset(tops))
    answered = arrange(graph.map, graph.sizes, options, before.warmth)
    sure = leaves_all_standing(before, graph.map, hidden)
    return cut(before, graph.map, hidden), answered, sure


def tops_of(map_, rng):
    inner = [id_ for id_ in map_.statements if map_.children.get(id_)]
    return rng.sample(inner, min(len(inner), rng.choice((1, 1, 2, 3))))


def assert_stands(left, answered):
    assert dict(left.boxes) == dict(answered.boxes)
    assert left.routes.keys() == answered.routes.keys()


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**20), count=st.integers(30, 70), extra=st.integers(0, 8))
def test_where_it_is_sure_layout_moves_no_box_and_leads_the_same_links(seed, count, extra):
    graph = graphs.wild_map(seed, count, extra)
    left, answered, sure = folded_map(graph, tops_of(graph.map, random.Random(seed)))
    if sure:
        assert_stands(left, answered)


@pytest.mark.parametrize("family", graphs.FAMILIES)
def test_of_common_maps_it_is_nearly_always_sure(family):
    rng, surely = random.Random(family), 0
    for seed in range(3):
        graph = graphs.family(family, 90, seed)
        for _ in range(4):
            left, answered, sure = folded_map(graph, tops_of(graph.map, rng))
            surely += sure
            if sure:
                assert_stands(left, answered)
    assert surely >= 7


def tree(count=40):
    """A chain of three with many beside it: s0 <- a <- b, and s0 <- s1, s2 …"""
    ids = ["s0", "a", "b", *(f"s{k}" for k in range(1, count))]
    above = {"a": "s0", "b": "a", **{f"s{k}": "s0" for k in range(1, count)}}
    links = {f"{id_}-": Link(f"{id_}-", (id_,), to) for id_, to in above.items()}
    return ArgumentMap(statements={id_: Statement(id_, text=id_) for id_ in ids}, links=links)


def is_sure(map_, top="a"):
    placement = arrange(map_, dict.fromkeys(map_.statements, (200.0, 60.0)))
    return leaves_all_standing(placement, map_, hidden_in(placement, map_, [top]))


def with_link(*ends, **fields):
    return lambda map_: map_.replaced(links={**map_.links, "more": Link("more", *ends, **fields)})


def with_view(**fields):
    return lambda map_: map_.replaced(meta=replace(map_.meta, view=View(**fields)))


@pytest.mark.parametrize(
    "change",
    [
        lambda map_: map_,
        with_link(("b",), "s3"),
        with_link(("s3",), "b"),
        with_link(("b",), "s3", kind=LinkKind.CONTRADICTS),
    ],
)
def test_plain_links_leave_no_doubt(change):
    assert is_sure(change(tree()))


@pytest.mark.parametrize(
    "change",
    [
        with_link(("b", "s3"), "s4"),  # linked premises, one of them hidden
        with_link(("s3", "s4"), "b"),
        with_link(("b",), "s3-"),  # it bears on a link that stays
        with_link(("s3",), "b-"),  # what stays bears on a link that goes
        with_link(("b",), "missing"),
        with_view(pins={"s3": (20.0, 0.0)}),
        with_view(layout=LayoutKind.OUTLINE),
        with_view(ranks=Ranks.LONGEST),
        lambda map_: map_.replaced(groups={"g": Group("g", "G", ("s3",))}),
        lambda map_: map_.replaced(
            statements={**map_.statements, "other": Statement("other", text="other")},
            links={**map_.links, "to": Link("to", ("b",), "other")},
        ),
    ],
)
def test_in_doubt_layout_is_to_be_asked(change):
    assert not is_sure(change(tree()))


def test_a_tree_of_which_little_is_left_is_in_doubt():
    assert is_sure(tree(20))
    assert not is_sure(tree(17))
    assert not is_sure(tree(), top="s0")


def test_what_ends_on_a_line_that_goes_goes_with_it_in_whatever_order_they_are_found():
    map_ = with_link(("b", "s3"), "a-")(tree())
    map_ = map_.replaced(
        links={**map_.links, "last": Link("last", ("s4",), "more", LinkKind.OPPOSES)}
    )
    placement = arrange(map_, dict.fromkeys(map_.statements, (200.0, 60.0)))
    hidden = hidden_in(placement, map_, ["s0"])
    left = cut(placement, map_, hidden)
    assert left.boxes.keys() == {"s0"}
    assert not left.routes
    assert cut(placement, map_, {}) is placement


def test_a_link_keeps_the_legs_of_premises_that_are_shown():
    map_ = with_link(("b", "s3", "s4"), "s0")(tree())
    placement = arrange(map_, dict.fromkeys(map_.statements, (200.0, 60.0)))
    left = cut(placement, map_, hidden_in(placement, map_, ["a"]))
    assert left.routes["more"].legs == placement.routes["more"].legs[1:]


@pytest.mark.parametrize("family", ["tree", "full"])
def test_what_is_tight_already_stays_as_it_is(family):
    graph = graphs.family(family, 60, 1)
    placement = arrange(graph.map, graph.sizes)
    again = tightened(placement)
    assert again.origin == pytest.approx(placement.origin)
    assert again.size == pytest.approx(placement.size)


def test_what_is_left_is_as_large_as_layout_says():
    graph = graphs.family("tree", 90, 1)
    found = [folded_map(graph, [id_]) for id_ in graph.map.children["s0"]]
    sizes = [
        (tightened(left).size, left.size, answered.size) for left, answered, sure in found if sure
    ]
    assert any(tight != wide for tight, wide, _ in sizes)
    for tight, _, answered in sizes:
        assert tight == pytest.approx(answered)
