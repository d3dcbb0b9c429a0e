"""Strips, ranks and curves after an edit: only what it touched is planned and drawn again.

As in `strips`, `parts` and `lines`. A curve that comes out as it was stays the same object.
"""

from collections.abc import Iterable
from dataclasses import replace

from argmap.layout.lines import joined_at, junction, leg_of, meets
from argmap.layout.live.part import LivePart
from argmap.layout.live.traces import Leg, Traces
from argmap.layout.parts import box_of, straight_leg
from argmap.layout.stacking import Ranks, stacked
from argmap.layout.strips import MANY, NO_ZONES, Strip, joins, plan, zones_of
from argmap.layout.web import Edge


def redrawn(part: LivePart, traces: Traces, gap: float) -> None:
    """Plan touched strips, stack the ranks and draw what has changed.

    `traces.resized` then holds all boxes that are elsewhere or otherwise, `traces.links` the links.
    """
    _fit(part)
    touched = traces.strips | {part.web.wires[index].strip for index in traces.wires}
    touched.update(number for number, strip in enumerate(part.strips) if not strip.wanted)
    wires = {index for index in traces.wires if index in part.alive}
    within: dict[int, list[int]] = {number: [] for number in touched}
    for index in wires:
        within[part.web.wires[index].strip].append(index)
    for number, own in within.items():
        if number < len(part.strips):
            wires |= _replanned(part, traces, number, own, gap)
    boxes, strips = _stacked(part, traces)
    for number in strips:
        wires.update(part.strips[number].wires)
    for box in boxes:
        for edge in (Edge.LOW, Edge.HIGH):
            wires.update(part.at.get((edge, box), ()))
    _draw(part, traces, wires)
    _draw_straight(part, traces, boxes)
    traces.resized = boxes


def prepare(part: LivePart) -> None:
    """Make ready what an edit in a strip with many wires needs."""
    for number, strip in enumerate(part.strips):
        if len(strip.wires) > MANY:
            _widen(part, number)


def _widen(part: LivePart, number: int) -> None:
    # Imported here: NumPy is not needed for strips with few wires.
    from argmap.layout.live.strips import LiveStrip

    part.live_strips[number] = LiveStrip(part, number)


def _fit(part: LivePart) -> None:
    """Have as many strips as there are ranks, and one below the last."""
    strips = part.strips
    while len(strips) < len(part.orders) + 1:
        strips.append(Strip([]))
    for number in range(len(part.orders) + 1, len(strips)):
        part.live_strips.pop(number, None)
    del strips[len(part.orders) + 1 :]


def _replanned(
    part: LivePart, traces: Traces, number: int, wires: list[int], gap: float
) -> set[int]:
    """Plan a touched strip: wire by wire where there are many."""
    strip = part.strips[number]
    if len(strip.wires) <= MANY or not strip.wanted:
        part.live_strips.pop(number, None)
        return _planned(part, number, gap)
    live = part.live_strips.get(number)
    gone = traces.dropped.get(number, [])
    if live is None or live.strip is not strip:
        otherwise = _planned(part, number, gap)
        _widen(part, number)
        return otherwise
    aside = set(strip.aside)
    restack = number in traces.stacks or not aside.isdisjoint(wires)
    return live.renew(wires, gone, restack=restack, gap=gap)


def _planned(part: LivePart, number: int, gap: float) -> set[int]:
    """Plan one strip again; return the wires that run otherwise in it."""
    old = part.strips[number]
    stood = part.stands.zones
    zones = stood[number] if number < len(stood) else NO_ZONES
    new = plan(part.web, part.sheet.ports, old.wires, gap, zones)
    part.strips[number] = new
    if _shape(old) != _shape(new):
        return set(new.wires)
    otherwise = {
        index
        for index in new.wires
        if old.lanes.get(index) != new.lanes.get(index)
        or old.levels.get(index) != new.levels.get(index)
    }
    bars = {link for link, level in new.bars.items() if old.bars.get(link) != level}
    return otherwise | {index for link in bars for index in part.wires_of(link)}


def _shape(strip: Strip) -> tuple[float, ...]:
    return strip.low_zone, strip.high_zone, strip.low_tip, strip.high_tip


