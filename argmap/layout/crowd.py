"""Boxes by the cells of a wide grid, to be asked for those near a place.

Whoever looks for room, or for what stands in the way, looks at few boxes however many there are.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import ceil

from argmap.layout.geometry import Box, Point

CELL = 400.0
"""Boxes are looked up in squares of this side."""


class Crowd:
    """Boxes that stand somewhere; each is known by the order in which it came."""

    def __init__(self, boxes: Iterable[Box] = ()) -> None:
        self.boxes: list[Box] = []
        self._cells: dict[tuple[int, int], list[int]] = {}
        for box in boxes:
            self.add(box)

    def add(self, box: Box) -> None:
        """Note a box; a very large one is in many cells."""
        number = len(self.boxes)
        self.boxes.append(box)
        for cell in _cells(box):
            self._cells.setdefault(cell, []).append(number)

    def near(self, region: Box) -> list[int]:
        """Return the numbers of the boxes that meet a region, in their order."""
        wide, tall = _span(region.x, region.right), _span(region.y, region.bottom)
        if len(wide) * len(tall) > len(self._cells):
            return [k for k, box in enumerate(self.boxes) if box.meets(region)]
        found = {k for cell in _cells(region) for k in self._cells.get(cell, ())}
        return sorted(k for k in found if self.boxes[k].meets(region))

    def leaves_free(self, box: Box, gap: float) -> bool:
        """Tell whether a box keeps a distance from all others."""
        return not self.near(box.grown(gap - 1e-6))

    def beside(self, points: Sequence[Point], gap: float) -> Iterator[int]:
        """Yield the numbers of the boxes that come near a way, from its start on; some twice."""
        for (ax, ay), (bx, by) in pairwise(points):
            pieces = max(1, ceil((abs(bx - ax) + abs(by - ay)) / CELL))
            step = (bx - ax) / pieces, (by - ay) / pieces
            for piece in range(pieces):
                x, y = ax + piece * step[0], ay + piece * step[1]
                stretch = Box(min(x, x + step[0]), min(y, y + step[1]), abs(step[0]), abs(step[1]))
                yield from self.near(stretch.grown(gap))


def _span(low: float, high: float) -> range:
    return range(int(low // CELL), int(high // CELL) + 1)


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    rows = _span(box.y, box.bottom)
    for i in _span(box.x, box.right):
        for j in rows:
            yield i, j
