"""Layout against Graphviz `dot`: crossings, length, time, on the five families of generated maps.

Both get the same boxes and gaps; one counter counts the proper intersections of lines of different
links as they are drawn. `python -m bench.layout --sizes 30,100,300` prints every map. Seconds are
those of the processor, so that other work on the machine counts little; `dot` includes its start.
"""

import argparse
import json
import resource
import shutil
import statistics
import subprocess
import time
from itertools import pairwise
from pathlib import Path

from argmap.layout.arrange import arrange
from argmap.layout.placement import LayoutOptions
from argmap.model.records import Direction
from bench.crossings import boxes_entered, crossings, lines_of
from bench.machine import machine_facts
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
    return lines_of(placement), seconds, placement.size


def dot(graph):
    source, names = as_dot(graph)
    started = _seconds_of_children()
    run = subprocess.run(
        ["dot", "-Tplain"], input=source, capture_output=True, text=True, check=True
    )
    seconds = _seconds_of_children() - started
    lines, size = [], (0.0, 0.0)
    for row in run.stdout.splitlines():
        words = row.split()
        if words[0] == "graph":
            size = float(words[2]) * 72, float(words[3]) * 72
        if words[0] == "edge":
            count = int(words[3])
            numbers = [float(word) * 72 for word in words[4 : 4 + 2 * count]]
            points = list(zip(numbers[::2], numbers[1::2], strict=True))
            lines.append((names[words[1], words[2]], spline(points)))
    return lines, seconds, size


def _seconds_of_children():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def spline(points, steps=8):
    found = [points[0]]
    for k in range(0, len(points) - 1, 3):
        a, b, c, d = points[k : k + 4]
        for step in range(1, steps + 1):
            t = step / steps
            u = 1 - t
            found.append(
                tuple(
                    u**3 * a[i] + 3 * u * u * t * b[i] + 3 * u * t * t * c[i] + t**3 * d[i]
                    for i in (0, 1)
                )
            )
    return found


def as_dot(graph):
    """The map for dot and the link of each edge; junctions and middles of links are small nodes.

    Edges carry no labels: dot would make room for them.
    """
    names = {}
    map_ = graph.map
    rows = ["digraph g { nodesep=0.333; ranksep=0.778; node [shape=box, fixedsize=true];"]
    for id_, (width, height) in graph.sizes.items():
        rows.append(f'{id_} [width={width / 72:.3f}, height={height / 72:.3f}, label=""];')
    held = set(map_.links_into) & set(map_.links)
    for id_, link in map_.links.items():
        target = f"{link.target}_j" if link.target in map_.links else link.target
        if id_ in held or len(link.premises) > 1:
            rows.append(f'{id_}_j [width=0.194, height=0.194, label=""];')
            rows.append(f"{target} -> {id_}_j;")
            names.setdefault((target, f"{id_}_j"), id_)
            target = f"{id_}_j"
        for premise in link.premises:
            rows.append(f"{target} -> {premise};")
            names.setdefault((target, premise), id_)
    return "\n".join([*rows, "}"]), names


def length(lines):
    return sum(
        ((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2) ** 0.5
        for _, points in lines
        for a, b in pairwise(points)
    )


def compared(engine, graph):
    lines, seconds, size = engine(graph)
    return {
        "crossings": crossings(lines),
        "length": round(length(lines)),
        "seconds": round(seconds, 4),
        "size": [round(value) for value in size],
    }


def family_rows(family, count, seeds, peer):
    rows = []
    for seed in range(seeds):
        graph = graphs.family(family, count, seed)
        row = {"family": family, "size": count, "seed": seed, "ours": compared(ours, graph)}
        if peer:
            row["dot"] = compared(dot, graph)
        rows.append(row)
    return rows


def middle(rows, engine, what):
    return float(statistics.median(row[engine][what] for row in rows))


def measured() -> list[Row]:
    """Medians over five maps of each family up to 300; one map of each linked family above."""
    peer = shutil.which("dot") is not None
    if not peer:
        print("dot is not installed: only our own figures follow")
    found = []
    for count in SMALL:
        for family in graphs.FAMILIES:
            rows = family_rows(family, count, SEEDS, peer)
            found.extend(compared_rows(f"{family} {count}", rows, peer, "not more than dot"))
            if peer:
                most = max(row["ours"]["crossings"] - row["dot"]["crossings"] for row in rows)
                found.append(Row(f"{family} {count}: most above dot", most, "", None, "1", ""))
    for count, share, times in ((1000, "0.65 x", ""), (10_000, "0.55 x", "30 x faster")):
        for family in LINKED:
            rows = family_rows(family, count, 1, peer)
            found.extend(compared_rows(f"{family} {count}", rows, peer, share, times))
            found.append(sound_row(family, count))
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


def sound_row(family, count):
    """How many lines run through foreign boxes."""
    graph = graphs.family(family, count, 0)
    placement = arrange(graph.map, graph.sizes, OPTIONS)
    name = f"{family} {count}: lines through boxes"
    return Row(name, boxes_entered(placement), "", None, "0", "")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default="30,100,300")
    parser.add_argument("--families", default=",".join(graphs.FAMILIES))
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--json", type=Path)
    wanted = parser.parse_args()
    peer = shutil.which("dot") is not None
    if not peer:
        print("dot is not installed: only our own figures follow")
    everything = []
    for count in map(int, wanted.sizes.split(",")):
        for family in wanted.families.split(","):
            rows = family_rows(family, count, wanted.seeds, peer)
            print_rows(family, count, rows, peer)
            everything.extend(rows)
    if wanted.json:
        report = {"machine": machine_facts(), "rows": everything}
        wanted.json.write_text(json.dumps(report, indent=1), encoding="utf-8")


def print_rows(family, count, rows, peer):
    text = f"{family:8}{count:>6}"
    for engine in ("ours", "dot") if peer else ("ours",):
        each = ",".join(str(row[engine]["crossings"]) for row in rows)
        long = middle(rows, engine, "length") / 1000
        seconds = middle(rows, engine, "seconds")
        text += f"  {engine}: [{each}] crossings, {long:.0f}k px, {seconds:.3f} s"
    print(text, flush=True)


if __name__ == "__main__":
    main()
