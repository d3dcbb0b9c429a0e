import pytest

from argmap.app import actions, facts, linking
from argmap.app.action import Context
from argmap.app.actions import ACTIONS, BY_ID
from argmap.app.clipboard import Clip
from argmap.app.context_menus import ON_GROUND, ON_LINK, ON_STATEMENT, menu_for
from argmap.app.facts import facts_of
from argmap.app.keys import PROFILES, clashes, keys_of
from argmap.app.session import Relation
from argmap.app.when import Fact
from argmap.model.records import LinkKind, StatementKind

WITHOUT_SCREEN = [action for action in ACTIONS if action.run is not None]
DECLARED = [
    fact.name
    for held in vars(facts).values()
    for fact in (held.values() if isinstance(held, dict) else [held])
    if isinstance(fact, Fact)
]
SELECTIONS = ((), ("tea",), ("calm", "cost"), ("study",), ("calm-to-tea",), ("tea", "cost-to-tea"))


def test_ids_and_titles_are_unique_and_help_is_a_sentence():
    assert len(BY_ID) == len(ACTIONS)
    for action in ACTIONS:
        assert action.help.endswith(".")
        assert action.help[0].isupper()
        assert action.title
    titles = [(action.menu, action.title) for action in ACTIONS]
    assert len(set(titles)) == len(titles)


def test_every_fact_asked_for_is_declared_once():
    assert len(DECLARED) == len(set(DECLARED))
    asked = {name for action in ACTIONS for name in action.when.names()}
    asked |= {action.checked.name for action in ACTIONS if action.checked is not None}
    assert asked <= set(DECLARED)


def test_an_action_that_cannot_be_used_says_why():
    for action in ACTIONS:
        for held in (frozenset(), frozenset({"typing"}), frozenset(DECLARED)):
            assert action.when.holds(held) is (action.when.why_not(held) == ""), action.id


@pytest.mark.parametrize("profile", PROFILES)
def test_no_key_is_claimed_twice(profile):
    assert clashes(ACTIONS, profile) == []


@pytest.mark.parametrize("profile", PROFILES)
def test_keys_of_the_whole_window_are_none_that_a_text_field_needs(profile):
    needed = {"tab", "return", "enter", "space", "backspace", "delete", "insert", "esc"}
    needed |= {"left", "right", "up", "down", "home", "end", "pgup", "pgdown"}
    needed |= {f"{held}{key}" for held in ("ctrl+", "shift+", "ctrl+shift+") for key in needed}
    needed |= {f"ctrl+{letter}" for letter in "acvx"}
    for action in ACTIONS:
        if action.context is Context.WINDOW:
            for key in keys_of(action, profile, {}):
                assert len(key) > 1, (action.id, key)
                assert key.casefold() not in needed, (action.id, key)


@pytest.mark.parametrize("profile", PROFILES)
def test_profiles_name_actions_that_exist(profile):
    assert PROFILES[profile].keys() <= BY_ID.keys()


def test_own_keys_come_before_those_of_the_profile():
    fold = BY_ID["arrange.fold"]
    assert keys_of(fold, "default", {}) == ("Space",)
    assert keys_of(fold, "XMind", {}) == ("Ctrl+/", "Space")
    assert keys_of(fold, "XMind", {"arrange.fold": ("F9",)}) == ("F9",)
    assert keys_of(fold, "XMind", {"arrange.fold": ()}) == ()


@pytest.mark.parametrize("selection", SELECTIONS, ids=lambda ids: "+".join(ids) or "nothing")
@pytest.mark.parametrize("action", WITHOUT_SCREEN, ids=lambda action: action.id)
def test_every_action_runs_in_a_small_map_and_can_be_undone(edit, action, selection):
    editor = edit()
    editor.clipboard.write(Clip(text="- one\n  - two\n"))
    editor.select(*selection)
    before = editor.map
    usable = action.when.holds(facts_of(editor))
    ran = actions.run(action, editor)
    assert usable or not ran
    editor.drop_draft()
    for _ in editor.history.entries:
        editor.undo()
    assert editor.map == before


@pytest.mark.parametrize("action", WITHOUT_SCREEN, ids=lambda action: action.id)
def test_every_action_runs_in_an_empty_map(edit, action):
    editor = edit("argmap: 1\nstatements: []\n")
    actions.run(action, editor)
    if editor.draft is not None:
        assert editor.draft.relation is Relation.ROOT


@pytest.mark.parametrize("action", WITHOUT_SCREEN, ids=lambda action: action.id)
def test_no_action_changes_a_read_only_map(edit, action):
    editor = edit(read_only=True)
    editor.clipboard.write(Clip(text="- one"))
    before = editor.map
    for selection in SELECTIONS:
        editor.select(*selection)
        actions.run(action, editor)
        assert editor.map is before
        assert editor.draft is None


