"""The order of siblings where lines cross: which blocks of a family should change places.

The order of the file stands unless another one has fewer crossings. Blocks are first drawn towards
the far ends of their cross links; then each tries every place of its family, again and again from
orders shaken a little. The search stops after a fixed amount of work.
"""

from dataclasses import dataclass

from argmap.layout.crossings import Orders, Ties, crossings, rough_orders, sift, spread
from argmap.layout.shuffling import Family, Shuffle
from argmap.layout.web import Web, is_linked

WORK = 4_000_000
"""How many pairs of lines the search may look at, in all."""
SHAKES = 60
FINALISTS = 4
"""How many of the orders found are drawn in full to see which is best."""
LAST_WORK = 120_000
"""How many lines may be looked at, in all, while the best is improved as it is drawn in full."""
PULLS = 6

Rows = dict[int, list[list[int]]]


@dataclass(slots=True)
class Found:
    """An order of siblings, and how good the search takes it to be."""

    count: int
    rows: Rows


def best_orders(web: Web, ties: Ties) -> Orders:
    """Return orders with few crossings; the rows of the web are left in the order found."""
    orders = settled_orders(web, ties)
    least = crossings(ties, orders)
    best = least, orders, _copied(web.rows)
    if least == 0:
        return orders
    finalists = _searched(web, ties)
    for found in finalists:
        web.rows = _copied(found.rows)
        count, orders = _improved(web, ties, LAST_WORK // len(finalists))
        if count < best[0]:
            best = count, orders, _copied(web.rows)
    web.rows = best[2]
    return best[1]


def _improved(web: Web, ties: Ties, work: int) -> tuple[int, Orders]:
    """Try places for blocks with every bend settled, which is slow and right; change the web."""
    orders = settled_orders(web, ties)
    best = crossings(ties, orders), orders
    left = work // max(1, sum(len(edges) for edges in ties.edges))
    touched = _touched(web, ties)
    before = best[0] + 1
    while best[0] < before:
        before = best[0]
        for above in sorted(web.rows):
            for block in list(web.rows[above]):
                if not touched.isdisjoint(block):
                    blocks = web.rows[above]
                    kept = blocks
                    for order in _places(web, blocks, block):
                        if left <= 0 or best[0] == 0:
                            web.rows[above] = kept
                            return best
                        left -= 1
                        web.rows[above] = order
                        orders = settled_orders(web, ties)
                        count = crossings(ties, orders)
                        if count < best[0]:
                            best, kept = (count, orders), order
                    web.rows[above] = kept
    return best


def _places(web: Web, blocks: list[list[int]], block: list[int]) -> list[list[list[int]]]:
    """Return the orders of a family in which one block stands elsewhere or otherwise."""
    home = blocks.index(block)
    rest = blocks[:home] + blocks[home + 1 :]
    places = sorted(range(len(blocks)), key=lambda place: abs(place - home))
    orders = [
        [*rest[:place], shape, *rest[place:]] for shape in _shapes(web, block) for place in places
    ]
    return orders[1:]


def settled_orders(web: Web, ties: Ties) -> Orders:
    """Return orders that keep the siblings as they stand; only bends look for their place."""
    orders = rough_orders(web, ties)
    if len(web.rank) > web.boxes:
        sift(web, ties, orders)
    return orders


def _copied(rows: Rows) -> Rows:
    return {above: [list(block) for block in blocks] for above, blocks in rows.items()}


def _searched(web: Web, ties: Ties) -> list[Found]:
    """Return the best orders of siblings that a search from two starts comes upon."""
    starts = [_copied(web.rows)]
    _pull(web, ties)
    starts.append(_copied(web.rows))
    found: list[Found] = []
    for rows in starts:
        web.rows = rows
        _Search(web, ties, WORK // len(starts), found).run()
    found.sort(key=lambda one: one.count)
    chosen: list[Found] = []
    for one in found:
        if all(one.rows != other.rows for other in chosen):
            chosen.append(one)
    return chosen[:FINALISTS]


class _Search:
    """One search, from the order that the web has."""

    def __init__(self, web: Web, ties: Ties, work: int, found: list[Found]) -> None:
        self.shuffle = Shuffle(web, ties)
        self.left = work
        self.found = found
        self.web = web
        touched = _touched(web, ties)
        self.families = [
            family
            for family in self.shuffle.families
            if sum(box in touched for box in family.row()) and len(family.row()) > 1
        ]
        self.dice = 1

    def run(self) -> None:
        """Improve the order until nothing improves; then shake it and improve it again."""
        least = self._improve(self._count(), self.families)
        best = least, self._order()
        self._note(least)
        for _ in range(SHAKES if self.families else 0):
            if self.left <= 0 or best[0] == 0:
                break
            shaken = [self._drawn() for _ in range(3)]
            for family in shaken:
                self.shuffle.put(family, self._shaken(family))
            least = self._improve(self._count(), self.families)
            if least <= best[0]:
                if least < best[0]:
                    self._note(least)
                best = least, self._order()
            else:
                self._restore(best[1])

    def _note(self, count: int) -> None:
        rows = _copied(self.web.rows)
        for family in self.shuffle.families:
            rows[family.above] = [list(block) for block in family.blocks]
        self.found.append(Found(count, rows))

    def _order(self) -> list[list[list[int]]]:
        return [family.blocks for family in self.families]

    def _restore(self, order: list[list[list[int]]]) -> None:
        for family, blocks in zip(self.families, order, strict=True):
            if family.blocks != blocks:
                self.shuffle.put(family, blocks)

    def _count(self) -> int:
        self.left -= self.shuffle.cost
        return self.shuffle.count()

    def _drawn(self) -> Family:
        return self.families[self._random(len(self.families))]

    def _random(self, below: int) -> int:
        """Return the next of a fixed row of numbers that look random (Lehmer, 1951)."""
        self.dice = self.dice * 48271 % 2147483647
        return self.dice % below

    def _shaken(self, family: Family) -> list[list[int]]:
        blocks = list(family.blocks)
        block = blocks.pop(self._random(len(blocks)))
        blocks.insert(self._random(len(blocks) + 1), block[:: 1 - 2 * self._random(2)])
        return blocks

    def _improve(self, least: int, families: list[Family]) -> int:
        """Try every place for every block until nothing improves; return the count."""
        before = least + 1
        while least < before:
            before = least
            for family in families:
                for block in list(family.blocks):
                    if self.left <= 0 or least == 0:
                        return least
                    least = self._best_place(family, block, least)
        return least

    def _best_place(self, family: Family, block: list[int], least: int) -> int:
        """Put a block where the count is least and return it."""
        best = family.blocks
        for order in _places(self.web, best, block):
            self.shuffle.put(family, order)
            found = self._count()
            if found < least:
                best, least = order, found
        self.shuffle.put(family, best)
        return least


def _shapes(web: Web, block: list[int]) -> list[list[int]]:
    """Return the orders that a block may have: its own, turned round, one linked premise moved.

    Turned round, all who stand beside someone still do.
    """
    shapes = [block]
    if len(block) > 1:
        shapes.append(block[::-1])
    if len(block) > 2 and is_linked(web, block):
        for home, box in enumerate(block):
            rest = block[:home] + block[home + 1 :]
            shapes.extend([*rest[:place], box, *rest[place:]] for place in range(len(block)))
    return [shape for k, shape in enumerate(shapes) if shape not in shapes[:k]]


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


def _touched(web: Web, ties: Ties) -> set[int]:
    """Return the boxes whose branch a cross link starts from or leads to."""
    touched: set[int] = set()
    for pair in _far_ends(web, ties):
        for end in pair:
            box = end
            while box >= 0 and box not in touched:
                touched.add(box)
                box = web.above[box]
    return touched
