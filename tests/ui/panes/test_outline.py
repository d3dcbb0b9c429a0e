"""The outline stays what a fresh one would be, and is in step with the selection both ways."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QPlainTextEdit

from argmap.app.editor import Editor
from argmap.edit import links, statements
from argmap.io.files import new_document
from argmap.model.argmap import ArgumentMap
from argmap.model.errors import UserError
from argmap.model.records import LinkKind, StatementId
from argmap.ui.bridge import Bridge
from argmap.ui.canvas.drop import Aim, Modifiers
from argmap.ui.outline import Outline
from argmap.ui.outline_model import OutlineModel
from argmap.ui.outline_rows import TOP, parent_of, rows_under
from argmap.ui.outline_tree import gap_beside

Key = Qt.Key
SENTENCE = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def outline(qtbot, editor, bridge):
    made = Outline(editor, bridge)
    qtbot.addWidget(made)
    made.resize(320, 500)
    made.show()
    made.tree.setFocus()
    return made


TOP_INDEX = QModelIndex()


def drawn(model, parent=TOP_INDEX):
    """The whole tree as nested lists of rows, asked through Qt's own questions."""
    rows = [model.index(at, 0, parent) for at in range(model.rowCount(parent))]
    for index in rows:
        assert model.parent(index) == parent
    return [(model.row_at(index), drawn(model, index)) for index in rows]


def sentences(outline):
    found = []

    def walk(parent):
        for at in range(outline.model.rowCount(parent)):
            index = outline.model.index(at, 0, parent)
            found.append(index.data(SENTENCE))
            walk(index)

    walk(QModelIndex())
    return found


def test_rows_are_sentences(outline):
    assert sentences(outline) == [
        "Claim: Russia and China form a strategic marriage of convenience.; 3 replies",
        "Claim, supports “Russia and China form a strategic marriage of convenience.” "
        "together with “They share a worldview.”: Their interests align.; 1 reply",
        "Evidence, supports “Their interests align.”: They flew a joint patrol.",
        "Claim, supports “Russia and China form a strategic marriage of convenience.” "
        "together with “Their interests align.”: They share a worldview.; 1 reply",
        "Evidence, supports “They share a worldview.”: They flew a joint patrol.; "
        "also under “Their interests align.”",
        "Counterpoint, opposes “Russia and China form a strategic marriage of convenience.”: "
        "Distrust remains.; 1 reply",
        "Claim, undercuts the link from “Distrust remains.”: Pragmatism outweighs it.",
        "Question: Why does it matter?",
    ]


