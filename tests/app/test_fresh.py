"""Laying out afresh is undone by the same key as edits."""

from dataclasses import replace

import pytest

from argmap.app import actions
from argmap.app.editor import Editor
from argmap.app.facts import CAN_REDO, CAN_UNDO, facts_of
from argmap.edit.statements import add_supporting, set_text
from argmap.io.files import new_document
from argmap.model.records import Direction
from bench.maps import made_up


@pytest.fixture
def editor():
    document = replace(new_document(), map=made_up(60, seed=3))
    made = Editor(document, lambda map: dict.fromkeys(map.statements, (200.0, 60.0)))
    made.arrange()
    with made.transact("Add") as tx:
        for id_ in ("s9", "s9", "s20"):
            add_supporting(tx, id_, "Another.")
    for id_ in ("another", "another-2"):
        with made.transact("Move") as tx:
            links = [link for link in tx.map.links.values() if id_ in link.premises]
            tx.put(replace(links[0], target="s3"))
    return made


def afresh(editor):
    actions.run(actions.BY_ID["arrange.afresh"], editor)


def test_it_is_taken_back_and_done_again(editor):
    map, before = editor.map, dict(editor.placement.boxes)
    afresh(editor)
    after = dict(editor.placement.boxes)
    assert after != before
    assert editor.undo_label == "Lay out afresh"
    assert CAN_UNDO.name in facts_of(editor)
    assert editor.undo()
    assert editor.placement.boxes == before
    assert editor.map is map
    assert editor.redo_label == "Lay out afresh"
    assert CAN_REDO.name in facts_of(editor)
    assert editor.redo()
    assert editor.placement.boxes == after
    editor.undo()
    assert editor.undo_label == "Move"
    editor.undo()
    assert editor.map is not map


def test_what_ran_another_way_is_where_it_was(editor):
    turned = next(one for one in Direction if one is not editor.placement.direction)
    editor.arranging._chosen = turned  # as though the map had grown since
    editor.session.fold([editor.map.roots[0]])
    editor.session.fold([])
    before = editor.placement
    assert before.direction is turned
    afresh(editor)
    assert editor.placement.direction is not turned
    editor.undo()
    assert editor.placement.boxes == before.boxes
    assert editor.placement.direction is turned


def test_an_edit_comes_before_it(editor):
    afresh(editor)
    with editor.transact("Change text") as tx:
        set_text(tx, "s1", "Other words.")
    assert editor.undo_label == "Change text"
    map = editor.map
    editor.undo()
    assert editor.map is not map
    assert editor.undo_label == "Move"
