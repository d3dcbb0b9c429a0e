import pytest

from argmap.app import linking
from argmap.model.errors import UserError
from argmap.model.records import LinkKind


def test_a_link_goes_from_the_selection_to_what_is_chosen(edit):
    editor = edit()
    editor.select("cost", "doubt")
    linking.begin(editor, LinkKind.SUPPORTS)
    assert editor.session.linking.premises == ("cost", "doubt")
    made = linking.finish(editor, "calm")
    assert [editor.map.links[link].target for link in made] == ["calm", "calm"]
    assert editor.session.selection == made
    assert editor.session.linking is None
    editor.undo()
    assert not set(made) & editor.map.links.keys()


def test_a_second_place_takes_the_kind_of_the_first_link(edit):
    editor = edit()
    editor.select("cost")
    linking.begin(editor)
    (made,) = linking.finish(editor, "calm")
    assert editor.map.links[made].kind is LinkKind.OPPOSES


def test_a_target_that_cannot_be_is_refused_and_another_may_be_chosen(edit):
    editor = edit()
    editor.select("cost")
    linking.begin(editor, LinkKind.SUPPORTS)
    with pytest.raises(UserError):
        linking.finish(editor, "cost")
    assert editor.session.linking is not None
    assert linking.finish(editor, "study")


def test_giving_up_changes_nothing(edit):
    editor = edit()
    before = editor.map
    editor.select("cost")
    linking.begin(editor)
    linking.give_up(editor)
    assert editor.map is before
    assert linking.finish(editor, "tea") == ()


def test_a_link_needs_a_statement_to_start_from(edit):
    editor = edit()
    with pytest.raises(UserError, match="Select the statement"):
        linking.begin(editor)


def test_the_mode_ends_when_its_premise_goes(edit):
    editor = edit()
    editor.select("cost")
    linking.begin(editor)
    with editor.transact("Delete") as tx:
        from argmap.edit import statements

        statements.remove(tx, ["cost"])
    assert editor.session.linking is None
