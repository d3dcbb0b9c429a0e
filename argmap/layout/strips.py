"""What runs where in the strip between two ranks: lanes for swings, levels for bars and arcs.

From its lower edge up a strip holds the bars of linked premises and the arcs that end on other
links, one level each where they would meet; then the room in which lines swing from place to place;
then what lies near the upper edge. Lines keep straight through the outer parts, so two lines that
do not change their order never cross.
"""

from collections.abc import Mapping, Sequence
from dataclasses import field

from argmap.layout.flanks import hangs_any
from argmap.layout.ports import Ports
from argmap.layout.web import HIGH, LOW, POINT, TRUNK, Web, Wire
from argmap.model.light_dataclass import dataclass

FIRST_LEVEL = 34.0
LEVEL = 28.0
CLEAR = 14.0
"""Beyond the outermost level, before lines may swing."""
LANE = 10.0
"""Between lanes that run beside each other."""
MOST_LANES = 24
"""Strips get no deeper for more lanes than this; they lie closer then."""
FINEST = 48
"""So many places there are for lanes at most; of more lanes some share one."""
MERGED = 9.0
"""Two swings closer than this in their flat part get lanes of their own."""
SHARED, SLOPE = 40.0, 28.0
"""How long they must run over each other for that, and how steep a swing is in its middle."""
MANY = 150
"""Lanes of more wires than this are found with NumPy."""
TIP = 16.0
"""The straight end of every line, room for its tip and most of its sign."""
STUB = 8.0
"""The straight beginning, so that a line that turns soon keeps off the neighbours of its box."""
SWEEP = 0.16
"""The height of a swing for each pixel that it sweeps to the side, so that it stays a curve."""


@dataclass(slots=True)
class Item:
    """A bar, arc or hoop: its stretch along the siblings and what must lie nearer to the edge.

    What it runs over should lie there too, so that it crosses that nowhere.
    """

    span: tuple[float, float]
    after: list[int] = field(default_factory=list)
    over: list[int] = field(default_factory=list)
    level: int = 0


@dataclass(slots=True)
class Strip:
    """One strip: its wires by index, and what was decided about them.

    `levels` gives for wires (arcs, hoops) and `bars` for links the level at their edge; `lanes` the
    share of the swinging room, from the lower edge, at which a wire is flattest, as it follows from
    the `heights`, the numbers of lanes. `aside` are
    the wires that do not swing. `wanted` is the room that swings would like, `swing` what they get.
    """

    wires: list[int]
    levels: dict[int, int] = field(default_factory=dict)
    bars: dict[int, int] = field(default_factory=dict)
    lanes: dict[int, float] = field(default_factory=dict)
    heights: dict[int, int] = field(default_factory=dict)
    low_zone: float = 0.0
    high_zone: float = 0.0
    wanted: float = 0.0
    swing: float = 0.0
    low_tip: float = 0.0
    high_tip: float = 0.0
    aside: list[int] = field(default_factory=list)

    @property
    def height(self) -> float:
        """The height the strip needs."""
        return self.low_zone + self.swing + self.high_zone


NO_ZONES = 0.0, 0.0
"""The zones of a strip that was not there before."""


def zones_of(strip: Strip) -> tuple[float, float]:
    """Return how deep a strip is near its lower and its upper edge, where nothing swings."""
    return strip.low_zone, strip.high_zone


def offset(level: int) -> float:
    """Return the distance of a level from its edge of the strip."""
    return FIRST_LEVEL + LEVEL * (level - 1)


def plan(
    web: Web, ports: Ports, wires: Sequence[int], gap: float, zones: tuple[float, float]
) -> Strip:
    """Return the strip of some wires; `gap` is the height of a strip in which little happens.

    `zones` are those that it had near its edges: they get no shallower.
    """
    strip = Strip(list(wires), low_zone=zones[0], high_zone=zones[1])
    strip.aside = [index for index in wires if not swings(web, web.wires[index])]
    stack(web, ports, strip)
    lanes = _lanes(web, ports, strip)
    keep_tips(web, strip)
    sweep = max((abs(ports.end[i] - ports.start[i]) for i in strip.lanes), default=0.0)
    strip.wanted = strip.swing = swing_height(strip, gap, lanes, sweep)
    return strip


