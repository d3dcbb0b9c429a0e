"""The tables of actions and settings as Markdown, for the manual and for `argmap docs`."""

from collections.abc import Iterable, Sequence

from argmap.app.action import Action, Context
from argmap.app.actions import ACTIONS
from argmap.app.keys import PROFILES, keys_of
from argmap.app.settings import SETTINGS, Setting

_PLACES = (
    ("File", "file."),
    ("Edit", "edit."),
    ("Insert", "insert."),
    ("Read documents", "document."),
    ("Arrange", "arrange."),
    ("Walk", "go."),
    ("View", "view."),
    ("Stories", "story."),
    ("Present", "present."),
    ("During a talk", "talk."),
    ("Help", "help."),
)
_MARKS = {Context.MAP: "*", Context.DOCUMENT: "†", Context.TALK: "‡"}


def actions_markdown() -> str:
    """Return every action with its keys, what it does and its id, and what the profiles change."""
    parts = [
        "# Actions and keys",
        "Keys marked with * act only while the map or the outline has the focus and nothing is "
        "being typed, those marked with † while the text of a document has it, those marked with "
        "‡ in the windows of a talk. Every key can be changed in the preferences, by the id of its "
        "action.",
    ]
    for title, start in _PLACES:
        found = [action for action in ACTIONS if action.id.startswith(start)]
        parts += [f"## {title}", _table(("Action", "Keys", "What it does", "Id"), map(_row, found))]
    parts += ["## Other sets of keys", _profiles()]
    return "\n\n".join(parts) + "\n"


def settings_markdown() -> str:
    """Return every setting with its values, default and meaning."""
    rows = (
        (setting.title, f"`{setting.key}`", _values(setting), _shown(setting.default), setting.help)
        for setting in SETTINGS
    )
    return (
        "\n\n".join(
            [
                "# Settings",
                "They are kept in `settings.json` in the folder of settings "
                "(`~/.config/argmap` on Linux). Unknown keys are kept.",
                _table(("Setting", "Key", "Values", "Default", "Meaning"), rows),
            ]
        )
        + "\n"
    )


def _row(action: Action) -> tuple[str, ...]:
    mark = _MARKS.get(action.context, "") if action.keys else ""
    keys = ", ".join(f"`{key}`" for key in action.keys)
    return action.title.rstrip("…"), keys + mark, action.help, f"`{action.id}`"


def _profiles() -> str:
    names = [name for name in PROFILES if name != "default"]
    changed = [action for action in ACTIONS if any(action.id in PROFILES[name] for name in names)]
    rows = (
        (action.title, *(", ".join(f"`{k}`" for k in keys_of(action, name, {})) for name in names))
        for action in changed
    )
    return _table(("Action", *names), rows)


def _values(setting: Setting) -> str:
    if setting.choices:
        return ", ".join(f"`{word}`" for word, _ in setting.choices)
    if isinstance(setting.default, bool):
        return "`true`, `false`"
    return f"{setting.least} to {setting.most}"


def _shown(value: object) -> str:
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(
        "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in lines
    )
