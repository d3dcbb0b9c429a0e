"""Paints a map from far away: no words, boxes and lines in bulk by colour.

Ten thousand rectangles in one call take a few milliseconds; one by one they would take a hundred
times as long.
"""

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QPainter

from argmap.layout.geometry import Curve
from argmap.layout.placement import LinkRoute
from argmap.model.records import LinkId, StatementId
from argmap.render.inks import NO_BRUSH, NO_PEN, Inks
from argmap.render.scene import Scene, Seen, box_in, route_in
from argmap.render.shapes import curve, q_path
from argmap.render.style import LINE_STYLES, link_role

FAR = 0.25
"""Below this zoom there are no words, and everything is painted in bulk."""

_SPECKS = 0.1
"""Below this zoom a box is one rectangle in the colour of its bar, and a curve is its chords."""

_MANY_LINKS = 1500
_BAR = 10.0  # wider than near by, so that the kind can still be seen


@dataclass(frozen=True, slots=True)
class _FarCard:
    fill: str
    bar: str
    whole: QRectF
    strip: QRectF


@dataclass(frozen=True, slots=True)
class _FarLink:
    colour: str
    chords: list[QLineF]


class FarPainter:
    """Paints from far away, and keeps the rectangles and lines of one map in one placement."""

    def __init__(self) -> None:
        self._of: tuple[object, ...] = ()
        self._cards: dict[StatementId, _FarCard] = {}
        self._links: dict[LinkId, _FarLink] = {}

    def paint(self, painter: QPainter, scene: Scene, seen: Seen, inks: Inks, zoom: float) -> None:
        """Paint links and boxes, what is dimmed first."""
        self._keep_for(scene)
        faint = scene.emphasis.dimmed
        if faint:
            painter.setOpacity(scene.emphasis.dim)
            self._paint(painter, scene, _part(seen, faint, inside=True), inks, zoom)
            painter.setOpacity(1.0)
            seen = _part(seen, faint, inside=False)
        self._paint(painter, scene, seen, inks, zoom)

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
        of = scene.placement, scene.map, scene.theme
        if len(self._of) != len(of) or any(a is not b for a, b in zip(self._of, of, strict=True)):
            self._of = of
            self._cards.clear()
            self._links.clear()

    def _paint(self, painter: QPainter, scene: Scene, seen: Seen, inks: Inks, zoom: float) -> None:
        if zoom >= _SPECKS and len(seen.links) < _MANY_LINKS:
            self._paint_curves(painter, scene, seen.links, inks)
        else:
            self._paint_chords(painter, scene, seen.links, inks)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self._paint_boxes(painter, scene, seen.boxes, inks, zoom)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)

    def _paint_curves(
        self, painter: QPainter, scene: Scene, links: list[LinkId], inks: Inks
    ) -> None:
        """Paint the curves themselves, opposition still dashed."""
        painter.setBrush(NO_BRUSH)
        for id_ in links:
            link, route = scene.map.links[id_], scene.placement.routes[id_]
            if scene.emphasis.offsets:
                route = route_in(scene, link, route)
            role = link_role(scene.map, link)
            style = LINE_STYLES[role]
            painter.setPen(inks.pen(inks.theme.links[role], 0, style))
            painter.drawPath(q_path(*map(curve, _curves(route))))

    def _paint_chords(
        self, painter: QPainter, scene: Scene, links: list[LinkId], inks: Inks
    ) -> None:
        """Paint straight lines in bulk."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        lines: dict[str, list[QLineF]] = {}
        for id_ in links:
            kept = self._links.get(id_)
            if kept is None:
                colour = inks.theme.links[link_role(scene.map, scene.map.links[id_])]
                kept = _FarLink(colour, _chords(scene.placement.routes[id_]))
                self._links[id_] = kept
            lines.setdefault(kept.colour, []).extend(kept.chords)
        for colour, drawn in lines.items():
            painter.setPen(inks.pen(colour, 0))
            painter.drawLines(drawn)

    def _paint_boxes(
        self, painter: QPainter, scene: Scene, boxes: list[StatementId], inks: Inks, zoom: float
    ) -> None:
        fills: dict[str, list[QRectF]] = {}
        bars: dict[str, list[QRectF]] = {}
        for id_ in boxes:
            card = self._cards.get(id_)
            if card is None or id_ in scene.emphasis.offsets:
                card = _far_card(scene, id_)
                if id_ not in scene.emphasis.offsets:
                    self._cards[id_] = card
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
        tone.fill,
        tone.bar,
        QRectF(box.x, box.y, box.width, box.height),
        QRectF(box.x, box.y, _BAR, box.height),
    )


def _curves(route: LinkRoute) -> tuple[Curve, ...]:
    return route.legs if route.trunk is None else (*route.legs, route.trunk)


def _chords(route: LinkRoute) -> list[QLineF]:
    """Return a route as straight lines from end to end of its pieces."""
    return [QLineF(*start, *bend.end) for each in _curves(route) for start, bend in each.pieces()]
