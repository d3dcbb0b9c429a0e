"""Where on the edges of boxes lines begin and end, along the siblings.

Ports stand in the order in which their lines lead away, so that lines of one edge never cross; a
line that can run straight does. Junctions stand over the middle of their premises.
"""

from collections.abc import Iterable, Sequence
from dataclasses import field
from typing import Protocol

from argmap.layout.coordinates import nearest_apart
from argmap.layout.flanks import hangs_any, premise_beside
from argmap.layout.web import HIGH, LOW, POINT, TRUNK, Edge, End, Web, Wire
from argmap.model.light_dataclass import dataclass

SPACING = 28.0
"""Between two ports of an edge, where there is room: two badges side by side."""
STRAIGHT = 400.0
"""How much more a straight line counts than an evenly shared edge."""
SNAP = 1.0
"""A line that all but runs straight does so: what ends on it would else end beside it."""
INSET = 20.0
"""From a port to the corner of its box."""
CLOSE = 22.0
"""Between two ports of a lower edge, where one of their lines can run straight so."""
UPRIGHT = 100.0
"""So far from their middle three premises or more may meet, if one of them is led straight so."""


@dataclass(slots=True)
class Ports:
    """The place of both ends of every wire, and of every link's point.

    `aimed` is where the lower end of a wire was aimed, before upper edges were shared.
    """

    start: list[float]
    end: list[float]
    aimed: list[float]
    point: dict[int, float] = field(default_factory=dict)


def ports_of(web: Web, place: Sequence[float]) -> Ports:
    """Return the ports, given the centres of all vertices along the siblings."""
    middle = rough_points(web, place)
    leanings = leanings_of(web, place)
    starts = [_vertex_place(place, wire.start) for wire in web.wires]
    ends = [_vertex_place(place, wire.end) for wire in web.wires]
    aimed = [
        start if wire.start[0] is LOW else end
        for wire, start, end in zip(web.wires, starts, ends, strict=True)
    ]
    ports = Ports(starts, ends, aimed)
    sides = sides_of(web)
    known = middle, leanings
    for side, wires in sides.items():
        if side[0] is LOW:
            spread(web, side, wires, place, known, ports)
    _set_points(web, ports, Before(web, place, ports))
    for side, wires in sides.items():
        if side[0] is HIGH:
            spread(web, side, wires, place, known, ports)
    for side, wires in sides.items():
        if side[0] is LOW:
            settle(web, side, wires, place, ports)
    _set_points(web, ports, ports.start)
    return ports


def _vertex_place(place: Sequence[float], end: End) -> float:
    return 0.0 if end[0] is POINT else place[end[1]]


def sides_of(web: Web) -> dict[End, list[tuple[int, bool]]]:
    """Gather, for each edge of each box, the wires that end there and whether by their start."""
    sides: dict[End, list[tuple[int, bool]]] = {}
    boxes = web.boxes
    for index, wire in enumerate(web.wires):
        start, end = wire.start, wire.end
        if start[0] is not POINT and start[1] < boxes:
            sides.setdefault(start, []).append((index, True))
        if end[0] is not POINT and end[1] < boxes:
            sides.setdefault(end, []).append((index, False))
    return sides


def held_links(web: Web) -> set[int]:
    """Return the links that others end on."""
    return {wire.end[1] for wire in web.wires if wire.end[0] is POINT and wire.end[1] != wire.link}


def rough_points(web: Web, place: Sequence[float]) -> list[float]:
    """Return about where the points of all links are."""
    held = held_links(web)
    return [rough_point(web, place, link, link in held) for link in range(len(web.premises_of))]


def rough_point(web: Web, place: Sequence[float], link: int, held: bool) -> float:
    """Return about where the point of a link is; `held` tells that others end on it."""
    premises = web.premises_of[link]
    if len(premises) == 1:
        return place[premises[0]]
    own = [p for p in premises if web.hung[p] == link]
    premises = own or (premises[-1:] if held else premises)
    return _meeting([place[p] for p in premises])


def _meeting(places: Sequence[float]) -> float:
    """Return where what starts at some places meets: in the middle, or right above one near it."""
    middle = (min(places) + max(places)) / 2
    nearest = min(places, key=lambda x: (abs(x - middle), x))
    return nearest if len(places) > 2 and abs(nearest - middle) <= UPRIGHT else middle


