"""Pins in a part that is followed: who stands elsewhere because of them, and whose lines run so.

Boxes and lines are followed as if there were no pins; then pins are honoured anew, by the steps of
`pins` and `redraw`, which look only at what is near. Lines are found anew only where something
stands otherwise that their search looked at.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace

from argmap.layout.crowd import Asked, Cell, Watched, cells_of
from argmap.layout.detours import Exit
from argmap.layout.geometry import Box, Curve, Point
from argmap.layout.ground import Strings
from argmap.layout.lines import Drawn
from argmap.layout.live.part import GONE, LivePart
from argmap.layout.live.traces import Traces
from argmap.layout.mending import fits, led
from argmap.layout.pins import Honoured, honour
from argmap.layout.redraw import Redrawing, links_of
from argmap.model.light_dataclass import dataclass
from argmap.model.records import LinkId, StatementId


@dataclass(slots=True)
class Found:
    """A line that was found, what it was led in place of, and what was looked at for it."""

    asked: Asked
    old: Curve | None
    line: Curve


@dataclass(slots=True)
class Fit:
    """Whether the lines of a link fit where they go, and what was looked at for it."""

    asked: Asked
    lines: Sequence[Curve]
    by: Point
    fits: bool


Search = tuple[tuple[Exit, ...], tuple[Exit, ...]]


class LivePins:
    """A part as it is without pins, to be asked for what is near, and what pins make of it."""

    def __init__(self, part: LivePart) -> None:
        self._part = part
        self.web, self.drawn = part.web, part.drawn
        self.crowd, self.shown = Watched(), Watched()
        self._pins: dict[int, Point] | None = None
        """Those that were honoured last; none yet, whatever pins moved boxes before."""
        self._asked = Asked()
        self._anchors: dict[int, int] = {}
        self._hanging: dict[int, set[int]] = {}
        """What was looked at when pins were honoured."""
        self.strings = Strings()
        self._searches = _Searches()
        for number, id_ in enumerate(part.web.ids):
            if id_ is not GONE:
                self.crowd.put(number, part.boxes[number])
                self.shown.put(number, part.seen_boxes[number])
        for leg, curve in part.drawn.legs.items():
            self.strings.put(leg, curve)
        homes, seen = part.boxes, part.seen
        self.honoured = Honoured(
            boxes={k: box for k, box in enumerate(part.seen_boxes) if box != homes[k]}
        )
        self.new = Drawn({leg: c for leg, c in seen.legs.items() if c != part.drawn.legs.get(leg)})
        part.seen_boxes = list(part.seen_boxes)
        part.seen = Drawn(dict(seen.legs), dict(seen.junctions), dict(seen.points))

    # ------------------------------------------------------------------- what hangs or ends on what

    def anchor(self, box: int) -> int:
        """Return the box that the place of a box is counted from, -1 for a root."""
        if box not in self._anchors:
            self._anchors[box] = self._anchor(box)
        return self._anchors[box]

    def _anchor(self, box: int) -> int:
        tree, id_ = self._part.tree, self.web.ids[box]
        on = tree.below.get(id_) or tree.beside.get(id_)
        return -1 if on is None else self.web.number[on]

    def hanging(self, box: int) -> Iterable[int]:
        """Return the boxes whose places are counted from a box."""
        self._hanging[box] = self._on(box)
        return self._hanging[box]

    def _on(self, box: int) -> set[int]:
        tree, id_, number = self._part.tree, self.web.ids[box], self.web.number
        return {number[i] for i in (*tree.cores.get(id_, ()), *tree.guests.get(id_, ()))}

    def ending(self, box: int) -> Iterable[int]:
        """Return the links with an end on a box."""
        map, id_ = self._part.tree.map, self.web.ids[box]
        return self._numbers((*map.links_from.get(id_, ()), *map.links_into.get(id_, ())))

    def onto(self, link: int) -> Iterable[int]:
        """Return the links that are on a link."""
        return self._numbers(self._part.tree.map.links_into.get(self.web.strands[link].id, ()))

    def _numbers(self, links: Iterable[LinkId]) -> list[int]:
        strands, number = self._part.tree.strands, self.web.number
        return [number[id_] for id_ in links if id_ in strands]

    # --------------------------------------------------------------------------------- an edit

    def renew(self, traces: Traces, pins: Mapping[StatementId, Point]) -> None:
        """Honour pins after an edit; `pins` are those of the part, within reach.

        `traces.resized` then holds all boxes that are shown elsewhere or otherwise, `traces.links`
        the links.
        """
        before = self.honoured
        touched, homes = self._renew_home(traces)
        numbered = {self.web.number[id_]: pin for id_, pin in pins.items()}
        if numbered != self._pins or self._see_otherwise(touched, homes):
            self._honour(numbered)
        strays = before.boxes.keys() | self.honoured.boxes.keys()
        boxes = {k for k in strays if before.boxes.get(k) != self.honoured.boxes.get(k)}
        self._show(boxes | traces.resized | {*traces.went.values()})
        traces.resized |= {k for k in boxes if self.web.ids[k] is not GONE}
        self._redraw(traces)

    def _honour(self, pins: dict[int, Point]) -> None:
        """Honour pins anew, and note what was looked at."""
        self._pins, self._asked = pins, Asked()
        self._anchors, self._hanging = {}, {}
        self.crowd.asked = self._asked
        self.honoured = honour(self, pins)
        self.crowd.asked = None

    def _see_otherwise(self, touched: set[int], homes: Sequence[Box]) -> bool:
        """Tell whether what was looked at when pins were honoured is otherwise now."""
        if not touched.isdisjoint(self._anchors):
            return True
        if self._asked.concerns({cell for box in homes for cell in cells_of(box)}, homes):
            return True
        return any(self._anchor(box) != on for box, on in self._anchors.items()) or any(
            self._on(box) != on for box, on in self._hanging.items()
        )

    def _renew_home(self, traces: Traces) -> tuple[set[int], list[Box]]:
        """Take account of boxes and lines that changed without regard to pins.

        Returns which boxes did, and where they stood and stand.
        """
        part = self._part
        homes: list[Box] = []
        touched: set[int] = set()
        for number in {*traces.went.values(), *traces.resized}:
            before = self.crowd.get(number)
            now = part.boxes[number] if self.web.ids[number] is not GONE else None
            if before == now:
                continue
            touched.add(number)
            homes += [box for box in (before, now) if box is not None]
            if now is None:
                self.crowd.drop(number)
            else:
                self.crowd.put(number, now)
        for leg in traces.touched_legs(part.by_link):
            if leg in self.drawn.legs:
                self.strings.put(leg, self.drawn.legs[leg])
            else:
                self.strings.drop(leg)
        return touched, homes

    def _show(self, boxes: Iterable[int]) -> None:
        """Let boxes stand where they do now; forget lines that were found looking there."""
        cells: set[Cell] = set()
        changed: list[Box] = []
        for number in boxes:
            old, now = self.shown.get(number), None
            if self.web.ids[number] is not GONE:
                now = self.honoured.boxes.get(number, self._part.boxes[number])
                self._part.seen_boxes[number] = now
                self.shown.put(number, now)
            else:
                self.shown.drop(number)
            for box in (old, now):
                if box is not None:
                    changed.append(box)
                    cells.update(cells_of(box))
        self._searches.forget(cells, changed)

    def _redraw(self, traces: Traces) -> None:
        """Draw anew the lines that do not fit; show all lines as they run now."""
        part, before = self._part, self.new
        self.new = Redrawing(self, self.honoured, self.shown, self._searches).run()
        self._searches.settle()
        again = links_of(before) | links_of(self.new) | traces.links
        for leg in replace(traces, links=again).touched_legs(part.by_link):
            line = self.new.legs.get(leg, self.drawn.legs.get(leg))
            if line is None:
                part.seen.legs.pop(leg, None)
            elif part.seen.legs.get(leg) != line:
                part.seen.legs[leg] = line
                traces.links.add(leg[0])
        for link in again:
            for seen, new, old in (
                (part.seen.junctions, self.new.junctions, self.drawn.junctions),
                (part.seen.points, self.new.points, self.drawn.points),
            ):
                at = new.get(link, old.get(link))
                if at is None:
                    seen.pop(link, None)
                elif seen.get(link) != at:
                    seen[link] = at
                    traces.links.add(link)


class _Searches:
    """Lines that were found before, and whether lines fit; what was not asked for is forgotten."""

    def __init__(self) -> None:
        self._lines: dict[Search, Found] = {}
        self._fits: dict[int, Fit] = {}
        self._lines_before: dict[Search, Found] = {}
        self._fits_before: dict[int, Fit] = {}

    def forget(self, cells: set[Cell], changed: Sequence[Box]) -> None:
        """Forget what was found looking where boxes changed."""
        self._lines_before = {
            key: one
            for key, one in self._lines_before.items()
            if not one.asked.concerns(cells, changed)
        }
        self._fits_before = {
            link: one
            for link, one in self._fits_before.items()
            if not one.asked.concerns(cells, changed)
        }

    def settle(self) -> None:
        """Keep for the next time what was asked for this time."""
        self._lines_before, self._lines = self._lines, {}
        self._fits_before, self._fits = self._fits, {}

    def led(
        self,
        old: Curve | None,
        ends: tuple[Sequence[Exit], Sequence[Exit]],
        crowds: tuple[Watched, Watched],
    ) -> Curve:
        """Return a line as `mending.led` does, one that is known where nothing has changed."""
        key = tuple(ends[0]), tuple(ends[1])
        found = self._lines_before.get(key)
        if found is None or found.old != old:
            with _watching(crowds) as asked:
                found = Found(asked, old, led(old, ends, crowds))
        self._lines[key] = found
        return found.line

    def fits(self, link: int, lines: Sequence[Curve], by: Point, crowd: Watched) -> bool:
        """Tell whether the lines of a link fit as `mending.fits` does."""
        known = self._fits_before.get(link)
        if known is None or known.by != by or not _same(known.lines, lines):
            with _watching([crowd]) as asked:
                known = Fit(asked, lines, by, fits(link, lines, by, crowd))
        self._fits[link] = known
        return known.fits


@contextmanager
def _watching(crowds: Iterable[Watched]) -> Iterator[Asked]:
    """Note what crowds are asked for."""
    asked = Asked()
    for crowd in crowds:
        crowd.asked = asked
    yield asked
    for crowd in crowds:
        crowd.asked = None


def _same(some: Sequence[Curve], others: Sequence[Curve]) -> bool:
    return len(some) == len(others) and all(a is b for a, b in zip(some, others, strict=True))
