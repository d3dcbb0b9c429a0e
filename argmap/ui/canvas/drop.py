"""What a drag of boxes means: where they would go, in words, and the edit that does it.

`planned` is a pure function of the map and of what lies under the pointer; `carry_out` performs its
plan with the verbs of `argmap.edit`. The words are shown while dragging.
"""

from collections.abc import Iterable, Sequence
from enum import Enum, auto

from argmap.edit import links, pins
from argmap.edit.transaction import Transaction
from argmap.edit.tree import siblings_under
from argmap.edit.wishes import fitting, road_up, tops
from argmap.layout.geometry import Box, Point
from argmap.layout.pins import pin_at
from argmap.layout.placement import Placement
from argmap.model.argmap import ArgumentMap
from argmap.model.light_dataclass import dataclass
from argmap.model.records import (
    Direction,
    LayoutKind,
    Link,
    LinkId,
    LinkKind,
    StatementId,
)
from argmap.ui.sentences import LINK_NAMES, called

REACH = 30.0
"""How far beside a box, in map pixels, a drop still means "next to it"."""
NAME, SHORT_NAME = 36, 24
"""How many characters of a statement the words of a plan quote."""


@dataclass(frozen=True, slots=True)
class Modifiers:
    """The keys held while dragging."""

    shift: bool = False
    ctrl: bool = False
    alt: bool = False


NONE_HELD = Modifiers()


@dataclass(frozen=True, slots=True)
class Gap:
    """A place between siblings: after `before`, ahead of `after`, at `index` among the others."""

    parent: str | None
    index: int
    before: StatementId | None
    after: StatementId | None
    marker: Box


@dataclass(frozen=True, slots=True)
class Aim:
    """What is under the pointer: a statement or link, a gap between siblings, or empty ground."""

    over: str = ""
    gap: Gap | None = None


class Deed(Enum):
    """What a drop does."""

    NOTHING = auto()
    REFUSED = auto()
    MOVE = auto()
    USE_AGAIN = auto()
    JOIN = auto()
    PLACE = auto()
    PIN = auto()


@dataclass(frozen=True, slots=True)
class DropPlan:
    """What would happen, in `words` for the person who drags and as values for `carry_out`."""

    deed: Deed
    words: str
    label: str = ""
    ids: tuple[StatementId, ...] = ()
    target: str = ""
    kind: LinkKind | None = None
    gap: Gap | None = None
    moved_by: Point = (0.0, 0.0)

    @property
    def acts(self) -> bool:
        """Whether dropping now would change the map."""
        return self.deed not in (Deed.NOTHING, Deed.REFUSED)


def planned(
    map: ArgumentMap,
    dragged: Sequence[StatementId],
    aim: Aim,
    modifiers: Modifiers = NONE_HELD,
    moved_by: Point = (0.0, 0.0),
) -> DropPlan:
    """Say what dropping the dragged statements there would do.

    `moved_by` is how far they were dragged, in map pixels; it matters on empty ground only.
    """
    ids = tops(map, tuple(dragged))
    if aim.over:
        return _onto(map, ids, aim.over, modifiers)
    if aim.gap is not None:
        return _between(map, ids, aim.gap)
    if map.meta.view.layout is not LayoutKind.LAYERED:
        return DropPlan(Deed.REFUSED, "Places by hand are for layers (menu Arrange)", ids=ids)
    words = "Pin here" if len(ids) == 1 else f"Pin {len(ids)} statements here"
    return DropPlan(Deed.PIN, words, "Pin", ids, moved_by=moved_by)


def carry_out(plan: DropPlan, placement: Placement, tx: Transaction) -> None:
    """Do what the plan says. Raises UserError where the rules forbid it."""
    match plan.deed:
        case Deed.MOVE:
            links.reparent(tx, plan.ids, plan.target, plan.kind)
        case Deed.USE_AGAIN:
            links.reparent(tx, plan.ids, plan.target, plan.kind, keep=True)
        case Deed.JOIN:
            links.reparent(tx, plan.ids, plan.target, linked=True)
        case Deed.PLACE if plan.gap is not None:
            links.place_between(tx, plan.ids, plan.gap.parent, plan.gap.index)
        case Deed.PIN:
            dx, dy = plan.moved_by
            centres = {id_: placement.boxes[id_].centre for id_ in plan.ids}
            places = {id_: (x + dx, y + dy) for id_, (x, y) in centres.items()}
            pins.pin(tx, {id_: pin_at(tx.map, placement, id_, at) for id_, at in places.items()})


