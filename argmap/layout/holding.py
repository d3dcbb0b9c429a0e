"""Places after an edit: what stood somewhere stays there, as far as there is room.

Everything known wishes to stand where it stood; a branch that moved keeps its inner shape. What is
new stands next to its siblings. Then each rank is spread by the least movement that makes room, and
parents follow their families where the way is free. Nothing else moves: no length is made shorter,
no family centred that the edit did not touch.
"""

import math
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import field
from functools import partial
from itertools import accumulate, chain

from argmap.layout.coordinates import Rows
from argmap.layout.crossings import Orders, Ties, sift
from argmap.layout.spreading import Spreading
from argmap.layout.warmth import Stood, Warmth
from argmap.layout.web import Web, can_run_below, turn_below
from argmap.model.light_dataclass import dataclass

FOLLOWED = 48.0
"""A parent follows a family that was pushed so far at most: the fewer boxes move the better."""
STILL = 0.5
"""A parent that is off by less stays where it is."""
BEND_CLEAR = 10.0


@dataclass(slots=True)
class Holding:
    """What is wished for: a place for every vertex, and which of them are new.

    `changed` are the boxes whose family has gained, lost or moved members, `new_legs` the bends of
    each leg that is new, in the order of the file. `closer` says whether boxes came closer to each
    other than usual.
    """

    place: list[float]
    new: set[int] = field(default_factory=set)
    changed: set[int] = field(default_factory=set)
    new_legs: list[list[int]] = field(default_factory=list)
    closer: bool = False


def leg_key(web: Web, link: int, leg: int) -> str:
    """Return the name of a leg in kept places."""
    return f"{web.strands[link].id} {leg}"


def keep_below(web: Web, stood: Stood) -> None:
    """Let links run round below that did."""
    for link in range(len(web.strands)) if stood.below else ():
        keep_link_below(web, stood, link)


def keep_link_below(web: Web, stood: Stood, link: int) -> None:
    """Let a link run round below if it did, with as many bends as it then has."""
    web.below.pop(link, None)
    name = leg_key(web, link, 0)
    more = stood.below.get(name)
    if more is None or more < 0 or not can_run_below(web, link):
        return
    turn = turn_below(web, link, more)
    ends = web.premises(link)[0], web.target(link)
    if len(stood.bends.get(name, ())) == sum(turn - 1 - web.rank[end] for end in ends):
        web.below[link] = more


def is_new_line(web: Web, stood: Stood, link: int, bends: int) -> bool:
    """Tell whether a link may run round below that did not run so far, or had other bends."""
    known = stood.bends.get(leg_key(web, link, 0))
    return can_run_below(web, link) and (known is None or len(known) != bends)


def below_of(web: Web) -> dict[str, int]:
    """Return the links that run round below, by the names of their legs."""
    return {leg_key(web, link, 0): more for link, more in web.below.items()}


def held(web: Web, warm: Warmth, stood: Stood, gap: float) -> Holding:
    """Return where boxes and bends stood or should stand; `gap` is between siblings."""
    holding = Holding([0.0] * len(web.rank))
    for above in [-1, *web.preorder()]:
        if above in web.rows:
            wish_row(web, warm, stood, holding, (above, gap))
    _wish_bends(web, stood, holding)
    return holding


def wish_row(
    web: Web, warm: Warmth, stood: Stood, holding: Holding, where: tuple[int, float]
) -> None:
    """Wish for places for the family below a box; `where` is the box and the gap of siblings."""
    above, gap = where
    row = web.row(above)
    top = str(web.ids[above]) if above >= 0 else ""
    places = holding.place
    known: list[float | None] = []
    for box in row:
        id_ = str(web.ids[box])
        here = stood.place.get(id_)
        if above < 0:
            known.append(here)
        elif warm.top_of.get(id_) != top:
            known.append(None)
        else:
            step = warm.step(id_)
            still = here is not None and places[above] == stood.place.get(top)
            known.append(here if still else None if step is None else places[above] + step)
    if [str(web.ids[box]) for box in row] != list(warm.families.get(top, ([], []))[0]):
        holding.changed.add(above)
    _fill(web, row, known, (places[above] if above >= 0 else 0.0, gap))
    for box, place in zip(row, known, strict=True):
        places[box] = place or 0.0
        if stood.place.get(str(web.ids[box])) != place:
            holding.new.add(box)


