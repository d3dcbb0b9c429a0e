"""One part of a map that is being edited: its web, with numbers that stay from edit to edit.

Boxes that come take free numbers, and those of boxes that went in an earlier edit; bends and wires
take new ones at the end, and what went leaves a hole. What an edit touched is noted for those who
place and draw. No coordinates are computed here.
"""

from collections.abc import Iterable, Mapping

from argmap.layout.axes import along_axes
from argmap.layout.crossings import neighbours
from argmap.layout.flanks import flank_family
from argmap.layout.geometry import Box
from argmap.layout.groups import gather_family
from argmap.layout.holding import keep_link_below
from argmap.layout.live.traces import Leg, Traces, WideStrip
from argmap.layout.live.tree import Top, Touch, Tree
from argmap.layout.parts import Part
from argmap.layout.placement import Sizes
from argmap.layout.ports import Before, leanings_of, point_of, rough_points
from argmap.layout.skeleton import Strand
from argmap.layout.strips import Strip, swings
from argmap.layout.warmth import Warmth, keep_family
from argmap.layout.web import (
    TRUNK,
    Edge,
    End,
    Wire,
    are_neighbours,
    join_neighbours,
    lay,
    targets_first,
)
from argmap.model.records import Direction, LinkId, StatementId

GONE = StatementId("")


