"""Where everything stood after each step of the history, so that undo leads back to just that.

A layout that follows an edit moves as little as it can, but what made room does not always go home
when the edit is taken back. Whoever takes a step back wants to see what was there before it.
"""

from collections.abc import Callable

from argmap.layout.placement import Placement
from argmap.model.records import StatementId

MOST = 150
"""Maps of more statements are not begun anew from what is remembered: that takes too long."""
STEPS = 40
"""How many steps are remembered."""
Folds = frozenset[StatementId]


class Standing:
    """Remembers placements by how many steps were done; another set of folds makes it forget."""

    def __init__(self, position: Callable[[], int]) -> None:
        self._position = position
        self._folds: Folds = frozenset()
        self._stood: dict[int, Placement] = {}

    def note(self, folds: Folds, placement: Placement) -> None:
        """Remember where everything stands now that so many steps are done."""
        if folds != self._folds or len(placement.boxes) > MOST:
            self.forget()
        self._folds = folds
        self._stood.pop(self._position(), None)
        self._stood[self._position()] = placement
        if len(self._stood) > STEPS:
            del self._stood[next(iter(self._stood))]

    def after(self, steps: int, folds: Folds) -> Placement | None:
        """Return where everything stood when so many steps were done, by that many from now."""
        if folds != self._folds:
            return None
        return self._stood.get(self._position() + steps)

    def forget_undone(self) -> None:
        """Forget the steps that cannot be done again, for another was done."""
        here = self._position()
        self._stood = {at: placement for at, placement in self._stood.items() if at < here}

    def forget(self) -> None:
        """Forget all: the map was arranged in another way."""
        self._stood.clear()
