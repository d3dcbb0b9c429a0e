"""Maps as graphs for other programs."""

import networkx
from hypothesis import given, settings

from argmap.io.files import open_document
from argmap.io.formats.graphs import graph_of, graphml
from argmap.resources import example_maps
from tests.builders import a_map
from tests.strategies import maps


def test_links_are_nodes_so_that_linked_premises_and_undercuts_survive():
    graph = graph_of(a_map("p+q supports a; u opposes p-to-a"))
    [inference] = graph.succ["p"]
    assert graph.nodes[inference] == {"type": "link", "kind": "supports"}
    assert set(graph.pred[inference]) >= {"p", "q"}
    assert list(graph.succ[inference]) == ["a"]
    [undercut] = graph.succ["u"]
    assert inference in graph.succ[undercut]


def test_networkx_reads_every_example_map_back():
    for path in example_maps():
        map = open_document(path).map
        graph = networkx.parse_graphml(graphml(map).decode())
        assert set(graph.nodes) == {*map.statements, *map.links}
        assert all(graph.nodes[id_]["label"] == s.text for id_, s in map.statements.items())
        assert networkx.is_weakly_connected(graph)


@given(maps())
@settings(max_examples=40)
def test_any_map_is_a_graph_that_can_be_read_again(map):
    graph = networkx.parse_graphml(graphml(map).decode())
    assert set(graph.nodes) == {*map.statements, *map.links}
