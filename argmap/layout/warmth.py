"""What one layout hands to the next so that little moves: where everything stood, in what order.

Plain data that JSON can hold. What cannot be understood is taken for nothing: layout then starts
afresh. Where the order of siblings in the map itself has changed, the map wins.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from typing import Any, Protocol

from argmap.layout.flanks import flanked
from argmap.layout.geometry import Point
from argmap.layout.web import Web
from argmap.model.light_dataclass import dataclass
from argmap.model.records import Direction

VERSION = 2

Family = Sequence[Sequence[str]]
"""The members of a family as they stood, and as the file named them."""


@dataclass(frozen=True, slots=True)
class Stood:
    """How one part stood: places along the siblings, and the ranks.

    `place` is by statement, `bends` by link and leg. `tops` and `deep` say where each rank begins
    and how deep it is. `strips` says how deep the strip above each rank is, `zones` how much of it
    is kept free of swings near its lower and its upper edge. `shift` is how the part was moved to
    its place among others, in x and y, and `row` in which row of parts that is. `groups` are those
    that room was made for, by their members. `below` holds the legs that run round below, and below
    how many ranks more than they must. `close` holds the boxes that stand closer than usual to
    their neighbour on the left: which that is, and how much closer.
    """

    place: Mapping[str, float] = field(default_factory=dict)
    bends: Mapping[str, Sequence[float]] = field(default_factory=dict)
    tops: Sequence[float] = ()
    deep: Sequence[float] = ()
    strips: Sequence[float] = ()
    zones: Sequence[Point] = ()
    shift: Point = (0.0, 0.0)
    row: int = 0
    groups: Sequence[Sequence[str]] = ()
    below: Mapping[str, int] = field(default_factory=dict)
    close: Mapping[str, tuple[str, float]] = field(default_factory=dict)


class Placed(Protocol):
    """Something placed: it knows its web and how it stands."""

    web: Web
    stands: Stood


@dataclass(frozen=True, slots=True)
class Warmth:
    """An earlier layout, as far as it is known.

    `hidden` holds, of statements that were folded away, how far they stood from what they hang on.
    """

    direction: Direction | None = None
    families: Mapping[str, Family] = field(default_factory=dict)
    parts: Mapping[int, Stood] = field(default_factory=dict)
    hidden: Mapping[str, float] = field(default_factory=dict)
    part_of: Mapping[str, int] = field(default_factory=dict)
    top_of: Mapping[str, str] = field(default_factory=dict)

    def stood(self, web: Web) -> Stood | None:
        """Return how the part that most of these boxes come from stood, or None if none did."""
        found = Counter(self.part_of[id_] for id_ in web.ids if id_ in self.part_of)
        return self.parts[found.most_common(1)[0][0]] if found else None

    def step(self, id_: str) -> float | None:
        """Return how far a statement stood from the one it hung on, if both are known."""
        if id_ in self.hidden:
            return self.hidden[id_]
        top = self.top_of.get(id_)
        if not top or self.part_of.get(id_) is None or self.part_of.get(top) is None:
            return None
        return self._place(id_) - self._place(top)

    def _place(self, id_: str) -> float:
        return self.parts[self.part_of[id_]].place[id_]


def read_warmth(data: Mapping[str, object] | None) -> Warmth:
    """Return the warmth in plain data, an empty one where there is none or it is not ours."""
    if not data or data.get("version") != VERSION:
        return Warmth()
    try:
        return _read(data)
    except (KeyError, TypeError, ValueError, AttributeError):
        return Warmth()


def _read(data: Mapping[str, Any]) -> Warmth:
    families = {
        str(top): ([str(id_) for id_ in shown], [str(id_) for id_ in named])
        for top, (shown, named) in data["families"].items()
    }
    parts = [_stood(part) for part in data["parts"]]
    return Warmth(
        Direction(str(data["direction"])),
        families,
        dict(enumerate(parts)),
        {str(id_): float(step) for id_, step in data["hidden"].items()},
        {id_: number for number, part in enumerate(parts) for id_ in part.place},
        {id_: top for top, (shown, _) in families.items() for id_ in shown},
    )


def _stood(data: Mapping[str, Any]) -> Stood:
    x, y = data["shift"]
    return Stood(
        {str(id_): float(place) for id_, place in data["place"].items()},
        {str(leg): [float(place) for place in places] for leg, places in data["bends"].items()},
        [float(value) for value in data["tops"]],
        [float(value) for value in data["deep"]],
        [float(value) for value in data["strips"]],
        [(float(low), float(high)) for low, high in data.get("zones", ())],
        (float(x), float(y)),
        int(data["row"]),
        [[str(id_) for id_ in group] for group in data["groups"]],
        {str(leg): int(more) for leg, more in data.get("below", {}).items()},
        close={
            str(id_): (str(left), float(by)) for id_, (left, by) in data.get("close", {}).items()
        },
    )


def warmth_of(
    parts: Iterable[Placed], direction: Direction, before: Warmth, known: Iterable[str]
) -> dict[str, object]:
    """Return the warmth of placed parts as plain data.

    `known` are all statements of the map; of those that are not shown it keeps what was known.
    """
    parts = list(parts)
    shown = {str(id_) for part in parts for id_ in part.web.ids}
    hidden = {
        id_: step
        for id_ in map(str, known)
        if id_ not in shown and (step := before.step(id_)) is not None
    }
    families: dict[str, list[list[str]]] = {}
    for top, (stood, named) in before.families.items():
        if top and any(id_ in hidden for id_ in stood):
            families[top] = [[id_ for id_ in row if id_ in hidden] for row in (stood, named)]
    families[""] = [[], []]
    for part in parts:
        for top, (row, file) in _families(part.web).items():
            if top:
                families[top] = [row, file]
            else:
                families[""][0].extend(row)
                families[""][1].extend(file)
    return {
        "version": VERSION,
        "direction": str(direction),
        "families": families,
        "parts": [as_plain(part.stands) for part in parts],
        "hidden": hidden,
    }


def _families(web: Web) -> dict[str, list[list[str]]]:
    return {str(web.ids[above]) if above >= 0 else "": family_of(web, above) for above in web.rows}


def family_of(web: Web, above: int) -> list[list[str]]:
    """Return the members of a family as they stand, and as the file names them."""
    row = web.row(above)
    file = sorted(row, key=web.file_place.__getitem__)
    return [[str(web.ids[box]) for box in order] for order in (row, file)]


def as_plain(stands: Stood) -> dict[str, object]:
    """Return how a part stood as plain data; its places are the very same object."""
    return {
        "place": stands.place,
        "bends": stands.bends,
        "tops": list(stands.tops),
        "deep": list(stands.deep),
        "strips": list(stands.strips),
        "zones": [list(zone) for zone in stands.zones],
        "shift": list(stands.shift),
        "row": stands.row,
        "groups": [list(group) for group in stands.groups],
        "below": dict(stands.below),
        "close": {id_: [left, by] for id_, (left, by) in stands.close.items()},
    }


def keep_order(web: Web, warm: Warmth) -> bool:
    """Put the blocks of each family in the order they had; tell whether anything was known."""
    found = [keep_family(web, warm, above) for above in web.rows] if warm.families else []
    return any(found)


def keep_family(web: Web, warm: Warmth, above: int) -> bool:
    """Put the blocks of one family in the order they had; tell whether anything was known."""
    top = str(web.ids[above]) if above >= 0 else ""
    if top not in warm.families:
        return False
    shown, named = warm.families[top]
    row = web.row(above)
    # What bears on a link stands right or left by turns, wherever the file names it.
    own = {str(web.ids[box]) for box in row if not _bears_on_link(web, box)}
    now = sorted(own.intersection(named), key=lambda id_: web.file_place[web.number[id_]])
    if now == [id_ for id_ in named if id_ in own]:
        _reorder(web, web.rows[above], shown)
    return any(str(web.ids[box]) in named for box in row)


def _bears_on_link(web: Web, box: int) -> bool:
    return web.hung[box] >= 0 and web.strands[web.hung[box]].onto_link


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
    """Return a block with those of its members that were there in the order they had."""
    known = [box for box in block if str(web.ids[box]) in place]
    ordered = iter(sorted(known, key=lambda box: place[str(web.ids[box])]))
    row = [next(ordered) if str(web.ids[box]) in place else box for box in block]
    return flanked(web, row, known)
