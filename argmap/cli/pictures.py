"""The commands that may need Qt: export, convert, layout. They load it on use."""

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from argmap.cli.command import Commands, command_parser, give_json, tell_errors
from argmap.cli.story import add_story_options, export_story
from argmap.model.errors import UserError
from argmap.model.records import StatementId

if TYPE_CHECKING:
    from argmap.io.files import Document
    from argmap.layout.placement import Placement, Sizes
    from argmap.model.argmap import ArgumentMap
    from argmap.render.picture import PictureOptions

_LARGEST_PLACEMENT = 64 * 1024 * 1024
THEMES = ("light", "dark", "print", "contrast", "classic")


# ----------------------------------------------------------------------------------------- export


def add_export(commands: Commands) -> None:
    """Add `argmap export`."""
    parser = command_parser(
        commands,
        "export",
        "make a picture of a map: PNG, SVG, PDF or a web page by the output's name",
        "argmap export map.argmap.yaml -o diagram.png --dpi 300\n"
        "  argmap export map.argmap.yaml -o map.html\n"
        "  argmap export map.argmap.yaml --story ID -o talk.html --notes\n"
        "  argmap export map.argmap.yaml --story ID -o talk.pptx",
    )
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="OUT")
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--dpi", type=_positive, help="dots per inch: 96 is one pixel a unit")
    size.add_argument("--scale", type=_positive, help="pixels per unit")
    size.add_argument("--width", type=_pixels, metavar="PX", help="width of the picture in pixels")
    parser.add_argument("--theme", choices=THEMES, default="light")
    parser.add_argument("--transparent", action="store_true", help="leave the background out")
    parser.add_argument("--title", action="store_true", help="print the map's title above it")
    parser.add_argument("--legend", action="store_true", help="explain the signs below it")
    parser.add_argument("--sources", action="store_true", help="list the sources below it")
    parser.add_argument("--only", metavar="ID", help="just this statement and what hangs on it")
    parser.add_argument("--depth", type=_whole, metavar="N", help="with --only: so many levels")
    parser.add_argument("--no-embed", action="store_true", help="leave the map out of the picture")
    parser.add_argument("--notes", action="store_true", help="web pages: show notes as well")
    parser.add_argument("--huge", action="store_true", help="allow 100 to 400 megapixels")
    add_story_options(parser)
    parser.set_defaults(command=export)


def export(chosen: argparse.Namespace) -> int:
    """Make one picture."""
    from argmap.io.files import open_document
    from argmap.render.picture import PictureOptions

    if chosen.depth is not None and chosen.only is None:
        raise UserError("--depth says how far --only goes; name a statement with --only ID")
    options = PictureOptions(
        theme=chosen.theme,
        dpi=chosen.dpi,
        scale=chosen.scale,
        width=chosen.width,
        transparent=chosen.transparent,
        title=chosen.title,
        legend=chosen.legend,
        sources=chosen.sources,
        only=chosen.only or "",
        depth=chosen.depth,
        embed=not chosen.no_embed,
        huge=chosen.huge,
        notes=chosen.notes,
    )
    if chosen.story is None and (chosen.handout is not None or chosen.lines):
        raise UserError("--handout and --lines say how a story is printed; add --story ID")
    if chosen.story is None and chosen.output.suffix.lower() == ".pptx":
        raise UserError(f"{chosen.output}: a slide deck tells a story; add --story ID")
    document = open_document(chosen.file)
    tell_errors(document, chosen.file)
    if chosen.story is not None:
        return export_story(chosen, document)
    draw(document, chosen.output, options)
    return 0


def draw(document: "Document", output: Path, options: "PictureOptions") -> None:
    """Write a picture of a document's map in the format that the output's name asks for."""
    from argmap.io.atomic import write_atomically
    from argmap.io.formats import picture_format
    from argmap.render.export import picture_bytes
    from argmap.render.headless import gui_application

    kind = picture_format(output)
    application = gui_application()
    data = picture_bytes(kind, document, options)
    write_atomically(output, data)
    del application  # kept until here: without it Qt can draw no text


