"""The sheet of a picture: the map, and what stands around it on request.

A title above; a legend of what occurs in the map and the list of its sources below. Positions only;
PNG, SVG and PDF put the same sheet down.
"""

from dataclasses import field, replace

from argmap.layout.geometry import Bend, Box, Curve, Point, Size, line
from argmap.layout.placement import LinkRoute, Placement
from argmap.model.argmap import ArgumentMap
from argmap.model.light_dataclass import dataclass
from argmap.model.records import Link, LinkId, StatementKind
from argmap.render.card import KIND_WORDS
from argmap.render.culling import route_edges
from argmap.render.fonts import SEMIBOLD
from argmap.render.link_look import Ink, LinkLook, Mark, link_look
from argmap.render.measure import Measure
from argmap.render.references import full_reference, quoted_sources
from argmap.render.style import LinkRole, link_role
from argmap.render.text import TextBlock, TextStyle, Typesetter, shown
from argmap.render.words import ROLE_WORDS

MARGIN = 16.0
_EDGE = 8.0  # the least there must be between the map and the edge of the picture
_NARROWEST = 420.0  # of a sheet with words around the map
_TITLE, _BYLINE = TextStyle(22.0, SEMIBOLD), TextStyle(12.0)
_HEADING, _SMALL = TextStyle(12.0, SEMIBOLD), TextStyle(12.0)
_PITCH = 17.0
_CARD: Size = (26.0, 18.0)
_LINE_LENGTH = 54.0
_ITEM_HEIGHT = 26.0
_ITEM_GAP = 22.0


@dataclass(frozen=True, slots=True)
class SheetText:
    """Words on the sheet; `url` where they lead to."""

    block: TextBlock
    muted: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True)
class LegendCard:
    """A small card of a kind in the legend."""

    kind: StatementKind
    box: Box
    unstated: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet in pixels at scale 1; the map's origin stands at `origin`."""

    size: Size
    origin: Point
    texts: tuple[SheetText, ...] = ()
    cards: tuple[LegendCard, ...] = ()
    links: tuple[LinkLook, ...] = ()


@dataclass(frozen=True, slots=True)
class Around:
    """What to put around the map."""

    title: bool = False
    legend: bool = False
    sources: bool = False


def sheet_of(map: ArgumentMap, placement: Placement, measure: Measure, around: Around) -> Sheet:
    """Return the sheet of a picture of a map."""
    region = map_region(map, placement, measure)
    if not (around.title or around.legend or around.sources):
        return Sheet((region.width, region.height), (-region.x, -region.y))
    width = max(region.width, _NARROWEST)
    made = _Growing(width - 2 * MARGIN, measure)
    if around.title:
        made.title(map)
    origin = (width - region.width) / 2 - region.x, made.y - region.y
    made.y += region.height
    if around.legend:
        made.legend(map)
    if around.sources:
        made.sources(map)
    height = made.y + (MARGIN if around.legend or around.sources else 0.0)
    return Sheet((width, height), origin, tuple(made.texts), tuple(made.cards), tuple(made.links))


def map_region(map: ArgumentMap, placement: Placement, measure: Measure) -> Box:
    """Return the rectangle of the map's coordinates that a picture shows: nothing is cut off."""
    region = Box(*placement.origin, *(max(side, 2 * MARGIN) for side in placement.size))
    for box in (*placement.boxes.values(), *placement.frames.values()):
        region = region.united(box.grown(_EDGE))
    for id_, route in placement.routes.items():
        left, top, right, bottom = route_edges(route)
        region = region.united(Box(left, top, right - left, bottom - top).grown(2.0))
        link = map.links.get(id_)
        if link is not None and link.label:
            role = link_role(map, link)
            look = link_look(link, role, route, measure.type, measure.metrics)
            if look.label_box is not None:
                region = region.united(look.label_box.grown(_EDGE))
    return region


