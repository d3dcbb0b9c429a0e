"""The tree in a map: by which of its links each statement hangs.

Layout, outline and re-parenting follow this tree; all other links are cross links. Linear in the
size of the map but for the near-constant cost of union-find (Tarjan 1975, with path halving).
"""

from collections.abc import Collection, Mapping

from argmap.model.light_dataclass import dataclass
from argmap.model.records import Link, LinkId, StatementId


@dataclass(frozen=True, slots=True)
class PrimaryTree:
    """The link by which each statement hangs; roots are left out.

    `witnesses` are the statements because of which some link was passed over: while they hang as
    they do, it would close a circle.
    """

    links: Mapping[StatementId, LinkId]
    witnesses: frozenset[StatementId] = frozenset()


def primary_tree(links: Mapping[LinkId, Link], statements: Collection[StatementId]) -> PrimaryTree:
    """Return the tree of a map.

    A statement hangs by its first link, or by the one that says `primary: true`; a link that leads
    nowhere or would close a cycle is passed over, and the next one is taken.
    """
    landings = _landings(links, statements)
    above: dict[StatementId, StatementId] = {}
    primary: dict[StatementId, LinkId] = {}
    witnesses: set[StatementId] = set()
    for link in sorted(links.values(), key=lambda link: not link.primary):
        landing = landings[link.id]
        if landing is None:
            continue
        for premise in link.premises:
            if premise in primary or premise not in statements:
                continue
            # The premise tops its tree so far: a link that lands in that tree closes a cycle.
            top = _top(landing, above)
            if top != premise:
                above[premise] = top
                primary[premise] = link.id
                continue
            here = landing
            while here != premise:
                witnesses.add(here)
                here = landings[primary[here]] or premise
            witnesses.add(premise)
    return PrimaryTree(primary, frozenset(witnesses))


def landing_of(
    links: Mapping[LinkId, Link], statements: Collection[StatementId], link: LinkId
) -> StatementId | None:
    """Return the statement that a link bears on in the end, through the links it targets."""
    passed: set[str] = set()
    place: str = link
    while place in links and place not in passed:
        passed.add(place)
        place = links[LinkId(place)].target
    return StatementId(place) if place in statements else None


def is_under(
    links: Mapping[LinkId, Link],
    statements: Collection[StatementId],
    primary: Mapping[StatementId, LinkId],
    start: StatementId,
    top: StatementId,
) -> bool:
    """Tell whether the way up from a statement leads to another, or to itself, in a tree."""
    here: StatementId | None = start
    passed: set[StatementId] = set()
    while here is not None and here not in passed:
        if here == top:
            return True
        passed.add(here)
        link = primary.get(here)
        here = landing_of(links, statements, link) if link is not None else None
    return False


def _landings(
    links: Mapping[LinkId, Link], statements: Collection[StatementId]
) -> dict[LinkId, StatementId | None]:
    """Return the statement that each link bears on in the end, through the links it targets."""
    landings: dict[LinkId, StatementId | None] = {}
    for start, link in links.items():
        place: str = link.target
        if place not in links:  # nearly all lead to a statement
            landings[start] = StatementId(place) if place in statements else None
            continue
        passed = {start: None}
        while place in links and place not in landings and place not in passed:
            passed[LinkId(place)] = None
            place = links[LinkId(place)].target
        if place in landings:
            landing = landings[LinkId(place)]
        else:  # a statement; or a ring of links, or nothing at all
            landing = StatementId(place) if place in statements else None
        landings.update(dict.fromkeys(passed, landing))
    return landings


def _top(place: StatementId, above: dict[StatementId, StatementId]) -> StatementId:
    while place in above:
        higher = above[place]
        if higher in above:
            above[place] = above[higher]
        place = higher
    return place
