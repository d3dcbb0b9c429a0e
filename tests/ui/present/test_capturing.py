"""What the room says in a talk: one key, one line, Enter, and it stands on the map."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from argmap.model.story_words import counts_of
from tests.ui.present.conftest import do


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
