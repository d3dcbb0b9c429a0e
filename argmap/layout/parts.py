"""One connected part of a map from its web to boxes and lines, as if it ran down.

Ranks are rows of the whole part; long lines pass between the boxes. A tree that is drawn for the
first time is placed by contours, anything else by the convex programme; what was drawn before holds
still.
"""

import itertools
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from argmap.layout.coordinates import Rows, centred, solve, straighten
from argmap.layout.crossings import Orders, Ties, rough_places, ties_of
from argmap.layout.geometry import Box, line
from argmap.layout.holding import follow, held, held_orders, leg_key, spread_out
from argmap.layout.lines import Drawn, Sheet, Span, draw
from argmap.layout.parting import Framed, part, stand_apart
from argmap.layout.ports import ports_of
from argmap.layout.siblings import best_orders, settled_orders
from argmap.layout.strips import Strip, plan
from argmap.layout.tidy import Tree, tidy
from argmap.layout.warmth import Stood, Warmth
from argmap.layout.web import Web, is_plain, lay_wires

SIDEWAYS_GAP = 76.0
"""Between two neighbours that a link joins straight: room for its sign and its tip."""
BEND_GAP = 14.0
ENOUGH = 0.6
"""Lines may swing in so much less room than they would like before a strip gets deeper."""
SETTLED = 20
"""Parts of fewer boxes are placed anew after every edit: they are soon seen whole."""


@dataclass(frozen=True, slots=True)
class Gaps:
    """The distances to keep; `extra` adds room left of the second of two neighbours."""

    sibling: float
    rank: float
    before: Mapping[int, float] = field(default_factory=dict)
    over: Mapping[int, float] = field(default_factory=dict)
    framed: Sequence[Framed] = ()


@dataclass(slots=True)
class Part:
    """A placed part: where its boxes are, how its links run, whose pin could not be honoured."""

    web: Web
    boxes: list[Box]
    drawn: Drawn
    displaced: list[int] = field(default_factory=list)
    stands: Stood = field(default_factory=Stood)


def place_part(web: Web, gaps_of: Callable[[Web], Gaps], warm: Warmth, settled: bool) -> Part:
    """Return the part with its boxes placed and its lines drawn.

    If not `settled`, siblings may change places where that saves crossings; else they stay in the
    order that the web has. `gaps_of` is asked when the order is known.
    """
    lay_wires(web)
    ties = ties_of(web)
    stood = warm.stood(web)
    if stood is None:
        orders = settled_orders(web, ties) if settled else best_orders(web, ties)
        gaps = gaps_of(web)
        return _drawn(web, gaps, orders, _centres(web, gaps, ties, orders), Stood())
    gaps = gaps_of(web)
    if web.boxes < SETTLED:
        orders = settled_orders(web, ties)
        place = _in_place(web, stood, _centres(web, gaps, ties, orders))
        return _drawn(web, gaps, orders, place, Stood(shift=stood.shift, row=stood.row))
    holding = held(web, warm, stood, gaps.sibling)
    orders = held_orders(web, ties, holding)
    rows = _rows(web, gaps, ties, orders)
    place = spread_out(rows, holding)
    follow(web, rows, holding, place)
    part(web, orders, place, _to_part(web, gaps, orders, holding.place, stood))
    new = [chain for chain in ties.chains if chain[1][0] in holding.new]
    straighten(rows, place, new, lambda vertex: max(0.0, web.wide[vertex] / 2 - 40.0))
    return _drawn(web, gaps, orders, place, _padded(stood, _ranks_more(web, warm, stood)))


def _to_part(
    web: Web, gaps: Gaps, orders: Orders, before: list[float], stood: Stood
) -> list[Framed]:
    """Return the groups to make room for: new ones, and those that had room where they stood."""
    known = [set(group) for group in stood.groups]
    return [
        group
        for group in gaps.framed
        if set(_members(web, group)) not in known or stand_apart(web, orders, before, group)
    ]


def _members(web: Web, group: Framed) -> list[str]:
    return [str(web.ids[box]) for box in group.members]


def _ranks_more(web: Web, warm: Warmth, stood: Stood) -> int:
    """Return how many ranks lie above a box that was there, compared with before."""
    first = next(box for box in web.preorder() if str(web.ids[box]) in stood.place)
    rank, here = 0, warm.top_of.get(str(web.ids[first]), "")
    while here:
        rank, here = rank + 1, warm.top_of.get(here, "")
    return web.rank[first] - rank


