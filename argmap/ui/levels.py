"""How many levels of every tree are to be seen: a number, and the map shows it at once."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QSpinBox, QVBoxLayout, QWidget

from argmap.app.actions_way import fold_to
from argmap.app.editor import Editor
from argmap.ui.buttons import without_icons

DEEPEST = 99


class Levels(QDialog):
    """Folds the map behind it while the number is chosen; giving up brings the folds back."""

    def __init__(self, editor: Editor, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("levels")
        self.setWindowTitle(self.tr("Fold to level"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._editor, self._before = editor, editor.session.remembered()
        self.number = QSpinBox()
        self.number.setRange(1, DEEPEST)
        self.number.setValue(3)
        self.number.selectAll()
        self.number.valueChanged.connect(lambda level: fold_to(editor, level))
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self._take)
        buttons.rejected.connect(self.reject)
        without_icons(buttons)
        form = QFormLayout()
        form.addRow(self.tr("Levels to be seen:"), self.number)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(14)
        column.addLayout(form)
        column.addWidget(buttons)
        self.rejected.connect(lambda: editor.session.restore(self._before))

    def _take(self) -> None:
        fold_to(self._editor, self.number.value())
        self.accept()
