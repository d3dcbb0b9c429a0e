"""The process that lays out the map of one window: it keeps map and layout, and is told of edits.

It knows no Qt and no file but the one it is told to keep a placement in. Of wishes that wait only
the last is granted: each answer is of the map as it then is. Started by `argmap.app.layout_process`
alone; it ends when the window goes.
"""

import gc
import pickle
import sys
import threading
import traceback
from contextlib import suppress
from dataclasses import replace
from queue import Empty, SimpleQueue
from typing import IO, TYPE_CHECKING, Any

from argmap.app import layout_messages as messages
from argmap.layout.cutting import cut, hidden_in
from argmap.layout.live.live_layout import LiveLayout
from argmap.layout.placement import LayoutOptions, Placement
from argmap.model.argmap import ArgumentMap

if TYPE_CHECKING:
    from collections.abc import Mapping

    from argmap.model.records import StatementId

MEMORY = 4 * 1024**3
"""Bytes of addresses that the process may use: far more than it ever needs."""
MUCH = 200
"""Where folds hide so many statements, a second layout is made ready without them."""
LEFT = 3000
"""Of more statements than this two layouts would take too much memory."""
QUIET = 1.0
"""Seconds without a message until that is done: it takes as long as laying out anew."""


class LayoutDesk:
    """One map, its layout, and what the window was told of it."""

    def __init__(self, live: LiveLayout | None = None) -> None:
        """Begin without a map; `live` is what lays out."""
        self._live = live or LiveLayout()
        self._coming: dict[str, Any] = {}
        self._map = ArgumentMap()
        self._sizes: dict[Any, Any] = {}
        self._told = Placement()
        self._warm: dict[int, Mapping[str, object]] = {}
        """The warmth of each answer that the window still has."""
        self._wish: messages.Arrange | None = None
        self._is_told_half = False
        """Whether the map has come, or a diff of it, and not yet what is wished of it."""
        self._options = LayoutOptions()
        self._is_new = True
        self._is_cold = False
        self._expected: LayoutOptions | None = None
        """With what the next wish is likely to come, where that is not as the last came."""
        self._other: LiveLayout | None = None
        """A layout of the same map with the folds that are expected; then the one it replaced."""

    def take(self, message: messages.ToProcess) -> list[messages.ToWindow]:
        """Take a message; returns what is to be said at once."""
        match message:
            case messages.Arrange():
                self._take_wish(message)
            case messages.Expect(options):
                self._expected = options
                if options.folded == self._live.folded:
                    self._other = None
            case messages.Forget(revision):
                self._warm.pop(revision, None)
            case messages.TellWarmth(revision):
                return [messages.Warm(revision, self._warm.get(revision, {}))]
            case messages.Keep():
                self._keep(message)
            case _:
                self._take_map(message)
        return []

    def _take_map(self, message: messages.OfMap) -> None:
        """Take what leads to the next wish: the map, its sizes, or how it was edited."""
        self._is_told_half = True
        match message:
            case messages.Records(collection, records):
                self._coming.setdefault(collection, {}).update(records)
            case messages.Adopt(meta):
                self._map, self._coming = ArgumentMap(meta, **self._coming), {}
            case messages.Sized(sizes):
                self._sizes.update(sizes)
            case messages.Follow(diff):
                self._map = diff.applied(self._map)

    @property
    def owes(self) -> bool:
        """Whether there is a wish to be granted now: not in the middle of what leads to a newer."""
        return self._wish is not None and not self._is_told_half

    def granted(self) -> list[messages.ToWindow]:
        """Return the answer to the last wish."""
        wish, self._wish = self._wish, None
        if wish is None:
            return []
        self._options, self._expected = wish.options, None
        try:
            placement = self._placement(wish)
        except Exception:  # noqa: BLE001 - the window is told, and goes on
            return [messages.Failed(wish.revision, traceback.format_exc())]
        self._is_new, self._is_cold = False, not wish.onward
        said = list(messages.answer(wish.revision, self._told, placement))
        self._told = placement
        self._warm[wish.revision] = placement.warmth
        return said

    def warm_up(self) -> None:
        """Make what it takes to follow the next edit, if the last answer left that to be made."""
        if self._wish is not None or self._is_told_half:
            return
        if self._expected is None:
            self._other = None  # not sooner: letting go of a million values takes a while
        is_cold, self._is_cold = self._is_cold, False
        if is_cold:  # following an edit of nothing makes what the first one needs
            self._live.follow(self._map, self._sizes, self._options)
        if self._live.prepare() or is_cold:
            _look_away()

    @property
    def could_prepare(self) -> bool:
        """Whether folds are expected that hide so much that following them takes long."""
        if self._expected is None or self._is_new or self._is_told_half:
            return False
        if self._other is not None and self._other.folded == self._expected.folded:
            return False
        hidden = len(self._hidden())
        return hidden >= MUCH and len(self._live.placement.boxes) - hidden <= LEFT

    def prepare(self) -> None:
        """Lay out what is expected beside what was answered last; nobody is told."""
        assert self._expected is not None
        before = self._live.placement
        self._other = LiveLayout(before)
        self._other.start(self._map, self._sizes, self._expected, before.warmth)
        self._other.follow(self._map, self._sizes, self._expected)
        self._other.prepare()
        _look_away()

    def _hidden(self) -> "Mapping[StatementId, None]":
        assert self._expected is not None
        return hidden_in(self._live.placement, self._map, self._expected.folded)

    def _take_wish(self, wish: messages.Arrange) -> None:
        self._is_told_half = False
        if self._wish is not None and not self._wish.onward and wish.onward:
            # What was wished before is begun anew all the same.
            wish = messages.Arrange(wish.revision, wish.options, False, self._wish.previous)
        self._wish = wish

    def _placement(self, wish: messages.Arrange) -> Placement:
        if wish.onward and not self._is_new:
            if self._other is not None and self._other.folded == wish.options.folded:
                self._live, self._other = self._other, self._live
            return self._live.follow(self._map, self._sizes, wish.options)
        previous = wish.previous
        warmth = self._warm.get(previous) if isinstance(previous, int) else previous
        return self._live.start(self._map, self._sizes, wish.options, warmth)

    def _keep(self, wish: messages.Keep) -> None:
        from argmap.app.kept import to_json
        from argmap.io.atomic import write_atomically
        from argmap.model.errors import UserError

        self.granted()  # nobody hears the answer any more, but it is what is kept
        with suppress(OSError, UserError):
            wish.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            placement = self._live.placement
            if self._expected is not None:
                placement = cut(placement, self._map, self._hidden())
            kept = replace(wish.kept, placement=placement)
            write_atomically(wish.path, to_json(kept).encode())


