"""Saving into a text as it was read, so that only what changed is different afterwards.

What comes out has been read back and compared. A text that is written too oddly to be changed in
place is rewritten as a whole, which is said in the result, and never done while anything in it
could not be read.
"""

from dataclasses import fields
from types import SimpleNamespace

from argmap.io.shapes import SECTIONS, Field, Kind, shape_of
from argmap.io.splice_page import Edit, Page, Unsplicable, applied
from argmap.io.splice_records import Splicer
from argmap.io.yaml_errors import UnreadableError
from argmap.io.yaml_read import Nodes, Reading, read_nodes, read_text
from argmap.io.yaml_tree import Node, Scalar, last_inside, start_of, without_cyclic_collection
from argmap.io.yaml_values import storable
from argmap.io.yaml_write import canonical
from argmap.model.argmap import COLLECTIONS, ArgumentMap
from argmap.model.diff import Diff
from argmap.model.errors import UserError
from argmap.model.light_dataclass import dataclass
from argmap.model.records import Meta


@dataclass(frozen=True, slots=True)
class Spliced:
    """A text to save and what it reads as; `rewritten` says that its comments are gone."""

    text: str
    reading: Reading
    rewritten: bool = False


def made(text: str, before: ArgumentMap, after: ArgumentMap) -> Spliced:
    """The text to save for a map: changed where it changed, or new where there was none.

    Raises what `spliced` and `written` do.
    """
    return spliced(text, before, after) if text else written(after)


def spliced(text: str, before: ArgumentMap, after: ArgumentMap) -> Spliced:
    """The text with what changed from one map to the other, read back and compared.

    `before` is the map that the text was read as. Raises UserError where the text can neither be
    changed in place nor rewritten without losing something.
    """
    with without_cyclic_collection():
        reading, nodes = read_nodes(text)
        return _placed_into(text, reading, nodes, before, after)


def followed(text: str, diff: Diff) -> Spliced:
    """The text with a diff applied to what it reads as, read back and compared.

    Raises DiffMismatch where the diff was made from another map, else what `made` does.
    """
    with without_cyclic_collection():
        if not text:
            return written(diff.applied(ArgumentMap()))
        reading, nodes = read_nodes(text)
        return _placed_into(text, reading, nodes, reading.map, diff.applied(reading.map))


def _placed_into(
    text: str, reading: Reading, nodes: Nodes, before: ArgumentMap, after: ArgumentMap
) -> Spliced:
    if _same(before, after):
        return Spliced(text, reading)
    try:
        made = applied(text, _edits(text, nodes, before, after))
        back = _read_back(made, after)
    except Unsplicable:
        back = None
    else:
        if back is not None and _kept(reading, back):
            return Spliced(made, back)
    if reading.set_aside:
        first = reading.set_aside[0]
        raise UserError(
            "This change cannot be saved without losing what could not be read in line "
            f"{first.line} of the file. Correct that line first, or save under another name."
        )
    return Spliced(*_rewritten(after), rewritten=True)


def written(map: ArgumentMap) -> Spliced:
    """A new text for a map, in canonical form, read back and compared."""
    return Spliced(*_rewritten(map))


def _rewritten(map: ArgumentMap) -> tuple[str, Reading]:
    text = canonical(map)
    back = _read_back(text, map)
    if back is None:
        raise UserError(
            "The map could not be written so that it reads as it is; nothing was saved. "
            "Please report this with the map as it is shown."
        )
    return text, back


def _read_back(text: str, wanted: ArgumentMap) -> Reading | None:
    """What the text reads as, where that is the map that was wanted; else None."""
    try:
        reading = read_text(text)
    except UnreadableError:
        return None
    if _same(reading.map, wanted) or _same(reading.map, storable(wanted)):
        return reading
    return None


def _same(a: ArgumentMap, b: ArgumentMap) -> bool:
    """Whether two maps are equal, the order of their records included."""
    if a is b:
        return True
    return a == b and all(list(getattr(a, name)) == list(getattr(b, name)) for name in COLLECTIONS)


def _kept(before: Reading, after: Reading) -> bool:
    """Whether every entry that could not be read still stands in the text, verbatim."""
    old, new = (
        sorted(aside.text for aside in reading.set_aside if aside.whole)
        for reading in (before, after)
    )
    return old == new


# ---------------------------------------------------------------------------- the map as a record


def _file_fields() -> list[Field]:
    """The keys of a whole file in their order, sections among them."""
    own = shape_of(Meta).fields
    sections = [
        Field(name, name, Kind.RECORDS, name == "statements", {}, "", of)
        for name, of in SECTIONS.items()
    ]
    return [*(f for f in own if f.name != "view"), *sections, *(f for f in own if f.name == "view")]


def _whole(map: ArgumentMap) -> SimpleNamespace:
    said = {field.name: getattr(map.meta, field.name) for field in fields(Meta)}
    return SimpleNamespace(**said, **{name: getattr(map, name) for name in SECTIONS})


def _edits(text: str, nodes: Nodes, before: ArgumentMap, after: ArgumentMap) -> list[Edit]:
    page = Page(text)
    splicer = Splicer(page, nodes)
    edits = splicer.record_edits(nodes.root, _file_fields(), _whole(before), _whole(after))
    return [*edits, *_keep_last_line(page, nodes.root, edits)]


def _keep_last_line(page: Page, root: Node, edits: list[Edit]) -> list[Edit]:
    """Where something follows a block that ended without a line end, say that it has none."""
    end = len(page.text)
    if page.text.endswith(("\n", "\r")) or all(first != end for first, _, _ in edits):
        return []
    node = last_inside(root)
    if not isinstance(node, Scalar):
        return []
    header = page.text[start_of(node) : page.lines.end(start_of(node))]
    if node.style not in ("|", ">") or "-" in header or "+" in header:
        return []
    at = start_of(node) + 1
    return [(at, at, "-")]
