"""The steps of a story as slides: what the audience sees, with the title of the step above it.

Painted by the same painter as the screen. How slides are spread over pages is in `handout`.
"""

from collections.abc import Iterable

from PySide6.QtCore import QBuffer, QIODevice, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from argmap.layout.geometry import Box, Size
from argmap.layout.placement import Placement
from argmap.model.argmap import ArgumentMap
from argmap.model.errors import UserError
from argmap.model.light_dataclass import dataclass
from argmap.model.polling import findings
from argmap.model.records import StatementId, Step, Story
from argmap.model.story_words import bars_of
from argmap.model.telling import Told, told_steps
from argmap.render.fonts import SEMIBOLD
from argmap.render.inks import Inks
from argmap.render.map_paint import Emphasis, MapPainter, Scene
from argmap.render.measure import Measure
from argmap.render.nearness import nearer, readable_zoom
from argmap.render.poll_paint import paint_polls
from argmap.render.scene import DIMMED
from argmap.render.statement_paint import draw_block
from argmap.render.style import Theme
from argmap.render.text import TextStyle, shown

SLIDE: Size = (1280.0, 720.0)
"""A slide, in units of which 96 are an inch; pictures are made of it at some scale."""
_MARGIN = 28.0
_TITLE = TextStyle(26.0, SEMIBOLD)
_TITLE_PITCH = 34.0
_MOST_ZOOM = 1.6
NEAREST = 100.0
"""The most that is magnified for a step that insists on a place."""


@dataclass(frozen=True, slots=True)
class Slide:
    """One step of a story, and what is seen at it."""

    number: int
    step: Step
    told: Told
    bars: bool | None = None
    """Whether the story wants counts drawn; None where it does not say."""


def slides_of(map: ArgumentMap, story: Story) -> list[Slide]:
    """Return the slides of a story. UserError where it has no step."""
    if not story.steps:
        raise UserError(f"The story “{story.title or story.id}” has no step yet; add one first.")
    seen = told_steps(map, story)
    pairs = zip(story.steps, seen, strict=True)
    return [
        Slide(number, step, told, bars_of(step, story.defaults))
        for number, (step, told) in enumerate(pairs, 1)
    ]


@dataclass(frozen=True, slots=True)
class SlideLook:
    """What a person may choose of slides: how strong the rest is, and whether counts are drawn.

    A step or story that says so itself about the counts has its way. A slide deck lays out anew
    what it shows; `stands` tells where that stands in the map, for steps that look at a place.
    """

    dim: float = DIMMED
    bars: bool = False
    stands: Placement | None = None


PLAIN_LOOK = SlideLook()


class SlidePainter:
    """Paints the slides of one map in one placement and theme."""

    def __init__(
        self, placement: Placement, theme: Theme, measure: Measure, look: SlideLook = PLAIN_LOOK
    ) -> None:
        self._placement, self.theme, self.measure, self._look = placement, theme, measure, look
        self._painter = MapPainter(measure)
        self._inks = Inks(theme)

    def paint(self, painter: QPainter, slide: Slide, *, detail: float = 1.0) -> None:
        """Paint a slide into (0, 0) to SLIDE; `detail` is how many pixels a unit takes."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(0, 0, *SLIDE), QColor(self.theme.canvas))
        top = self._paint_title(painter, slide)
        area = Box(_MARGIN, top, SLIDE[0] - 2 * _MARGIN, SLIDE[1] - top - _MARGIN)
        self._paint_map(painter, slide, area, detail)
        painter.restore()

    def _paint_title(self, painter: QPainter, slide: Slide) -> float:
        """Paint the title; return where the map may begin."""
        if not slide.step.title:
            return _MARGIN
        width = SLIDE[0] - 2 * _MARGIN
        words = shown(slide.step.title)
        block = self.measure.type.in_lines(words, _TITLE, width, _TITLE_PITCH, 2)
        painter.setPen(self._inks.pen(self.theme.text))
        draw_block(painter, block.moved(_MARGIN, _MARGIN * 0.7), self.measure.type)
        return _MARGIN * 0.7 + block.height + 12

    def _paint_map(self, painter: QPainter, slide: Slide, area: Box, detail: float) -> None:
        told = slide.told
        region = place_of(told) or self._region(told, area)
        if region is None:
            return
        most = NEAREST if told.place is not None else told.most_zoom or _MOST_ZOOM
        zoom = min(area.width / region.width, area.height / region.height, most)
        painter.setClipRect(QRectF(0, area.y, SLIDE[0], SLIDE[1] - area.y))
        painter.translate(*area.centre)
        painter.scale(zoom, zoom)
        painter.translate(-region.centre[0], -region.centre[1])
        x, y = region.centre
        width, height = SLIDE[0] / zoom, SLIDE[1] / zoom
        visible = Box(x - width, y - height, 2 * width, 2 * height)
        emphasis = Emphasis(dimmed=told.dimmed, dim=self._look.dim)
        scene = Scene(told.map, self._placement, self.theme, emphasis)
        self._painter.paint(painter, scene, visible, zoom * detail)
        if self._look.bars if slide.bars is None else slide.bars:
            paint_polls(painter, scene, findings(told.map), self.measure, dim=self._look.dim)

    def _region(self, told: Told, area: Box) -> Box | None:
        letter = self.measure.metrics.text_size
        found = seen_of(told, self._placement, (area.width, area.height), letter)
        return found.grown(4.0) if found is not None else None


def seen_of(told: Told, placement: Placement, room: Size, letter: float) -> Box | None:
    """Return what a step wants seen of a placement, on a slide with so much room below its title.

    `letter` is the size of the map's letters. None where nothing is there.
    """
    fit = _around(placement, told.fit) or _around(placement, told.map.statements)
    if fit is None:
        return None
    return nearer(fit, _around(placement, told.near), room, readable_zoom(SLIDE[1], letter))


def _around(placement: Placement, ids: Iterable[str]) -> Box | None:
    found: Box | None = None
    for id_ in ids:
        box = placement.boxes.get(StatementId(id_))
        if box is not None:
            found = box if found is None else found.united(box)
    return found


def place_of(told: Told) -> Box | None:
    """Return what a step insists on looking at, in the shape of a slide."""
    if told.place is None:
        return None
    x, y, width = told.place
    height = width * SLIDE[1] / SLIDE[0]
    return Box(x - width / 2, y - height / 2, width, height)


def slide_pngs(slides: list[Slide], painter: SlidePainter, width: int = 1920) -> list[bytes]:
    """Return every slide as a PNG of a width in pixels."""
    scale = width / SLIDE[0]
    return [_png(slide, painter, scale) for slide in slides]


def _png(slide: Slide, slides: SlidePainter, scale: float) -> bytes:
    made = QImage(round(SLIDE[0] * scale), round(SLIDE[1] * scale), QImage.Format.Format_RGB32)
    painter = QPainter(made)
    painter.scale(scale, scale)
    slides.paint(painter, slide, detail=scale)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not made.save(buffer, "PNG"):  # type: ignore[call-overload]
        raise UserError("a slide could not be written as PNG; try a smaller one")
    return bytes(buffer.data().data())
