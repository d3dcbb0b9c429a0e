"""Reading the documents of one open map: which is shown, what is selected, where each quote stands.

The map is the truth; this only looks. Nothing is changed but by the actions of the table, and the
offsets of quotes that moved are renewed when a changed map is saved (`confirmed`).
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from argmap.app.anchoring import Anchoring
from argmap.app.coverage import Span, units_of, unread
from argmap.app.jobs import Runner
from argmap.app.listeners import Listeners
from argmap.app.open_documents import Condition, OpenDocuments, Opened
from argmap.app.passages import Passage
from argmap.app.quotes import QuoteCount
from argmap.app.turning import Turning
from argmap.edit.store import Commit, Store
from argmap.model.argmap import ArgumentMap
from argmap.model.light_dataclass import dataclass
from argmap.model.records import (
    Fidelity,
    Quote,
    QuotePart,
    Source,
    SourceId,
    Statement,
    StatementId,
    Voice,
)

if TYPE_CHECKING:
    from argmap.documents.answers import Found
    from argmap.documents.check import QuoteFinding
    from argmap.documents.extracted import Extracted
    from argmap.documents.suggest import Suggestion


class News(StrEnum):
    """What happened to the reading of a map."""

    DOCUMENTS = "documents"
    """A document was read, has changed or is gone, or quotes were found in one."""
    CURRENT = "current"
    """Another document is shown."""
    PASSAGE = "passage"
    """Another passage is selected."""
    REVEAL = "reveal"
    """A place is to be shown (`Reading.revealed`)."""


class After(StrEnum):
    """What happens to a statement just made of a passage."""

    SELECT = "select"
    STAY = "stay"
    REWORD = "reword"


@dataclass(frozen=True, slots=True)
class Place:
    """Where one stretch of a quote stands; `quote` and `part` count from 0."""

    statement: StatementId
    quote: int
    part: int
    start: int
    end: int
    certain: bool = True
    """False where the words were changed or stand among others."""


class Reading:
    """The documents of a map as they are being read, and the map's quotes in them."""

    def __init__(self, store: Store, folder: Callable[[], Path | None]) -> None:
        self._store = store
        self.documents = OpenDocuments(store, folder)
        self.changes: Listeners[News] = Listeners()
        self.after = After.SELECT
        """What to do with a statement that was made of a passage."""
        self.suggestion: Suggestion | None = None
        """What marker words around the selected passage suggest."""
        self.voice: Voice | None = None
        self.fidelity: Fidelity | None = None
        """What the next statement made of the selected passage is marked with."""
        self.turning = Turning(self)
        """Which passage of a statement was shown last."""
        self.here = 0
        """Where in the text somebody reads: the place of the cursor."""
        self.revealed: Passage | None = None
        self.trouble: QuoteFinding | None = None
        """The quote that accepting and pointing are about."""
        self._current = SourceId("")
        self._passage: Passage | None = None
        self._anchoring = Anchoring(self.documents, self._quoted, self._renew)
        self._found: dict[StatementId, tuple[object, tuple[QuoteFinding, ...]]] = {}
        self._edition = 0
        self._places: tuple[object, int, dict[SourceId, tuple[Place, ...]]] | None = None
        self._units: dict[SourceId, tuple[Extracted, list[list[Span]]]] = {}
        self._unread: dict[SourceId, tuple[object, list[Span]]] = {}
        self.documents.changes.add(self._document_changed)
        store.subscribe(self._committed)

    # ----------------------------------------------------------------------------- what is shown

    @property
    def map(self) -> ArgumentMap:
        """The map that is read for."""
        return self._store.map

    @property
    def current(self) -> SourceId:
        """The document that is shown; the first one until another is chosen."""
        if self._current not in self.map.sources:
            return next(iter(self.map.sources), SourceId(""))
        return self._current

    @property
    def text(self) -> "Extracted | None":
        """The text of the document that is shown."""
        return self.documents.text(self.current)

    @property
    def passage(self) -> Passage | None:
        """What is selected in the document that is shown."""
        return self._passage

    def show(self, source: str) -> None:
        """Show another document."""
        if source in self.map.sources and source != self._current:
            changed = source != self.current
            self._current = SourceId(source)
            if changed:
                self.select(None)
                self.changes.tell(News.CURRENT)

    def select(self, passage: Passage | None) -> None:
        """Take a selection; what it is to be marked with is chosen anew."""
        if passage != self._passage:
            self._passage = passage
            self.suggestion = self._suggested(passage)
            voice = self.suggestion.voice if self.suggestion is not None else None
            # What an author holds goes without saying; what is granted or reported does not.
            self.voice = voice if voice is not Voice.ENDORSED else None
            self.fidelity = None
            self.changes.tell(News.PASSAGE)

    def reveal(self, passage: Passage) -> None:
        """Show a place of a document."""
        self.show(passage.source)
        self.revealed = passage
        self.changes.tell(News.REVEAL)

    def refresh(self) -> None:
        """Read the documents that were not read yet."""
        self.documents.refresh()

    def use(self, runner: Runner) -> None:
        """Have what takes long done by a runner from now on."""
        self._anchoring.forget_wishes()
        self.documents.use(runner)

    # ----------------------------------------------------------------------------- where quotes are

    def findings(self, id_: str) -> tuple["QuoteFinding", ...]:
        """Return where each stretch of a statement's quotes stands.

        Those whose document is being read, or which are being looked for, are left out.
        """
        statement = self.map.statements.get(StatementId(id_))
        return () if statement is None else self._of_statement(statement)

    def places(self, source: str) -> tuple[Place, ...]:
        """Return every stretch that a document's quotes stand at, in reading order."""
        statements = self.map.statements
        known = self._places
        if known is None or known[0] is not statements or known[1] != self._edition:
            found: dict[SourceId, list[Place]] = {}
            for finding in self._every():
                if (place := _place_of(finding)) is not None:
                    found.setdefault(finding.source, []).append(place)
            ordered = {id_: tuple(sorted(held, key=_order)) for id_, held in found.items()}
            known = self._places = statements, self._edition, ordered
        return known[2].get(SourceId(source), ())

    def troubles(self) -> list["QuoteFinding"]:
        """Return every stretch that somebody should look at, in the order of the statements."""
        return [finding for finding in self._every() if finding.problem is not None]

    def counted(self) -> QuoteCount | None:
        """Return how many quotes stand where they should; None where there is none, or not yet."""
        amiss: dict[tuple[StatementId, int], bool] = {}
        for finding in self._every():
            key = finding.statement, finding.quote
            amiss[key] = amiss.get(key, False) or finding.problem is not None
        wrong = sum(amiss.values())
        return QuoteCount(len(amiss) - wrong, wrong) if amiss else None

    def unread(self, source: str) -> list[Span]:
        """Return the passages of a document that no quote touches."""
        id_, text = SourceId(source), self.documents.text(source)
        if text is None:
            return []
        places = self.places(id_)
        key = places, text
        if id_ not in self._unread or self._unread[id_][0] != key:
            if id_ not in self._units or self._units[id_][0] is not text:
                self._units[id_] = text, units_of(text)
            spans = [(place.start, place.end) for place in places]
            self._unread[id_] = key, unread(self._units[id_][1], spans)
        return self._unread[id_][1]

    def unchanged(self, source: Source) -> bool:
        """Tell whether a document is, by its hash, the one in which offsets were counted."""
        text = self.documents.text(source.id)
        return text is not None and text.is_confirmed_by(source)

    # --------------------------------------------------------------------------------------- saving

    def confirmed(self, map: ArgumentMap) -> ArgumentMap:
        """Return a map with renewed offsets of quotes whose words were surely moved.

        Where all quotes of a changed document stand in it, its fingerprints are renewed too. Words
        are never touched.
        """
        statements = {**map.statements}
        shaken: set[SourceId] = set()
        for statement in map.statements.values():
            if statement.quotes and statement == self.map.statements.get(statement.id):
                statements[statement.id] = self._renewed(statement, shaken)
        sources = {
            source.id: source
            if source.id in shaken or self.unchanged(source)
            else self._fingerprinted(source)
            for source in map.sources.values()
        }
        if statements == map.statements and sources == map.sources:
            return map
        return map.replaced(statements=statements, sources=sources)

    def _renewed(self, statement: Statement, shaken: set[SourceId]) -> Statement:
        found = {(one.quote, one.part): one for one in self._of_statement(statement)}
        quotes = list(statement.quotes)
        for index, quote in enumerate(statement.quotes):
            answers = [found.get((index, part)) for part in range(len(quote.stretches()))]
            if any(one is None or one.problem is not None for one in answers):
                shaken.add(quote.source)
                continue
            starts = [one.answer.start if one is not None else None for one in answers]
            quotes[index] = _with_starts(quote, starts)
        return replace(statement, quotes=tuple(quotes))

    def _fingerprinted(self, source: Source) -> Source:
        opened = self.documents.opened(source.id)
        if opened.condition is not Condition.READ or opened.text is None:
            return source
        quoted = any(place for place in self.places(source.id))
        if not quoted or not (source.sha256 or source.text_sha256):
            return source  # nothing was confirmed in it, now or before
        text = opened.text
        return replace(source, sha256=text.sha256, text_sha256=text.text_sha256)

    # ----------------------------------------------------------------------------------- by itself

    def _suggested(self, passage: Passage | None) -> "Suggestion | None":
        text = self.documents.text(passage.source) if passage is not None else None
        if passage is None or text is None:
            return None
        from argmap.documents.suggest import suggest

        language = self.map.meta.language or "en"
        return suggest(text.text, passage.start, passage.end, language)

    def _every(self) -> Iterator["QuoteFinding"]:
        for statement in self.map.statements.values():
            if statement.quotes:
                yield from self._of_statement(statement)

    def _of_statement(self, statement: Statement) -> tuple["QuoteFinding", ...]:
        named = tuple(self.map.sources.get(quote.source) for quote in statement.quotes)
        key = (statement.quotes, named, self._edition)
        known = self._found.get(statement.id)
        if known is None or known[0] != key:
            known = self._found[statement.id] = key, tuple(self._looked_up(statement))
        return known[1]

    def _looked_up(self, statement: Statement) -> Iterator["QuoteFinding"]:
        from argmap.documents.check import findings_of

        for index, quote in enumerate(statement.quotes):
            source = self.map.sources.get(quote.source)
            opened = self.documents.opened(quote.source)
            why = opened.why if source is not None else "The map has no such source."
            answers = [self._answer(source, opened, part) for part in quote.stretches()]
            yield from findings_of(statement.id, index, quote, answers, why)

    def _answer(self, source: Source | None, opened: Opened, stretch: QuotePart) -> "Found | None":
        """Return where a stretch stands; None while it is not known."""
        from argmap.documents.answers import Found, State

        if source is None:
            return Found(State.SOURCE_MISSING)
        if opened.condition is Condition.WAITING:
            return None
        if opened.text is None:
            return Found(State.SOURCE_MISSING)
        answer = self._anchoring.answer(source, stretch)
        if opened.condition is Condition.GONE and answer is not None:
            return replace(answer, state=State.SOURCE_MISSING)
        return answer

    def _quoted(self, source: SourceId) -> Iterator[QuotePart]:
        """Yield every stretch that statements quote of a source."""
        for statement in self.map.statements.values():
            for quote in statement.quotes:
                if quote.source == source:
                    yield from quote.stretches()

    def _document_changed(self, source: SourceId) -> None:
        if source not in self.map.sources:
            self._anchoring.forget(source)
            for held in (self._units, self._unread):
                held.pop(source, None)
        if self._passage is not None and self._passage.source == source:
            self.select(None)
        self._renew()

    def _renew(self) -> None:
        self._edition += 1
        self._found.clear()
        self.changes.tell(News.DOCUMENTS)

    def _committed(self, commit: Commit) -> None:
        for id_ in commit.diff.touched("statements"):
            if id_ not in commit.after.statements:
                self._found.pop(StatementId(id_), None)
        if "sources" in commit.diff.changes:
            self.documents.refresh()
            self.changes.tell(News.DOCUMENTS)


def _place_of(finding: "QuoteFinding") -> Place | None:
    answer = finding.answer
    if answer.start is None or answer.end is None:
        return None
    certain = finding.problem is None
    return Place(finding.statement, finding.quote, finding.part, answer.start, answer.end, certain)


def _order(place: Place) -> tuple[int, int, str]:
    return place.start, -place.end, place.statement


def _with_starts(quote: Quote, starts: list[int | None]) -> Quote:
    if quote.parts:
        parts = tuple(
            part if part.start is None or start is None else replace(part, start=start)
            for part, start in zip(quote.parts, starts, strict=True)
        )
        return quote if parts == quote.parts else replace(quote, parts=parts)
    if quote.start is None or starts[0] is None or quote.start == starts[0]:
        return quote
    return replace(quote, start=starts[0])
