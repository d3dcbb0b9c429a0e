"""The two ways to place one connected part of a map, as if it ran down.

A tree is placed by contours, each family as near below its parent as its lines allow. Where links
lead across families, ranks are rows of the whole part, and long links pass between the boxes.
"""

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from argmap.layout.coordinates import Rows, centred, solve, straighten
from argmap.layout.crossings import Orders, Ties, ties_of
from argmap.layout.geometry import Box, line
from argmap.layout.lines import Drawn, Sheet, Span, draw
from argmap.layout.parting import Framed, part
from argmap.layout.ports import Ports, ports_of
from argmap.layout.siblings import best_orders, settled_orders
from argmap.layout.strips import Strip, plan
from argmap.layout.tidy import Tree, tidy
from argmap.layout.web import Web, is_plain, lay_wires

SIDEWAYS_GAP = 76.0
"""Between two neighbours that a link joins straight: room for its sign and its tip."""
BEND_GAP = 14.0


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


def place_part(web: Web, gaps_of: Callable[[Web], Gaps], settled: bool = False) -> Part:
    """Return the part with its boxes placed and its lines drawn.

    With `settled`, siblings stay in the order that the web has; else they may change places where
    that saves crossings. `gaps_of` is asked when the order is known.
    """
    lay_wires(web)
    gaps = gaps_of(web)
    # Contours fit into each other, frames do not: with groups a tree has ranks as well.
    if is_plain(web) and not gaps.framed:
        return _place_tree(web, gaps)
    ties = ties_of(web)
    orders = settled_orders(web, ties) if settled else best_orders(web, ties)
    return _place_ranks(web, gaps_of(web), ties, orders)


def _joined_straight(web: Web) -> set[frozenset[int]]:
    return {frozenset((web.premises(link)[0], web.target(link))) for link in web.sideways}


def _place_tree(web: Web, gaps: Gaps) -> Part:
    families: dict[int, list[int]] = {above: [] for above in web.rows if above >= 0}
    for index, wire in enumerate(web.wires):
        families[web.above[web.premises(wire.link)[0]]].append(index)
    tops = sorted(families)
    height = dict.fromkeys(tops, gaps.rank)
    # Strips' heights depend a little on the places, and these on the heights: twice is enough.
    centres, top = _contours(web, gaps, height)
    ports, strips = _tree_strips(web, gaps, families, centres)
    height = {above: strip.height for above, strip in zip(tops, strips, strict=True)}
    centres, top = _contours(web, gaps, height)
    ports, strips = _tree_strips(web, gaps, families, centres)
    bottom = [y + deep for y, deep in zip(top, web.deep, strict=True)]
    spans = []
    for above, strip in zip(tops, strips, strict=True):
        low = top[web.row(above)[0]]
        room = low - bottom[above] - strip.low_zone - strip.high_zone
        strip.swing = max(strip.swing, room)
        spans.append(Span(bottom[above], low))
    number = {above: k for k, above in enumerate(tops)}
    of_wire = {index: number[above] for above, wires in families.items() for index in wires}
    sheet = Sheet(web, ports, strips, spans, of_wire, top, bottom)
    return _finished(web, sheet, centres)


def _tree_strips(
    web: Web, gaps: Gaps, families: Mapping[int, list[int]], centres: list[float]
) -> tuple[Ports, list[Strip]]:
    ports = ports_of(web, centres)
    strips = [plan(web, ports, families[above], gaps.rank) for above in sorted(families)]
    for above, strip in zip(sorted(families), strips, strict=True):
        strip.swing += max((gaps.over.get(box, 0.0) for box in web.row(above)), default=0.0)
    return ports, strips


def _contours(web: Web, gaps: Gaps, height: Mapping[int, float]) -> tuple[list[float], list[float]]:
    """Return the centres along the siblings and the tops along the ranks."""
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
    over = [height.get(web.above[box], 0.0) for box in range(web.boxes)]
    deep = [web.deep[box] + over[box] for box in range(web.boxes)]
    centres, top = [0.0] * web.boxes, [0.0] * web.boxes
    start = 0.0
    for root in web.row(-1):
        left, upper = tidy(Tree(children, wide, deep), root)
        members = _branch(children, root)
        shift = start - min(left[box] for box in members)
        for box in members:
            centres[box] = left[box] + shift + (gaps.sibling + web.wide[box]) / 2
            top[box] = upper[box] + over[box]
        start += max(left[box] + wide[box] for box in members) + shift - start
    return centres, top


def _branch(children: list[list[int]], root: int) -> list[int]:
    found, pending = [], [root]
    while pending:
        box = pending.pop()
        found.append(box)
        pending.extend(children[box])
    return found


def _place_ranks(web: Web, gaps: Gaps, ties: Ties, orders: Orders) -> Part:
    centres = _centres(web, gaps, ties, orders)
    ports = ports_of(web, centres)
    by_strip: list[list[int]] = [[] for _ in range(len(orders) + 1)]
    for index, wire in enumerate(web.wires):
        by_strip[wire.strip].append(index)
    strips = [plan(web, ports, wires, gaps.rank) for wires in by_strip]
    top, bottom, spans = _ranks_down(web, gaps, orders, strips)
    of_wire = {index: wire.strip for index, wire in enumerate(web.wires)}
    return _finished(web, Sheet(web, ports, strips, spans, of_wire, top, bottom), centres)


def _ranks_down(
    web: Web, gaps: Gaps, orders: Orders, strips: list[Strip]
) -> tuple[list[float], list[float], list[Span]]:
    """Return tops and bottoms of all boxes, aligned by their tops, and the strips' spans."""
    top, bottom = [0.0] * web.boxes, [0.0] * web.boxes
    spans: list[Span] = []
    y = 0.0
    for rank, row in enumerate(orders):
        boxes = [vertex for vertex in row if vertex < web.boxes]
        strip = strips[rank]
        outermost = rank == 0
        strip.swing += max((gaps.over.get(box, 0.0) for box in boxes), default=0.0)
        height = strip.low_zone if outermost else strip.height
        spans.append(Span(y + height - strip.height, y + height))
        y += height
        for box in boxes:
            top[box], bottom[box] = y, y + web.deep[box]
        y = max((bottom[box] for box in boxes), default=y)
    spans.append(Span(y, y + strips[-1].height))
    return top, bottom, spans


def _centres(web: Web, gaps: Gaps, ties: Ties, orders: Orders) -> list[float]:
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
    rows = Rows(orders, apart, lines, len(web.rank))
    guess = [0.0] * len(web.rank)
    for row in orders:
        x = -sum(web.wide[v] for v in row) / 2
        for vertex in row:
            guess[vertex] = x + web.wide[vertex] / 2
            x += web.wide[vertex] + gaps.sibling
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
