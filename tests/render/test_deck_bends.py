"""Connectors: they begin and end where they should, and run near the line they stand for."""

from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.render.deck.bends import STRAIGHT, Bent, bent

UP, DOWN, LEFT, RIGHT = (0.0, -1.0), (0.0, 1.0), (-1.0, 0.0), (1.0, 0.0)
places = st.tuples(st.floats(-500, 500), st.floats(-500, 500))
directions = st.sampled_from([UP, DOWN, LEFT, RIGHT])


@given(places, places, directions, directions, st.lists(places, max_size=3))
def test_a_connector_begins_and_ends_at_its_ends(start, end, leaving, arriving, between):
    made = bent(start, leaving, end, arriving, [start, *between, end])
    points = made.points()
    assert dist(points[0], start) < 1e-6
    assert dist(points[-1], end) <= 2.0  # a frame has a least length
    assert made.upright == (leaving[0] == 0.0)


def test_a_straight_line_is_straight():
    made = bent((0, 100), UP, (0, 0), UP, [(0, 100), (0, 0)])
    assert made == Bent(STRAIGHT, (0, 100), (0, 0), upright=True)


def test_a_swing_is_where_the_guide_swings():
    guide = [(0, 300), (0, 60), (200, 40), (200, 0)]
    made = bent((0, 300), UP, (200, 0), UP, guide)
    assert made.preset == "curvedConnector3"
    assert made.shares[0] == pytest.approx(250 / 300, abs=0.01)


def test_a_line_that_goes_round_something_goes_round_it():
    guide = [(0, 400), (0, 380), (300, 360), (300, 60), (0, 30), (0, 0)]
    made = bent((0, 400), UP, (0, 0), UP, guide)
    assert max(x for x, _ in made.points()) > 250


def test_a_line_across_is_a_quarter():
    guide = [(0, 100), (0, 10), (10, 0), (100, 0)]
    assert bent((0, 100), UP, (100, 0), RIGHT, guide).preset == "curvedConnector2"


def test_a_hoop_hangs_as_deep_as_its_guide():
    guide = [(0, 0), (0, 40), (100, 40), (100, 0)]
    made = bent((0, 0), DOWN, (100, 0), UP, guide)
    assert max(y for _, y in made.points()) == pytest.approx(40, abs=1)
