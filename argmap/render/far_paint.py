"""Paints a map from far away: no words, boxes and lines in bulk by colour.

Ten thousand rectangles in one call take a few milliseconds; one by one they would take a hundred
times as long.
"""

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QPainter, QPainterPath

from argmap.layout.geometry import Box, Curve, Point
from argmap.layout.placement import LinkRoute
from argmap.model.light_dataclass import dataclass
from argmap.model.records import LinkId, Statement, StatementId
from argmap.render.culling import route_edges
from argmap.render.inks import NO_BRUSH, NO_PEN, Inks
from argmap.render.link_motion import ends_of
from argmap.render.long_lines import LONG, Line, LongLine, MovedLine, bent, flatness
from argmap.render.scene import Scene, Seen, box_in, ends_in
from argmap.render.shapes import curve, q_path
from argmap.render.style import LINE_STYLES, Theme, link_role

FAR = 0.25
"""Below this zoom there are no words, and everything is painted in bulk."""

_SPECKS = 0.1
"""Below this zoom a box is one rectangle in the colour of its bar, and a curve is its chords."""

_MANY_LINKS = 1500
_BAR = 10.0  # wider than near by, so that the kind can still be seen


@dataclass(frozen=True, slots=True)
class _FarCard:
    statement: Statement
    box: Box
    fill: str
    bar: str
    whole: QRectF
    strip: QRectF


@dataclass(frozen=True, slots=True)
class _FarLink:
    route: LinkRoute
    lines: QPainterPath | LongLine


@dataclass(frozen=True, slots=True)
class _Chords:
    """A route as straight lines from end to end of its pieces."""

    route: LinkRoute
    lines: list[QLineF]