def main() -> int:
    """Serve one window through standard input and output until it closes them."""
    given, told = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # nothing else may stand among the answers
    _limit()
    waiting: SimpleQueue[messages.ToProcess | None] = SimpleQueue()
    threading.Thread(target=_listen, args=(given, waiting), daemon=True).start()
    desk = LayoutDesk()
    import argmap.layout.many.orders
    import argmap.layout.many.places  # noqa: F401 - while the map is still on its way

    while (message := _next(waiting, desk)) is not None:
        _tell(told, desk.take(message))
        if desk.owes and waiting.empty():
            _tell(told, desk.granted())
            if waiting.empty():
                desk.warm_up()
    return 0


def _next(
    waiting: "SimpleQueue[messages.ToProcess | None]", desk: LayoutDesk
) -> messages.ToProcess | None:
    """Wait for the next message; while there is none, make ready what is expected."""
    if desk.could_prepare:
        try:
            return waiting.get(timeout=QUIET)
        except Empty:
            desk.prepare()
    return waiting.get()


def _listen(given: IO[bytes], waiting: "SimpleQueue[messages.ToProcess | None]") -> None:
    with suppress(EOFError, OSError, pickle.UnpicklingError):
        while True:
            waiting.put(pickle.load(given))
    waiting.put(None)


def _tell(told: IO[bytes], said: list[messages.ToWindow]) -> None:
    for message in said:
        told.write(pickle.dumps(message, pickle.HIGHEST_PROTOCOL))
    if said:
        told.flush()


def _look_away() -> None:
    """Have a million values that stay not looked through for rings while edits wait."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def _limit() -> None:
    try:
        import resource
        import signal
    except ImportError:  # Windows has no such limits
        return
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal's Ctrl+C is for the window
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main())
