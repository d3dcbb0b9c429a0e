"""Lines are led along the way that crosses least, round below what stands between if need be."""

import itertools
import json
import random
import statistics

import pytest

from argmap.layout.arrange import arrange
from argmap.layout.crossings import crossings, rough_orders, ties_of
from argmap.layout.leading import Leading, lead
from argmap.layout.net import Way, net_of
from argmap.layout.placement import LayoutOptions
from argmap.layout.skeleton import skeleton_of
from argmap.layout.web import find_sideways, lay_wires, web_of
from argmap.model.argmap import ArgumentMap
from argmap.model.records import Direction, Link, Statement
from bench.crossings import crossings_of
from tests.layout import checks, graphs

SIZE = (180.0, 84.0)


def map_of(targets, more=()):
    """Statements by what they bear on, and links besides the tree."""
    links = {f"{a}-{b}": Link(f"{a}-{b}", (a,), b) for a, b in targets.items() if b}
    links.update({f"{a}-{b}": Link(f"{a}-{b}", (a,), b) for a, b in more})
    return ArgumentMap(statements={id_: Statement(id_) for id_ in targets}, links=links)


def laid(map_):
    skeleton = skeleton_of(map_)
    sizes = dict.fromkeys(skeleton.shown, SIZE)
    web = web_of(skeleton, skeleton.shown, list(skeleton.strands), sizes)
    find_sideways(web)
    lay_wires(web)
    ties = ties_of(web)
    return web, ties, rough_orders(web, ties)


def tangled(seed):
    rng = random.Random(seed)
    ids = [f"s{k}" for k in range(8)]
    targets = {id_: ids[rng.randrange(max(0, k - 4), k)] if k else "" for k, id_ in enumerate(ids)}
    more = [tuple(rng.sample(ids, 2)) for _ in range(4)]
    return map_of(targets, [(a, b) for a, b in more if targets[a] != b])


def all_ways(net, line):
    """Every way there is for a line that was taken out."""
    near, far = net.rank[line.high], net.rank[line.low]

    def gaps(first, last):
        return itertools.product(*(range(len(net.rows[k]) + 1) for k in range(first, last + 1)))

    if far > near:
        yield from (Way(0, one) for one in gaps(near + 1, far - 1))
    for rank in range(far, len(net.rows)):
        for one in gaps(near + 1, rank):
            yield from (Way(rank + 1, one, two) for two in gaps(far + 1, rank))


def least(net, line):
    """The cost of the best of all ways, each of them tried."""
    net.take_out(line)
    costs = []
    for way in all_ways(net, line):
        net.put(line, way)
        costs.append(net.cost(line))
        net.take_out(line)
    return min(costs)


@pytest.mark.parametrize("seed", range(25))
def test_no_way_crosses_less_than_the_one_that_is_found(seed):
    map_ = tangled(seed)
    for link in Leading(net_of(*laid(map_))).net.lines:
        leading = Leading(net_of(*laid(map_)))
        leading.net.lines = {link: leading.net.lines[link]}
        leading.improve()
        found = leading.net.cost(leading.net.lines[link])
        again = Leading(net_of(*laid(map_))).net
        assert found == least(again, again.lines[link])


@pytest.mark.parametrize("seed", range(25))
def test_what_leading_saves_is_what_the_lines_then_cross_less(seed):
    web, ties, orders = laid(tangled(seed))
    before = crossings(ties, orders)
    saved = Leading(net_of(web, ties, orders)).improve()
    assert crossings(*lead(web, ties, orders)) == before - saved


def test_a_line_runs_round_below_a_branch_that_stands_between():
    targets = {"top": "", "a": "top", "b": "top", "c": "top", "b1": "b", "b2": "b", "b3": "b2"}
    map_ = map_of(targets, [("a", "c")])
    web, ties, orders = laid(map_)
    assert crossings(ties, orders) == 2
    ties, orders = lead(web, ties, orders)
    assert crossings(ties, orders) == 0
    assert web.below == {list(web.strands).index(next(s for s in web.strands if s.id == "a-c")): 2}