def gap_beside(
    map: ArgumentMap,
    placement: Placement,
    near: Iterable[StatementId],
    point: Point,
    dragged: Iterable[StatementId],
) -> Gap | None:
    """Return the gap between siblings at a point; `near` are the boxes to look beside.

    Where the point is beside boxes of two families, the one that the dragged come from counts.
    """
    carried = tuple(dragged)
    homes = {map.primary_parent(id_) for id_ in carried if id_ in map.statements}
    across = _across(placement.direction)
    found: list[tuple[bool, float, StatementId, bool]] = []
    for id_ in near:
        box = placement.boxes.get(id_)
        if box is None or id_ in carried or id_ not in map.statements:
            continue
        beside = _beside(box, point, across)
        if beside is not None:
            stranger = map.primary_parent(id_) not in homes
            found.append((stranger, abs(beside), id_, beside > 0))
    if not found:
        return None
    _, _, beside_id, after = min(found)
    return _gap(map, placement, beside_id, after, frozenset(carried))


def _across(direction: Direction) -> int:
    """Return the axis along which siblings stand: 0 for x, 1 for y."""
    return 0 if direction in (Direction.DOWN, Direction.UP) else 1


def _beside(box: Box, point: Point, axis: int) -> float | None:
    """Return how far beside the box a point is (negative before it), or None."""
    start, end = ((box.x, box.right), (box.y, box.bottom))[axis]
    low, high = ((box.y, box.bottom), (box.x, box.right))[axis]
    if not low <= point[1 - axis] <= high:
        return None
    if start - REACH <= point[axis] < start:
        return point[axis] - start
    if end < point[axis] <= end + REACH:
        return point[axis] - end
    return None


def _gap(
    map: ArgumentMap,
    placement: Placement,
    beside: StatementId,
    after: bool,
    carried: frozenset[str],
) -> Gap:
    parent = map.primary_parent(beside)
    others = [id_ for id_ in siblings_under(map, parent) if id_ not in carried]
    index = others.index(beside) + after
    before = others[index - 1] if index else None
    behind = others[index] if index < len(others) else None
    marker = _marker(placement, beside, before, behind, after)
    return Gap(parent, index, before, behind, marker)


def _marker(
    placement: Placement,
    beside: StatementId,
    before: StatementId | None,
    behind: StatementId | None,
    after: bool,
) -> Box:
    """Return where to draw the bar of a gap: halfway to the neighbour, but close to the box."""
    axis = _across(placement.direction)
    box = placement.boxes[beside]
    other = placement.boxes.get(behind if after else before) if (behind and before) else None
    start, end = ((box.x, box.right), (box.y, box.bottom))[axis]
    off = 12.0
    if other is not None:
        there = ((other.right, other.x), (other.bottom, other.y))[axis][after]
        off = min(max((there - end if after else start - there) / 2, 3.0), off)
    at = end + off if after else start - off
    return Box(at - 2, box.y, 4, box.height) if axis == 0 else Box(box.x, at - 2, box.width, 4)


def _onto(
    map: ArgumentMap, ids: tuple[StatementId, ...], over: str, modifiers: Modifiers
) -> DropPlan:
    if over in ids:
        return DropPlan(Deed.NOTHING, "Stays where it is", ids=ids)
    link = map.links.get(LinkId(over))
    if link is not None and not modifiers.alt and any(id_ in link.premises for id_ in ids):
        own = next(id_ for id_ in ids if id_ in link.premises)
        words = f"{called(map, own, NAME)} is a premise of this link and cannot undercut it"
        return DropPlan(Deed.REFUSED, words, ids=ids)
    if modifiers.alt or not modifiers.ctrl:
        there = link.premises if link is not None else ()
        moving = tuple(id_ for id_ in ids if id_ not in there)
        if (refusal := _under_itself(map, moving, over)) is not None:
            return refusal
    if modifiers.alt:
        return _joined(map, ids, over)
    if link is not None:
        return _onto_link(map, ids, link.id, modifiers)
    return _onto_statement(map, ids, StatementId(over), modifiers)


def _under_itself(map: ArgumentMap, ids: tuple[StatementId, ...], place: str) -> DropPlan | None:
    """Return the refusal where one of the statements would come to hang under itself."""
    road = set(road_up(map, place))
    for id_ in ids:
        if id_ in road or map.primary_links.get(id_) in road:
            return DropPlan(
                Deed.REFUSED, f"That would put {called(map, id_, NAME)} under itself", ids=ids
            )
    return None


def _onto_statement(
    map: ArgumentMap, ids: tuple[StatementId, ...], target: StatementId, modifiers: Modifiers
) -> DropPlan:
    kinds = [_kind_under(map, id_, target, modifiers) for id_ in ids]
    if modifiers.ctrl:
        if (refusal := _used_already(map, ids, target)) is not None:
            return refusal
        words = f"Also used here: {LINK_NAMES[kinds[0]].lower()} {called(map, target, NAME)}"
        return DropPlan(Deed.USE_AGAIN, words, "Use in a second place", ids, target, kinds[0])
    if all(_hangs_so(map, id_, target, kind) for id_, kind in zip(ids, kinds, strict=True)):
        return DropPlan(
            Deed.NOTHING, f"{LINK_NAMES[kinds[0]]} {called(map, target, NAME)} already", ids=ids
        )
    kind = kinds[0] if len(set(kinds)) == 1 else None
    verb = LINK_NAMES[kind] if kind is not None else "Moves under"
    words = f"{verb}: {called(map, target, NAME)}"
    return DropPlan(
        Deed.MOVE, words, f"Move under {called(map, target, SHORT_NAME)}", ids, target, kind
    )


