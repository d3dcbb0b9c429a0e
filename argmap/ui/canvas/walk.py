"""Where the arrow keys lead: to the nearest box in a direction, or along the links.

Pure functions over a map and its placement; "up" and the like are directions on the screen.
"""

from collections.abc import Container, Iterable, Sequence
from enum import Enum

from argmap.layout.geometry import Box
from argmap.layout.placement import Placement
from argmap.model.argmap import ArgumentMap
from argmap.model.records import Direction, LinkId, StatementId

_ASIDE = 2.0
"""How much dearer a pixel across the direction is than one along it."""


_STRAY = 40.0
"""How many pixels more aside than ahead a box may be and still count as lying ahead."""


class Heading(Enum):
    """A direction on the screen, as a unit vector (y downwards)."""

    LEFT = (-1, 0)
    RIGHT = (1, 0)
    UP = (0, -1)
    DOWN = (0, 1)

    @property
    def back(self) -> "Heading":
        """The opposite direction."""
        return Heading((-self.value[0], -self.value[1]))


ROOTWARD = {
    Direction.DOWN: Heading.UP,
    Direction.UP: Heading.DOWN,
    Direction.RIGHT: Heading.LEFT,
    Direction.LEFT: Heading.RIGHT,
}
"""On the screen, the way from premises to what they bear on, by the direction of the map."""


def place_of(placement: Placement, id_: str) -> Box | None:
    """Return the box of a statement, or a small one around the middle of a link."""
    if (box := placement.boxes.get(StatementId(id_))) is not None:
        return box
    if (route := placement.routes.get(LinkId(id_))) is not None:
        x, y = route.middle
        return Box(x - 1, y - 1, 2, 2)
    return None


def nearest(
    placement: Placement, start: str, heading: Heading, related: Container[str] = ()
) -> StatementId | None:
    """Return the statement that lies next in a direction, or None at the edge of the map.

    What lies more aside than ahead is taken only where nothing else is there; a pixel aside counts
    double. What is `related` to the start, as parent and children are, counts as twice as near.
    """
    here = place_of(placement, start)
    if here is None:
        return None
    best: tuple[bool, float, StatementId] | None = None
    for id_, box in placement.boxes.items():
        if id_ == start or (way := _way(here, box, heading)) is None:
            continue
        ahead, aside, off = way
        kin = id_ in related
        cost = ahead + _ASIDE * aside + 0.3 * off
        found = aside > ahead + _STRAY and not kin, cost / 2 if kin else cost, id_
        best = found if best is None else min(best, found)
    return None if best is None else best[2]


def related_to(map: ArgumentMap, id_: str) -> frozenset[str]:
    """Return what hangs under a statement or link, and what it hangs under."""
    place = map.links[LinkId(id_)].target if id_ in map.links else None
    parent = place or map.primary_parent(StatementId(id_)) or ""
    if parent in map.links:
        parent = map.links[LinkId(parent)].premises[0]
    guests = (
        g for link in map.links_from.get(StatementId(id_), ()) for g in map.children.get(link, ())
    )
    return frozenset({parent, *map.children.get(id_, ()), *guests})


def along_links(map: ArgumentMap, placement: Placement, start: str, heading: Heading) -> str | None:
    """Return the statement or link reached by following links in a direction.

    Towards the root goes from a statement onto its primary link and on to the link's target; away
    from it onto the first link that bears on the place, and from a link to its first premise.
    Sideways goes to the next link that bears on the same target, or from the same statement.
    """
    rootward = ROOTWARD[placement.direction]
    if heading is rootward:
        return _towards_root(map, placement, start)
    if heading is rootward.back:
        return _away_from_root(map, placement, start)
    axis, sign = (0, heading.value[0]) if heading.value[0] else (1, heading.value[1])
    others = _link_siblings(map, placement, start)
    others.sort(key=lambda link: placement.routes[link].badge[axis] * sign)
    if start not in others:
        return others[0] if others else None
    after = others.index(LinkId(start)) + 1
    return others[after] if after < len(others) else None


def _way(here: Box, there: Box, heading: Heading) -> tuple[float, float, float] | None:
    """Return how far a box is ahead and aside (between edges), and aside between centres.

    None where it is not ahead at all.
    """
    dx, dy = heading.value
    step = (there.centre[0] - here.centre[0]) * dx + (there.centre[1] - here.centre[1]) * dy
    if dx:
        gap = there.x - here.right if dx > 0 else here.x - there.right
        aside = max(there.y - here.bottom, here.y - there.bottom, 0.0)
        off = abs(there.centre[1] - here.centre[1])
    else:
        gap = there.y - here.bottom if dy > 0 else here.y - there.bottom
        aside = max(there.x - here.right, here.x - there.right, 0.0)
        off = abs(there.centre[0] - here.centre[0])
    if step <= 1 or gap < -min(here.width, there.width, here.height, there.height) / 2:
        return None
    ahead = max(gap, 0.0)
    if aside > 2 * ahead + 4 * max(here.width, here.height):
        return None  # almost square to the direction: nobody would call that "next"
    return ahead, aside, off


def _shown(placement: Placement, links: Iterable[LinkId]) -> list[LinkId]:
    return [link for link in links if link in placement.routes]


def _towards_root(map: ArgumentMap, placement: Placement, start: str) -> str | None:
    if (link := map.links.get(LinkId(start))) is not None:
        return link.target if place_of(placement, link.target) is not None else None
    primary = map.primary_links.get(StatementId(start))
    leaving: Sequence[LinkId] = map.links_from.get(StatementId(start), ())
    ordered = ([primary] if primary is not None else []) + list(leaving)
    return next(iter(_shown(placement, ordered)), None)


def _away_from_root(map: ArgumentMap, placement: Placement, start: str) -> str | None:
    if (link := map.links.get(LinkId(start))) is not None:
        shown = [premise for premise in link.premises if premise in placement.boxes]
        return shown[0] if shown else None
    return next(iter(_shown(placement, map.links_into.get(start, ()))), None)


def _link_siblings(map: ArgumentMap, placement: Placement, start: str) -> list[LinkId]:
    if (link := map.links.get(LinkId(start))) is not None:
        return _shown(placement, map.links_into.get(link.target, ()))
    touching = [*map.links_from.get(StatementId(start), ()), *map.links_into.get(start, ())]
    return _shown(placement, dict.fromkeys(touching))
