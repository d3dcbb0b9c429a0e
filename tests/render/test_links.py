"""What a link is drawn with, and what happens to it while boxes move."""

from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.layout.geometry import line
from argmap.layout.placement import LinkRoute
from argmap.model.records import Link, LinkKind
from argmap.render.link_look import BADGE_RADIUS, GAP, Ink, link_look
from argmap.render.link_paint import shifted
from argmap.render.shapes import q_path
from argmap.render.style import LinkRole, Metrics
from argmap.render.text import Typesetter

UP = LinkRoute((line((0, 100), (0, 0)),), None, None, (0, 50), (0, 30), (0.0, -1.0))
JOINED = LinkRoute(
    (line((-50, 100), (0, 60)), line((50, 100), (0, 60))),
    line((0, 60), (0, 0)), (0, 60), (0, 40), (0, 24), (0.0, -1.0),
)  # fmt: skip

ON_LINKS = (LinkRole.BACKS, LinkRole.UNDERCUTS)


def look(role, route=UP, **fields):
    link = Link("l", ("a",), "b", LinkKind.SUPPORTS, **fields)
    return link_look(link, role, route, Typesetter(), Metrics())


@pytest.mark.parametrize("role", LinkRole)
def test_every_role_is_told_by_shape_alone(qapp, role):
    others = [look(other) for other in LinkRole if other is not role]
    mine = look(role)
    signs = [other.badge for other in others]
    ends = [(other.marks, other.role) for other in others]
    assert mine.badge not in signs or role in (LinkRole.SUPPORTS, LinkRole.BACKS)
    assert (mine.marks, role) not in ends


@pytest.mark.parametrize("role", [r for r in LinkRole if r not in ON_LINKS])
def test_nothing_touches_the_box_it_points_at(qapp, role):
    drawn = look(role, weight=1.0)
    for mark in drawn.marks:
        half = mark.width / 2 if mark.ink is Ink.LINE else 0
        ys = [y for _, ends in mark.shape for y in ends[1::2]]
        # Round caps of an open arrow reach half a line further than its points.
        assert min(ys) - half >= GAP - 2.1
    for shape in drawn.lines:
        assert q_path(shape).boundingRect().top() >= GAP


def test_the_line_ends_within_the_head(qapp):
    drawn = look(LinkRole.SUPPORTS)
    (head,) = (mark for mark in drawn.marks if mark.ink is Ink.FILL)
    ys = [y for _, ends in head.shape for y in ends[1::2]]
    end = drawn.lines[0][-1][1][-1]
    assert min(ys) == pytest.approx(GAP)
    assert min(ys) + 3 < end < max(ys), "the line neither sticks out nor leaves a gap"


def test_a_contradiction_is_the_same_from_both_sides(qapp):
    drawn = look(LinkRole.CONTRADICTS)
    there, back = (sorted(y for _, ends in mark.shape for y in ends[1::2]) for mark in drawn.marks)
    assert [100 - y for y in reversed(back)] == pytest.approx(there)


def test_an_undercut_ends_in_a_dot_on_the_link(qapp):
    (dot,) = look(LinkRole.UNDERCUTS).marks
    assert q_path(dot.shape).boundingRect().center().toTuple() == pytest.approx((0, 0), abs=1e-6)


def test_linked_premises_meet_at_a_bar_across_the_trunk(qapp):
    drawn = look(LinkRole.SUPPORTS, JOINED)
    assert len(drawn.lines) == 3
    bar = max(drawn.marks, key=lambda mark: mark.width)
    edges = q_path(bar.shape).boundingRect()
    assert edges.width() > 40
    assert edges.height() == pytest.approx(0, abs=0.01)
    assert edges.center().toTuple() == pytest.approx((0, 60), abs=0.01)


def test_a_label_stands_beside_the_sign(qapp):
    drawn = look(LinkRole.OPPOSES, label="only since the war in Ukraine began\nand not before")
    assert drawn.label_box.x > BADGE_RADIUS
    assert len(drawn.label.lines) >= 2
    assert drawn.label.right <= drawn.label_box.right
    assert drawn.box.united(drawn.label_box) == drawn.box
    assert look(LinkRole.OPPOSES, label="  ").label is None


@pytest.mark.parametrize("length", [0.0, 0.5, 3.0, 12.0])
@pytest.mark.parametrize("role", LinkRole)
def test_very_short_links_are_drawn_as_well(qapp, role, length):
    route = LinkRoute((line((0, length), (0, 0)),), None, None, (0, 0), (0, 0), (0.0, -1.0))
    drawn = look(role, route)
    assert all(number == number for shape in drawn.lines for _, ends in shape for number in ends)


offsets = st.tuples(st.floats(-300, 300), st.floats(-300, 300))


@given(offsets, offsets, offsets)
def test_ends_go_along_with_their_boxes(one, two, target):
    moved = shifted(JOINED, [one, two], target)
    for leg, was, by in zip(moved.legs, JOINED.legs, (one, two), strict=True):
        assert dist(leg.start, (was.start[0] + by[0], was.start[1] + by[1])) < 1e-6
        assert dist(leg.end, moved.junction) < 1e-6
    assert dist(moved.trunk.start, moved.junction) < 1e-6
    assert dist(moved.trunk.end, target) < 1e-6
    single = shifted(UP, [one], target)
    assert dist(single.legs[0].end, target) < 1e-6


def test_what_moves_as_one_keeps_its_shape():
    moved = shifted(JOINED, [(7, 9), (7, 9)], (7, 9))
    for a, b in zip(moved.whole(1).flattened(), JOINED.whole(1).flattened(), strict=True):
        assert a == pytest.approx((b[0] + 7, b[1] + 9))
    assert moved.badge == (7, 33)
