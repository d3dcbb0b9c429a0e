"""The argument map: one immutable value that holds every record, and what can be looked up in it.

Collections are read-only dicts in the order of the file. What is derived from them (which links
meet where, who is whose primary parent) is computed once for a value, on first use, and carried
over to the next value, where it follows what was touched (`argmap.model.following`).
"""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from functools import cached_property
from itertools import filterfalse
from typing import Any

from argmap.model.following import Touched, compared, followed, note_origin
from argmap.model.light_dataclass import dataclass
from argmap.model.primary import PrimaryTree, primary_tree
from argmap.model.records import (
    Group,
    GroupId,
    Link,
    LinkId,
    Meta,
    Poll,
    PollId,
    Source,
    SourceId,
    Statement,
    StatementId,
    Story,
    StoryId,
)

COLLECTIONS = ("sources", "statements", "links", "groups", "stories", "polls", "parked")
"""The names of a map's collections, in the order in which a file holds them."""


@dataclass(frozen=True, eq=False)
class ArgumentMap:
    """A whole argument map. `parked` holds statements that have no place in the map yet.

    Two maps are equal when they hold equal records in the same order.
    """

    meta: Meta = Meta()
    sources: Mapping[SourceId, Source] = field(default_factory=dict)
    statements: Mapping[StatementId, Statement] = field(default_factory=dict)
    links: Mapping[LinkId, Link] = field(default_factory=dict)
    groups: Mapping[GroupId, Group] = field(default_factory=dict)
    stories: Mapping[StoryId, Story] = field(default_factory=dict)
    polls: Mapping[PollId, Poll] = field(default_factory=dict)
    parked: Mapping[StatementId, Statement] = field(default_factory=dict)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, ArgumentMap):
            return NotImplemented
        return self.meta == other.meta and all(
            _alike(getattr(self, name), getattr(other, name)) for name in COLLECTIONS
        )

    __hash__ = None  # type: ignore[assignment]  # its dicts have none

    def replaced(self, touched: Touched | None = None, **changes: Any) -> "ArgumentMap":  # noqa: ANN401 - fields of all types
        """Return a map with some fields exchanged; what was looked up follows what was touched.

        Whoever knows what may differ says it; else the collections are compared.
        """
        after = dataclasses.replace(self, **changes)
        if touched is None:
            touched = compared(self, after, changes.keys() & COLLECTIONS)
        after.__dict__.update(followed(self, after, touched))
        note_origin(after, self, touched)
        return after

    def node(self, id_: str) -> Statement | Link | None:
        """Return the statement or link of that id, or None."""
        return self.statements.get(StatementId(id_)) or self.links.get(LinkId(id_))

    def taken(self) -> set[str]:
        """Return every id of the namespace that statements, parked statements and links share."""
        return {*self.statements, *self.links, *self.parked}

    @property
    def namespace(self) -> "Namespace":
        """Whether an id is taken, without gathering all of them."""
        return Namespace(self)

    def __getstate__(self) -> dict[str, Any]:
        """Leave derived look-ups behind when the map is sent to another process."""
        return {f.name: self.__dict__[f.name] for f in dataclasses.fields(self)}

    @cached_property
    def links_into(self) -> Mapping[str, tuple[LinkId, ...]]:
        """The links that bear on a statement or link, in the order of the file."""
        into: dict[str, list[LinkId]] = {}
        for link in self.links.values():
            into.setdefault(link.target, []).append(link.id)
        return {target: tuple(ids) for target, ids in into.items()}

    @cached_property
    def links_from(self) -> Mapping[StatementId, tuple[LinkId, ...]]:
        """The links that a statement is a premise of, in the order of the file."""
        out: dict[StatementId, list[LinkId]] = {}
        for link in self.links.values():
            for premise in dict.fromkeys(link.premises):
                out.setdefault(premise, []).append(link.id)
        return {premise: tuple(ids) for premise, ids in out.items()}

    @cached_property
    def tree(self) -> PrimaryTree:
        """By which link each statement hangs, and why some links were passed over."""
        return primary_tree(self.links, self.statements)

    @property
    def primary_links(self) -> Mapping[StatementId, LinkId]:
        """The link by which each statement hangs in the tree that layout and outline follow.

        It is the statement's first link in the file, or the one that says `primary: true`; a link
        that would close a cycle is passed over, and the next one is taken.
        """
        return self.tree.links

    @cached_property
    def children(self) -> Mapping[str, tuple[StatementId, ...]]:
        """The statements whose primary link goes to a statement or link, in order."""
        below: dict[str, list[StatementId]] = {}
        primary = self.primary_links
        for link in self.links.values():
            premises = link.premises
            for premise in premises if len(premises) == 1 else dict.fromkeys(premises):
                if primary.get(premise) == link.id:
                    below.setdefault(link.target, []).append(premise)
        return {target: tuple(ids) for target, ids in below.items()}

    @cached_property
    def roots(self) -> tuple[StatementId, ...]:
        """The statements without a primary parent, in the order of the file."""
        return tuple(filterfalse(self.primary_links.__contains__, self.statements))

    @cached_property
    def group_of(self) -> Mapping[StatementId, GroupId]:
        """The group each grouped statement is in; the first one where a file says two."""
        of: dict[StatementId, GroupId] = {}
        for group in self.groups.values():
            for member in group.statements:
                of.setdefault(member, group.id)
        return of

    def primary_parent(self, id_: StatementId) -> str | None:
        """Return the statement or link that a statement hangs under, or None for a root."""
        link = self.primary_links.get(id_)
        return self.links[link].target if link is not None else None

    def sources_quoted_by(self, statements: Iterable[Statement]) -> dict[SourceId, Source]:
        """Return the sources that some statements quote, in the order of the file."""
        quoted = {quote.source for statement in statements for quote in statement.quotes}
        return {id_: source for id_, source in self.sources.items() if id_ in quoted}

    def branch(self, id_: str) -> Iterator[StatementId]:
        """Yield a statement and all that hangs under it in the primary tree, undercuts included."""
        pending, passed = [id_], set()
        while pending:
            place = pending.pop()
            if place in passed:
                continue
            passed.add(place)
            if place in self.statements:
                yield StatementId(place)
            below: list[str] = list(self.children.get(place, ()))
            # Statements that undercut a link into this place hang under the link.
            below.extend(link for link in self.links_into.get(place, ()) if link in self.links_into)
            pending.extend(reversed(below))


def _alike(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return one is other or (one == other and list(one) == list(other))


@dataclass(frozen=True, slots=True)
class Namespace:
    """The ids that statements, parked statements and links of a map share."""

    map: ArgumentMap

    def __contains__(self, id_: object) -> bool:
        return id_ in self.map.statements or id_ in self.map.links or id_ in self.map.parked
