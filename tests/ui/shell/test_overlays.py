from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from argmap.app.action import Context
from argmap.app.actions import ACTIONS, BY_ID
from argmap.app.settings import SETTINGS, Settings
from argmap.resources import example_maps
from argmap.ui.about import About
from argmap.ui.buttons import FlatButton
from argmap.ui.cheat_sheet import CheatSheet, sections
from argmap.ui.palette import Palette
from argmap.ui.preferences import Preferences
from argmap.ui.ui_actions import bindings
from argmap.ui.welcome import Welcome
from argmap.ui.window import Window

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def palette(shown, tea, press):
    window = shown(tea)
    press(window, Qt.Key.Key_K, CTRL)
    (found,) = window.findChildren(Palette)
    return window, found


def test_the_palette_comes_while_the_map_is_still_being_opened(program, tea, qtbot):
    window = Window(program.around, program.theme)
    qtbot.addWidget(window)
    window.bindings = bindings(program, window)
    window.equip()
    window.wait_for(tea)
    window.show()
    window.perform(BY_ID["help.palette"])
    assert window.findChildren(Palette)


def titles(palette, typed):
    return [entry.title for entry in palette.entries(typed)]


def test_the_palette_finds_actions_by_letters_and_other_words(palette):
    _, found = palette
    assert titles(found, "select a")[0] == "Select all"
    assert "Delete" in titles(found, "remove")
    assert "Lay out afresh" in titles(found, "tidy")
    assert titles(found, "panes out")[0] == "Panes: Outline"
    assert titles(found, "zzz") == []


def test_what_cannot_be_done_is_last_and_says_why(palette):
    _, found = palette
    entries = found.entries("fold")
    usable = [entry.usable for entry in entries]
    assert usable == sorted(usable, reverse=True)
    fold = next(entry for entry in entries if entry.title == "Fold or unfold")
    assert fold.detail == "Select a statement that has others under it."


def test_the_palette_runs_what_is_chosen_and_gives_the_focus_back(palette, press, typed):
    window, _ = palette
    typed(window, "select all")
    press(window, Qt.Key.Key_Return)
    assert len(window.editor.session.selection) == 6
    assert window.focusWidget() is window.canvas
    QApplication.sendPostedEvents(None, 52)
    assert window.findChildren(Palette) == []


def test_statements_are_gone_to_with_an_at_sign(palette, press, typed):
    window, found = palette
    typed(window, "@ study")
    assert found.list.count() == 2
    press(window, Qt.Key.Key_Down)
    press(window, Qt.Key.Key_Return)
    assert window.editor.session.focus == "doubt"


def test_words_of_a_statement_need_no_at_sign(palette):
    window, found = palette
    statement = next(iter(window.editor.map.statements.values()))
    assert statement.text in titles(found, statement.text[:12])


def test_a_second_palette_takes_the_place_of_the_first(palette, press, typed):
    window, _ = palette
    press(window, Qt.Key.Key_K, CTRL)
    QApplication.sendPostedEvents(None, 52)  # the first one is deleted
    (second,) = window.findChildren(Palette)
    assert window.focusWidget() is second.field
    typed(window, "select all")
    press(window, Qt.Key.Key_Return)
    assert len(window.editor.session.selection) == 6
    assert window.focusWidget() is window.canvas


def test_recent_maps_are_in_the_palette(palette, program):
    window, found = palette
    opened = []
    again = Palette(window, program.around.workspace.recent(), opened.append)
    (entry,) = [entry for entry in again.entries("tea") if entry.detail == "open"]
    entry.act()
    assert opened == [window.editor.document.path]
    found.close()


def test_the_palette_goes_with_escape_and_when_it_is_left(palette, press):
    window, found = palette
    press(window, Qt.Key.Key_Escape)
    assert not found.isVisible()
    press(window, Qt.Key.Key_K, CTRL)
    (again,) = [p for p in window.findChildren(Palette) if p.isVisible()]
    window.canvas.setFocus()
    QApplication.processEvents()
    assert not again.isVisible()


def test_the_sheet_shows_every_key(shown, tea, press):
    window = shown(tea)
    QTest.keyClick(window.canvas, Qt.Key.Key_Question)
    (sheet,) = window.findChildren(CheatSheet)
    lines = [line for _, lines in sections(window.actions_) for line in lines]
    # The keys of a talk have a sheet of their own, in the talk.
    with_keys = [one for one in ACTIONS if one.keys and one.context is not Context.TALK]
    assert len(lines) >= len(with_keys)
    assert not sheet.grab().isNull()
    sheet.close_and_return()
    assert window.focusWidget() is window.canvas


def test_the_sheet_needs_no_scrolling_where_the_window_is_large(shown, tea, press):
    window = shown(tea)
    window.resize(1600, 1000)
    press(window, Qt.Key.Key_Question)
    (sheet,) = window.findChildren(CheatSheet)
    assert sheet.sheet.height() <= sheet.sheet.parentWidget().height()


