"""Paints what stands around a map on a sheet: title, legend, sources."""

from PySide6.QtGui import QPainter

from argmap.model.records import StatementKind
from argmap.render.inks import NO_PEN, Inks
from argmap.render.link_paint import link_paths, paint_badge, paint_line
from argmap.render.measure import Measure
from argmap.render.shapes import Shape, flap, folded, left_bar, q_path, rounded
from argmap.render.sheet import LegendCard, Sheet
from argmap.render.statement_paint import draw_block
from argmap.render.style import UNSTATED

_RADIUS, _QUESTION_RADIUS, _FOLD, _BAR = 3.0, 7.0, 6.0, 4.0


def legend_card_shapes(card: LegendCard) -> tuple[Shape, Shape, Shape | None]:
    """Return outline, bar and flap of a small card in the legend."""
    question = card.kind is StatementKind.QUESTION
    radius = _QUESTION_RADIUS if question else _RADIUS
    bar = left_bar(card.box.grown(0.5), radius + 0.5, _BAR + 0.5)
    if card.kind is StatementKind.EVIDENCE:
        return folded(card.box, radius, _FOLD), bar, flap(card.box, _FOLD)
    return rounded(card.box, radius), bar, None


def paint_sheet(painter: QPainter, sheet: Sheet, inks: Inks, measure: Measure) -> None:
    """Paint the words and samples of a sheet; the map itself is painted by MapPainter."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for card in sheet.cards:
        _paint_card(painter, card, inks)
    for look in sheet.links:
        paths = link_paths(look, measure.type)
        paint_line(painter, paths, inks)
        if look.badge:
            paint_badge(painter, paths, inks)
    for text in sheet.texts:
        painter.setPen(inks.pen(inks.theme.muted if text.muted else inks.theme.text))
        draw_block(painter, text.block, measure.type)
    painter.restore()


def _paint_card(painter: QPainter, card: LegendCard, inks: Inks) -> None:
    tone = inks.theme.tone(card.kind)
    outline, bar, corner = legend_card_shapes(card)
    if card.unstated:
        painter.setPen(inks.pen(inks.theme.muted, 1.0, UNSTATED))
    else:
        painter.setPen(inks.pen(inks.theme.hairline))
    painter.setBrush(inks.brush(tone.fill))
    painter.drawPath(q_path(outline))
    if corner is not None:
        painter.setBrush(inks.brush(inks.theme.canvas))
        painter.drawPath(q_path(corner))
    painter.setPen(NO_PEN)
    painter.fillPath(q_path(bar), inks.brush(tone.bar))
