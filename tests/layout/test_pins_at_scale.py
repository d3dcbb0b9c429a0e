"""Pins in large maps: what must hold, and how little of the map is looked at."""

import random
from dataclasses import replace

import pytest

from argmap.layout import detours
from argmap.layout.arrange import arrange
from argmap.layout.pins import FARTHEST, pin_at
from argmap.layout.placement import LayoutOptions
from argmap.model.records import Direction, View
from tests.layout import checks, graphs

OPTIONS = LayoutOptions(direction=Direction.DOWN)


def pinned(graph, pins):
    return graph.map.replaced(meta=replace(graph.map.meta, view=View(pins=pins)))


def faults(map_, placement):
    found = checks.faults(map_, placement, OPTIONS)
    # Round pins lines may cross.
    return {name: what for name, what in found.items() if name != "crossing primaries"}


def test_lines_round_pins_look_at_few_of_many_boxes(monkeypatch):
    graph = graphs.family("full", 500, 1)
    ids = list(graph.map.statements)
    map_ = pinned(graph, {ids[k]: (400.0, -150.0) for k in range(40, 200, 30)})
    walls = []
    cheapest = detours._cheapest

    def counted(starts, ends, near, haste):
        walls.append(len(near))
        return cheapest(starts, ends, near, haste)

    monkeypatch.setattr(detours, "_cheapest", counted)
    placement = arrange(map_, graph.sizes, OPTIONS)
    assert not faults(map_, placement)
    assert walls
    assert sum(walls) / len(walls) < len(ids) / 4


def test_a_branch_that_goes_with_its_pin_keeps_its_lines():
    graph = graphs.family("tree", 200, 3)
    plain = arrange(graph.map, graph.sizes, OPTIONS)
    top = max(list(graph.map.statements)[1:], key=lambda i: len(list(graph.map.branch(i))))
    placement = arrange(pinned(graph, {top: (-9000.0, 60.0)}), graph.sizes, OPTIONS)
    within = [
        link.id
        for link in graph.map.links.values()
        if link.target in set(graph.map.branch(top)) and link.target != top
    ]
    assert len(within) > 20
    home, there = plain.boxes[top], placement.boxes[top]
    step = there.x - home.x, there.y - home.y
    for id_ in within:
        old, new = plain.routes[id_].legs[0], placement.routes[id_].legs[0]
        assert len(old.bends) == len(new.bends)
        assert new.start == pytest.approx((old.start[0] + step[0], old.start[1] + step[1]))


def test_a_long_line_keeps_what_no_pin_disturbs():
    graph = graphs.family("cross", 500, 1)
    plain = arrange(graph.map, graph.sizes, OPTIONS)
    link = max(plain.routes, key=lambda i: len(plain.routes[i].legs[0].bends))
    premise = graph.map.links[link].premises[0]
    placement = arrange(pinned(graph, {premise: (150.0, 160.0)}), graph.sizes, OPTIONS)
    old, new = plain.routes[link].legs[0], placement.routes[link].legs[0]
    assert plain.boxes[premise] != placement.boxes[premise]
    assert old.start != new.start
    kept = {bend.end for bend in old.bends} & {bend.end for bend in new.bends}
    assert len(kept) > len(old.bends) / 2
    assert not faults(pinned(graph, {premise: (150.0, 160.0)}), placement)


def test_a_leaf_that_is_dropped_on_others_moves_few_of_them():
    graph = graphs.family("full", 800, 1)
    plain = arrange(graph.map, graph.sizes, OPTIONS)
    rng = random.Random(2)
    held = {link.target for link in graph.map.links.values()}
    leaves = [id_ for id_ in graph.map.statements if id_ not in held]
    for leaf in rng.sample(leaves, 12):
        x, y = plain.boxes[rng.choice(list(graph.map.statements))].centre
        pin = pin_at(graph.map, plain, leaf, (x + 60.0, y + 30.0))
        dropped = arrange(pinned(graph, {leaf: pin}), graph.sizes, OPTIONS, plain.warmth)
        moved = [id_ for id_, box in dropped.boxes.items() if box != plain.boxes[id_]]
        assert len(moved) <= 5


def test_pins_of_a_root_carry_a_map_that_is_alone_as_it_is():
    graph = graphs.family("full", 300, 2)
    plain = arrange(graph.map, graph.sizes, OPTIONS)
    placement = arrange(pinned(graph, {"s0": (300.0, -80.0)}), graph.sizes, OPTIONS, plain.warmth)
    by = {
        (round(b.x - plain.boxes[i].x, 6), round(b.y - plain.boxes[i].y, 6))
        for i, b in placement.boxes.items()
    }
    assert by == {(300.0, -80.0)}
    assert not placement.displaced


def test_many_pins_on_one_spot_stand_side_by_side():
    graph = graphs.family("tree", 120)
    ids = list(graph.map.statements)[1:60]
    map_ = pinned(graph, dict.fromkeys(ids, (0.0, 150.0)))
    placement = arrange(map_, graph.sizes, OPTIONS)
    assert not faults(map_, placement)
    again = arrange(map_, graph.sizes, OPTIONS, placement.warmth)
    assert again.boxes == placement.boxes


@pytest.mark.parametrize("id_", ["s0", "s7"])
@pytest.mark.parametrize("pin", [(1e15, 0.0), (0.0, -2 * FARTHEST)])
def test_a_pin_out_of_all_reason_is_set_aside_and_reported(id_, pin):
    graph = graphs.family("tree", 20)
    placement = arrange(pinned(graph, {id_: pin}), graph.sizes, OPTIONS)
    assert placement.displaced == (id_,)
    assert placement.boxes == arrange(graph.map, graph.sizes, OPTIONS).boxes
