"""The small bar at a selected passage: what it can become, with the keys that do it.

A suggestion, made from marker words, preselects a kind and shows the words that caused it; nothing
is made before somebody asks for it.
"""

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from argmap.layout.geometry import Box
from argmap.model.light_dataclass import dataclass
from argmap.model.records import Fidelity, StatementKind, Voice
from argmap.render.icons import paint_icon
from argmap.render.style import LIGHT, Theme
from argmap.ui.buttons import FlatButton
from argmap.ui.labels import plain_label

VOICES = {
    Voice.ENDORSED: "Endorsed by the author",
    Voice.CONCEDED: "Conceded by the author",
    Voice.REPORTED: "Only reported",
}
FIDELITIES = {
    Fidelity.QUOTATION: "Quotation: word for word",
    Fidelity.PARAPHRASE: "Paraphrase: same sense",
    Fidelity.INTERPRETATION: "Interpretation",
}
_WIDE = 300
_BESIDE = 24
"""What stands between the words and the button beside them, with the margins, in pixels."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that a passage can become: the action that does it, its word, icon and key."""

    action: str
    word: str
    icon: str
    key: str
    kind: StatementKind | None = None


OFFERS = (
    Offer("document.claim", "Claim", "claim", "C", StatementKind.CLAIM),
    Offer("document.evidence", "Evidence", "evidence", "E", StatementKind.EVIDENCE),
    Offer("document.counterpoint", "Counterpoint", "counterpoint", "X", StatementKind.COUNTERPOINT),
    Offer("document.question", "Question", "question", "Q", StatementKind.QUESTION),
    Offer("document.add-quote", "Quote", "quote", "A"),
)