def stack(web: Web, ports: Ports, strip: Strip) -> None:
    """Settle what lies near either edge of a strip, which gets no shallower there.

    Else a line that goes from an edge would have all others swing elsewhere.
    """
    strip.levels, strip.bars = {}, {}
    for low in (True, False):
        depth = _stack(web, ports, strip, low)
        zone = offset(depth) + CLEAR if depth else 0.0
        if low:
            strip.low_zone = max(zone, strip.low_zone)
        else:
            strip.high_zone = max(zone, strip.high_zone)


def swing_height(strip: Strip, gap: float, lanes: int, sweep: float) -> float:
    """Return the height for swings, for so many lanes at most and the longest way to the side."""
    quiet = gap if not strip.low_zone and not strip.high_zone else 0.8 * gap
    curve = max(30.0 + LANE * min(lanes, MOST_LANES), min(SWEEP * sweep, 1.6 * gap))
    return max(quiet, curve + strip.low_tip + strip.high_tip)


def keep_tips(web: Web, strip: Strip) -> None:
    """Keep the last stretch straight, more of it on the sides where lines reach their boxes."""
    strip.low_tip = strip.high_tip = STUB if strip.lanes else 0.0
    boxes, aside = web.boxes, set(strip.aside)
    for index in strip.wires:
        edge, vertex = web.wires[index].end
        if vertex >= boxes or index in aside:
            continue
        if edge is HIGH:
            strip.high_tip = TIP
        elif edge is LOW:
            strip.low_tip = TIP


def joins(wire: Wire) -> bool:
    """Tell whether a wire ends on another link."""
    return wire.end[0] is POINT and wire.end[1] != wire.link


def is_hoop(wire: Wire) -> bool:
    """Tell whether a wire joins two boxes of the rank above its strip."""
    return wire.end[0] is HIGH and wire.start[0] is HIGH


def hoops_trunk(web: Web, wire: Wire) -> bool:
    """Tell whether a trunk goes from a junction below its premises up to a box of their rank."""
    return (
        wire.leg == TRUNK
        and wire.start[0] is POINT
        and wire.end[0] is HIGH
        and not web.low[wire.link]
    )


def _stack(web: Web, ports: Ports, strip: Strip, low: bool) -> int:
    """Give every bar, arc and hoop near one edge its level; return the highest."""
    items = _near_edge(web, ports, strip, low)
    if not items:
        return 0
    order = sorted(items, key=lambda key: _narrow_first(web, key, items[key]))
    _set_after(web, ports, items, order)
    _level([items[key] for key in order])
    for (kind, index), item in items.items():
        (strip.bars if kind == "bar" else strip.levels)[index] = item.level
    return max(item.level for item in items.values())


Key = tuple[str, int]
"""An arc or hoop by its wire, or the bar of a link."""


def _narrow_first(web: Web, key: Key, item: Item) -> tuple[float, str, tuple[float, int]]:
    kind, index = key
    tie = (web.turn[index], 0) if kind == "bar" else web.tie(web.wires[index])
    return item.span[1] - item.span[0], kind, tie


def _near_edge(web: Web, ports: Ports, strip: Strip, low: bool) -> dict[Key, Item]:
    items: dict[Key, Item] = {}
    for index in strip.aside:
        wire = web.wires[index]
        span = ports.start[index], ports.end[index]
        span = min(span), max(span)
        arc = joins(wire) and web.low[wire.end[1]] is low
        hoop = not low and (is_hoop(wire) or hoops_trunk(web, wire))
        leg = wire.leg != TRUNK and wire.end == (POINT, wire.link)
        if arc or hoop:
            items["arc", index] = Item(span)
        elif leg and web.low[wire.link] is low:
            bar = items.setdefault(("bar", wire.link), Item(span))
            bar.span = min(bar.span[0], span[0]), max(bar.span[1], span[1])
    return items


