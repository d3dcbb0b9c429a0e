"""The time of a talk: how long in all, and how long at each step. It can be paused and set back."""

import time
from collections.abc import Callable


class Stopwatch:
    """Counts seconds, in all and by step; a step that is come back to counts on."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._since = clock()
        self._step = 0
        self._spent: dict[int, float] = {}
        self._before = 0.0
        self.paused = False

    @property
    def elapsed(self) -> float:
        """The seconds that were not paused."""
        return sum(self._spent.values()) + self._running

    def spent(self, step: int) -> float:
        """Return the seconds spent at a step."""
        return self._spent.get(step, 0.0) + (self._running if step == self._step else 0.0)

    @property
    def stay(self) -> float:
        """The seconds since the present step was last gone to."""
        return self.spent(self._step) - self._before

    def go_to(self, step: int) -> None:
        """Count for another step from now on."""
        self._take_down()
        self._step = step
        self._before = self._spent.get(step, 0.0)

    def pause(self) -> None:
        """Stop counting, or go on."""
        self._take_down()
        self.paused = not self.paused

    def reset(self) -> None:
        """Begin again at nothing."""
        self._spent.clear()
        self._before = 0.0
        self._since = self._clock()

    @property
    def _running(self) -> float:
        return 0.0 if self.paused else self._clock() - self._since

    def _take_down(self) -> None:
        self._spent[self._step] = self._spent.get(self._step, 0.0) + self._running
        self._since = self._clock()


def as_clock(seconds: float) -> str:
    """Return seconds as minutes and seconds, with hours where there are any."""
    whole = max(int(seconds), 0)
    hours, rest = divmod(whole, 3600)
    minutes, seconds = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
