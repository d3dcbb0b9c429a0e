"""Pages of a PDF as pictures: from the text to its page and back, scanned and broken documents."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from argmap.app.open_documents import Condition
from argmap.app.passages import Passage
from argmap.render.style import DARK, LIGHT
from argmap.ui.documents.page_pictures import KEPT
from tests.documents.written import picture_pdf, plain_pdf
from tests.ui.shell.conftest import program, script  # noqa: F401
from tests.ui.shell.conftest import shown as show  # noqa: F401

PAGES = 30
KEY = Qt.Key.Key_V


def written() -> bytes:
    """Pages of text; what the map quotes stands on the seventh."""

    def lines(page):
        for line in range(12):
            yield (
                40,
                500 - 14 * line,
                f"Tea of page {page} and line {line} is drunk by many people,",
            )
        if page == 7:
            yield 40, 200, "Many say that tea calms. Nobody knows."

    return plain_pdf([list(lines(page)) for page in range(1, PAGES + 1)])


@pytest.fixture
def tea(tea):
    """The map's document is a PDF here."""
    file = tea.with_suffix(".pdf")
    file.write_bytes(written())
    map = tea.parent.parent / "maps" / "tea.argmap.yaml"
    map.write_text(map.read_text().replace("tea.txt", "tea.pdf"))
    return file


@pytest.fixture
def read(pane, qtbot):
    """The pane, when its document was read."""

    def wait():
        opened = pane.reading.documents.opened
        qtbot.waitUntil(lambda: opened("tea").condition is not Condition.WAITING, timeout=20_000)
        QApplication.processEvents()
        return pane

    return wait


@pytest.fixture
def pictures(read, qtbot):
    """The pages, when the first of them was drawn."""
    pane = read()
    pane.run("document.pages")
    view = pane.pictured.view
    qtbot.waitUntil(lambda: drawn(view), timeout=20_000)
    return view


@pytest.fixture
def shown_window(show, tea):  # noqa: F811
    window = show(tea.parent.parent / "maps" / "tea.argmap.yaml")
    window.resize(1300, 800)
    QApplication.processEvents()
    return window


def drawn(view):
    return bool(view.count) and isinstance(view.drawn(view.page), QImage)


def shown(pane):
    return pane.stack.currentWidget()


def first_words(pane):
    return pane.area.whole_text[pane.area.top :][:120]


