"""Runs the benchmarks and prints what they found, as a table and as JSON.

    ./run bench                 all of them
    ./run bench start save      some of them
    ./run bench --json out.json also writes JSON

Speed is told as a ratio to something measured in the same run, in turn with it: absolute times tell
about the machine. A peer that is absent is named, and its rows are left out.
"""

import argparse
import importlib
import json
import sys
from pathlib import Path

from bench.machine import machine_facts
from bench.rows import Row, table

NAMES = ("start", "open", "frames", "save", "quotes", "suggest")


def main() -> int:
    parser = argparse.ArgumentParser(prog="./run bench", description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(NAMES)}")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the rows as JSON")
    chosen = parser.parse_args()
    unknown = sorted(set(chosen.names) - set(NAMES))
    if unknown:
        parser.error(f"no benchmark is called {unknown[0]}; there are {', '.join(NAMES)}")
    facts = machine_facts()
    print("\n".join(f"{key}: {value}" for key, value in facts.items()))
    rows: dict[str, list[Row]] = {}
    for name in chosen.names or NAMES:
        print(f"\n{name}", flush=True)
        rows[name] = importlib.import_module(f"bench.{name}").measured()
        print(table(rows[name]), flush=True)
    report = {"machine": facts, "rows": {name: [r.as_json() for r in rows[name]] for name in rows}}
    text = json.dumps(report, indent=1)
    if chosen.json:
        chosen.json.write_text(text + "\n", encoding="utf-8")
    else:
        print(f"\n{text}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
