"""Start-up, against a bare QMainWindow: in processes of their own, from birth to first paint."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from threading import Timer
from time import perf_counter

from argmap.resources import example_maps
from bench.rows import Row, in_turn

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


def measured() -> list[Row]:
    example = next(path for path in example_maps() if "strategic" in path.name)
    with tempfile.TemporaryDirectory() as home:
        bare = [sys.executable, "-c", _BARE]
        window, base = in_turn(
            lambda: _until_ready([sys.executable, "-m", "bench.start_probe", "window"], home),
            lambda: _until_ready(bare, home),
            RUNS,
        )
        shown, base_again = in_turn(
            lambda: _until_ready(
                [sys.executable, "-m", "bench.start_probe", "map", str(example)], home
            ),
            lambda: _until_ready(bare, home),
            RUNS,
        )
    return [
        Row("window usable", window, "bare QMainWindow", base, "1.8 x (goal 1.5 x)"),
        Row("example map in it", shown, "bare QMainWindow", base_again, "4 x (goal 3 x)"),
    ]


def _until_ready(command: list[str], home: str) -> float:
    """Milliseconds from starting a process until it says that it is ready."""
    folders = {f"XDG_{kind}_HOME": home for kind in ("CONFIG", "STATE", "CACHE", "DATA")}
    platform = os.environ.get("QT_QPA_PLATFORM", "offscreen")
    environment = {**os.environ, **folders, "HOME": home, "QT_QPA_PLATFORM": platform}
    start = perf_counter()
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=Path(__file__).parents[1],
        env=environment,
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
    if line.strip() != b"ready":
        raise RuntimeError(f"{command} never became ready")
    return taken
