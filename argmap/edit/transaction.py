"""Changes staged over a map, before they become one commit.

A transaction reads like a map (`.map`) and is written record by record; the map it began with stays
as it is. It knows nothing of what belongs together: the verbs of `argmap.edit` see to that.
"""

import dataclasses
from typing import Any

from argmap.model.argmap import COLLECTIONS, ArgumentMap
from argmap.model.diff import Diff, between
from argmap.model.following import Touched, note_origin
from argmap.model.records import (
    Group,
    Link,
    LinkId,
    Poll,
    Record,
    Source,
    Statement,
    Story,
)

_HOME = {
    Statement: "statements",
    Link: "links",
    Source: "sources",
    Group: "groups",
    Story: "stories",
    Poll: "polls",
}


class Transaction:
    """What is being changed; `diff()` says what has changed so far."""

    def __init__(self, base: ArgumentMap) -> None:
        self.base = base
        self._map = base
        # Collections of our own, written in place until somebody has seen them through `.map`.
        self._fresh: dict[str, dict[str, Any]] = {}
        self._touched = _Notes()  # since somebody has seen them
        self._touched_at_all = _Notes()

    @property
    def map(self) -> ArgumentMap:
        """The map as it is staged now: a value, which later writing leaves as it is."""
        if self._fresh:
            self._map = self._map.replaced(self._touched.told(), **self._fresh)
            note_origin(self._map, self.base, self._touched_at_all.told())
            self._fresh, self._touched = {}, _Notes()
        return self._map

    def has(self, collection: str, id_: str) -> bool:
        """Tell whether a record is there now; cheaper between many writes than asking `.map`."""
        held = self._fresh.get(collection)
        return id_ in (getattr(self._map, collection) if held is None else held)

    def link(self, id_: LinkId) -> Link:
        """Return a link as it is now; cheaper between many writes than asking `.map`."""
        held = self._fresh.get("links")
        found: Link = self._map.links[id_] if held is None else held[id_]
        return found

    def put(self, record: Record, at: int | None = None, *, parked: bool = False) -> None:
        """Write a record: in its place if it was there, else at the end, or at a place if given."""
        collection = "parked" if parked else _HOME[type(record)]
        held = self._writable(collection)
        known = record.id in held
        held[record.id] = record
        self._note(collection, record.id)
        if at is not None and (known or at < len(held) - 1):
            self.move(collection, record.id, at)

    def remove(self, collection: str, id_: str) -> None:
        """Take a record out; KeyError where it is not there."""
        del self._writable(collection)[id_]
        self._note(collection, id_, placed=True)  # should it come again, it stands at the end

    def move(self, collection: str, id_: str, to: int) -> None:
        """Put a record at another place of its collection, counted as it will stand."""
        held = self._writable(collection)
        self._note(collection, id_, placed=True)
        record = held.pop(id_)
        following = list(held.items())[max(to, 0) :]
        for later, _ in following:
            del held[later]
        held[id_] = record
        held.update(following)

    def place_of(self, collection: str, id_: str) -> int:
        """Return where a record stands in its collection, from 0; ValueError where it does not."""
        held = self._fresh.get(collection)
        return list(getattr(self._map, collection) if held is None else held).index(id_)

    def set_meta(self, **fields: Any) -> None:  # noqa: ANN401 - fields of all types
        """Change what the map says of itself."""
        meta = dataclasses.replace(self._map.meta, **fields)
        if meta != self._map.meta:
            self._map = self._map.replaced(Touched(), meta=meta)

    def set_view(self, **fields: Any) -> None:  # noqa: ANN401 - fields of all types
        """Change how the map wants to be drawn."""
        self.set_meta(view=dataclasses.replace(self._map.meta.view, **fields))

    def diff(self) -> Diff:
        """Return what has changed since the beginning."""
        map = self.map
        return between(self.base, map, self._touched_at_all.told())

    def _note(self, collection: str, id_: str, *, placed: bool = False) -> None:
        self._touched.add(collection, id_, placed=placed)
        self._touched_at_all.add(collection, id_, placed=placed)

    def _writable(self, collection: str) -> dict[str, Any]:
        if collection not in COLLECTIONS:
            raise KeyError(collection)
        if collection not in self._fresh:
            self._fresh[collection] = dict(getattr(self._map, collection))
        return self._fresh[collection]


class _Notes:
    """Which records were written, and which of them stand elsewhere than before, or at the end."""

    def __init__(self) -> None:
        self._ids: dict[str, dict[str, None]] = {}
        self._placed: dict[str, set[str]] = {}

    def add(self, collection: str, id_: str, *, placed: bool) -> None:
        self._ids.setdefault(collection, {})[id_] = None
        if placed:
            self._placed.setdefault(collection, set()).add(id_)

    def told(self) -> Touched:
        """What was noted so far, as a value."""
        ids = {name: tuple(ids) for name, ids in self._ids.items()}
        return Touched(ids, {name: frozenset(ids) for name, ids in self._placed.items()})
