"""A frame around statements is named where people look for it."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

CTRL = Qt.KeyboardModifier.ControlModifier


def test_a_new_group_is_named_in_the_inspector(shown, tea, press):
    window = shown(tea)
    editor = window.editor
    editor.select("calm", "cost")
    window.canvas.setFocus()
    press(window, Qt.Key.Key_G, CTRL)
    (group,) = editor.map.groups.values()
    assert group.statements == ("calm", "cost")
    assert window.toast.text == "The group has no name yet."
    window.perform(window.actions_.records["insert.name-group"])
    field = window.focusWidget()
    assert field is window.docks.pane("inspector").sheet.fields["group_title"]
    QTest.keyClicks(field, "What speaks for tea")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert editor.map.groups[group.id].title == "What speaks for tea"
    assert editor.undo()
    assert editor.map.groups[group.id] == group
