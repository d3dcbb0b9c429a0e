"""What shows of hands found, as small bars of native shapes beside what was asked.

They stand where every other picture has them; the shares are told by widths and in figures.
"""

from collections.abc import Iterator

from argmap.layout.geometry import Box, Point
from argmap.layout.placement import Placement
from argmap.model.argmap import ArgumentMap
from argmap.model.light_dataclass import dataclass
from argmap.model.polling import Finding, all_spoken, findings
from argmap.model.records import LinkId, StatementId
from argmap.model.story_words import Scale
from argmap.render.deck.cards import Number
from argmap.render.deck.drawing import NO_LINE, Line, Named, group, preset, rounded_rectangle, shape
from argmap.render.deck.faint import mixed
from argmap.render.deck.words import SLACK, Paragraph, Run, body
from argmap.render.fonts import SEMIBOLD
from argmap.render.measure import Measure
from argmap.render.poll_paint import BAR
from argmap.render.style import Theme
from argmap.render.text import TextStyle

_STYLE = TextStyle(9.5, SEMIBOLD)
_BOLD = SLACK * SLACK
"""How much wider these small words may run: bold letters differ more from font to font."""
_ROW, _EDGE, _GAP = 15.0, 6.0, 5.0
_STRENGTHS = (1.0, 0.42, 0.06)
_ANSWERS = ("agree", "unsure", "disagree")
_STALE = "(reworded)"


@dataclass(frozen=True, slots=True)
class PollWriter:
    """Writes the bars of one slide; `themes` by whether something is dimmed."""

    map: ArgumentMap
    measure: Measure
    scale: float
    number: Number
    themes: dict[bool, Theme]
    dimmed: frozenset[str]

    def bars(self, placement: Placement) -> Iterator[str]:
        """Yield the findings about everything that is on the slide."""
        for target, found in findings(self.map).items():
            theme = self.themes[target in self.dimmed]
            labels = ("before", "after") if len(found) > 1 else ("",)
            rows = [(one.when or name, one) for name, one in zip(labels, found, strict=False)]
            box = self._pill(target, placement, rows)
            if box is not None:
                yield self._group(target, box, rows, theme)

    def _pill(
        self, target: str, placement: Placement, rows: list[tuple[str, Finding]]
    ) -> Box | None:
        """Return where the bars stand: over a box's right upper corner, or beside a link's sign."""
        width = 2 * _EDGE + self._label_width(rows) + BAR[0] + _GAP + self._words_width(rows)
        width, height = width * self.scale, (len(rows) * _ROW + 5.0) * self.scale
        card = placement.boxes.get(StatementId(target))
        if card is not None:
            x, y = card.right + _EDGE * self.scale - width, card.y + 3.0 * self.scale - height
            return Box(x, y, width, height)
        route = placement.routes.get(LinkId(target))
        if route is None:
            return None
        x, y = route.badge
        return Box(x + 10.0 * self.scale, y + 18.0 * self.scale - height / 2, width, height)

    def _group(self, target: str, box: Box, rows: list[tuple[str, Finding]], theme: Theme) -> str:
        name, scale = f"!!{target} poll", self.scale
        edge = Line(theme.hairline, scale)
        round_ = rounded_rectangle(box, 6.0 * scale)
        parts = [shape(self._named(f"{name} card"), box, round_, theme.window, edge)]
        label = self._label_width(rows) * scale
        for row, (when, one) in enumerate(rows):
            top = box.y + (2.5 + row * _ROW) * scale
            left = box.x + _EDGE * scale
            at = f"{name} {row + 1}"
            if when:
                parts.append(self._words(f"{at} when", when, (left, top), label, theme.muted))
            parts += self._bar(at, one, (left + label, top), theme)
            words = _words(one)
            colour = theme.muted if one.stale else theme.text
            end = left + label + (BAR[0] + _GAP) * scale
            room = self._words_width(rows) * scale
            parts.append(self._words(f"{at} counts", words, (end, top), room, colour))
        said = f"Show of hands: {all_spoken([one for _, one in rows])}"
        return group(Named(self.number(name), name, said), box, parts)

    def _bar(self, at: str, one: Finding, corner: Point, theme: Theme) -> Iterator[str]:
        shares = one.shares if one.scale is Scale.AGREE else (one.shares[0], 0.0, 1 - one.shares[0])
        left, scale = corner[0], self.scale
        top = corner[1] + (_ROW - BAR[1]) / 2 * scale
        edge = Line(theme.muted, 0.6 * scale)
        for answer, share, strength in zip(_ANSWERS, shares, _STRENGTHS, strict=True):
            part = Box(left, top, BAR[0] * share * scale, BAR[1] * scale)
            left = part.right
            if share:
                fill = mixed(theme.accent, theme.window, strength)
                yield shape(self._named(f"{at} {answer}"), part, preset("rect"), fill, edge)

    def _words(self, name: str, words: str, corner: Point, room: float, colour: str) -> str:
        box = Box(*corner, room, _ROW * self.scale)
        line = Paragraph((Run(words, _STYLE, colour),), _ROW)
        text = body([line], self.scale, (0.0, 0.0, 0.0, 0.0), middle=True, wrap=False)
        return shape(self._named(name), box, preset("rect"), "", NO_LINE, text)

    def _named(self, name: str) -> Named:
        return Named(self.number(name), name)

    def _label_width(self, rows: list[tuple[str, Finding]]) -> float:
        widest = max(self.measure.type.advance(when, _STYLE) for when, _ in rows)
        return widest * _BOLD + _GAP if widest else 0.0

    def _words_width(self, rows: list[tuple[str, Finding]]) -> float:
        return max(self.measure.type.advance(_words(one), _STYLE) for _, one in rows) * _BOLD


def _words(one: Finding) -> str:
    return f"{one.words} {_STALE}" if one.stale else one.words
