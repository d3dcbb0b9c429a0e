import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.model.argmap import ArgumentMap
from argmap.model.diff import Change, Diff, DiffMismatch, between
from argmap.model.records import Meta, Statement
from tests.builders import a_map, same
from tests.strategies import maps


def _of(ids):
    return ArgumentMap(statements={id_: Statement(id_, text=id_) for id_ in ids})


@given(maps(), maps())
def test_any_two_maps_have_a_diff_that_leads_both_ways(one, other):
    diff = between(one, other)
    assert same(diff.applied(one), other)
    assert same(diff.inverted().applied(other), one)
    assert diff.inverted().inverted() == diff
    assert bool(diff) is (one != other)


@given(st.permutations(range(7)), st.integers(0, 6))
def test_reordering_says_as_few_moves_as_will_do(order, cut):
    before, after = _of(map(str, range(7))), _of(map(str, order[cut:]))
    diff = between(before, after)
    assert same(diff.applied(before), after)


def test_one_move_is_one_change():
    diff = between(_of("abcdef"), _of("bcdeaf"))
    assert set(diff.changes["statements"]) == {"a"}
    change = diff.changes["statements"]["a"]
    assert (change.was_at, change.is_at) == (0, 4)


def test_touched_names_what_changed():
    diff = between(a_map("a; b"), a_map("b supports a"))
    assert list(diff.touched("links")) == ["b-to-a"]
    assert set(diff.touched()) == {"b-to-a"}


def test_a_diff_fits_only_its_own_map():
    before = _of("ab")
    diff = between(before, ArgumentMap(statements={"a": Statement("a", text="other")}))
    with pytest.raises(DiffMismatch) as caught:
        diff.applied(_of("b"))
    assert caught.value.expected == before.statements["a"] or caught.value.expected is not None
    assert caught.value.found is None
    named = between(before, before.replaced(meta=Meta(title="x")))
    with pytest.raises(DiffMismatch, match="expected"):
        named.applied(before.replaced(meta=Meta(title="y")))


def test_an_empty_diff_is_false():
    assert not Diff()
    assert not between(_of("a"), _of("a"))
    assert Change(None, None, 1, 2).inverted() == Change(None, None, 2, 1)
