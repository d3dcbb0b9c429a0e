"""What is shown of a changed map until its layout answers."""

import pytest

from argmap.app.arrangers import ProcessArranger
from argmap.app.session import Draft, Relation
from argmap.edit import links, statements
from argmap.layout.arrange import arrange
from tests.app.conftest import Late, sizes

JOINT = """\
argmap: 1
statements: [{id: tea, text: Tea.}, {id: calm, text: Calm.}, {id: study, text: A study.},
  {id: sleep, text: Sleep.}]
links:
  - {id: calm-to-tea, from: [calm], to: tea}
  - {id: study-to-calm, from: [study], to: calm}
  - {id: both-to-tea, from: [study, sleep], to: tea}
"""
"""A study supports what hangs under calm, and with sleep the whole."""
JOINTLY = """\
argmap: 1
statements: [{id: top, text: Top.}, {id: a, text: A.}, {id: b, text: B.}, {id: p, text: P.},
  {id: q, text: Q.}, {id: u, text: U.}]
links:
  - {id: a-to-top, from: [a], to: top}
  - {id: b-to-top, from: [b], to: top}
  - {id: p-to-a, from: [p], to: a}
  - {id: q-to-b, from: [q], to: b}
  - {id: both-to-top, from: [p, q], to: top}
  - {id: u-to-both, from: [u], to: both-to-top, kind: opposes}
"""
"""What bears on a link of two premises that hang under others."""


@pytest.fixture
def late(edit):
    """An editor that is laid out already, and whoever lays it out from now on."""
    arranger = Late()
    editor = edit(arranger=arranger)
    arranger.answer()
    return editor, arranger


@pytest.mark.parametrize(
    ("relation", "anchor"),
    [
        (Relation.SUPPORTING, "study"),
        (Relation.OPPOSING, "calm"),
        (Relation.AFTER, "calm"),
        (Relation.LINKED, "calm"),
        (Relation.ROOT, ""),
    ],
)
def test_what_was_made_of_a_draft_stands_where_the_draft_stood(late, relation, anchor):
    editor, arranger = late
    editor.begin_draft(Draft(relation, anchor))
    editor.type_draft("It is warm in winter.")
    arranger.answer()
    draft, placed = editor.draft_id, editor.placement
    made = editor.commit_draft()
    assert made != draft
    assert editor.arranging.waits
    assert editor.placement.boxes[made] is placed.boxes[draft]
    assert draft not in editor.placement.boxes
    assert len(editor.placement.boxes) == len(editor.map.statements)
    assert sorted(map(id, editor.placement.routes.values())) == sorted(
        map(id, placed.routes.values())
    )
    assert editor.placement.routes.keys() == editor.map.links.keys()


def test_nothing_is_shown_that_is_no_more_and_nothing_else_goes(late):
    editor, _ = late
    before = editor.placement
    with editor.transact("Delete") as tx:
        statements.remove(tx, ["study"])
    shown = editor.placement
    assert before.boxes.keys() - shown.boxes.keys() == {"study"}
    assert before.routes.keys() - shown.routes.keys() == {"study-to-calm"}  # it has a leg less
    assert all(shown.boxes[id_] is before.boxes[id_] for id_ in shown.boxes)


def test_a_link_that_runs_elsewhere_is_not_shown_where_it_ran(late):
    editor, _ = late
    with editor.transact("Move") as tx:
        links.retarget(tx, "cost-to-tea", "calm")
    assert "cost-to-tea" not in editor.placement.routes


def test_an_edit_that_takes_nothing_away_leaves_the_very_placement(late):
    editor, _ = late
    before = editor.placement
    editor.begin_draft(Draft(Relation.SUPPORTING, "tea"))
    assert editor.placement is before
    editor.drop_draft()
    assert editor.placement is before


def test_a_fold_hides_its_branch_at_once_and_nothing_else_goes(late):
    editor, arranger = late
    before = editor.placement
    hidden = set(editor.map.branch("calm")) - {"calm"}
    editor.session.fold(["calm"])
    assert editor.arranging.waits
    shown = editor.placement
    assert before.boxes.keys() - shown.boxes.keys() == hidden
    assert all(shown.boxes[id_] is before.boxes[id_] for id_ in shown.boxes)
    arranger.answer()
    assert shown.boxes.keys() == editor.placement.boxes.keys()
    assert shown.routes.keys() == editor.placement.routes.keys()


def test_of_linked_premises_those_that_are_shown_still_lead_to_their_point(edit):
    arranger = Late()
    editor = edit(JOINT, arranger=arranger)
    arranger.answer()
    before = editor.placement
    editor.session.fold(["calm"])
    shown = editor.placement
    assert before.boxes.keys() - shown.boxes.keys() == {"study"}
    assert shown.routes["both-to-tea"].legs == before.routes["both-to-tea"].legs[1:]
    arranger.answer()
    assert shown.routes.keys() == editor.placement.routes.keys()


def test_what_was_just_folded_is_seen_again_at_once_where_it_was(late):
    editor, arranger = late
    before = editor.placement
    editor.session.fold(["calm"])
    arranger.answer()
    editor.session.fold([])
    assert editor.arranging.waits
    assert dict(editor.placement.boxes) == before.boxes
    assert dict(editor.placement.routes) == before.routes
    meanwhile = editor.placement
    arranger.answer()
    assert editor.placement.boxes == meanwhile.boxes


