"""`argmap export --story`: a story as slides, deck, handout, web page or numbered pictures."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from argmap.model.errors import UserError
from argmap.model.records import StoryId

if TYPE_CHECKING:
    from argmap.io.files import Document
    from argmap.layout.placement import Placement
    from argmap.model.records import Story
    from argmap.render.measure import Measure
    from argmap.render.slides import Slide, SlidePainter
    from argmap.render.style import Theme

_WIDTH = 1920


def add_story_options(parser: argparse.ArgumentParser) -> None:
    """Add to `argmap export` what makes it tell a story."""
    parser.add_argument(
        "--story",
        metavar="ID",
        help="the steps of a story: OUT is a PDF, a slide deck, a web page or a folder for PNGs",
    )
    parser.add_argument(
        "--handout",
        type=int,
        choices=(1, 2, 4, 6),
        metavar="N",
        help="with --story: 1, 2, 4 or 6 steps a page, with notes, outline and sources",
    )
    parser.add_argument(
        "--lines", action="store_true", help="with --handout: lines to write on, no notes"
    )
    parser.add_argument(
        "--counts",
        action="store_true",
        help="with --story: draw the counts of hands as bars, unless the story says otherwise",
    )


def export_story(chosen: argparse.Namespace, document: "Document") -> int:
    """Write a story in the form that the output's name asks for."""
    from argmap.layout.arrange import arrange
    from argmap.layout.placement import LayoutOptions
    from argmap.render.headless import gui_application
    from argmap.render.measure import Measure
    from argmap.render.picture import PictureOptions
    from argmap.render.slides import SlideLook, SlidePainter, slides_of

    map, output = document.map, chosen.output
    story = _story(document, chosen.story)
    if output.suffix.lower() not in ("", ".pdf", ".pptx", ".html", ".htm"):
        raise UserError(
            f"{output}: a story becomes a PDF, a slide deck, a web page or PNGs in a folder: "
            "talk.pdf, talk.pptx, talk.html or talk/"
        )
    if chosen.handout is not None and output.suffix.lower() != ".pdf":
        raise UserError(f"{output}: a handout is a PDF; give a name that ends in .pdf")
    application = gui_application()
    slides = slides_of(map, story)
    measure = Measure()
    theme = PictureOptions(theme=chosen.theme).picture_theme()
    options = LayoutOptions(map.meta.view.layout, map.meta.view.direction)
    placement = arrange(map, measure.sizes(map), options)
    if output.suffix.lower() == ".pptx":
        _write_deck(chosen, document, story, theme, measure, placement)
        return 0
    if output.suffix.lower() in (".html", ".htm"):
        _write_page(chosen, document, story, placement, measure)
        return 0
    painter = SlidePainter(placement, theme, measure, SlideLook(bars=chosen.counts))
    if output.suffix:
        _write_pdf(chosen, document, story, slides, painter)
    else:
        _write_pngs(output, slides, painter, chosen.width or _WIDTH)
    del application  # kept until here: without it Qt can draw no text
    return 0


def _write_pdf(
    chosen: argparse.Namespace,
    document: "Document",
    story: "Story",
    slides: "list[Slide]",
    painter: "SlidePainter",
) -> None:
    from argmap.io.atomic import write_atomically
    from argmap.render.handout import HandoutOptions, handout_pdf, slides_pdf

    title = story.title or document.map.meta.title
    embedded = None if chosen.no_embed else _embedded(document, story, notes=chosen.notes)
    if chosen.handout is None:
        data = slides_pdf(slides, painter, title, embedded)
    else:
        wanted = HandoutOptions(chosen.handout, chosen.lines)
        data = handout_pdf(document.map, slides, painter, title, wanted, embedded)
    write_atomically(chosen.output, data)


def _embedded(document: "Document", story: "Story", *, notes: bool) -> bytes:
    """Return the part of the map that a story tells, as its PDF holds it."""
    from argmap.io.yaml_write import canonical
    from argmap.render.branch import story_map

    return canonical(story_map(document.map, story, notes=notes)).encode("utf-8")


def _write_deck(
    chosen: argparse.Namespace,
    document: "Document",
    story: "Story",
    theme: "Theme",
    measure: "Measure",
    placement: "Placement",
) -> None:
    from argmap.io.atomic import write_atomically
    from argmap.render.deck.deck import deck_bytes
    from argmap.render.slides import SlideLook

    look, embed = SlideLook(bars=chosen.counts, stands=placement), not chosen.no_embed
    data = deck_bytes(document.map, story, theme, measure, look, embed=embed)
    write_atomically(chosen.output, data)


def _write_page(
    chosen: argparse.Namespace,
    document: "Document",
    story: "Story",
    placement: "Placement",
    measure: "Measure",
) -> None:
    from argmap.io.atomic import write_atomically
    from argmap.render.page import story_page_html
    from argmap.render.picture import PictureOptions

    options = PictureOptions(
        theme=chosen.theme, embed=not chosen.no_embed, notes=chosen.notes, counts=chosen.counts
    )
    page = story_page_html(document.map, story, placement, options, measure)
    write_atomically(chosen.output, page.encode("utf-8"))


def _write_pngs(folder: Path, slides: "list[Slide]", painter: "SlidePainter", width: int) -> None:
    from argmap.io.atomic import write_atomically
    from argmap.render.slides import slide_pngs

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"{folder}: cannot be made: {error.strerror or error}") from error
    digits = max(len(str(len(slides))), 2)
    for slide, data in zip(slides, slide_pngs(slides, painter, width), strict=True):
        write_atomically(folder / f"{slide.number:0{digits}}.png", data)


def _story(document: "Document", id_: str) -> "Story":
    stories = document.map.stories
    story = stories.get(StoryId(id_))
    if story is None:
        known = f"it has {', '.join(stories)}" if stories else "it has none"
        raise UserError(f"--story {id_}: the map has no story of that id; {known}")
    return story
