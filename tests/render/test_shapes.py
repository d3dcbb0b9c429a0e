"""Outlines, the cutting of curves, and numbers as SVG writes them."""

from itertools import pairwise
from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.layout.geometry import Bend, Box, Curve, line, point_on
from argmap.render import long_lines
from argmap.render.long_lines import LongLine, length
from argmap.render.shapes import (
    bounds,
    circle,
    curve,
    decimal,
    left_bar,
    moved,
    q_path,
    shortened,
    split,
    svg_path,
)

numbers = st.floats(-500, 500)
points = st.tuples(numbers, numbers)
bends = st.builds(Bend, points, points, points)
curves = st.builds(Curve, points, st.lists(bends, min_size=1, max_size=3).map(tuple))


@given(points, bends, st.integers(1, 9))
def test_parts_of_a_bend_lie_on_it(start, bend, parts):
    pieces = list(split(start, bend, parts))
    assert len(pieces) == parts
    assert pieces[0][0] == start
    assert dist(pieces[-1][1].end, bend.end) < 1e-6
    for number, (begin, piece) in enumerate(pieces):
        assert dist(begin, point_on(start, bend, number / parts)) < 1e-6
        middle = point_on(begin, piece, 0.5)
        assert dist(middle, point_on(start, bend, (number + 0.5) / parts)) < 1e-6


@given(curves, st.floats(0.5, 40))
def test_a_shortened_curve_ends_that_far_from_its_end(along, by):
    cut = shortened(along, by)
    assert cut.start == along.start
    assert dist(cut.end, along.end) >= by - 1e-3 or dist(along.start, along.end) < by
    on_it = [point_on(*piece, k / 99) for piece in along.pieces() for k in range(100)]
    assert min(dist(cut.end, point) for point in on_it) < 25


def test_a_straight_line_is_shortened_exactly():
    assert shortened(line((0, 0), (100, 0)), 12).end == pytest.approx((88, 0), abs=1e-3)
    assert shortened(line((0, 0), (100, 0), (100, 5)), 20).end == pytest.approx((80.6, 0), abs=0.1)
    assert shortened(line((0, 0), (5, 0)), 12).end == (0, 0)


@given(curves)
def test_bounds_enclose_the_curve(along):
    left, top, right, bottom = bounds(along)
    for x, y in along.flattened(9):
        assert left - 1e-6 <= x <= right + 1e-6
        assert top - 1e-6 <= y <= bottom + 1e-6


@pytest.mark.parametrize("radius", [3.0, 6.0, 16.0])
def test_a_bar_stays_within_its_rounded_box(qapp, radius):
    box = Box(10, 20, 200, 90)
    bar = q_path(left_bar(box, radius, 6.0))
    for share in range(200):
        x, y = bar.pointAtPercent(share / 200).toTuple()
        nearest = max(x, box.x + radius), min(max(y, box.y + radius), box.bottom - radius)
        assert dist((x, y), nearest) <= radius + 0.05, "beyond the rounded corner"
    assert bar.boundingRect().width() == pytest.approx(6.0, abs=0.01)
    assert bar.boundingRect().height() > 60


def test_a_circle_is_round(qapp):
    path = q_path(circle((50, 50), 20))
    for share in range(20):
        point = path.pointAtPercent(share / 20)
        assert dist((point.x(), point.y()), (50, 50)) == pytest.approx(20, abs=0.05)


def test_numbers_have_one_decimal_and_no_empty_sign():
    assert [decimal(n) for n in (1.0, 1.25, -0.04, -1.26, 100.0, 1e-9)] == [
        "1", "1.2", "0", "-1.3", "100", "0",
    ]  # fmt: skip
    assert decimal(1.23456, 3) == "1.235"


def test_path_data_is_that_of_svg():
    shape = curve(line((0, 0), (3, 0)))
    assert svg_path(shape) == "M0 0C1 0 2 0 3 0"
    assert svg_path((*moved(shape, 1.25, 2, 2), ("Z", ()))) == "M1.2 2C3.2 2 5.2 2 7.2 2Z"


LONG = Curve(
    (0, 0), (Bend((0, 800), (3000, -800), (3000, 0)), Bend((3100, 0), (3200, 0), (3300, 9)))
)


@pytest.mark.parametrize("flat", [0.0, 0.1])
def test_only_what_is_seen_of_a_long_line_is_drawn(qapp, flat):
    long = LongLine((curve(LONG),))
    runs = list(long.seen_runs(Box(1400, -100, 200, 200), flat))
    assert len(runs) == 1
    path, along = runs[0]
    assert 1000 < along < 2500
    assert path.boundingRect().width() < 1200
    assert not list(long.seen_runs(Box(0, 5000, 10, 10), flat))


