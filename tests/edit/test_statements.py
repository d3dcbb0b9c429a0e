from dataclasses import replace

import pytest

from argmap.edit import groups, pins, sources, statements
from argmap.model.argmap import ArgumentMap
from argmap.model.errors import UserError
from argmap.model.records import LinkKind, Quote, Statement, StatementKind
from tests.builders import a_map, after, edited, told

CLAIM, COUNTERPOINT = StatementKind.CLAIM, StatementKind.COUNTERPOINT
EVIDENCE, QUESTION = StatementKind.EVIDENCE, StatementKind.QUESTION


def _added(line, verb, *arguments, **named):
    """Tell the map after adding, with the kind of what was added."""
    map, id_ = edited(a_map(line), verb, *arguments, **named)
    return told(map), map.statements[id_].kind


def test_a_free_statement_is_a_root_with_an_id_from_its_words():
    map, id_ = edited(a_map("a"), statements.add_statement, "  Distrust runs deep\x00.\r\n ")
    assert id_ == "distrust-runs-deep"
    assert map.statements[id_] == Statement(id_, text="Distrust runs deep.")
    map, again = edited(map, statements.add_statement, "Distrust runs deep", EVIDENCE, at=0,
                        basis="event", tags="x, y")  # fmt: skip
    assert again == "distrust-runs-deep-2"
    assert map.roots == (again, "a", id_)
    assert map.statements[again].basis == "event"
    assert map.statements[again].tags == ("x", "y")


@pytest.mark.parametrize("text", ["", " \n", "\x00", "\u200b", "\ud800"])
def test_a_statement_needs_words(text):
    for verb in (statements.add_supporting, statements.set_text):
        with pytest.raises(UserError, match="A statement needs some words"):
            edited(a_map("a"), verb, "a", text)


def test_supporting_and_opposing():
    assert _added("a", statements.add_supporting, "a", "B") == ("b supports a", CLAIM)
    assert _added("a", statements.add_opposing, "a", "B") == ("b opposes a", COUNTERPOINT)
    assert _added("a", statements.add_supporting, "a", "B", EVIDENCE, basis="event") == (
        "b supports a", EVIDENCE,
    )  # fmt: skip


def test_on_a_link_they_back_and_undercut():
    line = "b supports a"
    assert _added(line, statements.add_supporting, "b-to-a", "C")[0] == f"{line}; c supports b-to-a"
    assert _added(line, statements.add_opposing, "b-to-a", "C") == (
        f"{line}; c opposes b-to-a", COUNTERPOINT,
    )  # fmt: skip


def test_under_a_question_both_are_answers():
    for verb in (statements.add_supporting, statements.add_opposing):
        assert _added("question q", verb, "q", "B") == ("b answers q", CLAIM)


def test_nothing_is_added_under_what_is_not_there():
    for verb in (statements.add_supporting, statements.add_sibling, statements.add_above):
        with pytest.raises(UserError, match="There is n"):
            edited(a_map("a"), verb, "nowhere", "B")


def test_a_sibling_has_the_same_kinds_and_stands_beside():
    line = "counterpoint b; b opposes a; c supports a"
    assert _added(line, statements.add_sibling, "b", "N") == (
        "b opposes a; n opposes a; c supports a", COUNTERPOINT,
    )  # fmt: skip
    map, id_ = edited(a_map(line), statements.add_sibling, "c", "N", after=False)
    assert map.children["a"] == ("b", id_, "c")


def test_a_sibling_of_a_root_is_a_root():
    map, id_ = edited(a_map("evidence a; z"), statements.add_sibling, "a", "N")
    assert map.roots == ("a", id_, "z")
    assert map.statements[id_].kind is EVIDENCE
    map, id_ = edited(a_map("a; z"), statements.add_sibling, "z", "N", False)
    assert map.roots == ("a", id_, "z")


def test_a_statement_above_takes_the_place_of_the_other():
    line = "b opposes a; u opposes b-to-a; b supports z"
    map = a_map(line)
    map, _ = edited(map, pins.pin, {"b": (10, 20)})
    map, id_ = edited(map, statements.add_above, "b", "N")
    assert told(map) == "n opposes a; b supports n; u opposes b-to-a; b supports z"
    assert map.statements[id_].kind is COUNTERPOINT
    assert map.primary_parent("b") == id_
    assert map.meta.view.pins == {"n": (10, 20)}


