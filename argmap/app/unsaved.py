"""Whether a map differs from what is in its file, known from edit to edit.

What differs is noted record by record as edits come; where nothing does any more, the order of the
records is compared.
"""

from argmap.edit.store import Commit
from argmap.model.argmap import COLLECTIONS, ArgumentMap
from argmap.model.diff import between


class Unsaved:
    """What of an open map is not in its file."""

    def __init__(self, saved: ArgumentMap) -> None:
        self._saved = self._map = saved
        self._differing: set[tuple[str, str]] = set()
        self._answer: tuple[ArgumentMap, bool] = (saved, False)

    def is_saved(self, saved: ArgumentMap, now: ArgumentMap | None = None) -> None:
        """Take this map for what is in the file; `now` is the present one, where it differs."""
        self._saved, self._map = saved, now or saved
        self._differing = {
            (name, id_)
            for name, changes in between(self._saved, self._map).changes.items()
            for id_, change in changes.items()
            if change.before != change.after  # where it stands is compared at last
        }
        self._answer = (saved, False)

    def note(self, commit: Commit) -> None:
        """Follow an edit."""
        self._map = commit.after
        for name, changes in commit.diff.changes.items():
            saved = getattr(self._saved, name)
            for id_, change in changes.items():
                if saved.get(id_) == change.after:
                    self._differing.discard((name, id_))
                else:
                    self._differing.add((name, id_))

    def anything(self, map: ArgumentMap) -> bool:
        """Tell whether this map, the present one, differs from the file."""
        if self._answer[0] is not map:
            known = map is self._map
            differs = bool(self._differing) or not _in_order(self._saved, map)
            self._answer = map, differs if known else bool(between(self._saved, map))
        return self._answer[1]


def _in_order(saved: ArgumentMap, map: ArgumentMap) -> bool:
    """Tell whether two maps that hold equal records hold them in the same order."""
    pairs = ((getattr(saved, name), getattr(map, name)) for name in COLLECTIONS)
    return saved.meta == map.meta and all(
        one is other or list(one) == list(other) for one, other in pairs
    )
