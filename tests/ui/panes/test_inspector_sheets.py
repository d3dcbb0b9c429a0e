"""The sheets of links, of the map, of sources and of several things; what all sheets do."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from argmap.model.diff import between
from argmap.model.records import Direction, LayoutKind, LinkKind, StatementKind
from tests.ui.panes.filling_in import enter, pick, show_all

Key = Qt.Key


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
    from argmap.ui.line_lists import EntryList

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
