"""One connected part of a map as numbers: boxes, the bends of long links, and wires strip by strip.

Ranks are rows of boxes; the strip above a rank is where lines change their place. A link becomes a
chain of wires, one per strip; between two strips it passes a rank straight, at a bend. All is said
as if the map ran down: `wide` is along the siblings, `deep` along the ranks. No coordinates here.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from enum import IntEnum

from argmap.layout.placement import Sizes
from argmap.layout.skeleton import Skeleton, Strand
from argmap.model.light_dataclass import dataclass
from argmap.model.records import LinkId, StatementId


class Edge(IntEnum):
    """Where a wire ends in its strip: at a box or bend below or above it, or at a link's point."""

    LOW = 0
    HIGH = 1
    POINT = 2

    __hash__ = int.__hash__  # that of an enumeration is many times slower, and asked for often


LOW, HIGH, POINT = Edge
"""The same by names of their own: looking up a member in its class takes twice as long as all else
that is done with it."""

End = tuple[Edge, int]
"""An edge of the strip and a vertex there, or POINT and the number of a link."""

TRUNK = -1


@dataclass(frozen=True, slots=True)
class Wire:
    """The stretch of a link within one strip, from the premise's side to the target's."""

    link: int
    leg: int
    strip: int
    start: End
    end: End


@dataclass(slots=True)
class Web:
    """The numbers. Vertices are boxes first, in the order of `ids`, then bends.

    A number is a name and nothing more: where two things are alike it is the place of their links
    in the file, `turn`, that says which comes first, so that numbers may be kept between edits.

    `above` is the box below which a box's family stands, -1 at the top; `rows` the blocks of each
    family; `hung` the link by which a box hangs, -1 for none. `strip_of` and `low` tell for a link
    where its point lies (a junction, or where links on it end): in which strip, near its lower edge
    or near its upper. `sideways` are the links drawn straight between two neighbours. `file_place`
    says how the file orders the boxes of a family. `below` are the links that run round below what
    stands between their ends: they turn below so many ranks more than the lower end's.
    """

    ids: list[StatementId]
    strands: list[Strand]
    wide: list[float]
    deep: list[float]
    above: list[int]
    hung: list[int]
    rows: dict[int, list[list[int]]]
    rank: list[int] = field(default_factory=list)
    wires: list[Wire] = field(default_factory=list)
    strip_of: list[int] = field(default_factory=list)
    low: list[bool] = field(default_factory=list)
    sideways: set[int] = field(default_factory=set)
    number: dict[str, int] = field(default_factory=dict)
    file_place: list[int] = field(default_factory=list)
    premises_of: list[list[int]] = field(default_factory=list)
    turn: list[float] = field(default_factory=list)
    below: dict[int, int] = field(default_factory=dict)

    def tie(self, wire: Wire) -> tuple[float, int]:
        """Return by what wires of one strip are ordered that are otherwise alike."""
        return self.turn[wire.link], wire.leg

    @property
    def boxes(self) -> int:
        """The number of boxes; higher vertex numbers are bends."""
        return len(self.ids)

    def row(self, above: int) -> list[int]:
        """Return the boxes of a family, from left to right."""
        return [box for block in self.rows.get(above, ()) for box in block]

    def preorder(self) -> list[int]:
        """Return all boxes, each before its family, families from left to right."""
        order: list[int] = []
        families = {
            above: [box for block in reversed(blocks) for box in reversed(block)]
            for above, blocks in self.rows.items()
        }
        pending = families.get(-1, [])
        while pending:
            box = pending.pop()
            order.append(box)
            if box in families:
                pending += families[box]
        return order

    def bends_of(self) -> dict[tuple[int, int], list[int]]:
        """Return the bends of each link's legs, from the premise's side; only of legs with any."""
        found: dict[tuple[int, int], list[int]] = {}
        for wire in self.wires:
            edge, vertex = wire.end
            if edge is not POINT and vertex >= len(self.ids):
                found.setdefault((wire.link, wire.leg), []).append(vertex)
        return found

    def premises(self, link: int) -> list[int]:
        """Return the premises of a link, as boxes; not to be changed."""
        return self.premises_of[link]

    def target(self, link: int) -> int:
        """Return the target of a link: a box, or the number of a link where it is on a link."""
        return self.number[self.strands[link].target]


BEND_WIDTH = 6.0


