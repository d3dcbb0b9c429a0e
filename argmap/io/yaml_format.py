"""A map file brought into canonical form, with its comments: what `argmap fmt` does.

A comment on a line of its own stays before the key or entry it precedes, one beside a value stays
beside it. Where canonical form has no place for a comment, nothing is formatted.
"""

from collections.abc import Iterator
from dataclasses import field

from argmap.io.splice_page import Page
from argmap.io.yaml_errors import UnreadableError
from argmap.io.yaml_read import read_nodes
from argmap.io.yaml_tree import Mapping, Node, Scalar, Sequence, span_of, start_of, tree_of
from argmap.io.yaml_write import canonical
from argmap.model.errors import UserError
from argmap.model.light_dataclass import dataclass

Path = tuple[str | int, ...]
"""Where a key or an entry is in a tree: keys, ids of entries, places of entries without an id."""


@dataclass(slots=True)
class _Comment:
    start: int
    text: str
    alone: bool  # on a line of its own, perhaps after a dash


@dataclass(slots=True)
class _Around:
    """The comments before and beside one line of the result."""

    before: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    blank_after: bool = False


class CannotFormat(UserError):
    """A map that is left as it is; `what` says why, `line` and `column` where (0: everywhere)."""

    def __init__(self, what: str, line: int = 0, column: int = 0) -> None:
        """Say why, and where in the text."""
        super().__init__(f"Line {line}: {what}" if line else what)
        self.what = what
        self.line = line
        self.column = column


def formatted(text: str) -> str:
    """The text of a map in canonical form; doing it twice changes nothing more.

    Raises CannotFormat where a comment or something that could not be read would be lost, and for
    maps of a newer version; UnreadableError where the text is no map.
    """
    reading, nodes = read_nodes(text)
    if reading.read_only:
        raise CannotFormat("A newer argmap wrote this map; its canonical form is not known here.")
    if reading.set_aside:
        first = reading.set_aside[0]
        raise CannotFormat(
            "What stands here could not be read and would be lost. Correct it first; “argmap "
            "check” says what is wrong.",
            first.line,
            first.column,
        )
    page = Page(text)
    result = canonical(reading.map)
    comments = list(_comments(page, nodes.root))
    if comments:
        result = _with_comments(page, nodes.root, comments, result)
    if page.newline != "\n":
        result = result.replace("\n", page.newline)
    _check(result, reading.map, comments)
    return result


def _check(result: str, wanted: object, comments: list[_Comment]) -> None:
    try:
        reading, nodes = read_nodes(result)
    except UnreadableError as error:
        raise CannotFormat(f"The map cannot be brought into canonical form ({error}).") from None
    found = sorted(comment.text for comment in _comments(Page(result), nodes.root))
    if reading.map != wanted or found != sorted(comment.text for comment in comments):
        raise CannotFormat(
            "The map cannot be brought into canonical form without losing something. Please report "
            "this with the map."
        )


def _with_comments(page: Page, root: Node, comments: list[_Comment], result: str) -> str:
    target = Page(result)
    tree = tree_of(result)
    assert tree is not None
    lines_of = {path: target.lines.place(at)[0] - 1 for at, path in _anchors(tree)}
    around: dict[int, _Around] = {}
    at_the_end: list[str] = []
    for comment, path in _attached(root, comments):
        if path is None:
            at_the_end += [*_blank_before(page, comment), comment.text]
            continue
        if path not in lines_of:
            raise _no_place(page, comment)
        place = around.setdefault(lines_of[path], _Around())
        if place.beside and not comment.alone:
            raise _no_place(page, comment)
        if comment.alone:
            place.before += [*_blank_before(page, comment), comment.text]
            place.blank_after = _is_blank_after(page, comment)
        else:
            place.beside.append(comment.text)
    return "\n".join([*_lines(result, around), *at_the_end]) + "\n"


def _no_place(page: Page, comment: _Comment) -> CannotFormat:
    return CannotFormat(
        "Canonical form has no place for this comment. Move it to a line of its own before an "
        "entry, or delete it.",
        *page.lines.place(comment.start),
    )


