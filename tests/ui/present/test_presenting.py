"""A talk as the audience sees it: steps, keys, the camera, what is told of a part."""

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from argmap.app.scope import Scope
from argmap.app.talk import Blank, Pointing, Sheet
from argmap.render import map_paint
from argmap.render.statement_paint import card_paths
from argmap.ui.present.audience import AudienceWindow
from argmap.ui.present.presenting import Presenting
from argmap.ui.present.sheets import KeySheet, StepGrid
from argmap.ui.present.starting import TalkFollower
from tests.ui.present.conftest import do


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
