"""A map that another running argmap has open: it is told, asked about, and nobody is kept out."""

import os
import subprocess
import sys

import pytest
from PySide6.QtWidgets import QApplication

from argmap.io.files import open_document
from argmap.io.locks import lock_file, read_lock

HOLD = """
import pathlib, sys
from argmap.io.locks import acquire
print(acquire(pathlib.Path(sys.argv[1]), steal="steal" in sys.argv).holder.pid, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def other():
    """Let another process take the lock of a map and keep it."""
    running = []

    def take(path, *words):
        process = subprocess.Popen(
            [sys.executable, "-c", HOLD, str(path), *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        running.append(process)
        assert int(process.stdout.readline()) == process.pid
        return process

    yield take
    for process in running:
        process.kill()
        process.communicate()


def reword(window, text="Tea is warm."):
    from argmap.edit.statements import set_text

    with window.editor.transact("Change text") as tx:
        set_text(tx, "tea", text)


def press(window, title):
    window.bar.choose(title)
    QApplication.processEvents()


def saved_text(path):
    return open_document(path).map.statements["tea"].text


def test_a_window_holds_its_file_and_lets_it_go(shown, tea):
    window = shown(tea)
    assert read_lock(lock_file(tea)).pid == os.getpid()
    assert window.bar.topic == ""
    window.close()
    assert not lock_file(tea).exists()


def test_saving_under_another_name_holds_that_file(shown, tea, script, tmp_path):
    window = shown(tea)
    script.answers.append(tmp_path / "other.argmap.yaml")
    assert window.filing.save_as()
    assert not lock_file(tea).exists()
    assert lock_file(tmp_path / "other.argmap.yaml").exists()


def test_a_map_open_elsewhere_is_told_and_saving_asks_first(shown, tea, other, script):
    other(tea)
    window = shown(tea)
    assert window.bar.topic == "held"
    assert "since" in window.bar.text
    reword(window)
    script.answers.append("cancel")
    assert not window.filing.save()
    assert saved_text(tea) != "Tea is warm."
    script.answers.append("save")
    assert window.filing.save()
    assert saved_text(tea) == "Tea is warm."
    assert read_lock(lock_file(tea)).pid == os.getpid()
    reword(window, "Tea is hot.")
    assert window.filing.save()  # nobody is asked twice
    assert len(script.asked) == 2
    assert window.bar.topic == ""


def test_taking_over_makes_the_file_ours(shown, tea, other, script):
    other(tea)
    window = shown(tea)
    press(window, "Take over")
    assert read_lock(lock_file(tea)).pid == os.getpid()
    reword(window)
    assert window.filing.save()
    assert not script.asked


def test_reading_only_changes_nothing_until_the_map_is_taken_over(shown, tea, other, qtbot):
    holder = other(tea)
    window = shown(tea)
    press(window, "Open read-only")
    assert window.editor.read_only
    qtbot.waitUntil(lambda: window.status.saved.text() == "Read-only")
    assert not window.actions_["insert.support"].isEnabled()
    assert read_lock(lock_file(tea)).pid == holder.pid
    press(window, "Take over")
    assert not window.editor.read_only
    assert window.actions_["insert.support"].isEnabled()
    assert window.bar.topic == ""


def test_the_lock_of_a_dead_process_is_taken_silently(shown, tea, other):
    process = other(tea)
    process.kill()
    process.communicate()
    window = shown(tea)
    assert window.bar.topic == ""
    assert read_lock(lock_file(tea)).pid == os.getpid()


def test_when_the_other_has_closed_nobody_is_asked(shown, tea, other, script):
    process = other(tea)
    window = shown(tea)
    assert window.bar.topic == "held"
    process.kill()
    process.communicate()
    reword(window)
    assert window.filing.save()
    assert not script.asked
    assert window.bar.topic == ""


def test_losing_the_lock_blocks_no_save(shown, tea, other, script):
    window = shown(tea)
    holder = other(tea, "steal")
    reword(window)
    assert window.filing.save()
    assert saved_text(tea) == "Tea is warm."
    assert not script.asked
    window.close()
    assert read_lock(lock_file(tea)).pid == holder.pid


def test_text_of_another_size_asks_for_no_second_lock(shown, tea, program, qtbot):
    window = shown(tea)
    program.around.settings.set("text_size", 120)
    qtbot.waitUntil(lambda: window.furnished)
    assert window.bar.topic == ""
    assert read_lock(lock_file(tea)).pid == os.getpid()


def test_what_the_bar_said_before_comes_back(shown, tea):
    bar = shown(tea).bar
    bar.say("one", "First.")
    bar.say("two", "Second.")
    assert bar.text == "Second."
    assert bar.says("one")
    bar.done("two")
    assert (bar.topic, bar.text) == ("one", "First.")
    bar.say("two", "Second.")
    bar.done("one")
    assert bar.topic == "two"
    bar.choose("Close")
    assert bar.topic == ""
    assert bar.isHidden()
