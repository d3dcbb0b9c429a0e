"""What an edit touched in a part, from its numbers to its lines."""

from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Protocol

from argmap.layout.holding import Holding
from argmap.layout.strips import Strip
from argmap.layout.web import End
from argmap.model.light_dataclass import dataclass
from argmap.model.records import StatementId

Leg = tuple[int, int]
"""A link by its number, and which of its legs, or its trunk."""


@dataclass(slots=True)
class Traces:
    """What one edit touched in a part, by number.

    `came` and `resized` are boxes, `ranks` those whose row may be another, `families` the boxes
    (or -1) whose family may be another; `legs` were led anew, `cut` are no more; `loose` are links
    that ran straight in a family that is no more. `wires` are those
    whose ends stand elsewhere or that are new, `sides` edges of boxes that lines came to or left.
    """

    came: list[int] = field(default_factory=list)
    went: dict[StatementId, int] = field(default_factory=dict)
    resized: set[int] = field(default_factory=set)
    ranks: set[int] = field(default_factory=set)
    families: set[int] = field(default_factory=set)
    legs: set[Leg] = field(default_factory=set)
    loose: set[int] = field(default_factory=set)
    cut: set[tuple[str, Leg]] = field(default_factory=set)
    links: set[int] = field(default_factory=set)
    strips: set[int] = field(default_factory=set)
    stacks: set[int] = field(default_factory=set)
    dropped: dict[int, list[int]] = field(default_factory=dict)
    sides: set[End] = field(default_factory=set)
    points: set[int] = field(default_factory=set)
    wires: set[int] = field(default_factory=set)
    moved: set[int] = field(default_factory=set)
    holding: Holding = field(default_factory=lambda: Holding([]))

    def touched_legs(self, by_link: Mapping[int, Iterable[Leg]]) -> set[Leg]:
        """Return the legs and trunks of all touched links, and those that are no more."""
        legs = {leg for _, leg in self.cut}
        for link in self.links:
            legs.add((link, 0))
            legs.update(by_link.get(link, ()))
        return legs


class WideStrip(Protocol):
    """A strip with many wires, which follows an edit wire by wire."""

    strip: Strip

    def renew(
        self, wires: Iterable[int], gone: Iterable[int], *, restack: bool, gap: float
    ) -> set[int]:
        """Take account of wires that came, went or end elsewhere; return who runs otherwise."""
