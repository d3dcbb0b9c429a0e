"""The pane of documents beside a small map that quotes one of them."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from argmap.app.editor import Editor
from argmap.io.files import open_document
from argmap.render.measure import Measure
from argmap.render.style import LIGHT
from argmap.ui.bridge import Bridge
from argmap.ui.documents.pane import DocumentPane
from tests.app.test_reading import MAP

# An emoji takes two of Qt's units, CRLF one character of the text.
TEXT = """\
Tea and sleep

😀😀 Many say that tea calms. It is cheap 😀 and good. For example, a pot costs 5 cents.

Of course, tea stains the teeth. But nobody minds.

A last paragraph <b>without</b> any quote & more.
"""
SECOND = """\
  - {id: web, title: On the web, url: "https://example.org"}
statements:
"""


@pytest.fixture
def tea(tmp_path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "maps").mkdir()
    document = tmp_path / "texts" / "tea.txt"
    document.write_bytes(TEXT.replace("\n", "\r\n").encode())
    map = MAP.replace("statements:\n", SECOND)
    (tmp_path / "maps" / "tea.argmap.yaml").write_text(map)
    return document


@pytest.fixture
def editor(qapp, tea):
    made = Editor(open_document(tea.parent.parent / "maps" / "tea.argmap.yaml"), Measure().sizes)
    made.arrange()
    return made


@pytest.fixture
def pane(editor, qtbot):
    bridge = Bridge(editor)
    made = DocumentPane(editor, bridge)
    qtbot.addWidget(made)
    made.set_theme(LIGHT)
    made.resize(420, 640)
    made.show()
    QApplication.processEvents()
    yield made
    made.close_down()
    bridge.detach()


@pytest.fixture
def keys(pane):
    """Give the page the keys of documents, as a window does, and press them."""
    from PySide6.QtGui import QAction, QKeySequence

    from argmap.app.action import Context
    from argmap.app.actions import ACTIONS

    for action in ACTIONS:
        if action.context is Context.DOCUMENT:
            made = QAction(action.title, pane)
            made.setObjectName(action.id)
            made.setShortcuts([QKeySequence(key) for key in action.keys])
            made.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            pane.view.addAction(made)

    def press(key, held=Qt.KeyboardModifier.NoModifier):
        pane.view.setFocus()
        QTest.keyClick(pane.view, key, held)
        QApplication.processEvents()

    return press


@pytest.fixture
def place(pane):
    """Where a stretch of the text begins and ends, in pixels of the page."""

    def find(words):
        text = pane.area.whole_text
        start = text.index(words)
        end = start + len(words)
        first, last = pane.view.box_of(start, start + 1), pane.view.box_of(end - 1, end)
        return (
            QPoint(round(first.left()) + 1, round(first.center().y())),
            QPoint(round(last.right()) - 1, round(last.center().y())),
        )

    return find


@pytest.fixture
def drag(pane, place):
    """Select words with the mouse."""

    def select(words):
        start, end = place(words)
        port = pane.view.viewport()
        QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
        QTest.mouseMove(port, (start + end) / 2)
        QTest.mouseMove(port, end)
        QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)
        QApplication.processEvents()

    return select
