"""How far a part reaches: the box around its boxes and curves, kept while some of them change."""

from argmap.layout.geometry import Box, Curve
from argmap.layout.live.part import GONE, LivePart
from argmap.layout.live.traces import Traces

Edges = tuple[float, float, float, float]
"""Left, top, right, bottom."""


class Reach:
    """The edges of everything in a part, and the outermost of them."""

    def __init__(self, part: LivePart) -> None:
        self._part = part
        self._boxes = {
            number: _of_box(part.seen_boxes[number])
            for number, id_ in enumerate(part.web.ids)
            if id_ is not GONE
        }
        self._legs = {leg: _of_curve(curve) for leg, curve in part.seen.legs.items()}
        self._all = self._outermost()

    def bounds(self) -> Box:
        """Return the box around everything."""
        left, top, right, bottom = self._all
        return Box(left, top, right - left, bottom - top)

    def renew(self, traces: Traces) -> None:
        """Take account of boxes and curves that are elsewhere, came or went."""
        part = self._part
        old: list[Edges] = []
        new: list[Edges] = []
        for box in (*traces.went.values(), *traces.resized):
            if (before := self._boxes.pop(box, None)) is not None:
                old.append(before)
            if part.web.ids[box] is not GONE:
                self._boxes[box] = _of_box(part.seen_boxes[box])
                new.append(self._boxes[box])
        for leg in traces.touched_legs(part.by_link):
            if (before := self._legs.pop(leg, None)) is not None:
                old.append(before)
            if leg in part.seen.legs:
                self._legs[leg] = _of_curve(part.seen.legs[leg])
                new.append(self._legs[leg])
        left, top, right, bottom = self._all
        if any(a <= left or b <= top or c >= right or d >= bottom for a, b, c, d in old):
            self._all = self._outermost()
        elif new:
            lefts, tops, rights, bottoms = zip(self._all, *new, strict=True)
            self._all = min(lefts), min(tops), max(rights), max(bottoms)

    def _outermost(self) -> Edges:
        everything = [*self._boxes.values(), *self._legs.values()]
        if not everything:
            return 0.0, 0.0, 0.0, 0.0
        lefts, tops, rights, bottoms = zip(*everything, strict=True)
        return min(lefts), min(tops), max(rights), max(bottoms)


def _of_box(box: Box) -> Edges:
    return box.x, box.y, box.right, box.bottom


def _of_curve(curve: Curve) -> Edges:
    points = [curve.start]
    for bend in curve.bends:
        points += (bend.first, bend.second, bend.end)
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)
