import os

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtWidgets import QApplication, QLabel

from argmap.app.actions import ACTIONS
from argmap.app.messages import Notice
from argmap.edit import statements
from argmap.io.files import open_document
from tests.app.conftest import SMALL

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def reword(window, id_="tea", text="Tea is warm."):
    with window.editor.transact("Change text") as tx:
        statements.set_text(tx, id_, text)
    QApplication.processEvents()


def test_every_action_is_bound_or_runs_without_a_screen(shown, tea):
    window = shown(tea)
    for action in ACTIONS:
        assert (action.run is None) == (action.id in window.bindings), action.id


def test_a_map_is_opened_named_and_counted(shown, tea):
    window = shown(tea)
    assert window.windowTitle().startswith("tea[*]")
    assert window.top_bar.name.text() == "tea"
    assert window.status.saved.text() == "Saved"
    assert window.status.counts.text() == "6 statements · 4 links"
    assert window.focusWidget() is window.canvas
    assert not window.isWindowModified()


def test_an_edit_marks_the_window_and_undo_takes_the_mark_away(shown, tea, qtbot):
    window = shown(tea)
    reword(window)
    qtbot.waitUntil(window.isWindowModified)
    assert window.status.saved.text() == "Unsaved"
    assert window.top_bar.name.text() == "tea •"
    assert window.actions_["edit.undo"].text() == "Undo “Change text”"
    window.actions_["edit.undo"].trigger()
    qtbot.waitUntil(lambda: not window.isWindowModified())
    assert window.actions_["edit.redo"].text() == "Redo “Change text”"


def test_reason_by_key_typed_and_saved_changes_the_file(shown, tea, press, typed):
    window = shown(tea)
    window.editor.select("tea")
    press(window, Qt.Key.Key_Tab)
    typed(window, "It is warm.")
    press(window, Qt.Key.Key_Return)
    assert window.focusWidget() is window.canvas
    press(window, Qt.Key.Key_S, CTRL)
    assert open_document(tea).map.statements["it-is-warm"].text == "It is warm."
    assert window.status.saved.text() == "Saved"


def test_save_keeps_what_is_still_being_typed(shown, tea, press, typed):
    window = shown(tea)
    window.editor.select("tea")
    press(window, Qt.Key.Key_Minus)
    typed(window, "It stains")
    press(window, Qt.Key.Key_S, CTRL)
    assert "It stains" in tea.read_text()


def test_keys_of_the_map_do_nothing_while_typing(shown, tea, press, typed):
    window = shown(tea)
    window.editor.select("calm")
    press(window, Qt.Key.Key_F2)
    before = window.editor.map
    for key in (Qt.Key.Key_Minus, Qt.Key.Key_Plus, Qt.Key.Key_Space, Qt.Key.Key_Delete):
        press(window, key)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Backspace, Qt.Key.Key_Question):
        press(window, key)
    assert window.editor.map is before
    assert window.editor.draft is not None
    press(window, Qt.Key.Key_Escape)
    assert window.editor.map is before
    assert window.editor.draft is None


def test_a_greyed_action_says_why_when_it_is_asked_for(shown, tea):
    window = shown(tea)
    window.perform(window.actions_.records["file.save"])
    assert window.toast.text == "There is nothing to save."


def test_the_key_of_a_greyed_action_says_why(shown, tea, press):
    window = shown(tea)
    window.editor.select("tea")
    press(window, Qt.Key.Key_J, CTRL)
    assert window.toast.text == "Select two or more statements."
    before = window.editor.map
    press(window, Qt.Key.Key_Escape)
    press(window, Qt.Key.Key_Escape)
    assert window.toast.text == "Select two or more statements."
    assert window.editor.map is before


def test_closing_asks_and_saves(shown, tea, script):
    window = shown(tea)
    reword(window)
    script.answers.append("save")
    assert window.close()
    assert "Tea is warm." in tea.read_text()
    assert "tea" in script.asked[0].text


def test_closing_may_be_given_up_or_discard(shown, tea, script, program):
    window = shown(tea)
    reword(window)
    script.answers.append("cancel")
    assert not window.close()
    assert window in program.windows
    script.answers.append("discard")
    assert window.close()
    assert window not in program.windows
    assert tea.read_text() == SMALL


def test_closing_a_clean_map_asks_nothing(shown, tea, script):
    assert shown(tea).close()
    assert script.asked == []


