"""Text in lines: where it breaks, and where every line stands.

Works in any script, right-to-left included: a paragraph takes its direction from its first strong
letter. The lines are values; screen, PNG, SVG and PDF all draw the same ones.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QGlyphRun, QTextLayout, QTextOption

from argmap.model.light_dataclass import dataclass
from argmap.render.fonts import REGULAR, font
from argmap.render.word_widths import WordWidths

ELLIPSIS = "…"
WIDE = 1e6
_LINE_END = "\u2028"
_SIGNS = (
    r" -@\[-`{-~\u00a0-\u00a9\u00ab-\u00b9\u00bb-\u00bf\n"
    r"\u2010-\u2027\u2030-\u205e\u20a0-\u20bf"
)
_SCRIPTS = r"A-Za-z\u00c0-\u024f", r"\u0370-\u03ff", r"\u0400-\u052f"
_PLAIN = re.compile("|".join(f"[{_SIGNS}{letters}]*" for letters in _SCRIPTS))
"""Texts that run rightwards for sure, in one script (Latin, Greek or Cyrillic) with its signs.

Where scripts meet, a sign takes the form that suits the letters before it, be they in another line.
"""
STRONG = {"L": False, "R": True, "AL": True}


@dataclass(frozen=True, slots=True)
class TextStyle:
    """Size in pixels, weight and slant of a text."""

    size: float
    weight: int = REGULAR
    italic: bool = False


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line: its words, left end, baseline and width, and whether it runs leftwards."""

    text: str
    x: float
    baseline: float
    width: float
    leftwards: bool = False


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Lines of one style. `height` is what they take up from where they were laid out."""

    style: TextStyle
    lines: tuple[TextLine, ...]
    height: float = 0.0

    @property
    def right(self) -> float:
        """The right end of the longest line."""
        return max((line.x + line.width for line in self.lines), default=0.0)

    def moved(self, dx: float, dy: float) -> "TextBlock":
        """Return the block elsewhere."""
        moved = tuple(
            TextLine(line.text, line.x + dx, line.baseline + dy, line.width, line.leftwards)
            for line in self.lines
        )
        return TextBlock(self.style, moved, self.height)


@dataclass(frozen=True, slots=True)
class TextExtent:
    """How many lines a text takes, how wide the longest is, how high they are together."""

    lines: int
    widest: float
    height: float


def shown(text: str) -> str:
    """Return a text as it is drawn: line ends are newlines, other control characters blanks."""
    if text.isascii() and text.isprintable():
        return text
    for ending in ("\r\n", "\r", "\u2028", "\u2029"):
        text = text.replace(ending, "\n")
    return "".join(
        " " if c != "\n" and unicodedata.category(c) in ("Cc", "Cs") else c for c in text
    )


def runs_leftwards(text: str) -> bool:
    """Tell whether a paragraph runs from right to left: by its first strong letter (UAX 9, P2)."""
    if text.isascii():
        return False
    return next((STRONG[d] for c in text if (d := unicodedata.bidirectional(c)) in STRONG), False)


class Typesetter:
    """Breaks texts into lines and turns lines into glyphs; keeps the fonts it has made.

    Needs a QGuiApplication with the fonts loaded, and is used in the main thread alone.
    """

    def __init__(self) -> None:
        self._fonts: dict[TextStyle, tuple[QFont, QFontMetricsF]] = {}
        self._advances: dict[tuple[str, TextStyle], float] = {}
        self._widths: dict[TextStyle, WordWidths] = {}
        self._heights: dict[TextStyle, float] = {}
        self._last_words: tuple[TextStyle | None, WordWidths | None] = None, None
        self._options = (
            _option(Qt.LayoutDirection.LeftToRight),
            _option(Qt.LayoutDirection.RightToLeft),
        )

    def advance(self, text: str, style: TextStyle) -> float:
        """Return the width of a text in one line; remembered, for short texts."""
        width = self._advances.get((text, style))
        if width is None:
            width = self._advances[text, style] = self._font(style)[1].horizontalAdvance(text)
        return width

    def natural_widths(self, text: str, style: TextStyle) -> list[float]:
        """Return the width that each paragraph of a shown text would take in one line."""
        advance = self._font(style)[1].horizontalAdvance
        if (widths := self._words_of(style)) is None:
            return [advance(paragraph) for paragraph in text.split("\n")]
        naturals = []
        for paragraph in text.split("\n"):
            added = widths.natural(paragraph)
            naturals.append(advance(paragraph) if added is None else added)
        return naturals

    def in_lines(
        self, text: str, style: TextStyle, width: float, pitch: float, most: int = 1000
    ) -> TextBlock:
        """Break a shown text into lines of a width, `pitch` apart, from (0, 0) downwards.

        Words longer than the width are broken anywhere. What is beyond `most` lines is cut with an
        ellipsis. Lines that run leftwards end at the right.
        """
        metrics = self._font(style)[1]
        ascent, body = metrics.ascent(), metrics.height()
        lines: list[TextLine] = []
        y = 0.0
        for paragraph in text.split("\n"):
            leftwards = runs_leftwards(paragraph)
            for words, natural, height in self._broken(paragraph, style, width, leftwards):
                if len(lines) == most:
                    lines[-1] = _cut(lines[-1], metrics, width)
                    return TextBlock(style, tuple(lines), y)
                # Scripts with tall letters get the room that they need.
                step = _step(pitch, height)
                x = width - natural if leftwards else 0.0
                baseline = round(y + (step - body) / 2 + ascent)
                lines.append(TextLine(words, x, baseline, natural, leftwards))
                y += step
        return TextBlock(style, tuple(lines), y)

    def extent(
        self, text: str, style: TextStyle, width: float, pitch: float, most: int = 1000
    ) -> TextExtent:
        """Return what `in_lines` would take up, without making lines where that can be known."""
        widths = self._words_of(style)
        found = widths.extent(text, width) if widths is not None and "\n" not in text else None
        if found is None or found[0] > most:
            block = self.in_lines(text, style, width, pitch, most)
            widest = max([line.width for line in block.lines], default=0.0)
            return TextExtent(len(block.lines), widest, block.height)
        lines, widest = found
        return TextExtent(lines, widest, lines * _step(pitch, self._heights[style]))

    def in_one_line(self, text: str, style: TextStyle, width: float, height: float) -> TextBlock:
        """Return a text as one line, cut with an ellipsis at a width, centred in a height."""
        metrics = self._font(style)[1]
        words = shown(text).replace("\n", " ")
        natural = self.advance(words, style)
        if natural > width:
            words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, width)
            natural = self.advance(words, style)
        baseline = round((height - metrics.height()) / 2 + metrics.ascent())
        line = TextLine(words, 0.0, baseline, natural, runs_leftwards(words))
        return TextBlock(style, (line,), height)

    def glyph_runs(self, *blocks: TextBlock) -> list[QGlyphRun]:
        """Return blocks as positioned glyphs: one run for each font that they need."""
        alike: list[list[QGlyphRun]] = []
        for block in blocks:
            plain = _PLAIN.fullmatch("\n".join(line.text for line in block.lines))
            for lines in [block.lines] if plain else [(line,) for line in block.lines]:
                for run in self._glyphs(lines, block.style):
                    _sort_in(alike, run)
        return [_joined(runs) for runs in alike]

    def _glyphs(self, lines: tuple[TextLine, ...], style: TextStyle) -> list[QGlyphRun]:
        """Return the glyphs of lines that run alike, of which none bears on another's order."""
        leftwards = any(line.leftwards for line in lines)
        layout = self._layout(_LINE_END.join(line.text for line in lines), style, leftwards)
        layout.beginLayout()
        for line in lines:
            if (made := layout.createLine()).isValid():
                made.setLineWidth(WIDE)
                made.setPosition(QPointF(line.x, line.baseline - made.ascent()))
        layout.endLayout()
        return layout.glyphRuns()

    def _broken(
        self, paragraph: str, style: TextStyle, width: float, leftwards: bool
    ) -> Iterator[tuple[str, float, float]]:
        """Yield words, natural width and height of each line of a paragraph."""
        if not paragraph.strip():
            yield "", 0.0, 0.0
            return
        widths = None if leftwards else self._words_of(style)
        if widths is not None and (added := widths.broken(paragraph, width)) is not None:
            height = self._heights[style]
            for words, natural in added:
                yield words, natural, height
            return
        yield from self._broken_by_qt(paragraph, style, width, leftwards)

    def _broken_by_qt(
        self, paragraph: str, style: TextStyle, width: float, leftwards: bool
    ) -> Iterator[tuple[str, float, float]]:
        """Yield the same, for any text there is; it takes its time."""
        layout = self._layout(paragraph, style, leftwards)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            # Qt counts UTF-16 units, Python code points.
            words = _units(paragraph, line.textStart(), line.textLength()).rstrip()
            yield words, line.naturalTextWidth(), line.height()
        layout.endLayout()

    def _words_of(self, style: TextStyle) -> WordWidths | None:
        """Return what adds up the widths of words in a style; None where blanks are kerned."""
        last, known = self._last_words
        if last is style:
            return known
        known = self._widths.get(style)
        if known is None and style.weight == REGULAR:
            advance = self._font(style)[1].horizontalAdvance
            (_, _, self._heights[style]) = next(self._broken_by_qt("x", style, WIDE, False))

            def overhang(letter: str) -> float:
                _, natural, _ = next(self._broken_by_qt(letter, style, WIDE, False))
                return natural - advance(letter)

            known = self._widths[style] = WordWidths(advance, overhang)
        self._last_words = style, known
        return known

    def _layout(self, text: str, style: TextStyle, leftwards: bool) -> QTextLayout:
        layout = QTextLayout(text, self._font(style)[0])
        layout.setTextOption(self._options[leftwards])
        layout.setCacheEnabled(True)
        return layout

    def _font(self, style: TextStyle) -> tuple[QFont, QFontMetricsF]:
        made = self._fonts.get(style)
        if made is None:
            of_style = font(style.size, style.weight, italic=style.italic)
            made = self._fonts[style] = of_style, QFontMetricsF(of_style)
        return made


