"""Undo and redo: the diffs of the past, applied the other way round.

An undo is a commit like any other, so nobody who listens to the store needs code for it. Entries
that follow each other within a second under one merge key become one entry. What is selected is not
part of the map; it is remembered beside each entry through a pair of functions.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from argmap.edit.store import Commit, Origin, Store
from argmap.model.diff import Diff, DiffMismatch, between
from argmap.model.light_dataclass import dataclass
from argmap.model.records import Meta, Record

if TYPE_CHECKING:
    from argmap.model.argmap import ArgumentMap

LIMIT = 500
MERGE_WITHIN = 1.0
"""Seconds within which commits of one merge key become one entry."""


@dataclass(frozen=True, slots=True)
class SessionOf:
    """How to ask for what is selected now, and how to bring an earlier answer back."""

    get: Callable[[], Any]
    set: Callable[[Any], None]


@dataclass(frozen=True, slots=True)
class Misfit:
    """An entry that did not fit the map and was put aside: a fault of ours, worth a report."""

    label: str
    expected: Record | Meta | None
    found: Record | Meta | None

    def __str__(self) -> str:
        return f"“{self.label}” does not fit: expected {self.expected!r}, found {self.found!r}"


@dataclass(frozen=True, slots=True)
class _Entry:
    label: str
    diff: Diff
    merge_key: str
    at: float
    session_before: Any
    session_after: Any = None
    session_known: bool = False


class History:
    """The entries of one store; those before `position` are done, those after it undone."""

    def __init__(
        self,
        store: Store,
        *,
        clock: Callable[[], float] = time.monotonic,
        session_of: SessionOf | None = None,
        limit: int = LIMIT,
    ) -> None:
        self._store = store
        self._clock = clock
        self.session_of = session_of
        self._limit = limit
        self._entries: list[_Entry] = []
        self._position = self._let_go = 0
        self._open_since: ArgumentMap | None = None  # before the last entry, while it may grow
        self.misfits: list[Misfit] = []
        store.subscribe(self._heard)

    @property
    def entries(self) -> Sequence[str]:
        """The labels of all entries, oldest first, the undone ones included."""
        return tuple(entry.label for entry in self._entries)

    @property
    def position(self) -> int:
        """How many entries are done."""
        return self._position

    @property
    def steps_done(self) -> int:
        """How many entries are done, with those that were let go for being too many.

        Unlike the position it names the same state of the map for as long as that can be reached.
        """
        return self._position + self._let_go

    @property
    def undo_label(self) -> str:
        """What undo would take back, or "" where there is nothing."""
        return self._entries[self._position - 1].label if self._position else ""

    @property
    def redo_label(self) -> str:
        """What redo would do again, or "" where there is nothing."""
        undone = self._entries[self._position :]
        return undone[0].label if undone else ""

    def undo(self) -> bool:
        """Take the last entry back; False where there is none or it did not fit (see `misfits`)."""
        self._open_since = None
        if not self._position:
            return False
        place = self._position - 1
        if self.session_of is not None and not self._entries[place].session_known:
            self.note_session()
        entry = self._entries[place]
        if not self._commit(entry.diff.inverted(), entry.label, Origin.UNDO):
            self._put_aside(place)
            return False
        self._restore(entry.session_before)
        return True

    def redo(self) -> bool:
        """Do the next undone entry again; False where there is none or it did not fit."""
        self._open_since = None
        if self._position == len(self._entries):
            return False
        entry = self._entries[self._position]
        if not self._commit(entry.diff, entry.label, Origin.REDO):
            self._put_aside(self._position)
            return False
        self._restore(entry.session_after)
        return True

    def go_to(self, position: int) -> None:
        """Undo or redo until as many entries are done; entries that do not fit are left out."""
        wanted = min(max(position, 0), len(self._entries))
        while self._position > wanted and self._position:
            self.undo()
        while self._position < min(wanted, len(self._entries)):
            self.redo()

    def note_session(self) -> None:
        """Remember the present selection as the one that the last entry left behind.

        The editor calls this when an action has run to its end; without it, what is selected when
        the entry is undone counts.
        """
        if self.session_of is not None and self._position:
            place = self._position - 1
            self._entries[place] = replace(
                self._entries[place], session_after=self.session_of.get(), session_known=True
            )

    def clear(self) -> None:
        """Forget all entries."""
        self._entries.clear()
        self._position = 0
        self._open_since = None

    def _heard(self, commit: Commit) -> None:
        match commit.origin:
            case Origin.LOAD:
                self.clear()
            case Origin.UNDO:
                self._position -= 1
            case Origin.REDO:
                self._position += 1
            case Origin.USER | Origin.OUTSIDE:
                self._remember(commit)

    def _remember(self, commit: Commit) -> None:
        now = self._clock()
        del self._entries[self._position :]
        if self._grows(commit, now):
            self._grow(commit, now)
            return
        before = self.session_of.get() if self.session_of else None
        self._entries.append(_Entry(commit.label, commit.diff, commit.merge_key, now, before))
        self._position += 1
        self._open_since = commit.before if commit.merge_key else None
        if len(self._entries) > self._limit:
            del self._entries[0]
            self._position -= 1
            self._let_go += 1

    def _grows(self, commit: Commit, now: float) -> bool:
        if self._open_since is None or commit.origin is not Origin.USER:
            return False
        last = self._entries[-1]
        return last.merge_key == commit.merge_key and now - last.at < MERGE_WITHIN

    def _grow(self, commit: Commit, now: float) -> None:
        """Make the last entry reach to this commit; drop it where both together change nothing."""
        assert self._open_since is not None
        diff = between(self._open_since, commit.after)
        if not diff:
            del self._entries[-1]
            self._position -= 1
            self._open_since = None
            return
        self._entries[-1] = replace(self._entries[-1], diff=diff, at=now, session_known=False)

    def _commit(self, diff: Diff, label: str, origin: Origin) -> bool:
        try:
            self._store.commit(diff, label, origin=origin)
        except DiffMismatch as mismatch:
            self.misfits.append(Misfit(label, mismatch.expected, mismatch.found))
            return False
        return True

    def _put_aside(self, place: int) -> None:
        del self._entries[place]
        self._position = min(self._position, place)

    def _restore(self, session: Any) -> None:  # noqa: ANN401 - the app's own
        if self.session_of is not None:
            self.session_of.set(session)
