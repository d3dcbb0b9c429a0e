"""The order of siblings where lines cross: which blocks of a family should change places.

The order of the file stands unless another one has fewer crossings. First blocks are drawn towards
the far ends of their cross links, then each block tries every place of its family. The search stops
after a fixed amount of work.
"""

from collections.abc import Callable

from argmap.layout.crossings import Orders, Ties, crossings, rough_orders, sift, spread
from argmap.layout.web import Web

SEARCH_WORK = 500_000
"""How many edges the search may count crossings over, in all."""
SETTLING = 40
"""How many times the work of a rough count a settled one is taken to be."""
PULLS = 6
ROUNDS = 8

Rows = dict[int, list[list[int]]]


def best_orders(web: Web, ties: Ties) -> Orders:
    """Return orders with few crossings; the rows of the web are left in the order found."""
    orders = settled_orders(web, ties)
    if crossings(ties, orders) == 0:
        return orders
    contenders = [_copied(web.rows)]
    _pull(web, ties)
    contenders.append(_copied(web.rows))
    budget = SEARCH_WORK // len(contenders)
    best: tuple[int, Orders, Rows] | None = None
    for rows in contenders:
        web.rows = rows
        _search(web, ties, budget, _rough_count)
        _search(web, ties, budget // SETTLING, _settled_count)
        orders = settled_orders(web, ties)
        count = crossings(ties, orders)
        if best is None or count < best[0]:
            best = (count, orders, _copied(web.rows))
    assert best is not None
    web.rows = best[2]
    return best[1]


def settled_orders(web: Web, ties: Ties) -> Orders:
    """Return orders that keep the siblings as they stand; only bends look for their place."""
    orders = rough_orders(web, ties)
    if len(web.rank) > web.boxes:
        sift(web, ties, orders)
    return orders


def _copied(rows: Rows) -> Rows:
    return {above: [list(block) for block in blocks] for above, blocks in rows.items()}


def _pull(web: Web, ties: Ties) -> None:
    """Sort blocks by the mean place of the far ends of their cross links; keep the best."""
    ends = [(start, end) for start, end in _far_ends(web, ties) if start != end]
    if not ends:
        return
    best: tuple[float, Rows] | None = None
    for _ in range(PULLS):
        place = spread(web, web.preorder())
        span = sum(abs(place[a] - place[b]) for a, b in ends)
        if best is None or span < best[0]:
            best = (span, _copied(web.rows))
        total, count = _pulls(web, ends, place)
        for blocks in web.rows.values():
            keys = [
                sum(total[b] if count[b] else place[b] for b in block)
                / sum(count[b] or 1 for b in block)
                for block in blocks
            ]
            order = sorted(range(len(blocks)), key=keys.__getitem__)
            blocks[:] = [blocks[k] for k in order]
    if best is not None:
        web.rows = best[1]


def _far_ends(web: Web, ties: Ties) -> list[tuple[int, int]]:
    """Return the boxes at both ends of every line that leaves its family."""
    pairs = [
        (high, low)
        for edges in ties.edges
        for high, low in edges
        if low < web.boxes and high < web.boxes and web.above[low] != high
    ]
    pairs.extend(pair for hoops in ties.hoops for pair in hoops)
    pairs.extend((start, end) for start, _, end in ties.chains)
    return [(a, b) for a, b in pairs if a < web.boxes and b < web.boxes]


def _pulls(
    web: Web, ends: list[tuple[int, int]], place: list[float]
) -> tuple[list[float], list[int]]:
    """Sum up, for every box, the places to which the cross links of its branch lead."""
    total = [0.0] * web.boxes
    count = [0] * web.boxes
    for a, b in ends:
        total[a] += place[b]
        total[b] += place[a]
        count[a] += 1
        count[b] += 1
    for box in reversed(web.preorder()):
        if web.above[box] >= 0:
            total[web.above[box]] += total[box]
            count[web.above[box]] += count[box]
    return total, count


def _rough_count(web: Web, ties: Ties) -> int:
    """Count crossings with bends where straight lines would pass: quick, and mostly right."""
    return crossings(ties, rough_orders(web, ties))


def _settled_count(web: Web, ties: Ties) -> int:
    """Count crossings with every bend at its best place."""
    return crossings(ties, settled_orders(web, ties))


Count = Callable[[Web, Ties], int]


def _search(web: Web, ties: Ties, budget: int, count: Count) -> None:
    """Try every place for every block that lines leave, until nothing improves."""
    cost = max(1, sum(len(edges) for edges in ties.edges))
    left = budget // cost
    least = count(web, ties)
    touched = _touched(web, ties)
    for _ in range(ROUNDS):
        before = least
        for above in sorted(web.rows):
            blocks = web.rows[above]
            if len(blocks) < 2:
                continue
            for block in list(blocks):
                if left <= 0 or least == 0:
                    return
                if any(box in touched for box in block):
                    least, spent = _best_place(web, ties, (above, block), (least, count))
                    left -= spent
        if least == before:
            return


def _touched(web: Web, ties: Ties) -> set[int]:
    """Return the boxes whose branch a cross link starts from or leads to, and their siblings."""
    touched: set[int] = set()
    for pair in _far_ends(web, ties):
        for end in pair:
            box = end
            while box >= 0 and box not in touched:
                touched.add(box)
                box = web.above[box]
    return touched


def _best_place(
    web: Web, ties: Ties, where: tuple[int, list[int]], so_far: tuple[int, Count]
) -> tuple[int, int]:
    """Put a block where the count is least; return it and how often was counted."""
    (above, block), (least, count) = where, so_far
    blocks = web.rows[above]
    home = blocks.index(block)
    rest = blocks[:home] + blocks[home + 1 :]
    best = home
    for place in sorted(range(len(blocks)), key=lambda place: abs(place - home)):
        if place == home:
            continue
        blocks[:] = [*rest[:place], block, *rest[place:]]
        found = count(web, ties)
        if found < least:
            best, least = place, found
    blocks[:] = [*rest[:best], block, *rest[best:]]
    return least, len(blocks) - 1
