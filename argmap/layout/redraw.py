"""Lines anew where boxes have left their places: round pins the rules of ranks do not hold.

Lines that still fit stay as they are, and those go along whose ends went together; the others, and
what ends on the same box or link as they do, look for their own way past all boxes.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from argmap.layout.crowd import Watched
from argmap.layout.detours import Exit, exits
from argmap.layout.finish import along, length
from argmap.layout.geometry import Box, Curve, Point, moved
from argmap.layout.ground import Strings
from argmap.layout.lines import Drawn
from argmap.layout.mending import HERE, Ends
from argmap.layout.pins import Honoured, nearest_free
from argmap.layout.web import TRUNK, Web, targets_first

APART = 26.0
"""Between the ends of two lines on one edge of a box, where there is room."""
ENDS_APART = 18.0
"""The least distance from an end that is there already."""
BAR_OFF = 40.0
BAR = 48.0, 24.0

Side = tuple[int, tuple[float, float]]
"""An edge of a box: the box and the direction that leads out of it there."""
EndKey = tuple[int, int, bool]
"""One end of a line on a box: the link, its leg, and whether the line starts there."""


class Ways(Protocol):
    """Finds lines, and sees whether they fit; see `mending`."""

    def led(self, old: Curve | None, ends: Ends, crowds: tuple[Watched, Watched]) -> Curve:
        """Return a line past all boxes in place of another."""

    def fits(self, link: int, lines: Sequence[Curve], by: Point, crowd: Watched) -> bool:
        """Tell whether the lines of a link keep off boxes where they go together."""


class Ties(Protocol):
    """A part before its pins are honoured, as far as lines are concerned."""

    web: Web
    drawn: Drawn
    strings: Strings

    def ending(self, box: int) -> Iterable[int]:
        """Return the links with an end on a box."""

    def onto(self, link: int) -> Iterable[int]:
        """Return the links that are on a link."""


class Redrawing:
    """The lines of one part that do not stay as they are, drawn anew link by link, targets first.

    Only lines that end on what moved, or come near it, are looked at. `new` then holds all lines of
    the links that run otherwise; `crowd` are the boxes where they stand, `ways` finds them.
    """

    def __init__(self, ties: Ties, honoured: Honoured, crowd: Watched, ways: Ways) -> None:
        self.ties, self.web, self.old = ties, ties.web, ties.drawn
        self.honoured, self.crowd, self.ways = honoured, crowd, ways
        self.strayed = Watched(honoured.boxes.values())
        self.new = Drawn()
        self._kept_on: dict[int, list[Point]] = {}
        self._drawn_on: dict[int, list[Point]] = {}
        self.shifts: dict[int, Point | None] = {}
        self._settle_shifts()
        self.anew = self._misfits()
        self.order = self._in_turn(self.anew)
        joints = (k for k in self.order if self.web.strands[k].joint)
        self.bars = {link: self._bar(link) for link in joints}
        self.slots = self._slots()

    def run(self) -> Drawn:
        """Return all lines of links that do not stay as they are."""
        for link, shift in self.shifts.items():
            if shift is not None and shift != HERE and link not in self.anew:
                self._carry(link, shift)
        for link in self.order:
            self._draw(link)
        return self.new

    # -------------------------------------------------------------------------------- who stays

    def _settle_shifts(self) -> None:
        """See how far links go along with their ends; those that cannot have no shift."""
        looked_at = {k for box in self.honoured.boxes for k in self.ties.ending(box)}
        for box in self.honoured.boxes.values():
            looked_at.update(self.ties.strings.near(box))
        pending = list(looked_at)
        while pending:
            for link in self.ties.onto(pending.pop()):
                if link not in looked_at:
                    looked_at.add(link)
                    pending.append(link)
        for link in self._in_turn(looked_at):
            self.shifts[link] = self._shift_of(link)

    def _shift_of(self, link: int) -> Point | None:
        """Return how far a link goes with its ends, None if it does not fit there."""
        shifts, target = self.honoured.shifts, self.web.target(link)
        onto_link = self.web.strands[link].onto_link
        goal = self.shifts.get(target, HERE) if onto_link else shifts.get(target, HERE)
        if goal is None or any(shifts.get(p, HERE) != goal for p in self.web.premises(link)):
            return None
        lines = list(self._lines(link).values())
        # A line kept off every box before: only boxes that have moved can be in its way.
        crowd = self.strayed if goal == HERE else self.crowd
        return goal if self.ways.fits(link, lines, goal, crowd) else None

    def _misfits(self) -> set[int]:
        """Return the links to draw anew: what does not fit, and what shares a target with that."""
        web, ties = self.web, self.ties
        pending = [link for link, shift in self.shifts.items() if shift is None]
        anew = set(pending)
        while pending:
            link = pending.pop()
            more = [*ties.onto(link)]
            if not web.strands[link].onto_link:
                box = web.target(link)
                more += [
                    k
                    for k in ties.ending(box)
                    if web.target(k) == box and not web.strands[k].onto_link
                ]
            pending += [k for k in more if k not in anew]
            anew.update(more)
        return anew

    def _in_turn(self, links: Iterable[int]) -> list[int]:
        """Return links in the order of the file, but targets first."""
        return list(targets_first(self.web, sorted(set(links), key=self.web.turn.__getitem__)))

    def _lines(self, link: int) -> dict[tuple[int, int], Curve]:
        return lines_of(self.old.legs, self.web, link)

    def _now(self, box: int) -> Box:
        return self.crowd.box(box)

    def _carry(self, link: int, by: Point) -> None:
        """Let the lines of a link go along with its ends."""
        for key, line in self._lines(link).items():
            self.new.legs[key] = moved(line, by)
        for new, old in (
            (self.new.junctions, self.old.junctions),
            (self.new.points, self.old.points),
        ):
            if link in old:
                x, y = old[link]
                new[link] = x + by[0], y + by[1]

    # ------------------------------------------------------------------------------ where they end

    def _bar(self, link: int) -> Point:
        """Return a free place for a junction, on the side of its premises that faces the target."""
        premises = [self._now(p) for p in self.web.premises(link)]
        x = sum(box.centre[0] for box in premises) / len(premises)
        top, bottom = min(b.y for b in premises), max(b.bottom for b in premises)
        y = top - BAR_OFF if self._rough_goal(link)[1] < bottom else bottom + BAR_OFF
        wide, tall = BAR
        wish = Box(x - wide / 2, y - tall / 2, wide, tall)
        return nearest_free(wish, self.crowd).centre

    def _rough_goal(self, link: int) -> Point:
        """Return about where a link leads: its target's centre, or a premise of its target."""
        target = self.web.target(link)
        if self.web.strands[link].onto_link:
            return self._now(self.web.premises(target)[-1]).centre
        return self._now(target).centre

    def _ways(self, link: int) -> list[tuple[EndKey, int, Point]]:
        """Return the ends of a link's lines on boxes: a key, the box, and where the line leads."""
        web = self.web
        goal = self._rough_goal(link)
        bar = self.bars.get(link)
        ways = [((link, leg, True), box, bar or goal) for leg, box in enumerate(web.premises(link))]
        if not web.strands[link].onto_link:
            origin = bar or self._now(web.premises(link)[0]).centre
            ways.append(((link, TRUNK if bar else 0, False), web.target(link), origin))
        return ways

    def _slots(self) -> dict[EndKey, Exit]:
        """Share out the edges: ends on one edge stand in the order in which their lines lead."""
        web = self.web
        sides: dict[Side, list[tuple[tuple[float, float, int, bool], EndKey]]] = {}
        for link in self.order:
            for key, box, toward in self._ways(link):
                (_, (dx, dy)), *_rest = exits(self._now(box), toward)
                rank = (toward[0] if dy else toward[1], web.turn[link], *key[1:])
                sides.setdefault((box, (dx, dy)), []).append((rank, key))
        slots: dict[EndKey, Exit] = {}
        for (box, out), ends in sides.items():
            ordered = [(rank[0], key) for rank, key in sorted(ends)]
            slots.update(self._share(self._now(box), out, ordered, self._kept(box)))
        return slots

    def _share(
        self,
        own: Box,
        out: tuple[float, float],
        ends: list[tuple[float, EndKey]],
        taken: list[Point],
    ) -> dict[EndKey, Exit]:
        """Return the slots of one edge, beside the ends that are kept there."""
        room = (own.width if out[1] else own.height) - 28.0
        axis = 1 if out[1] else 0
        edge = _exit(own, out, 0.0)[0][axis]
        kept = [point for point in taken if abs(point[axis] - edge) < 0.01]
        step = min(APART, max(0.0, room) / max(1, len(ends) - 1))
        shift = self._shift(own, out, step * (len(ends) - 1), kept, room)
        middle = own.centre[1 - axis]
        if len(ends) == 1 and not kept and abs(ends[0][0] - middle) <= room / 2:
            shift = ends[0][0] - middle  # alone on its edge, it runs straight
        first = shift - (len(ends) - 1) / 2 * step
        return {key: _exit(own, out, first + k * step) for k, (_, key) in enumerate(ends)}

    def _kept(self, box: int) -> list[Point]:
        """Return where lines end on a box that are not drawn anew."""
        if box not in self._kept_on:
            links = [k for k in self.ties.ending(box) if k not in self.anew]
            edge = self._now(box).grown(0.5)
            ends = (
                end
                for link in links
                for line in self._kept_lines(link)
                for end in (line.start, line.end)
            )
            self._kept_on[box] = [end for end in ends if edge.holds(end)]
        return self._kept_on[box]

    def _kept_lines(self, link: int) -> list[Curve]:
        shift = self.shifts.get(link) or HERE
        lines = self._lines(link).values()
        return [line if shift == HERE else moved(line, shift) for line in lines]

    def _shift(
        self, own: Box, out: tuple[float, float], span: float, kept: list[Point], room: float
    ) -> float:
        """Return how far from its middle the new ends on an edge must stand to miss those kept."""
        across = 0 if out[1] else 1
        middle = own.centre[across]
        for step in range(14):
            shift = (step + 1) // 2 * APART / 2 * (1 if step % 2 else -1)
            if abs(shift) + span / 2 > room / 2 and step:
                continue
            low, high = middle + shift - span / 2, middle + shift + span / 2
            if all(not low - 18.0 < point[across] < high + 18.0 for point in kept):
                return shift
        return 0.0

    # --------------------------------------------------------------------------------- new lines

    def _draw(self, link: int) -> None:
        strand = self.web.strands[link]
        premises = self.web.premises(link)
        if strand.joint:
            bar = self.bars[link]
            self.new.junctions[link] = bar
            for leg, box in enumerate(premises):
                starts = self._exits((link, leg, True), box, bar)
                self.new.legs[link, leg] = self._led((link, leg), starts, [(bar, HERE)])
            step = -1.0 if self._goal(link)[1] <= bar[1] else 1.0
            onward: list[Exit] = [(bar, (0.0, step)), (bar, (0.0, -step))]
            line = self._led((link, TRUNK), onward, self._arrivals(link, bar))
            self.new.legs[link, TRUNK] = line
        else:
            starts = self._exits((link, 0, True), premises[0], self._goal(link))
            arrivals = self._arrivals(link, self._now(premises[0]).centre)
            line = self._led((link, 0), starts, arrivals)
            self.new.legs[link, 0] = line
        if link in self.old.points:
            self.new.points[link] = along(line, 0.5 * length(line))
        for leg, box in enumerate(premises):
            self._drawn_on.setdefault(box, []).append(self.new.legs[link, leg].start)
        if not strand.onto_link:
            self._drawn_on.setdefault(self.web.target(link), []).append(line.end)

    def _led(self, key: tuple[int, int], starts: Sequence[Exit], ends: Sequence[Exit]) -> Curve:
        """Return a line from one of some exits to one of some others."""
        crowds = self.strayed, self.crowd
        return self.ways.led(self.old.legs.get(key), (starts, ends), crowds)

    def _goal(self, link: int) -> Point:
        target = self.web.target(link)
        if self.web.strands[link].onto_link:
            return self.new.points.get(target) or self.old.points[target]
        return self._now(target).centre

    def _arrivals(self, link: int, origin: Point) -> list[Exit]:
        if self.web.strands[link].onto_link:
            return [(self._goal(link), HERE)]
        leg = TRUNK if self.web.strands[link].joint else 0
        return self._exits((link, leg, False), self.web.target(link), origin)

    def _exits(self, key: EndKey, box: int, toward: Point) -> list[Exit]:
        """Return the exits of a line, its own slot first."""
        slot = self.slots[key]
        others = [e for e in exits(self._now(box), toward) if e[1] != slot[1]]
        return [slot, *(self._beside(box, exit_) for exit_ in others)]

    def _beside(self, box: int, exit_: Exit) -> Exit:
        """Return the exit, moved along its edge where a line that is drawn already ends there."""
        own = self._now(box)
        taken = (*self._kept(box), *self._drawn_on.get(box, ()))
        room = (own.width if exit_[1][1] else own.height) / 2 - 12.0
        for step in range(10):
            offset = (step + 1) // 2 * 20.0 * (1 if step % 2 else -1)
            found = _exit(own, exit_[1], offset)
            if abs(offset) <= room and all(math.dist(found[0], t) >= ENDS_APART for t in taken):
                return found
        return exit_


def links_of(new: Drawn) -> set[int]:
    """Return the links that were drawn anew."""
    return {link for link, _ in new.legs}


def redrawn(drawn: Drawn, new: Drawn) -> Drawn:
    """Return all lines, with those of some links drawn anew in place of what they were."""
    links = links_of(new)
    legs = {key: line for key, line in drawn.legs.items() if key[0] not in links}
    return Drawn(
        {**legs, **new.legs},
        {**drawn.junctions, **new.junctions},
        {**drawn.points, **new.points},
    )


def lines_of(
    legs: Mapping[tuple[int, int], Curve], web: Web, link: int
) -> dict[tuple[int, int], Curve]:
    """Return the lines of a link as they are drawn."""
    keys = [(link, leg) for leg in (TRUNK, *range(len(web.strands[link].premises)))]
    return {key: legs[key] for key in keys if key in legs}


def _exit(box: Box, out: tuple[float, float], offset: float) -> Exit:
    x, y = box.centre
    if out[1]:
        return (x + offset, box.y if out[1] < 0 else box.bottom), out
    return (box.x if out[0] < 0 else box.right, y + offset), out
