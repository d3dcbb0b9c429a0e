from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit

from argmap.app.scope import Scope
from argmap.app.talk import Blank, Pointing, Sheet
from argmap.edit import stories
from argmap.model.story_words import counts_of
from argmap.render import map_paint
from argmap.render.statement_paint import card_paths
from argmap.render.style import DARK, LIGHT
from argmap.ui.present.audience import AudienceWindow
from argmap.ui.present.presenting import Presenting
from argmap.ui.present.screens import Seats, seats
from argmap.ui.present.sheets import KeySheet, StepGrid
from argmap.ui.present.starting import TalkFollower
from tests.ui.present.conftest import FakeScreen, do


def key(widget, *keys):
    for one in keys:
        QTest.keyClick(widget.focusWidget() or widget, one)
        QApplication.processEvents()


def test_f5_shows_the_first_step_and_rearranges_nothing(present, shown, tea, press):
    window = shown(tea)
    before, camera = window.editor.placement, window.canvas.camera
    boxes = dict(before.boxes)
    window, presenting = present(window)
    view = presenting.audience.view
    assert presenting.audience.isFullScreen()
    assert set(view.talk.told.map.statements) == {"tea"}
    assert view.sight.placement is window.editor.placement
    assert window.editor.placement.boxes == boxes
    do(window, "talk.end")
    assert window.editor.placement.boxes == boxes
    assert window.canvas.camera == camera


def test_keys_of_the_clicker_go_through_the_story(present):
    window, presenting = present()
    view, talk = presenting.audience.view, presenting.talk
    last = len(talk.steps) - 1
    K = Qt.Key
    seen = []
    for one in (K.Key_PageDown, K.Key_Space, K.Key_Backspace, K.Key_N, K.Key_PageUp, K.Key_End,
                K.Key_Home, K.Key_Right, K.Key_Left):  # fmt: skip
        key(view, one)
        seen.append(talk.at)
    assert seen == [1, 2, 1, 2, 1, last, 0, 1, 0]
    key(view, K.Key_3, K.Key_Return)
    assert talk.at == 2
    key(view, K.Key_B)
    assert talk.blank is Blank.BLACK
    key(view, K.Key_Period)
    assert talk.blank is None
    key(view, K.Key_W, K.Key_PageDown)
    assert (talk.blank, talk.at) == (None, 2)
    key(view, K.Key_L)
    assert talk.pointing is Pointing.LASER
    key(view, K.Key_M)
    assert talk.pointing is Pointing.SPOTLIGHT
    key(view, K.Key_F)
    assert set(talk.told.map.statements) == set(window.editor.map.statements)
    key(view, K.Key_Escape, K.Key_Escape, K.Key_Escape)
    QApplication.processEvents()
    assert window.editor.session.talk is None
    assert not window.findChildren(Presenting) or not presenting.audience.isVisible()


def test_held_keys_point_as_long_as_they_are_held(present):
    _, presenting = present()
    view = presenting.audience.view
    for held, points in ((Qt.Key.Key_Control, Pointing.LASER), (Qt.Key.Key_Z, Pointing.GLASS)):
        QTest.keyPress(view, held)
        QTest.mouseMove(view, QPoint(200, 200))
        assert view.talk.points is points
        view.grab()
        QTest.keyRelease(view, held)
        assert view.talk.points is None


def test_the_overview_chooses_a_step(present):
    window, presenting = present()
    view = presenting.audience.view
    key(view, Qt.Key.Key_D)
    (grid,) = presenting.audience.findChildren(StepGrid)
    assert grid.isVisible()
    presenting.audience.grab()
    QTest.keyClick(grid, Qt.Key.Key_Right)
    QTest.keyClick(grid, Qt.Key.Key_Return)
    assert (presenting.talk.at, presenting.talk.sheet) == (1, None)
    do(window, "talk.overview")
    grid = presenting.audience.findChildren(StepGrid)[-1]
    QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=grid.cell(2).center().toPoint())
    assert presenting.talk.at == 2


def test_the_sheet_of_keys_names_every_key_and_goes_with_any(present):
    window, presenting = present()
    do(window, "talk.keys")
    (sheet,) = presenting.audience.findChildren(KeySheet)
    presenting.audience.grab()
    assert "Laser" in sheet.accessibleName()
    QTest.keyClick(sheet, Qt.Key.Key_Shift)
    assert presenting.talk.sheet is Sheet.HELP
    QTest.keyClick(sheet, Qt.Key.Key_H)
    assert presenting.talk.sheet is None
    do(window, "talk.keys")
    (sheet,) = (one for one in presenting.audience.findChildren(KeySheet) if one.isVisible())
    QTest.keyClick(sheet, Qt.Key.Key_E)  # what was looked up is done
    assert presenting.talk.sheet is None
    assert presenting.talk.editing


