import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.ui.canvas.conftest import ALT, CTRL, LEFT, NO, SHIFT

Key = Qt.Key


def texts(desk):
    return [statement.text for statement in desk.map.statements.values()]


def field(desk):
    return desk.canvas.writing.field


# ------------------------------------------------------------------------------------- adding


def test_tab_adds_a_supporting_claim_and_enter_keeps_it(new_desk):
    desk = new_desk("a")
    desk.click("a")
    desk.key(Key.Key_Tab)
    assert desk.canvas.writing.is_open
    assert len(desk.map.statements) == 1
    desk.type("Because of this")
    desk.key(Key.Key_Return)
    assert texts(desk) == ["Text of a", "Because of this"]
    assert desk.links() == {("because-of-this", "supports", "a")}
    assert desk.editor.session.focus == "because-of-this"
    assert desk.canvas.hasFocus()


def test_minus_adds_a_counterpoint(new_desk):
    desk = new_desk("a")
    desk.click("a")
    desk.type("-")
    desk.type("Not so")
    desk.key(Key.Key_Return)
    assert desk.links() == {("not-so", "opposes", "a")}
    assert desk.map.statements["not-so"].kind == "counterpoint"


def test_minus_on_a_link_undercuts_it(new_desk):
    desk = new_desk("a", "b + a")
    desk.click("b>a")
    assert desk.editor.session.selection == ("b>a",)
    desk.key(Key.Key_Minus)
    desk.type("It does not follow")
    desk.key(Key.Key_Return)
    assert ("it-does-not-follow", "opposes", "b>a") in desk.links()


def test_the_keys_of_adding_build_a_small_argument(new_desk):
    desk = new_desk()
    desk.type("Main claim")
    desk.key(Key.Key_Return)
    desk.key(Key.Key_Tab)
    desk.type("first reason")
    desk.key(Key.Key_Return)
    desk.key(Key.Key_Return, ALT)
    desk.type("with this")
    desk.key(Key.Key_Return)
    desk.key(Key.Key_Return)
    desk.type("next reason")
    desk.key(Key.Key_Return)
    assert desk.links() == {
        ("first-reason+with-this", "supports", "main-claim"),
        ("next-reason", "supports", "main-claim"),
    }


@pytest.mark.parametrize("key", [Key.Key_Tab, Key.Key_Minus, Key.Key_Return])
def test_esc_leaves_nothing_of_a_draft(new_desk, key):
    desk = new_desk("a", "b + a")
    before = desk.map
    desk.click("b")
    desk.key(key)
    desk.type("never kept")
    desk.key(Key.Key_Escape)
    assert desk.map is before
    assert desk.editor.history.undo_label == ""
    assert not desk.canvas.writing.is_open
    assert desk.canvas.hasFocus()
    assert set(desk.canvas.placement.boxes) == {"a", "b"}


def test_a_draft_without_words_vanishes_when_it_is_left(new_desk):
    desk = new_desk("a")
    before = desk.map
    desk.click("a")
    desk.key(Key.Key_Tab)
    assert len(desk.canvas.placement.boxes) == 2
    QTest.mouseClick(desk.canvas, LEFT, NO, desk.canvas.rect().bottomRight())
    desk.settle()
    assert desk.map is before
    assert not desk.canvas.writing.is_open
    assert set(desk.canvas.placement.boxes) == {"a"}
    assert desk.notices == []


def test_typing_on_an_empty_map_writes_the_first_claim(new_desk):
    desk = new_desk()
    desk.type("Élan")
    assert field(desk).words == "Élan"
    desk.key(Key.Key_Return)
    assert texts(desk) == ["Élan"]


# ------------------------------------------------------------------------------------- wording


def test_typing_replaces_the_text_and_undo_in_the_field_brings_it_back(new_desk):
    desk = new_desk("a")
    desk.click("a")
    desk.type("x")
    assert field(desk).words == "x"
    QTest.keyClick(field(desk), Key.Key_Z, CTRL)
    assert field(desk).words == "Text of a"
    desk.key(Key.Key_Escape)
    assert texts(desk) == ["Text of a"]


