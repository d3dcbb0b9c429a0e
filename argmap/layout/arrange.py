"""The one entry to layout: from a map and the sizes of its boxes to a placement.

It settles what is shown and which way the map runs, and puts the parts together. It reads no fonts,
no files and no clock: the same input gives the same placement everywhere.
"""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

from argmap.layout.axes import Turn, along_axes, lies_sideways
from argmap.layout.carrying import STILL, carried, is_root, roots_of, step_of, stretches
from argmap.layout.deeper import Deepened, deepened
from argmap.layout.distances import Gaps
from argmap.layout.finish import bounds, routes_of
from argmap.layout.flanks import flank
from argmap.layout.geometry import Box, Curve, Point
from argmap.layout.ground import Ground
from argmap.layout.groups import framed_boxes, frames_of, gather, room_for_frames
from argmap.layout.mending import Ways
from argmap.layout.outline import outlined
from argmap.layout.packing import Slot, whole_of
from argmap.layout.parts import Part, place_part
from argmap.layout.pins import honour, is_within_reach
from argmap.layout.placement import LayoutOptions, LinkRoute, Placement, Sizes
from argmap.layout.radial import round_part
from argmap.layout.redraw import Redrawing, redrawn
from argmap.layout.skeleton import Skeleton, ground_of, skeleton_of
from argmap.layout.warmth import Warmth, keep_order, read_warmth, warmth_of
from argmap.layout.web import Web, find_sideways, forget_parted, web_of
from argmap.model.argmap import ArgumentMap
from argmap.model.light_dataclass import dataclass
from argmap.model.records import Direction, LayoutKind, LinkId, LinkKind, Ranks, StatementId

DEFAULT_OPTIONS = LayoutOptions()
SMALL, BIG = 60, 200
"""Below, a map runs down if nothing else is said; from the second on it runs to the right."""
WIDE = 4.0
"""In between, one runs to the right that would be this many times wider than tall."""
Joining = Callable[[dict[LinkId, LinkRoute], dict[LinkId, LinkKind]], dict[LinkId, LinkRoute]]
"""Makes whole routes of those that were drawn stretch by stretch."""
BULK = 1000
"""Of more statements so many values are made that looking through them for rings takes long."""


def arrange(
    map: ArgumentMap,
    sizes: Sizes,
    options: LayoutOptions = DEFAULT_OPTIONS,
    previous: Mapping[str, object] | None = None,
) -> Placement:
    """Return where everything of a map stands.

    `sizes` holds the width and height of every statement; `previous` is the warmth of an earlier
    placement: what was there holds still, and only what is new looks for a place. With another
    direction it keeps the order of siblings alone.
    """
    return arranged(map, sizes, options, read_warmth(previous)).placement


@dataclass(frozen=True, slots=True)
class Arranged:
    """A placement and how it came about; without parts where it is no layered one.

    `slots` are where the parts are shown.
    """

    placement: Placement
    skeleton: Skeleton
    parts: Sequence[Part] = ()
    slots: Sequence[Slot] = ()


def arranged(map: ArgumentMap, sizes: Sizes, options: LayoutOptions, warm: Warmth) -> Arranged:
    """Return where everything stands, and what has led to it."""
    with collecting_later(len(map.statements) > BULK):
        return _arranged(map, sizes, options, warm)


@contextmanager
def collecting_later(bulk: bool) -> Iterator[None]:
    """Put off the collector of rings while very many values are made that hold none."""
    later = bulk and gc.isenabled()
    if later:
        gc.disable()
    try:
        yield
    finally:
        if later:
            if not gc.get_freeze_count():
                # Counts them as old, so that they are not looked through right afterwards.
                gc.freeze()
                gc.unfreeze()
            gc.enable()


