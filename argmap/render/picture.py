"""A map as a picture of pixels: QImage and PNG.

The size is that of the sheet, times dpi / 96 or a scale, or to a width. It is checked before any
memory is taken. What stands around the map is in `sheet`; the map itself is put in by `io`.
"""

from collections.abc import Mapping
from dataclasses import field

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from argmap.io.embed import png_with_map
from argmap.layout.geometry import Box, Size
from argmap.layout.placement import Placement
from argmap.model.argmap import ArgumentMap
from argmap.model.errors import UserError
from argmap.model.light_dataclass import dataclass
from argmap.model.records import StatementId
from argmap.render.fold_badge import Folded
from argmap.render.inks import Inks
from argmap.render.map_paint import Emphasis, MapPainter, Scene
from argmap.render.measure import Measure
from argmap.render.pages import OWN_SIZE, UNITS_PER_INCH, Pages
from argmap.render.sheet import Around, Sheet, sheet_of
from argmap.render.sheet_paint import paint_sheet
from argmap.render.style import THEMES, Theme
from argmap.render.words import map_words

MEGAPIXELS = 100
HUGE_MEGAPIXELS = 400
LONGEST_SIDE = 65_535
"""Of a picture, in pixels: painting beyond that is not exact."""

_SMALLER = (
    "Choose a smaller scale, dpi or width, or make an SVG or PDF, which are sharp at every size."
)


@dataclass(frozen=True, slots=True)
class PictureOptions:
    """How a picture is made. Of `scale`, `dpi` and `width` one at most is given; else scale 1.

    `only` names a statement or link whose branch is shown, `depth` levels of it. `embed` puts the
    map into the picture, so that it opens again. `huge` allows up to 400 megapixels.
    `folded` says what the folds hide that the placement was made with; they are marked on it.
    `pages` is for PDF alone, `notes` for web pages, which show them only on request, `counts` for
    the web page of a story: it draws counts of hands, unless the story says otherwise.
    """

    theme: str = "light"
    scale: float | None = None
    dpi: float | None = None
    width: int | None = None
    transparent: bool = False
    title: bool = False
    legend: bool = False
    sources: bool = False
    only: str = ""
    depth: int | None = None
    embed: bool = True
    huge: bool = False
    folded: Mapping[StatementId, Folded] = field(default_factory=dict)
    pages: Pages = OWN_SIZE
    notes: bool = False
    counts: bool = False

    def around(self) -> Around:
        """Return what is put around the map."""
        return Around(self.title, self.legend, self.sources)

    def picture_theme(self) -> Theme:
        """Return the theme, on the ground of pictures. Raises UserError where there is none."""
        if self.theme not in THEMES:
            raise UserError(f"{self.theme} is no theme; there are {', '.join(THEMES)}")
        return THEMES[self.theme].for_pictures()


DEFAULTS = PictureOptions()


def png_bytes(
    map: ArgumentMap,
    placement: Placement,
    options: PictureOptions = DEFAULTS,
    map_bytes: bytes | None = None,
    measure: Measure | None = None,
) -> bytes:
    """Return a PNG of a map; with `map_bytes` and `embed` it opens again as the map.

    Raises UserError where the picture would be too large or the options contradict each other.
    """
    made = image(map, placement, options, measure)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not made.save(buffer, "PNG"):  # type: ignore[call-overload]
        raise UserError("the picture could not be written as PNG; try a smaller one")
    png = bytes(buffer.data().data())
    embedded = map_bytes if options.embed else None
    return png_with_map(png, embedded, map.meta.title, map_words(map))


def image(
    map: ArgumentMap,
    placement: Placement,
    options: PictureOptions = DEFAULTS,
    measure: Measure | None = None,
) -> QImage:
    """Return a picture of a map."""
    measure = measure or Measure()
    theme = options.picture_theme()
    sheet = sheet_of(map, placement, measure, options.around())
    scale = picture_scale(sheet.size, options)
    made = _blank(sheet.size, scale, theme, options)
    painter = QPainter(made)
    try:  # a painter that outlives what it paints on brings the process down
        painter.scale(scale, scale)
        scene = Scene(map, placement, theme, Emphasis(folded=options.folded))
        paint_picture(painter, sheet, scene, measure)
    finally:
        painter.end()
    return made


def paint_picture(painter: QPainter, sheet: Sheet, scene: Scene, measure: Measure) -> None:
    """Paint a sheet with its map, in every detail; the painter's unit is that of the sheet."""
    paint_sheet(painter, sheet, Inks(scene.theme), measure)
    painter.translate(*sheet.origin)
    x, y = sheet.origin
    visible = Box(-x, -y, *sheet.size)
    MapPainter(measure).paint(painter, scene, visible, zoom=1.0)
    painter.translate(-x, -y)


def picture_scale(size: Size, options: PictureOptions) -> float:
    """Return how many pixels a unit takes. Raises UserError where two sizes are asked for."""
    given = [value for value in (options.scale, options.dpi, options.width) if value is not None]
    if len(given) > 1:
        raise UserError("give one of scale, dpi and width: each of them says how large it will be")
    if given and given[0] <= 0:
        raise UserError(f"{given[0]} is no size; give a number above 0")
    if options.dpi is not None:
        return options.dpi / UNITS_PER_INCH
    if options.width is not None:
        return options.width / size[0]
    return options.scale if options.scale is not None else 1.0


def checked_pixels(size: Size, scale: float, *, huge: bool) -> tuple[int, int]:
    """Return the size in pixels. Raises UserError where that is more than is allowed."""
    width, height = max(1, round(size[0] * scale)), max(1, round(size[1] * scale))
    what = f"The picture would be {width} x {height} pixels, {width * height / 1e6:.0f} megapixels"
    if width * height > HUGE_MEGAPIXELS * 1_000_000:
        raise UserError(f"{what}; {HUGE_MEGAPIXELS} are the most. {_SMALLER}")
    if width * height > MEGAPIXELS * 1_000_000 and not huge:
        raise UserError(
            f"{what}; more than {MEGAPIXELS} are made only on request (--huge). {_SMALLER}"
        )
    if max(width, height) > LONGEST_SIDE:
        raise UserError(f"{what}; no side may be longer than {LONGEST_SIDE}. {_SMALLER}")
    return width, height


def _blank(size: Size, scale: float, theme: Theme, options: PictureOptions) -> QImage:
    width, height = checked_pixels(size, scale, huge=options.huge)
    clear = options.transparent
    format_ = QImage.Format.Format_ARGB32_Premultiplied if clear else QImage.Format.Format_RGB32
    made = QImage(width, height, format_)
    if made.isNull():
        raise UserError(
            f"There is not enough memory for a picture of {width} x {height} pixels. {_SMALLER}"
        )
    made.fill(Qt.GlobalColor.transparent if clear else QColor(theme.canvas))
    dots = round(UNITS_PER_INCH * scale / 0.0254)
    made.setDotsPerMeterX(dots)
    made.setDotsPerMeterY(dots)
    return made
