"""Runs the benchmarks and prints what they found, as a table and as JSON.

    ./run bench                  all of them, some in brief: three minutes at most on two cores
    ./run bench start quotes     some of them, in full
    ./run bench --json out.json  also writes JSON

Speed is told as a ratio to something measured in the same run, in turn with it: absolute times tell
about the machine. A peer that is absent is named, and its rows are left out. Each benchmark has a
process of its own; one that fails or takes too long is named, and the others go on.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from time import perf_counter

from bench.machine import machine_facts
from bench.rows import Row, table

NAMES = (
    *("start", "open", "frames", "canvas", "flights", "save", "layout", "holding_still", "warm"),
    *("quotes", "suggest", "pages", "decks"),
)
LIMIT = 900
"""Seconds that one benchmark may take, alone and in full."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="./run bench", description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(NAMES)}")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the rows as JSON")
    parser.add_argument("--limit", type=int, default=LIMIT, help=f"seconds for each ({LIMIT})")
    chosen = parser.parse_args()
    unknown = sorted(set(chosen.names) - set(NAMES))
    if unknown:
        parser.error(f"no benchmark is called {unknown[0]}; there are {', '.join(NAMES)}")
    facts = machine_facts()
    print("\n".join(f"{key}: {value}" for key, value in facts.items()))
    rows: dict[str, list[Row]] = {}
    failed: dict[str, str] = {}
    for name in chosen.names or NAMES:
        print(f"\n{name}", flush=True)
        start = perf_counter()
        try:
            rows[name] = run(name, chosen.limit, brief=not chosen.names)
            print(table(rows[name]))
        except BenchmarkError as error:
            failed[name] = str(error)
            print(f"no figures: {error}")
        print(f"({perf_counter() - start:.0f} s)", flush=True)
    found = {name: [row.as_json() for row in rows[name]] for name in rows}
    text = json.dumps({"machine": facts, "rows": found, "failed": failed}, indent=1)
    if chosen.json:
        chosen.json.write_text(text + "\n", encoding="utf-8")
    else:
        print(f"\n{text}")
    return 1 if failed else 0


class BenchmarkError(Exception):
    """Why a benchmark found nothing."""


def run(name: str, limit: float, *, brief: bool) -> list[Row]:
    """The rows of one benchmark, measured in a process of its own."""
    command = [sys.executable, "-m", "bench.one", name, *(["--brief"] if brief else [])]
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=environment, start_new_session=True
    )
    try:
        printed, _ = process.communicate(timeout=limit)
    except subprocess.TimeoutExpired:
        raise BenchmarkError(f"stopped after {limit:g} s") from None
    finally:
        _end(process)
    if process.returncode:
        raise BenchmarkError(f"failed with exit code {process.returncode}; see above")
    return [Row(**row) for row in json.loads(printed)]


def _end(process: subprocess.Popen[str]) -> None:
    """End a benchmark that still runs, with the programs that it has started."""
    if process.poll() is None:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.communicate()


if __name__ == "__main__":
    sys.exit(main())
