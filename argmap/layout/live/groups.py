"""Groups in a part that is followed: the room that their frames take, and what they hold.

As in `groups` and `parting`. Where things would have to be moved out of the columns of a group, the
part is to be placed as a whole.
"""

from collections.abc import Iterable, Mapping

from argmap.layout.axes import Turn, lies_sideways
from argmap.layout.crowd import Crowd
from argmap.layout.distances import Gaps
from argmap.layout.geometry import Box
from argmap.layout.groups import framed_boxes, frames_of, room_in_family
from argmap.layout.live.lines import over_room
from argmap.layout.live.part import GONE, LivePart
from argmap.layout.live.traces import Traces
from argmap.layout.parting import Framed, needs_room
from argmap.model.argmap import ArgumentMap
from argmap.model.records import Direction, GroupId, StatementId


class LiveGroups:
    """The groups of one part: the room before and over boxes, and all boxes as they are shown."""

    def __init__(self, part: LivePart, direction: Direction) -> None:
        self._part, self._upright = part, Turn(direction)
        self._sideways = lies_sideways(direction)
        self.before: dict[int, float] = {}
        self.over: dict[int, float] = {}
        self.framed: list[Framed] = []
        self._boxes: dict[StatementId, Box] = {}
        self._crowd = Crowd()

    def settle(self) -> None:
        """See the room that all families have, and where all boxes are shown."""
        part = self._part
        self._make_room(list(part.web.rows))
        part.over = self.over
        over_room(part, range(len(part.tree_rows)))
        self._show(number for number, id_ in enumerate(part.web.ids) if id_ is not GONE)

    # ------------------------------------------------------------------------------------- room

    def gaps(self, gaps: Gaps, traces: Traces, places: Mapping[StatementId, int]) -> Gaps:
        """Return the distances to keep after an edit; `places` is the order of the file."""
        web, group_of = self._part.web, self._part.tree.map.group_of
        for number in traces.went.values():
            self.before.pop(number, None)
            self.over.pop(number, None)
        self._make_room(traces.families & web.rows.keys())
        own = sorted((id_ for id_ in group_of if id_ in web.number), key=places.__getitem__)
        members = ((web.number[id_], group_of[id_]) for id_ in own)
        self.framed = framed_boxes(members, self._sideways)
        return Gaps(gaps.sibling, gaps.rank, self.before, self.over, self.framed)

    def _make_room(self, families: Iterable[int]) -> None:
        web, group_of = self._part.web, self._part.tree.map.group_of
        for above in families:
            before, over = room_in_family(web, group_of, above, self._sideways)
            for box in web.row(above):
                for known, new in ((self.before, before), (self.over, over)):
                    known.pop(box, None)
                    if box in new:
                        known[box] = new[box]

    def crowd_in(self, traces: Traces, place: list[float]) -> bool:
        """Tell whether something that was moved stands in the columns of a group."""
        part, wish = self._part, traces.holding.place
        web, orders = part.web, part.orders
        known = [set(group) for group in part.stands.groups]
        for group in self.framed:
            had_room = self.named(group) not in known  # members may have left other ranks
            if not had_room:
                ranks = [web.rank[box] for box in group.members]
                if traces.ranks.isdisjoint(range(min(ranks), max(ranks) + 1)):
                    continue
                had_room = not needs_room(web, orders, wish, group)
            if had_room and needs_room(web, orders, place, group):
                return True
        return False

    def named(self, group: Framed) -> set[str]:
        """Return the members of a group."""
        return {str(self._part.web.ids[box]) for box in group.members}

    def members(self) -> list[list[str]]:
        """Return the members of all groups, as the warmth names them."""
        return [[str(self._part.web.ids[box]) for box in group.members] for group in self.framed]

    # ----------------------------------------------------------------------------------- frames

    def show(self, traces: Traces) -> None:
        """Take account of boxes that are shown elsewhere, came or went."""
        for id_, number in traces.went.items():
            self._crowd.drop(number)
            self._boxes.pop(id_, None)
        self._show(traces.resized)

    def _show(self, boxes: Iterable[int]) -> None:
        part = self._part
        for number in boxes:
            if (id_ := part.web.ids[number]) is not GONE:
                self._boxes[id_] = self._upright.box(part.seen_boxes[number])
                self._crowd.put(number, self._boxes[id_])

    def near(self, region: Box) -> Iterable[StatementId]:
        """Return the statements whose boxes meet a region, before the part is moved."""
        return [self._part.web.ids[number] for number in self._crowd.near(region)]

    def extent(self, extent: Box, map: ArgumentMap) -> Box:
        """Return the box around the part with its frames."""
        frames: Mapping[GroupId, Box] = frames_of(map, self._boxes, self.near)[0]
        for frame in frames.values():
            extent = extent.united(frame)
        return extent


def no_groups(traces: Traces, place: list[float]) -> bool:
    """Tell that there are no groups in the columns of which something could stand."""
    del traces, place
    return False
