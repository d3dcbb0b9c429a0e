"""Putting the parts of a map beside each other: in reading order, in rows of a pleasant shape."""

from collections.abc import Sequence

from argmap.layout.geometry import Point, Size

GAP = 64.0
SHAPE = 1.6
"""The width to height that rows aim at."""


def packed(sizes: Sequence[Size]) -> tuple[list[Point], Size]:
    """Return the top left corners of parts laid in rows, and the size of it all.

    The order of the parts is kept. Of all widths at which rows can break, the one is taken that
    comes nearest to the shape wished for.
    """
    if not sizes:
        return [], (0.0, 0.0)
    best: tuple[float, list[Point], Size] | None = None
    for width in _widths(sizes):
        corners, size = _rows(sizes, width)
        shape = max(size[0], 1.0) / max(size[1], 1.0)
        badness = max(shape / SHAPE, SHAPE / shape)
        if best is None or badness < best[0] - 1e-9:
            best = (badness, corners, size)
    assert best is not None
    return best[1], best[2]


def _widths(sizes: Sequence[Size]) -> list[float]:
    """Return the widths to try: that of the first k parts in one row, at most forty of them."""
    widest = max(width for width, _ in sizes)
    widths, total = [], -GAP
    for width, _ in sizes:
        total += width + GAP
        if total >= widest:
            widths.append(total)
    step = max(1, len(widths) // 40)
    return [widest, *widths[::step], *widths[-1:]]


def _rows(sizes: Sequence[Size], limit: float) -> tuple[list[Point], Size]:
    corners: list[Point] = []
    x = y = tallest = widest = 0.0
    for width, height in sizes:
        if x > 0 and x + width > limit + 1e-6:
            x, y, tallest = 0.0, y + tallest + GAP, 0.0
        corners.append((x, y))
        widest = max(widest, x + width)
        x += width + GAP
        tallest = max(tallest, height)
    return corners, (widest, y + tallest)
