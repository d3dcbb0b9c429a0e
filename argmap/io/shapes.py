"""What each field of a record holds, read once off the declarations in `argmap.model.records`.

Reader, writer, splicer and the description of the format all go by these shapes, so that none of
them has a list of fields of its own.
"""

import dataclasses
from collections.abc import Callable, Mapping
from enum import Enum, StrEnum, auto
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from argmap.model.light_dataclass import dataclass
from argmap.model.records import (
    Group,
    Link,
    Meta,
    Poll,
    Source,
    Statement,
    Story,
    file_key,
)


class Kind(Enum):
    """The ways a field's value can stand in a file."""

    TEXT = auto()  # any scalar, taken as it is written
    WHOLE = auto()  # a whole number
    NUMBER = auto()  # a decimal number
    FLAG = auto()  # true or false
    CHOICE = auto()  # one of a few words
    TEXTS = auto()  # a list of texts
    RECORD = auto()  # one record
    RECORDS = auto()  # a list of records
    PINS = auto()  # a mapping from ids to pairs of numbers
    DATA = auto()  # plain data that this version only keeps


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record: its name in code, its key in the file and what it holds.

    `of` is the enumeration of a choice or the class of a record, otherwise None.
    """

    name: str
    key: str
    kind: Kind
    required: bool
    default: Any
    doc: str
    of: Any = None


@dataclass(frozen=True, slots=True)
class Shape:
    """The fields of one class of records, in the order in which a file holds them."""

    record: Any
    fields: tuple[Field, ...]

    def by_key(self) -> dict[str, Field]:
        """The fields by their key in the file."""
        return {field.key: field for field in self.fields}


def shape_of(record: Any) -> Shape:
    """The shape of a class of records, `extra` left out."""
    return _shape_of(record)


@cache
def _shape_of(record: Any) -> Shape:
    hints = get_type_hints(record)
    fields = (
        _field(field, hints[field.name])
        for field in dataclasses.fields(record)
        if not field.metadata.get("extra")
    )
    return Shape(record, tuple(fields))


@cache
def maker_of(record: Any) -> Callable[..., Any]:
    """Return what makes records as their class does, four times as quickly.

    A frozen record sets each of its fields by a call; this fills a twin of it that is not frozen,
    with the same slots, and then declares it to be the record. A file holds tens of thousands.
    """

    def declare(made: Any) -> None:
        made.__class__ = record

    fields = dataclasses.fields(record)
    body: dict[str, Any] = {"__annotations__": dict.fromkeys(field.name for field in fields)}
    body |= {field.name: _default_of(field) for field in fields if not _is_required(field)}
    twin = type(f"{record.__name__}Twin", (), {**body, "__post_init__": declare})
    made: Callable[..., Any] = dataclass(slots=True, eq=False)(twin)
    return made


def _default_of(field: "dataclasses.Field[Any]") -> Any:
    return dataclasses.field(default=field.default, default_factory=field.default_factory)


def _is_required(field: "dataclasses.Field[Any]") -> bool:
    missing = dataclasses.MISSING
    return field.default is missing and field.default_factory is missing


SECTIONS: Mapping[str, Any] = {
    "sources": Source,
    "statements": Statement,
    "links": Link,
    "groups": Group,
    "stories": Story,
    "polls": Poll,
    "parked": Statement,
}
"""The class of the records in each section of a file, in the order of the sections."""

TEXT_IS_REQUIRED = (Statement, "text")
"""The one field that a file must have although a record can do without it."""


@cache
def top_keys() -> tuple[str, ...]:
    """The keys of a whole file, in canonical order: what the map says of itself, sections, view."""
    own = [field.key for field in shape_of(Meta).fields]
    return (*(key for key in own if key != "view"), *SECTIONS, "view")


def _field(field: "dataclasses.Field[Any]", hint: Any) -> Field:
    kind, of = _kind(hint)
    default = field.default
    if field.default_factory is not dataclasses.MISSING:
        default = field.default_factory()
    required = default is dataclasses.MISSING
    doc = field.metadata.get("doc", "")
    if required:
        default = () if kind is Kind.TEXTS else ""
    return Field(field.name, file_key(field), kind, required, default, doc, of)


def _kind(hint: Any) -> tuple[Kind, Any]:
    hint = _bare(hint)
    if hint is bool:
        return Kind.FLAG, None
    if hint is int:
        return Kind.WHOLE, None
    if hint is float:
        return Kind.NUMBER, None
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return Kind.CHOICE, hint
    if hint is str:
        return Kind.TEXT, None
    if dataclasses.is_dataclass(hint):
        return Kind.RECORD, hint
    if get_origin(hint) is tuple:
        inner = _bare(get_args(hint)[0])
        return (Kind.RECORDS, inner) if dataclasses.is_dataclass(inner) else (Kind.TEXTS, None)
    if get_origin(hint) is Mapping:
        return Kind.PINS, None
    return Kind.DATA, None


def _bare(hint: Any) -> Any:
    """Strip new types and "or None" off a hint; a union of several types stays as it is."""
    hint = getattr(hint, "__supertype__", hint)
    if get_origin(hint) in (Union, UnionType):
        rest = [arg for arg in get_args(hint) if arg is not NoneType]
        if len(rest) == 1:
            return _bare(rest[0])
    return hint
