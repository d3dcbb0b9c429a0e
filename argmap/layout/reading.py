"""What the order of siblings is worth: how a family may be ordered, and what an order costs.

The order of the file is how the map is meant to be read. Large branches that change places cost
more than small ones, since they are what a reader looks for.
"""

from argmap.layout.crossings import Ties
from argmap.layout.flanks import bundle_of, flanked, hosts_in
from argmap.layout.web import Web, is_linked

Rows = dict[int, list[list[int]]]

WORTH = 10
"""What a crossing costs; two leaves that change places cost 1."""


class Reading:
    """The order of the file, and what other orders cost."""

    def __init__(self, web: Web) -> None:
        self.rows = copied(web.rows)
        self._place = [0] * web.boxes
        self._size = [1] * web.boxes
        for place, box in enumerate(web.preorder()):
            self._place[box] = place
        for box in reversed(web.preorder()):
            if web.above[box] >= 0:
                self._size[web.above[box]] += self._size[box]

    def cost(self, above: int, blocks: list[list[int]]) -> int:
        """Return what it costs that a family does not stand in the order of the file."""
        if blocks == self.rows[above]:
            return 0
        row = [box for block in blocks for box in block]
        return sum(
            min(self._size[a], self._size[b]).bit_length()
            for k, a in enumerate(row)
            for b in row[k + 1 :]
            if self._place[a] > self._place[b]
        )

    def whole_cost(self, rows: Rows) -> int:
        """Return what it costs that families do not stand in the order of the file."""
        return sum(self.cost(above, blocks) for above, blocks in rows.items())


def copied(rows: Rows) -> Rows:
    """Return the same orders in lists of their own."""
    return {above: [list(block) for block in blocks] for above, blocks in rows.items()}


def places(web: Web, blocks: list[list[int]], block: list[int]) -> list[list[list[int]]]:
    """Return the orders of a family in which one block stands elsewhere or otherwise."""
    home = blocks.index(block)
    rest = blocks[:home] + blocks[home + 1 :]
    places = sorted(range(len(blocks)), key=lambda place: abs(place - home))
    orders = [
        [*rest[:place], shape, *rest[place:]] for shape in shapes(web, block) for place in places
    ]
    return orders[1:]


def shapes(web: Web, block: list[int]) -> list[list[int]]:
    """Return the orders that a block may have: its own, turned round, one of its members moved.

    Turned round, all who stand beside someone still do, as does one that bears on a link and
    changes sides, with those who must stand where it does. Linked premises may stand in any order.
    """
    shapes = [block]
    if len(block) > 1:
        shapes.append(block[::-1])
    if len(block) > 2 and is_linked(web, block):
        for home, box in enumerate(block):
            rest = block[:home] + block[home + 1 :]
            shapes.extend([*rest[:place], box, *rest[place:]] for place in range(len(block)))
    elif len(block) > 2:
        others = (_on_the_other_side(web, block, box) for box in block)
        shapes.extend(shape for shape in others if shape and _keeps_straight(web, shape))
    return [shape for k, shape in enumerate(shapes) if shape not in shapes[:k]]


def _on_the_other_side(web: Web, block: list[int], box: int) -> list[int] | None:
    """Return a block with one that bears on a link on the other side of its host.

    Those with whom it stands together go along.
    """
    hosts = hosts_in(web, block)
    host = hosts.get(box, -1)
    if host < 0:
        return None
    bundle = bundle_of(web, box, host)
    along = [o for o, on in hosts.items() if on == host and bundle_of(web, o, on) == bundle]
    if not set(along).isdisjoint(hosts.values()):
        return None
    rest = [other for other in block if other not in along]
    leftward = block.index(box) > block.index(host)
    shape = flanked(web, [*along[::-1], *rest] if leftward else [*rest, *along[::-1]])
    return None if shape == block else shape


def _keeps_straight(web: Web, shape: list[int]) -> bool:
    """Tell whether those that a link joins straight, side to side, are neighbours in a block."""
    place = {box: number for number, box in enumerate(shape)}
    ends = ((web.premises(link)[0], web.target(link)) for link in web.sideways)
    return all(abs(place[a] - place[b]) == 1 for a, b in ends if a in place and b in place)


def far_ends(web: Web, ties: Ties) -> list[tuple[int, int]]:
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


def touched(web: Web, ties: Ties) -> set[int]:
    """Return the boxes whose branch a cross link starts from or leads to."""
    found: set[int] = set()
    for pair in far_ends(web, ties):
        for end in pair:
            box = end
            while box >= 0 and box not in found:
                found.add(box)
                box = web.above[box]
    return found
