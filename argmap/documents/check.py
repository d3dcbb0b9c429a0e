"""Every quote of a map, held against the documents it comes from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from argmap.documents.access import source_path
from argmap.documents.anchors import find_quote
from argmap.documents.answers import DocumentText, Found, State
from argmap.documents.shelf import Shelf
from argmap.model.argmap import ArgumentMap
from argmap.model.errors import Problem, Severity, UserError
from argmap.model.records import Quote, Source, SourceId, StatementId


@dataclass(frozen=True, slots=True)
class QuoteFinding:
    """What became of one stretch of one quote; `quote` and `part` count from 0."""

    statement: StatementId
    quote: int
    part: int
    source: SourceId
    exact: str
    answer: Found
    why: str = ""

    @property
    def problem(self) -> Problem | None:
        """The finding as a warning, or None where the quote stands as it should."""
        answer = self.answer
        if answer.state is State.IN_PLACE or (answer.state is State.MOVED and answer.sure):
            return None
        what = f"{self.statement}: quote {self.quote + 1} of {self.source}: {_advice(self)}"
        return Problem(
            Severity.WARNING, f"quote-{answer.state.replace(' ', '-')}", what, self.statement
        )


@dataclass(frozen=True, slots=True)
class _Read:
    document: DocumentText | None
    unchanged: bool = False
    why: str = ""


def check_quotes(
    argument_map: ArgumentMap,
    folder: Path | None,
    allowed: Iterable[Path] = (),
    shelf: Shelf | None = None,
) -> list[QuoteFinding]:
    """Look up every quote of a map; `folder` is the folder of the map's file.

    Each document is read once, or not at all where it stands on the `shelf` as its file is now. One
    that cannot be read leaves its quotes as `source missing`.
    """
    roots, shelf = tuple(allowed), shelf or Shelf()
    read: dict[SourceId, _Read] = {}
    findings: list[QuoteFinding] = []
    for statement in argument_map.statements.values():
        for index, quote in enumerate(statement.quotes):
            if quote.source not in read:
                source = argument_map.sources.get(quote.source)
                read[quote.source] = _read(source, folder, roots, shelf)
            findings.extend(_findings(statement.id, index, quote, read[quote.source]))
    return findings


def _read(
    source: Source | None, folder: Path | None, allowed: tuple[Path, ...], shelf: Shelf
) -> _Read:
    if source is None:
        return _Read(None, why="the map has no such source")
    if not source.file:
        return _Read(None, why="the source names no file")
    if folder is None:
        return _Read(None, why="the map has no folder yet, so its documents are not known")
    try:
        path = source_path(source.file, folder, allowed)
        document = shelf.document(path, confirmed_encoding(source))
    except UserError as error:
        return _Read(None, why=str(error))
    text = document.extracted
    same_file = text.sha256 == source.sha256 and not source.text_sha256
    return _Read(document.text, text.text_sha256 == source.text_sha256 or same_file)


def confirmed_encoding(source: Source) -> str:
    """Return the encoding that somebody confirmed for a source's text, or an empty string."""
    said = source.extra.get("encoding", "")
    return said if isinstance(said, str) else ""


def _findings(
    statement: StatementId, index: int, quote: Quote, read: _Read
) -> Iterator[QuoteFinding]:
    for part, stretch in enumerate(quote.stretches()):
        if read.document is None:
            answer = Found(State.SOURCE_MISSING)
        else:
            answer = find_quote(stretch, read.document, unchanged=read.unchanged)
        yield QuoteFinding(statement, index, part, quote.source, stretch.exact, answer, read.why)


def _advice(finding: QuoteFinding) -> str:
    match finding.answer.state:
        case State.SOURCE_MISSING:
            return f"the source is missing: {finding.why}"
        case State.MOVED:
            return "the words now stand among other words; confirm the place"
        case State.CHANGED:
            return f"the passage was changed to “{finding.answer.found}”; accept it or point to it"
        case State.AMBIGUOUS:
            return "the words stand in several places; add more of what stands around them"
        case _:
            guess = finding.answer.found
            hint = f"; the nearest words are “{guess}”" if guess else ""
            return f"“{_short(finding.exact)}” is not in the document{hint}; point to it again"


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else flat[:59] + "…"
