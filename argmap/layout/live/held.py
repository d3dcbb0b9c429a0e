"""What is kept of a placement between edits: its parts, who is in which, and where all stood.

A part is held as it was placed, or once it was touched, piece by piece. Nothing is computed here.
"""

from collections.abc import Iterable
from dataclasses import field

from argmap.layout.geometry import Box
from argmap.layout.live.groups import LiveGroups
from argmap.layout.live.part import GONE, LivePart
from argmap.layout.live.pins import LivePins
from argmap.layout.live.reach import Reach
from argmap.layout.live.routes import LiveRoutes
from argmap.layout.live.tree import Touch, Tree
from argmap.layout.packing import Slot
from argmap.layout.parts import Part
from argmap.layout.placement import LayoutOptions, LinkRoute, Placement, Sizes
from argmap.layout.warmth import Stood, Warmth
from argmap.layout.web import Web
from argmap.model.diff import Diff
from argmap.model.light_dataclass import dataclass
from argmap.model.records import Direction, LinkId, StatementId


@dataclass(slots=True, eq=False)
class Held:
    """One part as it is held.

    `slot` is its home among the parts, `at` where it is shown: elsewhere if its roots are pinned.
    `displaced` are the statements whose pins could not be honoured in it, `unsaid` the links whose
    routes are others than `routes` says.
    """

    key: int
    part: Part
    extent: Box
    slot: Slot
    at: Slot
    boxes: dict[StatementId, Box] = field(default_factory=dict)
    routes: dict[LinkId, LinkRoute] = field(default_factory=dict)
    roots: list[list[str]] = field(default_factory=list)
    plain: dict[str, object] = field(default_factory=dict)
    displaced: list[StatementId] = field(default_factory=list)
    live: LivePart | None = None
    signs: LiveRoutes | None = None
    reach: Reach | None = None
    pins: LivePins | None = None
    groups: LiveGroups | None = None
    anew: bool = False
    unsaid: set[int] = field(default_factory=set)
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

    def upright(self) -> Iterable[tuple[StatementId, Box]]:
        """Yield all boxes where they are shown, as if the map ran down."""
        if self.live is None:
            return zip(self.part.web.ids, self.part.boxes, strict=True)
        boxes = self.live.seen_boxes
        return ((i, boxes[k]) for k, i in enumerate(self.live.web.ids) if i is not GONE)


@dataclass(slots=True)
class Known:
    """All parts of a placement, and what is known of where things stood."""

    options: LayoutOptions
    direction: Direction
    sizes: Sizes
    tree: Tree
    placement: Placement
    warm: Warmth
    parts: list[Held] = field(default_factory=list)
    part_of: dict[StatementId, Held] = field(default_factory=dict)


@dataclass(slots=True)
class Edit:
    """One edit while it is followed: what it touched, and what of the warmth it tells of.

    `tops` are the statements whose families may be others, "" for the roots; `steps` tells, of who
    was folded away, how far it stood from what it hung on; `changed` are the parts it touched.
    """

    touch: Touch
    diff: Diff
    tops: set[str] = field(default_factory=set)
    steps: dict[str, float] = field(default_factory=dict)
    erased: list[str] = field(default_factory=list)
    changed: list[Held] = field(default_factory=list)
