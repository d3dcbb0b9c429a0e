"""The quotes of a whole map, and which files a map may have read."""

from pathlib import Path

import pytest

from argmap.documents.access import source_path
from argmap.documents.answers import State
from argmap.documents.check import by_quote, check_quotes, quote_state
from argmap.model.argmap import ArgumentMap
from argmap.model.errors import UserError
from argmap.model.records import Quote, QuotePart, Source, SourceId, Statement, StatementId
from tests.documents.extracting import extract


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_bytes(b"One two three.\r\nFour five six.\n")
    (tmp_path / "maps").mkdir()
    return tmp_path / "maps"


def quoting(*quotes: Quote, file: str = "../texts/a.txt") -> ArgumentMap:
    source = Source(SourceId("a"), file=file)
    statement = Statement(StatementId("s"), text="S.", quotes=quotes)
    return ArgumentMap(sources={source.id: source}, statements={statement.id: statement})


def test_a_quote_is_held_against_its_document(folder):
    [finding] = check_quotes(quoting(Quote(SourceId("a"), "three.\nFour")), folder)
    assert (finding.answer.state, finding.answer.start) == (State.IN_PLACE, 8)
    assert finding.problem is None


def test_every_stretch_of_a_discontinuous_quote_is_looked_up(folder):
    parts = (QuotePart("One two"), QuotePart("seven"))
    findings = check_quotes(quoting(Quote(SourceId("a"), parts=parts)), folder)
    assert [f.answer.state for f in findings] == [State.IN_PLACE, State.NOT_FOUND]
    assert [f.part for f in findings] == [0, 1]
    assert findings[1].problem is not None
    assert "“seven” is not in the document" in findings[1].problem.what


@pytest.mark.parametrize(
    ("file", "why"),
    [
        ("../texts/b.txt", "no such document"),
        ("", "names no file"),
        ("../../../../etc/passwd", "lies outside"),
        ("../texts/a.odt", "no such document"),
        ("../texts", "is a folder or a device"),
        ("file:///etc/passwd", "names its file by the path from the map’s folder"),
        ("https://example.org/a.txt", "is an address on the web, which is never fetched"),
        ("C:\\a.txt", "another system"),
        ("a\0.txt", "names no file"),
    ],
)
def test_a_source_that_cannot_be_read_leaves_its_quotes_missing(folder, file, why):
    [finding] = check_quotes(quoting(Quote(SourceId("a"), "One"), file=file), folder)
    assert finding.answer.state is State.SOURCE_MISSING
    assert why in finding.problem.what


def test_a_quote_of_an_unknown_source_says_so(folder):
    [finding] = check_quotes(quoting(Quote(SourceId("b"), "One")), folder)
    assert "no such source" in finding.problem.what


def test_files_below_the_folder_above_the_map_are_read(folder):
    assert source_path("../texts/a.txt", folder) == (folder.parent / "texts" / "a.txt").resolve()


def test_a_link_that_leads_out_is_refused_until_its_folder_is_allowed(folder, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside")
    (outside / "b.txt").write_text("B", encoding="utf-8")
    (folder / "b.txt").symlink_to(outside / "b.txt")
    with pytest.raises(UserError, match="lies outside"):
        source_path("b.txt", folder)
    assert source_path("b.txt", folder, [outside]) == (outside / "b.txt").resolve()


def test_a_ring_of_links_is_refused(folder):
    (folder / "x").symlink_to(folder / "y")
    (folder / "y").symlink_to(folder / "x")
    with pytest.raises(UserError):
        extract(source_path("x", folder))


def test_text_that_is_not_utf8_says_where(folder):
    (folder / "l.txt").write_bytes(b"fine\ncaf\xe9\n")
    with pytest.raises(UserError, match=r"l\.txt:2: the text is not UTF-8"):
        extract(folder / "l.txt")


def test_a_byte_order_mark_is_no_part_of_the_text(folder):
    (folder / "m.txt").write_bytes("\ufeffa\r\nb\rc".encode())
    assert extract(folder / "m.txt").text == "a\nb\nc"
    (folder / "w.txt").write_bytes("\ufeffé".encode("utf-16-le"))
    assert extract(folder / "w.txt").text == "é"


@pytest.mark.parametrize(
    ("parts", "state", "codes"),
    [
        (("One", "three", "six"), State.IN_PLACE, []),
        (("One", "seven"), State.NOT_FOUND, ["quote-not-found"]),
        (("six", "One"), State.AMBIGUOUS, ["quote-out-of-order"]),
        (("One two", "two three"), State.AMBIGUOUS, ["quote-out-of-order"]),
    ],
)
def test_a_discontinuous_quote_is_whole_if_its_parts_stand_in_order(folder, parts, state, codes):
    quote = Quote(SourceId("a"), parts=tuple(QuotePart(words) for words in parts))
    findings = check_quotes(quoting(Quote(SourceId("a"), "five"), quote), folder)
    quotes = by_quote(findings)
    assert list(quotes) == [("s", 0), ("s", 1)]
    assert quote_state(quotes["s", 0]) is State.IN_PLACE
    assert quote_state(quotes["s", 1]) is state
    assert [f.problem.code for f in findings if f.problem] == codes


def test_a_confirmed_encoding_is_used(folder):
    (folder / "w.txt").write_bytes("Le café".encode("cp1252"))
    map_ = quoting(Quote(SourceId("a"), "café"), file="w.txt")
    [finding] = check_quotes(map_, folder)
    assert "choose its encoding" in finding.problem.what
    source = Source(SourceId("a"), file="w.txt", encoding="cp1252")
    [finding] = check_quotes(map_.replaced(sources={source.id: source}), folder)
    assert finding.answer.state is State.IN_PLACE