def test_a_click_goes_on_and_a_click_on_a_box_chooses_it(present):
    _, presenting = present()
    view, talk = presenting.audience.view, presenting.talk
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert talk.at == 1
    box = view.sight.placement.boxes["tea"]
    x, y = view.eye.camera.to_screen(box.centre)
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(int(x), int(y)))
    assert (talk.at, talk.target) == (1, "tea")


def test_the_camera_shows_what_the_step_says(present):
    _, presenting = present()
    view = presenting.audience.view
    for _ in presenting.talk.steps:
        seen = view.goal.visible(view.eye.view)
        for id_ in presenting.talk.told.fit:
            box = view.sight.placement.boxes[id_]
            assert seen.x <= box.x
            assert box.right <= seen.right
        presenting.talk.next()


def test_the_next_key_in_mid_flight_goes_on_from_what_is_seen(present, program):
    program.around.settings.set("motion", "on")
    _, presenting = present()
    view = presenting.audience.view
    presenting.talk.last()
    QTest.qWait(60)
    middle = view.eye.camera
    assert middle != view.goal
    presenting.talk.go_to(0)
    assert view.eye.camera == middle
    view.set_motion(0)
    presenting.talk.next()
    assert view.eye.camera == view.goal


def test_the_story_says_how_the_camera_moves_and_what_it_leaves_free(present, program):
    program.around.settings.set("motion", "on")
    window, presenting = present()
    view, talk = presenting.audience.view, presenting.talk

    def wants(**defaults):
        story = window.editor.map.stories["conclusion-first"]
        with window.editor.transact("Defaults") as tx:
            tx.put(replace(story, defaults=defaults))

    wants(move={"style": "cut"})
    talk.last()
    assert view.eye.camera == view.goal
    wants(move={"seconds": "3"})
    talk.go_to(0)
    assert view.eye._clock.duration() == 3000
    narrow = view.goal.zoom
    wants(margin="0.4", move={"style": "cut"})
    talk.last()
    talk.go_to(0)
    assert view.goal.zoom < narrow


def test_folded_branches_are_told_all_the_same(present, shown, tea):
    window = shown(tea)
    window.editor.session.fold(["calm"])
    QApplication.processEvents()
    folded = dict(window.editor.placement.boxes)
    assert "study" not in folded
    window, presenting = present(window)
    presenting.talk.last()
    assert set(presenting.audience.view.sight.placement.boxes) == set(window.editor.map.statements)
    assert window.editor.placement.boxes == folded


def test_all_of_the_map_is_told_while_a_branch_is_shown_alone(present, shown, tea):
    window = shown(tea)
    window.editor.session.look_into(Scope("calm"))
    QApplication.processEvents()
    window, presenting = present(window)
    presenting.talk.last()
    assert set(presenting.audience.view.sight.placement.boxes) == set(window.editor.map.statements)
    assert "cost" not in window.editor.placement.boxes


def test_a_branch_shown_alone_is_told_whole_all_the_same(present, shown, tea):
    window = shown(tea)
    window.editor.session.look_into(Scope("calm"))
    QApplication.processEvents()
    seen = dict(window.editor.placement.boxes)
    assert "cost" not in seen
    window, presenting = present(window)
    presenting.talk.last()
    assert set(presenting.audience.view.sight.placement.boxes) == set(window.editor.map.statements)
    presenting.audience.grab()
    presenting.talk.edit()
    QApplication.processEvents()
    assert "cost" in presenting.unlocked.canvas.placement.boxes
    presenting.talk.edit()
    assert window.editor.session.scope == Scope("calm")


def capture(presenting, line, letter, words):
    QTest.keyClick(presenting, letter)
    assert line.isVisible()
    QTest.keyClicks(line.text, words)
    QTest.keyClick(line.text, Qt.Key.Key_Return)
    QApplication.processEvents()


def test_one_key_one_line_enter_and_the_room_sees_it(present):
    window, presenting = present()
    view, editor = presenting.audience.view, window.editor
    capture(view, presenting.audience.lines.said, Qt.Key.Key_O, "not at night ")
    (id_,) = set(editor.map.statements) & {"not-at-night"}
    assert id_ in presenting.talk.told.map.statements
    assert id_ in view.sight.placement.boxes
    editor.save()
    assert "not-at-night" in editor.document.path.read_text("utf-8")
    assert not presenting.audience.lines.said.isVisible()
    assert view.hasFocus() or presenting.audience.focusWidget() is view
    editor.undo()
    assert id_ not in presenting.talk.told.map.statements
    capture(view, presenting.audience.lines.said, Qt.Key.Key_K, "for later")
    assert "for-later" in editor.map.parked
    QTest.keyClick(view, Qt.Key.Key_Q)
    QTest.keyClick(presenting.audience.lines.said.text, Qt.Key.Key_Escape)
    assert not presenting.talk.capturing
    assert window.editor.session.talk is not None


