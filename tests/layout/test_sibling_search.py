"""The search for an order of siblings spares itself what it knows."""

from argmap.layout import sibling_search
from argmap.layout.arrange import arrange
from argmap.layout.shuffling import Shuffle
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