def _in_place(web: Web, stood: Stood, place: list[float]) -> list[float]:
    """Return all places moved so that the first box that stood somewhere stands there again."""
    first = next(box for box in web.preorder() if str(web.ids[box]) in stood.place)
    by = stood.place[str(web.ids[first])] - place[first]
    return [x + by for x in place] if abs(by) > 1e-6 else place


def _joined_straight(web: Web) -> set[frozenset[int]]:
    return {frozenset((web.premises(link)[0], web.target(link))) for link in web.sideways}


def _drawn(web: Web, gaps: Gaps, orders: Orders, place: list[float], stood: Stood) -> Part:
    """Return the part with its lines drawn; ranks and strips stay at least as deep as they were."""
    ports = ports_of(web, place)
    by_strip: list[list[int]] = [[] for _ in range(len(orders) + 1)]
    for index, wire in enumerate(web.wires):
        by_strip[wire.strip].append(index)
    strips = [plan(web, ports, wires, gaps.rank) for wires in by_strip]
    ranks = _ranks_down(web, gaps, orders, strips, stood)
    of_wire = {index: wire.strip for index, wire in enumerate(web.wires)}
    sheet = Sheet(web, ports, strips, ranks.spans, of_wire, ranks.top, ranks.bottom)
    made = _finished(web, sheet, place)
    made.stands = Stood(
        {str(id_): place[box] for box, id_ in enumerate(web.ids)},
        {
            leg_key(web, link, leg): [place[bend] for bend in bends]
            for (link, leg), bends in web.bends_of().items()
        },
        ranks.tops,
        [*ranks.deep, *stood.deep[len(ranks.deep) :]],
        [*(strip.height for strip in strips), *stood.strips[len(strips) :]],
        stood.shift,
        stood.row,
        [_members(web, group) for group in gaps.framed],
    )
    return made


@dataclass(slots=True)
class Ranks:
    """Where ranks and strips lie: the edges of all boxes, tops and depths of ranks, the strips."""

    top: list[float]
    bottom: list[float]
    spans: list[Span]
    tops: list[float]
    deep: list[float]


def _ranks_down(web: Web, gaps: Gaps, orders: Orders, strips: list[Strip], stood: Stood) -> Ranks:
    """Return where the ranks lie, boxes aligned by their tops; strips are made deeper if need be.

    Without a rank that stood somewhere the first one begins at the depth of its own strip.
    """
    ranks = Ranks([0.0] * web.boxes, [0.0] * web.boxes, [], [], [])
    y = 0.0
    for rank, row in enumerate(orders):
        boxes = [vertex for vertex in row if vertex < web.boxes]
        strip = strips[rank]
        strip.swing += max((gaps.over.get(box, 0.0) for box in boxes), default=0.0)
        _keep_deep(strip, _at(stood.strips, rank))
        height = strip.low_zone if rank == 0 else strip.height
        y += height
        ranks.spans.append(Span(y - strip.height, y))
        ranks.tops.append(y)
        deep = max((web.deep[box] for box in boxes), default=0.0)
        ranks.deep.append(max(deep, _at(stood.deep, rank)))
        y += ranks.deep[-1]
    _keep_deep(strips[-1], _at(stood.strips, len(orders)))
    ranks.spans.append(Span(y, y + strips[-1].height))
    _stay(ranks, stood)
    for box in range(web.boxes):
        ranks.top[box] = ranks.tops[web.rank[box]]
        ranks.bottom[box] = ranks.top[box] + web.deep[box]
    return ranks


def _keep_deep(strip: Strip, before: float) -> None:
    """Keep a strip as deep as it was, or make it deeper by no more than its lines must have."""
    if before:
        room = before - strip.low_zone - strip.high_zone
        strip.swing = max(room, ENOUGH * strip.swing)


def _at(values: Sequence[float], rank: int) -> float:
    return values[rank] if 0 <= rank < len(values) else 0.0


def _stay(ranks: Ranks, stood: Stood) -> None:
    """Move all ranks so that the first one that stood somewhere stands there again."""
    known = [rank for rank, top in enumerate(stood.tops) if top == top and rank < len(ranks.tops)]
    if not known:
        return
    by = stood.tops[known[0]] - ranks.tops[known[0]]
    if abs(by) > 1e-6:
        ranks.tops = [top + by for top in ranks.tops]
        ranks.spans = [Span(span.high + by, span.low + by) for span in ranks.spans]


