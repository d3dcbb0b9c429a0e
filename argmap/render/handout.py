"""A story on paper: slides as the pages of a PDF, or several to a page with notes or ruled lines.

A handout ends with the whole argument as an outline and with the list of sources.
"""

from PySide6.QtCore import QBuffer, QIODevice, QLineF, QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QColor, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter

from argmap.io.embed import ATTACHMENT
from argmap.layout.geometry import Box
from argmap.model.argmap import ArgumentMap
from argmap.model.errors import UserError
from argmap.model.light_dataclass import dataclass
from argmap.model.records import LinkKind, StatementId
from argmap.render.fonts import SEMIBOLD
from argmap.render.inks import NO_BRUSH, Inks
from argmap.render.pages import UNITS_PER_INCH
from argmap.render.references import full_reference, quoted_sources
from argmap.render.slides import SLIDE, Slide, SlidePainter
from argmap.render.statement_paint import draw_block
from argmap.render.text import TextStyle, shown

PER_PAGE = (1, 2, 4, 6)
"""How many steps a page of a handout may have."""
_RESOLUTION = 1200
_PAPER = (793.7, 1122.5)  # A4 at 96 units an inch
_EDGE, _GAP = 56.0, 18.0
_NOTES = TextStyle(11.0)
_PITCH = 15.0
_HEADING = TextStyle(17.0, SEMIBOLD)
_SMALL = TextStyle(9.5)
_RULED = 24.0
_INDENT = 16.0
_SIGNS = {
    LinkKind.SUPPORTS: "+",
    LinkKind.OPPOSES: "−",
    LinkKind.CONTRADICTS: "≠",
    LinkKind.RESTATES: "=",
    LinkKind.ANSWERS: "→",
}


@dataclass(frozen=True, slots=True)
class HandoutOptions:
    """How a handout is made: steps to a page, ruled lines in place of the notes, what is added."""

    per_page: int = 2
    ruled: bool = False
    outline: bool = True
    sources: bool = True


def slides_pdf(
    slides: list[Slide],
    slide_painter: SlidePainter,
    title: str,
    map_bytes: bytes | None = None,
) -> bytes:
    """Return a PDF with one slide a page, as it is shown; with `map_bytes` it opens as a map."""
    buffer, writer = _writer(title, map_bytes)
    size = QSizeF(*(side / UNITS_PER_INCH * 25.4 for side in SLIDE))
    page = QPageSize(size, QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.ExactMatch)
    writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF()))
    painter = QPainter(writer)
    unit = writer.logicalDpiX() / UNITS_PER_INCH
    painter.scale(unit, unit)
    for slide in slides:
        if slide.number > 1:
            writer.newPage()
        slide_painter.paint(painter, slide)
    painter.end()
    return bytes(buffer.data().data())


def handout_pdf(
    map: ArgumentMap,
    slides: list[Slide],
    slide_painter: SlidePainter,
    title: str,
    options: HandoutOptions,
    map_bytes: bytes | None = None,
) -> bytes:
    """Return a handout on A4; with `map_bytes` it opens as a map.

    Raises UserError where so many steps to a page cannot be.
    """
    if options.per_page not in PER_PAGE:
        raise UserError(f"A page has {', '.join(str(n) for n in PER_PAGE)} steps, not that many.")
    buffer, writer = _writer(title, map_bytes)
    page = QPageSize(QPageSize.PageSizeId.A4)
    writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF()))
    painter = QPainter(writer)
    unit = writer.logicalDpiX() / UNITS_PER_INCH
    painter.scale(unit, unit)
    pages = _Pages(painter, writer, slide_painter, title)
    for first in range(0, len(slides), options.per_page):
        pages.begin()
        for place, slide in enumerate(slides[first : first + options.per_page]):
            pages.step(_cell(place, options.per_page), slide, options)
    if options.outline:
        pages.outline(map)
    if options.sources:
        pages.sources(map, fresh=not options.outline)
    painter.end()
    return bytes(buffer.data().data())


def handout_page(
    slides: list[Slide], slide_painter: SlidePainter, options: HandoutOptions, width: int
) -> QImage:
    """Return a picture of the page that holds these slides, so many pixels wide, twice as fine."""
    scale = 2 * width / _PAPER[0]
    made = QImage(2 * width, round(_PAPER[1] * scale), QImage.Format.Format_RGB32)
    made.fill(QColor("#FFFFFF"))
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(scale, scale)
    page = _Pages(painter, None, slide_painter, "")
    page.begin()
    for place, slide in enumerate(slides):
        page.step(_cell(place, options.per_page), slide, options)
    painter.end()
    made.setDevicePixelRatio(2)
    return made


def _writer(title: str, map_bytes: bytes | None) -> tuple[QBuffer, QPdfWriter]:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_RESOLUTION)
    writer.setTitle(title)
    writer.setCreator("argmap")
    if map_bytes is not None:
        writer.addFileAttachment(ATTACHMENT, map_bytes, "application/yaml")
    return buffer, writer


def _cell(place: int, per_page: int) -> Box:
    """Return where a step stands on a page."""
    columns = 2 if per_page == 6 else 1
    rows = per_page // columns
    width = (_PAPER[0] - 2 * _EDGE - (columns - 1) * _GAP) / columns
    height = (_PAPER[1] - 2 * _EDGE - (rows - 1) * _GAP) / rows
    row, column = divmod(place, columns)
    return Box(_EDGE + column * (width + _GAP), _EDGE + row * (height + _GAP), width, height)