def test_model_keeps_the_promises_of_qt(editor, bridge, outline):
    tester = QAbstractItemModelTester(
        outline.model, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    with editor.transact("move") as tx:
        links.reparent(tx, ["patrol"], "distrust")
    editor.undo()
    assert tester.model() is outline.model


# ------------------------------------------------------------------------- equal to a fresh outline

TEXTS = st.sampled_from(["One", "Two", "Three", "Four"])


def random_edit(data, tx):
    """Do one verb to things drawn from the map; UserError is a fair answer."""
    ids = list(tx.map.statements)
    nodes = [*ids, *tx.map.links]
    verb = data.draw(st.sampled_from(VERBS if nodes else VERBS[:1]))
    pick = st.sampled_from
    if verb == "add":
        statements.add_statement(tx, data.draw(TEXTS))
    elif verb in ("support", "oppose"):
        add = statements.add_supporting if verb == "support" else statements.add_opposing
        add(tx, data.draw(pick(nodes)), data.draw(TEXTS))
    elif verb == "premise":
        statements.add_linked_premise(tx, data.draw(pick(ids)), data.draw(TEXTS))
    elif verb == "above":
        statements.add_above(tx, data.draw(pick(ids)), data.draw(TEXTS))
    elif verb == "connect":
        kind = data.draw(pick(list(LinkKind)))
        links.connect(tx, data.draw(pick(ids)), data.draw(pick(nodes)), kind)
    elif verb == "reparent":
        links.reparent(tx, [data.draw(pick(ids))], data.draw(pick(nodes)))
    elif verb == "reorder":
        links.reorder(tx, data.draw(pick(ids)), data.draw(pick([-2, -1, 1, 2])))
    elif verb == "root":
        links.place_between(tx, [data.draw(pick(ids))], None, 0)
    elif verb == "remove":
        statements.remove(tx, [data.draw(pick(nodes))], keep_branch=data.draw(st.booleans()))
    elif verb == "separate":
        link = data.draw(pick(list(tx.map.links) or [""]))
        links.separate_premise(tx, link, tx.map.links[link].premises[-1] if link else "")
    elif verb == "reverse":
        links.reverse(tx, data.draw(pick(list(tx.map.links) or [""])))
    else:
        statements.set_text(tx, data.draw(pick(ids)), data.draw(TEXTS))


VERBS = ["add", "support", "oppose", "premise", "above", "connect", "reparent", "reorder", "root"]
VERBS += ["remove", "separate", "reverse", "text"]


@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.data())
def test_outline_equals_a_fresh_one_after_any_edits(qapp, editor, data):
    one = Editor(new_document(), lambda map: dict.fromkeys(map.statements, (200.0, 60.0)))
    one.replace_by(_with_map(editor.map))
    bridge = Bridge(one)
    outline = Outline(one, bridge)
    drawn(outline.model)
    try:
        for _ in range(data.draw(st.integers(1, 8))):
            what = data.draw(st.sampled_from(["edit", "edit", "edit", "undo", "redo", "filter"]))
            if what == "edit":
                try:
                    with one.transact("edit") as tx:
                        random_edit(data, tx)
                except UserError:
                    continue
            elif what == "filter":
                outline.filter.setText(data.draw(st.sampled_from(["", "o", "they", "zz"])))
            else:
                getattr(one, what)()
            fresh = OutlineModel(one.map, lambda *_: False)
            fresh.take_filter(outline.filter.text())
            assert drawn(outline.model) == drawn(fresh)
    finally:
        bridge.detach()
        outline.deleteLater()


def _with_map(map):
    from dataclasses import replace

    return replace(new_document(), map=map)


def test_every_row_knows_its_parent(editor):
    def walk(row):
        for below in rows_under(editor.map, row):
            assert parent_of(editor.map, below) == row
            walk(below)

    walk(TOP)


def test_links_in_a_ring_and_without_premises_do_no_harm():
    from argmap.io.yaml_read import read_text

    text = """argmap: 1
statements: [{id: a, text: A}, {id: b, text: B}, {id: c, text: C}]
links:
  - {id: one, from: [a], to: two}
  - {id: two, from: [b], to: one}
  - {id: lost, from: [ghost], to: c}
  - {id: under, from: [a], to: lost}
"""
    model = OutlineModel(read_text(text).map, lambda *_: False)
    assert drawn(model) == [
        (("", "b"), []),
        (("", "c"), [(("under", "a"), [])]),
    ]


def test_empty_map(qapp):
    assert drawn(OutlineModel(ArgumentMap(), lambda *_: False)) == []


# ------------------------------------------------------------------------------------- selection


def chosen(outline):
    return {
        outline.model.row_at(index) for index in outline.tree.selectionModel().selectedIndexes()
    }


def test_selecting_on_the_map_selects_rows(outline, editor):
    editor.select("patrol", "distrust")
    assert chosen(outline) == {("patrol-to-interests", "patrol"), ("against", "distrust")}
    assert outline.model.row_at(outline.tree.currentIndex()) == ("against", "distrust")
    editor.select("joint")
    assert chosen(outline) == set()
    editor.select()
    assert chosen(outline) == set()


def test_walking_the_rows_selects_on_the_map(outline, editor):
    editor.select("marriage")
    for _ in range(2):
        QTest.keyClick(outline.tree, Key.Key_Down)
    assert editor.session.selection == ("patrol",)
    QTest.keyClick(outline.tree, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert editor.session.selection == ("patrol", "worldview")
    QTest.keyClick(outline.tree, Key.Key_Down)
    assert editor.session.selection == ("patrol",)
    assert chosen(outline) == {("patrol-again", "patrol")}, "the second place stays chosen"


def test_a_row_that_is_clicked_is_brought_out_on_the_map(outline, editor):
    editor.session.fold(["marriage"])
    row = outline.model.index_of(("patrol-to-interests", "patrol"))
    outline.tree.scrollTo(row)
    viewport, at = outline.tree.viewport(), outline.tree.visualRect(row).center()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=at)
    assert editor.session.selection == ("patrol",)
    assert "patrol" in editor.placement.boxes


