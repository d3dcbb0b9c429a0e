"""What a room says while a map is presented: taken into the map in one line, or parked for later.

A parked statement is in the map's file but has no place in the map yet.
"""

from collections.abc import Iterable
from enum import StrEnum

from argmap.edit.fields import with_fields
from argmap.edit.links import new_link
from argmap.edit.removal import remove_all
from argmap.edit.statements import add_opposing, add_statement, add_supporting
from argmap.edit.stories import join_step
from argmap.edit.transaction import Transaction
from argmap.edit.wishes import fitting, need_node, the_link, the_statement
from argmap.edit.wording import cleaned_line, named, needed
from argmap.model.argmap import ArgumentMap
from argmap.model.errors import UserError
from argmap.model.ids import fresh_id
from argmap.model.light_dataclass import dataclass
from argmap.model.records import (
    LinkId,
    LinkKind,
    Statement,
    StatementId,
    StatementKind,
)


class Contribution(StrEnum):
    """What somebody in the room may say to a statement or link."""

    OBJECTION = "objection"
    SUPPORT = "support"
    UNDERCUT = "undercut"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Said:
    """One contribution: what it is, to which statement or link, in which words, by whom."""

    what: Contribution
    target: str
    text: str
    speaker: str = ""


def capture(tx: Transaction, said: Said, story: str = "", at: int = 0) -> StatementId:
    """Add what was said to a statement or link, with the speaker's initials if they are wanted.

    An undercut goes to the link by which the statement hangs. A question is put against its target,
    as a challenge to it. With a story the new statement joins the step at that place.
    """
    need_node(tx.map, said.target)
    id_ = _added(tx, said)
    if said.speaker:
        tx.put(with_fields(tx.map.statements[id_], {"speaker": said.speaker}))
    if story:
        join_step(tx, story, at, [id_])
    return id_


def park(
    tx: Transaction, text: str, speaker: str = "", kind: StatementKind = StatementKind.CLAIM
) -> StatementId:
    """Take down what has no place in the map yet."""
    words = needed(text)
    id_ = StatementId(fresh_id(words, tx.map.namespace))
    tx.put(Statement(id_, kind, text=words, speaker=cleaned_line(speaker)), parked=True)
    return id_


def park_statements(tx: Transaction, ids: Iterable[StatementId]) -> None:
    """Take statements out of the map to the parking lot; what hangs on them stays in the map."""
    chosen = [the_statement(tx.map, id_) for id_ in dict.fromkeys(ids)]
    if not chosen:
        raise UserError("Select the statements to park.")
    remove_all(tx, [statement.id for statement in chosen], keep_branch=True)
    for statement in chosen:
        tx.put(statement, parked=True)


def unpark(
    tx: Transaction, id_: str, target: str = "", kind: LinkKind = LinkKind.SUPPORTS
) -> LinkId | None:
    """Give a parked statement its place: under a target, or as a root where none is named."""
    statement = the_parked(tx.map, id_)
    if target:
        need_node(tx.map, target)
    tx.remove("parked", id_)
    tx.put(statement)
    if not target:
        return None
    link = new_link(tx, [statement.id], target, fitting(tx.map, kind, target))
    tx.put(link)
    return link.id


def drop_parked(tx: Transaction, id_: str) -> None:
    """Remove a parked statement."""
    tx.remove("parked", the_parked(tx.map, id_).id)


def the_parked(map: ArgumentMap, id_: str) -> Statement:
    """Return a parked statement; UserError where there is none of that id."""
    statement = map.parked.get(StatementId(id_))
    if statement is None:
        raise UserError(f"{named(map, id_)} is not parked.")
    return statement


def _added(tx: Transaction, said: Said) -> StatementId:
    match said.what:
        case Contribution.SUPPORT:
            return add_supporting(tx, said.target, said.text)
        case Contribution.OBJECTION:
            return add_opposing(tx, said.target, said.text)
        case Contribution.UNDERCUT:
            return add_opposing(tx, the_link(tx.map, said.target).id, said.text)
        case Contribution.QUESTION:
            id_ = add_statement(tx, said.text, StatementKind.QUESTION)
            bearing = fitting(tx.map, LinkKind.OPPOSES, said.target)
            tx.put(new_link(tx, [id_], said.target, bearing))
            return id_
