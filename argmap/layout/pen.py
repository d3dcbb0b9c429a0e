"""Drawing a line piece by piece: straight runs, quarter turns and swings from one lane to another.

All pieces leave and arrive along the ranks, so that they join smoothly.
"""

from argmap.layout.geometry import Bend, Curve, Point, between

ROUND = 0.5523
"""The share of the radius at which the control points of a quarter ellipse lie."""
ROUNDER = 0.5
"""So far past its lane towards the other end a swing keeps on along the ranks, as a share of the
way from the lane to the nearer end: its turns are rounder so, and its middle flatter."""
TINY = 0.05


class Pen:
    """Collects the bends of one curve."""

    __slots__ = ("bends", "here", "start")

    def __init__(self, start: Point) -> None:
        self.start = start
        self.here = start
        self.bends: list[Bend] = []

    def straight(self, to: Point) -> None:
        """Run straight to a point; a run that goes on in the same direction makes one piece."""
        start = self.here
        if -TINY < to[1] - start[1] < TINY and -TINY < to[0] - start[0] < TINY:
            return
        if self.bends and self._goes_on(to):
            self.bends.pop()
            start = self.bends[-1].end if self.bends else self.start
        self.bends.append(Bend(between(start, to, 1 / 3), between(start, to, 2 / 3), to))
        self.here = to

    def _goes_on(self, to: Point) -> bool:
        last = self.bends[-1]
        start = self.bends[-2].end if len(self.bends) > 1 else self.start
        here = last.end
        if abs(start[0] - here[0]) >= TINY or abs(to[0] - here[0]) >= TINY:
            return False
        onward = (here[1] - start[1]) * (to[1] - here[1]) > 0
        return onward and last.first == between(start, here, 1 / 3)

    def swing(self, to: Point, lane: float) -> None:
        """Swing to a point, leaving and arriving along the ranks, flattest at the lane.

        Of two swings that lead the same way and keep their order, the control points of the one
        with the higher lane are nowhere lower: so they never meet.
        """
        if abs(to[0] - self.here[0]) < TINY:
            self.straight(to)
            return
        before, after = lane - self.here[1], to[1] - lane
        more = ROUNDER * (before if abs(before) < abs(after) else after)
        self.bends.append(Bend((self.here[0], lane + more), (to[0], lane - more), to))
        self.here = to

    def turn_in(self, to: Point, reach: float, rise: float) -> None:
        """Turn from along the ranks to along the siblings: run, quarter turn, run to the point."""
        across = to[0] - self.here[0]
        along = to[1] - self.here[1]
        if abs(across) < TINY:
            self.straight(to)
            return
        wide = min(abs(across), reach) * (1 if across > 0 else -1)
        deep = min(abs(along), rise) * (1 if along > 0 else -1)
        self.straight((self.here[0], to[1] - deep))
        x, y = self.here
        end = (x + wide, to[1])
        self.bends.append(Bend((x, y + deep * ROUND), (end[0] - wide * ROUND, end[1]), end))
        self.here = end
        self.straight(to)

    def turn_out(self, to: Point, reach: float, rise: float) -> None:
        """Turn from along the siblings to along the ranks: run, quarter turn, run to the point."""
        across = to[0] - self.here[0]
        along = to[1] - self.here[1]
        if abs(across) < TINY:
            self.straight(to)
            return
        wide = min(abs(across), reach) * (1 if across > 0 else -1)
        deep = min(abs(along), rise) * (1 if along > 0 else -1)
        self.straight((to[0] - wide, self.here[1]))
        x, y = self.here
        end = (to[0], y + deep)
        self.bends.append(Bend((x + wide * ROUND, y), (end[0], end[1] - deep * ROUND), end))
        self.here = end
        self.straight(to)

    def curve(self) -> Curve:
        """Return what was drawn."""
        return Curve(self.start, tuple(self.bends))
