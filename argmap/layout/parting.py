"""Room for frames along the siblings: what stands beside a group is moved out of its columns.

A cut is made on either side of the group, and all that lies right of the cut moves as one, so order
and distances in every rank are kept. A group that is not in one piece in some rank is left alone.
"""

from collections.abc import Mapping, Sequence

from argmap.layout.web import Web
from argmap.model.light_dataclass import dataclass

CLEAR = 24.0
"""Between a frame and a box beside it, which may have a frame of its own."""


@dataclass(frozen=True, slots=True)
class Framed:
    """The boxes of one group, and how far its frame reaches beyond them to the left and right."""

    members: tuple[int, ...]
    left: float
    right: float


def part(
    web: Web, orders: Sequence[Sequence[int]], place: list[float], groups: Sequence[Framed]
) -> int | None:
    """Move what stands in the columns of groups aside; return the uppermost rank of any group."""
    turn = {box: number for number, box in enumerate(web.preorder())}
    tops = []
    for group in sorted(groups, key=lambda group: min(turn[box] for box in group.members)):
        sides = _sides(web, orders, turn, group)
        if sides is None:
            continue
        ranks = [web.rank[box] for box in group.members]
        tops.append(min(ranks))
        _open(web, place, group, sides, (min(ranks), max(ranks)))
    return min(tops, default=None)


def stand_apart(
    web: Web, orders: Sequence[Sequence[int]], place: list[float], group: Framed
) -> bool:
    """Tell whether nothing stands in the columns of a group, or nothing can be done about it."""
    tried = list(place)
    return part(web, orders, tried, [group]) is None or tried == place


def _sides(
    web: Web, orders: Sequence[Sequence[int]], turn: Mapping[int, int], group: Framed
) -> dict[int, int] | None:
    """Return -1, 0, 1 for each vertex left of, in, right of a group; None if it is in pieces."""
    members = set(group.members)
    if _interrupted(web, members):
        return None
    first = min(turn[box] for box in members)
    sides: dict[int, int] = {}
    for row in orders:
        slots = [slot for slot, vertex in enumerate(row) if vertex in members]
        if slots:
            low, high = slots[0], slots[-1]
            between = row[low : high + 1]
            if any(vertex < web.boxes and vertex not in members for vertex in between):
                return None
            for slot, vertex in enumerate(row):
                sides[vertex] = (slot > high) - (slot < low)
            continue
        here = -1
        for vertex in row:
            if vertex < web.boxes:
                here = 1 if turn[vertex] > first else -1
            sides[vertex] = here
    return sides


def _interrupted(web: Web, members: set[int]) -> bool:
    """Tell whether a box that is not of the group stands on the way between two that are."""
    for member in members:
        above = web.above[member]
        if above in members:
            continue
        while above >= 0:
            above = web.above[above]
            if above in members:
                return True
    return False


def _open(
    web: Web, place: list[float], group: Framed, sides: Mapping[int, int], ranks: tuple[int, int]
) -> None:
    top, low = ranks

    def edges(side: int, sign: int) -> list[float]:
        return [
            place[box] + sign * web.wide[box] / 2
            for box in range(web.boxes)
            if sides[box] == side and (side == 0 or top <= web.rank[box] <= low)
        ]

    left = min(edges(0, -1)) - group.left - CLEAR
    push = max(edges(-1, 1), default=left) - left
    if push > 1e-6:
        _shift(place, sides, push, 0)
    right = max(edges(0, 1)) + group.right + CLEAR
    push = right - min(edges(1, -1), default=right)
    if push > 1e-6:
        _shift(place, sides, push, 1)


def _shift(place: list[float], sides: Mapping[int, int], by: float, least: int) -> None:
    for vertex, side in sides.items():
        if side >= least:
            place[vertex] += by
