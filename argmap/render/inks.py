"""The colours of a theme as Qt wants them, each made once."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPen

from argmap.render.style import SOLID, LineStyle, Theme

NO_PEN = QPen(Qt.PenStyle.NoPen)
NO_BRUSH = QBrush(Qt.BrushStyle.NoBrush)


class Inks:
    """Pens and brushes of one theme."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self._colours: dict[str, QColor] = {}
        self._brushes: dict[str, QBrush] = {}
        self._pens: dict[tuple[str, float, LineStyle], QPen] = {}

    def colour(self, name: str) -> QColor:
        """Return a colour `#RRGGBB`."""
        made = self._colours.get(name)
        if made is None:
            made = self._colours[name] = QColor(name)
        return made

    def brush(self, name: str) -> QBrush:
        """Return a brush of a colour."""
        made = self._brushes.get(name)
        if made is None:
            made = self._brushes[name] = QBrush(self.colour(name))
        return made

    def pen(self, name: str, width: float = 1.0, style: LineStyle = SOLID) -> QPen:
        """Return a pen; a width of 0 is one pixel of the screen at every zoom."""
        made = self._pens.get((name, width, style))
        if made is None:
            made = self._pens[name, width, style] = _pen(self.colour(name), width, style)
        return made


def _pen(colour: QColor, width: float, style: LineStyle) -> QPen:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap if style.round_ends else Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if style.dashes:
        pen.setDashPattern(list(style.dashes))
    return pen
