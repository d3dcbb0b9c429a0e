import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from argmap.ui.canvas.access import Announcer, sentence
from tests.ui.canvas.maps import map_of

TREE = ("root", "a + root", "b - root", "d + b", "e + b", "u - b>root")


@pytest.fixture
def tree(new_desk, qapp):
    desk = new_desk(*TREE)
    announcer = Announcer(desk.window)
    desk.access = announcer.tree(desk.canvas)
    return desk


def test_a_statement_is_said_in_a_sentence():
    map = map_of(*TREE)
    assert sentence(map, "root") == "Claim: Text of root; 2 replies"
    assert sentence(map, "b") == "Claim, opposes “Text of root”: Text of b; 2 replies"
    assert sentence(map, "d") == "Claim, supports “Text of b”: Text of d"
    assert sentence(map, "u").startswith("Claim, undercuts the link from “Text of b”")
    assert sentence(map, "b>root") == "Link: “Text of b” opposes “Text of root”."
    assert sentence(map, "b", frozenset({"b"})).endswith("; 2 replies, folded, 2 hidden, 2 for")


def test_the_canvas_is_a_tree_of_what_is_shown(tree):
    access = tree.access
    assert access.role() == QAccessible.Role.Tree
    names = [access.child(n).text(QAccessible.Text.Name) for n in range(access.childCount())]
    assert names[0] == "Claim: Text of root; 2 replies"
    assert len(names) == len(tree.map.statements) + len(tree.map.links)
    assert len(set(names)) == len(names)
    child = access.child(2)
    assert child.role() == QAccessible.Role.TreeItem
    assert access.indexOfChild(child) == 2
    assert child.parent() is access
    assert access.child(99) is None


def test_qt_finds_the_tree_through_its_factory(tree):
    found = QAccessible.queryAccessibleInterface(tree.canvas)
    assert found.role() == QAccessible.Role.Tree
    assert found.childCount() == tree.access.childCount()


def test_places_states_and_focus_are_told(tree):
    tree.click("b")
    access = tree.access
    item = access.item("b")
    assert item.state().selected
    assert item.state().focused
    assert item.state().expanded
    assert not access.item("a").state().selected
    assert access.focusChild() is item
    middle = item.rect().center()
    assert access.childAt(middle.x(), middle.y()) is item
    tree.editor.session.fold({"b"})
    tree.settle()
    assert item.state().collapsed
    assert access.childCount() < len(tree.map.statements) + len(tree.map.links)


def test_the_focus_is_announced_while_a_screen_reader_listens(tree, monkeypatch):
    told = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", told.append)
    QApplication.processEvents()
    tree.click("a")
    assert [event.type() for event in told] == [
        QAccessible.Event.Focus,
        QAccessible.Event.Selection,
    ]
    assert told[0].accessibleInterface().text(QAccessible.Text.Name).endswith("Text of a")


def test_canvases_that_were_read_can_go(python):
    """In a process of its own: a mistake here is a crash."""
    python(GOING)


GOING = """
import gc
from dataclasses import replace

from PySide6.QtCore import QEvent
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

app = QApplication([])
from argmap.app.editor import Editor
from argmap.io.files import new_document
from argmap.render.fonts import load_fonts
from argmap.render.measure import Measure
from argmap.render.style import LIGHT
from argmap.ui.bridge import Bridge
from argmap.ui.canvas.access import Announcer
from argmap.ui.canvas.canvas import Canvas
from tests.ui.canvas.maps import map_of

load_fonts()
announcer = Announcer(app)
QAccessible.setActive(True)
for _ in range(3):
    measure = Measure()
    document = replace(new_document(), map=map_of("root", "a + root", "b - root", "d + b"))
    editor = Editor(document, measure.sizes)
    bridge = Bridge(editor)
    canvas = Canvas(editor, bridge, measure, LIGHT)
    canvas.show()
    editor.arrange()
    tree = announcer.tree(canvas)
    for folded in ({"b"}, set()):
        items = [tree.child(n) for n in range(tree.childCount())]
        assert all(item.text(QAccessible.Text.Name) for item in items)
        editor.session.fold(folded)
        del items
        gc.collect()
    bridge.detach()
    canvas.deleteLater()
    del tree, canvas
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
"""
