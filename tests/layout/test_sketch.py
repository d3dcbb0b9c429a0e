"""The sketch of a big map: every statement stands, none on another, lines end on boxes."""

from dataclasses import replace

import pytest

from argmap.layout.sketch import MARGIN, sketch
from argmap.model.argmap import ArgumentMap
from argmap.model.records import Direction, Link, Statement
from bench.maps import made_up


def sizes(map_):
    return {id_: (180.0 + len(held.text), 50.0) for id_, held in map_.statements.items()}


@pytest.mark.parametrize("direction", Direction)
def test_every_statement_stands_and_none_on_another(direction):
    map_ = made_up(250)
    view = replace(map_.meta.view, direction=direction)
    map_ = map_.replaced(meta=replace(map_.meta, view=view))
    placement = sketch(map_, sizes(map_))
    assert placement.direction is direction
    assert placement.boxes.keys() == map_.statements.keys()
    boxes = list(placement.boxes.values())
    for number, box in enumerate(boxes):
        assert not any(box.meets(other) for other in boxes[:number])
        assert box.x >= MARGIN - 1e-6
        assert box.y >= MARGIN - 1e-6
        assert box.right <= placement.size[0]
        assert box.bottom <= placement.size[1]
    for id_, route in placement.routes.items():
        link = map_.links[id_]
        assert placement.boxes[link.premises[0]].grown(1e-6).holds(route.legs[0].start)
        assert placement.boxes[link.target].grown(1e-6).holds(route.legs[0].end)


def test_what_bears_on_a_link_or_hangs_in_a_circle_does_no_harm():
    made = {id_: Statement(id_, text=id_) for id_ in ("a", "b", "c", "d", "e", "f")}
    links = [
        Link("b-to-a", ("b",), "a"),
        Link("c-to-link", ("c",), "b-to-a"),
        Link("d-to-e", ("d",), "e"),
        Link("e-to-d", ("e",), "d"),
        Link("f-to-nothing", ("f",), "gone"),
    ]
    map_ = ArgumentMap(statements=made, links={link.id: link for link in links})
    placement = sketch(map_, sizes(map_))
    assert {"a", "b", "c", "f"} <= placement.boxes.keys()
    assert sketch(ArgumentMap(), {}).boxes == {}
