"""What stands where on the card of a statement: header, text, chips.

A look is a value, in pixels from the card's top left corner; the screen, PNG, SVG and PDF all draw
the same one. The width is chosen so that cards have two to six lines and are no ribbons.
"""

from enum import StrEnum
from math import ceil, sqrt

from argmap.layout.geometry import Box, Size
from argmap.model.light_dataclass import dataclass
from argmap.model.records import Statement, StatementKind
from argmap.render.fonts import SEMIBOLD
from argmap.render.shapes import Shape, flap, folded, left_bar, rounded
from argmap.render.style import Metrics
from argmap.render.text import TextBlock, TextExtent, TextStyle, Typesetter, shown

MOST_LINES = 60
"""Lines of text on one card; what is beyond is cut there, never in the map."""

MOST_CHARACTERS = 8000
"""More than that cannot stand in so many lines and is not even laid out."""

# By number of lines: how wide a text may be before it takes one line more (at text scale 1).
_PREFERRED = (168.0, 196.0, 204.0, 224.0, 248.0, 288.0)
_SAMPLE = "Most words of most statements have letters as wide as these."
_STEP = 10.0  # widths come in steps, so that neighbours are often equal

KIND_WORDS = {
    StatementKind.CLAIM: "Claim",
    StatementKind.EVIDENCE: "Evidence",
    StatementKind.COUNTERPOINT: "Counterpoint",
    StatementKind.QUESTION: "Question",
}


class ChipKind(StrEnum):
    """What a chip says: where a quote is from, how close to it, who speaks, how sure, a tag."""

    QUOTE = "quote"
    FIDELITY = "fidelity"
    VOICE = "voice"
    CREDENCE = "credence"
    TAG = "tag"


@dataclass(frozen=True, slots=True)
class Chip:
    """A small note below the text. `icon` is where its icon stands; a tag has none."""

    kind: ChipKind
    box: Box
    icon: Box | None
    text: TextBlock


@dataclass(frozen=True, slots=True)
class StatementLook:
    """Everything on a card, in pixels from its top left corner."""

    size: Size
    icon: Box
    kind: TextBlock
    aside: TextBlock | None
    text: TextBlock
    text_box: Box
    chips: tuple[Chip, ...]


def kind_words(statement: Statement) -> tuple[str, str]:
    """Return the word for a statement's kind, and what is said beside it: basis, unstated."""
    beside = [statement.basis.value.replace("-", " ")] if statement.basis else []
    if statement.implicit:
        beside.append("unstated")
    return KIND_WORDS[statement.kind], ", ".join(beside)


def chip_texts(statement: Statement, references: list[str]) -> list[tuple[ChipKind, str]]:
    """Return what the chips of a statement say, in their order."""
    chips = [(ChipKind.QUOTE, reference) for reference in references]
    if statement.fidelity is not None and statement.quotes:
        chips.append((ChipKind.FIDELITY, statement.fidelity.value))
    voice = statement.voice.value if statement.voice else ""
    if statement.speaker:
        spoken = f"{statement.speaker} ({voice})" if voice else statement.speaker
        chips.append((ChipKind.VOICE, spoken))
    elif voice:
        chips.append((ChipKind.VOICE, voice))
    if statement.credence is not None:
        chips.append((ChipKind.CREDENCE, f"{round(statement.credence * 100)} % sure"))
    chips.extend((ChipKind.TAG, tag) for tag in statement.tags)
    return chips


def has_chips(statement: Statement) -> bool:
    """Tell whether a card has chips below its text."""
    said = statement.quotes or statement.tags or statement.speaker or statement.voice
    return bool(said) or statement.credence is not None


