"""The verbs that add, word, split, merge, duplicate and remove statements.

Each takes the transaction first and answers with ids. Ids are born from the first text and never
change with it. What a new statement is and how it bears follows from where it is put.
"""

from collections.abc import Iterable
from dataclasses import replace

from argmap.edit.clipboard import copied, paste_beside
from argmap.edit.fields import with_fields
from argmap.edit.links import new_link
from argmap.edit.removal import remove_all
from argmap.edit.transaction import Transaction
from argmap.edit.tree import hang_by, keep_tree, put_after, put_before, remove_links
from argmap.edit.wishes import (
    double_of,
    fitting,
    need_fitting,
    need_node,
    refuse_double,
    the_link,
    the_statement,
)
from argmap.edit.wording import named, needed
from argmap.model.errors import UserError
from argmap.model.ids import fresh_id
from argmap.model.records import (
    Link,
    LinkId,
    LinkKind,
    Statement,
    StatementId,
    StatementKind,
)

_ROLE = {LinkKind.OPPOSES: StatementKind.COUNTERPOINT}
"""The kind a new statement has by how it bears; all others are claims."""


def add_statement(
    tx: Transaction,
    text: str,
    kind: StatementKind = StatementKind.CLAIM,
    *,
    at: int | None = None,
    **fields: object,
) -> StatementId:
    """Add a statement that is linked to nothing, last or at a place among the statements."""
    words = needed(text)
    id_ = StatementId(fresh_id(words, tx.map.namespace))
    statement = with_fields(Statement(id_, text=words), {"kind": kind, **fields})
    tx.put(statement, at)
    return id_


def add_supporting(
    tx: Transaction, target: str, text: str, kind: StatementKind | None = None, **fields: object
) -> StatementId:
    """Add a claim that supports a statement, backs a link or answers a question."""
    return _add_under(tx, target, text, LinkKind.SUPPORTS, kind, fields)


def add_opposing(
    tx: Transaction, target: str, text: str, kind: StatementKind | None = None, **fields: object
) -> StatementId:
    """Add a counterpoint that opposes a statement or undercuts a link; an answer to a question."""
    return _add_under(tx, target, text, LinkKind.OPPOSES, kind, fields)


def add_sibling(tx: Transaction, of: StatementId, text: str, after: bool = True) -> StatementId:
    """Add a statement beside another, after or before it, of its kind and bearing as it does."""
    statement = the_statement(tx.map, of)
    own = tx.map.primary_links.get(of)
    place = tx.place_of("statements", of) + after
    if own is None:
        return add_statement(tx, text, statement.kind, at=place)
    held = tx.map.links[own]
    id_ = add_statement(tx, text, statement.kind)
    tree = tx.map
    put = put_after if after else put_before
    put(tx, new_link(tx, [id_], held.target, held.kind), own)
    keep_tree(tx, tree)
    return id_


def add_above(tx: Transaction, of: StatementId, text: str) -> StatementId:
    """Add a statement between another and what it bears on, or above a root.

    The new one takes the other's place in its inference, with what undercuts that, and its pin; the
    other supports the new one.
    """
    lower = the_statement(tx.map, of)
    tree = tx.map
    own = tree.primary_links.get(of)
    held = tree.links[own] if own is not None else None
    kind = _ROLE.get(held.kind, StatementKind.CLAIM) if held is not None else StatementKind.CLAIM
    place = tx.place_of("statements", lower.id) if held is None else None
    id_ = add_statement(tx, text, kind, at=place)
    link = new_link(tx, [of], id_, LinkKind.SUPPORTS)
    if held is None:
        tx.put(link)
    else:
        premises = tuple(id_ if premise == of else premise for premise in held.premises)
        tx.put(replace(held, premises=premises))
        put_after(tx, link, held.id)
    hang_by(tx, of, link.id)
    keep_tree(tx, tree, but=[of])
    pins = tx.map.meta.view.pins
    if of in pins:
        tx.set_view(pins={id_ if key == of else key: offset for key, offset in pins.items()})
    return id_


def add_linked_premise(tx: Transaction, of: str, text: str) -> StatementId:
    """Add a premise to the inference a statement is part of (or to a link), right after it."""
    if of in tx.map.statements and of not in tx.map.primary_links:
        raise UserError(f"{named(tx.map, of)} is no premise yet; link it to something first.")
    held = the_link(tx.map, of)
    id_ = add_statement(tx, text, _ROLE.get(held.kind, StatementKind.CLAIM))
    place = held.premises.index(StatementId(of)) + 1 if of in held.premises else len(held.premises)
    premises = (*held.premises[:place], id_, *held.premises[place:])
    tx.put(replace(held, premises=premises))
    return id_


def set_text(tx: Transaction, id_: str, text: str) -> None:
    """Word a statement anew (its id stays), or label a link."""
    set_field(tx, id_, "label" if id_ in tx.map.links else "text", text)


