"""How long an edit takes to be laid out, by kind of edit and size of the map.

Every edit is followed by a `LiveLayout` and then taken back; times are those of the processor, in
the process that follows, without what the editor spends on the map itself.
"""

import gc
import random
import statistics
import time
from dataclasses import replace

from argmap.layout.arrange import arrange
from argmap.layout.live.live_layout import LiveLayout
from argmap.layout.pins import pin_at
from argmap.layout.placement import LayoutOptions
from argmap.model.argmap import ArgumentMap
from argmap.model.diff import between
from argmap.model.records import Group, Link, Statement
from bench.one_edit import EDITS, edited
from bench.rows import Row
from tests.layout import graphs

SIZES = {300: 15, 2000: 30, 10000: 60}
"""The sizes, and the promise for each in milliseconds."""
FAMILIES = ("full", "cross", "multi", "tree")
TRIALS = 6
PINS = 3
"""So many leaves are put elsewhere by hand in a map with pins."""
MEMBERS = 5


def plain(graph, rng):
    """Return the map as it is."""
    return graph.map


def with_pins(graph, rng):
    """Return the map with some leaves dragged a little away from where they stand."""
    held = {link.target for link in graph.map.links.values()}
    leaves = [id_ for id_ in graph.map.statements if id_ not in held]
    placement = arrange(graph.map, graph.sizes)
    map_ = graph.map
    for id_ in rng.sample(leaves, PINS):
        map_ = dragged(map_, placement, id_, rng)
    return map_


def with_group(graph, rng):
    """Return the map with one group: a branch of a few statements."""
    map_ = graph.map
    tops = [id_ for id_ in map_.statements if len(list(map_.branch(id_))) == MEMBERS]
    group = Group("g", "A group", tuple(map_.branch(rng.choice(tops))))
    return map_.replaced(groups={"g": group})


DRESSES = {"": plain, "pins": with_pins, "group": with_group}


def dragged(map_, placement, id_, rng):
    """Return the map with a statement pinned where somebody has dragged its box."""
    x, y = placement.boxes[id_].centre
    pin = pin_at(map_, placement, id_, (x + rng.randint(-200, 200), y + rng.randint(-200, 200)))
    view = map_.meta.view
    view = replace(view, pins={**view.pins, id_: pin})
    return map_.replaced(meta=replace(map_.meta, view=view))


def times(family, size, trials=TRIALS, dress=plain):
    """Return milliseconds by kind of edit; `undone` are all edits taken back."""
    graph = graphs.family(family, size, 0)
    rng = random.Random(f"{family} {size}")
    map_ = dress(graph, rng)
    graph = graphs.Graph(map_, graph.sizes)
    _ = map_.links_into, map_.links_from, map_.children, map_.roots
    live = LiveLayout()
    live.start(map_, graph.sizes)
    live.prepare()
    gc.freeze()  # as the process for layouts does well to
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
    ids = list(map_.statements)[1:]
    for _ in range(trials):
        one, before = rng.choice(ids), map_
        for kind in ("pin set", "pin moved", "pin gone"):
            now = map_ if kind == "pin gone" else dragged(map_, live.placement, one, rng)
            took = _follow(live, now, {}, frozenset(), between(before, now))
            found.setdefault(kind, []).append(took)
            before = now
    return found


def joins(trees=100, each=100, trials=TRIALS):
    """Return milliseconds for edits that join two of many trees, and that part them again."""
    statements, links, sizes = {}, {}, {}
    for number in range(trees):
        graph = graphs.family("full", each, number)
        sizes.update((f"{number}.{id_}", size) for id_, size in graph.sizes.items())
        statements.update((i, Statement(i, text=i)) for i in sizes if i not in statements)
        for id_, link in graph.map.links.items():
            ends = tuple(f"{number}.{p}" for p in link.premises), f"{number}.{link.target}"
            links[f"{number}.{id_}"] = Link(f"{number}.{id_}", *ends, link.kind)
    map_ = ArgumentMap(statements=statements, links=links)
    live = LiveLayout()
    live.start(map_, sizes)
    live.prepare()
    gc.freeze()
    rng = random.Random(f"{trees} {each}")
    found = {}
    for _ in range(trials):
        one, other = rng.sample(range(trees), 2)
        link = Link("joins", (f"{one}.s{rng.randrange(1, each)}",), f"{other}.s0")
        now = map_.replaced(links={**map_.links, link.id: link})
        changed = between(map_, now)
        for kind, to, diff in (("joined", now, changed), ("parted", map_, changed.inverted())):
            found.setdefault(kind, []).append(_follow(live, to, {}, frozenset(), diff))
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
    for name in ("pins", "group"):
        found = times("full", 10000, trials=2, dress=DRESSES[name])
        values = [ms for some in found.values() for ms in some]
        what = f"edit followed in 10000 statements with {name}, median"
        rows.append(Row(what, statistics.median(values), "", None, "60 ms", "ms"))
    return rows


def main():
    for size in SIZES:
        for family in FAMILIES:
            told(f"{size:6} {family:12}", times(family, size))
        for name in ("pins", "group"):
            told(f"{size:6} {'full ' + name:12}", times("full", size, dress=DRESSES[name]))
    told(f"{10000:6} {'100 trees':12}", joins())


def told(what, found):
    """Print what was found for each kind of edit."""
    for kind, values in found.items():
        middle, most = statistics.median(values), ninety_five(values)
        print(f"{what} {kind:18} median {middle:6.1f}  95 % {most:6.1f} ms", flush=True)


if __name__ == "__main__":
    main()
