"""The report of a fault: says what happened and where the work is, and copies the details."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from argmap.ui.buttons import without_icons
from argmap.ui.versions import versions


class CrashDialog(QDialog):
    """Says what happened and where the work is, and copies the report."""

    def __init__(self, words: str, rescued: list[Path], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("A fault in argmap"))
        self.report = f"{versions()}\n\n{words}"
        column = QVBoxLayout(self)
        for text in self._sentences(rescued):
            label = QLabel(text, self)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setWordWrap(True)
            column.addWidget(label)
        shown = QPlainTextEdit(self.report, self)
        shown.setReadOnly(True)
        column.addWidget(shown, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        copy = buttons.addButton(self.tr("Copy report"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.report))
        buttons.rejected.connect(self.reject)
        without_icons(buttons)
        column.addWidget(buttons)
        self.resize(640, 420)

    def _sentences(self, rescued: list[Path]) -> list[str]:
        said = [
            self.tr(
                "Something went wrong inside the program. The last step may not have been done; "
                "you can go on working, but save soon."
            )
        ]
        said += [self.tr("A copy of your work is in {}").format(path) for path in rescued]
        return said
