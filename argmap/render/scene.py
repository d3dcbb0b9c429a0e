"""What is to be painted: a map in its places, in a theme, with what stands out.

Also where things are while boxes move: a picture of something in motion, between two placements.
"""

from collections.abc import Iterator, Mapping
from dataclasses import field

from argmap.layout.geometry import Box, Point
from argmap.layout.placement import LinkRoute, Placement
from argmap.model.argmap import ArgumentMap
from argmap.model.light_dataclass import dataclass
from argmap.model.records import Link, LinkId, StatementId
from argmap.render.culling import Extents
from argmap.render.fold_badge import Folded
from argmap.render.style import Theme

DIMMED = 0.28
"""The opacity of what is dimmed, unless it is said otherwise."""

_NOWHERE = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Emphasis:
    """What stands out: statements and links by their ids.

    `folded` says what is hidden under a statement, `offsets` where boxes are that are being
    moved, as distances from their place; `dim` is the opacity of what is dimmed.
    """

    selected: frozenset[str] = frozenset()
    hovered: str = ""
    focused: str = ""
    dimmed: frozenset[str] = frozenset()
    drop_target: str = ""
    folded: Mapping[StatementId, Folded] = field(default_factory=dict)
    offsets: Mapping[StatementId, Point] = field(default_factory=dict)
    dim: float = DIMMED


PLAIN = Emphasis()


@dataclass(frozen=True, slots=True)
class Scene:
    """What is to be painted; `extents` are those of the placement, where somebody has them."""

    map: ArgumentMap
    placement: Placement
    theme: Theme
    emphasis: Emphasis = PLAIN
    extents: Extents | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """The links and statements of a scene that are to be painted, in this order."""

    links: list[LinkId]
    boxes: list[StatementId]


def box_in(scene: Scene, id_: StatementId) -> Box:
    """Return the box of a card, where it is moved to."""
    box = scene.placement.boxes[id_]
    x, y = corner_in(scene, id_)
    return Box(x, y, box.width, box.height)


def corner_in(scene: Scene, id_: StatementId) -> Point:
    """Return the top left corner of a card, where it is moved to."""
    box = scene.placement.boxes[id_]
    dx, dy = scene.emphasis.offsets.get(id_, _NOWHERE)
    return box.x + dx, box.y + dy


def with_moving(scene: Scene, seen: Seen) -> Seen:
    """Return what is visible together with what moves: boxes on the move lie above the others."""
    moving = [id_ for id_ in scene.emphasis.offsets if id_ in scene.placement.boxes]
    touched = dict.fromkeys(link for id_ in moving for link in links_at(scene.map, id_))
    seen_links = set(seen.links)
    more = [id_ for id_ in touched if id_ in scene.placement.routes and id_ not in seen_links]
    resting = [id_ for id_ in seen.boxes if id_ not in scene.emphasis.offsets]
    return Seen(
        [*seen.links, *more], [*resting, *(id_ for id_ in moving if id_ in scene.map.statements)]
    )


def links_at(map: ArgumentMap, id_: StatementId) -> Iterator[LinkId]:
    """Yield the links that begin or end at a statement, and those that end on such links."""
    pending = [*map.links_from.get(id_, ()), *map.links_into.get(id_, ())]
    passed: set[LinkId] = set()
    while pending:
        link = pending.pop()
        if link not in passed:
            passed.add(link)
            yield link
            pending.extend(map.links_into.get(link, ()))


def ends_in(scene: Scene, link: Link, route: LinkRoute) -> tuple[list[Point], Point] | None:
    """Return how far the premises of a link and its target are off their places; None if not."""
    offsets = scene.emphasis.offsets
    premises = [offsets.get(id_, _NOWHERE) for id_ in dict.fromkeys(link.premises)]
    target = _target_offset(scene, link)
    if target == _NOWHERE and all(offset == _NOWHERE for offset in premises):
        return None
    return (premises, target) if len(premises) == len(route.legs) else None


def _target_offset(scene: Scene, link: Link, depth: int = 0) -> Point:
    """Return how far the target of a link has moved; that of a link is the mean of its ends."""
    offsets = scene.emphasis.offsets
    onto = scene.map.links.get(LinkId(link.target))
    if onto is None or depth > 8:
        return offsets.get(StatementId(link.target), _NOWHERE)
    ends = [offsets.get(id_, _NOWHERE) for id_ in onto.premises]
    ends.append(_target_offset(scene, onto, depth + 1))
    return sum(x for x, _ in ends) / len(ends), sum(y for _, y in ends) / len(ends)
