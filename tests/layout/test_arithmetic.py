"""The small arithmetic that layout stands on, against the plainest way to say it."""

import random
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.layout.axes import Turn
from argmap.layout.coordinates import nearest_apart
from argmap.layout.crossings import inversions
from argmap.layout.crowd import Crowd
from argmap.layout.detours import exits, is_clear, lead
from argmap.layout.finish import along, arrival, length
from argmap.layout.geometry import Box, line
from argmap.layout.packing import GAP, packed, whole_of
from argmap.layout.strips import lane_levels, shares
from argmap.layout.tidy import Tree, tidy
from argmap.model.records import Direction

PLACES = st.lists(st.floats(-1000, 1000), min_size=1, max_size=8)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=30))
def test_inversions_are_the_pairs_that_cross(pairs):
    crossing = sum((a[0] - b[0]) * (a[1] - b[1]) < 0 for a, b in combinations(pairs, 2))
    assert inversions(list(pairs)) == crossing


@given(PLACES, st.randoms(use_true_random=False))
def test_nearest_apart_keeps_distances_and_cannot_be_bettered(wish, rng):
    weight = [rng.choice((0.5, 1.0, 4.0)) for _ in wish]
    apart = [rng.uniform(1, 100) for _ in wish[1:]]
    found = nearest_apart(wish, weight, apart)

    def cost(places):
        return sum(w * (x - y) ** 2 for w, x, y in zip(weight, wish, places, strict=True))

    for k, distance in enumerate(apart):
        assert found[k + 1] - found[k] >= distance - 1e-6
    # The set of allowed places is convex, so no small allowed step may lead downhill.
    for k in range(len(found)):
        for step in (-0.01, 0.01):
            moved = [x + step * (i >= k if step > 0 else i <= k) for i, x in enumerate(found)]
            assert cost(moved) >= cost(found) - 1e-6


@given(st.integers(1, 60), st.integers(0, 2**16))
def test_tidy_cells_never_overlap_and_parents_stand_over_the_middle(count, seed):
    rng = random.Random(seed)
    children = [[] for _ in range(count)]
    for cell in range(1, count):
        children[rng.randrange(max(0, cell - 6), cell)].append(cell)
    width = [rng.uniform(20, 300) for _ in range(count)]
    depth = [rng.uniform(20, 300) for _ in range(count)]
    left, top = tidy(Tree(children, width, depth), 0)
    cells = [
        Box(x, y, w, d).grown(-1e-6) for x, y, w, d in zip(left, top, width, depth, strict=True)
    ]
    assert not any(a.meets(b) for a, b in combinations(cells, 2))
    for cell, below in enumerate(children):
        if below:
            middle = (left[below[0]] + left[below[-1]] + width[below[-1]]) / 2
            assert left[cell] + width[cell] / 2 == pytest.approx(middle, abs=1e-6)
            assert all(top[child] == top[cell] + depth[cell] for child in below)


SIZES = st.lists(st.tuples(st.floats(10, 900), st.floats(10, 900)), max_size=30)


def in_slots(extents, slots):
    return [
        Box(box.x + slot.shift[0], box.y + slot.shift[1], box.width, box.height)
        for box, slot in zip(extents, slots, strict=True)
    ]


@given(SIZES)
def test_packed_parts_keep_apart_within_the_size(sizes):
    extents = [Box(-30.0 * k, 7.0 * k, *size) for k, size in enumerate(sizes)]
    slots = packed(extents, [None] * len(extents))
    boxes, whole = in_slots(extents, slots), whole_of(extents, slots)
    assert (whole.x, whole.y) == pytest.approx((0.0, 0.0))
    assert all(box.united(whole.grown(1e-6)) == whole.grown(1e-6) for box in boxes)
    apart = [box.grown(GAP / 2 - 1e-6) for box in boxes]
    assert not any(a.meets(b) for a, b in combinations(apart, 2))


@given(SIZES, st.integers(0, 5), st.floats(-200, 200))
def test_parts_keep_their_slots_and_make_room_for_others(sizes, new, growth):
    extents = [Box(0.0, 0.0, *size) for size in sizes]
    before = packed(extents, [None] * len(extents))
    assert packed(extents, before) == before
    if not extents:
        return
    grown = [replace(extents[0], width=max(10.0, extents[0].width + growth)), *extents[1:]]
    grown += [Box(0.0, 0.0, 150.0, 90.0)] * new
    slots = packed(grown, [*before, *[None] * new])
    apart = [box.grown(GAP / 2 - 1e-6) for box in in_slots(grown, slots)]
    assert not any(a.meets(b) for a, b in combinations(apart, 2))


@given(st.integers(0, 2**16))
def test_a_detour_keeps_off_all_boxes(seed):
    rng = random.Random(seed)
    boxes = []
    for _ in range(40):
        box = Box(rng.uniform(0, 1500), rng.uniform(0, 1000), rng.uniform(60, 250), 60)
        if not any(box.grown(12).meets(other.grown(12)) for other in boxes):
            boxes.append(box)
    start, end = boxes[0], boxes[-1]
    way = lead(exits(start, end.centre), exits(end, start.centre), Crowd(boxes))
    assert is_clear(way, Crowd(boxes), 5.0)
    assert start.grown(0.1).holds(way.start)
    assert end.grown(0.1).holds(way.end)


def test_along_measures_from_the_start():
    way = line((0.0, 0.0), (30.0, 0.0), (30.0, 40.0))
    assert length(way) == pytest.approx(70.0)
    assert along(way, 50.0) == pytest.approx((30.0, 20.0))
    assert arrival(way) == (0.0, 1.0)


@pytest.mark.parametrize(
    ("direction", "point"),
    [
        (Direction.DOWN, (3.0, 5.0)),
        (Direction.UP, (3.0, -5.0)),
        (Direction.RIGHT, (5.0, 3.0)),
        (Direction.LEFT, (-5.0, 3.0)),
    ],
)
def test_turning(direction, point):
    assert Turn(direction).point((3.0, 5.0)) == point
    turned = Turn(direction, 100.0, 100.0).box(Box(0.0, 0.0, 4.0, 2.0))
    assert {turned.width, turned.height} == {4.0, 2.0}


@given(st.lists(st.tuples(st.floats(0, 900), st.floats(5, 900)), max_size=14))
def test_a_wire_that_runs_over_the_start_of_another_is_never_flattest_below_it(spans):
    wires = [(low, low + wide, (number, 0), number) for number, (low, wide) in enumerate(spans)]
    share = shares(wires, lane_levels(wires))
    for low, high, _, one in wires:
        for other_low, other_high, _, other in wires:
            if low < other_low < high < other_high:
                assert share[one] >= share[other]
