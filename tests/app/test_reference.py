from argmap.app.actions import ACTIONS
from argmap.app.reference import actions_markdown, settings_markdown
from argmap.app.settings import SETTINGS


def test_the_manual_holds_every_action_and_every_setting():
    text = actions_markdown()
    for action in ACTIONS:
        assert text.count(f"`{action.id}` |") == 1
        assert action.help in text
    settings = settings_markdown()
    for setting in SETTINGS:
        assert f"`{setting.key}`" in settings


def test_tables_have_as_many_cells_in_every_row():
    for text in (actions_markdown(), settings_markdown()):
        width = 0
        for line in text.splitlines():
            cells = line.replace("\\|", "").count("|")
            if not line.startswith("|"):
                width = 0
                continue
            width = width or cells
            assert cells == width, line
