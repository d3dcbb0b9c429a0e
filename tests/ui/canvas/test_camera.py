import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.layout.geometry import Box
from argmap.model.records import Direction
from argmap.ui.canvas import camera as cameras
from argmap.ui.canvas.camera import Camera

VIEW = (800.0, 600.0)
ZOOMS = st.floats(0.02, 4)
PLACES = st.floats(-5000, 5000)
CAMERAS = st.builds(Camera, PLACES, PLACES, ZOOMS)
POINTS = st.tuples(st.floats(0, 800), st.floats(0, 600))


def near(a, b, within=1e-6):
    return a == pytest.approx(b, abs=within)


@given(CAMERAS, POINTS)
def test_to_map_and_to_screen_are_inverse(camera, point):
    assert near(camera.to_screen(camera.to_map(point)), point, 1e-4)


@given(CAMERAS, ZOOMS, POINTS)
def test_zoom_keeps_the_point_under_the_pointer(camera, zoom, at):
    assert near(camera.zoomed(zoom, at).to_map(at), camera.to_map(at), 1e-4)


def test_zoom_is_kept_within_its_limits():
    assert Camera().zoomed(100, (0, 0)).zoom == cameras.MOST_ZOOM
    assert Camera().zoomed(0, (0, 0)).zoom == cameras.LEAST_ZOOM


def test_panning_moves_by_screen_pixels():
    panned = Camera(0, 0, 0.5).panned(10, -20)
    assert panned.to_screen((0, 0)) == (10, -20)


@given(CAMERAS)
def test_clamping_keeps_something_in_sight_and_is_done_once(camera):
    content = Box(0, 0, 1000, 700)
    clamped = camera.clamped(content, VIEW)
    seen = clamped.box_to_screen(content)
    assert seen.right > 0
    assert seen.x < VIEW[0]
    assert seen.bottom > 0
    assert seen.y < VIEW[1]
    again = clamped.clamped(content, VIEW)
    assert near((again.x, again.y), (clamped.x, clamped.y), 1e-3)


def test_fitting_shows_all_in_the_middle_but_enlarges_nothing():
    small = cameras.fitted(Box(100, 100, 200, 100), VIEW)
    assert small.zoom == 1
    assert near(small.to_screen((200, 150)), (400, 300))
    large = cameras.fitted(Box(0, 0, 4000, 500), VIEW)
    seen = large.box_to_screen(Box(0, 0, 4000, 500))
    assert near(seen.x, cameras.MARGIN)
    assert near(seen.right, VIEW[0] - cameras.MARGIN)


def test_first_view_of_a_small_map_shows_all_of_it():
    view = cameras.first_view(Box(0, 0, 700, 500), Box(300, 0, 200, 80), VIEW, Direction.DOWN)
    assert view.zoom >= cameras.READABLE


@pytest.mark.parametrize(
    ("direction", "edge"),
    [
        (Direction.DOWN, lambda seen: seen.y),
        (Direction.UP, lambda seen: VIEW[1] - seen.bottom),
        (Direction.RIGHT, lambda seen: seen.x),
        (Direction.LEFT, lambda seen: VIEW[0] - seen.right),
    ],
)
def test_first_view_of_a_large_map_begins_at_the_root_and_can_be_read(direction, edge):
    root = Box(4000, 3000, 200, 80)
    view = cameras.first_view(Box(0, 0, 9000, 7000), root, VIEW, direction)
    assert view.zoom >= cameras.READABLE
    assert near(edge(view.box_to_screen(root)), cameras.MARGIN)


def test_revealing_pans_no_more_than_is_needed():
    camera = Camera()
    assert cameras.revealing(camera, Box(100, 100, 200, 80), VIEW) is camera
    moved = cameras.revealing(camera, Box(750, 100, 200, 80), VIEW)
    assert near((moved.x, moved.y), (174, 0))
    assert near(moved.box_to_screen(Box(750, 100, 200, 80)).right, VIEW[0] - 24)


def test_rings_are_looked_at_from_their_middle():
    root = Box(4000, 3000, 200, 80)
    view = cameras.first_view(Box(0, 0, 9000, 7000), root, VIEW, None)
    assert view.to_screen(root.centre) == pytest.approx((VIEW[0] / 2, VIEW[1] / 2))
    assert view.zoom == cameras.COMFORTABLE


@pytest.mark.parametrize("at", [(2000.0, 100.0), (100.0, -1500.0), (9000.0, 9000.0)])
def test_what_is_far_away_is_revealed_in_the_middle_of_what_it_stands_among(at):
    box = Box(*at, 200, 80)
    moved = cameras.revealing(Camera(), box, VIEW)
    seen = moved.box_to_screen(box)
    assert near(seen.centre, (VIEW[0] / 2, VIEW[1] / 2))
    assert moved.zoom == 1.0
    huge = Box(*at, 5000, 80)
    assert 24 <= cameras.revealing(Camera(), huge, VIEW).box_to_screen(huge).x <= 100


def test_steps_go_up_and_down_through_hundred_percent():
    assert cameras.next_step(0.95, larger=True) == 1.0
    assert cameras.next_step(1.0, larger=True) == 1.1
    assert cameras.next_step(1.05, larger=False) == 1.0
    assert cameras.next_step(cameras.MOST_ZOOM, larger=True) == cameras.MOST_ZOOM


@given(CAMERAS, CAMERAS, st.floats(0, 1))
def test_flights_begin_and_end_where_they_should(start, end, share):
    middle = VIEW[0] / 2, VIEW[1] / 2
    begun = cameras.flown(start, end, 0.0, VIEW)
    assert near(begun.to_map(middle), start.to_map(middle), 1e-2)
    assert cameras.flown(start, end, 1.0, VIEW) == end
    low, high = sorted((start.zoom, end.zoom))
    assert low * 0.999 <= cameras.flown(start, end, share, VIEW).zoom <= high * 1.001


def test_a_flight_that_zooms_at_a_point_keeps_that_point_still():
    at = (100.0, 500.0)
    start = Camera(0, 0, 1)
    end = start.zoomed(2, at)
    halfway = cameras.flown(start, end, 0.4, VIEW)
    assert near(halfway.to_screen(start.to_map(at)), at, 1e-6)


def test_a_map_of_any_size_is_fitted_whole():
    camera = cameras.fitted(Box(0.0, 0.0, 9_000.0, 800_000.0), (1000.0, 800.0))
    assert camera.visible((1000.0, 800.0)).height > 800_000.0
    assert camera.zoom < cameras.LEAST_ZOOM
    assert camera.zoomed(camera.zoom / 2, (0.0, 0.0)).zoom == camera.zoom
    assert camera.zoomed(camera.zoom * 1.2, (0.0, 0.0)).zoom > camera.zoom