class CardSetter:
    """Sets cards with a typesetter's fonts, by the metrics of one text scale."""

    def __init__(self, typesetter: Typesetter, metrics: Metrics) -> None:
        self._type = typesetter
        self._metrics = metrics
        self._scale = metrics.text_size / Metrics().text_size
        self._text_style = TextStyle(metrics.text_size)
        self._unstated_style = TextStyle(metrics.text_size, italic=True)
        self._header_style = TextStyle(metrics.header_size, SEMIBOLD)
        self._aside_style = TextStyle(metrics.header_size)
        self._chip_style = TextStyle(metrics.chip_size)
        self._letter = typesetter.advance(_SAMPLE, self._text_style) / len(_SAMPLE)
        self._narrowest = metrics.narrowest - metrics.left - metrics.right
        self._widest = metrics.widest - metrics.left - metrics.right

    def size(self, statement: Statement, references: list[str]) -> Size:
        """Return the size of the card of a statement whose sources go by these names."""
        text, style, chips = self._words_on(statement, references)
        inner, extent = self._fitted(statement, text, style, chips)
        below = self._flow(chips, inner, self._text_top + extent.height)[1]
        return self._whole(inner, below)

    def rough_size(self, letters: int, breaks: int, *, chips: bool) -> Size:
        """Return about the size of a card by the letters and line breaks of its text.

        `chips` tells whether it has any. Quick, and no use of Qt. For a first picture alone; every
        tenth card has a line more or less than that.
        """
        total = max(letters, 1) * self._letter
        width = max(self._preferred_width(total), self._narrowest)
        lines = ceil(total * 1.04 / width) + breaks
        inner = self._in_steps(max(min(total / lines * 1.05, width), self._narrowest))
        m = self._metrics
        end = self._text_top + min(lines, MOST_LINES) * m.text_pitch
        return self._whole(inner, end + m.chips_gap + m.chip_height if chips else end)

    def look(self, statement: Statement, references: list[str]) -> StatementLook:
        """Return the card of a statement whose sources go by these names."""
        m = self._metrics
        text, style, chips = self._words_on(statement, references)
        inner, _ = self._fitted(statement, text, style, chips)
        icon = Box(m.left, m.top + (m.header_height - m.icon) / 2, m.icon, m.icon)
        kind, aside = self._header(statement, inner)
        block = self._type.in_lines(text, style, inner, m.text_pitch, MOST_LINES)
        text_box = Box(m.left, self._text_top, inner, block.height)
        placed, end = self._flow(chips, inner, text_box.bottom)
        words = block.moved(m.left, text_box.y)
        return StatementLook(self._whole(inner, end), icon, kind, aside, words, text_box, placed)

    def _words_on(
        self, statement: Statement, references: list[str]
    ) -> tuple[str, TextStyle, list[tuple[ChipKind, str]]]:
        """Return the text on a card as it is drawn, its style, and what the chips say."""
        chips = [(kind, shown(text)) for kind, text in chip_texts(statement, references)]
        style = self._unstated_style if statement.implicit else self._text_style
        return shown(statement.text[:MOST_CHARACTERS]), style, chips

    def _fitted(
        self, statement: Statement, text: str, style: TextStyle, chips: list[tuple[ChipKind, str]]
    ) -> tuple[float, TextExtent]:
        """Return how wide the text of a card may be, and what it takes up then."""
        tried, room = self._broken_well(text, style)
        # Half a pixel more: what is measured again may differ by a hair.
        inner = self._in_steps(max(tried.widest + 0.5, self._needed(statement, chips)))
        return inner, tried if inner <= room else self._extent(text, style, inner)

    @property
    def _text_top(self) -> float:
        m = self._metrics
        return m.top + m.header_height + m.header_gap

    def _whole(self, inner: float, end: float) -> Size:
        """Return the size of a card by the width of its text and where its last row ends."""
        m = self._metrics
        return m.left + inner + m.right, float(ceil(end + m.bottom))

    def _in_steps(self, width: float) -> float:
        m, step = self._metrics, _STEP * self._scale
        return ceil((width + m.left + m.right) / step - 1e-6) * step - m.left - m.right

    def _needed(self, statement: Statement, chips: list[tuple[ChipKind, str]]) -> float:
        """Return the width that header and chips need, within the widest card."""
        m = self._metrics
        word, beside = kind_words(statement)
        header = m.icon + m.icon_gap + self._type.advance(word, self._header_style)
        if beside:
            header += m.icon_gap + self._type.advance(beside, self._aside_style)
        if statement.kind is StatementKind.EVIDENCE:
            header += max(0.0, m.fold + 4 - m.right)
        widths = [min(self._chip_width(kind, text), self._widest) for kind, text in chips]
        return max(header, self._narrowest, *widths)

    def _broken_well(self, text: str, style: TextStyle) -> tuple[TextExtent, float]:
        """Return what a text takes up in lines as even as possible, and the width for that.

        It breaks alike at every width between its longest line and that one.
        """
        naturals = self._type.natural_widths(text, style)
        total = sum(naturals)
        width = max(self._preferred_width(total), self._narrowest)
        wide = self._extent(text, style, width)
        snug = max(total / wide.lines * 1.03, self._narrowest)
        if max(naturals) > width and snug < width:
            narrower = self._extent(text, style, snug)
            if narrower.lines == wide.lines:
                return narrower, snug
        return wide, width

    def _extent(self, text: str, style: TextStyle, width: float) -> TextExtent:
        return self._type.extent(text, style, width, self._metrics.text_pitch, MOST_LINES)

    def _preferred_width(self, total: float) -> float:
        for lines, preferred in enumerate(_PREFERRED, start=1):
            # A line is seldom full; a single one always is.
            if total * (1.0 if lines == 1 else 1.08) / lines <= preferred * self._scale:
                return preferred * self._scale
        m = self._metrics
        widest = m.widest_of_long - m.left - m.right - _STEP * self._scale
        square = sqrt(total * m.text_pitch * 1.6)
        return min(max(square, _PREFERRED[-1] * self._scale), widest)

    def _header(self, statement: Statement, inner: float) -> tuple[TextBlock, TextBlock | None]:
        m = self._metrics
        word, beside = kind_words(statement)
        x = m.left + m.icon + m.icon_gap
        kind = self._type.in_one_line(word, self._header_style, inner, m.header_height)
        kind = kind.moved(x, m.top)
        if not beside:
            return kind, None
        left = kind.right + m.icon_gap
        room = m.left + inner - left + 0.5
        aside = self._type.in_one_line(beside, self._aside_style, room, m.header_height)
        return kind, aside.moved(left, m.top)

    def _chip_width(self, kind: ChipKind, text: str) -> float:
        before, after = self._chip_room(kind)
        return before + self._type.advance(text, self._chip_style) + after + 0.5

    def _chip_room(self, kind: ChipKind) -> tuple[float, float]:
        """Return what a chip needs before and after its words."""
        m = self._metrics
        return (m.chip_gap, m.chip_gap) if kind is ChipKind.TAG else (m.chip_size + 4, 0.0)

    def _flow(
        self, chips: list[tuple[ChipKind, str]], inner: float, y: float
    ) -> tuple[tuple[Chip, ...], float]:
        """Set chips in rows below y; return them and where the last row ends."""
        if not chips:
            return (), y
        m = self._metrics
        placed: list[Chip] = []
        x, y = 0.0, y + m.chips_gap
        for kind, text in chips:
            width = min(self._chip_width(kind, text), inner)
            if x and x + width > inner:
                x, y = 0.0, y + m.chip_height + 3
            placed.append(self._chip(kind, text, Box(m.left + x, y, width, m.chip_height)))
            x += width + m.chip_gap + 2
        return tuple(placed), y + m.chip_height

    def _chip(self, kind: ChipKind, text: str, box: Box) -> Chip:
        side = self._metrics.chip_size
        before, after = self._chip_room(kind)
        room = box.width - before - after
        words = self._type.in_one_line(text, self._chip_style, room, box.height)
        middle = box.y + (box.height - side) / 2
        icon = None if kind is ChipKind.TAG else Box(box.x, middle, side, side)
        return Chip(kind, box, icon, words.moved(box.x + before, box.y))


@dataclass(frozen=True, slots=True)
class CardShapes:
    """The outlines of a card; only evidence has a folded corner."""

    outline: Shape
    bar: Shape
    flap: Shape | None
    radius: float


def card_shapes(kind: StatementKind, size: Size, m: Metrics) -> CardShapes:
    """Return the outlines of a card with its top left corner at the origin."""
    box = Box(0.0, 0.0, *size)
    radius = m.question_radius if kind is StatementKind.QUESTION else m.radius
    # Half a pixel more on every side, so that the bar covers the hairline around the card.
    bar = left_bar(box.grown(0.5), radius + 0.5, m.bar + 0.5)
    if kind is StatementKind.EVIDENCE:
        return CardShapes(folded(box, radius, m.fold), bar, flap(box, m.fold), radius)
    return CardShapes(rounded(box, radius), bar, None, radius)
