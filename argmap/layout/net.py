"""The lines of a part in their ranks, while some of them are taken out and put back elsewhere.

Boxes stay where they are. Links besides the tree that lead from one statement to another may run
anew: up from rank to rank, or below, where both ends lead down to one strip and meet there. Linked
premises and links on links stay as they are, and so do links on which others end from elsewhere
than beside their premise.
"""

from collections.abc import Iterable, Sequence
from dataclasses import field
from itertools import pairwise

from argmap.layout.crossings import Orders, Ties, rough_places, ties_of
from argmap.layout.leans import Lean
from argmap.layout.web import HIGH, LOW, Web, Wire, can_run_below, lay_wires, without_wires
from argmap.model.light_dataclass import dataclass

Tie = tuple[int, int]
"""The upper and the lower vertex of a line in one strip, or the two ends of a hoop."""


@dataclass(slots=True)
class Line:
    """A link that may run anew: its ends, the higher one first, and how it runs now.

    `turn` is the strip in which both ends meet, or 0 where it leads from rank to rank. `bends` go
    from the premise to the target. `guests` are boxes beside the premise whose links end on this
    one. `edges` and `hoops` are its ties, each with its strip; those of the guests are among them.
    """

    high: int
    low: int
    premise: int
    turn: int = 0
    bends: list[int] = field(default_factory=list)
    edges: list[tuple[int, Tie]] = field(default_factory=list)
    hoops: list[tuple[int, Tie]] = field(default_factory=list)
    guests: Sequence[int] = ()

    def first(self) -> tuple[int, int] | None:
        """Return the strip in which it begins and where it leads there, or None for a hoop."""
        for strip, (high, low) in self.edges:
            if self.premise in (high, low):
                return strip, low if high == self.premise else high
        return None

    def tie_guests(self) -> None:
        """Add what ties the guests: their lines lead where this one does first."""
        found = self.first()
        if found is not None:
            strip, goal = found
            below = not self.turn and self.premise == self.low
            pairs = [(goal, guest) if below else (guest, goal) for guest in self.guests]
            self.edges += [(strip, pair) for pair in pairs]


@dataclass(slots=True)
class Way:
    """How a line may run: where it turns, and the gaps that it passes below either end, downward.

    Gap k lies before slot k of a rank, this line taken out.
    """

    turn: int
    below_high: Sequence[int]
    below_low: Sequence[int] = ()


