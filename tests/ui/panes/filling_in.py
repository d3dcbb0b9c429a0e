"""Filling in the fields of the inspector by real keys, as a person does."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

Key = Qt.Key


def show_all(inspector):
    from argmap.ui.sheet import Section

    for section in inspector.sheet.findChildren(Section):
        section.heading.setChecked(True)


def enter(field, text, *, end=Key.Key_Return, modifiers=Qt.KeyboardModifier.NoModifier):
    line = field.line if hasattr(field, "line") else field
    line.setFocus()
    QTest.keyClick(line, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(line, Key.Key_Delete)
    QTest.keyClicks(line, text)
    QTest.keyClick(line, end, modifiers)


def pick(field, value):
    """Choose with the arrow keys, as from the closed box."""
    field.setFocus()
    values = [field.itemData(row) for row in range(field.count())]
    steps = values.index(value) - field.currentIndex()
    for _ in range(abs(steps)):
        QTest.keyClick(field, Key.Key_Down if steps > 0 else Key.Key_Up)
