"""How far boxes move when a map of 100 statements is edited once, by the kind of the edit.

Each edit is laid out with what the layout before it handed on, as the window does, and some by
`argmap layout --previous` itself (`bench.printed`). Moves are those of the boxes in both pictures,
after the best common shift, but for those that the edit takes elsewhere; crossings are those of the
lines in both between boxes that stay, since a new line across the map crosses what it must.
"""

import json
import math
import random
import statistics
import tempfile
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from argmap.layout.arrange import arrange
from argmap.layout.placement import LayoutOptions
from argmap.layout.skeleton import skeleton_of
from argmap.model.records import Direction
from bench.crossings import crossings, lines_of
from bench.one_edit import EDITS, edited
from bench.printed import CommandLine
from bench.rows import Row
from tests.layout import graphs

TRIALS = 6


@dataclass
class Shown:
    """What one layout shows, and what it hands on."""

    boxes: dict
    lines: list
    size: tuple
    warmth: dict


def placed(state, previous, direction):
    map_, sizes, folded = state
    warm = json.loads(json.dumps(previous.warmth)) if previous else None
    made = arrange(map_, sizes, LayoutOptions(direction=direction, folded=folded), warm)
    return Shown(made.boxes, lines_of(made), made.size, made.warmth)


def elsewhere(before, after):
    """Return the statements that hang elsewhere after an edit, with all below them."""
    (map_, _, folded), (now, _, folds) = before, after
    one, two = skeleton_of(map_, folded), skeleton_of(now, folds)
    gone = {
        id_
        for id_ in two.shown
        if (one.below.get(id_), one.beside.get(id_)) != (two.below.get(id_), two.beside.get(id_))
    }
    for id_ in two.shown:
        here = id_
        while here is not None and here not in gone:
            here = two.below.get(here) or two.beside.get(here)
        if here is not None:
            gone.add(id_)
    return gone


def staying(before, after, gone):
    """Return the statements of both pictures but for some."""
    return [id_ for id_ in before.boxes if id_ in after.boxes and id_ not in gone]


def moves(before, after, ids):
    """Return how far each of some boxes moved, after the best common shift."""
    steps = [
        tuple(b - a for a, b in zip(before.boxes[i].centre, after.boxes[i].centre, strict=True))
        for i in ids
    ]
    # Where half of the boxes moved, both halves have the same right to be the ones that did not.
    dx, dy = (statistics.median_low(step[axis] for step in steps) for axis in (0, 1))
    return [math.hypot(x - dx, y - dy) for x, y in steps]


def turned(before, after, ids, direction):
    """Return how many pairs of neighbours of a rank changed sides."""
    axis = 0 if direction in (Direction.DOWN, Direction.UP) else 1
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
    more: list = field(default_factory=list)

    def add(self, kind, edit, plain, direction, lay_out=placed):
        """Lay out before and after an edit; `plain` is the map with nothing folded."""
        before = lay_out(edit.before, plain, direction) if edit.before[2] else plain
        after = lay_out(edit.after, before, direction)
        gone = elsewhere(edit.before, edit.after)
        ids = staying(before, after, gone)
        steps = sorted(moves(before, after, ids))
        self.median.append(steps[len(steps) // 2])
        self.ninety.append(steps[int(len(steps) * 0.9)])
        self.worst.append(steps[-1] / before.size[0])
        self.turned += turned(before, after, ids, direction)
        start = plain if kind == "unfolded" else before
        both = _old_lines(start, after, edit, gone)
        self.more.append(_among(after, both) - _among(start, both))

    def rows(self, kind):
        """The promises about one kind of edit."""
        for what, value, unit, promise in (
            ("median move, worst trial", max(self.median), "px", "1 px"),
            ("90 % move less than, worst trial", max(self.ninety), "px", "60 px"),
            ("longest move", 100 * max(self.worst), "% of the width", "25 %"),
            ("changed sides", self.turned, "", "0"),
            ("crossings more among old lines, worst trial", max(self.more), "", "1"),
        ):
            yield Row(f"{kind}: {what}", value, "", None, promise, unit)

    def __str__(self):
        return (
            f"{len(self.median)} trials:"
            f" median {statistics.median(self.median):.1f} (worst {max(self.median):.1f}),"
            f" 90 % {statistics.median(self.ninety):.0f} (worst {max(self.ninety):.0f}) px,"
            f" longest {100 * max(self.worst):.0f} % of width, {self.turned} changed sides,"
            f" crossings {min(self.more):+d} to {max(self.more):+d}"
            f" (more than 1: {sum(m > 1 for m in self.more)})"
        )


def _old_lines(before, after, edit, gone):
    """Return the links that both pictures have alike, but for those of what hangs elsewhere."""
    (map_, *_), (now, *_) = edit.before, edit.after
    drawn = {id_ for id_, _ in before.lines} & {id_ for id_, _ in after.lines}
    return {
        id_
        for id_ in drawn
        if map_.links[id_] == now.links[id_] and gone.isdisjoint(now.links[id_].premises)
        if now.links[id_].target not in gone
    }


def _among(placement, links):
    """Return how often lines of some links cross each other."""
    return crossings([line for line in placement.lines if line[0] in links])


def tally(kind, families=graphs.FAMILIES, seeds=2, size=100, direction=Direction.DOWN):
    found = Tally([], [], [])
    for family in families:
        for seed in range(seeds):
            graph = graphs.family(family, size, seed)
            rng = random.Random(f"{kind} {family} {seed}")
            plain = placed((graph.map, graph.sizes, frozenset()), None, direction)
            for _ in range(TRIALS):
                found.add(kind, edited(graph, kind, rng), plain, direction)
    return found


def by_command(families=graphs.FAMILIES, size=100, direction=Direction.DOWN):
    """Return what one edit of each kind did in a map of each family, laid out by the command."""
    found = {kind: Tally([], [], []) for kind in EDITS}
    for family in families:
        graph = graphs.family(family, size, seed=0)
        with tempfile.TemporaryDirectory() as folder:
            lay_out = CommandLine(Path(folder), graph.sizes).placed
            plain = lay_out((graph.map, graph.sizes, frozenset()), None, direction)
            for kind, of_kind in found.items():
                rng = random.Random(f"{kind} {family} by command")
                of_kind.add(kind, edited(graph, kind, rng), plain, direction, lay_out)
    return found


def measured() -> list[Row]:
    """The promises about holding still, over all families."""
    rows = [row for kind in EDITS for row in tally(kind).rows(kind)]
    for kind, found in by_command().items():
        rows += found.rows(f"argmap layout --previous, {kind}")
    return rows


def main():
    for direction in (Direction.DOWN, Direction.RIGHT):
        for kind in EDITS:
            print(f"{direction:6}{kind:17} {tally(kind, direction=direction)}", flush=True)
    for kind, found in by_command().items():
        print(f"argmap layout --previous, {kind:17} {found}", flush=True)


if __name__ == "__main__":
    main()
