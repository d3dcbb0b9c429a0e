"""A Qt application for work without a screen: measuring text, making pictures."""

import os

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from argmap.render.fonts import load_fonts
from argmap.render.raster import paint_in_one_thread


def gui_application() -> QGuiApplication:
    """Return the running application, or one that needs no screen, with the fonts loaded.

    The caller keeps the answer for as long as it works with Qt.
    """
    application = QCoreApplication.instance()
    if not isinstance(application, QGuiApplication):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        paint_in_one_thread()
        application = QGuiApplication(["argmap"])
        application.setApplicationName("argmap")
    load_fonts()
    return application
