"""Shows of hands: counted by keys, drawn as bars, read in the inspector."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from argmap.edit import polls, stories
from argmap.edit.statements import set_text
from argmap.model.story_words import Scale, counts_of
from argmap.ui.inspector import Inspector
from argmap.ui.poll_counts import PollCounts
from argmap.ui.poll_list import PollList
from tests.ui.present.conftest import do

K = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def asking(present):
    """A talk in which hands are being counted."""
    window, presenting = present()
    presenting.talk.next()
    do(window, "talk.poll")
    line = presenting.audience.lines.poll
    assert line.isVisible()
    return window, presenting, line


def press(line, *keys, held=Qt.KeyboardModifier.NoModifier):
    for key in keys:
        QTest.keyClick(line.focusWidget(), key, held)


def test_hands_are_counted_by_their_letters(asking):
    window, presenting, line = asking
    press(line, K.Key_A, K.Key_A, K.Key_A, K.Key_D, K.Key_U, K.Key_U)
    press(line, K.Key_A, held=SHIFT)
    press(line, K.Key_B, K.Key_Return)
    (poll,) = window.editor.map.polls.values()
    assert counts_of(poll) == {"agree": 2, "unsure": 2, "disagree": 1}
    assert (poll.target, poll.when) == (presenting.talk.target, "before")


def test_the_strength_of_a_link_is_asked_apart_in_percent(asking):
    window, presenting, line = asking
    target = presenting.talk.target
    press(line, K.Key_L, K.Key_Percent)
    press(line, *"70")
    press(line, K.Key_Up, K.Key_Up, K.Key_Down, K.Key_Return)
    (poll,) = window.editor.map.polls.values()
    assert poll.target == window.editor.map.primary_links[target]
    assert (poll.scale, dict(counts_of(poll))) == ("percent", {"75": 1})
    do(window, "talk.poll")
    assert line.about.text() == "Statement"
    assert (line.when.text(), line.scale.text()) == ("Counted once", "In hands")


def test_a_link_is_chosen_by_a_click_and_asked_about(asking):
    window, presenting, line = asking
    press(line, K.Key_Escape)
    view = presenting.audience.view
    link = window.editor.map.primary_links[presenting.talk.target]
    x, y = view.eye.camera.to_screen(view.sight.placement.routes[link].badge)
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(y)))
    assert presenting.talk.target == link
    do(window, "talk.poll")
    assert "strong" in line._label.text()


def test_bars_are_drawn_when_they_are_wanted(present):
    window, presenting = present()
    with window.editor.transact("Count") as tx:
        polls.add_poll(tx, "tea", {"agree": 3, "disagree": 1})
    view = presenting.audience.view
    QApplication.processEvents()
    plain = view.grab().toImage()
    QTest.keyClick(view, K.Key_V)
    QApplication.processEvents()
    assert view.grab().toImage() != plain
    QTest.keyClick(view, K.Key_V)
    with window.editor.transact("Want bars") as tx:
        stories.set_step_field(tx, "conclusion-first", 0, "polls", "bars")
    assert not presenting.talk.shows_bars  # the presenter has spoken
    do(window, "talk.end")
    do(window, "present.start")
    assert window.editor.session.talk.shows_bars


def rows_shown(window):
    lists = window.findChild(Inspector).findChildren(PollList)
    return [row for one in lists if one.isVisible() for row in one.rows]


def test_the_inspector_shows_bars_counts_and_what_is_stale(shown, tea, qtbot):
    window = shown(tea)
    editor = window.editor
    with editor.transact("Count") as tx:
        polls.add_poll(tx, "tea", {"agree": 3, "disagree": 1}, when="before", date="2026-11-21")
        polls.add_poll(tx, "tea", {"80": 1}, Scale.PERCENT, "after")
        link = next(iter(tx.map.links))
        polls.add_poll(tx, link, {"unsure": 2})
        set_text(tx, "tea", "Tea is as good as coffee.")

    editor.select("tea")
    qtbot.waitUntil(lambda: len(rows_shown(window)) == 2)
    one, other = (row.words.text() for row in rows_shown(window))
    assert one == "Before 2026-11-21\n3 agree, 1 disagree\nThe wording was changed since."
    assert other.startswith("After\n80 %")
    image = rows_shown(window)[0].grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(40) for y in range(image.height())}
    assert QColor(window.theme.accent).name() in colours
    editor.select(link)
    qtbot.waitUntil(lambda: [row.words.text()[:8] for row in rows_shown(window)] == ["2 unsure"])
    rows_shown(window)[0].remove.click()
    qtbot.waitUntil(lambda: len(editor.map.polls) == 2)
    assert editor.undo()


@pytest.mark.parametrize(
    ("scale", "counted", "change", "corrected"),
    [
        (
            Scale.AGREE,
            {"agree": 3, "disagree": 1},
            {"people": [4, 2, 0]},
            {"agree": 4, "unsure": 2},
        ),
        (Scale.PERCENT, {"60": 1, "62.5": 2}, {"shares": [65, 72.5]}, {"65": 1, "72.5": 2}),
        (Scale.PERCENT, {"60": 1, "80": 2}, {"shares": [80, 80]}, {"80": 3}),
    ],
)
def test_a_miscount_is_corrected_in_the_inspector(
    shown, tea, qtbot, scale, counted, change, corrected
):
    window = shown(tea)
    editor = window.editor
    with editor.transact("Count") as tx:
        id_ = polls.add_poll(tx, "tea", counted, scale, "before")
    asked = editor.map.polls[id_]
    editor.select("tea")
    qtbot.waitUntil(lambda: bool(rows_shown(window)))
    rows_shown(window)[0].edit.click()
    (dialog,) = window.findChildren(PollCounts)
    assert dialog.counts() == counted
    for fields, values in change.items():
        for field, value in zip(getattr(dialog, fields), values, strict=True):
            field.setValue(value)
    dialog.accept()
    assert editor.map.polls[id_] == replace(asked, counts=editor.map.polls[id_].counts)
    assert counts_of(editor.map.polls[id_]) == corrected
    assert editor.undo()
    assert editor.map.polls[id_] == asked


def test_counts_of_nobody_are_taken_out_and_not_kept(shown, tea, qtbot):
    window = shown(tea)
    with window.editor.transact("Count") as tx:
        polls.add_poll(tx, "tea", {"agree": 3})
    window.editor.select("tea")
    qtbot.waitUntil(lambda: bool(rows_shown(window)))
    rows_shown(window)[0].edit.click()
    (dialog,) = window.findChildren(PollCounts)
    ok = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
    assert ok.isEnabled()
    dialog.people[0].setValue(0)
    assert not ok.isEnabled()
    dialog.reject()
