"""One slide of a deck as a picture, for somebody who is about to make the deck."""

from dataclasses import replace

from PySide6.QtGui import QImage, QPainter

from argmap.layout.geometry import Size
from argmap.model.argmap import ArgumentMap
from argmap.model.records import Story
from argmap.render.deck.joints import shifted
from argmap.render.deck.plan import planned
from argmap.render.measure import Measure
from argmap.render.slides import SLIDE, SlidePainter, slides_of
from argmap.render.style import Theme


def slide_preview(
    map: ArgumentMap, story: Story, theme: Theme, measure: Measure, room: Size
) -> QImage:
    """Return the slide in the middle of a deck, within so many pixels. UserError without a step."""
    pages = planned(slides_of(map, story), measure)
    page = pages[len(pages) // 2]
    told = replace(page.slide.told, map=page.map, fit=tuple(page.map.statements), place=None)
    placement = shifted(page.placement, 1 / page.scale, (0.0, 0.0))
    scale = min(room[0] / SLIDE[0], room[1] / SLIDE[1])
    made = QImage(round(SLIDE[0] * scale), round(SLIDE[1] * scale), QImage.Format.Format_RGB32)
    painter = QPainter(made)
    try:  # a painter that outlives what it paints on brings the process down
        painter.scale(scale, scale)
        slide = replace(page.slide, told=told)
        SlidePainter(placement, theme, measure).paint(painter, slide, detail=scale)
    finally:
        painter.end()
    return made
