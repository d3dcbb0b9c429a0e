"""Mappings that know in what they may differ from those that they were made from.

Boxes and routes follow from placement to placement, and few of ten thousand are others: whoever
looks for what has changed looks at these alone. To everybody else they are plain dictionaries.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar

Key = TypeVar("Key", bound=str)
Value = TypeVar("Value")

GENERATIONS = 6
"""So many mappings back it is known what may differ."""


class Patched(dict[Key, Value]):
    """A dictionary that is not changed any more once somebody else has it."""

    __slots__ = ("_earlier", "_token")

    def __init__(self, values: Mapping[Key, Value]) -> None:
        super().__init__(values)
        self._token = object()
        self._earlier: tuple[tuple[object, Collection[Key]], ...] = ()

    def __reduce__(self) -> tuple[type[dict[Key, Value]], tuple[dict[Key, Value]]]:
        return dict, (dict(self),)  # elsewhere nobody knows those from which it was made

    def note(self, before: Mapping[Key, Value], touched: Collection[Key]) -> None:
        """Remember from what this was made, and all that may be another there."""
        if isinstance(before, Patched):
            elder = before._earlier[: GENERATIONS - 1]  # noqa: SLF001 - of its own kind
            self._earlier = (before._token, touched), *elder  # noqa: SLF001

    def steps(self) -> dict[int, tuple[Collection[Key], ...]]:
        """Return what was touched since each of those from which this was made, and itself."""
        passed: tuple[Collection[Key], ...] = ()
        found = {id(self._token): passed}
        for token, touched in self._earlier:
            passed = (*passed, touched)
            found[id(token)] = passed
        return found


def patched(
    before: Mapping[Key, Value], new: Mapping[Key, Value], gone: Iterable[Key] = ()
) -> Patched[Key, Value]:
    """Return a mapping with some values put in, those of new keys at the end, and some left out."""
    made = Patched(before)
    made.update(new)
    left = [key for key in gone if made.pop(key, None) is not None]
    made.note(before, dict.fromkeys([*left, *new]))
    return made


def touched_between(
    before: Mapping[Key, Value], after: Mapping[Key, Value]
) -> Collection[Key] | None:
    """Return the keys whose values may be others in two mappings; None where that is not known."""
    if before is after:
        return ()
    if not isinstance(before, Patched) or not isinstance(after, Patched):
        return None
    here, there = before.steps(), after.steps()
    shared = here.keys() & there.keys()
    if not shared:
        return None
    nearest = min(shared, key=lambda token: len(here[token]) + len(there[token]))
    return dict.fromkeys(key for step in (*here[nearest], *there[nearest]) for key in step)
