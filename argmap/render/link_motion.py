"""A link while the boxes at its ends are on their way: what it is painted with, bent along.

It is made of what is known of the link at rest, many times a second: lines are bent, what lies at
their ends and on them goes along as it is. A picture of something in motion, not a layout.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from argmap.layout.geometry import Point
from argmap.render.link_paint import LinkPaths
from argmap.render.long_lines import Ends, LongLine, MovedLine, bent
from argmap.render.shapes import q_path
from argmap.render.stretches import Edges
from argmap.render.style import LinkRole


def moved_paths(paths: LinkPaths, premises: Sequence[Point], target: Point) -> LinkPaths:
    """Return what a link is painted with whose ends are off their places by these offsets.

    There is one premise for each leg. Words beside the sign are not moved: who has some is drawn
    anew.
    """
    look = paths.look
    middle = _mean([*premises, target])
    onward = _mean([middle, target]) if len(look.lines) > 1 else middle
    ends = ends_of(premises, target, joint=len(look.lines) > 1)
    lines, path, long = look.lines, paths.lines, paths.long
    if isinstance(long, LongLine):
        long = MovedLine(long, ends)
    else:
        lines = tuple(bent(line, *both) for line, both in zip(look.lines, ends, strict=True))
        path = q_path(*lines)
    offsets = list(_mark_offsets(paths, premises, target, middle))
    strokes = offsets[len(offsets) - len(paths.strokes) :]  # a head that is filled is none
    x, y = look.badge_at
    return replace(
        paths,
        look=replace(look, lines=lines, badge_at=(x + onward[0], y + onward[1])),
        lines=path,
        long=long,
        fills=paths.fills.translated(*target),
        strokes=tuple(
            (width, path.translated(*offset))
            for (width, path), offset in zip(paths.strokes, strokes, strict=True)
        ),
        marks=tuple(
            _moved_edges(edges, offset) for edges, offset in zip(paths.marks, offsets, strict=True)
        ),
        disc=paths.disc.translated(*onward),
        sign=paths.sign.translated(*onward),
    )


def ends_of(premises: Sequence[Point], target: Point, *, joint: bool) -> Ends:
    """Return how far the ends of each line of a link are off their places; the trunk comes last."""
    if not joint:
        return [(premises[0], target)]
    middle = _mean([*premises, target])
    return [*((offset, middle) for offset in premises), (middle, target)]


def _mark_offsets(
    paths: LinkPaths, premises: Sequence[Point], target: Point, middle: Point
) -> Iterator[Point]:
    """Yield by how much each mark moves: the head, the bars at the premises, that of a junction."""
    yield target
    if paths.look.role is LinkRole.CONTRADICTS:
        yield from premises
    if len(paths.look.lines) > 1:
        yield middle


def _moved_edges(edges: Edges, by: Point) -> Edges:
    left, top, right, bottom = edges
    return left + by[0], top + by[1], right + by[0], bottom + by[1]


def _mean(offsets: Sequence[Point]) -> Point:
    return sum(x for x, _ in offsets) / len(offsets), sum(y for _, y in offsets) / len(offsets)
