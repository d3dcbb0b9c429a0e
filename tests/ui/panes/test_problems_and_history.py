"""The lists of problems and of steps follow the map and lead to their places."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from argmap.edit import statements
from argmap.model.errors import Problem, Severity
from argmap.ui.history_list import HistoryList
from argmap.ui.problems import Problems

Key = Qt.Key
ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def pane(qtbot, editor, bridge):
    made = Problems(editor, bridge)
    qtbot.addWidget(made)
    made.resize(300, 400)
    made.show()
    return made


def shown(pane):
    return [pane.model.index(row).data() for row in range(pane.model.rowCount())]


def test_problems_follow_the_map_and_are_counted(pane, editor, qtbot):
    assert any("why" in line for line in shown(pane)), "a loose statement is listed"
    count = len(shown(pane))
    assert pane.windowTitle() == f"Problems ({count})"
    with editor.transact("loose") as tx:
        statements.add_statement(tx, "Another one")
    qtbot.waitUntil(lambda: pane.windowTitle() == f"Problems ({count + 1})")
    with editor.transact("all") as tx:
        statements.remove(tx, [id_ for id_ in tx.map.roots if id_ != "marriage"])
    qtbot.waitUntil(lambda: pane.windowTitle() == "Problems")
    assert pane.calm.isVisible()
    assert not pane.list.isVisible()


def test_enter_and_double_click_select_the_subject(pane, editor):
    row = next(row for row, problem in enumerate(pane.model.problems) if problem.subject == "why")
    index = pane.model.index(row)
    pane.list.setFocus()
    pane.list.setCurrentIndex(index)
    QTest.keyClick(pane.list, Key.Key_Return)
    assert editor.session.selection == ("why",)
    editor.select()
    pane.list.doubleClicked.emit(index)
    assert editor.session.selection == ("why",)


def test_what_the_reader_found_comes_with_its_line(pane, editor, notices):
    found = Problem(Severity.ERROR, "duplicate-id", "The id “x” stands twice.", "x", 12, 5)
    editor.document = replace(editor.document, problems=(found,))
    pane.refresh()
    assert shown(pane)[0] == "Line 12: The id “x” stands twice."
    assert pane.model.index(0).data(ACCESSIBLE).startswith("Error: Line 12")
    pane.list.doubleClicked.emit(pane.model.index(0))
    assert "line 12" in notices[-1].text


# ----------------------------------------------------------------------------------------- history


@pytest.fixture
def history(qtbot, editor, bridge):
    made = HistoryList(editor, bridge)
    qtbot.addWidget(made)
    made.resize(300, 400)
    made.show()
    return made


def test_steps_are_listed_marked_and_gone_to(history, editor):
    maps = [editor.map]
    for words in ("One", "Two", "Three"):
        with editor.transact(f"Add {words}") as tx:
            statements.add_statement(tx, words)
        maps.append(editor.map)
    assert shown(history) == ["As opened", "Add One", "Add Two", "Add Three"]
    assert history.list.currentIndex().row() == 3
    history.list.clicked.emit(history.model.index(1))
    assert editor.map == maps[1]
    says = [history.model.index(row).data(ACCESSIBLE) for row in range(4)]
    assert says == ["As opened", "Add One; present step", "Add Two; undone", "Add Three; undone"]
    history.list.setFocus()
    QTest.keyClick(history.list, Key.Key_End)
    assert editor.map == maps[1], "walking the list changes nothing"
    QTest.keyClick(history.list, Key.Key_Return)
    assert editor.map == maps[3]
    editor.undo()
    assert history.list.currentIndex().row() == 2
    with editor.transact("Another") as tx:
        statements.add_statement(tx, "Other")
    assert shown(history) == ["As opened", "Add One", "Add Two", "Another"]
    history.list.clicked.emit(history.model.index(0))
    assert editor.map == maps[0]