def test_where_a_fold_moves_nothing_layout_is_not_asked(large):
    editor, arranger, top = large
    before = editor.placement
    hidden = set(editor.map.branch(top)) - {top}
    editor.session.fold([top])
    assert not editor.arranging.waits
    assert not arranger.waiting
    assert before.boxes.keys() - editor.placement.boxes.keys() == hidden
    assert all(editor.placement.boxes[i] is before.boxes[i] for i in editor.placement.boxes)
    shown = [id_ for id_ in editor.placement.boxes if editor.map.children.get(id_)]
    other = next(id_ for id_ in reversed(shown) if id_ != top)
    editor.session.fold([top, other])
    assert editor.placement.boxes.keys() < before.boxes.keys() - hidden
    editor.session.fold([])
    assert editor.placement is before
    assert not arranger.waiting


def test_the_next_edit_tells_layout_of_the_folds(large):
    editor, arranger, top = large
    before = editor.placement
    editor.session.fold([top])
    with editor.transact("Add") as tx:
        added = statements.add_supporting(tx, "s0", "It was large.")
    [(wish, _)] = arranger.waiting
    assert wish.options.folded == {top}
    arranger.answer()
    wanted = arrange(editor.map, sizes(editor.map), wish.options, before.warmth)
    assert editor.placement.boxes == wanted.boxes
    assert added in editor.placement.boxes
    editor.session.fold([])
    assert arranger.waiting  # of this map nobody knows for sure where that branch stands
    arranger.answer()
    assert editor.placement.boxes.keys() == editor.map.statements.keys()


def test_what_is_asked_while_an_answer_waits_is_asked_with_its_folds(large):
    editor, arranger, top = large
    with editor.transact("Add") as tx:
        statements.add_supporting(tx, "s0", "It was large.")
    editor.session.fold([top])
    assert arranger.waiting[-1][0].options.folded == {top}
    arranger.answer()
    assert not editor.arranging.waits


def test_a_rewording_that_asks_for_nothing_leaves_what_is_known(large):
    editor, arranger, top = large
    before = editor.placement
    editor.session.fold([top])
    with editor.transact("Reword") as tx:
        statements.set_text(tx, "s0", "Otherwise.")
    editor.session.fold([])
    assert not arranger.waiting
    assert editor.placement is before
    editor.session.fold([top])
    assert not arranger.waiting


def test_layout_is_told_what_to_expect(large):
    editor, arranger, top = large
    expected = []
    arranger.expect = expected.append
    editor.session.fold([top])
    editor.session.fold([])
    assert [options.folded for options in expected] == [{top}, frozenset()]


def test_what_two_folds_hide_together_goes_at_once(edit):
    arranger = Late()
    editor = edit(JOINTLY, arranger=arranger)
    arranger.answer()
    editor.session.fold(["a"])
    arranger.answer()
    assert "u" in editor.placement.boxes
    editor.session.fold(["a", "b"])
    assert "u" not in editor.placement.boxes
    arranger.answer()
    assert editor.placement.boxes.keys() == {"top", "a", "b"}


def test_an_overview_hides_at_once_what_it_folds(large):
    editor, arranger, _ = large
    editor.fold_levels(["s0"])
    assert arranger.waiting
    assert editor.placement.boxes.keys() == {"s0"}


@pytest.fixture
def put_off(edit):
    """An editor of a small map as a window has it, and what is to be done after a paint."""
    late = []
    return edit(arranger=ProcessArranger(lambda function: function(), post_late=late.append)), late


def do_all(late):
    while late:
        late.pop(0)()


def test_of_a_small_map_folds_are_seen_at_once_and_laid_out_after_that(put_off):
    editor, late = put_off
    before = editor.placement
    for folds, shown in ((["calm"], before.boxes.keys() - {"study", "sleep", "doubt"}), ([], None)):
        editor.session.fold(folds)
        assert editor.placement.boxes.keys() == (shown or before.boxes.keys())
        assert editor.arranging.waits
        assert len(late) == 1
        meanwhile = editor.placement
        do_all(late)
        assert not editor.arranging.waits
        assert editor.placement.boxes == meanwhile.boxes
    assert editor.placement.boxes == before.boxes


def test_branches_that_come_and_go_in_one_are_not_guessed(put_off):
    editor, late = put_off
    editor.session.fold(["calm"])
    do_all(late)
    editor.session.fold(["tea"])
    assert not late
    assert editor.placement.boxes.keys() == {"tea"}


def test_undo_after_a_fold_and_back_leads_where_all_stood(put_off):
    editor, late = put_off
    before = editor.placement
    with editor.transact("Add") as tx:
        statements.add_supporting(tx, "study", "It was large.")
    for folds in (["calm"], []):
        editor.session.fold(folds)
        do_all(late)
    editor.undo()
    assert editor.placement.boxes == before.boxes


@pytest.fixture
def waiting(put_off):
    """The same, folded and unfolded before anything was painted."""
    editor, late = put_off
    editor.session.fold(["calm"])
    editor.session.fold([])
    assert editor.arranging.waits
    return editor, late


def test_what_comes_before_a_layout_that_was_put_off_is_laid_out_with_it(waiting):
    editor, late = waiting
    with editor.transact("Add") as tx:
        added = statements.add_supporting(tx, "study", "It was large.")
    assert not editor.arranging.waits
    placed = editor.placement
    assert placed.boxes.keys() == editor.map.statements.keys()
    assert added in placed.boxes
    do_all(late)
    assert editor.placement is placed


def test_a_map_that_is_closed_wants_no_layout_that_was_put_off(waiting):
    editor, late = waiting
    shown = editor.placement
    editor.arranging.close()
    do_all(late)
    assert editor.placement is shown


def test_where_a_new_statement_would_stand_is_tried_before_a_layout_that_was_put_off(waiting):
    editor, late = waiting
    assert editor.arranging.pin_for(editor.map, "cost", (500.0, 300.0)) is not None
    do_all(late)
    assert not editor.arranging.waits
    assert editor.placement.boxes.keys() == editor.map.statements.keys()