class PassageBar(QWidget):
    """The bar; it belongs to the page and stands below what is selected."""

    def __init__(self, run: Callable[[str], object], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("passage-bar")
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._theme = LIGHT
        self.buttons = {offer.action: _Choice(offer, self) for offer in OFFERS}
        for id_, button in self.buttons.items():
            button.clicked.connect(lambda _=False, id_=id_: run(id_))
        row = QHBoxLayout()
        row.setSpacing(2)
        for button in self.buttons.values():
            row.addWidget(button)
        self.target = _small("", self)
        self.cause = _small("", self)
        self.marks = FlatButton(self, bare=True)
        self.marks.setText(self.tr("Mark as…"))
        self.marks.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.marks.setPopupMode(FlatButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self)
        self.marks.setMenu(self.menu)
        below = QHBoxLayout()
        below.setContentsMargins(6, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.target)
        words.addWidget(self.cause)
        below.addLayout(words, 1)
        below.addWidget(self.marks, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(5, 5, 5, 4)
        column.setSpacing(2)
        column.addLayout(row)
        column.addLayout(below)
        self.preselected = OFFERS[0].action
        self._words: dict[QLabel, str] = {}
        self.hide()

    def offer(
        self,
        usable: Callable[[str], str],
        target: str,
        suggested: StatementKind | None,
        cause: str,
    ) -> None:
        """Say what the passage can become; `usable` gives the reason why an action cannot be."""
        self.preselected = next(
            (offer.action for offer in OFFERS if offer.kind is suggested), OFFERS[0].action
        )
        for id_, button in self.buttons.items():
            reason = usable(id_)
            button.setEnabled(not reason)
            button.setToolTip(reason)
            button.preselected = bool(cause) and id_ == self.preselected
            button.update()
        self._words = {self.target: target, self.cause: cause}
        self._cut_words(_WIDE)
        self.cause.setVisible(bool(cause))
        self.adjustSize()

    def fill_marks(
        self,
        voice: Voice | None,
        fidelity: Fidelity | None,
        choose: Callable[[Voice | None, Fidelity | None], None],
    ) -> None:
        """Fill the menu of what the statement is marked with, and say what is chosen."""
        self.menu.clear()
        for value, words in VOICES.items():
            action = self.menu.addAction(self.tr(words))
            action.setCheckable(True)
            action.setChecked(value is voice)
            action.triggered.connect(
                lambda _=False, v=value: choose(None if v is voice else v, fidelity)
            )
        self.menu.addSeparator()
        for close, words in FIDELITIES.items():
            action = self.menu.addAction(self.tr(words))
            action.setCheckable(True)
            action.setChecked(close is fidelity)
            action.triggered.connect(
                lambda _=False, c=close: choose(voice, None if c is fidelity else c)
            )
        chosen = [str(one).capitalize() for one in (voice, fidelity) if one is not None]
        self.marks.setText(", ".join(chosen) or self.tr("Mark as…"))
        self.marks.updateGeometry()
        self.adjustSize()

    def stand_at(self, box: QRectF, room: QRect) -> None:
        """Stand below a box of the page, or above it, inside the room there is."""
        size = self.sizeHint()
        self.resize(min(max(size.width(), _WIDE), room.width() - 8), size.height())
        x = min(max(round(box.left()), 4), room.width() - self.width() - 4)
        y = round(box.bottom()) + 8
        if y + self.height() > room.height() - 4:
            y = round(box.top()) - self.height() - 8
        self.move(max(x, 2), min(max(y, 4), max(room.height() - self.height() - 4, 4)))

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        for button in self.buttons.values():
            button.theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(self._theme.window))
        painter.setPen(QPen(QColor(self._theme.hairline), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut_words(min(self.width(), _WIDE))

    def _cut_words(self, width: int) -> None:
        """Shorten the words to what a bar of this width has room for beside its button."""
        room = width - max(self.marks.sizeHint().width() + _BESIDE, 100)
        for label, words in self._words.items():
            metrics = label.fontMetrics()
            label.setText(metrics.elidedText(words, Qt.TextElideMode.ElideRight, room))


class _Choice(QToolButton):
    """A button with an icon and its key above its word."""

    def __init__(self, offer: Offer, parent: QWidget) -> None:
        super().__init__(parent)
        self._offer = offer
        self.theme = LIGHT
        self.preselected = False
        self.setText(offer.word)
        self.setAccessibleName(self.tr("{0}, key {1}").format(offer.word, offer.key))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(round(metrics.horizontalAdvance(self.text()) * 0.86) + 10, 44)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, enabled = self.theme, self.isEnabled()
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.isDown() or self.preselected:
            painter.setPen(QPen(QColor(theme.accent), 1.5 if self.preselected else 0))
            painter.setBrush(QColor(theme.selection))
            painter.drawRoundedRect(area, 5, 5)
        elif self.underMouse() and enabled:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.palette().color(QPalette.ColorRole.AlternateBase))
            painter.drawRoundedRect(area, 5, 5)
        kind = self._offer.kind
        colour = QColor(theme.kinds[kind].bar if kind is not None else theme.muted)
        words = QColor(theme.text)
        if not enabled:
            colour.setAlphaF(0.35)
            words.setAlphaF(0.4)
        middle = area.center().x()
        paint_icon(painter, self._offer.icon, Box(middle - 17, area.top() + 5, 16, 16), colour)
        muted = QColor(theme.muted)
        muted.setAlphaF(1.0 if enabled else 0.4)
        painter.setPen(muted)
        painter.setFont(_sized(self.font(), 0.86))
        key = QRectF(middle + 4, area.top() + 4, 14, 18)
        painter.drawText(key, Qt.AlignmentFlag.AlignCenter, self._offer.key)
        painter.setPen(words)
        below = QRectF(area.left(), area.top() + 23, area.width(), 18)
        word = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, round(below.width())
        )
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, word)


def _small(words: str, parent: QWidget) -> QLabel:
    label = plain_label(words, parent)
    label.setFont(_sized(label.font(), 0.9))
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label


def _sized(font: QFont, by: float) -> QFont:
    made = QFont(font)
    made.setPointSizeF(max(font.pointSizeF() * by, 1.0))
    return made
