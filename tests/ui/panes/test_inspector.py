"""Every field of a statement, edited with real keys, changes that field alone; undo restores."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from argmap.model.records import Basis, Fidelity, Quote, StatementKind, Voice
from tests.ui.panes.filling_in import enter, pick, show_all

Key = Qt.Key
LINES = {
    "tags": ("russia, china", ("russia", "china")),
    "speaker": ("Xi", "Xi"),
    "url": ("https://example.org/a", "https://example.org/a"),
}


@pytest.mark.parametrize("name", LINES)
def test_lines_of_a_statement(inspector, editor, name):
    editor.select("patrol")
    show_all(inspector)
    typed, meant = LINES[name]
    before = editor.map
    enter(inspector.sheet.fields[name], typed)
    wanted = replace(before.statements["patrol"], **{name: meant})
    assert editor.map == before.replaced(statements={**before.statements, "patrol": wanted})
    editor.undo()
    assert editor.map == before
    assert inspector.sheet.fields[name].modified() is False


@pytest.mark.parametrize("name", ["text", "notes"])
def test_texts_of_a_statement_take_several_lines(inspector, editor, name):
    editor.select("patrol")
    field = inspector.sheet.fields[name]
    field.setFocus()
    QTest.keyClick(field, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, "One")
    QTest.keyClick(field, Key.Key_Return)
    QTest.keyClicks(field, "two")
    before = editor.map
    QTest.keyClick(field, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wanted = replace(before.statements["patrol"], **{name: "One\ntwo"})
    assert editor.map == before.replaced(statements={**before.statements, "patrol": wanted})
    editor.undo()
    assert editor.map == before
    assert field.toPlainText() == getattr(before.statements["patrol"], name)


CHOICES = {
    "kind": StatementKind.COUNTERPOINT,
    "basis": Basis.EXPERT,
    "voice": Voice.CONCEDED,
    "fidelity": Fidelity.PARAPHRASE,
    "color": "teal",
}


@pytest.mark.parametrize("name", CHOICES)
def test_choices_of_a_statement(inspector, editor, name):
    editor.select("patrol")
    show_all(inspector)
    before = editor.map
    pick(inspector.sheet.fields[name], CHOICES[name])
    wanted = replace(before.statements["patrol"], **{name: CHOICES[name]})
    assert editor.map == before.replaced(statements={**before.statements, "patrol": wanted})
    assert len(editor.history.entries) == 1, "arrowing through a list is one step"
    editor.undo()
    assert editor.map == before


def test_credence_as_a_percentage_and_not_set(inspector, editor):
    editor.select("patrol")
    field = inspector.sheet.fields["credence"]
    assert field.text() == "80 %"
    before = editor.map
    enter(field, "35")
    assert editor.map.statements["patrol"].credence == 0.35
    editor.undo()
    assert (editor.map, field.text()) == (before, "80 %")
    enter(field, "")
    assert editor.map.statements["patrol"].credence is None
    assert field.text() == "not set"
    QTest.keyClick(field, Key.Key_Up)
    assert editor.map.statements["patrol"].credence == 0.5


def test_finer_credence_stays_when_nothing_is_typed(inspector, editor):
    from argmap.edit.statements import set_field

    with editor.transact("finer") as tx:
        set_field(tx, "patrol", "credence", 0.333)
    editor.select("patrol")
    field = inspector.sheet.fields["credence"]
    field.setFocus()
    QTest.keyClick(field, Key.Key_Return)
    inspector.sheet.fields["tags"].setFocus()
    assert editor.map.statements["patrol"].credence == 0.333


def test_unstated_by_the_space_key(inspector, editor):
    editor.select("patrol")
    show_all(inspector)
    field = inspector.sheet.fields["implicit"]
    field.setFocus()
    before = editor.map
    QTest.keyClick(field, Key.Key_Space)
    assert editor.map.statements["patrol"].implicit
    editor.undo()
    assert editor.map == before
    assert not field.isChecked()


def test_group_is_chosen_left_and_made(inspector, editor):
    editor.select("patrol")
    show_all(inspector)
    field = inspector.sheet.fields["group"]
    before = editor.map
    pick(field, "core")
    assert editor.map.groups["core"].statements == ("marriage", "patrol")
    pick(field, "")
    assert editor.map.groups == before.groups
    pick(field, "\0new")
    made = editor.map.group_of["patrol"]
    assert editor.map.groups[made].statements == ("patrol",)
    assert field.currentData() == made


def test_a_group_is_named_and_coloured_where_there_is_one(inspector, editor):
    editor.select("patrol")
    show_all(inspector)
    title, colour = (inspector.sheet.fields[name] for name in ("group_title", "group_color"))
    assert not title.isVisible()
    assert not colour.isVisible()
    editor.select("marriage")
    fields = inspector.sheet.fields
    assert fields["group_title"].text() == "The core"
    before = editor.map
    enter(fields["group_title"], "The heart")
    pick(fields["group_color"], "teal")
    group = editor.map.groups["core"]
    assert group == replace(before.groups["core"], title="The heart", color="teal")
    editor.undo()
    editor.undo()
    assert editor.map == before


def test_pin_is_shown_and_forgotten(inspector, editor):
    editor.select("patrol")
    show_all(inspector)
    assert not inspector.sheet.unpin.isVisible()
    editor.select("distrust")
    assert inspector.sheet.unpin.isVisible()
    before = editor.map
    QTest.keyClick(inspector.sheet.unpin, Key.Key_Space)
    assert "distrust" not in editor.map.meta.view.pins
    editor.undo()
    assert editor.map == before


def test_escape_restores_and_commits_nothing(inspector, editor):
    editor.select("patrol")
    before = editor.map
    for name in ("text", "tags", "credence"):
        field = inspector.sheet.fields[name]
        shown = field.text() if hasattr(field, "text") else field.toPlainText()
        enter(field, "12", end=Key.Key_Escape)
        assert (field.text() if hasattr(field, "text") else field.toPlainText()) == shown
        assert editor.map is before


def test_leaving_a_field_commits(inspector, editor):
    editor.select("patrol")
    enter(inspector.sheet.fields["tags"], "war", end=Key.Key_Tab)
    assert editor.map.statements["patrol"].tags == ("war",)


def test_tab_leaves_a_text_and_never_types(inspector, editor):
    editor.select("patrol")
    field = inspector.sheet.fields["text"]
    field.setFocus()
    QTest.keyClicks(field, "x")
    QTest.keyClick(field, Key.Key_Tab)
    assert not field.hasFocus()
    assert "\t" not in editor.map.statements["patrol"].text
    assert "x" in editor.map.statements["patrol"].text


def test_refusal_is_told_and_the_old_value_returns(inspector, editor, notices):
    editor.select("patrol")
    field = inspector.sheet.fields["text"]
    before = editor.map
    enter(field, "", end=Key.Key_Return, modifiers=Qt.KeyboardModifier.ControlModifier)
    assert len(notices) == 1
    assert "words" in notices[0].text
    assert editor.map is before
    assert field.toPlainText() == "They flew a joint patrol."


def test_read_only_map_refuses_nothing_because_nothing_can_be_typed(inspector, editor):
    editor.document = replace(editor.document, read_only=True)
    editor.select("patrol")
    assert inspector.sheet.fields["text"].isReadOnly()
    assert not inspector.sheet.fields["kind"].isEnabled()
    assert not inspector.sheet.quotes.add.isEnabled()


def test_commit_elsewhere_refreshes_and_leaves_typing_alone(inspector, editor):
    from argmap.edit.statements import set_field

    editor.select("patrol")
    tags, text = inspector.sheet.fields["tags"], inspector.sheet.fields["text"]
    text.setFocus()
    QTest.keyClick(text, Key.Key_End)
    QTest.keyClicks(text, " Twice")
    at = text.textCursor().position()
    with editor.transact("elsewhere") as tx:
        set_field(tx, "patrol", "tags", ("elsewhere",))
        set_field(tx, "patrol", "text", "Changed meanwhile.")
    assert tags.text() == "elsewhere"
    assert text.toPlainText() == "They flew a joint patrol. Twice"
    assert text.textCursor().position() == at
    QTest.keyClick(text, Key.Key_Escape)
    assert text.toPlainText() == "Changed meanwhile."


def test_what_is_typed_is_kept_for_what_it_was_typed_for(inspector, editor, qapp):
    editor.select("patrol")
    field = inspector.sheet.fields["tags"]
    field.setFocus()
    QTest.keyClicks(field, "late")
    editor.select("distrust")
    qapp.processEvents()
    assert editor.map.statements["patrol"].tags == ("late",)
    assert editor.map.statements["distrust"].tags == ()
    assert field.text() == ""


def test_undo_key_in_a_field_without_typing_is_left_to_the_map(inspector, editor):
    from PySide6.QtGui import QAction, QKeySequence

    undone = []
    action = QAction(inspector)
    action.setShortcut(QKeySequence("Ctrl+Z"))
    action.triggered.connect(lambda: undone.append(editor.undo()))
    inspector.addAction(action)
    editor.select("patrol")
    field = inspector.sheet.fields["tags"]
    inspector.activateWindow()
    enter(field, "war")
    QTest.keyClick(field, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == [True]
    assert editor.map.statements["patrol"].tags == ()
    QTest.keyClicks(field, "ab")
    QTest.keyClick(field, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == [True], "typing is undone in the field"


def test_lists_of_links_lead_to_the_links(inspector, editor):
    editor.select("marriage")
    sheet = inspector.sheet
    lines = [sheet.borne_by.item(row).text() for row in range(sheet.borne_by.count())]
    assert lines == [
        "Supported by “Their interests align.” and “They share a worldview.”",
        "Opposed by “Distrust remains.”",
    ]
    assert not sheet.bears_on.isVisible()
    sheet.borne_by.setFocus()
    QTest.keyClick(sheet.borne_by, Key.Key_Down)
    QTest.keyClick(sheet.borne_by, Key.Key_Return)
    assert editor.session.selection == ("against",)
    assert inspector.sheet.fields["label"].text() == "yes but"


def test_quotes_are_added_changed_and_removed(inspector, editor, qtbot):
    editor.select("patrol")
    quotes = inspector.sheet.quotes
    before = editor.map
    dialog = quotes.ask_new()
    QTest.keyClicks(dialog.words, "one stretch")
    QTest.keyClick(dialog.words, Key.Key_Return)
    QTest.keyClick(dialog.words, Key.Key_Return)
    QTest.keyClicks(dialog.words, "another")
    dialog.accept()
    added = editor.map.statements["patrol"].quotes[1]
    assert [part.exact for part in added.stretches()] == ["one stretch", "another"]
    quotes.entries.setCurrentRow(1)
    dialog = quotes.ask_change()
    dialog.words.setPlainText("better words")
    dialog.accept()
    assert editor.map.statements["patrol"].quotes[1] == Quote("miller-2019", "better words")
    quotes.entries.setCurrentRow(1)
    quotes.remove_chosen()
    assert editor.map == before
    for _ in range(3):
        editor.undo()
    assert editor.map == before


def test_quote_states_are_looked_up(inspector, editor, qtbot):
    editor.select("patrol")
    quotes = inspector.sheet.quotes
    qtbot.waitUntil(lambda: "source missing" in quotes.entries.item(0).text())


def test_unknown_keys_are_shown_and_cannot_be_typed_in(inspector, editor):
    editor.select("worldview")
    from argmap.ui.fields import TextField

    shown = [
        field.toPlainText()
        for field in inspector.sheet.findChildren(TextField)
        if field.isReadOnly() and field.isVisible()
    ]
    assert shown == ["odd: 7"]
