"""Copying a part of a map as a map of its own, and pasting such a part.

A part holds statements with their branches, the links among them and the undercuts of these, the
sources they quote and the groups that are wholly among them. Ids stay where they are free.
"""

from collections.abc import Iterable
from dataclasses import field, replace

from argmap.edit.links import new_link
from argmap.edit.pins import pin
from argmap.edit.transaction import Transaction
from argmap.edit.tree import put_after
from argmap.edit.wishes import fitting, need_node
from argmap.edit.wording import cleaned, shows
from argmap.model.argmap import ArgumentMap
from argmap.model.errors import UserError
from argmap.model.ids import fresh_id, fresh_link_id
from argmap.model.light_dataclass import dataclass
from argmap.model.records import (
    Group,
    GroupId,
    Link,
    LinkId,
    LinkKind,
    Meta,
    Quote,
    Source,
    SourceId,
    Statement,
    StatementId,
    StatementKind,
    View,
)


def copied(map: ArgumentMap, ids: Iterable[str], *, branches: bool = True) -> ArgumentMap:
    """Return a part of a map as a map: statements, their branches, and what lies among them."""
    chosen = {StatementId(id_) for id_ in ids} & map.statements.keys()
    if not chosen:
        raise UserError("Select a statement to copy it.")
    members = set(chosen)
    if branches:
        members.update(below for id_ in chosen for below in map.branch(id_))
    links = _links_among(map, members)
    # A statement that bears on a link from elsewhere has nothing to hang on in the part.
    while strays := {id_ for id_ in members - chosen if map.primary_links.get(id_) not in links}:
        members -= strays
        links = _links_among(map, members)
    return _part(map, members, links)


def paste(tx: Transaction, part: ArgumentMap, target: str | None = None) -> tuple[StatementId, ...]:
    """Add a part of a map, with ids that are free; returns its top statements.

    With a target the tops hang under it: counterpoints oppose, all others support, and a question
    is answered. A source that the map has already, the same or under the same id, is used again.
    """
    if target is not None:
        need_node(tx.map, target)
    names = _pasted(tx, part)
    tops = tuple(names.statements[id_] for id_ in part.roots if id_ in names.statements)
    if target is not None:
        for id_ in tops:
            counters = tx.map.statements[id_].kind is StatementKind.COUNTERPOINT
            kind = LinkKind.OPPOSES if counters else LinkKind.SUPPORTS
            tx.put(new_link(tx, [id_], target, fitting(tx.map, kind, target)))
    return tops


def paste_beside(
    tx: Transaction, part: ArgumentMap, originals: Iterable[StatementId]
) -> tuple[StatementId, ...]:
    """Add a part copied from this map so that each top stands beside what it was copied from."""
    source = tx.map
    names = _pasted(tx, part)
    tops = [id_ for id_ in dict.fromkeys(originals) if id_ not in part.primary_links]
    for id_ in tops:
        copy, own = names.statements[id_], source.primary_links.get(id_)
        if own is None:
            tx.move("statements", copy, tx.place_of("statements", id_) + 1)
        else:
            held = source.links[own]
            put_after(tx, new_link(tx, [copy], held.target, held.kind), own)
    return tuple(names.statements[id_] for id_ in tops)


@dataclass
class _Names:
    """What the ids of a part become in the map it is pasted into."""

    sources: dict[SourceId, SourceId] = field(default_factory=dict)
    statements: dict[StatementId, StatementId] = field(default_factory=dict)
    links: dict[LinkId, LinkId] = field(default_factory=dict)


def _links_among(map: ArgumentMap, members: set[StatementId]) -> set[LinkId]:
    """Return the links from members to members, and to such links in turn."""
    found: set[LinkId] = set()
    pending: list[str] = list(members)
    while pending:
        for id_ in map.links_into.get(pending.pop(), ()):
            if id_ not in found and not members.isdisjoint(map.links[id_].premises):
                found.add(id_)
                pending.append(id_)
    return found