def _set_after(web: Web, ports: Ports, items: dict[Key, Item], order: list[Key]) -> None:
    """Note what lies nearer to the edge: the bars under an arc, the arcs that end on its start."""
    numbers = {key: number for number, key in enumerate(order)}
    arcs_of: dict[int, list[int]] = {}
    for kind, index in order:
        if kind == "arc":
            arcs_of.setdefault(web.wires[index].link, []).append(numbers[kind, index])
    for kind, index in order:
        if kind == "bar":
            continue
        wire, number = web.wires[index], numbers[kind, index]
        goal = wire.end[1] if joins(wire) else wire.link
        for bar in (("bar", wire.link), ("bar", goal)):
            if bar in numbers:
                items["arc", index].after.append(numbers[bar])
        for outer in arcs_of.get(goal, ()) if joins(wire) else ():
            if outer != number:
                items[order[outer]].after.append(number)
    _keep_over_starts(web, ports, items, order)


def _keep_over_starts(web: Web, ports: Ports, items: dict[Key, Item], order: list[Key]) -> None:
    """Let arcs of the tree run over the starts of others that lead the same way past their ends."""
    ways: tuple[list[tuple[float, float, int]], ...] = [], []
    for number, (kind, index) in enumerate(order):
        if kind == "arc" and joins(web.wires[index]) and hangs_any(web, web.wires[index].link):
            start, end = ports.start[index], ports.end[index]
            rightward = start < end
            ways[rightward].append((-start, -end, number) if rightward else (start, end, number))
    for way in ways:
        way.sort()
        for outer, (start, end, number) in enumerate(way):
            for inner in range(outer - 1, -1, -1):
                other_start, other_end, other = way[inner]
                if other_start <= end:
                    break
                if other_end < end and other_start < start:
                    items[order[number]].over.append(other)


def _level(items: list[Item]) -> None:
    """Set the levels: narrow items first, each above what it must follow and what it spans."""
    waiting = list(range(len(items)))
    while waiting:
        number = _next(items, waiting)
        waiting.remove(number)
        item = items[number]
        left, right = item.span[0] + 2.0, item.span[1] - 2.0
        inner = [o.level for o in items if o.level and o.span[0] < right and left < o.span[1]]
        under = [items[other].level for other in (*item.after, *item.over)]
        item.level = max([*inner, *under, 0]) + 1


def _next(items: list[Item], waiting: list[int]) -> int:
    """Return which item has its turn: the narrowest whose forerunners all have their levels.

    Rings of items that must follow each other cannot be; should one be after all, the narrowest of
    it goes first.
    """
    found = -1
    for number in waiting:
        if all(items[other].level for other in items[number].after):
            if all(items[other].level for other in items[number].over):
                return number
            found = number if found < 0 else found
    return found if found >= 0 else waiting[0]


def swings(web: Web, wire: Wire) -> bool:
    """Tell whether a wire crosses the whole strip, from one edge's part to the other's."""
    (start, _), (end, _) = wire.start, wire.end
    if start is not POINT and end is not POINT:
        return not (start is end is HIGH)
    if joins(wire) or is_hoop(wire) or hoops_trunk(web, wire):
        return False
    return not (wire.leg != TRUNK and wire.end[0] is POINT)


Swing = tuple[float, float, tuple[float, int], int]
"""A wire that leads rightward as it rises: its lower end, its upper end, its tie, its number."""


