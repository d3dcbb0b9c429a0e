"""A layout that follows edits answers exactly what laying out as a whole, kept warm, does."""

import json
import random
from dataclasses import replace

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from argmap.layout.arrange import arrange, placed
from argmap.layout.live import live_map
from argmap.layout.live import pins as live_pins
from argmap.layout.live.live_layout import LiveLayout
from argmap.layout.mending import led
from argmap.layout.placement import LayoutOptions
from argmap.model.argmap import ArgumentMap
from argmap.model.diff import between
from argmap.model.records import Direction, Group, Link, LinkKind, Ranks, Statement
from tests.layout import graphs


def assert_same(found, wanted):
    """Nothing at all may differ, neither in value nor in order."""
    assert list(found.boxes.items()) == list(wanted.boxes.items())
    assert list(found.routes.items()) == list(wanted.routes.items())
    assert (found.frames, found.frameless) == (wanted.frames, wanted.frameless)
    assert (found.origin, found.size) == (wanted.origin, wanted.size)
    assert (found.direction, found.displaced) == (wanted.direction, wanted.displaced)
    assert json.loads(json.dumps(found.warmth)) == json.loads(json.dumps(wanted.warmth))


class Follower:
    """A map that is edited, with a layout that follows; every answer is checked against a whole."""

    def __init__(self, graph, direction=None):
        self.map, self.sizes, self.folded = graph.map, dict(graph.sizes), frozenset()
        self.direction = direction
        self.live = LiveLayout()
        self.live.start(self.map, self.sizes, self.options())
        self.past = []
        self.count = 0

    def options(self):
        return LayoutOptions(direction=self.direction, folded=self.folded)

    def edit(self, map_=None, sizes=None, folded=None, *, tell=True):
        """Make one edit and let the layout follow it."""
        self.past.append((self.map, self.sizes, self.folded))
        self._go(
            self.map if map_ is None else map_,
            self.sizes if sizes is None else {**self.sizes, **sizes},
            self.folded if folded is None else folded,
            tell,
        )

    def undo(self):
        self._go(*self.past.pop(), True)

    def _go(self, map_, sizes, folded, tell):
        before, changed = self.live.placement, between(self.map, map_)
        resized = {id_: size for id_, size in sizes.items() if self.sizes.get(id_) != size}
        self.map, self.sizes, self.folded = map_, sizes, folded
        warm = json.loads(json.dumps(before.warmth))
        wanted = arrange(map_, sizes, self.options(), warm)
        found = self.live.follow(map_, resized, self.options(), changed if tell else None)
        assert_same(found, wanted)
        for id_, box in found.boxes.items():
            assert box is before.boxes.get(id_) or box != before.boxes.get(id_)
        for id_, route in found.routes.items():
            assert route is before.routes.get(id_) or route != before.routes.get(id_)

    # ------------------------------------------------------------------------------- the edits

    def add(self, target=None, place=None):
        self.count += 1
        new = f"new{self.count}"
        statements, links = list(self.map.statements.items()), list(self.map.links.items())
        here = len(statements) if place is None else place
        statements.insert(here, (new, Statement(new, text=new)))
        if target is not None:
            links.insert(
                len(links) if place is None else 0, (f"by-{new}", Link(f"by-{new}", (new,), target))
            )
        size = graphs.size_of(random.Random(new))
        self.edit(self.map.replaced(statements=dict(statements), links=dict(links)), {new: size})

    def remove(self, ids):
        gone = set(ids)
        statements = {i: s for i, s in self.map.statements.items() if i not in gone}
        links = {
            i: replace(link, premises=tuple(p for p in link.premises if p not in gone))
            for i, link in self.map.links.items()
            if link.target not in gone
        }
        links = {i: link for i, link in links.items() if link.premises}
        self.edit(self.map.replaced(statements=statements, links=links))

    def change(self, id_, **fields):
        link = replace(self.map.links[id_], **fields)
        self.edit(self.map.replaced(links={**self.map.links, id_: link}))

    def pin(self, pins):
        view = replace(self.map.meta.view, pins=pins)
        self.edit(self.map.replaced(meta=replace(self.map.meta, view=view)))

    def group(self, groups):
        self.edit(self.map.replaced(groups=groups))

    def join(self, premises, target):
        self.count += 1
        new = Link(f"across{self.count}", tuple(premises), target)
        self.edit(self.map.replaced(links={**self.map.links, new.id: new}))


