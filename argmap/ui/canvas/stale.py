"""Which part of the canvas is out of date, so that an edit does not have all of it painted again.

From far away all of it is: there the picture is made in bulk, and names stand where there is room.
"""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import QWidget

from argmap.render.map_paint import FULL, Scene
from argmap.render.repaint import repainted
from argmap.ui.canvas.camera import Camera

MOST = 0.6
"""Where more than this share of the view is out of date, all of it is painted."""


class Stale:
    """Asks for paints of one widget, by what has changed since it was asked last."""

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget
        self._known: tuple[Scene, Camera] | None = None

    def refresh(self, scene: Scene, camera: Camera) -> None:
        """Have painted what differs from the scene of last time, as far as it is seen."""
        known, self._known = self._known, (scene, camera)
        if known is None or known[1] != camera or camera.zoom < FULL:
            self._widget.update()
            return
        view = float(self._widget.width()), float(self._widget.height())
        areas = repainted(known[0], scene, camera.visible(view))
        if areas is None:
            self._widget.update()
            return
        whole = self._widget.rect()
        region = QRegion()
        for area in areas:
            seen = camera.box_to_screen(area)
            rect = QRectF(seen.x, seen.y, seen.width, seen.height).toAlignedRect()
            region = region.united(rect.intersected(whole))
        bounds = region.boundingRect()
        size = bounds.width() * bounds.height()
        if size > MOST * whole.width() * whole.height():
            self._widget.update()
        elif size:
            self._widget.update(region)
