"""Reading a file into a map, against the time that PyYAML's C parser needs for its events alone."""

import yaml

from argmap.io.yaml_read import read_text
from argmap.io.yaml_write import canonical
from bench.maps import made_up
from bench.rows import Row, in_turn, milliseconds

SIZES = ((300, 15), (2_000, 7), (10_000, 3))


def measured() -> list[Row]:
    rows = []
    for size, runs in SIZES:
        text = canonical(made_up(size))
        ours, theirs = in_turn(
            lambda text=text: milliseconds(lambda: read_text(text)),
            lambda text=text: milliseconds(lambda: _events(text)),
            runs,
        )
        rows.append(Row(f"read {size} statements", ours, "events by PyYAML's C parser", theirs))
    return rows


def _events(text: str) -> int:
    return sum(1 for _ in yaml.parse(text, Loader=yaml.CSafeLoader))