class Edits(RuleBasedStateMachine):
    """Any edits one after the other, some of them taken back."""

    @initialize(
        seed=st.integers(0, 2**16),
        count=st.integers(4, 60),
        extra=st.integers(0, 14),
        direction=st.sampled_from([None, *Direction]),
        sound=st.booleans(),
        pins=st.booleans(),
        groups=st.booleans(),
    )
    def begin(self, seed, count, extra, direction, sound, pins, groups):
        graph = graphs.wild_map(seed, count, extra, pins=pins, groups=groups)
        if sound:
            graph = graphs.family("full", count, seed)
        self.follower = Follower(graph, direction)
        self.rng = random.Random(seed)

    def some(self, of="statements"):
        return self.rng.choice(list(getattr(self.follower.map, of)))

    def has(self, what="statements"):
        return bool(getattr(self.follower.map, what))

    @rule(on_link=st.booleans(), early=st.booleans())
    def add(self, on_link, early):
        target = self.some("links") if on_link and self.has("links") else None
        if target is None and self.has():
            target = self.some() if self.rng.random() < 0.9 else None
        self.follower.add(target, 0 if early else None)

    @precondition(lambda self: self.has())
    @rule(branch=st.booleans())
    def remove(self, branch):
        top = self.some()
        self.follower.remove(list(self.follower.map.branch(top)) if branch else [top])

    @precondition(lambda self: self.has())
    @rule(onto=st.booleans())
    def join(self, onto):
        target = self.some("links") if onto and self.has("links") else self.some()
        self.follower.join({self.some() for _ in range(self.rng.choice((1, 1, 1, 2, 3)))}, target)

    @precondition(lambda self: self.has("links"))
    @rule(kind=st.sampled_from(list(LinkKind)))
    def flip(self, kind):
        self.follower.change(self.some("links"), kind=kind)

    @precondition(lambda self: self.has("links"))
    @rule()
    def move(self):
        self.follower.change(self.some("links"), target=self.some())

    @precondition(lambda self: self.has("links"))
    @rule()
    def prefer(self):
        self.follower.change(self.some("links"), primary=True)

    @precondition(lambda self: self.has())
    @rule()
    def grow(self):
        self.follower.edit(sizes={self.some(): graphs.size_of(self.rng)})

    @precondition(lambda self: self.has())
    @rule(tell=st.booleans())
    def fold(self, tell):
        self.follower.edit(folded=self.follower.folded ^ {self.some()}, tell=tell)

    @precondition(lambda self: self.has())
    @rule(x=st.integers(-500, 500), y=st.integers(-150, 300))
    def pin(self, x, y):
        pins = self.follower.map.meta.view.pins
        self.follower.pin({**pins, self.some(): (float(x), float(y))})

    @precondition(lambda self: self.follower.map.meta.view.pins)
    @rule()
    def unpin(self):
        pins = dict(self.follower.map.meta.view.pins)
        del pins[self.rng.choice(list(pins))]
        self.follower.pin(pins)

    @precondition(lambda self: self.has())
    @rule(family=st.booleans(), name=st.sampled_from("abc"))
    def group(self, family, name):
        map_ = self.follower.map
        members = {self.some() for _ in range(self.rng.randint(1, 4))}
        if family:
            members = set(list(map_.branch(self.some()))[:5])
        groups = {
            id_: replace(g, statements=tuple(s for s in g.statements if s not in members))
            for id_, g in map_.groups.items()
        }
        groups[name] = Group(name, name, tuple(sorted(members)))
        self.follower.group({id_: g for id_, g in groups.items() if g.statements})

    @precondition(lambda self: self.has("groups"))
    @rule()
    def ungroup(self):
        groups = dict(self.follower.map.groups)
        del groups[self.some("groups")]
        self.follower.group(groups)

    @precondition(lambda self: self.has())
    @rule(of=st.sampled_from(["statements", "links"]))
    def reorder(self, of):
        records = list(getattr(self.follower.map, of).items())
        if records:
            moved = records.pop(self.rng.randrange(len(records)))
            records.insert(self.rng.randint(0, len(records)), moved)
            self.follower.edit(self.follower.map.replaced(**{of: dict(records)}))

    @precondition(lambda self: self.follower.past)
    @rule()
    def undo(self):
        self.follower.undo()


Edits.TestCase.settings = settings(
    max_examples=20, stateful_step_count=8, deadline=None, phases=(Phase.generate,)
)
TestEdits = Edits.TestCase


