"""Paints the card of one statement.

What does not change while the statement stays the same, its outlines and its glyphs, is made once
and kept by whoever paints; colours come with every painting.
"""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QGlyphRun, QPainter, QPainterPath

from argmap.layout.geometry import Box, Point
from argmap.model.light_dataclass import dataclass
from argmap.model.records import Statement
from argmap.render.card import ChipKind, StatementLook, card_shapes
from argmap.render.glyphs import draw_glyphs
from argmap.render.icons import icon_path
from argmap.render.inks import NO_BRUSH, Inks
from argmap.render.shapes import q_path, rounded
from argmap.render.style import ROUND, UNSTATED, Metrics, Tone
from argmap.render.text import TextBlock, Typesetter

CHIP_ICONS = {
    ChipKind.QUOTE: "quote",
    ChipKind.FIDELITY: "edit",
    ChipKind.VOICE: "voice",
    ChipKind.CREDENCE: "credence",
}


@dataclass(frozen=True, slots=True)
class CardPaths:
    """A card as paths and glyphs, from its top left corner."""

    look: StatementLook
    radius: float
    outline: QPainterPath
    bar: QPainterPath
    flap: QPainterPath | None
    icon: QPainterPath
    kind: list[QGlyphRun]
    aside: list[QGlyphRun]
    text: list[QGlyphRun]
    chips: list[QGlyphRun]
    quotes: QPainterPath
    chip_icons: QPainterPath
    tags: QPainterPath


def card_paths(
    statement: Statement, look: StatementLook, typesetter: Typesetter, metrics: Metrics
) -> CardPaths:
    """Return what a card is painted with."""
    shapes = card_shapes(statement.kind, look.size, metrics)
    quotes, chip_icons, tags = QPainterPath(), QPainterPath(), QPainterPath()
    for chip in look.chips:
        if chip.kind is ChipKind.TAG:
            tags.addPath(q_path(rounded(chip.box, chip.box.height / 2)))
        elif chip.icon is not None:
            path = quotes if chip.kind is ChipKind.QUOTE else chip_icons
            path.addPath(icon_path(CHIP_ICONS[chip.kind], chip.icon))
    return CardPaths(
        look,
        shapes.radius,
        q_path(shapes.outline),
        q_path(shapes.bar),
        q_path(shapes.flap) if shapes.flap else None,
        icon_path(statement.kind.value, look.icon),
        typesetter.glyph_runs(look.kind),
        typesetter.glyph_runs(look.aside) if look.aside else [],
        typesetter.glyph_runs(look.text),
        typesetter.glyph_runs(*(chip.text for chip in look.chips)),
        quotes,
        chip_icons,
        tags,
    )


def paint_card(
    painter: QPainter, statement: Statement, paths: CardPaths, at: Point, inks: Inks
) -> None:
    """Paint a card in every detail, with its top left corner at a point."""
    paint_small_card(painter, statement, paths, at, inks)
    painter.translate(*at)
    _paint_header(painter, paths, inks, inks.theme.tone(statement.kind, statement.color))
    if paths.look.chips:
        _paint_chips(painter, paths, inks)
    painter.translate(-at[0], -at[1])


def paint_small_card(
    painter: QPainter, statement: Statement, paths: CardPaths, at: Point, inks: Inks
) -> None:
    """Paint a card without what cannot be read from a distance: header and chips."""
    theme = inks.theme
    tone = theme.tone(statement.kind, statement.color)
    painter.translate(*at)
    if statement.implicit:
        painter.setPen(inks.pen(theme.muted, 1.0, UNSTATED))
    else:
        painter.setPen(inks.pen(theme.hairline))
    painter.setBrush(inks.brush(tone.fill))
    painter.drawPath(paths.outline)
    if paths.flap is not None:
        painter.setBrush(inks.brush(theme.canvas))
        painter.drawPath(paths.flap)
    painter.fillPath(paths.bar, inks.brush(tone.bar))
    painter.setPen(inks.pen(theme.text))
    draw_glyphs(painter, paths.text)
    painter.translate(-at[0], -at[1])


def paint_words(
    painter: QPainter, _statement: Statement, paths: CardPaths, at: Point, inks: Inks
) -> None:
    """Paint the text of a card alone."""
    painter.setPen(inks.pen(inks.theme.text))
    draw_glyphs(painter, paths.text, QPointF(*at))


def paint_ring(
    painter: QPainter, box: Box, radius: float, inks: Inks, width: float = 2.0, gap: float = 3.0
) -> None:
    """Paint the ring of the accent colour around a card that is selected or focused."""
    painter.setPen(inks.pen(inks.theme.accent, width))
    painter.setBrush(NO_BRUSH)
    by = gap + width / 2
    ring = box.grown(by)
    painter.drawPath(q_path(rounded(ring, radius + by)))


def paint_hover(painter: QPainter, box: Box, radius: float, inks: Inks) -> None:
    """Paint the edge of a card that is pointed at."""
    painter.setPen(inks.pen(inks.theme.accent, 1.5))
    painter.setBrush(NO_BRUSH)
    painter.drawPath(q_path(rounded(box, radius)))


def paint_drop_target(painter: QPainter, box: Box, radius: float, inks: Inks) -> None:
    """Paint a card on which something would be dropped: a ring, and a veil over the card."""
    paint_ring(painter, box, radius, inks, 3.0, 2.0)
    opacity = painter.opacity()
    painter.setOpacity(0.14)
    painter.fillPath(q_path(rounded(box, radius)), inks.brush(inks.theme.accent))
    painter.setOpacity(opacity)


def draw_block(painter: QPainter, block: TextBlock, typesetter: Typesetter) -> None:
    """Draw lines of text with the painter's pen."""
    draw_glyphs(painter, typesetter.glyph_runs(block))


def _paint_header(painter: QPainter, paths: CardPaths, inks: Inks, tone: Tone) -> None:
    painter.setPen(inks.pen(tone.bar))
    draw_glyphs(painter, paths.kind)
    painter.setPen(inks.pen(tone.bar, 1.3, ROUND))
    painter.setBrush(NO_BRUSH)
    painter.drawPath(paths.icon)
    if paths.aside:
        painter.setPen(inks.pen(inks.theme.muted))
        draw_glyphs(painter, paths.aside)


def _paint_chips(painter: QPainter, paths: CardPaths, inks: Inks) -> None:
    theme = inks.theme
    painter.fillPath(paths.quotes, inks.brush(theme.muted))
    painter.setBrush(NO_BRUSH)
    if not paths.chip_icons.isEmpty():
        painter.setPen(inks.pen(theme.muted, 1.1, ROUND))
        painter.drawPath(paths.chip_icons)
    if not paths.tags.isEmpty():
        painter.setPen(inks.pen(theme.hairline))
        painter.drawPath(paths.tags)
    painter.setPen(inks.pen(theme.muted))
    draw_glyphs(painter, paths.chips)
