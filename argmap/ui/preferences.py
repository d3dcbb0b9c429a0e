"""The preferences, made from the table of settings; every change takes effect at once."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QSpinBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from argmap.app.settings import SETTINGS, Setting, Settings, Value
from argmap.ui.buttons import without_icons
from argmap.ui.key_table import KeyTable
from argmap.ui.menus import said

WIDE = 560


class Preferences(QDialog):
    """One page for each heading of the table, and the keys."""

    def __init__(self, settings: Settings, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Preferences"))
        self._settings = settings
        self.fields: dict[str, QWidget] = {}
        """The widget of each setting, by its key."""
        pages = QTabWidget(self)
        pages.setDocumentMode(True)
        for title in dict.fromkeys(setting.page for setting in SETTINGS):
            pages.addTab(self._page(title), said(title))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        without_icons(buttons)
        column = QVBoxLayout(self)
        column.addWidget(pages)
        column.addWidget(buttons)
        self.resize(WIDE, 520)

    def _page(self, title: str) -> QWidget:
        page = QWidget(self)
        form = QFormLayout()
        form.setVerticalSpacing(6)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        for setting in SETTINGS:
            if setting.page == title:
                self._add(form, setting)
        column = QVBoxLayout(page)
        column.setContentsMargins(18, 16, 18, 12)
        column.addLayout(form)
        if title == "Keys":
            self.keys = KeyTable(self._settings, page)
            column.addWidget(self.keys, 1)
        else:
            column.addStretch(1)
        return page

    def _add(self, form: QFormLayout, setting: Setting) -> None:
        widget = field_of(setting, self._settings.value(setting.key), self._setter(setting))
        widget.setAccessibleName(said(setting.title))
        widget.setAccessibleDescription(said(setting.help))
        self.fields[setting.key] = widget
        help_ = QLabel(said(setting.help), self)
        help_.setTextFormat(Qt.TextFormat.PlainText)
        help_.setWordWrap(True)
        help_.setForegroundRole(help_.palette().ColorRole.PlaceholderText)
        help_.setContentsMargins(0, 0, 0, 12)
        if isinstance(widget, QCheckBox):
            widget.setText(said(setting.title))
            form.addRow(widget)
        else:
            form.addRow(said(setting.title), widget)
        form.addRow(help_)

    def _setter(self, setting: Setting) -> Callable[[Value], None]:
        return lambda value: self._settings.set(setting.key, value)


def field_of(setting: Setting, value: Value, set_: Callable[[Value], None]) -> QWidget:
    """Return the widget that shows a setting and tells of changes."""
    if isinstance(setting.default, bool):
        box = QCheckBox()
        box.setChecked(bool(value))
        box.toggled.connect(set_)
        return box
    if isinstance(setting.default, int):
        number = QSpinBox()
        number.setRange(setting.least, setting.most)
        number.setSingleStep(10)
        number.setSuffix(setting.unit)
        number.setValue(int(value))
        number.setKeyboardTracking(False)
        number.valueChanged.connect(set_)
        return number
    choices = QComboBox()
    for word, title in setting.choices:
        choices.addItem(said(title), word)
    choices.setCurrentIndex(choices.findData(value))
    choices.currentIndexChanged.connect(lambda at: set_(choices.itemData(at)))
    return choices
