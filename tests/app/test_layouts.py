"""Choosing another layout, and coming back to the direction that was chosen before."""

import pytest

from argmap.app import actions
from argmap.model.records import Direction, LayoutKind, Ranks


def choose(editor, layout):
    assert actions.run(actions.BY_ID[f"arrange.layout-{layout}"], editor)


def test_an_outline_is_drawn_when_it_is_chosen_and_undone(edit):
    editor = edit()
    before = editor.placement
    choose(editor, LayoutKind.OUTLINE)
    assert editor.map.meta.view.layout is LayoutKind.OUTLINE
    assert editor.placement.boxes != before.boxes
    assert editor.placement.direction is Direction.RIGHT
    editor.undo()
    assert set(editor.placement.boxes) == set(before.boxes)
    assert editor.placement.direction is before.direction


@pytest.mark.parametrize("layout", [LayoutKind.OUTLINE, LayoutKind.RADIAL])
def test_what_is_drawn_is_what_the_layout_says_of_the_map(edit, layout):
    editor = edit()
    choose(editor, layout)
    first = editor.placement
    editor.arrange(afresh=True)
    assert editor.placement.boxes == first.boxes
    assert editor.placement.routes == first.routes


@pytest.mark.parametrize("layout", list(LayoutKind))
def test_nothing_is_asked_for_twice(edit, layout):
    editor = edit()
    choose(editor, layout)
    placements = []
    editor.arranging.done.add(placements.append)
    editor.arrange()
    assert placements == []


def test_a_direction_is_for_layers_alone(edit):
    editor, left = edit(), actions.BY_ID["arrange.direction-left"]
    choose(editor, LayoutKind.RADIAL)
    assert not actions.run(left, editor)
    choose(editor, LayoutKind.LAYERED)
    assert actions.run(left, editor)
    assert editor.placement.direction is Direction.LEFT


def test_a_statement_is_drawn_below_all_that_it_bears_on(edit):
    editor = edit()
    action = actions.BY_ID["arrange.ranks-longest"]
    assert actions.run(action, editor)
    assert editor.map.meta.view.ranks is Ranks.LONGEST
    assert actions.run(action, editor)
    assert editor.map.meta.view.ranks is Ranks.TREE
