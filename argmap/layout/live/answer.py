"""What a placement that follows edits answers: parts in their slots, boxes, routes, the warmth.

What no edit touched is handed on as it is: whole dictionaries are copied and patched.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

from argmap.layout.arrange import pieces_of
from argmap.layout.axes import Turn
from argmap.layout.carrying import STILL, away, carried, step_of
from argmap.layout.finish import routes_of
from argmap.layout.geometry import Box, Curve, Point
from argmap.layout.groups import frames_of
from argmap.layout.live.held import Edit, Held, Known
from argmap.layout.live.routes import LiveRoutes
from argmap.layout.live.tree import Touch
from argmap.layout.packing import Slot, whole_of
from argmap.layout.pins import is_within_reach
from argmap.layout.placement import LinkRoute, Placement
from argmap.layout.warmth import VERSION, Warmth, as_plain, family_of
from argmap.model.diff import Diff
from argmap.model.records import Direction, LinkId, StatementId

Key = TypeVar("Key", bound=str)
Value = TypeVar("Value")


def noted(known: Known, touch: Touch, diff: Diff) -> Edit:
    """Return an edit of which is noted what the warmth before knows of those who go."""
    edit = Edit(touch, diff)
    shifts = diff.changes.get("statements", {})
    edit.erased = [id_ for id_, change in shifts.items() if change.after is None]
    passing = (*touch.came, *touch.gone, *edit.erased)
    edit.tops = {known.warm.top_of.get(id_, "") for id_ in passing}
    edit.tops.update(touch.gone)
    edit.steps = {
        id_: step
        for id_ in touch.gone
        if id_ in known.tree.hidden and (step := known.warm.step(id_)) is not None
    }
    return edit


def answered(known: Known, edit: Edit) -> Placement:
    """Return the placement after an edit whose parts are placed."""
    _order_parts(known)
    gave_way = _shelve(known)
    extents = [held.extent for held in known.parts]
    whole = whole_of(extents, [held.at for held in known.parts])
    _keep(known, edit)
    boxes = _boxes(known, edit)
    frames, frameless = frames_of(known.tree.map, boxes, partial(_near, known))
    known.placement = Placement(
        boxes=boxes,
        routes=_routes(known, edit),
        frames=frames,
        frameless=frameless,
        origin=(whole.x, whole.y),
        size=(whole.width, whole.height),
        direction=known.direction,
        displaced=_displaced(known, gave_way),
        warmth=_warmth(known),
    )
    for held in (*known.parts, *edit.changed):
        held.boxes_changed, held.routes_changed = set(), set()
    return known.placement


def _near(known: Known, region: Box) -> Iterator[StatementId]:
    """Yield the statements whose boxes may meet a region, and perhaps others."""
    for held in known.parts:
        x, y = held.at.shift
        if away(held.extent, (x, y)).grown(1.0).meets(region):
            if held.groups is None:
                yield from held.boxes
            else:
                yield from held.groups.near(away(region, (-x, -y)).grown(1.0))


def signs_of(held: Held, direction: Direction) -> tuple[LiveRoutes, set[int]]:
    """Return the routes and signs of a part that is followed, and which are others than it has.

    The map may be one edit ahead: links may have other signs, or be no more.
    """
    assert held.live is not None
    web = held.live.web
    signs = LiveRoutes(held.live, Turn(direction, *held.at.shift))
    known = held.live.tree.map.links
    strands = enumerate(web.strands)
    links = [number for number, s in strands if s.id in web.number and s.id in known]
    signs.routes = {
        number: held.routes[web.strands[number].id]
        for number in links
        if web.strands[number].id in held.routes
    }
    return signs, signs.renew(links)


# ------------------------------------------------------------------------------------------ slots


def _order_parts(known: Known) -> None:
    """Put the parts into the order in which the file comes upon them."""
    found = dict.fromkeys(map(known.part_of.get, known.tree.map.statements))
    known.parts = [held for held in found if held is not None]


def _shelve(known: Known) -> list[Held]:
    """Bring all parts to their slots; return those that gave way to others."""
    parts, warm = known.parts, known.warm
    before: list[Slot | None] = []
    for held in parts:
        if held.key in warm.parts:
            before.append(held.slot)
        else:
            stood = warm.stood(held.web)
            before.append(None if stood is None else Slot(stood.shift, stood.row))
    upright, pins = Turn(known.direction), known.tree.map.meta.view.pins
    steps = [
        upright.vector(step_of(_roots(known, held), pins)) if pins else STILL for held in parts
    ]
    homes, shown, gave_way = carried(
        [held.extent for held in parts],
        before,
        steps,
        lambda k: pieces_of(known.tree.map, dict(parts[k].upright()), _legs(parts[k]), upright),
    )
    for held, home, at in zip(parts, homes, shown, strict=True):
        if held.anew or home != held.slot or at != held.at:
            _move(known, held, home, at)
    return [parts[number] for number in gave_way]


def own_pins(known: Known, held: Held) -> tuple[dict[StatementId, Point], list[StatementId]]:
    """Return the pins of a part, and whose pins lead out of reach; see `arrange.pins_of`."""
    stored = known.tree.map.meta.view.pins
    own = {id_: pin for id_, pin in stored.items() if known.part_of.get(id_) is held}
    pins = {id_: pin for id_, pin in own.items() if is_within_reach(pin)}
    roots = _roots(known, held) if pins else []
    x, y = step_of(roots, stored) if pins else STILL
    for root in roots if x or y else ():
        pins[root] = pins[root][0] - x, pins[root][1] - y
    return pins, [id_ for id_ in own if id_ not in pins]


def _roots(known: Known, held: Held) -> list[StatementId]:
    """Return the statements of a part that hang on nothing, in the order of the file."""
    web = held.web
    row = [web.ids[box] for box in sorted(web.row(-1), key=web.file_place.__getitem__)]
    return [id_ for id_ in row if id_ not in known.tree.beside]


def _legs(held: Held) -> Iterable[Curve]:
    drawn = held.part.drawn if held.live is None else held.live.seen
    return drawn.legs.values()


def _move(known: Known, held: Held, home: Slot, at: Slot) -> None:
    """Bring a part to its slot and see what of it is elsewhere."""
    shift = at.shift != held.at.shift
    held.slot, held.at = home, at
    stands = replace(held.stands, shift=home.shift, row=home.row)
    turn = Turn(known.direction, *at.shift)
    boxes = {id_: turn.box(box) for id_, box in held.upright()}
    if held.live is None:
        held.part.stands = stands
        kinds = {s.id: known.tree.map.links[s.id].kind for s in held.web.strands}
        routes = routes_of(held.web, held.part.drawn, turn, kinds)
    else:
        held.live.stands = stands
        routes = held.routes
        if shift:
            held.signs, _ = signs_of(held, known.direction)
            strands = held.live.web.strands
            routes = {strands[number].id: route for number, route in held.signs.routes.items()}
    before = known.placement
    boxes, held.boxes_changed = _merged((held.boxes, before.boxes), boxes, held.boxes_changed)
    routes, held.routes_changed = _merged((held.routes, before.routes), routes, held.routes_changed)
    held.boxes, held.routes = boxes, routes
    held.roots, held.plain = family_of(held.web, -1), as_plain(stands)
    held.anew = False


def _merged(
    olds: tuple[Mapping[Key, Value], Mapping[Key, Value]],
    new: Mapping[Key, Value],
    changed: set[Key],
) -> tuple[dict[Key, Value], set[Key]]:
    """Return the new values, those that equal old ones as the very objects, and what changed.

    `olds` are the values of the part and those of the placement.
    """
    old, placed = olds
    kept = {key: placed[key] if placed.get(key) == value else value for key, value in new.items()}
    gone = old.keys() - new.keys()
    return kept, changed | gone | {key for key, value in kept.items() if old.get(key) is not value}


# ------------------------------------------------------------------------------ boxes and routes


def _boxes(known: Known, edit: Edit) -> Mapping[StatementId, Box]:
    boxes = dict(known.placement.boxes)
    for id_ in edit.touch.gone:
        boxes.pop(id_, None)
    for held in known.parts:
        for id_ in held.boxes_changed & held.boxes.keys():
            boxes[id_] = held.boxes[id_]
    shifts = edit.diff.changes.get("statements", {}).values()
    if edit.touch.came or any(change.is_at is not None for change in shifts):
        return {id_: boxes[id_] for id_ in known.tree.map.statements if id_ in boxes}
    return boxes


def _routes(known: Known, edit: Edit) -> Mapping[LinkId, LinkRoute]:
    before = known.placement.routes
    routes = dict(before)
    for link in edit.touch.links:
        if link not in known.tree.strands:
            routes.pop(link, None)
    new: list[LinkId] = []
    for held in known.parts:
        for id_ in held.routes_changed & held.routes.keys():
            if id_ not in before:
                new.append(id_)
            routes[id_] = held.routes[id_]
    if new or any(
        change.is_at is not None for change in edit.diff.changes.get("links", {}).values()
    ):
        return {id_: routes[id_] for id_ in known.tree.map.links if id_ in routes}
    return routes


def _displaced(known: Known, gave_way: Sequence[Held]) -> tuple[StatementId, ...]:
    """Return the statements whose pins could not be honoured, part by part."""
    found: list[StatementId] = []
    for held in known.parts:
        own = {*held.displaced, *(_roots(known, held) if held in gave_way else ())}
        if own:
            found += [id_ for id_ in known.tree.map.statements if id_ in own]
    return tuple(found)


# -------------------------------------------------------------------------------------- the warmth


def _keep(known: Known, edit: Edit) -> None:
    """Note where things stand now, for the next time."""
    old, touch = known.warm, edit.touch
    hidden = {**old.hidden, **edit.steps}
    for id_ in (*touch.came, *(i for i in edit.erased if i in hidden)):
        hidden.pop(id_, None)
    top_of = {**old.top_of}
    part_of = {**old.part_of}
    for id_ in touch.gone:
        top_of.pop(id_, None)
        part_of.pop(id_, None)
    families = {**old.families}
    tops = edit.tops | {str(top) for top in touch.tops if top is not None}
    for top in tops - {""}:
        held = known.part_of.get(StatementId(top))
        number = held.web.number.get(top) if held is not None else None
        family: Sequence[Sequence[str]] | None = None
        if held is not None and number is not None and number in held.web.rows:
            family = family_of(held.web, number)
        elif top in families:
            family = [[id_ for id_ in row if id_ in hidden] for row in families[top]]
        if family and family[0]:
            families[top] = family
            top_of.update(dict.fromkeys(family[0], top))
        else:
            families.pop(top, None)
    roots = [held.roots for held in known.parts]
    families[""] = [[i for row in roots for i in row[0]], [i for row in roots for i in row[1]]]
    top_of.update(dict.fromkeys(families[""][0], ""))
    for held in edit.changed:
        part_of.update(dict.fromkeys(held.boxes, held.key))
    parts = {held.key: held.stands for held in known.parts}
    known.warm = Warmth(known.direction, families, parts, hidden, part_of, top_of)
    for held in known.parts:
        if held.live is not None:
            held.live.warm = known.warm


def _warmth(known: Known) -> Mapping[str, object]:
    return {
        "version": VERSION,
        "direction": str(known.direction),
        "families": known.warm.families,
        "parts": [held.plain for held in known.parts],
        "hidden": known.warm.hidden,
    }
