"""After an edit: what was there holds still, and every promise of a placement still holds."""

import json
import math
import random
import statistics
from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.layout.arrange import arrange
from argmap.layout.holding import between
from argmap.layout.placement import LayoutOptions
from argmap.layout.spreading import least_moved
from argmap.model.argmap import ArgumentMap
from argmap.model.records import Direction, Link, Statement
from tests.layout import checks, graphs

MOVED = (("full", 9, "s11", "s71"), ("cross", 8, "s43", "s62"))
"""Branches that went to where long lines pass, and whither."""


class Editing:
    """A map that is edited at random and laid out after each edit with what the last handed on."""

    def __init__(self, graph, seed):
        self.map, self.sizes = graph.map, dict(graph.sizes)
        self.folded = frozenset()
        self.rng = random.Random(seed)
        self.count = 0

    def edit(self):
        """Make one edit of some kind."""
        edits = [self.add, self.add, self.remove, self.link, self.move, self.grow, self.fold]
        self.rng.choice(edits)()

    def some(self):
        return self.rng.choice(list(self.map.statements))

    def add(self):
        self.count += 1
        new = f"new{self.count}"
        self.sizes[new] = graphs.size_of(self.rng)
        links = dict(self.map.links)
        if self.map.statements and self.rng.random() < 0.9:
            target = self.rng.choice([*self.map.statements, *list(links)[:3]])
            links[f"by-{new}"] = Link(f"by-{new}", (new,), target)
        statements = {**self.map.statements, new: Statement(new, text=new)}
        self.map = self.map.replaced(statements=statements, links=links)

    def remove(self):
        if self.map.statements:
            gone = self.some()
            statements = {i: s for i, s in self.map.statements.items() if i != gone}
            self.map = self.map.replaced(statements=statements)

    def link(self):
        if self.map.statements:
            self.count += 1
            new = Link(f"across{self.count}", (self.some(),), self.some())
            self.map = self.map.replaced(links={**self.map.links, new.id: new})

    def move(self):
        if self.map.links and self.map.statements:
            id_ = self.rng.choice(list(self.map.links))
            moved = replace(self.map.links[id_], target=self.some())
            self.map = self.map.replaced(links={**self.map.links, id_: moved})

    def grow(self):
        if self.map.statements:
            self.sizes[self.some()] = graphs.size_of(self.rng)

    def fold(self):
        if self.map.statements:
            self.folded ^= {self.some()}


@settings(max_examples=25)
@given(graphs.wild(most=30, groups=True), st.integers(0, 2**16), st.sampled_from(list(Direction)))
def test_no_promise_is_broken_by_holding_still(graph, seed, direction):
    editing = Editing(graph, seed)
    previous = None
    for _ in range(6):
        options = LayoutOptions(direction=direction, folded=editing.folded)
        placement = arrange(editing.map, editing.sizes, options, previous)
        assert not checks.faults(editing.map, placement, options)
        previous = json.loads(json.dumps(placement.warmth))
        again = arrange(editing.map, editing.sizes, options, previous)
        assert again.boxes == placement.boxes
        editing.edit()


def moves(before, after):
    """How far the boxes of both placements moved, after the best common shift."""
    ids = [id_ for id_ in before.boxes if id_ in after.boxes]
    steps = [
        tuple(b - a for a, b in zip(before.boxes[i].centre, after.boxes[i].centre, strict=True))
        for i in ids
    ]
    dx, dy = (statistics.median(step[axis] for step in steps) for axis in (0, 1))
    return sorted(math.hypot(x - dx, y - dy) for x, y in steps)


def with_leaf(map_, parent):
    link = Link("to-new", ("new",), parent)
    statements = {**map_.statements, "new": Statement("new", text="new")}
    return map_.replaced(statements=statements, links={**map_.links, link.id: link})


def without(map_, leaf):
    links = {i: link for i, link in map_.links.items() if link.premises != (leaf,)}
    statements = {i: s for i, s in map_.statements.items() if i != leaf}
    return map_.replaced(statements=statements, links=links)


def with_link(map_, one, other):
    return map_.replaced(links={**map_.links, "across": Link("across", (one,), other)})