DOT = {
    ("tree", 30): (0, 0, 0, 0, 0, 0, 0, 0, 0, 1),
    ("cross", 30): (0, 2, 0, 1, 1, 0, 0, 0, 1, 0),
    ("multi", 30): (0, 1, 0, 0, 0, 0, 0, 2, 0, 1),
    ("under", 30): (1, 0, 0, 0, 0, 0, 0, 0, 0, 2),
    ("full", 30): (0, 0, 2, 0, 1, 7, 2, 1, 0, 2),
    ("cross", 100): (7, 10, 10, 9, 7),
    ("full", 100): (8, 40, 17, 14, 15),
}
"""How many lines cross in the drawings of Graphviz dot 2.43, by family and size, seed by seed."""


@pytest.mark.parametrize(("family", "count"), DOT)
def test_small_maps_cross_no_more_than_graphviz_draws_them(family, count):
    options = LayoutOptions(direction=Direction.DOWN)
    ours = []
    for seed in range(len(DOT[family, count])):
        graph = graphs.family(family, count, seed)
        placement = arrange(graph.map, graph.sizes, options)
        assert not checks.faults(graph.map, placement, options)
        ours.append(crossings_of(placement))
    for first in range(0, len(ours), 5):
        five, theirs = ours[first : first + 5], DOT[family, count][first : first + 5]
        assert statistics.median(five) <= statistics.median(theirs)
        assert max(one - other for one, other in zip(five, theirs, strict=True)) <= 1


def test_a_branch_that_is_unfolded_brings_back_its_lines_without_crossings():
    graph = graphs.family("full", 30, 3)
    options = LayoutOptions(direction=Direction.DOWN)
    first = arrange(graph.map, graph.sizes, options)
    assert crossings_of(first) == 0
    folds = LayoutOptions(direction=Direction.DOWN, folded=frozenset({"s5"}))
    folded = arrange(graph.map, graph.sizes, folds, first.warmth)
    assert len(folded.routes) < len(first.routes)
    again = arrange(graph.map, graph.sizes, options, json.loads(json.dumps(folded.warmth)))
    assert crossings_of(again) == 0


def test_lines_that_run_below_hold_still():
    graph = graphs.family("full", 40, 2)
    options = LayoutOptions(direction=Direction.DOWN)
    first = arrange(graph.map, graph.sizes, options)
    assert any(part["below"] for part in first.warmth["parts"])
    again = arrange(graph.map, graph.sizes, options, json.loads(json.dumps(first.warmth)))
    assert (again.boxes, again.routes) == (first.boxes, first.routes)


@pytest.mark.parametrize("seed", range(12))
def test_whether_it_helps_is_known_before_all_is_led(seed):
    web, ties, orders = laid(tangled(seed))
    one, other = (Leading(net_of(web, ties, orders)) for _ in range(2))
    assert one.helps() is (other.improve() > 0)
    assert one.spent <= other.spent


def test_what_is_kept_of_a_line_below_is_forgotten_where_it_cannot_be():
    graph = graphs.family("full", 40, 2)
    first = arrange(graph.map, graph.sizes)
    warm = json.loads(json.dumps(first.warmth))
    for part in warm["parts"]:
        part["below"] = {name: -more - 1 for name, more in part["below"].items()}
    again = arrange(graph.map, graph.sizes, previous=warm)
    assert not checks.faults(graph.map, again, LayoutOptions(direction=again.direction))


@pytest.mark.parametrize("seed", range(25))
def test_lines_on_which_others_end_are_led_with_these(seed):
    map_ = tangled(seed)
    cross = [id_ for id_, link in map_.links.items() if list(map_.links).index(id_) >= 7]
    if not cross:
        return
    links = {**map_.links, "doubt": Link("doubt", ("guest",), cross[0])}
    statements = {**map_.statements, "guest": Statement("guest")}
    web, ties, orders = laid(ArgumentMap(statements=statements, links=links))
    before = crossings(ties, orders)
    leading = Leading(net_of(web, ties, orders))
    assert any(line.guests for line in leading.net.lines.values())
    saved = leading.improve()
    # Others from the same box may then have less to pass over.
    assert crossings(*lead(web, ties, orders)) <= before - saved
