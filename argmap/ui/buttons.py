"""Calm buttons: a hairline, round corners, no relief; painted here, without style sheets."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QToolButton, QWidget

RADIUS = 5.0
_NO_ICON = QIcon()
LEAST_HEIGHT = 28
MARK = 14
"""The room for the small angle of a button that opens a menu."""


class FlatButton(QToolButton):
    """A tool button with a hairline around it; `bare` ones show it only under the pointer."""

    def __init__(self, parent: QWidget | None = None, *, bare: bool = False) -> None:
        super().__init__(parent)
        self._bare = bare
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        icon = self._icon_size().width()
        text = metrics.horizontalAdvance(self._words()) if self._words() else 0
        gap = 6 if icon and text else 0
        height = max(LEAST_HEIGHT, metrics.height() + 10)
        around = (12 if self._bare else 22) + (MARK if self._has_mark() else 0)
        return QSize(max(icon + gap + text + around, height), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        self._paint_words(painter)
        if self._has_mark():
            self._paint_mark(painter)

    def _has_mark(self) -> bool:
        """Tell whether a small angle says that the button opens a menu."""
        return not self._bare and self.menu() is not None

    def _words(self) -> str:
        only_icon = self.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly
        return "" if only_icon and not self.icon().isNull() else self.text()

    def _icon_size(self) -> QSize:
        only_text = self.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextOnly
        return QSize(0, 0) if only_text or self.icon().isNull() else self.iconSize()

    def _paint_ground(self, painter: QPainter) -> None:
        # Asked of the button: a style option would load QStyle, the dearest of Qt's classes.
        palette = self.palette()
        over = self.underMouse() and self.isEnabled()
        down = self.isDown()
        on = self.isChecked()
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        fill = QColor(Qt.GlobalColor.transparent)
        if down or on:
            fill = palette.color(QPalette.ColorRole.Highlight)
        elif over:
            fill = palette.color(QPalette.ColorRole.AlternateBase)
        edge = palette.color(QPalette.ColorRole.Mid)
        pen = QPen(edge, 1) if not self._bare or over else QPen(Qt.PenStyle.NoPen)
        if self.hasFocus():
            pen = QPen(palette.color(QPalette.ColorRole.Accent), 2)
            box.adjust(0.5, 0.5, -0.5, -0.5)
        painter.setPen(pen)
        painter.setBrush(fill)
        painter.drawRoundedRect(box, RADIUS, RADIUS)

    def _paint_words(self, painter: QPainter) -> None:
        words, icon, size = self._words(), self.icon(), self._icon_size()
        gap = 6 if size.width() and words else 0
        width = size.width() + gap + self.fontMetrics().horizontalAdvance(words)
        left = (self.width() - width - (MARK if self._has_mark() else 0)) // 2
        if size.width():
            icon.paint(
                painter,
                left,
                (self.height() - size.height()) // 2,
                size.width(),
                size.height(),
                mode=icon.Mode.Normal if self.isEnabled() else icon.Mode.Disabled,
            )
            left += size.width() + gap
        group = QPalette.ColorGroup.Active if self.isEnabled() else QPalette.ColorGroup.Disabled
        painter.setPen(self.palette().color(group, QPalette.ColorRole.ButtonText))
        area = self.rect().adjusted(left, 0, 0, 0)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(area, flags | Qt.TextFlag.TextSingleLine, words)

    def _paint_mark(self, painter: QPainter) -> None:
        middle = QPointF(self.width() - 5 - MARK / 2, self.height() / 2)
        painter.setPen(QPen(painter.pen().color(), 1.2))
        for side in (-1, 1):
            painter.drawLine(middle + QPointF(side * 3.5, -1.75), middle + QPointF(0, 1.75))


def without_icons(parent: QWidget) -> None:
    """Take the icons off a dialog's buttons, which Fusion draws for light windows only."""
    from PySide6.QtWidgets import QDialogButtonBox  # a start shows no dialog

    boxes = parent.findChildren(QDialogButtonBox)
    for box in [parent, *boxes] if isinstance(parent, QDialogButtonBox) else boxes:
        for button in box.buttons():
            button.setIcon(_NO_ICON)
