"""A sheet of the inspector: labelled fields in one calm column, and how they reach the map.

What is left or entered in a field becomes one commit; what is refused is told and the old value
comes back. Which fields there are is said by the chapters `inspector_*`.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QFont,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from argmap.app.editor import Editor
from argmap.app.messages import refusal
from argmap.edit.transaction import Transaction
from argmap.layout.geometry import Box
from argmap.model.errors import UserError
from argmap.model.records import Data
from argmap.render.icons import paint_icon, tinted_icon
from argmap.render.style import LIGHT, Theme
from argmap.ui.buttons import FlatButton
from argmap.ui.fields import ChoiceField, FlagField, LineField, TextField, WordsField
from argmap.ui.share_field import ShareField
from argmap.ui.themes import mixed

Field = LineField | TextField | ChoiceField | WordsField | FlagField | ShareField

GAP, INNER_GAP, MARGIN = 12, 4, 14


def said(text: str) -> str:
    """Return a text of the inspector in the language of the interface."""
    return QCoreApplication.translate("Inspector", text)


def wrapped_label(text: str = "", *, strong: bool = False) -> QLabel:
    """Return a label that shows its text as it is, wrapped."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setText(text)
    # A long word must not make the pane wider than it is.
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    if strong:
        font = label.font()
        font.setWeight(QFont.Weight.DemiBold)
        label.setFont(font)
    return label


def heading_label() -> QLabel:
    """Return a label for a few words of our own beside others: not wrapped, never cut."""
    label = wrapped_label(strong=True)
    label.setWordWrap(False)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    return label


def id_line() -> QLineEdit:
    """Return a line that shows an id, to be copied and not changed."""
    line = QLineEdit()
    line.setReadOnly(True)
    line.setFrame(False)
    line.setAccessibleName(said("Id in the file"))
    return line


class Sheet(QWidget):
    """A column of labelled fields about one subject, refreshed from the map."""

    def __init__(self, editor: Editor) -> None:
        super().__init__()
        self.editor = editor
        self.subject = ""
        self.theme: Theme = LIGHT
        self.fields: dict[str, Field] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self.column.setSpacing(GAP)

    # ---------------------------------------------------------------------------------- building

    def add_field(
        self,
        name: str,
        label: str,
        field: Field,
        *,
        into: QVBoxLayout | None = None,
        beside: QWidget | None = None,
        hint: str = "",
    ) -> QWidget:
        """Add a field below its label, with something beside it if wanted; returns the row."""
        self.fields[name] = field
        field.committed.connect(lambda value: self._commit(name, value))
        field.setObjectName(name)
        field.setAccessibleName(said(label))
        field.setAccessibleDescription(said(hint))
        field.setToolTip(said(hint))
        heading = None if isinstance(field, FlagField) else said(label)
        row = labelled(heading, field, beside)
        (into or self.column).addWidget(row)
        return row

    def finish(self) -> None:
        """Commit what is typed in any field."""
        for field in self.fields.values():
            field.finish()

    def finish_later(self) -> None:
        """Have what is typed committed to the present subject when nobody is told of news."""
        waiting = [(name, field) for name, field in self.fields.items() if field.modified()]
        for name, field in waiting:
            value, subject = field.take(), self.subject
            QTimer.singleShot(0, self, lambda n=name, v=value, s=subject: self._write_to(s, n, v))

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self.theme = theme
        for made in self.findChildren(IconButton):
            made.set_theme(theme)

    # -------------------------------------------------------------------------------- in the map

    def refresh(self) -> None:
        """Show the subject as it is now."""
        raise NotImplementedError

    def write(self, tx: Transaction, subject: str, name: str, value: Any) -> None:
        """Change one field of the subject by the verbs of the map."""
        raise NotImplementedError

    def exists(self, subject: str) -> bool:
        """Tell whether the map still has the subject."""
        return self.editor.map.node(subject) is not None

    def change(
        self, label: str, stage: Callable[[Transaction], object], merge_key: str = ""
    ) -> bool:
        """Commit a change, or tell why it cannot be; then show what is true."""
        try:
            with self.editor.transact(said(label), merge_key=merge_key) as tx:
                stage(tx)
        except UserError as error:
            self.editor.tell(refusal(error))
            return False
        finally:
            self.refresh()
        return True

    def _commit(self, name: str, value: Any) -> None:
        self._write_to(self.subject, name, value)

    def _write_to(self, subject: str, name: str, value: Any) -> None:
        if self.exists(subject):
            label = f"Change {name.replace('_', ' ')}"
            key = f"{subject}.{name}"
            self.change(label, lambda tx: self.write(tx, subject, name, value), key)


