"""The tree kept while links change: who hangs by which link, and who stands beside whom.

The order of siblings is the order of `links`, then of `from`; roots stand in the order of
`statements`. Nothing here refuses: the verbs of `links` ask first.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from argmap.edit.transaction import Transaction
from argmap.edit.wishes import double_of
from argmap.model.argmap import ArgumentMap
from argmap.model.following import differing
from argmap.model.records import Link, LinkId, StatementId


def siblings_under(map: ArgumentMap, parent: str | None) -> tuple[StatementId, ...]:
    """Return the statements that hang under a statement or link, or the roots for None."""
    return map.roots if parent is None else map.children.get(parent, ())


def hang_by(tx: Transaction, id_: StatementId, link: LinkId) -> None:
    """Make a link the one by which a statement hangs, where it is not already."""
    map = tx.map
    if map.primary_links.get(id_) == link:
        return
    for other in map.links_from.get(id_, ()):
        if other != link and map.links[other].primary:
            tx.put(replace(map.links[other], primary=False))
    tx.put(replace(map.links[link], primary=True))


def keep_tree(tx: Transaction, before: ArgumentMap, but: Collection[str] = ()) -> None:
    """Let all statements but some hang by the links they hung by before, as far as these exist."""
    # In a circle, holding one statement may let go another that was looked at before; each
    # statement is held once, so this ends.
    held = set(but)
    while (slipped := _slipped(before, tx.map, held)) is not None:
        hang_by(tx, *slipped)
        held.add(slipped[0])


def _slipped(
    before: ArgumentMap, now: ArgumentMap, held: Collection[str]
) -> tuple[StatementId, LinkId] | None:
    """Return the first statement, in the file's order, that could hang as it did and does not."""
    was, hung = before.primary_links, now.primary_links
    if was is hung:
        return None
    found = [
        (StatementId(id_), was[StatementId(id_)])
        for id_ in differing(was, hung)
        if id_ in was and id_ not in held and _could_hang(now, id_, was[StatementId(id_)])
    ]
    if len(found) > 1:
        places = {id_: place for place, id_ in enumerate(now.statements)}
        found.sort(key=lambda item: places[item[0]])
    return found[0] if found else None


def _could_hang(map: ArgumentMap, id_: str, link: LinkId) -> bool:
    """Tell whether a statement could hang by a link and does not."""
    held = map.links.get(link)
    return (
        held is not None
        and id_ in held.premises
        and map.primary_links.get(StatementId(id_)) != link
    )


def put_after(tx: Transaction, link: Link, other: str) -> None:
    """Write a link, new or not, so that it stands right after another in the file."""
    if tx.has("links", link.id):
        tx.put(link)
        place, beside = tx.place_of("links", link.id), tx.place_of("links", other)
        tx.move("links", link.id, beside if place < beside else beside + 1)
    else:
        tx.put(link, tx.place_of("links", other) + 1)


def put_before(tx: Transaction, link: Link, other: str) -> None:
    """Write a link, new or not, so that it stands right before another in the file."""
    if tx.has("links", link.id):
        tx.put(link)
        place, beside = tx.place_of("links", link.id), tx.place_of("links", other)
        tx.move("links", link.id, beside - 1 if place < beside else beside)
    else:
        tx.put(link, tx.place_of("links", other))


def absorb(tx: Transaction, into: LinkId, gone: LinkId) -> None:
    """Take a link away; what bore on it bears on another, and what says the same twice goes."""
    for id_ in tx.map.links_into.get(gone, ()):
        moved = replace(tx.map.links[id_], target=into)
        tx.put(moved)
        double = double_of(tx.map, moved)
        if double is not None:
            absorb(tx, double.id, id_)
    tx.remove("links", gone)


def remove_links(tx: Transaction, ids: Collection[LinkId]) -> None:
    """Remove links and all links that bear on them; every statement stays."""
    pending = list(ids)
    while pending:
        id_ = pending.pop()
        if tx.has("links", id_):
            pending.extend(tx.map.links_into.get(id_, ()))
            tx.remove("links", id_)


def leave(tx: Transaction, id_: StatementId, link: Link) -> None:
    """Take a statement out of a link; a link that has no other premise goes."""
    rest = tuple(premise for premise in link.premises if premise != id_)
    if rest:
        tx.put(replace(link, premises=rest))
    else:
        remove_links(tx, [link.id])


def arrange(
    tx: Transaction,
    ids: Sequence[StatementId],
    before: StatementId | None,
    after: StatementId | None,
) -> None:
    """Put siblings, in this order, between two others (None at an end) by moving few entries.

    Linked premises move within their link where a neighbour is one of them; else the whole link
    moves. All must hang under one parent already, or all be roots.
    """
    tree = tx.map
    if ids and ids[0] not in tx.map.primary_links:
        _arrange_roots(tx, ids, before, after)
        return
    for id_ in ids:
        _arrange_child(tx, id_, before, after)
        after = id_
    keep_tree(tx, tree)


def _arrange_roots(
    tx: Transaction,
    ids: Sequence[StatementId],
    before: StatementId | None,
    after: StatementId | None,
) -> None:
    for id_ in ids:
        place = tx.place_of("statements", id_)
        if before is not None:
            beside = tx.place_of("statements", before)
            tx.move("statements", id_, beside - 1 if place < beside else beside)
        elif after is not None:
            beside = tx.place_of("statements", after)
            tx.move("statements", id_, beside if place < beside else beside + 1)
        after = id_


def _arrange_child(
    tx: Transaction, id_: StatementId, before: StatementId | None, after: StatementId | None
) -> None:
    """Move one child, or the link it shares with others, to where two neighbours meet."""
    primary = tx.map.primary_links
    link = tx.map.links[primary[id_]]
    following = primary[before] if before is not None else None
    preceding = primary[after] if after is not None else None
    if link.id in (following, preceding):
        rest = [premise for premise in link.premises if premise != id_]
        # A neighbour of the same inference is in it by name, whoever else stands there.
        if following == link.id and before is not None:
            place = rest.index(before)
        else:
            place = rest.index(after) + 1 if after is not None else 0
        rest.insert(place, id_)
        tx.put(replace(link, premises=tuple(rest)))
    elif following is not None:
        put_before(tx, link, following)
    elif preceding is not None:
        put_after(tx, link, preceding)
