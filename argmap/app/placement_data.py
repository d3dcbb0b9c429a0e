"""The boxes and routes of a placement as flat lists of numbers, and back.

So they cross to another process, or lie in a file, at a fraction of the cost of thousands of small
records. Ids are lists beside the numbers; nothing here checks what the numbers say.
"""

from array import array
from collections.abc import Iterator, Mapping, Sequence

from argmap.layout.geometry import Bend, Box, Curve, Point
from argmap.layout.placement import LinkRoute
from argmap.model.light_dataclass import dataclass
from argmap.model.records import LinkId, StatementId

NONE = -1


@dataclass(frozen=True, slots=True)
class FlatBoxes:
    """Ids, and four numbers for each: x, y, width, height."""

    ids: Sequence[StatementId]
    numbers: Sequence[float]


@dataclass(frozen=True, slots=True)
class FlatRoutes:
    """Ids, the shape of each route in whole numbers, and its points one after the other.

    The shape is the count of legs, the count of bends of each, that of the trunk or -1, and whether
    there is a junction.
    """

    ids: Sequence[LinkId]
    shapes: Sequence[int]
    numbers: Sequence[float]


def flat_boxes(boxes: Mapping[StatementId, Box]) -> FlatBoxes:
    """Return boxes as lists."""
    numbers = array("d")
    for box in boxes.values():
        numbers.extend((box.x, box.y, box.width, box.height))
    return FlatBoxes(list(boxes), numbers)


def boxes_of(flat: FlatBoxes) -> dict[StatementId, Box]:
    """Return boxes from lists. Raises ValueError where the lists do not fit together."""
    each = iter(flat.numbers)
    boxes = map(Box, each, each, each, each)
    return dict(zip(flat.ids, boxes, strict=True))


def flat_routes(routes: Mapping[LinkId, LinkRoute]) -> FlatRoutes:
    """Return routes as lists."""
    shapes, numbers = array("l"), array("d")
    for route in routes.values():
        shapes.append(len(route.legs))
        shapes.extend(len(leg.bends) for leg in route.legs)
        shapes.append(NONE if route.trunk is None else len(route.trunk.bends))
        shapes.append(route.junction is not None)
        for curve in route.legs if route.trunk is None else (*route.legs, route.trunk):
            numbers.extend(curve.start)
            for bend in curve.bends:
                numbers.extend((*bend.first, *bend.second, *bend.end))
        ends = (route.middle, route.badge, route.along)
        for point in ends if route.junction is None else (*ends, route.junction):
            numbers.extend(point)
    return FlatRoutes(list(routes), shapes, numbers)


def routes_of(flat: FlatRoutes) -> dict[LinkId, LinkRoute]:
    """Return routes from lists. Raises ValueError where the lists do not fit together."""
    shapes = iter(flat.shapes)
    each = iter(flat.numbers)
    points = zip(each, each, strict=True)
    try:
        routes = {id_: _route(shapes, points) for id_ in flat.ids}
    except StopIteration as error:
        raise ValueError("there are fewer numbers than the routes need") from error
    if next(shapes, None) is not None or next(points, None) is not None:
        raise ValueError("there are more numbers than the routes need")
    return routes


def _route(shapes: Iterator[int], points: Iterator[Point]) -> LinkRoute:
    legs = [next(shapes) for _ in range(next(shapes))]
    trunk, joined = next(shapes), next(shapes)
    return LinkRoute(
        tuple([_curve(bends, points) for bends in legs]),
        None if trunk == NONE else _curve(trunk, points),
        middle=next(points),
        badge=next(points),
        along=next(points),
        junction=next(points) if joined else None,
    )


def _curve(bends: int, points: Iterator[Point]) -> Curve:
    start = next(points)
    return Curve(
        start, tuple([Bend(next(points), next(points), next(points)) for _ in range(bends)])
    )
