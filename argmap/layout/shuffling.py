"""A rough picture of a part for trying orders of siblings: every leaf as wide as any other.

A box stands over the middle of the leaves below it and a bend where a straight line passes, so a
family in another order moves nothing but its own branches. Crossings are counted pair by pair, for
those pairs of lines that can cross at all.
"""

from collections.abc import Sequence
from typing import Protocol

from argmap.layout.crossings import Ties
from argmap.layout.web import Web
from argmap.model.light_dataclass import dataclass

MANY = 1500
"""From this many pairs on, they are counted with NumPy."""

Pair = tuple[int, int, int, int]
"""Vertices a, b, c, d: two lines cross where a is left of b but c is right of d, or the reverse."""

Chain = tuple[int, int, float]
"""A bend: the boxes between which its line runs straight, and its share of the way."""


class Counter(Protocol):
    """Counts the pairs that cross while branches are moved."""

    def move(self, first: int, end: int, by: float) -> None:
        """Move the boxes of a branch, by their numbers, along the siblings."""

    def count(self) -> int:
        """Return how many pairs cross."""


@dataclass(slots=True)
class Family:
    """The blocks of one family, in the order that is being tried."""

    above: int
    blocks: list[list[int]]

    def row(self) -> list[int]:
        """Return the members, from left to right."""
        return [box for block in self.blocks for box in block]


class Shuffle:
    """The rough places of all vertices, kept right while families change their order."""

    def __init__(self, web: Web, ties: Ties) -> None:
        order = web.preorder()
        self._turn = [0] * web.boxes
        for turn, box in enumerate(order):
            self._turn[box] = turn
        self._leaves, self._size = _branches(web, order)
        self.families = [Family(above, list(blocks)) for above, blocks in web.rows.items()]
        self._left = [0.0] * web.boxes
        for above in [-1, *order]:
            x = self._left[above] if above >= 0 else 0.0
            for box in web.row(above):
                self._left[box] = x
                x += self._leaves[box]
        # Branches are stretches of the order at the start, whatever order is tried.
        place = [self._left[box] + self._leaves[box] / 2 for box in order]
        turns = self._turn
        between = [chain for chain in ties.chains if max(chain[0], chain[2]) < web.boxes]
        chains = [
            (turns[start], turns[end], number / (len(bends) + 1))
            for start, bends, end in between
            for number, _ in enumerate(bends, 1)
        ]
        of = turns + [0] * (len(web.rank) - web.boxes)
        for number, bend in enumerate(bend for _, bends, _ in between for bend in bends):
            of[bend] = web.boxes + number
        pairs = [(of[a], of[b], of[c], of[d]) for a, b, c, d in _pairs(web, ties)]
        few = len(pairs) < MANY
        self.cost = 100 + len(pairs) if few else 300 + len(pairs) // 20
        self._counter: Counter = (FewPairs if few else _many)(place, chains, pairs)

    def put(self, family: Family, blocks: list[list[int]]) -> None:
        """Give a family another order."""
        x = min(self._left[box] for box in family.row())
        family.blocks = blocks
        for box in family.row():
            shift = x - self._left[box]
            if shift:
                self._left[box] = x
                first = self._turn[box]
                self._counter.move(first, first + self._size[box], shift)
            x += self._leaves[box]

    def count(self) -> int:
        """Return how many pairs of lines cross."""
        return self._counter.count()


def _branches(web: Web, order: Sequence[int]) -> tuple[list[int], list[int]]:
    """Return how many leaves and how many boxes the branch of each box has."""
    leaves, size = [0] * web.boxes, [1] * web.boxes
    for box in reversed(order):
        leaves[box] = leaves[box] or 1
        above = web.above[box]
        if above >= 0:
            leaves[above] += leaves[box]
            size[above] += size[box]
    return leaves, size


def _pairs(web: Web, ties: Ties) -> list[Pair]:
    """Return the pairs of lines that can cross: one of them at least is not of the tree."""
    found: list[Pair] = []
    placed = {
        bend for start, bends, end in ties.chains if max(start, end) < web.boxes for bend in bends
    }

    def known(vertex: int) -> bool:
        return vertex < web.boxes or vertex in placed

    for edges, hoops in zip(ties.edges, ties.hoops, strict=True):
        lines = sorted({edge for edge in edges if known(edge[0]) and known(edge[1])})
        tree = [k for k, (a, b) in enumerate(lines) if b < web.boxes and web.above[b] == a]
        plain = set(tree)
        cross = [k for k in range(len(lines)) if k not in plain]
        for number, k in enumerate(cross):
            a, c = lines[k]
            for other in (*tree, *cross[number + 1 :]):
                b, d = lines[other]
                if a != b and c != d:
                    found.append((a, b, c, d))
        for _, bend in lines:
            found.extend((bend, own[0], bend, own[-1]) for own in ties.fences.get(bend, ()))
        for left, right in hoops:
            found.extend(
                (left, high, right, high) for high, _ in lines if high not in (left, right)
            )
    return found


class FewPairs:
    """Places and pairs as plain lists."""

    def __init__(self, place: list[float], chains: Sequence[Chain], pairs: Sequence[Pair]) -> None:
        self._place = place + [0.0] * len(chains)
        self._chains = chains
        self._pairs = pairs
        self._boxes = len(place)

    def move(self, first: int, end: int, by: float) -> None:
        """Move a branch along the siblings."""
        for turn in range(first, end):
            self._place[turn] += by

    def count(self) -> int:
        """Return how many pairs cross, every bend being where a straight line passes."""
        place = self._place
        place[self._boxes :] = [
            place[a] + (place[b] - place[a]) * share for a, b, share in self._chains
        ]
        crossing = [
            1 for a, b, c, d in self._pairs if (place[a] - place[b]) * (place[c] - place[d]) < 0
        ]
        return len(crossing)


def _many(place: list[float], chains: Sequence[Chain], pairs: Sequence[Pair]) -> Counter:
    # Imported here: NumPy is not needed for small maps.
    from argmap.layout.many.pairs import ManyPairs

    return ManyPairs(place, chains, pairs)
