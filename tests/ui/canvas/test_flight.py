import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.ui.canvas.camera import LEAST_ZOOM, MOST_ZOOM, Camera, centred
from argmap.ui.canvas.flight import LONGEST_MS, SHORTEST_MS, Arc, Glide, swung

VIEW = (1600.0, 900.0)
HERE = centred((0, 0), 1.0, VIEW)
MIDDLE = VIEW[0] / 2, VIEW[1] / 2


def cameras():
    places = st.floats(-50_000, 50_000)
    zooms = st.floats(LEAST_ZOOM, MOST_ZOOM)
    return st.builds(lambda x, y, zoom: centred((x, y), zoom, VIEW), places, places, zooms)


def near(one: Camera, other: Camera) -> bool:
    """Whether two cameras show the same, to half a pixel of the screen."""
    x, y = one.to_screen(other.to_map(MIDDLE))
    return abs(x - MIDDLE[0]) < 0.5 and abs(y - MIDDLE[1]) < 0.5 and (
        abs(one.zoom / other.zoom - 1) < 1e-3
    )  # fmt: skip


@given(cameras(), cameras())
def test_a_flight_begins_and_ends_where_it_should_and_has_no_jumps(start, end):
    flight = Arc(start, end, VIEW)
    assert flight.at(0) == start
    assert flight.at(1) == end
    assert near(flight.at(1e-4), start)
    assert near(flight.at(1 - 1e-4), end)
    assert flight.milliseconds == 0 or SHORTEST_MS <= flight.milliseconds <= LONGEST_MS


def test_a_far_way_pulls_out_and_a_near_one_does_not():
    far = Arc(HERE, centred((20_000, 0), 1.0, VIEW), VIEW)
    zooms = [far.at(share / 20).zoom for share in range(21)]
    assert min(zooms) < 0.2
    assert zooms.index(min(zooms)) == 10
    close = Arc(HERE, centred((80, 0), 1.0, VIEW), VIEW)
    assert min(close.at(share / 20).zoom for share in range(21)) > 0.95
    assert close.length < far.length


def test_a_pure_zoom_keeps_its_middle():
    flight = Arc(HERE, centred((0, 0), 0.1, VIEW), VIEW)
    for share in (0.2, 0.5, 0.8):
        assert flight.at(share).to_map(MIDDLE) == pytest.approx((0, 0), abs=1e-6)
    zooms = [flight.at(share / 10).zoom for share in range(11)]
    assert zooms == sorted(zooms, reverse=True)


def test_there_is_nowhere_to_go():
    assert Arc(HERE, HERE, VIEW).milliseconds == 0
    assert near(Arc(HERE, HERE, VIEW).at(0.5), HERE)


def test_the_way_there_is_as_long_as_the_way_back():
    there = centred((900, 400), 0.3, VIEW)
    assert Arc(HERE, there, VIEW).length == pytest.approx(Arc(there, HERE, VIEW).length)


@pytest.mark.parametrize("kind", [Arc, Glide])
def test_a_shifted_flight_is_the_same_elsewhere(kind):
    flight = kind(HERE, centred((900, 400), 0.3, VIEW), VIEW)
    one, other = flight.at(0.4), flight.shifted(50, -20).at(0.4)
    assert (other.x - one.x, other.y - one.y) == pytest.approx((50, -20))
    assert other.zoom == pytest.approx(one.zoom)


def test_time_is_eased_at_both_ends():
    assert [swung(share) for share in (-1, 0, 0.5, 1, 2)] == [0, 0, 0.5, 1, 1]
    assert swung(0.1) < 0.1 < 0.9 < swung(0.9)
