"""Layouts as `argmap layout` prints them: a process for each, maps and placements in files.

Whoever measures by this sees what a script sees: texts measured with real fonts, coordinates read
back from JSON, folds and the earlier output handed over as arguments.
"""

import json
import random
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from argmap.io.yaml_write import canonical
from argmap.layout.geometry import Box
from argmap.model.records import View
from bench.one_edit import NEW

_SENTENCE = (
    "the two powers share an interest in trade along their border although distrust remains over "
    "investment influence and history while leaders deepen cooperation on many fronts"
)
WORDS = _SENTENCE.split()


@dataclass
class Printed:
    """What one run printed: boxes and lines of links, and the file that it was printed to."""

    boxes: dict
    lines: list
    size: tuple
    file: Path


class CommandLine:
    """Lays out maps by the command, in a folder of its own."""

    def __init__(self, folder: Path, sizes: dict) -> None:
        """Take the sizes of boxes that have not grown."""
        self.folder, self.sizes = folder, sizes
        self.runs = 0

    def placed(self, state, previous, direction):
        """Run `argmap layout` on a map, with an earlier output if there is one."""
        self.runs += 1
        file = self.folder / f"{self.runs}.argmap.yaml"
        file.write_text(canonical(self._worded(state, direction)), encoding="utf-8")
        command = [sys.executable, "-m", "argmap", "layout", str(file), "--json"]
        command += [] if previous is None else ["--previous", str(previous.file)]
        command += [word for id_ in sorted(state[2]) for word in ("--fold", id_)]
        said = subprocess.run(command, check=True, capture_output=True).stdout
        data = json.loads(said)
        out = file.with_suffix(".json")
        out.write_bytes(said)
        boxes = {id_: Box(*box) for id_, box in data["boxes"].items()}
        lines = [(id_, line) for id_, found in data["routes"].items() for line in found]
        return Printed(boxes, lines, tuple(data["size"]), out)

    def _worded(self, state, direction):
        """Return the map with texts as long as those that people write; grown boxes have more."""
        map_, sizes, _ = state
        statements = {}
        for id_, statement in map_.statements.items():
            rng = random.Random(id_)
            words = rng.choices(WORDS, k=rng.randint(4, 20))
            if id_ != NEW and sizes[id_] != self.sizes[id_]:
                words += rng.choices(WORDS, k=18)
            statements[id_] = replace(statement, text=" ".join(words))
        meta = replace(map_.meta, view=View(direction=direction))
        return map_.replaced(statements=statements, meta=meta)
