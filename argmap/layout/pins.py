"""Placements by hand: pinned boxes go where they were put, the others make room.

A pin is the centre of a box minus the centre of the box it hangs on, along the siblings and along
the ranks; for a root it counts from where the layout would put it. A branch goes with its pinned
top; who makes room for it moves alone. No box ever stands on another: a pin that would is moved to
the nearest free place. One that leads out of all reason is set aside.
"""

import heapq
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from typing import Protocol

from argmap.layout.axes import lies_sideways
from argmap.layout.crowd import Crowd
from argmap.layout.geometry import Box, Point
from argmap.layout.placement import Placement
from argmap.layout.skeleton import skeleton_of
from argmap.model.argmap import ArgumentMap
from argmap.model.light_dataclass import dataclass
from argmap.model.records import Direction, StatementId

NEAR = 22.0
"""The least distance round a pinned box; a line can still pass."""
ROOM = 24.0
"""The distance at which others make room."""
FARTHEST = 100_000.0
"""A pin that leads further, along either way, is a slip: it is set aside and reported."""
LEEWAY = 1e-6
"""Who is off by less is at home."""
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


class Ground(Protocol):
    """Boxes where the layout would put them, and what their places are counted from."""

    @property
    def crowd(self) -> Crowd:
        """The boxes."""

    def anchor(self, box: int) -> int:
        """Return the box that the place of a box is counted from, -1 for a root."""

    def hanging(self, box: int) -> Iterable[int]:
        """Return the boxes whose places are counted from a box."""


@dataclass(slots=True)
class Honoured:
    """Who stands elsewhere because of pins: how far from home, and where.

    `displaced` are those whose pin could not be honoured.
    """

    shifts: dict[int, Point] = field(default_factory=dict)
    boxes: dict[int, Box] = field(default_factory=dict)
    displaced: list[int] = field(default_factory=list)


def honour(ground: Ground, pins: Mapping[int, Point]) -> Honoured:
    """Return who stands elsewhere because of pins.

    Pinned boxes and those they hang on come first, then all others; of either those first that
    hang on fewest, from left to right. A pinned box brings its branch; who is in the way of those
    moves aside alone, to where nobody stands. Only who hangs on what moved, or is in the way of it,
    is looked at: boxes at home leave each other room.
    """
    return _Honouring(ground, pins).run()


Turn = tuple[bool, int, float, float]
"""When a box takes its place: who is led by no pin comes later, then who hangs on more."""


