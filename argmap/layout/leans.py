"""What it costs that a line begins on that side of its box from which others come to end on it.

There it may have to pass over lines that begin or end on the same edge of the box; see `ports`.
"""

from collections.abc import Sequence

from argmap.layout.web import HIGH, POINT, End, Web, Wire
from argmap.model.light_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Lean:
    """A line from a box on which others end, all vertices: who these come from, where it leads.

    `hoop` says that it leads to a box of the same rank; `others` are where the other lines lead
    that begin or end on the same edge.
    """

    box: int
    guests: Sequence[int]
    goal: int
    hoop: bool
    others: Sequence[int]

    def crossed(self, place: Sequence[int]) -> int:
        """Return how many of the other lines it crosses, given the slots of all vertices."""
        here, goal = place[self.box], place[self.goal]
        rightward = place[self.guests[0]] > here
        if any((place[guest] > here) is not rightward for guest in self.guests):
            return 0  # it begins wherever it leads
        if self.hoop:
            return 0 if (goal > here) is rightward else len(self.others)
        if rightward:
            return sum(place[other] > goal for other in self.others)
        return sum(place[other] < goal for other in self.others)


def leans_of(web: Web) -> list[Lean]:
    """Return the lines with one premise on which others end."""
    guests: dict[int, list[int]] = {}
    for wire in web.wires:
        if wire.end[0] is POINT is not wire.start[0] and wire.end[1] != wire.link:
            guests.setdefault(wire.end[1], []).append(wire.start[1])
    if not guests:
        return []
    first: dict[int, Wire] = {}
    at: dict[End, list[tuple[int, int]]] = {}
    for wire in web.wires:
        first.setdefault(wire.link, wire)
        for end, far in ((wire.start, wire.end), (wire.end, wire.start)):
            if end[0] is not POINT and end[1] < web.boxes and (way := _vertex(web, wire, far)) >= 0:
                at.setdefault(end, []).append((wire.link, way))
    found = []
    for link, coming in guests.items():
        if web.strands[link].joint or link not in first:
            continue
        (edge, box), (onto, goal) = first[link].start, first[link].end
        if edge is not POINT and onto is not POINT:
            others = [way for other, way in at.get((edge, box), ()) if other != link]
            found.append(Lean(box, coming, goal, edge is onto is HIGH, others))
    return found


def _vertex(web: Web, wire: Wire, end: End) -> int:
    """Return the vertex to which a wire leads, that of a premise if it is a junction, or -1."""
    if end[0] is not POINT:
        return end[1] if wire.start[0] is not wire.end[0] else -1
    return web.premises(wire.link)[0] if end[1] == wire.link else -1
