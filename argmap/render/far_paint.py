"""Paints a map from far away: no words, boxes and lines in bulk by colour.

Ten thousand rectangles in one call take a few milliseconds; one by one they would take a hundred
times as long.
"""

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QPainter

from argmap.layout.placement import LinkRoute
from argmap.model.records import LinkId, StatementId
from argmap.render.inks import NO_PEN, Inks
from argmap.render.scene import DIMMED, Scene, Seen, box_in, route_in
from argmap.render.style import link_role

FAR = 0.25
"""Below this zoom there are no words, and everything is painted in bulk."""

_SPECKS = 0.1
"""Below this zoom a box is one rectangle in the colour of its bar, and a curve is its chords."""

_MANY_LINKS = 1500
_BAR = 10.0  # wider than near by, so that the kind can still be seen


def paint_far(painter: QPainter, scene: Scene, seen: Seen, inks: Inks, zoom: float) -> None:
    """Paint links and boxes, what is dimmed first."""
    faint = scene.emphasis.dimmed
    if faint:
        painter.setOpacity(DIMMED)
        part = Seen([i for i in seen.links if i in faint], [i for i in seen.boxes if i in faint])
        _paint_lines(painter, scene, part.links, inks, zoom)
        _paint_boxes(painter, scene, part.boxes, inks, zoom)
        painter.setOpacity(1.0)
        seen = Seen(
            [i for i in seen.links if i not in faint], [i for i in seen.boxes if i not in faint]
        )
    _paint_lines(painter, scene, seen.links, inks, zoom)
    _paint_boxes(painter, scene, seen.boxes, inks, zoom)


def _paint_lines(
    painter: QPainter, scene: Scene, links: list[LinkId], inks: Inks, zoom: float
) -> None:
    smooth = zoom >= _SPECKS and len(links) < _MANY_LINKS
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)
    lines: dict[str, list[QLineF]] = {}
    for id_ in links:
        link, route = scene.map.links[id_], scene.placement.routes[id_]
        if scene.emphasis.offsets:
            route = route_in(scene, link, route)
        colour = inks.theme.links[link_role(scene.map, link)]
        lines.setdefault(colour, []).extend(_lines(route, 6 if smooth else 1))
    for colour, drawn in lines.items():
        painter.setPen(inks.pen(colour, 0))
        painter.drawLines(drawn)


def _paint_boxes(
    painter: QPainter, scene: Scene, boxes: list[StatementId], inks: Inks, zoom: float
) -> None:
    fills: dict[str, list[QRectF]] = {}
    bars: dict[str, list[QRectF]] = {}
    for id_ in boxes:
        statement, box = scene.map.statements[id_], box_in(scene, id_)
        tone = inks.theme.tone(statement.kind, statement.color)
        whole = QRectF(box.x, box.y, box.width, box.height)
        if zoom < _SPECKS:
            bars.setdefault(tone.bar, []).append(whole)
        else:
            fills.setdefault(tone.fill, []).append(whole)
            bars.setdefault(tone.bar, []).append(QRectF(box.x, box.y, _BAR, box.height))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(inks.pen(inks.theme.hairline, 0))
    for colour, drawn in fills.items():
        painter.setBrush(inks.brush(colour))
        painter.drawRects(drawn)
    painter.setPen(NO_PEN)
    for colour, drawn in bars.items():
        painter.setBrush(inks.brush(colour))
        painter.drawRects(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)


def _lines(route: LinkRoute, steps: int) -> list[QLineF]:
    """Return a route as straight lines, so many to each piece."""
    lines: list[QLineF] = []
    for curve in route.legs if route.trunk is None else (*route.legs, route.trunk):
        points = (
            curve.flattened(steps)
            if steps > 1
            else [curve.start, *(bend.end for bend in curve.bends)]
        )
        lines.extend(QLineF(*points[index], *points[index + 1]) for index in range(len(points) - 1))
    return lines
