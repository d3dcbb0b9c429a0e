"""The fonts of a map: the bundled cuts of Inter, the same on every machine.

Scripts that Inter lacks fall back to the fonts of the system; that is Qt's doing. Sizes are pixels
and hinting is off, so that the width of a text does not depend on the screen.
"""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

from argmap.resources import resource_path

FAMILY = "Inter"
CSS_FAMILIES = "Inter, 'Helvetica Neue', Arial, 'Liberation Sans', sans-serif"
CUTS = ("Regular", "Italic", "SemiBold", "Bold")
REGULAR, SEMIBOLD, BOLD = 400, 600, 700

_LOADED = "argmap_fonts_loaded"


def load_fonts() -> None:
    """Make the bundled fonts known to Qt, once for an application.

    Raises RuntimeError where there is no QGuiApplication yet, and OSError where a font is missing
    from the installation.
    """
    application = QCoreApplication.instance()
    if not isinstance(application, QGuiApplication):
        raise RuntimeError("fonts need a QGuiApplication")  # noqa: TRY004  # no wrong argument
    if application.property(_LOADED):
        return
    for cut in CUTS:
        path = resource_path("fonts", f"Inter-{cut}.ttf")
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise OSError(f"{path}: this font is missing or damaged; install argmap again")
    application.setProperty(_LOADED, True)


def font(size: float, weight: int = REGULAR, *, italic: bool = False) -> QFont:
    """Return Inter in a size in pixels, hinting off."""
    made = QFont([FAMILY])
    made.setPixelSize(max(1, round(size)))
    made.setWeight(QFont.Weight(weight))
    made.setItalic(italic)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setStyleStrategy(
        QFont.StyleStrategy.PreferAntialias | QFont.StyleStrategy.NoSubpixelAntialias
    )
    return made
