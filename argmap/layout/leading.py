"""Where links besides the tree run: the way past boxes and other lines that crosses least.

The order of boxes is settled. Each line that crosses others is taken out and put back along the way
with the fewest crossings there is (edge insertion, after Gutwenger, Mutzel and Weiskircher, 2005):
from rank to rank or, where that is better, round below what stands between its ends.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate, pairwise
from operator import itemgetter

from argmap.layout.crossings import Orders, Ties
from argmap.layout.net import Line, Net, Way, net_of
from argmap.layout.web import Web
from argmap.model.light_dataclass import dataclass

ROUNDS = 4
MOST = 800
"""In parts of more boxes no lines are led anew."""
FEW = 200
"""In parts of more boxes an edit leads no new lines anew: it has to be done at once."""
WORK = 400_000
"""How many slots and lines may be looked at, in all, while lines are led anew."""
NEVER = 1_000_000
"""More than any way costs."""

Costs = dict[int, list[int]]
"""By rank, how many lines are crossed from below a box to each gap."""
Start = tuple[int, float, int, float]
"""From where a line may turn: its gap or -1 for its end itself, its place among the slots of the
rank, how many lines it has crossed and how far it has led aside."""


@dataclass(slots=True)
class Slots:
    """A strip as it is passed from a gap of the rank above to a gap of the rank below.

    `lines` are the slots of both ends of every line, `hoops` those of every hoop. `tops` and `lows`
    count the lines whose upper or lower end lies before a gap, `under` the hoops below which a gap
    of the rank above lies. In a strip that is `plain` no two lines cross.
    """

    lines: list[tuple[int, int]]
    hoops: list[tuple[int, int]]
    tops: list[int]
    lows: list[int]
    under: list[int]
    plain: bool

    def passed(self, gap: int, onto: int) -> int:
        """Return how many lines one crosses that leads from one gap to another."""
        if self.plain:
            return abs(self.tops[gap] - self.lows[onto])
        return sum([(top < gap) is not (low < onto) for top, low in self.lines])


def lead(web: Web, ties: Ties, orders: Orders) -> tuple[Ties, Orders]:
    """Return ties and orders with fewer crossings; the wires of the web then run so."""
    if web.boxes > MOST:
        return ties, orders
    leading = Leading(net_of(web, ties, orders))
    return leading.net.laid() if leading.improve() else (ties, orders)


class Leading:
    """The search for better ways, line by line; `spent` are the slots and lines looked at."""

    def __init__(self, net: Net) -> None:
        self.net = net
        self.spent = 0

    def improve(self) -> int:
        """Lead lines anew until none crosses less; return how many crossings that saved."""
        saved = 0
        for _ in range(ROUNDS):
            before = saved
            for line in self.net.lines.values():
                cost = self.net.cost(line) if self.spent < WORK else 0
                self.spent += self._looked_at(line)
                if cost:
                    saved += self._lead(line, cost)
            if saved == before:
                break
        return saved

    def helps(self) -> bool:
        """Tell whether `improve` would save anything; as soon as that is known."""
        for line in self.net.lines.values():
            cost = self.net.cost(line) if self.spent < WORK else 0
            self.spent += self._looked_at(line)
            if cost and self._lead(line, cost):
                return True
        return False

    def _looked_at(self, line: Line) -> int:
        """Return how many slots a look at what a line crosses takes."""
        return sum(len(self.net.edges[strip]) for strip, _ in line.edges)

    def _lead(self, line: Line, cost: int) -> int:
        """Lead a line that crosses so many others along its best way; return what that saved."""
        net = self.net
        before = line.turn, line.bends, line.edges, line.hoops
        slots = [net.place[bend] for bend in line.bends]
        net.take_out(line)
        way = self._best_way(line, cost)
        if way is not None:
            net.put(line, way)
            if (now := net.cost(line)) < cost:
                return cost - now
            net.take_out(line)
        line.turn, line.bends, line.edges, line.hoops = before
        net.put_back(line, slots)
        return 0

    def _best_way(self, line: Line, cost: int) -> Way | None:
        """Return the way that crosses least, if that is fewer lines than so many."""
        net, high, low = self.net, line.high, line.low
        near, far = net.rank[high], net.rank[low]
        strips = {strip: self._slots(strip) for strip in range(near + 1, len(net.rows) + 1)}
        down = self._down(high, strips, cost)
        best, found = cost, None
        if far > near:
            least, gap = self._onto(down, strips[far], line)
            if least < best:
                best, found = least, Way(0, self._back(down, strips, (far - 1, gap), high))
        up = self._down(low, strips, best) if best else {}
        for rank in range(far, len(net.rows)):
            if not best or self.spent >= WORK:
                break
            one, two = self._sideways(rank, down, high), self._sideways(rank, up, low)
            least, gaps = self._turning(strips[rank + 1], one, two, best)
            if least < best:
                best = least
                one_side = self._back(down, strips, (rank, gaps[0]), high)
                other_side = self._back(up, strips, (rank, gaps[1]), low)
                found = Way(rank + 1, one_side, other_side)
        return found

    def _slots(self, strip: int) -> Slots:
        net = self.net
        above = net.rows[strip - 1]
        below = net.rows[strip] if strip < len(net.rows) else []
        lines = sorted((net.place[high], net.place[low]) for high, low in net.edges[strip])
        hoops = [(net.place[a], net.place[b]) for a, b in net.hoops[strip]]
        tops, lows, under = [0] * (len(above) + 1), [0] * (len(below) + 1), [0] * (len(above) + 2)
        for top, low in lines:
            tops[top + 1] += 1
            lows[low + 1] += 1
        for ends in hoops:
            under[min(ends) + 1] += 1
            under[max(ends) + 1] -= 1
        self.spent += len(above) + len(below) + len(lines)
        counts = [list(accumulate(side)) for side in (tops, lows, under)]
        plain = all(one <= next_ for (_, one), (_, next_) in pairwise(lines))
        return Slots(lines, hoops, counts[0], counts[1], counts[2][:-1], plain)

    def _down(self, box: int, strips: dict[int, Slots], most: int) -> Costs:
        """Return how many lines are crossed from below a box to the gaps of each rank.

        Where it would be `most` or more, it is said to be never.
        """
        net = self.net
        rank, slot = net.rank[box], net.place[box]
        if rank + 1 >= len(net.rows):
            return {}
        strip = strips[rank + 1]
        over = net.over(rank + 1, slot)
        aside = [(top < slot, low) for top, low in strip.lines if top != slot]
        costs = [over + more for more in _all_crossed(aside, len(strip.lows))]
        _bar(costs, net.fenced(box))
        _bar(costs, net.joined(rank + 1))
        found = {rank + 1: costs}
        for below in range(rank + 2, len(net.rows)):
            costs = found[below] = self._passing(costs, strips[below], most)
            _bar(costs, net.joined(below))
        return found

    def _passing(self, costs: list[int], strip: Slots, most: int) -> list[int]:
        """Return what it costs to come to the gaps below a strip, given those above it."""
        starts = [
            (cost + under, gap)
            for gap, (cost, under) in enumerate(zip(costs, strip.under, strict=True))
            if cost + under < most
        ]
        if strip.plain:
            reached = [NEVER] * (strip.lows[-1] + 1)
            for cost, gap in starts:
                reached[strip.tops[gap]] = min(reached[strip.tops[gap]], cost)
            _relax(reached)
            self.spent += len(costs)
            return [reached[here] for here in strip.lows]
        found = [NEVER] * len(strip.lows)
        for cost, gap in starts:
            aside = [(top < gap, low) for top, low in strip.lines]
            for onto, more in enumerate(_all_crossed(aside, len(found))):
                found[onto] = min(found[onto], cost + more)
        self.spent += len(starts) * len(found)
        return found

    def _onto(self, down: Costs, strip: Slots, line: Line) -> tuple[int, int]:
        """Return the least cost of a way down onto the lower end, and its last gap.

        The gap is -1 where the higher end is one rank above.
        """
        net = self.net
        slot, rank = net.place[line.low], net.rank[line.low] - 1
        lines = [(top, low < slot) for top, low in strip.lines if low != slot]
        if net.rank[line.high] == rank:
            own = net.place[line.high]
            crossed = [(top < own) is not left for top, left in lines if top != own]
            return net.over(rank + 1, own) + sum(crossed), -1
        row, ends = net.rows[rank], (net.x[line.high], net.x[line.low])
        aside = [(left, top) for top, left in lines]
        ways = [
            (cost + under + more, gap)
            for gap, (cost, under, more) in enumerate(
                zip(down[rank], strip.under, _all_crossed(aside, len(row) + 1), strict=True)
            )
        ]
        least = min(ways)[0]

        def off(gap: int) -> float:
            return sum(abs(net.between(row, gap) - x) for x in ends)

        return least, min((gap for cost, gap in ways if cost == least), key=off)

    def _sideways(self, rank: int, down: Costs, box: int) -> list[Start]:
        """Return from where a line from a box may turn below a rank."""
        net = self.net
        if net.rank[box] == rank:
            return [(-1, net.place[box], 0, 0.0)]
        row, x = net.rows[rank], net.x[box]
        return [
            (gap, gap - 0.5, cost, abs(net.between(row, gap) - x))
            for gap, cost in enumerate(down[rank])
        ]

    def _turning(
        self, strip: Slots, ones: list[Start], twos: list[Start], most: int
    ) -> tuple[int, tuple[int, int]]:
        """Return the least cost below `most` of turning in a strip, and the gap below either end.

        Of ways that cost the same the straightest is taken.
        """
        tops = [top for top, _ in strip.lines]
        best, found = (most, 0.0), (-1, -1)
        cheapest = itemgetter(2, 3)
        twos = sorted(twos, key=cheapest)
        for gap, place, cost, aside in sorted(ones, key=cheapest):
            if cost + twos[0][2] > best[0]:
                break
            for other, there, more, far in twos:
                if cost + more > best[0]:
                    break
                self.spent += 1
                first, last = min(place, there), max(place, there)
                crossed = bisect_left(tops, last) - bisect_right(tops, first)
                for ends in strip.hoops:
                    one, two = min(ends), max(ends)
                    crossed += one < first < two < last or first < one < last < two
                if (way := (cost + more + crossed, aside + far)) < best:
                    best, found = way, (gap, other)
        return best[0], found

    def _back(
        self, down: Costs, strips: dict[int, Slots], end: tuple[int, int], box: int
    ) -> list[int]:
        """Return the gaps from below a box down to a gap of a rank, as straight as can be."""
        net, (rank, gap) = self.net, end
        if gap < 0:
            return []
        gaps = [gap]
        while rank > net.rank[box] + 1:
            strip, above = strips[rank], net.rows[rank - 1]
            cost, x = down[rank][gap], net.between(net.rows[rank], gap)
            cost -= sum(first < gap <= last for first, last in net.joined(rank))
            gap = min(
                (abs(net.between(above, k) - x), k)
                for k, before in enumerate(down[rank - 1])
                if before + strip.under[k] <= cost
                and before + strip.under[k] + strip.passed(k, gap) == cost
            )[1]
            gaps.append(gap)
            rank -= 1
        return gaps[::-1]


def _all_crossed(lines: list[tuple[bool, int]], gaps: int) -> list[int]:
    """Return, for each gap, how many lines are crossed on the way there.

    Of each it is said whether it begins left of the way, and before which gap it ends.
    """
    steps = [0] * (gaps + 1)
    for left, slot in lines:
        if left:
            steps[0] += 1
            steps[slot + 1] -= 1
        else:
            steps[slot + 1] += 1
    return list(accumulate(steps))[:gaps]


def _bar(costs: list[int], spans: Iterable[tuple[int, int]]) -> None:
    """Count a line more for each gap between two slots, for all of some pairs of slots."""
    for first, last in spans:
        for gap in range(first + 1, last + 1):
            costs[gap] += 1


def _relax(reached: list[int]) -> None:
    """Let every place be reached from its neighbours, for one crossing a step."""
    for here in range(1, len(reached)):
        reached[here] = min(reached[here], reached[here - 1] + 1)
    for here in range(len(reached) - 2, -1, -1):
        reached[here] = min(reached[here], reached[here + 1] + 1)
