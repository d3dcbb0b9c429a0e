"""Whether the documents of a map are shown when it is opened; asked before the pane is made."""

from argmap.app.workspace import Workspace
from argmap.model.argmap import ArgumentMap

KEPT = "documents"
"""The name under which the choices of the pane are remembered."""


def is_wanted(workspace: Workspace, map: ArgumentMap) -> bool:
    """Tell whether there is something to read and the pane was not closed by hand."""
    return bool(map.sources) and workspace.choices(KEPT).get("shown") is not False
