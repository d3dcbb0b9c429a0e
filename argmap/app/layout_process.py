"""The window's side of its layout process: starts it, tells it of edits, takes its answers.

Two threads do what may have to wait, so that the window never does: one writes, one reads and puts
answers together. A process that dies is started again once; then whoever asks must do without.
"""

import pickle
import sys
import threading
import weakref
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from queue import SimpleQueue
from typing import Any

from argmap.app import layout_messages as messages
from argmap.app.placement_data import FlatBoxes, FlatRoutes, boxes_of, routes_of
from argmap.layout.patched import patched
from argmap.layout.placement import Placement
from argmap.own_processes import command_of, started

PATIENCE = 5.0
"""Seconds to wait for an answer where the window cannot go on without it."""
PARTING = 0.5
"""Seconds that the last words to the process may take."""

Post = Callable[[Callable[[], None]], None]
"""Has a function called on the thread of the window, soon."""


class LayoutProcess:
    """One process, from its start to its end. `answered` and `died` are called by way of `post`."""

    def __init__(
        self,
        post: Post,
        answered: Callable[[int, Placement], None],
        died: Callable[[], None],
        command: list[str] | None = None,
    ) -> None:
        """Start the process. Raises OSError where that cannot be."""
        self._post, self._answered, self._died = post, answered, died
        self._child = started(command or command_of("argmap.app.layout_child"))
        self._outgoing: SimpleQueue[Iterator[messages.ToProcess] | None] = SimpleQueue()
        self._arrived = threading.Condition()
        self._last = 0, Placement()
        self._warm: dict[int, Mapping[str, object]] = {}
        self._is_over = False
        self._writer = threading.Thread(target=self._write, name="argmap-layout", daemon=True)
        self._writer.start()
        threading.Thread(target=self._read, name="argmap-layout", daemon=True).start()

    def say(self, *said: messages.ToProcess) -> None:
        """Send messages."""
        self.say_all(iter(said))

    def say_all(self, said: Iterator[messages.ToProcess]) -> None:
        """Send messages that are made one by one, by the thread that writes."""
        self._outgoing.put(said)

    def wait_for(self, revision: int) -> Placement | None:
        """Wait for an answer, and return it; None where none comes."""
        with self._arrived:
            self._arrived.wait_for(lambda: self._is_over or self._last[0] >= revision, PATIENCE)
            return self._last[1] if self._last[0] >= revision else None

    def warmth(self, revision: int) -> Mapping[str, object]:
        """Ask for the warmth of an answer and wait for it; empty where it is not known."""
        self.say(messages.TellWarmth(revision))
        with self._arrived:
            self._arrived.wait_for(lambda: self._is_over or revision in self._warm, PATIENCE)
            return self._warm.pop(revision, {})

    def told_of(self, warmth: Mapping[str, object] | None) -> int | Mapping[str, object] | None:
        """Return how the process is told of a warmth: of its own by their revision."""
        if not isinstance(warmth, Elsewhere):
            return warmth
        return warmth.revision if warmth.process is self else None

    def is_last(self, warmth: Mapping[str, object]) -> bool:
        """Tell whether a warmth belongs to the last answer of this process."""
        mine = isinstance(warmth, Elsewhere) and warmth.process is self
        return mine and warmth is self._last[1].warmth

    def close(self) -> None:
        """Let the process do what it was told, and end; nothing is answered any more.

        That may take it a while, and the threads wait for it: they keep nothing of the window.
        """
        self._answered, self._died, self._post = _nothing, _nothing, _nothing
        self._outgoing.put(None)
        self._writer.join(PARTING)  # the program may be about to end
        with self._arrived:
            self._last = 0, Placement()

    def _write(self) -> None:
        given = self._child.stdin
        assert given is not None
        try:
            with suppress(OSError, ValueError):
                while (said := self._outgoing.get()) is not None:
                    for message in said:
                        given.write(pickle.dumps(message, pickle.HIGHEST_PROTOCOL))
                    given.flush()
        finally:  # even after a fault of ours: a process that hears nothing more must end
            with suppress(OSError, ValueError):
                given.close()

    def _read(self) -> None:
        told = self._child.stdout
        assert told is not None
        boxes: dict[Any, Any] = {}
        routes: dict[Any, Any] = {}
        with suppress(EOFError, OSError, ValueError, pickle.UnpicklingError):
            while True:
                message = pickle.load(told)  # of a process of our own
                if isinstance(message, FlatBoxes):
                    boxes.update(boxes_of(message))
                elif isinstance(message, FlatRoutes):
                    routes.update(routes_of(message))
                elif isinstance(message, messages.Placed):
                    self._take(message, boxes, routes)
                    boxes, routes = {}, {}
                elif isinstance(message, messages.Warm):
                    with self._arrived:
                        self._warm[message.revision] = message.warmth
                        self._arrived.notify_all()
                else:  # a fault of ours: the next process begins anew
                    sys.stderr.write(f"{message.trace}\n")
                    break
        self._end()

    def _take(self, placed: messages.Placed, boxes: dict[Any, Any], routes: dict[Any, Any]) -> None:
        before = self._last[1]
        placement = replace(
            placed.rest,
            boxes=patched(before.boxes, boxes, placed.gone_boxes),
            routes=patched(before.routes, routes, placed.gone_routes),
            warmth=Elsewhere(self, placed.revision),
        )
        with self._arrived:
            self._last = placed.revision, placement
            self._arrived.notify_all()
        self._post(lambda: self._answered(placed.revision, placement))

    def _end(self) -> None:
        with self._arrived:
            self._is_over = True
            self._arrived.notify_all()
        self._outgoing.put(None)
        self._child.kill()
        self._child.wait()
        if self._child.stdout is not None:
            self._child.stdout.close()
        self._post(lambda: self._died())


class Elsewhere(Mapping[str, object]):
    """The warmth of an answer, fetched from the process when somebody looks at it."""

    def __init__(self, process: LayoutProcess, revision: int) -> None:
        """Stand for the warmth of an answer for as long as this is kept."""
        self.process = process
        self.revision = revision
        self._fetched: Mapping[str, object] | None = None
        # By a weak reference: else what is noted here would keep the process and its last answer.
        weakref.finalize(self, _let_forget, weakref.ref(process), revision).atexit = False

    @property
    def _data(self) -> Mapping[str, object]:
        if self._fetched is None:
            self._fetched = self.process.warmth(self.revision)
        return self._fetched

    def __getitem__(self, key: str) -> object:
        return self._data[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def __len__(self) -> int:
        return len(self._data)

    def __bool__(self) -> bool:
        return True  # without asking


def _let_forget(process: "weakref.ref[LayoutProcess]", revision: int) -> None:
    """Tell a process, where there still is one, that the warmth of an answer is not wanted."""
    if (told := process()) is not None:
        told.say(messages.Forget(revision))


def _nothing(*_: object) -> None:
    """Take news that nobody wants any more."""