def test_f2_and_double_click_select_the_text_for_editing(new_desk):
    desk = new_desk("a")
    desk.click("a")
    desk.key(Key.Key_F2)
    assert field(desk).textCursor().selectedText() == "Text of a"
    desk.key(Key.Key_Escape)
    QTest.mouseDClick(desk.canvas, LEFT, NO, desk.at("a"))
    assert desk.canvas.writing.is_open
    desk.key(Key.Key_End)
    desk.type(" and more")
    desk.key(Key.Key_Return)
    assert texts(desk) == ["Text of a and more"]
    assert desk.editor.history.undo_label == "Change text"


def test_shift_enter_begins_a_new_line(new_desk):
    desk = new_desk("a")
    desk.click("a")
    desk.type("one")
    desk.key(Key.Key_Return, SHIFT)
    desk.type("two")
    desk.key(Key.Key_Return)
    assert texts(desk) == ["one\ntwo"]


def test_tab_in_the_field_keeps_and_adds_nothing(new_desk):
    desk = new_desk("a")
    desk.click("a")
    desk.type("new words")
    desk.key(Key.Key_Tab)
    assert texts(desk) == ["new words"]
    assert not desk.canvas.writing.is_open
    assert desk.canvas.hasFocus()


def test_leaving_for_another_field_of_the_window_keeps_the_words(new_desk, qtbot):
    desk = new_desk("a")
    other = QLineEdit(desk.window)
    other.show()
    desk.click("a")
    desk.type("new words")
    other.setFocus(Qt.FocusReason.MouseFocusReason)
    desk.settle()
    assert texts(desk) == ["new words"]
    assert other.hasFocus()


def test_clicking_another_box_keeps_the_words_and_selects_it(new_desk):
    desk = new_desk("a", "b + a")
    desk.click("b")
    desk.type("new words")
    desk.click("a")
    assert "new words" in texts(desk)
    assert desk.editor.session.selection == ("a",)


def test_an_existing_statement_is_never_left_without_words(new_desk):
    desk = new_desk("a")
    before = desk.map
    desk.click("a")
    desk.key(Key.Key_F2)
    desk.key(Key.Key_Backspace)
    desk.key(Key.Key_Return)
    assert desk.map is before
    assert "needs words" in desk.said()


def test_a_pause_commits_nothing(new_desk, qtbot):
    desk = new_desk("a")
    before = desk.map
    desk.click("a")
    desk.type("abc")
    qtbot.wait(50)
    assert desk.map is before
    desk.key(Key.Key_Escape)


def test_map_keys_typed_into_the_field_are_letters(new_desk):
    desk = new_desk("a", "b + a")
    before = desk.map
    desk.click("a")
    desk.key(Key.Key_F2)
    desk.key(Key.Key_End)
    for key in (Key.Key_Minus, Key.Key_Plus, Key.Key_Space, Key.Key_Question, Key.Key_Exclam):
        desk.key(key)
    assert field(desk).words == "Text of a-+ ?!"
    for key in (Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down, Key.Key_Delete):
        desk.key(key)
    for key in (Key.Key_I, Key.Key_J, Key.Key_L, Key.Key_D, Key.Key_R, Key.Key_Up):
        QTest.keyClick(field(desk), key, CTRL)
    assert desk.map is before
    assert desk.canvas.writing.is_open
    assert desk.editor.session.linking is None
    assert desk.editor.session.folded == frozenset()
    desk.key(Key.Key_Escape)


def test_words_of_an_input_method_begin_and_continue_typing(new_desk):
    desk = new_desk("a")
    desk.click("a")
    event = QInputMethodEvent()
    event.setCommitString("矛")
    QApplication.sendEvent(desk.canvas, event)
    desk.settle()
    assert field(desk).words == "矛"
    event = QInputMethodEvent("dun", [])
    QApplication.sendEvent(field(desk), event)
    assert field(desk).words == "矛"  # what is being composed is not kept yet
    event = QInputMethodEvent()
    event.setCommitString("盾 🙂 שלום")
    QApplication.sendEvent(field(desk), event)
    desk.key(Key.Key_Return)
    assert texts(desk) == ["矛盾 🙂 שלום"]


