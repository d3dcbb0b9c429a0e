"""What of a step is seen where all of it would be too small to be read."""

from hypothesis import given
from hypothesis import strategies as st

from argmap.layout.geometry import Box
from argmap.render.nearness import nearer, readable_zoom

SIDES = st.floats(1, 5000)
PLACES = st.floats(-5000, 5000)
BOXES = st.builds(Box, PLACES, PLACES, SIDES, SIDES)


def zoom(box, room):
    return min(room[0] / box.width, room[1] / box.height)


def test_letters_are_a_sixtieth_of_the_screen():
    assert round(14 * readable_zoom(1080, 14), 6) == 18


def test_what_can_be_read_is_shown_whole():
    fit, near = Box(0, 0, 800, 400), Box(0, 0, 100, 50)
    assert nearer(fit, near, (1600, 900), 1.5) == fit
    assert nearer(fit, None, (160, 90), 1.5) == fit


def test_a_far_parent_gives_way_to_the_focus():
    fit, near = Box(0, 0, 5000, 400), Box(0, 300, 200, 100)
    shown = nearer(fit, near, (1600, 900), 1.0)
    assert shown == Box(0, 0, 1600, 400)


@given(BOXES, BOXES, st.floats(0.1, 3))
def test_the_focus_is_always_whole_and_as_large_as_it_can_be(near, other, least):
    fit, room = near.united(other), (1600.0, 900.0)
    shown = nearer(fit, near, room, least)
    assert shown.x <= near.x + 1e-6
    assert shown.y <= near.y + 1e-6
    assert shown.right >= near.right - 1e-6
    assert shown.bottom >= near.bottom - 1e-6
    wanted = max(min(least, zoom(near, room)), zoom(fit, room))
    assert abs(zoom(shown, room) - wanted) < 1e-6 * wanted
