import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from argmap.app.session import ChosenStep
from argmap.model.story_words import Fit, camera_of
from argmap.ui.present.strip import StoryStrip
from tests.ui.present.conftest import do


@pytest.fixture
def strip(shown, tea):
    """The window with its story strip open, over a story of the whole map."""
    window = shown(tea)
    do(window, "story.conclusion-first", "view.story")
    (found,) = window.findChildren(StoryStrip)
    settle()
    return window, found


def settle():
    for _ in range(4):
        QApplication.processEvents()


def titles(strip):
    return [strip.steps.item(at).text() for at in range(strip.steps.count())]


def test_the_steps_stand_in_a_row_with_pictures(strip):
    window, pane = strip
    steps = window.editor.map.stories["conclusion-first"].steps
    assert titles(pane) == [f"{at} {' '}{step.title}" for at, step in enumerate(steps, 1)]
    assert not pane.grab().isNull()
    assert pane.form.title.text() == steps[0].title


def test_without_a_story_the_strip_says_how_to_make_one(shown, tea):
    window = shown(tea)
    do(window, "view.story")
    (pane,) = window.findChildren(StoryStrip)
    settle()
    assert pane.hint.isVisible()
    assert not pane.steps.isVisible()
    window.editor.select("tea")
    do(window, "story.step-from-selection")
    settle()
    assert not pane.hint.isVisible()
    assert titles(pane) == ["1  Tea is better than coffee"]


def test_choosing_a_step_is_for_all(strip):
    window, pane = strip
    pane.steps.setCurrentRow(2)
    settle()
    assert window.editor.session.step == ChosenStep("conclusion-first", 2)
    do(window, "present.from-here")
    assert window.editor.session.talk.at == 2
    do(window, "talk.back", "talk.end")
    settle()
    assert pane.steps.currentRow() == 1


def test_a_dragged_step_is_told_elsewhere_and_undone(strip):
    window, pane = strip
    before = titles(pane)
    model = pane.steps.model()
    root = pane.steps.rootIndex()
    assert model.moveRow(root, 0, root, 3)  # as Qt does it when a row is dropped
    settle()
    steps = [step.title for step in window.editor.map.stories["conclusion-first"].steps]
    assert steps[2] == before[0].partition("  ")[2]
    assert titles(pane)[2].endswith(steps[2])
    assert window.editor.session.step.at == 2
    assert window.editor.undo()
    settle()
    told = [step.title for step in window.editor.map.stories["conclusion-first"].steps]
    assert [one.partition("  ")[2] for one in before] == told
    assert titles(pane) == before


def test_title_minutes_view_and_notes_are_written(strip):
    window, pane = strip
    form = pane.form
    form.title.selectAll()
    QTest.keyClicks(form.title, "The point")
    QTest.keyClick(form.title, Qt.Key.Key_Return)
    QTest.keyClicks(form.minutes, "1.5")
    QTest.keyClick(form.minutes, Qt.Key.Key_Return)
    form.view.setCurrentIndex(form.view.findData("visible"))
    form.view.activated.emit(form.view.currentIndex())
    form.notes.setFocus()
    QTest.keyClicks(form.notes, "Say hello.")
    pane.steps.setCurrentRow(1)
    settle()
    (step, *_) = window.editor.map.stories["conclusion-first"].steps
    assert (step.title, step.minutes, step.notes) == ("The point", 1.5, "Say hello.")
    assert camera_of(step.camera).fit is Fit.VISIBLE
    assert titles(pane)[0] == "1  The point"


def test_what_cannot_be_is_told_and_shown_as_it_was(strip, qtbot):
    window, pane = strip
    told = []
    window.editor.notices.add(lambda notice: told.append(notice.text))
    QTest.keyClicks(pane.form.minutes, "many")
    QTest.keyClick(pane.form.minutes, Qt.Key.Key_Return)
    settle()
    assert told == ["The minutes are a number from 0 on."]
    assert window.editor.map.stories["conclusion-first"].steps[0].minutes is None


def test_another_story_is_chosen_by_its_name(strip):
    window, pane = strip
    do(window, "story.objections")
    settle()
    names = [pane.choice.itemText(at) for at in range(pane.choice.count())]
    assert names == ["Conclusion first", "Objections and replies"]
    assert pane.choice.currentIndex() == 1
    pane.choice.activated.emit(0)
    settle()
    assert window.editor.session.step == ChosenStep("conclusion-first", 0)
    do(window, "story.remove", "story.remove")
    settle()
    assert pane.hint.isVisible()


def test_a_step_from_what_is_seen_brings_up_what_the_window_shows(strip):
    window, _ = strip
    do(window, "story.new", "story.step-from-view")
    (step,) = window.editor.map.stories["story"].steps
    assert set(step.reveal) == set(window.editor.map.statements)


def test_a_talk_of_ten_steps_is_made_in_under_forty_actions(shown, tmp_path):
    """One action makes it; each step is then chosen and given notes and minutes."""
    lines = [f"  - {{id: s{n}, text: Reason {n} holds.}}" for n in range(10)]
    links = [f"  - {{id: l{n}, from: [s{n}], to: s{n - 1}}}" for n in range(1, 10)]
    file = tmp_path / "ten.argmap.yaml"
    file.write_text("\n".join(["argmap: 1", "statements:", *lines, "links:", *links, ""]))
    window = shown(file)
    do(window, "view.story")
    (pane,) = window.findChildren(StoryStrip)
    do(window, "story.conclusion-first")
    actions = 2
    settle()
    for at in range(pane.steps.count()):
        pane.steps.setCurrentRow(at)
        settle()
        QTest.keyClicks(pane.form.minutes, "2")
        QTest.keyClick(pane.form.minutes, Qt.Key.Key_Return)
        pane.form.notes.setFocus()
        QTest.keyClicks(pane.form.notes, f"Say {at}.")
        actions += 3
    pane.finish()
    (story,) = window.editor.map.stories.values()
    assert [step.notes for step in story.steps] == [f"Say {at}." for at in range(10)]
    assert all(step.title and step.minutes == 2 for step in story.steps)
    assert actions < 40
