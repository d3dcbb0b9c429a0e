"""What the presenter points with: a red dot whose trail fades, a spotlight, a magnifying glass.

They are painted over the step; nothing of them is kept.
"""

from collections import deque
from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from argmap.layout.geometry import Point
from argmap.render.inks import NO_PEN

FADES_AFTER = 0.7
"""Seconds that the trail of the laser is seen."""
MAGNIFIED = 2.0
_DOT = 7.0
_RED = QColor(235, 30, 40)
_DARK = QColor(0, 0, 0, 190)
_SPOT = 0.17  # of the view's height
_GLASS = 0.24


class Trail:
    """Where the dot has been lately."""

    def __init__(self) -> None:
        self._passed: deque[tuple[float, Point]] = deque(maxlen=200)

    def move(self, at: Point, now: float) -> None:
        """Note where the dot is."""
        self._passed.append((now, at))

    def is_seen(self, now: float) -> bool:
        """Drop what has faded; tell whether anything is left."""
        while self._passed and now - self._passed[0][0] > FADES_AFTER:
            self._passed.popleft()
        return bool(self._passed)

    def clear(self) -> None:
        """Forget the trail."""
        self._passed.clear()

    def paint(self, painter: QPainter, now: float, seen: Callable[[Point], Point]) -> None:
        """Paint the trail, the older the fainter and thinner; `seen` says where a point is seen."""
        for (then, start), (_, end) in pairwise(self._passed):
            left = max(1 - (now - then) / FADES_AFTER, 0.0)
            colour = QColor(_RED)
            colour.setAlphaF(0.55 * left)
            painter.setPen(QPen(colour, 1 + _DOT * left))
            painter.drawLine(QPointF(*seen(start)), QPointF(*seen(end)))


def paint_dot(painter: QPainter, at: Point) -> None:
    """Paint the dot of the laser with a soft rim."""
    painter.setPen(NO_PEN)
    for radius, alpha in ((_DOT * 2.0, 0.18), (_DOT * 1.4, 0.35), (_DOT, 1.0)):
        colour = QColor(_RED)
        colour.setAlphaF(alpha)
        painter.setBrush(colour)
        painter.drawEllipse(QPointF(*at), radius, radius)


def paint_spotlight(painter: QPainter, area: QRectF, at: Point) -> None:
    """Darken all but a circle around the pointer."""
    dark = QPainterPath()
    dark.addRect(area)
    dark.addEllipse(QPointF(*at), *[area.height() * _SPOT] * 2)
    painter.setPen(NO_PEN)
    painter.fillPath(dark, _DARK)


def paint_glass(
    painter: QPainter, area: QRectF, at: Point, rim: QColor, again: Callable[[QPainter], None]
) -> None:
    """Paint everything once more, larger, within a circle around the pointer."""
    glass = QPainterPath()
    glass.addEllipse(QPointF(*at), *[area.height() * _GLASS] * 2)
    painter.save()
    painter.setClipPath(glass)
    painter.translate(*at)
    painter.scale(MAGNIFIED, MAGNIFIED)
    painter.translate(-at[0], -at[1])
    again(painter)
    painter.restore()
    painter.setPen(QPen(rim, 2))
    painter.drawPath(glass)
