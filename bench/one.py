"""Runs one benchmark and prints its rows as JSON: `python -m bench.one NAME [--brief]`.

What the benchmark itself prints goes to stderr. With --brief it measures less where it can.
"""

import importlib
import json
import sys
from contextlib import redirect_stdout
from dataclasses import asdict


def main(name: str, *, brief: bool) -> None:
    module = importlib.import_module(f"bench.{name}")
    with redirect_stdout(sys.stderr):
        measure = getattr(module, "in_brief", module.measured) if brief else module.measured
        found = measure()
    print(json.dumps([asdict(row) for row in found]))


if __name__ == "__main__":
    main(sys.argv[1], brief="--brief" in sys.argv)
