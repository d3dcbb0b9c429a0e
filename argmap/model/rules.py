"""What holds in a sound map, and what is imperfect in this one.

`problems` looks at everything, in linear time, for opening a file and for `argmap check`.
`check_edit` looks at what one edit touched, and refuses an edit that would break what must always
hold. What a file already had wrong is never held against a later edit.
"""

import math
from collections.abc import Iterator

from argmap.model.argmap import ArgumentMap
from argmap.model.connectedness import components_in_steps, cycles_in_steps
from argmap.model.diff import Diff
from argmap.model.errors import Problem, Severity, UserError
from argmap.model.quoted_words import differs_from_quotes
from argmap.model.records import (
    Group,
    Link,
    LinkId,
    LinkKind,
    Statement,
    StatementId,
    StatementKind,
)
from argmap.model.story_rules import of_poll, of_story

MUST_HOLD = frozenset(
    {
        "empty-text",
        "out-of-range",
        "quote-empty",
        "unknown-source",
        "duplicate-id",
        "no-premise",
        "repeated-premise",
        "unknown-premise",
        "unknown-target",
        "self-link",
        "link-cycle",
        "unknown-member",
        "in-two-groups",
    }
)
"""The codes of what no edit may bring about; a file may have it, and is shown all the same."""


def problems(map: ArgumentMap) -> list[Problem]:
    """Return everything imperfect in a map, records in the order of the file first."""
    found: list[Problem] = []
    for statement in (*map.statements.values(), *map.parked.values()):
        found += of_statement(map, statement)
    for link in map.links.values():
        found += of_link(map, link)
    for group in map.groups.values():
        found += of_group(map, group)
    for story in map.stories.values():
        found += of_story(map, story)
    for poll in map.polls.values():
        found += of_poll(map, poll)
    found += of_pins(map)
    found += of_rings(map)
    found += filter(None, of_shape(map))
    return found


def check_edit(base: ArgumentMap, after: ArgumentMap, diff: Diff) -> None:
    """Raise UserError where an edit breaks what must always hold and held before, or was not there.

    Only the records that the edit touched are looked at, and those that refer to what it removed.
    """
    broken = [problem for problem in _touched(after, diff) if problem.code in MUST_HOLD]
    if not broken:
        return
    before = {*problems(base), *_touched(base, diff.inverted())}
    for problem in broken:
        if problem not in before:
            raise UserError(f"This cannot be done: {problem.what}")


def _touched(map: ArgumentMap, diff: Diff) -> Iterator[Problem]:
    for id_ in diff.touched("statements", "parked"):
        for held in (map.statements, map.parked):
            if (statement := held.get(StatementId(id_))) is not None:
                yield from of_statement(map, statement)
    for id_ in _links_concerned(map, diff):
        yield from of_link(map, map.links[id_])
        yield from _ring_through(map, id_)
    yield from _of_groups_concerned(map, diff)
    removed = {id_ for id_ in diff.touched("sources") if id_ not in map.sources}
    if removed:
        for statement in (*map.statements.values(), *map.parked.values()):
            if any(quote.source in removed for quote in statement.quotes):
                yield from of_statement(map, statement)


def _links_concerned(map: ArgumentMap, diff: Diff) -> Iterator[LinkId]:
    """Yield the links that were touched, and those that refer to a statement or link now gone."""
    concerned = dict.fromkeys(LinkId(id_) for id_ in diff.touched("links") if id_ in map.links)
    for id_ in diff.touched("statements", "links"):
        if id_ not in map.statements and id_ not in map.links:
            concerned.update(dict.fromkeys(map.links_from.get(StatementId(id_), ())))
            concerned.update(dict.fromkeys(map.links_into.get(id_, ())))
    yield from concerned


def _of_groups_concerned(map: ArgumentMap, diff: Diff) -> Iterator[Problem]:
    gone = {id_ for id_ in diff.touched("statements") if id_ not in map.statements}
    if "groups" not in diff.changes and not gone:
        return
    touched = set(diff.touched("groups"))
    for group in map.groups.values():
        if touched or not gone.isdisjoint(group.statements):
            yield from of_group(map, group)


def _error(code: str, subject: str, what: str) -> Problem:
    return Problem(Severity.ERROR, code, what, subject)


def _warning(code: str, subject: str, what: str) -> Problem:
    return Problem(Severity.WARNING, code, what, subject)


def _hint(code: str, subject: str, what: str) -> Problem:
    return Problem(Severity.HINT, code, what, subject)


def of_statement(map: ArgumentMap, statement: Statement) -> Iterator[Problem]:
    """Yield what is imperfect in a statement."""
    id_ = statement.id
    if not statement.text.strip():
        yield _warning("empty-text", id_, f"Statement '{id_}' has no text; give it one.")
    if statement.credence is not None and not _share(statement.credence):
        yield _warning("out-of-range", id_, f"The credence of '{id_}' must lie between 0 and 1.")
    if LinkId(id_) in map.links or (id_ in map.parked and id_ in map.statements):
        yield _error("duplicate-id", id_, f"The id '{id_}' is used twice; rename one of them.")
    if differs_from_quotes(statement):
        what = f"'{id_}' is marked as a quotation and has other words than its passage; "
        yield _warning("not-verbatim", id_, what + "mark it as a paraphrase, or quote the words.")
    for number, quote in enumerate(statement.quotes, 1):
        if not any(part.exact.strip() for part in quote.stretches()):
            yield _warning("quote-empty", id_, f"Quote {number} of '{id_}' has no words.")
        if quote.source not in map.sources:
            yield _error(
                "unknown-source",
                id_,
                f"Quote {number} of '{id_}' names the source '{quote.source}', which the map does "
                "not have.",
            )


