"""Placeholder."""

from dataclasses import dataclass

from argmap.io.yaml_write import canonical
from argmap.model.argmap import ArgumentMap


@dataclass(frozen=True, slots=True)
class Spliced:
    """The text to save; `rewritten` says that it is in canonical form, not spliced."""

    text: str
    rewritten: bool


def spliced(text: str, before: ArgumentMap, after: ArgumentMap) -> Spliced:
    """The text with what changed."""
    if before == after:
        return Spliced(text, rewritten=False)
    return Spliced(canonical(after), rewritten=True)
