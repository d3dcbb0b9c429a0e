"""Paints one link: its line with what lies at its ends, and its sign with its label.

Lines are painted before cards and signs after all lines, so that no line runs through a sign.
"""

from dataclasses import replace

from PySide6.QtCore import QRectF
from PySide6.QtGui import QGlyphRun, QPainter, QPainterPath, QPen

from argmap.layout.geometry import Bend, Box, Curve, Point
from argmap.layout.placement import LinkRoute
from argmap.model.light_dataclass import dataclass
from argmap.render.glyphs import draw_glyphs
from argmap.render.inks import NO_BRUSH, NO_PEN, Inks
from argmap.render.link_look import BADGE_RADIUS, Ink, LinkLook, Mark
from argmap.render.long_lines import LONG, Line, LongLine
from argmap.render.shapes import q_path
from argmap.render.stretches import Edges, touches
from argmap.render.style import LINE_STYLES, ROUND, UNSTATED, LineStyle
from argmap.render.text import Typesetter

BADGE_RIM = 1.5
_FAST = 1.35
"""Pixels of the screen below which a line is painted as one pixel wide."""
HALO = 7.0
"""The width of the band under a link that is selected or pointed at."""


@dataclass(frozen=True, slots=True)
class LinkPaths:
    """A link as paths and glyphs, in the coordinates of the map.

    Where it is `long`, its lines are no path: hardly ever they are painted whole. On its way such a
    line is bent in `long` alone, while its look still has it in its place.
    """

    look: LinkLook
    style: LineStyle
    lines: QPainterPath
    long: Line | None
    fills: QPainterPath
    strokes: tuple[tuple[float, QPainterPath], ...]
    marks: tuple[Edges, ...]
    disc: QPainterPath
    sign: QPainterPath
    label: list[QGlyphRun]


def link_paths(look: LinkLook, typesetter: Typesetter) -> LinkPaths:
    """Return what a link is painted with."""
    is_long = max(look.box.width, look.box.height) > LONG
    return LinkPaths(
        look,
        LINE_STYLES[look.role],
        QPainterPath() if is_long else q_path(*look.lines),
        LongLine(look.lines) if is_long else None,
        q_path(*(mark.shape for mark in look.marks if mark.ink is Ink.FILL)),
        tuple((mark.width, q_path(mark.shape)) for mark in look.marks if mark.ink is Ink.LINE),
        tuple(_mark_edges(mark) for mark in look.marks),
        q_path(*(mark.shape for mark in look.badge if mark.ink is Ink.GROUND)),
        q_path(*(mark.shape for mark in look.badge if mark.ink is Ink.LINE)),
        typesetter.glyph_runs(look.label) if look.label else [],
    )


def paint_line(
    painter: QPainter,
    paths: LinkPaths,
    inks: Inks,
    area: Box | None = None,
    pixel: float = 0.0,
    flat: float = 0.0,
) -> None:
    """Paint a link's lines, heads and junction bar, of long lines only what lies in an area.

    `flat` is how far the chords of long lines may be from their curves.

    `pixel` is one of the screen. No line is thinner, so that it can be seen from far away; what is
    hardly wider is as wide, because Qt paints such lines many times as fast. Dots stay wider: of
    those Qt would make dashes.
    """
    colour = inks.theme.links[paths.look.role]
    painter.setBrush(NO_BRUSH)
    dashed = bool(paths.style.dashes)
    dotted = paths.style.round_ends and dashed
    pen = inks.pen(colour, _seen_width(paths.look.width, pixel, dotted=dotted), paths.style)
    if paths.long is not None and area is not None:
        for path, along in paths.long.runs(area, flat, measured=dashed):
            if dashed:
                shifted_pen = QPen(pen)
                shifted_pen.setDashOffset(along / pen.widthF())
                painter.setPen(shifted_pen)
            else:
                painter.setPen(pen)
            painter.drawPath(path)
    else:
        painter.setPen(pen)
        painter.drawPath(_whole(paths))
    if area is not None and not any(touches(edges, area) for edges in paths.marks):
        return
    for width, path in paths.strokes:
        painter.setPen(inks.pen(colour, width, ROUND))
        painter.drawPath(path)
    if not paths.fills.isEmpty():
        painter.fillPath(paths.fills, inks.brush(colour))


def _whole(paths: LinkPaths) -> QPainterPath:
    """Return all of a link's lines as a path."""
    return paths.lines if paths.long is None else paths.long.whole()


