"""What part of a map is shown: all of it, one branch alone, or what a search leaves of it.

A scope belongs to a window and is never written into the map's file. `part_of` makes the part a map
of its own, which layout, painting and walking take as they take any other; edits are made to the
whole. What is added while only a part is shown stands in it, wherever it hangs.
"""

from collections.abc import Collection, Iterable, Set
from dataclasses import replace

from argmap.layout.placement import Placement
from argmap.model.argmap import ArgumentMap
from argmap.model.diff import Diff
from argmap.model.light_dataclass import dataclass
from argmap.model.records import Link, LinkId, StatementId


@dataclass(frozen=True, slots=True)
class Scope:
    """What is shown: the branch of `top` alone (empty: of every root), without the `hidden`.

    `beside` holds what was added or moved while a branch was shown, and stands outside of it.
    `through` names the tops by which one came, for the way back, and `opened` those of them that
    were folded before, and will be again.
    """

    top: str = ""
    through: tuple[str, ...] = ()
    beside: frozenset[StatementId] = frozenset()
    hidden: frozenset[StatementId] = frozenset()
    opened: frozenset[StatementId] = frozenset()

    def __bool__(self) -> bool:
        """Tell whether anything may be left out."""
        return bool(self.top or self.hidden)


WHOLE = Scope()


def into(scope: Scope, top: str, folded: Collection[StatementId] = ()) -> Scope:
    """Return the scope that shows one branch alone, from which one comes back to this scope."""
    if top == scope.top:
        return scope
    through = (*scope.through, scope.top) if scope.top else ()
    opened = scope.opened | {id_ for id_ in folded if id_ == top}
    return Scope(top, through, hidden=scope.hidden, opened=opened)


def out_of(scope: Scope) -> Scope:
    """Return the scope by which one came into the branch that is shown."""
    *through, top = scope.through or ("",)
    left = scope.opened & {top, *through}
    return Scope(top, tuple(through), hidden=scope.hidden, opened=frozenset(left))


class Part:
    """Remembers the part of a map that is shown, and where the whole of it stood before."""

    def __init__(self) -> None:
        self._known: tuple[ArgumentMap, Scope, ArgumentMap] | None = None
        self._laid_out: tuple[object, ...] = (WHOLE.top, WHOLE.hidden)
        self._whole: tuple[ArgumentMap, Placement] | None = None

    def of(self, map: ArgumentMap, scope: Scope, also: Iterable[StatementId] = ()) -> ArgumentMap:
        """Return what is shown of a map; made once for a map and a scope."""
        if not scope:
            return map
        if self._known is None or self._known[0] is not map or self._known[1] is not scope:
            self._known = map, scope, part_of(map, scope, also)
        return self._known[2]

    def start_for(self, map: ArgumentMap, scope: Scope, now: Placement) -> Placement | None:
        """Return what a layout begins with where another part is to be shown, else None.

        A branch stays where it stood in the whole, and the whole comes back as it was left; what a
        search leaves is put together anew.
        """
        part = (scope.top, scope.hidden)
        if part == self._laid_out:
            return None
        if self._whole is None:
            self._whole = map, now
        self._laid_out, whole = part, self._whole[1]
        if not scope:
            self._whole = None
        return Placement(direction=whole.direction) if scope.hidden else whole

    def whole(self, map: ArgumentMap, now: Placement) -> Placement | None:
        """Return where the whole of a map stands, or None where it was changed meanwhile."""
        if self._whole is None:
            return now
        return self._whole[1] if self._whole[0] is map else None


def part_of(map: ArgumentMap, scope: Scope, also: Iterable[StatementId] = ()) -> ArgumentMap:
    """Return what is shown of a map, as a map; `also` is shown whatever the scope says.

    What a shown statement hangs on is shown as well, so that nothing floats. The top of a branch is
    a root there, and keeps no pin: pins count from what a statement hangs on.
    """
    if not scope:
        return map
    kept = shown_in(map, scope, also)
    if len(kept) == len(map.statements):
        return map
    view = map.meta.view
    pins = {id_: pin for id_, pin in view.pins.items() if id_ in kept and id_ != scope.top}
    return map.replaced(
        meta=replace(map.meta, view=replace(view, pins=pins)) if pins != view.pins else map.meta,
        statements={id_: record for id_, record in map.statements.items() if id_ in kept},
        links=_links_among(map, kept, scope.top),
        groups={
            id_: replace(group, statements=tuple(s for s in group.statements if s in kept))
            for id_, group in map.groups.items()
            if not kept.isdisjoint(group.statements)
        },
    )


def shown_in(map: ArgumentMap, scope: Scope, also: Iterable[StatementId] = ()) -> Set[StatementId]:
    """Return the statements of a map that a scope shows, folds aside."""
    extra = {id_ for id_ in (*scope.beside, *also) if id_ in map.statements}
    within = set(map.statements)
    if scope.top in map.statements:
        extra.add(StatementId(scope.top))
        within = _alone(map, scope.top) | extra
    if not scope.hidden:
        return within
    kept = {id_ for id_ in within if id_ not in scope.hidden} | extra
    return with_what_they_hang_on(map, kept) & within