def some_edits(follower, rng):
    """One edit of each common kind, each taken back."""
    map_ = follower.map
    held = {link.target for link in map_.links.values()}
    leaf = rng.choice([id_ for id_ in map_.statements if id_ not in held])
    top = rng.choice([i for i in map_.statements if 2 <= len(list(map_.branch(i))) <= 40])
    link = rng.choice(list(map_.links))
    yield lambda: follower.add(rng.choice(list(map_.statements)))
    yield lambda: follower.add(rng.choice(list(map_.links)))
    yield lambda: follower.remove([leaf])
    yield lambda: follower.remove(list(map_.branch(top)))
    yield lambda: follower.join([leaf], rng.choice(list(map_.statements)))
    yield lambda: follower.change(link, kind=LinkKind.CONTRADICTS)
    yield lambda: follower.edit(sizes={leaf: (200.0, 244.0)})
    yield lambda: follower.edit(folded=frozenset({top}))


@pytest.mark.parametrize("family", ["full", "under"])
def test_a_map_with_strips_of_many_wires_is_followed(family):
    follower = Follower(graphs.family(family, 900, 1))
    rng = random.Random(family)
    followed = 0
    for edit in some_edits(follower, rng):
        edit()
        followed += follower.live.followed
        follower.undo()
        followed += follower.live.followed
    assert followed >= 10  # a branch that leaves others hanging loose makes two parts of one


def test_a_branch_may_be_folded_again_and_again():
    follower = Follower(graphs.family("full", 60, 3))
    sizes = {i: len(list(follower.map.branch(i))) for i in follower.map.statements}
    tops = sorted((i for i in sizes if 4 <= sizes[i] <= 20), key=sizes.__getitem__)[-3:]
    follower.edit(folded=frozenset())
    for top in tops * 6:
        for folded in (frozenset({top}), frozenset()):
            follower.edit(folded=folded)
            assert follower.live.followed


def test_room_is_left_for_those_whom_folds_hide():
    follower = Follower(graphs.family("tree", 400, 3))
    top = max(follower.map.children["s0"], key=lambda id_: sum(1 for _ in follower.map.branch(id_)))
    folded = LayoutOptions(folded=frozenset({top}))
    follower.folded = folded.folded
    follower.live.start(follower.map, follower.sizes, folded)
    follower.edit(folded=follower.folded)
    parts = [held.live for held in follower.live._live.known.parts]
    follower.edit(folded=frozenset())
    assert follower.live.followed
    assert [held.live for held in follower.live._live.known.parts] == parts


def forest(*counts):
    """A map of several trees; the statements of each begin with its number."""
    statements, links, sizes = {}, {}, {}
    for number, count in enumerate(counts):
        graph = graphs.family("tree", count, number)
        for id_ in graph.map.statements:
            statements[f"{number}{id_}"] = Statement(f"{number}{id_}", text=id_)
            sizes[f"{number}{id_}"] = graph.sizes[id_]
        for id_, link in graph.map.links.items():
            ends = tuple(f"{number}{p}" for p in link.premises), f"{number}{link.target}"
            links[f"{number}{id_}"] = Link(f"{number}{id_}", *ends)
    return graphs.Graph(ArgumentMap(statements=statements, links=links), sizes)


@pytest.fixture
def wholes(monkeypatch):
    """How many boxes each part has that is placed as a whole from now on."""
    counts = []

    def counted(map_, skeleton, web, options, warm):
        counts.append(web.boxes)
        return placed(map_, skeleton, web, options, warm)

    monkeypatch.setattr(live_map, "placed", counted)
    return counts


def test_where_two_trees_join_the_smaller_comes_into_the_larger(wholes):
    follower = Follower(forest(780, 30, 40))
    follower.join(["1s5"], "0s7")
    follower.undo()
    follower.join(["1s0"], "0s7")
    follower.undo()
    assert follower.live.followed
    assert wholes == [30, 30]  # what falls off is a part of its own


def test_pins_are_followed_piece_by_piece(wholes):
    follower = Follower(forest(140, 90))
    follower.pin({"0s20": (150.0, 90.0)})
    follower.pin({"0s20": (-260.0, 140.0), "1s7": (0.0, 200.0)})
    follower.add("0s20")
    follower.pin({"0s0": (-300.0, 60.0), "1s7": (0.0, 200.0)})
    follower.remove(list(follower.map.branch("0s3")))
    for _ in range(5):
        follower.undo()
    assert follower.live.followed
    assert not wholes


