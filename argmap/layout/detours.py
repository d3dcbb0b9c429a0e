"""A line from one box to another past all others, wherever they stand.

Needed where boxes have left their ranks, that is round pins. A plain swing is taken where it is
free; else the shortest way with few turns on the grid that the edges of boxes make, rounded: first
of those near its ends, then also of those that the way found passes through, until it meets none.
"""

import heapq
import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from argmap.layout.crowd import Crowd
from argmap.layout.geometry import Bend, Box, Curve, Point, between
from argmap.layout.pen import ROUND

MARGIN = 6.0
"""How near a line may come to a foreign box."""
WALL = 10.0
"""How near a way past corners may come; rounding cuts some of it off."""
RADIUS, SHARP = 13.0, 2.0
"""How widely corners are rounded, and the least."""
CUT = 0.3
"""How much of its radius a rounded corner comes nearer to what it turns about."""
NEAREST = 5.5
"""So near it may come there: a little farther than what a line that stays must keep off."""
TURN = 60.0
"""What a turn costs, in pixels of way."""
TIP = 16.0
HAIR = 1e-6
"""Places nearer than this are one place, reckoned in two ways."""
ABOUT = 60.0
"""Boxes so near to an end, or to a box that is in the way, are looked at along with it."""
AT_ONCE = 12
"""So many boxes that a way passes through are heeded next, more each time."""
PATIENCE = 40
"""Past so many boxes what is left of a way counts twice what is behind, and more past more: the way
found may be longer, and is found sooner."""

Exit = tuple[Point, Point]
"""A place on an edge and the unit direction that leads away from the box there."""


def exits(box: Box, toward: Point) -> list[Exit]:
    """Return the places where a line may leave a box, those facing a point first."""
    x, y = box.centre
    over = abs(toward[0] - x) < box.width / 2 - 20.0
    slot = toward[0] if over else x
    found = [
        ((slot, box.y), (0.0, -1.0)),
        ((slot, box.bottom), (0.0, 1.0)),
        ((box.x, y), (-1.0, 0.0)),
        ((box.right, y), (1.0, 0.0)),
    ]

    def facing(exit_: Exit) -> tuple[bool, bool]:
        (px, py), (dx, dy) = exit_
        ahead = (toward[0] - px) * dx + (toward[1] - py) * dy
        return ahead < 2 * TIP, dy == 0.0

    return sorted(found, key=facing)


def lead(starts: Sequence[Exit], ends: Sequence[Exit], foreign: Crowd) -> Curve:
    """Return a line from one of the starts to one of the ends that keeps off foreign boxes.

    Ends with no direction, (0, 0), are points on other lines and may be reached from any side. The
    boxes that the line belongs to are foreign too: it must not run through them.
    """
    for start in starts[:2]:
        for end in ends[:2]:
            swing = _swing(start, end)
            if swing is not None and is_clear(swing, foreign):
                return swing
    path = _way(starts, ends, foreign)
    if path is None:
        path = [starts[0][0], ends[0][0]]
    return rounded(path, foreign)


def is_clear(line: Curve, crowd: Crowd, margin: float = MARGIN) -> bool:
    """Tell whether a line keeps off boxes; its two ends may touch the boxes it belongs to."""
    for a, b in _stretches(line.pieces(), crowd, margin):
        for number in crowd.near(_reach((a, b)).grown(margin)):
            box = crowd.box(number)
            own = box.grown(0.5).holds(line.start) or box.grown(0.5).holds(line.end)
            if crosses(a, b, box.grown(-1.0) if own else box.grown(margin - 0.01)):
                return False
    return True


def is_off(start: Point, bend: Bend, crowd: Crowd) -> bool:
    """Tell whether a piece of a line keeps off boxes, those too that the line may belong to."""
    for a, b in _stretches([(start, bend)], crowd, MARGIN):
        for number in crowd.near(_reach((a, b)).grown(MARGIN)):
            if crosses(a, b, crowd.box(number).grown(MARGIN)):
                return False
    return True


def _stretches(
    pieces: Iterable[tuple[Point, Bend]], crowd: Crowd, margin: float
) -> Iterator[tuple[Point, Point]]:
    """Yield straight stretches of all pieces that come near boxes."""
    for start, bend in pieces:
        # A piece of a curve lies within its control points.
        reach = _reach((start, bend.first, bend.second, bend.end)).grown(margin)
        if crowd.near(reach):
            yield from itertools.pairwise(Curve(start, (bend,)).flattened(16))


def crosses(a: Point, b: Point, box: Box) -> bool:
    """Tell whether the stretch from a to b passes the inside of a box (Liang and Barsky, 1984)."""
    enter, leave = 0.0, 1.0
    for step, room in (
        (a[0] - b[0], a[0] - box.x),
        (b[0] - a[0], box.right - a[0]),
        (a[1] - b[1], a[1] - box.y),
        (b[1] - a[1], box.bottom - a[1]),
    ):
        if step == 0:
            if room <= 0:
                return False
        elif step < 0:
            enter = max(enter, room / step)
        else:
            leave = min(leave, room / step)
    return leave - enter > 1e-9


