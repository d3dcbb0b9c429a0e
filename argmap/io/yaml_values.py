"""Nodes of a YAML tree as values of records' fields, by what the field is declared to hold.

A value that does not fit is noted as a problem and left unread: the field keeps its default and the
file its text. Nothing here raises for what a file says, unless it is wrong without end.
"""

import dataclasses
import math
import re
from collections.abc import Callable
from enum import StrEnum
from typing import Any

from argmap.io import yaml_tree
from argmap.io.lines import Lines
from argmap.io.shapes import TEXT_IS_REQUIRED, Field, Kind, maker_of, shape_of
from argmap.io.yaml_errors import UnreadableError
from argmap.io.yaml_tree import Node, Scalar, is_empty, start_of
from argmap.model.errors import Problem, Severity
from argmap.model.light_dataclass import dataclass
from argmap.model.records import Data, Plain

BAD = object()
"""Stands for a value that could not be read."""

MOST_GUESSES = 500
"""Of how many different unknown words the likely meaning is looked up; it takes a while."""

MOST_PROBLEMS = 20_000
"""A file with more of them is no map, or none that anybody could mend."""

_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,14})")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,24})?")
_FLAGS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
_NOTHING = ("", "~", "null")
_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")

_Convert = Callable[[Field, Node, str], Any]


@dataclass(frozen=True, slots=True)
class _Table:
    """How a class of records is read: its fields by key, and by name those that must stand."""

    made: Callable[..., Any]
    fields: dict[str, tuple[str, Field, _Convert]]
    required: dict[str, Field]


