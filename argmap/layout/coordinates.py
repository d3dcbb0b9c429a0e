"""Places along the ranks: short straight lines, families below the middle of their parent.

A convex programme: the weighted squared distances along all lines are made as small as they can be
while neighbours keep their distance. Rank by rank, with the other ranks held, that is an isotonic
regression, solved exactly by pooling adjacent violators; going down and up over the ranks again and
again reaches the optimum, because no constraint reaches beyond one rank.
"""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from argmap.model.light_dataclass import dataclass

SWEEPS = 120
ENOUGH = 0.02
"""Sweeping ends when no vertex moves by more than this many pixels."""
MANY = 600
"""With more vertices than this, the programme is solved with NumPy."""
LEEWAY = 1e-7
"""Distances may fall short by so little; else rounding would move what has room enough."""
NO_LIMITS: Mapping[int, tuple[float, float]] = MappingProxyType({})


@dataclass(slots=True)
class Rows:
    """What the programme is about: the vertices of each rank in order, the least distances between
    the centres of neighbours, and the lines with their weights.
    """

    orders: Sequence[Sequence[int]]
    apart: list[list[float]]
    lines: Sequence[tuple[int, int, float]]
    count: int


def nearest_apart(
    wish: Sequence[float], weight: Sequence[float], apart: Sequence[float]
) -> list[float]:
    """Return the places nearest to those wished for that keep the distances between neighbours.

    Weighted least squares by pooling adjacent violators. `apart[k]` lies between k and k + 1.
    """
    offset = 0.0
    pools: list[tuple[float, float, int]] = []  # mean, weight, how many
    offsets = []
    for index, wanted in enumerate(wish):
        offsets.append(offset)
        mean, heavy, many = wanted - offset, weight[index], 1
        while pools and pools[-1][0] > mean + LEEWAY:
            left_mean, left_heavy, left_many = pools.pop()
            total = left_heavy + heavy
            mean = (left_mean * left_heavy + mean * heavy) / total
            heavy, many = total, left_many + many
        pools.append((mean, heavy, many))
        if index < len(apart):
            offset += apart[index]
    places: list[float] = []
    for mean, _, many in pools:
        first = len(places)
        # What stands alone stays exactly where it wished to be.
        places.extend([wish[first]] if many == 1 else [mean + x for x in offsets[first:][:many]])
    return places


def solve(rows: Rows, start: Sequence[float]) -> list[float]:
    """Return the places of all vertices; `start` is a guess, the nearer the sooner done."""
    if rows.count > MANY:
        # Imported here: NumPy is not needed for small parts.
        from argmap.layout.many.places import solve as solve_many

        return solve_many(rows.orders, rows.apart, rows.lines, start)
    place = list(start)
    neighbours: list[list[tuple[int, float]]] = [[] for _ in range(rows.count)]
    for a, b, weight in rows.lines:
        neighbours[a].append((b, weight))
        neighbours[b].append((a, weight))
    pull = [sum(weight for _, weight in around) for around in neighbours]
    ranks = range(len(rows.orders))
    for number in range(SWEEPS):
        moved = 0.0
        for rank in ranks if number % 2 == 0 else reversed(ranks):
            moved = max(moved, _settle(rows, rank, place, neighbours, pull))
        if moved < ENOUGH:
            break
    return place


def _settle(
    rows: Rows,
    rank: int,
    place: list[float],
    neighbours: list[list[tuple[int, float]]],
    pull: list[float],
) -> float:
    order = rows.orders[rank]
    wish = [
        sum(place[other] * weight for other, weight in neighbours[vertex]) / pull[vertex]
        if pull[vertex]
        else place[vertex]
        for vertex in order
    ]
    found = nearest_apart(wish, [pull[vertex] or 0.01 for vertex in order], rows.apart[rank])
    moved = 0.0
    for vertex, x in zip(order, found, strict=True):
        moved = max(moved, abs(place[vertex] - x))
        place[vertex] = x
    return moved


def centred(
    rows: Rows, place: list[float], families: Sequence[tuple[int, int, int]], firm: float = 20.0
) -> None:
    """Draw parents over the middle of their families where there is room, from the lowest rank up.

    `families` are (parent, first child, last child); everything else keeps its place if it can.
    """
    of = {parent: (first, last) for parent, first, last in families}
    for rank in reversed(range(len(rows.orders))):
        order = rows.orders[rank]
        wish, weight = [], []
        for vertex in order:
            if vertex in of:
                first, last = of[vertex]
                wish.append((place[first] + place[last]) / 2)
                weight.append(firm)
            else:
                wish.append(place[vertex])
                weight.append(1.0)
        for vertex, x in zip(order, nearest_apart(wish, weight, rows.apart[rank]), strict=True):
            place[vertex] = x


def straighten(
    rows: Rows,
    place: list[float],
    chains: Sequence[tuple[int, Sequence[int], int]],
    reach: Callable[[int], float],
    limits: Mapping[int, tuple[float, float]] = NO_LIMITS,
) -> None:
    """Let every long line run straight for as long as its neighbours allow.

    A line is cut into as few straight runs as the free room at its bends permits. `reach` is how
    far from the centre of a vertex a line may end on it; `limits` are places between which some
    bends keep, if there is room.
    """
    rank_of = {vertex: rank for rank, order in enumerate(rows.orders) for vertex in order}
    slot_of = {vertex: slot for order in rows.orders for slot, vertex in enumerate(order)}

    def room(bend: int) -> tuple[float, float]:
        order, apart = rows.orders[rank_of[bend]], rows.apart[rank_of[bend]]
        slot = slot_of[bend]
        low = place[order[slot - 1]] + apart[slot - 1] if slot else -1e9
        high = place[order[slot + 1]] - apart[slot] if slot + 1 < len(order) else 1e9
        left, right = limits.get(bend, (low, high))
        within = max(low, left), min(high, right)
        return within if within[0] <= within[1] else (low, high)

    for start, bends, end in chains:
        rooms = [(place[start] - reach(start), place[start] + reach(start))]
        rooms += [room(bend) for bend in bends]
        rooms.append((place[end] - reach(end), place[end] + reach(end)))
        wish = [place[vertex] for vertex in (start, *bends, end)]
        for bend, x in zip(bends, _runs(rooms, wish)[1:-1], strict=True):
            place[bend] = x


def _runs(rooms: Sequence[tuple[float, float]], wish: Sequence[float]) -> list[float]:
    """Return places within the rooms that change as rarely as can be."""
    places: list[float] = []
    first = 0
    low, high = rooms[0]
    for index in range(1, len(rooms) + 1):
        if index < len(rooms):
            tighter = max(low, rooms[index][0]), min(high, rooms[index][1])
            if tighter[0] <= tighter[1]:
                low, high = tighter
                continue
        middle = sorted(wish[first:index])[(index - first) // 2]
        places.extend([min(max(middle, low), high)] * (index - first))
        if index < len(rooms):
            first, (low, high) = index, rooms[index]
    return places
