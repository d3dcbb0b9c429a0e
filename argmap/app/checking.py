"""What is imperfect in an open map, kept up to date: an edit has only what it touched looked at.

What holds of records is known at once after an edit. A map that was just opened, and the shape of
the whole (circles, parts), take a look at everything: in steps, by whoever has time for it.
"""

from collections.abc import Iterable, Iterator
from itertools import chain

from argmap.model.argmap import COLLECTIONS, ArgumentMap
from argmap.model.errors import Problem
from argmap.model.following import Touched, compared
from argmap.model.records import GroupId, LinkId, Statement, StatementId
from argmap.model.rules import (
    of_group,
    of_link,
    of_pins,
    of_rings,
    of_shape,
    of_statement,
)
from argmap.model.story_rules import of_poll, of_story

STEP = 50
"""So many records are looked at between two breaks."""

_Found = dict[str, tuple[Problem, ...]]
_Look = tuple[_Found, str, Iterable[Problem]]
"""Where to keep what is found of a record, its id, and the look at it."""
_NEW = ArgumentMap()


class Checking:
    """The problems of the maps that one editor has one after the other."""

    def __init__(self) -> None:
        self._map = _NEW
        self._statements: _Found = {}
        self._links: _Found = {}
        self._groups: _Found = {}
        self._others: list[Problem] = []
        self._shape: tuple[ArgumentMap, list[Problem]] = (_NEW, [])

    def of_records(self, map: ArgumentMap) -> list[Problem]:
        """Return what is imperfect in records, in the order of the file."""
        for _ in self.records_in_steps(map):
            pass
        return [
            *chain(*_in_order(self._statements, (*map.statements, *map.parked))),
            *chain(*_in_order(self._links, map.links)),
            *chain(*_in_order(self._groups, map.groups)),
            *self._others,
        ]

    def records_in_steps(self, map: ArgumentMap) -> Iterator[None]:
        """Work out what is imperfect in records, little by little; nothing where it is known.

        Whoever stops halfway, or looks at another map meanwhile, has changed nothing.
        """
        before = self._map
        if map is before:
            return
        touched = compared(before, map, COLLECTIONS)
        looked: list[tuple[_Found, str, tuple[Problem, ...]]] = []
        for held, id_, found in self._looks(before, map, touched):
            looked.append((held, id_, tuple(found)))
            if len(looked) % STEP == 0:
                yield
        others: list[Iterable[Problem]] = [of_story(map, story) for story in map.stories.values()]
        others += [of_poll(map, poll) for poll in map.polls.values()]
        listed = [*chain(*others), *of_pins(map), *of_rings(map)]
        if self._map is before:
            self._map, self._others = map, listed
            for held, id_, found in looked:
                _put(held, id_, found)

    def of_shape(self, map: ArgumentMap) -> list[Problem]:
        """Return what is imperfect in the shape of the whole."""
        for _ in self.shape_in_steps(map):
            pass
        return self._shape[1]

    def shape_in_steps(self, map: ArgumentMap) -> Iterator[None]:
        """Work out what is imperfect in the shape, little by little; nothing where it is known."""
        known = self._shape[0]
        if known is map:
            return
        if known.links is map.links and list(known.statements) == list(map.statements):
            self._shape = map, self._shape[1]
            return
        found: list[Problem] = []
        for problem in of_shape(map):
            if problem is not None:
                found.append(problem)
            yield
        self._shape = map, found

    # ----------------------------------------------------------------------------------- by itself

    def _looks(self, before: ArgumentMap, map: ArgumentMap, touched: Touched) -> Iterator[_Look]:
        """Look at one record after the other that was touched, or may be judged by such."""
        for id_ in _statements_concerned(map, touched):
            yield self._statements, id_, _of_statement(map, id_)
        for id_ in _links_concerned(before, map, touched):
            yield self._links, id_, of_link(map, map.links[id_]) if id_ in map.links else ()
        came_or_went = [
            id_
            for name in ("statements", "links", "parked")
            for id_ in touched.of(name)
            if (id_ in getattr(before, name)) != (id_ in getattr(map, name))
        ]
        for id_ in self._groups_concerned(map, touched, came_or_went):
            group = map.groups.get(GroupId(id_))
            yield self._groups, id_, of_group(map, group) if group is not None else ()

    def _groups_concerned(
        self, map: ArgumentMap, touched: Touched, came_or_went: list[str]
    ) -> Iterable[str]:
        """Return the groups to look at again; all where one was touched: they share members."""
        if touched.of("groups"):
            return {*map.groups, *self._groups}
        return [
            group.id
            for group in (map.groups.values() if came_or_went else ())
            if not set(came_or_went).isdisjoint(group.statements)
        ]


def _put(found: _Found, id_: str, problems: tuple[Problem, ...]) -> None:
    if problems:
        found[id_] = problems
    else:
        found.pop(id_, None)


def _in_order(found: _Found, ids: Iterable[str]) -> Iterator[tuple[Problem, ...]]:
    if found:
        yield from (found[id_] for id_ in filter(found.__contains__, dict.fromkeys(ids)))


def _of_statement(map: ArgumentMap, id_: str) -> Iterator[Problem]:
    for held in (map.statements, map.parked):
        if (statement := held.get(StatementId(id_))) is not None:
            yield from of_statement(map, statement)


def _statements_concerned(map: ArgumentMap, touched: Touched) -> Iterable[str]:
    """Return the statements to look at again: a link or parked one may have taken their id."""
    concerned = dict.fromkeys(chain(*(touched.of(name) for name in ("statements", "parked"))))
    concerned |= {id_: None for id_ in touched.of("links") if id_ in map.statements}
    if sources := set(touched.of("sources")):
        held: Iterable[Statement] = chain(map.statements.values(), map.parked.values())
        for statement in held:
            if any(quote.source in sources for quote in statement.quotes):
                concerned[statement.id] = None
    return concerned


def _links_concerned(before: ArgumentMap, map: ArgumentMap, touched: Touched) -> dict[LinkId, None]:
    """Return the links to look at again: those touched, and those that begin or end at such."""
    concerned = dict.fromkeys(LinkId(id_) for id_ in touched.of("links"))
    if len(concerned) == len(map.links) and not before.links:
        return concerned  # a map that was just opened
    for id_ in (*touched.of("statements"), *touched.of("links")):
        for held in (before, map):
            concerned |= dict.fromkeys(held.links_into.get(id_, ()))
            concerned |= dict.fromkeys(held.links_from.get(StatementId(id_), ()))
    return concerned