def _set_points(web: Web, ports: Ports, start: "Places") -> None:
    """Place every link's point: at its premise's port, or in the middle of those of its legs."""
    held = held_links(web)
    pointed = {v for wire in web.wires for edge, v in (wire.start, wire.end) if edge is POINT}
    legs: dict[int, list[int]] = {link: [] for link in pointed}
    for index, wire in enumerate(web.wires):
        if wire.link in legs:
            legs[wire.link].append(index)
    for link, wires in legs.items():
        if (point := point_of(web, link, wires, start, link in held)) is not None:
            ports.point[link] = point
    for index, wire in enumerate(web.wires):
        if wire.start[0] is POINT:
            ports.start[index] = ports.point[wire.start[1]]
        if wire.end[0] is POINT:
            ports.end[index] = ports.point[wire.end[1]]


class Places(Protocol):
    """Places by the number of a wire."""

    def __getitem__(self, index: int, /) -> float:
        """Return a place."""


class Before:
    """Where wires start before the upper edges of boxes are shared: there, in the middle."""

    def __init__(self, web: Web, place: Sequence[float], ports: Ports) -> None:
        self._web, self._place, self._ports = web, place, ports

    def __getitem__(self, index: int) -> float:
        edge, vertex = self._web.wires[index].start
        return self._place[vertex] if edge is HIGH else self._ports.aimed[index]


def point_of(web: Web, link: int, wires: Sequence[int], start: Places, held: bool) -> float | None:
    """Return where the point of a link is, given its wires and where each of them starts.

    Of linked premises those count that hang by the link and lie near it, if there are any; if there
    are none, and others end on the link (`held`), that beside which these stand.
    """
    beside = premise_beside(web, link) if held else -1
    heaviest = -1
    places: list[float] = []
    for index in wires:
        wire = web.wires[index]
        if wire.leg == TRUNK:
            continue
        edge, vertex = wire.start
        near = wire.strip == web.strip_of[link] and (edge is LOW) is web.low[link]
        own = vertex < web.boxes and web.hung[vertex] == link
        weight = 0 if not near else 3 if own else 2 if vertex == beside else 1
        if weight > heaviest:
            heaviest, places = weight, []
        if weight == heaviest:
            places.append(start[index])
    return _meeting(places) if places else None


def spread(
    web: Web,
    side: End,
    ends: list[tuple[int, bool]],
    place: Sequence[float],
    known: tuple[Sequence[float], dict[int, float]],
    ports: Ports,
) -> None:
    """Place the ports of one edge of a box; on a lower edge that is where wires are aimed.

    `known` are the rough places of the points of links, and the leanings.
    """
    edge, box = side
    centre, half = place[box], web.wide[box] / 2
    if len(ends) == 1:
        index, starts = ends[0]
        straight = _straight(web, edge, starts, (centre, half), (place, ports, index))
        x = centre if straight is None or half <= INSET else straight
        _which(edge, starts, ports)[index] = x
        return
    keys = {end: _turn(web, side, end, place, known) for end in ends}
    ends.sort(key=keys.__getitem__)
    room = max(0.0, 2 * half - 2 * INSET)
    step = min(SPACING, room / (len(ends) - 1)) if len(ends) > 1 else 0.0
    wish, weight = [], []
    for number, (index, starts) in enumerate(ends):
        even = centre + (number - (len(ends) - 1) / 2) * step
        straight = _straight(web, edge, starts, (centre, half), (place, ports, index))
        wish.append(even if straight is None else straight)
        weight.append(1.0 if straight is None else STRAIGHT)
    found = nearest_apart(wish, weight, [step] * (len(ends) - 1))
    least, most = centre - half + INSET, centre + half - INSET
    for number, (index, starts) in enumerate(ends):
        x = found[number]
        if weight[number] == STRAIGHT and abs(x - wish[number]) < SNAP:
            x = wish[number]
        x = min(max(x, least + number * step), most - (len(ends) - 1 - number) * step)
        _which(edge, starts, ports)[index] = x if room else centre


def _turn(
    web: Web,
    side: End,
    end: tuple[int, bool],
    place: Sequence[float],
    known: tuple[Sequence[float], dict[int, float]],
) -> tuple[float, float, tuple[float, int]]:
    """Return by what the ports of an edge are sorted, towards what ends on their lines, too."""
    (index, starts), (middle, leanings) = end, known
    wire, centre = web.wires[index], place[side[1]]
    far = wire.end if starts else wire.start
    away = middle[far[1]] if far[0] is POINT else place[far[1]]
    lean, order = _key(web, wire, side, far, away, centre)
    if starts and far == (POINT, wire.link) and web.strands[wire.link].onto_link:
        # What meets at a junction near the edge turns aside there, on its way to a link.
        goal = middle[web.target(wire.link)]
        lean = float((away > centre) - (away < centre) or (goal > centre) - (goal < centre))
    own = web.hung[side[1]] == wire.link
    held = starts and wire.link in leanings and abs(lean) <= 1.0
    if held and (not lean or far[0] is HIGH or not own):
        # Towards what ends on it, be it away from where it leads: that may be of the tree. So
        # is what ends on the line that the box hangs by, which others must not stand before.
        lean = leanings[wire.link] * (0.5 if own else 1.0)
    return lean, order, web.tie(wire)


