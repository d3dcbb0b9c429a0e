"""What a drag means, without a widget: words, refusals, and that the plan does what it says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.edit.transaction import Transaction
from argmap.model.errors import UserError
from argmap.model.records import Direction, LayoutKind, View
from argmap.ui.canvas.drop import (
    REACH,
    Aim,
    Deed,
    Modifiers,
    carry_out,
    gap_beside,
    planned,
)
from argmap.ui.sentences import LINK_NAMES
from tests.ui.canvas.maps import map_of, placed

TREE = map_of(
    "root", "a + root", "b - root", "c + root", "d + b", "e + b", "p q + a", "u - b>root", "lone"
)
PLACED = placed(TREE)
IDS = sorted([*TREE.statements, *TREE.links])
MODIFIERS = st.builds(Modifiers, st.booleans(), st.booleans(), st.booleans())


def after(plan, map=TREE, placement=PLACED):
    tx = Transaction(map)
    carry_out(plan, placement, tx)
    return tx.map


@given(
    st.lists(st.sampled_from(sorted(TREE.statements)), min_size=1, max_size=3, unique=True),
    st.sampled_from(IDS),
    MODIFIERS,
)
def test_a_plan_that_acts_can_be_carried_out_and_does_what_it_says(dragged, over, modifiers):
    plan = planned(TREE, dragged, Aim(over), modifiers)
    assert plan.words
    if not plan.acts:
        assert after(plan) is TREE
        return
    map = after(plan)
    assert map != TREE
    for id_ in plan.ids:
        bearing = {(map.links[k].target, map.links[k].kind) for k in map.links_from[id_]}
        if plan.deed in (Deed.MOVE, Deed.USE_AGAIN) and plan.kind is not None:
            assert (plan.target, plan.kind) in bearing
            assert LINK_NAMES[plan.kind].lower() in plan.words.lower() or over in TREE.links
        if plan.deed is Deed.MOVE:
            assert map.primary_parent(id_) == plan.target


@given(st.sampled_from(sorted(TREE.statements)), st.sampled_from(sorted(TREE.statements)))
def test_nothing_is_ever_put_under_itself(dragged, over):
    plan = planned(TREE, [dragged], Aim(over))
    if over in set(TREE.branch(dragged)) - {dragged}:
        assert plan.deed is Deed.REFUSED
        assert "under itself" in plan.words
        with pytest.raises(UserError):
            after(type(plan)(Deed.MOVE, "", "", plan.ids, over))


def test_where_it_hangs_already_nothing_happens():
    assert planned(TREE, ["d"], Aim("b")).deed is Deed.NOTHING
    assert planned(TREE, ["d"], Aim("b")).words == "Supports “Text of b” already"
    assert planned(TREE, ["d"], Aim("b"), Modifiers(shift=True)).deed is Deed.MOVE
    assert planned(TREE, ["p"], Aim("q"), Modifiers(alt=True)).deed is Deed.NOTHING


def test_used_twice_in_one_place_is_refused():
    plan = planned(TREE, ["d"], Aim("b"), Modifiers(ctrl=True))
    assert plan.deed is Deed.REFUSED
    assert "already used here" in plan.words


def test_a_premise_cannot_undercut_its_own_link():
    plan = planned(TREE, ["a"], Aim("a>root"))
    assert plan.deed is Deed.REFUSED
    assert "cannot undercut" in plan.words


def test_boxes_of_different_kinds_keep_their_kinds():
    plan = planned(TREE, ["b", "c"], Aim("lone"))
    assert plan.words == "Moves under: “Text of lone”"
    map = after(plan)
    assert {map.links[k].kind for k in map.links_into["lone"]} == {"supports", "opposes"}


def test_a_long_name_is_shortened():
    from dataclasses import replace

    text = "A statement with so many words that nobody would want them all beside the pointer"
    long = replace(TREE.statements["c"], text=text)
    map = TREE.replaced(statements={**TREE.statements, "c": long})
    words = planned(map, ["d"], Aim("c")).words
    assert words == "Supports: “A statement with so many words that…”"


def gap_at(map, placement, beside, before, dragged):
    box = placement.boxes[beside]
    if placement.direction in (Direction.DOWN, Direction.UP):
        spot = (box.x - 5 if before else box.right + 5, box.centre[1])
    else:
        spot = (box.centre[0], box.y - 5 if before else box.bottom + 5)
    return gap_beside(map, placement, list(placement.boxes), spot, [dragged])


@pytest.mark.parametrize("direction", list(Direction))
def test_gaps_are_found_in_every_direction(direction):
    from dataclasses import replace

    view = View(LayoutKind.LAYERED, direction)
    map = TREE.replaced(meta=replace(TREE.meta, view=view))
    placement = placed(map)
    gap = gap_at(map, placement, "e", False, "d")
    assert (gap.parent, gap.index, gap.before, gap.after) == ("b", 1, "e", None)
    gap = gap_at(map, placement, "d", True, "e")
    assert (gap.parent, gap.index, gap.before, gap.after) == ("b", 0, None, "d")
    moved = after(planned(map, ["e"], Aim(gap=gap)), map, placement)
    assert moved.children["b"] == ("e", "d")


def test_far_from_any_box_there_is_no_gap():
    box = PLACED.boxes["lone"]
    spot = (box.right + REACH + 1, box.centre[1])
    assert gap_beside(TREE, PLACED, ["lone"], spot, ["d"]) is None
    spot = (box.centre[0], box.bottom + 5)
    assert gap_beside(TREE, PLACED, ["lone"], spot, ["d"]) is None


def test_a_gap_that_changes_nothing_is_named_so():
    gap = gap_at(TREE, PLACED, "d", False, "e")
    assert planned(TREE, ["e"], Aim(gap=gap)).deed is Deed.NOTHING


def test_a_gap_below_what_is_dragged_is_refused():
    gap = gap_at(TREE, PLACED, "d", True, "b")
    assert planned(TREE, ["b"], Aim(gap=gap)).deed is Deed.REFUSED


def test_among_the_roots_it_comes_to_stand_alone():
    gap = gap_at(TREE, PLACED, "lone", False, "d")
    plan = planned(TREE, ["d"], Aim(gap=gap))
    assert plan.words == "Stands alone, after “Text of lone”"
    assert after(plan).primary_parent("d") is None


def test_a_pin_is_where_the_box_was_dragged_to():
    plan = planned(TREE, ["d"], Aim(), moved_by=(-30.0, 40.0))
    assert plan.words == "Pin here"
    x, y = PLACED.boxes["d"].centre
    px, py = PLACED.boxes["b"].centre
    assert after(plan).meta.view.pins["d"] == pytest.approx((x - 30 - px, y + 40 - py), abs=0.1)
    assert planned(TREE, ["d", "e"], Aim()).words == "Pin 2 statements here"
