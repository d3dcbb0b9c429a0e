"""One connected part of a map from its web to boxes and lines, as if it ran down.

Ranks are rows of the whole part; long lines pass between the boxes. A tree that is drawn for the
first time is placed by contours, anything else by the convex programme; what was drawn before holds
still.
"""

import itertools
import math
from collections.abc import Callable, Sequence
from dataclasses import field, replace

from argmap.layout.coordinates import Rows, centred, solve, straighten
from argmap.layout.crossings import Orders, Ties, rough_places, ties_of
from argmap.layout.distances import (
    BEND_GAP,
    SIDEWAYS_GAP,
    Gaps,
    closeness,
    distances,
    joined_straight,
    near_of,
)
from argmap.layout.geometry import Box, Curve, line
from argmap.layout.holding import (
    below_of,
    chains_of,
    follow,
    held,
    held_orders,
    is_new_line,
    keep_below,
    lead_straight,
    leg_key,
    room_between,
    spread_out,
)
from argmap.layout.leading import FEW, Leading, lead
from argmap.layout.lines import Drawn, Sheet, draw
from argmap.layout.net import Net, lines_of
from argmap.layout.parting import Framed, needs_room, part
from argmap.layout.placement import SETTLED
from argmap.layout.ports import ports_of, rough_point
from argmap.layout.siblings import best_orders, settled_orders
from argmap.layout.stacking import Ranks, stacked
from argmap.layout.strips import NO_ZONES, Strip, plan, zones_of
from argmap.layout.tidy import Tree, tidy
from argmap.layout.warmth import Stood, Warmth
from argmap.layout.web import Web, can_run_below, is_plain, lay_wires
from argmap.model.light_dataclass import dataclass

ASIDE = 24.0
"""So much nearer to one of two linked premises than to the other passes what passes between."""
STRAIGHTENED = 3
"""So often lines are made straight where some run below: within others these wait for them."""


@dataclass(slots=True)
class Part:
    """A placed part: where its boxes are, how its links run, whose pin could not be honoured.

    The last five are how it came about, for who wants to go on from there; `unpinned` are the boxes
    and lines as they were before pins, where there are any.
    """

    web: Web
    boxes: list[Box]
    drawn: Drawn
    displaced: list[int] = field(default_factory=list)
    stands: Stood = field(default_factory=Stood)
    orders: Orders = field(default_factory=list)
    place: list[float] = field(default_factory=list)
    sheet: Sheet | None = None
    ties: Ties | None = None
    unpinned: tuple[list[Box], Drawn] | None = None


def place_part(web: Web, gaps_of: Callable[[Web], Gaps], warm: Warmth, settled: bool) -> Part:
    """Return the part with its boxes placed and its lines drawn.

    If not `settled`, siblings may change places where that saves crossings; else they stay in the
    order that the web has. `gaps_of` is asked when the order is known.
    """
    stood = warm.stood(web)
    if stood is not None and web.boxes >= SETTLED:
        return _held(web, gaps_of, warm, stood)
    lay_wires(web)
    ties = ties_of(web)
    known = settled or stood is not None
    orders = settled_orders(web, ties) if known else best_orders(web, ties)
    ties, orders = lead(web, ties, orders)
    gaps = gaps_of(web)
    place = _centres(web, gaps, ties, orders)
    if stood is None:
        part = _drawn(web, gaps, orders, place, Stood())
    else:
        kept = Stood(shift=stood.shift, row=stood.row)
        part = _drawn(web, gaps, orders, _in_place(web, stood, place), kept)
    part.ties = ties
    return part


def _held(web: Web, gaps_of: Callable[[Web], Gaps], warm: Warmth, stood: Stood) -> Part:
    """Return the part as it stood, with as little moved as what is new allows."""
    keep_below(web, stood)
    lay_wires(web)
    ties, gaps = ties_of(web), gaps_of(web)
    holding = held(web, warm, stood, gaps.sibling)
    orders = held_orders(web, ties, holding)
    if (led := _new_lines_led(web, ties, orders, holding.place, stood)) is not None:
        ties, orders = led
        holding = held(web, warm, stood, gaps.sibling)
        lead_straight(holding.place, chains_of(ties, holding))
        for row in orders:
            room_between(row, holding.place, holding.new, web.boxes)
    near = near_of(web, gaps, stood)
    rows = Rows(orders, [near.distances(row) for row in orders], [], len(web.rank))
    place = spread_out(rows, holding, web.boxes, near.spare)
    follow(web, rows, holding, place)
    part(web, orders, place, _to_part(web, gaps, orders, holding.place, stood))
    straighten(
        rows, place, chains_of(ties, holding), lambda vertex: max(0.0, web.wide[vertex] / 2 - 40.0)
    )
    made = _drawn(web, gaps, orders, place, _padded(stood, _ranks_more(web, warm, stood)))
    if near.close or holding.closer:
        made.stands = replace(made.stands, close=closeness(web, gaps, orders, place))
    made.ties = ties
    return made


