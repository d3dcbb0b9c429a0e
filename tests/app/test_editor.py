import pytest

from argmap.app.arrangers import InlineArranger
from argmap.app.listeners import Listeners
from argmap.app.session import Draft, Relation
from argmap.edit import statements
from argmap.edit.store import Origin
from argmap.io.files import open_document
from argmap.model.errors import UserError
from argmap.model.records import StatementKind
from tests.app.conftest import SMALL, sizes


def texts(editor):
    return {statement.text for statement in editor.map.statements.values()}


def test_a_draft_is_shown_and_placed_but_not_in_the_map(edit):
    editor = edit()
    before = editor.map
    editor.select("tea")
    editor.begin_draft(Draft(Relation.SUPPORTING, "tea"))
    editor.type_draft("It is warm.")
    assert editor.map is before
    assert not editor.dirty
    shown = editor.shown_map.statements[editor.draft_id]
    assert shown.text == "It is warm."
    assert editor.draft_id in editor.placement.boxes
    assert editor.shown_map.primary_parent(editor.draft_id) == "tea"


def test_a_dropped_draft_leaves_nothing(edit):
    editor = edit()
    before, placed = editor.map, editor.placement.boxes
    editor.begin_draft(Draft(Relation.OPPOSING, "tea", text="No."))
    editor.drop_draft()
    assert editor.map is before
    assert editor.shown_map is before
    assert editor.placement.boxes == placed
    assert not editor.history.undo_label


def test_a_committed_draft_is_one_step_named_selected_and_where_it_was_shown(edit):
    editor = edit()
    editor.select("tea")
    editor.begin_draft(Draft(Relation.SUPPORTING, "tea"))
    editor.type_draft("It is warm.")
    shown_at = editor.placement.boxes[editor.draft_id]
    old = editor.draft_id
    placements = []
    editor.arranging.done.add(placements.append)
    new = editor.commit_draft()
    assert new == "it-is-warm"
    assert editor.born == {new: old}
    assert editor.session.selection == (new,)
    assert editor.history.entries == ("Add support",)
    assert len(placements) == 1
    assert placements[0].boxes[new] == shown_at


def test_a_root_begun_at_a_place_is_pinned_there_in_the_same_step(edit):
    editor = edit()
    before = editor.map
    editor.begin_draft(Draft(Relation.ROOT, at=(900.0, 400.0)))
    pin = editor.shown_map.meta.view.pins[editor.draft_id]
    assert editor.placement.boxes[editor.draft_id].centre == pytest.approx((900.0, 400.0), abs=0.1)
    editor.type_draft("Cocoa is best.")
    new = editor.commit_draft()
    assert editor.map.meta.view.pins[new] == pin
    assert editor.placement.boxes[new].centre == pytest.approx((900.0, 400.0), abs=0.1)
    assert editor.undo()
    assert editor.map == before
    editor.begin_draft(Draft(Relation.ROOT))
    assert editor.shown_map.meta.view.pins == before.meta.view.pins


@pytest.mark.parametrize("words", ["", "   \n "])
def test_a_draft_without_words_is_given_up(edit, words):
    editor = edit()
    before = editor.map
    editor.begin_draft(Draft(Relation.ROOT))
    assert editor.commit_draft(words) is None
    assert editor.map is before
    assert editor.draft is None


def test_new_words_for_a_statement_are_a_draft_too(edit):
    editor = edit()
    editor.begin_draft(Draft(Relation.WORDING, "calm", text="It calms."))
    editor.type_draft("It calms the mind.")
    assert editor.draft_id == "calm"
    assert editor.map.statements["calm"].text == "It calms."
    assert editor.commit_draft() == "calm"
    assert editor.map.statements["calm"].text == "It calms the mind."


def test_the_kind_of_a_draft_overrides_that_of_its_place(edit):
    editor = edit()
    editor.begin_draft(Draft(Relation.SUPPORTING, "tea", StatementKind.EVIDENCE, "A survey."))
    new = editor.commit_draft()
    assert editor.map.statements[new].kind is StatementKind.EVIDENCE


@pytest.mark.parametrize("relation", list(Relation))
def test_every_relation_can_be_shown_and_committed(edit, relation):
    editor = edit()
    anchor = "" if relation is Relation.ROOT else "calm"
    editor.begin_draft(Draft(relation, anchor))
    editor.type_draft("Something else.")
    shown = len(editor.shown_map.statements)
    new = editor.commit_draft()
    assert editor.map.statements[new].text == "Something else."
    assert len(editor.map.statements) == shown


def test_a_draft_that_cannot_stand_is_refused_at_once(edit):
    editor = edit()
    with pytest.raises(UserError):
        editor.begin_draft(Draft(Relation.SUPPORTING, "nowhere"))
    assert editor.draft is None


def test_beginning_another_draft_keeps_the_words_of_the_first(edit):
    editor = edit()
    editor.begin_draft(Draft(Relation.SUPPORTING, "tea"))
    editor.type_draft("First.")
    editor.begin_draft(Draft(Relation.SUPPORTING, "tea"))
    assert "First." in texts(editor)
    assert editor.draft.text == ""


def test_undo_restores_the_selection_and_the_folds_of_that_time(edit):
    editor = edit()
    editor.select("calm", "cost")
    with editor.transact("Delete") as tx:
        statements.remove(tx, ["cost"])
    assert editor.session.selection == ("calm",)
    editor.select("sleep")
    editor.session.fold(["calm"])
    editor.undo()
    assert editor.session.selection == ("calm", "cost")
    assert editor.session.folded == frozenset()
    editor.redo()
    assert editor.session.selection == ("sleep",)


