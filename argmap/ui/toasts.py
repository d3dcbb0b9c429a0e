"""Short notices over the map, gone by themselves; they never ask and never take the focus."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from argmap.app.messages import Notice, Tone
from argmap.render.style import Theme
from argmap.ui.buttons import FlatButton
from argmap.ui.themes import hairline

LEAST_SECONDS = 4.0
OFFER_SECONDS = 12.0
"""An offer waits until a hand has found the mouse."""
SECONDS_PER_LETTER = 0.05
WIDEST = 560
ABOVE_EDGE = 20


class Toast(QWidget):
    """The place at the lower edge of a widget where notices appear."""

    def __init__(self, over: QWidget, theme: Theme) -> None:
        super().__init__(over)
        self._theme, self._over = theme, over
        self._words = QLabel(self)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._button = FlatButton(self)
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 12, 8)
        row.addWidget(self._words, 1)
        row.addWidget(self._button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self._offered: Callable[[], None] = lambda: None
        self._button.clicked.connect(self._take_offer)
        over.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """The words of the notice that is shown or was shown last."""
        return self._words.text()

    def tell(self, notice: Notice, offer: str = "", take: Callable[[], None] | None = None) -> None:
        """Show a notice, in place of an earlier one; with a button where something is offered."""
        self._tone = notice.tone
        self._words.setText(notice.text)
        self._button.setText(offer)
        self._button.setVisible(bool(offer))
        self._offered = take or (lambda: None)
        self._place()
        self.show()
        self.raise_()
        least = OFFER_SECONDS if offer else LEAST_SECONDS
        self._timer.start(int(1000 * max(least, SECONDS_PER_LETTER * len(notice.text))))
        event = QAccessibleAnnouncementEvent(self, notice.text)
        QAccessible.updateAccessibility(event)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return False

    def mousePressEvent(self, event: object) -> None:
        self.hide()

    def hideEvent(self, event: object) -> None:
        self._timer.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(hairline(self._theme))
        painter.setBrush(QColor(self._theme.window))
        box = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, 8, 8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._edge()))
        painter.drawRoundedRect(box.adjusted(6, 8, -(box.width() - 10), -8), 2, 2)

    def _edge(self) -> str:
        theme = self._theme
        edges = {Tone.REFUSAL: theme.error, Tone.WARNING: theme.warning}
        return edges.get(self._tone, theme.accent)

    _tone = Tone.INFORMATION

    def _place(self) -> None:
        over = self._over
        room = min(WIDEST, over.width() - 40)
        self._words.setMinimumWidth(0)
        line = self._words.fontMetrics().horizontalAdvance(self._words.text()) + 4
        extra = 44 + (self._button.sizeHint().width() + 8 if self._button.text() else 0)
        self._words.setFixedWidth(max(40, min(line, room - extra)))
        self.adjustSize()
        self.move((over.width() - self.width()) // 2, over.height() - self.height() - ABOVE_EDGE)

    def _take_offer(self) -> None:
        self.hide()
        self._offered()
