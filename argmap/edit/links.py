"""The verbs that change how statements bear on each other, and where they stand.

Each takes the transaction first and refuses with a sentence what cannot be. Ids of links never
change, even where a link comes to run elsewhere. The rules are told in README.md beside this file.
"""

from collections.abc import Iterable
from dataclasses import replace

from argmap.edit.pins import unpin_moved
from argmap.edit.transaction import Transaction
from argmap.edit.tree import (
    absorb,
    arrange,
    hang_by,
    keep_tree,
    leave,
    put_after,
    siblings_under,
)
from argmap.edit.wishes import (
    double_of,
    fitting,
    leads_through,
    need_fitting,
    need_node,
    refuse_double,
    refuse_under_itself,
    the_link,
    the_statement,
    tops,
)
from argmap.edit.wording import named
from argmap.model.argmap import ArgumentMap
from argmap.model.errors import UserError
from argmap.model.ids import fresh_link_id
from argmap.model.records import Link, LinkId, LinkKind, StatementId, StatementKind

_FLIPPED = {LinkKind.SUPPORTS: LinkKind.OPPOSES, LinkKind.OPPOSES: LinkKind.SUPPORTS}
_RECAST = {
    LinkKind.OPPOSES: {StatementKind.CLAIM: StatementKind.COUNTERPOINT},
    LinkKind.SUPPORTS: {StatementKind.COUNTERPOINT: StatementKind.CLAIM},
}


def new_link(tx: Transaction, premises: Iterable[StatementId], target: str, kind: LinkKind) -> Link:
    """Return a link that is not in the map yet, with an id that is free."""
    chosen = tuple(premises)
    id_ = fresh_link_id(chosen[0], target, tx.map.namespace)
    return Link(LinkId(id_), chosen, target, kind)


def connect(
    tx: Transaction, premise: StatementId, target: str, kind: LinkKind = LinkKind.SUPPORTS
) -> LinkId:
    """Link a statement to a statement or link; support of a question becomes an answer.

    Refused: to itself, and twice the same.
    """
    the_statement(tx.map, premise)
    need_node(tx.map, target)
    if premise == target:
        raise UserError(f"{named(tx.map, premise)} cannot be linked to itself.")
    if kind is LinkKind.ANSWERS:
        need_fitting(tx.map, kind, target)
    tree = tx.map
    link = new_link(tx, [premise], target, fitting(tx.map, kind, target))
    refuse_double(tx.map, link)
    tx.put(link)
    keep_tree(tx, tree)
    unpin_moved(tx)
    return link.id


def reverse(tx: Transaction, link: str) -> LinkId:
    """Turn a link round, so that its target becomes its premise; returns its id."""
    held = the_link(tx.map, link)
    if len(held.premises) != 1:
        raise UserError("A link from several premises cannot be reversed; separate them first.")
    if held.target not in tx.map.statements:
        raise UserError(
            f"{named(tx.map, held.premises[0])} bears on a link, which cannot be a premise; "
            "only a link between two statements can be reversed."
        )
    premise = held.premises[0]
    kind = fitting(tx.map, held.kind, premise)
    turned = replace(held, premises=(StatementId(held.target),), target=premise, kind=kind)
    _rewrite(tx, turned)
    return held.id


def flip(tx: Transaction, link: str) -> LinkId:
    """Make opposition of support and the other way round.

    A claim becomes a counterpoint, and the other way round, where that was its only link.
    """
    held = the_link(tx.map, link)
    if held.kind not in _FLIPPED:
        raise UserError(
            f"Only support and opposition can be flipped; this link {held.kind.value} its target."
        )
    _set_kind(tx, held, _FLIPPED[held.kind])
    return held.id


def retarget(tx: Transaction, link: str, target: str) -> LinkId:
    """Let a link bear on another statement or link; what bears on the link stays with it."""
    held = the_link(tx.map, link)
    need_node(tx.map, target)
    if target in held.premises:
        raise UserError(f"{named(tx.map, target)} cannot be linked to itself.")
    if leads_through(tx.map, target, held.id):
        raise UserError(
            f"{named(tx.map, target)} bears on {named(tx.map, held.id)}: "
            "links cannot bear on each other in a circle."
        )
    _rewrite(tx, replace(held, target=target, kind=fitting(tx.map, held.kind, target)))
    return held.id


