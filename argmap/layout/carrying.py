"""Parts that were put somewhere by hand: a part whose roots are all pinned goes with the first.

The pin counts from the slot where the part would stand among the others; the slot stays its home.
No box of it ever stands on a box or line of another part: where it would, it goes to the nearest
free place and is reported.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from argmap.layout.crowd import Crowd
from argmap.layout.geometry import Box, Curve, Point
from argmap.layout.packing import Slot, whole_of
from argmap.layout.pins import NEAR, is_within_reach, nearest_free
from argmap.layout.skeleton import Skeleton
from argmap.model.records import StatementId

STILL = (0.0, 0.0)


def roots_of(ids: Iterable[StatementId], skeleton: Skeleton) -> list[StatementId]:
    """Return the statements of a part that hang on nothing."""
    return [id_ for id_ in ids if id_ not in skeleton.below and id_ not in skeleton.beside]


def step_of(
    ids: Iterable[StatementId], skeleton: Skeleton, pins: Mapping[StatementId, Point]
) -> Point:
    """Return how far a part goes with its roots, along the siblings and along the ranks."""
    roots = roots_of(ids, skeleton) if pins else []
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
    slots: Sequence[Slot],
    extents: Sequence[Box],
    pieces: Sequence[Sequence[Box]],
    moved: Sequence[int],
    *,
    afresh: bool,
) -> tuple[list[Slot], list[Slot], list[int]]:
    """Return the slots that are the parts' homes, those where they are shown, and who gave way.

    `extents` are the boxes that parts fill when they are carried, `pieces` what of each nothing
    else may stand on, `moved` the numbers of those that are. If `afresh` all lies right of and
    below the margin and touches it.
    """
    shown, gave_way = list(slots), []
    carried_on = set(moved)
    others = Crowd(
        away(piece, slot.shift)
        for number, slot in enumerate(slots)
        if number not in carried_on
        for piece in pieces[number]
    )
    for number in moved:
        wish = slots[number].shift
        found = _free(pieces[number], wish, others)
        if max(abs(found[0] - wish[0]), abs(found[1] - wish[1])) > 0.5:
            gave_way.append(number)
        shown[number] = Slot(found, slots[number].row)
        for piece in pieces[number]:
            others.add(away(piece, found))
    if not afresh:
        return list(slots), shown, gave_way
    whole = whole_of(extents, shown)

    def back(slot: Slot) -> Slot:
        return replace(slot, shift=(slot.shift[0] - whole.x, slot.shift[1] - whole.y))

    return [back(slot) for slot in slots], [back(slot) for slot in shown], gave_way


def _free(own: Sequence[Box], shift: Point, others: Crowd) -> Point:
    """Return the shift itself where nothing is in the way, else the nearest where nothing is."""
    wished = [away(piece, shift) for piece in own]
    if all(others.leaves_free(piece, NEAR) for piece in wished):
        return shift
    around = wished[0]
    for piece in wished[1:]:
        around = around.united(piece)
    free = nearest_free(around, others)
    return shift[0] + free.x - around.x, shift[1] + free.y - around.y
