"""What was put elsewhere by hand, and what goes along with it."""

from dataclasses import replace

from argmap.ui.canvas.displaced import brought_along, hung_elsewhere, pinned_elsewhere
from tests.ui.canvas.maps import map_of

TREE = ("root", "a + root", "b - root", "c + b", "u - b>root", "v + u")


def pinned(map, **pins):
    return replace(map, meta=replace(map.meta, view=replace(map.meta.view, pins=pins)))


def test_pins_that_came_went_or_are_others():
    before = pinned(map_of(*TREE), a=(1.0, 2.0), b=(3.0, 4.0), c=(5.0, 6.0))
    now = pinned(before, a=(1.0, 2.0), b=(3.0, 5.0), u=(0.0, 0.0))
    assert pinned_elsewhere(before, now) == {"b", "c", "u"}
    assert pinned_elsewhere(before, before) == set()


def test_links_that_came_went_or_are_others():
    before, now = map_of(*TREE), map_of("root", "a + root", "b + root", "c + a", "u - b>root")
    assert hung_elsewhere(before, now) == {"b", "c", "v"}


def test_a_branch_goes_along_with_its_top_and_what_bears_on_its_link():
    map = map_of(*TREE)
    assert brought_along(map, map.statements, {"b"}) == {"b", "c", "u", "v"}
    assert brought_along(map, ["c", "a"], {"b"}) == {"c"}
    assert brought_along(map, map.statements, set()) == set()


def test_rings_of_links_end():
    ring = map_of("a + b", "b + a", "x - y>a", "y - x>b")
    assert brought_along(ring, ring.statements, set()) == set()
