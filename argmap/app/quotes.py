"""How many quotes of a map stand in their documents, for the line below the map."""

from dataclasses import dataclass
from pathlib import Path

from argmap.model.argmap import ArgumentMap

MOST = 400
"""With more statements than this the count would be felt; the problems of a check then tell."""


@dataclass(frozen=True, slots=True)
class QuoteCount:
    """Quotes that stand where they should, and those that do not or whose document is not there."""

    in_place: int = 0
    amiss: int = 0


def count_quotes(map: ArgumentMap, folder: Path | None) -> QuoteCount | None:
    """Look up every quote, from the folder of the map's file; None where there is none to count."""
    quoting = [statement for statement in map.statements.values() if statement.quotes]
    if not quoting or folder is None or len(quoting) > MOST:
        return None
    from argmap.documents.check import check_quotes  # brings the search for words with it

    every = {(held.id, number) for held in quoting for number in range(len(held.quotes))}
    findings = check_quotes(map, folder)
    amiss = {(found.statement, found.quote) for found in findings if found.problem is not None}
    return QuoteCount(len(every - amiss), len(amiss))