def test_walking_the_rows_unfolds_nothing(outline, editor):
    editor.session.fold(["marriage"])
    editor.select("marriage")
    QTest.keyClick(outline.tree, Key.Key_Down)
    assert editor.session.selection == ("interests",)
    assert editor.session.folded == {"marriage"}


def test_removing_the_chosen_row_selects_nothing_by_accident(outline, editor):
    editor.select("distrust")
    with editor.transact("remove") as tx:
        statements.remove(tx, ["distrust"])
    assert editor.session.selection == ()
    assert chosen(outline) == set()


def test_what_was_closed_stays_closed(outline, editor):
    index = outline.model.index_of(("joint", "interests"))
    outline.tree.collapse(index)
    with editor.transact("add") as tx:
        statements.add_supporting(tx, "interests", "One more")
    assert not outline.tree.isExpanded(outline.model.index_of(("joint", "interests")))
    assert outline.tree.isExpanded(outline.model.index_of(("", "marriage")))


def test_new_rows_are_open(outline, editor):
    with editor.transact("add") as tx:
        new = statements.add_supporting(tx, "distrust", "One more")
        statements.add_supporting(tx, new, "And under it")
    home = editor.map.primary_links[new]
    assert outline.tree.isExpanded(outline.model.index_of((home, new)))


# ------------------------------------------------------------------------------ editing, dropping


def field_in(outline):
    fields = outline.tree.viewport().findChildren(QPlainTextEdit)
    return fields[0]


def test_editing_in_place(outline, editor):
    editor.select("distrust")
    before = editor.map
    QTest.keyClick(outline.tree, Key.Key_F2)
    field = field_in(outline)
    QTest.keyClicks(field, "Trust")
    QTest.keyClick(field, Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(field, "is gone.")
    QTest.keyClick(field, Key.Key_Return)
    assert editor.map.statements["distrust"].text == "Trust\nis gone."
    assert outline.model.index_of(("against", "distrust")).data() == "Trust is gone."
    editor.undo()
    assert editor.map == before


def test_escape_leaves_the_words(outline, editor):
    editor.select("distrust")
    before = editor.map
    QTest.keyClick(outline.tree, Key.Key_F2)
    field = field_in(outline)
    QTest.keyClicks(field, "Trust")
    QTest.keyClick(field, Key.Key_Escape)
    assert editor.map is before


def test_typing_replaces_the_words(outline, editor):
    editor.select("distrust")
    QTest.keyClicks(outline.tree, "T")
    field = field_in(outline)
    QTest.keyClicks(field, "rust")
    QTest.keyClick(field, Key.Key_Return)
    assert editor.map.statements["distrust"].text == "Trust"


def test_empty_words_are_refused_with_a_notice(outline, editor, notices):
    editor.select("distrust")
    QTest.keyClick(outline.tree, Key.Key_F2)
    field = field_in(outline)
    QTest.keyClick(field, Key.Key_Delete)
    QTest.keyClick(field, Key.Key_Return)
    assert editor.map.statements["distrust"].text == "Distrust remains."
    assert "words" in notices[0].text


def test_own_keys_are_not_taken_by_shortcuts_of_the_map(outline, editor):
    from PySide6.QtGui import QAction, QKeySequence

    ran = []
    for key in ("F2", "Down", "Tab", "Delete"):
        action = QAction(outline.tree)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _=False, key=key: ran.append(key))
        outline.tree.addAction(action)
    outline.activateWindow()
    editor.select("marriage")
    QTest.keyClick(outline.tree, Key.Key_Down)
    QTest.keyClick(outline.tree, Key.Key_Tab)
    QTest.keyClick(outline.tree, Key.Key_Delete)
    QTest.keyClick(outline.tree, Key.Key_F2)
    assert ran == ["Tab", "Delete"]
    QTest.keyClick(field_in(outline), Key.Key_Delete)
    assert ran == ["Tab", "Delete"]