def _reach(points: Sequence[Point]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def _swing(start: Exit, end: Exit) -> Curve | None:
    """Return the curve that leaves and arrives straight, or None where the ends do not face."""
    (x0, y0), (dx, dy) = start
    (x1, y1), (ex, ey) = end
    if (ex, ey) == (0.0, 0.0):
        reach = abs((x1 - x0) * dx) + abs((y1 - y0) * dy)
        if (x1 - x0) * dx + (y1 - y0) * dy < TIP:
            return None
        bend = Bend(
            (x0 + dx * reach * ROUND, y0 + dy * reach * ROUND),
            between((x1, y1), (x0, y0), 0.3),
            (x1, y1),
        )
        return Curve((x0, y0), (bend,))
    ahead = (x1 - x0) * dx + (y1 - y0) * dy
    if (dx, dy) != (-ex, -ey) or ahead < 2 * TIP:
        return None
    half = ahead / 2
    bend = Bend((x0 + dx * half, y0 + dy * half), (x1 + ex * half, y1 + ey * half), (x1, y1))
    return Curve((x0, y0), (bend,))


def _way(starts: Sequence[Exit], ends: Sequence[Exit], crowd: Crowd) -> list[Point] | None:
    """Return the corners of the cheapest way past all boxes.

    Boxes are heeded when a way meets them: a cheapest way past some that meets no other is a
    cheapest way past all. Every round heeds more, so the last meets none.
    """
    fixed = [point for point, out in (*starts, *ends) if out == (0.0, 0.0)]
    heeded: set[int] = set()
    for point, _ in (*starts, *ends):
        heeded.update(crowd.near(Box(*point, 0.0, 0.0).grown(ABOUT)))
    for number in itertools.count(1):
        walls = [_wall(crowd.box(k), fixed) for k in sorted(heeded)]
        path = _cheapest(starts, ends, walls, 1.0 + len(walls) / PATIENCE)
        if path is None:
            break
        met = _met(path, crowd, fixed, heeded, number * AT_ONCE)
        if not met:
            return path
        for k in met:
            heeded.update(crowd.near(crowd.box(k).grown(ABOUT)))
    return None


def _met(
    path: Sequence[Point], crowd: Crowd, fixed: Sequence[Point], heeded: set[int], most: int
) -> list[int]:
    """Return the first boxes that a way passes through, of those it does not heed."""
    found = (
        k
        for a, b in itertools.pairwise(path)
        for k in crowd.beside(a, b, WALL)
        if k not in heeded and crosses(a, b, _wall(crowd.box(k), fixed))
    )
    return list(itertools.islice(found, most))


def _cheapest(
    starts: Sequence[Exit], ends: Sequence[Exit], walls: Sequence[Box], haste: float
) -> list[Point] | None:
    """Return the corners of the cheapest way on the grid (A* with the Manhattan distance)."""
    fringe = [_stub(exit_) for exit_ in (*starts, *ends)]
    xs = sorted({x for w in walls for x in (w.x, w.right)} | {x for x, _ in fringe})
    ys = sorted({y for w in walls for y in (w.y, w.bottom)} | {y for _, y in fringe})
    places = [(bisect_left(xs, x), bisect_left(ys, y)) for x, y in fringe]
    goals = dict(zip(places[len(starts) :], ends, strict=True))
    first = dict(reversed(list(zip(places, starts, strict=False))))
    came = _search((xs, ys), _shut(walls, xs, ys), first, goals, haste)
    if came is None:
        return None
    trail, last = came
    corners = [(xs[i], ys[j]) for i, j in trail]
    return _without_straights([first[trail[0]][0], *corners, goals[last][0]])


def _stub(exit_: Exit) -> Point:
    (x, y), (dx, dy) = exit_
    return x + dx * WALL, y + dy * WALL


def _wall(box: Box, points: Sequence[Point]) -> Box:
    """Return the wall round a box: as wide as may be while the points stay outside."""
    off = [max(box.x - x, x - box.right, box.y - y, y - box.bottom) for x, y in points]
    return box.grown(max(0.0, min(WALL, *off)) if off else WALL)


Cell = tuple[int, int]


def _shut(
    walls: Sequence[Box], xs: Sequence[float], ys: Sequence[float]
) -> tuple[set[Cell], set[Cell]]:
    """Return the steps that walls forbid: along x from a cell, and along y.

    An edge that was reckoned in two ways makes two lines of the grid, a hair apart; both are its.
    """
    across: set[Cell] = set()
    down: set[Cell] = set()
    for wall in walls:
        left, right = bisect_right(xs, wall.x + HAIR), bisect_left(xs, wall.right - HAIR)
        top, bottom = bisect_right(ys, wall.y + HAIR), bisect_left(ys, wall.bottom - HAIR)
        across.update((i, j) for i in range(left - 1, right) for j in range(top, bottom))
        down.update((i, j) for i in range(left, right) for j in range(top - 1, bottom))
    return across, down


def _search(
    grid: tuple[Sequence[float], Sequence[float]],
    shut: tuple[set[Cell], set[Cell]],
    first: dict[Cell, Exit],
    goals: dict[Cell, Exit],
    haste: float,
) -> tuple[list[Cell], Cell] | None:
    (xs, ys), (across, down) = grid, shut
    aims = [(xs[i], ys[j]) for i, j in goals]
    queue: list[tuple[float, float, Cell, int, Cell, int]] = []
    for cell, (_, (dx, _dy)) in first.items():
        heapq.heappush(queue, (0.0, 0.0, cell, 0 if dx else 1, cell, -1))
    came: dict[tuple[Cell, int], tuple[Cell, int]] = {}
    done: set[tuple[Cell, int]] = set()
    while queue:
        _, cost, cell, axis, before, before_axis = heapq.heappop(queue)
        if (cell, axis) in done:
            continue
        done.add((cell, axis))
        if before_axis >= 0:
            came[cell, axis] = (before, before_axis)
        if cell in goals:
            return _trail(came, (cell, axis)), cell
        i, j = cell
        steps = (
            ((i + 1, j), 0, (i, j) in across),
            ((i - 1, j), 0, (i - 1, j) in across),
            ((i, j + 1), 1, (i, j) in down),
            ((i, j - 1), 1, (i, j - 1) in down),
        )
        for (p, q), way, forbidden in steps:
            if forbidden or not (0 <= p < len(xs) and 0 <= q < len(ys)) or ((p, q), way) in done:
                continue
            further = cost + abs(xs[p] - xs[i]) + abs(ys[q] - ys[j]) + (TURN if way != axis else 0)
            if (p, q) in goals and goals[p, q][1][1 - way] != 0.0:
                further += TURN  # it would have to turn once more to arrive straight
            left = min(_left(xs[p] - x, ys[q] - y, way) for x, y in aims)
            heapq.heappush(queue, (further + haste * left, further, (p, q), way, cell, axis))
    return None


def _left(dx: float, dy: float, axis: int) -> float:
    """Return the least that is left to pay where a way runs along x (axis 0) or along y."""
    return abs(dx) + abs(dy) + (TURN if (dx, dy)[1 - axis] else 0.0)


def _trail(came: dict[tuple[Cell, int], tuple[Cell, int]], last: tuple[Cell, int]) -> list[Cell]:
    trail = [last[0]]
    while last in came:
        last = came[last]
        trail.append(last[0])
    return trail[::-1]


def _without_straights(points: Sequence[Point]) -> list[Point]:
    kept: list[Point] = []
    for point in points:
        if kept and abs(kept[-1][0] - point[0]) < 1e-9 and abs(kept[-1][1] - point[1]) < 1e-9:
            continue
        while len(kept) > 1 and _in_line(kept[-2], kept[-1], point):
            kept.pop()
        kept.append(point)
    return kept


def _in_line(a: Point, b: Point, c: Point) -> bool:
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])) < 1e-6


