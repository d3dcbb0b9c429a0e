from argmap.app.finding import Finder, Search, voices
from argmap.model.argmap import ArgumentMap
from argmap.model.records import Quote, Source, Statement, StatementKind

MAP = ArgumentMap(
    statements={
        "a": Statement("a", text="Free trade helps."),
        "b": Statement("b", text="Trade is free.", speaker="Lo", quotes=(Quote("s", "x"),)),
        "c": Statement("c", kind=StatementKind.EVIDENCE, text="Zoë", quotes=(Quote("s", "x"),)),
        "d": Statement("d", text="Gone", quotes=(Quote("nowhere", "x"),)),
    },
    sources={"s": Source("s", authors=("Miller", "Émile"))},
)


def found(**wishes):
    return Finder().found(MAP, Search(**wishes))


def test_words_are_looked_for_one_by_one_or_in_a_row():
    assert found(words="free trade") == ["a", "b"]
    assert found(words="free trade", in_a_row=True) == ["a"]
    assert found(in_a_row=True) == []
    assert found(words="zoe") == ["c"]


def test_who_says_it_is_the_speaker_or_the_author_of_what_is_quoted():
    assert voices(MAP) == ["Émile", "Lo", "Miller"]
    assert found(said_by="Lo") == ["b"]
    assert found(said_by="Miller") == ["c"]
    assert found(said_by="Miller", kind=StatementKind.CLAIM) == []
    assert found(said_by="Lo", in_a_row=True) == ["b"]
