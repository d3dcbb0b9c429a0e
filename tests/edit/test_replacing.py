import pytest

from argmap.edit.replacing import holds, replace_words, replaced
from argmap.edit.transaction import Transaction
from argmap.model.argmap import ArgumentMap
from argmap.model.errors import UserError
from argmap.model.records import Statement

MAP = ArgumentMap(
    statements={
        "a": Statement("a", text="Trade grows. Free trade\nhelps trade."),
        "b": Statement("b", text="Trade"),
        "c": Statement("c", text="Nothing of it (a.b)."),
    }
)


@pytest.mark.parametrize(
    ("text", "words", "by", "left"),
    [
        ("Trade and trade", "trade", "commerce", ("Commerce and commerce", 2)),
        ("Trade and trade", "Trade", "Commerce", ("Commerce and Commerce", 2)),
        ("free  trade, free\ntrade", "free trade", "barter", ("barter, barter", 2)),
        ("a.b and axb", "a.b", r"\1", (r"\1 and axb", 1)),
        ("A trade", "trade", "", ("A ", 1)),
        ("貿易と貿易", "貿易", "商業", ("商業と商業", 2)),
        ("none", "trade", "x", ("none", 0)),
    ],
)
def test_words_give_way_to_others(text, words, by, left):
    assert replaced(text, words, by) == left
    assert holds(text, words) is bool(left[1])


def test_all_statements_are_changed_at_once():
    tx = Transaction(MAP)
    assert replace_words(tx, ["a", "b", "c"], " trade ", "commerce") == 4
    assert tx.map.statements["a"].text == "Commerce grows. Free commerce\nhelps commerce."
    assert tx.map.statements["b"].text == "Commerce"
    assert tx.map.statements["c"] is MAP.statements["c"]


@pytest.mark.parametrize(("words", "by"), [("trade", ""), ("  ", "x")])
def test_what_would_leave_no_words_or_seeks_none_is_refused(words, by):
    with pytest.raises(UserError):
        replace_words(Transaction(MAP), ["b"], words, by)
