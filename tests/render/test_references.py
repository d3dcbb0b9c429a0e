"""How documents are named."""

import pytest

from argmap.model.argmap import ArgumentMap
from argmap.model.records import Quote, Source, Statement
from argmap.render.references import (
    full_reference,
    quote_references,
    quoted_sources,
    short_reference,
)


@pytest.mark.parametrize(
    ("authors", "name"),
    [
        (("J. Berkshire Miller", "Benoit Hardy-Chartrand"), "Miller & Hardy-Chartrand"),
        (("Miller, J. Berkshire",), "Miller"),
        (("Jacob Stokes", "Evan Wright", "Nathaniel Schochet"), "Stokes et al."),
        (("Ludwig van der Rohe",), "van der Rohe"),
        (("Martin Luther King Jr.",), "King"),
        (("Aristotle",), "Aristotle"),
        (("Commission of the European Communities and Council",),
         "Commission of the European Communities and Council"),
        (("习近平",), "习近平"),
        (("  ", "A B"), "B"),
    ],
)  # fmt: skip
def test_authors_go_by_their_surnames(authors, name):
    assert short_reference(Source("s", authors=authors, date="31 August 2019")) == f"{name} 2019"


def test_without_authors_the_publisher_or_the_title_names_it():
    assert short_reference(Source("s", publisher="CNAS", title="T")) == "CNAS"
    title = "One two three four five six"
    assert short_reference(Source("s", title=title)) == "One two three four five…"
    assert short_reference(Source("s", date="20190831")) == "s"


def test_quotes_of_one_source_are_counted():
    sources = {"s": Source("s", authors=("A B",), date="2019")}
    quotes = (Quote("s", "x"), Quote("lost", "y"), Quote("s", "z"))
    assert quote_references(quotes, sources) == ["B 2019 (2)", "lost"]
    paged = (Quote("s", "x", page=12), Quote("s", "x", page=3), Quote("s", "y", page=3))
    assert quote_references(paged, sources) == ["B 2019, p. 3, 12"]


def test_full_references_read_as_in_a_bibliography():
    source = Source("s", title="Why?", authors=("A", "B", "C"), date="2019", publisher="P", url="u")
    assert full_reference(source) == "A, B and C (2019). Why? P. u."
    assert full_reference(Source("s")) == "s."


def test_only_quoted_sources_are_listed():
    sources = {name: Source(name) for name in "abc"}
    quoting = Statement("x", quotes=(Quote("c", "x"), Quote("a", "y")))
    found = quoted_sources(ArgumentMap(sources=sources, statements={"x": quoting}))
    assert [source.id for source in found] == ["a", "c"]