def _padded(stood: Stood, by: int) -> Stood:
    """Return how a part stood, with so many ranks more (or fewer) above it."""
    if by < 0:
        return replace(
            stood, tops=stood.tops[-by:], deep=stood.deep[-by:], strips=stood.strips[-by:]
        )
    none = [0.0] * by
    return replace(
        stood,
        tops=[math.nan] * by + list(stood.tops),
        deep=none + list(stood.deep),
        strips=none + list(stood.strips),
    )


def _contours(web: Web, gaps: Gaps) -> list[float]:
    """Return the centres of a tree whose parents stand over the middle of their families."""
    straight = _joined_straight(web)
    extra = [0.0] * web.boxes
    children: list[list[int]] = [[] for _ in range(web.boxes)]
    for above in web.rows:
        row = web.row(above)
        if above >= 0:
            children[above] = row
        for one, next_ in itertools.pairwise(row):
            extra[one] = gaps.before.get(next_, 0.0)
            if frozenset((one, next_)) in straight:
                extra[one] += SIDEWAYS_GAP - gaps.sibling
    wide = [web.wide[box] + gaps.sibling + extra[box] for box in range(web.boxes)]
    centres = [0.0] * web.boxes
    start = 0.0
    for root in web.row(-1):
        left, _ = tidy(Tree(children, wide, [1.0] * web.boxes), root)
        members = _branch(children, root)
        shift = start - min(left[box] for box in members)
        for box in members:
            centres[box] = left[box] + shift + (gaps.sibling + web.wide[box]) / 2
        start += max(left[box] + wide[box] for box in members) + shift - start
    return centres


def _branch(children: list[list[int]], root: int) -> list[int]:
    found, pending = [], [root]
    while pending:
        box = pending.pop()
        found.append(box)
        pending.extend(children[box])
    return found


def _rows(web: Web, gaps: Gaps, ties: Ties, orders: Orders) -> Rows:
    """Return what the convex programme is about."""
    straight = _joined_straight(web)
    apart = []
    for row in orders:
        distances = []
        for a, b in itertools.pairwise(row):
            gap = gaps.sibling if a < web.boxes and b < web.boxes else BEND_GAP
            if frozenset((a, b)) in straight:
                gap = SIDEWAYS_GAP
            gap += gaps.before.get(b, 0.0)
            distances.append((web.wide[a] + web.wide[b]) / 2 + gap)
        apart.append(distances)
    lines = [(high, low, _stiffness(web, high, low)) for edges in ties.edges for high, low in edges]
    return Rows(orders, apart, lines, len(web.rank))


def _centres(web: Web, gaps: Gaps, ties: Ties, orders: Orders) -> list[float]:
    """Return places for a part that is drawn for the first time."""
    if is_plain(web) and not gaps.framed:
        return _contours(web, gaps)
    rows = _rows(web, gaps, ties, orders)
    guess = _guess(web, gaps, ties, orders)
    place = solve(rows, guess)
    families = []
    for above in web.rows:
        row = web.row(above)
        if above >= 0 and row:
            families.append((above, row[0], row[-1]))
    centred(rows, place, families)
    if (top := part(web, orders, place, gaps.framed)) is not None:
        centred(rows, place, [family for family in families if web.rank[family[0]] < top])
    straighten(rows, place, ties.chains, lambda vertex: max(0.0, web.wide[vertex] / 2 - 40.0))
    return place


def _guess(web: Web, gaps: Gaps, ties: Ties, orders: Orders) -> list[float]:
    """Return rough places as wide as the widest rank."""
    rough = rough_places(web, ties, web.preorder())
    widest = max(sum(web.wide[v] + gaps.sibling for v in row) for row in orders)
    scale = widest / max(max(rough) - min(rough), 1.0)
    return [place * scale for place in rough]


def _stiffness(web: Web, a: int, b: int) -> float:
    """Return how hard a line pulls: long links most, so that they run straight (after dot)."""
    bends = (a >= web.boxes) + (b >= web.boxes)
    return (1.0, 2.0, 8.0)[bends]


def _finished(web: Web, sheet: Sheet, centres: list[float]) -> Part:
    drawn = draw(sheet)
    boxes = [
        Box(centres[box] - web.wide[box] / 2, sheet.tops[box], web.wide[box], web.deep[box])
        for box in range(web.boxes)
    ]
    for link in web.sideways:
        a, b = boxes[web.premises(link)[0]], boxes[web.target(link)]
        y = (max(a.y, b.y) + min(a.bottom, b.bottom)) / 2
        ends = (a.right, b.x) if a.x < b.x else (a.x, b.right)
        drawn.legs[link, 0] = line((ends[0], y), (ends[1], y))
    return Part(web, boxes, drawn)
