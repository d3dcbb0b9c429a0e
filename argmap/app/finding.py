"""Finding statements by words, kind and who says them, fast enough to follow every letter typed."""

from collections.abc import Iterable

from argmap.app.matching import folded
from argmap.edit.replacing import holds
from argmap.model.argmap import ArgumentMap
from argmap.model.light_dataclass import dataclass
from argmap.model.records import Statement, StatementId, StatementKind


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for: every word somewhere in the text, a kind (None: any), who says it.

    `in_a_row` looks for the words just as they are typed, one after the other.
    """

    words: str = ""
    kind: StatementKind | None = None
    said_by: str = ""
    in_a_row: bool = False

    def __bool__(self) -> bool:
        """Tell whether anything is looked for."""
        return bool(self.words.strip() or self.said_by) or self.kind is not None


class Finder:
    """Finds statements; a text without case and accents is made once for a statement."""

    def __init__(self) -> None:
        self._plain: dict[StatementId, tuple[Statement, str]] = {}

    def found(self, map: ArgumentMap, search: Search) -> list[StatementId]:
        """Return the statements that are looked for, in the order of the file; none for nothing."""
        if not search:
            return []
        words = [folded(word) for word in search.words.split()]
        kind, said_by = search.kind, search.said_by
        return [
            id_
            for id_, statement in map.statements.items()
            if (kind is None or statement.kind is kind)
            and (not said_by or said_by in voices_of(map, statement))
            and self._holds(statement, words)
            and (not search.in_a_row or not words or holds(statement.text, search.words))
        ]

    def _holds(self, statement: Statement, words: Iterable[str]) -> bool:
        known = self._plain.get(statement.id)
        if known is None or known[0] is not statement:
            known = self._plain[statement.id] = statement, folded(statement.text)
        plain = known[1]
        return all(word in plain for word in words)


def voices_of(map: ArgumentMap, statement: Statement) -> tuple[str, ...]:
    """Return who says a statement: its speaker, else the authors of what it quotes."""
    if statement.speaker:
        return (statement.speaker,)
    sources = (map.sources.get(quote.source) for quote in statement.quotes)
    return tuple(dict.fromkeys(name for one in sources if one is not None for name in one.authors))


def voices(map: ArgumentMap) -> list[str]:
    """Return everybody who says something on a map, by name."""
    each = (voices_of(map, statement) for statement in map.statements.values())
    return sorted({name for names in each for name in names}, key=folded)
