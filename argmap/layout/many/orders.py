"""Sifting with NumPy, for parts with many bends: the same moves as in `crossings`, sooner.

A rank is held as two rows of numbers in the order of its slots: where the line of each vertex leads
above, and where its lines lead below. Running sums over them are what it would cost a bend to stand
in any slot. All numbers are whole, so the outcome is the same everywhere.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Orders = list[list[int]]


class _Side:
    """Where the lines of one rank lead on one side, in the order of its slots.

    `first` says for each slot where its lines begin in `leads`; the lines of a slot lie together.
    """

    def __init__(self, row: Sequence[int], others: Sequence[Sequence[int]], place: Ints) -> None:
        self.many = np.array([len(others[vertex]) for vertex in row], np.int64)
        flat = [other for vertex in row for other in others[vertex]]
        self.leads: Ints = place[np.array(flat, np.int64)]
        self.first = np.concatenate([[0], np.cumsum(self.many)])
        self._sums = np.zeros(len(flat) + 1, np.int64)

    def costs(self, mine: int) -> Ints:
        """Return the cost of standing before each slot, and behind the last, up to a constant."""
        np.add.accumulate(np.sign(self.leads - mine), out=self._sums[1:])
        costs: Ints = self._sums[self.first]
        return costs

    def move(self, here: int, to: int) -> None:
        """Move what stands in one slot to another."""
        start, end = int(self.first[here]), int(self.first[here + 1])
        moved = self.leads[start:end].copy()
        low, high = min(here, to), max(here, to)
        if to > here:
            target = int(self.first[to + 1])
            self.leads[start : target - len(moved)] = self.leads[end:target].copy()
            self.leads[target - len(moved) : target] = moved
            self.many[here:to], self.many[to] = self.many[here + 1 : to + 1].copy(), end - start
        else:
            target = int(self.first[to])
            self.leads[target + len(moved) : end] = self.leads[target:start].copy()
            self.leads[target : target + len(moved)] = moved
            self.many[to + 1 : here + 1], self.many[to] = self.many[to:here].copy(), end - start
        base = int(self.first[low])
        self.first[low + 1 : high + 2] = base + np.cumsum(self.many[low : high + 1])


def sift(
    orders: Orders,
    upper: Sequence[Sequence[int]],
    lower: Sequence[Sequence[int]],
    bends: Sequence[int],
    rounds: int,
) -> None:
    """Move bends to the slots of their ranks where they cross least, rank by rank.

    `upper` and `lower` give for every vertex those it is tied to. Ends when a round gains little.
    """
    place = np.zeros(len(upper), np.int64)
    chosen = set(bends)
    ranks = [rank for rank, row in enumerate(orders) if not chosen.isdisjoint(row)]
    for rank in {near for one in ranks for near in (one - 1, one, one + 1)}:
        if 0 <= rank < len(orders):
            place[orders[rank]] = np.arange(len(orders[rank]))
    gained = [0, 0]
    for number in range(rounds):
        gain = 0
        for rank in ranks if number % 2 == 0 else reversed(ranks):
            gain += _sift_rank(orders[rank], chosen, (upper, lower), place)
        gained.append(gain)
        if gain <= gained[2] // 50:
            break


def _sift_rank(
    row: list[int],
    chosen: set[int],
    ties: tuple[Sequence[Sequence[int]], Sequence[Sequence[int]]],
    place: Ints,
) -> int:
    sides = [_Side(row, others, place) for others in ties]
    gain = 0
    for bend in [vertex for vertex in row if vertex in chosen]:
        here = int(place[bend])
        costs: Ints | None = None
        for side, others in zip(sides, ties, strict=True):
            for other in others[bend]:
                more = side.costs(int(place[other]))
                costs = more if costs is None else costs + more
        if costs is None:
            continue
        # Standing before its own slot or behind it is the same.
        slot = int(costs.argmin())
        saved = int(costs[here] - costs[slot])
        if saved <= 0:
            continue
        gain += saved
        to = slot - 1 if slot > here else slot
        for side in sides:
            side.move(here, to)
        row.insert(to, row.pop(here))
        low, high = min(here, to), max(here, to) + 1
        place[row[low:high]] = np.arange(low, high)
    return gain