def test_a_new_map_asks_for_a_file_and_gets_the_suffix(program, script, tmp_path, press, typed):
    window = program.new()
    window.activateWindow()
    QApplication.processEvents()
    typed(window, "First claim")
    press(window, Qt.Key.Key_Return)
    script.answers.append(tmp_path / "new.argmap.yaml")
    press(window, Qt.Key.Key_S, CTRL)
    assert "First claim" in (tmp_path / "new.argmap.yaml").read_text()
    assert window.editor.name == "new"
    assert program.around.workspace.recent() == [tmp_path / "new.argmap.yaml"]


def test_saving_may_be_given_up(program, script):
    window = program.new()
    with window.editor.transact("Add") as tx:
        statements.add_statement(tx, "A")
    script.answers.append(None)
    assert not window.filing.save()
    assert window.editor.dirty


@pytest.mark.parametrize("answer", ["keep", "reload", "save-as", "cancel"])
def test_a_file_changed_elsewhere_is_asked_about(shown, tea, script, tmp_path, answer):
    window = shown(tea)
    reword(window)
    theirs = SMALL.replace("It calms.", "It soothes.")
    tea.write_text(theirs)
    script.answers.append(answer)
    if answer == "save-as":
        script.answers.append(tmp_path / "mine.argmap.yaml")
    saved = window.filing.save()
    assert saved == (answer != "cancel")
    ours = {
        "keep": "Tea is warm." in tea.read_text() and "It calms." in tea.read_text(),
        "reload": window.editor.map.statements["calm"].text == "It soothes.",
        "save-as": "Tea is warm." in (tmp_path / "mine.argmap.yaml").read_text()
        if answer == "save-as"
        else None,
        "cancel": window.editor.dirty,
    }
    assert ours[answer]
    if answer != "keep":
        assert tea.read_text() == theirs


def test_a_change_of_the_file_is_noticed_and_can_be_reloaded(shown, tea, qtbot):
    window = shown(tea)
    tea.write_text(SMALL.replace("It calms.", "It soothes."))
    qtbot.waitUntil(lambda: window.bar.topic == "changed", timeout=8000)
    window.bar.choose("Reload")
    assert window.editor.map.statements["calm"].text == "It soothes."
    assert not window.bar.isVisible()


def test_a_big_file_is_read_again_by_a_thread(shown, tea, qtbot, monkeypatch):
    monkeypatch.setattr("argmap.ui.reading_files.BIG_FILE", 10)
    window = shown(tea)
    tea.write_text(SMALL.replace("It calms.", "It soothes."))
    assert window.filing.reload()
    assert window.editor.map.statements["calm"].text == "It calms."
    qtbot.waitUntil(lambda: window.editor.map.statements["calm"].text == "It soothes.")
    assert not window.editor.dirty
    window.editor.undo()
    assert window.editor.map.statements["calm"].text == "It calms."
    tea.write_text("argmap: 1\nstatements: [\n")
    assert window.filing.reload()
    told = []
    window.editor.notices.add(told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert ":3:1: " in told[0].text
    assert window.editor.map.statements["calm"].text == "It calms."


def test_own_saving_is_no_change_elsewhere(shown, tea, qtbot):
    window = shown(tea)
    reword(window)
    window.filing.save()
    qtbot.wait(500)
    assert window.bar.topic == ""


def test_emptying_a_map_is_asked_about(shown, tea, script):
    window = shown(tea)
    with window.editor.transact("Delete") as tx:
        statements.remove(tx, list(window.editor.map.statements))
    script.answers.append("cancel")
    assert not window.filing.save()
    assert tea.read_text() == SMALL
    script.answers.append("empty")
    assert window.filing.save()
    assert open_document(tea).map.statements == {}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_told(shown, tea):
    window = shown(tea)
    reword(window)
    tea.parent.chmod(0o500)
    try:
        assert not window.filing.save()
    finally:
        tea.parent.chmod(0o700)
    assert window.toast.text


def test_a_bad_file_is_told_on_stderr_and_in_the_window(program, qtbot, tmp_path, capfd):
    bad = tmp_path / "bad.argmap.yaml"
    bad.write_text("argmap: 1\nstatements: [\n")
    window = program.open(bad)
    qtbot.waitUntil(lambda: window.editor is not None)
    assert window.bar.topic == "unreadable"
    assert f"{bad}:" in window.bar.text
    assert f"{bad}:3:1" in capfd.readouterr().err
    assert window.editor.map.statements == {}


@pytest.mark.parametrize("name", ["missing.argmap.yaml", "folder", "picture.png"])
def test_what_is_no_map_is_told_and_the_program_goes_on(program, qtbot, tmp_path, name):
    (tmp_path / "folder").mkdir()
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    window = program.open(tmp_path / name)
    qtbot.waitUntil(lambda: window.editor is not None)
    assert name in window.bar.text
    window.bar.choose("Other maps…")
    assert program._welcome.isVisible()


def test_entries_that_could_not_be_read_are_announced(program, qtbot, tmp_path):
    file = tmp_path / "twice.argmap.yaml"
    file.write_text(
        "argmap: 1\nstatements:\n  - {id: a, text: A}\n"
        "  - {id: a, text: Again}\n  - {id: b, text: B}\n"
    )
    window = program.open(file)
    qtbot.waitUntil(lambda: window.furnished)
    assert window.bar.topic == "set-aside"
    assert window.status.problems.text() == "1 problem"


def test_a_map_of_a_newer_format_is_read_only(program, qtbot, tmp_path, press):
    file = tmp_path / "newer.argmap.yaml"
    file.write_text("argmap: 99\nstatements:\n  - {id: a, text: A}\n")
    window = program.open(file)
    qtbot.waitUntil(lambda: window.editor is not None and bool(window.editor.placement.boxes))
    assert window.bar.topic == "read-only"
    assert window.status.saved.text() == "Read-only"
    assert not window.actions_["insert.support"].isEnabled()
    assert window.actions_["file.export"].isEnabled()


def test_a_map_is_opened_once(shown, tea, program):
    window = shown(tea)
    assert program.open(tea) is window
    assert len(program.windows) == 1


def test_opening_replaces_an_untouched_new_map(shown, tea, program):
    untouched = program.new()
    shown(tea)
    assert untouched not in program.windows
    assert len(program.windows) == 1


def test_files_dropped_on_the_window_are_opened(shown, tea, program, qtbot, tmp_path):
    window = shown(tea)
    other = tmp_path / "other.argmap.yaml"
    other.write_text(SMALL)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(other))])
    window.canvas.dropped.emit(data, "")
    qtbot.waitUntil(lambda: len(program.windows) == 2 and program.windows[1].editor is not None)
    assert program.windows[1].editor.document.path == other


