"""Opens a big map in the real window and prints what that took, as JSON.

Milliseconds: the parser's events alone, the first picture with boxes since the wish to open the
map, the layout that replaces it, the longest time in which the window heard nothing. Megabytes: the
most memory of the window, and of its layout process. The program runs already, as it does when a
map is chosen from the list.
"""

import json
import os
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication

from argmap.io.yaml_write import canonical
from bench.maps import made_up

TICK = 2
"""Milliseconds between two looks at the clock by the thread of the window."""
AFTERWARDS = 2.0
"""Seconds for which the window is watched once the map is laid out."""


def main(statements: int) -> None:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        for kind in ("CONFIG", "STATE", "CACHE", "DATA"):
            os.environ[f"XDG_{kind}_HOME"] = home
        path = Path(home, "big.argmap.yaml")
        text = canonical(made_up(statements))
        path.write_text(text, encoding="utf-8")
        print(json.dumps(_opened(path, text)))


def _opened(path: Path, text: str) -> dict[str, float]:
    from PySide6.QtCore import Qt, QTimer

    from argmap.app.folders import config_folder, state_folder
    from argmap.app.layout_process import Elsewhere
    from argmap.app.settings import Settings
    from argmap.app.workspace import Workspace
    from argmap.ui.dialogs import Dialogs
    from argmap.ui.program import Program
    from argmap.ui.start import make_application
    from argmap.ui.surroundings import Surroundings

    application = make_application()
    application.setQuitOnLastWindowClosed(False)
    settings = Settings(config_folder() / "settings.json")
    program = Program(application, Surroundings(settings, Workspace(state_folder()), Dialogs()))
    program.welcome()
    _until(application, lambda: program.is_ready)
    found = {"events": _milliseconds_of_events(text)}

    from argmap.ui.canvas.canvas import Canvas

    painted = Canvas.paintEvent

    def paint(canvas: Canvas, event: object) -> None:
        painted(canvas, event)
        if canvas.sight.placement.boxes:
            found.setdefault("first", (perf_counter() - start) * 1000)

    Canvas.paintEvent = paint  # type: ignore[method-assign]
    start = last = perf_counter()
    longest = 0.0

    def tick() -> None:
        nonlocal last, longest
        longest, last = max(longest, perf_counter() - last), perf_counter()

    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(tick)
    timer.start(TICK)
    window = program.open(path)

    def laid_out() -> bool:
        return window.editor is not None and isinstance(window.editor.placement.warmth, Elsewhere)

    _until(application, laid_out)
    found["laid out"] = (perf_counter() - start) * 1000
    end = perf_counter() + AFTERWARDS
    _until(application, lambda: perf_counter() > end)
    found["block"] = longest * 1000
    found |= _memory()
    window.close()
    return found


def _until(application: "QApplication", done: "Callable[[], bool]", seconds: int = 60) -> None:
    """Let the program run until something is so."""
    from PySide6.QtCore import QTimer

    look = QTimer()
    look.timeout.connect(lambda: application.exit() if done() else None)
    look.start(10)
    QTimer.singleShot(seconds * 1000, look, application.exit)
    application.exec()
    look.stop()
    if not done():
        raise TimeoutError


def _milliseconds_of_events(text: str) -> float:
    taken = []
    for _ in range(3):
        start = perf_counter()
        for _ in yaml.parse(text, Loader=yaml.CSafeLoader):
            pass
        taken.append((perf_counter() - start) * 1000)
    return sorted(taken)[1]


def _memory() -> dict[str, float]:
    """The most memory that this process and those it has started ever had, where that is told."""
    try:
        import resource
    except ImportError:
        return {}
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    children = 0.0
    for task in Path("/proc/self/task").glob("*/children"):
        for child in task.read_text().split():
            status = Path("/proc", child, "status").read_text().splitlines()
            peak = next((line for line in status if line.startswith("VmHWM")), "VmHWM: 0 kB")
            children += int(peak.split()[1]) / 1024
    return {"window": own, "process": children}


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
