"""How the look-ups of a map follow a change: by what it touched, without looking at everything.

Each function takes a look-up of the map before and answers with that of the map after; what is
copied whole is copied by the interpreter, never walked record by record.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from itertools import compress, filterfalse
from operator import is_not
from typing import Any, Protocol, TypeVar
from weakref import ref

from argmap.model.light_dataclass import dataclass
from argmap.model.primary import PrimaryTree, is_under, landing_of
from argmap.model.records import Link, LinkId, Statement, StatementId

Key = TypeVar("Key", bound=str)
Grouped = Mapping[Key, tuple[LinkId, ...]]
"""Ids of links by what they lead to, or from, in the order of the file."""

GENERATIONS = 8
"""How many maps back, at most, it is looked for what two maps have in common."""

BULK = 8
"""Where more than one record in so many was touched, look-ups are made anew when asked for."""


class MapLike(Protocol):
    """An argument map as it is seen from here; `argmap.model.argmap` builds on this module."""

    @property
    def statements(self) -> Mapping[StatementId, Statement]: ...  # noqa: D102
    @property
    def links(self) -> Mapping[LinkId, Link]: ...  # noqa: D102
    @property
    def links_into(self) -> Mapping[str, tuple[LinkId, ...]]: ...  # noqa: D102
    @property
    def links_from(self) -> Mapping[StatementId, tuple[LinkId, ...]]: ...  # noqa: D102
    @property
    def tree(self) -> PrimaryTree: ...  # noqa: D102
    @property
    def primary_links(self) -> Mapping[StatementId, LinkId]: ...  # noqa: D102
    @property
    def children(self) -> Mapping[str, tuple[StatementId, ...]]: ...  # noqa: D102
    @property
    def roots(self) -> tuple[StatementId, ...]: ...  # noqa: D102


_Origins = tuple[tuple["ref[MapLike]", "Touched"], ...]


@dataclass(frozen=True, slots=True)
class Touched:
    """What may differ between two maps: ids by collection, and those that stand elsewhere.

    `placed` names what was moved, or came to stand anywhere but at the end.
    """

    ids: Mapping[str, Collection[str]] = field(default_factory=dict)
    placed: Mapping[str, Collection[str]] = field(default_factory=dict)

    def of(self, collection: str) -> Collection[str]:
        """Return what was touched of a collection."""
        return self.ids.get(collection, ())

    def is_placed(self, collection: str, id_: str) -> bool:
        """Tell whether a record came to stand elsewhere."""
        return id_ in self.placed.get(collection, ())


def followed(before: MapLike, after: MapLike, touched: Touched) -> dict[str, Any]:
    """Return the look-ups of `after` that can be had from those that `before` holds already."""
    links, statements = touched.of("links"), touched.of("statements")
    known: dict[str, Any] = {}
    if not touched.of("groups"):
        _carry(before, known, "group_of")
    if len(links) * BULK > len(before.links) + BULK * BULK:
        return known
    if len(statements) * BULK > len(before.statements) + BULK * BULK:
        return known
    change = _Change(before, after, touched)
    if not change.links and not change.statements:
        for name in ("links_into", "links_from", "tree", "children", "roots"):
            _carry(before, known, name)
        return known
    if not {"links_into", "links_from"} <= before.__dict__.keys():
        return known
    known["links_into"] = change.grouped(before.links_into, lambda link: (link.target,))
    known["links_from"] = change.grouped(before.links_from, lambda link: link.premises)
    if "tree" in before.__dict__:
        known |= change.hung(known["links_into"], known["links_from"])
    return known


def note_origin(map: MapLike, origin: MapLike, touched: Touched) -> None:
    """Remember, as long as the origin lives, what may differ between it and a map made from it."""
    known: _Origins = map.__dict__.get("origins", ())
    map.__dict__["origins"] = (*known, (ref(origin), touched))


def compared(before: MapLike, after: MapLike, names: Iterable[str]) -> Touched:
    """Return what may differ between two maps in some collections.

    Where both come from one map, or one from the other, that is known; else they are compared.
    """
    if before is after:
        return Touched()
    known = _known_between(before, after)
    return known if known is not None else _compared(before, after, names)


def _known_between(before: MapLike, after: MapLike) -> Touched | None:
    here, there = _descent(before), _descent(after)
    shared = here.keys() & there.keys()
    if not shared:
        return None
    nearest = min(shared, key=lambda id_: len(here[id_]) + len(there[id_]))
    ids: dict[str, dict[str, None]] = {}
    placed: dict[str, set[str]] = {}
    for step in (*here[nearest], *there[nearest]):
        for name, touched in step.ids.items():
            # What was touched twice may have gone and come again, or come at both ends.
            placed.setdefault(name, set()).update(ids.get(name, {}).keys() & touched)
            ids.setdefault(name, {}).update(dict.fromkeys(touched))
        for name, moved in step.placed.items():
            placed.setdefault(name, set()).update(moved)
    return Touched(ids, placed)


def _descent(map: MapLike) -> dict[int, tuple[Touched, ...]]:
    """Return the steps that lead to a map from those it comes from, nearest first, by identity."""
    found: dict[int, tuple[Touched, ...]] = {id(map): ()}
    pending = [map]
    while pending and len(found) < GENERATIONS:
        here = pending.pop(0)
        origins: _Origins = here.__dict__.get("origins", ())
        for origin, touched in origins:
            elder = origin()
            if elder is not None and id(elder) not in found:
                found[id(elder)] = (*found[id(here)], touched)
                pending.append(elder)
    return found


def _compared(before: MapLike, after: MapLike, names: Iterable[str]) -> Touched:
    ids: dict[str, list[str]] = {}
    placed: dict[str, list[str]] = {}
    for name in names:
        old, new = getattr(before, name), getattr(after, name)
        if old is not new:
            ids[name] = differing(old, new)
            if not kept_in_order(old, new):
                placed[name] = ids[name] = list({**old, **new})
            else:
                came = [id_ for id_ in ids[name] if id_ not in old]
                placed[name] = [] if list(new)[len(new) - len(came) :] == came else came
    return Touched(ids, placed)


def differing(old: Mapping[Any, Any], new: Mapping[Any, Any]) -> list[str]:
    """Return the ids that are gone, and those whose record came or is another object."""
    gone = filterfalse(new.__contains__, old)
    return [*gone, *compress(new, map(is_not, new.values(), map(old.get, new)))]


def kept_in_order(old: Mapping[Any, Any], new: Mapping[Any, Any]) -> bool:
    """Tell whether what is in both stands in the same order in both."""
    one, other = filter(new.__contains__, old), filter(old.__contains__, new)
    return list(one) == list(other)


def _carry(before: MapLike, known: dict[str, Any], name: str) -> None:
    if name in before.__dict__:
        known[name] = before.__dict__[name]


class _Change:
    """What changed between two maps in how the links run and which statements there are."""

    def __init__(self, before: MapLike, after: MapLike, touched: Touched) -> None:
        self.before, self.after, self._touched = before, after, touched
        self.links = [LinkId(id_) for id_ in touched.of("links") if self._runs_otherwise(id_)]
        self.statements = [
            StatementId(id_)
            for id_ in touched.of("statements")
            if (id_ in before.statements) != (id_ in after.statements)
            or touched.is_placed("statements", id_)
        ]

    def _runs_otherwise(self, id_: str) -> bool:
        if self._touched.is_placed("links", id_):
            return True
        old, new = self.before.links.get(LinkId(id_)), self.after.links.get(LinkId(id_))
        return old is not new and (old is None or new is None or _course(old) != _course(new))

    @cached_property
    def _places(self) -> dict[LinkId, int]:
        return dict(zip(self.after.links, range(len(self.after.links)), strict=True))

    # ------------------------------------------------------------------------- links by their ends

    def grouped(self, known: Grouped[Key], ends: Callable[[Link], Iterable[Key]]) -> Grouped[Key]:
        """Return links by an end of theirs, where some links came, went or run otherwise."""
        leaving: dict[Key, set[LinkId]] = {}
        coming: dict[Key, list[LinkId]] = {}
        appended: set[LinkId] = set()
        for id_ in self.links:
            old, new = self.before.links.get(id_), self.after.links.get(id_)
            was = dict.fromkeys(ends(old)) if old is not None else {}
            now = dict.fromkeys(ends(new)) if new is not None else {}
            placed = self._touched.is_placed("links", id_)
            for end in was if placed else was.keys() - now.keys():
                leaving.setdefault(end, set()).add(id_)
            for end in now if placed else [end for end in now if end not in was]:
                coming.setdefault(end, []).append(id_)
            if old is None and not placed:
                appended.add(id_)
        if not leaving and not coming:
            return known
        after = dict(known)
        for end in {**leaving, **coming}:
            gone, came = leaving.get(end, ()), coming.get(end, ())
            ids = [id_ for id_ in known.get(end, ()) if id_ not in gone]
            ids += came
            if len(ids) > 1 and not appended.issuperset(came):
                ids.sort(key=self._places.__getitem__)
            if ids:
                after[end] = tuple(ids)
            else:
                after.pop(end, None)
        return after

    # -------------------------------------------------------------------------------- the tree

    def hung(self, into: Grouped[str], leaving: Grouped[StatementId]) -> dict[str, Any]:
        """Return the tree, the children and the roots where some statements may hang elsewhere.

        Without an answer where a circle of reasons may decide who hangs where.
        """
        tree = self.before.tree
        loose = dict.fromkeys(self._may_hang_elsewhere(into))
        if not tree.witnesses.isdisjoint(loose):
            return {}
        links = self._hung_again(tree, loose, leaving)
        if links is None:
            return {}
        known: dict[str, Any] = {"tree": PrimaryTree(links, tree.witnesses)}
        if "children" in self.before.__dict__:
            known["children"] = self._children(links, loose, into)
        if "roots" in self.before.__dict__ and self._roots_stay(links, loose):
            known["roots"] = self.before.roots
        return known

    def _may_hang_elsewhere(self, into: Grouped[str]) -> Iterator[StatementId]:
        """Yield the statements of which a link changed, or where one of their links leads to."""
        passed: set[str] = set()
        pending: list[str] = [*self.links]
        for id_ in self.statements:
            yield id_
            pending += (*into.get(id_, ()), *self.before.links_into.get(id_, ()))
        while pending:
            link = LinkId(pending.pop())
            if link in passed:
                continue
            passed.add(link)
            for map in (self.before, self.after):
                if link in map.links:
                    yield from map.links[link].premises
            pending += (*into.get(link, ()), *self.before.links_into.get(link, ()))

    def _hung_again(
        self, tree: PrimaryTree, loose: Iterable[StatementId], leaving: Grouped[StatementId]
    ) -> dict[StatementId, LinkId] | None:
        """Return the primary links with those of some statements chosen anew; None for a circle."""
        map, links = self.after, dict(tree.links)
        chosen: dict[StatementId, StatementId] = {}
        for id_ in loose:
            links.pop(id_, None)
            if id_ not in map.statements:
                continue
            found = sorted(leaving.get(id_, ()), key=lambda link: not map.links[link].primary)
            for link in found:
                landing = landing_of(map.links, map.statements, link)
                if landing is not None:
                    links[id_], chosen[id_] = link, landing
                    break
        for id_, landing in chosen.items():
            if is_under(map.links, map.statements, links, landing, id_):
                return None
        return links

    def _children(
        self,
        primary: Mapping[StatementId, LinkId],
        loose: Iterable[StatementId],
        into: Grouped[str],
    ) -> dict[str, tuple[StatementId, ...]]:
        before, after = self.before, self.after
        above: dict[str, None] = {}
        for link in self.links:
            above |= {map.links[link].target: None for map in (before, after) if link in map.links}
        for id_ in loose:
            for map, hung in ((before, before.primary_links), (after, primary)):
                if id_ in hung:
                    above[map.links[hung[id_]].target] = None
        children = dict(before.children)
        for place in above:
            below = tuple(
                premise
                for link in into.get(place, ())
                for premise in dict.fromkeys(after.links[link].premises)
                if primary.get(premise) == link
            )
            if below:
                children[place] = below
            else:
                children.pop(place, None)
        return children

    def _roots_stay(
        self, primary: Mapping[StatementId, LinkId], loose: Iterable[StatementId]
    ) -> bool:
        was, stood = self.before.primary_links, self.before.statements
        stands = self.after.statements
        placed = self._touched.placed.get("statements", ())
        return all(
            (id_ in stood and id_ not in was) == (id_ in stands and id_ not in primary)
            for id_ in loose
        ) and not any(id_ in stands and id_ not in primary for id_ in placed)


def _course(link: Link) -> Sequence[object]:
    return link.premises, link.target, link.primary