def _arranged(map: ArgumentMap, sizes: Sizes, options: LayoutOptions, warm: Warmth) -> Arranged:
    skeleton = skeleton_of(map, options.folded)
    if options.kind is LayoutKind.OUTLINE:
        return Arranged(outlined(map, skeleton, sizes), skeleton)
    if options.kind is LayoutKind.RADIAL:
        return replace(_in_rings(map, skeleton, sizes, warm), parts=())
    said = options.direction or map.meta.view.direction or warm.direction
    direction = said or chosen_direction(skeleton, sizes)
    options = replace(options, direction=direction)
    if direction is not warm.direction:
        warm = Warmth(families=warm.families)
    along = {id_: along_axes(sizes[id_], direction) for id_ in skeleton.shown}
    if map.meta.view.ranks is Ranks.LONGEST:
        return replace(_by_longest(map, deepened(skeleton), along, options, warm), parts=())
    parts = [
        placed(map, skeleton, web_of(skeleton, ids, links, along), options, warm)
        for ids, links in components(map, skeleton)
    ]
    return _together(map, skeleton, parts, direction, warm)


def _by_longest(
    map: ArgumentMap, deeper: Deepened, along: Sizes, options: LayoutOptions, warm: Warmth
) -> Arranged:
    """Return the layered placement with every statement below all that it bears on."""
    skeleton, sizes = deeper.skeleton, deeper.sizes(along)
    parts = [
        placed(map, skeleton, web_of(skeleton, ids, links, sizes), options, warm)
        for ids, links in components(map, skeleton)
    ]
    direction = options.direction or Direction.DOWN
    return _together(map, skeleton, parts, direction, warm, deeper.whole_routes)


def _in_rings(map: ArgumentMap, skeleton: Skeleton, sizes: Sizes, warm: Warmth) -> Arranged:
    """Return the radial placement of a map: each part by itself, in no direction, pins aside."""
    unpinned = map.replaced(meta=replace(map.meta, view=replace(map.meta.view, pins={})))
    warm = Warmth(families=warm.families)
    parts = [
        round_part(map, partial(web_of, skeleton, ids, links, sizes), warm)
        for ids, links in components(map, skeleton)
    ]
    return _together(unpinned, skeleton, parts, Direction.DOWN, warm)


def chosen_direction(skeleton: Skeleton, sizes: Sizes) -> Direction:
    """Return the direction that suits a map's size and shape: down, or right for big, wide ones."""
    shown = len(skeleton.shown)
    if shown < SMALL:
        return Direction.DOWN
    if shown >= BIG:
        return Direction.RIGHT
    depth: dict[StatementId, int] = {}
    rows: dict[int, float] = {}
    for id_ in skeleton.shown:
        trail = []
        here: StatementId | None = id_
        while here is not None and here not in depth:
            trail.append(here)
            here = skeleton.below.get(here) or skeleton.beside.get(here)
        for one in reversed(trail):
            host = skeleton.below.get(one)
            up = host or skeleton.beside.get(one)
            depth[one] = 0 if up is None else depth[up] + (host is not None)
        rows[depth[id_]] = rows.get(depth[id_], 0.0) + sizes[id_][0] + 24.0
    tall = len(rows) * (sum(sizes[id_][1] for id_ in skeleton.shown) / shown + 72.0)
    return Direction.RIGHT if max(rows.values()) > WIDE * tall else Direction.DOWN


def components(
    map: ArgumentMap, skeleton: Skeleton
) -> list[tuple[list[StatementId], list[LinkId]]]:
    """Return what hangs together: statements and links, in the order of the file.

    A group holds its members together as links do.
    """
    # Whatever stands below or beside something hangs together with it already.
    head = {**skeleton.beside, **skeleton.below}
    for link, strand in skeleton.strands.items():
        hung = [premise for premise in strand.premises if skeleton.hung.get(premise) == link]
        if not hung:
            _join(head, (ground_of(strand, skeleton.strands), *strand.premises))
        elif len(hung) < len(strand.premises):
            _join(head, strand.premises)
    shown = set(skeleton.shown)
    for group in map.groups.values():
        _join(head, [id_ for id_ in group.statements if id_ in shown])
    found: dict[StatementId, tuple[list[StatementId], list[LinkId]]] = {}
    for id_ in skeleton.shown:
        found.setdefault(_find(head, id_), ([], []))[0].append(id_)
    for link, strand in skeleton.strands.items():
        found[_find(head, strand.premises[0])][1].append(link)
    return list(found.values())


