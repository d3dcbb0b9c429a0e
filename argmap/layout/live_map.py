"""A whole placement that is kept in step with a map: its parts, how they are packed, its warmth.

What is touched is placed and drawn part by part; the rest is handed on as it is.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from argmap.layout.arrange import Arranged, extent_of, placed
from argmap.layout.axes import Turn, along_axes
from argmap.layout.finish import routes_of
from argmap.layout.geometry import Box
from argmap.layout.lines import Drawn
from argmap.layout.live_homes import Held, hold_together, homes_of
from argmap.layout.live_lines import prepare, redrawn
from argmap.layout.live_part import GONE, LivePart
from argmap.layout.live_places import ranks_stay, remembered, replace_touched
from argmap.layout.live_ports import reported
from argmap.layout.live_reach import Reach
from argmap.layout.live_routes import LiveRoutes
from argmap.layout.live_traces import Traces
from argmap.layout.live_tree import Top, Touch, Tree
from argmap.layout.packing import Slot, packed, whole_of
from argmap.layout.parts import SETTLED, Gaps, Part
from argmap.layout.placement import LayoutOptions, LinkRoute, Placement, Sizes
from argmap.layout.skeleton import Block, Skeleton
from argmap.layout.warmth import VERSION, Warmth, as_plain, family_of
from argmap.layout.web import Web, web_of
from argmap.model.argmap import ArgumentMap
from argmap.model.diff import Diff
from argmap.model.records import LinkId, StatementId

Key = TypeVar("Key", bound=str)
Value = TypeVar("Value")


class LiveMap:
    """All parts of a placement, and what is known of where things stood."""

    def __init__(
        self, map: ArgumentMap, options: LayoutOptions, sizes: Sizes, arranged: Arranged
    ) -> None:
        self.options, self.sizes = options, sizes
        self.placement = arranged.placement
        self.direction = self.placement.direction
        self.tree = Tree(map, options.folded, arranged.skeleton)
        self.parts: list[Held] = []
        self.part_of: dict[StatementId, Held] = {}
        self._keys = 0
        self._tops: set[str] = set()
        self._steps: dict[str, float] = {}
        self._gone_for_good: list[str] = []
        for part in arranged.parts:
            slot = Slot(part.stands.shift, part.stands.row)
            self.parts.append(self._held(part, extent_of(map, part, self.direction), slot))
        families = self.placement.warmth["families"]
        hidden = self.placement.warmth["hidden"]
        assert isinstance(families, dict)
        assert isinstance(hidden, dict)
        self.warm = Warmth(
            self.direction,
            families,
            {held.key: held.stands for held in self.parts},
            hidden,
            {id_: held.key for id_, held in self.part_of.items()},
            {id_: top for top, (shown, _) in families.items() for id_ in shown},
        )

    def _held(self, part: Part, extent: Box, slot: Slot) -> Held:
        boxes = {
            id_: self.placement.boxes[id_] for id_ in part.web.ids if id_ in self.placement.boxes
        }
        routes = {
            strand.id: self.placement.routes[strand.id]
            for strand in part.web.strands
            if strand.id in self.placement.routes
        }
        self._keys += 1
        held = Held(self._keys, part, extent, slot, boxes, routes)
        held.roots, held.plain = family_of(part.web, -1), as_plain(part.stands)
        self.part_of.update(dict.fromkeys(part.web.ids, held))
        return held

    def prepare(self) -> None:
        """Make ready to follow an edit in the largest part."""
        if self.parts:
            largest = max(self.parts, key=lambda held: len(held.boxes))
            if len(largest.boxes) >= SETTLED:
                prepare(self._live(largest))

    def _live(self, held: Held) -> LivePart:
        if held.live is None:
            held.live = LivePart(held.part, self.tree, self.warm, self.direction)
            held.reach = Reach(held.live)
            held.signs = self._signs(held)
        return held.live

    def _signs(self, held: Held) -> LiveRoutes:
        live = self._live(held)
        signs = LiveRoutes(live, Turn(self.direction, *held.slot.shift))
        links = [number for number, s in enumerate(live.web.strands) if s.id in live.web.number]
        signs.routes = {
            number: held.routes[live.web.strands[number].id]
            for number in links
            if live.web.strands[number].id in held.routes
        }
        signs.renew(links)
        return signs

    # ---------------------------------------------------------------------------------- an edit

    def follow(
        self,
        map: ArgumentMap,
        folded: frozenset[StatementId],
        diff: Diff,
        resized: set[StatementId],
    ) -> Placement | None:
        """Return the placement of the map after an edit, or None where it cannot be followed."""
        touch = self.tree.follow(map, folded, diff)
        if touch is None:
            return None
        homes = homes_of(self.tree, self.part_of, touch)
        if homes is None or not hold_together(self.tree, self.part_of, touch):
            return None
        joined, loose = homes
        for id_ in resized:
            if id_ in self.part_of:
                joined.setdefault(self.part_of[id_], [])
        self._tops = {self.warm.top_of.get(id_, "") for id_ in self._passing(touch, diff)}
        self._tops.update(touch.gone)
        shifts = diff.changes.get("statements", {})
        self._gone_for_good = [id_ for id_, change in shifts.items() if change.after is None]
        self._steps = {
            id_: step
            for id_ in touch.gone
            if id_ in self.tree.hidden and (step := self.warm.step(id_)) is not None
        }
        for held, came in joined.items():
            if not self._follow_part(held, touch, came, resized):
                return None
        new = [self._new_part(ids) for ids in loose]
        return self._placement(touch, diff, [*joined, *new])

    def _passing(self, touch: Touch, diff: Diff) -> Iterable[str]:
        """Return all who came into view, went, or are no more."""
        shifts = diff.changes.get("statements", {})
        return (*touch.came, *touch.gone, *(i for i, c in shifts.items() if c.after is None))

    # ------------------------------------------------------------------------------------ parts

    def _follow_part(
        self, held: Held, touch: Touch, came: list[StatementId], resized: set[StatementId]
    ) -> bool:
        gone = [id_ for id_ in touch.gone if self.part_of.get(id_) is held]
        count = len(held.boxes) - len(gone) + len(came)
        for id_ in gone:
            del self.part_of[id_]
            held.boxes.pop(id_)
            held.boxes_changed.add(id_)
        if not count:
            held.routes_changed.update(held.routes)
            held.routes = {}
            return True
        self.part_of.update(dict.fromkeys(came, held))
        if count < SETTLED:
            self._place_anew(held, [*held.boxes, *came])
            return True
        live = self._live(held)
        own = Touch(
            came=came,
            gone=gone,
            links={link for link in touch.links if self._belongs(link, held)},
            statements=touch.statements,
            tops=touch.tops,
            reordered=touch.reordered,
        )
        traces = live.patch(own, self.sizes, self._file_places(touch))
        if traces is None or not ranks_stay(live):
            return False
        live.resize(self.sizes, (id_ for id_ in resized if id_ in held.boxes), traces)
        self._trace(held, live, traces)
        return True

    def _belongs(self, link: LinkId, held: Held) -> bool:
        strand = self.tree.strands.get(link)
        if strand is None:
            return link in held.web.number
        return self.part_of.get(strand.premises[0]) is held

    def _file_places(self, touch: Touch) -> Mapping[StatementId, int]:
        if None not in touch.tops:
            return {}
        statements = self.tree.map.statements
        return dict(zip(statements, range(len(statements)), strict=True))

    def _trace(self, held: Held, live: LivePart, traces: Traces) -> None:
        """Place and draw what an edit touched in a part."""
        assert held.signs is not None
        assert held.reach is not None
        gaps = Gaps(self.options.sibling_gap, self.options.rank_gap)
        replace_touched(live, traces, gaps)
        reported(live, traces)
        redrawn(live, traces, gaps.rank)
        remembered(live, traces)
        held.reach.renew(traces)
        held.extent = Turn(self.direction).box(held.reach.bounds())
        web, turn = live.web, held.signs.turn
        for box in traces.resized:
            id_ = web.ids[box]
            now = turn.box(live.boxes[box])
            if held.boxes.get(id_) != now:
                held.boxes[id_] = now
                held.boxes_changed.add(id_)
        for number in held.signs.renew(traces.links):
            link = web.strands[number].id
            held.routes[link] = held.signs.routes[number]
            held.routes_changed.add(link)
        for link in {web.strands[number].id for number in traces.links} - web.number.keys():
            if held.routes.pop(link, None) is not None:
                held.routes_changed.add(link)
        held.roots, held.plain = family_of(web, -1), as_plain(live.stands)
        self._tops.update("" if above < 0 else str(web.ids[above]) for above in traces.families)

    def _new_part(self, ids: list[StatementId]) -> Held:
        self._keys += 1
        none = Slot((0.0, 0.0), 0)
        held = Held(self._keys, Part(self._web(ids), [], Drawn()), Box(0, 0, 0, 0), none, {}, {})
        self.part_of.update(dict.fromkeys(ids, held))
        self._place_anew(held, ids)
        return held

    def _place_anew(self, held: Held, ids: list[StatementId]) -> None:
        """Place a part as a whole."""
        for web in (held.web, fresh := self._web(ids)):
            self._tops.update(str(web.ids[above]) for above in web.rows if above >= 0)
        options = replace(self.options, direction=self.direction)
        part = placed(self.tree.map, self._skeleton(ids), fresh, options, self.warm)
        held.part, held.live, held.signs, held.reach = part, None, None, None
        held.extent = extent_of(self.tree.map, part, self.direction)
        held.anew = True

    def _web(self, ids: list[StatementId]) -> Web:
        map, tree = self.tree.map, self.tree
        places = self._places()
        links = {
            link for id_ in ids for link in map.links_from.get(id_, ()) if link in tree.strands
        }
        along = {id_: along_axes(self.sizes[id_], self.direction) for id_ in ids}
        ordered = sorted(ids, key=places.__getitem__)
        in_turn = sorted(links, key=tree.turn.__getitem__)
        return web_of(self._skeleton(ordered), ordered, in_turn, along)

    def _skeleton(self, ids: list[StatementId]) -> Skeleton:
        """Return the skeleton as far as some statements are concerned."""
        tree = self.tree
        roots = [id_ for id_ in ids if id_ not in tree.below and id_ not in tree.beside]
        families: dict[Top, tuple[Block, ...]] = {None: tuple(tree.block([id_]) for id_ in roots)}
        families.update((id_, tuple(tree.blocks(id_))) for id_ in ids if id_ in tree.cores)
        return Skeleton((), tree.strands, tree.below, tree.beside, families, tree.hung)

    def _places(self) -> Mapping[StatementId, int]:
        statements = self.tree.map.statements
        return dict(zip(statements, range(len(statements)), strict=True))

    # ---------------------------------------------------------------------------- the placement

    def _placement(self, touch: Touch, diff: Diff, changed: list[Held]) -> Placement:
        self._order_parts(touch, diff)
        before = [held.slot if held.key in self.warm.parts else None for held in self.parts]
        extents = [held.extent for held in self.parts]
        slots = packed(extents, before)
        for held, slot in zip(self.parts, slots, strict=True):
            if held.anew or slot != held.slot:
                self._move(held, slot)
        whole = whole_of(extents, slots)
        self._keep(touch, changed)
        self.placement = Placement(
            boxes=self._boxes(touch, diff),
            routes=self._routes(touch),
            origin=(whole.x, whole.y),
            size=(whole.width, whole.height),
            direction=self.direction,
            warmth=self._warmth(),
        )
        for held in (*self.parts, *changed):
            held.boxes_changed, held.routes_changed = set(), set()
        return self.placement

    def _order_parts(self, touch: Touch, diff: Diff) -> None:
        """Put the parts into the order in which the file comes upon them."""
        if touch.came or touch.gone or diff.changes.get("statements"):
            statements = self.tree.map.statements
            found = dict.fromkeys(map(self.part_of.get, statements))
            self.parts = [held for held in found if held is not None]

    def _move(self, held: Held, slot: Slot) -> None:
        """Bring a part to its slot and see what of it is elsewhere."""
        shift = slot.shift != held.slot.shift
        held.slot = slot
        stands = replace(held.stands, shift=slot.shift, row=slot.row)
        boxes: Iterable[tuple[StatementId, Box]]
        turn = Turn(self.direction, *slot.shift)
        if held.live is None:
            held.part.stands = stands
            kinds = {s.id: self.tree.map.links[s.id].kind for s in held.web.strands}
            routes = routes_of(held.web, held.part.drawn, turn, kinds)
            boxes = zip(held.web.ids, map(turn.box, held.part.boxes), strict=True)
        else:
            held.live.stands = stands
            boxes = ((i, turn.box(held.live.boxes[n])) for i, n in self._numbers(held.live))
            routes = held.routes
            if shift:
                held.signs = self._signs(held)
                ids = held.live.web.strands
                routes = {ids[number].id: route for number, route in held.signs.routes.items()}
        held.boxes, held.boxes_changed = _merged(held.boxes, dict(boxes), held.boxes_changed)
        held.routes, held.routes_changed = _merged(held.routes, routes, held.routes_changed)
        held.roots, held.plain = family_of(held.web, -1), as_plain(stands)
        held.anew = False

    def _numbers(self, live: LivePart) -> Iterable[tuple[StatementId, int]]:
        return ((id_, number) for number, id_ in enumerate(live.web.ids) if id_ is not GONE)

    def _boxes(self, touch: Touch, diff: Diff) -> Mapping[StatementId, Box]:
        boxes = dict(self.placement.boxes)
        for id_ in touch.gone:
            boxes.pop(id_, None)
        for held in self.parts:
            for id_ in held.boxes_changed & held.boxes.keys():
                boxes[id_] = held.boxes[id_]
        if touch.came or any(
            c.is_at is not None for c in diff.changes.get("statements", {}).values()
        ):
            return {id_: boxes[id_] for id_ in self.tree.map.statements if id_ in boxes}
        return boxes

    def _routes(self, touch: Touch) -> Mapping[LinkId, LinkRoute]:
        before = self.placement.routes
        routes = dict(before)
        for link in touch.links:
            if link not in self.tree.strands:
                routes.pop(link, None)
        new: list[LinkId] = []
        for held in self.parts:
            for id_ in held.routes_changed & held.routes.keys():
                if id_ not in before:
                    new.append(id_)
                routes[id_] = held.routes[id_]
        if new or touch.reordered:
            return {id_: routes[id_] for id_ in self.tree.map.links if id_ in routes}
        return routes

    # ------------------------------------------------------------------------------- the warmth

    def _keep(self, touch: Touch, changed: list[Held]) -> None:
        """Note where things stand now, for the next time."""
        old = self.warm
        hidden = {**old.hidden, **self._steps}
        for id_ in (*touch.came, *(i for i in self._gone_for_good if i in hidden)):
            hidden.pop(id_, None)
        top_of = {**old.top_of}
        part_of = {**old.part_of}
        for id_ in touch.gone:
            top_of.pop(id_, None)
            part_of.pop(id_, None)
        families = {**old.families}
        tops = self._tops | {str(top) for top in touch.tops if top is not None}
        for top in tops - {""}:
            held = self.part_of.get(StatementId(top))
            number = held.web.number.get(top) if held is not None else None
            family: Sequence[Sequence[str]] | None = None
            if held is not None and number is not None and number in held.web.rows:
                family = family_of(held.web, number)
            elif top in families:
                family = [[id_ for id_ in row if id_ in hidden] for row in families[top]]
            if family and family[0]:
                families[top] = family
                top_of.update(dict.fromkeys(family[0], top))
            else:
                families.pop(top, None)
        roots = [held.roots for held in self.parts]
        families[""] = [[i for row in roots for i in row[0]], [i for row in roots for i in row[1]]]
        top_of.update(dict.fromkeys(families[""][0], ""))
        for held in changed:
            part_of.update(dict.fromkeys(held.boxes, held.key))
        parts = {held.key: held.stands for held in self.parts}
        self.warm = Warmth(self.direction, families, parts, hidden, part_of, top_of)
        for held in self.parts:
            if held.live is not None:
                held.live.warm = self.warm

    def _warmth(self) -> Mapping[str, object]:
        return {
            "version": VERSION,
            "direction": str(self.direction),
            "families": self.warm.families,
            "parts": [held.plain for held in self.parts],
            "hidden": self.warm.hidden,
        }


def _merged(
    old: dict[Key, Value], new: Mapping[Key, Value], changed: set[Key]
) -> tuple[dict[Key, Value], set[Key]]:
    """Return the new values, those that equal old ones as the very objects, and what changed."""
    kept = {key: old[key] if old.get(key) == value else value for key, value in new.items()}
    gone = old.keys() - new.keys()
    return kept, changed | gone | {key for key, value in kept.items() if old.get(key) is not value}
