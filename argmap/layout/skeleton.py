"""From a map to what layout works on: the links that can be drawn and the tree of families.

A family is what stands below one statement (or at the top): its premises in the order of the file,
each with the statements that bear on its link beside it. Broken links are left out, always the same
ones. No coordinates here.
"""

from collections.abc import Container, Iterable, Mapping, Sequence

from argmap.model.argmap import ArgumentMap
from argmap.model.hiding import hidden_by
from argmap.model.light_dataclass import dataclass
from argmap.model.records import LinkId, StatementId

Block = tuple[StatementId, ...]
"""Statements that stay next to each other: linked premises and what stands beside them."""


@dataclass(frozen=True, slots=True)
class Strand:
    """A link as it can be drawn: its premises that are shown, in order, and its target."""

    id: LinkId
    premises: tuple[StatementId, ...]
    target: str
    onto_link: bool

    @property
    def joint(self) -> bool:
        """Whether its premises meet at a junction."""
        return len(self.premises) > 1


@dataclass(frozen=True, slots=True)
class Skeleton:
    """What is shown of a map: statements, drawable links, and who stands below or beside whom.

    `below` gives the statement under which each statement's family hangs (absent for the roots),
    `beside` the premise next to which a statement stands that bears on a link. `families` holds the
    blocks of each family in order, under None the roots. `hung` names the link by which a statement
    hangs; all other legs are cross links.
    """

    shown: tuple[StatementId, ...]
    strands: Mapping[LinkId, Strand]
    below: Mapping[StatementId, StatementId]
    beside: Mapping[StatementId, StatementId]
    families: Mapping[StatementId | None, tuple[Block, ...]]
    hung: Mapping[StatementId, LinkId]


def skeleton_of(map: ArgumentMap, folded: Iterable[StatementId] = ()) -> Skeleton:
    """Return the skeleton of a map, without what lies below folded statements."""
    shown = shown_statements(map, folded)
    strands = _drawable(map, frozenset(shown))
    hung, below, beside = _hang(map, shown, strands)
    families = _families(shown, strands, hung, below, beside)
    return Skeleton(shown, strands, below, beside, families, hung)


def shown_statements(
    map: ArgumentMap, folded: Iterable[StatementId] = ()
) -> tuple[StatementId, ...]:
    """Return the statements of a map that no folded statement hides, in the order of the file."""
    hidden = hidden_by(map, folded)
    return tuple(id_ for id_ in map.statements if id_ not in hidden)


def _drawable(map: ArgumentMap, shown: frozenset[StatementId]) -> dict[LinkId, Strand]:
    """Return the links with a shown premise that lead to a shown statement, maybe over links."""
    known: dict[str, Strand | None] = {}
    for start, link in map.links.items():
        if link.target in shown and link.target not in map.links:
            known[start] = strand_of(map, start, shown)
            continue
        trail: list[LinkId] = []
        here: str = start
        while here in map.links and here not in known:
            trail.append(LinkId(here))
            known[here] = None  # stays so where the trail comes back to itself: a ring of links
            here = map.links[LinkId(here)].target
        holds = here in shown or known.get(here) is not None
        for id_ in reversed(trail):
            strand = strand_of(map, id_, shown) if holds else None
            known[id_] = strand
            holds = strand is not None
    return {id_: strand for id_ in map.links if (strand := known[id_]) is not None}


def strand_of(map: ArgumentMap, id_: LinkId, shown: Container[StatementId]) -> Strand | None:
    """Return a link as it can be drawn, or None where none of its premises is shown."""
    link = map.links[id_]
    premises = link.premises
    if len(premises) > 1:
        premises = tuple(p for p in dict.fromkeys(premises) if p in shown and p != link.target)
    elif premises and (premises[0] not in shown or premises[0] == link.target):
        premises = ()
    if not premises:
        return None
    return Strand(id_, premises, link.target, link.target not in map.statements)