def test_above_a_root_a_new_root_stands_in_its_place():
    map, id_ = edited(a_map("a; b"), statements.add_above, "a", "N")
    assert told(map) == "a supports n; b"
    assert map.roots == (id_, "b")


def test_above_one_of_linked_premises_only_that_one_is_replaced():
    assert after("p+q supports a", statements.add_above, "p", "N") == "n+q supports a; p supports n"


def test_a_linked_premise_joins_the_inference_beside_the_other():
    line = "p+q opposes a"
    assert _added(line, statements.add_linked_premise, "p", "N") == (
        "p+n+q opposes a", COUNTERPOINT,
    )  # fmt: skip
    assert after(line, statements.add_linked_premise, "p-to-a", "N") == "p+q+n opposes a"
    with pytest.raises(UserError, match=r"“A\.” is no premise yet"):
        edited(a_map(line), statements.add_linked_premise, "a", "N")
    with pytest.raises(UserError, match="There is no statement"):
        edited(a_map(line), statements.add_linked_premise, "nowhere", "N")


def test_words_change_and_ids_stay():
    map, _ = edited(a_map("b supports a"), statements.set_text, "a", " New\u2028words ")
    assert map.statements["a"].text == "New\nwords"
    map, _ = edited(map, statements.set_text, "b-to-a", "because")
    assert map.links["b-to-a"].label == "because"


def test_parked_statements_are_worded_too():
    map = ArgumentMap(parked={"p": Statement("p", text="P.")})
    map, _ = edited(map, statements.set_text, "p", "New")
    assert map.parked["p"].text == "New"
    map, _ = edited(map, statements.set_field, "p", "kind", "question")
    map, _ = edited(map, statements.remove, ["p"])
    assert map == ArgumentMap()


SET = [
    ("a", "kind", "evidence", EVIDENCE),
    ("a", "basis", "", None),
    ("a", "credence", "0.25", 0.25),
    ("a", "credence", None, None),
    ("a", "credence", 1, 1.0),
    ("a", "tags", ["x ", "x", ""], ("x",)),
    ("a", "tags", None, ()),
    ("a", "notes", " two\r\nlines ", "two\nlines"),
    ("a", "notes", None, ""),
    ("a", "speaker", "two\nlines", "two lines"),
    ("a", "voice", "conceded", "conceded"),
    ("a", "fidelity", "paraphrase", "paraphrase"),
    ("a", "implicit", True, True),
    ("a", "color", "teal", "teal"),
    ("a", "url", "https://example.org", "https://example.org"),
    ("b-to-a", "kind", "opposes", LinkKind.OPPOSES),
    ("b-to-a", "weight", 0.5, 0.5),
    ("b-to-a", "scheme", "expert opinion", "expert opinion"),
    ("b-to-a", "primary", True, True),
]


@pytest.mark.parametrize(("id_", "name", "value", "stored"), SET)
def test_every_field_can_be_set(id_, name, value, stored):
    map, _ = edited(a_map("b supports a"), statements.set_field, id_, name, value)
    assert getattr(map.node(id_), name) == stored
    assert edited(map, statements.set_field, id_, name, value)[0] == map


REFUSED = [
    ("a", "kind", "opinion", "The kind of a statement is one of: claim, evidence"),
    ("a", "basis", 3, "The basis of evidence is one of: statistic"),
    ("a", "credence", 1.2, "Credence is a number from 0 to 1"),
    ("a", "credence", True, "Credence is a number"),
    ("a", "credence", "nan", "Credence is a number"),
    ("a", "credence", "much", "Credence is a number"),
    ("a", "tags", 3, "Tags are words, separated by commas"),
    ("a", "notes", 3, "The notes takes words"),
    ("a", "implicit", "yes", "Unstated is either on or off"),
    ("a", "id", "z", "“id” cannot be set: a statement has the fields text, kind"),
    ("b-to-a", "target", "z", "“target” cannot be set: a link has the fields kind"),
    ("b-to-a", "kind", "answers", "Only a question can be answered, and “A.” is none"),
    ("nowhere", "kind", "claim", "There is no statement “nowhere”"),
]


