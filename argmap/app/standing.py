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
    """Remembers placements of small maps by how many steps were done.

    All of them were made with the same folds: with others it begins anew.
    """

    def __init__(self, steps_done: Callable[[], int]) -> None:
        """Begin with nothing; `steps_done` counts on when the history lets old steps go."""
        self._steps_done = steps_done
        self._folds: Folds = frozenset()
        self._stood: dict[int, Placement] = {}

    def note(self, folds: Folds, placement: Placement) -> None:
        """Remember where everything stands now that so many steps are done."""
        is_small = len(placement.boxes) <= MOST
        if folds != self._folds or not is_small:
            self.forget()
        self._folds = folds
        if not is_small:
            return
        self._stood.pop(self._steps_done(), None)
        self._stood[self._steps_done()] = placement
        if len(self._stood) > STEPS:
            del self._stood[next(iter(self._stood))]

    def after(self, steps: int, folds: Folds) -> Placement | None:
        """Return where everything stood so many steps from now (back: less than 0), if known."""
        if folds != self._folds:
            return None
        return self._stood.get(self._steps_done() + steps)

    def forget_undone(self) -> None:
        """Forget the steps that cannot be done again, for another was done."""
        here = self._steps_done()
        self._stood = {at: placement for at, placement in self._stood.items() if at < here}

    def forget(self) -> None:
        """Forget all: the map was arranged in another way."""
        self._stood.clear()
