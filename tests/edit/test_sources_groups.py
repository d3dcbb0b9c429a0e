from dataclasses import replace

import pytest

from argmap.edit import groups, sources
from argmap.model.argmap import ArgumentMap
from argmap.model.errors import UserError
from argmap.model.records import Quote, QuotePart, Statement
from tests.builders import a_map, edited


@pytest.fixture
def map():
    """A map with two sources, whose statement a quotes both; so does a parked one."""
    made = a_map("b supports a")
    made, _ = edited(
        made, sources.add_source, "Paper", file="paper.txt", sha256="1", authors="A, B"
    )
    made, _ = edited(made, sources.add_source, "Report")
    held = Statement("a", text="A.", quotes=(Quote("paper", "x"), Quote("report", "y")))
    parked = Statement("p", text="P.", quotes=(Quote("paper", "x"),))
    return made.replaced(statements={**made.statements, "a": held}, parked={"p": parked})


def test_a_source_is_named_by_title_file_or_address(map):
    assert map.sources["paper"].authors == ("A", "B")
    made, id_ = edited(map, sources.add_source, "", file="notes.txt")
    assert id_ == "notes-txt"
    assert made.sources[id_].title == ""
    assert edited(map, sources.add_source, "Paper")[1] == "paper-2"
    with pytest.raises(UserError, match="needs a title, a file or a web address"):
        edited(map, sources.add_source, " ")


def test_another_file_makes_the_fingerprint_void(map):
    made, _ = edited(map, sources.set_source_field, "paper", "date", "2019")
    assert (made.sources["paper"].date, made.sources["paper"].sha256) == ("2019", "1")
    made, _ = edited(made, sources.set_source_field, "paper", "file", "other.txt")
    assert made.sources["paper"].sha256 == ""
    with pytest.raises(UserError, match="There is no source “nowhere”"):
        edited(map, sources.set_source_field, "nowhere", "date", "2019")


def test_replacing_a_source_takes_its_quotes_along(map):
    made, _ = edited(map, sources.replace_source, "paper", "report")
    assert list(made.sources) == ["report"]
    assert [quote.source for quote in made.statements["a"].quotes] == ["report", "report"]
    assert made.parked["p"].quotes == (Quote("report", "x"),)
    with pytest.raises(UserError, match="Choose another source"):
        edited(map, sources.replace_source, "paper", "paper")


def test_removing_a_source_takes_its_quotes_away(map):
    assert sources.quoting(map, "paper") == ("a", "p")
    made, _ = edited(map, sources.remove_source, "paper")
    assert made.statements["a"].quotes == (Quote("report", "y"),)
    assert made.parked["p"].quotes == ()
    assert list(made.sources) == ["report"]


def test_quotes_are_attached_replaced_and_removed(map):
    made, place = edited(
        map, sources.attach_quote, "b", Quote("paper", " kept\x0cas it\x1f is \ud800")
    )
    assert place == 0
    assert made.statements["b"].quotes[0].exact == " kept as it is "
    made, _ = edited(made, sources.replace_quote, "b", 0, Quote("report", "z"))
    assert made.statements["b"].quotes == (Quote("report", "z"),)
    made, _ = edited(made, sources.remove_quote, "b", 0)
    assert made.statements["b"].quotes == ()
    parts = (QuotePart("one"), QuotePart("two \udc00"))
    made, _ = edited(made, sources.attach_quote, "p", Quote("paper", parts=parts))
    assert made.parked["p"].quotes[1].parts[1].exact == "two "


def test_quotes_are_refused_in_words(map):
    for quote, said in (
        (Quote("nowhere", "x"), "There is no source “nowhere”"),
        (Quote("paper", " \n"), "Select some words"),
        (Quote("paper", parts=(QuotePart("x"), QuotePart(""))), "Select some words"),
        (
            replace(map.statements["a"].quotes[0], page=3),
            "“A.” has this passage already, as quote 1",
        ),
    ):
        with pytest.raises(UserError, match=said):
            edited(map, sources.attach_quote, "a", quote)
    for place in (-1, 2):
        with pytest.raises(UserError, match=r"“A\.” has no quote"):
            edited(map, sources.remove_quote, "a", place)


def test_grouping_takes_statements_from_other_groups(map):
    made, first = edited(map, groups.add_group, "The alliances", ["a", "b", "a"])
    assert first == "the-alliances"
    assert made.groups[first].statements == ("a", "b")
    made, second = edited(made, groups.add_group, "", ["b"])
    assert (second, made.groups[second].title) == ("group", "")
    assert made.groups[first].statements == ("a",)
    made, _ = edited(made, groups.join_group, second, ["a", "b"])
    assert list(made.groups) == [second]
    assert made.groups[second].statements == ("b", "a")
    assert made.group_of == {"a": second, "b": second}


def test_groups_are_named_coloured_left_and_dissolved(map):
    made, id_ = edited(map, groups.add_group, "One", ["a", "b"])
    made, _ = edited(made, groups.set_group_field, id_, "title", "Two")
    made, _ = edited(made, groups.set_group_field, id_, "color", "teal")
    assert (made.groups[id_].title, made.groups[id_].color) == ("Two", "teal")
    made, _ = edited(made, groups.leave_group, ["a"])
    assert made.groups[id_].statements == ("b",)
    assert edited(made, groups.leave_group, ["b"])[0].groups == {}
    assert edited(made, groups.remove_group, id_)[0].groups == {}


def test_groups_are_refused_in_words(map):
    for verb, arguments, said in (
        (groups.add_group, ("x", []), "Select the statements"),
        (groups.add_group, ("x", ["nowhere"]), "There is no statement"),
        (groups.remove_group, ("nowhere",), "There is no group “nowhere”"),
    ):
        with pytest.raises(UserError, match=said):
            edited(map, verb, *arguments)
    assert ArgumentMap().groups == {}