def of_link(map: ArgumentMap, link: Link) -> Iterator[Problem]:
    """Yield what is imperfect in a link."""
    id_ = link.id
    if not link.premises:
        yield _error("no-premise", id_, f"Link '{id_}' starts from no statement.")
    if len(set(link.premises)) < len(link.premises):
        yield _warning("repeated-premise", id_, f"Link '{id_}' names a premise twice.")
    for premise in link.premises:
        if premise not in map.statements:
            yield _error(
                "unknown-premise",
                id_,
                f"Link '{id_}' starts from '{premise}', which is no statement of the map.",
            )
    if link.target in link.premises:
        yield _error("self-link", id_, f"Link '{id_}' leads from '{link.target}' to itself.")
    elif link.target == id_:
        yield _error("self-link", id_, f"Link '{id_}' leads to itself.")
    elif map.node(link.target) is None:
        yield _error(
            "unknown-target",
            id_,
            f"Link '{id_}' leads to '{link.target}', which is neither a statement nor a link.",
        )
    if link.weight is not None and not _share(link.weight):
        yield _warning("out-of-range", id_, f"The weight of '{id_}' must lie between 0 and 1.")
    if link.kind is LinkKind.ANSWERS and not _is_question(map, link.target):
        yield _warning(
            "answers-without-question", id_, f"Link '{id_}' answers what is not a question."
        )


def _is_question(map: ArgumentMap, id_: str) -> bool:
    target = map.statements.get(StatementId(id_))
    return target is not None and target.kind is StatementKind.QUESTION


def _share(value: float) -> bool:
    return math.isfinite(value) and 0 <= value <= 1


def of_group(map: ArgumentMap, group: Group) -> Iterator[Problem]:
    """Yield what is imperfect in a group."""
    for member in dict.fromkeys(group.statements):
        if member not in map.statements:
            yield _error(
                "unknown-member",
                group.id,
                f"Group '{group.id}' names '{member}', which is no statement of the map.",
            )
        elif map.group_of[member] != group.id:
            yield _warning(
                "in-two-groups",
                group.id,
                f"Statement '{member}' is in two groups, '{map.group_of[member]}' and "
                f"'{group.id}'; the first counts.",
            )
    if len(set(group.statements)) < len(group.statements):
        yield _warning("in-two-groups", group.id, f"Group '{group.id}' names a statement twice.")


def of_pins(map: ArgumentMap) -> Iterator[Problem]:
    """Yield what is imperfect in placements by hand."""
    for id_, offset in map.meta.view.pins.items():
        if id_ not in map.statements:
            yield _warning(
                "unknown-pin", id_, f"A pin names '{id_}', which is no statement of the map."
            )
        elif not all(math.isfinite(value) for value in offset):
            yield _warning("out-of-range", id_, f"The pin of '{id_}' is not a place.")


def of_rings(map: ArgumentMap) -> Iterator[Problem]:
    """Yield a problem for every ring of links that target each other; each link is passed once."""
    done: set[str] = set()
    onto_links = filter(map.links_into.__contains__, map.links)
    for start in [link for onto in onto_links for link in map.links_into[onto]]:
        passed: dict[str, None] = {}
        place: str = start
        while place in map.links and place not in done and place not in passed:
            passed[place] = None
            place = map.links[LinkId(place)].target
        if place in passed and len(passed) > 1:
            yield _ring(place)
        done.update(passed)


def _ring_through(map: ArgumentMap, id_: LinkId) -> Iterator[Problem]:
    passed: set[str] = {id_}
    place = map.links[id_].target
    while place in map.links and place not in passed:
        passed.add(place)
        place = map.links[LinkId(place)].target
    if place == id_ and len(passed) > 1:
        yield _ring(id_)


def _ring(id_: str) -> Problem:
    return _error("link-cycle", id_, f"Link '{id_}' leads to a link that leads back to it.")


def of_shape(map: ArgumentMap) -> Iterator[Problem | None]:
    """Yield what is imperfect in the whole: circles, loose statements, separate parts.

    It looks at everything, and yields None now and then, so that whoever asks may do so in steps.
    """
    if not map.statements:
        yield _hint("empty-map", "", "The map has no statement yet.")
    rings: list[list[StatementId]] = []
    for step in cycles_in_steps(map):
        rings = step or rings
        yield None
    for ring in rings:
        listed = ", ".join(f"'{id_}'" for id_ in ring[:5]) + (" ..." if len(ring) > 5 else "")
        yield _hint("cycle", ring[0], f"These statements rest on each other in a circle: {listed}.")
    connected: list[list[StatementId]] = []
    for step in components_in_steps(map):
        connected = step or connected
        yield None
    if len(connected) > 1:
        for members in connected:
            if len(members) == 1:
                yield _hint("loose-statement", members[0], f"Statement '{members[0]}' has no link.")
    parts = [members for members in connected if len(members) > 1]
    if len(parts) > 1:
        yield _hint(
            "several-components", parts[1][0], f"The map falls into {len(parts)} separate parts."
        )
