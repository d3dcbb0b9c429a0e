"""Links of an outline that run along the left side: from a statement to what it hangs on.

Siblings share the rail that goes up to their parent, so these links never cross each other.
"""

from collections.abc import Mapping, Sequence

from argmap.layout.geometry import Bend, Box, Curve, Point, between
from argmap.layout.placement import LinkRoute
from argmap.layout.skeleton import Skeleton, Strand
from argmap.model.records import LinkId, LinkKind, StatementId

RAIL = 18.0
"""From the left edge of a statement to the rail of what hangs on it."""
BAR = 12.0
"""From linked premises to the bar that joins them."""
SIGN = 16.0
SIGN_OF_JOINED = 27.0
MEETING = 42.0
"""From a statement to where links on its link arrive."""
FORK = 11.0
"""Below a statement, where links of another kind leave the rail for a tip of their own."""
TIPS_APART = 13.0
ROUND = 8.0
QUARTER = 0.5523
"""The share of the radius at which the control points of a quarter circle lie."""


def routes_by_rails(
    skeleton: Skeleton, boxes: Mapping[StatementId, Box], kinds: Mapping[LinkId, LinkKind]
) -> dict[LinkId, LinkRoute]:
    """Return the routes of the links by which statements hang.

    Legs of linked premises that stand elsewhere have no bends yet.
    """
    tips: dict[str, list[LinkKind]] = {}
    routes: dict[LinkId, LinkRoute] = {}
    pending = [strand for strand in skeleton.strands.values() if _hangs(skeleton, strand)]
    while pending:
        waiting = []
        for strand in pending:
            if strand.onto_link and LinkId(strand.target) not in routes:
                waiting.append(strand)  # its target comes later in the file, or is led by no rail
                continue
            here = tips.setdefault(strand.target, [])
            if kinds[strand.id] not in here:
                here.append(kinds[strand.id])
            rail = _rail(strand, boxes, routes, here.index(kinds[strand.id]))
            own = hung_premises(skeleton, strand)
            routes[strand.id] = _route([boxes[p] for p in strand.premises], own, rail)
        if len(waiting) == len(pending):
            break
        pending = waiting
    return routes


def _hangs(skeleton: Skeleton, strand: Strand) -> bool:
    places = skeleton.beside if strand.onto_link else skeleton.below
    own = hung_premises(skeleton, strand)
    return bool(own) and all(strand.premises[leg] in places for leg in own)


def hung_premises(skeleton: Skeleton, strand: Strand) -> list[int]:
    """Return which premises of a link hang by it, as numbers of its legs."""
    return [leg for leg, id_ in enumerate(strand.premises) if skeleton.hung.get(id_) == strand.id]


def _rail(
    strand: Strand,
    boxes: Mapping[StatementId, Box],
    routes: Mapping[LinkId, LinkRoute],
    tip: int,
) -> list[Point]:
    """Return where a rail goes on its way up, to the tip of this number at its target."""
    if strand.onto_link:
        return [routes[LinkId(strand.target)].middle]
    parent = boxes[StatementId(strand.target)]
    x, fork = parent.x + RAIL, parent.bottom + FORK
    goal = (x + tip * TIPS_APART, parent.bottom)
    return [(x, fork), (goal[0], fork), goal] if tip else [goal]


def _route(premises: Sequence[Box], own: Sequence[int], rail: Sequence[Point]) -> LinkRoute:
    first = premises[own[0]]
    y = first.centre[1]
    way = [(rail[0][0], y), *rail]
    middle = (first.x - MEETING, y)
    if len(premises) == 1:
        leg = rounded([(first.x, y), *way])
        return LinkRoute((leg,), None, None, middle, (first.x - SIGN, y), (0.0, -1.0))
    junction = (first.x - BAR, y)
    legs = [Curve(box.centre, ()) for box in premises]
    for number in own:
        box = premises[number]
        at = box.centre[1]
        legs[number] = rounded([(box.x, at), (junction[0], at), junction])
    badge = (first.x - SIGN_OF_JOINED, y)
    return LinkRoute(tuple(legs), rounded([junction, *way]), junction, middle, badge, (0.0, -1.0))


def rounded(points: Sequence[Point], radius: float = ROUND) -> Curve:
    """Return the curve through corner points that lie above or beside each other, corners round."""
    corners = [points[0]]
    for point in points[1:]:
        if abs(point[0] - corners[-1][0]) + abs(point[1] - corners[-1][1]) > 0.01:
            corners.append(point)
    bends: list[Bend] = []
    here = corners[0]
    for number in range(1, len(corners)):
        corner = corners[number]
        if number == len(corners) - 1:
            bends.append(_straight(here, corner))
            break
        onward = corners[number + 1]
        cut = min(radius, _apart(corners[number - 1], corner) / 2, _apart(corner, onward) / 2)
        enter, leave = _towards(corner, here, cut), _towards(corner, onward, cut)
        if _apart(here, enter) > 0.01:
            bends.append(_straight(here, enter))
        near = 1 - QUARTER
        first, second = between(corner, enter, near), between(corner, leave, near)
        bends.append(Bend(first, second, leave))
        here = leave
    return Curve(corners[0], tuple(bends))


def _straight(start: Point, end: Point) -> Bend:
    return Bend(between(start, end, 1 / 3), between(start, end, 2 / 3), end)


def _apart(a: Point, b: Point) -> float:
    return abs(a[0] - b[0]) + abs(a[1] - b[1])


def _towards(start: Point, goal: Point, distance: float) -> Point:
    apart = _apart(start, goal)
    return between(start, goal, distance / apart) if apart else start