def web_of(
    skeleton: Skeleton, ids: Sequence[StatementId], links: Sequence[LinkId], sizes: Sizes
) -> Web:
    """Return the web of one part of a skeleton; sizes are along siblings, then along ranks."""
    box: dict[str, int] = {id_: number for number, id_ in enumerate(ids)}
    link_number: dict[str, int] = {id_: number for number, id_ in enumerate(links)}
    rows = {
        -1 if top is None else box[top]: [
            [box[id_] for id_ in block] for block in blocks if block[0] in box
        ]
        for top, blocks in skeleton.families.items()
        if top is None or top in box
    }
    web = Web(
        ids=list(ids),
        strands=[skeleton.strands[id_] for id_ in links],
        wide=[sizes[id_][0] for id_ in ids],
        deep=[sizes[id_][1] for id_ in ids],
        above=[-1] * len(box),
        hung=[link_number.get(skeleton.hung.get(id_, ""), -1) for id_ in ids],
        rows=rows,
        # Statements and links share one namespace in a sound map; in a broken one boxes win.
        number={**link_number, **box},
    )
    for top, blocks in rows.items():
        for block in blocks:
            for member in block:
                web.above[member] = top
    web.turn = [float(place) for place in range(len(links))]
    web.premises_of = [[web.number[id_] for id_ in strand.premises] for strand in web.strands]
    web.rank = [0] * web.boxes
    web.file_place = [0] * web.boxes
    for place, member in enumerate(web.preorder()):
        web.file_place[member] = place
        if web.above[member] >= 0:
            web.rank[member] = web.rank[web.above[member]] + 1
    return web


def is_plain(web: Web) -> bool:
    """Tell whether the web is a tree: every line stays within the family of its premises."""
    if any(
        web.hung[premises[0]] != link
        for link, premises in enumerate(web.premises_of)
        if link not in web.sideways
    ):
        return False  # most webs with cross links are known by that
    tops: list[int | None] = [None] * len(web.strands)
    for link in targets_first(web, range(len(web.strands))):
        if link in web.sideways:
            continue
        premises = web.premises(link)
        above = web.above[premises[0]]
        if above < 0 or any(web.above[p] != above or web.hung[p] != link for p in premises):
            return False
        target = web.target(link)
        if (tops[target] if web.strands[link].onto_link else target) != above:
            return False
        tops[link] = above
    return True


def find_sideways(web: Web) -> None:
    """Note the links that can run straight from a box to its neighbour, and keep these together."""
    born_on = {s.target for s in web.strands if s.onto_link}
    for link, strand in enumerate(web.strands):
        if strand.id not in born_on:
            join_neighbours(web, link)


def join_neighbours(web: Web, link: int) -> None:
    """Note a link on which no other is if it can run straight, and keep its ends together."""
    strand = web.strands[link]
    if strand.joint or strand.onto_link:
        return
    a, b = web.premises(link)[0], web.target(link)
    if web.above[a] != web.above[b]:
        return
    blocks = web.rows[web.above[a]]
    row = web.row(web.above[a])
    if abs(row.index(a) - row.index(b)) != 1:
        return
    if any({a, b} == _ends(web, other) for other in web.sideways):
        return  # a second link between the same two goes round below
    web.sideways.add(link)
    first, second = (next(k for k, block in enumerate(blocks) if x in block) for x in (a, b))
    if first != second:
        low, high = min(first, second), max(first, second)
        blocks[low : high + 1] = [[box for block in blocks[low : high + 1] for box in block]]


def forget_parted(web: Web) -> None:
    """Let links run round below whose ends, in the order that was kept, are no neighbours."""
    for link in list(web.sideways):
        if not are_neighbours(web, link):
            web.sideways.discard(link)


def are_neighbours(web: Web, link: int) -> bool:
    """Tell whether the two ends of a link within one family stand next to each other."""
    a, b = web.premises(link)[0], web.target(link)
    row = web.row(web.above[a])
    return abs(row.index(a) - row.index(b)) == 1


def _ends(web: Web, link: int) -> set[int]:
    return {web.premises(link)[0], web.target(link)}


def is_linked(web: Web, block: list[int]) -> bool:
    """Tell whether a block is the premises of one link and nothing else."""
    link = web.hung[block[0]]
    if link < 0 or any(web.hung[box] != link for box in block) or web.strands[link].onto_link:
        return False
    return not any({web.premises(k)[0], web.target(k)} <= set(block) for k in web.sideways)


