"""What the drawing of a link consists of: lines, heads, junction bar, sign, dot, label.

Geometry alone, from a route; the screen, PNG, SVG and PDF draw the same look. Support is solid with
a filled arrow and +, opposition dashed with a flat bar and −, an undercut dotted with ⊘ and a dot
on the link that it bears on, a contradiction has bars at both ends and ≠, a restatement an open
arrow and =, an answer a ring and a bent arrow.
"""

from enum import StrEnum
from math import cos, hypot, pi

from argmap.layout.geometry import Box, Curve, Point
from argmap.layout.placement import LinkRoute
from argmap.model.light_dataclass import dataclass
from argmap.model.records import Link
from argmap.render.shapes import Shape, bounds, circle, curve, polygon, polyline, shortened
from argmap.render.style import LinkRole, Metrics, line_width
from argmap.render.text import TextBlock, TextStyle, Typesetter, shown

GAP = 2.0
"""Between the end of a line and the box that it points at."""

BADGE_RADIUS = 8.0
DOT_RADIUS = 4.5
_ARROW_LENGTH, _ARROW_HALF = 8.5, 4.4
_BAR_HALF, _BAR_WIDTH = 8.0, 3.0
JUNCTION_HALF, JUNCTION_WIDTH = 26.0, 5.0
_RING_RADIUS = 4.0
_LABEL_GAP = 6.0
_MOST_LABEL_LINES = 4


class Ink(StrEnum):
    """How a shape is put down: filled, drawn as a line, or as ground with the link's rim."""

    FILL = "fill"
    LINE = "line"
    GROUND = "ground"


@dataclass(frozen=True, slots=True)
class Mark:
    """A small solid shape of a link; `width` is that of the line where it is one."""

    shape: Shape
    ink: Ink
    width: float = 0.0


@dataclass(frozen=True, slots=True)
class LinkLook:
    """Everything of a link, in the coordinates of the map.

    `lines` carry the link's line style, `marks` lie at its ends, `badge` is its sign in a circle,
    `label` its words. `box` encloses all of it.
    """

    role: LinkRole
    width: float
    lines: tuple[Shape, ...]
    marks: tuple[Mark, ...]
    badge: tuple[Mark, ...]
    badge_at: Point
    implicit: bool
    label: TextBlock | None
    label_box: Box | None
    box: Box


def link_look(
    link: Link, role: LinkRole, route: LinkRoute, typesetter: Typesetter, metrics: Metrics
) -> LinkLook:
    """Return what a link is drawn with along its route."""
    width = line_width(link, role)
    lines, marks = _ends(role, route, width)
    if route.junction is not None and route.trunk is not None:
        marks.append(_junction_bar(route.junction, route.trunk))
    badge = _badge(role, route.badge)
    label, label_box = _label(link, route.badge, typesetter, metrics)
    box = _around(route)
    if label_box is not None:
        box = box.united(label_box)
    return LinkLook(
        role, width, tuple(map(curve, lines)), tuple(marks), badge, route.badge, link.implicit,
        label, label_box, box,
    )  # fmt: skip


def _ends(role: LinkRole, route: LinkRoute, width: float) -> tuple[list[Curve], list[Mark]]:
    """Return the lines, cut back where a mark stands, and the marks at target and premises."""
    head = _head(role, route, width)
    last = [route.trunk] if route.trunk is not None else list(route.legs)
    lines = [shortened(each, head[1]) for each in last]
    if route.trunk is not None:
        lines = [*route.legs, *lines]
    marks = head[0]
    if role is LinkRole.CONTRADICTS:
        for leg in route.legs:
            marks.append(_flat_bar(leg.start, _direction_at_start(leg)))
    return lines, marks


def _head(role: LinkRole, route: LinkRoute, width: float) -> tuple[list[Mark], float]:
    """Return the marks at the target, and how much of the line they take the place of."""
    end = (route.trunk or route.legs[0]).end
    along = route.along
    if role in (LinkRole.UNDERCUTS, LinkRole.BACKS):
        return [Mark(circle(end, DOT_RADIUS), Ink.FILL)], 0.0
    if role in (LinkRole.OPPOSES, LinkRole.CONTRADICTS):
        away = (-along[0], -along[1])
        return [_flat_bar(end, away)], GAP + _BAR_WIDTH
    tip = _beyond(end, along, -GAP)
    if role is LinkRole.ANSWERS:
        centre = _beyond(end, along, -GAP - _RING_RADIUS)
        ring = Mark(circle(centre, _RING_RADIUS), Ink.LINE, max(width, 1.6))
        return [ring], GAP + 2 * _RING_RADIUS
    length, half = _ARROW_LENGTH + width / 2, _ARROW_HALF + width / 2
    left, right = _beside(_beyond(tip, along, -length), along, half)
    if role is LinkRole.RESTATES:
        return [Mark(polyline((left, tip, right)), Ink.LINE, max(width, 1.6))], GAP + 1
    return [Mark(polygon((left, tip, right)), Ink.FILL)], GAP + length - 1


