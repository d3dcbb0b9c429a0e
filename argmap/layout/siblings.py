"""The order of siblings where lines cross: which blocks of a family should change places.

The order of the file stands unless another one saves crossings that are worth it. Blocks are first
drawn towards the far ends of their cross links, or not; then a search goes from either order. The
best orders that it comes upon are drawn in full, improved once more, and compared. Where lines led
along their best ways still cross in the one that is chosen, a few more are tried with all so led.
"""

from argmap.layout.crossings import Orders, Ties, crossings, rough_orders, sift
from argmap.layout.leading import Leading
from argmap.layout.net import net_of
from argmap.layout.pulling import pull
from argmap.layout.reading import WORTH, Reading, copied, far_ends, places, touched
from argmap.layout.sibling_search import Found, Memory, Search
from argmap.layout.web import Web

WORK = 4_000_000
"""How many pairs of lines the search may look at, in all."""
WORK_PER_BOX = 12_000
"""The same for each box: small maps find their order early, and are waited for."""
LAST_WORK = 120_000
"""How many lines may be looked at, in all, while the best are improved as they are drawn."""
LED_WORK = 60_000
"""How many slots and lines may be looked at, in all, while lines are led anew in further orders."""
LAST_SLOTS = 800_000
"""How many slots bends may be tried in meanwhile: where many long links cross there are many."""
FINALISTS = 4
FEW = 0.02
"""With fewer links across it than this for each box, a big part may well keep its order."""
SEARCHED, TRIED = 400, 1500
"""Parts of more boxes than the first are searched once, and not drawn for it; those of more than
the second are not searched: siblings are only drawn towards their links."""
PAIRS = 1_500_000
"""Nor are those searched in which more pairs of lines than this could cross."""


def best_orders(web: Web, ties: Ties) -> Orders:
    """Return orders with few crossings; the rows of the web are left in the order found."""
    if web.boxes > SEARCHED or not _searchable(web, ties):
        return _pulled(web, ties)
    orders = settled_orders(web, ties)
    count = crossings(ties, orders)
    if count == 0:
        return orders
    reading = Reading(web)
    best, chosen = WORTH * count, (orders, copied(web.rows))
    finalists = _searched(web, ties, reading)[: _tries(web, orders)]
    lines = max(1, sum(len(edges) for edges in ties.edges))
    tries = min(LAST_WORK // lines, _tries(web, orders)) // len(finalists)
    for found in finalists:
        web.rows = copied(found.rows)
        last = _Last(web, ties, reading, tries)
        last.improve()
        last.restore()
        cost = WORTH * last.count + reading.whole_cost(web.rows)
        if cost < best:
            best, chosen = cost, (last.orders, copied(web.rows))
    web.rows = chosen[1]
    as_led = _AsLed(web, ties, reading, LED_WORK)
    as_led.improve()
    return as_led.orders


def _pulled(web: Web, ties: Ties) -> Orders:
    """Return orders with siblings drawn towards their links where that is worth it.

    Where many links cross the map it always is.
    """
    links = len(far_ends(web, ties))
    if links > FEW * web.boxes and web.boxes > TRIED:
        pull(web, ties)
    elif links:
        _pull_if_worth(web, ties)
    return settled_orders(web, ties)


def _searchable(web: Web, ties: Ties) -> bool:
    """Tell whether a part is small enough to search orders, pairs of lines that cross counted."""
    if web.boxes > TRIED:
        return False
    plain = [
        sum(b < web.boxes and web.above[b] == a for a, b in edges if a < web.boxes)
        for edges in ties.edges
    ]
    cross = [len(edges) - tree for edges, tree in zip(ties.edges, plain, strict=True)]
    return sum(n * (n // 2 + tree) for n, tree in zip(cross, plain, strict=True)) <= PAIRS


def _pull_if_worth(web: Web, ties: Ties) -> None:
    reading = Reading(web)
    file = copied(web.rows)
    before = crossings(ties, rough_orders(web, ties))
    pull(web, ties)
    after = crossings(ties, rough_orders(web, ties))
    if WORTH * (before - after) < reading.whole_cost(web.rows):
        web.rows = file
    if _searchable(web, ties):
        search = Search(web, ties, reading, Memory(web, reading))
        web.rows = copied(search.run(WORK)[-1].rows)


def settled_orders(web: Web, ties: Ties) -> Orders:
    """Return orders that keep the siblings as they stand; only bends look for their place."""
    orders = rough_orders(web, ties)
    if len(web.rank) > web.boxes:
        sift(web, ties, orders)
    return orders


def _searched(web: Web, ties: Ties, reading: Reading) -> list[Found]:
    """Return the best orders of siblings that a search from two starts comes upon."""
    starts = [copied(web.rows)]
    pull(web, ties)
    starts.append(copied(web.rows))
    found: list[Found] = []
    work = min(WORK, WORK_PER_BOX * web.boxes)
    memory = Memory(web, reading)
    for rows in starts:
        web.rows = copied(rows)
        found.extend(Search(web, ties, reading, memory).run(work // len(starts)))
    found.sort(key=lambda one: one.cost)
    chosen: list[Found] = []
    for one in found:
        if all(one.rows != other.rows for other in chosen):
            chosen.append(one)
    return chosen[:FINALISTS]


def _tries(web: Web, orders: Orders) -> int:
    """Return in how many orders of siblings bends may look for their places, one at least."""
    slots = [len(orders[rank]) for rank in web.rank[web.boxes :]]
    return max(1, LAST_SLOTS // max(1, sum(slots)))


class _Last:
    """The last look at an order: crossings are counted with every bend at its best place."""

    def __init__(self, web: Web, ties: Ties, reading: Reading, tries: int) -> None:
        self.web, self.ties, self.reading = web, ties, reading
        self.left = self.restored = tries
        self.orders, self.count = self._look()

    def _look(self) -> tuple[Orders, int]:
        """Return the orders with siblings as they stand, and how many lines cross."""
        orders = settled_orders(self.web, self.ties)
        return orders, crossings(self.ties, orders)

    def improve(self) -> None:
        """Try places for blocks that lines leave until nothing improves or the work is done."""
        within = touched(self.web, self.ties)
        before = self.count + 1
        while self.count < before and self.left > 0:
            before = self.count
            for above in sorted(self.web.rows):
                for block in list(self.web.rows[above]):
                    if not self.count:
                        return
                    if not within.isdisjoint(block):
                        self._try(above, places(self.web, self.web.rows[above], block))

    def restore(self) -> None:
        """Put families back into the order of the file where another is not worth it."""
        changed = [above for above, row in self.reading.rows.items() if self.web.rows[above] != row]
        for above in changed[: self.restored]:
            self.left += 1
            self._try(above, [[list(block) for block in self.reading.rows[above]]])

    def _try(self, above: int, tries: list[list[list[int]]]) -> None:
        """Take the first of some orders of a family that is better, and go on from there."""
        kept = self.web.rows[above]
        for blocks in tries:
            if self.left <= 0:
                break
            self.left -= 1
            self.web.rows[above] = blocks
            orders, count = self._look()
            gain = self.reading.cost(above, kept) - self.reading.cost(above, blocks)
            if WORTH * (count - self.count) < gain:
                kept, self.orders, self.count = blocks, orders, count
        self.web.rows[above] = kept


class _AsLed(_Last):
    """The same, with every line led along its best way; `left` is in slots and lines."""

    def _look(self) -> tuple[Orders, int]:
        orders, count = super()._look()
        if count:
            leading = Leading(net_of(self.web, self.ties, orders))
            count -= leading.improve()
            self.left -= leading.spent
        return orders, count
