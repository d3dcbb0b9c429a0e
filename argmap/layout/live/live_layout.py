"""A layout that follows a map through its edits and does anew only what an edit touches.

It keeps between edits what `arrange` computes. The answer is exactly the one that `arrange` would
give from the warmth of the placement before; what the edit did not touch, boxes and routes, are the
very same objects. It runs no thread and reads no clock.
"""

from collections.abc import Mapping
from dataclasses import field, replace

from argmap.layout.arrange import BULK, DEFAULT_OPTIONS, Arranged, arranged, collecting_later
from argmap.layout.geometry import Size
from argmap.layout.live.live_map import LiveMap
from argmap.layout.placement import LayoutOptions, Placement, Sizes
from argmap.layout.warmth import read_warmth
from argmap.model.argmap import ArgumentMap
from argmap.model.diff import Diff, between
from argmap.model.light_dataclass import dataclass
from argmap.model.records import LayoutKind, Ranks, StatementId

MANY = 8
"""Where more than one record in so many changed, all is arranged anew."""


@dataclass(slots=True)
class LiveLayout:
    """The layout of one map that is being edited; `placement` is the last answer.

    Call `start` once and whenever the layout is to begin anew, `follow` after every edit, and
    `prepare` whenever there is time, best after `start`: else the first edit pays for it.
    """

    placement: Placement = field(default_factory=Placement)
    sizes: dict[StatementId, Size] = field(default_factory=dict)
    followed: bool = False
    _map: ArgumentMap = field(default_factory=ArgumentMap)
    _options: LayoutOptions = DEFAULT_OPTIONS
    _arranged: Arranged | None = None
    _live: LiveMap | None = None

    @property
    def folded(self) -> frozenset[StatementId]:
        """What is folded in the last answer."""
        return self._options.folded

    def start(
        self,
        map: ArgumentMap,
        sizes: Sizes,
        options: LayoutOptions = DEFAULT_OPTIONS,
        previous: Mapping[str, object] | None = None,
    ) -> Placement:
        """Return the placement of a map, as `arrange` does, and keep what it takes to follow it."""
        self.sizes = dict(sizes)
        return self._whole(map, options, previous)

    def prepare(self) -> bool:
        """Make ready to follow, if that was not done yet: about as much work as half a layout.

        Returns whether it was not. Edits may make it necessary again: when very much has come.

        It makes very many values that stay. In a big map the collector of rings takes longer than
        most edits to look through them: a process does well to call `gc.freeze` after this.
        """
        if self._live is not None:
            return self._live.prepare()
        made, self._arranged = self._arranged, None
        if made is None or not made.parts or not _is_plain(self._map):
            return False
        with collecting_later(len(self._map.statements) > BULK):
            live = LiveMap(self._map, self._options, self.sizes, made)
            if live.known.tree.is_plain():
                live.prepare()
                self._live = live
        return True

    def follow(
        self,
        map: ArgumentMap,
        sizes: Sizes,
        options: LayoutOptions = DEFAULT_OPTIONS,
        changed: Diff | None = None,
    ) -> Placement:
        """Return the placement of the map after an edit, equal to that of `arrange` kept warm.

        `sizes` holds at least those of statements that are new or have another size; of the others
        the last known hold. `changed` leads from the map of the last call to this one; where it is
        not given the two maps are compared, records by identity first. Folds may change with the
        options. Whatever cannot be followed piece by piece is arranged as a whole, warm; then
        `followed` is false.
        """
        resized = {id_ for id_, size in sizes.items() if self.sizes.get(id_) != size}
        self.sizes.update((id_, sizes[id_]) for id_ in resized)
        diff = between(self._map, map) if changed is None else changed
        if self._can_follow(map, options, diff):
            if self._live is None:
                self.prepare()
            if self._live is not None:
                self._live.known.sizes = self.sizes
                placement = self._live.follow(map, options.folded, diff, resized)
                if placement is not None:
                    self._map, self._options = map, options
                    self.placement, self.followed = placement, True
                    return placement
        return self._whole(map, options, self.placement.warmth or None)

    def _whole(
        self, map: ArgumentMap, options: LayoutOptions, previous: Mapping[str, object] | None
    ) -> Placement:
        made = arranged(map, self.sizes, options, read_warmth(previous))
        self._arranged = replace(made, placement=_as_before(made.placement, self.placement))
        self._map, self._options, self._live = map, options, None
        self.placement, self.followed = self._arranged.placement, False
        return self.placement

    def _can_follow(self, map: ArgumentMap, options: LayoutOptions, diff: Diff) -> bool:
        """Tell whether an edit is of a kind that can be followed piece by piece."""
        before = self._options
        said = options.direction or map.meta.view.direction or self.placement.direction
        return (
            options.kind is LayoutKind.LAYERED is before.kind
            and said is self.placement.direction
            and (options.sibling_gap, options.rank_gap) == (before.sibling_gap, before.rank_gap)
            and replace(map.meta.view, pins={}) == replace(self._map.meta.view, pins={})
            and _is_plain(map)
            and _count(diff) * MANY < len(map.statements) + MANY * MANY
        )


def _as_before(placement: Placement, before: Placement) -> Placement:
    """Return a placement with the very boxes and routes of the one before where they are equal."""
    boxes, routes = before.boxes, before.routes
    return replace(
        placement,
        boxes={i: boxes[i] if boxes.get(i) == box else box for i, box in placement.boxes.items()},
        routes={i: routes[i] if routes.get(i) == r else r for i, r in placement.routes.items()},
    )


def _count(diff: Diff) -> int:
    return sum(len(diff.changes.get(name, ())) for name in ("statements", "links"))


def _is_plain(map: ArgumentMap) -> bool:
    """Tell whether the tree of a map alone settles in which ranks its statements stand."""
    return map.meta.view.ranks is Ranks.TREE
