"""What must hold of every placement, said as functions that return what is wrong."""

import math
from itertools import pairwise

from argmap.layout.geometry import Box
from argmap.layout.skeleton import skeleton_of

APART = 8.0
TOUCH = 0.6


def overlapping(placement, apart=APART):
    grown = sorted((box.grown(apart / 2 - 1e-6), id_) for id_, box in boxes_by_x(placement))
    found, active = [], []
    for box, id_ in grown:
        active = [(other, name) for other, name in active if other.right > box.x]
        found.extend((name, id_) for other, name in active if other.meets(box))
        active.append((box, id_))
    return found


def boxes_by_x(placement):
    class Sortable(Box):
        __slots__ = ()

        def __lt__(self, other):
            return (self.x, self.y) < (other.x, other.y)

        def grown(self, by):
            return Sortable(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    return [(id_, Sortable(b.x, b.y, b.width, b.height)) for id_, b in placement.boxes.items()]


def legs(placement, skeleton):
    """Each drawn leg: link id, premise, its flattened points to the target."""
    for id_, route in placement.routes.items():
        premises = skeleton.strands[id_].premises
        assert len(route.legs) == len(premises)
        for number, premise in enumerate(premises):
            yield id_, premise, route.whole(number).flattened(16)


def enters(a, b, box):
    """Whether the segment from a to b passes through the inside of a box (Liang and Barsky)."""
    low, high = 0.0, 1.0
    for p, q in (
        (a[0] - b[0], a[0] - box.x),
        (b[0] - a[0], box.right - a[0]),
        (a[1] - b[1], a[1] - box.y),
        (b[1] - a[1], box.bottom - a[1]),
    ):
        if p == 0:
            if q <= 0:
                return False
        elif p < 0:
            low = max(low, q / p)
        else:
            high = min(high, q / p)
    return high - low > 1e-9


def through_boxes(map_, placement, options, margin=5.0):
    """Links that enter a box which is neither their premise nor their target."""
    skeleton = skeleton_of(map_, options.folded)
    found = []
    for id_, premise, points in legs(placement, skeleton):
        strand = skeleton.strands[id_]
        own = {premise, strand.target}
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        reach = Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)).grown(margin)
        for name, box in placement.boxes.items():
            if not reach.grown(0.1).meets(box):
                continue
            shape = box.grown(-1.0) if name in own else box
            if name not in own and name not in strand.premises:
                shape = box.grown(margin)
            for a, b in pairwise(points):
                if enters(a, b, shape):
                    found.append((id_, premise, name))
                    break
    return found


def on_edge(point, box):
    return box.grown(TOUCH).holds(point) and not box.grown(-TOUCH).holds(point)


def distance_to(point, points):
    return min(
        (_distance(point, a, b) for a, b in pairwise(points)),
        default=math.inf,
    )


def _distance(p, a, b):
    dx, dy = b[0] - a[0], b[1] - a[1]
    size = dx * dx + dy * dy
    t = 0 if not size else max(0, min(1, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / size))
    return math.dist(p, (a[0] + t * dx, a[1] + t * dy))


def loose_ends(map_, placement, options):
    """Legs that do not start on their premise's edge or do not end on their target."""
    skeleton = skeleton_of(map_, options.folded)
    found = []
    for id_, premise, points in legs(placement, skeleton):
        target = skeleton.strands[id_].target
        if not on_edge(points[0], placement.boxes[premise]):
            found.append((id_, premise, "start"))
        if target in placement.boxes:
            if not on_edge(points[-1], placement.boxes[target]):
                found.append((id_, premise, "end"))
        else:
            route = placement.routes[target]
            lines = [route.whole(k).flattened(96) for k in range(len(route.legs))]
            if min(distance_to(points[-1], line) for line in lines) > 1.0:
                found.append((id_, premise, "end on link"))
    return found


def off_line(placement):
    """Links whose middle or badge does not lie on their own line."""
    found = []
    for id_, route in placement.routes.items():
        lines = [route.whole(k).flattened(96) for k in range(len(route.legs))]
        for name, point in (("middle", route.middle), ("badge", route.badge)):
            if min(distance_to(point, line) for line in lines) > 1.0:
                found.append((id_, name))
    return found


def crossing_primaries(map_, placement, options, arcs=False):
    """Pairs of links between statements that the tree hangs by and that cross each other.

    With `arcs` those count too by which statements stand beside others, since they bear on links.
    """
    skeleton = skeleton_of(map_, options.folded)
    lines = []
    for id_, premise, points in legs(placement, skeleton):
        if skeleton.hung.get(premise) == id_ and (arcs or not skeleton.strands[id_].onto_link):
            xs = [x for x, _ in points]
            lines.append((min(xs), max(xs), id_, points))
    lines.sort(key=lambda line: line[:3])
    found, active = [], []
    for line in lines:
        active = [other for other in active if other[1] >= line[0]]
        found.extend((a[2], line[2]) for a in active if a[2] != line[2] and cross(a[3], line[3]))
        active.append(line)
    return found


def cross(one, two):
    x0, x1 = min(p[0] for p in one), max(p[0] for p in one)
    y0, y1 = min(p[1] for p in one), max(p[1] for p in one)
    if x1 < min(p[0] for p in two) or x0 > max(p[0] for p in two):
        return False
    if y1 < min(p[1] for p in two) or y0 > max(p[1] for p in two):
        return False
    return any(_proper(a, b, c, d) for a, b in pairwise(one) for c, d in pairwise(two))


def _proper(a, b, c, d):
    def side(p, q, r):
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    s1, s2, s3, s4 = side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)
    tiny = 1e-6
    return ((s1 > tiny and s2 < -tiny) or (s1 < -tiny and s2 > tiny)) and (
        (s3 > tiny and s4 < -tiny) or (s3 < -tiny and s4 > tiny)
    )


def outside(placement):
    """Boxes and lines that the size does not contain."""
    whole = Box(*placement.origin, *placement.size).grown(0.01)
    found = [
        id_
        for id_, b in placement.boxes.items()
        if not (whole.holds((b.x, b.y)) and whole.holds((b.right, b.bottom)))
    ]
    for id_, route in placement.routes.items():
        lines = [route.whole(number).flattened() for number in range(len(route.legs))]
        found.extend(id_ for line in lines if not all(whole.holds(p) for p in line))
    return found


def faults(map_, placement, options, arcs=False):
    """Everything that is wrong with a placement; with `arcs` as `crossing_primaries` has it."""
    return {
        name: found
        for name, found in {
            "overlapping": overlapping(placement),
            "through boxes": through_boxes(map_, placement, options),
            "loose ends": loose_ends(map_, placement, options),
            "off the line": off_line(placement),
            "crossing primaries": crossing_primaries(map_, placement, options, arcs),
            "outside": outside(placement),
        }.items()
        if found
    }
