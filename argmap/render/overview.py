"""A whole map in very small, painted piece by piece: every box a speck of its colour, no words.

However far out, a speck can be seen; a map that is far longer than wide is stretched until it fills
some of the room. Whoever paints takes as many strokes at a time as there is time for.
"""

from collections.abc import Iterator
from itertools import islice

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QPainter

from argmap.layout.geometry import Box, Point, Size
from argmap.layout.placement import LinkRoute
from argmap.model.light_dataclass import dataclass
from argmap.model.records import GroupId, LinkId, StatementId
from argmap.render.inks import NO_PEN, Inks
from argmap.render.scene import Scene
from argmap.render.style import link_role

BATCH = 400
"""How many boxes or links one stroke paints; a few milliseconds."""
_LEAST = 1.6  # pixels of a speck
_MOST_ZOOM = 0.16
_FILLED = 0.5  # of the room, across the longer side, by stretching if need be
_LINE, _FAINT = 0.35, 0.16


@dataclass(frozen=True, slots=True)
class Fit:
    """How a map fits into a small area: what is shown, its scales, where its corner lies."""

    content: Box
    x_scale: float
    y_scale: float
    corner: Point

    def to_area(self, point: Point) -> Point:
        """Return where a point of the map lies in the area."""
        return (
            self.corner[0] + (point[0] - self.content.x) * self.x_scale,
            self.corner[1] + (point[1] - self.content.y) * self.y_scale,
        )

    def to_map(self, point: Point) -> Point:
        """Return the point of the map that lies at a point of the area."""
        return (
            self.content.x + (point[0] - self.corner[0]) / self.x_scale,
            self.content.y + (point[1] - self.corner[1]) / self.y_scale,
        )

    def box_to_area(self, box: Box) -> Box:
        """Return where a box of the map lies in the area."""
        x, y = self.to_area((box.x, box.y))
        return Box(x, y, box.width * self.x_scale, box.height * self.y_scale)


def fit(content: Box, area: Size, margin: float = 8.0) -> Fit:
    """Return how a map fits into the middle of an area."""
    width, height = max(area[0] - 2 * margin, 1.0), max(area[1] - 2 * margin, 1.0)
    whole = width / max(content.width, 1.0), height / max(content.height, 1.0)
    both = min(*whole, _MOST_ZOOM)
    x_scale, y_scale = (min(one, max(both, _FILLED * one)) for one in whole)
    x_scale, y_scale = min(x_scale, _MOST_ZOOM), min(y_scale, _MOST_ZOOM)
    corner = (
        (area[0] - content.width * x_scale) / 2,
        (area[1] - content.height * y_scale) / 2,
    )
    return Fit(content, x_scale, y_scale, corner)


class Overview:
    """The strokes that paint one map in one fit."""

    def __init__(self, scene: Scene, fit: Fit, inks: Inks) -> None:
        self._scene, self._fit, self._inks = scene, fit, inks
        placement = scene.placement
        self._groups = iter(placement.frames.items())
        self._routes = iter(placement.routes.items())
        self._boxes = iter(placement.boxes.items())

    def stroke(self, painter: QPainter) -> bool:
        """Paint some more, frames first and boxes last; returns whether anything is left."""
        if groups := list(islice(self._groups, BATCH)):
            self._frames(painter, groups)
        elif routes := list(islice(self._routes, BATCH)):
            self._lines(painter, routes)
        elif boxes := list(islice(self._boxes, BATCH)):
            self._specks(painter, boxes)
        else:
            return False
        return True

    def _frames(self, painter: QPainter, groups: list[tuple[GroupId, Box]]) -> None:
        painter.setPen(self._inks.pen(self._inks.theme.hairline, 1.0))
        painter.setBrush(self._inks.brush(self._inks.theme.frame.fill))
        painter.drawRects([_rect(self._fit.box_to_area(frame)) for _, frame in groups])

    def _lines(self, painter: QPainter, routes: list[tuple[LinkId, LinkRoute]]) -> None:
        links, theme = self._scene.map.links, self._inks.theme
        drawn: dict[str, list[QLineF]] = {}
        for id_, route in routes:
            if (link := links.get(id_)) is not None:
                colour = theme.links[link_role(self._scene.map, link)]
                drawn.setdefault(colour, []).extend(self._chords(route))
        painter.setOpacity(_LINE)
        for colour, lines in drawn.items():
            painter.setPen(self._inks.pen(colour, 0))
            painter.drawLines(lines)
        painter.setOpacity(1.0)

    def _chords(self, route: LinkRoute) -> Iterator[QLineF]:
        to_area = self._fit.to_area
        for index in range(len(route.legs)):
            curve = route.legs[index]
            end = route.trunk.bends[-1].end if route.trunk and route.trunk.bends else None
            last = curve.bends[-1].end if curve.bends else curve.start
            yield QLineF(*to_area(curve.start), *to_area(end or last))

    def _specks(self, painter: QPainter, boxes: list[tuple[StatementId, Box]]) -> None:
        scene, theme = self._scene, self._inks.theme
        drawn: dict[tuple[bool, str], list[QRectF]] = {}
        for id_, box in boxes:
            if (statement := scene.map.statements.get(id_)) is not None:
                colour = theme.tone(statement.kind, statement.color).bar
                faint = id_ in scene.emphasis.dimmed
                rect = _speck(self._fit.box_to_area(box))
                drawn.setdefault((faint, colour), []).append(rect)
        painter.setPen(NO_PEN)
        for (faint, colour), rects in drawn.items():
            painter.setOpacity(_FAINT if faint else 1.0)
            painter.setBrush(self._inks.brush(colour))
            painter.drawRects(rects)
        painter.setOpacity(1.0)


def _speck(box: Box) -> QRectF:
    return QRectF(box.x, box.y, max(box.width, _LEAST), max(box.height, _LEAST))


def _rect(box: Box) -> QRectF:
    return QRectF(box.x, box.y, box.width, box.height)
