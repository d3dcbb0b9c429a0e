"""A map as SVG, by our own writer: text stays text, and everything has a name.

The lines of text stand where they were measured, so that the picture looks as the PNG does. Colours
are classes of one style sheet. Numbers have one decimal and nothing depends on the machine: the
same map gives the same file.
"""

from collections.abc import Mapping

from argmap.io.embed import svg_metadata
from argmap.layout.geometry import Box, Point
from argmap.layout.placement import Placement
from argmap.model.argmap import ArgumentMap
from argmap.model.records import Link, LinkId, Statement, StatementId
from argmap.render.card import ChipKind, StatementLook, card_shapes
from argmap.render.fold_badge import HEIGHT, Bearing, Folded, badge_of
from argmap.render.frames import RADIUS, frame_title
from argmap.render.icons import scaled_parts
from argmap.render.link_look import Ink, LinkLook, Mark, link_look
from argmap.render.measure import Measure
from argmap.render.picture import DEFAULTS, PictureOptions, picture_scale
from argmap.render.shapes import decimal, moved, rounded, svg_path
from argmap.render.sheet import LegendCard, Sheet, sheet_of
from argmap.render.sheet_paint import legend_card_shapes
from argmap.render.statement_paint import CHIP_ICONS
from argmap.render.style import LINE_STYLES, PALETTE_NAMES, ROUND, UNSTATED, LinkRole, link_role
from argmap.render.svg_text import (
    Ids,
    attributes,
    element,
    plain,
    style_sheet,
    text_element,
)
from argmap.render.words import link_words, map_words, statement_words

_INK = {
    Bearing.FOR: "supports-mark",
    Bearing.AGAINST: "opposes-mark",
    Bearing.ANSWERING: "answers-mark",
    Bearing.ASKING: "question-bar",
}
"""The classes of what is drawn in the colour of a bearing."""


def svg_text(
    map: ArgumentMap,
    placement: Placement,
    options: PictureOptions = DEFAULTS,
    map_bytes: bytes | None = None,
    measure: Measure | None = None,
) -> str:
    """Return a map as SVG; with `map_bytes` and `embed` it opens again as the map."""
    measure = measure or Measure()
    theme = options.picture_theme()
    sheet = sheet_of(map, placement, measure, options.around())
    scale = picture_scale(sheet.size, options)
    width, height = sheet.size
    head = attributes(
        xmlns="http://www.w3.org/2000/svg",
        width=decimal(width * scale),
        height=decimal(height * scale),
        view_box=f"0 0 {decimal(width)} {decimal(height)}",
        role="graphics-document",
        aria_labelledby="title desc",
        lang=map.meta.language,
    )
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<svg{head}>"]
    lines.append(f'<title id="title">{plain(map.meta.title or "Argument map")}</title>')
    lines.append(f'<desc id="desc">{plain(map_words(map))}</desc>')
    if map_bytes is not None and options.embed:
        lines.append(svg_metadata(map_bytes))
    lines.append(f"<style>\n{style_sheet(theme)}</style>")
    if not options.transparent:
        lines.append(f'<rect class="ground" width="{decimal(width)}" height="{decimal(height)}"/>')
    lines.extend(MapWriter(map, placement, measure, folded=options.folded).sheet(sheet))
    lines.append("</svg>")
    return "\n".join(lines) + "\n"


