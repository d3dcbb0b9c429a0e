"""Which theme a widget is dressed in, told by its palette, until the window says it."""

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget

from argmap.render.style import CONTRAST, DARK, LIGHT, Theme


def theme_of(widget: QWidget) -> Theme:
    """Return the theme whose window has the colour of the widget's ground."""
    ground = widget.palette().color(QPalette.ColorRole.Window)
    for theme in (LIGHT, DARK, CONTRAST):
        if ground.name().upper() == theme.window:
            return theme
    return DARK if ground.lightness() < 128 else LIGHT
