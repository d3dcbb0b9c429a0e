"""The search for an order of siblings spares itself what it knows."""

import random

from argmap.layout import sibling_search, siblings
from argmap.layout.arrange import arrange
from argmap.layout.reading import shapes
from argmap.layout.shuffling import Shuffle
from argmap.layout.skeleton import skeleton_of
from argmap.layout.web import find_sideways, web_of
from argmap.model.argmap import ArgumentMap
from argmap.model.records import Link, Statement
from tests.layout import graphs


def test_most_orders_that_come_up_again_are_not_counted_again(monkeypatch):
    asked, counted = [], []
    ask, count = sibling_search.Search._count, Shuffle.count
    monkeypatch.setattr(sibling_search.Search, "_count", lambda own: (asked.append(1), ask(own))[1])
    monkeypatch.setattr(Shuffle, "count", lambda own: (counted.append(1), count(own))[1])
    graph = graphs.family("cross", 40)
    arrange(graph.map, graph.sizes)
    assert 0 < len(counted) < len(asked) / 2


def test_what_is_remembered_changes_nothing(monkeypatch):
    graph = graphs.family("full", 60)
    remembered = arrange(graph.map, graph.sizes)
    monkeypatch.setattr(sibling_search, "REMEMBERED", 0)
    assert arrange(graph.map, graph.sizes) == remembered


def test_no_order_of_a_block_parts_those_that_are_joined_side_to_side():
    ids = ["claim", "one", "two", "doubt"]
    targets = {"one": "claim", "two": "claim", "doubt": "one-to-claim"}
    links = {f"{a}-to-{b}": Link(f"{a}-to-{b}", (a,), b) for a, b in targets.items()}
    links["beside"] = Link("beside", ("doubt",), "two")
    map_ = ArgumentMap(statements={id_: Statement(id_) for id_ in ids}, links=links)
    skeleton = skeleton_of(map_)
    web = web_of(
        skeleton, skeleton.shown, list(skeleton.strands), dict.fromkeys(ids, (180.0, 84.0))
    )
    find_sideways(web)
    (block,) = web.rows[web.number["claim"]]
    found = [[web.ids[box] for box in shape] for shape in shapes(web, block)]
    assert found == [["one", "doubt", "two"], ["two", "doubt", "one"]]


def test_what_bears_on_a_link_may_change_sides():
    ids = ["claim", "one", "first", "second"]
    targets = {"one": "claim", "first": "one-to-claim", "second": "one-to-claim"}
    links = {f"{a}-to-{b}": Link(f"{a}-to-{b}", (a,), b) for a, b in targets.items()}
    map_ = ArgumentMap(statements={id_: Statement(id_) for id_ in ids}, links=links)
    skeleton = skeleton_of(map_)
    web = web_of(
        skeleton, skeleton.shown, list(skeleton.strands), dict.fromkeys(ids, (180.0, 84.0))
    )
    (block,) = web.rows[web.number["claim"]]
    found = [" ".join(web.ids[box] for box in shape) for shape in shapes(web, block)]
    assert found[0] == "second one first"
    assert {"one first second", "first second one"} <= set(found)


def tangle(count, links):
    """Statements of which each bears on an earlier one, and links from any to any."""
    rng = random.Random(count)
    ends = [(k, rng.randrange(k // 4, k)) for k in range(1, count)]
    ends += [tuple(rng.sample(range(count), 2)) for _ in range(links - len(ends))]
    made = {f"l{k}": Link(f"l{k}", (f"s{a}",), f"s{b}") for k, (a, b) in enumerate(ends)}
    statements = {f"s{k}": Statement(f"s{k}", text="") for k in range(count)}
    return ArgumentMap(statements=statements, links=made), dict.fromkeys(statements, (200.0, 60.0))


def test_where_many_long_links_cross_few_orders_are_drawn_in_full(monkeypatch):
    slots = []
    settle = siblings.settled_orders

    def counted(web, ties):
        orders = settle(web, ties)
        slots.append(sum(len(orders[rank]) for rank in web.rank[web.boxes :]))
        return orders

    monkeypatch.setattr(siblings, "settled_orders", counted)
    for count, links in ((60, 120), (60, 420)):
        slots.clear()
        arrange(*tangle(count, links))
        assert sum(slots) < 2.5 * siblings.LAST_SLOTS
    assert len(slots) > 2


def test_where_very_many_lines_could_cross_no_order_is_searched(monkeypatch):
    searched = []
    search = sibling_search.Search.run
    monkeypatch.setattr(siblings.Search, "run", lambda *own: (searched.append(1), search(*own))[1])
    arrange(*tangle(60, 150))
    assert searched
    searched.clear()
    monkeypatch.setattr(siblings, "PAIRS", 1000)
    arrange(*tangle(60, 150))
    assert not searched
