"""Placeholder."""

from dataclasses import dataclass

from argmap.io.yaml_read import Reading, read_text
from argmap.io.yaml_write import canonical
from argmap.model.argmap import ArgumentMap


@dataclass(frozen=True, slots=True)
class Spliced:
    """The text to save and what it reads as; `rewritten` says that comments may be gone."""

    text: str
    reading: Reading
    rewritten: bool = False


def spliced(text: str, before: ArgumentMap, after: ArgumentMap) -> Spliced:
    """The text with what changed."""
    if before == after:
        return Spliced(text, read_text(text))
    return Spliced(canonical(after), read_text(canonical(after)), rewritten=True)


def written(map: ArgumentMap) -> Spliced:
    """New."""
    return Spliced(canonical(map), read_text(canonical(map)))