def test_text_dropped_on_the_map_becomes_statements(shown, tea):
    window = shown(tea)
    window.editor.select("tea")
    data = QMimeData()
    data.setText("- One\n  - Two\n")
    window.canvas.dropped.emit(data, "")
    texts = {statement.text for statement in window.editor.map.statements.values()}
    assert {"One", "Two"} <= texts


def test_panes_are_walked_with_f6_and_kept_for_the_next_window(shown, tea, press, program):
    window = shown(tea)
    window.actions_["view.outline"].trigger()
    QApplication.processEvents()
    assert "pane_outline" in window.facts()
    window.canvas.setFocus()
    seen = []
    for _ in range(3):
        press(window, Qt.Key.Key_F6)
        seen.append(window.focusWidget())
    outline, inspector = window.docks.pane("outline"), window.docks.pane("inspector")
    assert outline.isAncestorOf(seen[0])
    assert inspector.isAncestorOf(seen[1])
    assert seen[2] is window.canvas
    window.close()
    again = shown(tea)
    assert "pane_outline" in again.facts()


def test_the_view_of_a_map_is_there_again_without_a_layout(shown, tea, qtbot):
    window = shown(tea)
    window.editor.session.fold(["calm"])
    window.canvas.eye.zoom_to(1.5)
    window.close()
    again = shown(tea)
    assert again.editor.session.folded == {"calm"}
    assert "study" not in again.editor.placement.boxes
    assert again.status.zoom.text() == "150 %"


def test_the_theme_is_changed_while_the_program_runs(shown, tea, program, qapp):
    window = shown(tea)
    window.actions_["view.theme-dark"].trigger()
    assert window.theme.name == "dark"
    assert window.canvas.theme.name == "dark"
    assert qapp.palette().window().color().name().upper() == window.theme.window
    assert "theme_dark" in window.facts()
    window.actions_["view.theme-light"].trigger()
    assert window.canvas.theme.name == "light"
    program.around.settings.set("classic_colours", True)
    assert window.canvas.theme.name == "classic"