class Net:
    """The ranks and all lines.

    `edges` and `hoops` are those of each strip, `x` rough places of all vertices. Only `lines` may
    run anew.
    """

    def __init__(
        self, web: Web, rows: Orders, ties: Ties, x: Sequence[float], lines: dict[int, Line]
    ) -> None:
        self._web = web
        self.rows = [list(row) for row in rows]
        strips = len(rows) + 1
        self.edges = _by_strip(ties.edges, strips)
        self.hoops = _by_strip(ties.hoops, strips)
        self.rank = list(web.rank)
        self.x = list(x)
        self.place = [0] * len(web.rank)
        for row in self.rows:
            self._number(row)
        self.fences = _fences(web)
        self.straight: dict[int, list[Tie]] = {}
        for link in web.sideways:
            pair = web.premises(link)[0], web.target(link)
            self.straight.setdefault(web.rank[pair[0]], []).append(pair)
        self.lines = lines

    # ------------------------------------------------------------------------------------ counting

    def cost(self, line: Line) -> int:
        """Return how many lines one crosses, as `crossings` counts them."""
        place, total = self.place, 0
        for strip, (high, low) in line.edges:
            a, b = place[high], place[low]
            total += sum([(place[c] - a) * (place[d] - b) < 0 for c, d in self.edges[strip]])
            total += self.over(strip, a)
            if low >= self._web.boxes:
                total += sum(first < b < last for first, last in self.fenced(high))
        for bend in line.bends:
            slot = place[bend]
            total += sum(first < slot < last for first, last in self.joined(self.rank[bend]))
        for strip, ends in line.hoops:
            first, last = sorted(place[end] for end in ends)
            total += sum([first < place[high] < last for high, _ in self.edges[strip]])
            for hoop in self.hoops[strip]:
                one, two = sorted(place[end] for end in hoop)
                total += one < first < two < last or first < one < last < two
        return total + self._leaning(line)

    def _leaning(self, line: Line) -> int:
        """Return how many lines it crosses to begin on the side where its guests stand."""
        if not line.guests:
            return 0
        premise, first = line.premise, line.first()
        if first is not None:
            strip, goal = first
        else:
            strip, ends = line.hoops[0]
            goal = ends[ends[0] == premise]
        lower = not line.turn and premise == line.low
        others = [
            tie[not lower]
            for tie in self.edges[strip]
            if tie[lower] == premise and tie[not lower] != goal
        ]
        lean = Lean(premise, line.guests, goal, first is None, others)
        return lean.crossed(self.place)

    def over(self, strip: int, slot: int) -> int:
        """Return how many hoops of a strip run below a slot of the rank above it."""
        place = self.place
        return sum((place[a] - slot) * (place[b] - slot) < 0 for a, b in self.hoops[strip])

    def fenced(self, box: int) -> list[tuple[int, int]]:
        """Return the first and the last slot of linked premises that lead to a box."""
        slots = ([self.place[premise] for premise in own] for own in self.fences.get(box, ()))
        return [(min(own), max(own)) for own in slots]

    def joined(self, rank: int) -> list[tuple[int, int]]:
        """Return the slots of the neighbours in a rank that a link joins straight."""
        pairs = [(self.place[a], self.place[b]) for a, b in self.straight.get(rank, ())]
        return [(min(pair), max(pair)) for pair in pairs]

    # ------------------------------------------------------------------------- taking out, putting

    def take_out(self, line: Line) -> None:
        """Take a line away."""
        for strip, edge in line.edges:
            self.edges[strip].remove(edge)
        for strip, hoop in line.hoops:
            self.hoops[strip].remove(hoop)
        for bend in line.bends:
            row = self.rows[self.rank[bend]]
            row.remove(bend)
            self._number(row)

    def put_back(self, line: Line, slots: Sequence[int]) -> None:
        """Put a line back as it was, its bends at the slots that they had."""
        for bend, slot in sorted(zip(line.bends, slots, strict=True), key=lambda both: both[1]):
            row = self.rows[self.rank[bend]]
            row.insert(slot, bend)
            self._number(row)
        self._tie(line)

    def put(self, line: Line, way: Way) -> None:
        """Let a line that was taken out run another way."""
        near, far = self.rank[line.high], self.rank[line.low]
        if far > near:
            left = len(way.below_high) < far - near or (
                way.below_high[far - near - 1] <= self.place[line.low]
            )
        else:
            left = self.place[line.high] < self.place[line.low]
        high, low = [line.high], [line.low]
        gaps = [(far + k, gap, low, not left) for k, gap in enumerate(way.below_low, 1)]
        gaps += [(near + k, gap, high, left) for k, gap in enumerate(way.below_high, 1)]
        # From the right, so that gaps keep their numbers; of two in one gap the left one last.
        for rank, gap, chain, _ in sorted(gaps, key=lambda one: (one[0], -one[1], one[3])):
            chain.append(self._bend(rank, gap))
        if way.turn:
            line.hoops = [(way.turn, (high[-1], low[-1]))]
            bends = [*high[1:], *reversed(low[1:])]
        else:
            line.hoops, bends = [], high[1:]
            high.append(line.low)
        line.turn = way.turn
        line.bends = bends if line.premise == line.high else bends[::-1]
        chains = (high, low) if way.turn else (high,)
        line.edges = [(self.rank[b], (a, b)) for chain in chains for a, b in pairwise(chain)]
        line.tie_guests()
        self._tie(line)

    def between(self, row: Sequence[int], gap: int) -> float:
        """Return the rough place of a gap."""
        if not row:
            return 0.0
        if gap == 0:
            return self.x[row[0]] - 1.0
        if gap == len(row):
            return self.x[row[-1]] + 1.0
        return (self.x[row[gap - 1]] + self.x[row[gap]]) / 2

    def _bend(self, rank: int, gap: int) -> int:
        """Make a bend in a gap of a rank."""
        bend, row = len(self.rank), self.rows[rank]
        self.rank.append(rank)
        self.x.append(self.between(row, gap))
        self.place.append(gap)
        row.insert(gap, bend)
        self._number(row)
        return bend

    def _tie(self, line: Line) -> None:
        for strip, edge in line.edges:
            self.edges[strip].append(edge)
        for strip, hoop in line.hoops:
            self.hoops[strip].append(hoop)

    def _number(self, row: Iterable[int]) -> None:
        for slot, vertex in enumerate(row):
            self.place[vertex] = slot

    # -------------------------------------------------------------------------------- the web anew

    def laid(self) -> tuple[Ties, Orders]:
        """Lay the wires of the web so that lines run as they do here; return ties and orders."""
        web, known = self._web, self._web.bends_of()
        for link, line in self.lines.items():
            known[link, 0] = line.bends
            web.below.pop(link, None)
            more = line.turn - self.rank[line.low] - 1
            if line.turn and (more or self.rank[line.high] != self.rank[line.low]):
                web.below[link] = more
        without_wires(web)
        lay_wires(web)
        name = list(range(len(self.rank)))
        for leg, bends in web.bends_of().items():
            for before, bend in zip(known[leg], bends, strict=True):
                name[before] = bend
        return ties_of(web), [[name[vertex] for vertex in row] for row in self.rows]


