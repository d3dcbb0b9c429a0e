"""A first order of siblings by where their cross links lead: short links cross little.

From the top down each family is ordered so that the links that leave its branches have the least
way to go, counted in leaves passed. Where the far end lies is known by then for all links that
leave the family, since every family above it has its order.
"""

from collections.abc import Sequence
from dataclasses import field

from argmap.layout.crossings import Ties
from argmap.layout.reading import far_ends, shapes
from argmap.layout.web import Web
from argmap.model.light_dataclass import dataclass

ROUNDS = 4
MOST = 24
"""Larger families are only sorted."""


@dataclass(slots=True)
class _Pulls:
    """What pulls at the members of one family.

    `outward` are links that leave it: the member, the link, which end of it; `inner` link two
    members; `inward` lead from a member to the box that the family belongs to.
    """

    outward: list[tuple[int, int, int]] = field(default_factory=list)
    inner: list[tuple[int, int, int]] = field(default_factory=list)
    inward: list[tuple[int, int]] = field(default_factory=list)


def pull(web: Web, ties: Ties) -> None:
    """Put the blocks of every family into an order that keeps the cross links short."""
    ends = [(a, b) for a, b in far_ends(web, ties) if a != b]
    if not ends:
        return
    order = web.preorder()
    leaves = [0] * web.boxes
    for box in reversed(order):
        leaves[box] = leaves[box] or 1
        if web.above[box] >= 0:
            leaves[web.above[box]] += leaves[box]
    pulls = _pulls(web, ends)
    # Whether the second end of a link lies right of the first.
    rightward = [0] * len(ends)
    for above in [-1, *order]:
        if above in pulls:
            _order_family(web, above, leaves, pulls[above], rightward)


def _pulls(web: Web, ends: Sequence[tuple[int, int]]) -> dict[int, _Pulls]:
    pulls: dict[int, _Pulls] = {}
    for link, (a, b) in enumerate(ends):
        trail = {-1: a}
        here = a
        while here >= 0:
            trail[web.above[here]] = here
            here = web.above[here]
        here = b
        while web.above[here] not in trail and here != a:
            pulls.setdefault(web.above[here], _Pulls()).outward.append((here, link, 1))
            here = web.above[here]
        if here == a:
            # The first end is above the second one: the last step leads into its family.
            _turn_inward(web, pulls, a, b, link)
            continue
        meet = web.above[here]
        one = trail[meet]
        if one == here:
            # The second end is above the first one.
            _turn_inward(web, pulls, b, a, link)
            continue
        pulls.setdefault(meet, _Pulls()).inner.append((one, here, link))
        step = a
        while step != one:
            pulls.setdefault(web.above[step], _Pulls()).outward.append((step, link, 0))
            step = web.above[step]
    return pulls


def _turn_inward(web: Web, pulls: dict[int, _Pulls], top: int, low: int, link: int) -> None:
    here = low
    while web.above[here] != top and here >= 0:
        here = web.above[here]
    if here >= 0:
        pulls.setdefault(top, _Pulls()).inward.append((here, link))


def _order_family(
    web: Web, above: int, leaves: Sequence[int], pulls: _Pulls, rightward: list[int]
) -> None:
    blocks = web.rows[above]
    of = {box: k for k, block in enumerate(blocks) for box in block}
    size = [sum(leaves[box] for box in block) for block in blocks]
    count = len(blocks)
    lean = [0] * count
    for box, link, end in pulls.outward:
        lean[of[box]] += rightward[link] if end == 0 else -rightward[link]
    near = [[0] * count for _ in blocks]
    for a, b, _ in pulls.inner:
        if of[a] != of[b]:
            near[of[a]][of[b]] += 1
            near[of[b]][of[a]] += 1
    middle = [0] * count
    for box, _ in pulls.inward:
        middle[of[box]] += 1
    row = _best_row(size, lean, near, middle)
    blocks[:] = [blocks[k] for k in row]
    if any(len(block) > 1 for block in blocks):
        blocks[:] = _turned(web, blocks, leaves, pulls, rightward)
    slot = {box: number for number, box in enumerate(web.row(above))}
    for a, b, link in pulls.inner:
        rightward[link] = 1 if slot[a] < slot[b] else -1


def _turned(
    web: Web,
    blocks: list[list[int]],
    leaves: Sequence[int],
    pulls: _Pulls,
    rightward: Sequence[int],
) -> list[list[int]]:
    """Return the blocks, each in that order of its members which keeps the links shortest."""
    place = {box: k for k, block in enumerate(blocks) for box in block}
    lean = dict.fromkeys(place, 0)
    for box, link, end in pulls.outward:
        lean[box] += rightward[link] if end == 0 else -rightward[link]
    near: dict[tuple[int, int], int] = {}
    for a, b, _ in pulls.inner:
        if place[a] == place[b]:
            near[a, b] = near[b, a] = near.get((a, b), 0) + 1
        else:
            step = 1 if place[a] < place[b] else -1
            lean[a] += step
            lean[b] -= step
    found = []
    for block in blocks:
        if len(block) == 1:
            found.append(block)
            continue
        ways = []
        for number, shape in enumerate(shapes(web, block)):
            size = [leaves[box] for box in shape]
            leans = [lean[box] for box in shape]
            nears = [[near.get((a, b), 0) for b in shape] for a in shape]
            way = _way(range(len(shape)), size, leans, nears, [0] * len(shape))
            ways.append((way, number, shape))
        found.append(min(ways)[2])
    return found


def _best_row(
    size: Sequence[int], lean: Sequence[int], near: Sequence[Sequence[int]], middle: Sequence[int]
) -> list[int]:
    """Return an order of blocks in which what pulls at them has the least way to go."""
    row = sorted(range(len(size)), key=lambda k: (lean[k] / size[k], k))
    if len(row) > MOST:
        return row
    best = min((_way(r, size, lean, near, middle), r) for r in (list(range(len(size))), row))
    if not any(middle) and not any(map(any, near)):
        return best[1]  # what is only pulled outward has no shorter way than in that order
    for _ in range(ROUNDS):
        before = best[0]
        for block in list(best[1]):
            rest = [k for k in best[1] if k != block]
            for place in range(len(size)):
                tried = [*rest[:place], block, *rest[place:]]
                way = _way(tried, size, lean, near, middle)
                if way < best[0]:
                    best = way, tried
        if best[0] == before:
            break
    return best[1]


def _way(
    row: Sequence[int],
    size: Sequence[int],
    lean: Sequence[int],
    near: Sequence[Sequence[int]],
    middle: Sequence[int],
) -> float:
    total, x = 0.0, 0.0
    centre = sum(size) / 2
    seen: list[tuple[int, float]] = []
    for k in row:
        here = x + size[k] / 2
        x += size[k]
        total -= lean[k] * here
        if middle[k]:
            total += middle[k] * abs(here - centre)
        pulls = near[k]
        for other, there in seen:
            if pulls[other]:
                total += pulls[other] * (here - there)
        seen.append((k, here))
    return total