def _lanes(web: Web, ports: Ports, strip: Strip) -> int:
    """Give lanes to the wires that swing, and return how many lanes lie over each other at most."""
    most = 0
    for side in swings_of(web, ports, strip):
        levels = lane_levels(side)
        strip.heights.update(levels)
        strip.lanes.update(shares(side, levels))
        most = max(most, max(levels.values(), default=-1) + 1)
    return most


def swings_of(web: Web, ports: Ports, strip: Strip) -> tuple[list[Swing], list[Swing]]:
    """Return the wires that swing to the right as they rise, and, mirrored, those to the left."""
    rising: list[Swing] = []
    falling: list[Swing] = []
    aside = set(strip.aside)
    for index in strip.wires:
        if index not in aside and (found := swing_of(web, ports, index)) is not None:
            (rising, falling)[found[0]].append(found[1])
    return rising, falling


def swing_of(web: Web, ports: Ports, index: int) -> tuple[int, Swing] | None:
    """Return a wire as it swings, and 1 if it is mirrored; None where it runs straight."""
    wire = web.wires[index]
    a, b = ports.start[index], ports.end[index]
    low, high = (a, b) if wire.end[0] is HIGH else (b, a)
    if high > low + 1.0:
        return 0, (low, high, web.tie(wire), index)
    if high < low - 1.0:
        return 1, (-low, -high, web.tie(wire), index)
    return None


def lane_levels(wires: Sequence[Swing]) -> dict[int, int]:
    """Return lane numbers from the lower edge for wires that all lead rightward as they rise.

    Of two that keep their order the left one runs over the right one's start, so its lane is never
    the lower one, and it is a higher one where they would come close to each other.
    """
    if len(wires) > MANY:
        # Imported here: NumPy is not needed for strips with few wires.
        from argmap.layout.many.lanes import lane_levels as many_lane_levels

        return many_lane_levels(wires, (SHARED, SLOPE, MERGED))
    levels: dict[int, int] = {}
    wires = sorted(wires, reverse=True)
    for number, (low, high, _, index) in enumerate(wires):
        level = 0
        for k in range(number - 1, -1, -1):
            other_low, other_high, _, other = wires[k]
            if other_low >= high:
                break
            apart = merges((low, high), (other_low, other_high))
            level = max(level, levels[other] + apart)
        levels[index] = level
    return levels


def shares(wires: Sequence[Swing], levels: Mapping[int, int]) -> dict[int, float]:
    """Return at which share of the height, from the lower edge, each wire is flattest.

    Wires that do not lie over each other, not even by way of others, know nothing of each other:
    what happens at one place of a strip changes no line elsewhere.
    """
    found: dict[int, float] = {}
    bunch: list[int] = []
    edge = 0.0
    for low, high, _, index in sorted(wires):
        if bunch and low >= edge:
            found.update(_shared(bunch, levels))
            bunch = []
        edge = max(edge, high) if bunch else high
        bunch.append(index)
    found.update(_shared(bunch, levels))
    return found


def _shared(bunch: Sequence[int], levels: Mapping[int, int]) -> dict[int, float]:
    count = roomy(max((levels[index] for index in bunch), default=0) + 1)
    # Alone in the middle; many share the middle three fifths.
    lanes = min(count, FINEST)
    return {
        index: 0.5 if count == 1 else 0.2 + 0.6 * (levels[index] * lanes // count) / (lanes - 1)
        for index in bunch
    }


def roomy(count: int) -> int:
    """Return for how many lanes the height is divided: more than there are where there are many.

    So another lane among many does not change the lines in all the others.
    """
    step = 1 << max(0, (count - 1).bit_length() - 3)
    return -(-count // step) * step


def merges(a: tuple[float, float], b: tuple[float, float]) -> bool:
    """Tell whether two swings in one lane would look like one line for a stretch."""
    if min(a[1], b[1]) - max(a[0], b[0]) < SHARED:
        return False
    shift = abs((b[0] + b[1]) - (a[0] + a[1])) / 2
    return shift * SLOPE < MERGED * max(a[1] - a[0], b[1] - b[0])
