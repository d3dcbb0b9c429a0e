"""The statements and links that were looked at, one after the other: back and forward through them.

As in a browser, going back and then elsewhere forgets what lay ahead. Steps from neighbour to
neighbour, as arrows make them, count as one visit: going back leads to where one jumped from.
"""

from collections.abc import Callable, Iterable, Sequence

from argmap.model.argmap import ArgumentMap
from argmap.model.records import LinkId, StatementId

MOST = 100


class Visits:
    """Where one was, and how far one has gone back in it."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._at = -1
        self._walked = False
        self.is_step: Callable[[str, str], bool] = lambda _from, _to: False
        """Tells whether one thing is next to another, so that going there is no jump."""

    @property
    def ids(self) -> Sequence[str]:
        """What was visited, the earliest first, as far as one has not gone back."""
        return self._ids[: self._at + 1]

    def note(self, id_: str) -> None:
        """Note that something is looked at now."""
        here = self._ids[self._at] if self._ids else ""
        if not id_ or id_ == here:
            return
        step = bool(here) and self.is_step(here, id_)
        if step and self._walked:
            self._ids[self._at] = id_
        else:
            self._ids = [*self._ids[: self._at + 1], id_][-MOST:]
            self._at = len(self._ids) - 1
        del self._ids[self._at + 1 :]
        self._walked = step

    def begin_with(self, ids: Iterable[str]) -> None:
        """Take over what was visited in an earlier session."""
        self._ids = list(ids)[-MOST:]
        self._at = len(self._ids) - 1
        self._walked = False

    def next_one(self, step: int, exists: Callable[[str], bool], now: str) -> str:
        """Return what lies back (-1) or ahead (+1) and still exists, or an empty string.

        Where nothing is looked at `now`, the way back begins with what was visited last.
        """
        place = self._place(step, exists, now)
        return self._ids[place] if place is not None else ""

    def go(self, step: int, exists: Callable[[str], bool], now: str) -> str:
        """Go back or ahead, and return where to; an empty string where there is nothing."""
        place = self._place(step, exists, now)
        if place is None:
            return ""
        self._at, self._walked = place, False
        return self._ids[place]

    def _place(self, step: int, exists: Callable[[str], bool], now: str) -> int | None:
        here = self._ids[self._at] if self._ids else ""
        place = self._at if step < 0 and here != now else self._at + step
        while 0 <= place < len(self._ids):
            if self._ids[place] != now and exists(self._ids[place]):
                return place
            place += step
        return None


def are_neighbours(map: ArgumentMap, one: str, other: str) -> bool:
    """Tell whether two statements hang on each other or on the same, or one is an end of a link."""
    for link, end in ((one, other), (other, one)):
        if link in map.links:
            return end in (map.links[LinkId(link)].target, *map.links[LinkId(link)].premises)
    above = map.primary_parent(StatementId(one)), map.primary_parent(StatementId(other))
    return one == above[1] or other == above[0] or (above[0] == above[1] is not None)