def _part(map: ArgumentMap, members: set[StatementId], links: set[LinkId]) -> ArgumentMap:
    statements = {id_: one for id_, one in map.statements.items() if id_ in members}
    pins = {
        id_: offset
        for id_, offset in map.meta.view.pins.items()
        if id_ in members and map.primary_links.get(id_) in links
    }
    return ArgumentMap(
        meta=Meta(view=View(pins=pins)),
        sources=map.sources_quoted_by(statements.values()),
        statements=statements,
        links={
            id_: replace(link, premises=tuple(p for p in link.premises if p in members))
            for id_, link in map.links.items()
            if id_ in links
        },
        groups={
            id_: group
            for id_, group in map.groups.items()
            if group.statements and members.issuperset(group.statements)
        },
    )


def _pasted(tx: Transaction, part: ArgumentMap) -> _Names:
    texts = {id_: cleaned(one.text) for id_, one in part.statements.items()}
    names = _Names()
    taken = tx.map.taken()
    for id_, text in texts.items():
        if shows(text):
            free = id_ if id_ not in taken else StatementId(fresh_id(text, taken))
            names.statements[id_] = free
            taken.add(free)
    if not names.statements:
        raise UserError("There is no statement to paste.")
    _paste_sources(tx, part, names)
    for id_, new in names.statements.items():
        one = part.statements[id_]
        quotes = _requoted(one, names)
        tx.put(replace(one, id=new, text=texts[id_], quotes=quotes))
    _paste_links(tx, part, names, taken)
    _paste_groups(tx, part.groups.values(), names)
    pins = part.meta.view.pins.items()
    pin(tx, {names.statements[id_]: at for id_, at in pins if id_ in names.statements})
    return names


def _paste_sources(tx: Transaction, part: ArgumentMap, names: _Names) -> None:
    pasted = (part.statements[id_] for id_ in names.statements)
    for id_, source in part.sources_quoted_by(pasted).items():
        held = next((h for h in tx.map.sources.values() if _same_document(h, source)), None)
        if held is not None:
            names.sources[id_] = held.id
            continue
        free = SourceId(fresh_id(source.title or id_, tx.map.sources, fallback="source"))
        names.sources[id_] = free if id_ in tx.map.sources else id_
        tx.put(replace(source, id=names.sources[id_]))


def _same_document(one: Source, other: Source) -> bool:
    """Tell whether two sources are one document: the same file or address, or all but the id."""
    if one.sha256 and one.sha256 == other.sha256:
        return True
    return replace(one, sha256="", text_sha256="") == replace(
        other, id=one.id, sha256="", text_sha256=""
    )


def _requoted(statement: Statement, names: _Names) -> tuple[Quote, ...]:
    return tuple(
        replace(quote, source=names.sources[quote.source])
        for quote in statement.quotes
        if quote.source in names.sources
    )


def _paste_links(tx: Transaction, part: ArgumentMap, names: _Names, taken: set[str]) -> None:
    """Add the links whose ends came along; what bears on a link follows it into the names."""
    for link in _ends_first(part, names):
        premises = tuple(names.statements[p] for p in link.premises if p in names.statements)
        target = _renamed(names, link.target)
        free = link.id
        if free in taken:
            free = LinkId(fresh_link_id(premises[0], target, taken))
        names.links[link.id] = free
        taken.add(free)
    for link in part.links.values():
        if link.id not in names.links:
            continue
        premises = tuple(names.statements[p] for p in link.premises if p in names.statements)
        tx.put(
            replace(
                link,
                id=names.links[link.id],
                premises=premises,
                target=_renamed(names, link.target),
            )
        )


def _ends_first(part: ArgumentMap, names: _Names) -> Iterable[Link]:
    """Yield the links that have a premise and a target among the names, targets before links."""
    pending: list[str] = list(reversed(names.statements))
    while pending:
        for id_ in part.links_into.get(pending.pop(), ()):
            link = part.links[id_]
            known = any(premise in names.statements for premise in link.premises)
            if known and link.target not in link.premises:
                yield link
                pending.append(id_)


def _renamed(names: _Names, target: str) -> str:
    return names.links.get(LinkId(target)) or names.statements[StatementId(target)]


def _paste_groups(tx: Transaction, groups: Iterable[Group], names: _Names) -> None:
    for group in groups:
        members = tuple(names.statements[m] for m in group.statements if m in names.statements)
        if members:
            free = group.id
            if free in tx.map.groups:
                free = GroupId(fresh_id(group.title, tx.map.groups, fallback="group"))
            tx.put(replace(group, id=free, statements=members))
