"""The fields that people may set, and what each takes.

A table: one entry a field, with its name in words and the function that makes a sound value of what
was entered, or refuses it with a sentence. Ids and what links run between have verbs of their own.
"""

import dataclasses
import math
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from argmap.edit.wording import cleaned, cleaned_line, needed
from argmap.model.errors import UserError
from argmap.model.light_dataclass import dataclass
from argmap.model.records import (
    Basis,
    Data,
    Direction,
    Fidelity,
    Group,
    LayoutKind,
    Link,
    LinkKind,
    Meta,
    Plain,
    Ranks,
    Source,
    Statement,
    StatementKind,
    Step,
    Story,
    View,
    Voice,
)
from argmap.model.story_words import (
    PATH_TO_ROOT,
    Bars,
    Fit,
    Others,
    PollWish,
    camera_data,
    place_data,
    poll_data,
)

_MOST_MINUTES = 100_000

Check = Callable[[str, object], Any]
"""From a field's name in words and what was entered, the value to store; raises UserError."""


@dataclass(frozen=True, slots=True)
class FieldRule:
    """One settable field: what it is called, and what becomes of what is entered."""

    called: str
    check: Check


def _text(called: str, value: object) -> str:
    return cleaned(_a_string(called, value))


def _line(called: str, value: object) -> str:
    return cleaned_line(_a_string(called, value))


def _words(called: str, value: object) -> str:
    return needed(_a_string(called, value), f"{called[:1].upper()}{called[1:]}")


def _a_string(called: str, value: object) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise UserError(f"{_capital(called)} takes words.")
    return value


def _share(called: str, value: object) -> float | None:
    """Return a number from 0 to 1, or None where nothing was entered."""
    if value is None or value == "":
        return None
    number = _number(value)
    if not 0 <= number <= 1:
        raise UserError(f"{_capital(called)} is a number from 0 to 1.")
    return number


def _minutes(called: str, value: object) -> float | None:
    """Return minutes from 0 on, or None where nothing was entered."""
    if value is None or value == "":
        return None
    number = _number(value)
    if not 0 <= number < _MOST_MINUTES:
        raise UserError(f"{_capital(called)} are a number from 0 on.")
    return number


def _camera(called: str, value: object) -> Data | None:
    """Return how a fit, or a place to look at, is written in a file; None for the usual fit."""
    match value:
        case (float() | int() as x, float() | int() as y, float() | int() as width) if width > 0:
            return place_data((x, y, width))
    chosen: Fit | None = _one_of_or_none(Fit)(called, value)
    return None if chosen is None else camera_data(chosen)


def _highlight(called: str, value: object) -> Data | None:
    """Return how the line of argument to bring out is written in a file, or None for none."""
    if value in (None, ""):
        return None
    if value != PATH_TO_ROOT:
        raise UserError(f"{_capital(called)} is {PATH_TO_ROOT}, or none.")
    return Plain(PATH_TO_ROOT)


def _poll_wish(called: str, value: object) -> Data | None:
    """Return how a wish for a show of hands is written in a file, or None for none."""
    if value is not None and not isinstance(value, PollWish):
        raise UserError(f"{_capital(called)} cannot be that.")
    return None if value is None else poll_data(value)


