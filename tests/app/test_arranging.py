"""A layout is asked for where it could come out otherwise, and only there."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from argmap.app.session import Draft, Relation
from argmap.edit import groups, links, pins, statements
from argmap.layout.arrange import arrange
from argmap.model.records import Basis, Direction, StatementKind
from tests.app.conftest import sizes
from tests.strategies import maps


@pytest.fixture
def counted(edit):
    """An editor, and the placements that it was given since."""
    editor, placements = edit(), []
    editor.arranging.done.add(placements.append)
    return editor, placements


def set_field(id_, name, value):
    return lambda tx: statements.set_field(tx, id_, name, value)


@pytest.mark.parametrize(
    "change",
    [
        lambda tx: statements.set_text(tx, "calm", "It soothes."),
        set_field("calm", "kind", StatementKind.EVIDENCE),
        set_field("study", "basis", Basis.EXPERT),
        set_field("cost-to-tea", "label", "but"),
        set_field("cost-to-tea", "weight", 0.5),
        lambda tx: tx.put(replace(tx.map.groups["good"], title="Better")),
    ],
)
def test_what_moves_nothing_asks_for_nothing(counted, change):
    editor, placements = counted
    before = editor.placement
    with editor.transact("Change") as tx:
        change(tx)
    assert placements == []
    assert editor.placement is before


@pytest.mark.parametrize(
    "change",
    [
        lambda tx: statements.add_supporting(tx, "calm", "It is hot."),
        lambda tx: statements.remove(tx, ["doubt"]),
        lambda tx: links.reorder(tx, "cost", -1),
        lambda tx: links.separate_premise(tx, "study-to-calm", "sleep"),
        lambda tx: pins.unpin(tx, ["cost"]),
        lambda tx: groups.remove_group(tx, "good"),
        lambda tx: tx.set_view(direction=Direction.RIGHT),
        set_field("cost-to-tea", "kind", "contradicts"),
    ],
)
def test_what_may_move_something_asks(counted, change):
    editor, placements = counted
    with editor.transact("Change") as tx:
        change(tx)
    assert len(placements) == 1
    editor.undo()
    assert len(placements) == 2


def test_a_letter_asks_only_when_the_box_grows(counted):
    editor, placements = counted
    editor.arranging.measure = lambda map: {
        id_: (200.0, 40.0 + 20 * (len(statement.text) // 20))
        for id_, statement in map.statements.items()
    }
    editor.begin_draft(Draft(Relation.WORDING, "calm", text="It calms."))
    placements.clear()
    editor.type_draft("It calms.")
    editor.type_draft("It calms the mind.")
    assert placements == []
    editor.type_draft("It calms the mind and the hands.")
    assert len(placements) == 1


def test_folds_and_a_wish_for_a_fresh_layout_ask(counted):
    editor, placements = counted
    editor.session.fold(["calm"])
    editor.session.fold([])
    editor.arrange(afresh=True)
    editor.arrange(afresh=True)
    assert len(placements) == 4


@settings(max_examples=40)
@given(map=maps())
def test_layout_looks_at_nothing_else(map):
    """What is not compared must not change a placement."""
    other = map.replaced(
        statements={
            id_: replace(held, text="Other", kind=StatementKind.QUESTION, implicit=True, quotes=())
            for id_, held in map.statements.items()
        },
        links={
            id_: replace(link, label="other", weight=0.25, notes="other", implicit=True)
            for id_, link in map.links.items()
        },
        groups={id_: replace(group, title="other") for id_, group in map.groups.items()},
        sources={},
    )
    assert arrange(map, sizes(map)) == arrange(other, sizes(other))
