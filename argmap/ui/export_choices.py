"""What can be chosen for a picture, as a value: kept between runs, made into options of render.

How large the picture becomes, and whether that may be, is said here in words for people.
"""

import dataclasses
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from argmap.layout.geometry import Size
from argmap.model.errors import UserError
from argmap.model.light_dataclass import dataclass
from argmap.render.pages import PAPERS, UNITS_PER_INCH, Pages
from argmap.render.picture import MEGAPIXELS, PictureOptions, checked_pixels, picture_scale
from argmap.render.style import THEMES


class Kind(StrEnum):
    """The formats of pictures."""

    PNG = "png"
    SVG = "svg"
    PDF = "pdf"
    HTML = "html"
    PPTX = "pptx"


class Part(StrEnum):
    """How much of the map is exported."""

    WHOLE = "whole"
    SHOWN = "shown"
    BRANCH = "branch"


class By(StrEnum):
    """What the size of a picture is given by."""

    SCALE = "scale"
    DPI = "dpi"
    WIDTH = "width"


_ONCE = ("part", "depth", "huge", "notes", "story")

LIMITS: Mapping[By, tuple[float, float]] = {
    By.SCALE: (0.1, 20.0),
    By.DPI: (10, 2400),
    By.WIDTH: (16, 32_767),
}
"""The least and the most that can be given."""


@dataclass(frozen=True, slots=True)
class Choices:
    """Everything that is chosen in the dialog. `depth` below 0 means all levels.

    `story` is told by a slide deck alone.
    """

    kind: Kind = Kind.PNG
    theme: str = "light"
    by: By = By.SCALE
    scale: float = 2.0
    dpi: int = 300
    width: int = 1920
    transparent: bool = False
    title: bool = False
    legend: bool = False
    sources: bool = False
    part: Part = Part.WHOLE
    depth: int = -1
    embed: bool = True
    embed_branch: bool = False
    huge: bool = False
    notes: bool = False
    story: str = ""
    paper: str = ""
    across: int = 1
    down: int = 1

    @property
    def embeds(self) -> bool:
        """Whether the map, or the exported branch of it, goes into the picture."""
        if self.kind is Kind.PPTX:
            return self.embed
        return self.embed_branch if self.part is Part.BRANCH else self.embed

    def options(self) -> PictureOptions:
        """Return what render needs to make the picture."""
        sized = self.kind in (Kind.PNG, Kind.SVG)
        framed = self.kind is not Kind.HTML  # a page has title, signs and sources of its own
        return PictureOptions(
            theme=self.theme,
            scale=self.scale if sized and self.by is By.SCALE else None,
            dpi=float(self.dpi) if sized and self.by is By.DPI else None,
            width=self.width if sized and self.by is By.WIDTH else None,
            transparent=self.transparent and framed,
            title=self.title and framed,
            legend=self.legend and framed,
            sources=self.sources and framed,
            embed=self.embeds,
            huge=self.huge,
            notes=self.notes,
            pages=Pages(self.paper, None, self.across if self.paper else 1, self._down()),
        )

    def as_data(self) -> dict[str, Any]:
        """Return what is worth keeping for the next time: not what is asked for this once."""
        data = dataclasses.asdict(self)
        return {key: value for key, value in data.items() if key not in _ONCE}

    def _down(self) -> int:
        return self.down if self.paper else 1


def choices_from(data: Mapping[str, Any]) -> Choices:
    """Return what was kept earlier; what does not fit is left at its default."""
    default = Choices()
    found: dict[str, Any] = {}
    for field in dataclasses.fields(Choices):
        value, usual = data.get(field.name), getattr(default, field.name)
        if isinstance(usual, StrEnum):
            known = {str(member): member for member in type(usual)}
            found[field.name] = known.get(str(value), usual)
        elif type(value) is type(usual):
            found[field.name] = value
    if found.get("theme") not in THEMES:
        found.pop("theme", None)
    if found.get("paper") and found["paper"] not in PAPERS:
        found.pop("paper")
    for by, (least, most) in LIMITS.items():
        if by.value in found:
            found[by.value] = type(found[by.value])(min(max(found[by.value], least), most))
    for name in ("across", "down"):
        found[name] = min(max(found.get(name, 1), 1), 20)
    return Choices(**found)


@dataclass(frozen=True, slots=True)
class Extent:
    """How large a picture becomes, in words; `refusal` says why it may not be made."""

    words: str
    refusal: str = ""
    asks_huge: bool = False


def extent(choices: Choices, size: Size) -> Extent:
    """Return how large a picture of a sheet of this size in units becomes."""
    if choices.kind is Kind.HTML:
        lit = ", in light or dark as its reader likes" if choices.theme == "light" else ""
        return Extent(f"One file for every browser: outline and picture{lit}")
    if choices.kind is Kind.PDF:
        inches = " × ".join(f"{side / UNITS_PER_INCH * 2.54:.1f}" for side in size)
        sheets = choices.across * choices.down
        if choices.paper and sheets > 1:
            return Extent(f"{sheets} pages of {choices.paper.capitalize()}")
        return Extent("1 page" if choices.paper else f"1 page of {inches} cm")
    scale = picture_scale(size, choices.options())
    if choices.kind is Kind.SVG:
        sides = " × ".join(str(round(side * scale)) for side in size)
        return Extent(f"{sides} units, sharp at every size")
    try:
        width, height = checked_pixels(size, scale, huge=True)
    except UserError as error:
        return Extent("", str(error))
    megapixels = width * height / 1e6
    words = f"{width} × {height} pixels, {megapixels:.1f} megapixels"
    if megapixels > MEGAPIXELS:
        refusal = "" if choices.huge else f"More than {MEGAPIXELS} megapixels need much memory."
        return Extent(words, refusal, asks_huge=True)
    return Extent(words)