class _Honouring:
    """The boxes of one part while they take their places."""

    def __init__(self, ground: Ground, pins: Mapping[int, Point]) -> None:
        self.ground, self.pins = ground, pins
        self.found = Honoured()
        self.leading: set[int] = set()
        for box in pins:
            here = box
            while here >= 0 and here not in self.leading:
                self.leading.add(here)
                here = ground.anchor(here)
        self.strays = Crowd()
        self._brings: dict[int, Point] = {}
        """How far pinned boxes bring their branches."""
        self._depths: dict[int, int] = {-1: 0}

    def run(self) -> Honoured:
        """Let one after the other take its place."""
        waiting = [(self.turn(box), box) for box in self.pins]
        heapq.heapify(waiting)
        done: set[int] = set()
        while waiting:
            turn, box = heapq.heappop(waiting)
            if box in done:
                continue
            done.add(box)
            for other in self._place(box, turn):
                if other not in done:
                    heapq.heappush(waiting, (self.turn(other), other))
        return self.found

    def turn(self, box: int) -> Turn:
        """Return when a box takes its place."""
        home = self.ground.crowd.box(box)
        return box not in self.leading, self._depth(box), home.y, home.x

    def _depth(self, box: int) -> int:
        trail = []
        while box not in self._depths:
            trail.append(box)
            box = self.ground.anchor(box)
        for depth, one in enumerate(reversed(trail), self._depths[box] + 1):
            self._depths[one] = depth
        return self._depths[trail[0] if trail else box]

    def _place(self, box: int, turn: Turn) -> Iterable[int]:
        """Place a box; return who is to look for a place after it for that."""
        ground, shifts = self.ground, self.found.shifts
        home = ground.crowd.box(box)
        wish, brought = self._wished(box, home)
        earlier = _Standing(self, lambda other: self.turn(other) < turn)
        if earlier.leaves_free(wish, NEAR):
            place = wish
        elif box in self.pins:
            place = nearest_free(wish, earlier)
        else:
            place = _moved_aside(wish, _Standing(self, lambda other: other != box))
        shift = brought if place is wish and brought else (place.x - home.x, place.y - home.y)
        if box in self.pins:
            brought = shift
            if math.dist(place.centre, wish.centre) > 0.5:
                self.found.displaced.append(box)
        if abs(shift[0]) < LEEWAY and abs(shift[1]) < LEEWAY:
            return ()
        shifts[box], self.found.boxes[box] = shift, place
        self.strays.put(box, place)
        near = (k for k in ground.crowd.near(place.grown(NEAR)) if self.turn(k) > turn)
        if not brought:
            return near
        self._brings[box] = brought
        return (*ground.hanging(box), *near)

    def _wished(self, box: int, home: Box) -> tuple[Box, Point | None]:
        """Return where a box should stand, and how far a pinned branch brings it, if one does."""
        on = self.ground.anchor(box)
        if box in self.pins:
            x, y = home.centre if on < 0 else self._now(on).centre
            return _centred(home, (x + self.pins[box][0], y + self.pins[box][1])), None
        brought = self._brings.get(on)
        if brought is None:
            return home, None
        return Box(home.x + brought[0], home.y + brought[1], home.width, home.height), brought

    def _now(self, box: int) -> Box:
        return self.found.boxes.get(box) or self.ground.crowd.box(box)


class _Standing:
    """The boxes that stand somewhere while another looks for its place."""

    def __init__(self, honouring: _Honouring, stays: Callable[[int], bool]) -> None:
        """Tell by `stays` which boxes at home do not give way."""
        self._honouring, self._stays = honouring, stays

    def boxes_near(self, region: Box) -> list[Box]:
        """Return the boxes that meet a region."""
        all_ = self._honouring
        strays, home = all_.strays, all_.ground.crowd
        at_home = (k for k in home.near(region) if k not in all_.found.shifts)
        return [
            *map(strays.box, strays.near(region)),
            *(home.box(k) for k in at_home if self._stays(k)),
        ]

    def leaves_free(self, box: Box, gap: float) -> bool:
        """Tell whether a box keeps a distance from all others."""
        return not self.boxes_near(box.grown(gap - 1e-6))


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


def _moved_aside(wish: Box, crowd: _Standing) -> Box:
    """Return the box at the nearest free place along the siblings, of all there is."""
    reach = WINDOW
    while True:
        window = Box(wish.x - reach, wish.y - ROOM, wish.width + 2 * reach, wish.height + 2 * ROOM)
        found = _along_siblings(wish, crowd.boxes_near(window), ROOM)
        if abs(found.x - wish.x) <= reach - ROOM:
            return found
        reach *= 2


class Standing(Protocol):
    """Boxes that have their places, to be asked for those near one."""

    def boxes_near(self, region: Box) -> Iterable[Box]:
        """Return the boxes that meet a region."""

    def leaves_free(self, box: Box, gap: float) -> bool:
        """Tell whether a box keeps a distance from all others."""


def nearest_free(wish: Box, crowd: Standing) -> Box:
    """Return the box at the nearest free place in any direction."""
    if crowd.leaves_free(wish, NEAR):
        return wish
    reach = WINDOW
    while True:
        window = wish.grown(reach)
        found = _free_within(wish, [*crowd.boxes_near(window)])
        if math.dist(found.centre, wish.centre) <= reach - ROOM:
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
