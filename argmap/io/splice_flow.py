"""Lists and mappings in brackets changed in place: what stays keeps its words and its spacing."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from argmap.io.splice_page import Page


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
    if not pieces:
        return text[start] + text[end - 1]
    head = text[start : old[0][0]] if old else text[start]
    tail = text[old[-1][1] : end] if old else text[end - 1]
    made = [head, pieces[0].text]
    for before, after in pairwise(pieces):
        gap = ", "
        if before.place is not None and after.place == before.place + 1:
            gap = text[old[before.place][1] : old[after.place][0]]
        made += [gap, after.text]
    return "".join([*made, tail])