def test_nothing_but_plain_text_is_pasted(new_desk):
    desk = new_desk("a")
    desk.click("a")
    desk.key(Key.Key_F2)
    data = QMimeData()
    data.setHtml("<b>bold</b> <i>words</i>")
    data.setText("bold <i>words</i>")
    field(desk).insertFromMimeData(data)
    desk.key(Key.Key_Return)
    assert texts(desk) == ["bold <i>words</i>"]


def test_no_break_spaces_survive(new_desk):
    desk = new_desk("a")
    desk.click("a")
    desk.key(Key.Key_F2)
    field(desk).insertPlainText("5\u00a0%")
    desk.key(Key.Key_Return)
    assert texts(desk) == ["5\u00a0%"]


# ------------------------------------------------------------------------------------ the view


def test_the_box_grows_while_typing_and_does_not_jump(new_desk):
    desk = new_desk("a", "b + a", "c + a")
    desk.click("b")
    desk.type("x")
    corner, height = field(desk).pos(), desk.canvas.placement.boxes["b"].height
    desk.type(" words that go on and on" * 8)
    assert desk.canvas.placement.boxes["b"].height > height
    assert (field(desk).pos() - corner).manhattanLength() <= 2
    box = desk.canvas.camera.box_to_screen(desk.canvas.placement.boxes["b"])
    assert box.y < field(desk).y() < box.bottom
    assert field(desk).geometry().bottom() <= box.bottom
    desk.key(Key.Key_Escape)


def test_what_was_edited_stays_under_the_pointer(new_desk):
    desk = new_desk("a", "b + a", "c + a", "d + c", "e + c")
    desk.click("c")
    before = desk.at("c")
    desk.key(Key.Key_Tab)
    desk.type("one more")
    desk.key(Key.Key_Return)
    desk.click("c")
    desk.key(Key.Key_Return)
    desk.type("and a sibling")
    assert (desk.at("c") - before).manhattanLength() <= 2
    desk.key(Key.Key_Escape)
    assert (desk.at("c") - before).manhattanLength() <= 2


def test_a_new_box_out_of_sight_is_brought_into_sight(new_desk):
    desk = new_desk("a", *(f"r{n} + a" for n in range(8)))
    desk.canvas.eye.zoom_to(1.0)
    desk.click("a")
    desk.key(Key.Key_Tab)
    assert desk.canvas.rect().contains(field(desk).geometry())
    desk.key(Key.Key_Escape)


def test_the_field_can_be_read_at_any_zoom(new_desk):
    desk = new_desk("a", "b + a")
    desk.canvas.eye.zoom_to(0.2)
    desk.click("b")
    desk.key(Key.Key_F2)
    points = field(desk).document().defaultFont().pointSizeF()
    assert points * field(desk).logicalDpiY() / 72 >= 10
    desk.key(Key.Key_Escape)


def test_words_typed_just_before_a_command_are_in_the_draft(new_desk):
    desk = new_desk("a")
    desk.click("a")
    desk.key(Key.Key_F2)
    QTest.keyClicks(field(desk), "quick")
    QTest.keyClick(field(desk), Key.Key_S, CTRL)  # saving commits the draft as the editor has it
    assert desk.editor.draft.text == "quick"
    desk.key(Key.Key_Escape)


@pytest.mark.parametrize("spot", [(0.2, 0.2), (0.85, 0.75), (0.2, 0.9)])
def test_a_double_click_on_empty_ground_begins_a_statement_there(new_desk, spot):
    desk = new_desk("a", "b + a", "c - a")
    seen = {id_: desk.at(id_) for id_ in "abc"}
    point = QPoint(round(spot[0] * desk.canvas.width()), round(spot[1] * desk.canvas.height()))
    assert not desk.canvas.what_at((point.x(), point.y()))
    QTest.mouseDClick(desk.canvas, LEFT, NO, point)
    desk.settle()
    assert (desk.at(desk.editor.draft_id) - point).manhattanLength() <= 4
    desk.type("a place of its own")
    desk.key(Key.Key_Return)
    (made,) = set(desk.map.statements) - set("abc")
    assert abs(desk.at(made).x() - point.x()) <= 40  # its box has grown with the words
    assert made in desk.map.meta.view.pins
    for id_, at in seen.items():
        assert (desk.at(id_) - at).manhattanLength() <= 4, id_
    desk.editor.undo()
    assert set(desk.map.statements) == set("abc")
    assert not desk.map.meta.view.pins
