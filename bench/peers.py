"""Other layout engines, given the same boxes and gaps as ours: what they draw, and how fast.

Graphviz `dot` is a program; pygraphviz brings a newer one of its own; elkjs and dagre run under
Node, from a folder that holds them: `npm install --prefix build/peers elkjs @dagrejs/dagre`.
"""

import json
import os
import resource
import shutil
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from argmap.layout.geometry import Box

SIBLING_GAP, RANK_GAP = 24.0, 56.0
JUNCTION = 14.0
MODULES = Path(__file__).parent.parent / "build" / "peers" / "node_modules"
SCRIPT = Path(__file__).with_name("peers.js")
INCH = 72.0
LIMIT = 600
"""Seconds that an engine may take for one map."""

Points = list[tuple[float, float]]


class NotFinishedError(Exception):
    """Why an engine drew nothing."""


@dataclass(frozen=True)
class Drawing:
    """The lines of each link as they are drawn, the boxes, the seconds it took, and the size."""

    lines: list[tuple[str, Points]]
    boxes: list[Box]
    seconds: float
    size: tuple[float, float]


@dataclass(frozen=True)
class Plain:
    """A map as other engines know it: junctions and middles of links are small boxes."""

    boxes: dict[str, tuple[float, float]]
    edges: list[tuple[str, str, str]]
    """From the target down to the premise, and the link that it is a part of."""


def plain(graph) -> Plain:
    map_ = graph.map
    found = Plain({str(id_): size for id_, size in graph.sizes.items()}, [])
    held = set(map_.links_into) & set(map_.links)
    for id_, link in map_.links.items():
        target = f"{link.target}_j" if link.target in map_.links else str(link.target)
        if id_ in held or len(link.premises) > 1:
            found.boxes[f"{id_}_j"] = (JUNCTION, JUNCTION)
            found.edges.append((target, f"{id_}_j", str(id_)))
            target = f"{id_}_j"
        found.edges.extend((target, str(premise), str(id_)) for premise in link.premises)
    return found


def dot(graph) -> Drawing:
    """Graphviz as installed; its seconds are those of the processor, its start included."""
    known = plain(graph)
    started = _seconds_of_children()
    run = _run(["dot", "-Tplain"], as_dot(known))
    return _read_plain(run.stdout, known, _seconds_of_children() - started)


def bundled_dot(graph) -> Drawing:
    """The Graphviz that pygraphviz brings, within this process."""
    import pygraphviz

    known = plain(graph)
    drawn = pygraphviz.AGraph(string=as_dot(known))
    started = time.process_time()
    text = drawn.draw(format="plain", prog="dot").decode()
    return _read_plain(text, known, time.process_time() - started)


def elkjs(graph) -> Drawing:
    return _under_node("elkjs", graph)


def dagre(graph) -> Drawing:
    return _under_node("dagre", graph)


ENGINES: dict[str, Callable[..., Drawing]] = {
    "dot": dot,
    "pygraphviz": bundled_dot,
    "elkjs": elkjs,
    "dagre": dagre,
}


def why_absent(engine: str) -> str:
    """Why an engine cannot be run here, or nothing."""
    if engine == "dot":
        return "" if shutil.which("dot") else "Graphviz is not installed"
    if engine == "pygraphviz":
        try:
            import pygraphviz  # noqa: F401 - only whether it is there
        except ImportError:
            return "pygraphviz is not installed"
        return ""
    if not shutil.which("node"):
        return "Node is not installed"
    package = {"elkjs": "elkjs", "dagre": "@dagrejs/dagre"}[engine]
    if not (MODULES / package).is_dir():
        return f"npm install --prefix build/peers {package} brings it"
    return ""


def as_dot(known: Plain, rankdir: str = "TB") -> str:
    """The map for dot, boxes by their number. Edges carry no labels: dot would make room."""
    gaps = f"nodesep={SIBLING_GAP / INCH:.3f}; ranksep={RANK_GAP / INCH:.3f}"
    rows = [f"digraph g {{ {gaps}; rankdir={rankdir}; node [shape=box, fixedsize=true];"]
    number = {id_: number for number, id_ in enumerate(known.boxes)}
    for id_, (width, height) in known.boxes.items():
        size = f"width={width / INCH:.3f}, height={height / INCH:.3f}"
        rows.append(f'{number[id_]} [{size}, label=""];')
    rows.extend(f"{number[above]} -> {number[below]};" for above, below, _ in known.edges)
    return "\n".join([*rows, "}"])


def _read_plain(text: str, known: Plain, seconds: float) -> Drawing:
    ids = list(known.boxes)
    names: dict[tuple[str, str], str] = {}
    for above, below, link in known.edges:
        names.setdefault((above, below), link)
    lines, boxes, size = [], [], (0.0, 0.0)
    for row in text.splitlines():
        words = row.split()
        if words[0] == "graph":
            size = float(words[2]) * INCH, float(words[3]) * INCH
        if words[0] == "node":
            x, y, wide, tall = (float(word) * INCH for word in words[2:6])
            boxes.append(Box(x - wide / 2, y - tall / 2, wide, tall))
        if words[0] == "edge":
            count = int(words[3])
            numbers = [float(word) * INCH for word in words[4 : 4 + 2 * count]]
            points = list(zip(numbers[::2], numbers[1::2], strict=True))
            link = names[ids[int(words[1])], ids[int(words[2])]]
            lines.append((link, spline(points)))
    return Drawing(lines, boxes, seconds, size)


def _under_node(engine: str, graph) -> Drawing:
    known = plain(graph)
    asked = {
        "engine": engine,
        "gaps": [SIBLING_GAP, RANK_GAP],
        "graphs": [
            {
                "nodes": [[id_, *size] for id_, size in known.boxes.items()],
                "edges": [edge[:2] for edge in known.edges],
            }
        ],
    }
    run = _run(["node", "--stack-size=20000", str(SCRIPT)], json.dumps(asked))
    (answer,) = json.loads(run.stdout)
    drawn = zip(known.edges, answer["lines"], strict=True)
    lines = [(link, [(x, y) for x, y in points]) for (_, _, link), points in drawn]
    placed = zip(answer["boxes"], known.boxes.values(), strict=True)
    boxes = [Box(x, y, *size) for (x, y), size in placed]
    return Drawing(lines, boxes, answer["seconds"], tuple(answer["size"]))


def _run(command: list[str], given: str) -> "subprocess.CompletedProcess[str]":
    """Run a peer. Raises NotFinishedError after some minutes, and where it gives up."""
    try:
        return subprocess.run(
            command,
            input=given,
            capture_output=True,
            text=True,
            check=True,
            timeout=LIMIT,
            env={**os.environ, "NODE_PATH": str(MODULES)},
        )
    except subprocess.TimeoutExpired:
        raise NotFinishedError(f"stopped after {LIMIT} s") from None
    except subprocess.CalledProcessError as error:
        last = error.stderr.strip().splitlines()[-1:] or [f"exit code {error.returncode}"]
        raise NotFinishedError(last[0]) from error


def _seconds_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def spline(points: Points, steps: int = 8) -> Points:
    """The points along a chain of Bezier pieces."""
    found = [points[0]]
    for k in range(0, len(points) - 1, 3):
        a, b, c, d = points[k : k + 4]
        for step in range(1, steps + 1):
            t = step / steps
            u = 1 - t
            x, y = (
                u**3 * a[i] + 3 * u * u * t * b[i] + 3 * u * t * t * c[i] + t**3 * d[i]
                for i in (0, 1)
            )
            found.append((x, y))
    return found
