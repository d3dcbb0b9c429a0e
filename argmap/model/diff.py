"""What changed between two maps, as a value that can be applied and taken back.

A diff holds, for each collection, the records before and after and where they stood. It fits only
the map it was made from: applying it elsewhere raises `DiffMismatch`, which is a fault of ours.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from argmap.model.argmap import COLLECTIONS, ArgumentMap
from argmap.model.records import Meta, Record


class DiffMismatch(Exception):
    """A diff was applied to a map it was not made from; it says what was expected and found."""

    def __init__(self, expected: Record | Meta | None, found: Record | Meta | None) -> None:
        super().__init__(f"expected {expected!r}, found {found!r}")
        self.expected = expected
        self.found = found


@dataclass(frozen=True, slots=True)
class Change:
    """One record before and after; the places are set where it came, went or moved."""

    before: Record | None
    after: Record | None
    was_at: int | None = None
    is_at: int | None = None

    def inverted(self) -> "Change":
        """Return the change that takes this one back."""
        return Change(self.after, self.before, self.is_at, self.was_at)


@dataclass(frozen=True, slots=True)
class Diff:
    """The changes from one map to another, by collection and id."""

    changes: Mapping[str, Mapping[str, Change]] = field(default_factory=dict)
    meta: tuple[Meta, Meta] | None = None

    def __bool__(self) -> bool:
        """Tell whether anything changed."""
        return bool(self.changes) or self.meta is not None

    def inverted(self) -> "Diff":
        """Return the diff that takes this one back."""
        changes = {
            name: {id_: change.inverted() for id_, change in collection.items()}
            for name, collection in self.changes.items()
        }
        return Diff(changes, (self.meta[1], self.meta[0]) if self.meta else None)

    def touched(self, *collections: str) -> Iterator[str]:
        """Yield the ids that changed in the named collections, or in all of them."""
        for name in collections or COLLECTIONS:
            yield from self.changes.get(name, ())

    def applied(self, to: ArgumentMap) -> ArgumentMap:
        """Return the map with this diff applied.

        Raises DiffMismatch where the map is not the one that the diff was made from.
        """
        exchanged: dict[str, Any] = {
            name: _applied(getattr(to, name), changes) for name, changes in self.changes.items()
        }
        if self.meta is not None:
            if to.meta != self.meta[0]:
                raise DiffMismatch(self.meta[0], to.meta)
            exchanged["meta"] = self.meta[1]
        return to.replaced(**exchanged)


def between(before: ArgumentMap, after: ArgumentMap) -> Diff:
    """Return what changed from one map to another; unchanged records are told by identity first."""
    changes = {}
    for name in COLLECTIONS:
        old, new = getattr(before, name), getattr(after, name)
        if old is not new and (found := _between(old, new)):
            changes[name] = found
    meta = None if before.meta == after.meta else (before.meta, after.meta)
    return Diff(changes, meta)


def _between(old: Mapping[str, Record], new: Mapping[str, Record]) -> dict[str, Change]:
    old_ids, new_ids = list(old), list(new)
    found: dict[str, Change] = {}
    if old_ids != new_ids:
        found = _displaced(old, new, old_ids, new_ids)
    for id_, record in new.items():
        earlier = old.get(id_)
        if record is not earlier and id_ not in found and record != earlier:
            found[id_] = Change(earlier, record)
    return found


def _displaced(
    old: Mapping[str, Record], new: Mapping[str, Record], old_ids: list[str], new_ids: list[str]
) -> dict[str, Change]:
    """Return the changes of the records that came, went or moved: as few moves as will do."""
    start = _common_start(old_ids, new_ids)
    was = {id_: place for place, id_ in enumerate(old_ids[start:], start)}
    now = {id_: place for place, id_ in enumerate(new_ids[start:], start)}
    kept = [id_ for id_ in now if id_ in was]
    staying = set(_longest_rising(kept, was))
    gone = [id_ for id_ in was if id_ not in now]
    placed = gone + [id_ for id_ in now if id_ not in staying]
    return {id_: Change(old.get(id_), new.get(id_), was.get(id_), now.get(id_)) for id_ in placed}


def _common_start(one: list[str], other: list[str]) -> int:
    """Return how many ids both lists begin with."""
    for place, (here, there) in enumerate(zip(one, other, strict=False)):
        if here != there:
            return place
    return min(len(one), len(other))


def _longest_rising(ids: list[str], place: Mapping[str, int]) -> list[str]:
    """Return a longest subsequence whose places rise (patience sorting)."""
    tops: list[int] = []
    ends: list[str] = []
    before: dict[str, str | None] = {}
    for id_ in ids:
        pile = bisect_left(tops, place[id_])
        before[id_] = ends[pile - 1] if pile else None
        if pile == len(tops):
            tops.append(place[id_])
            ends.append(id_)
        else:
            tops[pile], ends[pile] = place[id_], id_
    chosen: list[str] = []
    last: str | None = ends[-1] if ends else None
    while last is not None:
        chosen.append(last)
        last = before[last]
    return chosen[::-1]


def _applied(collection: Mapping[str, Record], changes: Mapping[str, Change]) -> dict[str, Record]:
    after = dict(collection)
    arriving: list[tuple[int, str, Record]] = []
    for id_, change in changes.items():
        if after.get(id_) != change.before:
            raise DiffMismatch(change.before, after.get(id_))
        if change.was_at is None and change.is_at is None and change.after is not None:
            after[id_] = change.after
            continue
        after.pop(id_, None)
        if change.after is not None and change.is_at is not None:
            arriving.append((change.is_at, id_, change.after))
    return _inserted(after, sorted(arriving, key=lambda item: item[0]))


def _inserted(
    collection: dict[str, Record], arriving: list[tuple[int, str, Record]]
) -> dict[str, Record]:
    if all(place >= len(collection) for place, _, _ in arriving):
        collection.update((id_, record) for _, id_, record in arriving)
        return collection
    items = list(collection.items())
    for place, id_, record in arriving:
        items.insert(place, (id_, record))
    return dict(items)
