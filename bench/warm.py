"""How long an edit takes to be laid out, by kind of edit and size of the map.

Every edit is followed by a `LiveLayout` and then taken back; times are those of the processor, in
the process that follows, without what the editor spends on the map itself.
"""

import gc
import random
import statistics
import time

from argmap.layout.live import LiveLayout
from argmap.layout.placement import LayoutOptions
from argmap.model.diff import between
from bench.one_edit import EDITS, edited
from bench.rows import Row
from tests.layout import graphs

SIZES = {300: 15, 2000: 30, 10000: 60}
"""The sizes, and the promise for each in milliseconds."""
FAMILIES = ("full", "cross", "multi", "tree")
TRIALS = 6


def times(family, size, trials=TRIALS):
    """Return milliseconds by kind of edit; `undone` are all edits taken back."""
    graph = graphs.family(family, size, 0)
    map_ = graph.map
    _ = map_.links_into, map_.links_from, map_.children, map_.roots
    live = LiveLayout()
    live.start(map_, graph.sizes)
    live.prepare()
    gc.freeze()  # as the process for layouts does well to
    rng = random.Random(f"{family} {size}")
    found = {}
    for kind in (kind for kind in EDITS if kind != "unfolded"):
        for _ in range(trials):
            after, sizes, folded = edited(graph, kind, rng).after
            now = map_.replaced(statements=after.statements, links=after.links)
            resized = {i: s for i, s in sizes.items() if graph.sizes.get(i) != s}
            before = {i: graph.sizes[i] for i in resized if i in graph.sizes}
            changed = between(map_, now)
            done = _follow(live, now, resized, folded, changed)
            found.setdefault(kind, []).append(done)
            undone = _follow(live, map_, before, frozenset(), changed.inverted())
            found.setdefault("undone", []).append(undone)
    return found


def _follow(live, map_, sizes, folded, changed):
    _ = map_.primary_links, map_.links_from  # what the editor has looked up by then
    start = time.process_time()
    live.follow(map_, sizes, LayoutOptions(folded=folded), changed)
    return 1000 * (time.process_time() - start)


def ninety_five(values):
    """Return the 95th percentile."""
    return sorted(values)[min(len(values) - 1, int(0.95 * len(values)))]


def measured() -> list[Row]:
    """The promise about layout after an edit, over the family with all kinds of links."""
    rows = []
    for size, promise in SIZES.items():
        values = [ms for some in times("full", size).values() for ms in some]
        what = f"edit followed in {size} statements, 95 % within"
        rows.append(Row(what, ninety_five(values), "", None, f"{promise} ms", "ms"))
    return rows


def main():
    for size in SIZES:
        for family in FAMILIES:
            for kind, values in times(family, size).items():
                middle, most = statistics.median(values), ninety_five(values)
                print(f"{size:6} {family:6} {kind:18} median {middle:6.1f}  95 % {most:6.1f} ms")


if __name__ == "__main__":
    main()
