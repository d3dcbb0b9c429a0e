"""The one mutable thing of an open map: its current value, and who wants to hear of changes.

Every change, undo included, goes through `Store.commit`. Listeners are plain functions, called in
the order of their subscription with one value that says everything; they must not commit.
"""

from collections.abc import Callable
from enum import StrEnum

from argmap.model.argmap import ArgumentMap
from argmap.model.diff import Diff
from argmap.model.light_dataclass import dataclass
from argmap.model.rules import check_edit


class Origin(StrEnum):
    """Who made a commit."""

    USER = "user"
    UNDO = "undo"
    REDO = "redo"
    LOAD = "load"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Commit:
    """One change of the map, as listeners hear of it."""

    before: ArgumentMap
    after: ArgumentMap
    diff: Diff
    label: str
    merge_key: str
    origin: Origin
    revision: int


Listener = Callable[[Commit], None]


class Store:
    """Holds the current map; `revision` counts the commits."""

    def __init__(self, map: ArgumentMap) -> None:
        self._map = map
        self._revision = 0
        self._listeners: list[Listener] = []
        self._telling = False

    @property
    def map(self) -> ArgumentMap:
        """The map as it is now."""
        return self._map

    @property
    def revision(self) -> int:
        """How many commits there have been."""
        return self._revision

    def commit(
        self, diff: Diff, label: str, *, origin: Origin = Origin.USER, merge_key: str = ""
    ) -> Commit | None:
        """Apply a diff and tell the listeners; None where the diff is empty.

        Raises UserError, and changes nothing, where a user's edit breaks what must always hold;
        DiffMismatch where the diff was made from another map.
        """
        if self._telling:
            raise RuntimeError(f"a listener tried to commit: {label}")
        if not diff:
            return None
        before, after = self._map, diff.applied(self._map)
        if origin is Origin.USER:
            check_edit(before, after, diff)
        self._map = after
        self._revision += 1
        commit = Commit(before, after, diff, label, merge_key, origin, self._revision)
        self._tell(commit)
        return commit

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Have a function called after every commit; the answer is a function that ends it."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def _tell(self, commit: Commit) -> None:
        """Call every listener, even after one has failed; then raise the first failure."""
        failure: Exception | None = None
        self._telling = True
        try:
            for listener in tuple(self._listeners):
                try:
                    listener(commit)
                except Exception as error:  # noqa: BLE001 - raised below, once all have heard
                    failure = failure or error
        finally:
            self._telling = False
        if failure is not None:
            raise failure
