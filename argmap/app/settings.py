"""What a person can set, declared in one table, and the file that keeps it.

The preferences dialog, the file, the manual and the checks are made from the table. The file is one
JSON object; keys that this version does not know are kept, values that cannot be are reported and
replaced by their defaults.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from argmap.app.keys import PROFILES
from argmap.app.listeners import Listeners
from argmap.model.light_dataclass import dataclass

Value = bool | int | str


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that can be set. Numbers have limits, words have choices with their titles."""

    key: str
    default: Value
    title: str
    help: str
    page: str = "Appearance"
    choices: tuple[tuple[str, str], ...] = ()
    least: int = 0
    most: int = 0
    unit: str = ""

    def refusal(self, value: object) -> str:
        """Return why a value cannot be, or an empty string where it can."""
        if type(value) is not type(self.default):
            return f"must be {_KIND_WORDS[type(self.default)]}"
        if self.choices and value not in dict(self.choices):
            return "must be one of " + ", ".join(word for word, _ in self.choices)
        if isinstance(value, int) and self.most and not self.least <= value <= self.most:
            return f"must be from {self.least} to {self.most}"
        return ""


_KIND_WORDS: Mapping[type, str] = {bool: "true or false", int: "a whole number", str: "a word"}

SETTINGS: tuple[Setting, ...] = (
    Setting(
        "theme",
        "system",
        "Theme",
        "Light, dark or high contrast; by default like the desktop.",
        choices=(
            ("system", "Like the system"),
            ("light", "Light"),
            ("dark", "Dark"),
            ("contrast", "High contrast"),
        ),
    ),
    Setting(
        "classic_colours",
        False,
        "Green and red for support and opposition",
        "The colours of other programs, in the light theme. They look alike to many who are "
        "colour-blind; blue and orange do not.",
    ),
    Setting(
        "text_size",
        100,
        "Size of text",
        "Of boxes and panes, whatever the zoom.",
        least=80,
        most=200,
        unit=" %",
    ),
    Setting(
        "motion",
        "on",
        "Motion",
        "Whether boxes slide to their new places.",
        choices=(("on", "Short and calm"), ("off", "None")),
    ),
    Setting(
        "far_labels",
        True,
        "Names from far away",
        "Whether main claims and groups are named where the zoom is too small to read cards.",
    ),
    Setting(
        "keys_profile",
        "default",
        "Keys as in",
        "A set of keys that hands may know from another program.",
        "Keys",
        choices=tuple((name, "argmap" if name == "default" else name) for name in PROFILES),
    ),
    Setting(
        "after_passage",
        "select",
        "A statement made of a passage",
        "What happens when a passage of a document becomes a statement.",
        "Documents",
        choices=(
            ("select", "Is selected"),
            ("reword", "Is selected and opened for rewording"),
            ("stay", "Leaves selected what was selected"),
        ),
    ),
    Setting(
        "talk_dim",
        28,
        "What is not looked at",
        "How much of it is left to be seen in a talk, on slides and on handouts.",
        "Presenting",
        least=15,
        most=50,
        unit=" %",
    ),
    Setting(
        "talk_bars",
        False,
        "Counts of hands as bars",
        "Drawn beside what was asked, in talks, slides and handouts, unless the story says "
        "otherwise. V shows or hides them during a talk.",
        "Presenting",
    ),
    Setting(
        "reopen_last",
        False,
        "Open the last map at the start",
        "Instead of the list of recent and example maps.",
        "Files",
    ),
    Setting(
        "autosave",
        False,
        "Save by itself",
        "Writes a map that has a file half a minute after its last change.",
        "Files",
    ),
)

BY_KEY = {setting.key: setting for setting in SETTINGS}
_OWN_KEYS = "keys"


class Settings:
    """The values that are set, and those who want to hear of a change."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._stored: dict[str, Any] = {}
        self.complaints: list[str] = []
        """What was wrong with the file when it was read, for people."""
        self.changes: Listeners[str] = Listeners()
        """Told the key of each setting that changed."""
        if file is not None:
            self._read(file)

    def value(self, key: str) -> Value:
        """Return what is set, or the default."""
        value: Value = self._stored.get(key, BY_KEY[key].default)
        return value

    def set(self, key: str, value: Value) -> None:
        """Set a value and write the file.

        Raises ValueError where the value cannot be, OSError where the file cannot be written; the
        value holds in the second case until the program ends.
        """
        if reason := BY_KEY[key].refusal(value):
            raise ValueError(f"{BY_KEY[key].title}: {reason}")
        if value != self.value(key):
            self._stored[key] = value
            self.changes.tell(key)
            self._write()

    @property
    def own_keys(self) -> Mapping[str, tuple[str, ...]]:
        """The keys the person chose, by the id of the action."""
        return {id_: tuple(keys) for id_, keys in self._stored.get(_OWN_KEYS, {}).items()}

    def set_own_keys(self, id_: str, keys: tuple[str, ...] | None) -> None:
        """Choose the keys of an action; None goes back to the profile's."""
        own = {**self._stored.get(_OWN_KEYS, {})}
        if keys is None:
            own.pop(id_, None)
        else:
            own[id_] = list(keys)
        self._stored[_OWN_KEYS] = own
        self.changes.tell(_OWN_KEYS)
        self._write()

    def _read(self, file: Path) -> None:
        try:
            read = json.loads(file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return
        except (OSError, ValueError) as error:
            self._complain(f"cannot be read ({error}); the defaults are used")
            self._file = None  # what a person wrote there by hand must not be lost
            return
        if not isinstance(read, dict):
            self._complain("holds no settings; the defaults are used")
            self._file = None
            return
        self._stored = {key: value for key, value in read.items() if self._fits(key, value)}

    def _fits(self, key: str, value: object) -> bool:
        if key == _OWN_KEYS:
            reason = "" if _are_keys(value) else "must give a list of keys for each action"
        else:
            reason = BY_KEY[key].refusal(value) if key in BY_KEY else ""
        if reason:
            self._complain(f"{key} {reason}; the default is used")
        return not reason

    def _complain(self, what: str) -> None:
        self.complaints.append(f"{self._file}: {what}.")

    def _write(self) -> None:
        from argmap.io.atomic import write_atomically  # no start writes settings

        if self._file is not None:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            text = json.dumps(self._stored, indent=2, ensure_ascii=False, sort_keys=True)
            write_atomically(self._file, (text + "\n").encode())


def _are_keys(value: object) -> bool:
    return isinstance(value, dict) and all(
        isinstance(keys, list) and all(isinstance(key, str) for key in keys)
        for keys in value.values()
    )
