"""The arithmetic for big parts against the plain one for small ones, and big maps as a whole."""

import random
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.layout import crossings, strips
from argmap.layout.arrange import arrange
from argmap.layout.coordinates import Rows, solve
from argmap.layout.many import lanes as many_lanes
from argmap.layout.many import orders as many_orders
from argmap.layout.many import places as many_places
from argmap.layout.many.pairs import ManyPairs
from argmap.layout.placement import LayoutOptions
from argmap.layout.shuffling import FewPairs
from argmap.layout.skeleton import skeleton_of
from argmap.layout.web import lay_wires, web_of
from argmap.model.records import Direction
from tests.layout import checks, graphs


def web_and_ties(family, count, seed):
    graph = graphs.family(family, count, seed)
    skeleton = skeleton_of(graph.map)
    web = web_of(skeleton, skeleton.shown, list(skeleton.strands), graph.sizes)
    lay_wires(web)
    return web, crossings.ties_of(web)


def neighbours(web, ties):
    upper, lower = [[] for _ in web.rank], [[] for _ in web.rank]
    for edges in ties.edges:
        for high, low in edges:
            lower[high].append(low)
            upper[low].append(high)
    return upper, lower


@settings(max_examples=12)
@given(st.sampled_from(["cross", "multi", "full"]), st.integers(40, 160), st.integers(0, 99))
def test_sifting_many_is_as_good_as_sifting_few(family, count, seed):
    web, ties = web_and_ties(family, count, seed)
    few = crossings.rough_orders(web, ties)
    many = [list(row) for row in few]
    before = crossings.crossings(ties, few)
    crossings.sift(web, ties, few)
    upper, lower = neighbours(web, ties)
    many_orders.sift(many, upper, lower, range(web.boxes, len(web.rank)), 6)
    assert [sorted(row) for row in many] == [sorted(row) for row in few]
    boxes = [[v for v in row if v < web.boxes] for row in few]
    assert [[v for v in row if v < web.boxes] for row in many] == boxes
    found = crossings.crossings(ties, many)
    assert found <= before
    assert found <= 1.25 * crossings.crossings(ties, few) + 6


@given(st.integers(0, 2**16), st.integers(1, 90))
def test_lanes_of_many_wires_are_those_of_few(seed, count):
    rng = random.Random(seed)
    wires = []
    for number in range(count):
        low = round(rng.uniform(0, 2000))
        wires.append((float(low), float(low + rng.randint(2, 900)), (number, 0), number))
    few = strips.lane_levels(wires)
    many = many_lanes.lane_levels(wires, (strips.SHARED, strips.SLOPE, strips.MERGED))
    assert many == few


@given(st.integers(0, 2**16))
def test_pairs_are_counted_alike(seed):
    rng = random.Random(seed)
    place = [float(rng.randint(0, 20)) / 2 for _ in range(12)]
    chains = [(rng.randrange(12), rng.randrange(12), rng.choice((0.25, 0.5))) for _ in range(4)]
    pairs = [tuple(rng.randrange(16) for _ in range(4)) for _ in range(30)]
    few, many = FewPairs(list(place), chains, pairs), ManyPairs(place, chains, pairs)
    assert few.count() == many.count()
    for counter in (few, many):
        counter.move(3, 7, 2.5)
    assert few.count() == many.count()


@pytest.mark.parametrize("seed", range(3))
def test_places_of_many_are_those_of_few(seed):
    web, ties = web_and_ties("full", 90, seed)
    orders = crossings.rough_orders(web, ties)
    apart = [[200.0] * (len(row) - 1) for row in orders]
    lines = [(a, b, 1.0 + (a % 3)) for edges in ties.edges for a, b in edges]
    guess = crossings.rough_places(web, ties, web.preorder())
    few = solve(Rows(orders, apart, lines, len(web.rank)), guess)
    many = many_places.solve(orders, apart, lines, guess)

    def cost(place):
        return sum(weight * (place[a] - place[b]) ** 2 for a, b, weight in lines)

    assert cost(many) == pytest.approx(cost(few), rel=1e-3)
    for row, distances in zip(orders, apart, strict=True):
        for k, distance in enumerate(distances):
            assert many[row[k + 1]] - many[row[k]] >= distance - 1e-4


@pytest.mark.parametrize("family", ["cross", "multi", "full"])
def test_a_thousand_statements(family):
    graph = graphs.family(family, 1000, seed=1)
    options = LayoutOptions(direction=Direction.RIGHT)
    placement = arrange(graph.map, graph.sizes, options)
    assert not checks.overlapping(placement)
    assert not checks.loose_ends(graph.map, placement, options)
    assert not checks.through_boxes(graph.map, placement, options)
    again = arrange(graph.map, graph.sizes, options, placement.warmth)
    assert again.boxes == placement.boxes


def test_small_maps_do_without_numpy():
    script = (
        "import sys; from tests.layout import graphs\n"
        "from argmap.layout.arrange import arrange\n"
        "graph = graphs.family('full', 40, 1)\n"
        "placement = arrange(graph.map, graph.sizes)\n"
        "arrange(graph.map, graph.sizes, previous=placement.warmth)\n"
        "print('numpy' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
