"""Groups: named sets of statements, drawn as frames. No statement is in two of them."""

from collections.abc import Iterable
from dataclasses import replace

from argmap.edit.fields import with_fields
from argmap.edit.transaction import Transaction
from argmap.edit.wishes import the_statement
from argmap.model.argmap import ArgumentMap
from argmap.model.errors import UserError
from argmap.model.ids import fresh_id
from argmap.model.records import Group, GroupId, StatementId


def add_group(tx: Transaction, title: str, ids: Iterable[StatementId]) -> GroupId:
    """Group statements; each leaves the group it was in, and a group left empty goes."""
    members = _members(tx.map, ids)
    _leave(tx, members)
    id_ = GroupId(fresh_id(title, tx.map.groups, fallback="group"))
    tx.put(with_fields(Group(id_, statements=members), {"title": title}))
    return id_


def join_group(tx: Transaction, group: str, ids: Iterable[StatementId]) -> None:
    """Put statements into a group; each leaves the group it was in."""
    held = the_group(tx.map, group)
    members = tuple(id_ for id_ in _members(tx.map, ids) if id_ not in held.statements)
    _leave(tx, members)
    tx.put(replace(held, statements=(*held.statements, *members)))


def leave_group(tx: Transaction, ids: Iterable[StatementId]) -> None:
    """Take statements out of their groups; a group left empty goes."""
    _leave(tx, _members(tx.map, ids))


def set_group_field(tx: Transaction, group: str, name: str, value: object) -> None:
    """Set a group's title or colour; its id stays."""
    tx.put(with_fields(the_group(tx.map, group), {name: value}))


def remove_group(tx: Transaction, group: str) -> None:
    """Dissolve a group; its statements stay."""
    tx.remove("groups", the_group(tx.map, group).id)


def the_group(map: ArgumentMap, id_: str) -> Group:
    """Return a group of the map; UserError where there is none of that id."""
    group = map.groups.get(GroupId(id_))
    if group is None:
        raise UserError(f"There is no group “{id_}” in the map.")
    return group


def _members(map: ArgumentMap, ids: Iterable[StatementId]) -> tuple[StatementId, ...]:
    members = tuple(the_statement(map, id_).id for id_ in dict.fromkeys(ids))
    if not members:
        raise UserError("Select the statements that the group is about.")
    return members


def _leave(tx: Transaction, ids: Iterable[StatementId]) -> None:
    leaving = set(ids)
    for group in tx.map.groups.values():
        if leaving.isdisjoint(group.statements):
            continue
        rest = tuple(member for member in group.statements if member not in leaving)
        if rest:
            tx.put(replace(group, statements=rest))
        else:
            tx.remove("groups", group.id)
