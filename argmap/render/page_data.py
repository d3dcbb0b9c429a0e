"""What the script of a page needs to know, as JSON: where boxes stand, what hangs where, the steps.

Ids of elements and numbers only, no words of the map: those stand in the outline alone.
"""

import json
from collections.abc import Sequence
from dataclasses import field
from typing import Any

from argmap.layout.geometry import Box
from argmap.layout.placement import Placement
from argmap.model.argmap import ArgumentMap
from argmap.model.light_dataclass import dataclass
from argmap.model.polling import findings
from argmap.model.records import LinkId, StatementId
from argmap.model.telling import Told
from argmap.render.culling import route_edges
from argmap.render.poll_paint import Findings
from argmap.render.slides import NEAREST, SLIDE, Slide, place_of, seen_of
from argmap.render.style import Metrics, link_role
from argmap.render.svg_text import Ids

_EDGE = 16.0


@dataclass(frozen=True, slots=True)
class ToldSteps:
    """What a page tells of a story: its steps, and which counts of hands are drawn at which."""

    steps: Sequence[Told] = ()
    bars: Sequence[bool] = ()
    found: Findings = field(default_factory=dict)
    usual_bars: bool = False

    @classmethod
    def of(cls, map: ArgumentMap, slides: Sequence[Slide], *, counts: bool) -> "ToldSteps":
        """Return what slides tell; `counts` says whether counts are drawn where they do not say."""
        bars = [counts if slide.bars is None else slide.bars for slide in slides]
        found = findings(map) if any(bars) else {}
        return cls([slide.told for slide in slides], bars, found, counts)


def page_region(map: ArgumentMap, placement: Placement) -> Box:
    """Return the rectangle around what a page shows, with an edge."""
    found: Box | None = None
    boxes = [placement.boxes[id_] for id_ in map.statements]
    boxes += [box for id_, box in placement.frames.items() if id_ in map.groups]
    for id_, route in placement.routes.items():
        if id_ in map.links:
            left, top, right, bottom = route_edges(route)
            boxes.append(Box(left, top, right - left, bottom - top))
    for box in boxes:
        found = box if found is None else found.united(box)
    return (found or Box(0.0, 0.0, 320.0, 120.0)).grown(_EDGE)


def page_json(
    map: ArgumentMap,
    placement: Placement,
    ids: Ids,
    above: dict[StatementId, StatementId],
    told: "ToldSteps",
) -> str:
    """Return the data of a page; `map` is what it shows, `above` how the outline nests."""
    number = {id_: at for at, id_ in enumerate(map.statements)}
    links = [link for link in map.links.values() if link.id in placement.routes]
    link_number = {link.id: at for at, link in enumerate(links)}

    def end(target: str) -> int:
        """A statement is its number; a link is told by numbers below 0, -1 being the first."""
        if target in link_number:
            return -link_number[LinkId(target)] - 1
        return number[StatementId(target)]  # what layout has routed has a target

    region = page_region(map, placement)
    data: dict[str, Any] = {
        "whole": dict(zip("xywh", _sides(region), strict=True)),
        "statements": [
            {
                "id": ids.of("at", id_),
                "card": ids.of("s", id_),
                "box": _sides(placement.boxes[id_]),
                "up": number.get(above[id_], -1) if id_ in above else -1,
            }
            for id_ in map.statements
        ],
        "links": [
            {
                "line": ids.of("l", link.id),
                "sign": ids.of("b", link.id),
                "from": [number[id_] for id_ in link.premises if id_ in number],
                "to": end(link.target),
                "how": link_role(map, link).value,
            }
            for link in links
        ],
        "frames": [
            {"frame": ids.of("g", id_), "of": [number[s] for s in group.statements if s in number]}
            for id_, group in map.groups.items()
            if id_ in placement.frames
        ],
        "steps": [
            _step(one, placement, number, link_number) | {"bars": bars}
            for one, bars in zip(told.steps, told.bars, strict=True)
        ],
        "bars": told.usual_bars,
        "polls": [
            {"poll": ids.of("p", target), "of": end(target)}
            for target in told.found
            if target in number or target in link_number
        ],
    }
    return json.dumps(data, ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c")


def _step(
    told: Told,
    placement: Placement,
    number: dict[StatementId, int],
    link_number: dict[LinkId, int],
) -> dict[str, Any]:
    place = place_of(told)
    fit = place or (seen_of(told, placement, SLIDE, Metrics().text_size) if told.fit else None)
    return {
        "there": [number[id_] for id_ in told.map.statements if id_ in number],
        "dim": [at for id_, at in number.items() if id_ in told.dimmed],
        "dimLinks": [at for id_, at in link_number.items() if id_ in told.dimmed],
        "fit": _sides(fit) if fit is not None else None,
        "most": told.most_zoom if place is None else NEAREST,
    }


def _sides(box: Box) -> tuple[float, float, float, float]:
    return round(box.x, 1), round(box.y, 1), round(box.width, 1), round(box.height, 1)
