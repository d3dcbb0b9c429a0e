"""Places along the siblings after an edit, for the ranks that it touched alone.

The steps and the arithmetic are those of `holding`; in ranks where nobody came, went or wishes to
stand elsewhere they would change nothing, and are left out.
"""

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import compress
from operator import ne

from argmap.layout.coordinates import Rows, straighten
from argmap.layout.crossings import sift_among
from argmap.layout.distances import (
    Gaps,
    closeness,
    near_of,
)
from argmap.layout.holding import (
    STILL,
    Chain,
    Holding,
    between,
    lead_straight,
    leg_key,
    over_family,
    room_between,
    slots_above,
    spread_out,
    went_elsewhere,
    wish_row,
    within,
)
from argmap.layout.live.leading import lead_otherwise
from argmap.layout.live.part import LivePart
from argmap.layout.live.traces import Traces
from argmap.layout.web import HIGH, LOW, Edge, can_run_below

Apart = Callable[[int, int], float]
"""The least distance between the centres of two neighbours."""
Crowded = Callable[[Traces, list[float]], bool]
"""Tells whether places would leave something in the columns of a group."""


def replace_touched(part: LivePart, traces: Traces, gaps: Gaps, crowded: Crowded) -> bool:
    """Give every vertex its place; `traces.moved` then holds those that stand elsewhere.

    False where something is to be moved out of the columns of a group, as `crowded` tells, and
    where a new line should be led another way.
    """
    part.place += [0.0] * (len(part.web.rank) - len(part.place))
    before = part.place
    holding = traces.holding = Holding(list(before))
    _wish(part, traces, gaps)
    _order(part, traces, holding)
    if lead_otherwise(part, traces):
        return False
    place = _spread(part, traces, gaps, crowded)
    if place is None:
        return False
    part.place = place
    for rank in traces.ranks:
        row = part.orders[rank] if rank < len(part.orders) else []
        traces.moved.update(v for v in row if place[v] != before[v])
    traces.moved.update(traces.came)
    traces.moved.update(bend for bends in _led(part, traces) for bend in bends)
    return True


def _led(part: LivePart, traces: Traces) -> Iterable[list[int]]:
    return (part.bends_of(leg) for leg in traces.legs)


def _wish(part: LivePart, traces: Traces, gaps: Gaps) -> None:
    """Wish for places: in touched families, below what wishes to move, and for new bends."""
    web, holding = part.web, traces.holding
    pending = set(traces.families)
    while pending:
        above = min(pending, key=lambda box: (web.rank[box] if box >= 0 else -1, box))
        pending.discard(above)
        if above not in web.rows:
            continue
        wish_row(web, part.warm, part.stands, holding, (above, gaps.sibling))
        for box in web.row(above):
            traces.ranks.add(web.rank[box])
            if box in holding.new and box in web.rows:
                pending.add(box)
    _lead_anew(part, traces)
    for leg in sorted(traces.legs, key=lambda leg: (web.turn[leg[0]], leg[1])):
        bends = part.bends_of(leg)
        stood = part.stands.bends.get(leg_key(web, *leg), ())
        if not bends:
            continue
        if len(stood) != len(bends) or went_elsewhere(web, part.stands, holding, leg[0]):
            holding.new.update(bends)
            holding.new_legs.append(bends)
            for bend in bends:
                holding.place[bend] = 0.0
            continue
        for bend, place in zip(bends, stood, strict=True):
            holding.place[bend] = place


def _lead_anew(part: LivePart, traces: Traces) -> None:
    """Note the legs at boxes that go elsewhere: their lines look for their ways anew."""
    stood = part.stands.place
    for box in traces.holding.new:
        if str(part.web.ids[box]) not in stood:
            continue
        wires = (index for edge in (HIGH, LOW) for index in part.at.get((edge, box), ()))
        for link in {part.web.wires[index].link for index in wires}:
            for leg in part.by_link[link] if link not in part.web.below else ():
                if bends := part.bends_of(leg):
                    traces.legs.add(leg)
                    traces.ranks.update(part.web.rank[bend] for bend in bends)


