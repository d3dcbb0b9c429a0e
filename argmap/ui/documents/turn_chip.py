"""The chip over a page that tells which passage of the chosen statement is shown, of how many.

A press goes to the next one. It stands in the lower corner of the page and moves nothing.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from argmap.app.editor import Editor
from argmap.render.style import LIGHT, Theme
from argmap.ui.buttons import FlatButton
from argmap.ui.documents.coverage_strip import WIDTH

_APART = 10


class TurnChip(FlatButton):
    """Hidden where there is only one passage, or none."""

    def __init__(self, editor: Editor, run: Callable[[str], object], parent: QWidget) -> None:
        super().__init__(parent, bare=True)
        self._editor, self._page = editor, parent
        self._theme = LIGHT
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setToolTip(self.tr("Next passage of the statement (Ctrl+Shift+F)"))
        self.clicked.connect(lambda: run("document.show-passage"))
        parent.installEventFilter(self)
        self.hide()

    def refresh(self) -> None:
        """Say which passage of the chosen statement is shown, and how many there are."""
        place, count = self._editor.reading.turning.place(self._editor.session.focus)
        self.setVisible(count > 1)
        if place:
            self.setText(self.tr("Passage {0} of {1}").format(place, count))
        else:
            self.setText(self.tr("{} passages").format(count))
        self._stand()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._stand()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.hairline), 1))
        painter.setBrush(QColor(self._theme.window))
        area = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(area, 6, 6)
        painter.end()
        super().paintEvent(event)

    def _stand(self) -> None:
        room = self._page.size()
        self.resize(self.sizeHint())
        x = room.width() - WIDTH - self.width() - _APART
        self.move(x, room.height() - self.height() - _APART)
        self.raise_()