def _which(edge: Edge, starts: bool, ports: Ports) -> list[float]:
    if edge is LOW:
        return ports.aimed
    return ports.start if starts else ports.end


def settle(
    web: Web, side: End, ends: Sequence[tuple[int, bool]], place: Sequence[float], ports: Ports
) -> None:
    """Place the ports of a lower edge where wires were aimed, or where they run straight.

    They keep their order and their distance, which may be a little less for that.
    """
    box = side[1]
    reach = web.wide[box] / 2 - INSET
    order = sorted(ends, key=lambda end: ports.aimed[end[0]])
    gap = min(CLOSE, max(0.0, 2 * reach) / max(1, len(order) - 1))
    least, most = place[box] - reach, place[box] + reach
    for number, (index, starts) in enumerate(order):
        wire, x = web.wires[index], ports.aimed[index]
        if (wire.end if starts else wire.start)[0] is HIGH:
            goal = (ports.end if starts else ports.start)[index]
            onward = order[number + 1 :][:1]
            last = ports.aimed[onward[0][0]] - gap if onward else most
            x = goal if least <= goal <= last else x
        (ports.start if starts else ports.end)[index] = x
        least = x + gap


def leanings_of(web: Web, place: Sequence[float]) -> dict[int, float]:
    """Return, for links that others end on from one side only, a key for ports on that side."""
    joiners: dict[int, list[int]] = {}
    for index, wire in enumerate(web.wires):
        if wire.end[0] is POINT and wire.end[1] != wire.link:
            joiners.setdefault(wire.end[1], []).append(index)
    return {
        link: lean
        for link, wires in joiners.items()
        if (lean := leaning(web, place, link, wires)) is not None
    }


def leaning(web: Web, place: Sequence[float], link: int, joiners: Iterable[int]) -> float | None:
    """Return from which side all wires come that end on a link, or None where from both.

    Those of the tree count alone where there are any: of these none may cross another.
    """
    host = place[premise_beside(web, link)]
    wires = list(joiners)
    own = [index for index in wires if hangs_any(web, web.wires[index].link)]
    sides = set()
    for index in own or wires:
        edge, vertex = web.wires[index].start
        # Whether others are on that link moves its junction, but not to the other side.
        start = rough_point(web, place, vertex, False) if edge is POINT else place[vertex]
        sides.add(0.5 if start > host else -0.5)
    return sides.pop() if len(sides) == 1 else None


def _key(
    web: Web, wire: Wire, side: End, far: End, away: float, centre: float
) -> tuple[float, float]:
    """Return by what ports are sorted where nothing ends on lines: outermost what turns aside.

    Nearest to it turn premises that are led to a junction beside their box.
    """
    edge, box = side
    outward = 1.0 if away > centre else -1.0
    if far == (POINT, wire.link) and wire.leg != TRUNK:
        near = wire.strip == web.strip_of[wire.link] and web.low[wire.link] is (edge is LOW)
        if near and abs(away - centre) > web.wide[box] / 2:
            return 1.5 * outward, centre - away
    hoop = far[0] is HIGH is edge
    joins = far[0] is POINT and far[1] != wire.link
    if hoop or joins:
        # Of two that turn the same way the one that leads farther starts farther in.
        return outward, centre - away
    return 0.0, away


def _straight(
    web: Web,
    edge: Edge,
    starts: bool,
    own: tuple[float, float],
    known: tuple[Sequence[float], Ports, int],
) -> float | None:
    """Return the port that lets the wire run straight, or None where that is off the edge."""
    centre, half = own
    place, ports, index = known
    wire = web.wires[index]
    far = wire.end if starts else wire.start
    if far[0] is edge or (far[0] is POINT and far[1] != wire.link):
        return None
    if edge is LOW:
        # The other side has no port yet: aim for the nearest point below its box, if that is near.
        if far[0] is POINT:
            return None
        reach = max(0.0, web.wide[far[1]] / 2 - INSET) if far[1] < len(web.ids) else 0.0
        goal = min(max(centre, place[far[1]] - reach), place[far[1]] + reach)
    elif far[0] is LOW:
        goal = ports.aimed[index]
    else:
        goal = ports.end[index] if starts else ports.start[index]
    return goal if abs(goal - centre) <= half - INSET else None
