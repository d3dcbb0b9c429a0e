"""Seeded maps to lay out: the five families of the layout study, and small wild ones.

`family(name, count, seed)` grows a tree of claims and adds what the family is about: cross links,
second parents, undercuts, linked premises, links that run backwards. Sizes are those of real texts.
"""

import math
import random
from dataclasses import dataclass, replace

from hypothesis import strategies as st

from argmap.model.argmap import ArgumentMap
from argmap.model.records import Group, Link, LinkKind, Statement, View

FAMILIES = ("tree", "cross", "multi", "under", "full")


@dataclass
class Graph:
    map: ArgumentMap
    sizes: dict


def size_of(rng):
    letters = max(15, min(260, rng.lognormvariate(math.log(85), 0.5)))
    width = min(320, max(180, 120 + letters))
    lines = math.ceil(letters * 7.0 / (width - 40))
    return float(round(width)), 44.0 + 20.0 * lines


class Grower:
    def __init__(self, count, seed):
        self.rng = random.Random(f"{count} {seed}")
        self.ids = [f"s{k}" for k in range(count)]
        self.parent = [-1] * count
        self.depth = [0] * count
        self.kids = [[] for _ in range(count)]
        self.links = {}
        room = [self.rng.randint(2, 6) for _ in range(count)]
        open_ = [0]
        for k in range(1, count):
            spot = self.rng.randrange(len(open_))
            above = open_[spot]
            self.parent[k] = above
            self.depth[k] = self.depth[above] + 1
            self.kids[above].append(k)
            room[above] -= 1
            if not room[above]:
                open_[spot] = open_[-1]
                open_.pop()
            open_.append(k)

    def add(self, premises, target, kind=LinkKind.SUPPORTS):
        id_ = f"l{len(self.links)}"
        self.links[id_] = Link(id_, tuple(self.ids[p] for p in premises), target, kind)
        return id_

    def tree(self, joint=0.0):
        """Link every claim to its parent; a share of families begins with linked premises."""
        for above, kids in enumerate(self.kids):
            rest = list(kids)
            if len(rest) > 1 and self.rng.random() < joint:
                many = min(len(rest), self.rng.randint(2, 3))
                self.add(rest[:many], self.ids[above])
                rest = rest[many:]
            for kid in rest:
                kind = LinkKind.OPPOSES if self.rng.random() < 0.3 else LinkKind.SUPPORTS
                self.add([kid], self.ids[above], kind)

    def near(self, k):
        """A claim of the subtree of a second to fourth ancestor."""
        top = k
        for _ in range(self.rng.randint(2, 4)):
            top = self.parent[top] if self.parent[top] >= 0 else top
        inside, pending = [], [top]
        while pending:
            here = pending.pop()
            inside.append(here)
            pending.extend(self.kids[here])
        return self.rng.choice(inside)

    def crosses(self, share, near, backwards=0.0):
        for _ in range(round(share * len(self.ids))):
            a = self.rng.randrange(1, len(self.ids))
            b = self.near(a) if self.rng.random() < near else self.rng.randrange(len(self.ids))
            if a == b or b == self.parent[a]:
                continue
            if self.depth[a] < self.depth[b] and self.rng.random() >= backwards:
                a, b = b, a
            if a != 0 and b != self.parent[a]:
                self.add([a], self.ids[b])

    def undercuts(self, share):
        """Turn some leaves into statements that bear on a link of another claim."""
        for _ in range(round(share * len(self.ids))):
            target = self.rng.choice(sorted(self.links))
            new = len(self.ids)
            self.ids.append(f"s{new}")
            self.add([new], target, LinkKind.OPPOSES)


def family(name, count, seed=0):
    grower = Grower(count, seed)
    grower.tree(joint=0.15 if name == "full" else 0.0)
    if name == "cross":
        grower.crosses(0.10, 0.7)
    if name == "multi":
        grower.crosses(0.05, 0.9)
    if name == "full":
        grower.crosses(0.10, 0.7, backwards=0.1)
        grower.crosses(0.05, 0.9)
    if name in ("under", "full"):
        grower.undercuts(0.05)
    statements = {id_: Statement(id_, text=id_) for id_ in grower.ids}
    rng = random.Random(f"sizes {count} {seed}")
    sizes = {id_: size_of(rng) for id_ in grower.ids}
    return Graph(ArgumentMap(statements=statements, links=grower.links), sizes)


@st.composite
def wild(draw, most=40, pins=False, groups=False):
    """Any map at all; shrinks towards few statements and few links between them."""
    count, extra = draw(st.integers(0, most)), draw(st.integers(0, 12))
    return wild_map(draw(st.integers(0, 2**20)), count, extra, pins=pins, groups=groups)


def wild_map(seed, count, extra, *, pins=False, groups=False):
    """A map with rings, self links, missing premises and targets, links on links on links."""
    rng = random.Random(f"{seed} {count} {extra}")
    ids = [f"s{k}" for k in range(count)]
    loose = rng.choice((0, 0, 0.1, 0.3))
    links = {}

    def add(premises, target):
        id_ = f"l{len(links)}"
        kind = rng.choice(list(LinkKind))
        links[id_] = Link(id_, tuple(premises), target, kind, primary=rng.random() < 0.05)

    for k in range(1, count):
        if rng.random() >= loose:
            add([ids[k]], ids[rng.randrange(max(0, k - 8), k)])
    for _ in range(extra if ids else 0):
        premises = [rng.choice(ids) for _ in range(rng.choice((1, 1, 2, 3)))]
        if rng.random() < 0.1:
            premises.append("missing")
        where = rng.random()
        if where < 0.5 or not links:
            target = rng.choice(ids)
        elif where < 0.9:
            target = rng.choice(sorted(links))
        else:
            target = rng.choice(["nobody", *(f"l{k}" for k in range(count + 12))])
        add(premises, target)
    statements = {id_: Statement(id_, text=id_) for id_ in ids}
    sizes = {id_: size_of(rng) for id_ in ids}
    map_ = ArgumentMap(statements=statements, links=links)
    if groups:
        map_ = map_.replaced(groups=some_groups(rng, ids))
    if pins:
        chosen = {
            id_: (float(rng.randint(-400, 400)), float(rng.randint(-150, 250)))
            for id_ in ids
            if rng.random() < 0.15
        }
        map_ = map_.replaced(meta=replace(map_.meta, view=View(pins=chosen)))
    return Graph(map_, sizes)


def some_groups(rng, ids):
    groups, rest = {}, list(ids)
    for number in range(rng.randint(0, 3)):
        start = rng.randrange(len(rest)) if rest else 0
        members = tuple(rest[start : start + rng.randint(1, 4)])
        rest = [id_ for id_ in rest if id_ not in members]
        if members:
            groups[f"g{number}"] = Group(f"g{number}", f"Group {number}", members)
    return groups
