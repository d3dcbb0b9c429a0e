"""How far boxes move when a map of 100 statements is edited once: the five kinds of edits.

Each edit is laid out with what the layout before it handed on, as the window and `argmap layout
--previous` do. Moves are those of the boxes in both pictures, after the best common shift;
crossings are those of the lines in both, since a new line across the map crosses what it must.
"""

import json
import math
import random
import statistics
from dataclasses import dataclass, replace
from itertools import pairwise

from argmap.layout.arrange import arrange
from argmap.layout.placement import LayoutOptions
from argmap.model.records import Direction, Link, LinkKind, Statement
from bench.crossings import crossings, lines_of
from bench.rows import Row
from tests.layout import graphs

EDITS = ("leaf added", "leaf deleted", "cross link added", "box grown", "folded", "unfolded")
TRIALS = 6


@dataclass(frozen=True)
class Edited:
    """A map before and after one edit, with what is folded."""

    before: tuple
    after: tuple


def edited(graph, kind, rng):
    """Return the map, sizes and folds before and after one edit of a kind."""
    map_, sizes = graph.map, graph.sizes
    start = map_, sizes, frozenset()
    ids = list(map_.statements)
    if kind == "leaf added":
        link = Link("to-new", ("new",), rng.choice(ids))
        after = map_.replaced(
            statements={**map_.statements, "new": Statement("new", text="new")},
            links={**map_.links, link.id: link},
        )
        return Edited(start, (after, {**sizes, "new": (230.0, 84.0)}, frozenset()))
    if kind == "leaf deleted":
        used = {link.target for link in map_.links.values()}
        held = {map_.links[t].premises[0] for t in used if t in map_.links}
        leaf = rng.choice([i for i in ids if i not in used and i not in held])
        links = {
            i: replace(link, premises=tuple(p for p in link.premises if p != leaf))
            for i, link in map_.links.items()
        }
        after = map_.replaced(
            statements={i: s for i, s in map_.statements.items() if i != leaf},
            links={i: link for i, link in links.items() if link.premises},
        )
        return Edited(start, (after, sizes, frozenset()))
    if kind == "cross link added":
        a, b = rng.sample(ids[1:], 2)
        link = Link("across", (a,), b, LinkKind.SUPPORTS)
        return Edited(start, (map_.replaced(links={**map_.links, "across": link}), *start[1:]))
    if kind == "box grown":
        one = rng.choice(ids)
        width, height = sizes[one]
        return Edited(start, (map_, {**sizes, one: (width, height + 60.0)}, frozenset()))
    tops = [i for i in ids[1:] if 2 <= len(list(map_.branch(i))) <= 30]
    folded = map_, sizes, frozenset({rng.choice(tops)})
    return Edited(start, folded) if kind == "folded" else Edited(folded, start)


def placed(state, previous, direction):
    map_, sizes, folded = state
    warm = json.loads(json.dumps(previous)) if previous else None
    return arrange(map_, sizes, LayoutOptions(direction=direction, folded=folded), warm)


def moves(before, after):
    """Return how far each box that both have moved, after the best common shift."""
    ids = [id_ for id_ in before.boxes if id_ in after.boxes]
    steps = [
        tuple(b - a for a, b in zip(before.boxes[i].centre, after.boxes[i].centre, strict=True))
        for i in ids
    ]
    dx, dy = (statistics.median(step[axis] for step in steps) for axis in (0, 1))
    return [math.hypot(x - dx, y - dy) for x, y in steps]


def turned(before, after, direction):
    """Return how many pairs of neighbours of a rank changed sides."""
    axis = 0 if direction in (Direction.DOWN, Direction.UP) else 1
    ids = [id_ for id_ in before.boxes if id_ in after.boxes]
    ranks = {}
    for id_ in ids:
        box = before.boxes[id_]
        ranks.setdefault(round((box.x, box.y)[1 - axis], 1), []).append(id_)
    count = 0
    for row in ranks.values():
        row.sort(key=lambda i: before.boxes[i].centre[axis])
        places = [after.boxes[i].centre[axis] for i in row]
        count += sum(a > b for a, b in pairwise(places))
    return count


@dataclass
class Tally:
    """What one kind of edit did, over all trials."""

    median: list
    ninety: list
    worst: list
    turned: int = 0
    more: tuple = ()


def _among(placement, links):
    """Return how often lines of some links cross each other."""
    return crossings([line for line in lines_of(placement) if line[0] in links])


def tally(kind, families=graphs.FAMILIES, seeds=2, size=100, direction=Direction.DOWN):
    found = Tally([], [], [])
    more = []
    for family in families:
        for seed in range(seeds):
            graph = graphs.family(family, size, seed)
            rng = random.Random(f"{kind} {family} {seed}")
            plain = placed((graph.map, graph.sizes, frozenset()), None, direction)
            for _ in range(TRIALS):
                edit = edited(graph, kind, rng)
                before = plain
                if edit.before[2]:
                    before = placed(edit.before, plain.warmth, direction)
                after = placed(edit.after, before.warmth, direction)
                steps = sorted(moves(before, after))
                found.median.append(steps[len(steps) // 2])
                found.ninety.append(steps[int(len(steps) * 0.9)])
                found.worst.append(steps[-1] / before.size[0])
                found.turned += turned(before, after, direction)
                start = plain if kind == "unfolded" else before
                both = set(start.routes) & set(after.routes)
                more.append(_among(after, both) - _among(start, both))
    found.more = tuple(sorted(more))
    return found


def measured() -> list[Row]:
    """The promises about holding still, over all families."""
    rows = []
    for kind in EDITS:
        found = tally(kind)
        for what, value, unit, promise in (
            ("median move, worst trial", max(found.median), "px", "1 px"),
            ("90 % move less than, worst trial", max(found.ninety), "px", "60 px"),
            ("longest move", 100 * max(found.worst), "% of the width", "25 %"),
            ("changed sides", found.turned, "", "0"),
            ("crossings more among old lines, worst trial", found.more[-1], "", "1"),
        ):
            rows.append(Row(f"{kind}: {what}", value, "", None, promise, unit))
    return rows


def main():
    for direction in (Direction.DOWN, Direction.RIGHT):
        for kind in EDITS:
            found = tally(kind, direction=direction)
            trials = len(found.median)
            print(
                f"{direction:6}{kind:18} {trials} trials:"
                f" median {statistics.median(found.median):.1f} (worst {max(found.median):.1f}),"
                f" 90 % {statistics.median(found.ninety):.0f} (worst {max(found.ninety):.0f}) px,"
                f" longest {100 * max(found.worst):.0f} % of width, {found.turned} changed sides,"
                f" crossings {found.more[0]:+d} to {found.more[-1]:+d}"
                f" (more than 1: {sum(m > 1 for m in found.more)})",
                flush=True,
            )


if __name__ == "__main__":
    main()
