"""The panes beside the map: which there are, where they stand, and who makes each.

A pane is a widget made from an editor and its bridge; it is made when the window first needs it.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from argmap.model.light_dataclass import dataclass

if TYPE_CHECKING:
    from argmap.app.editor import Editor
    from argmap.ui.bridge import Bridge


_LEFT = Qt.DockWidgetArea.LeftDockWidgetArea
_BELOW = Qt.DockWidgetArea.BottomDockWidgetArea
_RIGHT = Qt.DockWidgetArea.RightDockWidgetArea


@dataclass(frozen=True, slots=True)
class Pane:
    """A pane: its name (also the dock's object name), title, side, and where its class is.

    One that stands `apart` is below the others of its side, not behind a tab of theirs. It is there
    to be looked at: opening it leaves the focus where it is.
    """

    name: str
    title: str
    area: Qt.DockWidgetArea
    module: str
    kind: str
    width: int
    shown: bool = False
    apart: bool = False

    def make(self, editor: "Editor", bridge: "Bridge") -> QWidget:
        """Make the pane for a map."""
        made: QWidget = getattr(import_module(self.module), self.kind)(editor, bridge)
        return made


PANES = (
    Pane("documents", "Documents", _LEFT, "argmap.ui.documents.pane", "DocumentPane", 406),
    Pane("outline", "Outline", _LEFT, "argmap.ui.outline", "Outline", 280),
    Pane("problems", "Problems", _LEFT, "argmap.ui.problems", "Problems", 280),
    Pane("history", "History", _LEFT, "argmap.ui.history_list", "HistoryList", 280),
    Pane("parked", "For later", _LEFT, "argmap.ui.present.parking", "ParkingLot", 280),
    Pane("story", "Story", _BELOW, "argmap.ui.present.strip", "StoryStrip", 900),
    Pane("inspector", "Inspector", _RIGHT, "argmap.ui.inspector", "Inspector", 240, shown=True),
    Pane("minimap", "Minimap", _RIGHT, "argmap.ui.minimap", "Minimap", 240, apart=True),
)

BY_NAME = {pane.name: pane for pane in PANES}
