"""Lines anew where boxes have left their places: round pins the rules of ranks do not hold.

Lines that still fit stay as they are; the others, and what ends on the same box or link as they do,
look for their own way past all boxes.
"""

import itertools
import math
from collections.abc import Sequence

from argmap.layout.crowd import Crowd
from argmap.layout.detours import Exit, exits, is_clear, lead
from argmap.layout.finish import along, length
from argmap.layout.geometry import Box, Curve, Point
from argmap.layout.lines import Drawn
from argmap.layout.pins import nearest_free
from argmap.layout.web import TRUNK, Web, targets_first

APART = 26.0
"""Between the ends of two lines on one edge of a box, where there is room."""
ENDS_APART = 18.0
"""The least distance from an end that is there already."""
BAR_OFF = 40.0
BAR = 48.0, 24.0

Side = tuple[int, tuple[float, float]]
"""An edge of a box: the box and the direction that leads out of it there."""


class Redrawing:
    """The lines of one web while they are drawn anew, link by link, targets first."""

    def __init__(self, web: Web, before: Sequence[Box], boxes: Sequence[Box], drawn: Drawn) -> None:
        self.web = web
        self.boxes = boxes
        self.moved = [a != b for a, b in zip(before, boxes, strict=True)]
        self.crowd = Crowd(boxes)
        self.strayed = Crowd(box for box, moved in zip(boxes, self.moved, strict=True) if moved)
        self.ends: dict[tuple[int, int], list[Point]] = {}
        self.old = drawn
        self.new = Drawn()
        self.order = targets_first(web)
        self.held = {web.target(k) for k, s in enumerate(web.strands) if s.onto_link}
        self.anew = self._misfits()
        self.bars = {k: self._bar(k) for k in self.order if k in self.anew and web.strands[k].joint}
        self.slots = self._slots()

    def run(self) -> Drawn:
        """Return all lines, those that no longer fit drawn anew.

        A line kept off every box before, so only boxes that have moved can stand in its way.
        """
        for link in self.order:
            if link in self.anew:
                self._draw(link)
            else:
                self._keep(link)
            for line in self._drawn_lines(link):
                for x, y in (line.start, line.end):
                    cell = int(x // ENDS_APART), int(y // ENDS_APART)
                    self.ends.setdefault(cell, []).append((x, y))
        return self.new

    def _lines(self, link: int) -> dict[tuple[int, int], Curve]:
        count = len(self.web.strands[link].premises)
        keys = [(link, leg) for leg in (TRUNK, *range(count))]
        return {key: self.old.legs[key] for key in keys if key in self.old.legs}

    def _drawn_lines(self, link: int) -> list[Curve]:
        count = len(self.web.strands[link].premises)
        return [
            self.new.legs[link, leg]
            for leg in (TRUNK, *range(count))
            if (link, leg) in self.new.legs
        ]

    def _misfits(self) -> set[int]:
        """Return the links to draw anew: what does not fit, and what shares a target with that."""
        anew = {link for link in self.order if not self._fits(link)}
        strands = self.web.strands
        while True:
            boxes = {self.web.target(k) for k in anew if not strands[k].onto_link}
            more = {
                link
                for link in self.order
                if link not in anew
                and self.web.target(link) in (anew if strands[link].onto_link else boxes)
            }
            if not more:
                return anew
            anew |= more

    def _fits(self, link: int) -> bool:
        strand, target = self.web.strands[link], self.web.target(link)
        ends = [*self.web.premises(link), *([] if strand.onto_link else [target])]
        if any(self.moved[box] for box in ends):
            return False
        return all(is_clear(line, self.strayed, 5.0) for line in self._lines(link).values())

    def _keep(self, link: int) -> None:
        self.new.legs.update(self._lines(link))
        if link in self.old.junctions:
            self.new.junctions[link] = self.old.junctions[link]
        if link in self.old.points:
            self.new.points[link] = self.old.points[link]

    def _bar(self, link: int) -> Point:
        """Return a free place for a junction, on the side of its premises that faces the target."""
        premises = [self.boxes[p] for p in self.web.premises(link)]
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
            return self.boxes[self.web.premises(target)[-1]].centre
        return self.boxes[target].centre

    def _ways(self, link: int) -> list[tuple[tuple[int, int, bool], int, Point]]:
        """Return the ends of a link's lines on boxes: a key, the box, and where the line leads."""
        web = self.web
        goal = self._rough_goal(link)
        bar = self.bars.get(link)
        ways = [((link, leg, True), box, bar or goal) for leg, box in enumerate(web.premises(link))]
        if not web.strands[link].onto_link:
            origin = bar or self.boxes[web.premises(link)[0]].centre
            ways.append(((link, TRUNK if bar else 0, False), web.target(link), origin))
        return ways

    def _slots(self) -> dict[tuple[int, int, bool], Exit]:
        """Share out the edges: ends on one edge stand in the order in which their lines lead."""
        sides: dict[Side, list[tuple[float, tuple[int, int, bool]]]] = {}
        for link in self.order:
            for key, box, toward in self._ways(link) if link in self.anew else ():
                (_, (dx, dy)), *_rest = exits(self.boxes[box], toward)
                sides.setdefault((box, (dx, dy)), []).append((toward[0] if dy else toward[1], key))
        taken = self._taken({box for box, _ in sides})
        slots: dict[tuple[int, int, bool], Exit] = {}
        for (box, out), ends in sides.items():
            slots.update(self._share(self.boxes[box], out, sorted(ends), taken.get(box, [])))
        return slots

    def _share(
        self,
        own: Box,
        out: tuple[float, float],
        ends: list[tuple[float, tuple[int, int, bool]]],
        taken: list[Point],
    ) -> dict[tuple[int, int, bool], Exit]:
        """Return the slots of one edge, beside the ends that are kept there."""
        room = (own.width if out[1] else own.height) - 28.0
        axis = 1 if out[1] else 0
        kept = [point for point in taken if _exit(own, out, 0.0)[0][axis] == point[axis]]
        step = min(APART, max(0.0, room) / max(1, len(ends) - 1))
        shift = self._shift(own, out, step * (len(ends) - 1), kept, room)
        middle = own.centre[1 - axis]
        if len(ends) == 1 and not kept and abs(ends[0][0] - middle) <= room / 2:
            shift = ends[0][0] - middle  # alone on its edge, it runs straight
        first = shift - (len(ends) - 1) / 2 * step
        return {key: _exit(own, out, first + k * step) for k, (_, key) in enumerate(ends)}

    def _taken(self, sought: set[int]) -> dict[int, list[Point]]:
        """Return, for each box that is sought, where lines that are kept end on it."""
        taken: dict[int, list[Point]] = {}
        for link in self.order:
            if link in self.anew:
                continue
            boxes = self.web.premises(link)
            if not self.web.strands[link].onto_link:
                boxes = [*boxes, self.web.target(link)]
            if sought.isdisjoint(boxes):
                continue
            for line in self._lines(link).values():
                for end in (line.start, line.end):
                    for box in boxes:
                        if self.boxes[box].grown(0.5).holds(end):
                            taken.setdefault(box, []).append(end)
        return taken

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

    def _draw(self, link: int) -> None:
        strand = self.web.strands[link]
        premises = self.web.premises(link)
        if strand.joint:
            bar = self.bars[link]
            self.new.junctions[link] = bar
            for leg, box in enumerate(premises):
                starts = self._exits((link, leg, True), box, bar)
                self.new.legs[link, leg] = lead(starts, [(bar, (0.0, 0.0))], self.crowd)
            step = -1.0 if self._goal(link)[1] <= bar[1] else 1.0
            onward: list[Exit] = [(bar, (0.0, step)), (bar, (0.0, -step))]
            line = lead(onward, self._arrivals(link, bar), self.crowd)
            self.new.legs[link, TRUNK] = line
        else:
            starts = self._exits((link, 0, True), premises[0], self._goal(link))
            line = lead(starts, self._arrivals(link, self.boxes[premises[0]].centre), self.crowd)
            self.new.legs[link, 0] = line
        if link in self.held:
            self.new.points[link] = along(line, 0.5 * length(line))

    def _goal(self, link: int) -> Point:
        target = self.web.target(link)
        if self.web.strands[link].onto_link:
            return self.new.points[target]
        return self.boxes[target].centre

    def _arrivals(self, link: int, origin: Point) -> list[Exit]:
        if self.web.strands[link].onto_link:
            return [(self._goal(link), (0.0, 0.0))]
        leg = TRUNK if self.web.strands[link].joint else 0
        return self._exits((link, leg, False), self.web.target(link), origin)

    def _exits(self, key: tuple[int, int, bool], box: int, toward: Point) -> list[Exit]:
        """Return the exits of a line, its own slot first."""
        slot = self.slots[key]
        others = [e for e in exits(self.boxes[box], toward) if e[1] != slot[1]]
        return [slot, *(self._beside(self.boxes[box], exit_) for exit_ in others)]

    def _beside(self, box: Box, exit_: Exit) -> Exit:
        """Return the exit, moved along its edge where a line that is drawn already ends there."""
        room = (box.width if exit_[1][1] else box.height) / 2 - 12.0
        for step in range(10):
            offset = (step + 1) // 2 * 20.0 * (1 if step % 2 else -1)
            found = _exit(box, exit_[1], offset)
            if abs(offset) <= room and not self._ends_near(found[0]):
                return found
        return exit_

    def _ends_near(self, point: Point) -> bool:
        i, j = int(point[0] // ENDS_APART), int(point[1] // ENDS_APART)
        return any(
            math.dist(point, end) < ENDS_APART
            for cell in itertools.product((i - 1, i, i + 1), (j - 1, j, j + 1))
            for end in self.ends.get(cell, ())
        )


def _exit(box: Box, out: tuple[float, float], offset: float) -> Exit:
    x, y = box.centre
    if out[1]:
        return (x + offset, box.y if out[1] < 0 else box.bottom), out
    return (box.x if out[0] < 0 else box.right, y + offset), out
