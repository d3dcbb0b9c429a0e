"""Lists and mappings in brackets changed in place: what stays keeps its words and its spacing.

In brackets that go over several lines every item keeps its comments: the one that ends its line,
and those on the lines above it.
"""

from collections.abc import Sequence
from itertools import pairwise

from argmap.io.lines import LINE_END
from argmap.io.splice_page import Page
from argmap.model.light_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """One item between brackets: an old one by its place among the old items, or a new one.

    `text` is what stands there now.
    """

    text: str
    place: int | None = None


def rebuilt(
    page: Page, span: tuple[int, int], old: Sequence[tuple[int, int]], pieces: Sequence[Piece]
) -> str:
    """The text of a list or mapping in brackets with these items.

    `span` is where it stands, brackets included; `old` are the spans of its items. Between two
    items that stood side by side stands what stood there.
    """
    text = page.text
    start, end = span
    if not pieces or not old:
        return text[start] + ", ".join(piece.text for piece in pieces) + text[end - 1]
    borders = [start + 1, *(at for item in old for at in item), end - 1]
    gaps = [text[first:last] for first, last in zip(borders[::2], borders[1::2], strict=True)]
    return text[start] + _Row(page, gaps).joined(pieces) + text[end - 1]


class _Row:
    """What stands around the items of a list: before the first, between two, after the last."""

    def __init__(self, page: Page, gaps: Sequence[str]) -> None:
        self.gaps = gaps
        self.parts = [_parted(gap) for gap in gaps]
        breaks = [lead for _, lead in self.parts if LINE_END.search(lead)]
        # A line of its own for what has none, at the column of its neighbours.
        self.new_line = page.newline + LINE_END.split(breaks[0])[-1] if breaks else ""
        self.one_per_line = all(LINE_END.search(lead) for _, lead in self.parts[:-1])

    def joined(self, pieces: Sequence[Piece]) -> str:
        made = [self._before(pieces[0]), pieces[0].text]
        for one, other in pairwise(pieces):
            made += [self._between(one, other), other.text]
        return "".join([*made, self._after(pieces[-1])])

    def _before(self, first: Piece) -> str:
        if first.place == 0 or not self.new_line:
            return self.gaps[0]
        return self._closed(self.parts[0][0], self._lead(first))

    def _between(self, one: Piece, other: Piece) -> str:
        if one.place is not None and other.place == one.place + 1:
            return self.gaps[other.place]
        return "," + self._closed(self._comment(one), self._lead(other))

    def _after(self, last: Piece) -> str:
        if last.place == len(self.gaps) - 2:
            return self.gaps[-1]
        comma = "," if _comma(self.gaps[-1]) >= 0 else ""
        return comma + self._closed(self._comment(last), self.parts[-1][1])

    def _lead(self, piece: Piece) -> str:
        """What stands before a piece, from the end of the line before it on."""
        lead = self.parts[piece.place][1] if piece.place is not None else ""
        if LINE_END.search(lead):
            return lead
        return self.new_line if self.one_per_line else " "

    def _comment(self, piece: Piece) -> str:
        return self.parts[piece.place + 1][0] if piece.place is not None else ""

    def _closed(self, comment: str, lead: str) -> str:
        """A comment and what follows it, which must not become a part of it."""
        return comment + (lead if not comment or LINE_END.match(lead) else self.new_line)


def _parted(gap: str) -> tuple[str, str]:
    """The comment that ends the line of the item before a gap; the rest without its comma."""
    comma = _comma(gap)
    bare = gap[:comma] + gap[comma + 1 :] if comma >= 0 else gap
    end = LINE_END.search(bare)
    if end is None:
        return "", bare
    line = bare[: end.start()]
    return line.rstrip() if "#" in line else "", bare[end.start() :]


def _comma(gap: str) -> int:
    """Where the comma of a gap stands, or -1: one in a comment is none."""
    at = 0
    while at < len(gap):
        if gap[at] == ",":
            return at
        if gap[at] == "#":
            end = LINE_END.search(gap, at)
            at = end.end() if end else len(gap)
        else:
            at += 1
    return -1
