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
        others = slice(first, number)
        shared = np.minimum(high[others], high[number]) - np.maximum(low[others], low[number])
        shift = np.abs(middle[others] - middle[number]) / 2
        flat = shift * slope < merged * np.maximum(wide[others], wide[number])
        level[number] = int((level[others] + ((shared >= overlap) & flat)).max())
    return {wire[2]: int(lane) for wire, lane in zip(order, level.tolist(), strict=True)}
