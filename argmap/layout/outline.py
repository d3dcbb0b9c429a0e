"""The outline: one statement a row, what is below it indented under it, as in a table of contents.

Rows follow the file. What hangs on a statement is led to it by a rail along its left side; all
other links run in lanes right of the rows. Pins and directions mean nothing here.
"""

from collections.abc import Iterator, Mapping

from argmap.layout.geometry import Box
from argmap.layout.groups import frames_of
from argmap.layout.outline_lanes import Lanes
from argmap.layout.outline_rails import routes_by_rails
from argmap.layout.packing import MARGIN
from argmap.layout.placement import LinkRoute, Placement, Sizes
from argmap.layout.skeleton import Skeleton
from argmap.model.argmap import ArgumentMap
from argmap.model.light_dataclass import dataclass
from argmap.model.records import Direction, LinkId, StatementId

INDENT = 72.0
ROW_GAP = 20.0
TREE_GAP = 44.0


@dataclass(frozen=True, slots=True)
class Row:
    """A statement of the outline and how deep it is indented, 0 for a root."""

    id: StatementId
    depth: int


def outlined(map: ArgumentMap, skeleton: Skeleton, sizes: Sizes) -> Placement:
    """Return the placement of a map as an outline; it runs to the right, siblings downwards."""
    boxes = _stacked(skeleton, sizes)
    kinds = {id_: link.kind for id_, link in map.links.items()}
    railed = routes_by_rails(skeleton, boxes, kinds)
    routes = Lanes(skeleton, boxes, railed).routes()
    boxes = {id_: boxes[id_] for id_ in map.statements if id_ in boxes}
    ordered: dict[LinkId, LinkRoute] = {id_: routes[id_] for id_ in map.links if id_ in routes}
    frames, frameless = frames_of(map, boxes)
    return Placement(
        boxes=boxes,
        routes=ordered,
        frames=frames,
        frameless=frameless,
        size=_size(boxes, ordered),
        direction=Direction.RIGHT,
    )


def rows_of(skeleton: Skeleton) -> Iterator[Row]:
    """Yield the rows from top to bottom: a statement, what is below it, what bears on its link."""
    guests: dict[StatementId, list[StatementId]] = {}
    for link, strand in skeleton.strands.items():
        for premise in strand.premises:
            if premise in skeleton.beside and skeleton.hung[premise] == link:
                guests.setdefault(skeleton.beside[premise], []).append(premise)

    def under(top: StatementId | None) -> list[StatementId]:
        blocks = skeleton.families.get(top, ())
        own = [id_ for block in blocks for id_ in block if id_ not in skeleton.beside]
        # Guests stand behind the last premise that they share, never between linked premises.
        return own if top is None else own + guests.get(top, [])

    pending = [Row(id_, 0) for id_ in reversed(under(None))]
    while pending:
        row = pending.pop()
        yield row
        pending += [Row(id_, row.depth + 1) for id_ in reversed(under(row.id))]


def _stacked(skeleton: Skeleton, sizes: Sizes) -> dict[StatementId, Box]:
    boxes: dict[StatementId, Box] = {}
    y = MARGIN
    for row in rows_of(skeleton):
        if boxes and row.depth == 0:
            y += TREE_GAP - ROW_GAP
        wide, tall = sizes[row.id]
        boxes[row.id] = Box(MARGIN + row.depth * INDENT, y, wide, tall)
        y += tall + ROW_GAP
    return boxes


def _size(
    boxes: Mapping[StatementId, Box], routes: Mapping[LinkId, LinkRoute]
) -> tuple[float, float]:
    if not boxes:
        return 0.0, 0.0
    right = max(box.right for box in boxes.values())
    for route in routes.values():
        for curve in (*route.legs, *((route.trunk,) if route.trunk else ())):
            right = max(right, *(bend.end[0] for bend in curve.bends))
    return right + MARGIN, max(box.bottom for box in boxes.values()) + MARGIN
