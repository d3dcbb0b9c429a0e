"""Talks of stories that are not as they should be: none, empty, over what is gone, far too full."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from argmap.edit import statements
from argmap.ui.present.starting import TalkFollower
from tests.ui.present.conftest import do

STORY = """
stories:
  - id: talk
    steps:
      - {title: One, reveal: [a, gone], focus: [nowhere], camera: {fit: [nobody]}}
      - {title: Two, reveal: [also-gone], poll: {claim: gone}}
      - {title: Three, reveal: [b], highlight: path-to-root}
polls:
  - {id: p, target: a, scale: agree3, counts: {agree: -4, unsure: 2}}
"""
MAP = """argmap: 1
statements:
  - {id: a, text: The claim.}
  - {id: b, text: A reason.}
links:
  - {id: l, from: [b], to: a}
"""


def talk_of(window):
    QApplication.processEvents()
    return window.bridge.findChild(TalkFollower).presenting


@pytest.fixture
def opened(shown, tmp_path):
    def open_(text):
        file = tmp_path / "map.argmap.yaml"
        file.write_text(text, encoding="utf-8")
        return shown(file), file

    return open_


def test_f5_without_a_story_offers_one_and_then_presents_it(opened):
    window, _ = opened(MAP)
    do(window, "present.start")
    assert window.editor.session.talk is None
    assert "no story yet" in window.toast.text
    QTest.mouseClick(window.toast._button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    do(window, "present.start")
    assert talk_of(window).audience.isVisible()
    assert len(window.editor.session.talk.steps) == 2


def test_an_empty_story_shows_the_whole_map_and_no_key_hurts(opened):
    window, _ = opened(MAP + "stories:\n  - {id: talk, title: Nothing}\n")
    do(window, "present.start")
    presenting = talk_of(window)
    view = presenting.audience.view
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_End, Qt.Key.Key_D, Qt.Key.Key_Escape, Qt.Key.Key_A):
        QTest.keyClick(presenting.audience.focusWidget() or view, key)
        presenting.audience.grab()
    assert set(presenting.talk.told.map.statements) == {"a", "b"}
    presenting.talk.capture("")
    presenting.talk.tick()
    QTest.keyClick(view, Qt.Key.Key_E)
    QApplication.processEvents()
    with window.editor.transact("Add") as tx:
        statements.add_supporting(tx, "a", "Another reason.")
    assert "another-reason" in presenting.talk.told.map.statements


def test_what_was_removed_is_passed_over_and_stays_in_the_file(opened):
    window, file = opened(MAP + STORY)
    codes = [problem.code for problem in window.editor.problems]
    assert codes.count("unknown-story-id") >= 2
    assert "poll-counts" in codes
    wrong = next(one for one in window.editor.problems if one.code == "poll-counts")
    assert (wrong.line, wrong.column) == (15, 5)
    do(window, "present.start")
    presenting = talk_of(window)
    seen = []
    for _ in range(3):
        seen.append(set(presenting.talk.told.map.statements))
        presenting.audience.grab()
        presenting.presenter.grab()
        presenting.talk.next()
    assert seen == [{"a"}, {"a"}, {"a", "b"}]
    do(window, "talk.end")
    with window.editor.transact("Word") as tx:
        statements.set_text(tx, "b", "A good reason.")
    window.editor.save()
    assert STORY in file.read_text(encoding="utf-8")


def test_a_step_with_three_hundred_statements_is_told_and_edited(opened):
    lines = [f"  - {{id: s{n}, text: Reason {n} holds for all.}}" for n in range(300)]
    links = [f"  - {{id: l{n}, from: [s{n}], to: s{(n - 1) // 4}}}" for n in range(1, 300)]
    everything = ", ".join(f"s{n}" for n in range(300))
    window, _ = opened(
        "\n".join(["argmap: 1", "statements:", *lines, "links:", *links, "stories:", "  - id: t"])
        + f"\n    steps:\n      - {{reveal: [s0]}}\n      - {{reveal: [{everything}]}}\n"
    )
    do(window, "present.start")
    presenting = talk_of(window)
    presenting.talk.next()
    view = presenting.audience.view
    assert len(presenting.talk.told.map.statements) == 300
    seen = view.goal.visible(view.eye.view)
    boxes = view.sight.placement.boxes.values()
    assert all(seen.x <= box.x and box.right <= seen.right for box in boxes)
    presenting.audience.grab()
    presenting.talk.edit()
    QApplication.processEvents()
    assert len(presenting.unlocked.canvas.placement.boxes) == 300