class FarPainter:
    """Paints from far away, and keeps rectangles and lines for as long as boxes and routes stay."""

    def __init__(self) -> None:
        self._theme: Theme | None = None
        self._cards: dict[StatementId, _FarCard] = {}
        self._links: dict[LinkId, _FarLink] = {}
        self._chords: dict[LinkId, _Chords] = {}

    def forget(self, id_: str) -> None:
        """Drop what is kept of a statement or link."""
        self._cards.pop(StatementId(id_), None)
        self._links.pop(LinkId(id_), None)
        self._chords.pop(LinkId(id_), None)

    def paint(
        self, painter: QPainter, scene: Scene, seen: Seen, inks: Inks, area: Box, zoom: float
    ) -> None:
        """Paint links and boxes, of long links what lies in an area; what is dimmed first."""
        self._keep_for(scene)
        faint = scene.emphasis.dimmed
        if faint:
            painter.setOpacity(scene.emphasis.dim)
            self._paint(painter, scene, _part(seen, faint, inside=True), inks, area, zoom)
            painter.setOpacity(1.0)
            seen = _part(seen, faint, inside=False)
        self._paint(painter, scene, seen, inks, area, zoom)

    def paint_cards(self, painter: QPainter, scene: Scene, seen: Seen, inks: Inks) -> None:
        """Paint plain cards in bulk, what is dimmed first; their words are the caller's."""
        self._keep_for(scene)
        faint = scene.emphasis.dimmed
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if faint:
            painter.setOpacity(scene.emphasis.dim)
            part = _part(seen, faint, inside=True)
            self._paint_boxes(painter, scene, part.boxes, inks, _SPECKS)
            painter.setOpacity(1.0)
            seen = _part(seen, faint, inside=False)
        self._paint_boxes(painter, scene, seen.boxes, inks, _SPECKS)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)

    def _keep_for(self, scene: Scene) -> None:
        if self._theme is not scene.theme:
            self._theme = scene.theme
            self._cards.clear()

    def _paint(
        self, painter: QPainter, scene: Scene, seen: Seen, inks: Inks, area: Box, zoom: float
    ) -> None:
        if zoom >= _SPECKS and len(seen.links) < _MANY_LINKS:
            self._paint_curves(painter, scene, seen.links, inks, area)
        else:
            self._paint_chords(painter, scene, seen.links, inks)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self._paint_boxes(painter, scene, seen.boxes, inks, zoom)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)

    def _paint_curves(
        self, painter: QPainter, scene: Scene, links: list[LinkId], inks: Inks, area: Box
    ) -> None:
        """Paint the curves themselves, opposition still dashed."""
        painter.setBrush(NO_BRUSH)
        flat = flatness(painter)
        for id_ in links:
            link, kept = scene.map.links[id_], self._link(scene, id_)
            lines: QPainterPath | Line = kept.lines
            if scene.emphasis.offsets and (ends := ends_in(scene, link, kept.route)) is not None:
                lines = _moved(kept, *ends)
            role = link_role(scene.map, link)
            style = LINE_STYLES[role]
            pen = inks.pen(inks.theme.links[role], 0, style)
            if isinstance(lines, QPainterPath):
                painter.setPen(pen)
                painter.drawPath(lines)
                continue
            for path, _ in lines.runs(area, flat, measured=False):
                painter.setPen(pen)
                painter.drawPath(path)

    def _paint_chords(
        self, painter: QPainter, scene: Scene, links: list[LinkId], inks: Inks
    ) -> None:
        """Paint straight lines in bulk."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        lines: dict[str, list[QLineF]] = {}
        for id_ in links:
            colour = inks.theme.links[link_role(scene.map, scene.map.links[id_])]
            lines.setdefault(colour, []).extend(self._chords_of(scene, id_))
        for colour, drawn in lines.items():
            painter.setPen(inks.pen(colour, 0))
            painter.drawLines(drawn)

    def _link(self, scene: Scene, id_: LinkId) -> _FarLink:
        route, kept = scene.placement.routes[id_], self._links.get(id_)
        if kept is None or kept.route is not route:
            kept = self._links[id_] = _FarLink(route, _lines(route))
        return kept

    def _chords_of(self, scene: Scene, id_: LinkId) -> list[QLineF]:
        route, kept = scene.placement.routes[id_], self._chords.get(id_)
        if kept is None or kept.route is not route:
            kept = self._chords[id_] = _Chords(route, _chords(route))
        return kept.lines

    def _paint_boxes(
        self, painter: QPainter, scene: Scene, boxes: list[StatementId], inks: Inks, zoom: float
    ) -> None:
        fills: dict[str, list[QRectF]] = {}
        bars: dict[str, list[QRectF]] = {}
        offsets, places, held = scene.emphasis.offsets, scene.placement.boxes, scene.map.statements
        for id_ in boxes:
            card = self._cards.get(id_)
            if id_ in offsets:
                card = _far_card(scene, id_)
            elif card is None or card.box is not places[id_] or card.statement is not held[id_]:
                card = self._cards[id_] = _far_card(scene, id_)
            if zoom < _SPECKS:
                bars.setdefault(card.bar, []).append(card.whole)
            else:
                fills.setdefault(card.fill, []).append(card.whole)
                bars.setdefault(card.bar, []).append(card.strip)
        painter.setPen(inks.pen(inks.theme.hairline, 0))
        for colour, drawn in fills.items():
            painter.setBrush(inks.brush(colour))
            painter.drawRects(drawn)
        painter.setPen(NO_PEN)
        for colour, drawn in bars.items():
            painter.setBrush(inks.brush(colour))
            painter.drawRects(drawn)


def _part(seen: Seen, ids: frozenset[str], *, inside: bool) -> Seen:
    return Seen(
        [id_ for id_ in seen.links if (id_ in ids) is inside],
        [id_ for id_ in seen.boxes if (id_ in ids) is inside],
    )


def _far_card(scene: Scene, id_: StatementId) -> _FarCard:
    statement, box = scene.map.statements[id_], box_in(scene, id_)
    tone = scene.theme.tone(statement.kind, statement.color)
    return _FarCard(
        statement,
        scene.placement.boxes[id_],
        tone.fill,
        tone.bar,
        QRectF(box.x, box.y, box.width, box.height),
        QRectF(box.x, box.y, _BAR, box.height),
    )


def _curves(route: LinkRoute) -> tuple[Curve, ...]:
    return route.legs if route.trunk is None else (*route.legs, route.trunk)


def _chords(route: LinkRoute) -> list[QLineF]:
    pieces = (piece for each in _curves(route) for piece in each.pieces())
    return [QLineF(*start, *bend.end) for start, bend in pieces]


def _moved(kept: _FarLink, premises: Sequence[Point], target: Point) -> QPainterPath | Line:
    """Return the lines of a link whose ends are off their places."""
    ends = ends_of(premises, target, joint=kept.route.trunk is not None)
    if isinstance(kept.lines, LongLine):
        return MovedLine(kept.lines, ends)
    lines = zip(_curves(kept.route), ends, strict=True)
    return q_path(*(bent(curve(each), *both) for each, both in lines))


def _lines(route: LinkRoute) -> QPainterPath | LongLine:
    """Return the curves of a route."""
    shapes = [curve(each) for each in _curves(route)]
    left, top, right, bottom = route_edges(route)
    return LongLine(shapes) if max(right - left, bottom - top) > LONG else q_path(*shapes)
