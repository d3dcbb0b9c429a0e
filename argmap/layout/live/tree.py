"""The skeleton of a map that is being edited: who hangs where, settled anew where an edit touched.

The same rules as in `skeleton`, for some links and statements at a time. Where a circle would have
to be broken, or was broken before, it gives up: the skeleton is to be made anew. No coordinates.
"""

from collections.abc import Iterable
from dataclasses import field
from typing import Any

from argmap.layout.skeleton import Block, Skeleton, Strand, block_of, ground_of, host_of, strand_of
from argmap.model.argmap import ArgumentMap
from argmap.model.diff import Change, Diff
from argmap.model.following import differing
from argmap.model.hiding import is_hidden, leaning_on
from argmap.model.light_dataclass import dataclass
from argmap.model.records import LinkId, StatementId

Top = StatementId | None
"""The statement that a family stands below; None for the roots."""


@dataclass(slots=True)
class Touch:
    """What an edit touched: statements that came into view, that went, links, families.

    `links` are those to be led anew, with all that are on them; `statements` all whose place in
    the tree was looked at; `ends` those that touched links joined before; `reordered` tells that
    all links have got other turns.
    """

    came: list[StatementId] = field(default_factory=list)
    gone: list[StatementId] = field(default_factory=list)
    links: set[LinkId] = field(default_factory=set)
    statements: set[StatementId] = field(default_factory=set)
    tops: set[Top] = field(default_factory=set)
    reordered: bool = False
    ends: set[StatementId] = field(default_factory=set)


