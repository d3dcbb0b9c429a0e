"""Quotes that are left as they are: for one text, across windows, until they are taken up again."""

from argmap.app import left_quotes
from argmap.app.left_quotes import LeftQuotes
from argmap.app.workspace import Workspace
from argmap.documents.answers import Found, State
from argmap.documents.check import QuoteFinding

ONE = QuoteFinding("calms", 0, 0, "tea", "tea calms", Found(State.NOT_FOUND), "")
OTHER = QuoteFinding("good", 0, 0, "tea", "tea is good", Found(State.NOT_FOUND), "")


def test_a_quote_is_left_in_one_text_and_remembered(tmp_path):
    left = LeftQuotes(Workspace(tmp_path))
    left.turn(ONE, "a")
    again = LeftQuotes(Workspace(tmp_path))
    assert again.holds(ONE, "a")
    assert not again.holds(OTHER, "a")
    assert not again.holds(ONE, "b")
    again.turn(ONE, "a")
    assert not LeftQuotes(Workspace(tmp_path)).holds(ONE, "a")


def test_what_was_left_longest_ago_is_forgotten(tmp_path, monkeypatch):
    monkeypatch.setattr(left_quotes, "MOST", 2)
    left = LeftQuotes(Workspace(tmp_path))
    for text in ("a", "b", "c"):
        left.turn(ONE, text)
    again = LeftQuotes(Workspace(tmp_path))
    assert [again.holds(ONE, text) for text in ("a", "b", "c")] == [False, True, True]


def test_what_makes_no_sense_in_the_state_is_passed_over(tmp_path):
    Workspace(tmp_path).keep_choices(left_quotes.KEPT, {"a": 3, "b": [None]})
    assert not LeftQuotes(Workspace(tmp_path)).holds(ONE, "a")
