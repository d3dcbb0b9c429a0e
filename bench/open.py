"""Opening a map, against the time that PyYAML's C parser needs for the events of its file alone.

Reading is measured by itself; the first picture, and for how long the window hears nothing, in the
real window (bench/open_probe.py).
"""

import json
import statistics
import subprocess
import sys

import yaml

from argmap.io.yaml_read import read_text
from argmap.io.yaml_write import canonical
from bench.maps import made_up
from bench.rows import Row, in_turn, milliseconds

SIZES = ((300, 15), (2_000, 7), (10_000, 5))
BIG = 10_000
OPENINGS = 5
PEER = "events by PyYAML's C parser"


def measured(openings: int = OPENINGS) -> list[Row]:
    return [*_reading(), *_opening(openings)]


def in_brief() -> list[Row]:
    return measured(openings=1)


def _reading() -> list[Row]:
    rows = []
    for size, runs in SIZES:
        text = canonical(made_up(size))
        ours, theirs = in_turn(
            lambda text=text: milliseconds(lambda: read_text(text)),
            lambda text=text: milliseconds(lambda: _events(text)),
            runs,
        )
        rows.append(Row(f"read {size} statements", ours, PEER, theirs))
    return rows


def _events(text: str) -> int:
    return sum(1 for _ in yaml.parse(text, Loader=yaml.CSafeLoader))


def _opening(openings: int) -> list[Row]:
    found = [_opened() for _ in range(openings)]

    def middle(name: str) -> float:
        return statistics.median(each.get(name, 0.0) for each in found)

    events, of = middle("events"), f"of {BIG} statements"
    rows = [
        Row(f"first picture {of}", middle("first"), PEER, events, "3 x (goal 2 x)"),
        Row(f"layout {of} on the screen", middle("laid out"), PEER, events),
        Row(
            f"longest time the window hears nothing, opening {of}",
            middle("block"),
            promise="100 ms",
        ),
    ]
    if middle("window"):
        both = middle("window") + middle("process")
        rows.append(
            Row("most memory, window and layout process", both, promise="400 MB", unit="MB")
        )
        rows.append(Row("most memory, window alone", middle("window"), unit="MB"))
    return rows


def _opened() -> dict[str, float]:
    command = [sys.executable, "-m", "bench.open_probe", str(BIG)]
    run = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, timeout=120)
    told: dict[str, float] = json.loads(run.stdout.splitlines()[-1])
    return told
