"""Canonical form: the same map gives the same text, it reads back, and YAML takes text for text."""

import datetime
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from argmap.io.scalars import literal, number, scalar
from argmap.io.yaml_read import read_text
from argmap.io.yaml_values import storable
from argmap.io.yaml_write import canonical
from argmap.model.argmap import ArgumentMap
from argmap.model.errors import UserError
from argmap.model.records import (
    Basis,
    Link,
    LinkKind,
    Meta,
    Plain,
    Poll,
    Source,
    Statement,
    StatementKind,
    Step,
    Story,
    View,
)
from tests.io.messy import MESSY
from tests.strategies import NASTY, maps, nasty_texts

MAPS = sorted((Path(__file__).parents[2] / "maps").glob("*.argmap.yaml"))

EVERYTHING = ArgumentMap(
    Meta(
        title="All: of it",
        authors=("A B", "C, D"),
        date="2019-08-31",
        notes="Two\nlines",
        view=View(pins={"a": (40.0, -12.5)}),
        extra={"x": {"one": Plain("1"), "many": ("yes", Plain("yes"))}, "gone": Plain("")},
    ),
    {"s": Source("s", "No", date="2019", sha256="1234567890")},
    {
        "a": Statement("a", text="Words."),
        "b": Statement(
            "b", StatementKind.EVIDENCE, Basis.EVENT, "More\nwords.\n", credence=0.5, tags=("no",)
        ),
    },
    {"l": Link("l", ("b",), "a", LinkKind.OPPOSES, primary=True)},
    stories={"t": Story("t", steps=(Step(reveal=("a",), camera={"fit": Plain("all")}),))},
    polls={"p": Poll("p", "a", counts={"agree": Plain("3")})},
    parked={"c": Statement("c", text="Later.")},
)
WRITTEN = """\
argmap: 1
title: 'All: of it'
authors: [A B, 'C, D']
date: 2019-08-31
notes: |-
  Two
  lines

sources:
  - id: s
    title: 'No'
    date: 2019
    sha256: '1234567890'

statements:
  - id: a
    text: Words.

  - id: b
    kind: evidence
    basis: event
    text: |
      More
      words.
    credence: 0.5
    tags: ['no']

links:
  - id: l
    from: [b]
    to: a
    kind: opposes
    primary: true

stories:
  - id: t
    steps:
      - reveal: [a]
        camera: {fit: all}

polls:
  - id: p
    target: a
    counts: {agree: 3}

parked:
  - id: c
    text: Later.

view:
  pins:
    a: [40, -12.5]

x: {one: 1, many: ['yes', yes]}
gone:
"""


def test_canonical_form():
    assert canonical(EVERYTHING) == WRITTEN
    assert read_text(WRITTEN).map == EVERYTHING


def test_an_empty_map():
    assert canonical(ArgumentMap()) == "argmap: 1\n\nstatements: []\n"


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.stem)
def test_the_example_maps_read_back(path):
    map = read_text(path.read_text(encoding="utf-8")).map
    assert len(map.statements) > 10
    assert read_text(canonical(map)).map == map


@given(maps())
def test_any_map_reads_back(map):
    reading = read_text(canonical(map))
    assert reading.map == storable(map)
    for name in ("statements", "links", "sources", "parked"):
        assert list(getattr(reading.map, name)) == list(getattr(map, name))
    assert reading.problems == []
    assert canonical(reading.map) == canonical(map)


def data():
    words = st.one_of(nasty_texts(), nasty_texts().map(plain))
    keys = st.sampled_from(["k", Plain("no"), "no", Plain("1"), "a: b"])
    return st.recursive(
        words,
        lambda inner: (
            st.lists(inner, max_size=3).map(tuple) | st.dictionaries(keys, inner, max_size=3)
        ),
        max_leaves=6,
    )


def plain(text: str) -> str:
    """A word as the reader would have found it without quotation marks."""
    return Plain("".join(c for c in text if c.isalnum()))


@given(data())
def test_unknown_keys_read_back(kept):
    map = ArgumentMap(Meta(extra={"kept": kept}), {}, {"a": Statement("a", text="t")})
    assert read_text(canonical(map)).map == storable(map)


def test_what_stood_unquoted_is_written_unquoted():
    map = read_text("argmap: 1\nstatements: []\nx: [no, 'no', 2019-01-01, ~, \"1\", -2, -.5e3]").map
    assert canonical(map).endswith("x: [no, 'no', 2019-01-01, ~, '1', -2, -.5e3]\n")


@given(nasty_texts(), st.booleans())
def test_yaml_takes_every_text_for_that_text(text, flow):
    word = scalar(text, flow=flow)
    document = f"[{word}]" if flow else f"- {word}"
    (value,) = yaml.load(document, Loader=yaml.CSafeLoader)
    assert value == text.replace("\ud800", "\ufffd")


@pytest.mark.parametrize(
    "text",
    ["no", "Yes", "on", "~", "null", "NULL", "=", "<<", "1", "-1", "1.5", "1e3", "0x1F", "0b1",
     "014", "1_000", "12:30", "12:30:45", ".5", ".inf", "-.INF", ".nan", "2019-08-31", "0o7",
     "2001-12-14t21:59:43.10-05:00", "2001-12-14 21:59:43.10 -5", "y", "N", "1.", "+12", "", " a",
     "a ", "- a", "? a", ": a", "#a", "&a", "*a", "!a", "|", ">", "'a", '"a', "%a", "@a", "`a",
     "a: b", "a #b", "a:", "[a", "{a", ",a", "...", "---"],
)  # fmt: skip
def test_what_could_be_something_else_is_quoted(text):
    assert scalar(text)[0] in "'\""
    assert isinstance(yaml.safe_load(f"- {scalar(text)}")[0], str)


@pytest.mark.parametrize("text", ["it's", "a:b", "a#b", "“No”", "Ünïcödé", "日本", "(a)", "a - b"])
def test_ordinary_words_are_not_quoted(text):
    assert scalar(text) == text


def test_a_date_stays_a_date():
    map = ArgumentMap(Meta(date="2019-08-31"))
    assert yaml.safe_load(canonical(map))["date"] == datetime.date(2019, 8, 31)
    assert "date: '1e3'" in canonical(ArgumentMap(Meta(date="1e3")))


@given(st.one_of(st.sampled_from(NASTY), st.text("a \n\t#-:'\"", max_size=20)))
def test_literal_blocks_hold_exactly_their_text(text):
    lines = literal(text, always=True)
    if lines is not None:
        assert yaml.safe_load("\n".join(["k: " + lines[0], *lines[1:], "z: 1"]))["k"] == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_read_back_and_have_no_exponent(value):
    word = number(value)
    assert float(word) == value
    assert "e" not in word.lower()


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_no_number_is_not_written(value):
    with pytest.raises(UserError):
        number(value)


def test_long_lists_are_one_item_a_line():
    tags = tuple(f"a-rather-long-tag-{place}" for place in range(9))
    text = canonical(ArgumentMap(statements={"a": Statement("a", text="t", tags=tags)}))
    assert "    tags:\n      - a-rather-long-tag-0\n" in text
    assert max(map(len, text.splitlines())) <= 100


def test_a_messy_map_in_canonical_form_is_the_same_map():
    map = read_text(MESSY).map
    assert read_text(canonical(map)).map == map
