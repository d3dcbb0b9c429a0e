"""Which statements belong together, and which rest on each other in a circle.

Both look at all links, not only at the primary tree, and take about linear time without recursion.
They go in steps, between which whoever asks may do something else.
"""

from collections.abc import Iterator

from argmap.model.argmap import ArgumentMap
from argmap.model.records import LinkKind, StatementId

_CIRCULAR = (LinkKind.SUPPORTS, LinkKind.OPPOSES, LinkKind.ANSWERS)
# Contradictions and restatements hold both ways; two statements that contradict each other are no
# circle of reasons.

STEP = 500
"""How many links or statements are looked at between two yields."""

Sets = list[list[StatementId]]


def components_in_steps(map: ArgumentMap) -> Iterator[Sets | None]:
    """Yield None now and then, and at the end the connected parts (by union-find).

    Parts, and the statements of each, stand in the order of the file.
    """
    head: dict[str, str] = {}
    for number, link in enumerate(map.links.values()):
        for end in (*link.premises, link.target):
            if end in map.statements or end in map.links:
                head[_head(end, head)] = _head(link.id, head)
        if number % STEP == 0:
            yield None
    parts: dict[str, list[StatementId]] = {}
    for number, id_ in enumerate(map.statements):
        parts.setdefault(_head(id_, head), []).append(id_)
        if number % STEP == 0:
            yield None
    yield list(parts.values())


def cycles_in_steps(map: ArgumentMap) -> Iterator[Sets | None]:
    """Yield None now and then, and at the end the circles, each in the order of the file.

    They are the strongly connected parts of the graph in which a premise leads to its link and a
    link to its target (Tarjan 1972, without recursion).
    """
    onward: dict[str, list[str]] = {id_: [] for id_ in (*map.statements, *map.links)}
    for number, link in enumerate(map.links.values()):
        if link.kind in _CIRCULAR and link.target in onward:
            onward[link.id].append(link.target)
            for premise in link.premises:
                if premise in onward:
                    onward[premise].append(link.id)
        if number % STEP == 0:
            yield None
    found = []
    for number, part in enumerate(_strong_parts(onward)):
        if len(part) > 1:
            found.append([StatementId(id_) for id_ in part if id_ in map.statements])
        if number % STEP == 0:
            yield None
    place_of = dict(zip(map.statements, range(len(map.statements)), strict=True)) if found else {}
    rings = [sorted(ring, key=place_of.__getitem__) for ring in found if ring]
    yield sorted(rings, key=lambda ring: place_of[ring[0]])


def _head(id_: str, head: dict[str, str]) -> str:
    while (above := head.setdefault(id_, id_)) != id_:
        head[id_] = id_ = head.setdefault(above, above)
    return id_


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