@pytest.mark.parametrize("flat", [0.0, 0.1])
def test_all_of_a_long_line_is_the_line(qapp, flat):
    long = LongLine((curve(LONG), curve(line((0, 0), (1000, 0)))))
    runs = list(long.seen_runs(Box(-1e5, -1e5, 2e5, 2e5), flat))
    assert [along for _, along in runs] == [0.0, 0.0]
    assert runs[0][0].length() == pytest.approx(q_path(curve(LONG)).length(), rel=1e-3)
    assert runs[1][0].length() == pytest.approx(1000)
    assert runs[1][0].elementCount() == 2


@given(curves, st.floats(0.05, 20))
def test_chords_are_as_near_to_their_curve_as_is_asked(along, flat):
    everything = Box(-1e4, -1e4, 2e4, 2e4)
    corners = [
        (path.elementAt(n).x, path.elementAt(n).y)
        for path, _ in LongLine((curve(along),)).seen_runs(everything, flat, measured=False)
        for n in range(path.elementCount())
    ]
    chords = list(pairwise([corners[0], *corners]))
    for point in along.flattened(24):
        assert min(_away(point, a, b) for a, b in chords) <= flat + 1e-3


def test_a_line_that_is_seen_bit_by_bit_keeps_no_more_than_it_needs(qapp):
    long, most = LongLine((curve(LONG),)), 0
    for x in range(0, 3000, 10):
        fresh = LongLine((curve(LONG),))
        for one in (long, fresh):
            assert list(one.seen_runs(Box(x, -300, 10, 600), 1e-4))
        assert long.kept <= long_lines.KEPT + fresh.kept
        most = max(most, long.kept)
    assert most > long_lines.KEPT  # so that there was something to drop


@given(
    curves, st.builds(Box, numbers, numbers, st.floats(1, 300), st.floats(1, 300)),
    st.sampled_from([0.0, 0.1]),
)  # fmt: skip
def test_no_part_that_is_seen_is_left_out(along, area, flat):
    runs = list(LongLine((curve(along),)).seen_runs(area, flat))
    if any(area.holds(point) for point in along.flattened(30)):
        assert runs
    assert len({start for _, start in runs}) == len(runs)


@given(bends, st.floats(0.1, 1))
def test_the_length_of_a_bend_is_that_of_its_chords(bend, until):
    points = (0.0, 0.0, *bend.first, *bend.second, *bend.end)
    chords = pairwise(point_on((0.0, 0.0), bend, until * n / 2000) for n in range(2001))
    measured = sum(dist(a, b) for a, b in chords)
    assert length(points, until) == pytest.approx(measured, rel=0.01, abs=0.5)


def test_the_way_along_a_line_is_the_same_wherever_it_comes_into_view(qapp):
    whole = LongLine((curve(LONG),))
    for left in (1000, 1234, 2345, 3150):
        [(_, along)] = whole.seen_runs(Box(left, -900, 4000, 1800), 0.1)
        passed = LongLine((curve(LONG),)).seen_runs(Box(-10, -900, left + 10, 1800), 0.1)
        before = sum(part.length() for part, _ in passed)
        assert along == pytest.approx(before, abs=1.0)


def test_a_line_of_many_bends_is_searched_like_one_of_few(qapp, monkeypatch):
    zigzag = line((0, 0), *((400.0 * n, 300.0 * (n % 2)) for n in range(1, 40)))
    area = Box(5000, 100, 700, 100)
    many = list(LongLine((curve(zigzag), curve(LONG))).seen_runs(area))
    monkeypatch.setattr(long_lines, "_FEW", 100)
    few = list(LongLine((curve(zigzag), curve(LONG))).seen_runs(area))
    assert [along for _, along in many] == [along for _, along in few]
    assert [path.elementCount() for path, _ in many] == [path.elementCount() for path, _ in few]
    assert many[0][1] == pytest.approx(12 * 500, rel=0.1)


def _away(point, start, end):
    """How far a point is from a segment."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    square = dx * dx + dy * dy
    onward = (point[0] - start[0]) * dx + (point[1] - start[1]) * dy
    share = min(max(onward / square, 0.0), 1.0) if square else 0.0
    return dist(point, (start[0] + share * dx, start[1] + share * dy))
