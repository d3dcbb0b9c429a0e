"""Counting pairs of lines that cross with NumPy, for parts that have many.

The same sums as in `shuffling`, sooner; the numbers are whole or halves, so the answer is the same
everywhere. Imported only where it is needed.
"""

from collections.abc import Sequence

import numpy as np


class ManyPairs:
    """Places of boxes and bends, and the pairs of lines, as arrays."""

    def __init__(
        self,
        place: Sequence[float],
        chains: Sequence[tuple[int, int, float]],
        pairs: Sequence[tuple[int, int, int, int]],
    ) -> None:
        starts, ends, shares = zip(*chains, strict=True) if chains else ((), (), ())
        self._starts = np.array(starts, np.intp)
        self._ends = np.array(ends, np.intp)
        self._shares = np.array(shares, np.float64)
        self._a, self._b, self._c, self._d = np.array(pairs, np.intp).T.copy()
        self._boxes = len(place)
        self._place = np.concatenate([place, np.zeros(len(chains))])

    def move(self, first: int, end: int, by: float) -> None:
        """Move the boxes of a branch, by their numbers, along the siblings."""
        self._place[first:end] += by

    def count(self) -> int:
        """Return how many pairs cross, every bend being where a straight line passes."""
        place = self._place
        starts, ends = place[self._starts], place[self._ends]
        place[self._boxes :] = starts + (ends - starts) * self._shares
        across = (place[self._a] - place[self._b]) * (place[self._c] - place[self._d])
        return int(np.count_nonzero(across < 0))
