"""The order of boxes and bends within ranks, so that lines cross as little as they can.

Boxes keep the order of the tree in every rank, so links that the tree hangs by never cross each
other. Bends look for the best place between them; in small maps blocks of siblings do so too. All
searches stop by counts of work, never by the clock, so the outcome is the same everywhere.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from types import MappingProxyType

from argmap.layout.leans import Lean, leans_of
from argmap.layout.web import HIGH, LOW, POINT, TRUNK, Edge, Web, turn_below
from argmap.model.light_dataclass import dataclass

Orders = list[list[int]]
"""The vertices of each rank, from left to right."""

SIFT_ROUNDS = 6
VAST, VAST_ROUNDS = 5000, 2
"""With so many vertices the first rounds bring nearly all there is to gain."""
NO_FENCES: Mapping[int, Sequence[Sequence[int]]] = MappingProxyType({})
FENCED = 150
MANY = 600
"""With more vertices than this, bends are sifted with NumPy."""


@dataclass(slots=True)
class Ties:
    """Who is tied to whom from rank to rank.

    `edges` holds for each strip pairs of an upper and a lower vertex, `hoops` for each strip pairs
    of upper vertices that a line joins from below. `chains` are the bends of a leg, in order, with
    the vertices at either end. `fences` are, for a bend, linked premises that lead to the same
    vertex, and neighbours that a link joins straight: it crosses a line if it stands between them.
    `leans` are lines that begin on a side of their box that others may not let them choose.
    """

    edges: list[list[tuple[int, int]]]
    hoops: list[list[tuple[int, int]]]
    chains: list[tuple[int, list[int], int]]
    fences: dict[int, list[list[int]]] = field(default_factory=dict)
    leans: list[Lean] = field(default_factory=list)


def ties_of(web: Web) -> Ties:
    """Return the ties that the wires of a web make."""
    strips = max(web.rank, default=0) + 2
    ties = Ties([[] for _ in range(strips)], [[] for _ in range(strips)], [])
    upper, lower = _point_anchors(web)
    for wire in web.wires:
        ends = dict((wire.start, wire.end))
        high, low = ends.get(HIGH), ends.get(LOW)
        if wire.start[0] is wire.end[0] is HIGH:
            ties.hoops[wire.strip].append((wire.start[1], wire.end[1]))
            continue
        if POINT in ends:
            point = ends[POINT]
            high = upper.get(point) if high is None and low is not None else high
            low = lower.get(point) if low is None and high is not None else low
        if high is not None and low is not None:
            ties.edges[wire.strip].append((high, low))
    ties.chains = _chains(web, upper, lower)
    if web.boxes <= FENCED:
        ties.fences = _fences(web, ties)
        ties.leans = leans_of(web)
    return ties


def _fences(web: Web, ties: Ties) -> dict[int, list[list[int]]]:
    """Return, by bend, between whom of its rank it would cross a line.

    That are linked premises that hang on what it leads up to, and neighbours joined straight. In
    maps with many crossings these few count for little.
    """
    linked: dict[int, list[list[int]]] = {}
    for link, strand in enumerate(web.strands):
        own = [box for box in web.premises(link) if web.hung[box] == link]
        if len(own) > 1 and not strand.onto_link:
            linked.setdefault(web.above[own[0]], []).append(own)
    found = {
        low: list(linked[high])
        for edges in ties.edges
        for high, low in edges
        if low >= web.boxes and high in linked
    }
    joined: dict[int, list[list[int]]] = {}
    for link in web.sideways:
        ends = [web.premises(link)[0], web.target(link)]
        joined.setdefault(web.rank[ends[0]], []).append(ends)
    for bend in range(web.boxes, len(web.rank)) if joined else ():
        if web.rank[bend] in joined:
            found.setdefault(bend, []).extend(joined[web.rank[bend]])
    return found


def _point_anchors(web: Web) -> tuple[dict[int, int], dict[int, int]]:
    """Return, for the point of each link, the upper and the lower vertex that its line leads to."""
    upper: dict[int, int] = {}
    lower: dict[int, int] = {}
    onward: dict[int, int] = {}
    for wire in web.wires:
        link = wire.link
        if wire.strip != web.strip_of[link]:
            continue
        leaves_point = wire.leg == TRUNK or not web.strands[link].joint
        for edge, place in (wire.start, wire.end):
            if edge is POINT and place != link:
                onward[link] = place
            elif edge is HIGH and (leaves_point or not web.low[link]):
                upper.setdefault(link, place)
            elif edge is LOW and (leaves_point or web.low[link]):
                lower.setdefault(link, place)
    _inherit(upper, onward)
    _inherit(lower, onward)
    return upper, lower


def _inherit(known: dict[int, int], onward: dict[int, int]) -> None:
    """Let links that end on other links lead where these lead."""
    for link in onward:
        trail, here = [], link
        while here not in known and here in onward and here not in trail:
            trail.append(here)
            here = onward[here]
        if here in known:
            known.update(dict.fromkeys(trail, known[here]))


def _chains(
    web: Web, upper: dict[int, int], lower: dict[int, int]
) -> list[tuple[int, list[int], int]]:
    """Return the bends of every leg with the vertices at both ends.

    One that runs below is two: the bends below either end, which is at both ends of these.
    """
    chains: list[tuple[int, list[int], int]] = []
    legs: dict[tuple[int, int], list[tuple[Edge, int]]] = {}
    for wire in web.wires:
        if wire.link not in web.below:
            legs.setdefault((wire.link, wire.leg), [wire.start]).append(wire.end)
    if web.below:
        chains.extend(_below(web))
    for ends in legs.values():
        places = [
            place if edge is not POINT else upper.get(place, lower.get(place, -1))
            for edge, place in ends
        ]
        if len(places) > 2 and places[0] >= 0 and places[-1] >= 0:
            chains.append((places[0], places[1:-1], places[-1]))
    return chains


def _below(web: Web) -> Iterator[tuple[int, list[int], int]]:
    legs = web.bends_of()
    for link, more in web.below.items():
        premise, target = web.premises(link)[0], web.target(link)
        split = turn_below(web, link, more) - 1 - web.rank[premise]
        bends = legs.get((link, 0), [])
        for box, own in ((premise, bends[:split]), (target, bends[split:][::-1])):
            if own:
                yield box, own, box


def inversions(pairs: list[tuple[int, int]]) -> int:
    """Return how many pairs of pairs stand in opposite orders; ends that meet do not count."""
    pairs.sort()
    seen: list[int] = []
    total = 0
    for _, low in pairs:
        total += len(seen) - bisect_right(seen, low)
        insort(seen, low)
    return total


def crossings(ties: Ties, orders: Orders) -> int:
    """Return how many lines cross between ranks, and under hoops, in the given orders."""
    place = [0] * sum(map(len, orders))
    for row in orders:
        for slot, vertex in enumerate(row):
            place[vertex] = slot
    total = sum([lean.crossed(place) for lean in ties.leans])
    for edges, hoops in zip(ties.edges, ties.hoops, strict=True):
        pairs = [(place[high], place[low]) for high, low in edges]
        if len(pairs) > 1:
            total += inversions(pairs)
        total += _under(hoops, pairs, place)
    for bend, fences in ties.fences.items():
        for ends in ([place[box] for box in own] for own in fences):
            total += min(ends) < place[bend] < max(ends)
    return total


def _under(
    hoops: Sequence[tuple[int, int]], pairs: list[tuple[int, int]], place: Sequence[int]
) -> int:
    """Count the lines that hoops cross: those that go down between their ends, and other hoops."""
    total = 0
    spans = [tuple(sorted((place[a], place[b]))) for a, b in hoops]
    highs = sorted([high for high, _ in pairs]) if hoops else []
    for index, (first, last) in enumerate(spans):
        if last > first:
            total += bisect_left(highs, last) - bisect_right(highs, first)
        total += sum(first < a < last < b or a < first < b < last for a, b in spans[index + 1 :])
    return total


def spread(web: Web, preorder: Sequence[int]) -> list[float]:
    """Return a rough place for every box: leaves in steps, others in the middle of their family."""
    place = [0.0] * web.boxes
    low: dict[int, float] = {}
    high: dict[int, float] = {}
    step = 0.0
    for box in reversed(preorder):
        if box in low:
            place[box] = (low[box] + high[box]) / 2
        else:
            place[box] = step
            step -= 1.0
        above = web.above[box]
        # Families come from right to left, so the first member seen is the rightmost.
        low[above] = place[box]
        high.setdefault(above, place[box])
    return place


def rough_places(web: Web, ties: Ties, preorder: Sequence[int]) -> list[float]:
    """Return a rough place for every vertex: each bend where a straight line would pass."""
    place = spread(web, preorder) + [0.0] * (len(web.rank) - web.boxes)
    for start, bends, end in ties.chains:
        a, b = place[start], place[end]
        steps = len(bends) + 1
        for number, bend in enumerate(bends, 1):
            place[bend] = a + (b - a) * number / steps
    return place


def rough_orders(web: Web, ties: Ties) -> Orders:
    """Return the order of the tree in every rank, bends by their rough places."""
    preorder = web.preorder()
    place = rough_places(web, ties, preorder)
    orders: Orders = [[] for _ in range(max(web.rank, default=-1) + 1)]
    for box in preorder:
        orders[web.rank[box]].append(box)
    for bend in range(web.boxes, len(web.rank)):
        orders[web.rank[bend]].append(bend)
    for row in orders:
        row.sort(key=place.__getitem__)
    return orders


def sift(web: Web, ties: Ties, orders: Orders, bends: Sequence[int] | None = None) -> None:
    """Move each bend to the slot of its rank where it crosses least, the others standing still.

    Repeats until nothing improves. A bend moves only where that is strictly better. With `bends`,
    only these look for their slots.
    """
    if bends is None:
        bends = range(web.boxes, len(web.rank))
        fences = ties.fences
    else:
        fences = {}
    sift_among(orders, neighbours(web, ties), bends, web.rank, len(web.rank), fences)


Sides = tuple[list[list[int]], list[list[int]]]
"""For every vertex those it is tied to above, and those below."""


def neighbours(web: Web, ties: Ties) -> Sides:
    """Return for every vertex those it is tied to above, and those below."""
    upper: list[list[int]] = [[] for _ in web.rank]
    lower: list[list[int]] = [[] for _ in web.rank]
    for edges in ties.edges:
        for high, low in edges:
            lower[high].append(low)
            upper[low].append(high)
    return upper, lower


def sift_among(
    orders: Orders,
    sides: Sides,
    bends: Sequence[int],
    rank: Sequence[int],
    count: int,
    fences: Mapping[int, Sequence[Sequence[int]]] = NO_FENCES,
) -> None:
    """Sift some bends, given the neighbours and ranks of all vertices and how many there are."""
    if count > MANY:
        # Imported here: NumPy is not needed for small parts.
        from argmap.layout.many.orders import sift as sift_many

        sift_many(orders, *sides, bends, SIFT_ROUNDS if count < VAST else VAST_ROUNDS)
        return
    place = [0] * len(rank)
    for row in orders:
        for slot, vertex in enumerate(row):
            place[vertex] = slot
    # When something last moved in each rank, and when each bend last looked: where nothing near
    # has moved since, it would stay.
    moved = [0] * (len(orders) + 1)
    looked: dict[int, int] = {}
    now = 0
    for number in range(SIFT_ROUNDS):
        start = now
        for bend in bends if number % 2 == 0 else reversed(bends):
            here = rank[bend]
            if looked.get(bend, -1) >= max(moved[here - 1], moved[here], moved[here + 1]):
                continue
            if _resettle(bend, orders[here], place, sides, fences.get(bend, ())):
                now += 1
                moved[here] = now
            looked[bend] = now
        if now == start:
            break


def _resettle(
    bend: int,
    row: list[int],
    place: list[int],
    neighbours: tuple[list[list[int]], list[list[int]]],
    fences: Sequence[Sequence[int]],
) -> bool:
    cost = [0] * len(row)
    for side in neighbours:
        for mine in side[bend]:
            _weigh(cost, row, side, place, place[mine])
    for own in fences:
        ends = [place[box] for box in own]
        cost[min(ends)] += 1
        cost[max(ends)] -= 1
    here = place[bend]
    cost[here] = 0
    best, least, running = here, 0, 0
    for slot in range(here + 1, len(row)):
        running += cost[slot]
        if running < least:
            best, least = slot, running
    running = 0
    for slot in range(here - 1, -1, -1):
        running -= cost[slot]
        if running < least:
            best, least = slot, running
    if best == here:
        return False
    row.insert(best, row.pop(here))
    for slot in range(min(best, here), max(best, here) + 1):
        place[row[slot]] = slot
    return True


def _weigh(
    cost: list[int], row: list[int], side: list[list[int]], place: list[int], own: int
) -> None:
    """Add to each slot what it costs a line from `own` to pass from the left to the right of it."""
    for slot, vertex in enumerate(row):
        if others := side[vertex]:
            for other in others:
                there = place[other]
                if there > own:
                    cost[slot] += 1
                elif there < own:
                    cost[slot] -= 1
