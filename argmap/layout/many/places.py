"""The convex programme of `coordinates` with NumPy, for parts with many vertices.

All even ranks are settled at once, then all odd ones: within a rank the exact answer is an isotonic
regression, and ranks two apart do not touch. Runs of violators are pooled together, which pooling
them one by one comes to as well. Sums run in a fixed order, so the outcome does not depend on the
machine.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from argmap.model.light_dataclass import dataclass

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

SWEEPS = 200
HASTE = 1.6
"""At first each vertex goes so many times as far as it wishes, which comes to rest sooner."""
HASTY_ENOUGH = 2.0
ENOUGH = 0.5
"""Sweeping ends when no vertex moves by more than this many pixels."""
FAR = 1e7
"""Between ranks, so that one regression keeps them apart."""


@dataclass(slots=True)
class _Half:
    """Every other rank: its vertices in order, and the ends of their lines."""

    own: Ints
    apart: Floats
    pull: Floats
    here: Ints
    there: Ints
    weight: Floats

    def settle(self, place: Floats, haste: float) -> float:
        """Settle these ranks, the others held; return the farthest move."""
        drawn = np.bincount(self.here, self.weight * place[self.there], len(self.own))
        before = place[self.own]
        wish = np.where(self.pull > 0, drawn / np.maximum(self.pull, 1e-9), before)
        wish = before + haste * (wish - before)
        found = nearest_apart(wish - self.apart, np.maximum(self.pull, 0.01)) + self.apart
        place[self.own] = found
        return float(np.abs(found - before).max()) if len(found) else 0.0


def nearest_apart(wish: Floats, weight: Floats) -> Floats:
    """Return the nearest values that do not decrease, by pooling runs of adjacent violators."""
    mean: Floats = wish
    heavy: Floats = weight
    of: Ints = np.arange(len(wish))
    while len(mean) > 1:
        rises = mean[1:] >= mean[:-1] - 1e-9
        if rises.all():
            break
        pool = np.concatenate([[0], np.cumsum(rises)])
        total = np.bincount(pool, heavy).astype(np.float64)
        mean = np.bincount(pool, heavy * mean) / total
        heavy, of = total, pool[of]
    found: Floats = mean[of]
    return found


def solve(
    orders: Sequence[Sequence[int]],
    apart: Sequence[Sequence[float]],
    lines: Sequence[tuple[int, int, float]],
    guess: Sequence[float],
) -> list[float]:
    """Return the places of all vertices; see `coordinates.solve`."""
    place = np.array(guess, np.float64)
    halves = _halves(orders, apart, lines, len(place))
    hasty = True
    for _ in range(SWEEPS):
        haste = HASTE if hasty else 1.0
        moved = max([half.settle(place, haste) for half in halves])
        if moved < (HASTY_ENOUGH if hasty else ENOUGH):
            if not hasty:
                break
            hasty = False
    for half in halves:
        half.settle(place, 1.0)
    found: list[float] = place.tolist()
    return found


def _halves(
    orders: Sequence[Sequence[int]],
    apart: Sequence[Sequence[float]],
    lines: Sequence[tuple[int, int, float]],
    count: int,
) -> list[_Half]:
    high, low, weight = (np.array(column) for column in zip(*lines, strict=True))
    ends = np.concatenate([high, low]).astype(np.int64)
    others = np.concatenate([low, high]).astype(np.int64)
    both = np.concatenate([weight, weight]).astype(np.float64)
    pull = np.bincount(ends, both, count).astype(np.float64)
    halves = []
    for parity in (0, 1):
        ranks = range(parity, len(orders), 2)
        own = np.array([vertex for rank in ranks for vertex in orders[rank]], np.int64)
        slot = np.full(count, -1, np.int64)
        slot[own] = np.arange(len(own))
        mine = slot[ends] >= 0
        offsets = [
            np.cumsum([0.0, *apart[rank]])[: len(orders[rank])] - FAR * number
            for number, rank in enumerate(ranks)
        ]
        halves.append(
            _Half(
                own,
                np.concatenate([np.zeros(0), *offsets]),
                pull[own],
                slot[ends[mine]],
                others[mine],
                both[mine],
            )
        )
    return halves
