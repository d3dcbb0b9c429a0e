"""Whole stories made from a map: in which order its statements come up, and how many at a time.

The steps are a first draft, to be reordered and given notes. Every statement comes up once.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum

from argmap.model.argmap import ArgumentMap
from argmap.model.errors import UserError
from argmap.model.records import LinkKind, StatementId, Step

AT_A_TIME = 3
"""How many statements one step brings up at most, but for linked premises, which come together."""
_TITLE = 60
_AGAINST = (LinkKind.OPPOSES, LinkKind.CONTRADICTS)


class Plan(StrEnum):
    """The orders in which a map can be told."""

    CONCLUSION_FIRST = "conclusion-first"
    PREMISES_FIRST = "premises-first"
    OBJECTIONS = "objections"
    DOCUMENT_ORDER = "document-order"


def planned(map: ArgumentMap, plan: Plan) -> list[Step]:
    """Return the steps of a story that tells the whole map. UserError where the map is empty."""
    if not map.statements:
        raise UserError("Add a statement first: an empty map has no story.")
    return _PLANS[plan](map)


def step_by_step(map: ArgumentMap, ids: Iterable[StatementId]) -> list[Step]:
    """Return a step for each of some statements, in their order."""
    steps = [_step(map, (id_,)) for id_ in dict.fromkeys(ids) if id_ in map.statements]
    if not steps:
        raise UserError("Select the statements to tell, in their order.")
    return steps


def title_of(map: ArgumentMap, id_: str) -> str:
    """Return a title for a step that brings up a statement: its first words."""
    statement = map.statements.get(StatementId(id_))
    line = " ".join(statement.text.split()) if statement is not None else id_
    if len(line) <= _TITLE:
        return line.rstrip(".") or line
    return line[: _TITLE - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def _conclusion_first(map: ArgumentMap) -> list[Step]:
    """Roots first, then for each statement what bears on it, level by level along the branches."""
    told: set[StatementId] = set()
    steps = [_told(map, told, (root,)) for root in map.roots]
    for root in map.roots:
        steps += _below(map, root, told)
    return steps + _rest(map, told)


def _premises_first(map: ArgumentMap) -> list[Step]:
    """The reasons of a statement before the statement itself, the roots last."""
    backwards = _conclusion_first(map)
    return [step for step in reversed(backwards) if step.reveal]


def _objections(map: ArgumentMap) -> list[Step]:
    """The case for the roots first; then each objection together with what answers it."""
    told: set[StatementId] = set()
    against = _against(map)
    steps = [_told(map, told, (root,)) for root in map.roots]
    for root in map.roots:
        steps += _below(map, root, told, leave_out=against)
    for objection in map.statements:
        if objection in against and objection not in told:
            replies = [id_ for id_ in _bearing_on(map, objection) if id_ in against]
            steps.append(_told(map, told, (objection, *replies)))
            steps += _below(map, objection, told)
    return steps + _rest(map, told)


def _document_order(map: ArgumentMap) -> list[Step]:
    """Statements as the documents say them, by source and place; those without a quote last."""
    order = {source: number for number, source in enumerate(map.sources)}
    placed = {}
    for number, (id_, statement) in enumerate(map.statements.items()):
        starts = [
            (order.get(quote.source, len(order)), part.start)
            for quote in statement.quotes
            for part in quote.stretches()
            if part.start is not None
        ]
        placed[id_] = (*min(starts), number) if starts else (len(order), 0, number)
    return _in_threes(map, sorted(map.statements, key=placed.__getitem__))


_PLANS: Mapping[Plan, Callable[[ArgumentMap], list[Step]]] = {
    Plan.CONCLUSION_FIRST: _conclusion_first,
    Plan.PREMISES_FIRST: _premises_first,
    Plan.OBJECTIONS: _objections,
    Plan.DOCUMENT_ORDER: _document_order,
}


def _below(
    map: ArgumentMap,
    top: StatementId,
    told: set[StatementId],
    leave_out: frozenset[StatementId] = frozenset(),
) -> list[Step]:
    """Return the steps for all that hangs under a statement; branch by branch, each in turn."""
    steps: list[Step] = []
    pending = [top]
    while pending:
        place = pending.pop()
        new = [id_ for id_ in _bearing_on(map, place) if id_ not in told and id_ not in leave_out]
        steps += [_told(map, told, few, about=place) for few in _groups(map, new)]
        pending.extend(reversed(new))
    return steps


def _bearing_on(map: ArgumentMap, id_: StatementId) -> list[StatementId]:
    """Return what hangs under a statement directly, and what bears on the links it came by."""
    found = list(map.children.get(id_, ()))
    own = map.primary_links.get(id_)
    pending = [own] if own is not None else []
    passed = set(pending)
    while pending:
        for link in map.links_into.get(pending.pop(), ()):
            if link not in passed:
                passed.add(link)
                found.extend(map.links[link].premises)
                pending.append(link)
    return list(dict.fromkeys(found))


def _against(map: ArgumentMap) -> frozenset[StatementId]:
    """Return the statements whose own link opposes what it bears on."""
    return frozenset(
        id_ for id_, link in map.primary_links.items() if map.links[link].kind in _AGAINST
    )


def _groups(map: ArgumentMap, ids: list[StatementId]) -> Iterator[tuple[StatementId, ...]]:
    """Yield statements a few at a time; linked premises and statements of one bearing together."""
    few: list[StatementId] = []
    for id_ in ids:
        if few and not _go_together(map, few, id_):
            yield tuple(few)
            few = []
        few.append(id_)
    if few:
        yield tuple(few)


def _go_together(map: ArgumentMap, few: list[StatementId], id_: StatementId) -> bool:
    one, other = map.primary_links.get(few[-1]), map.primary_links.get(id_)
    if one is None or other is None:
        return False
    if one == other:
        return True
    same = map.links[one].target == map.links[other].target
    return same and map.links[one].kind is map.links[other].kind and len(few) < AT_A_TIME


def _rest(map: ArgumentMap, told: set[StatementId]) -> list[Step]:
    """Return steps for what no branch has brought up: members of circles."""
    return _in_threes(map, [id_ for id_ in map.statements if id_ not in told])


def _in_threes(map: ArgumentMap, ids: list[StatementId]) -> list[Step]:
    return [_step(map, tuple(ids[at : at + AT_A_TIME])) for at in range(0, len(ids), AT_A_TIME)]


def _told(
    map: ArgumentMap,
    told: set[StatementId],
    ids: Iterable[StatementId],
    about: StatementId | None = None,
) -> Step:
    new = tuple(id_ for id_ in dict.fromkeys(ids) if id_ not in told)
    told.update(new)
    return _step(map, new, about)


def _step(map: ArgumentMap, ids: tuple[StatementId, ...], about: StatementId | None = None) -> Step:
    title = title_of(map, ids[0] if len(ids) == 1 or about is None else about)
    if len(ids) > 1 and about is not None:
        against = all(_kind(map, id_) in _AGAINST for id_ in ids)
        title = f"{'Against' if against else 'Why'}: {title}"
    return Step(title=title, reveal=ids)


def _kind(map: ArgumentMap, id_: StatementId) -> LinkKind | None:
    link = map.primary_links.get(id_)
    return map.links[link].kind if link is not None else None
