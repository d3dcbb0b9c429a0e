"""Mappings that know in what they differ, against a look at everything."""

import pickle

from hypothesis import given
from hypothesis import strategies as st

from argmap.layout.patched import GENERATIONS, Patched, patched, touched_between

keys = st.sampled_from([f"s{number}" for number in range(12)])
edits = st.tuples(st.dictionaries(keys, st.integers(), max_size=4), st.sets(keys, max_size=3))


@given(st.lists(edits, min_size=1, max_size=5), st.integers(0, 5), st.integers(0, 5))
def test_what_may_differ_holds_all_that_does(steps, one, other):
    line = [Patched({"s0": 0, "s1": 1})]
    for new, gone in steps:
        line.append(patched(line[-1], new, gone - new.keys()))
    branch = patched(line[0], {"s1": 7}, ["s0"])
    for a, b in ((line[one % len(line)], line[other % len(line)]), (branch, line[-1])):
        touched = touched_between(a, b)
        assert touched is not None
        assert {key for key in {**a, **b} if a.get(key) != b.get(key)} <= set(touched)


def test_what_is_new_stands_at_the_end_and_what_went_is_out():
    before = Patched({"a": 1, "b": 2, "c": 3})
    after = patched(before, {"d": 4, "b": 5}, ["a", "z"])
    assert list(after.items()) == [("b", 5), ("c", 3), ("d", 4)]
    assert list(touched_between(before, after)) == ["a", "d", "b"]


def test_far_back_and_among_strangers_nothing_is_known():
    first = last = Patched({"a": 1})
    for number in range(GENERATIONS + 1):
        last = patched(last, {"a": number})
    assert touched_between(first, last) is None
    assert touched_between({"a": 1}, last) is None
    assert touched_between(last, Patched(last)) is None
    assert touched_between(last, last) == ()


def test_elsewhere_it_is_a_plain_dictionary():
    sent = pickle.loads(pickle.dumps(Patched({"a": 1})))
    assert type(sent) is dict
    assert sent == {"a": 1}