def _fill(web: Web, row: list[int], known: list[float | None], where: tuple[float, float]) -> None:
    """Put what is new behind what it follows, or before what it precedes, or below its parent."""
    middle, gap = where
    if all(place is None for place in known):
        wide = sum(web.wide[box] for box in row) + gap * (len(row) - 1)
        known[0] = middle - wide / 2 + web.wide[row[0]] / 2
    first = next(k for k, place in enumerate(known) if place is not None)
    for k in (*range(first - 1, -1, -1), *range(first + 1, len(row))):
        if known[k] is None:
            beside = k + 1 if k < first else k - 1
            apart = (web.wide[row[k]] + web.wide[row[beside]]) / 2 + gap
            known[k] = (known[beside] or 0.0) + (-apart if k < first else apart)


def went_elsewhere(web: Web, stood: Stood, holding: Holding, link: int) -> bool:
    """Tell whether an end of a link stood elsewhere: then its line looks for its way anew.

    One that runs round below all that is between stays there.
    """
    if link in web.below:
        return False
    ends = list(web.premises(link))
    if not web.strands[link].onto_link:
        ends.append(web.target(link))
    return any(box in holding.new and str(web.ids[box]) in stood.place for box in ends)


def _wish_bends(web: Web, stood: Stood, holding: Holding) -> None:
    legs = web.bends_of()
    for link, leg in sorted(legs, key=lambda key: (web.turn[key[0]], key[1])):
        bends = legs[link, leg]
        places = stood.bends.get(leg_key(web, link, leg), ())
        if len(places) != len(bends) or went_elsewhere(web, stood, holding, link):
            holding.new.update(bends)
            holding.new_legs.append(bends)
            continue
        for bend, place in zip(bends, places, strict=True):
            holding.place[bend] = place


def held_orders(web: Web, ties: Ties, holding: Holding) -> Orders:
    """Return the order of every rank: boxes as in the tree, bends where they stood.

    New bends first stand where a straight line passes, then look for the slot that crosses least.
    """
    place = holding.place
    new = [bend for bends in holding.new_legs for bend in bends]
    lead_straight(place, chains_of(ties, holding))
    orders: Orders = [[] for _ in range(max(web.rank, default=-1) + 1)]
    for box in web.preorder():
        orders[web.rank[box]].append(box)
    strays: list[list[tuple[float, tuple[float, int], int]]] = [[] for _ in orders]
    for (link, leg), bends in web.bends_of().items():
        for bend in bends:
            strays[web.rank[bend]].append((place[bend], (web.turn[link], leg), bend))
    leads: dict[int, list[int]] = {}
    for high, low in chain.from_iterable(ties.edges):
        leads.setdefault(low, []).append(high)

    def ups(vertex: int) -> Sequence[int]:
        return (web.above[vertex],) if vertex < web.boxes else leads.get(vertex, ())

    for rank, passing in enumerate(strays):
        above = slots_above(orders[rank - 1] if rank else [], ups)
        stood = [bend for *_, bend in sorted(passing)]
        orders[rank] = between(orders[rank], stood, place, holding.new, above)
    if new:
        sift(web, ties, orders, bends=new)
        for row in orders:
            room_between(row, place, holding.new, web.boxes)
    return orders


Chain = tuple[int, list[int], int]
"""The bends of a leg, and the vertices at both ends."""


def chains_of(ties: Ties, holding: Holding) -> list[Chain]:
    """Return the new legs with the vertices between which they run, in the order of the file."""
    chains = {chain[1][0]: chain for chain in ties.chains}
    # One that runs below is two, with its first bend and its last one foremost.
    ends = (end for bends in holding.new_legs for end in dict.fromkeys((bends[0], bends[-1])))
    return [chains[bend] for bend in ends if bend in chains]


def lead_straight(place: list[float], chains: Sequence[Chain]) -> None:
    """Let new bends wish to stand where a straight line passes."""
    for start, bends, end in chains:
        for number, bend in enumerate(bends, 1):
            share = number / (len(bends) + 1)
            place[bend] = place[start] + (place[end] - place[start]) * share


Above = Callable[[int], int | None]
"""The slot, in the rank above, of what a vertex leads up to (the leftmost), or None."""


def slots_above(row: Sequence[int], ups: Callable[[int], Iterable[int]]) -> Above:
    """Return where things lead to in the rank above; `ups` tells to which vertices."""
    slots: dict[int, int] = {}

    def above(vertex: int) -> int | None:
        if not slots:
            slots.update((one, slot) for slot, one in enumerate(row))
        return min((slots[up] for up in ups(vertex) if up in slots), default=None)

    return above


