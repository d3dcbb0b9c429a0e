"""A panel laid over a window for a moment: it goes with Esc, with its work done, or when left."""

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

RADIUS = 10.0


class Overlay(QWidget):
    """Stands in the upper middle of a window, as large as wished and as the window allows."""

    def __init__(self, over: QWidget, wished: QSize, top: int) -> None:
        super().__init__(over)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._over, self._wished, self._top = over, wished, top
        self.back = self._home_of_focus()
        """Where the focus goes afterwards."""
        over.installEventFilter(self)

    def open(self) -> None:
        """Show the panel and take the focus."""
        for other in self._over.findChildren(Overlay):
            if other is not self and other.isVisible():
                other.close()
        self._place()
        self.show()
        self.raise_()
        self.setFocus()
        _application().focusChanged.connect(self._focus_moved)

    def close_and_return(self) -> None:
        """Close, and give the focus back to where it was."""
        back = self.back
        self.close()
        if back is not None and isValid(back):
            back.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_and_return()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QEvent) -> None:
        self._over.removeEventFilter(self)
        _application().focusChanged.disconnect(self._focus_moved)
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Shadow), 1))
        painter.setBrush(self.palette().color(QPalette.ColorRole.Window))
        box = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, RADIUS, RADIUS)

    def _home_of_focus(self) -> QWidget | None:
        """Return what has the focus; where that is another panel, what had it before."""
        focused: QWidget | None = self._over.focusWidget()
        for other in self._over.findChildren(Overlay):
            if focused is not None and other.isAncestorOf(focused):
                return other.back
        return focused

    def _place(self) -> None:
        over = self._over.rect()
        width = min(self._wished.width(), over.width() - 32)
        height = min(self._wished.height(), over.height() - self._top - 24)
        self.setGeometry(QRect((over.width() - width) // 2, self._top, width, height))

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        inside = now is not None and (now is self or self.isAncestorOf(now))
        # Another program's window may have the focus for a while; that is no leaving.
        if now is not None and not inside and self.isVisible():
            self.close()


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application
