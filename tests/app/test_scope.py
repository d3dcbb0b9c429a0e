"""Showing a part of a map: a branch alone, or what a search leaves; edits are made to the whole."""

from hypothesis import given
from hypothesis import strategies as st

from argmap.app.scope import WHOLE, Scope, opened_scope, part_of, shown_in, trail
from argmap.app.session import Draft, Relation
from argmap.edit import links, statements
from argmap.io.yaml_read import read_text
from argmap.model.rules import problems
from tests.app.conftest import SMALL
from tests.strategies import maps

MAP = read_text(SMALL).map
RING = """\
argmap: 1
statements: [{id: tide, text: a}, {id: sea, text: b}, {id: doubt, text: c}, {id: nay, text: d}]
links:
  - {id: sea-to-tide, from: [sea], to: tide}
  - {id: tide-to-sea, from: [tide], to: sea}
  - {id: doubt-to-it, from: [doubt], to: tide-to-sea, kind: opposes}
  - {id: nay-to-it, from: [nay], to: sea-to-tide, kind: opposes}
"""


def test_a_branch_is_a_map_of_its_own_with_its_top_as_root():
    part = part_of(MAP, Scope("calm"))
    assert set(part.statements) == {"calm", "study", "sleep", "doubt"}
    assert set(part.links) == {"study-to-calm", "doubt-to-link"}
    assert part.roots == ("calm",)
    assert part.sources is MAP.sources
    assert [group.statements for group in part.groups.values()] == [("calm",)]


def test_the_whole_is_the_map_itself():
    assert part_of(MAP, WHOLE) is MAP
    assert part_of(MAP, Scope("tea")) is MAP


def test_the_pin_of_the_top_counts_for_nothing_there():
    assert "cost" in MAP.meta.view.pins
    assert part_of(MAP, Scope("cost")).meta.view.pins == {}


def test_what_is_left_by_a_search_keeps_what_it_hangs_on_and_linked_premises():
    hidden = frozenset(MAP.statements) - {"doubt"}
    assert shown_in(MAP, Scope(hidden=hidden)) == {"doubt", "study", "sleep", "calm", "tea"}
    assert set(part_of(MAP, Scope(hidden=hidden)).links) == set(MAP.links) - {"cost-to-tea"}


def test_the_way_from_the_main_claim():
    assert trail(MAP, "doubt") == ("tea", "calm", "study", "doubt")
    assert trail(MAP, "tea") == ("tea",)


def test_a_scope_opens_no_more_than_it_must():
    scope = Scope("calm", hidden=frozenset({"doubt"}))
    assert opened_scope(MAP, scope, ["study"]) is scope
    assert opened_scope(MAP, scope, ["doubt"]) == Scope("calm")
    assert opened_scope(MAP, scope, ["cost"]) == Scope(hidden=frozenset({"doubt"}))
    assert opened_scope(MAP, Scope("calm"), ["cost-to-tea"]) == WHOLE


def test_what_bears_on_a_link_from_elsewhere_is_no_part_of_a_branch():
    map = read_text(RING).map
    assert map.primary_parent("sea") == "tide"
    assert set(part_of(map, Scope("sea")).statements) == {"sea"}
    assert set(part_of(map, Scope("tide")).statements) == {"tide", "sea", "nay"}


@given(maps(), st.data())
def test_every_part_can_be_shown(map, data):
    ids = sorted(map.statements)
    top = data.draw(st.sampled_from(["", *ids]))
    hidden = data.draw(st.frozensets(st.sampled_from(ids))) if ids else frozenset()
    scope = Scope(top, hidden=hidden)
    part = part_of(map, scope)
    assert set(part.statements) == shown_in(map, scope)
    assert all(part.node(link.target) is not None for link in part.links.values())
    assert all(each in part.statements for link in part.links.values() for each in link.premises)
    if top:
        assert top in part.roots
        assert set(part.branch(top)) == set(part.statements)
    elif not any(each.code == "cycle" for each in problems(map)):
        assert set(part.roots) <= set(map.roots)


def test_looking_into_a_branch_and_back_leaves_everything_where_it_was(edit):
    editor = edit()
    before = dict(editor.placement.boxes)
    editor.session.look_into(Scope("calm"))
    assert set(editor.placement.boxes) == {"calm", "study", "sleep", "doubt"}
    assert editor.whole_placement.boxes == before
    editor.session.look_into(WHOLE)
    assert editor.placement.boxes == before


def test_a_statement_added_in_a_branch_stands_there_and_in_the_whole(edit):
    editor = edit()
    editor.session.look_into(Scope("calm"))
    editor.begin_draft(Draft(Relation.SUPPORTING, "calm", text="It is warm."))
    new = editor.commit_draft()
    assert new in editor.placement.boxes
    assert editor.whole_placement is None
    editor.session.look_into(WHOLE)
    assert set(editor.placement.boxes) == set(editor.map.statements)
    assert editor.map.primary_parent(new) == "calm"


def test_what_is_added_outside_of_the_branch_stays_in_sight(edit):
    editor = edit()
    editor.session.look_into(Scope("calm"))
    editor.begin_draft(Draft(Relation.ROOT, text="Quite another thing."))
    assert editor.draft_id in editor.placement.boxes
    root = editor.commit_draft()
    editor.begin_draft(Draft(Relation.AFTER, "calm", text="It tastes."))
    sibling = editor.commit_draft()
    assert {root, sibling} <= set(editor.placement.boxes)
    assert "cost" not in editor.placement.boxes
    with editor.transact("Move") as tx:
        links.reparent(tx, ["sleep"], "tea")
    assert "sleep" in editor.placement.boxes


def test_without_its_top_a_branch_gives_way_to_what_it_hung_on(edit):
    editor = edit()
    editor.session.look_into(Scope("study"))
    with editor.transact("Delete") as tx:
        statements.remove(tx, ["study"])
    assert editor.session.scope == Scope("calm")
    editor.undo()
    assert "study" in editor.placement.boxes
    with editor.transact("Delete") as tx:
        statements.remove(tx, ["calm"])
    assert editor.session.scope == WHOLE


def test_undo_shows_what_it_brings_back(edit):
    editor = edit()
    editor.select("cost")
    editor.history.note_session()
    with editor.transact("Delete") as tx:
        statements.remove(tx, ["cost"])
    editor.session.look_into(Scope("calm"))
    editor.undo()
    assert "cost" in editor.placement.boxes


def test_showing_something_opens_folds_and_leaves_the_branch_with_one_new_placement(edit):
    editor = edit()
    editor.session.look_into(Scope("calm"))
    editor.session.fold(["tea"])
    placements = []
    editor.arranging.done.add(placements.append)
    editor.show("cost")
    assert "cost" in editor.placement.boxes
    assert len(placements) == 1


def test_what_a_search_leaves_is_put_together(edit):
    children = "".join(f"  - {{id: c{n}, text: Child {n}.}}\n" for n in range(20))
    hung = "".join(f"  - {{id: l{n}, from: [c{n}], to: top}}\n" for n in range(20))
    top = "  - {id: top, text: Top.}\n"
    editor = edit(f"argmap: 1\nstatements:\n{top}{children}links:\n{hung}view: {{direction: down}}")
    whole = editor.placement
    left = {"top", "c0", "c19"}
    editor.session.look_into(Scope(hidden=frozenset(editor.map.statements) - left))
    assert set(editor.placement.boxes) == left
    assert editor.placement.size[0] < whole.size[0] / 4
    editor.session.look_into(WHOLE)
    assert editor.placement.boxes == whole.boxes
