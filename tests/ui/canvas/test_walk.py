import pytest

from argmap.layout.geometry import Box
from argmap.layout.placement import Placement
from argmap.model.records import Direction, StatementId
from argmap.ui.canvas.walk import Heading, along_links, nearest, place_of, related_to
from tests.ui.canvas.maps import map_of, placed

TREE = map_of("root", "a + root", "b - root", "c + root", "d + b", "e + b", "u - b>root")


def test_arrows_go_to_the_box_that_lies_there():
    placement = placed(TREE)
    assert nearest(placement, "a", Heading.RIGHT) == "b"
    assert nearest(placement, "b", Heading.LEFT) == "a"
    assert nearest(placement, "b", Heading.DOWN) in ("d", "e")
    assert nearest(placement, "root", Heading.DOWN) in ("a", "b", "u")


def test_up_leads_to_the_parent_though_another_box_is_a_little_nearer():
    placement = placed(TREE)
    for child in ("d", "e"):
        assert nearest(placement, child, Heading.UP, related_to(TREE, child)) == "b"


def test_related_are_parent_children_and_who_bears_on_its_links():
    assert related_to(TREE, "b") == {"root", "d", "e", "u"}
    assert "b" in related_to(TREE, "u")


def test_arrows_stop_at_the_edge_and_know_no_missing_start():
    placement = placed(TREE)
    assert nearest(placement, "root", Heading.UP) is None
    assert nearest(placement, "nobody", Heading.UP) is None


def test_a_box_in_the_same_row_is_preferred_to_a_nearer_one_aside():
    boxes = {
        StatementId("here"): Box(0, 0, 100, 50),
        StatementId("far"): Box(300, 0, 100, 50),
        StatementId("aside"): Box(140, 200, 100, 50),
    }
    assert nearest(Placement(boxes), "here", Heading.RIGHT) == "far"


def test_every_box_of_a_tree_can_be_reached_by_arrows():
    placement = placed(TREE)
    reached, pending = set(), ["root"]
    while pending:
        here = pending.pop()
        if here not in reached:
            reached.add(here)
            pending += [n for h in Heading if (n := nearest(placement, here, h)) is not None]
    assert reached == set(TREE.statements)


def test_alt_arrows_go_onto_a_link_and_on_to_its_ends():
    placement = placed(TREE)
    assert along_links(TREE, placement, "b", Heading.UP) == "b>root"
    assert along_links(TREE, placement, "b>root", Heading.UP) == "root"
    assert along_links(TREE, placement, "root", Heading.DOWN) == "a>root"
    assert along_links(TREE, placement, "b>root", Heading.DOWN) == "b"
    assert along_links(TREE, placement, "a>root", Heading.RIGHT) == "b>root"
    assert along_links(TREE, placement, "u", Heading.UP) == "u>b>root"
    assert along_links(TREE, placement, "u>b>root", Heading.UP) == "b>root"


def test_alt_arrows_end_where_no_link_goes_on():
    placement = placed(TREE)
    assert along_links(TREE, placement, "root", Heading.UP) is None
    assert along_links(TREE, placement, "a", Heading.DOWN) is None


@pytest.mark.parametrize("heading", list(Heading))
def test_back_is_the_opposite(heading):
    assert heading.back.back is heading
    assert heading.back is not heading


def test_links_have_a_place_too():
    placement = placed(TREE)
    place = place_of(placement, "b>root")
    assert place is not None
    assert place.holds(placement.routes["b>root"].middle)
    assert placement.direction is Direction.DOWN
