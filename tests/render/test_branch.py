"""A part of a map is a map: nothing hidden travels along, nothing points nowhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.model.argmap import ArgumentMap
from argmap.model.errors import UserError
from argmap.model.records import Group, Link, Poll, Quote, Source, Statement, Story
from argmap.render.branch import branch_map
from tests.builders import a_map

TREE = a_map(
    "b supports a; c supports b; d opposes b; u opposes b-to-a; v supports u; e+f supports c"
)


def named(map_):
    return set(map_.statements), set(map_.links)


def test_a_branch_goes_down_to_a_depth():
    assert set(branch_map(TREE, "b").statements) == set("bcdef")
    assert set(branch_map(TREE, "b", 1).statements) == set("bcd")
    assert named(branch_map(TREE, "b", 0)) == ({"b"}, set())
    assert set(branch_map(TREE, "a").statements) == set(TREE.statements)
    assert set(branch_map(TREE, "a").links) == set(TREE.links)


def test_what_undercuts_a_link_of_the_branch_is_in_it():
    assert set(branch_map(TREE, "a", 1).statements) == {"a", "b", "u"}
    assert "u-to-b-to-a" in branch_map(TREE, "a", 1).links


def test_a_link_brings_its_ends():
    part = branch_map(TREE, "e-to-c", 0)
    assert named(part) == ({"c", "e", "f"}, {"e-to-c"})


def test_an_unknown_id_is_told():
    with pytest.raises(UserError, match="no-such"):
        branch_map(TREE, "no-such")


def test_nothing_hidden_travels_along():
    statements = {
        "a": Statement("a", quotes=(Quote("s", "x"),)),
        "b": Statement("b", quotes=(Quote("secret", "y"),)),
    }
    whole = ArgumentMap(
        sources={"s": Source("s"), "secret": Source("secret")},
        statements=statements,
        groups={"g": Group("g", "G", ("a", "b")), "h": Group("h", "H", ("b",))},
        stories={"story": Story("story")},
        polls={"poll": Poll("poll")},
        parked={"p": Statement("p", text="hidden")},
    )
    part = branch_map(whole, "a")
    assert set(part.sources) == {"s"}
    assert part.groups == {"g": Group("g", "G", ("a",))}
    assert not part.stories
    assert not part.polls
    assert not part.parked


ids = st.sampled_from("abcdef")
links = st.lists(
    st.tuples(
        st.lists(ids, min_size=1, max_size=2, unique=True),
        st.sampled_from([*"abcdef", "l0", "l1", "l2"]),
    ),
    max_size=7,
)


@given(links, ids, st.none() | st.integers(0, 3))
def test_every_part_stands_by_itself(drawn, only, depth):
    made = {
        f"l{number}": Link(f"l{number}", tuple(premises), target)
        for number, (premises, target) in enumerate(drawn)
    }
    whole = ArgumentMap(statements={id_: Statement(id_) for id_ in "abcdef"}, links=made)
    part = branch_map(whole, only, depth)
    assert only in part.statements
    for link in part.links.values():
        assert set(link.premises) <= set(part.statements)
        assert link.target in part.statements or link.target in part.links
    assert set(branch_map(part, only).statements) <= set(part.statements)
