"""Lanes with NumPy, for strips with many wires: the same lanes as in `strips`, sooner.

Imported only where it is needed.
"""

from collections.abc import Sequence
from operator import add

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

FEW = 24
"""Which of so few others a wire would merge with is found for all wires at once."""


def lane_levels(
    wires: Sequence[tuple[float, float, tuple[float, int], int]],
    limits: tuple[float, float, float],
) -> dict[int, int]:
    """Return lane numbers; see `strips.lane_levels`, which says what they are.

    Two wires would look like one in the same lane by the `limits`: the least stretch they share,
    how steep wires are, and how near they may come.
    """
    shared, slope, merged = limits
    order = sorted(wires, reverse=True)
    low = np.array([wire[0] for wire in order])
    high = np.array([wire[1] for wire in order])
    middle, wide = low + high, high - low

    def merging(one: Ints, other: Ints) -> NDArray[np.bool_]:
        overlap = np.minimum(high[other], high[one]) - np.maximum(low[other], low[one])
        shift = np.abs(middle[other] - middle[one]) / 2
        flat = shift * slope < merged * np.maximum(wide[other], wide[one])
        merge: NDArray[np.bool_] = (overlap >= shared) & flat
        return merge

    # What begins left of where a wire ends, and right of where it begins, stands before it.
    first = np.searchsorted(-low, -high, side="right")
    number = np.arange(len(order))
    many = np.maximum(number - first, 0)
    few = np.where(many < FEW, many, 0)
    start = np.cumsum(few) - few
    pair = np.arange(few.sum())
    raised = merging(np.repeat(number, few), pair + np.repeat(first - start, few)).tolist()
    level = np.zeros(len(order), np.int64)
    levels = [0] * len(order)
    rows = zip(many.tolist(), first.tolist(), start.tolist(), strict=True)
    for here, (others, before, at) in enumerate(rows):
        if not others:
            continue
        if others < FEW:
            found = max(map(add, levels[before:here], raised[at : at + others]))
        else:
            least = int(level[before:here].max())
            # Only what lies about as high can push the wire one lane up.
            near = before + np.flatnonzero(level[before:here] == least)
            found = least + int(merging(number[here], near).any())
        level[here] = levels[here] = found
    return {wire[3]: lane for wire, lane in zip(order, levels, strict=True)}
