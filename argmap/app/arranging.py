"""Keeps the placement of a map up to date: a layout is asked for after every change.

The direction that layout chose when the map was opened stays; only the file or the person changes
it. Sizes come from an injected measure, since text is measured with real fonts above this layer.
"""

from collections.abc import Callable, Mapping

from argmap.app.jobs import Runner
from argmap.app.listeners import Listeners
from argmap.layout.placement import LayoutOptions, Placement, Sizes
from argmap.model.argmap import ArgumentMap
from argmap.model.records import Direction, StatementId

MeasureMap = Callable[[ArgumentMap], Sizes]
"""Gives the size of every statement's box."""


class Arranging:
    """The placement of one open map, and the job that renews it."""

    def __init__(self, measure: MeasureMap, runner: Runner) -> None:
        self.measure = measure
        self._runner = runner
        self._options: LayoutOptions | None = None
        self._asked = 0
        self.placement = Placement()
        self.done: Listeners[Placement] = Listeners()

    def start_from(self, placement: Placement, map: ArgumentMap) -> bool:
        """Take a placement kept from last time, if its boxes still have the right sizes."""
        sizes = self.measure(map)
        if not _fits(placement, sizes):
            return False
        self._options = _options(map, frozenset(), placement.direction)
        self.placement = placement
        self.done.tell(placement)
        return True

    def arrange(
        self,
        map: ArgumentMap,
        folded: frozenset[StatementId] = frozenset(),
        *,
        afresh: bool = False,
    ) -> None:
        """Ask for a placement of this map; afresh forgets where things were."""
        chosen = self.placement.direction if self._options is not None and not afresh else None
        options = _options(map, folded, chosen)
        previous = None if afresh or self._turned(options) else self.placement.warmth or None
        self._options = options
        self._asked += 1
        asked = self._asked
        self._runner.run(
            "layout",
            _arranged,
            (map, self.measure(map), options, previous),
            lambda placement: self._answer(placement, asked),
        )

    def close(self) -> None:
        """Want no more answers."""
        self._asked += 1
        self._runner.close()

    def _turned(self, options: LayoutOptions) -> bool:
        before = self._options
        if before is None:
            return True
        return (before.kind, self.placement.direction) != (
            options.kind,
            options.direction or self.placement.direction,
        )

    def _answer(self, placement: Placement, asked: int) -> None:
        if asked == self._asked:
            self.placement = placement
            self.done.tell(placement)


def _options(
    map: ArgumentMap, folded: frozenset[StatementId], chosen: Direction | None
) -> LayoutOptions:
    view = map.meta.view
    return LayoutOptions(kind=view.layout, direction=view.direction or chosen, folded=folded)


def _arranged(
    map: ArgumentMap,
    sizes: Sizes,
    options: LayoutOptions,
    previous: Mapping[str, object] | None,
) -> Placement:
    # Imported here: layout brings numpy, and the window must stand before that.
    from argmap.layout.arrange import arrange

    return arrange(map, sizes, options, previous)


def _fits(placement: Placement, sizes: Sizes) -> bool:
    boxes = placement.boxes
    return all(
        id_ in sizes
        and abs(sizes[id_][0] - box.width) < 0.5
        and abs(sizes[id_][1] - box.height) < 0.5
        for id_, box in boxes.items()
    )
