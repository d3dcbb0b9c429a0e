"""A text as it was read, and where things stand in it: lines, entries, the comments around them.

What belongs to an entry of a list: its dash and everything to its last value, comment lines
directly above it, and deeper comment lines directly below it. Other comments belong to nobody.
"""

import re
from collections.abc import Iterable

from argmap.io.lines import LINE_END, Lines
from argmap.io.yaml_tree import Node, Scalar, Sequence, content_end, last_inside, start_of
from argmap.model.light_dataclass import dataclass

Edit = tuple[int, int, str]
"""A stretch of the text, from and to, and what stands there instead."""

_DASHES = re.compile(r"[ ]*(?:-[ ]+)*-(?=\s|$)")
_COMMENT_LINE = re.compile(r"[ \t]*#")
_BLANK_REST = re.compile(r"[ \t]+(?=[\r\n]|$)")
_TRAILING_COMMENT = re.compile(r"[ \t]+#[^\r\n]*")


class Unsplicable(Exception):
    """A text that is written in a way which cannot be changed in place."""


@dataclass(frozen=True, slots=True)
class Entry:
    """The lines of one entry of a list, and the column of its dash.

    `open` says that a blank line put in below would become a part of it.
    """

    start: int
    end: int
    dash: int
    open: bool = False


class Page:
    """A text with its line ends; every position is an index into it."""

    def __init__(self, text: str) -> None:
        """Look at the lines of the text once."""
        self.text = text
        self.lines = Lines(text)
        first = self.lines.starts[1] if len(self.lines.starts) > 1 else 0
        self.newline = "\n"
        if first:
            self.newline = "\r\n" if text[:first].endswith("\r\n") else text[first - 1]

    def column(self, index: int) -> int:
        """How many characters stand before a position in its line."""
        return self.lines.column(index)

    def content_end(self, node: Node) -> int:
        """Where the last character of a node's content is passed."""
        return content_end(node, self.text)

    def end_of_lines(self, node: Node) -> int:
        """Where the line after a node's last one begins."""
        end = self.content_end(node)
        if end > start_of(node) and self.text[end - 1] in "\r\n":
            return end
        return self.lines.end(end)

    def joined(self, lines: Iterable[str], column: int = 0) -> str:
        """Lines as text with this page's line ends, moved to a column; empty ones stay empty."""
        pad = " " * column
        return self.newline.join(pad + line if line else "" for line in lines)

    def is_first_on_line(self, index: int) -> bool:
        """Whether only blanks stand before a position in its line."""
        return not self.text[self.lines.start(index) : index].strip(" ")

    def insertion(self, at: int, text: str) -> Edit:
        """Whole lines put in before the line that begins at a position."""
        if at == len(self.text) and not self.text.endswith(("\n", "\r")):
            return at, at, self.newline + text + self.newline
        return at, at, text + self.newline

    def trailing_comment(self, index: int) -> tuple[int, str]:
        """The comment that follows a position in its line, and where it ends; else nothing."""
        match = _TRAILING_COMMENT.match(self.text, index)
        return (match.end(), match.group().strip()) if match else (index, "")

    def blanks_after(self, index: int) -> int:
        """Where the blanks end that nothing but the end of the line follows; else the position."""
        match = _BLANK_REST.match(self.text, index)
        return match.end() if match else index

    def comments_between(self, start: int, end: int) -> list[str]:
        """The comments in a stretch that holds no values."""
        lines = LINE_END.split(self.text[start:end])
        return [line[line.index("#") :].rstrip() for line in lines if "#" in line]

    # ---------------------------------------------------------------------------------- entries

    def entries(self, node: Sequence) -> list[Entry]:
        """The entries of a list in block style."""
        found: list[Entry] = []
        floor = 0
        for item in node.items:
            dash = self.dash_of(item)
            column = self.column(dash)
            start = self._comments_above(self.lines.start(dash), floor, column)
            if found and start < found[-1].end:
                raise Unsplicable("two entries of a list share a line")
            end = self.below(self.end_of_lines(item), column)
            found.append(Entry(start, end, column, self.is_open(item)))
            floor = end
        return found

    def dash_of(self, item: Node) -> int:
        """The position of the dash that begins an item of a list in block style."""
        start = self.lines.start(start_of(item))
        before = self.text[start : start_of(item)].rstrip(" \t")
        if before.strip(" -") == "" and before.endswith("-"):
            if before.count("-") > 1:
                raise Unsplicable("a list begins on the line of another one")
            return start + len(before) - 1
        while start > 0:
            end, start = start, self.lines.start(start - 1)
            line = self.text[start:end]
            if not line.strip() or _COMMENT_LINE.match(line):
                continue
            match = _DASHES.match(line)
            if match is None or match.group().count("-") > 1:
                break
            return start + match.end() - 1
        raise Unsplicable("the dash of an entry was not found")

    def below(self, at: int, column: int) -> int:
        """Pass the comment lines that follow directly and stand deeper than a column."""
        while at < len(self.text):
            match = _COMMENT_LINE.match(self.text, at)
            if match is None or match.end() - 1 - at <= column:
                break
            at = self.lines.end(at)
        return at

    def lengthens_block(self, at: int, column: int) -> bool:
        """Whether the lines from a position on would become part of a block that ends there.

        It belongs to a key at a column; comments deeper than that are no comments in a block.
        """
        at = self.blank_after(at)
        match = _COMMENT_LINE.match(self.text, at)
        return match is not None and match.end() - 1 - at > column

    def is_open(self, node: Node) -> bool:
        """Whether a blank line below a node would be a part of it: a block that keeps its ends."""
        last = last_inside(node)
        if not isinstance(last, Scalar) or last.style not in ("|", ">"):
            return False
        return "+" in self.text[start_of(last) : start_of(last) + 3]

    def blank_before(self, at: int) -> int:
        """Where the blank lines directly before a line begin."""
        while at > 0:
            start = self.lines.start(at - 1)
            if self.text[start:at].strip():
                break
            at = start
        return at

    def blank_after(self, at: int) -> int:
        """Where the blank lines that begin at a line end."""
        while at < len(self.text):
            end = self.lines.end(at)
            if self.text[at:end].strip():
                break
            at = end
        return at

    def _comments_above(self, start: int, floor: int, column: int) -> int:
        while start > floor:
            above = self.lines.start(start - 1)
            match = _COMMENT_LINE.match(self.text, above)
            if above < floor or match is None or match.end() - 1 - above < column:
                break
            start = above
        return start


def applied(text: str, edits: Iterable[Edit], start: int = 0, end: int | None = None) -> str:
    """The text, or a stretch of it, with edits made. Raises Unsplicable where two overlap."""
    pieces = []
    at = start
    for first, last, replacement in sorted(edits, key=lambda edit: (edit[0], edit[1])):
        if first < at:
            raise Unsplicable("two changes touch the same place")
        pieces += [text[at:first], replacement]
        at = last
    pieces.append(text[at : len(text) if end is None else end])
    return "".join(pieces)
