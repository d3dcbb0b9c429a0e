"""A map as PDF, and painted on the pages of any device that has pages, such as a printer.

Text stays text. How a sheet is spread over pages is in `pages`.
"""

from math import ceil

from PySide6.QtCore import QBuffer, QIODevice, QLineF, QRectF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPainter, QPdfWriter

from argmap.io.embed import ATTACHMENT
from argmap.layout.geometry import Size
from argmap.layout.placement import Placement
from argmap.model.argmap import ArgumentMap
from argmap.render.inks import Inks
from argmap.render.map_paint import Emphasis, Scene
from argmap.render.measure import Measure
from argmap.render.pages import MILLIMETRE, UNITS_PER_INCH, Plan, Tile, page_layout, plan_pages
from argmap.render.picture import DEFAULTS, PictureOptions, paint_picture
from argmap.render.sheet import Sheet, sheet_of
from argmap.render.statement_paint import draw_block
from argmap.render.text import TextStyle

_RESOLUTION = 1200
_MARK = 5.0 * MILLIMETRE

PAPER = "#FFFFFF"
"""A ground that is not painted on paper."""


def pdf_bytes(
    map: ArgumentMap,
    placement: Placement,
    options: PictureOptions = DEFAULTS,
    map_bytes: bytes | None = None,
    measure: Measure | None = None,
) -> bytes:
    """Return a PDF of a map; with `map_bytes` and `embed` it opens again as the map."""
    measure = measure or Measure()
    sheet = sheet_of(map, placement, measure, options.around())
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_RESOLUTION)
    writer.setTitle(map.meta.title)
    writer.setAuthor(", ".join(map.meta.authors))
    writer.setCreator("argmap")
    if map_bytes is not None and options.embed:
        writer.addFileAttachment(ATTACHMENT, map_bytes, "application/yaml")
    writer.setPageLayout(page_layout(sheet.size, options.pages))
    scene = Scene(map, placement, options.picture_theme(), Emphasis(folded=options.folded))
    painter = QPainter(writer)
    try:  # a painter that outlives what it paints on brings the process down
        paint_pages(painter, writer, sheet, scene, measure, options)
    finally:
        painter.end()
    return bytes(buffer.data().data())


def paint_pages(
    painter: QPainter,
    device: QPagedPaintDevice,
    sheet: Sheet,
    scene: Scene,
    measure: Measure,
    options: PictureOptions,
) -> int:
    """Paint a sheet on the pages of a device that the painter has begun; return how many.

    The device's page layout says how large the printable part of a page is.
    """
    printable = device.pageLayout().paintRect(QPageLayout.Unit.Inch)
    page = printable.width() * UNITS_PER_INCH, printable.height() * UNITS_PER_INCH
    plan = plan_pages(sheet.size, page, options.pages)
    unit = device.logicalDpiX() / UNITS_PER_INCH
    ground = Inks(scene.theme)
    for number, tile in enumerate(plan.tiles):
        if number:
            device.newPage()
        painter.save()
        painter.scale(unit, unit)
        painter.setClipRect(QRectF(0, 0, ceil(page[0]), ceil(page[1])))
        painter.save()
        painter.scale(plan.scale, plan.scale)
        painter.translate(-tile.part.x, -tile.part.y)
        if not options.transparent and scene.theme.canvas != PAPER:
            painter.fillRect(QRectF(0, 0, *sheet.size), ground.brush(scene.theme.canvas))
        paint_picture(painter, sheet, scene, measure)
        painter.restore()
        if len(plan.tiles) > 1:
            _paint_crop_marks(painter, page, plan, tile, ground, measure)
        painter.restore()
    return len(plan.tiles)


def _paint_crop_marks(
    painter: QPainter, page: Size, plan: Plan, tile: Tile, inks: Inks, measure: Measure
) -> None:
    """Paint ticks where pages meet, and which page it is, on the strips that are overlapped."""
    rows = 1 + max(each.row for each in plan.tiles)
    columns = 1 + max(each.column for each in plan.tiles)
    painter.setPen(inks.pen(inks.theme.muted, 0.5))
    xs = [plan.overlap / 2] * (tile.column > 0)
    xs += [page[0] - plan.overlap / 2] * (tile.column < columns - 1)
    ys = [plan.overlap / 2] * (tile.row > 0)
    ys += [page[1] - plan.overlap / 2] * (tile.row < rows - 1)
    for x in xs:
        painter.drawLine(QLineF(x, 0, x, _MARK))
        painter.drawLine(QLineF(x, page[1] - _MARK, x, page[1]))
    for y in ys:
        painter.drawLine(QLineF(0, y, _MARK, y))
        painter.drawLine(QLineF(page[0] - _MARK, y, page[0], y))
    words = f"Row {tile.row + 1} of {rows}, column {tile.column + 1} of {columns}"
    block = measure.type.in_one_line(words, TextStyle(8.0), page[0], 12.0)
    painter.setPen(inks.pen(inks.theme.muted))
    draw_block(painter, block.moved(_MARK + 4, page[1] - 12.0), measure.type)
