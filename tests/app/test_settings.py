import json

import pytest

from argmap.app.actions import BY_ID as ACTIONS_BY_ID
from argmap.app.settings import BY_KEY, SETTINGS, Settings


def test_every_setting_has_a_default_that_fits_and_words_for_people():
    for setting in SETTINGS:
        assert setting.refusal(setting.default) == "", setting.key
        assert setting.help.endswith(".")
        assert setting.title
        assert setting.page
        if isinstance(setting.default, str):
            assert setting.choices


def test_what_is_set_is_there_again(tmp_path):
    file = tmp_path / "below" / "settings.json"
    settings = Settings(file)
    heard = []
    settings.changes.add(heard.append)
    settings.set("theme", "dark")
    settings.set("text_size", 150)
    settings.set("text_size", 150)
    settings.set_own_keys("edit.flip", ("Ctrl+B",))
    assert heard == ["theme", "text_size", "keys"]
    again = Settings(file)
    assert again.value("theme") == "dark"
    assert again.value("text_size") == 150
    assert again.own_keys == {"edit.flip": ("Ctrl+B",)}
    again.set_own_keys("edit.flip", None)
    assert Settings(file).own_keys == {}


def test_unknown_keys_are_kept(tmp_path):
    file = tmp_path / "settings.json"
    file.write_text('{"of_tomorrow": {"a": 1}, "theme": "light"}')
    Settings(file).set("theme", "dark")
    assert json.loads(file.read_text()) == {"of_tomorrow": {"a": 1}, "theme": "dark"}


@pytest.mark.parametrize(
    ("key", "value"),
    [("theme", "pink"), ("theme", 1), ("text_size", 1000), ("text_size", True), ("autosave", 1)],
)
def test_bad_values_are_reported_and_replaced(tmp_path, key, value):
    file = tmp_path / "settings.json"
    file.write_text(json.dumps({key: value}))
    settings = Settings(file)
    assert settings.value(key) == BY_KEY[key].default
    assert len(settings.complaints) == 1
    assert key in settings.complaints[0]
    with pytest.raises(ValueError):
        settings.set(key, value)


@pytest.mark.parametrize("text", ["{", "[]", "\x00", '{"keys": 3}'])
def test_a_file_that_is_no_settings_is_reported_and_not_overwritten(tmp_path, text):
    file = tmp_path / "settings.json"
    file.write_text(text)
    settings = Settings(file)
    assert settings.complaints
    settings.set("theme", "dark")
    if not text.startswith('{"'):
        assert file.read_text() == text


def test_settings_without_a_file_hold_until_the_end():
    settings = Settings()
    settings.set("autosave", True)
    assert settings.value("autosave") is True


def test_the_keys_of_settings_do_not_collide_with_those_of_actions():
    assert "keys" not in BY_KEY
    assert not BY_KEY.keys() & ACTIONS_BY_ID.keys()
