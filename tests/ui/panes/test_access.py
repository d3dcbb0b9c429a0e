"""Every pane can be read and worked by those who do not see it or need larger letters."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
)

from argmap.app.workspace import Workspace
from argmap.render.style import THEMES
from argmap.ui.export_dialog import ExportDialog
from argmap.ui.history_list import HistoryList
from argmap.ui.inspector import Inspector
from argmap.ui.outline import Outline
from argmap.ui.print_preview import PrintPreview
from argmap.ui.problems import Problems
from argmap.ui.sheet import Section

WORKED = (
    *(QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit),
)
SELECTIONS = [(), ("patrol",), ("marriage",), ("joint",), ("against",), ("patrol", "against")]


def unfold(widget):
    for section in widget.findChildren(Section):
        section.heading.setChecked(True)


def nameless(widget):
    """The things to work with that a screen reader could not name, parts of others left out."""
    found = []
    for kind in WORKED:
        for inner in widget.findChildren(kind):
            outer = inner.parent()
            if inner.focusPolicy() == Qt.FocusPolicy.NoFocus or not inner.isVisible():
                continue
            if isinstance(outer, (QComboBox, QAbstractSpinBox)):
                continue
            if not QAccessible.queryAccessibleInterface(inner).text(QAccessible.Text.Name):
                found.append(inner)
    return found


def rich(widget):
    return [
        label.text()
        for label in widget.findChildren(QLabel)
        if label.textFormat() != Qt.TextFormat.PlainText and label.text() not in ("", "×")
    ]


@pytest.mark.parametrize("selection", SELECTIONS)
def test_inspector_names_everything(qtbot, editor, bridge, selection):
    inspector = Inspector(editor, bridge)
    qtbot.addWidget(inspector)
    inspector.resize(300, 900)
    inspector.show()
    editor.select(*selection)
    unfold(inspector)
    assert nameless(inspector) == []
    assert rich(inspector) == []


@pytest.mark.parametrize("selection", SELECTIONS)
def test_nothing_is_cut_off_at_large_text(qtbot, editor, bridge, qapp, selection):
    font = qapp.font()
    larger = qapp.font()
    larger.setPointSizeF(font.pointSizeF() * 1.5)
    qapp.setFont(larger)
    try:
        inspector = Inspector(editor, bridge)
        qtbot.addWidget(inspector)
        inspector.resize(280, 900)
        inspector.show()
        editor.select(*selection)
        unfold(inspector)
        qapp.processEvents()
        for area in inspector.findChildren(QScrollArea):
            if area.isVisible():
                assert area.widget().width() <= area.viewport().width()
        for label in inspector.findChildren(QLabel):
            if label.isVisible() and label.wordWrap():
                assert label.height() >= label.heightForWidth(label.width()), label.text()
    finally:
        qapp.setFont(font)


@pytest.mark.parametrize("kind", [Outline, Problems, HistoryList, Inspector])
def test_panes_have_names_and_take_every_theme(qtbot, editor, bridge, kind):
    pane = kind(editor, bridge)
    qtbot.addWidget(pane)
    pane.show()
    assert pane.accessibleName()
    assert nameless(pane) == []
    assert rich(pane) == []
    for theme in THEMES.values():
        pane.set_theme(theme)
        pane.grab()


@pytest.mark.parametrize("kind", [ExportDialog, PrintPreview])
def test_dialogs_name_everything(qtbot, editor, tmp_path, kind):
    editor.select("patrol")
    dialog = kind(editor, Workspace(tmp_path))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    assert [widget for widget in nameless(dialog) if "QPrintPreview" not in repr(widget)] == []
    assert rich(dialog) == []
