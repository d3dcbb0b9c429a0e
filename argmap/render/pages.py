"""What a map is put on: a page as large as itself, a sheet of paper, or a poster of several sheets.

Arithmetic of paper; what is put down on the pages is in `pdf`.
"""

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize

from argmap.layout.geometry import Box, Size
from argmap.model.errors import UserError
from argmap.model.light_dataclass import dataclass

UNITS_PER_INCH = 96.0
"""The unit of a map, of a sheet and of SVG: a pixel at zoom 1."""

MILLIMETRE = UNITS_PER_INCH / 25.4

PAPERS = {
    "a5": QPageSize.PageSizeId.A5,
    "a4": QPageSize.PageSizeId.A4,
    "a3": QPageSize.PageSizeId.A3,
    "a2": QPageSize.PageSizeId.A2,
    "a1": QPageSize.PageSizeId.A1,
    "a0": QPageSize.PageSizeId.A0,
    "letter": QPageSize.PageSizeId.Letter,
    "legal": QPageSize.PageSizeId.Legal,
    "tabloid": QPageSize.PageSizeId.Tabloid,
}
MOST_PAGES = 400
_LONGEST_SIDE = 14_400 * UNITS_PER_INCH / 72  # of a page; PDF readers go no further
_LARGEST_SCALE = 1.5


@dataclass(frozen=True, slots=True)
class Pages:
    """What a map is put on: `paper` is a name of PAPERS, or empty for a page as large as the map.

    `landscape` None follows the shape of the map. A poster is `across` by `down` sheets; each
    overlaps its neighbours by `overlap` millimetres.
    """

    paper: str = ""
    landscape: bool | None = None
    across: int = 1
    down: int = 1
    margin: float = 10.0
    overlap: float = 10.0


OWN_SIZE = Pages()


@dataclass(frozen=True, slots=True)
class Tile:
    """One page of a plan: the part of the sheet that it shows, in units of the sheet."""

    row: int
    column: int
    part: Box


@dataclass(frozen=True, slots=True)
class Plan:
    """How a sheet is spread over pages: units of the page for one of the sheet, and the tiles."""

    scale: float
    tiles: tuple[Tile, ...]
    overlap: float = 0.0


def page_layout(size: Size, pages: Pages) -> QPageLayout:
    """Return paper, orientation and margins for a sheet. Raises UserError for unknown paper."""
    if not pages.paper:
        shrunk = min(1.0, _LONGEST_SIDE / max(size))
        # A point at least, also where the map is a million times as long as it is wide.
        points = QSizeF(*(max(1.0, side * shrunk * 72 / UNITS_PER_INCH) for side in size))
        own = QPageSize(points, QPageSize.Unit.Point, "map", QPageSize.SizeMatchPolicy.ExactMatch)
        return QPageLayout(own, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    if pages.paper.casefold() not in PAPERS:
        raise UserError(f"{pages.paper} is no paper; there are {', '.join(PAPERS)}")
    paper = QPageSize(PAPERS[pages.paper.casefold()])
    landscape = pages.landscape
    if landscape is None:
        landscape = size[0] * pages.down > size[1] * pages.across
    orientation = (
        QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    )
    margins = QMarginsF(*[pages.margin] * 4)
    return QPageLayout(paper, orientation, margins, QPageLayout.Unit.Millimeter)


def plan_pages(sheet: Size, page: Size, pages: Pages) -> Plan:
    """Return how a sheet is spread over pages whose printable part has a size in units.

    Raises UserError for a poster of no or of too many pages, or where the overlap eats the page.
    """
    if pages.across < 1 or pages.down < 1 or pages.across * pages.down > MOST_PAGES:
        raise UserError(f"a poster has 1 to {MOST_PAGES} pages, at least one each way")
    single = pages.across == pages.down == 1
    overlap = 0.0 if single else pages.overlap * MILLIMETRE
    step = page[0] - overlap, page[1] - overlap
    if min(step) <= 0:
        raise UserError("the overlap is larger than the paper; choose a smaller one")
    whole = step[0] * pages.across + overlap, step[1] * pages.down + overlap
    scale = min(whole[0] / sheet[0], whole[1] / sheet[1])
    if single and pages.paper:
        scale = min(scale, _LARGEST_SCALE)
    # What the sheet does not fill of the whole lies evenly around it.
    left = (sheet[0] - whole[0] / scale) / 2
    top = (sheet[1] - whole[1] / scale) / 2
    tiles = tuple(
        Tile(
            row,
            column,
            Box(
                left + column * step[0] / scale,
                top + row * step[1] / scale,
                page[0] / scale,
                page[1] / scale,
            ),
        )
        for row in range(pages.down)
        for column in range(pages.across)
    )
    return Plan(scale, tiles, overlap)
