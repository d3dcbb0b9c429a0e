"""The system's clipboard, as actions know it: a clip is a map and an outline at once."""

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from argmap.app.clipboard import Clip

MAP_TYPE = "application/x-argmap+yaml"


class SystemClipboard:
    """Reads and writes the clipboard of the desktop."""

    def read(self) -> Clip:
        """Return what is on the clipboard, as far as a map can use it."""
        data = QGuiApplication.clipboard().mimeData()
        map_text = bytes(data.data(MAP_TYPE).data()).decode("utf-8", "replace")
        return Clip(map_text, data.text() if data.hasText() else "")

    def write(self, clip: Clip) -> None:
        """Put a clip on the clipboard, as a map and as text."""
        data = QMimeData()
        if clip.map_text:
            data.setData(MAP_TYPE, clip.map_text.encode("utf-8"))
        data.setText(clip.text)
        QGuiApplication.clipboard().setMimeData(data)