def join_premises(tx: Transaction, links: Iterable[str]) -> LinkId:
    """Make one inference of several links to one target; undercuts of any of them come along.

    The first link stays; a statement's id stands for the link it hangs by.
    """
    held = list({link.id: link for link in (the_link(tx.map, id_) for id_ in links)}.values())
    if len(held) < 2:
        raise UserError("Choose two or more premises of one statement to join them.")
    first = held[0]
    for other in held[1:]:
        if other.target != first.target:
            raise UserError(
                "Only premises of one target can be joined: these bear on "
                f"{named(tx.map, first.target)} and on {named(tx.map, other.target)}."
            )
        if other.kind is not first.kind:
            raise UserError(
                "Only premises that bear alike can be joined: one "
                f"{first.kind.value}, another {other.kind.value}; flip one of them first."
            )
    _join(tx, first, held[1:])
    return first.id


def separate_premise(tx: Transaction, link: str, premise: StatementId) -> LinkId:
    """Take a premise out of an inference and give it a link of its own to the same target.

    What undercuts the inference stays with the other premises.
    """
    held = the_link(tx.map, link)
    if premise not in held.premises:
        raise UserError(f"{named(tx.map, premise)} is no premise of {named(tx.map, held.id)}.")
    if len(held.premises) < 2:
        raise UserError(f"{named(tx.map, premise)} stands alone already.")
    tree = tx.map
    alone = replace(new_link(tx, [premise], held.target, held.kind), primary=held.primary)
    double = double_of(tx.map, alone)
    rest = tuple(other for other in held.premises if other != premise)
    refuse_double(tx.map, replace(held, premises=rest))
    tx.put(replace(held, premises=rest))
    if double is None:
        put_after(tx, alone, held.id)
        double = alone
    if tree.primary_links.get(premise) == held.id:
        hang_by(tx, premise, double.id)
    keep_tree(tx, tree)
    return double.id


def reparent(
    tx: Transaction,
    ids: Iterable[StatementId],
    target: str,
    kind: LinkKind | None = None,
    keep: bool = False,
    linked: bool = False,
) -> tuple[LinkId, ...]:
    """Hang statements under another statement or under a link, as its last; returns their links.

    Without a `kind` a statement bears as it did before; a root supports a statement (a counterpoint
    opposes it) and undercuts a link. With `keep` the link is a further one and the old one stays;
    with `linked` the statement joins the target's inference. Of a branch only its top is moved, the
    rest comes along.
    """
    need_node(tx.map, target)
    chosen = tuple(the_statement(tx.map, id_).id for id_ in ids)
    if keep:
        return tuple(_use_again(tx, id_, target, kind) for id_ in dict.fromkeys(chosen))
    moved = tops(tx.map, chosen)
    for id_ in moved:
        refuse_under_itself(tx.map, id_, target)
    if linked:
        made = tuple(_join_inference(tx, id_, target) for id_ in moved)
    else:
        made = tuple(_hang_under(tx, id_, target, kind) for id_ in moved)
    unpin_moved(tx)
    return made


def reorder(tx: Transaction, id_: StatementId, by: int) -> None:
    """Move a statement among its siblings, later or (by less than 0) earlier, as far as they go."""
    the_statement(tx.map, id_)
    parent = tx.map.primary_parent(id_)
    place = siblings_under(tx.map, parent).index(id_)
    place_between(tx, [id_], parent, max(place + by, 0))