@pytest.mark.parametrize(("id_", "name", "value", "said"), REFUSED)
def test_what_does_not_suit_a_field_is_refused_in_words(id_, name, value, said):
    with pytest.raises(UserError) as refused:
        edited(a_map("b supports a"), statements.set_field, id_, name, value)
    assert str(refused.value).startswith(said)


def test_a_question_is_answered_and_nothing_else_is():
    line = "b supports a; c opposes a; d restates a; a supports z"
    map, _ = edited(a_map(line), statements.set_field, "a", "kind", "question")
    assert told(map) == "b answers a; c answers a; d restates a; a supports z"
    with pytest.raises(UserError, match=r"“A\.” is a question: it is answered, not supported"):
        edited(map, statements.set_field, "b-to-a", "kind", "supports")
    map, _ = edited(map, statements.set_field, "a", "kind", "claim")
    assert told(map) == "b supports a; c supports a; d restates a; a supports z"


def test_answers_that_then_say_the_same_are_one():
    line = "b supports a; b opposes a; u opposes b-to-a-2"
    map, _ = edited(a_map(line), statements.set_field, "a", "kind", "question")
    assert told(map) == "b answers a; u"


def test_one_link_leads_at_a_time():
    map = a_map("b supports a; b supports c")
    map, _ = edited(map, statements.set_field, "b-to-c", "primary", True)
    assert map.primary_parent("b") == "c"
    map, _ = edited(map, statements.set_field, "b-to-a", "primary", True)
    assert map.primary_parent("b") == "a"
    assert not map.links["b-to-c"].primary


def test_a_statement_above_leads_even_where_two_links_wished_to():
    map = a_map("b supports a; b supports c")
    led = {id_: replace(link, primary=True) for id_, link in map.links.items()}
    map, id_ = edited(map.replaced(links=led), statements.add_above, "b", "N")
    assert map.primary_parent("b") == id_
    assert not map.links["b-to-c"].primary


def test_a_copy_stands_beside_its_original_with_its_branch():
    line = "b supports a; c supports b; u opposes c-to-b; d opposes a"
    map, ids = edited(a_map(line), statements.duplicate, ["b"])
    assert ids == ("b-2",)
    assert map.children["a"] == ("b", "b-2", "d")
    assert map.children["b-2"] == ("c-2",)
    assert map.children["c-2-to-b-2"] == ("u-2",)
    assert map.statements["u-2"].text == "U."


def test_a_root_is_copied_beside_itself_and_of_nested_choices_only_the_top():
    map, ids = edited(a_map("b supports a; z"), statements.duplicate, ["a", "b"])
    assert ids == ("a-2",)
    assert map.roots == ("a", "a-2", "z")
    with pytest.raises(UserError):
        edited(map, statements.duplicate, ["nowhere"])


def test_a_statement_is_split_where_the_cursor_is():
    map = a_map("b supports a")
    map, _ = edited(map, statements.set_text, "b", "First part, second part")
    map, id_ = edited(map, statements.split, "b", 11)
    assert [map.statements[one].text for one in map.children["a"]] == ["First part,", "second part"]
    assert id_ == "second-part"
    for at in (-1, 0, 99):
        with pytest.raises(UserError, match="Put the cursor between two words"):
            edited(map, statements.split, "b", at)


def test_split_halves_keep_the_quotes():
    map, source = edited(a_map("b supports a"), sources.add_source, "Paper")
    map, _ = edited(map, sources.attach_quote, "b", Quote(source, "words"))
    map, _ = edited(map, statements.set_text, "b", "One two")
    map, id_ = edited(map, statements.split, "b", 3)
    assert map.statements[id_].quotes == map.statements["b"].quotes


def test_merging_gathers_words_and_links():
    line = "b supports a; c supports a; d supports c; c opposes b; u opposes d-to-c; b supports z"
    map, id_ = edited(a_map(line), statements.merge, ["b", "c"])
    assert id_ == "b"
    assert map.statements["b"].text == "B.\nC."
    assert told(map) == "b supports a; d supports b; u opposes d-to-c; b supports z"
    with pytest.raises(UserError, match="two or more"):
        edited(map, statements.merge, ["b", "b"])


