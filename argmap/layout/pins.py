"""Placements by hand: pinned boxes go where they were put, the others make room.

A pin is the centre of a box minus the centre of the box it hangs on, along the siblings and along
the ranks; for a root it counts from where the layout would put it. A branch goes with its pinned
top. No box ever stands on another: a pin that would is moved to the nearest free place.
"""

import math
from collections.abc import Iterator, Mapping, Sequence

from argmap.layout.axes import lies_sideways
from argmap.layout.geometry import Box, Point
from argmap.layout.placement import Placement
from argmap.layout.skeleton import skeleton_of
from argmap.model.argmap import ArgumentMap
from argmap.model.records import Direction, StatementId

NEAR = 22.0
"""The least distance round a pinned box; a line can still pass."""
ROOM = 24.0
"""The distance at which others make room."""
CELL = 500.0
"""Boxes are looked up in squares of this side."""


def anchor_of(map: ArgumentMap, id_: StatementId) -> StatementId | None:
    """Return the statement that the pin of a statement counts from, or None for a root.

    For what bears on a link it is the premise of that link beside which it stands.
    """
    skeleton = skeleton_of(map)
    return skeleton.below.get(id_) or skeleton.beside.get(id_)


def pin_at(
    map: ArgumentMap, placement: Placement, id_: StatementId, centre: Point
) -> tuple[float, float]:
    """Return the pin that puts the centre of a box at a point of this placement.

    For a root it is what must be added to the pin that it has.
    """
    anchor = anchor_of(map, id_)
    old = map.meta.view.pins.get(id_, (0.0, 0.0))
    if anchor is None or anchor not in placement.boxes:
        dx, dy = _along(_minus(centre, placement.boxes[id_].centre), placement.direction)
        return old[0] + dx, old[1] + dy
    return _along(_minus(centre, placement.boxes[anchor].centre), placement.direction)


def _minus(a: Point, b: Point) -> Point:
    return a[0] - b[0], a[1] - b[1]


def _along(step: Point, direction: Direction) -> Point:
    u, v = (step[1], step[0]) if lies_sideways(direction) else step
    return (u, -v) if direction in (Direction.UP, Direction.LEFT) else (u, v)


def honour(
    boxes: Sequence[Box], anchor: Sequence[int], pins: Mapping[int, Point]
) -> tuple[list[Box], list[int]]:
    """Return the boxes with pins honoured, and those whose pin could not be.

    `anchor` gives for each box the one that its pin counts from, -1 for a root. Pinned boxes and
    those they hang on are placed first, each branch before what hangs on it; then all others.
    """
    leading: set[int] = set()
    for box in pins:
        here = box
        while here >= 0 and here not in leading:
            leading.add(here)
            here = anchor[here]
    placed: dict[int, Box] = {}
    crowd = _Crowd()
    displaced: list[int] = []
    order = list(_anchors_first(anchor))
    for box in (*(b for b in order if b in leading), *(b for b in order if b not in leading)):
        wish = _wished(box, boxes, anchor, pins, placed)
        if crowd.leaves_free(wish):
            placed[box] = wish
        elif box not in pins:
            placed[box] = _along_siblings(wish, list(placed.values()), ROOM)
        else:
            placed[box] = nearest_free(wish, list(placed.values()))
        crowd.add(placed[box])
        if box not in pins:
            continue
        if math.dist(placed[box].centre, wish.centre) > 0.5:
            displaced.append(box)
    return [placed[box] for box in range(len(boxes))], displaced


def _anchors_first(anchor: Sequence[int]) -> Iterator[int]:
    below: dict[int, list[int]] = {}
    for box, on in enumerate(anchor):
        below.setdefault(on, []).append(box)
    pending = below.get(-1, [])[::-1]
    while pending:
        box = pending.pop()
        yield box
        pending.extend(reversed(below.get(box, [])))


def _wished(
    box: int,
    boxes: Sequence[Box],
    anchor: Sequence[int],
    pins: Mapping[int, Point],
    placed: Mapping[int, Box],
) -> Box:
    own, on = boxes[box], anchor[box]
    if box in pins:
        x, y = own.centre if on < 0 else placed[on].centre
        return _centred(own, (x + pins[box][0], y + pins[box][1]))
    if on < 0:
        return own
    # A branch goes with what it hangs on.
    shift = _minus(placed[on].centre, boxes[on].centre)
    return Box(own.x + shift[0], own.y + shift[1], own.width, own.height)


def _centred(box: Box, centre: Point) -> Box:
    return Box(centre[0] - box.width / 2, centre[1] - box.height / 2, box.width, box.height)


class _Crowd:
    """Boxes that are placed, by the cells of a wide grid, to be asked for what is near."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[Box]] = {}

    def add(self, box: Box) -> None:
        """Note a box."""
        for cell in _cells(box):
            self._cells.setdefault(cell, []).append(box)

    def leaves_free(self, wish: Box) -> bool:
        """Tell whether a box keeps the least distance from all others."""
        grown = wish.grown(NEAR - 1e-6)
        return not any(
            grown.meets(other) for cell in _cells(grown) for other in self._cells.get(cell, ())
        )


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    for i in range(int(box.x // CELL), int(box.right // CELL) + 1):
        for j in range(int(box.y // CELL), int(box.bottom // CELL) + 1):
            yield i, j


def _along_siblings(wish: Box, placed: Sequence[Box], gap: float) -> Box:
    """Return the box at the nearest free place along the siblings."""
    tall = Box(wish.x, wish.y - gap, wish.width, wish.height + 2 * gap)
    barred = sorted(
        (other.x - gap - wish.width, other.right + gap)
        for other in placed
        if other.y < tall.bottom - 1e-6 and tall.y < other.bottom - 1e-6
    )
    merged: list[tuple[float, float]] = []
    for low, high in barred:
        if merged and low < merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], high)
        else:
            merged.append((low, high))
    x = wish.x
    for low, high in merged:
        if low < x < high:
            x = low if x - low <= high - x else high
            break
    return Box(x, wish.y, wish.width, wish.height)


def nearest_free(wish: Box, placed: Sequence[Box]) -> Box:
    """Return the box at the nearest free place in any direction."""
    if not any(wish.grown(NEAR - 1e-6).meets(other) for other in placed):
        return wish
    rows = {wish.y}
    for other in placed:
        rows.update((other.y - ROOM - wish.height, other.bottom + ROOM))
    found = [
        _along_siblings(Box(wish.x, y, wish.width, wish.height), placed, ROOM)
        for y in sorted(rows, key=lambda y: (abs(y - wish.y), y))[:24]
    ]
    return min(found, key=lambda box: math.dist(box.centre, wish.centre))