def _number(value: object) -> float:
    """Return a number, or not-a-number for what is none."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return math.nan
    try:
        return float(value)
    except ValueError:
        return math.nan


def _truth(called: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise UserError(f"{_capital(called)} is either on or off.")
    return value


def _list(called: str, value: object) -> tuple[str, ...]:
    """Return single lines, each once; one string is taken apart at commas."""
    items = value.split(",") if isinstance(value, str) else value
    if items is None:
        return ()
    if not isinstance(items, list | tuple) or not all(isinstance(item, str) for item in items):
        raise UserError(f"{_capital(called)} are words, separated by commas.")
    lines = (cleaned_line(item) for item in items)
    return tuple(dict.fromkeys(line for line in lines if line))


def _one_of(kind: type[StrEnum]) -> Check:
    def check(called: str, value: object) -> StrEnum:
        try:
            return kind(str(value))
        except ValueError:
            raise UserError(f"{_capital(called)} is one of: {', '.join(kind)}.") from None

    return check


def _one_of_or_none(kind: type[StrEnum]) -> Check:
    required = _one_of(kind)
    return lambda called, value: None if value in (None, "") else required(called, value)


def _one_of_or_nothing(kind: type[StrEnum]) -> Check:
    required = _one_of(kind)
    return lambda called, value: "" if value in (None, "") else required(called, value).value


def _capital(called: str) -> str:
    return f"{called[:1].upper()}{called[1:]}"


STATEMENT_FIELDS: Mapping[str, FieldRule] = {
    "text": FieldRule("a statement", _words),
    "kind": FieldRule("the kind of a statement", _one_of(StatementKind)),
    "basis": FieldRule("the basis of evidence", _one_of_or_none(Basis)),
    "credence": FieldRule("credence", _share),
    "tags": FieldRule("tags", _list),
    "notes": FieldRule("the notes", _text),
    "speaker": FieldRule("the speaker", _line),
    "voice": FieldRule("the author's stance", _one_of_or_none(Voice)),
    "fidelity": FieldRule("closeness to the source", _one_of_or_none(Fidelity)),
    "implicit": FieldRule("unstated", _truth),
    "color": FieldRule("the colour", _line),
    "url": FieldRule("the web address", _line),
}
LINK_FIELDS: Mapping[str, FieldRule] = {
    "kind": FieldRule("the kind of a link", _one_of(LinkKind)),
    "weight": FieldRule("the weight", _share),
    "scheme": FieldRule("the scheme", _line),
    "label": FieldRule("the label", _line),
    "notes": FieldRule("the notes", _text),
    "implicit": FieldRule("unstated", _truth),
    "primary": FieldRule("leading", _truth),
}
SOURCE_FIELDS: Mapping[str, FieldRule] = {
    "title": FieldRule("the title", _line),
    "authors": FieldRule("the authors", _list),
    "date": FieldRule("the date", _line),
    "publisher": FieldRule("the publisher", _line),
    "url": FieldRule("the web address", _line),
    "file": FieldRule("the file", _line),
    "encoding": FieldRule("the encoding", _line),
    "sha256": FieldRule("the file's fingerprint", _line),
    "text_sha256": FieldRule("the text's fingerprint", _line),
}
GROUP_FIELDS: Mapping[str, FieldRule] = {
    "title": FieldRule("the title", _line),
    "color": FieldRule("the colour", _line),
}
META_FIELDS: Mapping[str, FieldRule] = {
    "title": FieldRule("the title", _line),
    "authors": FieldRule("the authors", _list),
    "date": FieldRule("the date", _line),
    "language": FieldRule("the language", _line),
    "notes": FieldRule("the notes", _text),
}
VIEW_FIELDS: Mapping[str, FieldRule] = {
    "layout": FieldRule("the layout", _one_of(LayoutKind)),
    "direction": FieldRule("the direction", _one_of_or_none(Direction)),
    "ranks": FieldRule("the layers", _one_of(Ranks)),
}
STORY_FIELDS: Mapping[str, FieldRule] = {
    "title": FieldRule("the title", _line),
    "minutes": FieldRule("the minutes", _minutes),
}
STEP_FIELDS: Mapping[str, FieldRule] = {
    "title": FieldRule("the title", _line),
    "reveal": FieldRule("what is revealed", _list),
    "hide": FieldRule("what is hidden", _list),
    "focus": FieldRule("what is looked at", _list),
    "camera": FieldRule("the view", _camera),
    "others": FieldRule("the rest", _one_of_or_nothing(Others)),
    "notes": FieldRule("the notes", _text),
    "minutes": FieldRule("the minutes", _minutes),
    "highlight": FieldRule("the line of argument", _highlight),
    "poll": FieldRule("the show of hands", _poll_wish),
    "polls": FieldRule("the counts", _one_of_or_nothing(Bars)),
}

_TABLES: Mapping[type[Any], tuple[str, Mapping[str, FieldRule]]] = {
    Statement: ("a statement", STATEMENT_FIELDS),
    Link: ("a link", LINK_FIELDS),
    Source: ("a source", SOURCE_FIELDS),
    Group: ("a group", GROUP_FIELDS),
    Meta: ("a map", META_FIELDS),
    View: ("a view", VIEW_FIELDS),
    Story: ("a story", STORY_FIELDS),
    Step: ("a step", STEP_FIELDS),
}

_Held = TypeVar("_Held", Statement, Link, Source, Group, Meta, View, Story, Step)


def with_fields(record: _Held, fields: Mapping[str, object]) -> _Held:
    """Return a record with some fields set to what was entered, made sound.

    Raises UserError where a value does not suit its field or the record has no such field.
    """
    owner, table = _TABLES[type(record)]
    sound = {}
    for name, value in fields.items():
        rule = table.get(name)
        if rule is None:
            raise UserError(f"“{name}” cannot be set: {owner} has the fields {', '.join(table)}.")
        sound[name] = rule.check(rule.called, value)
    return dataclasses.replace(record, **sound)
