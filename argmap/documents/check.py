"""Every quote of a map, held against the documents it comes from."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from argmap.documents.access import source_path
from argmap.documents.anchors import find_quote
from argmap.documents.answers import DocumentText, Found, State
from argmap.documents.shelf import Shelf
from argmap.model.argmap import ArgumentMap
from argmap.model.errors import Problem, Severity, UserError
from argmap.model.light_dataclass import dataclass
from argmap.model.records import Quote, QuotePart, Source, SourceId, StatementId


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
    out_of_order: bool = False

    @property
    def problem(self) -> Problem | None:
        """The finding as a warning, or None where the quote stands as it should."""
        answer = self.answer
        good = answer.state is State.IN_PLACE or (answer.state is State.MOVED and answer.sure)
        if good and not self.out_of_order:
            return None
        what = f"{self.statement}: quote {self.quote + 1} of {self.source}: {_advice(self)}"
        code = "out-of-order" if good else answer.state.replace(" ", "-")
        return Problem(Severity.WARNING, f"quote-{code}", what, self.statement)


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
            held = read[quote.source]
            answers = [_answer(held, stretch) for stretch in quote.stretches()]
            findings.extend(findings_of(statement.id, index, quote, answers, held.why))
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
        document = shelf.document(path, source.encoding)
    except UserError as error:
        return _Read(None, why=str(error))
    return _Read(document.text, document.extracted.is_confirmed_by(source))


def findings_of(
    statement: StatementId,
    index: int,
    quote: Quote,
    answers: Sequence[Found | None],
    why: str = "",
) -> Iterator[QuoteFinding]:
    """Yield what became of each stretch of a quote, given the answers; None is not known yet."""
    last = 0
    for part, (stretch, answer) in enumerate(zip(quote.stretches(), answers, strict=True)):
        if answer is not None:
            astray = answer.start is not None and answer.start < last
            last = max(last, answer.end or 0)
            yield QuoteFinding(
                statement, index, part, quote.source, stretch.exact, answer, why, astray
            )


def by_quote(
    findings: Iterable[QuoteFinding],
) -> dict[tuple[StatementId, int], list[QuoteFinding]]:
    """Return findings by the quote they belong to: its statement and its number."""
    quotes: dict[tuple[StatementId, int], list[QuoteFinding]] = {}
    for finding in findings:
        quotes.setdefault((finding.statement, finding.quote), []).append(finding)
    return quotes


def quote_state(findings: Sequence[QuoteFinding]) -> State:
    """Return what became of one whole quote, given the findings of its parts.

    It is as its worst part is; parts that are all found but no longer in order are ambiguous, for
    nobody can say which of them went astray.
    """
    worst = max((finding.answer.state for finding in findings), key=_FROM_GOOD_TO_BAD.index)
    astray = any(finding.out_of_order for finding in findings)
    return State.AMBIGUOUS if astray and worst in _PLACED else worst


_FROM_GOOD_TO_BAD = (
    *(State.IN_PLACE, State.MOVED, State.CHANGED),
    *(State.AMBIGUOUS, State.NOT_FOUND, State.SOURCE_MISSING),
)
_PLACED = frozenset(_FROM_GOOD_TO_BAD[:3])


def _answer(read: _Read, stretch: QuotePart) -> Found:
    if read.document is None:
        return Found(State.SOURCE_MISSING)
    return find_quote(stretch, read.document, unchanged=read.unchanged)


def _advice(finding: QuoteFinding) -> str:
    match finding.answer.state:
        case State.SOURCE_MISSING:
            return f"the source is missing: {finding.why}"
        case State.IN_PLACE | State.MOVED if finding.out_of_order:
            return f"the part “{_short(finding.exact)}” now stands before the part that precedes it"
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