def _hang(
    map: ArgumentMap, shown: tuple[StatementId, ...], strands: Mapping[LinkId, Strand]
) -> tuple[
    dict[StatementId, LinkId], dict[StatementId, StatementId], dict[StatementId, StatementId]
]:
    """Decide for each statement below which or beside which other one it stands.

    A place that would make two statements stand below each other is passed over.
    """
    hung: dict[StatementId, LinkId] = {}
    below: dict[StatementId, StatementId] = {}
    beside: dict[StatementId, StatementId] = {}
    primary = map.primary_links
    held: set[StatementId] = set()

    def reaches(place: StatementId, goal: StatementId) -> bool:
        here: StatementId | None = place
        if goal not in held:  # nothing hangs there yet
            return here == goal
        while here is not None and here != goal:
            here = below.get(here) or beside.get(here)
        return here == goal

    for id_ in shown:
        strand = strands.get(primary[id_]) if id_ in primary else None
        if strand is None or id_ not in strand.premises:
            continue
        if strand.onto_link:
            host = host_of(strands[LinkId(strand.target)], primary)
            if not reaches(host, id_):
                beside[id_], hung[id_] = host, strand.id
                held.add(host)
                continue
        ground = ground_of(strand, strands)
        if not reaches(ground, id_):
            below[id_], hung[id_] = ground, strand.id
            held.add(ground)
    return hung, below, beside


def host_of(strand: Strand, primary: Mapping[StatementId, LinkId]) -> StatementId:
    """Return the premise beside which stands what bears on the link: the last that hangs by it."""
    own = [premise for premise in strand.premises if primary.get(premise) == strand.id]
    return (own or list(strand.premises))[-1]


def ground_of(strand: Strand, strands: Mapping[LinkId, Strand]) -> StatementId:
    """Return the statement that a link is about in the end."""
    while strand.onto_link:
        strand = strands[LinkId(strand.target)]
    return StatementId(strand.target)


def _families(
    shown: tuple[StatementId, ...],
    strands: Mapping[LinkId, Strand],
    hung: Mapping[StatementId, LinkId],
    below: Mapping[StatementId, StatementId],
    beside: Mapping[StatementId, StatementId],
) -> dict[StatementId | None, tuple[Block, ...]]:
    """Gather the blocks of each family, in the order of links, then of premises."""
    guests: dict[StatementId, list[StatementId]] = {}
    cores: dict[StatementId | None, dict[str, list[StatementId]]] = {}
    for id_ in shown:
        if id_ not in below and id_ not in beside:
            cores.setdefault(None, {})[id_] = [id_]
    for link, strand in strands.items():
        for premise in strand.premises:
            if hung.get(premise) != link:
                continue
            if premise in beside:
                guests.setdefault(beside[premise], []).append(premise)
            else:
                cores.setdefault(below[premise], {}).setdefault(link, []).append(premise)
    return {
        top: tuple(block_of(core, guests, hung, strands) for core in by_link.values())
        for top, by_link in cores.items()
    }


def block_of(
    core: Sequence[StatementId],
    guests: Mapping[StatementId, Sequence[StatementId]],
    hung: Mapping[StatementId, LinkId],
    strands: Mapping[LinkId, Strand],
) -> Block:
    """Return the core with all who stand beside it, by turns right and left, outward.

    Who bear together on a link stand on one side, as do all who bear on one of those links that a
    statement does not hang by.
    """
    row = list(core)
    pending = [(member, True) for member in core]
    while pending:
        host, rightward = pending.pop()
        around = guests.get(host)
        if not around:
            continue
        sides: dict[str, bool] = {}
        last: dict[LinkId, StatementId] = {}
        for guest in around:
            link = hung[guest]
            on = strands[link].target
            bundle = link if on == hung.get(host) else on
            if bundle not in sides:
                sides[bundle] = rightward
                rightward = not rightward
            if sides[bundle]:
                row.insert(row.index(last.get(link, host)) + 1, guest)
            else:
                # The left guests of linked premises stand left of all of them.
                row.insert(row.index(core[0] if host in core else host), guest)
            last[link] = guest
            pending.append((guest, sides[bundle]))
    return tuple(row)