@dataclass
class _Growing:
    """A sheet in the making; `y` is where the next thing goes."""

    width: float
    measure: Measure
    y: float = 0.0
    texts: list[SheetText] = field(default_factory=list)
    cards: list[LegendCard] = field(default_factory=list)
    links: list[LinkLook] = field(default_factory=list)

    def title(self, map: ArgumentMap) -> None:
        """Put the map's title, its authors and its date."""
        self.y += MARGIN
        if map.meta.title:
            self._lines(map.meta.title, _TITLE, 28.0)
        byline = " · ".join(filter(None, (", ".join(map.meta.authors), map.meta.date)))
        if byline:
            self._lines(byline, _BYLINE, _PITCH, muted=True)

    def legend(self, map: ArgumentMap) -> None:
        """Put one sample for each kind of card and link that the map has."""
        self.y += MARGIN
        x = 0.0
        for kind, unstated in _card_kinds(map):
            word = "Unstated" if unstated else KIND_WORDS[kind]
            x = self._next(x, _CARD[0], word)
            top = self.y + (_ITEM_HEIGHT - _CARD[1]) / 2
            self.cards.append(LegendCard(kind, Box(MARGIN + x, top, *_CARD), unstated))
            x = self._word(x + _CARD[0] + 8, word)
        for role in _link_roles(map):
            word = ROLE_WORDS[role]
            x = self._next(x, _LINE_LENGTH, word)
            self.links.append(_sample(role, MARGIN + x, self.y + _ITEM_HEIGHT / 2, self.measure))
            x = self._word(x + _LINE_LENGTH + 8, word)
        if any(len(link.premises) > 1 for link in map.links.values()):
            x = self._next(x, _LINE_LENGTH, "linked premises")
            at = MARGIN + x, self.y + _ITEM_HEIGHT / 2
            self.links.append(_linked_sample(*at, self.measure))
            self._word(x + _LINE_LENGTH + 8, "linked premises")
        self.y += _ITEM_HEIGHT

    def sources(self, map: ArgumentMap) -> None:
        """Put the sources that are quoted, each as a line of a bibliography."""
        sources = quoted_sources(map)
        if not sources:
            return
        self.y += MARGIN
        self._lines("Sources", _HEADING, 20.0)
        for source in sources:
            self._lines(full_reference(source), _SMALL, _PITCH, muted=True, url=source.url)

    def _lines(
        self, words: str, style: TextStyle, pitch: float, *, muted: bool = False, url: str = ""
    ) -> None:
        block = self._type.in_lines(shown(words), style, self.width, pitch)
        self.texts.append(SheetText(block.moved(MARGIN, self.y), muted, url))
        self.y += block.height

    def _next(self, x: float, sample: float, word: str) -> float:
        """Return where the next sample goes: x, or the start of a new row."""
        if x and x + sample + 8 + self._type.advance(word, _SMALL) > self.width:
            self.y += _ITEM_HEIGHT
            return 0.0
        return x

    def _word(self, x: float, word: str) -> float:
        """Put the word of a sample; return where the next sample may go."""
        block = self._type.in_one_line(word, _SMALL, self.width, _ITEM_HEIGHT)
        self.texts.append(SheetText(block.moved(MARGIN + x, self.y)))
        return x + block.right + _ITEM_GAP

    @property
    def _type(self) -> Typesetter:
        return self.measure.type


def _card_kinds(map: ArgumentMap) -> list[tuple[StatementKind, bool]]:
    present = {statement.kind for statement in map.statements.values()}
    kinds = [(kind, False) for kind in StatementKind if kind in present]
    if any(statement.implicit for statement in map.statements.values()):
        kinds.append((StatementKind.CLAIM, True))
    return kinds


def _link_roles(map: ArgumentMap) -> list[LinkRole]:
    present = {link_role(map, link) for link in map.links.values()}
    return [role for role in LinkRole if role in present]


def _sample(role: LinkRole, x: float, y: float, measure: Measure) -> LinkLook:
    """Return a short link from left to right."""
    end = x + _LINE_LENGTH - 5
    route = LinkRoute((line((x, y), (end, y)),), None, None, (x, y), (x + 21, y), (1.0, 0.0))
    return _look(role, route, measure)


def _linked_sample(x: float, y: float, measure: Measure) -> LinkLook:
    """Return two short lines that meet at a bar, small enough for a row of the legend."""
    at = x + 20.0, y
    legs = tuple(
        Curve((x, y + dy), (Bend((x + 12, y + dy), (x + 8, y), at),)) for dy in (-8.0, 8.0)
    )
    trunk = line(at, (x + _LINE_LENGTH, y))
    look = _look(LinkRole.SUPPORTS, LinkRoute(legs, trunk, at, at, at, (1.0, 0.0)), measure)
    bar = (("M", (at[0], y - 8)), ("L", (at[0], y + 8)))
    marks = (*look.marks[:-1], Mark(bar, Ink.LINE, 4.0))
    return replace(look, marks=marks, badge=(), box=Box(x, y - 10, _LINE_LENGTH, 20))


def _look(role: LinkRole, route: LinkRoute, measure: Measure) -> LinkLook:
    return link_look(Link(LinkId(""), (), ""), role, route, measure.type, measure.metrics)
