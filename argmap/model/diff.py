"""What changed between two maps, as a value that can be applied and taken back.

A diff holds, for each collection, the records before and after and where they stood. It fits only
the map it was made from: applying it elsewhere raises `DiffMismatch`, which is a fault of ours.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from itertools import compress, count
from operator import ne
from typing import Any

from argmap.model.argmap import COLLECTIONS, ArgumentMap
from argmap.model.following import Touched, differing
from argmap.model.light_dataclass import dataclass
from argmap.model.records import Meta, Record

_FEW = 3
"""Up to so many places are looked for one by one."""


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
        return to.replaced(self._touched(to), **exchanged)

    def _touched(self, to: ArgumentMap) -> Touched:
        """Return what look-ups of the map must follow."""
        ids: dict[str, list[str]] = {}
        placed: dict[str, list[str]] = {}
        for name, changes in self.changes.items():
            ids[name] = sorted(changes, key=lambda id_: changes[id_].is_at or 0)
            left = sum(change.after is None for change in changes.values())
            came = sum(change.before is None for change in changes.values())
            end = len(getattr(to, name)) - left + came
            placed[name] = [id_ for id_ in ids[name] if changes[id_].is_at is not None]
            while placed[name]:  # what comes at the end needs no place among others
                last = changes[placed[name][-1]]
                if last.before is not None or last.is_at != end - 1:
                    break
                placed[name].pop()
                end -= 1
        return Touched(ids, placed)


def between(before: ArgumentMap, after: ArgumentMap, touched: Touched | None = None) -> Diff:
    """Return what changed from one map to another; unchanged records are told by identity first.

    Whoever knows what may differ says it; else the collections are compared.
    """
    changes = {}
    for name in COLLECTIONS:
        old, new = getattr(before, name), getattr(after, name)
        if old is new:
            continue
        ids = differing(old, new) if touched is None else touched.of(name)
        moved: list[str] = []
        placed = old if touched is None else touched.placed.get(name, ())
        if any(id_ in old and id_ in new for id_ in placed):
            moved = _moved(old, new)
        if found := _between(old, new, ids, moved):
            changes[name] = found
    meta = None if before.meta == after.meta else (before.meta, after.meta)
    return Diff(changes, meta)


def _between(
    old: Mapping[str, Record], new: Mapping[str, Record], ids: Iterable[str], moved: list[str]
) -> dict[str, Change]:
    gone = [id_ for id_ in ids if id_ in old and id_ not in new]
    came = [id_ for id_ in ids if id_ in new and id_ not in old]
    found: dict[str, Change] = {}
    if gone or came or moved:
        was, now = _places(old, [*gone, *moved]), _places(new, [*came, *moved])
        for id_ in (*sorted(gone, key=was.__getitem__), *sorted(now, key=now.__getitem__)):
            found[id_] = Change(old.get(id_), new.get(id_), was.get(id_), now.get(id_))
    for id_ in ids:
        earlier, record = old.get(id_), new.get(id_)
        if record is not earlier and id_ not in found and record != earlier:
            found[id_] = Change(earlier, record)
    return found


def _places(collection: Mapping[str, Record], ids: list[str]) -> dict[str, int]:
    """Return where some records stand in their collection."""
    if not ids:
        return {}
    if len(ids) <= _FEW:
        listed = list(collection)
        return {id_: listed.index(id_) for id_ in ids}
    places = dict(zip(collection, range(len(collection)), strict=True))
    return {id_: places[id_] for id_ in ids}


def _moved(old: Mapping[str, Record], new: Mapping[str, Record]) -> list[str]:
    """Return what stands elsewhere among what is in both: as few records as will do."""
    was, now = list(filter(new.__contains__, old)), list(filter(old.__contains__, new))
    if was == now:
        return []
    start = _common_start(was, now)
    end = len(was) - _common_start(was[:start:-1], now[:start:-1])
    places = {id_: place for place, id_ in enumerate(was[start:end])}
    staying = set(_longest_rising(now[start:end], places))
    return [id_ for id_ in now[start:end] if id_ not in staying]


def _common_start(one: list[str], other: list[str]) -> int:
    """Return how many ids both lists begin with."""
    return next(compress(count(), map(ne, one, other)), min(len(one), len(other)))


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
    ids, amid = list(collection), any(place < len(collection) for place, _, _ in arriving)
    collection.update((id_, record) for _, id_, record in arriving)
    if not amid:
        return collection
    for place, id_, _ in arriving:
        ids.insert(place, id_)
    return dict(zip(ids, map(collection.__getitem__, ids), strict=True))  # by the interpreter
