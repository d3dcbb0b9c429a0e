"""A big map is saved by a thread while the window goes on; the disk is as slow as a test wants."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from argmap.edit import statements
from argmap.io import splice_process
from argmap.io.atomic import FileLayer
from argmap.io.backups import backups_of
from argmap.io.files import open_document
from argmap.io.locks import lock_file
from argmap.model.records import Source
from argmap.ui import saving
from argmap.ui.first_paint import PAINTED
from tests.app.conftest import SMALL

CTRL = Qt.KeyboardModifier.ControlModifier


class Disk:
    """Gives a file its new content only when it is let; fails where it is to."""

    def __init__(self) -> None:
        self.reached = threading.Semaphore(0)
        self.free = threading.Semaphore(0)
        self.fault: Exception | None = None

    def let(self, times: int = 1) -> None:
        self.free.release(times)


@pytest.fixture
def disk(monkeypatch, tmp_path):
    """Every map counts as big, and its file waits for the disk."""
    monkeypatch.setattr(saving, "MUCH_TEXT", 10)
    disk, replace = Disk(), FileLayer.replace

    def slow(layer, source, target):
        if target.parent == tmp_path and target.name.endswith(".argmap.yaml"):
            disk.reached.release()
            assert disk.free.acquire(timeout=20)
            if disk.fault is not None:
                raise disk.fault
        replace(layer, source, target)

    monkeypatch.setattr(FileLayer, "replace", slow)
    yield disk
    disk.let(20)
    for thread in threading.enumerate():
        if thread.name == "argmap-saving":
            thread.join()
    QApplication.processEvents()


def reword(window, text="Tea is warm.", id_="tea"):
    with window.editor.transact("Change text") as tx:
        statements.set_text(tx, id_, text)
    QApplication.processEvents()


def begin(window, disk, text="Tea is warm."):
    """Edit and save; return when all but the last step is done."""
    reword(window, text)
    assert window.filing.save()
    assert disk.reached.acquire(timeout=20)
    QApplication.processEvents()


@pytest.fixture
def settled(qtbot):
    def wait(window):
        qtbot.waitUntil(lambda: not window.filing.is_saving, timeout=20_000)
        qtbot.wait(2 * PAINTED)  # the window tells of it after the map

    return wait


def words_in(path, id_="tea"):
    return open_document(path).map.statements[id_].text


def test_people_go_on_editing_while_a_map_is_saved(shown, tea, disk, settled, qtbot):
    window = shown(tea)
    begin(window, disk)
    assert window.status.saved.text() == "Saving…"
    reword(window, "It soothes.", "calm")
    assert window.status.saved.text() == "Saving…"
    assert tea.read_text() == SMALL
    disk.let()
    settled(window)
    assert words_in(tea) == "Tea is warm."
    assert words_in(tea, "calm") == "It calms."
    assert window.isWindowModified()
    assert window.status.saved.text() == "Unsaved"
    window.editor.undo()
    qtbot.waitUntil(lambda: window.status.saved.text() == "Saved")
    assert not window.isWindowModified()
    assert [file.read_text() for file in backups_of(tea)] == [SMALL]


def test_what_was_undone_while_it_was_saved_is_unsaved(shown, tea, disk, settled, qtbot):
    window = shown(tea)
    begin(window, disk)
    window.editor.undo()
    QApplication.processEvents()
    assert window.editor.dirty
    disk.let()
    settled(window)
    assert words_in(tea) == "Tea is warm."
    assert window.isWindowModified()
    window.editor.redo()
    qtbot.waitUntil(lambda: not window.isWindowModified())


def test_a_second_save_comes_after_the_first(shown, tea, disk, settled, press, qtbot):
    window = shown(tea)
    begin(window, disk)
    reword(window, "Tea is hot.")
    for _ in range(3):
        press(window, Qt.Key.Key_S, CTRL)
    assert not disk.reached.acquire(blocking=False)
    disk.let()
    qtbot.waitUntil(lambda: disk.reached.acquire(blocking=False), timeout=20_000)
    assert words_in(tea) == "Tea is warm."
    disk.let()
    settled(window)
    assert words_in(tea) == "Tea is hot."
    assert not disk.reached.acquire(blocking=False)
    assert not window.editor.dirty


def test_a_second_save_of_the_same_writes_nothing(shown, tea, disk, settled):
    window = shown(tea)
    begin(window, disk)
    assert window.filing.save()
    disk.let()
    settled(window)
    assert not disk.reached.acquire(blocking=False)
    assert window.status.saved.text() == "Saved"


def test_a_window_that_is_closed_waits_for_its_save(shown, tea, disk, program, qtbot, script):
    window = shown(tea)
    begin(window, disk)
    assert not window.close()
    assert not window.close()
    assert "closes when" in window.toast.text
    assert window in program.windows
    disk.let()
    qtbot.waitUntil(lambda: window not in program.windows, timeout=20_000)
    assert words_in(tea) == "Tea is warm."
    assert not lock_file(tea).exists()
    assert not script.asked


def test_closing_comes_after_all_that_waits(shown, tea, disk, program, qtbot, script, tmp_path):
    window = shown(tea)
    begin(window, disk)
    assert not window.close()
    assert window.filing.save_as()
    script.answers.append(other := tmp_path / "other.argmap.yaml")
    disk.let(2)
    qtbot.waitUntil(lambda: window not in program.windows, timeout=20_000)
    assert words_in(tea) == words_in(other) == "Tea is warm."


def test_save_as_answer_to_closing_closes_afterwards(shown, tea, disk, program, qtbot, script):
    window = shown(tea)
    reword(window)
    script.answers.append("save")
    assert not window.close()
    disk.let()
    qtbot.waitUntil(lambda: window not in program.windows, timeout=20_000)
    assert words_in(tea) == "Tea is warm."
    assert len(script.asked) == 1


def test_what_was_edited_since_is_asked_about_before_closing(
    shown, tea, disk, program, settled, script
):
    window = shown(tea)
    begin(window, disk)
    reword(window, "Tea is hot.")
    assert not window.close()
    script.answers.append("cancel")
    disk.let()
    settled(window)
    assert len(script.asked) == 1
    assert window in program.windows


def test_quitting_waits_for_a_save_and_goes_on(shown, tea, disk, program, qtbot, tmp_path):
    other = tmp_path / "other.argmap.yaml"
    other.write_text(SMALL)
    window, second = shown(tea), shown(other)
    begin(window, disk)
    program.quit()
    assert program.windows == [window, second]
    disk.let()
    qtbot.waitUntil(lambda: not program.windows, timeout=20_000)
    assert words_in(tea) == "Tea is warm."


def test_other_maps_open_while_one_is_saved(shown, tea, disk, program, settled, tmp_path):
    window = shown(tea)
    begin(window, disk)
    other = tmp_path / "other.argmap.yaml"
    other.write_text(SMALL)
    assert shown(other).editor.map.statements
    assert program.new() in program.windows
    assert window.filing.is_saving
    disk.let()
    settled(window)
    assert words_in(tea) == "Tea is warm."


def test_save_as_takes_the_new_name_at_the_end(shown, tea, disk, settled, script, tmp_path):
    window = shown(tea)
    with window.editor.transact("Add source") as tx:
        tx.put(Source("one", title="One", file="one.txt"))
    below = tmp_path / "below"
    below.mkdir()
    script.answers.append(below / "new.argmap.yaml")
    assert window.filing.save_as()
    with window.editor.transact("Add source") as tx:
        tx.put(Source("two", title="Two", file="two.txt"))
    assert window.editor.document.path == tea
    settled(window)
    assert window.editor.document.path == below / "new.argmap.yaml"
    assert window.windowTitle().startswith("new")
    assert lock_file(below / "new.argmap.yaml").exists()
    assert [source.file for source in window.editor.map.sources.values()] == [
        "../one.txt",
        "../two.txt",
    ]
    assert window.editor.dirty
    assert tea.read_text() == SMALL


def test_save_as_and_reload_wait_for_a_save(shown, tea, disk, settled, script, tmp_path):
    window = shown(tea)
    begin(window, disk)
    assert window.filing.save_as()
    assert not script.asked
    script.answers.append(None)
    disk.let()
    settled(window)
    assert not script.answers
    begin(window, disk, "Tea is hot.")
    reword(window, "Tea is cold.")
    assert window.filing.reload()
    assert window.editor.map.statements["tea"].text == "Tea is cold."
    disk.let()
    settled(window)
    assert window.editor.map.statements["tea"].text == "Tea is hot."
    assert not window.editor.dirty


@pytest.mark.parametrize("answer", ["keep", "reload", "cancel"])
def test_a_file_changed_before_is_asked_about(shown, tea, disk, settled, script, answer):
    window = shown(tea)
    reword(window)
    tea.write_text(theirs := SMALL.replace("It calms.", "It soothes."))
    script.answers.append(answer)
    disk.let()
    assert window.filing.save()
    settled(window)
    assert len(script.asked) == 1
    assert window.editor.dirty == (answer == "cancel")
    assert (words_in(tea) == "Tea is warm.") == (answer == "keep")
    assert (tea.read_text() == theirs) == (answer != "keep")


def test_a_file_changed_while_its_text_is_made_is_not_overwritten(
    shown, tea, disk, settled, script, monkeypatch
):
    window, make = shown(tea), splice_process.made_elsewhere
    theirs = SMALL.replace("It calms.", "It soothes.")

    def made(*maps):
        answer = make(*maps)
        tea.write_text(theirs)
        return answer

    monkeypatch.setattr(splice_process, "made_elsewhere", made)
    reword(window)
    script.answers.append("cancel")
    assert window.filing.save()
    settled(window)
    assert "changed by another program" in script.asked[0].text
    assert tea.read_text() == theirs
    assert window.editor.dirty


def test_a_file_changed_just_after_it_was_saved_is_told(shown, tea, disk, settled, qtbot):
    window = shown(tea)
    begin(window, disk)
    disk.let()
    settled(window)
    tea.write_text(SMALL)
    qtbot.waitUntil(lambda: window.bar.topic == "changed", timeout=8000)


def test_own_saving_is_no_change_elsewhere(shown, tea, disk, settled, qtbot):
    window = shown(tea)
    begin(window, disk)
    disk.let()
    settled(window)
    qtbot.wait(500)
    assert window.bar.topic == ""


def test_a_full_disk_is_told_and_nothing_waits_any_more(shown, tea, disk, settled, program, press):
    window = shown(tea)
    begin(window, disk)
    assert not window.close()
    disk.fault = OSError(28, "No space left on device")
    disk.let()
    settled(window)
    assert window in program.windows
    assert "tea.argmap.yaml" in window.toast.text
    assert window.status.saved.text() == "Unsaved"
    assert tea.read_text() == SMALL
    disk.fault = None
    disk.let()
    press(window, Qt.Key.Key_S, CTRL)
    settled(window)
    assert words_in(tea) == "Tea is warm."
    assert window in program.windows


def test_emptying_is_asked_about_at_the_end(shown, tea, disk, settled, script):
    window = shown(tea)
    with window.editor.transact("Delete") as tx:
        statements.remove(tx, list(window.editor.map.statements))
    script.answers.append("empty")
    disk.let()
    assert window.filing.save()
    settled(window)
    assert open_document(tea).map.statements == {}


def test_work_is_put_aside_while_it_is_saved(shown, tea, disk, program, settled):
    window = shown(tea)
    begin(window, disk)
    (rescued,) = program.rescue()
    assert words_in(rescued) == "Tea is warm."
    window.editor.undo()
    assert len(program.rescue()) == 1
    disk.let()
    settled(window)
    window.editor.redo()
    assert program.rescue() == []


def test_a_fault_of_ours_is_raised_and_the_map_stays_unsaved(
    shown, tea, disk, settled, monkeypatch, qtbot
):
    window = shown(tea)
    begin(window, disk)
    disk.fault = ZeroDivisionError("a fault of ours")
    with qtbot.captureExceptions() as faults:
        disk.let()
        settled(window)
    assert [kind for kind, *_ in faults] == [ZeroDivisionError]
    assert window.editor.dirty
    assert tea.read_text() == SMALL


def test_a_draft_outlives_the_end_of_a_save(shown, tea, disk, settled, press, typed):
    window = shown(tea)
    begin(window, disk)
    window.editor.select("tea")
    press(window, Qt.Key.Key_Tab)
    typed(window, "It is ")
    disk.let()
    settled(window)
    typed(window, "green.")
    press(window, Qt.Key.Key_Return)
    assert window.editor.map.statements["it-is-green"].text == "It is green."


def test_it_saves_by_itself_once_more(shown, tea, disk, settled, program, qtbot):
    window = shown(tea)
    begin(window, disk)
    program.around.settings.set("autosave", True)
    reword(window, "Tea is hot.")
    window.filing._autosave.start(0)
    qtbot.waitUntil(lambda: not window.filing._autosave.isActive())
    disk.let(2)
    qtbot.waitUntil(lambda: words_in(tea) == "Tea is hot.", timeout=20_000)
    settled(window)
    assert not window.editor.dirty


def test_text_of_another_size_waits_for_a_save(shown, tea, disk, settled, program, qtbot):
    window = shown(tea)
    begin(window, disk)
    canvas = window.canvas
    program.around.settings.set("text_size", 150)
    assert window.canvas is canvas
    disk.let()
    qtbot.waitUntil(lambda: window.canvas is not canvas, timeout=20_000)
    assert words_in(tea) == "Tea is warm."
    assert not window.editor.dirty


@pytest.mark.parametrize(("count", "is_long"), [(60, False), (190, True)])
def test_a_map_of_some_hundred_statements_does_not_hold_its_window_up(count, is_long):
    from dataclasses import replace

    from argmap.app.editor import Editor
    from argmap.io.files import new_document
    from bench.maps import made_up

    document = replace(new_document(), map=made_up(count))
    editor = Editor(document, lambda map: dict.fromkeys(map.statements, (200.0, 60.0)))
    assert saving.takes_long(editor.begin_saving()) is is_long