def test_words_are_changed_before_the_room_and_taken_back(present):
    window, presenting = present()
    view, line = presenting.audience.view, presenting.audience.lines.said
    QTest.keyClick(view, Qt.Key.Key_F2)
    assert line.text.text() == "Tea is better than coffee."
    line.text.selectAll()
    QTest.keyClicks(line.text, "Tea is as good.")
    QTest.keyClick(line.text, Qt.Key.Key_Return)
    assert presenting.talk.told.map.statements["tea"].text == "Tea is as good."
    assert not line.isVisible()
    QApplication.processEvents()
    QTest.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.editor.map.statements["tea"].text == "Tea is better than coffee."
    assert presenting.talk.held is None


def test_hands_are_counted_before_and_after(present):
    window, presenting = present()
    view, lines = presenting.audience.view, presenting.audience.lines
    for counts in (("5", "2", "1"), ("8", "", "0")):
        QTest.keyClick(view, Qt.Key.Key_A)
        assert lines.poll.isVisible()
        assert not lines.said.isVisible()
        for answer, count in zip(("agree", "unsure", "disagree"), counts, strict=True):
            QTest.keyClicks(lines.poll.fields[answer], count)
        QTest.keyClick(lines.poll.fields["agree"], Qt.Key.Key_Return)
        assert not lines.isVisible()
    first, second = window.editor.map.polls.values()
    assert counts_of(first) == {"agree": 5, "unsure": 2, "disagree": 1}
    assert counts_of(second) == {"agree": 8, "disagree": 0}
    assert (first.target, first.text) == ("tea", "Tea is better than coffee.")
    assert len(first.date) == 10
    assert presenting.audience.badge.isVisible()
    window.editor.undo()
    assert len(window.editor.map.polls) == 1


def test_what_was_said_last_does_not_cover_the_fields_of_the_line(present):
    _, presenting = present()
    audience = presenting.audience
    capture(audience.view, audience.lines.said, Qt.Key.Key_K, "for later")
    assert audience.badge.isVisible()
    QTest.keyClick(audience.view, Qt.Key.Key_A)
    QApplication.processEvents()
    assert audience.badge.isVisible()
    assert not audience.badge.geometry().intersects(audience.lines.geometry())


def test_a_step_may_ask_for_a_share_in_percent(present):
    window, presenting = present()
    story = window.editor.map.stories["conclusion-first"]
    asking = replace(story.steps[0], poll={"claim": "tea", "scale": "percent", "when": "before"})
    with window.editor.transact("Ask") as tx:
        tx.put(replace(story, steps=(asking, *story.steps[1:])))
    do(window, "talk.poll")
    field = presenting.audience.lines.poll.fields["percent"]
    assert field.isVisible()
    QTest.keyClicks(field, "70")
    QTest.keyClick(field, Qt.Key.Key_Return)
    (poll,) = window.editor.map.polls.values()
    assert (poll.id, poll.scale, poll.when) == ("tea-before", "percent", "before")


def test_an_undercut_of_a_root_is_told_why_not(present):
    _, presenting = present()
    capture(presenting.audience.view, presenting.audience.lines.said, Qt.Key.Key_U, "no")
    assert presenting.audience.badge.isVisible()
    assert presenting.talk.capturing


# ------------------------------------------------------------------------------------ two screens


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


def test_closing_the_audiences_window_or_the_maps_ends_the_talk(present, script):
    window, presenting = present()
    presenting.audience.close()
    QApplication.processEvents()
    assert window.editor.session.talk is None
    do(window, "present.start")
    script.answers.append("discard")
    window.close()
    QApplication.processEvents()
    shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, AudienceWindow)]
    assert not any(one.isVisible() for one in shown)


def test_another_size_of_text_ends_the_talk_with_its_windows(present, program):
    window, presenting = present()
    presenting.talk.edit()
    program.around.settings.set("text_size", 130)
    QApplication.processEvents()
    assert window.editor.session.talk is None
    assert not any(
        one.isVisible() for one in QApplication.topLevelWidgets() if isinstance(one, AudienceWindow)
    )
    do(window, "present.start")
    again = window.bridge.findChild(TalkFollower).presenting
    assert again.audience.isVisible()


def test_cards_are_made_before_they_are_told_for_all_windows(
    present, shown, tea, qtbot, monkeypatch
):
    made = []

    def noted(statement, *rest):
        made.append(statement.id)
        return card_paths(statement, *rest)

    window = shown(tea)
    window.canvas.grab()
    monkeypatch.setattr(map_paint, "card_paths", noted)
    _, presenting = present(window)
    everything = window.editor.map.statements
    assert len(presenting.talk.told.map.statements) < len(everything)
    qtbot.waitUntil(lambda: len(made) >= len(everything))
    presenting.talk.last()
    presenting.audience.view.grab()
    presenting.presenter.view.grab()
    assert sorted(made) == sorted(everything)


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