def _step(pitch: float, height: float) -> float:
    """Return how far from each other lines of a height stand: by the pitch, if they have room."""
    return max(pitch, round(height + 2))


def _option(direction: Qt.LayoutDirection) -> QTextOption:
    option = QTextOption(Qt.AlignmentFlag.AlignLeft)
    option.setTextDirection(direction)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


def _sort_in(alike: list[list[QGlyphRun]], run: QGlyphRun) -> None:
    """Put a run to those of its font, or begin with it."""
    for runs in alike:
        if runs[0].rawFont() == run.rawFont() and runs[0].flags() == run.flags():
            runs.append(run)
            return
    alike.append([run])


def _joined(runs: list[QGlyphRun]) -> QGlyphRun:
    """Return runs of one font as one."""
    joined = runs[0]
    if len(runs) > 1:
        joined.setGlyphIndexes([index for run in runs for index in run.glyphIndexes()])
        joined.setPositions([position for run in runs for position in run.positions()])
    return joined


def _units(text: str, start: int, length: int) -> str:
    if text.isascii():
        return text[start : start + length]
    return text.encode("utf-16-le", "replace")[2 * start : 2 * (start + length)].decode(
        "utf-16-le", "replace"
    )


def _cut(line: TextLine, metrics: QFontMetricsF, width: float) -> TextLine:
    """Return the line with an ellipsis at its end, within the width."""
    words = line.text
    while words and metrics.horizontalAdvance(words + ELLIPSIS) > width:
        words = words[:-1].rstrip()
    words += ELLIPSIS
    natural = metrics.horizontalAdvance(words)
    return replace(line, text=words, width=natural, x=width - natural if line.leftwards else line.x)
