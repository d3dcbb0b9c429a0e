"""What a story shows at one of its steps: what is there, what is looked at, where the camera goes.

Pure functions of a map and a story. Unknown ids are passed over; where everything stands is for
layout, and where exactly the camera comes to rest is for the screen that has a size.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from argmap.model.argmap import ArgumentMap
from argmap.model.light_dataclass import dataclass
from argmap.model.records import Group, GroupId, Link, LinkId, StatementId, Step, Story
from argmap.model.story_words import (
    PATH_TO_ROOT,
    CameraWish,
    Fit,
    Others,
    Place,
    camera_of,
    others_of,
)


@dataclass(frozen=True, slots=True)
class Told:
    """One step as an audience sees it.

    `map` holds only what is there, so that it can be painted as any map. `lit` are the statements
    and links at full strength, `dimmed` the rest. `fit` names what the camera shows whole; empty
    where it stays as it is. `near` is what of that must be seen where all of it would be too small
    to read; empty where the step says itself what is seen. `most_zoom` is the most it may magnify,
    or None for the usual. `place` is where it looks in place of all that, if the step insists.
    """

    map: ArgumentMap
    lit: frozenset[str]
    dimmed: frozenset[str]
    fit: tuple[str, ...]
    most_zoom: float | None = None
    place: Place | None = None
    near: tuple[str, ...] = ()


def told(map: ArgumentMap, story: Story, at: int) -> Told:
    """Return what a story shows at a step, from 0; beyond its ends the first or the last one.

    A story without steps shows the whole map.
    """
    if not story.steps:
        return whole(map)
    at = min(max(at, 0), len(story.steps) - 1)
    step = story.steps[at]
    there = revealed(map, story, at)
    focus = _focus(map, step, there)
    others = others_of(step, story.defaults) if focus else Others.NORMAL
    if others is Others.HIDE:
        there = frozenset(id_ for id_ in there if id_ in focus)
    shown = part_of(map, there)
    everything = frozenset((*shown.statements, *shown.links))
    lit = everything if others is Others.NORMAL else _lit(shown, focus)
    if step.highlight == PATH_TO_ROOT:
        lit |= _path(shown, focus)
    wish = camera_of(step.camera)
    fit = _fitted(map, shown, focus, wish)
    usual = wish.fit is None and not wish.ids
    near = tuple(id_ for id_ in shown.statements if id_ in focus) if usual else ()
    return Told(shown, lit, everything - lit, fit, wish.most_zoom, wish.place, near)


def told_steps(map: ArgumentMap, story: Story) -> list[Told]:
    """Return every step of a story; a step whose camera stays looks where the one before looked."""
    steps: list[Told] = []
    for at in range(len(story.steps)):
        now = told(map, story, at)
        if not now.fit and steps:
            before = steps[-1]
            now = replace(
                now,
                fit=before.fit,
                most_zoom=before.most_zoom,
                place=before.place,
                near=before.near,
            )
        steps.append(now)
    return steps


def whole(map: ArgumentMap) -> Told:
    """Return the whole map as one step, nothing dimmed."""
    everything = frozenset((*map.statements, *map.links))
    return Told(map, everything, frozenset(), tuple(map.statements))


def planned_minutes(story: Story) -> float | None:
    """Return how long a story should take: as it says, or as its steps say together; or None."""
    if story.minutes is not None:
        return story.minutes
    minutes = [step.minutes for step in story.steps if step.minutes is not None]
    return sum(minutes) if minutes else None


def revealed(map: ArgumentMap, story: Story, at: int) -> frozenset[StatementId]:
    """Return the statements that are there at a step: all reveals less all hides up to it."""
    there: set[StatementId] = set()
    for step in story.steps[: at + 1]:
        there.update(_statements(map, step.reveal))
        there.difference_update(_statements(map, step.hide))
    return frozenset(there)


def ever_revealed(map: ArgumentMap, story: Story) -> frozenset[StatementId]:
    """Return the statements that are there at any step."""
    return frozenset().union(*(revealed(map, story, at) for at in range(len(story.steps))))


def part_of(map: ArgumentMap, there: Iterable[StatementId]) -> ArgumentMap:
    """Return the map with these statements only, and what needs no others.

    A link is there with both its ends: all its premises, and its target, be that a link itself. The
    frame of a group is there with its last member. Records keep their identity.
    """
    kept = frozenset(there)
    if len(kept) == len(map.statements):
        return map
    return map.replaced(
        statements={id_: one for id_, one in map.statements.items() if id_ in kept},
        links=_links_between(map, kept),
        groups=_whole_groups(map, kept),
    )


def _focus(map: ArgumentMap, step: Step, there: frozenset[StatementId]) -> frozenset[str]:
    """Return what is looked at: what the step says, by default what it reveals."""
    named = step.focus or step.reveal
    found: set[str] = {id_ for id_ in named if id_ in there}
    found.update(id_ for id_ in named if id_ in map.links)
    return frozenset(found)


def _lit(shown: ArgumentMap, focus: frozenset[str]) -> frozenset[str]:
    """Return what is looked at with the links between it, and those from it to what is shown."""
    lit = {id_ for id_ in focus if shown.node(id_) is not None}
    for link in _ends_first(shown):
        ends = [*link.premises, link.target]
        if all(end in lit for end in ends) or _leads_out(shown, link, lit):
            lit.add(link.id)
    return frozenset(lit)


def _path(shown: ArgumentMap, focus: frozenset[str]) -> frozenset[str]:
    """Return what lies between what is looked at and the roots, links and premises beside it."""
    found: set[str] = set()
    pending = list(focus)
    while pending:
        place = pending.pop()
        if place in found or shown.node(place) is None:
            continue
        found.add(place)
        link = shown.links.get(LinkId(place))
        if link is not None:
            pending += [link.target, *link.premises]
        elif (own := shown.primary_links.get(StatementId(place))) is not None:
            pending.append(own)
    return frozenset(found)


def _leads_out(shown: ArgumentMap, link: Link, lit: set[str]) -> bool:
    """Tell whether a link says how something looked at bears on the rest: its first link does."""
    return all(premise in lit for premise in link.premises) and any(
        shown.primary_links.get(premise) == link.id for premise in link.premises
    )


def _ends_first(map: ArgumentMap) -> Iterator[Link]:
    """Yield links so that one onto a link comes after that link."""
    passed: set[LinkId] = set()
    for start in map.links:
        chain: list[LinkId] = []
        place: str = start
        while place in map.links and place not in passed:
            passed.add(LinkId(place))
            chain.append(LinkId(place))
            place = map.links[LinkId(place)].target
        yield from (map.links[id_] for id_ in reversed(chain))


def _fitted(
    map: ArgumentMap, shown: ArgumentMap, focus: frozenset[str], wish: CameraWish
) -> tuple[str, ...]:
    if wish.ids:
        named = tuple(id_ for id_ in wish.ids if shown.node(id_) is not None)
        return named or _with_parents(shown, focus)
    match wish.fit:
        case Fit.STAY:
            return ()
        case Fit.ALL:
            return tuple(map.statements)
        case Fit.VISIBLE:
            return tuple(shown.statements)
        case Fit.FOCUS:
            return tuple(id_ for id_ in shown.statements if id_ in focus) or tuple(shown.statements)
        case None:
            return _with_parents(shown, focus)


def _with_parents(shown: ArgumentMap, focus: frozenset[str]) -> tuple[str, ...]:
    """Return what is looked at together with what it bears on directly; all, where that is none."""
    wanted: set[str] = set()
    for id_ in focus:
        if id_ in shown.links:
            wanted.update((*shown.links[LinkId(id_)].premises, shown.links[LinkId(id_)].target))
        elif id_ in shown.statements:
            wanted.add(id_)
            parent = shown.primary_parent(StatementId(id_))
            wanted.update([parent] if parent is not None else [])
    for id_ in tuple(wanted):
        if id_ in shown.links:  # an undercut is seen with both ends of the step it attacks
            wanted.update((*shown.links[LinkId(id_)].premises, shown.links[LinkId(id_)].target))
    return tuple(id_ for id_ in shown.statements if id_ in wanted) or tuple(shown.statements)


def _statements(map: ArgumentMap, ids: Iterable[str]) -> Iterator[StatementId]:
    return (StatementId(id_) for id_ in ids if id_ in map.statements)


def _links_between(map: ArgumentMap, kept: frozenset[StatementId]) -> dict[LinkId, Link]:
    links = {id_: link for id_, link in map.links.items() if kept.issuperset(link.premises)}
    while True:
        standing = {
            id_: link for id_, link in links.items() if link.target in kept or link.target in links
        }
        if len(standing) == len(links):
            return standing
        links = standing


def _whole_groups(map: ArgumentMap, kept: frozenset[StatementId]) -> dict[GroupId, Group]:
    return {id_: group for id_, group in map.groups.items() if kept.issuperset(group.statements)}