class Values:
    """Turns nodes into values; gathers problems, and the nodes that were left unread."""

    def __init__(self, lines: Lines) -> None:
        """Work on the text of these lines."""
        self.problems: list[Problem] = []
        self.unread: list[tuple[str, Node]] = []
        self._lines = lines
        self._tables: dict[Any, _Table] = {}
        self._choices: dict[Any, dict[str, Any]] = {}
        self._likely: dict[tuple[str, tuple[str, ...]], str] = {}
        self._converters: dict[Kind, _Convert] = {
            Kind.TEXT: self._text,
            Kind.WHOLE: self._number,
            Kind.NUMBER: self._number,
            Kind.FLAG: self._flag,
            Kind.CHOICE: self._choice,
            Kind.TEXTS: self._texts,
            Kind.RECORD: self._record,
            Kind.RECORDS: self._records,
            Kind.PINS: self._pins,
            Kind.DATA: self._data,
        }
        self._plainly = self._converters[Kind.TEXT]

    def value(self, field: Field, node: Node, subject: str) -> Any:
        """The value of one field, or BAD after noting why it cannot be read."""
        return self._converters[field.kind](field, node, subject)

    def record(self, of: Any, node: yaml_tree.Mapping, subject: str) -> Any:
        """A record of a class; fields that cannot be read keep their defaults."""
        table = self._tables.get(of)
        if table is None:
            table = self._tables[of] = self._table(of)
        fields, text = table.fields, self._plainly
        found: dict[str, Any] = {}
        extra: dict[str, Data] = {}
        for key, (key_node, value_node) in node.entries.items():
            known = fields.get(key)
            if known is None:
                self.note_unknown(key_node, tuple(fields), subject)
                extra[self.word(key_node)] = self.data(value_node)
                continue
            name, field, convert = known
            if convert is text and type(value_node) is Scalar and value_node.style != '"':
                found[name] = value_node.value  # most are, and a call for each takes its time
            elif (value := convert(field, value_node, subject)) is not BAD:
                found[name] = value
        for name in table.required:
            if name not in found:
                self._complete(table, found, node, subject)
                break
        return table.made(**found, extra=extra) if extra else table.made(**found)

    def _table(self, of: Any) -> "_Table":
        fields = shape_of(of).fields
        must = [field for field in fields if field.required or (of, field.name) == TEXT_IS_REQUIRED]
        return _Table(
            maker_of(of),
            {field.key: (field.name, field, self._converters[field.kind]) for field in fields},
            {field.name: field for field in must},
        )

    def _complete(
        self, table: "_Table", found: dict[str, Any], node: yaml_tree.Mapping, subject: str
    ) -> None:
        """Note what must stand in a record and does not; give it an empty value."""
        for field in table.required.values():
            if field.key not in node.entries:
                what = f"The key “{field.key}” is missing here. {field.doc}"
                self.note(Severity.ERROR, "missing-key", what, subject, start_of(node))
            found.setdefault(field.name, field.default)

    def note(self, severity: Severity, code: str, what: str, subject: str, index: int) -> None:
        """Note a problem at a position of the text. Raises UnreadableError where they never end."""
        place = self._lines.place(index)
        if len(self.problems) >= MOST_PROBLEMS:
            raise UnreadableError(
                f"Here {MOST_PROBLEMS:,} things were wrong in this file before: it is no "
                "map, or damaged throughout. Go back to an earlier copy.",
                *place,
            )
        self.problems.append(Problem(severity, code, what, subject, *place))

    def note_unknown(self, key: Scalar, known: tuple[str, ...], subject: str) -> None:
        """Note a key that seems to be a misspelling of a known one; others are welcome."""
        if likely := self._close(key.value, known):
            what = f"The key “{_short(key.value)}” is not known. Did you mean “{likely}”?"
            self.note(Severity.WARNING, "unknown-key", what, subject, start_of(key))

    def word(self, node: Scalar) -> str:
        """The text of a scalar, marked as plain where it stood without quotation marks."""
        return self._cleaned(node, "") if node.style else Plain(node.value)

    def data(self, node: Node) -> Data:
        """Plain data, as it is written."""
        if isinstance(node, Scalar):
            return self.word(node)
        if isinstance(node, yaml_tree.Sequence):
            return tuple(self.data(item) for item in node.items)
        return {self.word(key): self.data(value) for key, value in node.entries.values()}

    # ------------------------------------------------------------------------------ conversions

    def _text(self, field: Field, node: Node, subject: str) -> Any:
        if type(node) is not Scalar:
            return self._unread(node, subject, "wrong-type", f"“{field.key}” must be a text.")
        if node.style == '"':
            return self._cleaned(node, subject)
        return node.value

    def _cleaned(self, node: Scalar, subject: str) -> str:
        # Only escapes can bring such characters in; Qt would cut a text at the first NUL.
        if node.style != '"' or not _HIDDEN.search(node.value):
            return node.value
        what = "A control character stands in this text and is shown as “\ufffd”. Delete it."
        self.note(Severity.WARNING, "control-character", what, subject, start_of(node))
        return _HIDDEN.sub("\ufffd", node.value)

    def _number(self, field: Field, node: Node, subject: str) -> Any:
        if _is_nothing(node):
            return field.default
        whole = field.kind is Kind.WHOLE
        if type(node) is Scalar and (_WHOLE if whole else _DECIMAL).fullmatch(node.value):
            return int(node.value) if whole else float(node.value)
        form = "a whole number such as 12" if whole else "a decimal number such as 0.5"
        return self._unread(node, subject, "not-a-number", f"“{field.key}” must be {form}.")

    def _flag(self, field: Field, node: Node, subject: str) -> Any:
        if _is_nothing(node):
            return field.default
        if type(node) is Scalar and (flag := _FLAGS.get(node.value.lower())) is not None:
            return flag
        return self._unread(node, subject, "wrong-type", f"“{field.key}” must be true or false.")

    def _choice(self, field: Field, node: Node, subject: str) -> Any:
        words = self._choices.get(field.of)
        if words is None:
            words = self._choices[field.of] = {member.value: member for member in field.of}
        if type(node) is Scalar:
            if node.value in words:
                return words[node.value]
            if _is_nothing(node):
                return field.default
        what = f"“{field.key}” must be one of {', '.join(words)}."
        if type(node) is Scalar and (likely := self._close(node.value, tuple(words))):
            what += f" Did you mean “{likely}”?"
        return self._unread(node, subject, "unknown-value", what)

    def _texts(self, field: Field, node: Node, subject: str) -> Any:
        if type(node) is Scalar:  # one text may stand for a list of one
            return () if is_empty(node) else (self._text(field, node, subject),)
        if type(node) is yaml_tree.Sequence:
            texts = [
                self._cleaned(item, subject) if item.style == '"' else item.value
                for item in node.items
                if type(item) is Scalar
            ]
            if len(texts) == len(node.items):
                return tuple(texts)
        return self._unread(node, subject, "wrong-type", f"“{field.key}” must be a list of texts.")

    def _record(self, field: Field, node: Node, subject: str) -> Any:
        if isinstance(node, yaml_tree.Mapping):
            return self.record(field.of, node, subject)
        if _is_nothing(node):
            return field.default
        return self._unread(
            node, subject, "wrong-type", f"“{field.key}” must have keys of its own."
        )

    def _records(self, field: Field, node: Node, subject: str) -> Any:
        if isinstance(node, yaml_tree.Mapping):  # one entry may stand for a list of one
            return (self.record(field.of, node, subject),)
        if _is_nothing(node):
            return field.default
        if not isinstance(node, yaml_tree.Sequence):
            what = f"“{field.key}” must be a list: entries that each begin with a dash."
            return self._unread(node, subject, "wrong-type", what)
        found = []
        for item in node.items:
            if isinstance(item, yaml_tree.Mapping):
                found.append(self.record(field.of, item, subject))
            else:
                what = f"An entry of “{field.key}” must have keys of its own."
                self._unread(item, subject, "wrong-type", what)
        return tuple(found)

    def _pins(self, field: Field, node: Node, subject: str) -> Any:
        if _is_nothing(node):
            return field.default
        if not isinstance(node, yaml_tree.Mapping):
            what = f"“{field.key}” must be ids with two numbers each, such as “a: [40, -12]”."
            return self._unread(node, subject, "wrong-type", what)
        pins = {}
        for id_, (_, pin) in node.entries.items():
            place = self._pin(pin)
            if place is not None:
                pins[id_] = place
            else:
                what = f"The pin of “{id_}” must be two numbers, such as [40, -12]."
                self._unread(pin, id_, "not-a-number", what)
        return pins

    @staticmethod
    def _pin(node: Node) -> tuple[float, float] | None:
        if not isinstance(node, yaml_tree.Sequence) or len(node.items) != 2:
            return None
        words = [item.value for item in node.items if type(item) is Scalar]
        if len(words) != 2 or not all(_DECIMAL.fullmatch(word) for word in words):
            return None
        across, along = (float(word) for word in words)
        return (across, along) if math.isfinite(across) and math.isfinite(along) else None

    def _data(self, field: Field, node: Node, _subject: str) -> Any:
        return field.default if is_empty(node) else self.data(node)

    def _unread(self, node: Node, subject: str, code: str, what: str) -> Any:
        self.note(Severity.ERROR, code, f"{what} It is left as it is.", subject, start_of(node))
        self.unread.append((subject, node))
        return BAD

    def _close(self, word: str, known: tuple[str, ...]) -> str:
        """The known word that was probably meant, or ""."""
        key = (word, known)
        if key not in self._likely:
            if len(self._likely) >= MOST_GUESSES:
                return ""
            from difflib import get_close_matches  # most files have no such word

            found = get_close_matches(word.lower()[:40], known, n=1, cutoff=0.75)
            self._likely[key] = found[0] if found else ""
        return self._likely[key]


def storable(value: Any) -> Any:
    """A map, record or text with U+FFFD for every character that no file can hold."""
    if isinstance(value, str) and not isinstance(value, StrEnum):
        return _HIDDEN.sub("\ufffd", value) if _HIDDEN.search(value) else value
    if isinstance(value, tuple):
        return tuple(map(storable, value))
    if isinstance(value, dict):
        return {storable(key): storable(inner) for key, inner in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {f.name: storable(getattr(value, f.name)) for f in dataclasses.fields(value)}
        return type(value)(**fields)
    return value


def _is_nothing(node: Node) -> bool:
    return type(node) is Scalar and not node.style and node.value in _NOTHING


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