def _order(part: LivePart, traces: Traces, holding: Holding) -> None:
    """Bring touched ranks into order: boxes as in the tree, bends where they stood."""
    web, place, orders = part.web, holding.place, part.orders
    lead_straight(place, _chains(part, holding))
    _tree_rows(part, traces)
    came: dict[int, list[int]] = {}
    for bends in _led(part, traces):
        for bend in bends:
            came.setdefault(web.rank[bend], []).append(bend)
    while len(orders) <= max(came, default=-1) or len(orders) < len(part.tree_rows):
        orders.append([])
    boxes = web.boxes
    for rank in sorted(traces.ranks):
        if rank >= len(orders):
            continue
        new = came.get(rank, [])
        fresh = set(new)
        bends = [v for v in orders[rank] if v >= boxes and v in part.leg_of and v not in fresh]
        strays = [(place[b], _turn(part, b), b) for b in (*bends, *new)]
        row = part.tree_rows[rank] if rank < len(part.tree_rows) else []
        above = slots_above(orders[rank - 1] if rank else [], partial(_ups, part))
        stood = [bend for *_, bend in sorted(strays)]
        orders[rank] = list(between(row, stood, place, holding.new, above))
    while orders and not orders[-1]:
        orders.pop()
    new = [bend for bends in holding.new_legs for bend in bends]
    if new:
        sift_among(orders, (part.uppers, part.lowers), new, web.rank, part.count)
        for rank in {web.rank[bend] for bend in new}:
            room_between(orders[rank], place, holding.new, web.boxes)


def _ups(part: LivePart, vertex: int) -> Sequence[int]:
    return (part.web.above[vertex],) if vertex < part.web.boxes else part.uppers[vertex]


def _turn(part: LivePart, bend: int) -> tuple[float, int]:
    link, leg = part.leg_of[bend]
    return part.web.turn[link], leg


def _chains(part: LivePart, holding: Holding) -> list[Chain]:
    """Return the new legs with the vertices between which they run, in the order of the file."""
    found = []
    for bends in holding.new_legs:
        wires = [part.web.wires[index] for index in part.legs[part.leg_of[bends[0]]]]
        start, end = _vertex(part, wires[0].start), _vertex(part, wires[-1].end)
        if start is not None and end is not None:
            found.append((start, bends, end))
    return found


def _vertex(part: LivePart, end: tuple[Edge, int]) -> int | None:
    edge, vertex = end
    if edge is not Edge.POINT:
        return vertex
    upper = part.anchor(vertex, Edge.HIGH)
    return part.anchor(vertex, Edge.LOW) if upper is None else upper


def _tree_rows(part: LivePart, traces: Traces) -> None:
    """Bring the boxes of touched ranks into the order of the tree, from the first one down."""
    web, rows = part.web, part.tree_rows
    rank, changed = min(traces.ranks, default=0), False
    last = max(traces.ranks, default=-1)
    while rank <= last or changed:
        if not changed and rank not in traces.ranks:
            rank += 1
            continue
        tops = [-1] if rank == 0 else [a for a in _at(rows, rank - 1) if a in web.rows]
        row = [box for above in tops for block in web.rows.get(above, ()) for box in block]
        changed = row != _at(rows, rank)
        if changed:
            traces.ranks.add(rank)
            while len(rows) <= rank:
                rows.append([])
            rows[rank] = row
        rank += 1
    while rows and not rows[-1]:
        rows.pop()


def _at(rows: list[list[int]], rank: int) -> list[int]:
    return rows[rank] if rank < len(rows) else []


def _spread(part: LivePart, traces: Traces, gaps: Gaps, crowded: Crowded) -> list[float] | None:
    """Return places that keep the distances in touched ranks, moved as little as can be."""
    web, holding = part.web, traces.holding
    near = near_of(web, gaps, part.stands)
    ranks = sorted(rank for rank in traces.ranks if rank < len(part.orders))
    orders = [part.orders[rank] for rank in ranks]
    rows = Rows(orders, [near.distances(order) for order in orders], [], 0)
    place = spread_out(rows, holding, web.boxes, near.spare)
    _follow(part, traces, place, lambda a, b: near.distances([a, b])[0])
    if crowded(traces, place):
        return None
    if chains := _chains(part, holding):
        straighten(rows, place, chains, lambda v: max(0.0, web.wide[v] / 2 - 40.0))
    return place


