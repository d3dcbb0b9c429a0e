import pytest

from argmap.edit import links, pins, statements
from argmap.model.errors import UserError
from argmap.model.records import LinkKind, StatementKind
from tests.builders import a_map, after, edited, told

SUPPORTS, OPPOSES, ANSWERS = LinkKind.SUPPORTS, LinkKind.OPPOSES, LinkKind.ANSWERS


def _refused(line, verb, *arguments, **named):
    with pytest.raises(UserError) as refused:
        edited(a_map(line), verb, *arguments, **named)
    return str(refused.value)


def test_connecting():
    assert after("a; b", links.connect, "b", "a") == "b supports a"
    assert after("a; b", links.connect, "b", "a", OPPOSES) == "b opposes a"
    assert (
        after("b supports a; c", links.connect, "c", "b-to-a") == "b supports a; c supports b-to-a"
    )
    assert after("question q; b", links.connect, "b", "q", OPPOSES) == "b answers q"
    assert after("b supports a", links.connect, "a", "b") == "b supports a; a supports b"


def test_a_second_link_does_not_change_where_a_statement_hangs():
    map, _ = edited(a_map("b supports a; c"), links.connect, "b", "c")
    assert map.primary_parent("b") == "a"


def test_connecting_is_refused_in_words():
    line = "b supports a; c contradicts d"
    assert _refused(line, links.connect, "a", "a") == "“A.” cannot be linked to itself."
    assert _refused(line, links.connect, "b", "a") == "“B.” already supports “A.”."
    assert "“D.” already contradicts" in _refused(
        line, links.connect, "d", "c", LinkKind.CONTRADICTS
    )
    assert "Only a question can be answered" in _refused(line, links.connect, "c", "a", ANSWERS)
    assert "neither a statement nor a link" in _refused(line, links.connect, "a", "nowhere")
    assert "is a link" in _refused(line, links.connect, "b-to-a", "c")


def test_reversing():
    line = "b supports a; u opposes b-to-a"
    map, id_ = edited(a_map(line), links.reverse, "b-to-a")
    assert (told(map), id_) == ("a supports b; u opposes b-to-a", "b-to-a")
    assert after("question b; a supports z; b supports a", links.reverse, "b-to-a") == (
        "a supports z; a answers b"
    )
    assert "several premises" in _refused("p+q supports a", links.reverse, "p-to-a")
    assert "bears on a link" in _refused(line, links.reverse, "u-to-b-to-a")
    assert "already supports" in _refused("b supports a; a supports b", links.reverse, "b-to-a")


def test_flipping_changes_claim_and_counterpoint_where_it_is_their_only_link():
    map, _ = edited(a_map("b supports a; evidence e; e supports a"), links.flip, "b-to-a")
    assert told(map).startswith("b opposes a")
    assert map.statements["b"].kind is StatementKind.COUNTERPOINT
    map, _ = edited(map, links.flip, "b")
    assert map.statements["b"].kind is StatementKind.CLAIM
    map, _ = edited(map, links.flip, "e-to-a")
    assert map.statements["e"].kind is StatementKind.EVIDENCE
    map, _ = edited(a_map("b supports a; b supports z"), links.flip, "b-to-a")
    assert map.statements["b"].kind is StatementKind.CLAIM


def test_flipping_is_refused_in_words():
    assert "restates its target" in _refused("b restates a", links.flip, "b-to-a")
    assert "already opposes" in _refused("b supports a; b opposes a", links.flip, "b-to-a")
    assert "“A.” has no link" in _refused("b supports a", links.flip, "a")


def test_retargeting_keeps_id_and_undercuts():
    line = "b supports a; u opposes b-to-a; c; question q"
    assert after(line, links.retarget, "b-to-a", "c").startswith("b supports c; u opposes b-to-a")
    assert after(line, links.retarget, "b-to-a", "q").startswith("b answers q")
    assert after("question q; b answers q; a", links.retarget, "b-to-q", "a") == "b supports a; q"
    assert "to itself" in _refused(line, links.retarget, "b-to-a", "b")
    assert "in a circle" in _refused(line, links.retarget, "b-to-a", "u-to-b-to-a")
    assert "in a circle" in _refused(line, links.retarget, "b-to-a", "b-to-a")
    assert "already" in _refused("b supports a; b supports c", links.retarget, "b-to-a", "c")


def test_removing_a_link_leaves_its_premises():
    line = (
        "b supports a; c supports b; u opposes b-to-a; w supports u; v opposes b-to-a; v supports c"
    )
    assert after(line, statements.remove, ["b-to-a"]) == "c supports b; v supports c; a"
    assert after("p+q supports a", statements.remove, ["p-to-a"]) == "a; p; q"


