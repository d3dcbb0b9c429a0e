"""A map as an indented outline of plain text, both ways.

What `outline_text` writes, `paste_outline` reads into the same tree with the same kinds; it reads
much else besides: lists of Markdown and of word processors, headings, plain indented lines. Only
the tree goes into it: no cross links, no fields but text and kind. README.md tells the signs.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from argmap.edit.transaction import Transaction
from argmap.edit.wishes import fitting, need_node, the_statement, tops
from argmap.edit.wording import cleaned, plain, shows
from argmap.model.argmap import ArgumentMap
from argmap.model.errors import UserError
from argmap.model.ids import fresh_id, fresh_link_id
from argmap.model.light_dataclass import dataclass
from argmap.model.records import (
    Link,
    LinkId,
    LinkKind,
    Statement,
    StatementId,
    StatementKind,
)

_SIGN = {
    LinkKind.SUPPORTS: "+",
    LinkKind.OPPOSES: "\N{MINUS SIGN}",
    LinkKind.CONTRADICTS: "><",
    LinkKind.RESTATES: "=",
    LinkKind.ANSWERS: "*",
}
_KIND_OF = {sign: kind for kind, sign in _SIGN.items() if sign != "*"}
_LINKED = "&"
_ON_LINK = "^"

# These are compiled when they are first used: a start needs none.
_KIND = r"\[(claim|evidence|counterpoint|question)\] "
_HEADING = r"(#{1,6})\s+(?=\S)"
_MARKED = r"(\^?)(\+|\N{MINUS SIGN}|-|><|=|&|\*|•|–|\d{1,3}[.)])(?:\s+|$)"
_TAB = 4
_DEEPER = 2
"""How many columns further in a line must begin to hang under an earlier one."""


def outline_text(map: ArgumentMap, ids: Iterable[StatementId] | None = None) -> str:
    """Return some branches of a map, or all of it, as an outline; "" for an empty map."""
    if ids is None:
        chosen: tuple[StatementId, ...] = map.roots
    else:
        chosen = tops(map, tuple(the_statement(map, id_).id for id_ in ids))
    lines: list[str] = []
    pending = [_Entry(id_, None, "", 0) for id_ in reversed(chosen)]
    while pending:
        entry = pending.pop()
        lines += _written(map, entry)
        below = [*_on_link(map, entry), *_below(map, entry.statement, "", entry.depth + 1)]
        pending.extend(reversed(below))
    return "".join(f"{line}\n" for line in lines)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One statement of an outline, with the link it hangs by and what stands before its sign."""

    statement: StatementId
    link: LinkId | None
    before: str
    depth: int
    linked: bool = False


def _on_link(map: ArgumentMap, entry: _Entry) -> Iterator[_Entry]:
    """Yield what bears on the link of the line itself; linked premises leave it to the first."""
    if entry.link is not None and not entry.linked:
        yield from _below(map, entry.link, _ON_LINK, entry.depth + 1)


def _below(map: ArgumentMap, place: str, before: str, depth: int) -> Iterator[_Entry]:
    pending = list(reversed(map.links_into.get(place, ())))
    while pending:
        link = pending.pop()
        hanging = [p for p in map.links[link].premises if map.primary_links.get(p) == link]
        for number, premise in enumerate(dict.fromkeys(hanging)):
            yield _Entry(premise, link, before, depth, linked=number > 0)
        if not hanging:  # a cross link is not written, but what hangs on it is not lost
            pending.extend(reversed(map.links_into.get(link, ())))


def _written(map: ArgumentMap, entry: _Entry) -> list[str]:
    statement = map.statements[entry.statement]
    bearing = map.links[entry.link].kind if entry.link is not None else LinkKind.ANSWERS
    kind = ""
    if statement.kind is not _implied(bearing) or re.match(_KIND, statement.text):
        kind = f"[{statement.kind}] "
    sign = _LINKED if entry.linked else _SIGN[bearing]
    first, *rest = plain(statement.text).split("\n")
    indent = "  " * entry.depth
    more = (f"{indent}  | {line}" if line else f"{indent}  |" for line in rest)
    return [f"{indent}{entry.before}{sign} {kind}{first}", *more]


def _implied(bearing: LinkKind) -> StatementKind:
    return StatementKind.COUNTERPOINT if bearing is LinkKind.OPPOSES else StatementKind.CLAIM


def paste_outline(tx: Transaction, text: str, target: str | None = None) -> tuple[StatementId, ...]:
    """Add the statements of an outline, at the top or under a target; returns its top statements.

    Raises UserError where the text has no words.
    """
    if target is not None:
        need_node(tx.map, target)
    items = _items(text)
    if not items:
        raise UserError("There is no text to paste.")
    return _Planting(tx, items, target).done()