def test_preferences_are_made_of_the_table_and_act_at_once(qtbot, tmp_path):
    settings = Settings(tmp_path / "settings.json")
    dialog = Preferences(settings, None)
    qtbot.addWidget(dialog)
    assert dialog.fields.keys() == {setting.key for setting in SETTINGS}
    theme = dialog.fields["theme"]
    theme.setCurrentIndex(theme.findData("dark"))
    dialog.fields["text_size"].setValue(120)
    dialog.fields["autosave"].setChecked(True)
    again = Settings(tmp_path / "settings.json")
    assert [again.value(key) for key in ("theme", "text_size", "autosave")] == ["dark", 120, True]


def test_a_key_is_given_to_an_action_and_taken_from_another(qtbot):
    from PySide6.QtGui import QKeySequence

    settings = Settings()
    dialog = Preferences(settings, None)
    qtbot.addWidget(dialog)
    keys = dialog.keys
    keys.choose("edit.merge")
    keys.edit.setKeySequence(QKeySequence("Ctrl+I"))
    assert "Flip support and opposition" in keys.clash.text()
    keys.set_key()
    assert settings.own_keys == {"edit.flip": (), "edit.merge": ("Ctrl+I",)}
    keys.restore_keys()
    keys.choose("edit.flip")
    keys.restore_keys()
    assert settings.own_keys == {}
    keys.remove_keys()
    assert settings.own_keys == {"edit.flip": ()}


def test_actions_are_found_in_the_table_of_keys(qtbot):
    dialog = Preferences(Settings(), None)
    qtbot.addWidget(dialog)
    dialog.keys.search.setText("second place")
    shown = [item.text(0) for item in dialog.keys._items() if not item.isHidden()]
    assert "Use in a second place" in shown
    assert len(shown) < 12


def test_about_names_versions_and_licences(qtbot):
    about = About(None)
    qtbot.addWidget(about)
    for word in ("argmap", "PySide6", "LGPL-3.0", "SIL Open Font License", "Python 3"):
        assert word in about.text


def test_the_first_window_offers_recent_and_example_maps(program, tea, qtbot):
    program.around.workspace.opened(tea)
    program.start([])
    welcome = program._welcome
    assert welcome.isVisible()
    assert [card.path for card in welcome.cards] == [tea, *example_maps()]
    qtbot.waitUntil(lambda: all(card.has_picture for card in welcome.cards), timeout=20000)
    QTest.mouseClick(welcome.cards[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(program.windows) and program.windows[0].editor is not None)
    assert not welcome.isVisible()
    assert program.windows[0].editor.document.path == tea


def test_recent_maps_are_forgotten_by_a_button_and_by_an_action(program, tea, qtbot):
    workspace = program.around.workspace
    workspace.opened(tea)
    welcome = program.welcome()
    qtbot.waitUntil(lambda: all(card.has_picture for card in welcome.cards), timeout=20000)
    (button,) = [b for b in welcome.findChildren(FlatButton) if b.text() == "Forget these"]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert workspace.recent() == []
    assert [card.path for card in welcome.cards] == list(example_maps())
    window = program.open(tea)
    qtbot.waitUntil(lambda: workspace.recent() == [tea])
    window.perform(BY_ID["file.forget-recent"])
    assert workspace.recent() == []
    assert "empty now" in window.toast.text
    assert tea.is_file()


def test_the_keys_of_files_act_among_the_maps_to_choose_from(program, tea, qtbot, script):
    welcome = program.welcome()
    welcome.activateWindow()
    qtbot.waitUntil(lambda: bool(welcome.actions()))
    script.answers.append([tea])
    QTest.keyClick(welcome.focusWidget(), Qt.Key.Key_O, CTRL)
    qtbot.waitUntil(lambda: len(program.windows) == 1)
    assert not welcome.isVisible()
    program.welcome().activateWindow()
    QApplication.processEvents()
    QTest.keyClick(welcome.focusWidget(), Qt.Key.Key_N, CTRL)
    qtbot.waitUntil(lambda: len(program.windows) == 2)
    qtbot.waitUntil(lambda: all(window.editor is not None for window in program.windows))


def test_pictures_are_kept_and_a_bad_map_has_none(program, tea, qtbot, tmp_path):
    bad = tmp_path / "bad.argmap.yaml"
    bad.write_text("nothing")
    workspace = program.around.workspace
    for path in (tea, bad):
        workspace.opened(path)
    welcome = Welcome(workspace, program.theme, [])
    qtbot.addWidget(welcome)
    welcome.refresh()
    welcome.show()
    qtbot.waitUntil(lambda: all(card.has_picture for card in welcome.cards))
    assert [card.name for card in welcome.cards] == ["Bad", "Tea"]
    assert len(list((workspace.folder / "thumbnails").iterdir())) == 1
    again = Welcome(workspace, program.theme, [])
    qtbot.addWidget(again)
    again.refresh()
    with qtbot.waitSignal(again.seen):
        again.show()
    qtbot.waitUntil(lambda: any(card.has_picture for card in again.cards))
    assert [card.has_picture for card in again.cards] == [False, True]


def test_the_last_map_is_opened_where_that_is_wished(program, tea, qtbot):
    program.around.workspace.opened(tea)
    program.around.settings.set("reopen_last", True)
    program.start([])
    qtbot.waitUntil(lambda: bool(program.windows) and program.windows[0].editor is not None)
    assert program._welcome is None
    assert program.windows[0].editor.document.path == Path(tea)
