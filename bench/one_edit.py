"""Single edits of a map, chosen at random: what people do to a map one at a time."""

import random
from dataclasses import dataclass, replace

from argmap.model.argmap import ArgumentMap
from argmap.model.records import Link, LinkKind, Statement, StatementId

EDITS = (
    *("leaf added", "leaf deleted", "cross link added", "box grown", "folded", "unfolded"),
    *("undercut added", "premise joined", "branch moved", "branch deleted", "root added"),
)
NEW = StatementId("new")
NEW_SIZE = (230.0, 84.0)

State = tuple[ArgumentMap, dict, frozenset]
"""A map, the sizes of its boxes, and what is folded."""


@dataclass(frozen=True)
class Edited:
    """A map before and after one edit."""

    before: State
    after: State


def edited(graph, kind: str, rng: random.Random) -> Edited:
    """Return a map before and after one edit of a kind."""
    start: State = graph.map, graph.sizes, frozenset()
    if kind in ("folded", "unfolded"):
        folded = graph.map, graph.sizes, frozenset({_branch_top(graph.map, rng, 30)})
        return Edited(start, folded) if kind == "folded" else Edited(folded, start)
    if kind == "box grown":
        one = rng.choice(list(graph.map.statements))
        width, height = graph.sizes[one]
        return Edited(start, (graph.map, {**graph.sizes, one: (width, height + 60.0)}, frozenset()))
    sizes = {**graph.sizes, NEW: NEW_SIZE}
    return Edited(start, (CHANGES[kind](graph.map, rng), sizes, frozenset()))


def leaf_added(map_: ArgumentMap, rng: random.Random) -> ArgumentMap:
    return _with_new(map_, rng.choice(list(map_.statements)))


def undercut_added(map_: ArgumentMap, rng: random.Random) -> ArgumentMap:
    return _with_new(map_, rng.choice(list(map_.links)))


def root_added(map_: ArgumentMap, rng: random.Random) -> ArgumentMap:
    return _with_new(map_, None)


def premise_joined(map_: ArgumentMap, rng: random.Random) -> ArgumentMap:
    link = map_.links[rng.choice(list(map_.links))]
    joined = replace(link, premises=(*link.premises, NEW))
    return _with_new(map_, None).replaced(links={**map_.links, link.id: joined})


def cross_link_added(map_: ArgumentMap, rng: random.Random) -> ArgumentMap:
    a, b = rng.sample(list(map_.statements)[1:], 2)
    return map_.replaced(links={**map_.links, "across": Link("across", (a,), b, LinkKind.SUPPORTS)})


def leaf_deleted(map_: ArgumentMap, rng: random.Random) -> ArgumentMap:
    used = {link.target for link in map_.links.values()}
    held = {map_.links[t].premises[0] for t in used if t in map_.links}
    return without(map_, {rng.choice([i for i in map_.statements if i not in used | held])})


def branch_deleted(map_: ArgumentMap, rng: random.Random) -> ArgumentMap:
    return without(map_, set(map_.branch(_branch_top(map_, rng, 12))))


def branch_moved(map_: ArgumentMap, rng: random.Random) -> ArgumentMap:
    """Return the map with a branch of several hung elsewhere."""
    primary = map_.primary_links
    while True:
        top = _branch_top(map_, rng, 12)
        branch = set(map_.branch(top))
        link = map_.links[primary[top]] if top in primary else None
        if link is not None and len(link.premises) == 1 and link.target in map_.statements:
            break
    to = rng.choice([i for i in map_.statements if i not in branch and i != link.target])
    return map_.replaced(links={**map_.links, link.id: replace(link, target=to)})


CHANGES = {
    "leaf added": leaf_added,
    "leaf deleted": leaf_deleted,
    "cross link added": cross_link_added,
    "undercut added": undercut_added,
    "premise joined": premise_joined,
    "branch moved": branch_moved,
    "branch deleted": branch_deleted,
    "root added": root_added,
}


def without(map_: ArgumentMap, gone: set) -> ArgumentMap:
    """Return the map without some statements, and without links that then lead nowhere."""
    links = {
        i: replace(link, premises=tuple(p for p in link.premises if p not in gone))
        for i, link in map_.links.items()
    }
    statements = {i: s for i, s in map_.statements.items() if i not in gone}
    while True:
        known = {*statements, *links}
        kept = {i: link for i, link in links.items() if link.premises and link.target in known}
        if len(kept) == len(links):
            return map_.replaced(statements=statements, links=links)
        links = kept


def _with_new(map_: ArgumentMap, target: str | None) -> ArgumentMap:
    links = dict(map_.links)
    if target is not None:
        links["to-new"] = Link("to-new", (NEW,), target)
    return map_.replaced(
        statements={**map_.statements, NEW: Statement(NEW, text="new")}, links=links
    )


def _branch_top(map_: ArgumentMap, rng: random.Random, most: int) -> StatementId:
    """Choose a statement with something below it, but not more than so many in all."""
    tops = [i for i in list(map_.statements)[1:] if 2 <= len(list(map_.branch(i))) <= most]
    return rng.choice(tops)
