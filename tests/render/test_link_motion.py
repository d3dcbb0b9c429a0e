"""A link on its way is painted as one that is drawn anew along the route it has there."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QPainterPath

from argmap.layout.geometry import Bend, Curve
from argmap.layout.placement import LinkRoute
from argmap.model.records import Link
from argmap.render.link_look import link_look
from argmap.render.link_motion import moved_paths
from argmap.render.link_paint import link_paths, shifted
from argmap.render.measure import Measure
from argmap.render.style import LinkRole

ROLES = list(LinkRole)


def curve(*points):
    start, *rest = points
    return Curve(start, tuple(Bend(*rest[at : at + 3]) for at in range(0, len(rest), 3)))


UP = 0.0, -1.0
ALONE = LinkRoute(
    (curve((0, 300), (0, 250), (0, 250), (40, 200), (80, 150), (90, 150), (90, 100)),),
    None, None, (40, 200), (60, 180), UP,
)  # fmt: skip
JOINT = LinkRoute(
    (
        curve((0, 300), (0, 250), (40, 250), (45, 220)),
        curve((90, 300), (90, 250), (50, 250), (45, 220)),
    ),
    curve((45, 220), (45, 180), (60, 150), (60, 100)),
    (45, 220), (50, 160), (55, 140), UP,
)  # fmt: skip
LONG = replace(ALONE, legs=(curve((0, 9000), (0, 4000), (90, 4000), (90, 100)),))


@pytest.fixture
def measure(qapp):
    del qapp
    return Measure()


def drawn(measure, role, route):
    link = Link("link", ("a", "b")[: len(route.legs)], "t")
    return link_paths(link_look(link, role, route, measure.type, measure.metrics), measure.type)


def edges(path):
    rect = path.controlPointRect()
    return rect.left(), rect.top(), rect.right(), rect.bottom()


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("route", [ALONE, JOINT, LONG], ids=["alone", "joint", "long"])
def test_what_goes_along_lies_where_it_would_be_drawn(measure, role, route):
    premises, target = [(30.0, -8.0), (-20.0, 5.0)][: len(route.legs)], (-12.0, 40.0)
    found = moved_paths(drawn(measure, role, route), premises, target)
    wanted = drawn(measure, role, shifted(route, premises, target))
    assert found.look.badge_at == pytest.approx(wanted.look.badge_at)
    assert edges(found.disc) == pytest.approx(edges(wanted.disc))
    assert edges(found.sign) == pytest.approx(edges(wanted.sign))
    assert edges(found.fills) == pytest.approx(edges(wanted.fills))
    assert len(found.strokes) == len(wanted.strokes)
    for (width, one), (other_width, other) in zip(found.strokes, wanted.strokes, strict=True):
        assert width == other_width
        middle, other_middle = one.boundingRect().center(), other.boundingRect().center()
        # A bar at a start turns with its line when that is drawn anew, and not on its way.
        assert abs(middle.x() - other_middle.x()) + abs(middle.y() - other_middle.y()) < 6
    assert (found.long is None) == (wanted.long is None)


@pytest.mark.parametrize("route", [ALONE, JOINT])
def test_lines_begin_and_end_at_their_boxes(measure, route):
    premises, target = [(30.0, -8.0), (-20.0, 5.0)][: len(route.legs)], (-12.0, 40.0)
    still = drawn(measure, LinkRole.SUPPORTS, route)
    found = moved_paths(still, premises, target)
    for leg, (dx, dy), line in zip(route.legs, premises, found.look.lines, strict=False):
        assert line[0] == ("M", (leg.start[0] + dx, leg.start[1] + dy))
    end, was = found.look.lines[-1][-1][1][-2:], still.look.lines[-1][-1][1][-2:]
    assert end == pytest.approx((was[0] + target[0], was[1] + target[1]))
    assert not found.lines.isEmpty()


def test_who_all_go_the_same_way_keep_their_shape(measure):
    still = drawn(measure, LinkRole.OPPOSES, JOINT)
    found = moved_paths(still, [(7.0, 3.0)] * 2, (7.0, 3.0))
    shape = QPainterPath(still.lines).translated(7.0, 3.0)
    for at in range(shape.elementCount()):
        one, other = shape.elementAt(at), found.lines.elementAt(at)
        assert (one.x, one.y) == pytest.approx((other.x, other.y))
