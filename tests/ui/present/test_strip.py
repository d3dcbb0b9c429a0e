from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from argmap.app.rehearsal import seconds_of
from argmap.app.session import ChosenStep
from argmap.edit import stories
from argmap.model.story_words import Fit, PollWish, Scale, camera_of, poll_of
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


class Hands:
    """A person at the window: every click, key and run of typed words is counted as one action."""

    def __init__(self, window):
        self.window, self.actions = window, 0

    def _done(self):
        self.actions += 1
        settle()

    def command(self, id_):
        do(self.window, id_)
        self._done()

    def click(self, widget, at=None):
        where = at if at is not None else widget.rect().center()
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=where)
        self._done()

    def key(self, widget, key, held=Qt.KeyboardModifier.NoModifier):
        QTest.keyClick(widget, key, held)
        self._done()

    def type(self, widget, words):
        QTest.keyClicks(widget, words)
        self._done()

    def choose(self, box, value):
        choose(box, value)
        self._done()


def test_a_talk_of_ten_steps_is_made_and_polished_in_under_forty_actions(shown, tmp_path):
    """Generated by one; notes for each step, two new titles, another order, a focus, a poll."""
    lines = [f"  - {{id: s{n}, text: Reason {n} holds.}}" for n in range(10)]
    links = [f"  - {{id: l{n}, from: [s{n}], to: s{n - 1}}}" for n in range(1, 10)]
    file = tmp_path / "ten.argmap.yaml"
    file.write_text("\n".join(["argmap: 1", "statements:", *lines, "links:", *links, ""]))
    window = shown(file)
    hands = Hands(window)
    hands.command("view.story")
    (pane,) = window.findChildren(StoryStrip)
    hands.command("story.conclusion-first")
    steps, notes = pane.steps, pane.form.notes
    hands.click(steps.viewport(), steps.visualItemRect(steps.item(0)).center())
    notes.setFocus()
    hands.click(notes.viewport())
    for at in range(steps.count()):
        hands.type(notes, f"Say {at}.")
        hands.key(notes, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    for at, title in ((9, "The bottom"), (0, "The point")):
        steps.scrollToItem(steps.item(at))
        hands.click(steps.viewport(), steps.visualItemRect(steps.item(at)).center())
        hands.key(steps, Qt.Key.Key_F2)
        (field,) = [one for one in steps.findChildren(QLineEdit) if one.isVisible()]
        hands.type(field, title)
        hands.key(field, Qt.Key.Key_Return)
    hands.choose(pane.form.hands, "agree3 before")
    pane.finish()
    (story,) = window.editor.map.stories.values()
    assert [step.notes for step in story.steps] == [f"Say {at}." for at in range(10)]
    assert (story.steps[0].title, story.steps[9].title) == ("The point", "The bottom")
    assert all(step.title for step in story.steps)
    assert poll_of(story.steps[0]).when == "before"
    assert hands.actions < 40
    while window.editor.undo():
        pass
    assert not window.editor.map.stories


def test_buttons_do_what_the_actions_do(strip):
    window, pane = strip
    buttons = pane.head.buttons
    window.editor.session.choose_step(ChosenStep("conclusion-first", 1))
    settle()
    count = pane.steps.count()
    buttons["story.duplicate-step"].click()
    settle()
    assert pane.steps.count() == count + 1
    buttons["story.remove-step"].click()
    settle()
    assert pane.steps.count() == count
    buttons["story.mark-focus"].click()
    settle()
    assert window.editor.session.marking == "focus"
    assert buttons["story.mark-focus"].isChecked()
    buttons["story.mark-focus"].click()
    settle()
    assert not window.editor.session.marking


def test_a_step_is_renamed_in_place(strip):
    window, pane = strip
    pane.steps.setCurrentRow(1)
    settle()
    pane.steps.editItem(pane.steps.item(1))
    settle()
    (field,) = [one for one in pane.steps.findChildren(QLineEdit) if one.isVisible()]
    assert field.text() == window.editor.map.stories["conclusion-first"].steps[1].title
    field.selectAll()
    QTest.keyClicks(field, "The reasons")
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle()
    assert window.editor.map.stories["conclusion-first"].steps[1].title == "The reasons"
    assert titles(pane)[1] == "2  The reasons"
    assert window.editor.undo()


def test_a_story_is_renamed_over_its_name(strip):
    window, pane = strip
    title = pane.choice.lineEdit()
    title.selectAll()
    QTest.keyClicks(title, "For Monday")
    QTest.keyClick(title, Qt.Key.Key_Return)
    settle()
    assert window.editor.map.stories["conclusion-first"].title == "For Monday"
    assert pane.choice.currentText() == "For Monday"
    do(window, "story.objections")
    settle()
    assert pane.choice.currentText() == "Objections and replies"
    do(window, "story.earlier")
    settle()
    names = [pane.choice.itemText(at) for at in range(pane.choice.count())]
    assert names == ["Objections and replies", "For Monday"]
    assert pane.choice.currentIndex() == 0
    window.editor.undo()
    window.editor.undo()
    window.editor.undo()
    settle()
    assert pane.choice.currentText() == "Conclusion first"


def test_keys_change_the_chosen_step(strip):
    _, pane = strip
    pane.steps.setCurrentRow(1)
    settle()
    before = titles(pane)
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(pane.steps, Qt.Key.Key_Right, control)
    settle()
    assert titles(pane)[2].endswith(before[1].partition("  ")[2])
    QTest.keyClick(pane.steps, Qt.Key.Key_Left, control)
    settle()
    assert titles(pane) == before
    QTest.keyClick(pane.steps, Qt.Key.Key_D, control | Qt.KeyboardModifier.ShiftModifier)
    settle()
    assert len(titles(pane)) == len(before) + 1
    QTest.keyClick(pane.steps, Qt.Key.Key_Delete)
    settle()
    assert titles(pane) == before


def choose(box, value):
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())
    settle()


