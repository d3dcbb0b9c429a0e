"""The passages of one statement, one after another: which was shown last, and which comes next.

It changes nothing and knows no screen.
"""

from typing import TYPE_CHECKING, Protocol

from argmap.app.passages import Passage
from argmap.model.records import SourceId

if TYPE_CHECKING:
    from argmap.documents.check import QuoteFinding


class Asked(Protocol):
    """The reading of a map, as far as it is asked here."""

    @property
    def current(self) -> SourceId:
        """The document that is shown."""
        ...

    def findings(self, id_: str) -> "tuple[QuoteFinding, ...]":
        """Return where each stretch of a statement's quotes stands."""
        ...


class Turning:
    """Goes through the passages that statements of one map rest on."""

    def __init__(self, reading: Asked) -> None:
        self._reading = reading
        self._shown: tuple[str, Passage] | None = None

    def passages(self, id_: str) -> tuple[Passage, ...]:
        """Return the passages of a statement that have a place, in the order of its quotes."""
        found = dict.fromkeys(
            Passage(finding.source, finding.answer.start, finding.answer.end)
            for finding in self._reading.findings(id_)
            if finding.answer.start is not None and finding.answer.end is not None
        )
        return tuple(found)

    def first(self, id_: str) -> Passage | None:
        """Return the passage to show first: one of the document that is read before all others."""
        passages = self.passages(id_)
        here = (one for one in passages if one.source == self._reading.current)
        return self._show(id_, next(here, passages[0] if passages else None))

    def next_one(self, id_: str) -> Passage | None:
        """Return the passage after the one shown last, round the end; else the first."""
        passages, last = self.passages(id_), self._last_of(id_)
        if last is None or last not in passages:
            return self.first(id_)
        return self._show(id_, passages[(passages.index(last) + 1) % len(passages)])

    def place(self, id_: str) -> tuple[int, int]:
        """Return which passage of a statement was shown last, from 1 (0: none), and how many."""
        passages, last = self.passages(id_), self._last_of(id_)
        return (passages.index(last) + 1 if last in passages else 0), len(passages)

    def _last_of(self, id_: str) -> Passage | None:
        return self._shown[1] if self._shown is not None and self._shown[0] == id_ else None

    def _show(self, id_: str, passage: Passage | None) -> Passage | None:
        self._shown = (id_, passage) if passage is not None else None
        return passage
