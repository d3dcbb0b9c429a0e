"""Placements by hand: pinned boxes go where they were put, the others make room.

A pin is the centre of a box minus the centre of the box it hangs on, along the siblings and along
the ranks; for a root it counts from where the layout would put it. A branch goes with its pinned
top. No box ever stands on another: a pin that would is moved to the nearest free place. One that
leads out of all reason is set aside.
"""

import math
from collections.abc import Iterator, Mapping, Sequence

from argmap.layout.axes import lies_sideways
from argmap.layout.crowd import Crowd
from argmap.layout.geometry import Box, Point
from argmap.layout.placement import Placement
from argmap.layout.skeleton import skeleton_of
from argmap.model.argmap import ArgumentMap
from argmap.model.records import Direction, StatementId

NEAR = 22.0
"""The least distance round a pinned box; a line can still pass."""
ROOM = 24.0
"""The distance at which others make room."""
FARTHEST = 100_000.0
"""A pin that leads further, along either way, is a slip: it is set aside and reported."""
WINDOW, ROWS = 400.0, 24
"""How far a free place is looked for first, and between how many of the nearest edges."""


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
    old = old if is_within_reach(old) else (0.0, 0.0)
    if anchor is None or anchor not in placement.boxes:
        dx, dy = _along(_minus(centre, placement.boxes[id_].centre), placement.direction)
        return old[0] + dx, old[1] + dy
    return _along(_minus(centre, placement.boxes[anchor].centre), placement.direction)


def is_within_reach(pin: Point) -> bool:
    """Tell whether a pin leads to a place that a reader could find."""
    return abs(pin[0]) <= FARTHEST and abs(pin[1]) <= FARTHEST


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
    crowd = Crowd()
    displaced: list[int] = []
    order = list(_anchors_first(anchor))
    for box in (*(b for b in order if b in leading), *(b for b in order if b not in leading)):
        wish = _wished(box, boxes, anchor, pins, placed)
        if crowd.leaves_free(wish, NEAR):
            placed[box] = wish
        elif box not in pins:
            placed[box] = _moved_aside(wish, crowd)
        else:
            placed[box] = nearest_free(wish, crowd)
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


def _moved_aside(wish: Box, crowd: Crowd) -> Box:
    """Return the box at the nearest free place along the siblings, of all there is."""
    reach = WINDOW
    while True:
        window = Box(wish.x - reach, wish.y - ROOM, wish.width + 2 * reach, wish.height + 2 * ROOM)
        near = crowd.near(window)
        found = _along_siblings(wish, [crowd.boxes[k] for k in near], ROOM)
        if abs(found.x - wish.x) <= reach - ROOM or len(near) == len(crowd.boxes):
            return found
        reach *= 2


def nearest_free(wish: Box, crowd: Crowd) -> Box:
    """Return the box at the nearest free place in any direction."""
    if crowd.leaves_free(wish, NEAR):
        return wish
    reach = WINDOW
    while True:
        near = crowd.near(wish.grown(reach))
        found = _free_within(wish, [crowd.boxes[k] for k in near])
        if math.dist(found.centre, wish.centre) <= reach - ROOM or len(near) == len(crowd.boxes):
            return found
        reach *= 2


def _free_within(wish: Box, placed: Sequence[Box]) -> Box:
    rows = {wish.y}
    for other in placed:
        rows.update((other.y - ROOM - wish.height, other.bottom + ROOM))
    found = [
        _along_siblings(Box(wish.x, y, wish.width, wish.height), placed, ROOM)
        for y in sorted(rows, key=lambda y: (abs(y - wish.y), y))[:ROWS]
    ]
    return min(found, key=lambda box: math.dist(box.centre, wish.centre))
