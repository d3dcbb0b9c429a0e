"""What shows of hands found, as small bars beside what was asked: before above after.

Three shades of one colour and the counts in figures tell the answers apart, so nothing hangs on
hues. What is stale is hatched and says so.
"""

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter

from argmap.layout.geometry import Box, Point
from argmap.layout.placement import Placement
from argmap.model.argmap import ArgumentMap
from argmap.model.light_dataclass import dataclass
from argmap.model.polling import Finding
from argmap.model.records import LinkId, StatementId
from argmap.model.story_words import Scale
from argmap.render.fonts import SEMIBOLD
from argmap.render.inks import NO_BRUSH, NO_PEN, Inks
from argmap.render.measure import Measure
from argmap.render.scene import DIMMED, Scene
from argmap.render.shapes import q_path, rounded
from argmap.render.statement_paint import draw_block
from argmap.render.text import TextStyle, Typesetter

Findings = Mapping[str, tuple[Finding, ...]]
LEAST_ZOOM = 0.2
"""Below this the bars would be specks."""
BAR = (66.0, 8.0)
"""How long and how thick a bar is."""
ROW = 15.0
EDGE, GAP, _ASIDE = 6.0, 5.0, 6.0
WORDS = TextStyle(9.5, SEMIBOLD)
STRENGTHS = (1.0, 0.42, 0.0)
"""How strongly the colour stands for those who agree, are unsure, disagree."""
_STALE = "(reworded)"


@dataclass(frozen=True, slots=True)
class PollRow:
    """One finding, with when it was asked and the words beside its bar."""

    finding: Finding
    label: str
    words: str


def paint_polls(
    painter: QPainter,
    scene: Scene,
    found: Findings,
    measure: Measure,
    *,
    dim: float = DIMMED,
) -> None:
    """Paint the findings about what is in a scene, in the map's coordinates."""
    inks = Inks(scene.theme)
    for target, findings in found.items():
        corner = _corner(scene, target)
        if corner is None:
            continue
        painter.setOpacity(dim if target in scene.emphasis.dimmed else 1.0)
        _Pill(painter, inks, measure.type).paint(corner, findings, leftwards=_is_box(scene, target))
    painter.setOpacity(1.0)


def paint_bar(painter: QPainter, corner: QPointF, finding: Finding, inks: Inks) -> None:
    """Paint the bar of one finding from its upper left corner."""
    theme, shares = inks.theme, finding.shares
    bar = QRectF(corner, QSizeF(*BAR))
    if finding.scale is Scale.PERCENT:
        shares = (shares[0], 0.0, 1 - shares[0])
    painter.setPen(NO_PEN)
    left = bar.x()
    for share, strength in zip(shares, STRENGTHS, strict=True):
        part = QRectF(left, bar.y(), bar.width() * share, bar.height())
        left += part.width()
        colour = QColor(theme.accent)
        colour.setAlphaF(max(strength, 0.06))
        painter.fillRect(part, colour)
    if finding.stale:
        painter.fillRect(bar, QBrush(QColor(theme.window), Qt.BrushStyle.BDiagPattern))
    painter.setPen(inks.pen(theme.muted, 0.8))
    painter.setBrush(NO_BRUSH)
    painter.drawRect(bar)


def pill_size(findings: tuple[Finding, ...], type_: Typesetter) -> tuple[float, float]:
    """Return how much room the findings about one thing take."""
    rows = rows_of(findings)
    return 2 * EDGE + sum(columns_of(rows, type_)), len(rows) * ROW + 5.0


class _Pill:
    """Paints the findings about one thing."""

    def __init__(self, painter: QPainter, inks: Inks, type_: Typesetter) -> None:
        self._painter, self._inks, self._type = painter, inks, type_

    def paint(self, corner: Point, findings: tuple[Finding, ...], *, leftwards: bool) -> None:
        """Paint at a corner: left of and above it for a box, else to its right."""
        rows = rows_of(findings)
        label, _, _ = columns = columns_of(rows, self._type)
        width, height = pill_size(findings, self._type)
        x = corner[0] - width if leftwards else corner[0]
        y = corner[1] - height if leftwards else corner[1] - height / 2
        painter, inks = self._painter, self._inks
        painter.setPen(inks.pen(inks.theme.hairline, 1.0))
        painter.setBrush(inks.brush(inks.theme.window))
        painter.drawPath(q_path(rounded(Box(x, y, width, height), 6.0)))
        for number, row in enumerate(rows):
            top = y + 2.5 + number * ROW
            self._write(row.label, x + EDGE, top, columns[0], muted=True)
            bar = QPointF(x + EDGE + label, top + (ROW - BAR[1]) / 2)
            paint_bar(painter, bar, row.finding, inks)
            at = x + EDGE + label + BAR[0] + GAP
            self._write(row.words, at, top, columns[2], muted=row.finding.stale)

    def _write(self, words: str, x: float, y: float, room: float, *, muted: bool) -> None:
        if words:
            theme = self._inks.theme
            self._painter.setPen(self._inks.pen(theme.muted if muted else theme.text))
            block = self._type.in_one_line(words, WORDS, room + 4, ROW)
            draw_block(self._painter, block.moved(x, y), self._type)


def rows_of(findings: tuple[Finding, ...]) -> list[PollRow]:
    """Return the rows in which findings about one thing are shown."""
    several = len(findings) > 1
    usual = ("before", "after") if several else ("",)
    return [
        PollRow(one, one.when or name, f"{one.words} {_STALE}" if one.stale else one.words)
        for one, name in zip(findings, usual, strict=False)
    ]


def columns_of(rows: list[PollRow], type_: Typesetter) -> tuple[float, float, float]:
    """Return the widths of the labels, the bars and the counts."""
    label = max(type_.advance(row.label, WORDS) if row.label else 0.0 for row in rows)
    words = max(type_.advance(row.words, WORDS) for row in rows)
    return (label + GAP if label else 0.0), BAR[0] + GAP, words


def _corner(scene: Scene, target: str) -> Point | None:
    corner = corner_of(scene.map, scene.placement, target)
    dx, dy = scene.emphasis.offsets.get(StatementId(target), (0.0, 0.0))
    return (corner[0] + dx, corner[1] + dy) if corner is not None else None


def corner_of(map: ArgumentMap, placement: Placement, target: str) -> Point | None:
    """Return where the bars stand: over a box's right upper corner, beside the sign of a link."""
    if target in map.statements and (box := placement.boxes.get(StatementId(target))):
        return box.right + _ASIDE, box.y + 3.0
    route = placement.routes.get(LinkId(target)) if target in map.links else None
    return (route.badge[0] + 10.0, route.badge[1] + 18.0) if route is not None else None


def _is_box(scene: Scene, target: str) -> bool:
    return target in scene.map.statements
