"""Values typed by what the record wants; every problem with its place; what is unread is kept."""

import dataclasses
import pickle

import pytest

from argmap.io.shapes import maker_of
from argmap.io.yaml_errors import UnreadableError
from argmap.io.yaml_read import problems_of, read_text
from argmap.model.errors import Severity
from argmap.model.records import (
    Basis,
    Direction,
    Link,
    LinkKind,
    Plain,
    Quote,
    QuotePart,
    Statement,
    StatementKind,
    Voice,
)
from tests.io.messy import MESSY, WITH_PROBLEMS


def statement(lines: str):
    reading = read_text(f"argmap: 1\nstatements:\n  - id: a\n    {lines}\n")
    return reading.map.statements["a"], reading.problems


def codes(problems):
    return [problem.code for problem in problems]


@pytest.mark.parametrize(
    "word", ["No", "yes", "1.10", "014", "1_000", "12:30:45", "2019-08-31", "=", "~", "null", "1e3"]
)
def test_texts_are_taken_as_they_are_written(word):
    reading = read_text(f"argmap: 1\ntitle: {word}\ndate: {word}\nstatements: []")
    assert (reading.map.meta.title, reading.map.meta.date) == (word, word)
    assert reading.problems == []


@pytest.mark.parametrize(
    ("word", "number"), [("0.5", 0.5), ("1", 1.0), ("-3.25", -3.25), ("0.50", 0.5), ("", None)]
)
def test_numbers_are_read_in_plain_decimal_form(word, number):
    assert statement(f"text: t\n    credence: {word}")[0].credence == number


@pytest.mark.parametrize(
    "word", [".5", "1e3", "1_000", "0x1F", ".inf", ".nan", "014", "half", "[1]", "9" * 5000]
)
def test_anything_else_is_no_number(word):
    found, problems = statement(f"text: t\n    credence: {word}")
    assert found.credence is None
    assert codes(problems) == ["not-a-number"]
    assert (problems[0].line, problems[0].column) == (5, 15)


@pytest.mark.parametrize(
    ("word", "flag"),
    [("true", True), ("True", True), ("yes", True), ("no", False), ("off", False), ("", False)],
)
def test_flags(word, flag):
    assert statement(f"text: t\n    implicit: {word}")[0].implicit is flag


def test_a_whole_map_is_read():
    map = read_text(MESSY).map
    assert map.meta.title == "Trade   and  trust"
    assert map.meta.authors == ("Jane Doe",)
    assert map.meta.notes.startswith("A note that goes on over several lines, and was folded")
    assert map.meta.view.direction is Direction.DOWN
    assert map.meta.view.pins == {"main": (0.0, 1.5), "reason": (-3.0, 4.0)}
    assert list(map.sources) == ["paper", "report"]
    assert map.sources["paper"].authors == ("Ann One", "Ben Two")
    assert map.statements["reason"].text == "A reason\n  that has\n\nseveral lines.\n"
    assert map.statements["evidence"].basis is None
    assert map.statements["flow"].kind is StatementKind.QUESTION
    assert map.statements["objection"].quotes == (
        Quote("paper", "words, words", start=12),
        Quote("report", "more words", parts=(QuotePart("one"), QuotePart("two", prefix="be"))),
    )
    assert map.links["l1"].premises == ("reason",)
    assert map.links["l2"].premises == ("objection", "evidence")
    assert map.links["l2"].kind is LinkKind.OPPOSES
    assert map.links["l2"].weight == 0.5


def test_choices():
    found, _ = statement("text: t\n    basis: common-knowledge\n    voice: conceded")
    assert (found.basis, found.voice) == (Basis.COMMON_KNOWLEDGE, Voice.CONCEDED)


def test_unknown_keys_are_kept_with_their_quoting():
    map = read_text(MESSY).map
    assert map.statements["reason"].extra == {"x-colour": {"r": "1", "g": ("2", "3")}}
    assert map.meta.extra == {"x-tool": {"kept": "yes", "list": ("1", "two")}}
    assert isinstance(map.meta.extra["x-tool"]["kept"], Plain)
    quoted, _ = statement("text: t\n    mine: 'yes'")
    assert not isinstance(quoted.extra["mine"], Plain)


