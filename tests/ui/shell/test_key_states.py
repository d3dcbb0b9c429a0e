"""Actions follow an edit of the map before the next key, and not several times within it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from argmap.ui.menus import ActionSet


@pytest.fixture
def window(shown, tea, qtbot):
    window = shown(tea)
    window.canvas.setFocus()
    qtbot.waitUntil(window.canvas.hasFocus)
    window.editor.select("tea")
    QApplication.processEvents()
    return window


def test_keys_in_quick_succession_find_actions_as_they_are(window):
    canvas = window.canvas
    QTest.keyClick(canvas, Qt.Key.Key_Tab)
    QTest.keyClicks(canvas.writing.field, "It is warm")
    QTest.keyClick(canvas.writing.field, Qt.Key.Key_Return)
    assert window.editor.session.focus == "it-is-warm"
    QTest.keyClick(canvas, Qt.Key.Key_Minus)  # greyed while something was typed
    assert window.editor.draft is not None
    assert window.editor.draft.anchor == "it-is-warm"


def test_a_key_of_the_window_finds_what_can_be_undone_while_typing(window):
    canvas = window.canvas
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert "tea" not in window.editor.map.statements
    QTest.keyClick(canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "tea" in window.editor.map.statements


def test_states_wait_until_somebody_asks_for_them(window, monkeypatch):
    refreshed = []
    refresh = ActionSet.refresh
    monkeypatch.setattr(
        ActionSet, "refresh", lambda *asked: (refreshed.append(asked), refresh(*asked))
    )
    QTest.keyClick(window.canvas, Qt.Key.Key_Delete)
    before = len(refreshed)
    assert before <= 1  # for the key itself
    assert window.actions_["edit.undo"].isEnabled()
    assert len(refreshed) == before + 1


def test_another_part_of_the_window_that_takes_the_keys_finds_them_up_to_date(window):
    window.editor.undo()
    window.editor.select()
    window.docks.show("outline")
    assert not window.actions_.by_id["edit.delete"].isEnabled()
    window.editor.select("tea")
    assert window.actions_.by_id["edit.delete"].isEnabled()
