"""Every field of the inspector, edited with real keys, changes that field alone; undo restores."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from argmap.model.diff import between
from argmap.model.records import (
    Basis,
    Direction,
    Fidelity,
    LayoutKind,
    LinkKind,
    Quote,
    StatementKind,
    Voice,
)
from argmap.ui.inspector import Inspector

Key = Qt.Key


@pytest.fixture
def inspector(qtbot, editor, bridge):
    made = Inspector(editor, bridge)
    qtbot.addWidget(made)
    made.resize(300, 900)
    made.show()
    return made


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


LINES = {"tags": ("russia, china", ("russia", "china")), "speaker": ("Xi", "Xi")}
LINES |= {"url": ("https://example.org/a", "https://example.org/a")}


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


# ------------------------------------------------------------------------------------------- links


def test_fields_of_a_link(inspector, editor):
    editor.select("against")
    show_all(inspector)
    fields = inspector.sheet.fields
    before = editor.map
    for name, act, meant in (
        ("label", lambda: enter(fields["label"], "but"), "but"),
        ("scheme", lambda: enter(fields["scheme"], "Argument from sign"), "Argument from sign"),
        ("weight", lambda: enter(fields["weight"], "70"), 0.7),
        ("implicit", lambda: QTest.keyClick(fields["implicit"], Key.Key_Space), True),
        ("primary", lambda: QTest.keyClick(fields["primary"], Key.Key_Space), True),
        ("kind", lambda: pick(fields["kind"], LinkKind.CONTRADICTS), LinkKind.CONTRADICTS),
    ):
        act()
        wanted = replace(before.links["against"], **{name: meant})
        assert editor.map == before.replaced(links={**before.links, "against": wanted}), name
        editor.undo()
        assert editor.map == before, name


def test_premises_are_separated_and_removed(inspector, editor):
    editor.select("joint")
    sheet = inspector.sheet
    before = editor.map
    assert sheet.premises.count() == 2
    sheet.premises.setCurrentRow(1)
    sheet.separate_premise()
    assert editor.map.links["joint"].premises == ("interests",)
    assert editor.map.primary_parent("worldview") == "marriage"
    editor.undo()
    assert editor.map == before
    sheet.premises.setCurrentRow(1)
    sheet.remove_premise()
    assert editor.map.links["joint"].premises == ("interests",)
    assert "worldview" in editor.map.roots
    editor.undo()
    assert editor.map == before


def test_target_is_chosen_by_its_words(inspector, editor):
    editor.select("against")
    chooser = inspector.sheet.ask_target()
    QTest.keyClicks(chooser.words, "worldview")
    QTest.keyClick(chooser.words, Key.Key_Return)
    assert editor.map.links["against"].target == "worldview"


# ------------------------------------------------------------------------- map, sources, several


def test_fields_of_the_map(inspector, editor):
    editor.select()
    fields = inspector.sheet.fields
    control = Qt.KeyboardModifier.ControlModifier
    before = editor.map
    for act, read, meant in (
        (lambda: enter(fields["title"], "New", modifiers=control), lambda m: m.title, "New"),
        (lambda: enter(fields["authors"], "A, B; C"), lambda m: m.authors, ("A, B", "C")),
        (lambda: enter(fields["date"], "2026"), lambda m: m.date, "2026"),
        (lambda: enter(fields["language"], "de"), lambda m: m.language, "de"),
        (lambda: enter(fields["notes"], "N", modifiers=control), lambda m: m.notes, "N"),
        (
            lambda: pick(fields["direction"], Direction.RIGHT),
            lambda m: m.view.direction,
            Direction.RIGHT,
        ),
    ):
        act()
        assert read(editor.map.meta) == meant
        assert not between(before, editor.map).changes
        editor.undo()
        assert editor.map == before


def test_the_layout_is_chosen_and_followed(inspector, editor):
    editor.select()
    field = inspector.sheet.fields["layout"]
    assert [field.itemData(at) for at in range(field.count())] == list(LayoutKind)
    pick(field, LayoutKind.OUTLINE)
    assert editor.map.meta.view.layout is LayoutKind.OUTLINE
    editor.undo()
    assert editor.map.meta.view.layout is LayoutKind.LAYERED
    assert field.currentData() == LayoutKind.LAYERED


def test_sources_are_added_changed_and_removed(inspector, editor, notices):
    editor.select()
    before = editor.map
    inspector.sheet.add_source()
    fields = inspector.sheet.fields
    assert fields["title"].toPlainText() == "New source"
    enter(fields["title"], "A report")
    enter(fields["publisher"], "A press")
    made = list(editor.map.sources.values())[-1]
    assert (made.title, made.publisher) == ("A report", "A press")
    inspector.sheet.back.click()
    sheet = inspector.sheet
    sheet.sources.setCurrentRow(1)
    sheet.remove_source()
    assert editor.map == before
    sheet.sources.setCurrentRow(0)
    sheet.remove_source()
    assert editor.map.statements["patrol"].quotes == ()
    assert "1 statement" in notices[-1].text


def test_source_that_goes_leads_back_to_the_map(inspector, editor):
    from argmap.edit.sources import remove_source

    editor.select()
    inspector.show_source("miller-2019")
    assert "publisher" in inspector.sheet.fields
    with editor.transact("remove") as tx:
        remove_source(tx, "miller-2019")
    assert "layout" in inspector.sheet.fields


def test_several_share_their_fields(inspector, editor):
    editor.select("interests", "patrol", "distrust")
    fields = inspector.sheet.fields
    before = editor.map
    assert fields["kind"].currentIndex() == -1
    pick(fields["kind"], StatementKind.EVIDENCE)
    kinds = [editor.map.statements[id_].kind for id_ in ("interests", "patrol", "distrust")]
    assert kinds == [StatementKind.EVIDENCE] * 3
    assert len(editor.history.entries) == 1
    editor.undo()
    assert editor.map == before
    enter(fields["tags"], "war")
    assert editor.map.statements["interests"].tags == ("war", "asia", "aims")
    assert editor.map.statements["patrol"].tags == ("war",)
    editor.undo()
    assert editor.map == before


def test_open_asks_first_and_only_for_known_schemes(inspector, editor, qtbot, monkeypatch):
    from PySide6.QtGui import QDesktopServices

    from argmap.ui import web_address

    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    for text in ("file:///etc/passwd", "javascript:alert(1)", "https://", "ftp://a.b", "a b", ""):
        assert web_address.opened_url(text) is None, text
    for text in ("https://example.org/x?y=1", "mailto:a@example.org", "http://example.org"):
        assert web_address.opened_url(text) is not None, text
    box = web_address.ask_to_open("https://example.org/", inspector)
    assert opened == []
    assert box.textFormat() == Qt.TextFormat.PlainText
    next(b for b in box.buttons() if "Open" in b.text()).click()
    assert opened == ["https://example.org/"]


def test_long_lists_scroll_and_short_ones_show_all(qtbot):
    from argmap.ui.sheet import EntryList

    entries = EntryList("Entries")
    qtbot.addWidget(entries)
    entries.resize(200, 100)
    entries.show()
    entries.show_entries([("a", "A line that is long enough to be broken in two or three lines")])
    assert entries.verticalScrollBar().maximum() == 0
    few = entries.height()
    entries.show_entries(
        [(str(n), f"Line {n}, and some more words to break it") for n in range(99)]
    )
    assert few < entries.height() < 99 * few
    assert entries.verticalScrollBar().maximum() > 0


def test_looking_at_things_commits_nothing(inspector, editor, qapp):
    for ids in (
        (),
        ("patrol",),
        ("interests", "patrol", "distrust"),
        ("against",),
        ("joint", "against"),
        ("marriage", "joint"),
        (),
    ):
        editor.select(*ids)
        show_all(inspector)
        qapp.processEvents()
    inspector.show_source("miller-2019")
    editor.select("patrol", "worldview")
    editor.select("patrol")
    qapp.processEvents()
    assert list(editor.history.entries) == []


def test_clearing_what_differs(inspector, editor):
    from argmap.edit.statements import set_field

    with editor.transact("two") as tx:
        set_field(tx, "distrust", "credence", 0.2)
    editor.select("patrol", "distrust")
    inspector._sheets["several"]._clear("credence")()
    assert [editor.map.statements[id_].credence for id_ in ("patrol", "distrust")] == [None, None]