def _by_strip(ties: Sequence[Sequence[Tie]], strips: int) -> list[list[Tie]]:
    found = [list(own) for own in ties]
    return [*found, *([] for _ in range(strips - len(found)))]


def _fences(web: Web) -> dict[int, list[list[int]]]:
    """Return the linked premises that lead to each box, where any bend may stand among them."""
    found: dict[int, list[list[int]]] = {}
    for link, strand in enumerate(web.strands):
        own = [box for box in web.premises(link) if web.hung[box] == link]
        if len(own) > 1 and not strand.onto_link:
            found.setdefault(web.above[own[0]], []).append(own)
    return found


def net_of(web: Web, ties: Ties, orders: Orders) -> Net:
    """Return the lines of a part in its ranks, where any may run anew."""
    lines = lines_of(web, range(len(web.strands)), guests=True)
    return Net(web, orders, ties, rough_places(web, ties, web.preorder()), lines)


def lines_of(web: Web, links: Iterable[int], *, guests: bool = False) -> dict[int, Line]:
    """Return those of some links that may run anew, in the order of the file, as they run now.

    With `guests` those may on which links of boxes beside the premise end, but no other links.
    """
    found = {
        link: line_of(web, link)
        for link in sorted(links, key=web.turn.__getitem__)
        if can_run_below(web, link)
    }
    for link, coming in _guests(web).items():
        if link in found and guests and _stand_beside(web, found[link].premise, coming):
            found[link].guests = coming
        else:
            found.pop(link, None)
    for wire in web.wires if found else ():
        if wire.link in found:
            add_wire(found[wire.link], wire, web.boxes)
    for line in found.values():
        line.tie_guests()
    return found


def _guests(web: Web) -> dict[int, list[int]]:
    """Return, of links that others end on, the boxes from which these come; -1 for other ways."""
    ending: dict[int, list[int]] = {}
    for link, strand in enumerate(web.strands):
        if strand.onto_link:
            ending.setdefault(web.target(link), []).append(link)
    return {
        on: [
            -1 if web.strands[k].joint or k in ending or web.hung[box] != k else box
            for k in links
            for box in web.premises(k)[:1]
        ]
        for on, links in ending.items()
    }


def _stand_beside(web: Web, premise: int, boxes: Iterable[int]) -> bool:
    return all(box >= 0 and web.rank[box] == web.rank[premise] for box in boxes)


def line_of(web: Web, link: int) -> Line:
    """Return a line without wires."""
    premise, target = web.premises(link)[0], web.target(link)
    high, low = sorted((premise, target), key=web.rank.__getitem__)
    return Line(high, low, premise)


def add_wire(line: Line, wire: Wire, boxes: int) -> None:
    """Add the next wire of a line, from the premise to the target."""
    if wire.end[1] >= boxes:
        line.bends.append(wire.end[1])
    if wire.start[0] is wire.end[0] is HIGH:
        line.turn = wire.strip
        line.hoops.append((wire.strip, (wire.start[1], wire.end[1])))
    else:
        ends = dict((wire.start, wire.end))
        line.edges.append((wire.strip, (ends[HIGH], ends[LOW])))