def test_a_greyed_action_says_why_and_does_nothing(edit, told):
    editor = edit()
    words = told(editor)
    assert not actions.run(BY_ID["insert.join"], editor)
    assert words == ["Select statements only, no links."] or words == [
        "Select two or more statements."
    ]


def test_what_cannot_be_done_is_told_and_not_thrown(edit, told):
    editor = edit()
    words = told(editor)
    editor.select("tea")
    editor.clipboard.write(Clip())
    assert not actions.run(BY_ID["edit.paste"], editor)
    assert words == ["There is nothing on the clipboard that can stand on a map."]


def run(editor, id_):
    assert actions.run(BY_ID[id_], editor), id_


def test_reason_and_objection_begin_drafts_under_the_focus(edit):
    editor = edit()
    editor.select("calm")
    run(editor, "insert.support")
    new = editor.commit_draft("It slows the pulse.")
    link = editor.map.links[editor.map.primary_links[new]]
    assert (link.target, link.kind) == ("calm", LinkKind.SUPPORTS)
    editor.select("calm-to-tea")
    run(editor, "insert.objection")
    new = editor.commit_draft("Calm is not better.")
    link = editor.map.links[editor.map.primary_links[new]]
    assert (link.target, link.kind) == ("calm-to-tea", LinkKind.OPPOSES)
    assert editor.map.statements[new].kind is StatementKind.COUNTERPOINT


def test_a_draft_under_a_folded_statement_unfolds_it(edit):
    editor = edit()
    editor.select("calm")
    run(editor, "arrange.fold")
    assert editor.session.folded == {"calm"}
    run(editor, "insert.support")
    assert editor.session.folded == frozenset()
    assert editor.draft_id in editor.placement.boxes


def test_delete_selects_what_is_nearest(edit):
    editor = edit()
    editor.select("calm")
    run(editor, "edit.delete")
    assert editor.session.selection == ("cost",)
    run(editor, "edit.delete")
    assert editor.session.selection == ("tea",)
    editor.undo()
    assert editor.session.selection == ("cost",)


def test_copy_and_paste_carry_a_map_and_an_outline(edit):
    editor = edit()
    editor.select("calm")
    run(editor, "edit.copy")
    clip = editor.clipboard.read()
    assert clip.map_text.startswith("argmap: 1")
    assert "It calms." in clip.text
    editor.select("cost")
    run(editor, "edit.paste")
    assert editor.session.selection
    pasted = editor.session.focus
    assert editor.map.primary_parent(pasted) == "cost"


def test_a_map_copied_as_text_is_pasted_as_a_map(edit):
    editor = edit()
    editor.clipboard.write(Clip(text="argmap: 1\nstatements:\n  - {id: x, text: From a file.}\n"))
    run(editor, "edit.paste")
    assert editor.map.statements[editor.session.focus].text == "From a file."


def test_kinds_of_statements_and_links_are_set_by_their_actions(edit):
    editor = edit()
    editor.select("tea", "calm")
    run(editor, "edit.kind-question")
    assert {editor.map.statements[id_].kind for id_ in ("tea", "calm")} == {StatementKind.QUESTION}
    editor.undo()
    editor.select("cost")
    run(editor, "edit.link-contradicts")
    assert editor.map.links["cost-to-tea"].kind is LinkKind.CONTRADICTS


def test_the_direction_is_kept_in_the_map(edit):
    editor = edit()
    run(editor, "arrange.direction-right")
    assert editor.map.meta.view.direction == "right"
    assert editor.placement.direction == "right"
    assert "direction_right" in facts_of(editor)
    run(editor, "arrange.direction-automatic")
    assert editor.map.meta.view.direction is None


def test_escape_leaves_a_link_first_and_then_the_selection(edit):
    editor = edit()
    editor.select("cost")
    run(editor, "insert.link")
    assert editor.session.linking is not None
    run(editor, "edit.escape")
    assert editor.session.linking is None
    assert editor.session.selection == ("cost",)
    run(editor, "edit.escape")
    assert editor.session.selection == ()


def test_menus_at_the_pointer_name_actions_and_menus_that_exist(edit):
    menus = {action.menu for action in ACTIONS}
    for offered in (ON_STATEMENT, ON_LINK, ON_GROUND):
        for id_ in offered:
            assert not id_ or id_ in BY_ID or id_ in menus, id_
    editor = edit()
    assert menu_for(editor, "tea") is ON_STATEMENT
    assert menu_for(editor, "calm-to-tea") is ON_LINK
    assert menu_for(editor, "") is ON_GROUND


def test_links_that_stay_selected_after_linking_are_joined_to_one_inference(edit):
    editor = edit()
    editor.select("cost", "doubt")
    run(editor, "insert.link")
    linking.finish(editor, "sleep")
    assert len(editor.session.selection) == 2
    run(editor, "insert.join")
    (made,) = editor.session.selection
    assert editor.map.links[made].premises == ("cost", "doubt")
    assert editor.map.primary_links["cost"] == "cost-to-tea"
