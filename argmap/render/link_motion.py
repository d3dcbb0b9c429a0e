"""A link while the boxes at its ends are on their way: what it is painted with, bent along.

It is made of what is known of the link at rest, many times a second: lines are bent, what lies at
their ends and on them goes along as it is. A picture of something in motion, not a layout.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from PySide6.QtGui import QPainterPath

from argmap.layout.geometry import Point
from argmap.render.link_paint import LinkPaths
from argmap.render.long_lines import LONG, Edges, LongLine
from argmap.render.shapes import Command, Shape, q_path
from argmap.render.style import LinkRole


def bent(shape: Shape, first: Point, last: Point) -> Shape:
    """Return a line whose start has moved by one offset, its end by another.

    What lies between moves by a mixture of both.
    """
    (_, (x, y)), *bends = shape
    last_number = len(bends) - 1
    (left, up), shares = first, _shares(len(bends))
    wide, high = last[0] - left, last[1] - up
    found: list[Command] = [("M", (x + left, y + up))]
    for number, (letter, (x1, y1, x2, y2, x3, y3)) in enumerate(bends):
        at = 3 * number
        # The first point of all goes with the start, and the last but one with the end.
        one = shares[at + (number > 0)]
        two, three = shares[at + 2 + (number == last_number)], shares[at + 3]
        points = (
            x1 + left + wide * one, y1 + up + high * one,
            x2 + left + wide * two, y2 + up + high * two,
            x3 + left + wide * three, y3 + up + high * three,
        )  # fmt: skip
        found.append((letter, points))
    return tuple(found)


def moved_paths(paths: LinkPaths, premises: Sequence[Point], target: Point) -> LinkPaths:
    """Return what a link is painted with whose ends are off their places by these offsets.

    There is one premise for each leg. Words beside the sign are not moved: who has some is drawn
    anew.
    """
    look = paths.look
    joint = len(look.lines) > 1
    middle = _mean([*premises, target])
    onward = _mean([middle, target]) if joint else middle
    if joint:
        ends = [*((offset, middle) for offset in premises), (middle, target)]
    else:
        ends = [(premises[0], target)]
    lines = tuple(bent(line, *both) for line, both in zip(look.lines, ends, strict=True))
    offsets = list(_mark_offsets(paths, premises, target, middle))
    strokes = offsets[len(offsets) - len(paths.strokes) :]  # a head that is filled is none
    x, y = look.badge_at
    is_long = _extent(lines) > LONG
    return replace(
        paths,
        look=replace(look, lines=lines, badge_at=(x + onward[0], y + onward[1])),
        lines=QPainterPath() if is_long else q_path(*lines),
        long=LongLine(lines) if is_long else None,
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


def _mark_offsets(
    paths: LinkPaths, premises: Sequence[Point], target: Point, middle: Point
) -> Iterator[Point]:
    """Yield by how much each mark moves: the head, the bars at the premises, that of a junction."""
    yield target
    if paths.look.role is LinkRole.CONTRADICTS:
        yield from premises
    if len(paths.look.lines) > 1:
        yield middle


def _shares(bends: int) -> tuple[float, ...]:
    """Return by how much each point of so many bends goes with the end of their line."""
    steps = max(3 * bends, 1)
    found = (step / steps for step in range(3 * bends + 1))
    return tuple(share * share * (3 - 2 * share) for share in found)


def _extent(lines: Sequence[Shape]) -> float:
    xs = [x for line in lines for _, numbers in line for x in numbers[::2]]
    ys = [y for line in lines for _, numbers in line for y in numbers[1::2]]
    return max(max(xs) - min(xs), max(ys) - min(ys))


def _moved_edges(edges: Edges, by: Point) -> Edges:
    left, top, right, bottom = edges
    return left + by[0], top + by[1], right + by[0], bottom + by[1]


def _mean(offsets: Sequence[Point]) -> Point:
    return sum(x for x, _ in offsets) / len(offsets), sum(y for _, y in offsets) / len(offsets)
