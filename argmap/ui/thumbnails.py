"""Small pictures of maps for the list of recent maps, as they were kept; others are made elsewhere.

The list stands before anything of maps is loaded, so nothing here knows what a map is.
"""

from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from argmap.app.workspace import Workspace
from argmap.render.style import Theme

SIZE = QSize(248, 140)
DENSITY = 2.0
TITLE = "Title"
"""The key under which a picture carries the title of its map."""


def kept_thumbnail(workspace: Workspace, path: Path, theme: Theme) -> QImage | None:
    """Return the picture made earlier of what the file holds now, or None."""
    try:
        file = thumbnail_file(workspace, path.read_bytes(), theme)
    except OSError:
        return None
    image = QImage(str(file)) if file.is_file() else QImage()
    if image.isNull():
        return None
    image.setDevicePixelRatio(DENSITY)
    return image


def thumbnail_file(workspace: Workspace, raw: bytes, theme: Theme) -> Path:
    """Return where the picture of a map with these bytes is, or will be."""
    file = workspace.thumbnail_file(raw)
    return file.with_name(f"{file.stem}-{theme.name}.png")