class Tree:
    """What `Skeleton` says, kept by statement and link; `turn` is the order of links."""

    def __init__(
        self, map: ArgumentMap, folded: frozenset[StatementId], skeleton: Skeleton
    ) -> None:
        self.map, self.folded = map, folded
        self.hidden = {*map.statements}.difference(skeleton.shown)
        self.strands: dict[LinkId, Strand] = dict(skeleton.strands)
        self.hung: dict[StatementId, LinkId] = dict(skeleton.hung)
        self.below: dict[StatementId, StatementId] = dict(skeleton.below)
        self.beside: dict[StatementId, StatementId] = dict(skeleton.beside)
        self.turn: dict[LinkId, float] = {id_: float(k) for k, id_ in enumerate(map.links)}
        self.cores: dict[Top, set[StatementId]] = {}
        self.guests: dict[StatementId, set[StatementId]] = {}
        for id_ in skeleton.shown:
            self._enter(id_)
        self._groups = map.groups
        self._mates = _mates(map)

    def is_plain(self) -> bool:
        """Tell whether every statement stands where its primary link wants it to."""
        if not self.map.statements.keys().isdisjoint(self.map.links):
            return False
        return all(
            self._wish(id_) == (self.below.get(id_), self.beside.get(id_), self.hung.get(id_))
            for id_ in self.map.statements
            if id_ not in self.hidden
        )

    def is_shown(self, id_: str) -> bool:
        """Tell whether a statement is there and no fold hides it."""
        return id_ in self.map.statements and id_ not in self.hidden

    def family(self, id_: StatementId) -> Top:
        """Return the statement below which the family of a shown statement stands."""
        while id_ in self.beside:
            id_ = self.beside[id_]
        return self.below.get(id_)

    def root(self, id_: StatementId) -> StatementId:
        """Return the root of the tree that a shown statement is in."""
        while (up := self.below.get(id_) or self.beside.get(id_)) is not None:
            id_ = up
        return id_

    def mates(self, id_: StatementId) -> Iterable[StatementId]:
        """Return the shown statements that groups hold together with one, itself perhaps."""
        return [mate for mate in self._mates.get(id_, ()) if self.is_shown(mate)]

    def ground(self, strand: Strand) -> StatementId:
        """Return the statement that a link is about in the end."""
        return ground_of(strand, self.strands)

    # ---------------------------------------------------------------------------------- families

    def blocks(self, top: StatementId) -> list[Block]:
        """Return the blocks of the family below a statement, in the order of the file."""
        by_link: dict[LinkId, set[StatementId]] = {}
        for id_ in self.cores.get(top, ()):
            by_link.setdefault(self.hung[id_], set()).add(id_)
        return [
            self.block([p for p in self.strands[link].premises if p in by_link[link]])
            for link in sorted(by_link, key=self.turn.__getitem__)
        ]

    def block(self, core: list[StatementId]) -> Block:
        """Return the core of a block with all who stand beside it."""
        guests: dict[StatementId, list[StatementId]] = {}
        pending = list(core)
        while pending:
            host = pending.pop()
            if host in self.guests:
                guests[host] = sorted(self.guests[host], key=self._place)
                pending += guests[host]
        return block_of(core, guests, self.hung, self.strands)

    def _place(self, id_: StatementId) -> tuple[float, int]:
        link = self.hung[id_]
        return self.turn[link], self.strands[link].premises.index(id_)

    # ----------------------------------------------------------------------------------- an edit

    def follow(self, map: ArgumentMap, folded: frozenset[StatementId], diff: Diff) -> Touch | None:
        """Go on to a map after an edit; return what was touched, or None for giving up."""
        before = self.map
        touch = Touch()
        shifts = diff.changes.get("statements", {})
        own = {StatementId(id_) for id_, change in shifts.items() if _is_shift(change)}
        links = {LinkId(id_) for id_ in diff.changes.get("links", ())}
        if not map.statements.keys().isdisjoint(links) or not map.links.keys().isdisjoint(own):
            return None
        rehung = {StatementId(i) for i in differing(before.primary_links, map.primary_links)}
        led = {p for id_ in links & map.links.keys() for p in map.links[id_].premises}
        shown_before = self._fold(map, folded, own | rehung | led, links)
        self.map, self.folded = map, folded
        own |= shown_before.keys()
        mates = self._mates
        regrouped = self._regroup(touch)
        touch.reordered = self._order(diff)
        touch.links = self._reached((before, map), own | rehung, diff)
        touch.statements = own | rehung | regrouped
        for link in touch.links:
            for one in (before, map):
                if link in one.links:
                    touch.statements.update(one.links[link].premises)
        if not self._rehang(touch, before, shown_before):
            return None
        touch.tops.update(id_ for id_ in regrouped if self.is_shown(id_))
        touch.ends.update(mate for id_ in touch.gone for mate in mates.get(id_, ()))
        return touch

    def _regroup(self, touch: Touch) -> set[StatementId]:
        """See anew who is in one group with whom; return those of whom other groups tell."""
        if self.map.groups is self._groups:
            return set()
        before, self._mates, self._groups = self._mates, _mates(self.map), self.map.groups
        found = {StatementId(id_) for id_ in differing(before, self._mates)}
        touch.ends.update(found)
        return {id_ for id_ in found if id_ in self.map.statements}

    def _fold(
        self,
        map: ArgumentMap,
        folded: frozenset[StatementId],
        moved: set[StatementId],
        links: set[LinkId],
    ) -> dict[StatementId, bool]:
        """See anew who is hidden; return who changed in that, and whether they were shown."""
        candidates: set[StatementId] = set()
        if folded or self.hidden:
            candidates.update(leaning_on(map, (*(folded ^ self.folded), *moved, *links)))
        changed: dict[StatementId, bool] = {}
        known: dict[StatementId, bool] = {}
        for id_ in candidates:
            hides = is_hidden(map, id_, folded, known)
            if hides is not (id_ in self.hidden):
                (self.hidden.add if hides else self.hidden.discard)(id_)
                if id_ in self.map.statements:
                    changed[id_] = hides
        for id_ in moved:
            if id_ not in map.statements and id_ in self.hidden:
                self.hidden.discard(id_)
                changed[id_] = False
        return changed

    def _order(self, diff: Diff) -> bool:
        """Give new links their turns between others; tell whether all got new ones."""
        changes = diff.changes.get("links", {})
        for id_, change in changes.items():
            if change.after is None or change.is_at is not None:
                self.turn.pop(LinkId(id_), None)
        arriving = sorted((c.is_at, id_) for id_, c in changes.items() if c.is_at is not None)
        order = list(self.map.links) if arriving else []
        for place, _ in arriving:
            after = next((self.turn[id_] for id_ in order[place + 1 :] if id_ in self.turn), None)
            low = self.turn[order[place - 1]] if place else (after or 0.0) - 2.0
            turn = low + 1.0 if after is None else (low + after) / 2
            if turn in (low, after):  # halved too often
                self.turn = {id_: float(k) for k, id_ in enumerate(order)}
                return True
            self.turn[order[place]] = turn
        return False

    def _reached(
        self, maps: tuple[ArgumentMap, ArgumentMap], statements: set[StatementId], diff: Diff
    ) -> set[LinkId]:
        """Return the links that changed, those at some statements, and all on or under these."""
        pending: list[str] = list(diff.changes.get("links", ()))
        for map in maps:
            for id_ in statements:
                pending += (*map.links_from.get(id_, ()), *map.links_into.get(id_, ()))
        reached: set[LinkId] = set()
        while pending:
            link = LinkId(pending.pop())
            if link in reached:
                continue
            reached.add(link)
            for map in maps:
                pending += map.links_into.get(link, ())
                if link in map.links and map.links[link].target in map.links:
                    pending.append(map.links[link].target)
        return reached

    def _rehang(self, touch: Touch, before: ArgumentMap, folds: dict[StatementId, bool]) -> bool:
        """Take what was touched out of the tree and put it back where it belongs now."""
        was_shown = {
            id_
            for id_ in touch.statements
            if id_ in before.statements and folds.get(id_, id_ not in self.hidden)
        }
        for id_ in was_shown:
            touch.tops.add(self.family(id_))
        for id_ in was_shown:
            self._leave(id_)
        old = [self.strands[link] for link in touch.links if link in self.strands]
        for strand in old:
            touch.ends.update((*strand.premises, self.ground(strand)))
        for strand in old:
            del self.strands[strand.id]
        known: set[LinkId] = set()
        for link in touch.links:
            self._draw(link, touch.links, known)
        shown = [id_ for id_ in touch.statements if self.is_shown(id_)]
        for id_ in shown:
            self._hang(id_)
        if any(self._turns_back(id_) for id_ in shown):
            return False
        touch.tops.update(self.family(id_) for id_ in shown)
        touch.tops = {top for top in touch.tops if top is None or self.is_shown(top)}
        touch.came = [id_ for id_ in shown if id_ not in was_shown]
        touch.gone = [id_ for id_ in was_shown if not self.is_shown(id_)]
        return True

    def _hang(self, id_: StatementId) -> None:
        """Put a statement where its primary link wants it to stand."""
        below, beside, hung = self._wish(id_)
        if hung is not None:
            self.hung[id_] = hung
        if below is not None:
            self.below[id_] = below
        if beside is not None:
            self.beside[id_] = beside
        self._enter(id_)

    def _draw(self, link: LinkId, touched: set[LinkId], known: set[LinkId]) -> None:
        """Settle whether and how a touched link is drawn, the links that it is on first."""
        trail: list[LinkId] = []
        here: str = link
        while here in touched and here in self.map.links and here not in known:
            trail.append(LinkId(here))
            known.add(LinkId(here))
            here = self.map.links[LinkId(here)].target
        holds = self.is_shown(here) or here in self.strands
        for one in reversed(trail):
            strand = strand_of(self.map, one, _Shown(self)) if holds else None
            if strand is not None:
                self.strands[one] = strand
            holds = strand is not None

    def _wish(self, id_: StatementId) -> tuple[Top, Top, LinkId | None]:
        """Return below whom, or beside whom, a statement should stand, and by which link."""
        primary = self.map.primary_links
        strand = self.strands.get(primary[id_]) if id_ in primary else None
        if strand is None or id_ not in strand.premises:
            return None, None, None
        if strand.onto_link:
            return None, host_of(self.strands[LinkId(strand.target)], primary), strand.id
        return StatementId(strand.target), None, strand.id

    def _turns_back(self, id_: StatementId) -> bool:
        here = self.below.get(id_) or self.beside.get(id_)
        passed = {id_}
        while here is not None and here not in passed:
            passed.add(here)
            here = self.below.get(here) or self.beside.get(here)
        return here is not None

    def _enter(self, id_: StatementId) -> None:
        if id_ in self.beside:
            self.guests.setdefault(self.beside[id_], set()).add(id_)
        else:
            self.cores.setdefault(self.below.get(id_), set()).add(id_)

    def _leave(self, id_: StatementId) -> None:
        if id_ in self.beside:
            _discard(self.guests, self.beside[id_], id_)
        else:
            _discard(self.cores, self.below.get(id_), id_)
        for known in (self.hung, self.below, self.beside):
            known.pop(id_, None)


def _mates(map: ArgumentMap) -> dict[StatementId, tuple[StatementId, ...]]:
    """Return for each statement of a group all who are in one of its groups."""
    found: dict[StatementId, tuple[StatementId, ...]] = {}
    for group in map.groups.values():
        for id_ in group.statements:
            found[id_] = found.get(id_, ()) + group.statements
    return found


class _Shown:
    """The statements that are shown, to be asked one by one."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree

    def __contains__(self, id_: object) -> bool:
        return isinstance(id_, str) and self._tree.is_shown(id_)


def _discard(index: dict[Any, set[StatementId]], key: Top, id_: StatementId) -> None:
    index[key].discard(id_)
    if not index[key]:
        del index[key]


def _is_shift(change: Change) -> bool:
    return change.was_at is not None or change.is_at is not None
