"""A small picture of the step that comes next, with its title."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from argmap.app.talk import Talk
from argmap.render.style import Theme
from argmap.ui.present.pictures import Look, StepPictures
from argmap.ui.present.stand import Stand


class NextStep(QWidget):
    """What the next key brings."""

    def __init__(
        self, talk: Talk, stand: Stand, pictures: StepPictures, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._talk, self._stand, self._pictures, self._theme = talk, stand, pictures, theme
        policy = QSizePolicy.Policy.Expanding
        self.setSizePolicy(policy, policy)

    def sizeHint(self) -> QSize:
        return QSize(320, 210)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.update()

    def follow(self) -> None:
        """Show what comes next now."""
        self.setAccessibleName(self._title())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = self.fontMetrics().height() + 8
        painter.setPen(self.palette().windowText().color())
        line = self.fontMetrics().elidedText(
            self._title(), Qt.TextElideMode.ElideRight, self.width()
        )
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(QRectF(0, 0, self.width(), height), flags, line)
        at = self._talk.at + 1
        if at < len(self._talk.steps) and self.height() > height + 20:
            area = QRectF(0, height, self.width(), self.height() - height)
            look = Look(area.size().toSize(), self.devicePixelRatioF(), self._theme)
            shown = (self._talk.story, at)
            image = self._pictures.picture(self._stand.map, self._stand.placement, shown, look)
            painter.drawImage(area.topLeft(), image)
            painter.setPen(QPen(QColor(self._theme.hairline), 1))
            painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()

    def _title(self) -> str:
        at = self._talk.at + 1
        steps = self._talk.steps
        if at >= len(steps):
            return self.tr("This is the last step.")
        return self.tr("Next: {}").format(steps[at].title)
