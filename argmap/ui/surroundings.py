"""What all windows of the program share."""

from dataclasses import dataclass

from argmap.app.settings import Settings
from argmap.app.workspace import Workspace
from argmap.ui.dialogs import Asker


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Settings, what is remembered between runs, and whoever answers questions."""

    settings: Settings
    workspace: Workspace
    asker: Asker
