"""Groups: members kept next to each other where the tree allows it, and the frames around them.

A frame holds its members, a margin and a strip for the title, and no foreign box; a group whose
members do not stand together gets no frame. Titles stand at the top left of a frame.
"""

import itertools
from collections.abc import Callable, Iterable, Mapping

from argmap.layout.geometry import Box
from argmap.layout.parting import Framed
from argmap.layout.web import Web
from argmap.model.argmap import ArgumentMap
from argmap.model.records import GroupId, StatementId

MARGIN = 10.0
TITLE = 26.0

Near = Callable[[Box], Iterable[StatementId]]


def gather(web: Web, group_of: Mapping[StatementId, GroupId]) -> None:
    """Draw blocks of one group together within each family, where the first of them stands."""
    if not group_of:
        return
    for blocks in web.rows.values():
        gather_family(web, blocks, group_of)


def gather_family(
    web: Web, blocks: list[list[int]], group_of: Mapping[StatementId, GroupId]
) -> None:
    """Draw blocks of one group together within a family."""
    together: dict[object, list[list[int]]] = {}
    for number, block in enumerate(blocks):
        group = group_of.get(web.ids[block[0]])
        together.setdefault(number if group is None else group, []).append(block)
    if len(together) < len(blocks):
        blocks[:] = [[box for block in gathered for box in block] for gathered in together.values()]


def room_for_frames(
    web: Web, group_of: Mapping[StatementId, GroupId], sideways: bool
) -> tuple[dict[int, float], dict[int, float]]:
    """Return the extra room before boxes along the siblings, and over them along the ranks.

    `sideways` tells that siblings stand below each other, so that titles lie between siblings.
    """
    before: dict[int, float] = {}
    over: dict[int, float] = {}
    for above in web.rows if group_of else ():
        own = room_in_family(web, group_of, above, sideways)
        before.update(own[0])
        over.update(own[1])
    return before, over


def room_in_family(
    web: Web, group_of: Mapping[StatementId, GroupId], above: int, sideways: bool
) -> tuple[dict[int, float], dict[int, float]]:
    """Return the extra room before and over the boxes of one family; see `room_for_frames`."""
    before: dict[int, float] = {}
    over: dict[int, float] = {}
    row = web.row(above)
    group = {box: group_of.get(web.ids[box]) for box in row}
    for left, right in itertools.pairwise(row):
        if group[left] != group[right]:
            frames = (group[left] is not None) + (group[right] is not None)
            title = TITLE if sideways and group[right] is not None else 0.0
            before[right] = frames * MARGIN / 2 + title
    outer = group_of.get(web.ids[above]) if above >= 0 else None
    for box in row:
        if group[box] is not None and group[box] != outer:
            over[box] = MARGIN + (0.0 if sideways else TITLE)
    return before, over


def framed_boxes(boxes: Iterable[tuple[int, GroupId]], sideways: bool) -> list[Framed]:
    """Return the boxes of each group and how far its frame reaches along the siblings.

    `boxes` are those that are in groups, in the order of the file.
    """
    members: dict[GroupId, list[int]] = {}
    for box, group in boxes:
        members.setdefault(group, []).append(box)
    left = MARGIN + (TITLE if sideways else 0.0)
    return [Framed(tuple(boxes), left, MARGIN) for boxes in members.values()]


def frames_of(
    map: ArgumentMap, boxes: Mapping[StatementId, Box], near: Near | None = None
) -> tuple[dict[GroupId, Box], tuple[GroupId, ...]]:
    """Return the frames that can be drawn, and the groups that must do without.

    `near` tells which boxes may meet a frame; without it all are looked at.
    """
    frames: dict[GroupId, Box] = {}
    frameless: list[GroupId] = []
    for group in map.groups.values():
        members = [id_ for id_ in group.statements if map.group_of.get(id_) == group.id]
        shown = [boxes[id_] for id_ in members if id_ in boxes]
        if not shown:
            continue
        frame = _around(shown)
        inside = {id_ for id_ in members if id_ in boxes}
        others = boxes if near is None else near(frame)
        foreign = any(frame.meets(boxes[id_]) for id_ in others if id_ not in inside)
        if foreign or any(frame.meets(other) for other in frames.values()):
            frameless.append(group.id)
        else:
            frames[group.id] = frame
    return frames, tuple(frameless)


def _around(boxes: Iterable[Box]) -> Box:
    first, *others = boxes
    for box in others:
        first = first.united(box)
    inner = first.grown(MARGIN)
    return Box(inner.x, inner.y - TITLE, inner.width, inner.height + TITLE)