def test_the_pages_are_drawn_in_view_alone_and_on_light_paper(pane, pictures, qtbot):
    pane.set_theme(DARK)
    assert shown(pane) is pictures
    assert pane.pictured.button.isChecked()
    assert pictures.count == PAGES
    assert pictures.drawn(PAGES - 1) is None
    seen = pictures.viewport().grab().toImage()
    assert seen.pixelColor(4, 4) == QColor(DARK.window)
    assert seen.pixelColor(seen.width() // 2, 20).lightness() > 250
    words = [seen.pixelColor(x, y).lightness() for x in range(40, 200) for y in range(70, 130)]
    assert min(words) < 128


def test_the_text_and_the_pages_are_at_the_same_page(pane, read, qtbot):
    read()
    place = pane.area.whole_text.index("Tea of page 12 and line 0")
    pane.area.show_from(place)
    pane.run("document.pages")
    view = pane.pictured.view
    qtbot.waitUntil(lambda: drawn(view), timeout=20_000)
    assert view.page == 11
    view.show_page(20)
    pane.run("document.pages")
    qtbot.waitUntil(lambda: "page 21 and line 0" in first_words(pane))
    assert shown(pane) is pane.area
    pane.run("document.pages")
    assert view.page == 20


def test_there_and_back_nothing_moves(pane, read, qtbot):
    read()
    pane.area.show_from(pane.area.whole_text.index("Tea of page 30 and line 2 "))
    pane.view.verticalScrollBar().setValue(pane.view.verticalScrollBar().maximum())
    before = pane.view.verticalScrollBar().value()
    pane.run("document.pages")
    qtbot.waitUntil(lambda: drawn(pane.pictured.view), timeout=20_000)
    pane.run("document.pages")
    qtbot.wait(20)
    assert pane.view.verticalScrollBar().value() == before


def test_going_to_a_passage_shows_its_page_and_selecting_one_its_words(pane, editor, pictures):
    assert pictures.page == 0
    pictures.setFocus()
    editor.select("good")
    pane.area.show_passage_of("calms")
    assert pictures.is_seen(6)
    pane.run("document.next-unread")
    assert pane.reading.passage is not None
    assert shown(pane) is pane.area
    pane.run("document.pages")
    assert pane.reading.passage is None
    pane.run("document.find")
    assert shown(pane) is pane.area


def test_selecting_a_box_scrolls_the_pages(pane, editor, pictures):
    pane.tabs.setFocus()
    editor.select("calms")
    QApplication.processEvents()
    assert shown(pane) is pictures
    assert pictures.is_seen(6)


def test_a_key_goes_over_and_the_focus_goes_along(pane, read, keys, qtbot):
    read()
    for action in pane.view.actions():
        pane.pictured.view.addAction(action)
    pane.activateWindow()
    keys(KEY)
    view = pane.pictured.view
    assert shown(pane) is view
    assert view.hasFocus()
    QTest.keyClick(view, KEY)
    assert shown(pane) is pane.area
    assert pane.view.hasFocus()


def test_pages_become_larger_and_few_are_kept(pane, pictures, qtbot):
    wide = pictures.drawn(0).width()
    wheel = QWheelEvent(
        QPointF(50, 50),
        QPointF(50, 50),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(pictures.viewport(), wheel)
    assert pictures.zoom > 100
    qtbot.waitUntil(lambda: pictures.drawn(0).width() > wide, timeout=20_000)
    pane.run("document.zoom-reset")
    assert pictures.zoom == 100
    blank = QImage(8, 8, QImage.Format.Format_RGB32)
    for page in range(PAGES):
        pictures._take_picture(pictures._key, page, blank)
    assert sum(pictures.drawn(page) is not None for page in range(PAGES)) <= KEPT + 3


def test_a_changed_file_is_drawn_again_and_the_page_stays(pane, pictures, tea, qtbot):
    pictures.show_page(9)
    qtbot.waitUntil(lambda: drawn(pictures), timeout=20_000)
    tea.write_bytes(written() + b"\n")
    pane.reading.documents.look_again()
    qtbot.waitUntil(lambda: pictures.drawn(9) is None, timeout=20_000)
    qtbot.waitUntil(lambda: drawn(pictures), timeout=20_000)
    assert pictures.page == 9


def test_a_file_that_is_gone_leaves_its_text(pane, pictures, tea, qtbot):
    tea.unlink()
    pane.reading.documents.look_again()
    qtbot.waitUntil(lambda: shown(pane) is pane.area, timeout=20_000)
    assert not pane.pictured.button.isVisible()


def test_the_pages_of_a_scanned_document_are_offered(pane, tea, read, qtbot):
    picture_pdf(tea, pages=3)
    pane.reading.documents.look_again()
    read()
    qtbot.waitUntil(lambda: "document.pages" in pane.empty.buttons, timeout=20_000)
    assert "no text" in pane.empty.words.text()
    assert pane.pictured.button.isVisible()
    pane.empty.buttons["document.pages"].click()
    view = pane.pictured.view
    assert shown(pane) is view
    qtbot.waitUntil(lambda: drawn(view), timeout=20_000)
    assert view.count == 3
    pane.run("document.pages")
    assert shown(pane) is pane.empty


def test_a_broken_document_and_a_plain_one_have_no_pages(pane, tea, read, qtbot):
    tea.write_bytes(b"%PDF-1.4\nbroken")
    pane.reading.documents.look_again()
    read()
    qtbot.waitUntil(lambda: "damaged" in pane.empty.words.text(), timeout=20_000)
    assert "document.pages" not in pane.empty.buttons
    assert not pane.pictured.button.isVisible()
    pane.run("document.pages")
    assert shown(pane) is pane.empty


def test_a_file_that_breaks_after_it_was_read_says_so_in_place_of_pages(pane, read, tea, qtbot):
    read()
    tea.write_bytes(b"%PDF-1.4\nbroken")
    pane.run("document.pages")
    qtbot.waitUntil(lambda: "damaged" in pane.pictured.view.why, timeout=20_000)
    pane.pictured.view.grab()
    pane.reading.select(Passage("tea", 0, 4))
    assert shown(pane) is pane.area


def test_in_the_window_the_key_acts_on_both(shown_window, qtbot):
    window = shown_window
    pane = window.reader.pane
    qtbot.waitUntil(lambda: pane.reading.text is not None, timeout=20_000)
    pane.view.setFocus()
    QApplication.processEvents()
    QTest.keyClick(pane.view, KEY)
    assert shown(pane) is pane.pictured.view
    QTest.keyClick(pane.pictured.view, KEY)
    assert shown(pane) is pane.area
    assert "document.pages" in window.bindings


# --------------------------------------------------------------------------- reading on the pages


@pytest.fixture
def readable(pictures, pane, qtbot):
    """The seventh page, on which the map quotes something, with its letters."""
    pictures.resize(420, 640)
    pictures.show_page(6)
    qtbot.waitUntil(lambda: bool(pictures.letters.lines(6)) and drawn(pictures), timeout=20_000)
    return pictures


def box(pane, view, words):
    start = pane.area.whole_text.index(words)
    return view.box_of(start, start + len(words))


def points(pane, view, words):
    found = box(pane, view, words)
    middle = round(found.center().y())
    return QPoint(round(found.left()) + 1, middle), QPoint(round(found.right()) - 1, middle)


def drag(view, start, end):
    port = view.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(port, (start + end) / 2)
    QTest.mouseMove(port, end)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)
    QApplication.processEvents()


def test_a_quoted_passage_stands_out_on_the_picture(pane, editor, readable):
    found = box(pane, readable, "tea calms")
    seen = readable.viewport().grab().toImage()
    row = range(round(found.left()) + 2, round(found.right()) - 2)
    tone = {seen.pixelColor(x, round(found.bottom()) + 1).lightness() for x in row}
    assert min(tone) < QColor(LIGHT.kinds["claim"].bar).lightness() + 8
    beside = box(pane, readable, "Nobody knows")
    assert seen.pixelColor(round(beside.left()) + 2, round(beside.bottom()) + 1).lightness() > 250


def test_pointing_at_the_picture_and_a_click_on_it_lead_to_the_box(pane, editor, readable):
    start, _ = points(pane, readable, "tea calms")
    QTest.mouseMove(readable.viewport(), QPoint(2, 2))
    QTest.mouseMove(readable.viewport(), start)
    QApplication.processEvents()
    assert editor.session.pointed == "calms"
    assert pane.area.flash.of == ""
    QTest.mouseClick(readable.viewport(), Qt.MouseButton.LeftButton, pos=start)
    assert editor.session.focus == "calms"
    assert shown(pane) is readable


def test_pointing_at_the_box_lets_the_picture_flash(pane, editor, readable, qtbot):
    found = box(pane, readable, "tea calms").toRect()
    QTest.mouseMove(readable.viewport(), QPoint(2, 2))
    QApplication.processEvents()
    before = readable.viewport().grab(found).toImage()
    pane.area.flash.milliseconds = 5_000
    editor.session.point_at("calms")
    qtbot.waitUntil(lambda: readable.viewport().grab(found).toImage() != before)


def test_words_are_selected_on_the_picture_and_quoted_by_a_key(pane, editor, readable, qtbot):
    for action in made_actions(pane):
        readable.addAction(action)
    editor.select("good")
    drag(readable, *points(pane, readable, "any say that tea"))
    assert shown(pane) is readable
    passage = editor.reading.passage
    assert pane.area.whole_text[passage.start : passage.end] == "Many say that tea"
    qtbot.waitUntil(pane.offering.bar.isVisible)
    assert pane.offering.bar.parentWidget() is readable
    assert pane.offering.bar.geometry().intersects(readable.rect())
    QTest.keyClick(readable, Qt.Key.Key_E)
    made = editor.map.statements[editor.session.focus]
    assert (made.kind, made.quotes[0].exact, made.quotes[0].page) == (
        "evidence",
        "Many say that tea",
        7,
    )
    assert shown(pane) is readable
    assert editor.reading.passage is None
    assert not pane.offering.bar.isVisible()


def test_a_selection_on_the_picture_may_run_over_lines_and_is_given_up(pane, editor, readable):
    start, _ = points(pane, readable, "page 7 and line 3")
    _, end = points(pane, readable, "page 7 and line 4")
    drag(readable, start, end)
    passage = editor.reading.passage
    words = " ".join(pane.area.whole_text[passage.start : passage.end].split())
    assert words.startswith("page 7 and line 3")
    assert words.endswith("page 7 and line 4")
    QTest.keyClick(readable, Qt.Key.Key_Escape)
    assert editor.reading.passage is None
    QTest.mouseDClick(readable.viewport(), Qt.MouseButton.LeftButton, pos=start)
    passage = editor.reading.passage
    assert pane.area.whole_text[passage.start : passage.end] == "page"


def made_actions(pane):
    from PySide6.QtGui import QAction, QKeySequence

    from argmap.app.action import Context
    from argmap.app.actions import ACTIONS

    for action in ACTIONS:
        if action.context is Context.DOCUMENT:
            made = QAction(action.title, pane)
            made.setObjectName(action.id)
            made.setShortcuts([QKeySequence(key) for key in action.keys])
            made.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            yield made