def _onto_link(
    map: ArgumentMap, ids: tuple[StatementId, ...], target: LinkId, modifiers: Modifiers
) -> DropPlan:
    kind = LinkKind.OPPOSES
    words = f"{'Also undercuts' if modifiers.ctrl else 'Undercuts'} {called(map, target, NAME)}"
    if all(_hangs_so(map, id_, target, kind) for id_ in ids):
        return DropPlan(Deed.NOTHING, f"{words} already", ids=ids)
    if modifiers.ctrl and (refusal := _used_already(map, ids, target)) is not None:
        return refusal
    deed = Deed.USE_AGAIN if modifiers.ctrl else Deed.MOVE
    return DropPlan(deed, words, "Undercut a link", ids, target, kind)


def _joined(map: ArgumentMap, ids: tuple[StatementId, ...], over: str) -> DropPlan:
    link = _inference_of(map, over)
    if link is None:
        words = f"{called(map, over, NAME)} is no premise yet, so nothing can be linked with it"
        return DropPlan(Deed.REFUSED, words, ids=ids)
    joining = tuple(id_ for id_ in ids if id_ not in link.premises)
    if not joining:
        words = f"Linked premise with {called(map, over, NAME)} already"
        return DropPlan(Deed.NOTHING, words, ids=ids)
    if any(id_ == link.target for id_ in ids):
        words = f"{called(map, link.target, NAME)} cannot be a premise of itself"
        return DropPlan(Deed.REFUSED, words, ids=ids)
    partner = over if over in map.statements else link.premises[0]
    words = f"Linked premise with {called(map, partner, NAME)}"
    return DropPlan(Deed.JOIN, words, "Join as linked premise", joining, over)


def _inference_of(map: ArgumentMap, over: str) -> Link | None:
    if (link := map.links.get(LinkId(over))) is not None:
        return link
    primary = map.primary_links.get(StatementId(over))
    return map.links[primary] if primary is not None else None


def _between(map: ArgumentMap, ids: tuple[StatementId, ...], gap: Gap) -> DropPlan:
    if gap.parent and (refusal := _under_itself(map, ids, gap.parent)) is not None:
        return refusal
    now = list(siblings_under(map, gap.parent))
    rest = [id_ for id_ in now if id_ not in ids]
    if all(id_ in now for id_ in ids) and now == rest[: gap.index] + list(ids) + rest[gap.index :]:
        return DropPlan(Deed.NOTHING, "Stays where it is", ids=ids, gap=gap)
    words = _gap_words(map, gap)
    if gap.parent is not None and not all(map.primary_parent(id_) == gap.parent for id_ in ids):
        words = f"Under {called(map, gap.parent, NAME)}, {words[0].lower()}{words[1:]}"
    elif gap.parent is None and any(map.primary_parent(id_) is not None for id_ in ids):
        words = f"Stands alone, {words[0].lower()}{words[1:]}"
    label = "Reorder" if all(id_ in now for id_ in ids) else "Move"
    return DropPlan(Deed.PLACE, words, label, ids, gap=gap)


def _gap_words(map: ArgumentMap, gap: Gap) -> str:
    if gap.before is not None and gap.after is not None:
        before, after = (called(map, id_, SHORT_NAME) for id_ in (gap.before, gap.after))
        return f"Between {before} and {after}"
    if gap.before is not None:
        return f"After {called(map, gap.before, NAME)}"
    return f"Before {called(map, gap.after, NAME)}" if gap.after is not None else "Here"


def _kind_under(
    map: ArgumentMap, id_: StatementId, target: StatementId, modifiers: Modifiers
) -> LinkKind:
    """Return how a statement would bear on its new target: as before, unless Shift opposes."""
    primary = map.primary_links.get(id_)
    kind = map.links[primary].kind if primary is not None else LinkKind.SUPPORTS
    return fitting(map, LinkKind.OPPOSES if modifiers.shift else kind, target)


def _used_already(map: ArgumentMap, ids: tuple[StatementId, ...], target: str) -> DropPlan | None:
    """Return the refusal where one of the statements is linked with the target as it is."""
    for id_ in ids:
        if any(map.links[link].target == target for link in map.links_from.get(id_, ())):
            words = f"{called(map, id_, NAME)} is already used here"
            return DropPlan(Deed.REFUSED, words, ids=ids)
    return None


def _hangs_so(map: ArgumentMap, id_: StatementId, target: str, kind: LinkKind) -> bool:
    primary = map.primary_links.get(id_)
    return (
        primary is not None
        and map.links[primary].target == target
        and map.links[primary].kind is kind
    )
