"""Light and dark: which theme is on, and the palette that Fusion draws widgets with.

The order is: the person's choice, the desktop's wish as Qt knows it, light. There are no style
sheets: they would break high contrast and slow everything down.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from argmap.app.settings import Settings
from argmap.render.fonts import FAMILY
from argmap.render.style import THEMES, Theme

_Role = QPalette.ColorRole
ICON_SIZE = 16
POINTS = 10.0
"""The size of text in panes and menus at 100 %."""


def theme_for(settings: Settings) -> Theme:
    """Return the theme that the settings and the desktop ask for."""
    wish = settings.value("theme")
    if wish == "system":
        scheme = QGuiApplication.styleHints().colorScheme()
        wish = "dark" if scheme == Qt.ColorScheme.Dark else "light"
    if wish == "light" and settings.value("classic_colours"):
        wish = "classic"
    return THEMES[str(wish)]


def dress(application: QApplication, theme: Theme, text_size: int) -> None:
    """Give the application palette and font; windows follow by themselves."""
    application.setPalette(palette_of(theme))
    font = QFont([FAMILY])
    font.setPointSizeF(POINTS * text_size / 100)
    application.setFont(font)


def palette_of(theme: Theme) -> QPalette:
    """Return the palette of widgets in a theme."""
    window, text, muted = QColor(theme.window), QColor(theme.text), QColor(theme.muted)
    selection = QColor(theme.selection)
    palette = QPalette(window)
    palette.setColor(_Role.Window, window)
    palette.setColor(_Role.Base, _field_ground(theme))
    palette.setColor(_Role.AlternateBase, QColor(theme.canvas))
    palette.setColor(_Role.Button, window)
    palette.setColor(_Role.ToolTipBase, window)
    for role in (_Role.WindowText, _Role.Text, _Role.ButtonText, _Role.ToolTipText):
        palette.setColor(role, text)
    palette.setColor(_Role.BrightText, QColor(theme.error))
    palette.setColor(_Role.PlaceholderText, muted)
    palette.setColor(_Role.Highlight, selection)
    palette.setColor(_Role.HighlightedText, text)
    palette.setColor(_Role.Accent, QColor(theme.accent))
    palette.setColor(_Role.Link, QColor(theme.accent))
    palette.setColor(_Role.LinkVisited, QColor(theme.accent))
    _set_edges(palette, theme)
    faint = mixed(theme.muted, theme.window, 0.62)
    for role in (_Role.WindowText, _Role.Text, _Role.ButtonText, _Role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, faint)
    palette.setColor(QPalette.ColorGroup.Disabled, _Role.Highlight, QColor(theme.canvas))
    return palette


def _field_ground(theme: Theme) -> QColor:
    """Return the ground of fields and lists.

    Fusion draws the edge of a field a little darker than the window, which is not seen on dark
    grounds; there the field itself is of another shade.
    """
    if theme.name == "contrast":
        return mixed(theme.text, theme.window, 0.17)
    return QColor(theme.canvas if theme.dark else theme.window)


def _set_edges(palette: QPalette, theme: Theme) -> None:
    """The roles that Fusion draws edges and bevels with: hairlines, no relief."""
    line = hairline(theme)
    palette.setColor(_Role.Light, QColor(theme.window))
    palette.setColor(_Role.Midlight, QColor(theme.window))
    palette.setColor(_Role.Mid, line)
    palette.setColor(_Role.Dark, line)
    palette.setColor(_Role.Shadow, QColor(theme.hairline))


def hairline(theme: Theme) -> QColor:
    """Return the colour of lines that part areas; strong only where contrast is asked for."""
    if theme.name == "contrast":
        return QColor(theme.hairline)
    return mixed(theme.hairline, theme.window, 0.4)


def mixed(one: str, other: str, share: float) -> QColor:
    """Return a colour between two, with this share of the first."""
    a, b = QColor(one), QColor(other)
    return QColor.fromRgbF(
        a.redF() * share + b.redF() * (1 - share),
        a.greenF() * share + b.greenF() * (1 - share),
        a.blueF() * share + b.blueF() * (1 - share),
    )


def small_icon(name: str, theme: Theme) -> QIcon:
    """Return an icon for menus and buttons, at the one size and the densities that they use."""
    from argmap.render.icons import icon_pixmap  # a window stands before it has icons

    icon = QIcon()
    faint = mixed(theme.muted, theme.window, 0.45).name()
    for density in (1.0, 2.0):
        icon.addPixmap(icon_pixmap(name, theme.text, ICON_SIZE, density))
        icon.addPixmap(icon_pixmap(name, faint, ICON_SIZE, density), QIcon.Mode.Disabled)
    return icon