def _lines(result: str, around: dict[int, _Around]) -> Iterator[str]:
    last = ""  # "" also where no blank line is wanted: at the start, and below a key of a block
    for number, line in enumerate(result.split("\n")[:-1]):
        place = around.get(number, _Around())
        pad = " " * (len(line) - len(line.lstrip(" ")))
        for text in [*place.before, *([""] if place.blank_after else [])]:
            if text or last:  # one blank line at most
                yield pad + text if text else ""
            last = text
        yield " ".join([line, *place.beside])
        last = "" if line.endswith(":") else line


def _blank_before(page: Page, comment: _Comment) -> list[str]:
    """A blank line where one or more stood before a comment."""
    start = page.lines.start(comment.start)
    return [""] if page.blank_before(start) < start else []


def _is_blank_after(page: Page, comment: _Comment) -> bool:
    end = page.lines.end(comment.start)
    return page.blank_after(end) > end


def _attached(root: Node, comments: list[_Comment]) -> Iterator[tuple[_Comment, Path | None]]:
    """Each comment with the path of what it belongs to; None at the end of the file."""
    anchors = list(_anchors(root))
    spans = list(_bracketed(root))
    following = 0
    span = 0
    for comment in comments:
        while following < len(anchors) and anchors[following][0] <= comment.start:
            following += 1
        while span < len(spans) and spans[span][1] <= comment.start:
            span += 1
        if span < len(spans) and spans[span][0] < comment.start:
            yield comment, ("", "inside brackets")  # a path that no result has
        elif not comment.alone:
            yield comment, anchors[following - 1][1]
        elif following < len(anchors):
            at = anchors[following][0]
            first = next(path for start, path in anchors[following:] if start == at)
            yield comment, first
        else:
            yield comment, None


def _anchors(node: Node, path: Path = ()) -> Iterator[tuple[int, Path]]:
    """Where keys and entries begin, in the order of the text; what is in brackets has no lines."""
    if isinstance(node, Scalar) or node.flow:
        return
    if isinstance(node, Mapping):
        for key, (key_node, value) in node.entries.items():
            yield start_of(key_node), (*path, key)
            yield from _anchors(value, (*path, key))
        return
    for place, item in enumerate(node.items):
        here = (*path, _name(item, place))
        yield start_of(item), here
        yield from _anchors(item, here)


def _name(item: Node, place: int) -> str | int:
    if isinstance(item, Mapping) and "id" in item.entries:
        id_ = item.entries["id"][1]
        if isinstance(id_, Scalar):
            return id_.value
    return place


def _bracketed(node: Node) -> Iterator[tuple[int, int]]:
    """Where lists and mappings in brackets stand."""
    if isinstance(node, Scalar):
        return
    if node.flow:
        yield span_of(node)
        return
    for inner in _inner(node):
        yield from _bracketed(inner)


def _inner(node: Mapping | Sequence) -> list[Node]:
    if isinstance(node, Sequence):
        return node.items
    return [part for entry in node.entries.values() for part in entry]


# ---------------------------------------------------------------------------------------- comments


def _comments(page: Page, root: Node) -> Iterator[_Comment]:
    """Every comment of a text, in order: what begins with # where no value stands."""
    at = 0
    for scalar in _scalars(root):
        yield from _comments_in(page, at, start_of(scalar))
        at = page.content_end(scalar)
        if scalar.style in ("|", ">"):
            header_end = page.lines.end(start_of(scalar))
            yield from _comments_in(page, start_of(scalar), min(header_end, at))
    yield from _comments_in(page, at, len(page.text))


def _comments_in(page: Page, start: int, end: int) -> Iterator[_Comment]:
    text = page.text
    while (start := text.find("#", start, end)) >= 0:
        stop = page.lines.end(start)
        before = text[page.lines.start(start) : start].strip(" \t-")
        yield _Comment(start, text[start:stop].rstrip(), not before)
        start = stop


def _scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
        return
    for inner in _inner(node):
        yield from _scalars(inner)
