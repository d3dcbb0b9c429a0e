"""Putting the parts of a map beside each other: in reading order, in rows of a pleasant shape.

Parts that stood somewhere stay in their rows and make room for each other to the right and below;
then the whole may begin left of or above where it began.
"""

from collections.abc import Sequence

from argmap.layout.geometry import Box, Point
from argmap.model.light_dataclass import dataclass

GAP = 64.0
MARGIN = 16.0
SHAPE = 1.6
"""The width to height that rows aim at."""


@dataclass(frozen=True, slots=True)
class Slot:
    """How far a part is moved to its place, and in which row it is."""

    shift: Point
    row: int


def packed(extents: Sequence[Box], before: Sequence[Slot | None]) -> list[Slot]:
    """Return the slots of parts, given the boxes that they fill and the slots that they had.

    Where no part stood anywhere, all lie right of and below the margin and touch it.
    """
    if any(slot is not None for slot in before):
        return _kept_rows(extents, before)
    slots = _new_rows(extents)
    whole = whole_of(extents, slots)
    return [Slot((slot.shift[0] - whole.x, slot.shift[1] - whole.y), slot.row) for slot in slots]


def whole_of(extents: Sequence[Box], slots: Sequence[Slot]) -> Box:
    """Return the box that all parts fill in their slots, margins included; empty without parts."""
    if not extents:
        return Box(0.0, 0.0, 0.0, 0.0)
    placed = list(zip(extents, slots, strict=True))
    left = min(e.x + slot.shift[0] for e, slot in placed) - MARGIN
    top = min(e.y + slot.shift[1] for e, slot in placed) - MARGIN
    right = max(e.right + slot.shift[0] for e, slot in placed) + MARGIN
    bottom = max(e.bottom + slot.shift[1] for e, slot in placed) + MARGIN
    return Box(left, top, right - left, bottom - top)


def _new_rows(extents: Sequence[Box]) -> list[Slot]:
    """Break the rows at that width which comes nearest to the shape wished for."""
    best: tuple[float, list[Slot]] | None = None
    for width in _widths(extents):
        slots = _rows(extents, width)
        whole = whole_of(extents, slots)
        shape = max(whole.width - 2 * MARGIN, 1.0) / max(whole.height - 2 * MARGIN, 1.0)
        badness = max(shape / SHAPE, SHAPE / shape)
        if best is None or badness < best[0] - 1e-9:
            best = (badness, slots)
    return best[1] if best is not None else []


def _widths(extents: Sequence[Box]) -> list[float]:
    """Return the widths to try: that of the first k parts in one row, at most forty of them."""
    if not extents:
        return []
    widest = max(extent.width for extent in extents)
    widths, total = [], -GAP
    for extent in extents:
        total += extent.width + GAP
        if total >= widest:
            widths.append(total)
    step = max(1, len(widths) // 40)
    return [widest, *widths[::step], *widths[-1:]]


def _rows(extents: Sequence[Box], limit: float) -> list[Slot]:
    slots: list[Slot] = []
    x = y = tallest = 0.0
    row = 0
    for extent in extents:
        if x > 0 and x + extent.width > limit + 1e-6:
            x, y, tallest, row = 0.0, y + tallest + GAP, 0.0, row + 1
        slots.append(Slot((x - extent.x, y - extent.y), row))
        x += extent.width + GAP
        tallest = max(tallest, extent.height)
    return slots


def _kept_rows(extents: Sequence[Box], before: Sequence[Slot | None]) -> list[Slot]:
    """Keep parts in their rows; new ones go to the end of the last row, or to one below."""
    rows: dict[int, list[int]] = {}
    for part, slot in enumerate(before):
        if slot is not None:
            rows.setdefault(slot.row, []).append(part)
    widest = max(_extent(extents[p], before[p]).right for row in rows.values() for p in row)
    last = max(rows)
    for part, slot in enumerate(before):
        if slot is None:
            end = max((_extent(extents[p], before[p]).right for p in rows[last]), default=0.0)
            taken = sum(extents[p].width + GAP for p in rows[last] if before[p] is None)
            if end + taken + GAP + extents[part].width > widest:
                last += 1
                rows[last] = []
            rows[last].append(part)
    kept = [_extent(extents[p], slot) for p, slot in enumerate(before) if slot is not None]
    edge, floor = min(extent.x for extent in kept), -1e18
    found: dict[int, Slot] = {}
    for row in sorted(rows):
        floor = _keep_row(extents, before, (row, rows[row]), (edge, floor), found)
    return [found[part] for part in range(len(extents))]


def _extent(extent: Box, slot: Slot | None) -> Box:
    dx, dy = slot.shift if slot else (0.0, 0.0)
    return Box(extent.x + dx, extent.y + dy, extent.width, extent.height)


def _keep_row(
    extents: Sequence[Box],
    before: Sequence[Slot | None],
    where: tuple[int, list[int]],
    corner: Point,
    found: dict[int, Slot],
) -> float:
    """Place one row right of and below a corner, and return the floor for the next."""
    (number, parts), (edge, floor) = where, corner
    stood = {p: _extent(extents[p], before[p]) for p in parts if before[p] is not None}
    parts = sorted(parts, key=lambda p: (p not in stood, stood[p].x if p in stood else 0.0, p))
    top = min((box.y for box in stood.values()), default=max(floor, 0.0))
    down = max(0.0, floor - top)
    down = down if down > 1e-6 else 0.0
    wall, bottom = -1e18, floor
    for part in parts:
        extent, slot = extents[part], before[part]
        left = stood[part].x if slot else max(wall, edge)
        push = wall - left if wall - left > 1e-6 else 0.0
        dx, dy = slot.shift if slot else (left - extent.x, top - extent.y)
        found[part] = Slot((dx + push, dy + down), number)
        wall = extent.right + dx + push + GAP
        bottom = max(bottom, extent.bottom + dy + down + GAP)
    return bottom
