"""The radial drawing: the root in the middle, what bears on it in rings around it.

A part is placed as if it ran down, by the same steps as the layered drawing, and then bent round
(`polar.py`). For that, every box is given the room of the circle around it, as an angle that its
ring allows; so no box meets another, and lines keep the order and the clear way that they had.
"""

import math
from collections.abc import Callable

from argmap.layout.distances import Gaps
from argmap.layout.flanks import flank
from argmap.layout.geometry import Box, Point
from argmap.layout.groups import gather
from argmap.layout.lines import Drawn
from argmap.layout.parts import Part, place_part
from argmap.layout.polar import Disc, led_from, led_to
from argmap.layout.warmth import Stood, Warmth, keep_order
from argmap.layout.web import BEND_WIDTH, TRUNK, Web, find_sideways
from argmap.model.argmap import ArgumentMap

GAP = 26.0
"""Between the circles around two neighbours."""
RING_GAP = 64.0
ROOM = 14.0
"""Between a bend and its neighbour, as an arc."""


def round_part(map: ArgumentMap, make_web: Callable[[], Web], warm: Warmth) -> Part:
    """Return one part placed in rings around the middle; siblings keep the order they had.

    `make_web` gives the web of the part, with the sizes of its boxes as they are.
    """
    web = _ordered_web(map, make_web)
    settled = keep_order(web, warm)
    across = [math.hypot(*size) for size in zip(web.wide, web.deep, strict=True)]
    rings = _first_rings(web, across)
    round_ = 2.0 * math.pi * rings[-1] or 1.0
    flat = _flat(web, across, rings, 0.0, settled)
    left, right = _stretch(flat, rings)
    if right - left < round_:
        # There is room to spare: the same again, with boxes farther from each other.
        fullest = max(len(row) for row in _ranks(web))
        web = _ordered_web(map, make_web)
        web.rows = flat.web.rows
        flat = _flat(web, across, rings, (round_ - right + left) / fullest, True)
    disc, rings = _disc(flat, rings, round_)
    sizes = make_web()
    boxes = [
        _upright(disc.angle(box.centre[0]), rings[web.rank[number]], (wide, deep))
        for number, (box, wide, deep) in enumerate(
            zip(flat.boxes, sizes.wide, sizes.deep, strict=True)
        )
    ]
    return Part(web, boxes, _round_lines(web, disc, flat.drawn, boxes), stands=Stood())


def _ordered_web(map: ArgumentMap, make_web: Callable[[], Web]) -> Web:
    web = make_web()
    flank(web)
    gather(web, map.group_of)
    find_sideways(web)
    return web


def _flat(web: Web, across: list[float], rings: list[float], gap: float, settled: bool) -> Part:
    """Return the part as it runs down, everything as wide as its ring makes it.

    Lengths along the siblings are those on the outermost ring.
    """
    outermost = rings[-1]
    for row in _ranks(web):
        deepest = max(across[box] for box in row)
        for box in row:
            ring = rings[web.rank[box]]
            # A root in the middle is reached from all sides.
            wide = (across[box] + GAP) * outermost / ring if ring else 5.0 * outermost
            web.wide[box], web.deep[box] = wide, deepest

    def gaps_of(web: Web) -> Gaps:
        for bend in range(web.boxes, len(web.wide)):
            ring = rings[web.rank[bend]] or outermost
            web.wide[bend] = max(BEND_WIDTH, (BEND_WIDTH + ROOM) * outermost / ring)
        return Gaps(gap, RING_GAP)

    return place_part(web, gaps_of, Warmth(), settled)


def _ranks(web: Web) -> list[list[int]]:
    """Return the boxes of each rank."""
    rows: list[list[int]] = [[] for _ in range(max(web.rank[: web.boxes]) + 1)]
    for box in range(web.boxes):
        rows[web.rank[box]].append(box)
    return rows


def _first_rings(web: Web, across: list[float]) -> list[float]:
    """Return the radius of each rank's ring, as small as its boxes and the rings inside allow.

    A single root stands in the middle itself, on a ring of no radius.
    """
    circles = [[across[box] for box in row] for row in _ranks(web)]
    rings: list[float] = []
    for rank, here in enumerate(circles):
        if rank == 0 and len(here) == 1:
            rings.append(0.0)
            continue
        inner = rings[-1] + max(circles[rank - 1]) / 2 if rank else 0.0
        round_ = sum(circle + GAP for circle in here) / (2.0 * math.pi)
        rings.append(max(inner + RING_GAP + max(here) / 2, round_, max(here)))
    return rings


def _disc(flat: Part, rings: list[float], round_: float) -> tuple[Disc, list[float]]:
    """Return how to bend a flat part round, and its rings, widened until all of it fits."""
    left, right = _stretch(flat, rings)
    grown = max((right - left) / round_, 1.0)
    edges = {flat.web.rank[number]: (box.y, box.bottom) for number, box in enumerate(flat.boxes)}
    depths: list[float] = []
    radii: list[float] = []
    widened: list[float] = []
    for rank, ring in enumerate(rings):
        top, bottom = edges[rank]
        half = (bottom - top) / 2
        # The strip before a ring may need more room than the rings leave it.
        strip = radii[-1] + top - depths[-1] + half if rank else 0.0
        widened.append(max(ring * grown, strip))
        depths += [top, bottom]
        radii += [max(widened[-1] - half, 0.0), widened[-1] + half]
    depths.append(depths[-1] + 1.0)
    radii.append(radii[-1] + 1.0)
    return Disc(left, max(right - left, round_), depths, radii), widened


def _stretch(flat: Part, rings: list[float]) -> Point:
    """Return how far everything on rings reaches along the siblings, lines included."""
    boxes = [box for number, box in enumerate(flat.boxes) if rings[flat.web.rank[number]]]
    xs = [x for box in boxes for x in (box.x, box.right)]
    for curve in flat.drawn.legs.values():
        xs += [x for bend in curve.bends for x, _ in (bend.first, bend.second, bend.end)]
    return (min(xs), max(xs)) if xs else (0.0, 0.0)


def _upright(angle: float, radius: float, size: Point) -> Box:
    """Return a box of a size with its middle at an angle and a radius."""
    x, y = radius * math.cos(angle), radius * math.sin(angle)
    return Box(x - size[0] / 2, y - size[1] / 2, *size)


def _round_lines(web: Web, disc: Disc, flat: Drawn, boxes: list[Box]) -> Drawn:
    drawn = Drawn(
        junctions={link: disc.point(at) for link, at in flat.junctions.items()},
        points={link: disc.point(at) for link, at in flat.points.items()},
    )
    for (link, leg), curve in flat.legs.items():
        strand = web.strands[link]
        bent = disc.curve(curve)
        if leg != TRUNK:
            bent = led_from(bent, boxes[web.premises(link)[leg]])
        if not strand.onto_link and (leg == TRUNK or not strand.joint):
            bent = led_to(bent, boxes[web.target(link)])
        drawn.legs[link, leg] = bent
    return drawn