def _flat_bar(at: Point, away: Point) -> Mark:
    """Return a bar across the end of a line; `away` points from the box into the line."""
    ends = _beside(_beyond(at, away, GAP + _BAR_WIDTH / 2), away, _BAR_HALF)
    return Mark(polyline(ends), Ink.LINE, _BAR_WIDTH)


def _junction_bar(at: Point, trunk: Curve) -> Mark:
    ends = _beside(at, _direction_at_start(trunk), JUNCTION_HALF - JUNCTION_WIDTH / 2)
    return Mark(polyline(ends), Ink.LINE, JUNCTION_WIDTH)


def _badge(role: LinkRole, at: Point) -> tuple[Mark, ...]:
    disc = circle(at, BADGE_RADIUS)
    signs = tuple(
        Mark(polyline((at[0] + x, at[1] + y) for x, y in stroke), Ink.LINE, 1.5)
        for stroke in _SIGNS[role]
    )
    return Mark(disc, Ink.GROUND), *signs


_S = 3.6
_SLASH = BADGE_RADIUS * cos(pi / 4)
_PLUS = (((-_S, 0.0), (_S, 0.0)), ((0.0, -_S), (0.0, _S)))
_EQUALS = (((-_S, -1.8), (_S, -1.8)), ((-_S, 1.8), (_S, 1.8)))
_BENT = ((3.8, 3.3), (3.8, 0.0), (-3.8, 0.0))
_SIGNS: dict[LinkRole, tuple[tuple[Point, ...], ...]] = {
    LinkRole.SUPPORTS: _PLUS,
    LinkRole.BACKS: _PLUS,
    LinkRole.OPPOSES: (((-_S, 0.0), (_S, 0.0)),),
    LinkRole.UNDERCUTS: (((-_SLASH, _SLASH), (_SLASH, -_SLASH)),),
    LinkRole.CONTRADICTS: (*_EQUALS, ((-1.8, _S), (1.8, -_S))),
    LinkRole.RESTATES: _EQUALS,
    LinkRole.ANSWERS: (_BENT, ((-1.2, -2.6), (-3.8, 0.0), (-1.2, 2.6))),
}  # fmt: skip


def _label(
    link: Link, badge: Point, typesetter: Typesetter, m: Metrics
) -> tuple[TextBlock | None, Box | None]:
    """Return the words beside the sign, and the ground under them."""
    words = shown(link.label).strip()
    if not words:
        return None, None
    style = TextStyle(m.label_size)
    block = typesetter.in_lines(words, style, m.label_width, m.label_pitch, _MOST_LABEL_LINES)
    shift = min(line.x for line in block.lines)
    x, y = badge[0] + BADGE_RADIUS + _LABEL_GAP, badge[1] - block.height / 2
    block = block.moved(x - shift, y)
    return block, Box(x - 3, y - 1, block.right - x + 6, block.height + 2)


def _around(route: LinkRoute) -> Box:
    curves = (*route.legs, route.trunk) if route.trunk is not None else route.legs
    edges = [bounds(each) for each in curves]
    x, y = min(e[0] for e in edges), min(e[1] for e in edges)
    right, bottom = max(e[2] for e in edges), max(e[3] for e in edges)
    bx, by = route.badge
    box = Box(x, y, right - x, bottom - y).united(Box(bx, by, 0, 0))
    return box.grown(JUNCTION_HALF if route.junction is not None else BADGE_RADIUS + 2)


def _direction_at_start(along: Curve) -> Point:
    for point in along.flattened(8)[1:]:
        dx, dy = point[0] - along.start[0], point[1] - along.start[1]
        if (length := hypot(dx, dy)) > 1e-6:
            return dx / length, dy / length
    return 0.0, -1.0


def _beyond(point: Point, direction: Point, by: float) -> Point:
    return point[0] + direction[0] * by, point[1] + direction[1] * by


def _beside(point: Point, direction: Point, by: float) -> tuple[Point, Point]:
    """Return the two points at a distance on either side of a direction."""
    dx, dy = -direction[1] * by, direction[0] * by
    return (point[0] + dx, point[1] + dy), (point[0] - dx, point[1] - dy)
