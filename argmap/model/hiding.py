"""What folds hide: one rule for layout, badges and whoever looks for what is folded away.

A fold hides what hangs under its statement, and all that hangs under that. What bears on a link
goes with the link: it stays while a premise of it is in sight, even where the link leads to a
folded statement, and is hidden where none is. These are pure functions of a map; nobody's folds are
kept here.
"""

from collections.abc import Container, Iterable, Iterator
from itertools import chain

from argmap.model.argmap import ArgumentMap
from argmap.model.records import LinkId, StatementId

Footing = tuple[StatementId | None, list[list[StatementId]]]
"""What a statement hangs under, and the premises of each link over which it does."""


def hidden_by(map: ArgumentMap, folded: Iterable[StatementId]) -> set[StatementId]:
    """Return the statements that folds hide; only what leans on a folded one is looked at."""
    tops = frozenset(folded)
    children, statements = map.children, map.statements
    pending = [id_ for top in tops if top in statements for id_ in children.get(top, ())]
    known: dict[StatementId, bool] = {}  # what hangs there over no link is hidden for sure
    while pending:
        here = pending.pop()
        if here not in known:
            known[here] = True
            pending += children.get(here, ())
    others = [id_ for id_ in leaning_on(map, tops) if id_ not in known]
    return {*known, *(id_ for id_ in others if is_hidden(map, id_, tops, known))}


def is_hidden(
    map: ArgumentMap,
    id_: StatementId,
    folded: Container[StatementId],
    known: dict[StatementId, bool],
) -> bool:
    """Tell whether folds hide a statement; `known` takes along what was found out on the way."""
    pending: list[StatementId] = [id_]
    begun: dict[StatementId, Footing] = {}
    while pending:
        here = pending[-1]
        if here in known:
            pending.pop()
            continue
        if here not in begun:
            begun[here] = _footing(map, here)
            pending += [e for e in _all(begun[here]) if e not in known and e not in begun]
            continue
        pending.pop()
        on, rows = begun[here]
        if rows:
            lost = any(row and all(known.get(each, False) for each in row) for row in rows)
            known[here] = lost or (on is not None and known.get(on, False))
        else:
            known[here] = on is not None and (on in folded or known.get(on, False))
    return known[id_]


def leaning_on(map: ArgumentMap, places: Iterable[str]) -> Iterator[StatementId]:
    """Yield statements and all that folding them could hide: their branches, and what bears on
    links that lead out of there, with theirs. Places may be links, too.
    """
    statements, children, into, out = map.statements, map.children, map.links_into, map.links_from
    pending, passed = list(places), set[str]()
    while pending:
        place = pending.pop()
        if place in passed:
            continue
        passed.add(place)
        if place in statements:
            yield StatementId(place)
        pending += children.get(place, ())
        for links in (into.get(place, ()), out.get(StatementId(place), ())):
            for link in links:
                if link in into:
                    pending.append(link)


def folds_above(map: ArgumentMap, id_: StatementId) -> Iterator[StatementId]:
    """Yield the statements whose folding could hide another, nearer ones first."""
    pending, passed = [id_], {id_}
    for here in pending:
        on, rows = _footing(map, here)
        if on is None:
            continue
        if not rows:
            yield on
        more = [each for each in _all((on, rows)) if each not in passed]
        passed.update(more)
        pending += more


def leant_on(map: ArgumentMap, places: Iterable[str]) -> Iterator[str]:
    """Yield statements and links with all that they hang under or lean on, up to the roots."""
    pending, passed = list(places), set[str]()
    while pending:
        place = pending.pop()
        if place in passed:
            continue
        passed.add(place)
        yield place
        if place in map.links:
            pending += (*map.links[LinkId(place)].premises, map.links[LinkId(place)].target)
        elif (parent := map.primary_parent(StatementId(place))) is not None:
            pending.append(parent)


def _full_footing(map: ArgumentMap, id_: StatementId) -> Footing:
    """Return what a statement hangs under, and the premises of each link over which it does.

    Premises that are missing, or are what their link leads to, are left out.
    """
    rows: list[list[StatementId]] = []
    place = map.primary_parent(id_)
    passed: set[str] = set()
    while place is not None and place not in map.statements:
        link = map.links.get(LinkId(place))
        if link is None or place in passed:
            return None, []
        passed.add(place)
        rows.append([p for p in link.premises if p in map.statements and p != link.target])
        place = link.target
    return (None if place is None else StatementId(place)), rows


def _footing(map: ArgumentMap, id_: StatementId) -> Footing:
    """Return what a statement leans on, without the premises that lean on it in turn."""
    on, rows = _full_footing(map, id_)
    return on, [[each for each in row if not _leans_on(map, each, id_)] for row in rows]


def _leans_on(map: ArgumentMap, id_: StatementId, goal: StatementId) -> bool:
    """Tell whether a statement leans on another, be it over many."""
    return goal in leant_on(map, (id_,))


def _all(footing: Footing) -> list[StatementId]:
    on, rows = footing
    return [*([] if on is None else [on]), *chain.from_iterable(rows)]