def _new_lines_led(
    web: Web, ties: Ties, orders: Orders, place: Sequence[float], stood: Stood
) -> tuple[Ties, Orders] | None:
    """Return ties and orders with new lines led so that they cross less, or None."""
    if web.boxes > FEW:
        return None
    legs = web.bends_of()
    new = [
        link
        for link in range(len(web.strands))
        if is_new_line(web, stood, link, len(legs.get((link, 0), ())))
    ]
    net = Net(web, orders, ties, place, lines_of(web, new)) if new else None
    return net.laid() if net is not None and Leading(net).improve() else None


def _to_part(
    web: Web, gaps: Gaps, orders: Orders, before: list[float], stood: Stood
) -> list[Framed]:
    """Return the groups to make room for: new ones, and those that had room where they stood."""
    known = [set(group) for group in stood.groups]
    return [
        group
        for group in gaps.framed
        if set(_members(web, group)) not in known or not needs_room(web, orders, before, group)
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
    """Return all places moved so that the first box that stood somewhere stands there again.

    What then stands where it stood is left exactly there.
    """
    first = next(box for box in web.preorder() if str(web.ids[box]) in stood.place)
    by = stood.place[str(web.ids[first])] - place[first]
    found = [x + by for x in place]
    before = {box: stood.place[id_] for box, id_ in enumerate(web.ids) if id_ in stood.place}
    for leg, bends in web.bends_of().items():
        before.update(zip(bends, stood.bends.get(leg_key(web, *leg), ()), strict=False))
    for vertex, x in before.items():
        if abs(found[vertex] - x) < 1e-6:
            found[vertex] = x
    return found


def _drawn(web: Web, gaps: Gaps, orders: Orders, place: list[float], stood: Stood) -> Part:
    """Return the part with its lines drawn; ranks and strips stay at least as deep as they were."""
    ports = ports_of(web, place)
    by_strip: list[list[int]] = [[] for _ in range(len(orders) + 1)]
    for index, wire in enumerate(web.wires):
        by_strip[wire.strip].append(index)
    zones = [stood.zones[k] if k < len(stood.zones) else NO_ZONES for k in range(len(by_strip))]
    strips = [
        plan(web, ports, wires, gaps.rank, zone)
        for wires, zone in zip(by_strip, zones, strict=True)
    ]
    ranks = _ranks_down(web, gaps, orders, strips, stood)
    of_wire = {index: wire.strip for index, wire in enumerate(web.wires)}
    sheet = Sheet(web, ports, strips, ranks.spans, of_wire, ranks.top, ranks.bottom)
    made = _finished(web, sheet, place)
    made.orders, made.place, made.sheet = orders, place, sheet
    made.stands = Stood(
        {str(id_): place[box] for box, id_ in enumerate(web.ids)},
        _bends(web, place),
        ranks.tops,
        [*ranks.deep, *stood.deep[len(ranks.deep) :]],
        [*ranks.strips, *stood.strips[len(strips) :]],
        [*map(zones_of, strips), *stood.zones[len(strips) :]],
        stood.shift,
        stood.row,
        [_members(web, group) for group in gaps.framed],
        below_of(web),
    )
    return made


def _bends(web: Web, place: Sequence[float]) -> dict[str, list[float]]:
    """Return the places of bends by the names of legs; none of those that might have some."""
    found: dict[str, list[float]] = {
        leg_key(web, link, 0): [] for link in range(len(web.strands)) if can_run_below(web, link)
    }
    for leg, bends in web.bends_of().items():
        found[leg_key(web, *leg)] = [place[bend] for bend in bends]
    return found


def _ranks_down(web: Web, gaps: Gaps, orders: Orders, strips: list[Strip], stood: Stood) -> Ranks:
    """Return where the ranks lie, boxes aligned by their tops."""
    rows = [[vertex for vertex in row if vertex < web.boxes] for row in orders]
    deep = [max((web.deep[box] for box in row), default=0.0) for row in rows]
    over = [max((gaps.over.get(box, 0.0) for box in row), default=0.0) for row in rows]
    ranks = stacked(strips, deep, over, stood)
    ranks.top = [ranks.tops[web.rank[box]] for box in range(web.boxes)]
    ranks.bottom = [top + tall for top, tall in zip(ranks.top, web.deep, strict=False)]
    return ranks


def _padded(stood: Stood, by: int) -> Stood:
    """Return how a part stood, with so many ranks more (or fewer) above it."""
    if by < 0:
        return replace(
            stood,
            tops=stood.tops[-by:],
            deep=stood.deep[-by:],
            strips=stood.strips[-by:],
            zones=stood.zones[-by:],
        )
    none = [0.0] * by
    return replace(
        stood,
        tops=[math.nan] * by + list(stood.tops),
        deep=none + list(stood.deep),
        strips=none + list(stood.strips),
        zones=[NO_ZONES] * by + list(stood.zones),
    )


def _contours(web: Web, gaps: Gaps) -> list[float]:
    """Return the centres of a tree whose parents stand over the middle of their families."""
    straight = joined_straight(web)
    extra = [0.0] * web.boxes
    children: list[list[int]] = [[] for _ in range(web.boxes)]
    for above in web.rows:
        row = web.row(above)
        if above >= 0:
            children[above] = row
        for one, next_ in itertools.pairwise(row):
            extra[one] = gaps.before.get(next_, 0.0)
            if (one, next_) in straight:
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


def _rows(web: Web, gaps: Gaps, ties: Ties, orders: Orders, bend_gap: float = BEND_GAP) -> Rows:
    """Return what the convex programme is about."""
    straight = joined_straight(web)
    apart = [distances(web, gaps, row, straight, bend_gap) for row in orders]
    lines = [(high, low, _stiffness(web, high, low)) for edges in ties.edges for high, low in edges]
    return Rows(orders, apart, lines, len(web.rank))


def _keep_off_junctions(web: Web, ties: Ties, rows: Rows) -> dict[int, bool]:
    """Let what passes between linked premises stand off the middle, where these meet.

    It stands on the side to which it leads, so that it crosses no more than the premises there; if
    it leads where they do, on the side where fewer are. Returns, by bend, whether it is the right.
    """
    joint = [link >= 0 and web.strands[link].joint for link in web.hung]
    if not any(joint):
        return {}
    rightward: dict[int, bool] = {}
    slot = {vertex: number for row in rows.orders for number, vertex in enumerate(row)}
    upper = {low: high for edges in ties.edges for high, low in edges}
    for row, apart in zip(rows.orders, rows.apart, strict=True):
        boxes = [number for number, vertex in enumerate(row) if vertex < web.boxes]
        for first, last in itertools.pairwise(boxes):
            premise, link = row[first], web.hung[row[first]]
            if last - first < 2 or not joint[premise] or web.hung[row[last]] != link:
                continue
            own = [number for number in boxes if web.hung[row[number]] == link]
            goal = slot[upper.get(premise, premise)]
            most_left = 2 * sum(number <= first for number in own) > len(own)
            for passing in row[first + 1 : last]:
                at = slot[upper.get(passing, passing)]
                rightward[passing] = at > goal or (at == goal and most_left)
            apart[first if rightward[row[(first + last) // 2]] else last - 1] += ASIDE
    return rightward


def _off_junction(
    web: Web, place: Sequence[float], row: Sequence[int], bend: int, rightward: bool
) -> tuple[float, float]:
    """Return between what places a bend keeps to one side of where the premises beside it meet."""
    here = row.index(bend)
    premise = next(vertex for vertex in reversed(row[:here]) if vertex < web.boxes)
    point = rough_point(web, place, web.hung[premise], held=False)
    return (point + ASIDE, math.inf) if rightward else (-math.inf, point - ASIDE)


def _centres(web: Web, gaps: Gaps, ties: Ties, orders: Orders) -> list[float]:
    """Return places for a part that is drawn for the first time."""
    if is_plain(web) and not gaps.framed:
        return _contours(web, gaps)
    rows = _rows(web, gaps, ties, orders)
    rightward = _keep_off_junctions(web, ties, rows)
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
    limits = {
        bend: _off_junction(web, place, orders[web.rank[bend]], bend, right)
        for bend, right in rightward.items()
    }
    for _ in range(STRAIGHTENED if web.below else 1):
        straighten(rows, place, ties.chains, lambda v: max(0.0, web.wide[v] / 2 - 40.0), limits)
    return place


def _guess(web: Web, gaps: Gaps, ties: Ties, orders: Orders) -> list[float]:
    """Return rough places as wide as the widest rank."""
    rough = rough_places(web, ties, web.preorder())
    widest = max(sum(web.wide[v] + gaps.sibling for v in row) for row in orders)
    scale = widest / max(max(rough) - min(rough), 1.0)
    return [place * scale for place in rough]


def _stiffness(web: Web, a: int, b: int) -> float:
    """Return how hard a line pulls: long links most within, so that they run straight (after dot).

    At boxes links besides those of the tree pull little: they are not to tear families apart.
    """
    bends = (a >= web.boxes) + (b >= web.boxes)
    if not bends and web.above[b] == a:
        return 1.0
    return (0.2, 0.4, 8.0)[bends]


def _finished(web: Web, sheet: Sheet, centres: list[float]) -> Part:
    drawn = draw(sheet)
    boxes = [box_of(sheet, centres, box) for box in range(web.boxes)]
    for link in web.sideways:
        drawn.legs[link, 0] = straight_leg(boxes[web.premises(link)[0]], boxes[web.target(link)])
    return Part(web, boxes, drawn)


def box_of(sheet: Sheet, centres: Sequence[float], box: int) -> Box:
    """Return where a box stands, given the centres along the siblings."""
    wide, deep = sheet.web.wide[box], sheet.web.deep[box]
    return Box(centres[box] - wide / 2, sheet.tops[box], wide, deep)


def straight_leg(a: Box, b: Box) -> Curve:
    """Return the line from a box to its neighbour."""
    y = (max(a.y, b.y) + min(a.bottom, b.bottom)) / 2
    ends = (a.right, b.x) if a.x < b.x else (a.x, b.right)
    return line((ends[0], y), (ends[1], y))
