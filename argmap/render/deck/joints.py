"""From routes to connectors: what each begins and ends on, so that none ends on nothing.

A line of a map becomes a chain of connectors over small shapes: the bar where linked premises meet,
the sign of the link, and a dot where other links bear on it. Geometry only, in units of the slide.
"""

from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise
from math import dist

from argmap.layout.geometry import Bend, Box, Curve, Point, between
from argmap.layout.placement import LinkRoute, Placement
from argmap.model.argmap import ArgumentMap
from argmap.model.light_dataclass import dataclass
from argmap.model.records import Link, LinkId, StatementId
from argmap.render.deck.bends import Bent, bent
from argmap.render.link_look import BADGE_RADIUS, DOT_RADIUS, JUNCTION_HALF, JUNCTION_WIDTH

_SAME = 0.75
"""How near a place must be to the middle of an edge to be that middle."""
_NEAR_END = 60.0
"""How near a sign must be to the end of its line to belong to it."""
_SWING = 44.0
"""The room in which a line can leave and arrive along one axis. In less than a centimetre some
programs lead it round the shapes that it joins."""
_TOGETHER = 4.0
"""Links that end on a link so near to each other end on one dot."""


class Form(StrEnum):
    """What a line runs over: a card, the bar of linked premises, a sign or a dot."""

    CARD = "card"
    BAR = "bar"
    SIGN = "sign"
    DOT = "dot"


@dataclass(frozen=True, slots=True)
class Joint:
    """A shape that connectors are glued to."""

    name: str
    form: Form
    box: Box
    link: LinkId | None = None


@dataclass(frozen=True, slots=True)
class Glue:
    """A place on the outline of a joint, and the direction away from it.

    `site` is the number of the place; `port` is where it is, from the corner of a card in units of
    its size, for places that are none of the four middles.
    """

    joint: Joint
    site: int
    at: Point
    away: Point
    port: Point | None = None


@dataclass(frozen=True, slots=True)
class Join:
    """One connector of a link. `first` and `last` tell whether it begins or ends the link."""

    link: LinkId
    name: str
    start: Glue
    end: Glue
    bent: Bent
    first: bool
    last: bool


@dataclass(frozen=True, slots=True)
class Joints:
    """All small shapes and connectors of one slide."""

    shapes: tuple[Joint, ...]
    joins: tuple[Join, ...]


_UP, _LEFT, _DOWN, _RIGHT = (0.0, -1.0), (-1.0, 0.0), (0.0, 1.0), (1.0, 0.0)
_SIDES: tuple[Point, ...] = (_UP, _LEFT, _DOWN, _RIGHT)
"""The directions of the four sites of a rectangle, in their order; an ellipse has more between."""


def joints_of(map: ArgumentMap, placement: Placement, scale: float) -> Joints:
    """Return the connectors of a placement in which everything is as large as `scale` says."""
    making = _Making(map, placement, scale)
    for id_ in making.drawn:
        making.link(map.links[id_], placement.routes[id_])
    return Joints(tuple(making.shapes), tuple(making.joins))


