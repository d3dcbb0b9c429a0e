"""The search for an order of siblings: every block tries every place, shaken and tried again.

It counts crossings on the rough picture of `shuffling` and stops after a fixed amount of work;
what looks random comes from a fixed row of numbers. Most orders come up again and again, so the
crossings of an order are remembered, and branches are moved only to count those of a new one.
"""

from argmap.layout.crossings import Ties
from argmap.layout.reading import WORTH, Reading, Rows, copied, places, touched
from argmap.layout.shuffling import Shuffle
from argmap.layout.web import Web
from argmap.model.light_dataclass import dataclass

SHAKES = 60
SHAKEN = 3
"""How many families are shaken at a time."""
REMEMBERED = 20_000
"""Of how many orders, at most, the crossings are remembered."""

Order = tuple[tuple[int, ...], ...]
"""The blocks of a family, as a key."""


@dataclass(slots=True)
class Found:
    """An order of siblings, and what it costs as far as the search can tell."""

    cost: int
    rows: Rows


@dataclass(slots=True)
class Try:
    """An order of one family, its number among all orders seen, and what it costs a reader."""

    blocks: list[list[int]]
    number: int
    cost: int


class Memory:
    """What is known of orders: it holds for every search in the same web."""

    def __init__(self, web: Web, reading: Reading) -> None:
        self._web, self._reading = web, reading
        self.crossings: dict[tuple[int, ...], int] = {}
        """By the numbers of the orders of all families."""
        self._orders: dict[tuple[int, Order], Try] = {}
        self._places: dict[tuple[int, tuple[int, ...]], list[Try]] = {}

    def order(self, above: int, blocks: list[list[int]]) -> Try:
        """Return what is known of an order of a family."""
        key = (above, tuple(map(tuple, blocks)))
        known = self._orders.get(key)
        if known is None:
            cost = self._reading.cost(above, blocks)
            known = self._orders[key] = Try(blocks, len(self._orders), cost)
        return known

    def places(self, above: int, order: Try, block: list[int]) -> list[Try]:
        """Return the orders of a family in which one block stands elsewhere or otherwise."""
        key = (order.number, tuple(block))
        known = self._places.get(key)
        if known is None:
            orders = places(self._web, order.blocks, block)
            known = self._places[key] = [self.order(above, blocks) for blocks in orders]
        return known


class Search:
    """One search, from the order that the web has."""

    def __init__(self, web: Web, ties: Ties, reading: Reading, memory: Memory) -> None:
        self._web, self._reading, self._memory = web, reading, memory
        self._shuffle = Shuffle(web, ties)
        within = touched(web, ties)
        self._families = [
            family
            for family in self._shuffle.families
            if len(family.row()) > 1 and not within.isdisjoint(family.row())
        ]
        self._orders = [memory.order(family.above, family.blocks) for family in self._families]
        self._left = 0
        self._dice = 1
        self._crossings = 0

    def run(self, work: int) -> list[Found]:
        """Improve the order until nothing improves; shake it and improve it again."""
        self._left = work
        self._improve()
        found = [self._found()]
        best = list(self._orders)
        for _ in range(SHAKES if self._families else 0):
            if self._left <= 0 or found[-1].cost == 0:
                break
            for _ in range(SHAKEN):
                number = self._random(len(self._families))
                self._orders[number] = self._shaken(number)
            self._improve()
            now = self._found()
            if now.cost < found[-1].cost:
                best = list(self._orders)
                found.append(now)
            else:
                self._orders = list(best)
        return found

    def _found(self) -> Found:
        rows = copied(self._web.rows)
        for family, order in zip(self._families, self._orders, strict=True):
            rows[family.above] = [list(block) for block in order.blocks]
        return Found(WORTH * self._crossings + self._reading.whole_cost(rows), rows)

    def _count(self) -> int:
        """Return how many pairs of lines cross in the order that is tried."""
        self._left -= self._shuffle.cost
        known = self._memory.crossings
        key = tuple([order.number for order in self._orders])
        count = known.get(key)
        if count is None:
            for family, order in zip(self._families, self._orders, strict=True):
                if family.blocks is not order.blocks:
                    self._shuffle.put(family, order.blocks)
            count = self._shuffle.count()
            if len(known) < REMEMBERED:
                known[key] = count
        return count

    def _random(self, below: int) -> int:
        """Return the next of a fixed row of numbers that look random (Lehmer, 1951)."""
        self._dice = self._dice * 48271 % 2147483647
        return self._dice % below

    def _shaken(self, number: int) -> Try:
        blocks = list(self._orders[number].blocks)
        block = blocks.pop(self._random(len(blocks)))
        blocks.insert(self._random(len(blocks) + 1), block[:: 1 - 2 * self._random(2)])
        return self._memory.order(self._families[number].above, blocks)

    def _improve(self) -> None:
        """Try every place for every block until nothing improves."""
        self._crossings = self._count()
        better = True
        while better:
            better = False
            for number, order in enumerate(self._orders):
                for block in list(order.blocks):
                    if self._left <= 0 or self._crossings == 0:
                        return
                    better = self._best_place(number, block) or better

    def _best_place(self, number: int, block: list[int]) -> bool:
        """Put a block of a family where it costs least; tell whether that is a new place."""
        start = best = self._orders[number]
        least = WORTH * self._crossings
        for order in self._memory.places(self._families[number].above, start, block):
            self._orders[number] = order
            count = self._count()
            cost = WORTH * count + order.cost - start.cost
            if cost < least:
                best, least, self._crossings = order, cost, count
        self._orders[number] = best
        return best is not start
