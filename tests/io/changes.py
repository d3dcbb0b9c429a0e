"""Random changes of a map for the tests of saving: record by record, without any rules."""

import dataclasses
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from argmap.model.argmap import ArgumentMap
from argmap.model.records import (
    Basis,
    Direction,
    Link,
    LinkKind,
    Plain,
    Poll,
    Quote,
    QuotePart,
    Source,
    Statement,
    StatementKind,
    Step,
    Story,
)
from tests.strategies import NASTY

TEXTS = st.one_of(
    st.sampled_from(["New words.", 'It\'s "so"', "a: b # c", "one\ntwo\n", "one\n\n  two", ""]),
    st.sampled_from([text for text in NASTY if text != "\ud800" and "\0" not in text]),
)
LISTS = st.lists(st.sampled_from(["a", "b", "no", "x, y", "[z]", "it's", "u: v"]), max_size=4)
QUOTES = st.lists(
    st.builds(
        Quote,
        source=st.sampled_from(["paper", "report"]),
        exact=TEXTS,
        start=st.none() | st.integers(0, 99),
        parts=st.just(()) | st.just((QuotePart("one"), QuotePart("three", suffix=" "))),
    ),
    max_size=2,
)

FIELDS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "statements": {
        "text": TEXTS,
        "notes": TEXTS,
        "kind": st.sampled_from(StatementKind),
        "basis": st.none() | st.sampled_from(Basis),
        "credence": st.sampled_from([None, 0.0, 0.25, 1.0]),
        "tags": LISTS.map(tuple),
        "quotes": QUOTES.map(tuple),
        "implicit": st.booleans(),
        "extra": st.sampled_from([{}, {"x-new": Plain("yes")}, {"x-colour": (Plain("1"), "1")}]),
    },
    "links": {
        "premises": LISTS.filter(bool).map(tuple),
        "target": st.sampled_from(["main", "l1"]),
        "kind": st.sampled_from(LinkKind),
        "weight": st.sampled_from([None, 0.5, 0.75, 1e-07]),
        "label": TEXTS,
        "primary": st.booleans(),
    },
    "sources": {
        "title": TEXTS,
        "authors": LISTS.map(tuple),
        "date": st.sampled_from(["", "2019-08-31", "May"]),
        "extra": st.sampled_from([{}, {"year": Plain("2000")}]),
    },
    "groups": {"title": TEXTS, "statements": LISTS.map(tuple)},
    "stories": {"title": TEXTS, "minutes": st.sampled_from([None, 2.5])},
    "polls": {"text": TEXTS},
    "parked": {"text": TEXTS},
}
NEW: dict[str, Callable[[str], Any]] = {
    "statements": lambda id_: Statement(id_, text="A new one.", quotes=(Quote("paper", "w"),)),
    "links": lambda id_: Link(id_, ("main",), "l1", LinkKind.OPPOSES),
    "sources": lambda id_: Source(id_, "New: source", date="2020-02-02"),
    "stories": lambda id_: Story(id_, steps=(Step(title="s", camera={"fit": Plain("all")}),)),
    "polls": lambda id_: Poll(id_, "main", counts={"agree": Plain("3")}),
    "parked": lambda id_: Statement(id_, text="Parked."),
}
META = {
    "title": TEXTS,
    "notes": TEXTS,
    "authors": LISTS.map(tuple),
    "language": st.sampled_from(["", "no"]),
    "extra": st.sampled_from([{}, {"x-tool": {"kept": Plain("no")}}, {"y": Plain("")}]),
}


@st.composite
def changed(draw: Callable, map: ArgumentMap, most: int = 4) -> ArgumentMap:
    """The map after one to four changes."""
    for _ in range(draw(st.integers(1, most))):
        map = draw(st.sampled_from(STEPS))(draw, map)
    return map


def change_field(draw: Callable, map: ArgumentMap) -> ArgumentMap:
    name = draw(st.sampled_from([name for name in FIELDS if getattr(map, name)]))
    records = dict(getattr(map, name))
    id_ = draw(st.sampled_from(list(records)))
    field = draw(st.sampled_from(list(FIELDS[name])))
    records[id_] = dataclasses.replace(records[id_], **{field: draw(FIELDS[name][field])})
    return map.replaced(**{name: records})


def add(draw: Callable, map: ArgumentMap) -> ArgumentMap:
    name = draw(st.sampled_from(list(NEW)))
    items = list(getattr(map, name).items())
    id_ = f"new-{name}-{len(items)}"
    if id_ in getattr(map, name):
        return map
    items.insert(draw(st.integers(0, len(items))), (id_, NEW[name](id_)))
    return map.replaced(**{name: dict(items)})


def remove(draw: Callable, map: ArgumentMap) -> ArgumentMap:
    name = draw(st.sampled_from([name for name in FIELDS if getattr(map, name)]))
    records = dict(getattr(map, name))
    del records[draw(st.sampled_from(list(records)))]
    return map.replaced(**{name: records})


def move(draw: Callable, map: ArgumentMap) -> ArgumentMap:
    name = draw(st.sampled_from(["statements", "links", "sources"]))
    items = list(getattr(map, name).items())
    if items:
        item = items.pop(draw(st.integers(0, len(items) - 1)))
        items.insert(draw(st.integers(0, len(items))), item)
    return map.replaced(**{name: dict(items)})


def change_meta(draw: Callable, map: ArgumentMap) -> ArgumentMap:
    name = draw(st.sampled_from(list(META)))
    return map.replaced(meta=dataclasses.replace(map.meta, **{name: draw(META[name])}))


def change_view(draw: Callable, map: ArgumentMap) -> ArgumentMap:
    pins = draw(
        st.dictionaries(
            st.sampled_from(["main", "reason", "a: b"]),
            st.tuples(st.sampled_from([0.0, 0.1, -33.25]), st.just(7.0)),
        )
    )
    direction = draw(st.none() | st.sampled_from(Direction))
    view = dataclasses.replace(map.meta.view, pins=pins, direction=direction)
    return map.replaced(meta=dataclasses.replace(map.meta, view=view))


STEPS = [change_field, change_field, change_field, add, remove, move, change_meta, change_view]
