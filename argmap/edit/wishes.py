"""What verbs ask before they act: is the thing there, may the link be, how would it bear.

Everything here reads; a refusal is a UserError with a sentence that says why.
"""

from collections.abc import Iterator

from argmap.edit.wording import named
from argmap.model.argmap import ArgumentMap
from argmap.model.errors import UserError
from argmap.model.records import Link, LinkId, LinkKind, Statement, StatementId, StatementKind

SYMMETRIC = (LinkKind.CONTRADICTS, LinkKind.RESTATES)

_SAID = {
    LinkKind.SUPPORTS: "supports",
    LinkKind.OPPOSES: "opposes",
    LinkKind.CONTRADICTS: "contradicts",
    LinkKind.RESTATES: "restates",
    LinkKind.ANSWERS: "answers",
}


def the_statement(map: ArgumentMap, id_: str) -> Statement:
    """Return a statement of the map; UserError where there is none of that id."""
    statement = map.statements.get(StatementId(id_))
    if statement is None:
        if id_ in map.links:
            raise UserError(f"Choose a statement: {named(map, id_)} is a link.")
        raise UserError(f"There is no statement “{id_}” in the map.")
    return statement


def the_link(map: ArgumentMap, id_: str) -> Link:
    """Return a link by its id, or the link by which a statement of that id hangs."""
    link = map.links.get(LinkId(id_))
    if link is not None:
        return link
    statement = the_statement(map, id_)
    primary = map.primary_links.get(statement.id)
    if primary is None:
        raise UserError(f"{named(map, id_)} has no link; link it to something first.")
    return map.links[primary]


def need_node(map: ArgumentMap, id_: str) -> None:
    """Raise UserError where an id is neither a statement nor a link of the map."""
    if map.node(id_) is None:
        raise UserError(f"There is neither a statement nor a link “{id_}” in the map.")


def is_question(map: ArgumentMap, id_: str) -> bool:
    """Tell whether an id is that of a question."""
    statement = map.statements.get(StatementId(id_))
    return statement is not None and statement.kind is StatementKind.QUESTION


def fitting(map: ArgumentMap, kind: LinkKind, target: str) -> LinkKind:
    """Return how a link of a kind bears on a target: a question is answered, nothing else is."""
    if is_question(map, target):
        return LinkKind.ANSWERS if kind in (LinkKind.SUPPORTS, LinkKind.OPPOSES) else kind
    return LinkKind.SUPPORTS if kind is LinkKind.ANSWERS else kind


def need_fitting(map: ArgumentMap, kind: LinkKind, target: str) -> None:
    """Raise UserError where a link of that kind does not suit what it bears on."""
    if kind is LinkKind.ANSWERS and not is_question(map, target):
        raise UserError(f"Only a question can be answered, and {named(map, target)} is none.")
    if kind in (LinkKind.SUPPORTS, LinkKind.OPPOSES) and is_question(map, target):
        raise UserError(f"{named(map, target)} is a question: it is answered, not {kind[:-1]}ed.")


def double_of(map: ArgumentMap, link: Link) -> Link | None:
    """Return another link that says the same: same premises, same target, same kind."""
    premises = set(link.premises)
    for id_ in map.links_into.get(link.target, ()):
        other = map.links[id_]
        if id_ != link.id and other.kind is link.kind and set(other.premises) == premises:
            return other
    if link.kind in SYMMETRIC and len(premises) == 1:
        for id_ in map.links_into.get(link.premises[0], ()):
            other = map.links[id_]
            if id_ != link.id and other.kind is link.kind and other.premises == (link.target,):
                return other
    return None


def refuse_double(map: ArgumentMap, link: Link) -> None:
    """Raise UserError where the map has another link that says the same."""
    if double_of(map, link) is not None:
        premises = " with ".join(named(map, premise) for premise in link.premises)
        said = _SAID[link.kind]
        raise UserError(f"{premises} already {said} {named(map, link.target)}.")


def road_up(map: ArgumentMap, place: str) -> Iterator[str]:
    """Yield a statement or link and all above it in the tree; a link leads to its target."""
    passed: set[str] = set()
    here: str | None = place
    while here is not None and here not in passed:
        passed.add(here)
        yield here
        link = map.links.get(LinkId(here))
        here = link.target if link is not None else map.primary_parent(StatementId(here))


def leads_through(map: ArgumentMap, place: str, link: str) -> bool:
    """Tell whether going from link to target, beginning at a place, passes a link."""
    passed: set[str] = set()
    while place in map.links and place not in passed:
        if place == link:
            return True
        passed.add(place)
        place = map.links[LinkId(place)].target
    return False


def refuse_under_itself(map: ArgumentMap, id_: StatementId, target: str) -> None:
    """Raise UserError where a statement would come to hang under itself or under its own link."""
    own = map.primary_links.get(id_)
    if any(place in (id_, own) for place in road_up(map, target)):
        raise UserError(f"That would put {named(map, id_)} under itself.")


def tops(map: ArgumentMap, ids: tuple[StatementId, ...]) -> tuple[StatementId, ...]:
    """Return those of some statements that hang under none of the others, in the given order."""
    chosen = set(ids)
    return tuple(
        id_
        for id_ in dict.fromkeys(ids)
        if not any(place in chosen for place in road_up(map, id_) if place != id_)
    )
