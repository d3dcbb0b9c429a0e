"""One counter for all engines: lines that cross, lines that run through boxes, boxes that overlap.

Lines are polylines as they are drawn; a crossing is a proper intersection of lines of different
links. Counted by NumPy in bands, exactly: every pair of segments that can meet is looked at.
"""

from collections.abc import Iterator
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


def boxes_entered(lines, boxes):
    """Return how many pairs there are of a link and a box that it runs through.

    What runs through a box crosses one of its diagonals; a pixel of its edge is not looked at, for
    there lines end.
    """
    diagonals = []
    for number, box in enumerate(boxes):
        inner = box.grown(-1.0)
        corners = [(inner.x, inner.y), (inner.right, inner.bottom)]
        others = [(inner.x, inner.bottom), (inner.right, inner.y)]
        diagonals.extend([(number, corners), (number, others)])
    links = len({name for name, _ in lines})
    found = set()
    for a, b in _meetings([*lines, *diagonals]):
        low, high = np.minimum(a, b), np.maximum(a, b)
        entered = (low < links) & (high >= links)
        found.update(zip(low[entered].tolist(), high[entered].tolist(), strict=True))
    return len(found)


def boxes_overlapping(boxes):
    """Return how many pairs of boxes overlap."""
    count, open_ = 0, []
    for box in sorted(boxes, key=lambda box: box.x):
        open_ = [other for other in open_ if other.right > box.x]
        count += sum(other.meets(box) for other in open_)
        open_.append(box)
    return count


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


def crossings(lines):
    """Return how many pairs of segments of different links cross; a touch is no crossing."""
    return sum(len(a) for a, _ in _meetings(lines))


def _meetings(lines, chunk=2_000_000) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Give the numbers of both links of each crossing; links are numbered as they come."""
    ends, links = segments_of(lines)
    if not len(ends):
        return
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
    start = 0
    sums = np.cumsum(reach)
    while start < len(which):
        done = sums[start - 1] if start else 0
        end = max(start + 1, int(np.searchsorted(sums, done + chunk, "right")))
        counts = reach[start:end]
        i = np.repeat(np.arange(start, end), counts)
        j = i + 1 + np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        yield _crossing(ends, links, low, first, which[i], which[j], in_band[i], band)
        start = end


def _crossing(ends, links, low, first, a, b, band_number, band):
    """Return the links of pairs that cross, each in the one band where both begin to be."""
    keep = (links[a] != links[b]) & (np.maximum(first[a], first[b]) == band_number)
    a, b = a[keep], b[keep]
    p, q = ends[a], ends[b]

    def side(s, x, y):
        return (s[:, 2] - s[:, 0]) * (y - s[:, 1]) - (s[:, 3] - s[:, 1]) * (x - s[:, 0])

    def parted(one, two):
        return (one * two < 0) & (np.minimum(abs(one), abs(two)) > 0.01)

    meet = parted(side(p, q[:, 0], q[:, 1]), side(p, q[:, 2], q[:, 3]))
    meet &= parted(side(q, p[:, 0], p[:, 1]), side(q, p[:, 2], p[:, 3]))
    return links[a[meet]], links[b[meet]]