def between(
    row: list[int], bends: list[int], place: Sequence[float], new: Set[int], above: Above
) -> list[int]:
    """Return a row of boxes with bends, sorted by their places, between them.

    A bend stands right of all boxes that none before reaches beyond it. What is new reaches
    nowhere: it looks for a slot between those that it comes among.
    """
    if not bends:
        return row
    both = [*row, *bends]
    if new.isdisjoint(row):
        reach = accumulate(map(place.__getitem__, row), max)
        keys = [*reach, *map(place.__getitem__, bends)]
        # Sorting is stable: of a box and a bend at the same place the box comes first.
        return [both[k] for k in sorted(range(len(both)), key=keys.__getitem__)]
    found: list[int] = []
    done = 0
    for box, many in zip(row, _bends_left(row, bends, place, new, above), strict=True):
        found += [*bends[done:many], box]
        done = many
    return found + bends[done:]


def _bends_left(
    row: list[int], bends: list[int], place: Sequence[float], new: Set[int], above: Above
) -> list[int]:
    """Return for each box of a row how many bends stand left of it."""
    at = [place[bend] for bend in bends]
    reach = accumulate((-math.inf if box in new else place[box] for box in row), max)
    low = [bisect_left(at, x) for x in reach]
    high = len(bends)
    ends = []
    for slot in range(len(row) - 1, -1, -1):
        if row[slot] not in new:
            high = low[slot]
        ends.append(high)
    found, many = [], 0
    for box, first, last in zip(row, low, reversed(ends), strict=True):
        many = max(many, first)
        if box in new and many < last:
            wish = bisect_left(at, place[box])
            others = [above(bend) for bend in bends[many:last]]
            many += _best_slot(above(box), others, wish - many)
        found.append(many)
    return found


def _best_slot(own: int | None, others: Sequence[int | None], wish: int) -> int:
    """Return how many of some bends should stand left of a box so that few lines cross above.

    Of several numbers it is the one nearest to what is wished for.
    """
    if own is None:
        return min(max(wish, 0), len(others))
    wrong = sum(other is not None and other < own for other in others)
    counts = [wrong]
    for other in others:
        if other is not None:
            wrong += (other > own) - (other < own)
        counts.append(wrong)
    return min(range(len(counts)), key=lambda many: (counts[many], abs(many - wish)))


def room_between(row: list[int], place: list[float], new: set[int], boxes: int) -> None:
    """Let new bends wish for places between what stands on either side of them."""
    for slot, vertex in enumerate(row):
        if vertex < boxes or vertex not in new:
            continue
        right = next((place[other] for other in row[slot + 1 :] if other not in new), None)
        if right is not None:
            place[vertex] = min(place[vertex], right - BEND_CLEAR)
        if slot:
            place[vertex] = max(place[vertex], place[row[slot - 1]] + BEND_CLEAR)


def spread_out(
    rows: Rows, holding: Holding, boxes: int, spare: Callable[[Sequence[int]], Sequence[float]]
) -> list[float]:
    """Return places that keep the distances, moved as little as can be from those wished for.

    `spare` tells of a row how much of the distances neighbours can do without.
    """
    spreading = Spreading(holding.new, list(holding.place), boxes)
    for order, apart in zip(rows.orders, rows.apart, strict=True):
        spreading.spread(order, apart, partial(spare, order))
    holding.closer = spreading.closer
    return spreading.place


def as_far(pushed: float) -> float:
    """Return how far a parent goes along with a family that was pushed so far."""
    return min(max(pushed, -FOLLOWED), FOLLOWED)


def follow(web: Web, rows: Rows, holding: Holding, place: list[float]) -> None:
    """Let parents follow their families, from the lowest rank up, where the way is free.

    A parent whose family the edit changed wishes to stand over the middle of it; it and any other
    then goes as far as its family was pushed, if that is not too far.
    """
    wish = holding.place
    touched = {above for above in holding.changed if above >= 0}
    for order, apart in zip(reversed(rows.orders), reversed(rows.apart), strict=True):
        for slot, box in enumerate(order):
            family = web.row(box) if box < web.boxes else []
            if not family:
                continue
            goal = over_family(family, wish, place, None if box in touched else wish[box])
            if abs(goal - place[box]) < STILL:
                continue
            low = place[order[slot - 1]] + apart[slot - 1] if slot else -1e18
            high = place[order[slot + 1]] - apart[slot] if slot + 1 < len(order) else 1e18
            place[box] = within(goal, low, high, place[box])


def over_family(
    family: Sequence[int], wish: Sequence[float], place: Sequence[float], own: float | None
) -> float:
    """Return where a parent goes: to its own wish, or else the middle of its family, and as far
    as the family was pushed from where that wished to stand.
    """
    first, last = family[0], family[-1]
    middle = (wish[first] + wish[last]) / 2
    return (middle if own is None else own) + as_far((place[first] + place[last]) / 2 - middle)


def within(goal: float, low: float, high: float, here: float) -> float:
    """Return how near to its goal something gets that keeps its distance to both neighbours.

    It need not go where these are closer already.
    """
    return min(max(goal, min(low, here)), max(high, here))