class MapWriter:
    """Writes the parts of one map. With `apart` each sign is a group of its own, as its line is.

    Groups have the ids that `ids` gives: `g` frames, `l` lines, `b` signs, `s` cards.
    """

    def __init__(
        self,
        map: ArgumentMap,
        placement: Placement,
        measure: Measure,
        *,
        apart: bool = False,
        folded: Mapping[StatementId, Folded] | None = None,
    ) -> None:
        self.ids = Ids()
        self._map = map
        self._placement = placement
        self._measure = measure
        self._apart = apart
        self._folded = folded or {}

    def parts(self) -> list[str]:
        """Return the map alone, in its own coordinates: frames, lines, signs, cards."""
        return [*self._frames(), *self._links(), *self._cards(), *self._folds()]

    def sheet(self, sheet: Sheet) -> list[str]:
        """Return the map at its place, and the words and samples around it."""
        x, y = sheet.origin
        shift = f' transform="translate({decimal(x)} {decimal(y)})"' if (x, y) != (0, 0) else ""
        lines = [f'<g id="map"{shift}>', *self.parts(), "</g>"]
        if sheet.cards or sheet.links:
            lines.append('<g id="legend">')
            for card in sheet.cards:
                lines.extend(_legend_card(card))
            for look in sheet.links:
                lines += [*_line(look), *_badge(look)]
            lines.append("</g>")
        for text in sheet.texts:
            written = text_element(text.block, "muted" if text.muted else "text")
            if text.url.startswith(("https://", "http://")):
                written = f"<a{attributes(href=text.url)}>{written}</a>"
            lines.append(written)
        return lines

    def _frames(self) -> list[str]:
        lines: list[str] = []
        for id_, frame in self._placement.frames.items():
            group = self._map.groups.get(id_)
            if group is None:
                continue
            tone = f"group-{group.color}" if group.color in PALETTE_NAMES else "group"
            name = attributes(
                id=self.ids.of("g", id_), role="img", aria_label=f"Group: {group.title}"
            )
            lines.append(f"<g{name}>")
            lines.append(element("path", cls=f"frame {tone}", d=svg_path(rounded(frame, RADIUS))))
            if group.title:
                block = frame_title(self._map, self._placement, group, self._measure.type)
                lines.append(text_element(block, f"{tone}-title"))
            lines.append("</g>")
        return lines

    def _links(self) -> list[str]:
        """Return all lines, and after them all signs."""
        looks = [
            (self._map.links[id_], self._look(id_))
            for id_ in self._placement.routes
            if id_ in self._map.links
        ]
        lines: list[str] = []
        for link, look in looks:
            lines += [f"<g{self._link_name(link, look.role)}>", *_line(look), "</g>"]
        for link, look in looks:
            name = attributes(id=self.ids.of("b", link.id)) if self._apart else ""
            lines += [f"<g{name}>", *_badge(look), "</g>"] if name else _badge(look)
        return lines

    def _look(self, id_: LinkId) -> LinkLook:
        link = self._map.links[id_]
        route, role = self._placement.routes[id_], link_role(self._map, link)
        return link_look(link, role, route, self._measure.type, self._measure.metrics)

    def _link_name(self, link: Link, role: LinkRole) -> str:
        return attributes(
            id=self.ids.of("l", link.id),
            cls=f"link {role}",
            role="img",
            aria_label=link_words(self._map, link),
        )

    def _cards(self) -> list[str]:
        lines: list[str] = []
        for id_, box in self._placement.boxes.items():
            statement = self._map.statements.get(id_)
            if statement is not None:
                lines.extend(self._card(statement, (box.x, box.y)))
        return lines

    def _folds(self) -> list[str]:
        """Return the badges of what is folded."""
        lines: list[str] = []
        for id_, folded in self._folded.items():
            if (card := self._placement.boxes.get(id_)) is None:
                continue
            badge = badge_of(folded, card, self._placement.direction, self._measure.type)
            lines.append(f"<g{attributes(cls='fold', role='img', aria_label=folded.words())}>")
            pill = svg_path(rounded(badge.box, HEIGHT / 2))
            lines.append(element("path", cls="card ground", d=pill))
            for bearing, block in badge.words:
                lines.append(text_element(block, _INK[bearing] if bearing else "text"))
            for bearing, piece in badge.bar:
                lines.append(element("path", cls=_INK[bearing], d=svg_path(rounded(piece, 0.0))))
            lines.append("</g>")
        return lines

    def _card(self, statement: Statement, at: Point) -> list[str]:
        look = self._measure.look(statement, self._map.sources)
        tone = statement.color if statement.color in PALETTE_NAMES else statement.kind.value
        shapes = card_shapes(statement.kind, look.size, self._measure.metrics)
        name = attributes(
            id=self.ids.of("s", StatementId(statement.id)),
            cls=f"statement {statement.kind}",
            role="img",
            aria_label=statement_words(self._map, statement),
        )
        edge = "card unstated" if statement.implicit else "card"
        lines = [f"<g{name}>"]
        outline = svg_path(moved(shapes.outline, *at))
        lines.append(element("path", cls=f"{edge} {tone}-fill", d=outline))
        if shapes.flap is not None:
            lines.append(element("path", cls="card ground", d=svg_path(moved(shapes.flap, *at))))
        lines.append(element("path", cls=f"{tone}-bar", d=svg_path(moved(shapes.bar, *at))))
        lines.extend(_icon(statement.kind.value, look, at, f"{tone}-icon"))
        lines.append(text_element(look.kind.moved(*at), f"{tone}-bar"))
        if look.aside is not None:
            lines.append(text_element(look.aside.moved(*at), "muted"))
        lines.append(text_element(look.text.moved(*at), "text"))
        lines.extend(_chips(look, at))
        return [*lines, "</g>"]


