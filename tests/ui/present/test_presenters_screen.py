"""A talk with a screen for the presenter; the second screen is pretended."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit

from argmap.app.talk import Sheet
from argmap.edit import stories
from argmap.render.style import DARK, LIGHT
from argmap.ui.present.presenting import Presenting
from argmap.ui.present.screens import Seats, seats
from argmap.ui.present.sheets import StepGrid
from argmap.ui.present.starting import TalkFollower
from tests.ui.present.conftest import FakeScreen, do


@pytest.fixture
def two(shown, tea, monkeypatch):
    """A talk on two pretended screens; the list may be changed and `sit` called."""
    window = shown(tea)
    do(window, "story.conclusion-first")
    with window.editor.transact("Notes") as tx:
        stories.set_step_field(tx, "conclusion-first", 0, "notes", "Secret notes.")
    plugged = [FakeScreen(window.screen().name(), 0), FakeScreen("Projector", 800)]
    monkeypatch.setattr(Presenting, "screens", staticmethod(lambda: plugged))
    do(window, "present.start")
    return window, window.bridge.findChild(TalkFollower).presenting, plugged


def words_in(widget):
    labels = [label.text() for label in widget.findChildren(QLabel)]
    return " ".join([*labels, *(one.toPlainText() for one in widget.findChildren(QPlainTextEdit))])


def test_notes_are_the_presenters_alone(two):
    _, presenting, _ = two
    assert presenting.presenter.isVisible()
    assert presenting.audience.isVisible()
    assert presenting.presenter.window() is not presenting.audience
    assert "Secret notes." in words_in(presenting.presenter)
    assert "Secret notes." not in words_in(presenting.audience)
    assert presenting._seats == Seats("Projector", presenting._seats.presenter)


def test_unplugging_the_projector_keeps_the_talk_going(two):
    _, presenting, plugged = two
    presenting.talk.next()
    presenting.talk.edit()
    projector = plugged.pop()
    application = QApplication.instance()
    application.screenRemoved.emit(QApplication.primaryScreen())
    assert presenting.presenter.isVisible()
    assert not presenting.audience.isVisible()
    assert not presenting.talk.editing  # nobody edits on a screen that is not there
    presenting.talk.next()
    assert presenting.talk.at == 2
    plugged.append(projector)
    application.screenAdded.emit(QApplication.primaryScreen())
    assert presenting.audience.isFullScreen()
    assert presenting._seats.audience == "Projector"
    assert presenting.talk.at == 2


def test_sheets_and_capture_are_the_presenters(two):
    _, presenting, _ = two
    presenting.talk.lay(Sheet.OVERVIEW)
    assert presenting.presenter.findChildren(StepGrid)
    assert not presenting.audience.findChildren(StepGrid)
    presenting.talk.lay(Sheet.OVERVIEW)
    QTest.keyClick(presenting.presenter.view, Qt.Key.Key_O)
    assert presenting.presenter.lines.said.isVisible()
    assert not presenting.audience.lines.said.isVisible()
    QTest.keyClicks(presenting.presenter.lines.said.text, "but")
    assert presenting.talk.at == 0  # letters are letters there
    presenting.talk.capture("")


def test_keys_typed_before_the_focus_has_moved_go_to_the_map_that_is_edited(two):
    window, presenting, _ = two
    view, audience = presenting.presenter.view, presenting.audience
    QTest.keyClick(view, Qt.Key.Key_E)  # nothing is processed: no window manager has answered yet
    assert presenting.unlocked.canvas is not None
    QTest.keyClick(view, Qt.Key.Key_Tab)
    QTest.keyClicks(view, "New proof, by note.")
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert "new-proof-by-note" in window.editor.map.statements
    assert presenting.talk.at == 0
    assert presenting.talk.sheet is None
    assert presenting.talk.blank is None
    QTest.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "new-proof-by-note" not in window.editor.map.statements
    QTest.keyClick(presenting.presenter.steps, Qt.Key.Key_PageDown)
    assert presenting.talk.at == 1
    QTest.keyClick(view, Qt.Key.Key_E)
    assert presenting.unlocked.canvas is None

    # And back: the presenter's line is open while the audience's window still has the focus.
    QTest.keyClick(audience.view, Qt.Key.Key_O)
    QTest.keyClicks(audience.view, "Not by night, be warned.")
    QTest.keyClick(audience.view, Qt.Key.Key_Return)
    assert "not-by-night-be-warned" in window.editor.map.statements
    assert not presenting.talk.capturing
    QTest.keyClick(audience.view, Qt.Key.Key_D)
    assert presenting.talk.sheet is Sheet.OVERVIEW
    QTest.keyClick(audience.view, Qt.Key.Key_Escape)
    assert presenting.talk.sheet is None


def test_a_click_into_the_notes_leaves_the_clicker_alive(two):
    _, presenting, _ = two
    QTest.mouseClick(presenting.presenter.notes.viewport(), Qt.MouseButton.LeftButton)
    QTest.keyClick(presenting.presenter.focusWidget(), Qt.Key.Key_PageDown)
    assert presenting.talk.at == 1


def test_screens_are_swapped_and_remembered_by_name(two):
    window, presenting, _ = two
    here = presenting._seats.presenter
    presenting.talk.swap()
    assert presenting._seats == Seats(here, "Projector")
    assert window.around.workspace.choices("talk")["audience"] == here
    presenting.talk.swap()
    assert presenting._seats == Seats("Projector", here)


def test_time_behind_the_plan_is_said_and_coloured(two):
    window, presenting, _ = two
    with window.editor.transact("Minutes") as tx:
        stories.set_step_field(tx, "conclusion-first", 0, "minutes", 1)
    watch = presenting.talk.stopwatch
    watch._since -= 90
    presenting.presenter.follow()
    assert "behind" in presenting.presenter.pace.text()
    assert "1:3" in presenting.presenter.elapsed.text()
    presenting.talk.pause()
    assert "paused" in presenting.presenter.pace.text()


def test_seats():
    assert seats(["A"], "A", None, swapped=False) == Seats("A")
    assert seats(["A", "B"], "A", None, swapped=False) == Seats("B", "A")
    assert seats(["A", "B"], "A", None, swapped=True) == Seats("A", "B")
    assert seats(["A", "B", "C"], "A", "C", swapped=False) == Seats("C", "A")
    assert seats(["A", "B", "C"], "A", "gone", swapped=False) == Seats("B", "A")
    assert seats(["A", "B"], "A", "A", swapped=False) == Seats("A", "B")
    assert seats([], "A", "", swapped=False) == Seats("A")


def test_what_stands_behind_the_audience_does_not_fly(present, shown, tea, monkeypatch):
    window = shown(tea)
    window.around.settings.set("motion", "on")
    window, presenting = present(window)
    assert presenting.audience.view.eye.flight_ms > 0
    assert presenting.presenter.view.eye.flight_ms == 0
    own = FakeScreen(window.screen().name(), 0)
    monkeypatch.setattr(
        Presenting, "screens", staticmethod(lambda: [own, FakeScreen("Projector", 800)])
    )
    presenting.sit()
    assert presenting.presenter.view.eye.flight_ms == presenting.audience.view.eye.flight_ms


def test_another_theme_is_taken_in_mid_talk(two):
    window, presenting = two[:2]
    ground = QColor(presenting.audience.view.theme.canvas)
    seen = presenting.audience.view.grab().toImage().pixelColor(2, 2)
    assert seen == ground == QColor(LIGHT.canvas)
    window.take_theme(DARK)
    view, panel = presenting.audience.view, presenting.presenter
    for widget in (view, panel.view):
        assert widget.grab().toImage().pixelColor(2, 2) == QColor(DARK.canvas)
    assert panel.elapsed.palette().windowText().color() == QColor(DARK.text)
    do(window, "talk.edit")
    assert presenting.unlocked.canvas.theme is DARK
    window.take_theme(LIGHT)
    assert presenting.unlocked.canvas.theme is LIGHT
