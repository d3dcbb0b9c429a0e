"""Routes after an edit: those of links that run otherwise, and signs that have to give way.

Signs are set link by link in the order of the file, as in `finish`; another sign comes only where
one that stands near it, of a link further up in the file, has come, gone or moved.
"""

import heapq
import math
from collections.abc import Iterable
from dataclasses import field

from argmap.layout.axes import Turn
from argmap.layout.finish import SIGN, SYMMETRIC, Run, badge_of, run_of
from argmap.layout.geometry import Point
from argmap.layout.live.part import LivePart
from argmap.layout.placement import LinkRoute
from argmap.model.light_dataclass import dataclass

Cell = tuple[int, int]
Routes = dict[int, LinkRoute]
"""Routes by the numbers of links."""


@dataclass(slots=True)
class Signed:
    """The sign of one link, and where its place was sought."""

    badge: Point
    asked: list[Point] = field(default_factory=list)


class LiveRoutes:
    """The routes of one part and where its signs are, by the numbers of links."""

    def __init__(self, part: LivePart, turn: Turn) -> None:
        self.part, self.turn = part, turn
        self.runs: dict[int, Run] = {}
        self.routes: Routes = {}
        self._signed: dict[int, Signed] = {}
        self._held: dict[int, Point] = {}
        self._signs: dict[Cell, set[tuple[int, Point]]] = {}
        self._asked: dict[Cell, set[tuple[int, Point]]] = {}

    def renew(self, links: Iterable[int]) -> set[int]:
        """Run some links anew; return those whose routes are others now."""
        part = self.part
        web = part.web
        waiting: list[tuple[float, int]] = []
        changed: set[int] = set()
        for link in links:
            self._hold(link, waiting)
        for link in links:
            alive = web.premises_of[link] and web.number.get(web.strands[link].id) == link
            if not alive:
                if link in self._signed:
                    self._put(link, None, waiting)
                    self.runs.pop(link, None)
                    self.routes.pop(link, None)
                continue
            self.runs[link] = run_of(web, part.seen, self.turn, link)
            changed.add(link)
            heapq.heappush(waiting, (web.turn[link], link))
        while waiting:
            _, link = heapq.heappop(waiting)
            if link not in self.runs:
                continue
            before = self._signed.get(link)
            now = self._sign(link)
            if before is None or now.badge != before.badge or now.asked != before.asked:
                self._put(link, now, waiting)
                changed.add(link)
        return {link for link in changed if self._route(link)}

    def _route(self, link: int) -> bool:
        """Make the route of a link; tell whether it is another one."""
        route = self.runs[link].route(self._signed[link].badge)
        if self.routes.get(link) == route:
            return False
        self.routes[link] = route
        return True

    def _hold(self, link: int, waiting: list[tuple[float, int]]) -> None:
        """Note the point where others end on a link: no sign may sit there."""
        point = self.part.seen.points.get(link)
        at = self.turn.point(point) if point is not None else None
        before = self._held.get(link)
        if at == before:
            return
        mark = -1 - link
        if before is not None:
            del self._held[link]
            self._signs[_cell(before)].discard((mark, before))
            self._wake(before, -1, waiting)
        if at is not None:
            self._held[link] = at
            self._signs.setdefault(_cell(at), set()).add((mark, at))
            self._wake(at, -1, waiting)

    def _sign(self, link: int) -> Signed:
        """Return the sign of a link, off those that were set before."""
        run = self.runs[link]
        strand = self.part.web.strands[link]
        if self.part.tree.map.links[strand.id].kind in SYMMETRIC and not run.held:
            return Signed(run.middle)
        spots = _Spots(self, link)
        return Signed(badge_of(run.final, spots), spots.asked)

    def _put(self, link: int, now: Signed | None, waiting: list[tuple[float, int]]) -> None:
        """Set a sign in place of that which the link had; wake those that it may matter to."""
        turn = self.part.web.turn[link]
        before = self._signed.pop(link, None)
        if before is not None:
            self._signs[_cell(before.badge)].discard((link, before.badge))
            for spot in before.asked:
                self._asked[_cell(spot)].discard((link, spot))
            self._wake(before.badge, turn, waiting)
        if now is not None:
            self._signed[link] = now
            self._signs.setdefault(_cell(now.badge), set()).add((link, now.badge))
            for spot in now.asked:
                self._asked.setdefault(_cell(spot), set()).add((link, spot))
            self._wake(now.badge, turn, waiting)

    def _wake(self, sign: Point, turn: float, waiting: list[tuple[float, int]]) -> None:
        """Let those links look again that come later and sought a place near a sign."""
        turns = self.part.web.turn
        for cell in _around(sign):
            for link, spot in self._asked.get(cell, ()):
                if turns[link] > turn and math.dist(sign, spot) < SIGN:
                    heapq.heappush(waiting, (turns[link], link))

    def is_off(self, spot: Point, link: int) -> bool:
        """Tell whether no sign that was set before that of a link sits where its would."""
        turns = self.part.web.turn
        own = turns[link]
        for cell in _around(spot):
            for other, sign in self._signs.get(cell, ()):
                if (other < 0 or turns[other] < own) and math.dist(spot, sign) < SIGN:
                    return False
        return True


class _Spots:
    """The signs as one link sees them; it notes where it looked."""

    def __init__(self, routes: LiveRoutes, link: int) -> None:
        self._routes, self._link = routes, link
        self.asked: list[Point] = []

    def are_off(self, spot: Point) -> bool:
        """Tell whether no sign sits where one at the spot would."""
        self.asked.append(spot)
        return self._routes.is_off(spot, self._link)


def _cell(point: Point) -> Cell:
    return int(point[0] // SIGN), int(point[1] // SIGN)


def _around(point: Point) -> list[Cell]:
    i, j = _cell(point)
    return [(x, y) for x in (i - 1, i, i + 1) for y in (j - 1, j, j + 1)]
