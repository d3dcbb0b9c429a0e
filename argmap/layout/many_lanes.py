"""Lanes with NumPy, for strips with many wires: the same lanes as in `strips`, sooner.

Imported only where it is needed.
"""

from collections.abc import Sequence

import numpy as np


def lane_levels(
    wires: Sequence[tuple[float, float, int]], overlap: float, slope: float, merged: float
) -> dict[int, int]:
    """Return lane numbers; see `strips.lane_levels`, which says what they are."""
    order = sorted(wires, reverse=True)
    low = np.array([wire[0] for wire in order])
    high = np.array([wire[1] for wire in order])
    level = np.zeros(len(order), np.int64)
    # What begins left of where a wire ends, and right of where it begins, stands before it.
    firsts = np.searchsorted(-low, -high, side="right")
    middle, wide = low + high, high - low
    for number, first in enumerate(firsts.tolist()):
        if first >= number:
            continue
        least = int(level[first:number].max())
        # Only what lies about as high can push the wire one lane up.
        near = first + np.flatnonzero(level[first:number] == least)
        shared = np.minimum(high[near], high[number]) - np.maximum(low[near], low[number])
        shift = np.abs(middle[near] - middle[number]) / 2
        flat = shift * slope < merged * np.maximum(wide[near], wide[number])
        level[number] = least + bool(((shared >= overlap) & flat).any())
    return {wire[2]: int(lane) for wire, lane in zip(order, level.tolist(), strict=True)}
