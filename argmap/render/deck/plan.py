"""What stands on each slide of a deck: which statements, where, and how large.

A slide has no camera that could move: what a step shows is laid out for itself. Where that would be
too small to read, only what the step looks at stays, with what is next to it as far as it fits.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from argmap.layout.arrange import arrange
from argmap.layout.axes import lies_sideways
from argmap.layout.geometry import Box
from argmap.layout.placement import LayoutOptions, Placement
from argmap.model.argmap import ArgumentMap
from argmap.model.light_dataclass import dataclass
from argmap.model.records import Direction, LinkId, StatementId
from argmap.model.telling import Told, part_of
from argmap.render.deck.joints import shifted
from argmap.render.deck.package import TITLE, TITLE_SIZE
from argmap.render.deck.words import SLACK
from argmap.render.fonts import SEMIBOLD
from argmap.render.measure import Measure
from argmap.render.sheet import map_region
from argmap.render.slides import SLIDE, Slide, place_of
from argmap.render.text import TextStyle, shown

READABLE = 1.0
"""The least scale at which a talk can be followed: text of ten points on a slide 13 inches wide."""
_MOST = 1.6
_MARGIN, _FOOT = 28.0, 34.0
_TITLE_PITCH, _BELOW_TITLE = 34.0, 14.0
_FULLEST = 0.6  # the share of a slide that cards can take up, with lines between them
_BESIDE, _BETWEEN = 20.0, 40.0  # narrower than on the screen, where there is no edge


@dataclass(frozen=True, slots=True)
class Page:
    """One slide: its map, where everything stands in units of the slide, and how large it is."""

    slide: Slide
    map: ArgumentMap
    placement: Placement
    scale: float
    dimmed: frozenset[str]


def planned(
    slides: Sequence[Slide], measure: Measure, stands: Placement | None = None
) -> list[Page]:
    """Return all slides of a deck, in the direction of the map or else the one best to read.

    The direction is one for all, so that nothing turns from a slide to the next. `stands` is where
    everything stands in the map: for steps that insist on a place there.
    """
    slides = [_as_seen(slide, stands) for slide in slides]
    wanted = slides[0].told.map.meta.view.direction
    tried = (wanted,) if wanted is not None else (Direction.DOWN, Direction.RIGHT)
    plans = [[_page(slide, measure, direction) for slide in slides] for direction in tried]
    return max(plans, key=_ease)


def _as_seen(slide: Slide, stands: Placement | None) -> Slide:
    """Return a slide with no more than what is seen at the place that its step insists on.

    A box is seen where its middle is; where none is, the slide stays as it is.
    """
    told, place = slide.told, place_of(slide.told)
    if place is None or stands is None:
        return slide
    boxes = {id_: stands.boxes[id_] for id_ in told.map.statements if id_ in stands.boxes}
    seen = [id_ for id_, box in boxes.items() if place.holds(box.centre)]
    if not seen:
        return slide
    told = replace(told, map=part_of(told.map, seen), fit=tuple(seen), place=None)
    return replace(slide, told=told)


def title_style() -> TextStyle:
    """Return the style in which a title is measured: larger than it is written, by the slack."""
    return TextStyle(TITLE_SIZE / 75 * SLACK, SEMIBOLD)


def _ease(pages: Sequence[Page]) -> float:
    """Return how easily slides are read, as the sum of their scales up to what is enough."""
    return sum(min(page.scale, READABLE) for page in pages)


def _top(slide: Slide, measure: Measure) -> float:
    """Return where the map may begin below the title of a step."""
    if not slide.step.title.strip():
        return _MARGIN
    words = shown(slide.step.title)
    block = measure.type.in_lines(words, title_style(), TITLE.width, _TITLE_PITCH, 2)
    return TITLE.y + block.height + _BELOW_TITLE


def _page(slide: Slide, measure: Measure, direction: Direction) -> Page:
    """Return a slide laid out below its title."""
    told, top = slide.told, _top(slide, measure)
    area = Box(_MARGIN, top, SLIDE[0] - 2 * _MARGIN, SLIDE[1] - top - _FOOT)
    gap = _BETWEEN + (_label_room(told.map, measure) if lies_sideways(direction) else 0.0)
    options = LayoutOptions(told.map.meta.view.layout, direction, sibling_gap=_BESIDE, rank_gap=gap)
    *larger, smallest = _smaller(told)
    most = told.most_zoom or _MOST
    for map in larger:
        if _may_be_readable(map, measure, area):
            found = _fitted(map, options, measure, area, most)
            if found.scale >= READABLE:
                break
    else:
        found = _fitted(smallest, options, measure, area, most)
    return Page(slide, found.map, found.placement, found.scale, told.dimmed)


def _may_be_readable(map: ArgumentMap, measure: Measure, area: Box) -> bool:
    """Tell whether cards could be large enough in an area, were they packed as tightly as ever.

    It spares laying out hundreds of statements for nothing.
    """
    cards = sum(width * height for width, height in measure.sizes(map).values())
    return cards * READABLE**2 <= _FULLEST * area.width * area.height


def _label_room(map: ArgumentMap, measure: Measure) -> float:
    """Return how much longer lines that lie must be, so that the words beside signs have room."""
    m = measure.metrics
    words = {shown(link.label).strip() for link in map.links.values()} - {""}
    blocks = (
        measure.type.in_lines(one, TextStyle(m.label_size), m.label_width, m.label_pitch)
        for one in words
    )
    return max((block.right * SLACK for block in blocks), default=0.0)


@dataclass(frozen=True, slots=True)
class _Fitted:
    map: ArgumentMap
    placement: Placement
    scale: float


def _fitted(
    map: ArgumentMap, options: LayoutOptions, measure: Measure, area: Box, most: float
) -> _Fitted:
    """Return a map laid out, as large as an area allows and in the middle of it."""
    placement = arrange(map, measure.sizes(map), options)
    region = map_region(map, placement, measure)
    scale = min(area.width / region.width, area.height / region.height, most)
    (x, y), (left, top) = area.centre, region.centre
    return _Fitted(map, shifted(placement, scale, (x - left * scale, y - top * scale)), scale)


def _smaller(told: Told) -> Iterator[ArgumentMap]:
    """Yield what a step shows, then less and less of it, down to what it looks at."""
    yield told.map
    fit = {StatementId(id_) for id_ in told.fit if id_ in told.map.statements}
    if not fit or len(fit) == len(told.map.statements):
        return
    for near in (_around(told.map, fit), fit):
        if len(near) < len(told.map.statements):
            yield part_of(told.map, near)


def _around(map: ArgumentMap, ids: set[StatementId]) -> set[StatementId]:
    """Return statements with those that a link joins them to."""
    near = set(ids)
    for id_ in ids:
        for link in (*map.links_from.get(id_, ()), *map.links_into.get(id_, ())):
            near.update(map.links[link].premises)
            near.update(_statement_ends(map, link))
    return near


def _statement_ends(map: ArgumentMap, link: LinkId) -> Iterator[StatementId]:
    """Yield the statement a link bears on, or those at both ends of the link it bears on."""
    target = map.links[link].target
    if target in map.statements:
        yield StatementId(target)
    elif target in map.links:
        onto = map.links[LinkId(target)]
        yield from onto.premises
        if onto.target in map.statements:
            yield StatementId(onto.target)
