"""From one placement to the next: how far boxes still are from where they belong, as time goes.

`slide` is pure; `Animator` runs time through it. Links follow their boxes when they are painted.
What is out of sight jumps: only what can be seen is worth the arithmetic.
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation

from argmap.layout.geometry import Box, Point
from argmap.layout.placement import Placement
from argmap.model.records import StatementId

Offsets = Mapping[StatementId, Point]
"""How far boxes are displayed from where they will stand, in map pixels."""
NO_OFFSETS: Offsets = {}
_STILL = 0.5
"""Moves of less than this many map pixels are not worth showing."""
MOST_MOVERS = 400
"""More boxes than this are not followed by the eye, and would stutter: they jump."""


def slide(
    before: Mapping[StatementId, Box],
    after: Placement,
    by: Point = (0.0, 0.0),
    still: str = "",
) -> Offsets:
    """Return where the move begins from where boxes were seen to the placement `after`.

    `by` is how far the camera has jumped to keep one box, `still`, where it was on the screen.
    """
    offsets: dict[StatementId, Point] = {}
    rests = max(map(abs, by)) <= _STILL
    for id_, old in before.items():
        box = after.boxes.get(id_)
        if box is None or id_ == still or (rests and box is old):
            continue
        dx, dy = shift(box, old)
        if abs(dx + by[0]) > _STILL or abs(dy + by[1]) > _STILL:
            offsets[id_] = dx + by[0], dy + by[1]
    return offsets if len(offsets) <= MOST_MOVERS else NO_OFFSETS


def shift(start: Box, end: Box) -> Point:
    """Return how far a box moves; one that only grows, downwards and to both sides, does not."""
    return end.centre[0] - start.centre[0], end.y - start.y


class Animator(QObject):
    """Brings offsets to nothing and hands those on the way to `show`."""

    def __init__(self, show: Callable[[Offsets], None], parent: QObject) -> None:
        super().__init__(parent)
        self._show = show
        self._start: Offsets = NO_OFFSETS
        self._clock = QVariantAnimation(self)
        self._clock.setStartValue(1.0)
        self._clock.setEndValue(0.0)
        self._clock.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._clock.valueChanged.connect(self._tick)

    @property
    def running(self) -> bool:
        """Whether something is on its way."""
        return bool(self._start)

    def run(self, start: Offsets, milliseconds: int) -> None:
        """Begin at these offsets, in place of whatever was on its way."""
        self._clock.stop()
        self._start = start
        if milliseconds <= 0 or not start:
            self.finish()
            return
        self._show(start)
        self._clock.setDuration(milliseconds)
        self._clock.start()

    def finish(self) -> None:
        """Go to the end at once."""
        self._clock.stop()
        self._start = NO_OFFSETS
        self._show(NO_OFFSETS)

    def _tick(self, left: float) -> None:
        if left <= 0:
            self.finish()
        elif self._start:
            self._show({id_: (x * left, y * left) for id_, (x, y) in self._start.items()})