def place_between(
    tx: Transaction, ids: Iterable[StatementId], parent: str | None, index: int
) -> None:
    """Put statements under a parent (None: make them roots) at a place among its other children.

    `index` counts the children that are not among `ids`. The statements keep how they bear.
    """
    moved = tops(tx.map, tuple(the_statement(tx.map, id_).id for id_ in ids))
    if parent is not None:
        need_node(tx.map, parent)
    for id_ in moved:
        if parent is not None:
            refuse_under_itself(tx.map, id_, parent)
    others = [id_ for id_ in siblings_under(tx.map, parent) if id_ not in moved]
    index = min(max(index, 0), len(others))
    for id_ in moved:
        if tx.map.primary_parent(id_) != parent:
            _hang_under(tx, id_, parent, None) if parent is not None else _make_root(tx, id_)
    standing = list(siblings_under(tx.map, parent))
    rightly = [*others[:index], *moved, *others[index:]]
    if standing != rightly and set(standing) == set(rightly):
        before = others[index] if index < len(others) else None
        after = others[index - 1] if index else None
        arrange(tx, moved, before, after)
    unpin_moved(tx)


def indent(tx: Transaction, id_: StatementId) -> None:
    """Hang a statement under the sibling before it, as its last child."""
    the_statement(tx.map, id_)
    siblings = siblings_under(tx.map, tx.map.primary_parent(id_))
    place = siblings.index(id_)
    if not place:
        raise UserError(f"{named(tx.map, id_)} stands first; nothing before it could hold it.")
    reparent(tx, [id_], siblings[place - 1])


def outdent(tx: Transaction, id_: StatementId) -> None:
    """Put a statement beside the one it hangs under, right after it."""
    the_statement(tx.map, id_)
    link = tx.map.primary_links.get(id_)
    if link is None:
        raise UserError(f"{named(tx.map, id_)} stands at the top already.")
    above = tx.map.links[link].target
    if above in tx.map.links:  # it bears on an inference: it goes beside that inference's premise
        above = _standing_by(tx.map, tx.map.links[LinkId(above)])
    parent = tx.map.primary_parent(StatementId(above))
    siblings = siblings_under(tx.map, parent)
    place_between(tx, [id_], parent, siblings.index(StatementId(above)) + 1)


def _standing_by(map: ArgumentMap, link: Link) -> StatementId:
    for premise in reversed(link.premises):
        if map.primary_links.get(premise) == link.id:
            return premise
    return link.premises[-1]


def _rewrite(tx: Transaction, link: Link) -> None:
    """Write a link that runs elsewhere now, if nothing says the same already."""
    refuse_double(tx.map, link)
    tree = tx.map
    tx.put(link)
    keep_tree(tx, tree, but=(*link.premises, *tree.links[link.id].premises))
    unpin_moved(tx)


def _set_kind(tx: Transaction, link: Link, kind: LinkKind) -> None:
    changed = replace(link, kind=kind)
    refuse_double(tx.map, changed)
    tx.put(changed)
    for id_ in link.premises:
        statement = tx.map.statements[id_]
        recast = _RECAST.get(kind, {}).get(statement.kind)
        if recast is not None and link.kind in _FLIPPED and len(tx.map.links_from[id_]) == 1:
            tx.put(replace(statement, kind=recast))


def _join(tx: Transaction, first: Link, others: Iterable[Link]) -> None:
    tree = tx.map
    premises = list(first.premises)
    for other in others:
        premises += other.premises
        absorb(tx, first.id, other.id)
    joined = replace(tx.map.links[first.id], premises=tuple(dict.fromkeys(premises)))
    tx.put(joined)
    double = double_of(tx.map, joined)
    if double is not None:
        absorb(tx, joined.id, double.id)
    for id_ in joined.premises:
        if tree.primary_parent(id_) == joined.target:
            hang_by(tx, id_, joined.id)
    keep_tree(tx, tree, but=joined.premises)


def _use_again(tx: Transaction, id_: StatementId, target: str, kind: LinkKind | None) -> LinkId:
    own = tx.map.primary_links.get(id_)
    if kind is None and own is not None:
        kind = fitting(tx.map, tx.map.links[own].kind, target)
    return connect(tx, id_, target, kind or _first_kind(tx.map, id_, target))


