"""Parts that were put somewhere by hand: a part whose roots are all pinned goes with the first.

The pin counts from the slot where the part would stand among the others; the slot stays its home.
No box of it ever stands on a box or line of another part: where it would, it goes to the nearest
free place and is reported.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from argmap.layout.crowd import Crowd
from argmap.layout.geometry import Box, Curve, Point
from argmap.layout.packing import Slot, packed, whole_of
from argmap.layout.pins import NEAR, is_within_reach, nearest_free
from argmap.layout.skeleton import Skeleton
from argmap.model.records import StatementId

STILL = (0.0, 0.0)


def is_root(id_: StatementId, skeleton: Skeleton) -> bool:
    """Tell whether a statement hangs on nothing."""
    return id_ not in skeleton.below and id_ not in skeleton.beside


def roots_of(ids: Iterable[StatementId], skeleton: Skeleton) -> list[StatementId]:
    """Return the statements of a part that hang on nothing."""
    return [id_ for id_ in ids if is_root(id_, skeleton)]


def step_of(roots: Sequence[StatementId], pins: Mapping[StatementId, Point]) -> Point:
    """Return how far a part goes with its roots, along the siblings and along the ranks."""
    if not roots or not all(root in pins and is_within_reach(pins[root]) for root in roots):
        return STILL
    return pins[roots[0]]


def away(box: Box, by: Point) -> Box:
    """Return a box moved by a step."""
    return Box(box.x + by[0], box.y + by[1], box.width, box.height)


def stretches(curves: Iterable[Curve]) -> list[Box]:
    """Return a box round every straight stretch of some lines."""
    return [
        Box(min(a[0], b[0]), min(a[1], b[1]), abs(a[0] - b[0]), abs(a[1] - b[1]))
        for curve in curves
        for a, b in pairwise(curve.flattened(6))
    ]


def carried(
    extents: Sequence[Box],
    before: Sequence[Slot | None],
    steps: Sequence[Point],
    pieces_of: Callable[[int], Sequence[Box]],
) -> tuple[list[Slot], list[Slot], list[int]]:
    """Return the slots that are the parts' homes, those where they are shown, and who gave way.

    `extents` are the boxes that parts fill, `before` the slots that they had, `steps` how far each
    is carried. `pieces_of` tells what of a part nothing else may stand on; it is asked only for
    parts that are carried into each other. If none stood anywhere all lies right of and below the
    margin and touches it.
    """
    slots = packed(extents, before)
    moved = [number for number, step in enumerate(steps) if step != STILL]
    if not moved:
        return slots, slots, []
    shown, gave_way = _shown(extents, slots, steps, moved, pieces_of)
    if all(slot is None for slot in before):
        whole = whole_of(extents, shown)
        x, y = whole.x, whole.y
        slots = [replace(slot, shift=(slot.shift[0] - x, slot.shift[1] - y)) for slot in slots]
        # From its home on, so that the next layout comes to the very same numbers.
        shown, gave_way = _shown(extents, slots, steps, moved, pieces_of)
    return slots, shown, gave_way


def _shown(
    extents: Sequence[Box],
    slots: Sequence[Slot],
    steps: Sequence[Point],
    moved: Sequence[int],
    pieces_of: Callable[[int], Sequence[Box]],
) -> tuple[list[Slot], list[int]]:
    """Return the slots where the parts are shown, and who gave way."""
    shown, gave_way = list(slots), []
    standing = _Standing(extents, slots, moved, pieces_of)
    for number in moved:
        (x, y), (dx, dy) = slots[number].shift, steps[number]
        wish = x + dx, y + dy
        found = standing.free(number, wish)
        if max(abs(found[0] - wish[0]), abs(found[1] - wish[1])) > 0.5:
            gave_way.append(number)
        shown[number] = Slot(found, slots[number].row)
        standing.shifts[number] = found
    return shown, gave_way


class _Standing:
    """The parts that have their places already."""

    def __init__(
        self,
        extents: Sequence[Box],
        slots: Sequence[Slot],
        moved: Sequence[int],
        pieces_of: Callable[[int], Sequence[Box]],
    ) -> None:
        self.extents, self.pieces_of = extents, pieces_of
        self.shifts = {
            number: slot.shift for number, slot in enumerate(slots) if number not in moved
        }

    def free(self, number: int, wish: Point) -> Point:
        """Return the shift where nothing is in the way, else the nearest where nothing is."""
        around = away(self.extents[number], wish).grown(NEAR)
        near = [k for k, by in self.shifts.items() if away(self.extents[k], by).meets(around)]
        if not near:
            return wish
        own = [away(piece, wish) for piece in self.pieces_of(number)]
        others = Crowd(away(piece, self.shifts[k]) for k in near for piece in self.pieces_of(k))
        if all(others.leaves_free(piece, NEAR) for piece in own):
            return wish
        for k in self.shifts.keys() - set(near):
            others.add(away(self.extents[k], self.shifts[k]))
        around = own[0]
        for piece in own[1:]:
            around = around.united(piece)
        free = nearest_free(around, others)
        return wish[0] + free.x - around.x, wish[1] + free.y - around.y