def test_what_is_asked_and_what_becomes_of_the_rest_is_chosen(strip):
    window, pane = strip
    form = pane.form

    def step():
        return window.editor.map.stories["conclusion-first"].steps[0]

    choose(form.hands, "percent before")
    assert poll_of(step()) == PollWish("tea", Scale.PERCENT, "before")
    choose(form.hands, "agree3 after")
    assert poll_of(step()).when == "after"
    choose(form.hands, "")
    assert step().poll is None
    choose(form.others, "path-to-root")
    assert (step().others, step().highlight) == ("", "path-to-root")
    choose(form.others, "hide")
    assert step().highlight is None
    choose(form.counts, "bars")
    assert (step().others, step().polls) == ("hide", "bars")
    with window.editor.transact("Hide the rest") as tx:
        tx.put(replace(tx.map.stories["conclusion-first"], defaults={"others": "hide"}))
        stories.set_step_field(tx, "conclusion-first", 0, "others", "")
    settle()
    assert form.others.currentData() == "hide"  # as the story says
    choose(form.others, "path-to-root")
    assert (step().others, step().highlight) == ("dim", "path-to-root")
    choose(form.others, "")
    assert (step().others, step().highlight) == ("dim", None)
    choose(form.others, "hide")
    assert not step().others


def test_a_view_of_its_own_is_taken_from_the_window_and_given_up(strip):
    window, pane = strip
    seen = window.canvas.camera.visible(window.canvas.view)
    do(window, "story.camera-from-view")
    settle()
    (step, *_) = window.editor.map.stories["conclusion-first"].steps
    place = camera_of(step.camera).place
    assert place == pytest.approx((*seen.centre, seen.width), abs=1)
    assert pane.form.view.currentText() == "Looks at a place of its own"
    choose(pane.form.view, "visible")
    assert pane.form.view.findData("place") < 0
    (step, *_) = window.editor.map.stories["conclusion-first"].steps
    assert camera_of(step.camera).place is None


def test_the_times_of_the_last_talk_stand_beside_the_plan_and_are_kept(strip, shown, tea, tmp_path):
    window, pane = strip
    editor = window.editor
    with editor.transact("Plan") as tx:
        stories.set_step_field(tx, "conclusion-first", 0, "minutes", 1)
    do(window, "present.start")
    watch = editor.session.talk.stopwatch
    watch._since -= 80
    do(window, "talk.next")
    watch._since -= 30
    do(window, "talk.end")
    settle()
    assert seconds_of(pane.times, pane.story.steps[0]) == pytest.approx(80, abs=5)
    assert pane.head.times.text().startswith("told in 1:5")
    assert not pane.grab().isNull()
    do(window, "story.plan-as-told")
    minutes = [step.minutes for step in editor.map.stories["conclusion-first"].steps[:3]]
    assert minutes == [1.25, 0.5, None]
    editor.save()
    window.close()
    again = shown(tea)
    times = again.editor.session.told_times["conclusion-first"]
    story = again.editor.map.stories["conclusion-first"]
    assert seconds_of(times, story.steps[1]) == pytest.approx(30, abs=5)