@dataclass(slots=True)
class _Item:
    """One statement as read; `parent` is its place among the items, or -1."""

    width: int
    mark: str
    on_link: bool
    kind: StatementKind | None
    text: str
    parent: int = -1


def _items(text: str) -> list[_Item]:
    items: list[_Item] = []
    for line in plain(text).split("\n"):
        body = line.lstrip()
        if not body:
            continue
        if items and (body == "|" or body.startswith("| ")):
            items[-1].text += "\n" + body[2:]
        else:
            items.append(_item(line, body))
    for item in items:
        item.text = cleaned(item.text)
    items = [item for item in items if shows(item.text)]
    _give_parents(items)
    return items


def _item(line: str, body: str) -> _Item:
    width = len(line[: len(line) - len(body)].expandtabs(_TAB))
    heading = re.match(_HEADING, body)
    marked = re.match(_MARKED, body) if heading is None else None
    if heading is not None:
        # Headings stand further out than any line: -18 for the first level, -8 for the sixth.
        width = _DEEPER * (len(heading[1]) - 10)
    match = heading or marked
    words = body[match.end() :] if match is not None else body
    kind = re.match(_KIND, words)
    return _Item(
        width,
        marked[2] if marked is not None else "",
        marked is not None and bool(marked[1]),
        StatementKind(kind[1]) if kind is not None else None,
        words[kind.end() :] if kind is not None else words,
    )


def _give_parents(items: list[_Item]) -> None:
    above: list[int] = []
    for place, item in enumerate(items):
        while above and not _holds(items[above[-1]], item):
            above.pop()
        item.parent = above[-1] if above else -1
        above.append(place)


def _holds(upper: _Item, lower: _Item) -> bool:
    """Tell whether a line hangs under an earlier one: further in, or a list below a plain line."""
    if lower.mark and not upper.mark and upper.width <= lower.width:
        return True
    return upper.width <= lower.width - _DEEPER


class _Planting:
    """Makes statements and links of the items of an outline."""

    def __init__(self, tx: Transaction, items: list[_Item], target: str | None) -> None:
        self._tx = tx
        self._items = items
        self._target = target
        self._taken = tx.map.taken()
        self._map = tx.map
        # A dash says "opposes" only beside a plus or a minus sign; else it is a bullet.
        self._signed = any(item.mark in ("+", "\N{MINUS SIGN}") for item in items)
        self._ids: list[StatementId] = []
        self._links: dict[LinkId, Link] = {}
        self._link_of: list[LinkId | None] = []
        self._last: dict[tuple[int, bool], LinkId | None] = {}
        self._statements: dict[StatementId, Statement] = {}

    def done(self) -> tuple[StatementId, ...]:
        """Write everything and return the statements at the top."""
        for item in self._items:
            self._plant(item)
        for statement in self._statements.values():
            self._tx.put(statement)
        for link in self._links.values():
            self._tx.put(link)
        return tuple(
            id_ for id_, item in zip(self._ids, self._items, strict=True) if item.parent < 0
        )

    def _plant(self, item: _Item) -> None:
        target = self._target_of(item)
        sign = "\N{MINUS SIGN}" if item.mark == "-" and self._signed else item.mark
        bearing = _KIND_OF.get(sign, LinkKind.SUPPORTS)
        joined = self._last.get((item.parent, item.on_link)) if sign == _LINKED else None
        if joined is not None:
            bearing = self._links[joined].kind
        elif target is not None:
            bearing = self._fitting(bearing, target)
        id_ = StatementId(fresh_id(item.text, self._taken))
        self._taken.add(id_)
        kind = item.kind or _implied(bearing)
        self._statements[id_] = Statement(id_, kind, text=item.text)
        self._ids.append(id_)
        link = self._join(joined, id_) if joined is not None else self._link(id_, target, bearing)
        self._link_of.append(link)
        self._last[item.parent, item.on_link] = link

    def _target_of(self, item: _Item) -> str | None:
        if item.parent < 0:
            return self._target
        above = self._link_of[item.parent]
        return above if item.on_link and above is not None else self._ids[item.parent]

    def _fitting(self, bearing: LinkKind, target: str) -> LinkKind:
        made = self._statements.get(StatementId(target))
        if made is None:
            return fitting(self._map, bearing, target)
        return fitting(ArgumentMap(statements={made.id: made}), bearing, target)

    def _join(self, link: LinkId, id_: StatementId) -> LinkId:
        held = self._links[link]
        self._links[link] = replace(held, premises=(*held.premises, id_))
        return link

    def _link(self, id_: StatementId, target: str | None, bearing: LinkKind) -> LinkId | None:
        if target is None:
            return None
        link = LinkId(fresh_link_id(id_, target, self._taken))
        self._taken.add(link)
        self._links[link] = Link(link, (id_,), target, bearing)
        return link
