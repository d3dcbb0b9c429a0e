"""What one layout hands to the next so that little moves: the direction and the order of siblings.

Plain data that JSON can hold. What cannot be understood is taken for nothing: layout then starts
afresh. Where the order of siblings in the map itself has changed, the map wins.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from argmap.layout.web import Web, is_linked
from argmap.model.records import Direction

VERSION = 1

Family = tuple[list[str], list[str]]
"""The members of a family as they stood, and as the file named them."""


class HasWeb(Protocol):
    """Something placed that knows its web."""

    web: Web


@dataclass(frozen=True, slots=True)
class Warmth:
    """An earlier layout, as far as it is known."""

    direction: Direction | None = None
    families: Mapping[str, Family] = field(default_factory=dict)


def read_warmth(data: Mapping[str, object] | None) -> Warmth:
    """Return the warmth in plain data, an empty one where there is none or it is not ours."""
    if not data or data.get("version") != VERSION:
        return Warmth()
    families = data.get("families")
    direction = data.get("direction")
    if not isinstance(families, Mapping) or direction not in {d.value for d in Direction}:
        return Warmth()
    known: dict[str, Family] = {}
    for top, rows in families.items():
        if not isinstance(rows, Sequence) or isinstance(rows, str) or len(rows) != 2:
            return Warmth()
        known[str(top)] = ([str(id_) for id_ in rows[0]], [str(id_) for id_ in rows[1]])
    return Warmth(Direction(str(direction)), known)


def warmth_of(parts: Iterable[HasWeb], direction: Direction) -> dict[str, object]:
    """Return the warmth of placed parts as plain data."""
    families: dict[str, list[list[str]]] = {}
    for part in parts:
        web = part.web
        for above in web.rows:
            row = [str(web.ids[box]) for box in web.row(above)]
            file = sorted(row, key=lambda id_: web.file_place[web.number[id_]])
            top = str(web.ids[above]) if above >= 0 else ""
            shown, named = families.setdefault(top, [[], []])
            shown.extend(row)
            named.extend(file)
    return {"version": VERSION, "direction": str(direction), "families": families}


def keep_order(web: Web, warm: Warmth) -> bool:
    """Put the blocks of each family in the order they had; tell whether anything was known."""
    if not warm.families:
        return False
    known = False
    for above, blocks in web.rows.items():
        top = str(web.ids[above]) if above >= 0 else ""
        if top not in warm.families:
            continue
        shown, named = warm.families[top]
        row = [str(web.ids[box]) for box in web.row(above)]
        here = [id_ for id_ in row if id_ in set(named)]
        now = sorted(here, key=lambda id_: web.file_place[web.number[id_]])
        known = known or bool(now)
        if now == [id_ for id_ in named if id_ in set(row)]:
            _reorder(web, blocks, shown)
    return known


def _reorder(web: Web, blocks: list[list[int]], shown: Sequence[str]) -> None:
    """Sort the blocks as they stood; a new one stands behind the one it follows in the file."""
    place = {id_: number for number, id_ in enumerate(shown)}
    keys: list[tuple[float, int]] = []
    last = -1.0
    for number, block in enumerate(blocks):
        known = [place[str(web.ids[box])] for box in block if str(web.ids[box]) in place]
        last = float(min(known)) if known else last
        keys.append((last, number))
    order = sorted(range(len(blocks)), key=lambda k: (keys[k][0], k))
    blocks[:] = [_as_it_stood(web, blocks[k], place) for k in order]


def _as_it_stood(web: Web, block: list[int], place: Mapping[str, int]) -> list[int]:
    """Return the members of a block in the order they had, as far as blocks may change theirs."""
    known = [place[str(web.ids[box])] for box in block if str(web.ids[box]) in place]
    if known == sorted(known):
        return block
    if known == sorted(known, reverse=True):
        return block[::-1]
    if len(known) == len(block) and is_linked(web, block):
        return sorted(block, key=lambda box: place[str(web.ids[box])])
    return block