def _follow(part: LivePart, traces: Traces, place: list[float], apart: Apart) -> None:
    """Let parents follow their families, as `holding.follow` does, where anything moved."""
    web, holding, orders = part.web, traces.holding, part.orders
    wish = holding.place
    touched = {above for above in holding.changed if above >= 0}
    ranked = _followers(part, traces, place, touched)
    for rank in range(len(orders) - 1, -1, -1):
        boxes = [box for box in ranked[rank] if box in web.rows]
        order = orders[rank]
        for slot, box in sorted((order.index(box), box) for box in boxes):
            own = None if box in touched else wish[box]
            goal = over_family(web.row(box), wish, place, own)
            if abs(goal - place[box]) < STILL:
                continue
            low = place[order[slot - 1]] + apart(order[slot - 1], box) if slot else -1e18
            further = slot + 1 < len(order)
            high = place[order[slot + 1]] - apart(box, order[slot + 1]) if further else 1e18
            place[box] = within(goal, low, high, place[box])
            traces.ranks.add(rank)
            if web.above[box] >= 0:
                ranked[rank - 1].add(web.above[box])


def _followers(
    part: LivePart, traces: Traces, place: list[float], touched: set[int]
) -> list[set[int]]:
    """Return by rank the boxes that may follow: touched, moved, and those above what moved."""
    web, wish = part.web, traces.holding.place
    ranked: list[set[int]] = [set() for _ in part.orders]
    for box in touched:
        ranked[web.rank[box]].add(box)
    boxes = web.boxes
    for rank in traces.ranks:
        order = part.orders[rank] if rank < len(part.orders) else ()
        # Ranks hold thousands, and few of them stand elsewhere: the interpreter looks for them.
        elsewhere = map(ne, map(place.__getitem__, order), map(wish.__getitem__, order))
        for vertex in compress(order, elsewhere):
            if vertex < boxes:
                ranked[rank].add(vertex)
                if web.above[vertex] >= 0:
                    ranked[rank - 1].add(web.above[vertex])
    return ranked


def ranks_stay(part: LivePart) -> bool:
    """Tell whether the first box that stood somewhere has as many ranks above it as it had."""
    web, stood, top_of = part.web, part.stands, part.warm.top_of
    pending = web.row(-1)[::-1]
    while pending:
        box = pending.pop()
        id_ = str(web.ids[box])
        if id_ in stood.place:
            rank, here = 0, top_of.get(id_, "")
            while here:
                rank, here = rank + 1, top_of.get(here, "")
            return rank == web.rank[box]
        pending += web.row(box)[::-1]
    return False


def remembered(part: LivePart, traces: Traces, gaps: Gaps) -> None:
    """Note in how the part stands where its boxes and bends are now."""
    web = part.web
    close = _close(part, traces, gaps)
    place, bends = dict(part.stands.place), dict(part.stands.bends)
    below = dict(part.stands.below)
    for id_ in traces.went:
        del place[id_]
    for name, _ in traces.cut:
        bends.pop(name, None)
        below.pop(name, None)
    legs = set(traces.legs)
    for vertex in traces.moved:
        if vertex in part.leg_of:
            legs.add(part.leg_of[vertex])
        elif vertex < web.boxes:
            place[str(web.ids[vertex])] = part.place[vertex]
    for leg in legs:
        if (found := part.bends_of(leg)) or can_run_below(web, leg[0]):
            bends[leg_key(web, *leg)] = [part.place[bend] for bend in found]
        if (more := web.below.get(leg[0])) is not None:
            below[leg_key(web, *leg)] = more
    part.stands = dataclasses.replace(
        part.stands, place=place, bends=bends, below=below, close=close
    )


def _close(part: LivePart, traces: Traces, gaps: Gaps) -> Mapping[str, tuple[str, float]]:
    """Return who stands closer to the left than usual, looked for in touched ranks alone."""
    web, close = part.web, part.stands.close
    if not close and not traces.holding.closer:
        return close
    rows = [part.orders[rank] for rank in traces.ranks if rank < len(part.orders)]
    touched = {*traces.went, *(str(web.ids[v]) for row in rows for v in row if v < web.boxes)}
    found = closeness(web, gaps, rows, part.place)
    return {**{id_: kept for id_, kept in close.items() if id_ not in touched}, **found}
