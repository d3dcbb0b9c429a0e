"""The frame around a group: where its title stands, and how it is painted.

A title stands at the upper left, or further right where the lines of members leave room for it.
"""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtGui import QPainter

from argmap.layout.geometry import Bend, Box, Point, point_on
from argmap.layout.placement import Placement
from argmap.model.argmap import ArgumentMap
from argmap.model.records import Group
from argmap.render.fonts import SEMIBOLD
from argmap.render.inks import Inks
from argmap.render.measure import Measure
from argmap.render.scene import Scene
from argmap.render.shapes import q_path, rounded
from argmap.render.statement_paint import draw_block
from argmap.render.style import Theme, Tone
from argmap.render.text import TextBlock, TextStyle, Typesetter

RADIUS = 10.0
_TITLE_SIZE = 12.0
_TITLE_HEIGHT = 26.0
_MARGIN = 12.0
_CLEAR = 6.0
"""Between a title and a line beside it."""
_LEAST = 0.75
"""A gap that shows less of a title than this share leaves too little to read."""
_STEPS = 24


def frame_tone(group: Group, theme: Theme) -> Tone:
    """Return the colours of a group: of its name in the palette, else of every frame."""
    return theme.palette.get(group.color, theme.frame)


def title_strip(frame: Box) -> Box:
    """Return the upper edge of a frame, where its title stands."""
    return Box(frame.x, frame.y, frame.width, _TITLE_HEIGHT)


def frame_title(
    map: ArgumentMap, placement: Placement, group: Group, typesetter: Typesetter
) -> TextBlock:
    """Return a group's title at the top of its frame, off the lines at its members.

    It stands as far left as it has room; where it has none, in the widest gap that there is, or
    across the lines if that is too narrow.
    """
    strip = title_strip(placement.frames[group.id])
    style = TextStyle(_TITLE_SIZE, SEMIBOLD)
    left, end = strip.x + _MARGIN, strip.right - _MARGIN
    block = typesetter.in_one_line(group.title, style, end - left, _TITLE_HEIGHT)
    gaps: list[tuple[float, float]] = []
    for low, high in sorted(_crossed(map, placement, group, strip)):
        gaps.append((left, low - _CLEAR))
        left = max(left, high + _CLEAR)
    gaps.append((left, end))
    roomy = [start for start, stop in gaps if stop - start >= block.right]
    if not roomy:
        left, stop = max(gaps, key=lambda gap: gap[1] - gap[0])
        if stop - left < _LEAST * block.right:
            return block.moved(strip.x + _MARGIN, strip.y + 1)
        roomy = [left]
        block = typesetter.in_one_line(group.title, style, stop - left, _TITLE_HEIGHT)
    return block.moved(roomy[0], strip.y + 1)


def _crossed(
    map: ArgumentMap, placement: Placement, group: Group, strip: Box
) -> Iterator[tuple[float, float]]:
    """Yield from where to where lines that leave or reach members run through a strip."""
    for member in group.statements:
        for link in (*map.links_from.get(member, ()), *map.links_into.get(member, ())):
            route = placement.routes.get(link)
            for curve in (*route.legs, *([route.trunk] if route.trunk else ())) if route else ():
                for start, bend in curve.pieces():
                    yield from _stretch(start, bend, strip)


def _stretch(start: Point, bend: Bend, strip: Box) -> Iterator[tuple[float, float]]:
    heights = start[1], bend.first[1], bend.second[1], bend.end[1]
    if max(heights) < strip.y or min(heights) > strip.bottom:
        return
    points = [point_on(start, bend, k / _STEPS) for k in range(_STEPS + 1)]
    for (x0, y0), (x1, y1) in pairwise(points):
        if max(y0, y1) >= strip.y and min(y0, y1) <= strip.bottom:
            yield min(x0, x1), max(x0, x1)


def paint_frame(
    painter: QPainter, scene: Scene, group: Group, inks: Inks, measure: Measure, *, words: bool
) -> None:
    """Paint a frame, with its title where words can be read."""
    frame = scene.placement.frames[group.id]
    tone = frame_tone(group, inks.theme)
    painter.setPen(inks.pen(inks.theme.hairline, 1.0))
    painter.setBrush(inks.brush(tone.fill))
    painter.drawPath(q_path(rounded(frame, RADIUS)))
    if words and group.title:
        painter.setPen(inks.pen(tone.bar))
        title = frame_title(scene.map, scene.placement, group, measure.type)
        draw_block(painter, title, measure.type)