def _parts(cell: Box, per_page: int) -> tuple[Box, Box]:
    """Return where picture and notes stand in a cell: beside each other only four to a page."""
    if per_page == 4:
        width = min(cell.width * 0.56, cell.height * SLIDE[0] / SLIDE[1])
        picture = Box(cell.x, cell.y, width, width * SLIDE[1] / SLIDE[0])
        left = cell.x + width + _GAP
        return picture, Box(left, cell.y, cell.right - left, cell.height)
    width = min(cell.width, cell.height * 0.62 * SLIDE[0] / SLIDE[1])
    height = width * SLIDE[1] / SLIDE[0]
    picture = Box(cell.x, cell.y, width, height)
    top = picture.bottom + 12
    return picture, Box(cell.x, top, cell.width, cell.bottom - top)


class _Pages:
    """The pages of one handout, painted one after the other."""

    def __init__(
        self, painter: QPainter, writer: QPdfWriter | None, slides: SlidePainter, title: str
    ) -> None:
        self._painter, self._writer, self._slides, self._title = painter, writer, slides, title
        self._type = slides.measure.type
        self._inks = Inks(slides.theme)
        self._number = 0
        self._y = _PAPER[1]

    def begin(self) -> None:
        """Begin a page, with its number at the foot."""
        if self._number and self._writer is not None:
            self._writer.newPage()
        self._number += 1
        foot = f"{self._title}  ·  {self._number}" if self._title else str(self._number)
        width = _PAPER[0] - 2 * _EDGE
        self._block(shown(foot), _SMALL, Box(_EDGE, _PAPER[1] - _EDGE * 0.7, width, 14), muted=True)
        self._y = _EDGE

    def step(self, cell: Box, slide: Slide, options: HandoutOptions) -> None:
        """Paint a step in its cell: the picture, and notes or lines to write on."""
        picture, notes = _parts(cell, options.per_page)
        painter = self._painter
        painter.save()
        painter.translate(picture.x, picture.y)
        scale = picture.width / SLIDE[0]
        painter.scale(scale, scale)
        painter.setClipRect(QRectF(0, 0, *SLIDE))
        self._slides.paint(painter, slide)
        painter.restore()
        painter.setPen(self._inks.pen(self._slides.theme.hairline, 0.6))
        painter.setBrush(NO_BRUSH)
        painter.drawRect(QRectF(picture.x, picture.y, picture.width, picture.height))
        words = "" if options.ruled else shown(slide.step.notes.strip())
        if not words:
            self._rule(notes)
            return
        self._block(words, _NOTES, notes)
        if options.per_page == 1:  # half a page is left to write on
            taken = self._type.in_lines(words, _NOTES, notes.width, _PITCH).height + _RULED
            if taken < notes.height:
                self._rule(Box(notes.x, notes.y + taken, notes.width, notes.height - taken))

    def outline(self, map: ArgumentMap) -> None:
        """Write the whole argument as an indented list, from its roots down."""
        self._heading("The argument")
        told: set[str] = set()
        for root in map.roots:
            self._branch(map, root, told)

    def sources(self, map: ArgumentMap, *, fresh: bool = False) -> None:
        """Write the sources that are quoted as a bibliography, if wanted on a fresh page."""
        quoted = sorted(quoted_sources(map), key=lambda source: full_reference(source).casefold())
        if quoted:
            self._y += 14
            self._heading("Sources", fresh=fresh)
        for source in quoted:
            self._line(shown(full_reference(source)), 0.0)

    def _branch(self, map: ArgumentMap, root: StatementId, told: set[str]) -> None:
        pending: list[tuple[StatementId, int]] = [(root, 0)]
        while pending:
            id_, depth = pending.pop()
            if id_ in told:
                continue
            told.add(id_)
            own = map.primary_links.get(id_)
            sign = f"{_SIGNS[map.links[own].kind]}  " if own is not None else ""
            self._line(sign + shown(map.statements[id_].text), min(depth, 12) * _INDENT)
            below = [*map.children.get(id_, ())]
            # What bears on the step from here upwards stands under it as well.
            below += map.children.get(own, ()) if own is not None else ()
            pending.extend((child, depth + 1) for child in reversed(below))

    def _heading(self, words: str, *, fresh: bool = True) -> None:
        if fresh or self._y > _PAPER[1] - 3 * _EDGE:
            self.begin()
        width = _PAPER[0] - 2 * _EDGE
        self._block(words, _HEADING, Box(_EDGE, self._y, width, 24))
        self._y += 30

    def _line(self, words: str, indent: float) -> None:
        width = _PAPER[0] - 2 * _EDGE - indent
        height = self._type.in_lines(words, _NOTES, width, _PITCH).height
        if self._y + height > _PAPER[1] - 1.4 * _EDGE:
            self.begin()
        self._block(words, _NOTES, Box(_EDGE + indent, self._y, width, height + _PITCH))
        self._y += height + 3

    def _block(self, words: str, style: TextStyle, area: Box, *, muted: bool = False) -> None:
        """Write words in an area; what it cannot hold is cut with an ellipsis."""
        pitch = _PITCH if style is _NOTES else style.size * 1.3
        most = max(int(area.height / pitch), 1)
        block = self._type.in_lines(words, style, area.width, pitch, most)
        theme = self._slides.theme
        self._painter.setPen(self._inks.pen(theme.muted if muted else theme.text))
        draw_block(self._painter, block.moved(area.x, area.y), self._type)

    def _rule(self, area: Box) -> None:
        self._painter.setPen(self._inks.pen(self._slides.theme.hairline, 0.5))
        y = area.y + _RULED
        while y <= area.bottom:
            self._painter.drawLine(QLineF(area.x, y, area.right, y))
            y += _RULED
