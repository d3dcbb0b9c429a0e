"""Pins in large maps: what must hold, and how little of the map is looked at."""

from dataclasses import replace

import pytest

from argmap.layout import detours
from argmap.layout.arrange import arrange
from argmap.layout.pins import FARTHEST
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
