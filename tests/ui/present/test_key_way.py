"""Keys that reach one window of a talk while another one awaits them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from argmap.ui.present.key_way import KeyWay

Key = Qt.Key


class Held(QWidget):
    """A window with a line in it, that keeps what the line has no use for."""

    def __init__(self):
        super().__init__()
        self.line = QLineEdit()
        self.kept, self.heard = [], []
        self.line.returnPressed.connect(lambda: self.kept.append(self.line.text()))
        QVBoxLayout(self).addWidget(self.line)

    def keyPressEvent(self, event):
        self.heard.append(Key(event.key()))
        event.accept()


@pytest.fixture
def windows(qtbot):
    """The window that has the focus, and the one whose line awaits the keys."""
    front, other = QWidget(), Held()
    front.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    for window in (other, front):
        qtbot.addWidget(window)
        window.show()
        qtbot.waitExposed(window)
    other.line.setFocus()
    front.activateWindow()
    front.setFocus()
    qtbot.waitUntil(front.hasFocus)
    return front, other


def with_keys(widget, done, *keys):
    """Give a widget an action that these keys do, and note it when they did it."""
    action = QAction(widget)
    action.setShortcuts([QKeySequence(key) for key in keys])
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.triggered.connect(lambda: done.append(keys))
    widget.addAction(action)


def test_the_line_that_is_awaited_gets_every_key_and_no_page_is_turned(windows):
    front, other = windows
    turned = []
    with_keys(front, turned, "Return", "N", "Esc")
    way = KeyWay(lambda: other.line, front)
    way.watch([front])
    for key in (Key.Key_N, Key.Key_O, Key.Key_Return, Key.Key_Escape):
        QTest.keyClick(front, key)
    assert other.kept == ["no"]
    # Enter goes on to the window, as with a key that it gets itself.
    assert other.heard == [Key.Key_Return, Key.Key_Escape]
    assert not turned


def test_what_is_awaited_has_its_own_shortcuts(windows):
    front, other = windows
    turned, done = [], []
    with_keys(front, turned, "F6")
    with_keys(other.line, done, "F6")
    way = KeyWay(lambda: other.line, front)
    way.watch([front])
    QTest.keyClick(front, Key.Key_F6)
    assert done == [("F6",)]
    assert not turned


def test_keys_stay_where_they_arrive_when_nothing_else_awaits_them(windows):
    front, other = windows
    turned = []
    with_keys(front, turned, "N")
    way = KeyWay(lambda: None, front)
    way.watch([front])
    QTest.keyClick(front, Key.Key_N)
    assert turned
    assert other.line.text() == ""
