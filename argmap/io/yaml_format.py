"""Placeholder."""

from argmap.io.yaml_read import read_text
from argmap.io.yaml_write import canonical


def formatted(text: str) -> str:
    """The text in canonical form."""
    return canonical(read_text(text).map)