def test_joining_gathers_premises_and_undercuts():
    line = "b supports a; c supports a; u opposes c-to-a; v opposes b-to-a"
    expected = "b+c supports a; u opposes b-to-a; v opposes b-to-a"
    assert after(line, links.join_premises, ["b-to-a", "c-to-a"]) == expected
    assert after(line, links.join_premises, ["b", "c", "b"]) == expected


def test_joining_drops_what_then_says_the_same():
    line = "b supports a; c supports a; u opposes c-to-a; w supports u-to-c-to-a; u opposes b-to-a"
    map, _ = edited(a_map(line), links.join_premises, ["b", "c"])
    assert len(map.links_into["b-to-a"]) == 1
    line = "b supports a; c supports a; b+c supports a"
    assert after(line, links.join_premises, ["b-to-a", "c-to-a"]) == "b+c supports a"


def test_joined_premises_hang_by_the_joint_link():
    line = "c supports z; b supports a; c supports a"
    map, _ = edited(a_map(line), links.join_premises, ["b-to-a", "c-to-a"])
    assert map.primary_parent("c") == "z"
    line = "b supports a; c supports a; c supports z"
    map, _ = edited(a_map(line), links.join_premises, ["b-to-a", "c-to-a"])
    assert map.primary_parent("c") == "a"


def test_joining_is_refused_in_words():
    line = "b supports a; c opposes a; d supports z"
    assert "two or more" in _refused(line, links.join_premises, ["b"])
    assert "bear on “A.” and on “Z.”" in _refused(line, links.join_premises, ["b", "d"])
    assert "flip one of them" in _refused(line, links.join_premises, ["b", "c"])


def test_separating():
    line = "p+q+r supports a; u opposes p-to-a; q supports z"
    map, id_ = edited(a_map(line), links.separate_premise, "p-to-a", "q")
    assert told(map) == "p+r supports a; q supports a; u opposes p-to-a; q supports z"
    assert map.primary_links["q"] == id_
    line = "p+q supports a; q supports a"
    map, id_ = edited(a_map(line), links.separate_premise, "p-to-a", "q")
    assert (told(map), id_) == ("p supports a; q supports a", "q-to-a")
    assert "stands alone" in _refused("b supports a", links.separate_premise, "b-to-a", "b")
    assert "is no premise of the link from" in _refused(line, links.separate_premise, "p-to-a", "a")
    line = "p+q supports a; p supports a"
    assert "already supports" in _refused(line, links.separate_premise, "p-to-a", "q")


def test_moving_under_another_statement_as_its_last():
    line = "b supports a; c opposes a; d supports c; u opposes c-to-a"
    map, ids = edited(a_map(line), links.reparent, ["c"], "b")
    assert (told(map), ids) == (
        "b supports a; c opposes b; d supports c; u opposes c-to-a",
        ("c-to-a",),
    )
    line = "c supports a; b supports a; x supports b"
    assert after(line, links.reparent, ["c"], "b") == "b supports a; x supports b; c supports b"


def test_only_the_tops_of_a_choice_move():
    line = "b supports a; c supports b; d supports a; t supports a"
    expected = "c supports b; d supports t; t supports a; b supports t"
    map, _ = edited(a_map(line), links.reparent, ["b", "c", "d"], "t")
    assert map.children["t"] == ("b", "d")
    assert map.children["b"] == ("c",)
    assert set(told(map).split("; ")) == set(expected.split("; "))


def test_a_root_supports_opposes_or_undercuts():
    assert after("a; b", links.reparent, ["b"], "a") == "b supports a"
    assert after("a; counterpoint b", links.reparent, ["b"], "a") == "b opposes a"
    assert after("b supports a; c", links.reparent, ["c"], "b-to-a") == (
        "b supports a; c opposes b-to-a"
    )
    assert after("question q; b", links.reparent, ["b"], "q") == "b answers q"
    map, _ = edited(a_map("a; b"), links.reparent, ["b"], "a", OPPOSES)
    assert map.statements["b"].kind is StatementKind.COUNTERPOINT


def test_where_it_hangs_already_only_the_kind_changes():
    line = "b supports a"
    assert after(line, links.reparent, ["b"], "a") == line
    map, _ = edited(a_map(line), links.reparent, ["b"], "a", OPPOSES)
    assert told(map) == "b opposes a"
    assert map.statements["b"].kind is StatementKind.COUNTERPOINT


