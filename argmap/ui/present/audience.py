"""The window that the audience sees: the step, nothing else; no notes are ever in it."""

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from argmap.app.editor import Editor
from argmap.app.talk import Talk
from argmap.render.icons import app_icon
from argmap.ui.present.lines import Lines
from argmap.ui.present.view import TalkView

HINT_MS = 2000
"""How long each screen says which key swaps them."""


class AudienceWindow(QWidget):
    """Holds the view over the whole of a screen, and lays sheets over it."""

    closed = Signal()
    came_to_front = Signal()
    """The keys come here from now on."""

    def __init__(self, editor: Editor, talk: Talk, view: TalkView) -> None:
        super().__init__()
        self.setObjectName("audience")
        self.setWindowIcon(app_icon())
        self.setWindowTitle(self.tr("Presentation — argmap"))
        self._talk, self.view = talk, view
        view.setParent(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(view, 1)
        self.lines = Lines(editor, talk, self)
        self.lines.setContentsMargins(16, 10, 16, 10)
        column.addWidget(self.lines)
        self.setFocusProxy(view)
        self._sheet: QWidget | None = None
        self.over_step: QWidget | None = None
        """What has the keys in place of the step while the map is unlocked."""
        self.badge = Badge(self, self.lines)
        self._ended = False

    def lay(self, sheet: QWidget | None) -> None:
        """Lay a sheet over the step, or take it away; the keys go with it."""
        if self._sheet is not None:
            self._sheet.hide()
            self._sheet.deleteLater()
        self._sheet = sheet
        if sheet is None:
            (self.over_step or self.view).setFocus()
        else:
            sheet.setParent(self)
            sheet.setGeometry(self.rect())
            sheet.show()
            sheet.raise_()
            sheet.setFocus()

    def ask(self) -> None:
        """Ask for what somebody said below the step, where the presenter has no screen."""
        self.lines.follow(self.view, wanted=bool(self._talk.capturing))
        self.badge.place()

    def end(self) -> None:
        """Close without telling anybody."""
        self._ended = True
        self.badge.stop()
        self.view.detach()
        self.close()
        self.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.accept()
        if not self._ended:
            self.closed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._sheet is not None:
            self._sheet.setGeometry(self.rect())
        self.badge.place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            asked = self.lines.focus if self.lines.isVisible() else self.over_step or self.view
            self._have_focus_in(self._sheet or asked)
            self.came_to_front.emit()

    def _have_focus_in(self, widget: QWidget) -> None:
        """Give the focus to a widget, unless something in it has it: words are typed there."""
        focused: QWidget | None = self.focusWidget()  # Qt's stubs forget that nothing may have it
        if focused is None or not (focused is widget or widget.isAncestorOf(focused)):
            widget.setFocus()


class Badge(QWidget):
    """A few words in the corner for a moment: a number being typed, the key that swaps screens."""

    def __init__(self, over: QWidget, foot: QWidget | None = None) -> None:
        super().__init__(over)
        self._over, self._foot = over, foot
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._words = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def say(self, words: str, milliseconds: int = 0) -> None:
        """Show words, for so long or until others come; nothing for none."""
        self._words = words
        self._timer.stop()
        self.setVisible(bool(words))
        if words and milliseconds:
            self._timer.start(milliseconds)
        self.place()
        self.update()

    def stop(self) -> None:
        """Wait for nothing any more."""
        self._timer.stop()

    def place(self) -> None:
        """Stand in the lower right corner of the window, above the foot while that is seen."""
        metrics, over = self.fontMetrics(), self._over
        foot = 0
        if self._foot is not None and not self._foot.isHidden():
            foot = self._foot.sizeHint().height()
        width, height = metrics.horizontalAdvance(self._words) + 32, metrics.height() + 16
        self.setGeometry(
            over.width() - width - 24, over.height() - foot - height - 24, width, height
        )
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().windowText())
        box = QRectF(self.rect())
        painter.drawRoundedRect(box, 6, 6)
        painter.setPen(self.palette().window().color())
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._words)
