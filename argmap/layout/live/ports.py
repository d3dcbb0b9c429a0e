"""Ports after an edit: the edges of boxes that it touched, and the points of links.

As in `ports`: lower edges first, then points, upper edges, lower edges and points again.
"""

from collections.abc import Iterator

from argmap.layout.live.part import LivePart
from argmap.layout.live.traces import Traces
from argmap.layout.ports import leaning, point_of, rough_point, settle, spread
from argmap.layout.web import TRUNK, Edge, End


def reported(part: LivePart, traces: Traces) -> None:
    """Place the ends of wires anew; `traces.wires` then holds those whose ends are elsewhere."""
    changing = _Changing(part, traces)
    changing.follow_vertices()
    changing.follow_links()
    changing.spread(Edge.LOW)
    changing.set_points_before()
    changing.spread(Edge.HIGH)
    changing.settle()
    changing.set_points()


class _Changing:
    """The ports of a part while they change."""

    def __init__(self, part: LivePart, traces: Traces) -> None:
        self.part, self.traces = part, traces
        self.web, self.ports, self.place = part.web, part.sheet.ports, part.place
        self.moved = traces.moved | traces.resized
        self.sides = traces.sides
        self.settling: set[End] = set()
        self.links = {*traces.links, *traces.points}

    def _around(self, vertex: int) -> Iterator[tuple[int, End]]:
        for edge in (Edge.LOW, Edge.HIGH):
            for index in self.part.at.get((edge, vertex), ()):
                yield index, (edge, vertex)

    def _far(self, index: int, end: End) -> End:
        wire = self.web.wires[index]
        return wire.end if wire.start == end else wire.start

    def _touch(self, end: End) -> None:
        if end[0] is not Edge.POINT and end[1] < self.web.boxes:
            self.sides.add(end)

    def _set(self, index: int, end: End, place: float) -> None:
        if end[0] is Edge.LOW:
            self.ports.aimed[index] = place
        which = self.ports.start if self.web.wires[index].start == end else self.ports.end
        if which[index] != place:
            which[index] = place
            self.traces.wires.add(index)

    def follow_vertices(self) -> None:
        """Let wires go with the bends at their ends; note the edges that see what moved."""
        boxes = self.web.boxes
        for vertex in self.moved:
            for index, end in self._around(vertex):
                if vertex >= boxes:
                    self._set(index, end, self.place[vertex])
                self._touch(end)
                self._touch(self._far(index, end))
                self.links.add(self.web.wires[index].link)
        for index in list(self.traces.wires):
            for end in (self.web.wires[index].start, self.web.wires[index].end):
                if end[0] is not Edge.POINT and end[1] >= boxes:
                    self._set(index, end, self.place[end[1]])

    def follow_links(self) -> None:
        """See anew where about links have their points, and from where others come to them."""
        part, web = self.part, self.web
        links = {link for link in self.links if web.premises_of[link]}
        for vertex in self.moved:
            if vertex < web.boxes:
                ids = part.tree.map.links_from.get(web.ids[vertex], ())
                links.update(web.number[id_] for id_ in ids if id_ in part.tree.strands)
        for link in links:
            rough = rough_point(web, self.place, link, bool(part.joiners(link)))
            if rough != part.middle[link] or link in self.traces.points:
                part.middle[link] = rough
                for index in part.at.get((Edge.POINT, link), ()):
                    self._touch(self._far(index, (Edge.POINT, link)))
                    if web.wires[index].leg == TRUNK:  # its premises look to where it leads
                        for leg in part.wires_of(web.wires[index].link):
                            self._touch(web.wires[leg].start)
        targets = {v for k in self.moved for i, _ in self._around(k) for v in self._goals(i)}
        for link in links | (targets - links):
            self._lean(link)

    def _goals(self, index: int) -> Iterator[int]:
        """Yield the link that the link of a wire is on."""
        link = self.web.wires[index].link
        if self.web.strands[link].onto_link:
            yield self.web.target(link)

    def _lean(self, link: int) -> None:
        part = self.part
        joiners = part.joiners(link)
        lean = leaning(self.web, self.place, link, joiners) if joiners else None
        if lean == part.lean.get(link):
            return
        part.lean.pop(link, None)
        if lean is not None:
            part.lean[link] = lean
        for index in part.wires_of(link):
            self._touch(self.web.wires[index].start)

    def spread(self, edge: Edge) -> None:
        """Share out the touched edges of one kind."""
        part, web, ports = self.part, self.web, self.ports
        known = part.middle, part.lean
        for side in [side for side in self.sides if side[0] is edge and side in part.at]:
            ends = [(index, web.wires[index].start == side) for index in part.at[side]]
            before = {(i, starts): self._port(edge, i, starts) for i, starts in ends}
            if edge is Edge.HIGH:
                self._point_before(side)
            else:
                self.settling.add(side)
            spread(web, side, ends, self.place, known, ports)
            for (index, starts), place in before.items():
                if self._port(edge, index, starts) == place:
                    continue
                self.links.add(web.wires[index].link)
                if edge is Edge.LOW:
                    self._touch(self._far(index, side))
                    continue
                self.traces.wires.add(index)
                far = self._far(index, side)
                if far[0] is Edge.LOW and far[1] < web.boxes:
                    self.settling.add(far)

    def _port(self, edge: Edge, index: int, starts: bool) -> float:
        """Return the port of an end, or where it is aimed on a lower edge."""
        ports = self.ports
        return (ports.aimed if edge is Edge.LOW else ports.start if starts else ports.end)[index]

    def settle(self) -> None:
        """Place the ports of lower edges for good, where they or what is above them changed."""
        part, web, ports = self.part, self.web, self.ports
        for side in self.settling:
            ends = [(index, web.wires[index].start == side) for index in part.at[side]]
            before = [(ports.start if starts else ports.end)[i] for i, starts in ends]
            settle(web, side, ends, self.place, ports)
            for (index, starts), place in zip(ends, before, strict=True):
                if (ports.start if starts else ports.end)[index] != place:
                    self.traces.wires.add(index)
                    self.links.add(web.wires[index].link)

    def _point_before(self, side: End) -> None:
        """Let the wires of an upper edge end where points lay before upper edges were shared."""
        for index in self.part.at[side]:
            link = self.web.wires[index].link
            if self._far(index, side) == (Edge.POINT, link):
                which = self.ports.start if self.web.wires[index].end == side else self.ports.end
                which[index] = self.part.point_before[link]
                self.links.add(link)

    def _pointed(self) -> list[int]:
        return [link for link in self.links if (Edge.POINT, link) in self.part.at]

    def set_points_before(self) -> None:
        """Place the points of links by the lower edges alone."""
        part = self.part
        self.links |= {
            self.web.wires[i].link for i in self.traces.wires if self.web.wires[i].leg != TRUNK
        }
        for link in self._pointed():
            point = part.aimed_point(link)
            if point is not None and point != part.point_before.get(link):
                part.point_before[link] = point
                for index in part.at[Edge.POINT, link]:
                    if self.web.wires[index].link == link:
                        self._touch(self._far(index, (Edge.POINT, link)))

    def set_points(self) -> None:
        """Place the points of links, and the ends of all wires that end on them."""
        part, ports = self.part, self.ports
        for link in self._pointed():
            point = point_of(
                self.web, link, part.wires_of(link), ports.start, bool(part.joiners(link))
            )
            if point is None:
                continue
            moved = point != ports.point.get(link)
            ports.point[link] = point
            for index in part.at[Edge.POINT, link]:
                wire = self.web.wires[index]
                if wire.start == (Edge.POINT, link):
                    ports.start[index] = point
                if wire.end == (Edge.POINT, link):
                    ports.end[index] = point
                if moved:
                    self.traces.wires.add(index)