def _seen_width(width: float, pixel: float, *, dotted: bool) -> float:
    if dotted:
        return max(width, _FAST * pixel)
    return pixel if width < _FAST * pixel else width


def badge_in(paths: LinkPaths, area: Box) -> bool:
    """Tell whether a link's sign or label has a part in an area."""
    x, y = paths.look.badge_at
    if touches((x - BADGE_RADIUS, y - BADGE_RADIUS, x + BADGE_RADIUS, y + BADGE_RADIUS), area):
        return True
    label = paths.look.label_box
    return label is not None and touches((label.x, label.y, label.right, label.bottom), area)


def paint_halo(painter: QPainter, paths: LinkPaths, colour: str, inks: Inks) -> None:
    """Paint a band under a link's lines."""
    painter.setBrush(NO_BRUSH)
    painter.setPen(inks.pen(colour, paths.look.width + HALO, ROUND))
    painter.drawPath(_whole(paths))


def paint_badge(painter: QPainter, paths: LinkPaths, inks: Inks, rim: str = "") -> None:
    """Paint a link's sign in its circle, and its label on a ground of its own."""
    look = paths.look
    colour = inks.theme.links[look.role]
    if look.label_box is not None:
        box = look.label_box
        painter.setPen(NO_PEN)
        painter.setBrush(inks.brush(inks.theme.canvas))
        painter.drawRoundedRect(QRectF(box.x, box.y, box.width, box.height), 3.0, 3.0)
        painter.setPen(inks.pen(colour))
        draw_glyphs(painter, paths.label)
    style = UNSTATED if look.implicit else ROUND
    painter.setPen(inks.pen(rim or colour, BADGE_RIM * (1.6 if rim else 1.0), style))
    painter.setBrush(inks.brush(inks.theme.canvas))
    painter.drawPath(paths.disc)
    painter.setPen(inks.pen(colour, BADGE_RIM, ROUND))
    painter.drawPath(paths.sign)


def shifted(route: LinkRoute, premises: list[Point], target: Point) -> LinkRoute:
    """Return a route whose ends have moved with their boxes, each by its own offset.

    In between the curve is bent along; it is a picture of something in motion, not a layout.
    """
    middle = _mean([*premises, target])
    if route.trunk is None:
        leg = _shifted_curve(route.legs[0], premises[0], target)
        badge = _moved(route.badge, middle)
        return replace(route, legs=(leg,), middle=_moved(route.middle, middle), badge=badge)
    junction = _moved(route.junction, middle) if route.junction else None
    legs = tuple(
        _shifted_curve(leg, by, middle) for leg, by in zip(route.legs, premises, strict=True)
    )
    trunk = _shifted_curve(route.trunk, middle, target)
    onward = _mean([middle, target])
    ends = _moved(route.middle, onward), _moved(route.badge, onward)
    return LinkRoute(legs, trunk, junction, *ends, route.along)


def _shifted_curve(curve: Curve, first: Point, last: Point) -> Curve:
    """Move the start of a curve by one offset, its end by another, what is between by a mixture."""
    steps = 3 * len(curve.bends)
    if not steps:
        return Curve(_moved(curve.start, first), ())

    def shift(point: Point, step: int) -> Point:
        share = step / steps
        smooth = share * share * (3 - 2 * share)
        return (
            point[0] + first[0] + (last[0] - first[0]) * smooth,
            point[1] + first[1] + (last[1] - first[1]) * smooth,
        )

    bends = [
        Bend(
            shift(bend.first, 3 * index + (0 if index == 0 else 1)),
            shift(bend.second, 3 * index + (3 if index == len(curve.bends) - 1 else 2)),
            shift(bend.end, 3 * index + 3),
        )
        for index, bend in enumerate(curve.bends)
    ]
    return Curve(_moved(curve.start, first), tuple(bends))


def _mark_edges(mark: Mark) -> Edges:
    xs = [x for _, numbers in mark.shape for x in numbers[::2]]
    ys = [y for _, numbers in mark.shape for y in numbers[1::2]]
    return min(xs), min(ys), max(xs), max(ys)


def _moved(point: Point, by: Point) -> Point:
    return point[0] + by[0], point[1] + by[1]


def _mean(offsets: list[Point]) -> Point:
    return sum(x for x, _ in offsets) / len(offsets), sum(y for _, y in offsets) / len(offsets)
