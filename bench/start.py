"""Start-up, against a bare QMainWindow: in processes of their own, from birth to a painted window.

Both run from fresh byte code in a folder of their own, so that it does not matter which modules of
the checkout happen to be compiled.
"""

import os
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from threading import Timer
from time import perf_counter

from argmap.resources import example_maps
from bench.rows import Row, all_in_turn

RUNS = 9
_BARE = """
import sys
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QMainWindow
class Bare(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        print("ready", flush=True)
app = QApplication([])
window = Bare()
window.resize(1200, 800)
window.show()
app.exec()
"""
_STAGES = {
    "painted": ("window painted", ""),
    "usable": ("window usable", "1.8 x (goal 1.5 x)"),
    "map": ("example map in it", "4 x (goal 3 x)"),
    "welcome": ("list of maps shown", ""),
}
"""What is waited for (bench/start_probe.py), what it is called, and what is promised."""


def measured() -> list[Row]:
    example = next(path for path in example_maps() if "strategic" in path.name)
    commands = [[sys.executable, "-c", _BARE]]
    for stage in _STAGES:
        files = [] if stage == "welcome" else [str(example)]
        commands.append([sys.executable, "-m", "bench.start_probe", stage, *files])
    with tempfile.TemporaryDirectory() as home:
        starts = [partial(_until_ready, command, home) for command in commands]
        bare, *ours = all_in_turn(starts, RUNS)
    return [
        Row(words, taken, "bare QMainWindow", bare, promise)
        for taken, (words, promise) in zip(ours, _STAGES.values(), strict=True)
    ]


def _until_ready(command: list[str], home: str) -> float:
    """Milliseconds from starting a process until it says that it is ready."""
    start = perf_counter()
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=Path(__file__).parents[1],
        env=_environment(home),
    )
    assert process.stdout is not None
    patience = Timer(30, process.kill)
    patience.start()
    line = process.stdout.readline()
    taken = (perf_counter() - start) * 1000
    patience.cancel()
    process.kill()
    process.wait()
    process.stdout.close()
    if not line.startswith(b"ready"):
        raise RuntimeError(f"{command} never became ready")
    return taken


def _environment(home: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    folders = {f"XDG_{kind}_HOME": home for kind in ("CONFIG", "STATE", "CACHE", "DATA")}
    platform = os.environ.get("QT_QPA_PLATFORM", "offscreen")
    compiled = {"PYTHONPYCACHEPREFIX": str(Path(home, "compiled"))}
    return {**kept, **folders, **compiled, "HOME": home, "QT_QPA_PLATFORM": platform}
