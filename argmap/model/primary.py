"""The tree in a map: by which of its links each statement hangs.

Layout, outline and re-parenting follow this tree; all other links are cross links. Linear in the
size of the map but for the near-constant cost of union-find (Tarjan 1975, with path halving).
"""

from collections.abc import Collection, Mapping

from argmap.model.records import Link, LinkId, StatementId


def primary_links(
    links: Mapping[LinkId, Link], statements: Collection[StatementId]
) -> dict[StatementId, LinkId]:
    """Return the link by which each statement hangs; roots are left out.

    It is the statement's first link, or the one that says `primary: true`; a link that leads
    nowhere or would close a cycle is passed over, and the next one is taken.
    """
    landings = _landings(links, statements)
    above: dict[StatementId, StatementId] = {}
    primary: dict[StatementId, LinkId] = {}
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
    return primary


def _landings(
    links: Mapping[LinkId, Link], statements: Collection[StatementId]
) -> dict[LinkId, StatementId | None]:
    """Return the statement that each link bears on in the end, through the links it targets."""
    landings: dict[LinkId, StatementId | None] = {}
    for start in links:
        passed: dict[LinkId, None] = {}
        place: str = start
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
