"""Finding one's way: a branch alone, searching and hiding, back and forward, levels."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from argmap.app.scope import WHOLE
from argmap.edit.statements import set_field
from argmap.model.records import StatementKind
from argmap.ui.levels import Levels

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NO = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def window(program, tea, shown):
    opened = shown(tea)
    opened.furnish()
    opened.canvas.setFocus()
    return opened


def press(window, key, held=NO):
    QTest.keyClick(window.focusWidget() or window.canvas, key, held)
    QApplication.processEvents()


def do(window, id_):
    window.refresh()
    window.perform(window.actions_.records[id_])
    QApplication.processEvents()


def boxes(window):
    return set(window.canvas.placement.boxes)


# ----------------------------------------------------------------------------------- branch alone


def test_a_branch_is_shown_alone_and_left_by_escape(window):
    window.editor.select("calm")
    press(window, Key.Key_F4)
    assert boxes(window) == {"calm", "study", "sleep", "doubt"}
    assert window.trail.isVisible()
    names = [button.text() for button in window.trail.crumbs.buttons]
    assert names == ["Whole map", "Tea is better than coffee.", "It calms."]
    window.editor.select("study")
    press(window, Key.Key_F4)
    assert boxes(window) == {"study"}  # the undercut hangs on a link that is not there
    press(window, Key.Key_Escape)
    assert boxes(window) == {"study"}
    press(window, Key.Key_Escape)
    assert window.editor.session.scope.top == "calm"
    press(window, Key.Key_F4, SHIFT)
    assert window.editor.session.scope == WHOLE
    assert window.trail.isHidden()
    assert boxes(window) == set(window.editor.map.statements)


@pytest.mark.parametrize("way", ["view.leave-branch", "view.show-all", "trail"])
def test_a_folded_branch_that_was_looked_into_is_folded_again_on_the_way_back(window, way):
    editor = window.editor
    editor.fold(["calm"])
    before = boxes(window)
    editor.select("calm")
    do(window, "view.branch")
    assert boxes(window) == {"calm", "study", "sleep", "doubt"}
    editor.select("sleep")
    if way == "trail":
        window.trail.crumbs.buttons[0].click()
    else:
        do(window, way)
    assert boxes(window) == before
    assert editor.session.folded == {"calm"}
    assert editor.session.selection == ("calm",)
    editor.fold(())
    do(window, "view.branch")
    do(window, "view.leave-branch")
    assert not editor.session.folded


def test_every_step_of_the_trail_can_be_clicked(window):
    window.editor.select("calm")
    do(window, "view.branch")
    window.trail.crumbs.buttons[1].click()
    assert window.editor.session.scope.top == "tea"
    window.trail.crumbs.buttons[0].click()
    assert window.editor.session.scope == WHOLE
    assert window.canvas.hasFocus()


def test_a_long_trail_keeps_its_ends_and_has_the_rest_in_a_menu(window, qtbot):
    from argmap.ui.crumbs import Crumb, Crumbs

    gone = []
    crumbs = Crumbs(window)
    qtbot.addWidget(crumbs)
    crumbs.show()
    crumbs.resize(520, 30)
    crumbs.take([Crumb(f"A rather long step {n}", lambda n=n: gone.append(n)) for n in range(9)])
    texts = [button.text() for button in crumbs.buttons]
    assert texts[0].startswith("A rather")
    assert texts[2] == "…"
    assert crumbs.buttons[-1].isChecked()
    assert crumbs.buttons[-1].geometry().right() <= 520
    inner = crumbs.buttons[2].menu().actions()
    assert len(inner) + len(texts) - 1 == 9
    inner[0].trigger()
    crumbs.buttons[-1].click()
    assert gone == [2, 8]
    crumbs.resize(4000, 30)
    QApplication.processEvents()
    assert len(crumbs.buttons) == 9


def test_work_goes_on_in_a_branch(window):
    window.editor.select("calm")
    do(window, "view.branch")
    press(window, Key.Key_Tab)
    QTest.keyClicks(window.focusWidget(), "Warm.")
    press(window, Key.Key_Return)
    assert "warm" in boxes(window)
    assert window.editor.map.primary_parent("warm") == "calm"
    do(window, "edit.undo")
    assert "warm" not in boxes(window)
    assert window.editor.session.scope.top == "calm"


def test_finding_leaves_the_branch_where_it_must(window):
    window.editor.select("calm")
    do(window, "view.branch")
    do(window, "view.find")
    window.find_bar.field.setText("study was")
    assert window.editor.session.focus == "doubt"
    assert window.editor.session.scope.top == "calm"
    window.find_bar.field.setText("costs")
    assert window.editor.session.focus == "cost"
    assert window.editor.session.scope == WHOLE


# ----------------------------------------------------------------------------- finding and hiding


def test_esc_closes_the_search_from_its_buttons_too(window):
    do(window, "view.find")
    window.find_bar.field.setText("small")
    window.find_bar.kinds.setFocus()
    press(window, Key.Key_Escape)
    assert window.find_bar.isHidden()
    assert window.canvas.hasFocus()
    assert window.editor.session.focus == "doubt"


def test_what_was_not_found_is_faint_and_can_be_hidden(window):
    do(window, "view.find")
    window.find_bar.field.setText("small")
    assert window.editor.session.dimmed == set(window.editor.map.statements) - {"doubt"}
    assert "calm-to-tea" in window.canvas.scene().emphasis.dimmed
    window.find_bar.hide_others.click()
    QApplication.processEvents()
    assert boxes(window) == {"tea", "calm", "study", "sleep", "doubt"}
    assert window.trail.hidden.text() == "1 statement hidden"
    press(window, Key.Key_Escape)
    assert window.find_bar.isHidden()
    assert not window.editor.session.dimmed
    assert "cost" not in boxes(window)
    window.trail.show_hidden.click()
    assert "cost" in boxes(window)
    assert window.trail.isHidden()


def test_another_search_hides_others(window):
    do(window, "view.find")
    window.find_bar.field.setText("small")
    press(window, Key.Key_H, CTRL | SHIFT)
    assert "cost" not in boxes(window)
    window.find_bar.field.setText("costs")
    assert boxes(window) == {"tea", "cost"}
    assert window.trail.words == "4 statements hidden."


def test_what_is_added_while_others_are_hidden_is_seen(window):
    do(window, "view.find")
    window.find_bar.field.setText("costs")
    do(window, "view.hide-others")
    window.find_bar.leave()
    press(window, Key.Key_Tab)
    QTest.keyClicks(window.focusWidget(), "Far away.")
    press(window, Key.Key_Return)
    assert boxes(window) == {"tea", "cost", "far-away"}


def test_f3_goes_on_without_the_bar(window):
    do(window, "view.find")
    window.find_bar.field.setText("it")
    assert window.find_bar.count.text() == "1 of 3"
    window.find_bar.leave()
    press(window, Key.Key_F3)
    assert window.find_bar.count.text() == "2 of 3"
    press(window, Key.Key_F3, SHIFT)
    assert window.find_bar.count.text() == "1 of 3"
    assert window.find_bar.isHidden()
    window.find_bar.field.clear()
    press(window, Key.Key_F3)
    assert window.find_bar.isVisible()


def test_only_one_kind_is_looked_for(window):
    do(window, "view.find")
    window.find_bar.look_for(StatementKind.COUNTERPOINT)
    assert window.find_bar.count.text() == "1 of 1"
    assert window.editor.session.focus == "cost"


def test_only_what_somebody_says_is_looked_for(window):
    with window.editor.transact("Say who") as tx:
        set_field(tx, "study", "speaker", "Lo")
    do(window, "view.find")
    bar = window.find_bar
    bar.people.menu().aboutToShow.emit()
    assert [one.text() for one in bar.people.menu().actions()] == ["Anybody", "Lo"]
    bar.people.menu().actions()[1].trigger()
    assert bar.people.text() == "Lo"
    assert bar.count.text() == "1 of 1"
    assert window.editor.session.focus == "study"
    bar.people.menu().actions()[0].trigger()
    assert bar.count.text() == ""


def test_words_are_replaced_one_after_the_other(window):
    press(window, Key.Key_H, CTRL)
    bar = window.find_bar
    assert bar.replacing.isVisible()
    assert not bar.replacing.one.isEnabled()
    QTest.keyClicks(bar.field, "it")
    assert bar.count.text() == "1 of 3"
    bar.replacing.field.setFocus()
    QTest.keyClicks(bar.replacing.field, "tea")
    first = window.editor.session.focus
    press(window, Key.Key_Return)
    assert window.editor.map.statements[first].text.startswith("Tea ")
    assert window.editor.session.focus != first
    assert bar.count.text() == "1 of 2"
    press(window, Key.Key_Escape)
    assert bar.isHidden()
    assert window.canvas.hasFocus()


def test_all_are_replaced_in_one_step(window):
    before = window.editor.map
    do(window, "view.replace")
    bar = window.find_bar
    bar.field.setText("it")
    bar.replacing.field.setText("tea")
    bar.replacing.all.click()
    assert not any("It " in each.text for each in window.editor.map.statements.values())
    assert bar.count.text() == "not found"
    assert not bar.replacing.all.isEnabled()
    do(window, "edit.undo")
    assert window.editor.map == before
    bar.open()
    assert bar.replacing.isHidden()


def test_what_would_leave_a_statement_without_words_is_refused(window):
    told = []
    window.bridge.noticed.connect(told.append)
    do(window, "view.replace")
    text = window.editor.map.statements["cost"].text
    window.find_bar.field.setText(text)
    window.find_bar.replacing.all.click()
    assert window.editor.map.statements["cost"].text == text
    assert "needs some words" in told[-1].text


# ------------------------------------------------------------------------------- going and folding


def test_back_and_forward_by_keys_and_buttons(window):
    for id_ in ("tea", "doubt", "cost"):
        window.editor.select(id_)
    do(window, "go.back")
    assert window.editor.session.focus == "doubt"
    QTest.mouseClick(window.canvas, Qt.MouseButton.BackButton, NO, QPoint(5, 5))
    assert window.editor.session.focus == "tea"
    QTest.mouseClick(window.canvas, Qt.MouseButton.ForwardButton, NO, QPoint(5, 5))
    assert window.editor.session.focus == "doubt"
    press(window, Key.Key_BracketRight, CTRL)
    assert window.editor.session.focus == "cost"
    window.refresh()
    assert not window.actions_["go.forward"].isEnabled()


def test_what_was_visited_is_there_again(program, tea, shown):
    window = shown(tea)
    window.editor.select("doubt")
    window.editor.select("cost")
    window.close()
    again = shown(tea)
    do(again, "go.back")
    assert again.editor.session.focus == "cost"
    do(again, "go.back")
    assert again.editor.session.focus == "doubt"


def test_a_branch_that_is_open_at_the_end_does_not_spoil_what_is_kept(program, tea, shown):
    window = shown(tea)
    before = dict(window.editor.placement.boxes)
    window.editor.select("calm")
    do(window, "view.branch")
    window.close()
    again = shown(tea)
    assert again.editor.placement.boxes == before


def test_home_leads_to_the_main_claim(window):
    window.editor.select("doubt")
    press(window, Key.Key_Home)
    assert window.editor.session.focus == "tea"


def test_levels_by_key_and_by_number(window):
    press(window, Key.Key_1, CTRL)
    assert boxes(window) == {"tea"}
    press(window, Key.Key_2, CTRL)
    assert boxes(window) == {"tea", "calm", "cost"}
    dialog = Levels(window.editor, window)
    dialog.number.setValue(1)
    assert boxes(window) == {"tea"}
    dialog.reject()
    assert boxes(window) == {"tea", "calm", "cost"}
    dialog = Levels(window.editor, window)
    dialog.number.setValue(9)
    dialog._take()
    assert boxes(window) == set(window.editor.map.statements)


def test_what_is_selected_is_never_folded_away(window):
    window.editor.select("study")
    press(window, Key.Key_1, CTRL)
    assert window.editor.session.selection == ("tea",)
    press(window, Key.Key_Space)
    assert boxes(window) == set(window.editor.map.statements)
    window.editor.select("study")
    dialog = Levels(window.editor, window)
    dialog.number.setValue(1)
    assert window.editor.session.selection == ("tea",)
    dialog.reject()
    assert window.editor.session.selection == ("study",)


def test_the_status_bar_says_how_much_is_not_seen(window):
    def said():
        window.refresh()
        return window.status.counts.text()

    assert "hidden" not in said()
    press(window, Key.Key_2, CTRL)
    assert said().endswith(f" · {len(window.editor.map.statements) - 3} hidden")
    do(window, "arrange.unfold-all")
    assert "hidden" not in said()
    window.editor.select("study")
    press(window, Key.Key_F4)
    assert said().endswith(f" · {len(window.editor.map.statements) - 1} hidden")
    press(window, Key.Key_Tab)
    assert said().endswith(f" · {len(window.editor.map.statements) - 1} hidden")


def test_a_screen_reader_hears_what_is_shown_and_found(window, monkeypatch):
    told = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(
        QAccessible,
        "updateAccessibility",
        lambda event: told.append(event.message()) if hasattr(event, "message") else None,
    )
    window.editor.select("calm")
    do(window, "view.branch")
    assert told[-1] == "Only the branch of “It calms.” is shown."
    do(window, "view.leave-branch")
    assert told[-1] == "All of the map is shown."
    do(window, "view.find")
    window.find_bar.field.setText("study")
    assert told[-1] == "1 of 2: A study says so."
    do(window, "view.hide-others")
    assert told[-1] == "1 statement hidden."


def test_names_from_far_away_can_be_switched_off(program, window):
    window.canvas.eye.look(window.canvas.camera.zoomed(0.2, window.canvas.eye.middle))
    named = window.canvas.grab().toImage()
    program.around.settings.set("far_labels", False)
    plain = window.canvas.grab().toImage()
    assert plain != named
    program.around.settings.set("far_labels", True)
    assert window.canvas.grab().toImage() == named
