"""A light dataclass is the one of the standard library in all that it does."""

import copy
import dataclasses
import inspect
import pickle
from dataclasses import FrozenInstanceError, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.model.light_dataclass import dataclass

KINDS = [
    {"frozen": True, "slots": True},
    {"frozen": True},
    {"slots": True},
    {},
    {"slots": True, "eq": False},
    {"frozen": True, "eq": False},
]


class Plain:
    name: str
    size: float = 1.5
    parts: "list[int]" = field(default_factory=list)
    note: str = field(default="", compare=False, repr=False)


def twins(**how):
    """The same class made by both."""
    body = {key: value for key, value in vars(Plain).items() if not key.startswith("__dict")}
    body.pop("__weakref__", None)
    ours, theirs = (type("Plain", (), dict(body)) for _ in range(2))
    return dataclass(**how)(ours), dataclasses.dataclass(**how)(theirs)


@dataclass(frozen=True, slots=True)
class Stored:
    """Found by its name, as pickle wants it."""

    name: str
    parts: tuple[int, ...] = ()


@dataclass
class Bare:
    """Made without brackets."""

    number: int = 3


@pytest.mark.parametrize("how", KINDS, ids=str)
def test_signature_and_fields_are_the_same(how):
    ours, theirs = twins(**how)
    assert [p.name for p in inspect.signature(ours).parameters.values()] == [
        p.name for p in inspect.signature(theirs).parameters.values()
    ]
    assert ours.__match_args__ == theirs.__match_args__
    assert [f.name for f in dataclasses.fields(ours)] == [
        f.name for f in dataclasses.fields(theirs)
    ]
    assert ours.__init__.__annotations__ == theirs.__init__.__annotations__
    assert dataclasses.is_dataclass(ours)
    assert hasattr(ours("a"), "__dict__") is hasattr(theirs("a"), "__dict__")


@pytest.mark.parametrize("how", KINDS, ids=str)
@given(names=st.tuples(st.text(), st.text()), parts=st.lists(st.integers(), max_size=2))
def test_values_are_alike_and_unlike_as_those_of_the_standard_library(how, names, parts):
    ours, theirs = twins(**how)
    one, other = (ours(name, parts=parts, note=name) for name in names)
    first, second = (theirs(name, parts=parts, note=name) for name in names)
    assert (one == other) is (first == second)
    assert (one == copy.copy(one)) is (first == copy.copy(first))
    assert one != first
    if how.get("eq", True):
        assert repr(one) == repr(first)
        assert dataclasses.astuple(one) == dataclasses.astuple(first)


@pytest.mark.parametrize("how", KINDS, ids=str)
def test_what_may_be_hashed_and_set_is_the_same(how):
    made = [cls("a", parts=()) for cls in twins(**how)]

    def outcome(act, value):
        try:
            return act(value) is not None
        except (TypeError, AttributeError) as refusal:
            return type(refusal)

    def rename(value):
        value.name = "b"

    def forget(value):
        del value.name

    for act in (hash, rename, forget):
        assert outcome(act, made[0]) == outcome(act, made[1])


def test_defaults_are_made_anew_for_each():
    ours, _ = twins(slots=True)
    one, other = ours("a"), ours("b")
    one.parts.append(1)
    assert other.parts == []
    assert other.size == 1.5


def test_equal_frozen_values_have_one_hash():
    assert hash(Stored("a", (1,))) == hash(Stored("a", (1,)))
    assert len({Stored("a"), Stored("a"), Stored("b")}) == 2


def test_a_value_travels_by_pickle_and_is_copied():
    value = Stored("a", (1, 2))
    assert pickle.loads(pickle.dumps(value)) == value
    assert copy.deepcopy(value) == value
    assert dataclasses.replace(value, name="b") == Stored("b", (1, 2))
    with pytest.raises(FrozenInstanceError):
        value.name = "c"


def test_it_works_without_brackets_and_below_another():
    @dataclass(slots=True)
    class Below(Bare):
        more: int = 4

    assert Below() == Below(3, 4)
    assert repr(Below(5)).endswith("Below(number=5, more=4)")
    assert Bare(1) != Below(1)


def test_what_a_class_writes_itself_stays():
    @dataclass(frozen=True, slots=True)
    class Own:
        number: int

        def __hash__(self):
            return 7

        def __repr__(self):
            return "mine"

        def __eq__(self, other):
            return True

    assert hash(Own(1)) == 7
    assert repr(Own(1)) == "mine"
    assert Own(1) == Own(2)


def test_what_runs_after_setting_runs():
    @dataclass(slots=True)
    class Twice:
        number: int

        def __post_init__(self):
            self.number *= 2

    assert Twice(2).number == 4


def test_methods_are_written_once_when_first_used():
    ours, _ = twins(frozen=True, slots=True)
    assert not inspect.isfunction(vars(ours)["__init__"])
    ours("a")
    written = vars(ours)["__init__"]
    assert inspect.isfunction(written)
    ours("b")
    assert vars(ours)["__init__"] is written
    assert not inspect.isfunction(vars(ours)["__eq__"])
    assert ours("a") == ours("a")
    assert inspect.isfunction(vars(ours)["__eq__"])
