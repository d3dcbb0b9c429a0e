"""A placement as plain data, so that a map can be shown at once when it is opened again.

It is written to the state folder under the hash of the map's saved bytes, with the folds and the
view; it is only ever read from there. Data of another shape is refused as a whole.
"""

import dataclasses
import json
import typing
from array import array
from collections.abc import Mapping
from dataclasses import replace
from enum import Enum
from typing import Any

from argmap.app.placement_data import (
    FlatBoxes,
    FlatRoutes,
    boxes_of,
    flat_boxes,
    flat_routes,
    routes_of,
)
from argmap.layout.placement import Placement
from argmap.model.light_dataclass import dataclass
from argmap.model.records import StatementId

VERSION = 3


@dataclass(frozen=True, slots=True)
class Kept:
    """What a window keeps of a map: where things stood, what was folded, what was looked at.

    `visited` names statements and links in the order in which they were looked at.
    """

    placement: Placement
    folded: tuple[StatementId, ...] = ()
    camera: tuple[float, float, float] | None = None
    visited: tuple[str, ...] = ()


def to_json(kept: Kept) -> str:
    """Return what is kept as JSON text."""
    placement = kept.placement
    boxes, routes = flat_boxes(placement.boxes), flat_routes(placement.routes)
    rest = replace(kept, placement=replace(placement, boxes={}, routes={}, warmth={}))
    data = {
        "version": VERSION,
        "kept": dataclasses.asdict(rest),
        "boxes": {"ids": boxes.ids, "numbers": list(boxes.numbers)},
        "routes": {
            "ids": routes.ids,
            "shapes": list(routes.shapes),
            "numbers": list(routes.numbers),
        },
        "warmth": placement.warmth,
    }
    return json.dumps(data, separators=(",", ":"), default=_plain)


def _plain(value: object) -> object:
    """Return what JSON can hold in place of a read-only mapping."""
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} is not plain data")


def from_json(text: str) -> Kept | None:
    """Return what was kept, or None where the text is not of this version or is damaged."""
    try:
        data = json.loads(text)
        if data.pop("version") != VERSION:
            return None
        kept: Kept = _read(Kept, data["kept"])
        boxes, routes = data["boxes"], data["routes"]
        shapes = array("l", routes["shapes"])
        placement = replace(
            kept.placement,
            boxes=boxes_of(FlatBoxes(_ids(boxes), _numbers(boxes))),
            routes=routes_of(FlatRoutes(_ids(routes), shapes, _numbers(routes))),
            warmth=dict(data["warmth"]),
        )
        return replace(kept, placement=placement)
    except (OverflowError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _ids(data: dict[str, Any]) -> list[Any]:
    ids: list[Any] = data["ids"]
    if not all(type(id_) is str for id_ in ids):
        raise TypeError("an id is no text")
    return ids


def _numbers(data: dict[str, Any]) -> "array[float]":
    return array("d", data["numbers"])


def _read(hint: Any, data: Any) -> Any:  # noqa: ANN401 - it reads data of any type
    """Return plain data as a value of a type: records, tuples, dicts, enums, numbers, words."""
    if isinstance(hint, typing.NewType):
        return _read(hint.__supertype__, data)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        hints = typing.get_type_hints(hint)
        return hint(
            **{f.name: _read(hints[f.name], data[f.name]) for f in dataclasses.fields(hint)}
        )
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(data)
    if hint is float:
        return float(data)
    if hint is str and not isinstance(data, str):
        raise TypeError(f"{data!r} is no text")
    arguments = typing.get_args(hint)
    return data if not arguments else _read_of(hint, arguments, data)


def _read_of(hint: Any, arguments: tuple[Any, ...], data: Any) -> Any:  # noqa: ANN401
    """Return plain data as a value of a type that is made of others."""
    if type(None) in arguments:
        return None if data is None else _read(arguments[0], data)
    if issubclass(typing.get_origin(hint), Mapping):
        return {_read(arguments[0], key): _read(arguments[1], data[key]) for key in data}
    if arguments[-1] is Ellipsis:
        return tuple(_read(arguments[0], item) for item in data)
    return tuple(_read(kind, item) for kind, item in zip(arguments, data, strict=True))
