"""A whole placement that is kept in step with a map: what an edit touches is done part by part.

Who is in which part is settled in `homes`, what the placement then says in `answer`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from argmap.layout.arrange import Arranged, extent_of, placed
from argmap.layout.axes import Turn, along_axes
from argmap.layout.distances import Gaps
from argmap.layout.geometry import Box
from argmap.layout.lines import Drawn
from argmap.layout.live.answer import answered, noted, own_pins, signs_of
from argmap.layout.live.groups import LiveGroups, no_groups
from argmap.layout.live.held import Edit, Held, Known
from argmap.layout.live.homes import Home, homes_of
from argmap.layout.live.lines import prepare, redrawn
from argmap.layout.live.part import LivePart
from argmap.layout.live.pins import LivePins
from argmap.layout.live.places import ranks_stay, remembered, replace_touched
from argmap.layout.live.ports import reported
from argmap.layout.live.reach import Reach
from argmap.layout.live.traces import Traces
from argmap.layout.live.tree import Top, Touch, Tree
from argmap.layout.packing import Slot
from argmap.layout.parts import Part
from argmap.layout.placement import SETTLED, LayoutOptions, Placement, Sizes
from argmap.layout.skeleton import Block, Skeleton
from argmap.layout.warmth import Warmth, as_plain, family_of
from argmap.layout.web import Web, web_of
from argmap.model.argmap import ArgumentMap
from argmap.model.diff import Diff
from argmap.model.records import LinkId, StatementId


class LiveMap:
    """A placement, and all that it takes to follow an edit of its map."""

    def __init__(
        self, map: ArgumentMap, options: LayoutOptions, sizes: Sizes, arranged: Arranged
    ) -> None:
        placement = arranged.placement
        tree = Tree(map, options.folded, arranged.skeleton)
        self.known = Known(options, placement.direction, sizes, tree, placement, Warmth())
        self._keys = 0
        for number, part in enumerate(arranged.parts):
            self._hold(part, arranged.slots[number], extent_of(map, part, placement.direction))
        families = placement.warmth["families"]
        hidden = placement.warmth["hidden"]
        assert isinstance(families, dict)
        assert isinstance(hidden, dict)
        self.known.warm = Warmth(
            placement.direction,
            families,
            {held.key: held.stands for held in self.known.parts},
            hidden,
            {id_: held.key for id_, held in self.known.part_of.items()},
            {id_: top for top, (shown, _) in families.items() for id_ in shown},
        )

    def _hold(self, part: Part, at: Slot, extent: Box) -> None:
        known, web = self.known, part.web
        held = self._held(part, web.ids)
        held.extent, held.at = extent, at
        held.slot = Slot(part.stands.shift, part.stands.row)
        routes = known.placement.routes
        held.routes = {s.id: routes[s.id] for s in web.strands if s.id in routes}
        held.displaced = [web.ids[number] for number in part.displaced]
        held.roots, held.plain = family_of(web, -1), as_plain(part.stands)
        known.parts.append(held)

    def _held(self, part: Part, ids: Iterable[StatementId]) -> Held:
        """Return a part that is held from now on; boxes are where the placement has them."""
        boxes, none = self.known.placement.boxes, Slot((0.0, 0.0), 0)
        self._keys += 1
        held = Held(self._keys, part, Box(0.0, 0.0, 0.0, 0.0), none, none)
        held.boxes = {id_: boxes[id_] for id_ in ids if id_ in boxes}
        self.known.part_of.update(dict.fromkeys(ids, held))
        return held

    def prepare(self) -> bool:
        """Make ready to follow an edit in the largest part; tell whether it was not."""
        largest = max(self.known.parts, key=lambda held: len(held.boxes), default=None)
        if largest is None or largest.live is not None or len(largest.boxes) < SETTLED:
            return False
        prepare(live := self._live(largest))
        self._show(largest, self._grouped(largest, live), live, Traces())
        return True

    def _live(self, held: Held) -> LivePart:
        if held.live is None:
            known = self.known
            held.live = LivePart(held.part, known.tree, known.warm, known.direction)
            if held.part.unpinned is not None:
                held.pins = LivePins(held.live)
            held.reach = Reach(held.live)
            held.signs, held.unsaid = signs_of(held, known.direction)
        return held.live

    def _grouped(self, held: Held, live: LivePart) -> LiveGroups | None:
        """Return the groups of a part, if the map has any, or had."""
        if held.groups is None and (self.known.tree.map.groups or live.stands.groups):
            held.groups = LiveGroups(live, self.known.direction)
            held.groups.settle()
        return held.groups

    # ---------------------------------------------------------------------------------- an edit

    def follow(
        self,
        map: ArgumentMap,
        folded: frozenset[StatementId],
        diff: Diff,
        resized: set[StatementId],
    ) -> Placement | None:
        """Return the placement of the map after an edit, or None where it cannot be followed."""
        known = self.known
        pinned = _repinned(known.tree.map, map)
        touch = known.tree.follow(map, folded, diff)
        if touch is None:
            return None
        edit = noted(known, touch, diff)
        homes = homes_of(known.tree, known.part_of, touch)
        of = {home.held: home for home in homes if home.held is not None}
        for id_ in (*resized, *pinned):
            held = known.part_of.get(id_)
            if held is not None and held not in of:
                of[held] = Home(held, [])
                homes.append(of[held])
        for home in homes:
            self._rehouse(home)
        for home in homes:
            self._follow_home(home, edit, resized)
        return answered(known, edit)

    def _rehouse(self, home: Home) -> None:
        """Note who is in which part now."""
        known = self.known
        for id_ in home.gone:
            if known.part_of.get(id_) is home.held:
                del known.part_of[id_]
        if home.held is None:
            nothing = Part(self._web(home.came), [], Drawn())
            home.held = self._held(nothing, home.came)
            return
        known.part_of.update(dict.fromkeys(home.came, home.held))
        home.held.boxes_changed.update(home.gone, home.came)
        for id_ in home.gone:
            home.held.boxes.pop(id_, None)
        boxes = known.placement.boxes
        home.held.boxes.update((id_, boxes[id_]) for id_ in home.came if id_ in boxes)

    def _follow_home(self, home: Home, edit: Edit, resized: set[StatementId]) -> None:
        held = home.held
        assert held is not None
        edit.changed.append(held)
        ids = list(dict.fromkeys((*held.boxes, *home.came)))
        if held.key not in self.known.warm.parts:
            self._place_anew(held, home.came, edit)
        elif not ids:
            held.routes_changed.update(held.routes)
            held.routes = {}
        else:
            many = len(home.came) * 2 + len(home.gone) > len(ids)  # who goes costs less
            few = len(ids) < SETTLED or many
            if few or not self._follow_part(home, edit, resized):
                self._place_anew(held, ids, edit)

    def _follow_part(self, home: Home, edit: Edit, resized: set[StatementId]) -> bool:
        """Follow an edit in a part piece by piece; tell whether that could be done."""
        held, known = home.held, self.known
        assert held is not None
        if held.live is None and held.part.sheet is None:
            return False
        live = self._live(held)
        own = self._own(home, edit.touch)
        traces = live.patch(own, known.sizes, self._file_places(own))
        if traces is None or not ranks_stay(live):
            return False
        live.resize(known.sizes, (id_ for id_ in resized if id_ in live.web.number), traces)
        if not self._trace(held, live, traces):
            return False
        edit.tops.update("" if above < 0 else str(live.web.ids[above]) for above in traces.families)
        return True

    def _own(self, home: Home, touch: Touch) -> Touch:
        """Return what an edit touched of one part, with all that comes from others or goes."""
        known, tree = self.known, self.known.tree
        held = home.held
        assert held is not None
        fresh = {*touch.came, *touch.gone}
        moved = [id_ for id_ in (*home.came, *home.gone) if id_ not in fresh]
        tops: set[Top] = {*touch.tops, *(id_ for id_ in moved if id_ in tree.cores)}
        if not tree.below.keys() >= set(moved):
            tops.add(None)
        links = {*touch.links, *_links_at(tree.map, moved)}

        def belongs(link: LinkId) -> bool:
            strand = tree.strands.get(link)
            here = strand is not None and known.part_of.get(strand.premises[0]) is held
            return here or link in held.web.number

        return Touch(
            came=home.came,
            gone=home.gone,
            links={link for link in links if belongs(link)},
            statements={*touch.statements, *moved},
            tops=tops,
            reordered=touch.reordered,
        )

    def _file_places(self, touch: Touch) -> Mapping[StatementId, int]:
        return self._places() if None in touch.tops else {}

    def _trace(self, held: Held, live: LivePart, traces: Traces) -> bool:
        """Place and draw what an edit touched in a part; tell whether that could be done."""
        options, groups = self.known.options, self._grouped(held, live)
        gaps, crowded = Gaps(options.sibling_gap, options.rank_gap), no_groups
        if groups is not None:
            gaps, crowded = groups.gaps(gaps, traces, self._places()), groups.crowd_in
        if not replace_touched(live, traces, gaps, crowded):
            return False
        reported(live, traces)
        redrawn(live, traces, gaps.rank)
        remembered(live, traces, gaps)
        if groups is not None:
            live.stands = replace(live.stands, groups=groups.members())
        self._show(held, groups, live, traces)
        held.roots, held.plain = family_of(live.web, -1), as_plain(live.stands)
        return True

    def _show(self, held: Held, groups: LiveGroups | None, live: LivePart, traces: Traces) -> None:
        """Honour pins, and see what of a part is shown elsewhere or otherwise."""
        assert held.signs is not None
        assert held.reach is not None
        pins, held.displaced = own_pins(self.known, held)
        if held.pins is None and pins:
            held.pins = LivePins(live)
        if held.pins is not None:
            held.pins.renew(traces, pins)
            held.displaced += [live.web.ids[box] for box in held.pins.honoured.displaced]
        held.reach.renew(traces)
        held.extent = Turn(self.known.direction).box(held.reach.bounds())
        if groups is not None:
            groups.show(traces)
            held.extent = groups.extent(held.extent, self.known.tree.map)
        web, turn = live.web, held.signs.turn
        for box in traces.resized:
            id_ = web.ids[box]
            now = turn.box(live.seen_boxes[box])
            if held.boxes.get(id_) != now:
                held.boxes[id_] = now
                held.boxes_changed.add(id_)
        others = held.signs.renew(traces.links) | held.unsaid
        held.unsaid = set()
        for number in others & held.signs.routes.keys():
            link = web.strands[number].id
            route, before = held.signs.routes[number], self.known.placement.routes.get(link)
            held.routes[link] = held.signs.routes[number] = before if route == before else route
            held.routes_changed.add(link)
        for link in {web.strands[number].id for number in traces.links} - web.number.keys():
            if held.routes.pop(link, None) is not None:
                held.routes_changed.add(link)

    # --------------------------------------------------------------------------- parts as wholes

    def _place_anew(self, held: Held, ids: list[StatementId], edit: Edit) -> None:
        """Place a part as a whole."""
        known = self.known
        for web in (held.web, fresh := self._web(ids)):
            edit.tops.update(str(web.ids[above]) for above in web.rows if above >= 0)
        options = replace(known.options, direction=known.direction)
        part = placed(known.tree.map, self._skeleton(ids), fresh, options, known.warm)
        held.part, held.live, held.signs, held.reach = part, None, None, None
        held.pins = held.groups = None
        held.displaced = [part.web.ids[number] for number in part.displaced]
        held.extent = extent_of(known.tree.map, part, known.direction)
        held.anew = True

    def _web(self, ids: list[StatementId]) -> Web:
        known, tree = self.known, self.known.tree
        places = self._places()
        links = {
            link for id_ in ids for link in tree.map.links_from.get(id_, ()) if link in tree.strands
        }
        along = {id_: along_axes(known.sizes[id_], known.direction) for id_ in ids}
        ordered = sorted(ids, key=places.__getitem__)
        in_turn = sorted(links, key=tree.turn.__getitem__)
        return web_of(self._skeleton(ordered), ordered, in_turn, along)

    def _skeleton(self, ids: list[StatementId]) -> Skeleton:
        """Return the skeleton as far as some statements are concerned."""
        tree = self.known.tree
        roots = [id_ for id_ in ids if id_ not in tree.below and id_ not in tree.beside]
        families: dict[Top, tuple[Block, ...]] = {None: tuple(tree.block([id_]) for id_ in roots)}
        families.update((id_, tuple(tree.blocks(id_))) for id_ in ids if id_ in tree.cores)
        return Skeleton((), tree.strands, tree.below, tree.beside, families, tree.hung)

    def _places(self) -> Mapping[StatementId, int]:
        statements = self.known.tree.map.statements
        return dict(zip(statements, range(len(statements)), strict=True))


def _repinned(before: ArgumentMap, after: ArgumentMap) -> list[StatementId]:
    """Return the statements that have other pins than they had."""
    old, new = before.meta.view.pins, after.meta.view.pins
    if old is new:
        return []
    return [id_ for id_ in {**old, **new} if old.get(id_) != new.get(id_)]


def _links_at(map: ArgumentMap, ids: Iterable[StatementId]) -> set[LinkId]:
    """Return the links from and into some statements, with all that are on them."""
    found: set[LinkId] = set()
    pending = [
        link for id_ in ids for link in (*map.links_from.get(id_, ()), *map.links_into.get(id_, ()))
    ]
    while pending:
        link = pending.pop()
        if link not in found:
            found.add(link)
            pending += map.links_into.get(link, ())
    return found