def test_text_of_another_size_is_measured_anew_and_nothing_is_lost(shown, tea, program, qtbot):
    window = shown(tea)
    window.editor.select("tea")
    before = window.editor.placement.boxes["tea"]
    reword(window, "tea", "Tea is better than coffee.")
    program.around.settings.set("text_size", 150)
    QApplication.processEvents()
    assert window.editor.placement.boxes["tea"].height > before.height
    assert window.editor.session.selection == ("tea",)
    reword(window)
    qtbot.waitUntil(window.isWindowModified)
    assert window.canvas.map.statements["tea"].text == "Tea is warm."


def test_keys_can_be_changed_while_the_program_runs(shown, tea, program, press):
    window = shown(tea)
    program.around.settings.set_own_keys("view.full-screen", ("Ctrl+Alt+F",))
    assert window.actions_["view.full-screen"].shortcut().toString() == "Ctrl+Alt+F"
    program.around.settings.set("keys_profile", "Freeplane")
    window.editor.select("calm")
    press(window, Qt.Key.Key_Insert, SHIFT)
    assert window.editor.draft.relation == "above"
    window.editor.drop_draft()


def test_every_label_of_the_window_shows_plain_text(shown, tea):
    window = shown(tea)
    window.tell(Notice("<b>not bold</b>"))
    own = (window.bar, window.toast, window.top_bar, window.status, window.find_bar)
    for part in own:
        for label in part.findChildren(QLabel):
            assert label.textFormat() is Qt.TextFormat.PlainText, label.objectName()


def test_names_of_files_with_marks_of_rich_text_stay_names(shown, tmp_path):
    file = tmp_path / "a <b>bold[*] & more.argmap.yaml"
    file.write_text(SMALL)
    window = shown(file)
    assert window.top_bar.name.text().startswith("a <b>")
    assert "[*] — argmap" in window.windowTitle()


def test_find_goes_from_one_to_the_next(shown, tea, press, typed):
    window = shown(tea)
    press(window, Qt.Key.Key_F, CTRL)
    typed(window, "stud")
    assert window.editor.session.focus == "study"
    assert window.find_bar.count.text() == "1 of 2"
    press(window, Qt.Key.Key_Return)
    assert window.editor.session.focus == "doubt"
    press(window, Qt.Key.Key_Return, SHIFT)
    assert window.editor.session.focus == "study"
    typed(window, "xyz")
    assert window.find_bar.count.text() == "not found"
    press(window, Qt.Key.Key_Escape)
    assert window.focusWidget() is window.canvas


def test_find_opens_folds(shown, tea, press, typed):
    window = shown(tea)
    window.editor.session.fold(["calm"])
    press(window, Qt.Key.Key_F, CTRL)
    typed(window, "study says")
    assert window.editor.session.folded == frozenset()


def test_a_fault_puts_the_work_aside_and_is_reported_once(shown, tea, program, qtbot, capsys):
    from argmap.ui.crash import FaultHandler
    from argmap.ui.crash_report import CrashDialog

    window = shown(tea)
    reword(window)
    handler = FaultHandler(program)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError) as caught:
            1 / 0  # noqa: B018
        handler(caught.type, caught.value, caught.tb)
    dialogs = window.findChildren(CrashDialog)
    assert len(dialogs) == 1
    assert "ZeroDivisionError" in dialogs[0].report
    rescued = list((program.around.workspace.folder / "rescued").iterdir())
    assert len(rescued) == 1
    assert open_document(rescued[0]).map.statements["tea"].text == "Tea is warm."
    assert "ZeroDivisionError" in (program.around.workspace.folder / "faults.log").read_text()
    dialogs[0].close()


def test_quit_stops_at_a_map_that_must_stay(shown, tea, program, script, tmp_path):
    other = tmp_path / "other.argmap.yaml"
    other.write_text(SMALL)
    first, second = shown(tea), shown(other)
    reword(second)
    script.answers.append("cancel")
    program.quit()
    assert program.windows == [second]
    assert first not in program.windows


def test_the_map_inside_a_picture_is_opened_and_saved_under_a_new_name(
    shown, tea, script, tmp_path, monkeypatch
):
    from dataclasses import replace

    picture = tmp_path / "tea.png"
    document = replace(open_document(tea), path=None, picture=picture)
    monkeypatch.setattr("argmap.ui.reading_files.open_document", lambda path: document)
    window = shown(picture)
    assert window.editor.name == "tea"
    script.answers.append(tmp_path / "again.argmap.yaml")
    assert window.filing.save()
    assert script.suggested == tmp_path / "tea.argmap.yaml"
    assert (tmp_path / "again.argmap.yaml").read_text() == SMALL