def test_undoing_back_to_what_is_saved_makes_the_map_clean(edit):
    editor = edit()
    with editor.transact("Change text") as tx:
        statements.set_text(tx, "tea", "Tea is worse.")
    assert editor.dirty
    editor.undo()
    assert not editor.dirty


def test_reordering_alone_makes_the_map_dirty(edit):
    editor = edit()
    with editor.transact("Move") as tx:
        tx.move("links", "cost-to-tea", 0)
    assert editor.dirty


def test_a_refused_edit_changes_nothing(edit):
    editor = edit()
    before = editor.map
    with pytest.raises(UserError), editor.transact("Break") as tx:
        tx.remove("statements", "tea")
    assert editor.map is before
    assert editor.history.entries == ()


def test_a_draft_that_is_refused_at_the_end_keeps_its_words(edit, monkeypatch):
    editor = edit()
    editor.begin_draft(Draft(Relation.SUPPORTING, "tea"))
    editor.type_draft("Words not to be lost.")

    def refuse(*_args, **_options):
        raise UserError("Not now.")

    monkeypatch.setattr(editor.store, "commit", refuse)
    with pytest.raises(UserError):
        editor.commit_draft()
    assert editor.draft.text == "Words not to be lost."


def test_a_read_only_map_refuses_edits_and_drafts(edit):
    editor = edit(read_only=True)
    with pytest.raises(UserError, match="reading only"), editor.transact("Change"):
        pass
    with pytest.raises(UserError, match="reading only"):
        editor.begin_draft(Draft(Relation.ROOT))


def test_save_and_reload(edit, tmp_path):
    editor = edit()
    file = tmp_path / "tea.argmap.yaml"
    editor.begin_draft(Draft(Relation.SUPPORTING, "tea"))
    editor.type_draft("Still being typed.")
    editor.save(file)
    assert "Still being typed." in file.read_text()
    assert not editor.dirty
    assert editor.name == "tea"
    file.write_text(SMALL)
    seen = []
    editor.documents.add(seen.append)
    editor.replace_by(open_document(file))
    assert "Still being typed." not in texts(editor)
    assert not editor.dirty
    assert seen == [editor.document]
    editor.undo()
    assert "Still being typed." in texts(editor)
    assert editor.dirty


def test_saving_in_another_folder_points_to_the_sources_from_there(edit, tmp_path):
    text = (
        "argmap: 1\nsources:\n  - {id: a, file: seeds/a.txt}\nstatements:\n  - {id: s, text: S}\n"
    )
    first = tmp_path / "one.argmap.yaml"
    first.write_text(text)
    editor = edit(text)
    editor.document = open_document(first)
    below = tmp_path / "below"
    below.mkdir()
    editor.save(below / "two.argmap.yaml")
    assert editor.map.sources["a"].file == "../seeds/a.txt"
    assert not editor.dirty


def test_changes_that_belong_together_tell_once_and_in_order(edit):
    editor = edit()
    origins = []
    editor.commits.add(lambda commit: origins.append(commit.origin))
    with editor.transact("Change text") as tx:
        statements.set_text(tx, "tea", "T.")
        statements.set_text(tx, "calm", "C.")
    editor.undo()
    assert origins == [Origin.USER, Origin.UNDO]


def test_what_no_longer_exists_is_neither_selected_nor_folded(edit):
    editor = edit()
    editor.session.fold(["calm"])
    editor.select("calm")
    with editor.transact("Delete") as tx:
        statements.remove(tx, ["calm"])
    assert editor.session.selection == ()
    assert editor.session.folded == frozenset()


def test_folding_lays_out_without_the_branch(edit):
    editor = edit()
    editor.session.fold(["calm"])
    assert "study" not in editor.placement.boxes
    editor.session.fold([])
    assert "study" in editor.placement.boxes


def test_what_is_gone_to_is_selected_and_brought_out(edit):
    editor = edit()
    editor.session.fold(["calm"])
    editor.go_to("study")
    assert editor.session.selection == ("study",)
    assert "study" in editor.placement.boxes


def test_the_direction_chosen_at_the_opening_stays(edit):
    editor = edit()
    chosen = editor.placement.direction
    directions = set()
    editor.arranging.done.add(lambda placement: directions.add(placement.direction))
    for number in range(5):
        editor.begin_draft(Draft(Relation.ROOT, text=f"Root {number}"))
        editor.commit_draft()
    assert directions == {chosen}


def test_nothing_is_arranged_before_it_is_asked_for(edit):
    editor = edit()
    fresh = type(editor)(editor.document, sizes)
    fresh.begin_draft(Draft(Relation.ROOT, text="Early."))
    fresh.commit_draft()
    assert not fresh.placement.boxes


def test_a_stale_answer_is_dropped(edit):
    class Later:
        def __init__(self):
            self.waiting = []

        def ask(self, wish, then):
            self.waiting.append(lambda: InlineArranger().ask(wish, then))

        def close(self):
            self.waiting.clear()

    arranger = Later()
    editor = edit(arranger=arranger)
    editor.begin_draft(Draft(Relation.ROOT, text="More."))
    new = editor.commit_draft()
    newest, older = arranger.waiting[-1], arranger.waiting[0]
    newest()
    assert new in editor.placement.boxes
    older()
    assert new in editor.placement.boxes


def test_a_listener_may_end_itself_while_it_hears():
    listeners: Listeners[int] = Listeners()
    heard = []

    def once(news):
        heard.append(news)
        end()

    end = listeners.add(once)
    listeners.add(heard.append)
    listeners.tell(1)
    listeners.tell(2)
    assert heard == [1, 1, 2]
