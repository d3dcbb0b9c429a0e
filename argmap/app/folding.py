"""Which branches are folded, as sets of statements: fold, reveal one more, fold the children.

Pure functions of a map, the folds there are and a statement; they return the folds there should be.
"""

from collections.abc import Iterable, Iterator

from argmap.model.argmap import ArgumentMap
from argmap.model.hiding import folds_above, is_hidden
from argmap.model.records import LinkId, StatementId

Folds = frozenset[StatementId]


def has_below(map: ArgumentMap, id_: str) -> bool:
    """Tell whether anything hangs under a statement that its fold would hide."""
    return bool(map.children.get(id_))


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
    folds = frozenset(id_ for id_ in row if has_below(map, id_))
    return folds | {id_ for id_ in _on_links_into(map, folds) if has_below(map, id_)}


def opened_for(map: ArgumentMap, folds: Folds, ids: Iterable[str]) -> Folds:
    """Return the folds without those that hide one of the given statements or links."""
    ends = {end for id_ in ids for end in _ends(map, id_)}
    return folds.difference(*(folds_above(map, end) for end in ends)) if folds else folds


def in_sight(map: ArgumentMap, folds: Folds, ids: Iterable[str]) -> tuple[str, ...]:
    """Return statements and links, and in place of those that folds hide what is left to be seen.

    That is the outermost folded statement above them.
    """
    return tuple(dict.fromkeys(_left_of(map, folds, id_) for id_ in ids))


def _left_of(map: ArgumentMap, folds: Folds, id_: str) -> str:
    """Return what is seen of a statement or link; a link is hidden with either of its ends."""
    known: dict[StatementId, bool] = {}
    for end in _ends(map, id_) if folds else ():
        if is_hidden(map, end, folds, known):
            tops = [top for top in folds_above(map, end) if top in folds]
            return next((top for top in tops if not is_hidden(map, top, folds, known)), id_)
    return id_


def _ends(map: ArgumentMap, place: str) -> Iterator[StatementId]:
    """Yield a statement; of a link the first premise and what it leads to, over links."""
    passed: set[str] = set()
    while place in map.links and place not in passed:
        passed.add(place)
        yield map.links[LinkId(place)].premises[0]
        place = map.links[LinkId(place)].target
    if place in map.statements:
        yield StatementId(place)


def _foldable_children(map: ArgumentMap, id_: StatementId) -> Folds:
    return frozenset(child for child in _children(map, id_) if has_below(map, child))


def _on_links_into(map: ArgumentMap, folds: Folds) -> list[StatementId]:
    """Return what is left to be seen on links from elsewhere into folded statements."""
    known: dict[StatementId, bool] = {}
    bearing = (
        each
        for id_ in folds
        for link in map.links_into.get(id_, ())
        for each in map.children.get(link, ())
    )
    return [each for each in bearing if not is_hidden(map, each, folds, known)]


def _children(map: ArgumentMap, id_: StatementId) -> Iterator[StatementId]:
    """Yield what hangs right under a statement, or on a link that goes to it."""
    for place in (id_, *map.links_into.get(id_, ())):
        yield from map.children.get(place, ())
