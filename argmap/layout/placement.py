"""What layout answers: where every box stands and how every link runs.

A placement is a value derived from a map, the sizes of its boxes and the options; nothing of it is
stored in the map's file but the pins it honoured. All lengths are pixels at zoom 1, y downwards.
"""

from collections.abc import Mapping
from dataclasses import field

from argmap.layout.geometry import Box, Curve, Point, Size
from argmap.model.light_dataclass import dataclass
from argmap.model.records import Direction, GroupId, LayoutKind, LinkId, StatementId

SETTLED = 20
"""Parts of fewer boxes are placed anew after every edit: they are soon seen whole."""

Sizes = Mapping[StatementId, Size]
"""Width and height of every statement's box, as measured with real fonts by `argmap.render`."""


@dataclass(frozen=True, slots=True)
class LayoutOptions:
    """How to arrange. `folded` names statements whose branches are left out."""

    kind: LayoutKind = LayoutKind.LAYERED
    direction: Direction | None = None
    folded: frozenset[StatementId] = frozenset()
    sibling_gap: float = 24.0
    rank_gap: float = 56.0


@dataclass(frozen=True, slots=True)
class LinkRoute:
    """How one link runs.

    With one premise, `legs` is that one curve from the premise's edge to the target, and `trunk` is
    None. With linked premises each leg goes from a premise to the `junction`, and the trunk from
    there to the target; legs are those of the premises that are shown, in their order. `middle` is
    where links on this link end (the first, where several end side by side), `badge` where its sign
    is drawn; both lie on the line. `along` is the unit direction in which it arrives at its target.
    """

    legs: tuple[Curve, ...]
    trunk: Curve | None
    junction: Point | None
    middle: Point
    badge: Point
    along: Point

    def whole(self, premise: int = 0) -> Curve:
        """Return the curve from one premise to the target, the shared stretch included."""
        leg = self.legs[premise]
        return leg if self.trunk is None else leg.joined(self.trunk)


@dataclass(frozen=True, slots=True)
class Placement:
    """Where everything stands.

    `boxes` holds every statement that is shown, `routes` every link that is shown, `frames` the
    groups that stand together, `frameless` those that do not. `origin` is the top left corner of
    all that and `size` its width and height, margins included: a layout made afresh begins at
    (0, 0), one that held still where it came to lie, so that what an edit did not touch keeps its
    coordinates. `displaced` names statements whose pin could not be honoured exactly. `warmth` is
    what a later layout needs to move as little as possible; opaque, and plain data that JSON can
    hold. Parts of it belong to several placements: it is not to be changed.
    """

    boxes: Mapping[StatementId, Box] = field(default_factory=dict)
    routes: Mapping[LinkId, LinkRoute] = field(default_factory=dict)
    frames: Mapping[GroupId, Box] = field(default_factory=dict)
    frameless: tuple[GroupId, ...] = ()
    origin: Point = (0.0, 0.0)
    size: Size = (0.0, 0.0)
    direction: Direction = Direction.DOWN
    displaced: tuple[StatementId, ...] = ()
    warmth: Mapping[str, object] = field(default_factory=dict)
