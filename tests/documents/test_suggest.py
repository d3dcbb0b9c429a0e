"""Marker words suggest, name themselves, and make nothing."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.documents.suggest import sentence_around, suggest
from argmap.model.records import Basis, StatementKind, Voice

SEED = Path(__file__).parents[2] / "seeds" / "000_9c019b2787a446ba.txt"
TEXT = SEED.read_text(encoding="utf-8")


def suggested(words: str, text: str = TEXT):
    start = text.index(words)
    return suggest(text, start, start + len(words))


@pytest.mark.parametrize(
    ("words", "kind", "voice", "marker"),
    [
        ("China and Russia are not formal allies", "counterpoint", Voice.CONCEDED, "Of course"),
        ("Russia remains quietly wary", "evidence", Voice.ENDORSED, "For example"),
        ("shared grievances with the United States", "claim", Voice.ENDORSED, "Nonetheless"),
        ("Seoul scrambled fighter jets", "evidence", Voice.REPORTED, "according to"),
        ("Why is this incident important", "question", None, "?"),
        ("Unless the Trump administration", "claim", Voice.ENDORSED, "will have to"),
    ],
)
def test_a_marker_of_the_sentence_suggests_and_is_named(words, kind, voice, marker):
    found = suggested(words)
    assert (found.kind, found.voice, found.words) == (StatementKind(kind), voice, marker)
    assert TEXT[found.start : found.end] == found.words


def test_a_basis_is_suggested_where_the_marker_tells_it():
    assert suggested("Russia remains quietly wary").basis is Basis.EXAMPLE


def test_what_the_next_sentence_objects_to_is_conceded():
    found = suggested("It is cheap", "It is cheap. However, it breaks.")
    assert (found.kind, found.words) == (StatementKind.COUNTERPOINT, "However")
    assert suggested("It is cheap", "It is cheap.\n\nHowever, it breaks.") is None


def test_no_marker_no_suggestion():
    assert suggested("Chinese and Russian leaders espouse similar worldviews") is None
    assert suggest(TEXT, 5, 5) is None
    assert suggest("Zum Beispiel dies.", 0, 10, "de") is None


def test_a_marker_means_whole_words():
    assert suggested("Musty mustard", "Musty mustard is calledonian.") is None


def test_full_stops_of_shortened_words_end_no_sentence():
    text = "One. In the U.S. alliance, e.g. by Dr. No, it stands. Two."
    start, end = sentence_around(text, text.index("stands"), text.index("stands") + 3)
    assert text[start:end] == "In the U.S. alliance, e.g. by Dr. No, it stands."


@given(
    st.text(st.sampled_from('Of course But . ?\n"x-'), max_size=60),
    st.integers(0, 60),
    st.integers(0, 60),
)
def test_any_passage_gets_an_answer(text, start, length):
    found = suggest(text, start, start + length)
    if found is not None:
        assert text[found.start : found.end] == found.words
    low, high = sentence_around(text, min(start, len(text)), min(start + length, len(text)))
    assert 0 <= low <= high <= len(text)
