"""What the bar at a passage says: what it would bear on, and what marker words suggest."""

from typing import TYPE_CHECKING

from argmap.model.argmap import ArgumentMap
from argmap.model.records import StatementId, StatementKind
from argmap.ui.sentences import KIND_NAMES, called, one_line

if TYPE_CHECKING:
    from argmap.documents.suggest import Suggestion


def cause_words(suggestion: "Suggestion | None") -> str:
    """Return which words suggest a kind; empty without a suggestion."""
    if suggestion is None:
        return ""
    words = one_line(suggestion.words.strip(" ,"), 24)
    return f"{KIND_NAMES[suggestion.kind]}? It says “{words}”"


def target_words(map: ArgumentMap, focus: str) -> str:
    """Return what a statement made of the passage would bear on."""
    if focus in map.links:
        return f"On {called(map, focus, 40)}"
    held = map.statements.get(StatementId(focus))
    if held is None:
        return "Stands on its own"
    how = "Answers" if held.kind is StatementKind.QUESTION else "Bears on"
    return f"{how} {called(map, focus, 40)}"


def plain(words: str) -> str:
    """Return words that no tooltip takes for rich text."""
    return words.replace("<", "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}")
