"""What all windows of the program share, and the program as they see it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QMainWindow

from argmap.app.settings import Settings
from argmap.app.workspace import Workspace
from argmap.model.light_dataclass import dataclass
from argmap.render.style import Theme
from argmap.ui.dialogs import Asker


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Settings, what is remembered between runs, and whoever answers questions."""

    settings: Settings
    workspace: Workspace
    asker: Asker


class Desk(Protocol):
    """The program, as far as the actions of one window ask for it."""

    around: Surroundings
    theme: Theme

    @property
    def windows(self) -> Sequence[QMainWindow]:
        """All windows that show a map."""
        ...

    def new(self) -> object:
        """Open an empty map."""
        ...

    def open(self, path: Path) -> object:
        """Open a map in a window of its own."""
        ...

    def ask_what_to_open(self, parent: QMainWindow | None) -> None:
        """Ask for files and open them."""
        ...

    def welcome(self) -> object:
        """Show recent and example maps to choose from."""
        ...

    def forget_recent(self) -> None:
        """Empty the list of recent maps."""
        ...

    def quit(self) -> None:
        """Close every window; one that must stay open stops it."""
        ...

    def rescue(self) -> list[Path]:
        """Write every changed map aside after a fault; returns where they are."""
        ...
