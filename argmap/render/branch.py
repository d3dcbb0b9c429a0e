"""A part of a map as a map of its own: a statement or link with what hangs on it, to a depth.

What is not shown is not in it: neither sources that nobody there quotes, nor stories, polls and
parked statements. It is what a picture of a part embeds; a story is a part as well.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from argmap.model.argmap import ArgumentMap
from argmap.model.errors import UserError
from argmap.model.records import Group, GroupId, Link, LinkId, StatementId, Story
from argmap.model.telling import ever_revealed, part_of


def branch_map(map: ArgumentMap, only: str, depth: int | None = None) -> ArgumentMap:
    """Return the statement or link `only` with its branch; depth 0 is itself alone, None is all.

    Raises UserError where the map has no such statement or link.
    """
    kept, links = _kept(map, only, depth)
    statements = {id_: record for id_, record in map.statements.items() if id_ in kept}
    return ArgumentMap(
        replace(map.meta, view=replace(map.meta.view, pins=_pins(map, kept))),
        map.sources_quoted_by(statements.values()),
        statements,
        links,
        _groups(map, kept),
    )


def story_map(map: ArgumentMap, story: Story, *, notes: bool) -> ArgumentMap:
    """Return what a story tells as a map of its own: all that some step reveals, and the story.

    Without `notes` it holds no note, neither of the speaker nor of anything that is shown.
    """
    part = part_of(map, ever_revealed(map, story))
    view = replace(map.meta.view, pins=_pins(map, set(part.statements)))
    told = ArgumentMap(
        replace(map.meta, view=view),
        map.sources_quoted_by(part.statements.values()),
        part.statements,
        part.links,
        part.groups,
        {story.id: story},
    )
    return told if notes else _without_notes(told)


def _without_notes(map: ArgumentMap) -> ArgumentMap:
    return map.replaced(
        meta=replace(map.meta, notes=""),
        statements={id_: replace(one, notes="") for id_, one in map.statements.items()},
        links={id_: replace(one, notes="") for id_, one in map.links.items()},
        stories={
            id_: replace(one, steps=tuple(replace(step, notes="") for step in one.steps))
            for id_, one in map.stories.items()
        },
    )


def _kept(
    map: ArgumentMap, only: str, depth: int | None
) -> tuple[set[StatementId], dict[LinkId, Link]]:
    if only in map.links:
        link = map.links[LinkId(only)]
        starts: Iterable[str] = (link.target, *link.premises)
    elif only in map.statements:
        starts = (only,)
    else:
        raise UserError(f"{only}: the map has no statement or link of that id")
    kept = _down(map, starts, depth)
    links = {id_: link for id_, link in map.links.items() if kept.issuperset(link.premises)}
    while True:  # a link onto a link stays only with that link
        standing = {
            id_: link for id_, link in links.items() if link.target in kept or link.target in links
        }
        if len(standing) == len(links):
            return kept, standing
        links = standing


def _down(map: ArgumentMap, starts: Iterable[str], depth: int | None) -> set[StatementId]:
    """Return the statements within so many steps below, those that bear on links included."""
    kept: set[StatementId] = set()
    level = [start for start in starts if start in map.statements or start in map.links]
    steps = 0
    while level and (depth is None or steps <= depth):
        kept.update(StatementId(place) for place in level if place in map.statements)
        level = [id_ for place in level for id_ in _below(map, place) if id_ not in kept]
        steps += 1
    return kept


def _below(map: ArgumentMap, place: str) -> list[StatementId]:
    """Return what hangs on a place, directly or on one of the links that bear on it."""
    found = list(map.children.get(place, ()))
    onto, passed = list(map.links_into.get(place, ())), set[str]()
    while onto:
        link = onto.pop()
        if link not in passed:
            passed.add(link)
            found.extend(map.children.get(link, ()))
            onto.extend(map.links_into.get(link, ()))
    return found


def _groups(map: ArgumentMap, kept: set[StatementId]) -> Mapping[GroupId, Group]:
    cut = {
        id_: replace(group, statements=tuple(s for s in group.statements if s in kept))
        for id_, group in map.groups.items()
    }
    return {id_: group for id_, group in cut.items() if group.statements}


def _pins(map: ArgumentMap, kept: set[StatementId]) -> Mapping[StatementId, tuple[float, float]]:
    return {id_: pin for id_, pin in map.meta.view.pins.items() if id_ in kept}
