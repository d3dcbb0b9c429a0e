"""The search for an order of siblings: every block tries every place, shaken and tried again.

It counts crossings on the rough picture of `shuffling` and stops after a fixed amount of work; what
looks random comes from a fixed row of numbers.
"""

from argmap.layout.crossings import Ties
from argmap.layout.reading import WORTH, Reading, Rows, copied, places, touched
from argmap.layout.shuffling import Family, Shuffle
from argmap.layout.web import Web
from argmap.model.light_dataclass import dataclass

SHAKES = 60
SHAKEN = 3
"""How many families are shaken at a time."""


@dataclass(slots=True)
class Found:
    """An order of siblings, and what it costs as far as the search can tell."""

    cost: int
    rows: Rows


class Search:
    """One search, from the order that the web has."""

    def __init__(self, web: Web, ties: Ties, reading: Reading) -> None:
        self._web, self._reading = web, reading
        self._shuffle = Shuffle(web, ties)
        within = touched(web, ties)
        self._families = [
            family
            for family in self._shuffle.families
            if len(family.row()) > 1 and not within.isdisjoint(family.row())
        ]
        self._left = 0
        self._dice = 1
        self._crossings = 0

    def run(self, work: int) -> list[Found]:
        """Improve the order until nothing improves; shake it and improve it again."""
        self._left = work
        self._improve()
        found = [self._found()]
        best = self._order()
        for _ in range(SHAKES if self._families else 0):
            if self._left <= 0 or found[-1].cost == 0:
                break
            for _ in range(SHAKEN):
                family = self._families[self._random(len(self._families))]
                self._shuffle.put(family, self._shaken(family))
            self._improve()
            now = self._found()
            if now.cost < found[-1].cost:
                best = self._order()
                found.append(now)
            else:
                self._restore(best)
        return found

    def _found(self) -> Found:
        rows = copied(self._web.rows)
        for family in self._families:
            rows[family.above] = [list(block) for block in family.blocks]
        return Found(WORTH * self._crossings + self._reading.whole_cost(rows), rows)

    def _order(self) -> list[list[list[int]]]:
        return [family.blocks for family in self._families]

    def _restore(self, order: list[list[list[int]]]) -> None:
        for family, blocks in zip(self._families, order, strict=True):
            if family.blocks != blocks:
                self._shuffle.put(family, blocks)

    def _count(self) -> int:
        self._left -= self._shuffle.cost
        return self._shuffle.count()

    def _random(self, below: int) -> int:
        """Return the next of a fixed row of numbers that look random (Lehmer, 1951)."""
        self._dice = self._dice * 48271 % 2147483647
        return self._dice % below

    def _shaken(self, family: Family) -> list[list[int]]:
        blocks = list(family.blocks)
        block = blocks.pop(self._random(len(blocks)))
        blocks.insert(self._random(len(blocks) + 1), block[:: 1 - 2 * self._random(2)])
        return blocks

    def _improve(self) -> None:
        """Try every place for every block until nothing improves."""
        self._crossings = self._count()
        better = True
        while better:
            better = False
            for family in self._families:
                for block in list(family.blocks):
                    if self._left <= 0 or self._crossings == 0:
                        return
                    better = self._best_place(family, block) or better

    def _best_place(self, family: Family, block: list[int]) -> bool:
        """Put a block where it costs least; tell whether that is a new place."""
        start = best = family.blocks
        base = self._reading.cost(family.above, start)
        least = WORTH * self._crossings
        for blocks in places(self._web, start, block):
            self._shuffle.put(family, blocks)
            count = self._count()
            cost = WORTH * count + self._reading.cost(family.above, blocks) - base
            if cost < least:
                best, least, self._crossings = blocks, cost, count
        self._shuffle.put(family, best)
        return best is not start
