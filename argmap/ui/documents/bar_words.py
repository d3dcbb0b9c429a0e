"""What the bar at a passage says: what it would bear on, and what marker words suggest."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from argmap.app.passages import Passage
from argmap.model.argmap import ArgumentMap
from argmap.model.records import StatementId, StatementKind, Voice
from argmap.ui.sentences import called

if TYPE_CHECKING:
    from argmap.documents.extracted import Extracted


@dataclass(frozen=True, slots=True)
class Suggested:
    """What marker words suggest of a passage, and in words which of them."""

    kind: StatementKind | None = None
    voice: Voice | None = None
    cause: str = ""


NOTHING = Suggested()


def suggestion(text: "Extracted | None", passage: Passage) -> Suggested:  # noqa: ARG001
    """Return what marker words in a passage and right before it suggest."""
    return NOTHING


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
