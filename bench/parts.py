"""Where the time of an edit goes: time inside some functions, without that in others of them.

It is the processor time of the window's thread: whatever else the machine does counts little.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from time import thread_time
from typing import Any

Place = tuple[Any, str, str]
"""A class or module, the name of a function in it, and the part that its time counts to."""


class Parts:
    """Adds up time by part while functions of the program run; nested ones count once."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}
        self._since = thread_time()
        self._whole: float | None = None
        self._open: list[tuple[str, float]] = []

    def listen(self, places: list[Place]) -> None:
        """Count the time of these functions from now on."""
        for owner, name, part in places:
            setattr(owner, name, self._counted(getattr(owner, name), part))

    def begin(self) -> None:
        """Begin to count anew."""
        self.spent, self._whole = {}, None
        self._since = thread_time()

    def end(self) -> None:
        """Count nothing any more until it begins anew."""
        self._whole = (thread_time() - self._since) * 1000

    def counted(self) -> dict[str, float]:
        """Return the milliseconds of every part, and of the rest, up to the end."""
        if self._whole is None:
            self.end()
        return {**self.spent, "rest": (self._whole or 0.0) - sum(self.spent.values())}

    @contextmanager
    def within(self, part: str) -> Iterator[None]:
        """Count what is done in the block to a part."""
        self._add(thread_time())
        self._open.append((part, thread_time()))
        try:
            yield
        finally:
            now = thread_time()
            self._add(now)
            self._open.pop()
            if self._open:
                self._open[-1] = self._open[-1][0], now

    def _add(self, now: float) -> None:
        if self._open and self._whole is None:
            part, since = self._open[-1]
            self.spent[part] = self.spent.get(part, 0.0) + (now - since) * 1000

    def _counted(self, work: Callable[..., Any], part: str) -> Callable[..., Any]:
        @wraps(work)
        def counted(*values: Any, **named: Any) -> Any:
            with self.within(part):
                return work(*values, **named)

        return counted