def _shifted(box: Box, by: Point) -> Box:
    return Box(box.x + by[0], box.y + by[1], box.width, box.height)


def _icon(name: str, look: StatementLook, at: Point, cls: str) -> list[str]:
    box = _shifted(look.icon, at)
    return [
        element("path", cls=f"icon {cls}", d=svg_path(part.shape, 2))
        for part in scaled_parts(name, box)
    ]


def _chips(look: StatementLook, at: Point) -> list[str]:
    lines: list[str] = []
    for chip in look.chips:
        box = _shifted(chip.box, at)
        if chip.kind is ChipKind.TAG:
            lines.append(element("path", cls="tag", d=svg_path(rounded(box, box.height / 2))))
        elif chip.icon is not None:
            cls = "muted" if chip.kind is ChipKind.QUOTE else "chip-icon"
            parts = scaled_parts(CHIP_ICONS[chip.kind], _shifted(chip.icon, at))
            lines += [element("path", cls=cls, d=svg_path(part.shape, 2)) for part in parts]
        lines.append(text_element(chip.text.moved(*at), "muted"))
    return lines


def _line(look: LinkLook) -> list[str]:
    style = LINE_STYLES[look.role]
    dashes = " ".join(decimal(dash * look.width, 2) for dash in style.dashes)
    lines = [
        element(
            "path",
            cls=f"line {look.role}-line",
            d=svg_path(shape),
            stroke_width=decimal(look.width, 2),
            stroke_dasharray=dashes,
            stroke_linecap="round" if style.round_ends else "",
        )
        for shape in look.lines
    ]
    return lines + [_mark(mark, look.role) for mark in look.marks]


def _badge(look: LinkLook) -> list[str]:
    lines: list[str] = []
    if look.label is not None and look.label_box is not None:
        box = look.label_box
        lines.append(element("path", cls="ground", d=svg_path(rounded(box, 3.0))))
        lines.append(text_element(look.label, f"{look.role}-mark"))
    rim = UNSTATED if look.implicit else ROUND
    dashes = " ".join(decimal(dash * 1.5, 2) for dash in rim.dashes)
    for mark in look.badge:
        if mark.ink is Ink.GROUND:
            cls = f"sign ground {look.role}-line"
            lines.append(element("path", cls=cls, d=svg_path(mark.shape), stroke_dasharray=dashes))
        else:
            lines.append(_mark(mark, look.role))
    return lines


def _mark(mark: Mark, role: LinkRole) -> str:
    shape = svg_path(mark.shape)
    if mark.ink is Ink.FILL:
        return element("path", cls=f"{role}-mark", d=shape)
    width = decimal(mark.width, 2)
    return element("path", cls=f"stroke {role}-line", d=shape, stroke_width=width)


def _legend_card(card: LegendCard) -> list[str]:
    outline, bar, corner = legend_card_shapes(card)
    edge = "card unstated" if card.unstated else "card"
    lines = [element("path", cls=f"{edge} {card.kind}-fill", d=svg_path(outline))]
    if corner is not None:
        lines.append(element("path", cls="card ground", d=svg_path(corner)))
    return [*lines, element("path", cls=f"{card.kind}-bar", d=svg_path(bar))]