@pytest.mark.parametrize(
    ("lines", "likely"),
    [
        ("text: t\n    note: x", "notes"),
        ("text: t\n    tag: x", "tags"),
        ("text: t\n    Kind: claim", "kind"),
        ("text: t\n    colour: red", "color"),
    ],
)
def test_misspelt_keys_are_kept_and_suggested(lines, likely):
    found, problems = statement(lines)
    assert len(found.extra) == 1
    assert codes(problems) == ["unknown-key"]
    assert problems[0].severity is Severity.WARNING
    assert f"“{likely}”" in problems[0].what
    assert (problems[0].line, problems[0].column, problems[0].subject) == (5, 5, "a")


def test_strange_keys_are_welcome():
    assert statement("text: t\n    reviewed-by: x")[1] == []


def test_misspelt_values_are_suggested_and_left_alone():
    found, problems = statement("text: t\n    kind: evidance")
    assert found.kind is StatementKind.CLAIM
    assert codes(problems) == ["unknown-value"]
    assert "“evidence”" in problems[0].what


def test_all_problems_of_a_file_are_found_with_their_places():
    reading = read_text(WITH_PROBLEMS)
    assert [(p.line, p.column, p.code) for p in reading.problems] == [
        (5, 5, "duplicate-id"),
        (7, 5, "wrong-type"),
        (9, 11, "unknown-value"),
        (11, 11, "wrong-type"),
        (12, 5, "missing-id"),
        (17, 13, "not-a-number"),
        (18, 9, "wrong-type"),
    ]
    assert list(reading.map.statements) == ["a", "b"]
    assert reading.map.statements["a"].text == "First."
    assert reading.map.links["l"].weight is None


def test_what_is_set_aside_is_verbatim():
    aside = {item.line: item for item in read_text(WITH_PROBLEMS).set_aside}
    assert aside[5].text == "id: a            # the same id again\n    text: Second."
    assert aside[5].whole
    assert aside[5].section == "statements"
    assert aside[7].text == "just words"
    assert aside[12].text == "text: no id"
    assert aside[9].text == "clam"
    assert not aside[9].whole
    assert aside[9].subject == "b"
    assert aside[18].text == "words"


def test_ids_are_shared_by_statements_and_links_but_not_by_sources():
    statements = "statements: [{id: a, text: t}]\nlinks: [{id: a, from: a, to: a}]"
    text = f"argmap: 1\nsources: [{{id: a}}]\n{statements}"
    reading = read_text(text)
    assert codes(reading.problems) == ["duplicate-id"]
    assert reading.map.links == {}
    assert reading.places["a"] == (3, 14)


def test_missing_keys_are_told_and_the_record_loads():
    reading = read_text(
        "argmap: 1\nstatements:\n  - id: a\nlinks:\n  - id: l\n    to: a\n  - id: m"
    )
    assert [(p.code, p.subject, p.line) for p in reading.problems] == [
        ("missing-key", "a", 3),
        ("missing-key", "l", 5),
        ("missing-key", "m", 7),
        ("missing-key", "m", 7),
    ]
    assert reading.map.links["l"].premises == ()
    assert reading.set_aside == ()
    found = codes(p for p in problems_of(reading) if p.severity is Severity.ERROR)
    assert found == ["missing-key"] * 4, "what follows from a missing key is not said again"


def test_short_forms():
    reading = read_text(
        "argmap: 1\nauthors: One\nstatements:\n  - id: a\n    text: t\n    tags: x\n"
        "    quotes: {source: s, exact: e}\nlinks: [{id: l, from: a, to: a}]"
    )
    assert reading.problems == []
    assert reading.map.meta.authors == ("One",)
    assert reading.map.statements["a"].tags == ("x",)
    assert reading.map.statements["a"].quotes == (Quote("s", "e"),)
    assert reading.map.links["l"].premises == ("a",)


@pytest.mark.parametrize(
    "text", ["argmap: 1", "argmap: 1\nstatements:", "argmap: 1\nstatements: []"]
)
def test_an_empty_map_loads_with_a_hint(text):
    reading = read_text(text)
    assert reading.map.statements == {}
    assert reading.problems == []
    assert [(p.code, p.severity) for p in problems_of(reading)] == [("empty-map", Severity.HINT)]