def set_field(tx: Transaction, id_: str, name: str, value: object) -> None:
    """Set a field of a statement or link; raises UserError where the value does not suit it.

    Where a claim becomes a question, what supports or opposes it becomes its answers, and the other
    way round.
    """
    link = tx.map.links.get(LinkId(id_))
    if link is not None:
        _set_link_field(tx, link, name, value)
        return
    parked = id_ in tx.map.parked
    held = tx.map.parked[StatementId(id_)] if parked else the_statement(tx.map, id_)
    changed = with_fields(held, {name: value})
    if changed == held:
        return
    tx.put(changed, parked=parked)
    if not parked and name == "kind":
        _answer_or_not(tx, changed.id)


def remove(tx: Transaction, ids: Iterable[str], keep_branch: bool = False) -> None:
    """Remove statements and links with what hangs only on them; see `argmap.edit.removal`."""
    chosen = tuple(ids)
    if not chosen:
        raise UserError("Select what to remove.")
    remove_all(tx, chosen, keep_branch=keep_branch)


def duplicate(tx: Transaction, ids: Iterable[StatementId]) -> tuple[StatementId, ...]:
    """Copy statements with their branches; each copy stands beside its original."""
    chosen = tuple(the_statement(tx.map, id_).id for id_ in ids)
    return paste_beside(tx, copied(tx.map, chosen), chosen)


def split(tx: Transaction, id_: StatementId, at: int) -> StatementId:
    """Cut a statement's text in two; the rest becomes its next sibling, with the same quotes."""
    statement = the_statement(tx.map, id_)
    first, rest = statement.text[:at], statement.text[at:]
    if at < 0 or not first.strip() or not rest.strip():
        raise UserError("Put the cursor between two words to split the statement there.")
    new = add_sibling(tx, id_, needed(rest))
    tx.put(replace(statement, text=needed(first)))
    tx.put(replace(tx.map.statements[new], quotes=statement.quotes, tags=statement.tags))
    return new


def merge(tx: Transaction, ids: Iterable[StatementId]) -> StatementId:
    """Make one statement of several: the first stays, with the words and quotes of all.

    What bore on the others, and what they bore on, is the first one's now; links that would lead
    from it to itself or say the same twice go.
    """
    chosen = [the_statement(tx.map, id_) for id_ in dict.fromkeys(ids)]
    if len(chosen) < 2:
        raise UserError("Choose two or more statements to merge them.")
    first, others = chosen[0], chosen[1:]
    for other in others:
        for link in (*tx.map.links_from.get(other.id, ()), *tx.map.links_into.get(other.id, ())):
            if tx.has("links", link):
                _redirect(tx, tx.link(link), other.id, first.id)
    tx.put(
        replace(
            first,
            text="\n".join(statement.text for statement in chosen),
            quotes=tuple(dict.fromkeys(quote for one in chosen for quote in one.quotes)),
            tags=tuple(dict.fromkeys(tag for one in chosen for tag in one.tags)),
            notes="\n\n".join(filter(None, (statement.notes for statement in chosen))),
        )
    )
    remove_all(tx, [other.id for other in others], keep_branch=True)
    return first.id


def _add_under(
    tx: Transaction,
    target: str,
    text: str,
    bearing: LinkKind,
    kind: StatementKind | None,
    fields: dict[str, object],
) -> StatementId:
    need_node(tx.map, target)
    bearing = fitting(tx.map, bearing, target)
    role = _ROLE.get(bearing, StatementKind.CLAIM) if kind is None else kind
    id_ = add_statement(tx, text, role)
    if fields:
        tx.put(with_fields(tx.map.statements[id_], fields))
    tx.put(new_link(tx, [id_], target, bearing))
    return id_


def _set_link_field(tx: Transaction, link: Link, name: str, value: object) -> None:
    changed = with_fields(link, {name: value})
    if changed == link:
        return
    if name == "kind":
        need_fitting(tx.map, changed.kind, changed.target)
        refuse_double(tx.map, changed)
    if changed.primary and not link.primary:
        for premise in link.premises:
            for other in tx.map.links_from.get(premise, ()):
                if other != link.id and tx.map.links[other].primary:
                    tx.put(replace(tx.map.links[other], primary=False))
    tx.put(changed)


def _answer_or_not(tx: Transaction, id_: StatementId) -> None:
    """Let what bears on a statement suit its kind: a question is answered, nothing else is."""
    for link in tx.map.links_into.get(id_, ()):
        held = tx.map.links[link]
        changed = replace(held, kind=fitting(tx.map, held.kind, id_))
        if changed != held:
            tx.put(changed)
            if double_of(tx.map, changed) is not None:
                remove_links(tx, [link])


def _redirect(tx: Transaction, link: Link, old: StatementId, new: StatementId) -> None:
    """Let a link run from or to another statement; drop it where that makes no sense any more."""
    target = new if link.target == old else link.target
    renamed = dict.fromkeys(new if premise == old else premise for premise in link.premises)
    premises = tuple(premise for premise in renamed if premise != target)
    changed = replace(
        link, premises=premises, target=target, kind=fitting(tx.map, link.kind, target)
    )
    if not premises or double_of(tx.map, changed) is not None:
        remove_links(tx, [link.id])
    else:
        tx.put(changed)
