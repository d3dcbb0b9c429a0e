"""When a fault of ours gets through: the work is put aside and a report shown; we go on."""

import sys
import time
import traceback
from contextlib import suppress
from types import TracebackType

from PySide6.QtGui import QGuiApplication

from argmap.ui.surroundings import Desk


class FaultHandler:
    """Called by Python with every exception that nobody caught."""

    def __init__(self, program: Desk, *, verbose: bool = False) -> None:
        self._program = program
        self._verbose = verbose
        self._seen: set[str] = set()

    def __call__(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Log the fault, put changed maps aside, and show a report once for each fault."""
        if issubclass(kind, KeyboardInterrupt):
            QGuiApplication.quit()
            return
        words = "".join(traceback.format_exception(kind, error, trace))
        sys.stderr.write(words)
        place = "".join(traceback.format_tb(trace)[-1:]) + kind.__name__
        if place in self._seen and not self._verbose:
            return
        self._seen.add(place)
        self._log(words)
        rescued = self._program.rescue()
        parent = self._program.windows[-1] if self._program.windows else None
        from argmap.ui.crash_report import CrashDialog  # a start without faults never loads it

        CrashDialog(words, rescued, parent).show()

    def _log(self, words: str) -> None:
        file = self._program.around.workspace.folder / "faults.log"
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("a", encoding="utf-8") as log:
                stamp = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
                log.write(f"--- {stamp}\n{words}\n")
