"""Work on snapshots that may take a while: who runs it, and how stale answers are dropped.

A job is a function of values that could cross to another process. The inline runner does it at
once; a runner with a worker process keeps the same promise, so callers need not know which it is.
"""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

Answer = TypeVar("Answer")


class Runner(Protocol):
    """Whoever runs jobs. Of one `kind` of job only the newest is answered."""

    def run(
        self,
        kind: str,
        work: Callable[..., Answer],
        values: tuple[Any, ...],
        then: Callable[[Answer], None],
    ) -> None:
        """Call `then` with the answer of `work(*values)`, on the thread that asked."""
        ...

    def close(self) -> None:
        """Stop what is running; nothing is answered any more."""
        ...


class InlineRunner:
    """Runs every job at once, where it is asked for."""

    def __init__(self) -> None:
        self._closed = False

    def run(
        self,
        kind: str,  # noqa: ARG002 - a runner that queues tells jobs apart by it
        work: Callable[..., Answer],
        values: tuple[Any, ...],
        then: Callable[[Answer], None],
    ) -> None:
        """Do the work and hand on its answer."""
        answer = work(*values)
        if not self._closed:
            then(answer)

    def close(self) -> None:
        """Answer nothing any more."""
        self._closed = True