def test_a_line_past_a_pin_is_sought_again_only_where_something_changed(monkeypatch):
    follower = Follower(graphs.family("cross", 400, 0))
    sought = []

    def counted(old, ends, crowds):
        sought.append(ends)
        return led(old, ends, crowds)

    monkeypatch.setattr(live_pins, "led", counted)
    ids = list(follower.map.statements)
    follower.pin({ids[150]: (300.0, -150.0), ids[30]: (-200.0, 250.0)})
    first = len(sought)
    assert first > 10
    for target in ids[60:100:8]:
        follower.add(target)
    assert (len(sought) - first) / 5 < first / 2


def test_groups_are_followed_piece_by_piece(wholes):
    graph = graphs.family("full", 160, 2)
    groups = {
        name: Group(name, name, tuple(graph.map.branch(top))[:5])
        for name, top in (("a", "s12"), ("b", "s30"))
    }
    follower = Follower(graphs.Graph(graph.map.replaced(groups=groups), graph.sizes))
    assert follower.live.placement.frames
    rng = random.Random(3)
    for edit in some_edits(follower, rng):
        edit()
        follower.undo()
    assert follower.live.followed
    assert len(wholes) <= 6  # where something must leave the columns of a group


def pinned(graph, pins):
    """The same map with these pins."""
    view = replace(graph.map.meta.view, pins=pins)
    return replace(graph, map=graph.map.replaced(meta=replace(graph.map.meta, view=view)))


def test_the_only_pin_of_a_smaller_part_may_go_first():
    follower = Follower(pinned(forest(40, 90), {"0s20": (300.0, 90.0)}))
    follower.pin({})
    assert follower.live.followed


@pytest.mark.parametrize("seed", [5, 25])
def test_links_come_in_one_order_in_all_parts(seed):
    """Of lines that end on one edge the order of the file says which comes first."""
    follower, rng = Follower(graphs.wild_map(seed, 40, 6, pins=True)), random.Random(seed)
    for _ in range(6):
        statements, links = list(follower.map.statements), list(follower.map.links)
        match rng.randrange(4):
            case 0:
                follower.join({rng.choice(statements)}, rng.choice(links))
            case 1:
                follower.add(rng.choice(statements))
            case 2:
                follower.change(rng.choice(links), target=rng.choice(statements))
            case _:
                follower.remove([rng.choice(statements)])


def test_a_link_may_come_to_stand_elsewhere_in_the_file():
    follower = Follower(graphs.family("full", 60, 3))
    links = list(follower.map.links.items())
    follower.edit(follower.map.replaced(links=dict([links[-1], *links[:-1]])))
    follower.undo()
    assert follower.live.followed


def test_a_group_may_lose_a_member_to_a_fold_far_below():
    graph = graphs.family("full", 120, 0)
    branch = list(graph.map.branch("s48"))
    members = graph.map.children["s0"][0], "s48", branch[-1]
    map_ = graph.map.replaced(groups={"a": Group("a", "a", members)})
    follower = Follower(replace(graph, map=map_))
    follower.edit(folded=frozenset({"s48"}))
    follower.undo()


def test_pins_and_groups_in_a_large_part():
    graph = graphs.family("full", 420, 5)
    groups = {"a": Group("a", "a", tuple(graph.map.branch("s40"))[:6])}
    view = replace(graph.map.meta.view, pins={"s70": (200.0, 90.0), "s15": (-150.0, 40.0)})
    meta = replace(graph.map.meta, view=view)
    follower = Follower(graphs.Graph(graph.map.replaced(groups=groups, meta=meta), graph.sizes))
    rng = random.Random(5)
    for edit in some_edits(follower, rng):
        edit()
        follower.undo()
    assert follower.live.followed


def test_an_edit_in_one_tree_touches_no_other():
    follower = Follower(forest(*[40] * 6))
    statements = follower.map.statements
    before = follower.live.placement
    follower.edit(sizes={"0s39": (320.0, 200.0)})
    after = follower.live.placement
    assert follower.live.followed
    same = [id_ for id_ in after.boxes if after.boxes[id_] is before.boxes[id_]]
    assert {id_ for id_ in statements if id_[0] == "5"} & set(same)


def test_what_cannot_be_followed_is_arranged_as_a_whole():
    follower = Follower(graphs.family("full", 60, 2))
    deeper = replace(follower.map.meta, view=replace(follower.map.meta.view, ranks=Ranks.LONGEST))
    follower.edit(follower.map.replaced(meta=deeper))
    assert not follower.live.followed
    follower.undo()
    follower.direction = Direction.LEFT
    follower.edit(sizes={"s4": (200.0, 84.0)})
    assert not follower.live.followed
    follower.edit(sizes={"s4": (200.0, 184.0)})
    assert follower.live.followed
