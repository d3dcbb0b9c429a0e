"""Maps in a line of text, for tests: `b supports a; u opposes b-to-a; p+q supports a; question w`.

A name becomes a statement with that id and the text `Name.`; `claim`, `evidence`, `counterpoint`
and `question` before a name declare its kind, a name alone a loose statement. Links are called
`<first premise>-to-<target>`.
"""

from argmap.edit.store import Store
from argmap.edit.transaction import Transaction
from argmap.model.argmap import ArgumentMap
from argmap.model.diff import between
from argmap.model.ids import fresh_link_id
from argmap.model.records import Link, LinkKind, Statement, StatementKind


def a_map(line: str) -> ArgumentMap:
    """Build a map from its line."""
    statements: dict = {}
    links: dict = {}

    def mention(name, kind=None):
        if name in links:
            return
        text = f"{name.replace('-', ' ').capitalize()}."
        held = statements.setdefault(name, Statement(name, text=text))
        if kind is not None:
            statements[name] = Statement(name, StatementKind(kind), text=held.text)

    for part in filter(None, (part.strip() for part in line.split(";"))):
        match part.split():
            case [kind, name] if kind in set(StatementKind):
                mention(name, kind)
            case [name]:
                mention(name)
            case [premises, kind, target]:
                mention(target)
                for name in premises.split("+"):
                    mention(name)
                chosen = tuple(premises.split("+"))
                id_ = fresh_link_id(chosen[0], target, {*links, *statements})
                links[id_] = Link(id_, chosen, target, LinkKind(kind))
            case _:
                raise ValueError(part)
    return ArgumentMap(statements=statements, links=links)


def told(map: ArgumentMap) -> str:
    """Tell a map's links in order, then its loose statements, as `a_map` would read them."""
    said = [f"{'+'.join(one.premises)} {one.kind} {one.target}" for one in map.links.values()]
    ends = {end for one in map.links.values() for end in (*one.premises, one.target)}
    return "; ".join([*said, *(id_ for id_ in map.statements if id_ not in ends)])


def same(one: ArgumentMap, other: ArgumentMap) -> bool:
    """Tell whether two maps are equal, what they have looked up already included."""
    return one == other and all(
        getattr(one, name) == getattr(ArgumentMap(**other.__getstate__()), name)
        for name in (
            "links_into", "links_from", "primary_links", "children", "roots", "group_of"
        )
    )  # fmt: skip


def edited(map: ArgumentMap, verb, *arguments, **named):
    """Do one verb in a transaction, commit it, and return the new map and the verb's answer."""
    before = ArgumentMap(**map.__getstate__())
    for name in ("links_into", "children", "roots", "group_of", "links_from"):
        getattr(map, name)  # so that carrying look-ups over is tested as well
    tx = Transaction(map)
    answer = verb(tx, *arguments, **named)
    store, diff = Store(map), tx.diff()
    store.commit(diff, verb.__name__)
    assert map == before, "a verb changed the map it was given"
    assert same(store.map, tx.map)
    assert same(diff.inverted().applied(store.map), map)
    assert diff.inverted().inverted() == diff
    assert between(map, store.map) == diff
    return store.map, answer


def after(line: str, verb, *arguments, **named) -> str:
    """Tell the map that a verb makes of the map in a line."""
    return told(edited(a_map(line), verb, *arguments, **named)[0])