@pytest.mark.parametrize("family", graphs.FAMILIES)
@pytest.mark.parametrize("direction", [Direction.DOWN, Direction.RIGHT])
def test_one_edit_moves_little(family, direction):
    graph = graphs.family(family, 100, seed=2)
    options = LayoutOptions(direction=direction)
    first = arrange(graph.map, graph.sizes, options)
    targets = {link.target for link in graph.map.links.values()}
    leaf = next(i for i in reversed(graph.map.statements) if i not in targets)
    edits = {
        "leaf added": with_leaf(graph.map, "s40"),
        "leaf deleted": without(graph.map, leaf),
        "link added": with_link(graph.map, "s70", "s35"),
    }
    sizes = {**graph.sizes, "new": (230.0, 84.0)}
    for name, map_ in edits.items():
        after = arrange(map_, sizes, options, first.warmth)
        steps = moves(first, after)
        assert (name, steps[len(steps) // 2]) == (name, pytest.approx(0.0, abs=1.0))
        assert steps[int(0.9 * len(steps))] <= 60.0
        assert steps[-1] <= 0.25 * max(first.size)


def test_a_box_that_grows_pushes_no_one_but_its_neighbours_and_the_ranks_below():
    graph = graphs.family("cross", 100, seed=1)
    first = arrange(graph.map, graph.sizes)
    width, height = graph.sizes["s30"]
    grown = {**graph.sizes, "s30": (width, height + 60.0)}
    steps = moves(first, arrange(graph.map, grown, previous=first.warmth))
    assert steps[len(steps) // 2] <= 1.0
    assert steps[int(0.9 * len(steps))] <= 60.0


def test_a_branch_that_is_unfolded_stands_where_it_stood():
    graph = graphs.family("full", 100, seed=1)
    first = arrange(graph.map, graph.sizes)
    options = LayoutOptions(folded=frozenset({"s3"}))
    folded = arrange(graph.map, graph.sizes, options, first.warmth)
    assert len(folded.boxes) < len(first.boxes)
    assert moves(first, folded)[-1] < 1e-6
    warm = json.loads(json.dumps(folded.warmth))
    steps = moves(first, arrange(graph.map, graph.sizes, previous=warm))
    # Long lines look anew for their places, and may need some room between two boxes.
    assert steps[int(0.9 * len(steps))] < 1e-6
    assert steps[-1] <= 12.0


def test_a_line_that_is_folded_away_leaves_all_others_where_they_ran():
    ids = ["top", *(f"{a}" for a in "abc"), *(f"{a}{k}" for a in "abc" for k in range(4))]
    ids += [f"{id_}{side}" for id_ in ids if len(id_) == 2 for side in "xyz"]
    above = {id_: "top" if len(id_) == 1 else id_[:-1] for id_ in ids if id_ != "top"}
    links = [Link(f"by-{id_}", (id_,), target) for id_, target in above.items()]
    links.append(Link("round", ("a0",), "b3"))  # below all of its rank
    map_ = ArgumentMap(
        statements={id_: Statement(id_, text=id_) for id_ in ids},
        links={link.id: link for link in links},
    )
    sizes = dict.fromkeys(ids, (200.0, 80.0))
    first = arrange(map_, sizes)
    options = LayoutOptions(folded=frozenset({"a"}))
    folded = arrange(map_, sizes, options, first.warmth)
    assert "round" not in folded.routes
    others = [id_ for id_ in folded.routes if "b3" not in id_]  # with these it shared an edge
    assert len(others) == 31
    assert [first.routes[id_] for id_ in others] == [folded.routes[id_] for id_ in others]
    assert arrange(map_, sizes, previous=folded.warmth).routes == first.routes


def test_a_moved_branch_keeps_its_shape():
    graph = graphs.family("tree", 60, seed=4)
    first = arrange(graph.map, graph.sizes)
    branch = next(i for i in graph.map.statements if 4 <= len(list(graph.map.branch(i))) <= 8)
    link = graph.map.primary_links[branch]
    links = {**graph.map.links, link: replace(graph.map.links[link], target="s0")}
    after = arrange(graph.map.replaced(links=links), graph.sizes, previous=first.warmth)
    members = list(graph.map.branch(branch))
    before = [first.boxes[i].x - first.boxes[branch].x for i in members]
    now = [after.boxes[i].x - after.boxes[branch].x for i in members]
    assert statistics.median(abs(x - y) for x, y in zip(before, now, strict=True)) < 1.0
    others = [i for i in first.boxes if i not in members]
    steps = [abs(after.boxes[i].x - first.boxes[i].x) for i in others]
    assert statistics.median(steps) < 1.0


def test_laying_out_afresh_forgets_where_things_stood():
    graph = graphs.family("cross", 60, seed=1)
    first = arrange(graph.map, graph.sizes)
    longer = with_link(graph.map, "s50", "s20")
    warm = arrange(longer, graph.sizes, previous=first.warmth)
    assert arrange(longer, graph.sizes) == arrange(longer, graph.sizes, previous=None)
    assert arrange(longer, graph.sizes).boxes != warm.boxes


@given(st.lists(st.floats(-1000, 1000), min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_least_moved_keeps_distances_and_leaves_alone_what_has_room(wish, rng):
    apart = [rng.uniform(1, 100) for _ in wish[1:]]
    found = least_moved(wish, [1.0] * len(wish), apart)
    assert all(found[k + 1] - found[k] >= distance - 1e-6 for k, distance in enumerate(apart))
    assert least_moved(found, [1.0] * len(wish), apart) == found
    others = [[x + by for x in found] for by in (-1.0, 1.0)]
    cost = sum(abs(x - y) for x, y in zip(wish, found, strict=True))
    for other in others:
        assert sum(abs(x - y) for x, y in zip(wish, other, strict=True)) >= cost - 1e-6


def test_a_box_that_grows_by_a_line_and_shrinks_again_moves_no_other():
    graph = graphs.family("full", 100, seed=1)
    first = arrange(graph.map, graph.sizes)
    ranks = {}
    for id_, box in first.boxes.items():
        ranks.setdefault(box.y, []).append((box.height, id_))
    del ranks[max(ranks)]  # below the last one there is nothing that gives
    for _, id_ in map(max, ranks.values()):
        width, height = graph.sizes[id_]
        grown = {**graph.sizes, id_: (width, height + 15.0)}
        after = arrange(graph.map, grown, previous=first.warmth)
        others = [i for i in first.boxes if i != id_]
        assert all(after.boxes[i] == first.boxes[i] for i in others)
        back = arrange(graph.map, graph.sizes, previous=after.warmth)
        assert back.boxes == first.boxes
        assert back.routes == first.routes


def test_the_farther_below_a_box_that_grows_the_less_a_rank_moves():
    ids = [f"s{k}" for k in range(30)]
    links = [Link(f"by-{id_}", (id_,), ids[k]) for k, id_ in enumerate(ids[1:])]
    map_ = ArgumentMap(
        statements={id_: Statement(id_, text=id_) for id_ in ids},
        links={link.id: link for link in links},
    )
    sizes = dict.fromkeys(ids, (200.0, 80.0))
    options = LayoutOptions(direction=Direction.DOWN)
    first = arrange(map_, sizes, options)
    grown = {**sizes, "s10": (200.0, 180.0)}
    after = arrange(map_, grown, options, first.warmth)
    steps = [after.boxes[id_].y - first.boxes[id_].y for id_ in ids]
    assert steps[:11] == [0.0] * 11
    assert 0.0 < steps[11] < 100.0
    assert all(0.0 <= b < a for a, b in pairwise(steps[11:]) if a)
    assert steps[-1] == 0.0
    assert not checks.faults(map_, after, options)
    assert arrange(map_, grown, options, after.warmth).boxes == after.boxes


def a_full_rank(count):
    """A parent with so many children, side by side."""
    ids = ["top", *(f"a{k}" for k in range(count))]
    links = [Link(f"by-{id_}", (id_,), "top") for id_ in ids[1:]]
    map_ = ArgumentMap(
        statements={id_: Statement(id_, text=id_) for id_ in ids},
        links={link.id: link for link in links},
    )
    return map_, dict.fromkeys((*ids, "new"), (200.0, 80.0))


def with_leaf_behind(map_, sibling):
    """Hang a new leaf on the same parent, right behind one of its children."""
    grown = with_leaf(map_, "top")
    links = {}
    for id_, link in map_.links.items():
        links[id_] = link
        if link.premises == (sibling,):
            links["to-new"] = grown.links["to-new"]
    return grown.replaced(links=links)


def test_in_a_full_rank_both_sides_give_some_and_come_closer():
    map_, sizes = a_full_rank(40)
    options = LayoutOptions(direction=Direction.DOWN)
    first = arrange(map_, sizes, options)
    longer = with_leaf_behind(map_, "a19")
    after = arrange(longer, sizes, options, first.warmth)
    steps = {i: after.boxes[i].x - first.boxes[i].x for i in map_.statements if i != "top"}
    assert min(steps.values()) < 0.0 < max(steps.values())
    assert sum(abs(step) > 60.0 for step in steps.values()) <= 8
    assert not checks.faults(longer, after, options)
    row = sorted((after.boxes[i] for i in after.boxes if i != "top"), key=lambda box: box.x)
    gaps = {round(b.x - a.right, 6) for a, b in pairwise(row)}
    assert min(gaps) == 12.0
    assert max(gaps) == 24.0


def test_who_came_closer_stays_so_until_all_is_laid_out_afresh():
    map_, sizes = a_full_rank(40)
    first = arrange(map_, sizes)
    longer = with_leaf_behind(map_, "a19")
    warm = json.loads(json.dumps(arrange(longer, sizes, previous=first.warmth).warmth))
    after = arrange(longer, sizes, previous=warm)
    assert arrange(longer, sizes, previous=after.warmth).boxes == after.boxes
    without_it = arrange(map_, sizes, previous=after.warmth)
    kept = [i for i in map_.statements if i != "top"]
    assert all(without_it.boxes[i] == after.boxes[i] for i in kept)
    assert arrange(longer, sizes).boxes != after.boxes


def test_few_are_pushed_as_far_as_they_must_be_and_none_comes_closer():
    map_, sizes = a_full_rank(40)
    first = arrange(map_, sizes)
    longer = with_leaf_behind(map_, "a36")
    after = arrange(longer, sizes, previous=first.warmth)
    moved = [i for i in map_.statements if i != "top" and after.boxes[i] != first.boxes[i]]
    assert moved == ["a37", "a38", "a39"]
    assert {after.boxes[i].x - first.boxes[i].x for i in moved} == {224.0}


def test_a_crowd_is_not_pushed_along_either_if_a_few_can_come_closer():
    map_, sizes = a_full_rank(300)
    sizes["new"] = (20.0, 80.0)
    first = arrange(map_, sizes)
    longer = with_leaf_behind(map_, "a149")
    after = arrange(longer, sizes, previous=first.warmth)
    moved = [i for i in map_.statements if i != "top" and after.boxes[i] != first.boxes[i]]
    assert 0 < len(moved) <= 20
    assert not checks.overlapping(after)


def side_by_side(*rows):
    """Return the slots of a rank above, of things named by what they lead to."""
    slots = {name: slot for slot, name in enumerate(rows)}
    return lambda vertex: slots.get(vertex)


def test_new_boxes_leave_bends_on_the_side_of_others_where_they_stood():
    # Boxes 0, 1, 2 with the new one wishing to stand far right; the bend 9 stood right of 2.
    place = {0: 0.0, 1: 900.0, 2: 300.0, 9: 400.0}
    nowhere = side_by_side()
    assert between([0, 1, 2], [9], place, {1}, nowhere) == [0, 1, 2, 9]
    assert between([0, 1, 2], [9], place, set(), nowhere) == [0, 9, 1, 2]


def test_a_new_box_stands_on_the_side_of_a_bend_to_which_its_line_leads():
    place = {0: 0.0, 1: 200.0, 2: 900.0, 8: 300.0, 9: 400.0}
    for above, row in (
        (side_by_side(1, 8, 9), [0, 1, 8, 9, 2]),
        (side_by_side(8, 1, 9), [0, 8, 1, 9, 2]),
        (side_by_side(8, 9, 1), [0, 8, 9, 1, 2]),
        (side_by_side(8, 9), [0, 1, 8, 9, 2]),
    ):
        assert between([0, 1, 2], [8, 9], place, {1}, above) == row


@pytest.mark.parametrize(("family", "seed", "branch", "to"), MOVED)
def test_a_branch_that_moves_has_lines_of_others_cross_no_more(family, seed, branch, to):
    graph = graphs.family(family, 100, seed)
    options = LayoutOptions(direction=Direction.DOWN)
    first = arrange(graph.map, graph.sizes, options)
    link = graph.map.primary_links[branch]
    links = {**graph.map.links, link: replace(graph.map.links[link], target=to)}
    after = arrange(graph.map.replaced(links=links), graph.sizes, options, first.warmth)
    members = set(graph.map.branch(branch))
    others = {
        id_
        for id_, one in graph.map.links.items()
        if members.isdisjoint((*one.premises, one.target)) and id_ in after.routes
    }

    def crossings(placement):
        lines = [
            (id_, placement.routes[id_].whole(k).flattened(8))
            for id_ in others
            for k in range(len(placement.routes[id_].legs))
        ]
        return sum(checks.cross(a, b) for (i, a), (j, b) in combinations(lines, 2) if i != j)

    assert crossings(after) <= crossings(first) + 1


def test_what_bears_on_a_link_across_neither_jumps_nor_stays_alone():
    graph = graphs.family("full", 100, 4)
    across = next(
        link
        for link in graph.map.links.values()
        if len(link.premises) == 1 and len(graph.map.children.get(link.target, ())) > 1
        if (up := graph.map.primary_parent(link.premises[0])) in graph.map.statements
        if link.target not in graph.map.branch(up) and up not in graph.map.branch(link.target)
    )
    above = graph.map.primary_parent(across.premises[0])
    doubt = Statement("doubt", text="doubt")
    map_ = graph.map.replaced(
        statements={**graph.map.statements, "doubt": doubt},
        links={**graph.map.links, "on": Link("on", ("doubt",), across.id)},
    )
    sizes = {**graph.sizes, "doubt": (200.0, 84.0)}
    first = arrange(map_, sizes)
    for top, stays in ((across.target, True), (above, False)):
        folded = arrange(map_, sizes, LayoutOptions(folded=frozenset({top})), first.warmth)
        assert ("doubt" in folded.boxes) is stays
        assert (across.id in folded.routes) is stays
        assert ("on" in folded.routes) is stays
        if stays:
            assert folded.boxes["doubt"].centre == first.boxes["doubt"].centre
        assert arrange(map_, sizes, previous=folded.warmth).boxes == first.boxes