def test_drop_onto_a_row_and_between_rows(outline, editor, notices):
    map = editor.map
    outline.tree.drop([StatementId("why")], Aim(over="distrust"), Modifiers())
    assert editor.map.primary_parent("why") == "distrust"
    editor.undo()
    gap = gap_beside(editor.map, ("joint", "interests"), [StatementId("distrust")], after=False)
    outline.tree.drop([StatementId("distrust")], Aim(gap=gap), Modifiers())
    assert editor.map.children["marriage"] == ("distrust", "interests", "worldview")
    editor.undo()
    assert editor.map == map
    words = outline.tree.plan_drop([StatementId("marriage")], Aim(over="patrol"), Modifiers())
    outline.tree.drop([StatementId("marriage")], Aim(over="patrol"), Modifiers())
    assert editor.map == map
    assert notices[-1].text == f"{words}."
    assert gap_beside(editor.map, ("patrol-again", "patrol"), [], after=True) is None


# ------------------------------------------------------------------------------------------ filter


def test_filter_keeps_what_matches_and_what_is_above(outline):
    QTest.keyClicks(outline.filter, "patrol joint")
    assert [row[1] for row, _ in drawn(outline.model)] == ["marriage"]
    assert drawn(outline.model)[0][1] == [
        (("joint", "interests"), [(("patrol-to-interests", "patrol"), [])]),
        (("joint", "worldview"), [(("patrol-again", "patrol"), [])]),
    ]
    QTest.keyClick(outline.filter, Key.Key_Escape)
    assert len(sentences(outline)) == 8


def test_rows_are_painted_as_plain_text(outline, editor):
    with editor.transact("markup") as tx:
        statements.set_text(tx, "why", "<b>bold</b> <img src='file:///etc/passwd'>")
    assert outline.model.index_of(("", "why")).data().startswith("<b>bold</b>")
    shown = outline.tree.grab()
    assert shown.toImage().pixelColor(QPoint(1, 1)).isValid()


def test_focus_comes_back_after_typing_on_the_map(outline, editor, qapp):
    from PySide6.QtWidgets import QLineEdit

    from argmap.app.session import Draft, Relation

    elsewhere = QLineEdit(outline)
    elsewhere.show()
    outline.activateWindow()
    outline.tree.setFocus()
    editor.begin_draft(Draft(Relation.SUPPORTING, "distrust"))
    elsewhere.setFocus()
    editor.commit_draft("Typed on the map")
    qapp.processEvents()
    assert outline.tree.hasFocus()
    elsewhere.setFocus()
    editor.select("patrol")
    qapp.processEvents()
    assert elsewhere.hasFocus()


def sent(outline, kind, at, data, modifiers=Qt.KeyboardModifier.NoModifier):
    from PySide6.QtWidgets import QApplication

    actions = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    event = kind(at, actions, data, Qt.MouseButton.LeftButton, modifiers)
    QApplication.sendEvent(outline.tree.viewport(), event)
    return event


def test_dragging_says_what_would_happen_and_does_it(outline, editor):
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent

    index = outline.model.index_of(("", "why"))
    data = outline.model.mimeData([index])
    target = outline.tree.visualRect(outline.model.index_of(("against", "distrust")))
    middle, top = target.center(), target.topLeft() + QPoint(20, 1)
    before = editor.map
    sent(outline, QDragEnterEvent, middle, data)
    assert sent(outline, QDragMoveEvent, middle, data).isAccepted()
    assert outline._hint.isVisible()
    assert "Distrust remains" in outline._hint.text()
    sent(outline, QDropEvent, QPointF(middle), data)
    assert editor.map.primary_parent("why") == "distrust"
    assert not outline._hint.isVisible()
    editor.undo()
    assert editor.map == before
    sent(outline, QDragEnterEvent, top, data)
    sent(outline, QDragMoveEvent, top, data)
    sent(outline, QDropEvent, QPointF(top), data)
    assert editor.map.children["marriage"] == ("interests", "worldview", "why", "distrust")


def test_closing_survives_a_filter(outline, editor):
    outline.tree.collapse(outline.model.index_of(("joint", "interests")))
    outline.filter.setText("patrol")
    assert outline.tree.isExpanded(outline.model.index_of(("joint", "interests")))
    outline.filter.clear()
    assert not outline.tree.isExpanded(outline.model.index_of(("joint", "interests")))
    assert outline.tree.isExpanded(outline.model.index_of(("against", "distrust")))
