"""Slide decks of the example maps' stories, and how LibreOffice opens them.

A slide must come for every step, every connector must hang on two shapes, and what is drawn of a
slide must reach no edge. Speed is told beside the same story as a PDF, which has no layout of its
own for each step.
"""

import shutil
import subprocess
import tempfile
import zipfile
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pypdfium2
from PIL import ImageChops

from argmap.io.files import open_document
from argmap.layout.arrange import arrange
from argmap.layout.placement import LayoutOptions
from argmap.render.deck.deck import deck_bytes
from argmap.render.handout import slides_pdf
from argmap.render.headless import gui_application
from argmap.render.measure import Measure
from argmap.render.slides import SlidePainter, slides_of
from argmap.render.style import LIGHT
from argmap.resources import example_maps
from bench.rows import Row, in_turn, milliseconds

_LIMIT = 120
_EDGE = 6  # pixels at 96 an inch that every slide leaves free
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"


def program() -> str | None:
    """LibreOffice on this machine, or None."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def measured() -> list[Row]:
    return _measured(example_maps())


def in_brief() -> list[Row]:
    """The story of one of the maps."""
    return _measured(example_maps()[:1])


def _measured(paths: list[Path]) -> list[Row]:
    application = gui_application()
    theme = LIGHT.for_pictures()
    maps = [open_document(path).map for path in paths]
    told = [(map, story) for map in maps for story in map.stories.values()]
    rows = [_speed(map, story, theme) for map, story in told]
    if program() is None:
        print("LibreOffice is not installed: only our own figures follow")
    else:
        decks = [deck_bytes(map, story, theme, Measure(), embed=True) for map, story in told]
        with tempfile.TemporaryDirectory() as folder:
            rows += _opened(decks, [len(story.steps) for _, story in told], Path(folder))
    del application
    return rows


def _speed(map, story, theme) -> Row:
    def deck() -> float:
        return milliseconds(lambda: deck_bytes(map, story, theme, Measure()))

    def pdf() -> float:
        return milliseconds(lambda: _pdf(map, story, theme))

    ours, theirs = in_turn(deck, pdf, 3)
    return Row(f"deck of {len(story.steps)} steps, {len(map.statements)} statements", ours,
               "the same as PDF", theirs)  # fmt: skip


def _pdf(map, story, theme) -> bytes:
    measure = Measure()
    placement = arrange(map, measure.sizes(map), LayoutOptions())
    return slides_pdf(slides_of(map, story), SlidePainter(placement, theme, measure), "")


def _opened(decks: list[bytes], steps: list[int], folder: Path) -> list[Row]:
    """What LibreOffice makes of the decks: pages of a PDF, and shapes of a flat drawing."""
    names = [f"{number}.pptx" for number in range(len(decks))]
    for name, data in zip(names, decks, strict=True):
        (folder / name).write_bytes(data)
    for kind in ("pdf", "fodp"):
        _convert(folder, names, kind)
    pages = [pypdfium2.PdfDocument(folder / f"{n}.pdf") for n in range(len(decks))]
    rows = [Row("pages drawn by LibreOffice", sum(map(len, pages)), "steps", sum(steps), "1 x", "")]
    near = sum(_reaches_an_edge(page) for document in pages for page in document)
    rows.append(Row("pages on which something reaches an edge", near, promise="0", unit=""))
    for document in pages:
        document.close()
    written = sum(_connectors(data) for data in decks)
    glued = sum(_glued(folder / f"{number}.fodp") for number in range(len(decks)))
    rows.append(Row("connectors attached at both ends", glued, "written", written, "1 x", ""))
    return rows


def _convert(folder: Path, names: list[str], kind: str) -> None:
    profile = (folder / "profile").as_uri()
    command = [program(), f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind]
    subprocess.run(
        [*command, *names],
        cwd=folder,
        check=True,
        timeout=_LIMIT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _reaches_an_edge(page) -> bool:
    """Tell whether anything but the ground is drawn near the edge of a page."""
    picture = page.render(scale=96 / 72).to_pil().convert("RGB")
    width, height = picture.size
    inside = (_EDGE, _EDGE, width - _EDGE, height - _EDGE)
    ground = picture.getpixel((0, 0))
    rim = picture.copy()
    rim.paste(ground, inside)
    flat = rim.copy()
    flat.paste(ground, (0, 0, width, height))
    return ImageChops.difference(rim, flat).getbbox() is not None


def _connectors(data: bytes) -> int:
    with zipfile.ZipFile(BytesIO(data)) as package:
        slides = [name for name in package.namelist() if name.startswith("ppt/slides/slide")]
        return sum(package.read(name).count(b"<p:cxnSp>") for name in slides)


def _glued(path: Path) -> int:
    """How many connectors of a drawing hang on two shapes that are there."""
    root = ElementTree.parse(path).getroot()
    named = "{http://www.w3.org/XML/1998/namespace}id"
    there = {shape.get(named) or shape.get(f"{_DRAW}id") for shape in root.iter()}
    return sum(
        {line.get(f"{_DRAW}start-shape", "-"), line.get(f"{_DRAW}end-shape", "-")} <= there
        for line in root.iter(f"{_DRAW}connector")
    )
