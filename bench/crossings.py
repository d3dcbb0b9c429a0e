"""One counter of crossings for all engines: proper intersections of lines of different links.

Lines are polylines as they are drawn. Counted by NumPy in bands, exactly: every pair of segments
that can meet is looked at.
"""

from itertools import pairwise

import numpy as np


def lines_of(placement, steps=8):
    """Return the lines of a placement by link."""
    lines = []
    for id_, route in placement.routes.items():
        lines.extend((id_, leg.flattened(steps)) for leg in route.legs)
        if route.trunk is not None:
            lines.append((id_, route.trunk.flattened(steps)))
    return lines


def crossings_of(placement):
    """Return how often lines of a placement cross."""
    return crossings(lines_of(placement))


def boxes_entered(placement):
    """Return how often a line runs through a box: it must cross one of the box's diagonals."""
    diagonals = []
    for id_, box in placement.boxes.items():
        inner = box.grown(-1.0)
        corners = [(inner.x, inner.y), (inner.right, inner.bottom)]
        others = [(inner.x, inner.bottom), (inner.right, inner.y)]
        diagonals.extend([(f"box {id_}", corners), (f"box {id_}", others)])
    lines = lines_of(placement, 16)
    return crossings([*lines, *diagonals]) - crossings(lines) - crossings(diagonals)


def segments_of(lines):
    """Return the segments' ends, and the number of the link of each."""
    names = {}
    rows, links = [], []
    for name, points in lines:
        number = names.setdefault(name, len(names))
        for a, b in pairwise(points):
            if a != b:
                rows.append((*a, *b))
                links.append(number)
    return np.array(rows, float).reshape(-1, 4), np.array(links, np.int64)


def crossings(lines, chunk=2_000_000):
    """Return how many pairs of segments of different lines cross; a touch is no crossing."""
    ends, links = segments_of(lines)
    if not len(ends):
        return 0
    low, high = np.minimum(ends[:, 1], ends[:, 3]), np.maximum(ends[:, 1], ends[:, 3])
    band = 40.0
    first, last = np.floor(low / band).astype(int), np.floor(high / band).astype(int)
    many = last - first + 1
    which = np.repeat(np.arange(len(ends)), many)
    in_band = np.repeat(first - (np.cumsum(many) - many), many) + np.arange(many.sum())
    left = np.minimum(ends[:, 0], ends[:, 2])[which]
    right = np.maximum(ends[:, 0], ends[:, 2])[which]
    order = np.lexsort((left, in_band))
    which, in_band, left, right = which[order], in_band[order], left[order], right[order]
    # In each band, a segment can meet those that begin before it ends.
    wide = 10.0 * (max(right.max() - left.min(), 1.0))
    shift = (in_band - in_band.min()) * wide - left.min()
    reach = np.searchsorted(left + shift, right + shift, "right") - np.arange(len(which)) - 1
    total, start = 0, 0
    sums = np.cumsum(reach)
    while start < len(which):
        done = sums[start - 1] if start else 0
        end = max(start + 1, int(np.searchsorted(sums, done + chunk, "right")))
        counts = reach[start:end]
        i = np.repeat(np.arange(start, end), counts)
        j = i + 1 + np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        total += _crossing(ends, links, low, first, which[i], which[j], in_band[i], band)
        start = end
    return total


def _crossing(ends, links, low, first, a, b, band_number, band):
    """Count the pairs that cross, each in the one band where both begin to be."""
    keep = (links[a] != links[b]) & (np.maximum(first[a], first[b]) == band_number)
    a, b = a[keep], b[keep]
    p, q = ends[a], ends[b]

    def side(s, x, y):
        return (s[:, 2] - s[:, 0]) * (y - s[:, 1]) - (s[:, 3] - s[:, 1]) * (x - s[:, 0])

    def parted(one, two):
        return (one * two < 0) & (np.minimum(abs(one), abs(two)) > 0.01)

    meet = parted(side(p, q[:, 0], q[:, 1]), side(p, q[:, 2], q[:, 3]))
    meet &= parted(side(q, p[:, 0], p[:, 1]), side(q, p[:, 2], p[:, 3]))
    return int(meet.sum())