class LivePart:
    """The numbers of one part, and everything that is known of them."""

    def __init__(self, part: Part, tree: Tree, warm: Warmth, direction: Direction) -> None:
        assert part.sheet is not None
        assert part.ties is not None
        self.tree, self.warm, self.direction = tree, warm, direction
        self.web, self.sheet = part.web, part.sheet
        self.boxes, self.drawn = part.unpinned or (part.boxes, part.drawn)
        self.place, self.orders, self.stands = part.place, part.orders, part.stands
        self.uppers, self.lowers = neighbours(part.web, part.ties)
        self.free = len(self.web.ids)
        self.left: list[int] = []
        """The numbers that boxes had that went."""
        self.count = len(self.web.rank)
        self.legs: dict[Leg, list[int]] = {}
        self.by_link: dict[int, list[Leg]] = {}
        self.alive: set[int] = set()
        self.live_strips: dict[int, WideStrip] = {}
        self.at: dict[End, list[int]] = {}
        self.leg_of: dict[int, Leg] = {}
        self.straight: dict[int, set[int]] = {}
        self.tie: dict[int, tuple[int, int]] = {}
        self._open_up()
        self.seen_boxes, self.seen = self.boxes, self.drawn
        if part.unpinned is not None:
            more = [Box(0.0, 0.0, 0.0, 0.0)] * (len(self.boxes) - len(part.boxes))
            self.seen_boxes, self.seen = [*part.boxes, *more], part.drawn
        """What is shown of them, where pins move boxes (`live.pins`); else the very same."""
        self._wire_up()
        self.middle = rough_points(self.web, self.place)
        self.lean = leanings_of(self.web, self.place)
        self.point_before = {
            link: point
            for edge, link in self.at
            if edge is Edge.POINT and (point := self.aimed_point(link)) is not None
        }
        self.over: Mapping[int, float] = {}
        self.over_rank: list[float] = []
        """Extra room over boxes, and over ranks, for the frames of groups."""
        self.tree_rows = [[v for v in row if v < self.web.boxes] for row in self.orders]
        self.deep = [
            max(map(self.web.deep.__getitem__, row), default=0.0) for row in self.tree_rows
        ]
        self.tops = [*self.stands.tops]

    def aimed_point(self, link: int) -> float | None:
        """Return where the point of a link is before the upper edges of boxes are shared."""
        start = Before(self.web, self.place, self.sheet.ports)
        return point_of(self.web, link, self.wires_of(link), start, bool(self.joiners(link)))

    def _open_up(self) -> None:
        """Leave numbers free between boxes and bends; let links take turns with those elsewhere."""
        web, first = self.web, len(self.web.ids)
        # Those that the edit at hand removes have no turn, and are taken out before any matters.
        web.turn = [self.tree.turn.get(strand.id, -1.0) for strand in web.strands]
        more = max(64, first // 4, len(self.tree.hidden))  # folded branches may come

        def up(vertex: int) -> int:
            return vertex if vertex < first else vertex + more

        def end(one: End) -> End:
            return one if one[0] is Edge.POINT else (one[0], up(one[1]))

        web.ids += [GONE] * more
        for numbers in (web.above, web.hung, web.file_place):
            numbers += [-1] * more
        web.rank[first:first] = [-1] * more
        for values in (web.wide, web.deep, self.place):
            values[first:first] = [0.0] * more
        for rows in (self.uppers, self.lowers):
            rows[:] = [[up(vertex) for vertex in row] for row in rows]
            rows[first:first] = [[] for _ in range(more)]
        self.orders = [[up(vertex) for vertex in row] for row in self.orders]
        web.wires = [
            wire
            if max(wire.start[1], wire.end[1]) < first
            else Wire(wire.link, wire.leg, wire.strip, end(wire.start), end(wire.end))
            for wire in web.wires
        ]
        self.sheet.tops = [*self.sheet.tops, *[0.0] * more]
        self.sheet.bottoms = [*self.sheet.bottoms, *[0.0] * more]
        self.boxes += [Box(0.0, 0.0, 0.0, 0.0)] * more

    def _wire_up(self) -> None:
        """Note what leads where: wires by their ends and legs, ties, neighbours joined straight."""
        self.sheet.strip_of_wire = {i: wire.strip for i, wire in enumerate(self.web.wires)}
        for index, wire in enumerate(self.web.wires):
            self._note(index, wire)
        pairs = ((index, self._pair(wire)) for index, wire in enumerate(self.web.wires))
        self.tie.update((index, pair) for index, pair in pairs if pair is not None)
        for link in self.web.sideways:
            above = self.web.above[self.web.premises(link)[0]]
            self.straight.setdefault(above, set()).add(link)

    @property
    def strips(self) -> list[Strip]:
        """The strips; the list itself, to be changed."""
        assert isinstance(self.sheet.strips, list)
        return self.sheet.strips

    def ids(self) -> list[StatementId]:
        """Return the statements of the part."""
        return [id_ for id_ in self.web.ids if id_ is not GONE]

    # ------------------------------------------------------------------------------------ wires

    def _note(self, index: int, wire: Wire) -> None:
        leg = wire.link, wire.leg
        if leg not in self.legs:
            self.legs[leg] = []
            self.by_link.setdefault(wire.link, []).append(leg)
        self.legs[leg].append(index)
        self.alive.add(index)
        self.at.setdefault(wire.start, []).append(index)
        self.at.setdefault(wire.end, []).append(index)
        edge, vertex = wire.end
        if edge is not Edge.POINT and vertex >= self.web.boxes:
            self.leg_of[vertex] = leg

    def wires_of(self, link: int) -> list[int]:
        """Return the wires of a link, its trunk's last."""
        return [index for leg in self.by_link.get(link, ()) for index in self.legs[leg]]

    def bends_of(self, leg: Leg) -> list[int]:
        """Return the bends of a leg, from the premise's side."""
        ends = (self.web.wires[index].end for index in self.legs.get(leg, ()))
        return [v for edge, v in ends if edge is not Edge.POINT and v >= self.web.boxes]

    def joiners(self, link: int) -> list[int]:
        """Return the wires that end on a link."""
        around = self.at.get((Edge.POINT, link), ())
        return [index for index in around if self.web.wires[index].link != link]

    def _unlay(self, link: int, traces: Traces) -> None:
        """Take a link's wires and bends away."""
        web = self.web
        for leg in self.by_link.pop(link, ()):
            traces.cut.add((f"{web.strands[link].id} {leg[1]}", leg))
            for bend in self.bends_of(leg):
                traces.ranks.add(web.rank[bend])
                del self.leg_of[bend]
                self.count -= 1
            for index in self.legs.pop(leg):
                wire = web.wires[index]
                self.alive.discard(index)
                for end in (wire.start, wire.end):
                    self.at[end].remove(index)
                    if not self.at[end]:
                        del self.at[end]
                    self._touch_end(end, traces)
                strip = self.strips[wire.strip]
                strip.wires.remove(index)
                if index in strip.aside:
                    strip.aside.remove(index)
                    traces.stacks.add(wire.strip)
                strip.lanes.pop(index, None)
                traces.dropped.setdefault(wire.strip, []).append(index)
                traces.strips.add(wire.strip)
                self._untie(index)
            self.drawn.legs.pop(leg, None)
        self.drawn.legs.pop((link, 0), None)
        self.drawn.junctions.pop(link, None)
        traces.links.add(link)

    def _touch_end(self, end: End, traces: Traces) -> None:
        if end[0] is Edge.POINT:
            traces.points.add(end[1])
        elif end[1] < self.web.boxes:
            traces.sides.add(end)

    def _lay(self, link: int, traces: Traces) -> None:
        """Make the wires of a link anew."""
        web, first = self.web, len(self.web.wires)
        bends = len(web.rank)
        keep_link_below(web, self.stands, link)
        lay(web, link)
        more = len(web.rank) - bends
        self.count += more
        self.place += [0.0] * more
        for rows in (self.uppers, self.lowers):
            rows += [[] for _ in range(more)]
        traces.ranks.update(web.rank[bends:])
        for index in range(first, len(web.wires)):
            wire = web.wires[index]
            self._note(index, wire)
            traces.wires.add(index)
            traces.legs.add((link, wire.leg))
            traces.strips.add(wire.strip)
            for end in (wire.start, wire.end):
                self._touch_end(end, traces)
            self.sheet.ports.start.append(0.0)
            self.sheet.ports.end.append(0.0)
            self.sheet.ports.aimed.append(0.0)
            while len(self.strips) <= wire.strip:
                self.strips.append(Strip([]))
            strip = self.strips[wire.strip]
            strip.wires.append(index)
            if not swings(web, wire):
                strip.aside.append(index)
            self._strip_of()[index] = wire.strip
        traces.links.add(link)

    def _strip_of(self) -> dict[int, int]:
        assert isinstance(self.sheet.strip_of_wire, dict)
        return self.sheet.strip_of_wire

    # ------------------------------------------------------------------- ties from rank to rank

    def _untie(self, index: int) -> None:
        if index in self.tie:
            high, low = self.tie.pop(index)
            self.lowers[high].remove(low)
            self.uppers[low].remove(high)

    def _tie(self, index: int) -> None:
        if (pair := self._pair(self.web.wires[index])) is not None:
            self.tie[index] = pair
            high, low = pair
            self.lowers[high].append(low)
            self.uppers[low].append(high)

    def _pair(self, wire: Wire) -> tuple[int, int] | None:
        """Return the upper and the lower vertex that a wire ties together; see `ties_of`."""
        ends = dict((wire.start, wire.end))
        high, low = ends.get(Edge.HIGH), ends.get(Edge.LOW)
        if wire.start[0] is wire.end[0] is Edge.HIGH:
            return None
        if Edge.POINT in ends:
            point = ends[Edge.POINT]
            if high is None and low is not None:
                high = self.anchor(point, Edge.HIGH)
            elif low is None and high is not None:
                low = self.anchor(point, Edge.LOW)
        return None if high is None or low is None else (high, low)

    def anchor(self, link: int, edge: Edge) -> int | None:
        """Return the vertex above (or below) to which the line of a link leads from its point."""
        web = self.web
        passed: set[int] = set()
        while link not in passed:
            passed.add(link)
            onward = None
            for index in self.wires_of(link):
                wire = web.wires[index]
                if wire.strip != web.strip_of[link]:
                    continue
                leaves = wire.leg == TRUNK or not web.strands[link].joint
                for side, vertex in (wire.start, wire.end):
                    if side is Edge.POINT:
                        onward = vertex if vertex != link else onward
                    elif side is edge and (leaves or web.low[link] is (edge is Edge.LOW)):
                        return vertex
            if onward is None:
                return None
            link = onward
        return None

    # ---------------------------------------------------------------------------------- an edit

    def patch(self, touch: Touch, sizes: Sizes, places: Mapping[StatementId, int]) -> Traces | None:
        """Bring the numbers in step with the tree; None where there is no room for more boxes.

        `places` gives the order of roots in the file.
        """
        web, tree, traces = self.web, self.tree, Traces()
        if len(touch.came) > len(web.ids) - self.free + len(self.left):
            return None
        for link in touch.links & web.number.keys():
            self._unlay(web.number[link], traces)
        for id_ in touch.gone:
            self._remove(id_, traces)
        for id_ in touch.came:
            self._add(id_, sizes, traces)
        self._renew_links(touch)
        for id_ in touch.statements:
            if id_ in web.number and tree.is_shown(id_):
                hung = tree.hung.get(id_)
                web.hung[web.number[id_]] = -1 if hung is None else web.number[hung]
        again = self._regather(touch.tops, places, traces)
        again |= {web.number[id_] for id_ in touch.links & web.number.keys()}
        again |= self._rank(traces)
        self._lead(again, traces)
        self.left += traces.went.values()  # not sooner: one edit must not mean two boxes by one
        return traces

    def resize(self, sizes: Sizes, ids: Iterable[StatementId], traces: Traces) -> None:
        """Take the new sizes of boxes."""
        web = self.web
        for id_ in ids:
            box = web.number[id_]
            wide, deep = along_axes(sizes[id_], self.direction)
            if (wide, deep) != (web.wide[box], web.deep[box]):
                if wide != web.wide[box]:
                    traces.ranks.add(web.rank[box])
                web.wide[box], web.deep[box] = wide, deep
                traces.resized.add(box)

    def _remove(self, id_: StatementId, traces: Traces) -> None:
        web = self.web
        box = web.number.pop(id_)
        traces.went[id_] = box
        traces.ranks.add(web.rank[box])
        web.rows.pop(box, None)
        traces.loose |= self.straight.pop(box, set())
        web.ids[box], web.rank[box], web.above[box], web.hung[box] = GONE, -1, -1, -1
        self.count -= 1

    def _add(self, id_: StatementId, sizes: Sizes, traces: Traces) -> None:
        web = self.web
        if self.left:
            box = self.left.pop()
        else:
            box, self.free = self.free, self.free + 1
        self.count += 1
        web.number[id_], web.ids[box] = box, id_
        web.wide[box], web.deep[box] = along_axes(sizes[id_], self.direction)
        traces.came.append(box)

    def _renew_links(self, touch: Touch) -> None:
        web, tree = self.web, self.tree
        for id_ in touch.links:
            strand = tree.strands.get(id_)
            here = strand is not None and strand.premises[0] in web.number
            self._renew(id_, strand if here else None)
        for id_ in touch.links & web.number.keys():
            number = web.number[id_]
            web.premises_of[number] = [web.number[p] for p in web.strands[number].premises]
        if touch.reordered:
            for link, number in web.number.items():
                if (turn := tree.turn.get(LinkId(link))) is not None:
                    web.turn[number] = turn
            self.live_strips.clear()

    def _renew(self, id_: LinkId, strand: Strand | None) -> None:
        web = self.web
        number = web.number.get(id_)
        if strand is None:
            if number is not None:
                del web.number[id_]
                web.sideways.discard(number)
                web.premises_of[number] = []
            return
        if number is None:
            number = web.number[id_] = len(web.strands)
            web.strands.append(strand)
            web.premises_of.append([])
            web.turn.append(0.0)
            self.middle.append(0.0)
            web.strip_of.append(0)
            web.low.append(True)
        web.strands[number], web.turn[number] = strand, self.tree.turn[id_]

    def _regather(
        self, tops: Iterable[Top], places: Mapping[StatementId, int], traces: Traces
    ) -> set[int]:
        """Make touched families anew; return the links that now run straight or no longer do."""
        web, tree = self.web, self.tree
        traces.families = {
            -1 if top is None else web.number[top]
            for top in tops
            if top is None or top in web.number
        }
        before = set(traces.loose)
        for above in traces.families:
            before |= self.straight.pop(above, set())
            if above < 0:
                roots = [id_ for id_ in tree.cores.get(None, ()) if id_ in web.number]
                blocks = [tree.block([id_]) for id_ in sorted(roots, key=places.__getitem__)]
            else:
                blocks = tree.blocks(web.ids[above])
            web.rows.pop(above, None)
            if blocks:
                web.rows[above] = [[web.number[id_] for id_ in block] for block in blocks]
                for place, box in enumerate(web.row(above)):
                    web.above[box], web.file_place[box] = above, place
                flank_family(web, web.rows[above])
                gather_family(web, web.rows[above], tree.map.group_of)
        web.sideways -= before
        after: set[int] = set()
        for above in traces.families & web.rows.keys():
            for link in self._within(above):
                join_neighbours(web, link)
            keep_family(web, self.warm, above)
            found = {link for link in self._within(above) if link in web.sideways}
            parted = {link for link in found if not are_neighbours(web, link)}
            web.sideways -= parted
            if found - parted:
                self.straight[above] = found - parted
                after |= found - parted
        return {k for k in before ^ after if web.number.get(web.strands[k].id) == k}

    def _within(self, above: int) -> list[int]:
        """Return the links between members of a family on which no other link is, in order."""
        web, tree = self.web, self.tree
        map = tree.map
        found = []
        for box in web.row(above):
            for id_ in map.links_from.get(web.ids[box], ()):
                strand = tree.strands.get(id_)
                if strand is None or strand.joint or strand.onto_link:
                    continue
                target = web.number[strand.target]
                if strand.premises[0] != web.ids[box] or web.above[target] != above:
                    continue
                if not any(other in tree.strands for other in map.links_into.get(id_, ())):
                    found.append(web.number[id_])
        return sorted(found, key=web.turn.__getitem__)

    def _rank(self, traces: Traces) -> set[int]:
        """Set the ranks of new and moved branches; return the links at them."""
        web, map = self.web, self.tree.map
        came = set(traces.came)
        moved: set[int] = set()
        pending = [box for above in traces.families for box in web.row(above)]
        traces.ranks.update(web.rank[box] for box in pending if web.rank[box] >= 0)
        while pending:
            box = pending.pop()
            above = web.above[box]
            rank = web.rank[above] + 1 if above >= 0 else 0
            if rank != web.rank[box]:
                traces.ranks.update(r for r in (web.rank[box], rank) if r >= 0)
                web.rank[box] = rank
                moved.add(box)
                pending += web.row(box)
        traces.resized |= moved
        links: set[LinkId] = set()
        for box in moved - came:
            links.update(map.links_from.get(web.ids[box], ()))
            links.update(map.links_into.get(web.ids[box], ()))
        return {web.number[id_] for id_ in links if id_ in self.tree.strands}

    def _lead(self, again: set[int], traces: Traces) -> None:
        """Lead links anew, with all that are on them, those first that others are on."""
        web = self.web
        self._with_joiners(again)
        for link in again - traces.links:
            self._unlay(link, traces)
        for link in targets_first(web, again):
            traces.links.add(link)
            if link not in web.sideways:
                self._lay(link, traces)
        for index in sorted(traces.wires):
            self._tie(index)

    def _with_joiners(self, links: set[int]) -> None:
        """Add all links that are on some links, or on links on these."""
        web, tree = self.web, self.tree
        pending = list(links)
        while pending:
            id_ = web.strands[pending.pop()].id
            for other in tree.map.links_into.get(id_, ()):
                if other in tree.strands and web.number[other] not in links:
                    links.add(web.number[other])
                    pending.append(web.number[other])
