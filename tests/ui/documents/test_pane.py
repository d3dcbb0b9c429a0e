"""Reading with mouse and keys: selecting, making statements, highlights, finding, mending."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from argmap.app.passages import Passage
from argmap.model.records import LinkKind, StatementKind
from argmap.render.style import DARK
from argmap.ui.documents.dragged import PASSAGE_FORMAT, passage_in, token_of
from argmap.ui.documents.highlights import Highlight, in_lanes, outline
from argmap.ui.documents.search import find_words
from argmap.ui.documents.text_view import TextView

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key


def last(editor):
    return editor.map.statements[editor.session.focus]


def selected_words(pane):
    start, end = pane.view.selection()
    return pane.area.whole_text[start:end]


# ------------------------------------------------------------------------------ making statements


@pytest.mark.parametrize(
    ("key", "kind", "link"),
    [
        (Key.Key_C, StatementKind.CLAIM, LinkKind.SUPPORTS),
        (Key.Key_E, StatementKind.EVIDENCE, LinkKind.SUPPORTS),
        (Key.Key_X, StatementKind.COUNTERPOINT, LinkKind.OPPOSES),
    ],
)
def test_select_with_the_mouse_press_a_key_and_a_statement_quotes_the_words(
    pane, editor, keys, drag, key, kind, link
):
    editor.select("good")
    drag("It is cheap 😀 and good.")
    assert selected_words(pane) == "It is cheap 😀 and good."
    keys(key)
    made = last(editor)
    assert (made.kind, made.text) == (kind, "It is cheap 😀 and good.")
    (quote,) = made.quotes
    assert pane.area.whole_text[quote.start :].startswith(quote.exact)
    assert quote.exact == made.text
    assert quote.prefix.endswith("tea calms. ")
    assert quote.suffix.startswith(" For example")
    held = editor.map.links[editor.map.primary_links[made.id]]
    assert (held.target, held.kind) == ("good", link)
    assert not pane.view.textCursor().hasSelection()
    assert any(one.statement == made.id for one in pane.view.highlights)


def test_a_selection_of_the_mouse_cuts_no_word(pane, drag):
    drag("any say that te")
    assert selected_words(pane) == "Many say that tea"


def test_a_selection_by_keys_counts_emojis_once(pane, editor, keys, place):
    start, _ = place("😀😀 Many")
    QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    for _ in range(7):
        keys(Key.Key_Right, SHIFT)
    QApplication.processEvents()
    assert selected_words(pane) == "😀😀 Many"
    assert editor.reading.passage == Passage("tea", 15, 22)
    keys(Key.Key_Q)
    assert (last(editor).kind, last(editor).quotes[0].exact) == (
        StatementKind.QUESTION,
        "😀😀 Many",
    )


def test_further_quotes_and_parts_by_keys(pane, editor, keys, drag):
    editor.select("good")
    drag("It is cheap")
    keys(Key.Key_A)
    drag("nobody minds")
    keys(Key.Key_A, SHIFT)
    (quote,) = editor.map.statements["good"].quotes
    assert [part.exact for part in quote.parts] == ["It is cheap", "nobody minds"]
    assert len([one for one in pane.view.highlights if one.statement == "good"]) == 2


def test_a_key_without_a_passage_says_why(pane, editor, keys):
    words = []
    editor.notices.add(lambda notice: words.append(notice.text))
    before = editor.map
    keys(Key.Key_C)
    assert editor.map is before
    assert words == ["Select a passage in a document first."]


def test_the_bar_offers_what_is_suggested_and_enter_takes_it(pane, editor, keys, drag, qtbot):
    drag("a pot costs 5 cents")
    bar = pane.offering.bar
    qtbot.waitUntil(bar.isVisible)
    assert bar.preselected == "document.evidence"
    assert "For example" in bar.cause.text()
    assert bar.geometry().intersects(pane.view.rect())
    assert not bar.buttons["document.add-quote"].isEnabled()
    keys(Key.Key_Return)
    assert last(editor).kind is StatementKind.EVIDENCE
    assert not bar.isVisible()


def test_the_bar_marks_a_concession_and_lets_it_be_unmarked(pane, editor, drag, qtbot):
    drag("tea stains the teeth")
    bar = pane.offering.bar
    qtbot.waitUntil(bar.isVisible)
    assert bar.marks.text() == "Conceded"
    conceded, quotation = bar.menu.actions()[1], bar.menu.actions()[4]
    conceded.trigger()
    assert editor.reading.voice is None
    bar.menu.actions()[4].trigger()
    assert quotation is not None
    qtbot.mouseClick(bar.buttons["document.counterpoint"], Qt.MouseButton.LeftButton)
    assert (last(editor).voice, last(editor).fidelity) == (None, "quotation")


def test_escape_selects_nothing_and_hides_the_bar(pane, editor, keys, drag, qtbot):
    drag("nobody minds")
    qtbot.waitUntil(pane.offering.bar.isVisible)
    keys(Key.Key_Escape)
    assert editor.reading.passage is None
    assert not pane.offering.bar.isVisible()


def test_what_is_dragged_knows_its_place_and_its_map(pane, editor, drag):
    drag("nobody minds")
    data = pane.view.createMimeDataFromSelection()
    passage = passage_in(data, token_of(editor))
    assert pane.area.whole_text[passage.start : passage.end] == "nobody minds"
    assert data.text() == "nobody minds"
    assert passage_in(data, "another map") is None
    damaged = QMimeData()
    damaged.setData(PASSAGE_FORMAT, b"{")
    assert passage_in(damaged, token_of(editor)) is None


# ------------------------------------------------------------------------------------- highlights


def test_pointing_at_a_passage_brings_out_the_box_and_the_other_way_round(pane, editor, place):
    start, _ = place("tea calms")
    pointed = []
    editor.session.pointing.add(pointed.append)
    QTest.mouseMove(pane.view.viewport(), QPoint(3, 3))  # wherever it was left
    QTest.mouseMove(pane.view.viewport(), start + QPoint(4, 0))
    QApplication.processEvents()
    assert editor.session.pointed == "calms"
    QTest.mouseMove(pane.view.viewport(), QPoint(3, 3))
    QApplication.processEvents()
    assert pointed == ["calms", ""]
    editor.session.point_at("calms")
    assert pane.view.bright.pointed == "calms"
    assert "calms" in pane.area.strip.bright


def test_a_click_on_a_passage_selects_the_innermost_statement_then_the_next(
    pane, editor, keys, drag, place
):
    drag("Many say that tea calms. It is")
    keys(Key.Key_C)
    outer = editor.session.focus
    start, _ = place("tea calms")
    for expected in ("calms", outer, "calms"):
        QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=start + QPoint(5, 0))
        QApplication.processEvents()
        assert editor.session.selection == (expected,)


def test_enter_without_a_passage_goes_to_the_statement_here(pane, editor, keys, place):
    start, _ = place("tea calms")
    pane.view.setTextCursor(pane.view.cursorForPosition(start + QPoint(6, 0)))
    keys(Key.Key_Return)
    assert editor.session.focus == "calms"


def test_choosing_a_box_scrolls_to_its_passage_unless_one_is_reading(pane, editor, tea, keys):
    tea.write_text("\n\n".join(f"Paragraph {number} of many." for number in range(120)))
    editor.reading.documents.look_again()
    start = pane.area.whole_text.index("Paragraph 99")
    editor.reading.select(Passage("tea", start, start + 12))
    keys(Key.Key_C)
    made = editor.session.focus
    bar = pane.view.verticalScrollBar()
    bar.setValue(0)
    pane.view.setFocus()
    editor.select()
    editor.select(made)
    QApplication.processEvents()
    assert bar.value() == 0
    pane.footer.statements.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    pane.footer.statements.setFocus()
    editor.select()
    editor.select(made)
    QApplication.processEvents()
    assert bar.value() > 0
    assert 0 <= pane.view.box_of(start, start + 12).top() <= pane.view.height()


def test_overlapping_passages_have_lanes_of_their_own(pane):
    tone = DARK.frame
    found = in_lanes(
        [
            Highlight("a", 0, 50, tone),
            Highlight("b", 10, 20, tone),
            Highlight("c", 15, 60, tone),
            Highlight("d", 20, 30, tone),
            Highlight("e", 60, 70, tone),
        ]
    )
    assert {one.statement: one.lane for one in found} == {"a": 0, "b": 1, "c": 2, "d": 1, "e": 0}


def test_the_strip_marks_passages_and_goes_there(pane, editor, qtbot):
    strip = pane.area.strip
    pane.area.refresh_marks()
    (mark,) = strip.marks
    assert mark.statement == "calms"
    assert 0 < strip.to_strip(mark.top) < strip.height()
    assert strip.to_page(strip.to_strip(mark.top)) == pytest.approx(mark.top)
    at = QPoint(9, round(strip.to_strip(mark.top)) + 1)
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=at)
    assert editor.session.focus == "calms"


def test_the_frame_of_a_passage_is_one_shape(pane):
    text = pane.area.whole_text
    start = text.index("Many")
    boxes_ = pane.view.box_of(start, start + 60)
    assert boxes_.height() > 0
    from argmap.ui.documents.highlights import boxes_of

    page = pane.view.offsets.to_page(start), pane.view.offsets.to_page(start + 60)
    boxes = boxes_of(pane.view.document(), *page)
    assert len(boxes) > 1
    assert len(outline(boxes).toSubpathPolygons()) <= len(boxes)


def test_highlights_are_painted_in_the_colour_of_the_kind(pane, editor, place):
    image = pane.view.viewport().grab().toImage()
    start, end = place("tea calms")
    box = pane.view.box_of(
        pane.area.whole_text.index("tea calms"), pane.area.whole_text.index("tea calms") + 9
    )
    tone = pane.theme.kinds[StatementKind.CLAIM]
    seen = {
        image.pixelColor(x, round(box.bottom()) - 1).name().upper()
        for x in range(start.x() + 2, end.x() - 2)
    }
    assert tone.bar in seen


# ----------------------------------------------------------------------------- finding and looking


def test_words_are_found_whatever_their_case_and_quotation_marks():
    text = "It’s “fine”. it's\n“Fine” indeed"
    assert [text[a:b] for a, b in find_words(text, "IT'S")] == ["It’s", "it's"]
    assert len(find_words(text, 'it\'s "fine"')) == 2
    assert find_words("two—or\u2011three", "two-or-three") == [(0, 12)]
    assert find_words("a-b", "a–b") == [(0, 3)]
    assert find_words(text, "   ") == []
    assert find_words(text, "f(") == []


def test_ctrl_f_finds_in_the_document_counts_and_goes_round(pane, keys, qtbot):
    keys(Key.Key_F, CTRL)
    assert pane.search.isVisible()
    QTest.keyClicks(pane.search.field, "tea")
    assert pane.search.count.text() == "1 of 3"
    assert selected_words(pane) == "Tea"
    QTest.keyClick(pane.search.field, Key.Key_Return)
    assert (pane.search.count.text(), selected_words(pane)) == ("2 of 3", "tea")
    QTest.keyClick(pane.search.field, Key.Key_Return, SHIFT)
    QTest.keyClick(pane.search.field, Key.Key_Return, SHIFT)
    assert pane.search.count.text() == "3 of 3"
    keys(Key.Key_F3)
    assert pane.search.count.text() == "1 of 3"
    pane.search.field.setText("nowhere")
    assert pane.search.count.text() == "None"
    QTest.keyClick(pane.search.field, Key.Key_Escape)
    assert pane.search.isHidden()


def test_zoom_by_wheel_and_keys_keeps_the_place(pane, keys):
    size = pane.view.document().defaultFont().pixelSize()
    keys(Key.Key_Plus, CTRL)
    assert pane.area.zoom == 110
    assert pane.view.document().defaultFont().pixelSize() > size
    keys(Key.Key_Minus, CTRL)
    keys(Key.Key_Minus, CTRL)
    assert pane.area.zoom == 90
    keys(Key.Key_0, CTRL)
    assert pane.view.document().defaultFont().pixelSize() == size


def test_the_next_unread_passage_is_selected(pane, editor, keys):
    keys(Key.Key_N)
    assert selected_words(pane) == "Tea and sleep"
    keys(Key.Key_N)
    assert selected_words(pane).startswith("It is cheap")
    pane.below.refresh()
    assert pane.footer.unread.text() == f"Unread {len(editor.reading.unread('tea'))}"


def test_documents_in_tabs_and_one_that_is_only_an_address(pane, editor, keys):
    assert pane.tabs.count() == 2
    keys(Key.Key_PageDown, CTRL)
    assert editor.reading.current == "web"
    assert pane.stack.currentWidget() is pane.empty
    assert "nothing is fetched" in pane.empty.words.text()
    assert "document.point-file" in pane.empty.buttons
    pane.tabs.setCurrentIndex(0)
    assert pane.stack.currentWidget() is pane.area
    assert [one.statement for one in pane.view.highlights] == ["calms"]


def test_the_lists_below_lead_to_statements_in_reading_order(pane, editor, keys, drag, qtbot):
    drag("nobody minds")
    editor.select()
    keys(Key.Key_C)
    later = editor.session.focus
    pane.footer.statements.click()
    qtbot.waitUntil(lambda: pane.below.statements.count() == 2)
    assert [pane.below.statements.item(row).text() for row in range(2)] == [
        "It calms.",
        "nobody minds",
    ]
    pane.below.statements.setFocus()
    pane.below.statements.setCurrentRow(0)
    QTest.keyClick(pane.below.statements, Key.Key_Return)
    assert editor.session.focus == "calms"
    assert later in editor.map.statements


def test_a_changed_quote_is_shown_with_its_difference_and_accepted(pane, editor, tea, keys, qtbot):
    tea.write_text(
        tea.read_text().replace("Many say that tea calms.", "Many say that tea soothes.")
    )
    editor.reading.documents.look_again()
    pane.run("document.to-look-at")
    qtbot.waitUntil(lambda: pane.below.troubles.current is not None)
    trouble = pane.below.troubles.current
    assert trouble.statement == "calms"
    shown = pane.below.troubles.words.toPlainText()
    assert "calms" in shown
    if pane.below.troubles.accept.isEnabled():
        pane.below.troubles.accept.click()
        assert editor.map.statements["calms"].quotes[0].exact == "tea soothes"
    else:
        start = pane.area.whole_text.index("tea soothes")
        pane.view.select(start, start + len("tea soothes"))
        keys(Key.Key_P)
        assert editor.map.statements["calms"].quotes[0].exact == "tea soothes"
    qtbot.waitUntil(lambda: pane.below.troubles.current is None)
    assert editor.reading.trouble is None


def test_a_document_that_cannot_be_read_says_why_and_is_read_again(pane, editor, tea, qtbot):
    tea.write_bytes(b"\x00\x01\x02\xff\xfe" * 20)
    editor.reading.documents.look_again()
    tea.unlink()
    editor.reading.documents.look_again()
    assert pane.stack.currentWidget() is pane.empty or pane.notice.isVisible()
    tea.write_text("Here again.")
    pane.run("again")
    assert pane.area.whole_text == "Here again."
    assert pane.stack.currentWidget() is pane.area


def test_a_document_that_is_gone_stays_on_the_page_with_a_notice(pane, editor, tea):
    tea.unlink()
    editor.reading.documents.look_again()
    assert pane.notice.isVisible()
    assert "not there any more" in pane.notice.text
    assert pane.stack.currentWidget() is pane.area
    assert [one.statement for one in pane.view.highlights] == ["calms"]


def test_large_documents_are_read_behind_the_window(pane, editor, tea, qtbot):
    tea.write_text("\n\n".join(f"Paragraph {n} says something of its own." for n in range(9000)))
    editor.reading.documents.look_again()
    qtbot.waitUntil(lambda: pane.area.whole_text.startswith("Paragraph 0"), timeout=20_000)
    assert pane.footer.part.text().startswith("Part 1 of")
    start = pane.area.whole_text.index("Paragraph 8000")
    pane.area.show_passage(Passage("tea", start, start + 14))
    assert pane.view.offsets.shows(start)
    pane.view.select(start, start + 14)
    assert selected_words(pane) == "Paragraph 8000"
    assert editor.reading.passage == Passage("tea", start, start + 14)


def test_a_dark_page_is_dark(pane):
    pane.set_theme(DARK)
    QApplication.processEvents()
    image = pane.view.viewport().grab().toImage()
    assert image.pixelColor(3, 3).name().upper() == DARK.window


def test_the_page_is_plain_text_for_all(pane):
    assert "<b>without</b>" in pane.view.toPlainText()
    assert isinstance(pane.view, TextView)
    assert pane.view.isReadOnly()
    assert pane.view.document().defaultFont().family() == QFont("Inter").family()


def test_what_is_pointed_at_on_the_map_flashes_in_the_text_and_then_stays_out(pane, editor, qtbot):
    pane.area.flash.milliseconds = 60
    editor.session.point_at("calms")
    assert (pane.view.bright.pointed, pane.view.bright.flashing) == ("calms", "calms")
    qtbot.waitUntil(lambda: pane.view.bright.flash > 0)
    qtbot.waitUntil(lambda: pane.view.bright.flashing == "")
    assert (pane.view.bright.pointed, pane.view.bright.flash) == ("calms", 0.0)


def test_without_motion_and_under_the_pointer_itself_nothing_flashes(pane, editor, place):
    pane.area.flash.milliseconds = 0
    editor.session.point_at("calms")
    assert (pane.view.bright.pointed, pane.view.bright.flashing) == ("calms", "")
    editor.session.point_at("")
    pane.area.flash.milliseconds = 60
    start, _ = place("tea calms")
    QTest.mouseMove(pane.view.viewport(), QPoint(3, 3))  # wherever it was left
    QTest.mouseMove(pane.view.viewport(), start + QPoint(4, 0))
    QApplication.processEvents()
    assert (pane.view.bright.pointed, pane.view.bright.flashing) == ("calms", "")


def test_a_statement_with_several_passages_shows_one_after_the_other(pane, editor, keys, drag):
    editor.select("calms")
    assert not pane.chip.isVisible()
    drag("nobody minds")
    keys(Key.Key_A)
    drag("any quote")
    keys(Key.Key_A)
    pane.tabs.setFocus()
    editor.select()
    editor.select("calms")
    assert pane.chip.isVisible()
    assert pane.chip.text() == "Passage 1 of 3"
    assert pane.stack.rect().contains(pane.chip.geometry())
    pane.chip.click()
    assert pane.chip.text() == "Passage 2 of 3"
    revealed = editor.reading.revealed
    assert pane.area.whole_text[revealed.start : revealed.end] == "nobody minds"
    pane.chip.click()
    pane.chip.click()
    assert pane.chip.text() == "Passage 1 of 3"
    editor.select("good")
    assert not pane.chip.isVisible()
