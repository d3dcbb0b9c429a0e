"""The text of a map made in another process is the one that would be made here."""

import io
import pickle
import sys
from dataclasses import replace

import pytest

from argmap.io import splice_process
from argmap.io.splice_process import answer, made_elsewhere
from argmap.io.yaml_read import read_text
from argmap.io.yaml_splice import made
from argmap.io.yaml_write import canonical
from argmap.model.argmap import ArgumentMap
from argmap.model.diff import between
from argmap.model.errors import UserError
from argmap.model.records import Statement
from tests.builders import a_map

TEXT = """\
# by hand
argmap: 1
statements:
  - {id: a, text: One, colour: odd}  # an unknown key
  - {id: b, text: Two}
links:
  - {id: b-to-a, from: [b], to: a}
"""
BROKEN = "argmap: 1\nstatements:\n  - {id: a, text: One}\n  - {id: b, text: [no]}\n"


def worded(map, text="Another", id_="a"):
    return map.replaced(statements={**map.statements, id_: replace(map.statements[id_], text=text)})


def same(one, other):
    assert one.text == other.text
    assert one.rewritten == other.rewritten
    assert one.reading.problems == other.reading.problems
    assert one.reading.set_aside == other.reading.set_aside
    assert one.reading.places == other.reading.places
    assert one.reading.read_only == other.reading.read_only


@pytest.mark.parametrize("text", [TEXT, BROKEN, canonical(a_map("b supports a; c opposes a"))])
def test_it_is_what_would_be_made_here(text):
    before = read_text(text).map
    after = worded(before)
    new = made_elsewhere(text, before, after)
    assert not new.reading.map.statements  # it came from over there
    same(new, made(text, before, after))


def test_a_map_without_a_file_is_written_as_a_whole():
    map = a_map("b supports a; c opposes a")
    new = made_elsewhere("", ArgumentMap(), map)
    assert new.text == canonical(map)
    same(new, made("", ArgumentMap(), map))


def test_records_gone_new_and_moved_are_followed():
    before = read_text(TEXT).map
    extra = a_map("c supports d").statements
    after = before.replaced(statements={**extra, "b": before.statements["b"]}, links={})
    new = made_elsewhere(TEXT, before, after)
    assert list(read_text(new.text).map.statements) == [*extra, "b"]
    same(new, made(TEXT, before, after))


def test_a_process_that_does_not_start_is_no_hindrance(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/there/is/no/python")
    before = read_text(TEXT).map
    new = made_elsewhere(TEXT, before, worded(before))
    assert new.reading.map.statements["a"].text == "Another"


def test_a_process_that_hangs_is_given_up(monkeypatch):
    monkeypatch.setattr(splice_process, "SECONDS", 0.0)
    before = read_text(TEXT).map
    new = made_elsewhere(TEXT, before, worded(before))
    assert new.reading.map.statements["a"].text == "Another"


def test_a_map_that_is_not_what_its_text_reads_as_is_compared_here():
    before = worded(read_text(TEXT).map, "Was never in the file")
    after = worded(before)
    new = made_elsewhere(TEXT, before, after)
    assert new.reading.map.statements["a"].text == "Another"
    assert read_text(new.text).map == after


def test_what_cannot_be_saved_says_why():
    text = "argmap: 1\nstatements:\n  a: t\n  b: u\n"
    before = read_text(text).map
    after = before.replaced(statements={"c": Statement("c", text="v")})
    with pytest.raises(UserError, match="line 3"):
        made_elsewhere(text, before, after)


def test_nothing_is_told_of_what_fails():
    given, told = io.BytesIO(), io.BytesIO()
    pickle.dump("statements: [", given)
    pickle.dump(between(ArgumentMap(), a_map("b supports a")), given)
    given.seek(0)
    with pytest.raises(UserError):
        answer(given, told)
    assert told.getvalue() == b""