def test_a_linked_premise_moves_alone():
    line = "p+q supports a; u opposes p-to-a; z"
    assert after(line, links.reparent, ["p"], "z") == (
        "q supports a; u opposes p-to-a; p supports z"
    )


def test_where_a_further_link_is_there_already_it_is_used():
    line = "b supports a; u opposes b-to-a; b supports z"
    map, ids = edited(a_map(line), links.reparent, ["b"], "z")
    assert (told(map), ids) == ("u opposes b-to-z; b supports z; a", ("b-to-z",))
    line = "p+q supports a; p supports z"
    map, _ = edited(a_map(line), links.reparent, ["p"], "z")
    assert (told(map), map.primary_parent("p")) == ("q supports a; p supports z", "z")
    assert "already contradicts" in _refused(
        "b contradicts a; c supports y; c contradicts b", links.reparent, ["b"], "c"
    )


def test_the_moved_link_leads_whatever_else_there_is():
    line = "b supports a; b supports z; y supports c"
    map, _ = edited(a_map(line), links.reparent, ["b"], "c")
    assert map.primary_parent("b") == "c"
    assert map.children["c"] == ("y", "b")


def test_nothing_is_put_under_itself():
    line = "b supports a; c supports b; u opposes b-to-a; w supports u"
    for target in ("b", "c", "b-to-a", "u", "w", "u-to-b-to-a", "c-to-b"):
        assert _refused(line, links.reparent, ["b"], target) == "That would put “B.” under itself."
    assert "under itself" in _refused(line, links.place_between, ["b"], "c", 0)


def test_used_in_a_second_place():
    line = "b opposes a; c"
    assert after(line, links.reparent, ["b"], "c", keep=True) == "b opposes a; b opposes c"
    assert after(line, links.reparent, ["c"], "b-to-a", keep=True) == (
        "b opposes a; c opposes b-to-a"
    )
    assert after(line, links.reparent, ["b"], "c", SUPPORTS, keep=True) == (
        "b opposes a; b supports c"
    )
    assert "already opposes" in _refused(line, links.reparent, ["b"], "a", keep=True)


def test_moved_into_an_inference():
    line = "b supports a; c supports a; u opposes c-to-a"
    assert after(line, links.reparent, ["c"], "b", linked=True) == (
        "b+c supports a; u opposes b-to-a"
    )
    assert after(line + "; x+y supports z", links.reparent, ["x"], "b-to-a", linked=True) == (
        "b+x supports a; c supports a; u opposes c-to-a; y supports z"
    )
    assert after(line + "; z", links.reparent, ["z"], "b", linked=True).startswith("b+z supports a")
    assert "is no premise yet" in _refused(line, links.reparent, ["b"], "a", linked=True)
    assert "is a premise there already" in _refused(
        "p+q supports a", links.reparent, ["p"], "q", linked=True
    )
    assert "under itself" in _refused(
        "b supports a; c supports b", links.reparent, ["b"], "c", linked=True
    )
    assert "under itself" in _refused(
        "c supports b; z", links.reparent, ["b"], "c-to-b", linked=True
    )


def _order(line, verb, *arguments, of="a", **named):
    map, _ = edited(a_map(line), verb, *arguments, **named)
    return "".join(map.roots if of is None else map.children[of])


def test_reordering_among_siblings():
    line = "b supports a; x supports b; c supports a; d supports a"
    assert _order(line, links.reorder, "b", 1) == "cbd"
    assert _order(line, links.reorder, "b", 2) == "cdb"
    assert _order(line, links.reorder, "d", -1) == "bdc"
    assert _order(line, links.reorder, "d", -9) == "dbc"
    assert _order(line, links.reorder, "d", 1) == "bcd"
    assert _order("a; b; c", links.reorder, "a", 1, of=None) == "bac"
    assert _order("a; b; c", links.reorder, "c", -1, of=None) == "acb"
    assert _order("a; b; c", links.reorder, "a", 2, of=None) == "bca"


def test_reordering_moves_one_entry():
    map = a_map("b supports a; x supports b; c supports a; y supports c; d supports a")
    after_, _ = edited(map, links.reorder, "d", -2)
    rest = [id_ for id_ in map.links if id_ != "d-to-a"]
    assert [id_ for id_ in after_.links if id_ != "d-to-a"] == rest


def test_linked_premises_move_within_and_then_together():
    line = "p+q supports a; s supports a"
    assert _order(line, links.reorder, "p", 1) == "qps"
    assert _order(line, links.reorder, "q", -1) == "qps"
    assert _order(line, links.reorder, "q", 1) == "spq"
    assert _order(line, links.reorder, "s", -1) == "spq"
    assert _order("s supports a; p+q supports a", links.reorder, "p", -1) == "pqs"
    assert _order("p+q+r supports a", links.reorder, "p", 1) == "qpr"


