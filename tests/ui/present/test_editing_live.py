"""E unlocks the map before the audience: its keys and gestures, on what the talk has revealed."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from argmap.edit.statements import add_supporting
from argmap.model.records import LinkKind
from argmap.ui.present.live import LiveCanvas
from tests.ui.present.conftest import do

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def settle():
    for _ in range(4):
        QApplication.processEvents()


@pytest.fixture
def live(present):
    """A talk at its second step, unlocked by its key."""
    window, presenting = present()
    presenting.talk.next()
    QTest.keyClick(presenting.audience.view, K.Key_E)
    settle()
    canvas = presenting.unlocked.canvas
    assert isinstance(canvas, LiveCanvas)
    assert canvas.isVisible()
    return window, presenting, canvas


def there(presenting):
    return set(presenting.talk.told.map.statements)


def write(canvas, key, words):
    QTest.keyClick(canvas, key)
    settle()
    assert canvas.writing.field.isVisible()
    QTest.keyClicks(canvas.writing.field, words)
    QTest.keyClick(canvas.writing.field, K.Key_Return)
    settle()


def at(canvas, id_):
    x, y = canvas.camera.to_screen(canvas.placement.boxes[id_].centre)
    return QPoint(round(x), round(y))


def test_the_keys_of_the_map_add_to_the_step_that_is_told(live):
    window, presenting, canvas = live
    editor, talk = window.editor, presenting.talk
    editor.select("tea")
    write(canvas, K.Key_Tab, "It is warm.")
    write(canvas, K.Key_Minus, "Not in summer.")
    write(canvas, K.Key_Return, "Not with ice.")
    assert {"it-is-warm", "not-in-summer", "not-with-ice"} <= there(presenting)
    assert set(talk.step.reveal) >= {"it-is-warm", "not-in-summer", "not-with-ice"}
    assert "it-is-warm" in presenting.presenter.view.talk.told.map.statements
    assert not window.canvas.writing.field.isVisible()
    write(canvas, K.Key_F2, "Not with much ice.")
    assert editor.map.statements["not-with-ice"].text == "Not with much ice."
    QTest.keyClick(canvas, K.Key_I, CTRL)
    settle()
    link = editor.map.primary_links["not-with-ice"]
    assert editor.map.links[link].kind is LinkKind.SUPPORTS
    QTest.keyClick(canvas, K.Key_Delete)
    settle()
    assert "not-with-ice" not in editor.map.statements
    QTest.keyClick(canvas, K.Key_Z, CTRL)
    settle()
    assert "not-with-ice" in there(presenting)


def test_typing_replaces_the_words_and_capitals_never_lock(live):
    window, _, canvas = live
    window.editor.select("tea")
    QTest.keyClick(canvas, "E", Qt.KeyboardModifier.ShiftModifier)
    settle()
    assert canvas.writing.field.isVisible()
    QTest.keyClicks(canvas.writing.field, "verybody prefers tea.")
    QTest.keyClick(canvas.writing.field, K.Key_Return)
    settle()
    assert window.editor.map.statements["tea"].text == "Everybody prefers tea."


def test_a_box_dragged_onto_another_comes_under_it(live):
    window, presenting, canvas = live
    presenting.talk.last()
    settle()
    placed = canvas.placement.boxes
    assert set(placed) == there(presenting)
    start, end = at(canvas, "cost"), at(canvas, "calm")
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(canvas, start + QPoint(30, 10))
    QTest.mouseMove(canvas, end)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=end)
    settle()
    assert window.editor.map.primary_parent("cost") == "calm"


def test_a_window_that_comes_to_the_front_leaves_the_words_where_they_are_typed(live):
    window, presenting, canvas = live
    audience, field = presenting.audience, canvas.writing.field
    window.editor.select("tea")
    QTest.keyClick(canvas, K.Key_Tab)
    settle()
    QTest.keyClicks(field, "It is wa")
    window.activateWindow()  # and back, as a window manager does that is late
    settle()
    audience.activateWindow()
    settle()
    assert audience.isActiveWindow()
    assert audience.focusWidget() is field
    QTest.keyClicks(field, "rm.")
    QTest.keyClick(field, K.Key_Return)
    settle()
    assert "it-is-warm" in presenting.talk.step.reveal


@pytest.mark.parametrize("key", [K.Key_E, K.Key_Escape])
def test_e_and_escape_lock_and_keep_what_was_typed(live, key):
    window, presenting, canvas = live
    assert "E" in canvas.mark
    assert not canvas.grab().isNull()
    window.editor.select("tea")
    QTest.keyClick(canvas, key)
    settle()
    assert presenting.unlocked.canvas is None
    assert not presenting.talk.editing
    assert window.editor.session.talk is presenting.talk
    assert presenting.audience.focusWidget() is presenting.audience.view
    QTest.keyClick(presenting.audience.view, K.Key_PageDown)
    assert presenting.talk.at == 2
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    with window.editor.transact("Add") as tx:  # the canvas that is gone hears of nothing
        add_supporting(tx, "tea", "It is cheap.")
    assert "it-is-cheap" in there(presenting)


def test_what_is_pointed_at_later_does_not_reach_the_canvas_that_is_gone(live):
    window, presenting, canvas = live
    QTest.keyClick(canvas, K.Key_E)
    assert presenting.unlocked.canvas is None
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    window.bridge.pointed.emit("tea")  # an error of a slot would fail the test
    assert not isValid(canvas)
    window.bridge.pointed.emit("")


def test_what_is_not_revealed_is_neither_seen_nor_changed(live):
    window, presenting, canvas = live
    assert there(presenting) < set(window.editor.map.statements)
    assert set(canvas.placement.boxes) == there(presenting)
    QTest.keyClick(canvas, K.Key_A, CTRL)
    settle()
    assert set(window.editor.session.selection) <= there(presenting)
    for _ in range(6):
        QTest.keyClick(canvas, K.Key_Down)
        assert window.editor.session.focus in there(presenting)


def test_the_clicker_goes_on_and_black_covers_the_map(live):
    window, presenting, canvas = live
    camera = window.editor.session.camera
    QTest.keyClick(canvas, K.Key_PageDown)
    settle()
    assert presenting.talk.at == 2
    assert set(canvas.placement.boxes) == there(presenting)
    assert window.editor.session.camera == camera
    do(window, "talk.black")
    assert presenting.unlocked.canvas is None
    do(window, "talk.black")
    assert presenting.unlocked.canvas is not None
    do(window, "talk.end")
    assert not presenting.talk.editing
    assert window.editor.session.talk is not None


def test_ending_the_talk_while_it_is_edited_leaves_the_map_to_its_window(live):
    window, presenting, canvas = live
    QTest.keyClick(canvas, K.Key_Tab)
    settle()
    QTest.keyClicks(canvas.writing.field, "Half a")
    presenting.audience.close()
    settle()
    assert window.editor.session.talk is None
    assert window.editor.draft is None
    window.editor.select("tea")
    QTest.keyClick(window.canvas, K.Key_Tab)
    settle()
    assert window.canvas.writing.field.isVisible()
    window.editor.drop_draft()


def test_a_map_for_reading_only_stays_locked(present, shown, tea):
    window = shown(tea)
    do(window, "story.conclusion-first")
    window.editor.read_only_from_now(True)
    do(window, "present.start", "talk.edit")
    assert not window.editor.session.talk.editing


def test_folded_branches_can_be_edited_before_the_room(present, shown, tea):
    window = shown(tea)
    window.editor.session.fold(["calm"])
    settle()
    window, presenting = present(window)
    presenting.talk.last()
    presenting.talk.edit()
    settle()
    canvas = presenting.unlocked.canvas
    window.editor.select("study")
    write(canvas, K.Key_Tab, "Measured in mice.")
    assert "measured-in-mice" in canvas.placement.boxes
    assert "measured-in-mice" in there(presenting)