def test_merging_gathers_quotes_and_notes_once():
    quote = Quote("s", "words")
    map = a_map("a; b")
    map, _ = edited(map, sources.add_source, "S")
    held = {
        id_: replace(one, quotes=(quote,), tags=("t", id_), notes=f"note {id_}")
        for id_, one in map.statements.items()
    }
    map, _ = edited(map.replaced(statements=held), statements.merge, ["a", "b"])
    merged = map.statements["a"]
    assert merged.quotes == (quote,)
    assert merged.tags == ("t", "a", "b")
    assert merged.notes == "note a\n\nnote b"


def test_removing_takes_what_hangs_only_there():
    line = "b supports a; c supports b; u opposes c-to-b; w supports u-to-c-to-b"
    assert after(line, statements.remove, ["b"]) == "a"
    assert after(line, statements.remove, ["c"]) == "b supports a"
    assert after(line, statements.remove, ["u"]) == "b supports a; c supports b"


def test_what_is_used_in_a_second_place_survives():
    line = "b supports a; c supports a; d supports b; d supports c; e supports d"
    assert after(line, statements.remove, ["b"]) == "c supports a; d supports c; e supports d"
    assert after(line, statements.remove, ["b", "c"]) == "a"
    assert after(line, statements.remove, ["b", "d"]) == "c supports a"


def test_what_bears_on_a_link_that_stays_survives():
    line = "b supports a; c supports a; d supports b; d opposes c-to-a; v opposes d-to-c-to-a"
    expected = "c supports a; d opposes c-to-a; v opposes d-to-c-to-a"
    assert after(line, statements.remove, ["b"]) == expected


def test_a_linked_premise_leaves_the_link_to_the_others():
    line = "p+q supports a; x supports p; u opposes p-to-a"
    assert after(line, statements.remove, ["p"]) == "q supports a; u opposes p-to-a"
    line = "p+q supports a; s supports p; s+y supports z"
    assert after(line, statements.remove, ["p"]) == "q supports a; s+y supports z"
    line = "b supports a; s supports b; s+c supports z"
    assert after(line, statements.remove, ["b", "c"]) == "s supports z; a"


def test_a_circle_that_hangs_only_there_goes():
    line = "b supports a; c supports b; b supports c"
    assert after(line, statements.remove, ["a"]) == ""
    assert after(line, statements.remove, ["c"]) == "b supports a"


def test_removing_the_lower_of_two_that_rest_on_each_other_keeps_the_upper():
    assert after("b supports a; a supports b", statements.remove, ["b"]) == "a"


def test_a_branch_can_be_kept():
    line = "b supports a; c supports b; u opposes c-to-b"
    assert after(line, statements.remove, ["b"], keep_branch=True) == "a; c; u"


def test_groups_and_pins_forget_what_is_removed_and_stories_do_not():
    map = a_map("b supports a; c supports a")
    map, _ = edited(map, groups.add_group, "One", ["b"])
    map, _ = edited(map, groups.add_group, "Two", ["a", "c"])
    map, _ = edited(map, pins.pin, {"b": (1, 2), "c": (3, 4)})
    map, _ = edited(map, statements.remove, ["b", "c"])
    assert [group.statements for group in map.groups.values()] == [("a",)]
    assert map.meta.view.pins == {}


def test_removing_keeps_the_others_where_they_hang():
    # The link from b to c closes a circle: b becomes a root rather than moving c or d.
    line = "b supports a; b supports c; c supports d; d supports b"
    map, _ = edited(a_map(line), statements.remove, ["b-to-a"])
    assert map.roots == ("a", "b")
    assert map.primary_parent("c") == "d"
    assert map.primary_parent("d") == "b"


def test_nothing_and_nobody_cannot_be_removed():
    for ids, said in (([], "Select what to remove"), (["nowhere"], "There is nothing called")):
        with pytest.raises(UserError, match=said):
            edited(a_map("a"), statements.remove, ids)
