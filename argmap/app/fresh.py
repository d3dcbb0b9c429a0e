"""Laying a map out afresh can be taken back and done again, until something is edited or folded.

It changes nothing of the map, so it is no entry of the history; it comes before the last of them.
"""

from argmap.layout.placement import Placement
from argmap.model.argmap import ArgumentMap
from argmap.model.records import StatementId

LABEL = "Lay out afresh"
Folds = frozenset[StatementId]


class Fresh:
    """Remembers where everything stood before a map was last laid out afresh."""

    def __init__(self) -> None:
        self._was: tuple[ArgumentMap, Folds, Placement] | None = None
        self._is_undone = False

    def note(self, map: ArgumentMap, folds: Folds, before: Placement | None) -> None:
        """Remember where everything stands; None where that is not yet known."""
        self._was = None if before is None else (map, folds, before)
        self._is_undone = False

    def can_undo(self, map: ArgumentMap, folds: Folds) -> bool:
        """Tell whether it was the last thing done."""
        return self._fits(map, folds) and not self._is_undone

    def can_redo(self, map: ArgumentMap, folds: Folds) -> bool:
        """Tell whether it was the last thing undone."""
        return self._fits(map, folds) and self._is_undone

    def undone(self) -> Placement | None:
        """Return where everything stood, which is shown again."""
        self._is_undone = True
        return None if self._was is None else self._was[2]

    def redone(self) -> None:
        """Take note that it is done again."""
        self._is_undone = False

    def _fits(self, map: ArgumentMap, folds: Folds) -> bool:
        return self._was is not None and self._was[0] is map and self._was[1] == folds
