"""Undo and redo lead back to just where everything stood, as long as only edits came between."""

from dataclasses import replace

import pytest

from argmap.app.editor import Editor
from argmap.app.scope import into
from argmap.app.session import Draft, Relation
from argmap.app.standing import MOST, STEPS, Standing
from argmap.edit import links, pins, statements
from argmap.io.files import new_document
from argmap.layout.geometry import Box
from argmap.layout.placement import Placement
from argmap.model.records import Direction, LayoutKind, StatementId
from tests.ui.canvas.maps import map_of

TREE = ("root", "a + root", "b - root", "c + root", "d + b", "e + b", "lone")


@pytest.fixture
def editor():
    def measured(map):
        return {id_: (200.0, 60.0 + len(each.text)) for id_, each in map.statements.items()}

    made = Editor(replace(new_document(), map=map_of(*TREE)), measured)
    made.arrange()
    return made


EDITS = {
    "pin": lambda tx: pins.pin(tx, {StatementId("b"): (-300.0, 260.0)}),
    "hang elsewhere": lambda tx: links.reparent(tx, ["b"], "lone"),
    "remove": lambda tx: statements.remove(tx, ["b"]),
    "add": lambda tx: statements.add_supporting(tx, "a", "A reason with several words"),
    "another layout": lambda tx: tx.set_view(layout=LayoutKind.OUTLINE),
    "another direction": lambda tx: tx.set_view(direction=Direction.RIGHT),
    "only a kind": lambda tx: statements.set_field(tx, "a", "kind", "evidence"),
}


@pytest.mark.parametrize("names", [(name,) for name in EDITS] + [tuple(EDITS)])
def test_undo_and_redo_lead_back_to_the_same_places(editor, names):
    stood = [editor.placement]
    for name in names:
        with editor.transact(name) as tx:
            EDITS[name](tx)
        stood.append(editor.placement)
    for placement in reversed(stood[:-1]):
        editor.undo()
        assert editor.placement.boxes == placement.boxes
        assert editor.placement.routes == placement.routes
    for placement in stood[1:]:
        editor.redo()
        assert editor.placement.boxes == placement.boxes


def test_going_through_the_history_leads_back_in_one_go(editor):
    stood = [editor.placement]
    for name in ("hang elsewhere", "remove", "add"):
        with editor.transact(name) as tx:
            EDITS[name](tx)
        stood.append(editor.placement)
    for step in (0, 3, 1, 2):
        told = []
        end = editor.arranging.done.add(told.append)
        editor.go_to_step(step)
        end()
        assert editor.history.position == step
        assert editor.placement.boxes == stood[step].boxes
        assert len(told) == 1


def test_undo_leads_back_also_when_old_steps_were_let_go(editor, monkeypatch):
    monkeypatch.setattr(editor.history, "_limit", 3)
    stood = []
    for number in range(6):
        with editor.transact("words") as tx:
            statements.set_text(tx, "d", "More words. " * number + str(number))
        stood.append(editor.placement)
    for placement in stood[-2:-4:-1]:
        editor.undo()
        assert editor.placement.boxes == placement.boxes


def test_a_draft_given_up_leaves_everything_where_it_stood(editor):
    for name in ("hang elsewhere", "add"):
        with editor.transact(name) as tx:
            EDITS[name](tx)
    before = editor.placement
    editor.begin_draft(Draft(Relation.SUPPORTING, "root"))
    editor.type_draft(
        "A reason that is given up, though it was long enough to make others move. " * 4
    )
    assert editor.placement.boxes != before.boxes
    editor.drop_draft()
    assert editor.placement.boxes == before.boxes
    assert editor.placement.routes == before.routes


def test_a_branch_shown_alone_is_not_led_back_to_places_of_the_whole(editor):
    with editor.transact("pin") as tx:
        pins.pin(tx, {StatementId("e"): (-700.0, 300.0)})
    with editor.transact("unpin") as tx:
        pins.unpin(tx, ["e"])
    editor.session.look_into(into(editor.session.scope, "d"))
    editor.session.look_into(into(editor.session.scope, "b"))
    with editor.transact("add") as tx:
        statements.add_supporting(tx, "d", "Another")
    asked = []
    arrange = editor.arranging.arrange
    editor.arranging.arrange = lambda *what, **how: asked.append(how) or arrange(*what, **how)
    editor.undo()
    assert [how["start"] for how in asked] == [None]


def test_another_layout_is_not_undone_with_an_edit(editor):
    with editor.transact("pin") as tx:
        EDITS["pin"](tx)
    with editor.transact("add") as tx:
        EDITS["add"](tx)
    editor.lay_out_afresh()
    with editor.transact("kind") as tx:
        EDITS["only a kind"](tx)
    afresh = editor.placement
    editor.undo()
    assert editor.placement.boxes == afresh.boxes
    editor.undo()
    shared = afresh.boxes.keys() & editor.placement.boxes.keys()
    assert any(afresh.boxes[id_] == editor.placement.boxes[id_] for id_ in shared)


def placed(number):
    return Placement({StatementId(str(at)): Box(0, at * 10, 5, 5) for at in range(number)})


def test_what_is_remembered_has_bounds():
    at = 0
    standing = Standing(lambda: at)
    for at in range(STEPS + 5):
        standing.note(frozenset(), placed(at + 1))
    assert standing.after(-STEPS, frozenset()) is None
    assert standing.after(1 - STEPS, frozenset()) is not None
    assert standing.after(-1, frozenset({StatementId("0")})) is None
    standing.note(frozenset(), placed(MOST + 1))
    assert standing.after(-1, frozenset()) is None
    assert standing.after(0, frozenset()) is None


def test_what_can_be_done_no_more_is_forgotten():
    at = 1
    standing = Standing(lambda: at)
    standing.note(frozenset(), placed(1))
    at = 0
    standing.forget_undone()
    assert standing.after(1, frozenset()) is None
