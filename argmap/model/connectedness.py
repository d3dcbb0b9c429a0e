"""Which statements belong together, and which rest on each other in a circle.

Both look at all links, not only at the primary tree, and take linear time without recursion.
"""

from collections.abc import Iterator

from argmap.model.argmap import ArgumentMap
from argmap.model.records import LinkKind, StatementId

_CIRCULAR = (LinkKind.SUPPORTS, LinkKind.OPPOSES, LinkKind.ANSWERS)
# Contradictions and restatements hold both ways; two statements that contradict each other are no
# circle of reasons.


def components(map: ArgumentMap) -> list[list[StatementId]]:
    """Return the connected parts of a map, each with its statements, in the order of the file."""
    near: dict[str, list[str]] = {id_: [] for id_ in (*map.statements, *map.links)}
    for link in map.links.values():
        for end in (*link.premises, link.target):
            if end in near:
                near[link.id].append(end)
                near[end].append(link.id)
    parts: list[list[StatementId]] = []
    part_of: dict[str, int] = {}
    for start in map.statements:
        if start not in part_of:
            _spread(start, len(parts), near, part_of)
            parts.append([])
        parts[part_of[start]].append(start)
    return parts


def _spread(start: str, part: int, near: dict[str, list[str]], part_of: dict[str, int]) -> None:
    part_of[start] = part
    pending = [start]
    while pending:
        for place in near[pending.pop()]:
            if place not in part_of:
                part_of[place] = part
                pending.append(place)


def cycles(map: ArgumentMap) -> list[list[StatementId]]:
    """Return the sets of statements that rest on each other in a circle, each in file order.

    They are the strongly connected parts of the graph in which a premise leads to its link and a
    link to its target (Tarjan 1972, without recursion).
    """
    onward: dict[str, list[str]] = {id_: [] for id_ in (*map.statements, *map.links)}
    for link in map.links.values():
        if link.kind in _CIRCULAR and link.target in onward:
            onward[link.id].append(link.target)
            for premise in link.premises:
                if premise in onward:
                    onward[premise].append(link.id)
    place_of = {id_: place for place, id_ in enumerate(map.statements)}
    rings = []
    for part in _strong_parts(onward):
        members = [StatementId(id_) for id_ in part if id_ in place_of]
        if len(part) > 1 and members:
            rings.append(sorted(members, key=place_of.__getitem__))
    return sorted(rings, key=lambda ring: place_of[ring[0]])


def _strong_parts(onward: dict[str, list[str]]) -> Iterator[list[str]]:
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    waiting: dict[str, None] = {}
    for start in onward:
        if start in number:
            continue
        road: list[tuple[str, Iterator[str]]] = []
        _enter(start, number, low, waiting, road, onward)
        while road:
            here, rest = road[-1]
            for there in rest:
                if there not in number:
                    _enter(there, number, low, waiting, road, onward)
                    break
                if there in waiting:
                    low[here] = min(low[here], number[there])
            else:
                road.pop()
                if road:
                    low[road[-1][0]] = min(low[road[-1][0]], low[here])
                if low[here] == number[here]:
                    yield _taken_off(here, waiting)


def _enter(
    place: str,
    number: dict[str, int],
    low: dict[str, int],
    waiting: dict[str, None],
    road: list[tuple[str, Iterator[str]]],
    onward: dict[str, list[str]],
) -> None:
    number[place] = low[place] = len(number)
    waiting[place] = None
    road.append((place, iter(onward[place])))


def _taken_off(first: str, waiting: dict[str, None]) -> list[str]:
    part = []
    while True:
        place, _ = waiting.popitem()
        part.append(place)
        if place == first:
            return part