def _find(head: dict[StatementId, StatementId], id_: StatementId) -> StatementId:
    """Return the one that stands for all that a statement hangs together with."""
    root = id_
    while root in head:
        root = head[root]
    while id_ != root:
        head[id_], id_ = root, head[id_]
    return root


def _join(head: dict[StatementId, StatementId], ids: Sequence[StatementId]) -> None:
    """Let some statements hang together."""
    for id_ in ids[1:]:
        if (end := _find(head, id_)) != (home := _find(head, ids[0])):
            head[end] = home


def placed(
    map: ArgumentMap, skeleton: Skeleton, web: Web, options: LayoutOptions, warm: Warmth
) -> Part:
    """Return one part placed as if it ran down; the direction in the options is settled."""
    sideways = lies_sideways(options.direction or Direction.DOWN)
    flank(web)
    gather(web, map.group_of)
    find_sideways(web)
    settled = keep_order(web, warm)
    forget_parted(web)

    def gaps_of(web: Web) -> Gaps:
        before, over = room_for_frames(web, map.group_of, sideways)
        group_of = map.group_of
        members = ((box, group_of[id_]) for box, id_ in enumerate(web.ids) if id_ in group_of)
        framed = framed_boxes(members, sideways)
        return Gaps(options.sibling_gap, options.rank_gap, before, over, framed)

    return _pinned(map, skeleton, place_part(web, gaps_of, warm, settled))


def _pinned(map: ArgumentMap, skeleton: Skeleton, part: Part) -> Part:
    """Return the part with the pins of its statements honoured."""
    pins, part.displaced = pins_of(part.web.ids, skeleton, map.meta.view.pins)
    if not pins:
        return part
    web = part.web
    anchors = [anchor_in(map, skeleton, id_) for id_ in web.ids]
    on = [-1 if id_ is None else web.number[id_] for id_ in anchors]
    ground = Ground(web, part.boxes, part.drawn, on)
    honoured = honour(ground, pins)
    for number, box in honoured.boxes.items():
        ground.crowd.put(number, box)
    new = Redrawing(ground, honoured, ground.crowd, Ways()).run()
    boxes = [honoured.boxes.get(number, box) for number, box in enumerate(part.boxes)]
    displaced = sorted({*part.displaced, *honoured.displaced})
    return replace(
        part,
        boxes=boxes,
        drawn=redrawn(part.drawn, new),
        displaced=displaced,
        unpinned=(part.boxes, part.drawn),
    )


def pins_of(
    ids: Sequence[StatementId], skeleton: Skeleton, stored: Mapping[StatementId, Point]
) -> tuple[dict[int, Point], list[int]]:
    """Return the pins of a part's boxes by their numbers, and those that lead out of reach.

    Where all roots are pinned the whole part is carried on (`carrying`); pins of roots then count
    from the first.
    """
    pinned = {number: stored[id_] for number, id_ in enumerate(ids) if id_ in stored}
    pins = {number: pin for number, pin in pinned.items() if is_within_reach(pin)}
    x, y = step_of(roots_of(ids, skeleton), stored) if pins else STILL
    for number, (dx, dy) in pins.items():
        if (x or y) and is_root(ids[number], skeleton):
            pins[number] = dx - x, dy - y
    return pins, sorted(pinned.keys() - pins.keys())


def anchor_in(map: ArgumentMap, skeleton: Skeleton, id_: StatementId) -> StatementId | None:
    """Return the statement that another one's place is counted from."""
    here = skeleton.below.get(id_) or skeleton.beside.get(id_)
    while here is not None and here not in map.statements:
        here = skeleton.below.get(here)
    return here


