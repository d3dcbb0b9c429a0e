import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.edit import clipboard, groups, pins, sources, statements
from argmap.model.argmap import ArgumentMap
from argmap.model.errors import UserError
from argmap.model.records import Group, Link, Quote, Source, Statement
from argmap.model.rules import MUST_HOLD, problems
from tests.builders import a_map, edited, told
from tests.strategies import maps


def test_a_copy_holds_the_branch_and_the_undercuts_of_its_links():
    line = "b supports a; c supports b; u opposes c-to-b; v opposes b-to-a; d supports a"
    part = clipboard.copied(a_map(line), ["b"])
    assert told(part) == "c supports b; u opposes c-to-b"
    assert told(clipboard.copied(a_map(line), ["b", "d"], branches=False)) == "b; d"
    assert told(clipboard.copied(a_map(line), ["a"])) == line


def test_what_bears_on_a_link_from_elsewhere_is_not_copied():
    line = "x supports z; x supports b; u opposes x-to-b; w supports u; b supports a"
    assert told(clipboard.copied(a_map(line), ["b"])) == "b"


def test_a_link_comes_along_with_those_of_its_premises_that_do():
    line = "p+q supports b; q supports z"
    part = clipboard.copied(a_map("q supports z; p+q supports b"), ["b"])
    assert told(part) == "p supports b"
    assert told(clipboard.copied(a_map(line), ["b"])) == "p+q supports b"


def test_sources_groups_and_pins_come_along():
    map = a_map("b supports a; c supports b")
    map, source = edited(map, sources.add_source, "Paper")
    map, _ = edited(map, sources.add_source, "Unused")
    map, _ = edited(map, sources.attach_quote, "c", Quote(source, "x"))
    map, _ = edited(map, groups.add_group, "In", ["b", "c"])
    map, _ = edited(map, groups.add_group, "Partly", ["a"])
    map, _ = edited(map, pins.pin, {"b": (1, 1), "c": (2, 2)})
    part = clipboard.copied(map, ["b"])
    assert list(part.sources) == [source]
    assert list(part.groups) == ["in"]
    assert part.meta.view.pins == {"c": (2, 2)}
    made, tops = edited(map, clipboard.paste, part, "a")
    assert tops == ("b-2",)
    assert made.statements["c-2"].quotes == (Quote(source, "x"),)
    assert list(made.sources) == list(map.sources)
    assert made.groups["in-2"].statements == ("b-2", "c-2")
    assert made.meta.view.pins["c-2"] == (2, 2)


def test_copying_nothing_is_refused():
    with pytest.raises(UserError, match="Select a statement"):
        clipboard.copied(a_map("b supports a"), ["b-to-a", "nowhere"])


def test_cut_and_paste_keeps_ids():
    map = a_map("b supports a; c opposes b; z")
    part = clipboard.copied(map, ["b"])
    cut, _ = edited(map, statements.remove, ["b"])
    made, tops = edited(cut, clipboard.paste, part, "z")
    assert tops == ("b",)
    assert told(made) == "c opposes b; b supports z; a"


def test_pasted_under_a_target_kinds_follow_the_statements():
    part = a_map("counterpoint b; evidence c; d supports c")
    made, _ = edited(a_map("a"), clipboard.paste, part, "a")
    assert told(made) == "d supports c; b opposes a; c supports a"
    made, _ = edited(a_map("question q"), clipboard.paste, part, "q")
    assert told(made) == "d supports c; b answers q; c answers q"
    made, _ = edited(a_map("x supports a"), clipboard.paste, a_map("counterpoint u"), "x-to-a")
    assert told(made) == "x supports a; u opposes x-to-a"
    with pytest.raises(UserError):
        edited(a_map("a"), clipboard.paste, part, "nowhere")


def test_links_and_undercuts_get_fresh_ids_as_well():
    line = "b supports a; u opposes b-to-a"
    made, _ = edited(a_map(line), clipboard.paste, a_map(line))
    assert told(made) == f"{line}; b-2 supports a-2; u-2 opposes b-2-to-a-2"


def _quoting(source):
    quotes = (Quote(source.id, "x"),)
    return ArgumentMap(
        sources={source.id: source}, statements={"s": Statement("s", text="S.", quotes=quotes)}
    )


def test_a_source_is_used_again_if_it_is_the_same_document():
    held, _ = edited(_quoting(Source("paper", "Paper", sha256="1")), statements.remove, ["s"])
    for source in (
        Source("paper", "Paper"),
        Source("other", "Paper", sha256="2"),
        Source("paper", "Another title", sha256="1"),
    ):
        made, _ = edited(held, clipboard.paste, _quoting(source))
        assert list(made.sources) == ["paper"]
        assert made.statements["s"].quotes[0].source == "paper"
    made, _ = edited(held, clipboard.paste, _quoting(Source("paper", "Other")))
    assert list(made.sources) == ["paper", "other"]
    assert made.statements["s"].quotes[0].source == "other"
    made, _ = edited(held, clipboard.paste, _quoting(Source("new", "New")))
    assert list(made.sources) == ["paper", "new"]


def test_what_is_broken_in_a_part_is_left_out():
    part = ArgumentMap(
        sources={"unused": Source("unused", "Unused")},
        statements={
            "a": Statement("a", text="A.", quotes=(Quote("gone", "x"),)),
            "b": Statement("b", text=" B.\r\n"),
            "empty": Statement("empty", text=" "),
        },
        links={
            "one": Link("one", ("b", "empty"), "a"),
            "two": Link("two", ("b",), "nowhere"),
            "three": Link("three", ("nobody",), "a"),
            "four": Link("four", ("a", "b"), "a"),
            "five": Link("five", ("b",), "empty"),
        },
        groups={"g": Group("g", "G", ("empty",)), "h": Group("h", "H", ("a", "gone"))},
    )
    made, tops = edited(ArgumentMap(), clipboard.paste, part)
    assert told(made) == "b supports a"
    assert tops == ("a",)
    assert made.statements["b"].text == "B."
    assert made.groups == {"h": Group("h", "H", ("a",))}
    assert not made.sources
    with pytest.raises(UserError, match="no statement to paste"):
        edited(ArgumentMap(), clipboard.paste, ArgumentMap())


@given(maps(), maps(), st.data())
def test_a_pasted_part_has_the_shape_of_what_was_copied(map, into, data):
    if not map.statements:
        return
    ids = data.draw(st.lists(st.sampled_from(list(map.statements)), min_size=1))
    part = clipboard.copied(map, ids)
    assert not [one for one in problems(part) if one.code in MUST_HOLD]
    made, tops = edited(into, clipboard.paste, part)
    assert len(made.statements) == len(into.statements) + len(part.statements)
    assert len(made.links) == len(into.links) + len(part.links)
    assert len(tops) == len(part.roots)
    fresh, _ = edited(ArgumentMap(), clipboard.paste, part)
    assert fresh.links == part.links
    assert fresh.groups == part.groups
    assert fresh.statements == part.statements
