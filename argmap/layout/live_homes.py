"""To which part of a map belongs what an edit touched: who comes where, and what falls apart.

A part is held as it was placed, or once it was touched, piece by piece.
"""

from collections.abc import Mapping
from dataclasses import field

from argmap.layout.geometry import Box
from argmap.layout.live_part import LivePart
from argmap.layout.live_reach import Reach
from argmap.layout.live_routes import LiveRoutes
from argmap.layout.live_tree import Touch, Tree
from argmap.layout.packing import Slot
from argmap.layout.parts import Part
from argmap.layout.placement import LinkRoute
from argmap.layout.warmth import Stood
from argmap.layout.web import Web
from argmap.model.light_dataclass import dataclass
from argmap.model.records import LinkId, StatementId


@dataclass(slots=True, eq=False)
class Held:
    """One part as it is held: as it was placed, or once it was touched, piece by piece."""

    key: int
    part: Part
    extent: Box
    slot: Slot
    boxes: dict[StatementId, Box]
    routes: dict[LinkId, LinkRoute]
    roots: list[list[str]] = field(default_factory=list)
    plain: dict[str, object] = field(default_factory=dict)
    live: LivePart | None = None
    signs: LiveRoutes | None = None
    reach: Reach | None = None
    anew: bool = False
    boxes_changed: set[StatementId] = field(default_factory=set)
    routes_changed: set[LinkId] = field(default_factory=set)

    @property
    def web(self) -> Web:
        """The numbers of the part."""
        return self.part.web if self.live is None else self.live.web

    @property
    def stands(self) -> Stood:
        """How the part stands."""
        return self.part.stands if self.live is None else self.live.stands


Homes = tuple[dict[Held, list[StatementId]], list[list[StatementId]]]
"""The parts that an edit touches with who comes into each, and parts that are new."""


def homes_of(tree: Tree, part_of: Mapping[StatementId, Held], touch: Touch) -> Homes | None:
    """Return where those who come belong; None where an edit makes one part of two."""
    head: dict[object, object] = {}
    came = set(touch.came)
    for link in touch.links:
        if (strand := tree.strands.get(link)) is None:
            continue
        ends = (tree.ground(strand), *strand.premises)
        homes = [_find(head, id_ if id_ in came else part_of[id_]) for id_ in ends]
        held = dict.fromkeys(home for home in homes if isinstance(home, Held))
        if len(held) > 1:
            return None
        chosen = next(iter(held), homes[0])
        for home in homes:
            head[home] = chosen
    found: dict[Held, list[StatementId]] = {}
    for id_ in (*touch.statements, *touch.ends):
        if id_ in part_of:
            found.setdefault(part_of[id_], [])
    loose: dict[object, list[StatementId]] = {}
    for id_ in touch.came:
        home = _find(head, id_)
        if isinstance(home, Held):
            found.setdefault(home, []).append(id_)
        else:
            loose.setdefault(home, []).append(id_)
    return found, list(loose.values())


def _find(head: dict[object, object], one: object) -> object:
    while head.setdefault(one, one) != one:
        one = head[one]
    return one


def hold_together(tree: Tree, part_of: Mapping[StatementId, Held], touch: Touch) -> bool:
    """Tell whether what touched links joined before still hangs together."""
    ends: dict[Held, set[StatementId]] = {}
    for id_ in touch.ends:
        if tree.is_shown(id_):
            ends.setdefault(part_of[id_], set()).add(id_)
    for ids in ends.values():
        roots = {tree.root(id_) for id_ in ids}
        if len(roots) > 1 and not _meet(tree, roots):
            return False
    return True


def _meet(tree: Tree, roots: set[StatementId]) -> bool:
    """Tell whether links lead from one of some statements to all others."""
    map, strands = tree.map, tree.strands
    missing = set(roots)
    seen: set[str] = set()
    pending: list[str] = [next(iter(missing))]
    while pending and missing:
        place = pending.pop()
        if place in seen:
            continue
        seen.add(place)
        missing.discard(StatementId(place))
        around = (*map.links_from.get(StatementId(place), ()), *map.links_into.get(place, ()))
        pending += [link for link in around if link in strands]
        if place in strands:
            strand = strands[LinkId(place)]
            pending += [*strand.premises, strand.target]
    return not missing
