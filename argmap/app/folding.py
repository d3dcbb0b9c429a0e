"""Which branches are folded, as sets of statements: fold, reveal one more, fold the children.

Pure functions of a map, the folds there are and a statement; they return the folds there should be.
"""

from collections.abc import Iterable, Iterator

from argmap.model.argmap import ArgumentMap
from argmap.model.records import LinkId, StatementId

Folds = frozenset[StatementId]


def has_below(map: ArgumentMap, id_: str) -> bool:
    """Tell whether anything hangs under a statement, be it under a link that goes to it."""
    below = map.branch(id_)
    next(below, None)
    return next(below, None) is not None


def toggled(map: ArgumentMap, folds: Folds, ids: Iterable[StatementId]) -> Folds:
    """Unfold the given statements if any of them is folded, else fold those that can be."""
    given = frozenset(ids)
    if given & folds:
        return folds - given
    return folds | {id_ for id_ in given if has_below(map, id_)}


def one_more(map: ArgumentMap, folds: Folds, id_: StatementId) -> Folds:
    """Unfold the first folded statement of a branch, showing no more than its own children."""
    first = next((below for below in map.branch(id_) if below in folds), None)
    if first is None:
        return folds
    return (folds - {first}) | _foldable_children(map, first)


def children_toggled(map: ArgumentMap, folds: Folds, id_: StatementId) -> Folds:
    """Fold all children of a statement, or unfold them where all are folded already."""
    children = _foldable_children(map, id_)
    return folds - children if children <= folds else (folds - {id_}) | children


def to_level(map: ArgumentMap, level: int, tops: Iterable[StatementId]) -> Folds:
    """Return the folds that leave so many levels of some trees to be seen; the tops are the first.

    Whoever unfolds one of them sees all of its branch; revealing one more opens a level of it.
    """
    row, passed = list(tops), set[StatementId]()
    for _ in range(level - 1):
        passed.update(row)
        row = [below for id_ in row for below in _children(map, id_) if below not in passed]
    return frozenset(id_ for id_ in row if has_below(map, id_))


def opened_for(map: ArgumentMap, folds: Folds, ids: Iterable[str]) -> Folds:
    """Return the folds without those that hide one of the given statements or links."""
    hiding: set[str] = set()
    for id_ in ids:
        place = _above(map, id_)
        while place is not None and place not in hiding:
            hiding.add(place)
            place = _above(map, place)
    return frozenset(id_ for id_ in folds if id_ not in hiding)


def in_sight(map: ArgumentMap, folds: Folds, ids: Iterable[str]) -> tuple[str, ...]:
    """Return statements and links, and in place of those that folds hide what is left to be seen.

    That is the outermost folded statement above them.
    """
    return tuple(dict.fromkeys(_left_of(map, folds, id_) for id_ in ids))


def _left_of(map: ArgumentMap, folds: Folds, id_: str) -> str:
    """Return what is seen of a statement or link; a link is hidden with either of its ends."""
    link = map.links.get(LinkId(id_))
    ends = (id_,) if link is None else (link.premises[0], link.target)
    return next((left for end in ends if (left := _hiding(map, folds, end))), id_)


def _hiding(map: ArgumentMap, folds: Folds, id_: str) -> str:
    """Return the outermost folded statement above, or an empty string."""
    outermost, passed, place = "", {id_}, _above(map, id_)
    while place is not None and place not in passed:
        passed.add(place)
        if place in folds:
            outermost = place
        place = _above(map, place)
    return outermost


def _above(map: ArgumentMap, place: str) -> str | None:
    if place in map.links:
        return map.links[LinkId(place)].target
    return map.primary_parent(StatementId(place)) if place in map.statements else None


def _foldable_children(map: ArgumentMap, id_: StatementId) -> Folds:
    return frozenset(child for child in _children(map, id_) if has_below(map, child))


def _children(map: ArgumentMap, id_: StatementId) -> Iterator[StatementId]:
    """Yield what hangs right under a statement, or on a link that goes to it."""
    for place in (id_, *map.links_into.get(id_, ())):
        yield from map.children.get(place, ())
