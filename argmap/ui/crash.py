"""When a fault of ours gets through: the work is put aside and a report shown; we go on."""

import datetime
import sys
import traceback
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from argmap.ui.buttons import without_icons
from argmap.ui.surroundings import Desk
from argmap.ui.versions import versions


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
        CrashDialog(words, rescued, parent).show()

    def _log(self, words: str) -> None:
        file = self._program.around.workspace.folder / "faults.log"
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("a", encoding="utf-8") as log:
                stamp = datetime.datetime.now(tz=datetime.UTC).isoformat(timespec="seconds")
                log.write(f"--- {stamp}\n{words}\n")


class CrashDialog(QDialog):
    """Says what happened and where the work is, and copies the report."""

    def __init__(self, words: str, rescued: list[Path], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("A fault in argmap"))
        self.report = f"{versions()}\n\n{words}"
        column = QVBoxLayout(self)
        for text in self._sentences(rescued):
            label = QLabel(text, self)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setWordWrap(True)
            column.addWidget(label)
        shown = QPlainTextEdit(self.report, self)
        shown.setReadOnly(True)
        column.addWidget(shown, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        copy = buttons.addButton(self.tr("Copy report"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.report))
        buttons.rejected.connect(self.reject)
        without_icons(buttons)
        column.addWidget(buttons)
        self.resize(640, 420)

    def _sentences(self, rescued: list[Path]) -> list[str]:
        said = [
            self.tr(
                "Something went wrong inside the program. The last step may not have been done; "
                "you can go on working, but save soon."
            )
        ]
        said += [self.tr("A copy of your work is in {}").format(path) for path in rescued]
        return said