def _alone(map: ArgumentMap, top: str) -> set[StatementId]:
    """Return a branch without what bears on links of others, or of its top: those are not shown."""
    within = set(map.branch(top))
    while loose := [id_ for id_ in within if _bears_beyond(map, id_, within - {top})]:
        for id_ in loose:
            within.difference_update(map.branch(id_))
    return within


def _bears_beyond(map: ArgumentMap, id_: StatementId, within: Set[StatementId]) -> bool:
    primary = map.primary_links.get(id_) if id_ in within else None
    link = map.links.get(LinkId(map.links[primary].target)) if primary is not None else None
    return link is not None and within.isdisjoint(link.premises)


def with_what_they_hang_on(map: ArgumentMap, ids: Iterable[StatementId]) -> set[StatementId]:
    """Return statements with all that they hang on up to the roots.

    Linked premises come together; of a link that something bears on, both ends.
    """
    found: set[StatementId] = set()
    pending: list[str] = list(ids)
    while pending:
        place = pending.pop()
        if place in map.links:
            link = map.links[LinkId(place)]
            pending.extend((*link.premises, link.target))
        elif place not in found and place in map.statements:
            found.add(StatementId(place))
            if (primary := map.primary_links.get(StatementId(place))) is not None:
                pending.append(primary)
    return found


def trail(map: ArgumentMap, top: str) -> tuple[StatementId, ...]:
    """Return the way from the main claim down to a statement, both included.

    What bears on a link follows the first premise of that link.
    """
    way: list[StatementId] = []
    place: str | None = top
    while place is not None and place not in way:
        if place in map.links:
            place = map.links[LinkId(place)].premises[0]
            continue
        if place not in map.statements:
            break
        way.append(StatementId(place))
        place = map.primary_parent(StatementId(place))
    return tuple(reversed(way))


def opened_scope(map: ArgumentMap, scope: Scope, ids: Iterable[str]) -> Scope:
    """Return the scope that also shows these statements and links: wider only where it must be."""
    wanted: set[StatementId] = set()
    for id_ in ids:
        link = map.links.get(LinkId(id_))
        wanted.update(link.premises if link is not None else (StatementId(id_),))
    wanted &= map.statements.keys()
    if not scope or wanted <= shown_in(map, scope):
        return scope
    within = shown_in(map, replace(scope, hidden=frozenset()))
    hidden = scope.hidden - with_what_they_hang_on(map, wanted)
    return replace(scope, hidden=hidden) if wanted <= within else Scope(hidden=hidden)


def after_edit(before: ArgumentMap, after: ArgumentMap, diff: Diff, scope: Scope) -> Scope:
    """Return the scope after an edit: what a person put outside of the branch stays in sight.

    A top that is gone gives way to what it hung on.
    """
    if not scope.top:
        return scope
    top = scope.top
    if top not in after.statements:
        above = reversed(trail(before, top))
        top = next((id_ for id_ in above if id_ in after.statements), "")
        if not top or after.primary_parent(StatementId(top)) is None:
            return Scope(hidden=scope.hidden)
    touched = _touched(after, diff)
    outside = touched.difference(after.branch(top)) if touched else touched
    kept = frozenset(id_ for id_ in scope.beside | outside if id_ in after.statements)
    through = tuple(id_ for id_ in scope.through if id_ in after.statements and id_ != top)
    return replace(scope, top=top, through=through, beside=kept)


def _touched(after: ArgumentMap, diff: Diff) -> set[StatementId]:
    """Return the statements that an edit added, or hung elsewhere."""
    found = {
        StatementId(id_)
        for id_, change in diff.changes.get("statements", {}).items()
        if change.before is None
    }
    for id_, change in diff.changes.get("links", {}).items():
        old, new = change.before, after.links.get(LinkId(id_))
        if new is not None and (not isinstance(old, Link) or old.target != new.target):
            found.update(new.premises)
    return found


def _links_among(map: ArgumentMap, kept: Set[StatementId], top: str) -> dict[LinkId, Link]:
    """Return the links among what is shown, of linked premises those that are; none of the top."""
    links: dict[LinkId, Link] = {}
    for id_, link in map.links.items():
        if link.target not in kept and link.target not in map.links:
            continue
        premises = tuple(each for each in link.premises if each in kept and each != top)
        if len(premises) == len(link.premises):
            links[id_] = link
        elif premises:
            links[id_] = replace(link, premises=premises)
    while True:  # a link onto a link stays only with that link
        standing = {
            id_: link for id_, link in links.items() if link.target in kept or link.target in links
        }
        if len(standing) == len(links):
            return standing
        links = standing