def labelled(
    label: str | None, field: QWidget, beside: QWidget | None = None, *over: QWidget
) -> QWidget:
    """Return a field below its label, which is its buddy, with buttons beside the label."""
    row = QWidget()
    column = QVBoxLayout(row)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(INNER_GAP)
    if label:
        heading = wrapped_label(label, strong=True)
        heading.setBuddy(field)
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(heading, 1)
        for widget in over:
            head.addWidget(widget)
        column.addLayout(head)
    if beside is None:
        column.addWidget(field)
    else:
        line = QHBoxLayout()
        line.setSpacing(INNER_GAP)
        line.addWidget(field, 1)
        line.addWidget(beside)
        column.addLayout(line)
    return row


def button(words: str, run: Callable[[], object], hint: str = "") -> FlatButton:
    """Return a small button with words on it."""
    made = FlatButton()
    made.setText(words)
    made.setToolTip(hint or words)
    made.setAccessibleName(hint or words)
    made.clicked.connect(lambda: run())
    return made


class IconButton(FlatButton):
    """A small button with an icon; its words are told by tooltip and screen reader."""

    def __init__(self, icon: str, words: str, run: Callable[[], object]) -> None:
        super().__init__(bare=True)
        self._name = icon
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.setText(words)
        self.setToolTip(words)
        self.setAccessibleName(words)
        self.setIconSize(QSize(16, 16))
        self.clicked.connect(lambda: run())

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        faint = mixed(theme.muted, theme.window, 0.4).name()
        self.setIcon(tinted_icon(self._name, theme.muted, faint))


def in_a_row(*widgets: QWidget) -> QWidget:
    """Return widgets beside each other, at the left."""
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(INNER_GAP)
    for widget in widgets:
        line.addWidget(widget)
    line.addStretch(1)
    return row


def side_by_side(*widgets: QWidget) -> QWidget:
    """Return widgets that share the width of a row; labels among them take what they need."""
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        line.addWidget(widget, 0 if isinstance(widget, QLabel) else 1)
    return row


class Heading(QToolButton):
    """The words over a part of a sheet, with an arrow that says whether it is unfolded."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setText(title)
        self.setAccessibleName(title)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        font = self.font()
        font.setWeight(QFont.Weight.DemiBold)
        self.setFont(font)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        side = metrics.height()
        return QSize(metrics.horizontalAdvance(self.text()) + 2 * side, max(side + 8, 24))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, palette = QPainter(self), self.palette()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = palette.color(QPalette.ColorRole.Mid)
        painter.fillRect(0, 0, self.width(), 1, line)
        side = self.fontMetrics().height()
        muted = palette.color(QPalette.ColorRole.PlaceholderText)
        name = "chevron-down" if self.isChecked() else "chevron-right"
        top = (self.height() - side) / 2 + 1
        paint_icon(painter, name, Box(-2, top, side, side), muted)
        painter.setPen(palette.color(QPalette.ColorRole.WindowText))
        area = self.rect().adjusted(side + 2, 1, 0, 0)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(area, flags | Qt.TextFlag.TextSingleLine, self.text())
        if self.hasFocus():
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 2, -1, -1), 4, 4)


class Section(QWidget):
    """A part of a sheet under a heading that folds it away."""

    def __init__(self, title: str, *, unfolded: bool = False) -> None:
        super().__init__()
        self.heading = Heading(title)
        self.body = QWidget()
        self.inside = QVBoxLayout(self.body)
        self.inside.setContentsMargins(0, 0, 0, 0)
        self.inside.setSpacing(GAP)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(INNER_GAP)
        column.addWidget(self.heading)
        column.addWidget(self.body)
        self.heading.toggled.connect(self._unfold)
        self.heading.setChecked(unfolded)
        self._unfold(unfolded)

    def _unfold(self, unfolded: bool) -> None:
        self.body.setVisible(unfolded)


def unknown_keys(extra: dict[str, Data] | Any) -> str:
    """Return keys that this version does not know, one a line, to be read only."""
    return "\n".join(f"{key}: {_data_words(value)}" for key, value in extra.items())


def _data_words(value: Any) -> str:
    if isinstance(value, str):
        return str(value)
    if isinstance(value, tuple):
        return "[" + ", ".join(_data_words(item) for item in value) + "]"
    return "{" + ", ".join(f"{key}: {_data_words(item)}" for key, item in value.items()) + "}"
