"""The pane in its window: shown when there is something to read, fed by drops, files watched."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from argmap.app.passages import Passage
from argmap.edit import sources
from argmap.io.files import open_document
from argmap.model.records import LinkKind, StatementKind
from argmap.ui.chooser import Chooser
from argmap.ui.panes import BY_NAME
from tests.app.conftest import SMALL
from tests.app.test_reading import MAP
from tests.ui.documents.conftest import TEXT
from tests.ui.shell.conftest import press, program, script, shown  # noqa: F401

CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def text(tmp_path):
    (tmp_path / "home" / "texts").mkdir(parents=True)
    (tmp_path / "home" / "maps").mkdir()
    file = tmp_path / "home" / "texts" / "tea.txt"
    file.write_text(TEXT)
    return file


@pytest.fixture
def map_file(text):
    file = text.parent.parent / "maps" / "tea.argmap.yaml"
    file.write_text(MAP)
    return file


@pytest.fixture
def window(shown, map_file):  # noqa: F811
    made = shown(map_file)
    made.resize(1300, 800)
    QApplication.processEvents()
    return made


def passage_of(window, words):
    start = window.editor.reading.text.text.index(words)
    return Passage("tea", start, start + len(words))


def select(window, words):
    passage = passage_of(window, words)
    view = window.reader.pane.view
    view.setFocus()
    view.select(passage.start, passage.end)
    QApplication.processEvents()


def test_the_pane_is_shown_where_there_is_something_to_read(window, shown, tmp_path):  # noqa: F811
    assert window.docks.is_seen("documents")
    assert window.status.quotes.text() in ("", "Quotes: 1 in place")
    small = tmp_path / "home" / "maps" / "small.argmap.yaml"
    small.write_text(SMALL)
    assert not shown(small).docks.is_seen("documents")


def test_closed_by_hand_it_stays_closed(window, shown, map_file, text):  # noqa: F811
    window.actions_["view.documents"].trigger()
    assert not window.docks.is_seen("documents")
    other = map_file.with_name("other.argmap.yaml")
    other.write_text(MAP)
    assert not shown(other).docks.is_seen("documents")
    window.actions_["view.documents"].trigger()
    assert window.docks.is_seen("documents")


def test_keys_in_the_page_come_before_those_of_the_window(window, press):  # noqa: F811
    pane = window.reader.pane
    pane.view.setFocus()
    press(window, Qt.Key.Key_F, CTRL)
    assert pane.search.isVisible()
    assert window.find_bar.isHidden()
    QTest.keyClicks(pane.search.field, "it")
    press(window, Qt.Key.Key_F3)
    assert pane.search.count.text().startswith("2 of")
    assert window.find_bar.isHidden()
    window.canvas.setFocus()
    press(window, Qt.Key.Key_F, CTRL)
    assert window.find_bar.isVisible()


def test_a_letter_on_the_map_makes_nothing_of_a_passage(window, press):  # noqa: F811
    select(window, "It is cheap")
    window.canvas.setFocus()
    window.editor.select()
    before = window.editor.map
    press(window, Qt.Key.Key_C)
    assert window.editor.map is before


def test_select_key_reword_save_and_the_file_holds_the_quote(window, press, map_file):  # noqa: F811
    window.editor.select("good")
    select(window, "It is cheap")
    press(window, Qt.Key.Key_E)
    made = window.editor.session.focus
    assert window.editor.map.statements[made].kind is StatementKind.EVIDENCE
    assert window.focusWidget() is window.reader.pane.view
    press(window, Qt.Key.Key_F2)
    QTest.keyClicks(window.focusWidget(), "Tea costs little.")
    press(window, Qt.Key.Key_Return)
    press(window, Qt.Key.Key_S, CTRL)
    saved = open_document(map_file).map.statements[made]
    assert saved.text == "Tea costs little."
    assert saved.quotes[0].exact == "It is cheap"


def over(window, id_):
    """A point of the canvas on a statement, or on empty ground."""
    canvas = window.canvas
    if not id_:
        return QPointF(canvas.width() - 6, canvas.height() - 6)
    return QPointF(*canvas.camera.to_screen(canvas.placement.boxes[id_].centre))


@pytest.mark.parametrize(
    ("on", "held", "words", "kind", "link"),
    [
        ("good", NONE, "Supports “Tea is good.”", StatementKind.CLAIM, LinkKind.SUPPORTS),
        (
            "good",
            Qt.KeyboardModifier.ShiftModifier,
            "Opposes “Tea is good.”",
            StatementKind.COUNTERPOINT,
            LinkKind.OPPOSES,
        ),
        ("why", NONE, "Answers “Why tea?”", StatementKind.CLAIM, LinkKind.ANSWERS),
        ("", NONE, "Stands on its own", StatementKind.CLAIM, None),
    ],
)
def test_a_passage_dragged_onto_the_map_says_what_it_does(window, on, held, words, kind, link):
    select(window, "nobody minds")
    before = set(window.editor.map.statements)
    drop(window, on, held, words)
    (made,) = set(window.editor.map.statements) - before
    statement = window.editor.map.statements[made]
    assert (statement.kind, statement.quotes[0].exact) == (kind, "nobody minds")
    primary = window.editor.map.primary_links.get(made)
    if link is None:
        assert primary is None
    else:
        held_ = window.editor.map.links[primary]
        assert (held_.target, held_.kind) == (on, link)


def test_with_alt_a_dragged_passage_is_a_further_quote(window):
    select(window, "nobody minds")
    alt = Qt.KeyboardModifier.AltModifier
    drop(window, "good", alt, "A further quote of “Tea is good.”")
    assert window.editor.map.statements["good"].quotes[0].exact == "nobody minds"


def test_a_drag_that_leaves_the_map_changes_nothing(window):
    select(window, "nobody minds")
    before = window.editor.map
    drop(window, "good", NONE, "Supports “Tea is good.”", leave=True)
    assert window.editor.map is before
    assert window.canvas.resting


def drop(window, on, held, words, *, leave=False):
    from PySide6.QtGui import QDragLeaveEvent

    canvas, data = window.canvas, window.reader.pane.view.createMimeDataFromSelection()
    at = over(window, on)
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    entered = QDragEnterEvent(at.toPoint() - QPoint(2, 2), copy, data, left, held)
    QApplication.sendEvent(canvas, entered)
    assert entered.isAccepted()
    moved = QDragMoveEvent(at.toPoint(), copy, data, left, held)
    QApplication.sendEvent(canvas, moved)
    assert canvas.tool.plan.words == words
    if leave:
        QApplication.sendEvent(canvas, QDragLeaveEvent())
    else:
        QApplication.sendEvent(canvas, QDropEvent(at, copy, data, left, held))
    QApplication.processEvents()


def dropped(window, data):
    at = QPointF(40, 300)
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    window.dropEvent(QDropEvent(at, copy, data, left, NONE))
    QApplication.processEvents()


def test_a_new_map_is_saved_before_a_document_is_added(program, script, text, qtbot):  # noqa: F811
    program.new()
    window = program.windows[-1]
    script.answers.append("cancel")
    window.actions_["document.add"].trigger()
    assert script.asked[-1].text == "Save this map first?"
    assert not window.editor.map.sources
    saved = text.parent.parent / "maps" / "new.argmap.yaml"
    script.answers.extend(("save", saved, text))
    window.actions_["document.add"].trigger()
    qtbot.waitUntil(lambda: window.editor.reading.text is not None)
    (source,) = window.editor.map.sources.values()
    assert source.file == "../texts/tea.txt"
    assert saved.is_file()


def test_after_a_document_was_added_its_page_has_the_focus(program, script, text, qtbot):  # noqa: F811
    program.new()
    window = program.windows[-1]
    window.resize(1300, 800)
    QApplication.processEvents()
    window.actions_["view.documents"].trigger()
    QApplication.processEvents()
    pane = window.reader.pane
    assert window.docks.docks["documents"].width() == BY_NAME["documents"].width
    pane.empty.buttons["document.add"].setFocus()
    script.answers.extend(("save", text.parent.parent / "maps" / "new.argmap.yaml", text))
    pane.empty.buttons["document.add"].click()
    qtbot.waitUntil(lambda: window.editor.reading.text is not None)
    assert pane.stack.currentWidget() is pane.area
    assert window.focusWidget() is pane.view


def test_dropped_documents_become_sources_and_maps_are_opened(window, program, text):  # noqa: F811
    other = text.with_name("green.html")
    other.write_text("<title>Green tea</title><p>It is green.</p>")
    small = text.with_name("small.argmap.yaml")
    small.write_text(SMALL)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(other)), QUrl.fromLocalFile(str(small))])
    dropped(window, data)
    assert "green" in window.editor.map.sources
    assert window.editor.reading.current == "green"
    assert len(program.windows) == 2


def test_a_dropped_or_pasted_address_is_kept_as_a_link(window):
    data = QMimeData()
    data.setText("https://example.org/tea")
    dropped(window, data)
    (made,) = [one for one in window.editor.map.sources.values() if one.url]
    assert made.url == "https://example.org/tea"
    assert set(window.editor.map.statements) == {"calms", "good", "why"}


def test_pasted_text_asks_for_a_name_and_is_kept_beside_the_map(
    window,
    press,  # noqa: F811
    script,  # noqa: F811
    map_file,
):
    QGuiApplication.clipboard().setText("Some words to keep.")
    window.reader.pane.view.setFocus()
    script.answers.append(map_file.with_name("kept.txt"))
    press(window, Qt.Key.Key_V, CTRL)
    assert script.suggested.name == "some-words-to-keep.txt"
    assert map_file.with_name("kept.txt").read_text() == "Some words to keep.\n"
    assert window.editor.reading.text.text.startswith("Some words")


def test_consent_for_a_document_outside_is_kept_for_next_time(
    window,
    script,  # noqa: F811
    program,  # noqa: F811
    tmp_path_factory,
    map_file,
):
    outside = tmp_path_factory.mktemp("outside") / "far.txt"
    outside.write_text("Far away.")
    script.answers.append(outside)
    window.actions_["document.add"].trigger()
    assert window.editor.reading.text.text == "Far away."
    assert program.around.workspace.allowed() == (outside.resolve(),)
    assert "outside" not in "".join(str(key) for key in window.editor.map.meta.extra)


def test_a_map_that_names_a_document_outside_asks_first(shown, text, tmp_path_factory):  # noqa: F811
    outside = tmp_path_factory.mktemp("outside") / "far.txt"
    outside.write_text("Far away.")
    file = text.parent.parent / "maps" / "far.argmap.yaml"
    file.write_text(MAP.replace("../texts/tea.txt", str(outside)))
    window = shown(file)
    pane = window.reader.pane
    assert pane.stack.currentWidget() is pane.empty
    assert "lies outside" in pane.empty.words.text()
    pane.empty.buttons["allow"].click()
    assert window.editor.reading.text.text == "Far away."


def test_a_document_that_changes_on_the_disk_is_read_again(window, text, qtbot):
    before = window.editor.map
    text.write_text("A new beginning.\n\n" + TEXT)
    reading = window.editor.reading
    qtbot.waitUntil(lambda: reading.text.text.startswith("A new"), timeout=5000)
    replaced = text.with_suffix(".new")
    replaced.write_text("Quite another text.")
    replaced.replace(text)
    qtbot.waitUntil(lambda: reading.text.text.startswith("Quite"), timeout=5000)
    text.unlink()
    qtbot.waitUntil(window.reader.pane.notice.isVisible, timeout=5000)
    assert window.editor.map is before


def test_undoing_what_quotes_a_changed_passage_leaves_the_inspector_whole(window, text, qtbot):
    select(window, "nobody minds")
    window.actions_["document.claim"].trigger()
    (made,) = window.editor.session.selection
    text.write_text(TEXT.replace("nobody minds", "almost nobody really minds"))
    reading = window.editor.reading
    qtbot.waitUntil(lambda: "almost" in reading.text.text, timeout=5000)
    inspector = window.docks.pane("inspector")
    assert inspector.sheet.subject == made
    window.editor.undo()
    assert made not in window.editor.map.statements
    assert inspector.sheet.subject != made


def test_the_list_of_sources_is_copied_for_a_handout(window):
    window.actions_["document.copy-sources"].trigger()
    assert QGuiApplication.clipboard().text() == "Tea and sleep.\n"


def test_a_source_is_joined_with_one_that_is_chosen(window):
    assert window.actions_.reason("document.join") == "The map has no other source."
    editor = window.editor
    with editor.transact("Add source") as tx:
        paper = sources.add_source(tx, "The paper", authors="Ann Lee", date="2019")
    window.actions_["document.join"].trigger()
    (chooser,) = window.reader.pane.window().findChildren(Chooser)
    assert [chooser.list.item(row).text() for row in range(chooser.list.count())] == [
        "The paper (Lee 2019)"
    ]
    QTest.keyClick(chooser.words, Qt.Key.Key_Return)
    assert list(editor.map.sources) == [paper]
    assert editor.map.statements["calms"].quotes[0].source == paper
    assert editor.reading.current == paper


def test_about_the_document_shows_its_fields(window):
    window.actions_["document.about"].trigger()
    inspector = window.docks.panes["inspector"]
    assert inspector.sheet.fields["title"].toPlainText() == "Tea and sleep"


def test_a_click_on_a_quote_in_the_inspector_shows_its_passage(window, qtbot):
    window.actions_["view.documents"].trigger()
    window.editor.select("calms")
    entries = window.docks.panes["inspector"].sheet.quotes.entries
    qtbot.waitUntil(lambda: "moved" in entries.item(0).text())
    entries.chosen.emit("0")
    assert window.docks.is_seen("documents")
    assert window.editor.reading.revealed.source == "tea"


def test_the_inspector_warns_of_a_quote_whose_parts_changed_places(window, text, qtbot):
    editor = window.editor
    for words, action in (("tea calms", "add-quote"), ("It is cheap", "add-part")):
        editor.select("good")
        select(window, words)
        window.perform(window.actions_.records[f"document.{action}"])
    entries = window.docks.panes["inspector"].sheet.quotes.entries
    qtbot.waitUntil(lambda: "in place" in entries.item(0).text())
    text.write_text("It is cheap. " + TEXT.replace("It is cheap 😀 and good.", ""))
    qtbot.waitUntil(lambda: editor.reading.text.text.startswith("It is cheap"))
    editor.select("calms")
    editor.select("good")
    qtbot.waitUntil(lambda: "ambiguous" in entries.item(0).text())


def test_another_size_of_text_makes_the_pane_anew(window, program, press, qtbot):  # noqa: F811
    before = window.reader.pane
    program.around.settings.set("text_size", 150)
    qtbot.waitUntil(lambda: window.reader.pane not in (None, before))
    pane = window.reader.pane
    assert pane.view.document().defaultFont().pixelSize() > 20
    window.editor.select("good")
    select(window, "It is cheap")
    press(window, Qt.Key.Key_C)
    assert window.editor.map.statements[window.editor.session.focus].text == "It is cheap"


def test_quotes_to_look_at_open_a_hidden_pane(window, text):
    window.actions_["view.documents"].trigger()
    text.write_text("Nothing of it is left here at all.")
    window.editor.reading.documents.look_again()
    window.actions_["document.to-look-at"].trigger()
    QApplication.processEvents()
    assert window.docks.is_seen("documents")
    assert window.reader.pane.below.troubles.current.statement == "calms"