class _Making:
    """The joints and connectors of one slide in the making."""

    def __init__(self, map: ArgumentMap, placement: Placement, scale: float) -> None:
        self._placement, self._scale = placement, scale
        self.drawn = _drawn(map, placement)
        self._dots = {id_: self._dots_on(map, id_) for id_ in self.drawn}
        self.shapes: list[Joint] = []
        self.joins: list[Join] = []
        self._ports: dict[str, list[Point]] = {}

    def link(self, link: Link, route: LinkRoute) -> None:
        """Add the connectors of a link, with what they run over."""
        sign = Joint(f"{link.id} sign", Form.SIGN, self._round(route.badge, BADGE_RADIUS), link.id)
        over = [sign, *self._dots[link.id]]
        self.shapes += over
        main = route.trunk or route.legs[0]
        start: Joint | None = None
        if route.trunk is not None and route.junction is not None:
            start = self._bar(link.id, route.junction, _heading(main.flattened(), 0))
            self.shapes.append(start)
            for leg, premise in zip(route.legs, self._premises(link), strict=False):
                self._chain(link.id, leg, self._card(premise), start, [], ends=(True, False))
        begin = start or self._card(self._premises(link)[0])
        self._chain(link.id, main, begin, self._target(link, route), over, ends=(not start, True))

    def _chain(
        self,
        link: LinkId,
        curve: Curve,
        start: Joint,
        end: Joint,
        over: Sequence[Joint],
        *,
        ends: tuple[bool, bool],
    ) -> None:
        points, stops = _marked(curve.flattened(8), over)
        glue = self._glue(start, points[0], _heading(points, 0), leaving=True)
        before = 0
        for number, (at, joint) in enumerate([*stops, (len(points) - 1, end)]):
            final = number == len(stops)
            heading = _heading(points, at)
            if joint.form is Form.BAR:
                heading = self._into_bar(joint, points[0], heading)
            elif joint.form is Form.SIGN:
                heading = self._into_sign(joint, glue.at, heading)
            arrival = self._glue(joint, points[at], heading, leaving=False)
            guide = [glue.at, *points[before + 1 : at], arrival.at]
            back = (-arrival.away[0], -arrival.away[1])
            made = bent(glue.at, glue.away, arrival.at, back, guide)
            first, last = ends[0] and number == 0, ends[1] and final
            count = sum(join.link == link for join in self.joins)
            name = f"{link} {count + 1}" if count else str(link)
            self.joins.append(Join(link, name, glue, arrival, made, first, last))
            if not final:
                # A line that swings into a sign goes on from there as it ends.
                near = dist(points[at], points[-1]) < _NEAR_END * self._scale
                onward = len(points) - 1 if near and joint.form is Form.SIGN else at
                glue = self._glue(joint, points[at], _heading(points, onward), leaving=True)
                before = at

    def _into_sign(self, sign: Joint, start: Point, heading: Point) -> Point:
        """Return how a line enters a sign: from the side where there is no room to swing."""
        upright = heading[0] == 0.0
        dx, dy = sign.box.centre[0] - start[0], sign.box.centre[1] - start[1]
        gap, aside = (abs(dy), dx) if upright else (abs(dx), dy)
        radius = sign.box.width / 2
        if gap - radius > _SWING or abs(aside) < 2.5 * radius:
            return heading
        toward = 1.0 if aside > 0 else -1.0
        return (toward, 0.0) if upright else (0.0, toward)

    def _into_bar(self, bar: Joint, start: Point, heading: Point) -> Point:
        """Return how a leg enters a bar: by its end where it comes from beyond that."""
        across = heading[0] == 0.0
        x, y = bar.box.centre
        aside = x - start[0] if across else y - start[1]
        if abs(aside) < 2 * JUNCTION_HALF * self._scale:
            return heading
        toward = 1.0 if aside > 0 else -1.0
        return (toward, 0.0) if across else (0.0, toward)

    def _glue(self, joint: Joint, at: Point, heading: Point, *, leaving: bool) -> Glue:
        """Return where a line that heads somewhere leaves a joint, or reaches it."""
        if joint.form is Form.CARD:
            return self._glue_on_card(joint, at)
        away = heading if leaving else (-heading[0], -heading[1])
        box, side = joint.box, _SIDES.index(away)
        x, y = box.centre
        place = x + away[0] * box.width / 2, y + away[1] * box.height / 2
        return Glue(joint, 2 * side if joint.form is Form.DOT else side, place, away)

    def _glue_on_card(self, joint: Joint, at: Point) -> Glue:
        box = joint.box
        gaps = (at[1] - box.y, at[0] - box.x, box.bottom - at[1], box.right - at[0])
        side = min(range(4), key=lambda number: abs(gaps[number]))
        away = _SIDES[side]
        x, y = box.centre
        middle = x + away[0] * box.width / 2, y + away[1] * box.height / 2
        if dist(at, middle) <= _SAME:
            return Glue(joint, side, middle, away)
        port = (at[0] - box.x) / self._scale, (at[1] - box.y) / self._scale
        known = self._ports.setdefault(joint.name, [])
        if port not in known:
            known.append(port)
        return Glue(joint, 4 + known.index(port), at, away, port)

    def _target(self, link: Link, route: LinkRoute) -> Joint:
        if link.target in self._placement.boxes:
            return self._card(link.target)
        end = (route.trunk or route.legs[0]).end
        return min(self._dots[LinkId(link.target)], key=lambda dot: dist(dot.box.centre, end))

    def _dots_on(self, map: ArgumentMap, id_: LinkId) -> list[Joint]:
        """Return the dots of a link: one for each place at which others end on it."""
        places: list[Point] = []
        for onto in map.links_into.get(id_, ()):
            if onto in self._placement.routes:
                route = self._placement.routes[onto]
                end = (route.trunk or route.legs[0]).end
                if all(dist(end, place) > _TOGETHER * self._scale for place in places):
                    places.append(end)
        names = [f"{id_} dot" + (f" {n}" if n > 1 else "") for n in range(1, len(places) + 1)]
        pairs = zip(names, places, strict=True)
        return [Joint(name, Form.DOT, self._round(at, DOT_RADIUS), id_) for name, at in pairs]

    def _card(self, id_: str) -> Joint:
        return Joint(id_, Form.CARD, self._placement.boxes[StatementId(id_)])

    def _premises(self, link: Link) -> list[str]:
        """Return the premises that are shown, in the order of the legs."""
        return [id_ for id_ in dict.fromkeys(link.premises) if id_ in self._placement.boxes]

    def _bar(self, link: LinkId, at: Point, heading: Point) -> Joint:
        half, thick = JUNCTION_HALF * self._scale, JUNCTION_WIDTH * self._scale / 2
        wide, high = (half, thick) if heading[0] == 0.0 else (thick, half)
        box = Box(at[0] - wide, at[1] - high, 2 * wide, 2 * high)
        return Joint(f"{link} bar", Form.BAR, box, link)

    def _round(self, at: Point, radius: float) -> Box:
        return Box(at[0], at[1], 0.0, 0.0).grown(radius * self._scale)


