"""Finding statements by words and kind, quickly enough to follow every letter that is typed."""

from collections.abc import Iterable

from argmap.app.matching import folded
from argmap.model.argmap import ArgumentMap
from argmap.model.light_dataclass import dataclass
from argmap.model.records import Statement, StatementId, StatementKind


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for: every word somewhere in the text, and a kind (None: any)."""

    words: str = ""
    kind: StatementKind | None = None

    def __bool__(self) -> bool:
        """Tell whether anything is looked for."""
        return bool(self.words.strip()) or self.kind is not None


class Finder:
    """Finds statements; a text without case and accents is made once for a statement."""

    def __init__(self) -> None:
        self._plain: dict[StatementId, tuple[Statement, str]] = {}

    def found(self, map: ArgumentMap, search: Search) -> list[StatementId]:
        """Return the statements that are looked for, in the order of the file; none for nothing."""
        if not search:
            return []
        words = [folded(word) for word in search.words.split()]
        kind = search.kind
        return [
            id_
            for id_, statement in map.statements.items()
            if (kind is None or statement.kind is kind) and self._holds(statement, words)
        ]

    def _holds(self, statement: Statement, words: Iterable[str]) -> bool:
        known = self._plain.get(statement.id)
        if known is None or known[0] is not statement:
            known = self._plain[statement.id] = statement, folded(statement.text)
        plain = known[1]
        return all(word in plain for word in words)
