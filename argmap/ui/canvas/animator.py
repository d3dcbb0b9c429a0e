"""From one placement to the next: boxes slide, and links follow the boxes they belong to.

`Slide` is pure: it gives the placement at any share of the way. `Animator` runs time through it.
What is out of sight jumps; only what can be seen is worth the arithmetic.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation

from argmap.layout.geometry import Bend, Box, Curve, Point
from argmap.layout.placement import LinkRoute, Placement
from argmap.model.argmap import ArgumentMap
from argmap.model.records import LinkId, StatementId

_STILL = 0.5
"""Moves of less than this many map pixels are not worth showing."""
_MOST_MOVERS = 400
"""More boxes than this are not followed by the eye, and would stutter: they jump."""


@dataclass(frozen=True, slots=True)
class Slide:
    """A move from the placement `before` to the placement `after`.

    `movers` are the boxes that are seen to move, with how far back they start from.
    """

    after: Placement
    movers: Mapping[StatementId, Point]
    followers: Mapping[LinkId, tuple[tuple[Point, ...], Point]]

    def at(self, share: float) -> Placement:
        """Return the placement a share (0 to 1) of the way."""
        left = 1 - share
        if left <= 0 or not self.movers:
            return self.after
        boxes = dict(self.after.boxes)
        for id_, (dx, dy) in self.movers.items():
            box = boxes[id_]
            boxes[id_] = Box(box.x + dx * left, box.y + dy * left, box.width, box.height)
        routes = dict(self.after.routes)
        for link, (starts, end) in self.followers.items():
            routes[link] = _dragged_route(
                routes[link], [_times(start, left) for start in starts], _times(end, left)
            )
        return replace(self.after, boxes=boxes, routes=routes)


def slide(
    map: ArgumentMap,
    before: Mapping[StatementId, Box],
    after: Placement,
    by: Point = (0.0, 0.0),
    still: str = "",
) -> Slide:
    """Return the move from where boxes were seen (those worth showing) to the placement `after`.

    `by` is how far the camera has jumped to keep one box, `still`, where it was on the screen.
    """
    movers: dict[StatementId, Point] = {}
    for id_, old in before.items():
        box = after.boxes.get(id_)
        if box is None or id_ == still:
            continue
        dx, dy = shift(box, old)
        if abs(dx + by[0]) > _STILL or abs(dy + by[1]) > _STILL:
            movers[id_] = dx + by[0], dy + by[1]
    if len(movers) > _MOST_MOVERS:
        return Slide(after, {}, {})
    return Slide(after, movers, _followers(map, after, movers))


def shift(start: Box, end: Box) -> Point:
    """Return how far a box moves; one that only grows, downwards and to both sides, does not."""
    return end.centre[0] - start.centre[0], end.y - start.y


class Animator(QObject):
    """Runs one slide at a time and hands each placement on the way to `show`."""

    def __init__(self, show: Callable[[Placement, float], None], parent: QObject) -> None:
        super().__init__(parent)
        self._show = show
        self._slide: Slide | None = None
        self._clock = QVariantAnimation(self)
        self._clock.setStartValue(0.0)
        self._clock.setEndValue(1.0)
        self._clock.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._clock.valueChanged.connect(self._tick)

    @property
    def running(self) -> bool:
        """Whether something is on its way."""
        return self._slide is not None

    def run(self, slide: Slide, milliseconds: int) -> None:
        """Start a slide; `show` is called with each placement and the share of the way gone."""
        self._slide = slide
        self._clock.stop()
        if milliseconds <= 0:
            self.finish()
            return
        self._clock.setDuration(milliseconds)
        self._clock.start()

    def finish(self) -> None:
        """Go to the end at once."""
        if self._slide is not None:
            self._tick(1.0)

    def _tick(self, share: float) -> None:
        slide = self._slide
        if slide is None:
            return
        if share >= 1:
            self._slide = None
            self._clock.stop()
        self._show(slide.at(share), share)


def _followers(
    map: ArgumentMap, after: Placement, movers: Mapping[StatementId, Point]
) -> dict[LinkId, tuple[tuple[Point, ...], Point]]:
    """Return, for each link that moves, how far back its starts and its end begin."""
    if not movers:
        return {}
    touched: dict[LinkId, None] = {}
    pending: list[str] = list(movers)
    while pending:  # links on links move with the links they are on
        place = pending.pop()
        links = [*map.links_into.get(place, ()), *map.links_from.get(StatementId(place), ())]
        for link in links:
            if link not in touched and link in after.routes:
                touched[link] = None
                pending.append(link)
    still = (0.0, 0.0)
    found = {}
    for link in touched:
        record = map.links[link]
        starts = tuple(movers.get(premise, still) for premise in record.premises)
        found[link] = starts, _shift_of_end(map, record.target, movers, set())
    return found


def _shift_of_end(
    map: ArgumentMap, target: str, movers: Mapping[StatementId, Point], passed: set[str]
) -> Point:
    link = map.links.get(LinkId(target))
    if link is None or target in passed:
        return movers.get(StatementId(target), (0.0, 0.0))
    passed.add(target)  # the middle of a link moves as much as its two ends do on average
    starts = [movers.get(premise, (0.0, 0.0)) for premise in link.premises]
    end = _shift_of_end(map, link.target, movers, passed)
    start = _mean(starts)
    return (start[0] + end[0]) / 2, (start[1] + end[1]) / 2


def _dragged_route(route: LinkRoute, starts: list[Point], end: Point) -> LinkRoute:
    """Return the route with its ends moved; what lies between follows in proportion."""
    mean = _mean(starts)
    middle = (mean[0] + end[0]) / 2, (mean[1] + end[1]) / 2
    joint = end if route.trunk is None else middle
    legs = tuple(
        _bent(leg, starts[min(index, len(starts) - 1)], joint)
        for index, leg in enumerate(route.legs)
    )
    return LinkRoute(
        legs,
        None if route.trunk is None else _bent(route.trunk, joint, end),
        None if route.junction is None else _plus(route.junction, joint),
        _plus(route.middle, middle),
        _plus(route.badge, middle),
        route.along,
    )


def _bent(curve: Curve, start: Point, end: Point) -> Curve:
    """Return the curve with its ends moved; each point follows by its rank along the curve."""
    count = 3 * len(curve.bends)
    if not count:
        return Curve(_plus(curve.start, start), ())

    def moved(point: Point, rank: int) -> Point:
        share = rank / count
        return (
            point[0] + start[0] * (1 - share) + end[0] * share,
            point[1] + start[1] * (1 - share) + end[1] * share,
        )

    bends = tuple(
        Bend(moved(b.first, 3 * k + 1), moved(b.second, 3 * k + 2), moved(b.end, 3 * k + 3))
        for k, b in enumerate(curve.bends)
    )
    return Curve(_plus(curve.start, start), bends)


def _mean(points: list[Point]) -> Point:
    if not points:
        return 0.0, 0.0
    return sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)


def _plus(a: Point, b: Point) -> Point:
    return a[0] + b[0], a[1] + b[1]


def _times(a: Point, factor: float) -> Point:
    return a[0] * factor, a[1] * factor
