"""Work that may take a while, done by threads of its own and answered on the thread of the window.

What runs here mostly waits: for a file, for a process that reads a document. Of one kind of job
only the newest is answered.
"""

import queue
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

Answer = TypeVar("Answer")
THREADS = 2

_Job = tuple[str, int, Callable[..., Any], tuple[Any, ...]]


class Background(QObject):
    """A runner of jobs (`argmap.app.jobs.Runner`) for a window."""

    _arrived = Signal(str, int, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._asked: dict[str, tuple[int, Callable[[Any], object]]] = {}
        self._count = 0
        self._threads = 0
        self._closed = False
        self._arrived.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        kind: str,
        work: Callable[..., Answer],
        values: tuple[Any, ...],
        then: Callable[[Answer], object],
    ) -> None:
        """Call `then` with the answer of `work(*values)` when it is there."""
        if self._closed:
            return
        self._count += 1
        self._asked[kind] = self._count, then
        if self._threads < THREADS:
            self._threads += 1
            # A daemon: closing the program never waits for a document.
            threading.Thread(target=self._work, name="argmap-background", daemon=True).start()
        self._jobs.put((kind, self._count, work, values))

    def run_out(self) -> None:
        """Take no more jobs: the threads end, and let go of what they hold, after those asked."""
        for _ in range(self._threads):
            self._jobs.put(None)

    def close(self) -> None:
        """Answer nothing any more; what is running is left to itself."""
        self._closed = True
        self._asked.clear()
        for _ in range(self._threads):
            self._jobs.put(None)

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            kind, number, work, values = job
            if self._asked.get(kind, (0,))[0] != number:
                continue  # a newer one of its kind was asked since
            answer, fault = None, None
            try:
                answer = work(*values)
            except Exception as error:  # noqa: BLE001 - it is raised where the answer is awaited
                fault = error
            if not self._closed:
                with suppress(RuntimeError):  # the window went meanwhile
                    self._arrived.emit(kind, number, answer, fault)

    def _answer(self, kind: str, number: int, answer: Any, fault: Exception | None) -> None:
        asked = self._asked.get(kind)
        if self._closed or asked is None or asked[0] != number:
            return
        del self._asked[kind]
        if fault is not None:
            raise fault
        asked[1](answer)
