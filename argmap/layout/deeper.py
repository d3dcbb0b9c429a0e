"""Ranks by the longest path: every statement below all that it bears on, not only its parent.

The layered layout gives a statement the rank below its primary parent. Here those that also bear on
something deeper are moved down, with what hangs on them: thin stand-ins take the ranks between, as
if the link that they hang by were a chain. So everything else of layout stays as it is, and links
that the tree hangs by still never cross. Afterwards the stand-ins are taken out again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from argmap.layout.finish import middle_of
from argmap.layout.geometry import Curve, Size
from argmap.layout.placement import LinkRoute, Sizes
from argmap.layout.skeleton import Block, Skeleton, Strand
from argmap.model.light_dataclass import dataclass
from argmap.model.records import LinkId, LinkKind, StatementId

THIN: Size = (6.0, 0.0)
"""A stand-in, along the siblings and along the ranks."""

Unit = int
"""Statements that keep one rank: a block of a family, by its number."""


@dataclass(frozen=True, slots=True)
class Deepened:
    """A skeleton with stand-ins; `onward` names, for a link, those of its stretches that follow."""

    skeleton: Skeleton
    stand_ins: frozenset[StatementId]
    onward: Mapping[LinkId, tuple[LinkId, ...]]

    def sizes(self, along: Sizes) -> dict[StatementId, Size]:
        """Return the sizes of all boxes, given those of the statements."""
        return {**along, **dict.fromkeys(self.stand_ins, THIN)}

    def whole_routes(
        self, routes: Mapping[LinkId, LinkRoute], kinds: Mapping[LinkId, LinkKind]
    ) -> dict[LinkId, LinkRoute]:
        """Return the routes with the stretches of each link joined."""
        born_on = {strand.target for strand in self.skeleton.strands.values() if strand.onto_link}
        found = dict(routes)
        for link, stretches in self.onward.items():
            route = found[link]
            last = route
            for stretch in stretches:
                last = found.pop(stretch)
                route = _joined(route, last.legs[0])
            whole = route.trunk if route.trunk is not None else route.legs[0]
            middle = route.middle if link in born_on else middle_of(whole)
            symmetric = kinds.get(link) in (LinkKind.CONTRADICTS, LinkKind.RESTATES)
            badge = middle if symmetric and link not in born_on else last.badge
            found[link] = replace(route, middle=middle, badge=badge, along=last.along)
        return found


def _joined(route: LinkRoute, onward: Curve) -> LinkRoute:
    if route.trunk is not None:
        return replace(route, trunk=route.trunk.joined(onward))
    return replace(route, legs=(route.legs[0].joined(onward),))


def deepened(skeleton: Skeleton) -> Deepened:
    """Return the skeleton with stand-ins wherever a longer path leads to a statement."""
    units = _units(skeleton)
    rank = _longest(skeleton, units)
    strands = dict(skeleton.strands)
    below, hung = dict(skeleton.below), dict(skeleton.hung)
    families: dict[StatementId | None, list[Block]] = {}
    shown = list(skeleton.shown)
    onward: dict[LinkId, tuple[LinkId, ...]] = {}
    for top, blocks in skeleton.families.items():
        for block in blocks:
            link = _chain_of(skeleton, block)
            steps = rank[units[block[0]]] - (rank[units[top]] + 1 if top is not None else 0)
            if link is None or top is None or steps <= 0:
                families.setdefault(top, []).append(block)
                continue
            names = [f"{link} \N{RIGHTWARDS ARROW} {step}" for step in range(steps)]
            here: StatementId = top
            for name in names:  # from the parent downwards
                stand_in = StatementId(name)
                families.setdefault(here, []).append((stand_in,))
                below[stand_in], hung[stand_in] = here, LinkId(name)
                strands[LinkId(name)] = Strand(LinkId(name), (stand_in,), here, False)
                shown.append(stand_in)
                here = stand_in
            families.setdefault(here, []).append(block)
            below.update(dict.fromkeys((id_ for id_ in block if id_ in below), here))
            strands[link] = replace(strands[link], target=here)
            onward[link] = tuple(LinkId(name) for name in reversed(names))
    deeper = Skeleton(
        tuple(shown),
        strands,
        below,
        skeleton.beside,
        {top: tuple(blocks) for top, blocks in families.items()},
        hung,
    )
    stand_ins = frozenset(shown[len(skeleton.shown) :])
    return Deepened(deeper, stand_ins, onward)


def _units(skeleton: Skeleton) -> dict[StatementId, Unit]:
    blocks = (block for blocks in skeleton.families.values() for block in blocks)
    return {id_: number for number, block in enumerate(blocks) for id_ in block}


def _chain_of(skeleton: Skeleton, block: Block) -> LinkId | None:
    """Return the link by which a whole block hangs on a statement, if that can be made a chain."""
    links = {skeleton.hung.get(id_) for id_ in block if id_ in skeleton.below}
    link = links.pop() if len(links) == 1 else None
    return link if link is not None and not skeleton.strands[link].onto_link else None


def _longest(skeleton: Skeleton, units: Mapping[StatementId, Unit]) -> dict[Unit, int]:
    """Return the rank of every unit; a link that would close a circle asks for nothing."""
    rank: dict[Unit, int] = {}
    after: dict[Unit, list[Unit]] = {}
    pending: list[tuple[StatementId | None, int]] = [(None, 0)]
    while pending:
        top, depth = pending.pop()
        for block in skeleton.families.get(top, ()):
            unit = units[block[0]]
            rank[unit] = depth
            if top is not None:
                after.setdefault(units[top], []).append(unit)
            pending += [(id_, depth + 1) for id_ in block]
    for strand in skeleton.strands.values():
        if strand.onto_link:
            continue
        high = units[StatementId(strand.target)]
        for premise in strand.premises:
            low = units[premise]
            if skeleton.hung.get(premise) != strand.id and not _leads(after, rank, low, high):
                after.setdefault(high, []).append(low)
                _push(after, rank, [high])
    return rank


def _leads(
    after: Mapping[Unit, list[Unit]], rank: Mapping[Unit, int], start: Unit, goal: Unit
) -> bool:
    """Tell whether the goal comes after the start, or is it; ranks grow along every way."""
    pending, seen = [start], {start}
    while pending:
        here = pending.pop()
        if here == goal:
            return True
        for next_ in after.get(here, ()):
            if next_ not in seen and rank[next_] <= rank[goal]:
                seen.add(next_)
                pending.append(next_)
    return False


def _push(after: Mapping[Unit, list[Unit]], rank: dict[Unit, int], changed: Iterable[Unit]) -> None:
    """Move down what stands too high after some units."""
    pending = list(changed)
    while pending:
        here = pending.pop()
        for next_ in after.get(here, ()):
            if rank[next_] <= rank[here]:
                rank[next_] = rank[here] + 1
                pending.append(next_)
