"""From wires with ports, levels and lanes to curves.

Every wire of a strip becomes a piece of a curve; the pieces of a leg are joined over the ranks that
they pass. What is drawn here is still as if the map ran down.
"""

from collections.abc import Mapping, Sequence
from dataclasses import field

from argmap.layout.geometry import Curve, Point
from argmap.layout.pen import Pen
from argmap.layout.ports import Ports
from argmap.layout.strips import Strip, hoops_trunk, is_hoop, joins, offset
from argmap.layout.web import HIGH, LOW, POINT, TRUNK, End, Web, Wire
from argmap.model.light_dataclass import dataclass

REACH = 56.0
"""How far along the siblings a quarter turn reaches at most."""
RISE = 24.0


@dataclass(frozen=True, slots=True)
class Span:
    """Where a strip lies along the ranks: its upper and its lower edge."""

    high: float
    low: float


@dataclass(slots=True)
class Drawn:
    """The curves of one web: by link and leg, the junctions and the points where links end."""

    legs: dict[tuple[int, int], Curve] = field(default_factory=dict)
    junctions: dict[int, Point] = field(default_factory=dict)
    points: dict[int, Point] = field(default_factory=dict)


@dataclass(slots=True)
class Sheet:
    """All that drawing needs to know: the web, its ports, the strip of each wire and where it lies.

    `tops` and `bottoms` are the edges of the boxes along the ranks.
    """

    web: Web
    ports: Ports
    strips: Sequence[Strip]
    spans: Sequence[Span]
    strip_of_wire: Mapping[int, int]
    tops: Sequence[float]
    bottoms: Sequence[float]

    def edge(self, end: End, strip: int) -> float:
        """Return where along the ranks a wire's end at a box or a bend lies."""
        edge, vertex = end
        if vertex < len(self.web.ids):
            return self.tops[vertex] if edge is LOW else self.bottoms[vertex]
        return self.spans[strip].low if edge is LOW else self.spans[strip].high

    def level(self, strip: int, low: bool, level: int) -> float:
        """Return where along the ranks a level lies."""
        span = self.spans[strip]
        return span.low - offset(level) if low else span.high + offset(level)


def draw(sheet: Sheet) -> Drawn:
    """Return the curves of all wires, joined leg by leg."""
    drawn = Drawn()
    legs: dict[tuple[int, int], list[int]] = {}
    joiners: dict[int, list[int]] = {}
    for index, wire in enumerate(sheet.web.wires):
        legs.setdefault((wire.link, wire.leg), []).append(index)
        if meets(wire):
            drawn.junctions[wire.link] = junction(sheet, index)
        if joins(wire):
            joiners.setdefault(wire.end[1], []).append(index)
    drawn.legs = {key: leg_of(sheet, drawn, wires) for key, wires in legs.items()}
    drawn.points = {link: joined_at(sheet, link, wires) for link, wires in joiners.items()}
    return drawn


def meets(wire: Wire) -> bool:
    """Tell whether a wire leads a premise to the junction of its link."""
    return wire.leg != TRUNK and wire.end == (POINT, wire.link)


def junction(sheet: Sheet, index: int) -> Point:
    """Return where the junction is to which a wire leads."""
    wire, strip = sheet.web.wires[index], sheet.strip_of_wire[index]
    bar = sheet.strips[strip].bars.get(wire.link, 1)
    return sheet.ports.point[wire.link], sheet.level(strip, sheet.web.low[wire.link], bar)


def leg_of(sheet: Sheet, drawn: Drawn, wires: Sequence[int]) -> Curve:
    """Return the curve of one leg, given its wires in order; junctions are drawn already."""
    first = sheet.web.wires[wires[0]]
    pen = Pen(_beginning(sheet, drawn, wires[0], first))
    for index in wires:
        _draw(sheet, drawn, index, sheet.web.wires[index], pen)
    return pen.curve()


def joined_at(sheet: Sheet, link: int, wires: Sequence[int]) -> Point:
    """Return the middle of a link on which some wires end: the place nearest to its premise."""
    web = sheet.web

    def near(index: int) -> tuple[float, tuple[float, int]]:
        y = _end_of(sheet, index)[1]
        return (-y if web.low[link] else y), web.tie(web.wires[index])

    return _end_of(sheet, min(wires, key=near))


def _end_of(sheet: Sheet, index: int) -> Point:
    """Return where a wire ends on another link."""
    strip, goal = sheet.strip_of_wire[index], sheet.web.wires[index].end[1]
    level = sheet.strips[strip].levels[index]
    return sheet.ports.end[index], sheet.level(strip, sheet.web.low[goal], level)


def _beginning(sheet: Sheet, drawn: Drawn, index: int, wire: Wire) -> Point:
    if wire.start[0] is POINT:
        return drawn.junctions[wire.link]
    return sheet.ports.start[index], sheet.edge(wire.start, sheet.strip_of_wire[index])


def _draw(sheet: Sheet, drawn: Drawn, index: int, wire: Wire, pen: Pen) -> None:
    strip = sheet.strip_of_wire[index]
    start, end = wire.start[0], wire.end[0]
    if start is not POINT:
        pen.straight((sheet.ports.start[index], sheet.edge(wire.start, strip)))
        if end is not POINT and (start is LOW or end is LOW):
            _swing(sheet, index, wire, pen)
            return
    if joins(wire):
        pen.turn_in(_end_of(sheet, index), REACH, RISE)
    elif is_hoop(wire) or hoops_trunk(sheet.web, wire):
        _hoop(sheet, index, wire, pen)
    elif wire.leg != TRUNK and wire.end[0] is POINT:
        _meet(sheet, drawn, wire, pen)
    else:
        _swing(sheet, index, wire, pen)


def _swing(sheet: Sheet, index: int, wire: Wire, pen: Pen) -> None:
    number = sheet.strip_of_wire[index]
    strip, span = sheet.strips[number], sheet.spans[number]
    low = span.low - strip.low_zone - strip.low_tip
    high = span.high + strip.high_zone + strip.high_tip
    lane = low + (high - low) * strip.lanes.get(index, 0.5)
    x = sheet.ports.end[index]
    leave, arrive = (low, high) if wire.end[0] is HIGH else (high, low)
    pen.straight((pen.here[0], leave))
    pen.swing((x, arrive), lane)
    pen.straight((x, sheet.edge(wire.end, number)))


def _hoop(sheet: Sheet, index: int, wire: Wire, pen: Pen) -> None:
    strip = sheet.strip_of_wire[index]
    y = sheet.level(strip, False, sheet.strips[strip].levels[index])
    x = sheet.ports.end[index]
    turn = (pen.here[0] + x) / 2
    pen.turn_in((turn, y), REACH, RISE)
    pen.turn_out((x, sheet.edge(wire.end, strip)), REACH, RISE)


def _meet(sheet: Sheet, drawn: Drawn, wire: Wire, pen: Pen) -> None:
    """Lead a leg to its junction: of a premise that hangs by the link over it, others along it."""
    at = drawn.junctions[wire.link]
    low = sheet.web.low[wire.link]
    vertex = wire.start[1]
    own = vertex < sheet.web.boxes and sheet.web.hung[vertex] == wire.link
    if own and (wire.start[0] is LOW) is low:
        far = at[1] + (1 if low else -1) * min(abs(at[1] - pen.here[1]), offset(1))
        pen.straight((pen.here[0], far))
        pen.swing(at, (far + at[1]) / 2)
    else:
        pen.turn_in(at, REACH, RISE)
