"""Boxes by the cells of a wide grid, to be asked for those near a place.

Whoever looks for room, or for what stands in the way, looks at few boxes however many there are.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import field
from math import ceil

from argmap.layout.geometry import Box, Point
from argmap.model.light_dataclass import dataclass

CELL = 400.0
"""Boxes are looked up in squares of this side."""
MANY = 256
"""Of a region of more cells the region itself is noted, not each cell."""

Cell = tuple[int, int]
Edges = tuple[float, float, float, float]


class Crowd:
    """Boxes that stand somewhere, by number; of those that `put` gives none, in their order."""

    def __init__(self, boxes: Iterable[Box] = ()) -> None:
        self._boxes: dict[int, Box] = {}
        self._edges: dict[int, Edges] = {}
        self._cells: dict[Cell, list[int]] = {}
        for number, box in enumerate(boxes):
            self.put(number, box)

    def put(self, number: int, box: Box) -> None:
        """Note a box, in place of the one that had its number; a large one is in many cells."""
        self.drop(number)
        self._boxes[number], self._edges[number] = box, edges_of(box)
        for cell in cells_of(box):
            self._cells.setdefault(cell, []).append(number)

    def add(self, box: Box) -> None:
        """Note one more box."""
        self.put(len(self._boxes), box)

    def drop(self, number: int) -> None:
        """Forget a box, if it is known."""
        box = self._boxes.pop(number, None)
        if box is not None:
            del self._edges[number]
            for cell in cells_of(box):
                self._cells[cell].remove(number)
                if not self._cells[cell]:
                    del self._cells[cell]

    def get(self, number: int) -> Box | None:
        """Return a box, if it is known."""
        return self._boxes.get(number)

    def box(self, number: int) -> Box:
        """Return a box."""
        return self._boxes[number]

    def near(self, region: Box) -> list[int]:
        """Return the numbers of the boxes that meet a region."""
        left, top = region.x, region.y
        right, bottom = left + region.width, top + region.height
        i, j = int(left // CELL), int(top // CELL)
        last_i, last_j = int(right // CELL), int(bottom // CELL)
        cells = self._cells
        found: Iterable[int]
        if i == last_i and j == last_j:
            found = cells.get((i, j), ())
        elif (last_i - i + 1) * (last_j - j + 1) > len(cells):
            found = self._edges
        else:
            columns, rows = range(i, last_i + 1), range(j, last_j + 1)
            found = {k for x in columns for y in rows if (x, y) in cells for k in cells[x, y]}
        edges, near = self._edges, []
        for number in found:
            a, b, c, d = edges[number]
            if a < right and left < c and b < bottom and top < d:
                near.append(number)
        return near

    def boxes_near(self, region: Box) -> list[Box]:
        """Return the boxes that meet a region."""
        return [self.box(k) for k in self.near(region)]

    def leaves_free(self, box: Box, gap: float) -> bool:
        """Tell whether a box keeps a distance from all others."""
        return not self.near(box.grown(gap - 1e-6))

    def beside(self, a: Point, b: Point, gap: float) -> Iterator[int]:
        """Yield the numbers of the boxes that come near the way from a to b; some twice."""
        (ax, ay), (bx, by) = a, b
        pieces = max(1, ceil((abs(bx - ax) + abs(by - ay)) / CELL))
        dx, dy = (bx - ax) / pieces, (by - ay) / pieces
        for piece in range(pieces):
            x, y = ax + piece * dx, ay + piece * dy
            stretch = Box(min(x, x + dx), min(y, y + dy), abs(dx), abs(dy))
            near = [(self.box(k), k) for k in self.near(stretch.grown(gap))]
            # Numbers are names and nothing more: places say which comes first.
            yield from (
                k for *_, k in sorted((box.x * dx + box.y * dy, box.x, box.y, k) for box, k in near)
            )


@dataclass(slots=True)
class Asked:
    """What of a crowd was asked for: cells, and regions of very many cells."""

    cells: set[Cell] = field(default_factory=set)
    regions: list[Box] = field(default_factory=list)

    def note(self, region: Box) -> None:
        """Note that a region was asked for."""
        wide, tall = _span(region.x, region.right), _span(region.y, region.bottom)
        if len(wide) == len(tall) == 1:
            self.cells.add((wide[0], tall[0]))
        elif len(wide) * len(tall) > MANY:
            self.regions.append(region)
        else:
            self.cells.update((i, j) for i in wide for j in tall)

    def concerns(self, cells: Collection[Cell], boxes: Iterable[Box]) -> bool:
        """Tell whether it matters what stands in some cells; `boxes` are all that do so."""
        if not self.cells.isdisjoint(cells):
            return True
        return bool(self.regions) and any(
            box.meets(region) for box in boxes for region in self.regions
        )


class Watched(Crowd):
    """A crowd that notes in `asked`, while that is there, what it is asked for."""

    def __init__(self, boxes: Iterable[Box] = ()) -> None:
        super().__init__(boxes)
        self.asked: Asked | None = None

    def near(self, region: Box) -> list[int]:
        """Return the numbers of the boxes that meet a region."""
        if self.asked is not None:
            self.asked.note(region)
        return super().near(region)


def edges_of(box: Box) -> Edges:
    """Return left, top, right and bottom of a box."""
    return box.x, box.y, box.x + box.width, box.y + box.height


def _span(low: float, high: float) -> range:
    return range(int(low // CELL), int(high // CELL) + 1)


def cells_of(box: Box) -> Iterator[Cell]:
    """Yield the cells that a box is in."""
    rows = _span(box.y, box.bottom)
    for i in _span(box.x, box.right):
        for j in rows:
            yield i, j
