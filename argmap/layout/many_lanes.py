"""Lanes with NumPy, for strips with many wires: the same lanes as in `strips`, sooner.

Imported only where it is needed.
"""

from collections.abc import Callable, Sequence

import numpy as np

Span = tuple[float, float]

FEW = 24
"""So few others are looked at one by one."""


def lane_levels(
    wires: Sequence[tuple[float, float, tuple[float, int], int]],
    merge: Callable[[Span, Span], bool],
    limits: tuple[float, float, float],
) -> dict[int, int]:
    """Return lane numbers; see `strips.lane_levels`, which says what they are.

    `merge` tells whether two wires would look like one in the same lane; `limits` are what it goes
    by: the least stretch they share, how steep wires are, and how near they may come.
    """
    shared, slope, merged = limits
    order = sorted(wires, reverse=True)
    low = np.array([wire[0] for wire in order])
    high = np.array([wire[1] for wire in order])
    middle, wide = low + high, high - low
    level = np.zeros(len(order), np.int64)
    levels = [0] * len(order)
    # What begins left of where a wire ends, and right of where it begins, stands before it.
    for number, first in enumerate(np.searchsorted(-low, -high, side="right").tolist()):
        if first >= number:
            continue
        if number - first < FEW:
            mine = order[number][:2]
            found = max(levels[k] + merge(mine, order[k][:2]) for k in range(first, number))
        else:
            least = int(level[first:number].max())
            # Only what lies about as high can push the wire one lane up.
            near = first + np.flatnonzero(level[first:number] == least)
            overlap = np.minimum(high[near], high[number]) - np.maximum(low[near], low[number])
            shift = np.abs(middle[near] - middle[number]) / 2
            flat = shift * slope < merged * np.maximum(wide[near], wide[number])
            found = least + int(bool(((overlap >= shared) & flat).any()))
        level[number] = levels[number] = found
    return {wire[3]: lane for wire, lane in zip(order, levels, strict=True)}