def _drawn(map: ArgumentMap, placement: Placement) -> list[LinkId]:
    """Return the links that have both their ends on the slide, those onto links last."""
    drawn = [id_ for id_ in placement.routes if id_ in map.links]
    while True:
        known = {*placement.boxes, *drawn}
        standing = [id_ for id_ in drawn if map.links[id_].target in known]
        if len(standing) == len(drawn):
            return drawn
        drawn = standing


def _marked(
    points: Sequence[Point], over: Sequence[Joint]
) -> tuple[list[Point], list[tuple[int, Joint]]]:
    """Return a line with the places of joints among its points, and their numbers in order."""
    found = [(*_nearest(points, joint.box.centre), number) for number, joint in enumerate(over)]
    marked, stops = [points[0]], []
    pending = sorted(found)
    for number, (a, b) in enumerate(pairwise(points)):
        while pending and pending[0][0] == number:
            _, share, joint = pending.pop(0)
            stops.append((len(marked), over[joint]))
            marked.append(between(a, b, share))
        marked.append(b)
    return marked, stops


def _nearest(points: Sequence[Point], place: Point) -> tuple[int, float]:
    """Return the piece of a line that is nearest to a place, and the share of it up to there."""
    best, found = float("inf"), (0, 0.5)
    for number, (a, b) in enumerate(pairwise(points)):
        dx, dy = b[0] - a[0], b[1] - a[1]
        square = dx * dx + dy * dy
        share = ((place[0] - a[0]) * dx + (place[1] - a[1]) * dy) / square if square else 0.0
        share = min(max(share, 0.0), 1.0)
        far = dist(place, between(a, b, share))
        if far < best:
            best, found = far, (number, share)
    return found


def _heading(points: Sequence[Point], at: int) -> Point:
    """Return the axis along which a line runs at one of its points, and in which direction."""
    first, last = points[max(at - 1, 0)], points[min(at + 1, len(points) - 1)]
    dx, dy = last[0] - first[0], last[1] - first[1]
    if abs(dx) > abs(dy):
        return _RIGHT if dx > 0 else _LEFT
    return _DOWN if dy > 0 else _UP


def shifted(placement: Placement, scale: float, by: Point) -> Placement:
    """Return a placement scaled about its origin and then moved."""

    def point(at: Point) -> Point:
        return at[0] * scale + by[0], at[1] * scale + by[1]

    def box(one: Box) -> Box:
        return Box(*point((one.x, one.y)), one.width * scale, one.height * scale)

    def curve(one: Curve) -> Curve:
        return Curve(
            point(one.start),
            tuple(Bend(point(b.first), point(b.second), point(b.end)) for b in one.bends),
        )

    return Placement(
        {id_: box(one) for id_, one in placement.boxes.items()},
        {
            id_: LinkRoute(
                tuple(curve(leg) for leg in route.legs),
                curve(route.trunk) if route.trunk is not None else None,
                point(route.junction) if route.junction is not None else None,
                point(route.middle),
                point(route.badge),
                route.along,
            )
            for id_, route in placement.routes.items()
        },
        {id_: box(one) for id_, one in placement.frames.items()},
        direction=placement.direction,
    )
