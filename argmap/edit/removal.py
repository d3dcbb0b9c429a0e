"""Removing statements and links, with what cannot stand without them.

What hangs only there goes too; what is used in a second place stays. First it is worked out what
goes (`doomed`, which only reads), then it is written.
"""

from collections.abc import Iterable
from dataclasses import field, replace

from argmap.edit.pins import unpin
from argmap.edit.transaction import Transaction
from argmap.edit.tree import keep_tree
from argmap.model.argmap import ArgumentMap
from argmap.model.errors import UserError
from argmap.model.light_dataclass import dataclass
from argmap.model.records import LinkId, StatementId


@dataclass
class Doomed:
    """What goes: ids of statements (parked ones among them) and of links."""

    statements: set[StatementId] = field(default_factory=set)
    links: set[LinkId] = field(default_factory=set)


def doomed(map: ArgumentMap, ids: Iterable[str], *, keep_branch: bool = False) -> Doomed:
    """Return what goes when some statements and links are removed.

    A link goes with its target or its last premise. Unless `keep_branch`, the branch under what
    goes goes too, but for statements that also bear on something that stays.
    """
    chosen = set(ids)
    for id_ in chosen:
        if map.node(id_) is None and id_ not in map.parked:
            raise UserError(f"There is nothing called “{id_}” in the map.")
    fate = Doomed({StatementId(id_) for id_ in chosen - map.links.keys()})
    fate.links = {LinkId(id_) for id_ in chosen & map.links.keys()}
    _close(map, fate, branches=not keep_branch)
    if not keep_branch:
        _spare(map, fate, chosen)
    return fate


def remove_all(tx: Transaction, ids: Iterable[str], *, keep_branch: bool = False) -> None:
    """Remove statements and links with what hangs on them, their places in groups and their pins.

    A group that loses its last statement goes. Stories and polls keep what they name.
    """
    tree = tx.map
    fate = doomed(tree, ids, keep_branch=keep_branch)
    for link in fate.links:
        tx.remove("links", link)
    for id_ in fate.statements:
        _forget_premise(tx, tree, id_, fate)
        tx.remove("parked" if id_ not in tree.statements else "statements", id_)
    _leave_groups(tx, fate.statements)
    unpin(tx, fate.statements)
    keep_tree(tx, tree)


def _close(map: ArgumentMap, fate: Doomed, *, branches: bool) -> None:
    """Add to what goes all that cannot stand without it (and the branches under it)."""
    pending: list[str] = [*fate.statements, *fate.links]
    while pending:
        place = pending.pop()
        falling: list[LinkId] = [
            link for link in map.links_into.get(place, ()) if link not in fate.links
        ]
        falling += [
            link
            for link in map.links_from.get(StatementId(place), ())
            if link not in fate.links and fate.statements.issuperset(map.links[link].premises)
        ]
        fate.links.update(falling)
        pending.extend(falling)
        if branches:
            hanging = [id_ for id_ in map.children.get(place, ()) if id_ not in fate.statements]
            fate.statements.update(hanging)
            pending.extend(hanging)


def _spare(map: ArgumentMap, fate: Doomed, chosen: set[str]) -> None:
    """Take back what also bears on something that stays, and all that bears on it in turn."""
    staying: list[str] = []
    for id_ in sorted(fate.statements - chosen):
        for link in map.links_from.get(id_, ()):
            if link not in chosen and _stays(map, map.links[link].target, fate):
                staying += _taken_back(map, fate, link, chosen)
    while staying:
        for link in map.links_into.get(staying.pop(), ()):
            if link not in chosen:
                staying += _taken_back(map, fate, link, chosen)


def _stays(map: ArgumentMap, place: str, fate: Doomed) -> bool:
    return map.node(place) is not None and place not in fate.statements and place not in fate.links


def _taken_back(map: ArgumentMap, fate: Doomed, link: LinkId, chosen: set[str]) -> list[str]:
    """Spare a link whose target stays, and its premises; return what was to go and now stays."""
    back: list[str] = []
    for premise in map.links[link].premises:
        if premise in fate.statements and premise not in chosen:
            fate.statements.discard(premise)
            back.append(premise)
    if link in fate.links and not fate.statements.issuperset(map.links[link].premises):
        fate.links.discard(link)
        back.append(link)
    return back


def _forget_premise(tx: Transaction, tree: ArgumentMap, id_: StatementId, fate: Doomed) -> None:
    """Take a statement from among the linked premises of links that stay."""
    for link in tree.links_from.get(id_, ()):
        if link not in fate.links:
            held = tx.link(link)
            rest = tuple(premise for premise in held.premises if premise != id_)
            tx.put(replace(held, premises=rest))


def _leave_groups(tx: Transaction, gone: set[StatementId]) -> None:
    for group in tuple(tx.map.groups.values()):
        if not gone.isdisjoint(group.statements):
            rest = tuple(member for member in group.statements if member not in gone)
            if rest:
                tx.put(replace(group, statements=rest))
            else:
                tx.remove("groups", group.id)
