"""A placement as plain data for scripts, as `argmap layout --json` prints it, and its state back.

Boxes by their top left corner, y downwards; one polyline for each premise of a link, from the
premise's edge to the target, curves flattened.
"""

from collections.abc import Mapping
from typing import Any

from argmap.layout.geometry import Point
from argmap.layout.placement import LinkRoute, Placement
from argmap.model.errors import UserError

STEPS = 16
PLACES = 3


def as_json(placement: Placement) -> dict[str, Any]:
    """Return boxes, routes, junctions, origin, size and the state that a later layout starts from.

    All keep the coordinates of the placement: what held still says the same in two outputs. The
    rectangle of all that is shown begins at the origin, which is (0, 0) in a layout made afresh.
    """
    return {
        "boxes": {
            id_: [_rounded(value) for value in (box.x, box.y, box.width, box.height)]
            for id_, box in placement.boxes.items()
        },
        "routes": {id_: _polylines(route) for id_, route in placement.routes.items()},
        "junctions": {
            id_: _point(route.junction)
            for id_, route in placement.routes.items()
            if route.junction is not None
        },
        "origin": _point(placement.origin),
        "size": _point(placement.size),
        "state": placement.warmth,
    }


def state_from_json(data: object) -> Mapping[str, object]:
    """Return the state of an earlier output, to be given to layout as `previous`.

    Raises UserError where the data is no such output.
    """
    state = data.get("state") if isinstance(data, Mapping) else None
    if not isinstance(state, Mapping):
        raise UserError(
            "This is no earlier output of argmap layout: it has no state. "
            "Give the file that argmap layout --json wrote."
        )
    return {str(key): value for key, value in state.items()}


def _polylines(route: LinkRoute) -> list[list[list[float]]]:
    return [
        [_point(point) for point in route.whole(number).flattened(STEPS)]
        for number in range(len(route.legs))
    ]


def _point(point: Point) -> list[float]:
    return [_rounded(point[0]), _rounded(point[1])]


def _rounded(value: float) -> float:
    # Adding zero turns a negative zero into a plain one.
    return round(value, PLACES) + 0.0