def targets_first(web: Web, links: Iterable[int]) -> Iterator[int]:
    """Yield links as they are given, but before each the link among them that it is on."""
    asked = list(links)
    waiting = set(asked)
    for start in asked:
        trail = []
        link = start
        while link in waiting:
            waiting.discard(link)
            trail.append(link)
            if web.strands[link].onto_link:
                link = web.target(link)
        yield from reversed(trail)


def lay_wires(web: Web) -> None:
    """Make the wires of all links, and a bend wherever a link passes a rank."""
    web.strip_of = [0] * len(web.strands)
    web.low = [True] * len(web.strands)
    for link in targets_first(web, range(len(web.strands))):
        if link not in web.sideways:
            lay(web, link)


def without_wires(web: Web) -> None:
    """Take all wires and bends away."""
    web.wires.clear()
    for values in (web.rank, web.wide, web.deep):
        del values[web.boxes :]


def lay(web: Web, link: int) -> None:
    """Make the wires of one link; the link that it is on must have its own."""
    strand = web.strands[link]
    premises, target = web.premises(link), web.target(link)
    own = [p for p in premises if web.hung[p] == link]
    rank = web.rank[(own or premises)[-1]]
    goal = web.strip_of[target] if strand.onto_link else web.rank[target]
    upward = goal <= rank if strand.onto_link else goal < rank
    if link in web.below:
        upward = False
    web.low[link] = upward
    web.strip_of[link] = rank if upward else rank + 1
    end: End = (POINT, target) if strand.onto_link else (HIGH, target)
    if link in web.below:
        _run_below(web, link, premises[0], target)
        return
    if not strand.joint:
        _run(web, (link, 0), _leaving(web, premises[0], upward), end)
        return
    for leg, premise in enumerate(premises):
        up = web.strip_of[link] <= web.rank[premise]
        _run(web, (link, leg), _leaving(web, premise, up), (POINT, link))
    _run(web, (link, TRUNK), (web.strip_of[link], (POINT, link), upward), end)


def _leaving(web: Web, box: int, upward: bool) -> tuple[int, End, bool]:
    rank = web.rank[box]
    return (rank, (LOW, box), True) if upward else (rank + 1, (HIGH, box), False)


def _run(web: Web, leg: tuple[int, int], start: tuple[int, End, bool], end: End) -> None:
    """Add the wires of one leg or trunk, from where it starts, strip by strip to its end."""
    strip, here, upward = start
    edge, goal = end
    if edge is POINT:
        last = web.strip_of[goal]
    elif upward or web.rank[goal] < strip:
        last = web.rank[goal] + 1
    else:
        last, edge = web.rank[goal], LOW
    while strip != last:
        bend = _bend(web, strip - 1 if upward else strip)
        leaving, entering = (HIGH, LOW) if upward else (LOW, HIGH)
        web.wires.append(Wire(leg[0], leg[1], strip, here, (leaving, bend)))
        here = (entering, bend)
        strip += -1 if upward else 1
    web.wires.append(Wire(leg[0], leg[1], strip, here, (edge, goal)))


def can_run_below(web: Web, link: int) -> bool:
    """Tell whether a link may run round below: one besides the tree, between two statements."""
    strand = web.strands[link]
    if strand.joint or strand.onto_link or link in web.sideways:
        return False
    return web.hung[web.premises(link)[0]] != link


def turn_below(web: Web, link: int, more: int) -> int:
    """Return the strip in which a link turns that runs below so many ranks more than it must."""
    return max(web.rank[web.premises(link)[0]], web.rank[web.target(link)]) + 1 + more


def _run_below(web: Web, link: int, premise: int, target: int) -> None:
    """Add the wires of a link whose ends both lead down to a strip, where they meet."""
    turn = turn_below(web, link, web.below[link])
    here = HIGH, premise
    for strip in range(web.rank[premise] + 1, turn):
        bend = _bend(web, strip)
        web.wires.append(Wire(link, 0, strip, here, (LOW, bend)))
        here = HIGH, bend
    for strip in range(turn, web.rank[target] + 1, -1):
        bend = _bend(web, strip - 1)
        web.wires.append(Wire(link, 0, strip, here, (HIGH, bend)))
        here = LOW, bend
    web.wires.append(Wire(link, 0, web.rank[target] + 1, here, (HIGH, target)))


def _bend(web: Web, rank: int) -> int:
    """Make a bend in a rank."""
    bend = len(web.rank)
    web.rank.append(rank)
    web.wide.append(BEND_WIDTH)
    web.deep.append(0.0)
    return bend