def test_a_newer_map_opens_for_reading_only():
    reading = read_text("argmap: 7\nstatements: [{id: a, text: t}]\nnew-things: [1]")
    assert reading.read_only
    assert codes(reading.problems) == ["newer-version"]
    assert reading.map.statements["a"].text == "t"


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("", 1, "empty"),
        ("# nothing\n", 1, "empty"),
        ("just words", 1, "plain text"),
        ("- a\n- b", 1, "list"),
        ("\nversion: 3\nservices: {}", 2, "no argument map"),
        ("argmap: one\nstatements: []", 1, "whole number"),
        ("argmap: 0", 1, "whole number"),
        ("argmap: 1.0", 1, "whole number"),
        ("argmap: [1]", 1, "whole number"),
        ("argmap: " + "9" * 5000, 1, "whole number"),
    ],
)
def test_what_is_no_map_is_refused_with_its_place(text, line, word):
    with pytest.raises(UnreadableError) as caught:
        read_text(text)
    assert caught.value.line == line
    assert word in caught.value.what
    assert caught.value.problems


def test_control_characters_are_shown_and_told():
    found, problems = statement('text: "a\\0b\\x1Bc\\td"')
    assert found.text == "a\ufffdb\ufffdc\td"
    assert codes(problems) == ["control-character"]


def test_pins_that_are_none_are_told_one_by_one():
    reading = read_text(
        "argmap: 1\nstatements: [{id: a, text: t}]\nview:\n  pins: {a: [1, .inf], b: 3, c: [1, 2]}"
    )
    assert reading.map.meta.view.pins == {"c": (1.0, 2.0)}
    assert [(p.code, p.subject) for p in reading.problems] == [
        ("not-a-number", "a"),
        ("not-a-number", "b"),
    ]


def test_problems_of_the_map_get_the_places_of_their_records():
    text = (
        "argmap: 1\nstatements:\n  - {id: a, text: t}\nlinks:\n  - {id: l, from: a, to: nowhere}\n"
    )
    found = {problem.code: problem for problem in problems_of(read_text(text))}
    assert (found["unknown-target"].line, found["unknown-target"].column) == (5, 5)
    assert found["unknown-target"].at("m.yaml").startswith("m.yaml:5:5: ")


def test_dates_numbers_and_flags_as_ids_are_text():
    map = read_text("argmap: 1\nstatements: [{id: 1, text: a}, {id: 2019-08-31, text: b}]").map
    assert list(map.statements) == ["1", "2019-08-31"]


def test_guesses_at_what_was_meant_have_an_end(monkeypatch):
    from argmap.io import yaml_values

    asked = []
    monkeypatch.setattr(yaml_values, "MOST_GUESSES", 20)
    monkeypatch.setattr(
        "difflib.get_close_matches", lambda word, *_, **__: asked.append(word) or []
    )
    read_text("argmap: 1\nstatements: []\n" + "".join(f"k{n}: v\n" for n in range(100)))
    assert len(asked) == 20


def test_a_file_that_is_wrong_without_end_is_no_map(monkeypatch):
    from argmap.io import yaml_values

    monkeypatch.setattr(yaml_values, "MOST_PROBLEMS", 20)
    text = "argmap: 1\nstatements:\n" + "  - {}\n" * 20
    assert len(read_text(text).problems) == 20
    with pytest.raises(UnreadableError, match="Line 23, column 5: Here 20 things"):
        read_text(text + "  - {}\n")


def test_what_the_reader_makes_is_the_record_itself():
    for record in (Statement, Link, Quote):
        needed = {"id": "a", "premises": (), "target": "b", "source": "s"}
        fields = {field.name for field in dataclasses.fields(record)}
        values = {name: value for name, value in needed.items() if name in fields}
        made = maker_of(record)(**values)
        assert type(made) is record
        assert made == record(**values)
        assert pickle.loads(pickle.dumps(made)) == made
        with pytest.raises(dataclasses.FrozenInstanceError):
            made.extra = {}