def _together(
    map: ArgumentMap,
    skeleton: Skeleton,
    parts: Sequence[Part],
    direction: Direction,
    warm: Warmth,
    joined: Joining | None = None,
) -> Arranged:
    kinds = {id_: link.kind for id_, link in map.links.items()}
    extents = [extent_of(map, part, direction) for part in parts]
    slots, gave_way = _slots(map, skeleton, parts, extents, direction, warm)
    whole = whole_of(extents, slots)
    boxes = dict(Placement().boxes)
    routes: dict[LinkId, LinkRoute] = {}
    for part, slot in zip(parts, slots, strict=True):
        turn = Turn(direction, *slot.shift)
        boxes.update((part.web.ids[number], turn.box(box)) for number, box in enumerate(part.boxes))
        routes.update(routes_of(part.web, part.drawn, turn, kinds))
    boxes = {id_: boxes[id_] for id_ in map.statements if id_ in boxes}
    routes = joined(routes, kinds) if joined is not None else routes
    routes = {id_: routes[id_] for id_ in map.links if id_ in routes}
    frames, frameless = frames_of(map, boxes)
    placement = Placement(
        boxes=boxes,
        routes=routes,
        frames=frames,
        frameless=frameless,
        displaced=tuple(_displaced(skeleton, parts, gave_way)),
        origin=(whole.x, whole.y),
        size=(whole.width, whole.height),
        direction=direction,
        warmth=warmth_of(parts, direction, warm, map.statements),
    )
    return Arranged(placement, skeleton, parts, slots)


def _slots(
    map: ArgumentMap,
    skeleton: Skeleton,
    parts: Sequence[Part],
    extents: Sequence[Box],
    direction: Direction,
    warm: Warmth,
) -> tuple[list[Slot], list[int]]:
    """Return where the parts stand, and who gave way to others.

    Those with pinned roots are carried on from their slots.
    """
    upright = Turn(direction)
    pins = map.meta.view.pins
    steps = [STILL] * len(parts)
    if pins:
        roots = (roots_of(part.web.ids, skeleton) for part in parts)
        steps = [upright.vector(step_of(ids, pins)) for ids in roots]

    def pieces(number: int) -> list[Box]:
        part = parts[number]
        boxes = dict(zip(part.web.ids, part.boxes, strict=True))
        return pieces_of(map, boxes, part.drawn.legs.values(), upright)

    slots, shown, gave_way = carried(extents, _slots_before(parts, warm), steps, pieces)
    for part, slot in zip(parts, slots, strict=True):
        part.stands = replace(part.stands, shift=slot.shift, row=slot.row)
    return shown, gave_way


def _displaced(
    skeleton: Skeleton, parts: Sequence[Part], gave_way: Sequence[int]
) -> Iterator[StatementId]:
    """Yield the statements whose pins could not be honoured, part by part."""
    for number, part in enumerate(parts):
        web = part.web
        roots = roots_of(web.ids, skeleton) if number in gave_way else []
        yield from (web.ids[k] for k in sorted({*part.displaced, *(web.number[i] for i in roots)}))


def pieces_of(
    map: ArgumentMap, boxes: Mapping[StatementId, Box], lines: Iterable[Curve], upright: Turn
) -> list[Box]:
    """Return what of a part nothing else may stand on: boxes, frames, lines."""
    shown = {id_: upright.box(box) for id_, box in boxes.items()}
    runs = stretches(upright.curve(line) for line in lines)
    return [*shown.values(), *frames_of(map, shown)[0].values(), *runs]


def extent_of(map: ArgumentMap, part: Part, direction: Direction) -> Box:
    """Return the box around a part as it is shown, frames included."""
    upright = Turn(direction)
    extent = upright.box(bounds(part.drawn.legs.values(), part.boxes))
    if not map.groups:
        return extent
    shown = {part.web.ids[number]: upright.box(box) for number, box in enumerate(part.boxes)}
    for frame in frames_of(map, shown)[0].values():
        extent = extent.united(frame)
    return extent


def _slots_before(parts: Sequence[Part], warm: Warmth) -> list[Slot | None]:
    """Return where each part was; of parts that were one, the first has its place."""
    found: list[Slot | None] = []
    for part in parts:
        stood = warm.stood(part.web)
        found.append(None if stood is None else Slot(stood.shift, stood.row))
    return found
