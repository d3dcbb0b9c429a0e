"""The formats a map can be read from and written to, as one table."""

from collections.abc import Mapping
from pathlib import Path

from argmap.model.errors import UserError
from argmap.model.light_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its suffixes, whether it is read and written, and what of a map it loses.

    `picture` says that `render` writes it, with the map embedded. `loses` is empty for nothing.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    reads: bool
    writes: bool
    picture: bool
    loses: str


FORMATS: Mapping[str, Format] = {
    format.name: format
    for format in (
        Format("yaml", "Argument map", (".argmap.yaml", ".yaml", ".yml"), True, True, False, ""),
        Format("png", "PNG picture", (".png",), True, True, True, ""),
        Format("svg", "SVG picture", (".svg",), True, True, True, ""),
        Format("pdf", "PDF document", (".pdf",), True, True, True, ""),
        Format("html", "Web page", (".html", ".htm"), True, True, True, ""),
        Format("pptx", "Slide deck", (".pptx",), True, False, False, "all but one story"),
        Format(
            "graphml",
            "GraphML graph",
            (".graphml",),
            False,
            True,
            False,
            "quotes, sources, notes, groups, stories and the view",
        ),
    )
}
"""Every format by name. Pictures lose nothing, because they carry the file of the map."""


def format_of(path: Path) -> Format:
    """The format that a file's name asks for. Raises UserError where no format has its suffix."""
    name = path.name.lower()
    for format in FORMATS.values():
        if name.endswith(format.suffixes):
            return format
    if not name:
        raise UserError("The name of a file is missing.")
    known = ", ".join(suffix for format in FORMATS.values() for suffix in format.suffixes)
    ending = f"“{path.suffix}”" if path.suffix else "no suffix"
    raise UserError(f"{path.name} has {ending}; argmap reads and writes {known}.")


def picture_format(path: Path) -> str:
    """The name of the picture format that a file's name asks for. Raises UserError for others."""
    format = format_of(path)
    if not format.picture:
        pictures = ", ".join(f.suffixes[0] for f in FORMATS.values() if f.picture)
        raise UserError(f"{path.name} is no picture; choose a name that ends in {pictures}.")
    return format.name
