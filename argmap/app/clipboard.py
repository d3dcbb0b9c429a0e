"""What copying puts on the clipboard, and who keeps it.

A clip carries the copied part twice: as the text of a map, for pasting into a map, and as an
indented outline, for pasting anywhere else. The system's clipboard is bound above this layer.
"""

from typing import Protocol

from argmap.model.light_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Clip:
    """What is on the clipboard; either text may be empty."""

    map_text: str = ""
    text: str = ""


class Clipboard(Protocol):
    """Whoever keeps the clip."""

    def read(self) -> Clip:
        """Return what is on the clipboard now."""
        ...

    def write(self, clip: Clip) -> None:
        """Put a clip on the clipboard."""
        ...


class MemoryClipboard:
    """A clipboard of its own, for work without a screen."""

    def __init__(self) -> None:
        self._clip = Clip()

    def read(self) -> Clip:
        """Return what was written last."""
        return self._clip

    def write(self, clip: Clip) -> None:
        """Keep a clip."""
        self._clip = clip
