"""The rubber band: pulling over empty ground chooses every box and link it touches."""

from PySide6.QtGui import QPainter

from argmap.layout.geometry import Box
from argmap.ui.canvas import marks
from argmap.ui.canvas.tools import Pointer, Stage, Tool


class Lasso(Tool):
    """Chooses while it is pulled; begun with Shift or Ctrl held it adds to what was chosen."""

    scrolls = True

    def __init__(self, stage: Stage, start: Pointer) -> None:
        super().__init__(stage)
        self._start = stage.camera.to_map(start.at)
        self._end = self._start
        self._before = stage.editor.session.selection
        self._adds = start.modifiers.shift or start.modifiers.ctrl

    @property
    def _band(self) -> Box:
        (ax, ay), (bx, by) = self._start, self._end
        return Box(min(ax, bx), min(ay, by), abs(ax - bx), abs(ay - by))

    def move(self, pointer: Pointer) -> None:
        """Pull the band to the pointer and choose what it touches."""
        self._end = self.stage.camera.to_map(pointer.at)
        hits = self.stage.hits
        # Links first: the last of a selection is its focus, and that is better a statement.
        touched = [*hits.links_in_rect(self._band), *hits.in_rect(self._band)]
        kept = [id_ for id_ in self._before if id_ not in touched] if self._adds else []
        self.stage.editor.select(*kept, *touched)
        self.stage.refresh()

    def release(self, pointer: Pointer) -> None:
        """Keep what is chosen."""
        self.stage.put_down()

    def cancel(self) -> None:
        """Choose again what was chosen before."""
        self.stage.editor.select(*self._before)
        self.stage.put_down()

    def paint(self, painter: QPainter) -> None:
        """Show the band."""
        band = self.stage.camera.box_to_screen(self._band)
        marks.band(painter, band, self.stage.theme)