def test_reordering_changes_nobody_else_and_no_parent():
    # Put after c, b's link to a would stand behind its link to z.
    line = "b supports a; b supports z; c supports a"
    map, _ = edited(a_map(line), links.reorder, "b", 1)
    assert map.children == {"a": ("c", "b")}
    assert map.links["b-to-a"].primary


def test_placing_several_between_siblings():
    line = "b supports a; c supports a; d supports a; e supports z; f supports e"
    assert _order(line, links.place_between, ["b", "e"], "a", 1) == "cbed"
    assert _order(line, links.place_between, ["e", "f"], "a", 9) == "bcde"
    assert _order(line, links.place_between, ["c", "d"], "a", 0) == "cdb"
    assert _order(line, links.place_between, ["b", "c"], None, 0, of=None) == "bcaz"
    assert _order(line, links.place_between, ["b", "c"], None, 2, of=None) == "azbc"
    assert _order(line, links.place_between, ["b"], None, 1, of=None) == "abz"
    assert _order("a; b; c", links.place_between, ["c", "a", "b"], None, 0, of=None) == "cab"
    assert "There is neither" in _refused(line, links.place_between, ["b"], "nowhere", 0)


def test_a_root_by_one_link_may_hang_by_another():
    map, _ = edited(a_map("b supports a; b supports z"), links.place_between, ["b"], None, 0)
    assert told(map) == "b supports z; a"


def test_a_premise_that_becomes_a_root_leaves_its_undercuts_loose():
    line = "b supports a; u opposes b-to-a; w opposes u-to-b-to-a"
    assert after(line, links.place_between, ["b"], None, 1) == "a; b; u; w"


def test_indenting_hangs_under_the_sibling_before():
    line = "b supports a; x supports b; c opposes a"
    map, _ = edited(a_map(line), links.indent, "c")
    assert map.children == {"a": ("b",), "b": ("x", "c")}
    assert map.links["c-to-a"].kind is OPPOSES
    assert after("a; b", links.indent, "b") == "b supports a"
    assert after("p+q supports a", links.indent, "q") == "p supports a; q supports p"
    assert "stands first" in _refused(line, links.indent, "b")


def test_outdenting_puts_beside_what_it_hung_under():
    line = "b supports a; x supports b; c supports a; u opposes c-to-a"
    assert _order(line, links.outdent, "x") == "bxc"
    assert _order(line, links.outdent, "b", of=None) == "ab"
    assert _order(line, links.outdent, "u") == "bcu"
    assert "stands at the top" in _refused(line, links.outdent, "a")


def test_outdenting_from_a_link_goes_beside_a_premise_that_hangs_by_it():
    line = "p supports z; q supports z; p+q supports a; u opposes p-to-a"
    map, _ = edited(a_map(line), links.outdent, "u")
    assert map.children["z"] == ("p", "q", "u")


def test_pins_are_forgotten_by_what_moves_and_kept_by_what_stays():
    map = a_map("b supports a; c supports a; d supports c")
    map, _ = edited(map, pins.pin, {"b": (1, 2.345), "d": (3, 4), "a": (0, 0)})
    assert map.meta.view.pins["b"] == (1, 2.3)
    moved, _ = edited(map, links.reparent, ["b"], "c")
    assert moved.meta.view.pins == {"d": (3, 4), "a": (0, 0)}
    turned, _ = edited(map, links.reverse, "d-to-c")
    assert "d" not in turned.meta.view.pins
    freed, _ = edited(map, pins.unpin, ["d", "c"])
    assert set(freed.meta.view.pins) == {"a", "b"}
    with pytest.raises(UserError, match="that is no place"):
        edited(map, pins.pin, {"b": (float("nan"), 0)})
    with pytest.raises(UserError):
        edited(map, pins.pin, {"nowhere": (0, 0)})


def test_a_whole_argument_by_verbs_alone():
    map, thesis = edited(a_map(""), statements.add_statement, "The marriage is one of convenience")
    map, reason = edited(map, statements.add_supporting, thesis, "Interests converge")
    map, _ = edited(map, statements.add_linked_premise, reason, "Interests bind states")
    map, _ = edited(map, statements.add_opposing, f"{reason}-to-{thesis}", "Interests change")
    assert told(map) == (
        "interests-converge+interests-bind-states supports the-marriage-is-one-of; "
        "interests-change opposes interests-converge-to-the-marriage-is-one-of"
    )
