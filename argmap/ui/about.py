"""What the program is, which versions are running, and under which licences."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from argmap import __version__
from argmap.ui.buttons import without_icons
from argmap.ui.labels import heading, plain_label
from argmap.ui.versions import PARTS, versions


class About(QDialog):
    """Versions, licences, and a button that copies both for a report."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("About argmap"))
        title = heading(f"argmap {__version__}", self, 1.6)
        about = plain_label(
            self.tr("Claims, evidence and counterpoints of documents as an editable map."), self
        )
        about.setWordWrap(True)
        self.text = f"{versions()}\n\n{self._licences()}"
        shown = QPlainTextEdit(self.text, self)
        shown.setReadOnly(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        copy = buttons.addButton(self.tr("Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text))
        buttons.rejected.connect(self.reject)
        without_icons(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 14)
        for widget in (title, about, shown, buttons):
            column.addWidget(widget)
        self.resize(520, 420)

    def _licences(self) -> str:
        lines = [self.tr("Licences:"), "argmap: MIT", "Inter: SIL Open Font License 1.1"]
        return "\n".join([*lines, *(f"{name}: {licence}" for name, licence in PARTS)])
