"""Room for frames along the siblings: what stands beside a group is moved out of its columns.

A cut is made on either side of the group, and all that lies right of the cut moves as one, so order
and distances in every rank are kept. A group that is not in one piece in some rank is left alone;
so is one whose members stand so far apart that nearly the whole map would have to give way.
"""

from collections.abc import Callable, Mapping, Sequence

from argmap.layout.web import Web
from argmap.model.light_dataclass import dataclass

LEEWAY = 1e-6
CLEAR = 24.0
"""Between a frame and a box beside it, which may have a frame of its own."""
MUCH = 2.0
"""How many times the room of a group's own boxes is made for its frame at most."""


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
        sides = _sides(web, orders, turn.__getitem__, group)
        if sides is None:
            continue
        ranks = [web.rank[box] for box in group.members]
        reach = min(ranks), max(ranks)
        if _is_scattered(web, group, _pushes(web, place, group, sides, reach)):
            continue
        tops.append(min(ranks))
        _open(web, place, group, sides, reach)
    return min(tops, default=None)


def needs_room(
    web: Web, orders: Sequence[Sequence[int]], place: list[float], group: Framed
) -> bool:
    """Tell whether something that can be moved stands in the columns of a group.

    Only the ranks of the group are looked at.
    """
    ranks = [web.rank[box] for box in group.members]
    turn: dict[int, int] = {}

    def turn_of(box: int) -> int:
        if not turn:
            turn.update((one, number) for number, one in enumerate(web.preorder()))
        return turn[box]

    rows = orders[min(ranks) : max(ranks) + 1]
    sides = _sides(web, rows, turn_of, group)
    if sides is None:
        return False
    pushes = _pushes(web, place, group, sides, (min(ranks), max(ranks)))
    return max(pushes) > LEEWAY and not _is_scattered(web, group, pushes)


def _is_scattered(web: Web, group: Framed, pushes: tuple[float, float]) -> bool:
    """Tell whether so much would be moved for a group that its members do not stand together."""
    boxes = sum(web.wide[box] for box in group.members)
    return max(pushes) > MUCH * (boxes + group.left + group.right + 2 * CLEAR)


def _sides(
    web: Web, rows: Sequence[Sequence[int]], turn: Callable[[int], int], group: Framed
) -> dict[int, int] | None:
    """Return -1, 0, 1 for each vertex left of, in, right of a group; None if it is in pieces."""
    members = set(group.members)
    if _interrupted(web, members):
        return None
    sides: dict[int, int] = {}
    for row in rows:
        slots = [slot for slot, vertex in enumerate(row) if vertex in members]
        if slots:
            low, high = slots[0], slots[-1]
            between = row[low : high + 1]
            if any(vertex < web.boxes and vertex not in members for vertex in between):
                return None
            for slot, vertex in enumerate(row):
                sides[vertex] = (slot > high) - (slot < low)
            continue
        first = min(map(turn, members))
        here = -1
        for vertex in row:
            if vertex < web.boxes:
                here = 1 if turn(vertex) > first else -1
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
    push, _ = _pushes(web, place, group, sides, ranks)
    if push > LEEWAY:
        _shift(place, sides, push, 0)
    _, push = _pushes(web, place, group, sides, ranks)
    if push > LEEWAY:
        _shift(place, sides, push, 1)


def _pushes(
    web: Web, place: list[float], group: Framed, sides: Mapping[int, int], ranks: tuple[int, int]
) -> tuple[float, float]:
    """Return how far a group, and what is right of it, must go to be clear of the rest."""
    top, low = ranks
    lefts = [v for v, side in sides.items() if side < 0 and v < web.boxes]
    rights = [v for v, side in sides.items() if side > 0 and v < web.boxes]
    own = group.members
    left = min(place[box] - web.wide[box] / 2 for box in own) - group.left - CLEAR
    right = max(place[box] + web.wide[box] / 2 for box in own) + group.right + CLEAR
    within = (box for box in lefts if top <= web.rank[box] <= low)
    past = max((place[box] + web.wide[box] / 2 for box in within), default=left)
    within = (box for box in rights if top <= web.rank[box] <= low)
    before = min((place[box] - web.wide[box] / 2 for box in within), default=right)
    return past - left, right - before


def _shift(place: list[float], sides: Mapping[int, int], by: float, least: int) -> None:
    for vertex, side in sides.items():
        if side >= least:
            place[vertex] += by
