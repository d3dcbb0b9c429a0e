"""What a map folded to a level begins its layout with: those that are left come together anew.

Folding one branch moves nothing else. An overview is wished for to be seen at once: it does not
keep the places of a map of thousands. Where everything stood before is remembered for the way back.
"""

from argmap.layout.placement import Placement
from argmap.model.argmap import ArgumentMap
from argmap.model.records import StatementId

Folds = frozenset[StatementId]


class Levels:
    """Remembers where a map stood before its levels were folded; an edit makes it forget."""

    def __init__(self) -> None:
        self._home: tuple[ArgumentMap, Folds, Placement] | None = None

    def start_for(
        self, map: ArgumentMap, folded: Folds, now: Placement | None, folds: Folds
    ) -> Placement:
        """Return what to begin with for these folds; `folded` and `now` are what is shown.

        `now` is None where what is shown only stands in for what is being laid out.
        """
        if (home := self.home_for(map, folds)) is not None:
            return home
        if (self._home is None or self._home[0] is not map) and now is not None:
            self._home = map, folded, now
        return Placement()

    def home_for(self, map: ArgumentMap, folds: Folds) -> Placement | None:
        """Return where the map stood with these folds before its levels were folded, if it did."""
        home = self._home
        return home[2] if home is not None and home[0] is map and home[1] == folds else None
