"""The frame around a group: where its title stands, and how it is painted."""

from PySide6.QtGui import QPainter

from argmap.layout.geometry import Box
from argmap.model.records import Group
from argmap.render.fonts import SEMIBOLD
from argmap.render.inks import Inks
from argmap.render.measure import Measure
from argmap.render.shapes import q_path, rounded
from argmap.render.statement_paint import draw_block
from argmap.render.style import Theme, Tone
from argmap.render.text import TextBlock, TextStyle, Typesetter

RADIUS = 10.0
_TITLE_SIZE = 12.0
_TITLE_HEIGHT = 26.0
_MARGIN = 12.0


def frame_tone(group: Group, theme: Theme) -> Tone:
    """Return the colours of a group: of its name in the palette, else of every frame."""
    return theme.palette.get(group.color, theme.frame)


def frame_title(group: Group, frame: Box, typesetter: Typesetter) -> TextBlock:
    """Return a group's title at the upper left of its frame."""
    style = TextStyle(_TITLE_SIZE, SEMIBOLD)
    room = frame.width - 2 * _MARGIN
    block = typesetter.in_one_line(group.title, style, room, _TITLE_HEIGHT)
    return block.moved(frame.x + _MARGIN, frame.y + 1)


def paint_frame(
    painter: QPainter, group: Group, frame: Box, inks: Inks, measure: Measure, *, words: bool
) -> None:
    """Paint a frame, with its title where words can be read."""
    tone = frame_tone(group, inks.theme)
    painter.setPen(inks.pen(inks.theme.hairline, 1.0))
    painter.setBrush(inks.brush(tone.fill))
    painter.drawPath(q_path(rounded(frame, RADIUS)))
    if words and group.title:
        painter.setPen(inks.pen(tone.bar))
        draw_block(painter, frame_title(group, frame, measure.type), measure.type)
