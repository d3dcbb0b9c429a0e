"""What was put elsewhere by hand between two maps: it moves then, and all the rest stays.

Pure functions; which of all the rest keeps its place is the sight's business.
"""

from collections.abc import Container, Iterable

from argmap.model.argmap import ArgumentMap
from argmap.model.following import compared
from argmap.model.records import LinkId, StatementId


def pinned_elsewhere(before: ArgumentMap, now: ArgumentMap) -> frozenset[StatementId]:
    """Return the statements whose pin came, went or is another."""
    old, new = before.meta.view.pins, now.meta.view.pins
    if old is new:
        return frozenset()
    return frozenset(id_ for id_ in {*old, *new} if old.get(id_) != new.get(id_))


def hung_elsewhere(before: ArgumentMap, now: ArgumentMap) -> frozenset[StatementId]:
    """Return the statements with a link that came, went or is another."""
    touched = map(LinkId, compared(before, now, ("links",)).of("links"))
    pairs = ((before.links.get(id_), now.links.get(id_)) for id_ in touched)
    links = (link for old, new in pairs if old != new for link in (old, new) if link is not None)
    return frozenset(id_ for link in links for id_ in link.premises)


def brought_along(
    map: ArgumentMap, ids: Iterable[StatementId], moved: Container[StatementId]
) -> set[StatementId]:
    """Return those of some statements that were moved, or hang below one that was."""
    along: dict[StatementId, bool] = {}
    for id_ in ids:
        way: list[StatementId] = []
        here: StatementId | None = id_
        while here is not None and here not in along and here not in moved:
            way.append(here)
            along[here] = False  # until it is known; cycles of primary links end here
            here = _beside_or_below(map, here)
        found = here is not None and (here in moved or along[here])
        along |= dict.fromkeys(way, found)
        along[id_] = found
    return {id_ for id_, is_along in along.items() if is_along}


def _beside_or_below(map: ArgumentMap, id_: StatementId) -> StatementId | None:
    """Return what a statement hangs on; for what bears on a link, that link's first premise."""
    parent = map.primary_parent(id_)
    link = map.links.get(LinkId(parent)) if parent is not None else None
    if link is not None:
        return link.premises[0] if link.premises else None
    return StatementId(parent) if parent is not None else None