def rounded(points: Sequence[Point], foreign: Crowd) -> Curve:
    """Return a line through corners with the corners rounded to the inside, off foreign boxes."""
    bends: list[Bend] = []
    here = points[0]
    for index in range(1, len(points)):
        point = points[index]
        if index + 1 == len(points):
            bends.append(Bend(between(here, point, 1 / 3), between(here, point, 2 / 3), point))
            break
        onward = points[index + 1]
        before, after = _span(points[index - 1], point), _span(point, onward)
        radius = min(_radius(point, foreign), before / 2, after / 2)
        enter = between(point, points[index - 1], radius / before)
        leave = between(point, onward, radius / after)
        bends.append(Bend(between(here, enter, 1 / 3), between(here, enter, 2 / 3), enter))
        bends.append(Bend(between(enter, point, ROUND), between(leave, point, ROUND), leave))
        here = leave
    return Curve(points[0], tuple(bends))


def _radius(corner: Point, foreign: Crowd) -> float:
    """Return how widely a corner may be rounded: past a box that is nearer than a wall, less."""
    x, y = corner
    near = foreign.boxes_near(Box(x, y, 0.0, 0.0).grown(WALL))
    gaps = (max(box.x - x, x - box.right, box.y - y, y - box.bottom) for box in near)
    return min(RADIUS, max(SHARP, (min(gaps, default=WALL) - NEAREST) / CUT))


def _span(a: Point, b: Point) -> float:
    return max(abs(a[0] - b[0]) + abs(a[1] - b[1]), 1e-9)
