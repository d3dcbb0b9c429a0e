"""A placement as plain data, so that a map can be shown at once when it is opened again.

It is written to the state folder under the hash of the map's saved bytes, with the folds and the
view; it is only ever read from there. Data of another shape is refused as a whole.
"""

import dataclasses
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from argmap.layout.geometry import Bend, Box, Curve, Point
from argmap.layout.placement import LinkRoute, Placement
from argmap.model.records import Direction, GroupId, LinkId, StatementId

VERSION = 1


@dataclass(frozen=True, slots=True)
class Kept:
    """What a window keeps of a map: where things stood, what was folded, what was looked at."""

    placement: Placement
    folded: frozenset[StatementId] = frozenset()
    camera: tuple[float, float, float] | None = None


def to_json(kept: Kept) -> str:
    """Return what is kept as JSON text."""
    placement = dataclasses.asdict(kept.placement)
    data = {
        "version": VERSION,
        "placement": placement,
        "folded": sorted(kept.folded),
        "camera": kept.camera,
    }
    return json.dumps(data, separators=(",", ":"), default=dict)


def from_json(text: str) -> Kept | None:
    """Return what was kept, or None where the text is not of this version or is damaged."""
    try:
        data = json.loads(text)
        if data["version"] != VERSION:
            return None
        camera = data["camera"]
        return Kept(
            _placement(data["placement"]),
            frozenset(StatementId(str(id_)) for id_ in data["folded"]),
            None if camera is None else (float(camera[0]), float(camera[1]), float(camera[2])),
        )
    except (ValueError, KeyError, TypeError, IndexError, AttributeError):
        return None


def _placement(data: Mapping[str, Any]) -> Placement:
    return Placement(
        boxes={StatementId(id_): Box(**box) for id_, box in data["boxes"].items()},
        routes={LinkId(id_): _route(route) for id_, route in data["routes"].items()},
        frames={GroupId(id_): Box(**box) for id_, box in data["frames"].items()},
        size=_point(data["size"]),
        direction=Direction(data["direction"]),
        displaced=tuple(StatementId(id_) for id_ in data["displaced"]),
        warmth=dict(data["warmth"]),
    )


def _route(data: Mapping[str, Any]) -> LinkRoute:
    return LinkRoute(
        legs=tuple(_curve(leg) for leg in data["legs"]),
        trunk=_curve(data["trunk"]) if data["trunk"] is not None else None,
        junction=_point(data["junction"]) if data["junction"] is not None else None,
        middle=_point(data["middle"]),
        badge=_point(data["badge"]),
        along=_point(data["along"]),
    )


def _curve(data: Mapping[str, Any]) -> Curve:
    bends = (
        Bend(_point(bend["first"]), _point(bend["second"]), _point(bend["end"]))
        for bend in data["bends"]
    )
    return Curve(_point(data["start"]), tuple(bends))


def _point(data: Sequence[float]) -> Point:
    x, y = data
    return float(x), float(y)
