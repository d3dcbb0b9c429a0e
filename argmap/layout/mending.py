"""A long line of which only the ends, or a stretch, no longer fit: the rest is kept.

A line was led between the boxes by the rules of ranks. Where a box at one of its ends was moved, or
one stands on it, it need not be led anew past everything between the two ends.
"""

import math
from collections.abc import Iterable, Iterator, Sequence

from argmap.layout.crowd import Crowd
from argmap.layout.detours import WALL, Exit, is_clear, is_off, lead
from argmap.layout.geometry import Bend, Box, Curve, Point, moved

LONG = 1600.0
"""Lines between ends that are nearer are led anew as a whole: there is little to keep."""
FEW = 12
"""So many places from either end are looked at to leave the old line, or to come to it."""
STRAIGHT = 1e-3
CLEAR = 5.0
"""How near a line that stays as it is may be to a box."""
HERE = (0.0, 0.0)

Ends = tuple[Sequence[Exit], Sequence[Exit]]
Cut = tuple[int, Exit]
"""A place between two pieces of a line, and the direction in which the line comes to it."""


def led(old: Curve | None, ends: Ends, crowds: tuple[Crowd, Crowd]) -> Curve:
    """Return a line from one of some exits to one of some others past all boxes.

    `old` is the line that it takes the place of, if any; `crowds` are the boxes that have moved,
    and all.
    """
    found = None if old is None else _mended(old, ends, crowds)
    return lead(*ends, crowds[1]) if found is None else found


def fits(link: int, lines: Iterable[Curve], by: Point, crowd: Crowd) -> bool:
    """Tell whether the lines of a link keep off boxes where they go together.

    Its trunk comes first, if it has one; the junction where that starts must be clear, too.
    """
    del link
    there = list(lines) if by == HERE else [moved(line, by) for line in lines]
    if len(there) > 1 and crowd.near(Box(*there[0].start, 0.0, 0.0).grown(CLEAR)):
        return False
    return all(is_clear(line, crowd, CLEAR) for line in there)


class Ways:
    """Finds lines, and sees whether they fit, without remembering anything."""

    led = staticmethod(led)
    fits = staticmethod(fits)


def _mended(line: Curve, ends: Ends, crowds: tuple[Crowd, Crowd]) -> Curve | None:
    """Return a line that keeps most of an old one, or None where there is nothing worth keeping."""
    starts, goals = ends
    (start, _), (goal, _) = starts[0], goals[0]
    if abs(start[0] - goal[0]) + abs(start[1] - goal[1]) < LONG or len(line.bends) < 2:
        return None
    stretches = _kept(list(line.pieces()), (start, goal), crowds)
    found, here = None, starts
    for leave, back in stretches:
        point, (dx, dy) = back[1]
        kept = Curve(leave[1][0], line.bends[leave[0] : back[0]])
        kept = lead(here, [leave[1]], crowds[1]).joined(kept)
        found = kept if found is None else found.joined(kept)
        here = [(point, (-dx, -dy))]
    return None if found is None else found.joined(lead(here, goals, crowds[1]))


def _kept(
    pieces: Sequence[tuple[Point, Bend]], ends: tuple[Point, Point], crowds: tuple[Crowd, Crowd]
) -> list[tuple[Cut, Cut]]:
    """Return the stretches of a line that are kept: clear of what has moved, with room to turn."""
    strayed, everything = crowds
    runs: list[list[Cut]] = []
    for first, last in _clear_runs(pieces, strayed):
        cuts = [
            (k, exit_)
            for k in range(max(first, 1), min(last, len(pieces) - 1) + 1)
            if (exit_ := _cut(pieces, k)) is not None and _has_room(exit_, everything)
        ]
        if len(cuts) > 1:
            runs.append(cuts)
    if not runs:
        return []
    found = [(cuts[0], cuts[-1]) for cuts in runs]
    nearest = min(runs[0][:-1][:FEW], key=lambda cut: (_far(cut, ends[0]), cut[0]))
    found[0] = nearest, found[0][1]
    latest = [cut for cut in runs[-1][-FEW:] if cut[0] > found[-1][0][0]]
    found[-1] = found[-1][0], min(latest, key=lambda cut: (_far(cut, ends[1]), -cut[0]))
    return found


def _clear_runs(pieces: Sequence[tuple[Point, Bend]], strayed: Crowd) -> Iterator[tuple[int, int]]:
    """Yield from which place to which a line is clear of what has moved, from its start on."""
    first = 0
    for number, (start, bend) in enumerate(pieces):
        if not is_off(start, bend, strayed):
            if first < number:
                yield first, number
            first = number + 1
    if first < len(pieces):
        yield first, len(pieces)


def _cut(pieces: Sequence[tuple[Point, Bend]], number: int) -> Exit | None:
    """Return the place before a piece as an exit that leads back, or None where it lies askew."""
    (x, y), bend = pieces[number]
    dx, dy = next(_steps((x, y), bend), (0.0, 0.0))
    if (abs(dx) > STRAIGHT and abs(dy) > STRAIGHT) or (dx, dy) == (0.0, 0.0):
        return None
    if abs(dx) > abs(dy):
        return (x, y), (-math.copysign(1.0, dx), 0.0)
    return (x, y), (0.0, -math.copysign(1.0, dy))


def _steps(start: Point, bend: Bend) -> Iterator[Point]:
    for x, y in (bend.first, bend.second, bend.end):
        if (x, y) != start:
            yield x - start[0], y - start[1]


def _has_room(exit_: Exit, everything: Crowd) -> bool:
    """Tell whether a way may turn on either side of a place."""
    (x, y), _ = exit_
    return not everything.near(Box(x, y, 0.0, 0.0).grown(2 * WALL))


def _far(cut: Cut, place: Point) -> float:
    (x, y), _ = cut[1]
    return abs(x - place[0]) + abs(y - place[1])
