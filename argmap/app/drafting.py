"""How a draft becomes part of a map: by the same verbs, whether to be shown or to be committed.

While it is being typed, a draft is applied to a scratch transaction, so that layout, painting and
hit tests see an ordinary statement. Nothing of that reaches the store.
"""

from dataclasses import replace

from argmap.app.session import Draft, Relation
from argmap.edit import pins, statements
from argmap.edit.transaction import Transaction
from argmap.model.argmap import ArgumentMap
from argmap.model.records import StatementId

NOT_YET_WORDS = "\N{HORIZONTAL ELLIPSIS}"
"""Stands for the text while a draft is placed: an id made from it does not change with typing."""

LABELS = {
    Relation.ROOT: "Add statement",
    Relation.SUPPORTING: "Add support",
    Relation.OPPOSING: "Add objection",
    Relation.AFTER: "Add statement after",
    Relation.BEFORE: "Add statement before",
    Relation.LINKED: "Add linked premise",
    Relation.ABOVE: "Add statement above",
    Relation.WORDING: "Change text",
}
"""What undo calls each commit of a draft."""


def with_draft(map: ArgumentMap, draft: Draft) -> tuple[ArgumentMap, StatementId]:
    """Return the map with the draft in it, and the id under which it is shown.

    Raises UserError where the draft cannot stand.
    """
    tx = Transaction(map)
    id_ = place(tx, draft, NOT_YET_WORDS)
    tx.put(replace(tx.map.statements[id_], text=draft.text))
    return tx.map, id_


def place(tx: Transaction, draft: Draft, text: str) -> StatementId:
    """Add what the draft describes, with this text; returns the statement's id."""
    id_ = _placed(tx, draft, text)
    if draft.pin is not None:
        pins.pin(tx, {id_: draft.pin})
    if draft.kind is not None and tx.map.statements[id_].kind is not draft.kind:
        statements.set_field(tx, id_, "kind", draft.kind)
    return id_


def _placed(tx: Transaction, draft: Draft, text: str) -> StatementId:
    anchor = draft.anchor
    match draft.relation:
        case Relation.ROOT:
            return statements.add_statement(tx, text)
        case Relation.SUPPORTING:
            return statements.add_supporting(tx, anchor, text)
        case Relation.OPPOSING:
            return statements.add_opposing(tx, anchor, text)
        case Relation.AFTER | Relation.BEFORE:
            after = draft.relation is Relation.AFTER
            return statements.add_sibling(tx, StatementId(anchor), text, after=after)
        case Relation.LINKED:
            return statements.add_linked_premise(tx, StatementId(anchor), text)
        case Relation.ABOVE:
            return statements.add_above(tx, StatementId(anchor), text)
        case Relation.WORDING:
            statements.set_text(tx, StatementId(anchor), text)
            return StatementId(anchor)