def _positive(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0.001 <= number <= 100_000:
        raise argparse.ArgumentTypeError(f"“{text}” is no size; give a number from 0.001 on")
    return number


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise argparse.ArgumentTypeError(f"“{text}” is no whole number from 0 on")
    return int(text)


def _pixels(text: str) -> int:
    if not (pixels := _whole(text)):
        raise argparse.ArgumentTypeError("a picture needs one pixel at least")
    return pixels


# ---------------------------------------------------------------------------------------- convert


def add_convert(commands: Commands) -> None:
    """Add `argmap convert`."""
    parser = command_parser(
        commands,
        "convert",
        "turn one format into another; a picture that embeds its map is an input as well",
        "argmap convert diagram.png back.argmap.yaml",
    )
    parser.add_argument("input", type=Path, metavar="IN")
    parser.add_argument("output", type=Path, metavar="OUT")
    parser.add_argument("--force", action="store_true", help="replace OUT where it is a map")
    parser.set_defaults(command=convert)


def convert(chosen: argparse.Namespace) -> int:
    """Write the input's map in the form that the output's name asks for."""
    from argmap.io.files import open_document, write_new_map
    from argmap.io.formats import format_of

    document = open_document(chosen.input)
    tell_errors(document, chosen.input)
    kind = format_of(chosen.output)
    if kind.picture:
        from argmap.render.picture import PictureOptions

        draw(document, chosen.output, PictureOptions())
    elif not kind.writes:
        raise UserError(
            f"{chosen.output}: a {kind.title.lower()} tells a story: "
            f"argmap export {chosen.input} --story ID -o {chosen.output}"
        )
    elif kind.name == "graphml":
        from argmap.io.atomic import write_atomically
        from argmap.io.formats.graphs import graphml

        print(f"{chosen.output}: a graph leaves out {kind.loses}", file=sys.stderr)
        write_atomically(chosen.output, graphml(document.map))
    else:
        # The bytes as they were embedded, not a new writing of the same map.
        write_new_map(chosen.output, document.raw, force=chosen.force)
    return 0


# ----------------------------------------------------------------------------------------- layout


def add_layout(commands: Commands) -> None:
    """Add `argmap layout`."""
    parser = command_parser(
        commands,
        "layout",
        "print where every box stands and how every link runs, as JSON",
        "argmap layout map.argmap.yaml --json > placement.json",
    )
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument(
        "--json", action="store_true", help="the one form there is; may be left out"
    )
    parser.add_argument(
        "--previous",
        type=Path,
        metavar="OLD.json",
        help="an earlier output: what was there moves as little as possible",
    )
    parser.add_argument(
        "--fold",
        action="append",
        default=[],
        metavar="ID",
        help="leave out what hangs on this statement (may be given several times)",
    )
    parser.add_argument("--time", action="store_true", help="add the seconds the layout took")
    parser.set_defaults(command=layout)


def layout(chosen: argparse.Namespace) -> int:
    """Print the placement of a map."""
    from argmap.io.files import open_document
    from argmap.layout.report import as_json

    document = open_document(chosen.file)
    tell_errors(document, chosen.file)
    sizes = _sizes(document.map)
    previous = _previous(chosen.previous) if chosen.previous else None
    folded = _folded(document.map, chosen.fold)
    start = perf_counter()
    placement = _arranged(document.map, sizes, folded, previous)
    seconds = perf_counter() - start
    report = as_json(placement)
    if chosen.time:
        report["seconds"] = seconds
    give_json(report)
    return 0


def _sizes(map: "ArgumentMap") -> "Sizes":
    from argmap.render.headless import gui_application
    from argmap.render.measure import Measure

    application = gui_application()
    sizes = Measure().sizes(map)
    del application
    return sizes


def _arranged(
    map: "ArgumentMap",
    sizes: "Sizes",
    folded: frozenset[StatementId],
    previous: Mapping[str, object] | None,
) -> "Placement":
    from argmap.layout.arrange import arrange
    from argmap.layout.placement import LayoutOptions

    view = map.meta.view
    return arrange(map, sizes, LayoutOptions(view.layout, view.direction, folded), previous)


def _folded(map: "ArgumentMap", ids: list[str]) -> frozenset[StatementId]:
    for id_ in ids:
        if id_ not in map.statements:
            raise UserError(f"--fold {id_}: the map has no statement of that id")
    return frozenset(map.statements[StatementId(id_)].id for id_ in ids)


def _previous(path: Path) -> Mapping[str, object]:
    from argmap.io.regular_files import read_file
    from argmap.layout.report import state_from_json

    data = read_file(path, lambda _: _LARGEST_PLACEMENT)
    try:
        return state_from_json(json.loads(data.decode("utf-8")))
    except UserError as error:
        raise UserError(f"{path}: {error}") from error
    except (ValueError, RecursionError) as error:
        raise UserError(f"{path}: is no JSON: {error}") from error