def _first_kind(map: ArgumentMap, id_: StatementId, target: str) -> LinkKind:
    """Return how a statement that bore on nothing comes to bear on a target."""
    counters = map.statements[id_].kind is StatementKind.COUNTERPOINT
    kind = LinkKind.OPPOSES if counters or target in map.links else LinkKind.SUPPORTS
    return fitting(map, kind, target)


def _hang_under(tx: Transaction, id_: StatementId, target: str, kind: LinkKind | None) -> LinkId:
    tree = tx.map
    own = tree.primary_links.get(id_)
    held = tree.links[own] if own is not None else None
    if kind is None:
        kind = held.kind if held is not None else _first_kind(tree, id_, target)
    kind = fitting(tree, kind, target)
    if held is not None and held.target == target:
        if held.kind is not kind:
            _set_kind(tx, held, kind)
        return held.id
    made = _run_to(tx, id_, target, kind, held)
    hang_by(tx, id_, made)
    keep_tree(tx, tree, but=[id_])
    _recast_moved(tx, id_, held, kind)
    return made


def _run_to(
    tx: Transaction, id_: StatementId, target: str, kind: LinkKind, held: Link | None
) -> LinkId:
    """Let a statement's link run to a new target as the last there; it may be there already."""
    alone = held is not None and len(held.premises) == 1
    if held is not None and alone:
        made = replace(held, target=target, kind=kind)
    else:
        made = new_link(tx, [id_], target, kind)
    double = double_of(tx.map, made)
    if double is not None and id_ not in double.premises:
        refuse_double(tx.map, made)
    last = _last_link(tx.map, target, made.id)
    if double is not None and held is not None and alone:
        absorb(tx, double.id, held.id)
    elif double is None and last is not None:
        put_after(tx, made, last)
    elif double is None:
        tx.put(made)
    if held is not None and not alone:
        leave(tx, id_, held)
    return made.id if double is None else double.id


def _recast_moved(tx: Transaction, id_: StatementId, held: Link | None, kind: LinkKind) -> None:
    """Make a counterpoint of a claim that has come to oppose by its only link, or the reverse."""
    statement = tx.map.statements[id_]
    turned = kind in _FLIPPED and (held is None or held.kind is _FLIPPED[kind])
    if turned and len(tx.map.links_from[id_]) == 1:
        tx.put(replace(statement, kind=_RECAST[kind].get(statement.kind, statement.kind)))


def _last_link(map: ArgumentMap, target: str, but: LinkId) -> LinkId | None:
    """Return the link of the last child under a target, if it stands after a link's own place."""
    children = map.children.get(target, ())
    links = [map.primary_links[child] for child in children]
    last = next((link for link in reversed(links) if link != but), None)
    if last is None or but not in map.links:
        return None
    order = {id_: place for place, id_ in enumerate(map.links)}
    return last if order[last] > order[but] else None


def _make_root(tx: Transaction, id_: StatementId) -> None:
    tree = tx.map
    leave(tx, id_, tree.links[tree.primary_links[id_]])
    keep_tree(tx, tree, but=[id_])


def _join_inference(tx: Transaction, id_: StatementId, target: str) -> LinkId:
    """Make a statement a further premise of the inference of a target; its own link goes."""
    inference = tx.map.links.get(LinkId(target))
    if inference is None:
        primary = tx.map.primary_links.get(StatementId(target))
        if primary is None:
            raise UserError(
                f"{named(tx.map, target)} is no premise yet, so nothing can be linked with it."
            )
        inference = tx.map.links[primary]
    if id_ in inference.premises:
        raise UserError(f"{named(tx.map, id_)} is a premise there already.")
    tree = tx.map
    wider = replace(inference, premises=(*inference.premises, id_))
    refuse_double(tree, wider)
    own = tree.primary_links.get(id_)
    tx.put(wider)
    if own is not None and len(tree.links[own].premises) == 1:
        absorb(tx, inference.id, own)
    elif own is not None:
        leave(tx, id_, tree.links[own])
    hang_by(tx, id_, inference.id)
    keep_tree(tx, tree, but=[id_])
    return inference.id
