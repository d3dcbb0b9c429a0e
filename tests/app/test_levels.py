"""An overview of a large map is small; on the way back all stands where it stood."""

from dataclasses import replace

import pytest

from argmap.app.actions_way import fold_to
from argmap.app.editor import Editor
from argmap.edit.statements import set_text
from argmap.io.files import new_document
from argmap.model.records import Direction
from bench.maps import made_up

MAP = made_up(300, seed=3)


@pytest.fixture
def editor():
    document = replace(new_document(), map=MAP)
    made = Editor(document, lambda map: dict.fromkeys(map.statements, (200.0, 60.0)))
    made.arrange()
    return made


def spread(editor):
    boxes = editor.placement.boxes.values()
    return max(b.bottom for b in boxes) - min(b.y for b in boxes)


@pytest.mark.parametrize("level", [2, 3, 4])
def test_what_a_level_leaves_stands_together(editor, level):
    fold_to(editor, level)
    left = len(editor.placement.boxes)
    assert 1 < left < len(MAP.statements)
    assert spread(editor) < left * 2 * 60 + 400


def test_on_the_way_back_all_stands_where_it_stood(editor):
    before = dict(editor.placement.boxes)
    fold_to(editor, 3)
    fold_to(editor, 2)
    editor.unfold_all()
    assert editor.placement.boxes == before
    fold_to(editor, 2)
    fold_to(editor, 99)
    assert editor.placement.boxes == before


def test_an_edit_on_the_way_is_laid_out(editor):
    fold_to(editor, 2)
    with editor.transact("Change text") as tx:
        set_text(tx, "s0", "Other words.")
    editor.unfold_all()
    assert editor.placement.boxes.keys() == MAP.statements.keys()


def test_the_direction_stays(editor):
    direction = editor.placement.direction
    fold_to(editor, 2)
    assert editor.placement.direction is direction


def test_one_branch_folded_leaves_the_rest_in_place(editor):
    before = editor.placement.boxes
    top = MAP.children["s0"][0]
    editor.fold([top])
    beside = MAP.children["s0"][-1]
    root = before["s0"]
    moved = editor.placement.boxes["s0"]
    assert editor.placement.boxes[beside].y - moved.y == pytest.approx(before[beside].y - root.y)


def test_a_direction_taken_back_is_the_one_that_was_chosen(editor):
    before, boxes = editor.placement.direction, dict(editor.placement.boxes)
    turned = next(one for one in Direction if one is not before)
    with editor.transact("Change direction") as tx:
        tx.set_view(direction=turned)
    assert editor.placement.direction is turned
    editor.undo()
    assert editor.placement.direction is before
    assert editor.placement.boxes == boxes
