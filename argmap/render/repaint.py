"""What of a picture is another when the scene becomes another: boxes to paint again.

Found by identity and by what is known to differ between maps made from one another; where a look at
the whole would be needed, the answer is that all of it may differ.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from argmap.layout.geometry import Box, Point
from argmap.model.following import compared, differing
from argmap.model.records import GroupId, LinkId, StatementId
from argmap.render.culling import route_edges
from argmap.render.frames import title_strip
from argmap.render.scene import Scene, links_at

REACH = 56.0
"""How far rings, signs, heads and badges reach beyond boxes and lines, in pixels of the map."""

LABEL = 4 * REACH
"""How far the words of links may reach beyond their lines."""

NO_GROUP = GroupId("")
MANY = 120
"""Where more things than this differ, all of it is painted again."""


def repainted(before: Scene, after: Scene, view: Box | None = None) -> list[Box] | None:
    """Return the areas of the map whose picture differs between two scenes; None for all of it.

    With a `view` only what may be seen in it counts.
    """
    if not _is_alike(before, after):
        return None
    things = _other_things(before, after)
    if view is not None:
        things = _seen(before, after, things, view.grown(REACH + LABEL))
    things |= _moving(before, after)
    if len(things) > MANY:
        return None
    found: list[Box] = []
    for scene in (before, after):
        for id_ in things:
            found += _places(scene, id_)
            found += _titles(scene, id_)
    return found


def _titles(scene: Scene, id_: str) -> Iterator[Box]:
    """Yield where the titles stand that keep off a link."""
    link = scene.map.links.get(LinkId(id_))
    for end in (*link.premises, StatementId(link.target)) if link is not None else ():
        frame = scene.placement.frames.get(scene.map.group_of.get(end, NO_GROUP))
        if frame is not None:
            yield title_strip(frame)


def _is_alike(before: Scene, after: Scene) -> bool:
    """Tell whether two scenes differ in nothing but single statements and links."""
    single = {"selected": frozenset[str](), "hovered": "", "focused": "", "drop_target": ""}
    plain, alike = (
        replace(scene.emphasis, **single, offsets={}, folded={})  # type: ignore[arg-type]
        for scene in (before, after)
    )
    return (
        before.theme is after.theme
        and plain == alike
        and before.placement.direction is after.placement.direction
        and before.placement.frames == after.placement.frames
        and before.map.groups is after.map.groups
        and before.map.sources is after.map.sources
        and bool(before.map.statements) == bool(after.map.statements)
    )


def _other_things(before: Scene, after: Scene) -> set[str]:
    """Return the statements and links that may look otherwise, but for what is on its way."""
    one, other = before.emphasis, after.emphasis
    ids = set(one.selected ^ other.selected)
    if one.focused != other.focused or len(one.selected) != len(other.selected):
        ids |= {one.focused, other.focused}
    if one.hovered != other.hovered:
        ids |= {one.hovered, other.hovered}
    if one.drop_target != other.drop_target:
        ids |= {one.drop_target, other.drop_target}
    if one.folded is not other.folded:
        folds = one.folded.keys() | other.folded.keys()
        ids.update(id_ for id_ in folds if one.folded.get(id_) != other.folded.get(id_))
    if before.map is not after.map:
        touched = compared(before.map, after.map, ("statements", "links"))
        ids.update(touched.of("statements"), touched.of("links"))
    if before.placement is not after.placement:
        ids.update(_moved(before, after))
    ids.discard("")
    return ids


def _seen(before: Scene, after: Scene, ids: set[str], area: Box) -> set[str]:
    """Return those of some things that touch an area, in one of two scenes."""
    found: set[str] = set()
    for scene in (before, after):
        if scene.extents is None:
            return ids
        found.update(scene.extents.boxes.among(ids, area), scene.extents.links.among(ids, area))
    return found


def _moving(before: Scene, after: Scene) -> set[str]:
    """Return the boxes that are on their way, and the links at them."""
    one, other = before.emphasis.offsets, after.emphasis.offsets
    if one is other:
        return set()
    moving: set[str] = {*one, *other}
    if len(moving) <= MANY:
        for scene in (before, after):
            links = [link for id_ in moving for link in links_at(scene.map, StatementId(id_))]
            moving.update(links)
    return moving


def _moved(before: Scene, after: Scene) -> Iterator[str]:
    """Yield what stands or runs elsewhere in another placement."""
    extents = after.extents
    if extents is not None and extents.follow(before.extents):
        yield from (*extents.boxes.changed, *extents.boxes.gone)
        yield from (*extents.links.changed, *extents.links.gone)
    else:
        yield from differing(before.placement.boxes, after.placement.boxes)
        yield from differing(before.placement.routes, after.placement.routes)


def _places(scene: Scene, id_: str) -> Iterator[Box]:
    """Yield where a statement or link is painted, with what reaches beyond it."""
    box = scene.placement.boxes.get(StatementId(id_))
    if box is not None:
        dx, dy = scene.emphasis.offsets.get(StatementId(id_), (0.0, 0.0))
        yield Box(box.x + dx, box.y + dy, box.width, box.height).grown(REACH)
    route = scene.placement.routes.get(LinkId(id_))
    if route is not None:
        left, top, right, bottom = route_edges(route)
        around = Box(left, top, right - left, bottom - top)
        link = scene.map.links.get(LinkId(id_))
        if link is not None and link.label:
            around = around.grown(LABEL)
        yield around.grown(REACH + _furthest(scene.emphasis.offsets.values()))


def _furthest(offsets: Iterable[Point]) -> float:
    return max((max(abs(x), abs(y)) for x, y in offsets), default=0.0)
