"""The flash of the box whose passage is pointed at in a document.

A veil of the accent colour over the box, which fades; the edge that stays is painted with the map.
"""

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from argmap.model.records import StatementId
from argmap.ui.canvas.tools import Stage
from argmap.ui.flash import FLASH_MS, Flash

_STRONG = 0.30
_CORNER = 8.0
_MARGIN = 3.0


class Flashing(QObject):
    """What flashes on one canvas; a part of it in Qt's eyes, so that nothing tells it once gone."""

    def __init__(self, stage: Stage, widget: QWidget) -> None:
        super().__init__(widget)
        self._stage = stage
        self._widget = widget
        self._clock = Flash(widget.update, widget)

    def set_motion(self, wanted: bool) -> None:
        """Allow flashes or none."""
        self._clock.milliseconds = FLASH_MS if wanted else 0

    def point(self, id_: str) -> None:
        """Let a box flash that is pointed at, unless the pointer is on the box itself."""
        here = self._stage.tool.shown().hovered == id_
        self._clock.start("" if here else id_)
        self._widget.update()

    @property
    def of(self) -> str:
        """The statement whose box flashes, or an empty string."""
        return self._clock.of

    def paint(self, painter: QPainter) -> None:
        """Paint the flash over the map."""
        box = self._stage.placement.boxes.get(StatementId(self._clock.of))
        if box is None or self._clock.strength <= 0:
            return
        seen = self._stage.camera.box_to_screen(box)
        corner = _CORNER * self._stage.camera.zoom
        veil = QColor(self._stage.theme.accent)
        veil.setAlphaF(_STRONG * self._clock.strength)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(veil)
        area = QRectF(seen.x, seen.y, seen.width, seen.height)
        area.adjust(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)
        painter.drawRoundedRect(area, corner, corner)
        painter.restore()
