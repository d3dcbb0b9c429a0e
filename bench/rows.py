"""A measured figure beside that of its peer, and how the two are printed."""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from time import perf_counter
from typing import Any


@dataclass(frozen=True)
class Row:
    """What was measured, in milliseconds unless `unit` says otherwise; `promise` is in words."""

    what: str
    ours: float
    peer: str = ""
    theirs: float | None = None
    promise: str = ""
    unit: str = "ms"

    @property
    def ratio(self) -> float | None:
        """Ours over theirs."""
        return self.ours / self.theirs if self.theirs else None

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "ratio": self.ratio}


def table(rows: Sequence[Row]) -> str:
    """The rows in columns, for a terminal."""
    cells = [("", "ours", "peer", "", "ratio", "promise")]
    for row in rows:
        theirs = "" if row.theirs is None else f"{row.theirs:.1f} {row.unit}"
        ratio = "" if row.ratio is None else f"{row.ratio:.2f} x"
        cells.append((row.what, f"{row.ours:.1f} {row.unit}", theirs, row.peer, ratio, row.promise))
    widths = [max(len(line[k]) for line in cells) for k in range(6)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in cells
    )


def milliseconds(call: Callable[[], object]) -> float:
    """How long one call takes."""
    start = perf_counter()
    call()
    return (perf_counter() - start) * 1000


def in_turn(
    ours: Callable[[], float], theirs: Callable[[], float], runs: int
) -> tuple[float, float]:
    """The medians of both, measured in turn after one of each that does not count."""
    first, second = all_in_turn((ours, theirs), runs)
    return first, second


def all_in_turn(measures: Sequence[Callable[[], float]], runs: int) -> list[float]:
    """The medians of several, measured in turn after one of each that does not count."""
    for measure in measures:
        measure()
    rounds = [[measure() for measure in measures] for _ in range(runs)]
    return [statistics.median(values) for values in zip(*rounds, strict=True)]


def p95(values: Sequence[float]) -> float:
    """The value that 95 of 100 do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
