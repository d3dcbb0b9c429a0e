"""Layout against its peers on five families of generated maps: what they draw, and how fast.

All get the same boxes and gaps; one counter counts, in the lines as they are drawn, the proper
intersections of lines of different links, the links through foreign boxes, and the boxes that
overlap. `python -m bench.layout --sizes 30,100 --peers dot,elkjs` prints every map; all six sizes
up to 10,000 with all peers take hours. Seconds are those of the processor, so that other work on
the machine counts little; those of `dot` include its start. Area is that of the drawing over that
of its boxes. How still maps hold under edits is measured by `bench.holding_still`.
"""

import argparse
import json
import statistics
import time
from itertools import pairwise
from pathlib import Path

from argmap.layout.arrange import arrange
from argmap.layout.placement import LayoutOptions
from argmap.model.records import Direction
from bench.crossings import boxes_entered, boxes_overlapping, crossings, lines_of
from bench.machine import machine_facts
from bench.peers import ENGINES, Drawing, NotFinishedError, why_absent
from bench.rows import Row
from tests.layout import graphs

OPTIONS = LayoutOptions(direction=Direction.DOWN)
SMALL, SEEDS = (30, 100, 300), 5
LINKED = ("cross", "multi", "full")
"""The families that are compared at 1,000 and 10,000: those in which lines must cross."""


def ours(graph):
    started = time.process_time()
    placement = arrange(graph.map, graph.sizes, OPTIONS)
    seconds = time.process_time() - started
    return Drawing(lines_of(placement), list(placement.boxes.values()), seconds, placement.size)


def length(lines):
    return sum(
        ((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2) ** 0.5
        for _, points in lines
        for a, b in pairwise(points)
    )


def compared(engine, graph):
    """Return the figures of one map as an engine draws it; none where it does not finish."""
    try:
        drawing = engine(graph)
    except NotFinishedError as error:
        print(f"no drawing: {error}")
        return None
    wide, tall = drawing.size
    return {
        "crossings": crossings(drawing.lines),
        "through boxes": boxes_entered(drawing.lines, drawing.boxes),
        "overlapping": boxes_overlapping(drawing.boxes),
        "length": round(length(drawing.lines)),
        "seconds": round(drawing.seconds, 4),
        "size": [round(wide), round(tall)],
        "area": round(wide * tall / sum(w * h for w, h in graph.sizes.values()), 2),
    }


def family_rows(family, count, seeds, peers):
    rows = []
    for seed in range(seeds):
        graph = graphs.family(family, count, seed)
        row = {"family": family, "size": count, "seed": seed, "ours": compared(ours, graph)}
        row |= {peer: compared(ENGINES[peer], graph) for peer in peers}
        rows.append(row)
    return rows


def there(wanted):
    """Those of the wanted engines that can be run here; of the others it is said why not."""
    absent = {engine: why_absent(engine) for engine in wanted}
    for engine, why in absent.items():
        if why:
            print(f"without {engine}: {why}")
    return [engine for engine in wanted if not absent[engine]]


def middle(rows, engine, what):
    return float(statistics.median(row[engine][what] for row in rows))


def measured() -> list[Row]:
    """Medians over five maps of each family up to 300; one map of each linked family above."""
    peers = there(["dot"])
    peer = bool(peers)
    found = []
    for count in SMALL:
        for family in graphs.FAMILIES:
            rows = family_rows(family, count, SEEDS, peers)
            found.extend(compared_rows(f"{family} {count}", rows, peer, "not more than dot"))
            found.extend(sound_rows(f"{family} {count}", rows))
            if peer:
                most = max(row["ours"]["crossings"] - row["dot"]["crossings"] for row in rows)
                found.append(Row(f"{family} {count}: most above dot", most, "", None, "1", ""))
    for count, share, times in ((1000, "0.65 x", ""), (10_000, "0.55 x", "30 x faster")):
        for family in LINKED:
            rows = family_rows(family, count, 1, peers)
            found.extend(compared_rows(f"{family} {count}", rows, peer, share, times))
            found.extend(sound_rows(f"{family} {count}", rows))
    return found


def compared_rows(name, rows, peer, share, times=""):
    found = []
    for what, unit, scale, promise in (
        ("crossings", "", 1, share),
        ("seconds", "ms", 1000, times),
    ):
        mine = middle(rows, "ours", what) * scale
        theirs = middle(rows, "dot", what) * scale if peer else None
        title = f"{name}: {'time' if unit else what}"
        found.append(Row(title, mine, "dot" if peer else "", theirs, promise, unit))
    return found


def sound_rows(name, rows):
    """How many lines run through foreign boxes, and how many boxes overlap, in the worst map."""
    found = []
    for what, title in (("through boxes", "lines through boxes"), ("overlapping", "overlaps")):
        worst = max(row["ours"][what] for row in rows)
        found.append(Row(f"{name}: {title}", worst, "", None, "0", ""))
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default="30,100,300")
    parser.add_argument("--families", default=",".join(graphs.FAMILIES))
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--peers", default=",".join(ENGINES))
    parser.add_argument("--json", type=Path)
    wanted = parser.parse_args()
    peers = there([engine for engine in wanted.peers.split(",") if engine])
    everything = []
    for count in map(int, wanted.sizes.split(",")):
        for family in wanted.families.split(","):
            rows = family_rows(family, count, wanted.seeds, peers)
            print_rows(family, count, rows, ("ours", *peers))
            everything.extend(rows)
    if wanted.json:
        report = {"machine": machine_facts(), "rows": everything}
        wanted.json.write_text(json.dumps(report, indent=1), encoding="utf-8")


def print_rows(family, count, rows, engines):
    for engine in engines:
        drawn = [row for row in rows if row[engine]]
        title = f"{family:8}{count:>6}  {engine:10}"
        if not drawn:
            print(f"{title} did not finish", flush=True)
            continue
        each = ",".join(str(row[engine]["crossings"] if row[engine] else "-") for row in rows)
        long, through, overlapping, area, seconds = (
            middle(drawn, engine, what)
            for what in ("length", "through boxes", "overlapping", "area", "seconds")
        )
        text = f"[{each}] crossings, {through:g} through boxes, {overlapping:g} overlaps"
        text += f", {long / 1000:.0f}k px, area {area:.1f}, {seconds:.3f} s"
        print(f"{title} {text}", flush=True)


if __name__ == "__main__":
    main()
