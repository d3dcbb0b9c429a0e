"""The card of a statement as a group of native shapes: one with the words, its bar, its icon.

The shape with the words is what connectors are glued to. It is a rounded rectangle of the program
that opens the deck, unless the kind has another outline or lines meet it beside its middles.
"""

from collections.abc import Callable, Mapping, Sequence

from argmap.layout.geometry import Box, Point
from argmap.model.argmap import ArgumentMap
from argmap.model.light_dataclass import dataclass
from argmap.model.records import SourceId, Statement, StatementKind
from argmap.render.card import (
    MOST_CHARACTERS,
    MOST_LINES,
    Chip,
    ChipKind,
    StatementLook,
    card_shapes,
)
from argmap.render.deck.drawing import (
    NO_LINE,
    Line,
    Named,
    freeform,
    group,
    rounded_rectangle,
    shape,
)
from argmap.render.deck.words import Paragraph, Run, body
from argmap.render.icons import scaled_parts
from argmap.render.measure import Measure
from argmap.render.shapes import moved
from argmap.render.style import Theme, Tone
from argmap.render.text import shown
from argmap.render.words import statement_words

Relate = Callable[[str], str]
"""Gives the id of a slide's relation to a web address."""
Number = Callable[[str], int]
"""Gives the number of a shape by its name, the same on every slide."""

_WEB = ("https://", "http://")
_MARKS = {ChipKind.QUOTE: "“ ", ChipKind.TAG: "#"}
UNSTATED = "sysDash"


@dataclass(frozen=True, slots=True)
class CardWriter:
    """Writes the cards of one slide."""

    map: ArgumentMap
    measure: Measure
    scale: float
    relate: Relate
    number: Number

    def xml(
        self, statement: Statement, box: Box, theme: Theme, ports: Sequence[Point], *, free: bool
    ) -> str:
        """Return a card in a box; `ports` are further places to glue lines to, `free` whether any
        slide of the deck has such on this card.
        """
        look = self.measure.look(statement, self.map.sources)
        tone = theme.tone(statement.kind, statement.color)
        shapes = card_shapes(statement.kind, look.size, self.measure.metrics)
        name, scale = f"!!{statement.id}", self.scale
        at = (box.x, box.y)
        if free or statement.kind is StatementKind.EVIDENCE:
            outline = moved(shapes.outline, *at, scale)
            geometry = freeform(
                [outline], box, [*middles(box), *(_out(p, box, scale) for p in ports)]
            )
        else:
            geometry = rounded_rectangle(box, shapes.radius * scale)
        edge = Line(theme.hairline, scale)
        if statement.implicit:
            edge = Line(theme.muted, scale, UNSTATED)
        words = body(self._paragraphs(statement, look, tone, theme), scale, self._insets())
        said = statement_words(self.map, statement)
        card = shape(self._named(str(statement.id), said), box, geometry, tone.fill, edge, words)
        parts = [card, self._bar(statement, look, at, tone), *self._icon(statement, look, at, tone)]
        if shapes.flap is not None:
            side = self.measure.metrics.fold * scale
            corner = Box(box.right - side, box.y, side, side)
            flap = freeform([moved(shapes.flap, *at, scale)], corner)
            parts.insert(1, shape(self._named(f"{name} fold"), corner, flap, theme.canvas, edge))
        return group(self._named(name, said), box, parts)

    def _named(self, name: str, words: str = "") -> Named:
        return Named(self.number(name), name, words)

    def _bar(self, statement: Statement, look: StatementLook, at: Point, tone: Tone) -> str:
        bar = card_shapes(statement.kind, look.size, self.measure.metrics).bar
        m = self.measure.metrics
        box = Box(
            at[0] - 0.5 * self.scale,
            at[1] - 0.5 * self.scale,
            (m.bar + 0.5) * self.scale,
            (look.size[1] + 1) * self.scale,
        )
        geometry = freeform([moved(bar, *at, self.scale)], box)
        return shape(self._named(f"!!{statement.id} bar"), box, geometry, tone.bar, NO_LINE)

    def _icon(self, statement: Statement, look: StatementLook, at: Point, tone: Tone) -> list[str]:
        icon = look.icon
        scale = self.scale
        box = Box(
            at[0] + icon.x * scale, at[1] + icon.y * scale, icon.width * scale, icon.height * scale
        )
        outlines = [part.shape for part in scaled_parts(statement.kind.value, box)]
        line = Line(tone.bar, 1.3 * scale, round=True)
        geometry = freeform(outlines, box)
        return [shape(self._named(f"!!{statement.id} icon"), box, geometry, "", line)]

    def _insets(self) -> tuple[float, ...]:
        m, scale = self.measure.metrics, self.scale
        return m.left * scale, m.top * scale, m.right * scale, 0.0

    def _paragraphs(
        self, statement: Statement, look: StatementLook, tone: Tone, theme: Theme
    ) -> list[Paragraph]:
        m = self.measure.metrics
        header = [Run(look.kind.lines[0].text, look.kind.style, tone.bar)]
        if look.aside is not None:
            header.append(Run("  " + look.aside.lines[0].text, look.aside.style, theme.muted))
        found = [Paragraph(tuple(header), m.header_height, indent=m.icon + m.icon_gap)]
        lines = look.text.lines
        pitch = look.text.height / max(len(lines), 1)
        before = m.header_gap
        for words in card_text(statement, look).split("\n"):
            found.append(Paragraph((Run(words, look.text.style, theme.text),), pitch, before))
            before = 0.0
        return found + self._chips(statement, look, theme)

    def _chips(self, statement: Statement, look: StatementLook, theme: Theme) -> list[Paragraph]:
        """Return the notes below the text: those that stand in one row in one paragraph."""
        m, found = self.measure.metrics, list[Paragraph]()
        urls = iter(_addresses(statement, self.map))
        rows: dict[float, list[Chip]] = {}
        for chip in look.chips:
            rows.setdefault(chip.box.y, []).append(chip)
        before = m.chips_gap
        for row in rows.values():
            runs: list[Run] = []
            for chip in row:
                style, words = chip.text.style, chip.text.lines[0].text
                url = next(urls, "") if chip.kind is ChipKind.QUOTE else ""
                gap = "   " if runs else ""
                runs.append(Run(gap + _MARKS.get(chip.kind, ""), style, theme.muted))
                link = self.relate(url) if url.startswith(_WEB) else ""
                runs.append(Run(words, style, theme.muted, link))
            found.append(Paragraph(tuple(runs), m.chip_height, before))
            before = 3.0
        return found


def card_text(statement: Statement, look: StatementLook) -> str:
    """Return the text of a card: that of the statement, cut where it is cut in every picture."""
    lines = look.text.lines
    if len(lines) >= MOST_LINES or len(statement.text) > MOST_CHARACTERS:
        return " ".join(line.text for line in lines)
    return shown(statement.text)


def _addresses(statement: Statement, map: ArgumentMap) -> list[str]:
    """Return the web address of each quoted source, in the order of the chips."""
    sources: Mapping[SourceId, object] = dict.fromkeys(quote.source for quote in statement.quotes)
    return [map.sources[id_].url if id_ in map.sources else "" for id_ in sources]


def middles(box: Box) -> list[Point]:
    """Return the middles of the edges in the order of a rectangle's sites."""
    x, y = box.centre
    return [(x, box.y), (box.x, y), (x, box.bottom), (box.right, y)]


def _out(port: Point, box: Box, scale: float) -> Point:
    return box.x + port[0] * scale, box.y + port[1] * scale