def _stacked(part: LivePart, traces: Traces) -> tuple[set[int], set[int]]:
    """Stack ranks and strips; return the boxes that stand elsewhere, the strips that lie so."""
    web, sheet = part.web, part.sheet
    over_room(part, traces.ranks)
    for rank in traces.ranks | {web.rank[box] for box in traces.resized}:
        if rank < len(part.tree_rows):
            while len(part.deep) <= rank:
                part.deep.append(0.0)
            deep = map(web.deep.__getitem__, part.tree_rows[rank])
            part.deep[rank] = max(deep, default=0.0)
    while len(part.deep) < len(part.orders):
        part.deep.append(0.0)
    del part.deep[len(part.orders) :]
    for rank in range(len(part.tree_rows), len(part.deep)):
        part.deep[rank] = 0.0
    before, spans = part.stands, sheet.spans
    ranks = stacked(part.strips, part.deep, part.over_rank, before)
    sheet.spans = ranks.spans
    strips = {k for k, span in enumerate(ranks.spans) if k >= len(spans) or span != spans[k]}
    boxes = {v for v in traces.moved | traces.resized if v < web.boxes and web.rank[v] >= 0}
    for rank, top in enumerate(ranks.tops):
        if rank < len(part.tree_rows) and (rank >= len(part.tops) or part.tops[rank] != top):
            boxes.update(part.tree_rows[rank])
    for box in boxes:
        sheet.tops[box] = ranks.tops[web.rank[box]]  # type: ignore[index]
        sheet.bottoms[box] = sheet.tops[box] + web.deep[box]  # type: ignore[index]
        part.boxes[box] = box_of(sheet, part.place, box)
    part.tops = ranks.tops
    _remember(part, ranks)
    return boxes, strips


def over_room(part: LivePart, ranks: Iterable[int]) -> None:
    """See the extra room over some ranks anew."""
    if not part.over and not part.over_rank:
        return
    room = part.over_rank
    room += [0.0] * (len(part.tree_rows) - len(room))
    for rank in ranks:
        if rank < len(part.tree_rows):
            room[rank] = max((part.over.get(v, 0.0) for v in part.tree_rows[rank]), default=0.0)
    del room[len(part.tree_rows) :]


def _remember(part: LivePart, ranks: Ranks) -> None:
    stood = part.stands
    part.stands = replace(
        stood,
        tops=ranks.tops,
        deep=[*ranks.deep, *stood.deep[len(ranks.deep) :]],
        strips=[*ranks.strips, *stood.strips[len(ranks.strips) :]],
        zones=[*map(zones_of, part.strips), *stood.zones[len(part.strips) :]],
    )


def _draw(part: LivePart, traces: Traces, wires: set[int]) -> None:
    web, sheet, drawn = part.web, part.sheet, part.drawn
    legs: set[Leg] = {(web.wires[index].link, web.wires[index].leg) for index in wires}
    points = set(traces.points)
    for index in wires:
        wire = web.wires[index]
        if meets(wire):
            at = junction(sheet, index)
            if drawn.junctions.get(wire.link) != at:
                drawn.junctions[wire.link] = at
                legs.update(part.by_link[wire.link])
        if joins(wire):
            points.add(wire.end[1])
    for leg in legs:
        curve = leg_of(sheet, drawn, part.legs[leg])
        if drawn.legs.get(leg) != curve:
            drawn.legs[leg] = curve
            traces.links.add(leg[0])
    for link in points:
        joiners = part.joiners(link)
        at_last = joined_at(sheet, link, joiners) if joiners else None
        if at_last != drawn.points.get(link):
            traces.links.add(link)
            drawn.points.pop(link, None)
            if at_last is not None:
                drawn.points[link] = at_last


def _draw_straight(part: LivePart, traces: Traces, boxes: set[int]) -> None:
    """Draw the links between neighbours of which one stands elsewhere, or that are new."""
    web = part.web
    links = {link for link in traces.links if link in web.sideways}
    for box in boxes:
        for link in part.straight.get(web.above[box], ()):
            if box in (web.premises(link)[0], web.target(link)):
                links.add(link)
    for link in links:
        ends = part.boxes[web.premises(link)[0]], part.boxes[web.target(link)]
        curve = straight_leg(*ends)
        if part.drawn.legs.get((link, 0)) != curve:
            part.drawn.legs[link, 0] = curve
            traces.links.add(link)
