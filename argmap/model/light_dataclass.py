"""The dataclass of the standard library, but its methods are written when they are first used.

Writing the methods of one dataclass takes half a millisecond, and a start loads more than a hundred
that never need most of theirs. What a class has is the same: fields, slots, `replace`, signature,
equality, hash, pickling; so type checkers are told that it is the one of the standard library.
"""

import dataclasses
import reprlib
from collections.abc import Callable
from functools import partial
from types import MemberDescriptorType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_MISSING = dataclasses.MISSING
_set = object.__setattr__


class _Later:
    """A method that is made when it is first asked for, and then takes its place in the class."""

    __slots__ = ("_cls", "_make", "_name")

    def __init__(self, cls: type, name: str, make: Callable[[type], Any]) -> None:
        self._cls, self._name, self._make = cls, name, make

    def __get__(self, one: object, owner: type | None = None) -> object:
        made = self._make(self._cls)
        setattr(self._cls, self._name, made)
        return made.__get__(one, owner)


def _lighten(cls: type, *, frozen: bool, slots: bool, eq: bool) -> type:
    """Return the dataclass of a class: its fields now, its methods later."""
    own = cls.__dict__
    hashed = own.get("__hash__") is not None  # by a method that is written in the class
    if cls.__doc__ is None:
        cls.__doc__ = cls.__name__  # otherwise its signature would be, and so be asked for
    made: type = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(cls)
    added: dict[str, object] = {"__repr__": _repr}
    if eq:
        added["__eq__"] = _Later(made, "__eq__", _eq_of)
        if not hashed:
            added["__hash__"] = _Later(made, "__hash__", _hash_of) if frozen else None
    if frozen:
        added |= {"__setattr__": _refuse_set, "__delattr__": _refuse_delete}
        if slots:
            added |= {"__getstate__": _state, "__setstate__": _take_state}
    for name, value in added.items():
        if name not in own or name == "__hash__":
            setattr(made, name, value)
    if "__init__" not in own:
        make = _frozen_init_of if frozen else _init_of
        setattr(made, "__init__", _Later(made, "__init__", make))  # noqa: B010
    return made


# -------------------------------------------------------------------------------- written when used


def _init_of(cls: type) -> Callable[..., None]:
    return _written_init(cls, "self.{0} = {1}", {})


def _frozen_init_of(cls: type) -> Callable[..., None]:
    slots: dict[str, Any] = {}
    for field in dataclasses.fields(cls):
        slots[field.name] = getattr(cls, field.name, None)
    if not all(isinstance(slot, MemberDescriptorType) for slot in slots.values()):
        return _written_init(cls, "_set(self, {0!r}, {1})", {"_set": _set})
    # Much quicker, for no slot has to be looked for by its name.
    setters = {f"_set_{name}": slot.__set__ for name, slot in slots.items()}
    return _written_init(cls, "_set_{0}(self, {1})", setters)


def _written_init(cls: type, line: str, setters: dict[str, Any]) -> Callable[..., None]:
    """Return the method that sets every field; `line` says how, from a name and a value."""
    taken: list[str] = []
    body: list[str] = []
    known: dict[str, object] = {"_MISSING": _MISSING, **setters}
    fields = [field for field in dataclasses.fields(cls) if field.init]
    for number, field in enumerate(fields):
        name = value = field.name
        if field.default is not _MISSING:
            known[f"_default_{number}"] = field.default
            name = f"{name}=_default_{number}"
        elif field.default_factory is not _MISSING:
            known[f"_new_{number}"] = field.default_factory
            value = f"_new_{number}() if {name} is _MISSING else {name}"
            name = f"{name}=_MISSING"
        taken.append(name)
        body.append(line.format(field.name, value))
    if hasattr(cls, "__post_init__"):
        body.append("self.__post_init__()")
    init = _written(cls, "__init__", ", ".join(("self", *taken)), body or ["pass"], known)
    init.__annotations__ = {field.name: field.type for field in fields} | {"return": None}
    return init


def _eq_of(cls: type) -> Callable[..., bool]:
    names = [field.name for field in dataclasses.fields(cls) if field.compare]
    return _written(
        cls,
        "__eq__",
        "self, other",
        [
            "if other.__class__ is self.__class__:",
            f" return {_tuple('self', names)} == {_tuple('other', names)}",
            "return NotImplemented",
        ],
    )


def _hash_of(cls: type) -> Callable[..., int]:
    names = [
        field.name
        for field in dataclasses.fields(cls)
        if (field.compare if field.hash is None else field.hash)
    ]
    return _written(cls, "__hash__", "self", [f"return hash({_tuple('self', names)})"])


def _tuple(of: str, names: list[str]) -> str:
    return "(" + "".join(f"{of}.{name}, " for name in names) + ")"


def _written(
    cls: type, name: str, taken: str, body: list[str], known: dict[str, object] | None = None
) -> Callable[..., Any]:
    """Return a method from its source; what it takes and sets are names of fields."""
    source = f"def {name}({taken}):\n" + "".join(f" {line}\n" for line in body)
    made: dict[str, Any] = {}
    exec(source, {} if known is None else known, made)
    method = made[name]
    method.__qualname__ = f"{cls.__qualname__}.{name}"
    method.__module__ = cls.__module__
    return method  # type: ignore[no-any-return]


# ------------------------------------------------------------------------------------ shared by all


@reprlib.recursive_repr()
def _repr(self: "DataclassInstance") -> str:
    shown = (f"{f.name}={getattr(self, f.name)!r}" for f in dataclasses.fields(self) if f.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _refuse_set(self: object, name: str, _value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r} of {self!r}")


def _refuse_delete(self: object, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r} of {self!r}")


def _state(self: "DataclassInstance") -> list[object]:
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _take_state(self: "DataclassInstance", state: list[object]) -> None:
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        _set(self, field.name, value)


if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(
        cls: type | None = None, /, *, frozen: bool = False, slots: bool = False, eq: bool = True
    ) -> type | Callable[[type], type]:
        """Make a dataclass of a class, as the decorator of the standard library does."""
        made = partial(_lighten, frozen=frozen, slots=slots, eq=eq)
        return made if cls is None else made(cls)
