"""A part where the layout would put it, before pins: to be asked for what is near, and what hangs
or ends on what.

Made anew for each layout as a whole; a layout that follows edits keeps one (`live.pins`).
"""

from collections.abc import Iterable, Iterator, Sequence

from argmap.layout.crowd import Watched
from argmap.layout.geometry import Box, Curve
from argmap.layout.lines import Drawn
from argmap.layout.web import Web

CELL = 800.0
"""Lines are looked up in squares of this side."""
CLOSE = 6.0
"""A line is near a box that it comes so close to; others may be called near too."""

Cell = tuple[int, int]
Leg = tuple[int, int]


class Strings:
    """Lines by the cells of a wide grid."""

    def __init__(self) -> None:
        self._cells: dict[Cell, list[Leg]] = {}
        self._of: dict[Leg, set[Cell]] = {}

    def put(self, leg: Leg, curve: Curve) -> None:
        """Note a line, in place of the one that had its name."""
        self.drop(leg)
        cells = self._of[leg] = _cells_of(curve)
        for cell in cells:
            self._cells.setdefault(cell, []).append(leg)

    def drop(self, leg: Leg) -> None:
        """Forget a line, if it is known."""
        for cell in self._of.pop(leg, ()):
            self._cells[cell].remove(leg)

    def near(self, box: Box) -> Iterator[int]:
        """Yield the links whose lines may come near a box, perhaps others too; some twice."""
        region = box.grown(CLOSE)
        for i in range(int(region.x // CELL), int(region.right // CELL) + 1):
            for j in range(int(region.y // CELL), int(region.bottom // CELL) + 1):
                for link, _ in self._cells.get((i, j), ()):
                    yield link


def _cells_of(curve: Curve) -> set[Cell]:
    found: set[Cell] = set()
    x, y = curve.start
    for bend in curve.bends:
        (a, b), (c, d), (e, f) = bend.first, bend.second, bend.end
        left, right = int(min(x, a, c, e) // CELL), int(max(x, a, c, e) // CELL)
        top, low = int(min(y, b, d, f) // CELL), int(max(y, b, d, f) // CELL)
        if left == right and top == low:
            found.add((left, top))
        else:
            found.update((i, j) for i in range(left, right + 1) for j in range(top, low + 1))
        x, y = e, f
    return found


class Ground:
    """Boxes and lines of one part; `anchors` are the boxes that places are counted from."""

    def __init__(
        self, web: Web, boxes: Sequence[Box], drawn: Drawn, anchors: Sequence[int]
    ) -> None:
        self.web, self.drawn = web, drawn
        self.crowd = Watched(boxes)
        self.strings = Strings()
        for leg, curve in drawn.legs.items():
            self.strings.put(leg, curve)
        self._anchors = anchors
        self._hanging: dict[int, list[int]] = {}
        for box, on in enumerate(anchors):
            self._hanging.setdefault(on, []).append(box)
        self._ending: dict[int, list[int]] = {}
        self._onto: dict[int, list[int]] = {}
        for link, strand in enumerate(web.strands):
            for box in web.premises(link):
                self._ending.setdefault(box, []).append(link)
            ends = self._onto if strand.onto_link else self._ending
            ends.setdefault(web.target(link), []).append(link)

    def anchor(self, box: int) -> int:
        """Return the box that the place of a box is counted from, -1 for a root."""
        return self._anchors[box]

    def hanging(self, box: int) -> Iterable[int]:
        """Return the boxes whose places are counted from a box."""
        return self._hanging.get(box, ())

    def ending(self, box: int) -> Iterable[int]:
        """Return the links with an end on a box."""
        return self._ending.get(box, ())

    def onto(self, link: int) -> Iterable[int]:
        """Return the links that are on a link."""
        return self._onto.get(link, ())
