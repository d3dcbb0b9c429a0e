"""A bar above the map for what stays true until something is done: read-only, changed elsewhere."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from argmap.render.style import Theme
from argmap.ui.buttons import FlatButton

Choices = Sequence[tuple[str, Callable[[], object]]]
"""The words of each button, and what it does; the bar closes first."""


class Bar(QWidget):
    """One sentence and a few buttons; hidden while it has nothing to say."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = QLabel(self)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(18, 6, 10, 6)
        self._row.addWidget(self._words, 1)
        self._buttons: list[FlatButton] = []
        self._below: dict[str, tuple[str, Choices]] = {}
        self._present: tuple[str, Choices] = ("", ())
        self.topic = ""
        self.set_theme(theme)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence that is shown."""
        return self._words.text()

    def say(self, topic: str, words: str, choices: Choices = ()) -> None:
        """Show a sentence about a topic, with what may be done, and a way to close the bar.

        What was said of another topic comes back when this one is done.
        """
        self._below.pop(topic, None)
        if self.topic not in ("", topic):
            self._below[self.topic] = self._present
        self._clear()
        self.topic, self._present = topic, (words, choices)
        self._words.setText(words)
        for title, act in (*choices, (self.tr("Close"), lambda: None)):
            button = FlatButton(self)
            button.setText(title)
            button.clicked.connect(self._chosen(act))
            self._row.addWidget(button)
            self._buttons.append(button)
        self.show()

    def says(self, topic: str) -> bool:
        """Tell whether something is said of a topic, be it below another one."""
        return topic == self.topic or topic in self._below

    def done(self, topic: str) -> None:
        """Say nothing of this topic any more."""
        self._below.pop(topic, None)
        if self.topic != topic:
            return
        self._clear()
        if self._below:
            last, (words, choices) = self._below.popitem()
            self.say(last, words, choices)
        else:
            self.hide()

    def choose(self, title: str) -> None:
        """Press a button by its words."""
        next(button for button in self._buttons if button.text() == title).click()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.AlternateBase))
        painter.fillRect(0, 0, 4, self.height(), QColor(self._theme.warning))
        edge = self.palette().color(QPalette.ColorRole.Mid)
        painter.fillRect(0, self.height() - 1, self.width(), 1, edge)

    def _chosen(self, act: Callable[[], object]) -> Callable[[], None]:
        def chosen() -> None:
            self.done(self.topic)
            act()

        return chosen

    def _clear(self) -> None:
        self.topic = ""
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons.clear()
