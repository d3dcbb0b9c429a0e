"""What a step brings up and looks at is chosen by clicks; its state is seen on every box."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from argmap.app.session import ChosenStep
from argmap.ui.present.marking import StepMarking
from tests.ui.present.conftest import do

K = Qt.Key


def settle():
    for _ in range(4):
        QApplication.processEvents()


@pytest.fixture
def marking(shown, tea):
    """The window with a story, whose second step is being marked."""
    window = shown(tea)
    do(window, "story.conclusion-first")
    window.editor.session.choose_step(ChosenStep("conclusion-first", 1))
    do(window, "story.mark-reveal")
    settle()
    assert isinstance(window.canvas.tool, StepMarking)
    return window


def step(window, at=1):
    return window.editor.map.stories["conclusion-first"].steps[at]


def click(window, id_):
    canvas = window.canvas
    boxes, routes = canvas.placement.boxes, canvas.placement.routes
    place = boxes[id_].centre if id_ in boxes else routes[id_].badge
    x, y = canvas.camera.to_screen(place)
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(y)))
    settle()


def test_clicks_toggle_what_comes_up_and_each_can_be_undone(marking):
    window = marking
    before = step(window).reveal
    click(window, "doubt")
    assert step(window).reveal == (*before, "doubt")
    click(window, before[0])
    assert step(window).reveal == (*before[1:], "doubt")
    window.editor.undo()
    window.editor.undo()
    assert step(window).reveal == before
    assert window.editor.session.marking == "reveal"


def test_what_is_looked_at_may_be_a_link(marking):
    window = marking
    link = window.editor.map.primary_links["calm"]
    click(window, link)
    assert link not in step(window).reveal
    assert "comes up and goes by itself" in window.toast.text
    do(window, "story.mark-focus")
    click(window, link)
    click(window, "tea")
    assert step(window).focus == (link, "tea")


def test_what_is_taken_away_again_is_chosen_as_well(marking):
    window = marking
    do(window, "story.mark-hide")
    click(window, "tea")
    assert step(window).hide == ("tea",)
    assert "tea" in window.canvas.tool.shown().dimmed
    assert not window.canvas.grab().isNull()
    click(window, "tea")
    assert step(window).hide == ()


def test_the_states_are_seen_on_the_boxes(marking):
    window = marking
    canvas = window.canvas
    told = canvas.tool.shown()
    later = [
        id_ for s in window.editor.map.stories["conclusion-first"].steps[2:] for id_ in s.reveal
    ]
    assert set(later) <= told.dimmed
    assert "tea" not in told.dimmed
    one = canvas.grab().toImage()
    window.editor.session.choose_step(ChosenStep("conclusion-first", 0))
    settle()
    assert canvas.grab().toImage() != one


def test_arrows_go_to_other_steps_and_escape_ends(marking):
    window = marking
    canvas = window.canvas
    QTest.keyClick(canvas, K.Key_Right)
    assert window.editor.session.step.at == 2
    QTest.keyClick(canvas, K.Key_Left)
    QTest.keyClick(canvas, K.Key_Left)
    QTest.keyClick(canvas, K.Key_Left)
    assert window.editor.session.step.at == 0
    QTest.keyClick(canvas, K.Key_X)
    assert window.editor.draft is None
    QTest.keyClick(canvas, K.Key_Escape)
    settle()
    assert canvas.resting
    assert not window.editor.session.marking
    assert not window.actions_["story.mark-reveal"].isChecked()


def test_pulling_the_ground_pushes_the_map_and_changes_nothing(marking):
    window = marking
    canvas, story = window.canvas, window.editor.map.stories
    before = canvas.camera
    start = QPoint(canvas.width() - 8, canvas.height() - 8)
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(canvas, start - QPoint(30, 10))
    QTest.mouseMove(canvas, start - QPoint(60, 20))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=start - QPoint(60, 20))
    assert window.editor.map.stories is story
    assert canvas.camera != before


def test_it_ends_with_its_step_and_when_a_talk_begins(marking):
    window = marking
    do(window, "present.start")
    settle()
    assert not window.editor.session.marking
    do(window, "talk.end", "story.mark-reveal")
    settle()
    assert isinstance(window.canvas.tool, StepMarking)
    do(window, "story.remove")
    settle()
    assert window.canvas.resting
    assert not window.editor.session.marking
