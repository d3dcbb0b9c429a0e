import pytest
from hypothesis import given

from argmap.edit.wording import cleaned, cleaned_line, named, needed, plain, shows
from argmap.model.argmap import ArgumentMap
from argmap.model.errors import UserError
from argmap.model.records import Link, Statement
from tests.builders import a_map
from tests.strategies import nasty_texts


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        (" a\x00b\x07 ", "ab"),
        ("a\r\nb\rc\x85d\u2028e\u2029f", "a\nb\nc\nd\ne\nf"),
        ("\ufeffa\tb\ud800\uffff", "a\tb"),
        ("👩‍👩‍👧 \u202eabc", "👩‍👩‍👧 \u202eabc"),
        ("e\u0301", "e\u0301"),
    ],
)
def test_cleaning(text, clean):
    assert cleaned(text) == clean


@given(nasty_texts())
def test_cleaning_twice_changes_nothing_and_leaves_what_a_file_can_hold(text):
    clean = cleaned(text)
    assert cleaned(clean) == clean
    assert plain(clean) == clean
    clean.encode()
    assert "\n" not in cleaned_line(text)


def test_words_are_needed():
    assert needed(" x ") == "x"
    assert shows("·")
    assert not shows("\u200b \u00a0\u202e")
    with pytest.raises(UserError, match="A title needs some words"):
        needed("\u200b", "A title")


def test_messages_quote_the_first_words():
    map = a_map("b supports a")
    long = Statement("long", text="word " * 20)
    map = map.replaced(parked={"long": long}, links={**map.links, "odd": Link("odd", ("x",), "a")})
    assert named(map, "a") == "“A.”"
    assert named(map, "long") == "“word word word word word word word word…”"
    assert named(map, "b-to-a") == "the link from “B.”"
    assert named(map, "odd") == "the link “odd”"
    assert named(map, "nowhere") == "“nowhere”"
    blank = ArgumentMap(statements={"s": Statement("s")})
    assert named(blank, "s") == "“s”"
