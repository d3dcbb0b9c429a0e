"""The way from one view to another, as a function of time: near ones glide, far ones pull out.

After J. J. van Wijk and W. A. A. Nuij, Smooth and efficient zooming and panning, InfoVis 2003, with
their curvature of the square root of 2. Nothing here knows a widget or a clock.
"""

from dataclasses import replace
from functools import cached_property
from math import asinh, cosh, exp, hypot, log, sinh, sqrt, tanh

from argmap.layout.geometry import Point, Size, between
from argmap.model.light_dataclass import dataclass
from argmap.ui.canvas.camera import Camera, centred, eased, flown

CURVATURE = sqrt(2.0)
SHORTEST_MS, LONGEST_MS = 250.0, 1200.0
MS_PER_LENGTH = 420.0
"""How long a flight takes for each unit of the length of its path, within the two bounds."""
_NEAR = 1e-3
"""Ways of the middle shorter than this share of the view are pure zooms."""


@dataclass(frozen=True)
class Glide:
    """A straight and quick way, for the small moves of editing."""

    start: Camera
    end: Camera
    view: Size

    def at(self, share: float) -> Camera:
        """Return the camera after a share (0 to 1) of the time."""
        return flown(self.start, self.end, eased(share), self.view)

    def shifted(self, dx: float, dy: float) -> "Glide":
        """Return the flight with both its ends moved by map pixels."""
        return replace(self, start=self.start.shifted(dx, dy), end=self.end.shifted(dx, dy))


@dataclass(frozen=True)
class Arc:
    """A way that pulls out and in again where that is shorter for the eye."""

    start: Camera
    end: Camera
    view: Size

    @cached_property
    def length(self) -> float:
        """The length of the path, in the measure that its authors use: what the eye travels."""
        if self._is_zoom:
            return abs(log(self._widths[1] / self._widths[0])) / CURVATURE
        start, end = self._turns
        return (end - start) / CURVATURE

    @property
    def milliseconds(self) -> int:
        """How long it should take; 0 where there is nowhere to go."""
        if self.length < 1e-6:
            return 0
        return round(min(max(self.length * MS_PER_LENGTH, SHORTEST_MS), LONGEST_MS))

    def at(self, share: float) -> Camera:
        """Return the camera after a share (0 to 1) of the time; begins and ends gently."""
        if share <= 0:
            return self.start
        if share >= 1:
            return self.end
        travelled, width = self._after(swung(share))
        middle = between(self._middles[0], self._middles[1], travelled)
        return centred(middle, self.view[0] / width, self.view)

    def shifted(self, dx: float, dy: float) -> "Arc":
        """Return the flight with both its ends moved by map pixels."""
        return replace(self, start=self.start.shifted(dx, dy), end=self.end.shifted(dx, dy))

    def _after(self, share: float) -> tuple[float, float]:
        """Return the share of the middle's way, and the width seen, after a share of the path."""
        start_width = self._widths[0]
        if self._is_zoom:
            return share, start_width * exp(log(self._widths[1] / start_width) * share)
        turn = self._turns[0]
        now = CURVATURE * share * self.length + turn
        way = start_width / (CURVATURE**2 * self._distance)
        return way * (cosh(turn) * tanh(now) - sinh(turn)), start_width * cosh(turn) / cosh(now)

    @cached_property
    def _turns(self) -> tuple[float, float]:
        """The parameters r0 and r1 of the paper."""
        start, end = self._widths
        grown = end**2 - start**2
        far = CURVATURE**4 * self._distance**2
        scale = 2 * CURVATURE**2 * self._distance
        return -asinh((grown + far) / (scale * start)), -asinh((grown - far) / (scale * end))

    @cached_property
    def _middles(self) -> tuple[Point, Point]:
        middle = self.view[0] / 2, self.view[1] / 2
        return self.start.to_map(middle), self.end.to_map(middle)

    @cached_property
    def _widths(self) -> tuple[float, float]:
        return self.view[0] / self.start.zoom, self.view[0] / self.end.zoom

    @cached_property
    def _distance(self) -> float:
        (x, y), (to_x, to_y) = self._middles
        return hypot(to_x - x, to_y - y)

    @property
    def _is_zoom(self) -> bool:
        return self._distance < _NEAR * min(self._widths)


Flight = Glide | Arc


def swung(share: float) -> float:
    """Return a share of time as a share of way: gentle at both ends (cubic)."""
    share = min(max(share, 0.0), 1.0)
    return 4 * share**3 if share < 0.5 else 1 - (2 - 2 * share) ** 3 / 2
