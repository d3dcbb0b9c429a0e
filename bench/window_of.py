"""The real window of a made-up map on the offscreen screen, and keys that are timed to a paint."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from argmap.app.settings import Settings
from argmap.app.workspace import Workspace
from argmap.io.yaml_write import canonical
from argmap.model.argmap import ArgumentMap
from argmap.ui.canvas.canvas import Canvas
from argmap.ui.canvas.text_edit import TextField
from argmap.ui.dialogs import Dialogs
from argmap.ui.program import Program
from argmap.ui.start import settle
from argmap.ui.surroundings import Surroundings
from argmap.ui.window import Window
from bench.awake import touch_all

NONE = Qt.KeyboardModifier.NoModifier
LIMIT = 30.0
"""Seconds after which what should be shown is given up."""
QUIET = 0.5
"""Seconds until everything that waits for a pause has been done."""


class OpenWindow:
    """A window with a map in it, that can be typed in."""

    def __init__(self, application: QApplication, map: ArgumentMap, size: tuple[int, int]) -> None:
        self._application = application
        self._folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        folder = Path(self._folder.name)
        file = folder / "map.argmap.yaml"
        file.write_text(canonical(map), encoding="utf-8")
        around = Surroundings(
            Settings(folder / "settings.json"), Workspace(folder / "state"), Dialogs()
        )
        self._awaited: Callable[[], bool] | None = None
        self.begins: Callable[[], None] = lambda: None
        """Called right before a key."""
        self.seen: Callable[[], None] = lambda: None
        """Called at the end of the paint that is waited for."""
        self._shown_at: float | None = None
        self._pressed_at = 0.0
        self._restore = [self._watched(kind) for kind in (Canvas, TextField)]
        self.program = Program(application, around)
        self.window: Window = self.program.open(file)
        self.window.resize(*size)
        self._until(lambda: self.window.editor is not None and self.window.furnished)
        self._until(lambda: bool(self.window.editor and self.window.editor.placement.warmth))
        self.window.activateWindow()
        self.window.canvas.setFocus()
        settle()  # as the program does when its first map is shown
        self.rest()

    @property
    def canvas(self) -> Canvas:
        return self.window.canvas

    def rest(self, seconds: float = QUIET) -> float:
        """Let everything that waits be done; the longest stretch without an answer, in ms."""
        longest, end = 0.0, perf_counter() + seconds
        while (now := perf_counter()) < end:
            self._turn(5)
            longest = max(longest, (perf_counter() - now) * 1000 - 5)
        return longest

    def look_closely(self, id_: str) -> None:
        """Look at a statement as one does who edits: its words can be read."""
        self.canvas.viewing.approach(id_)
        self.rest()

    def look_at_all(self) -> None:
        """Look at the whole map."""
        self.canvas.eye.fit(self.canvas.sight.content())
        self.rest()

    def press(
        self, key: Qt.Key, shown: Callable[[], bool], held: Qt.KeyboardModifier = NONE
    ) -> float:
        """Press a key; milliseconds until the end of the paint that shows what it did."""
        focus = self.window.focusWidget() or self.window
        return self._time(lambda: QTest.keyClick(focus, key, held), shown)

    def type_letter(self, letter: str) -> float:
        """Type a letter; milliseconds until the field has painted it."""
        field = self.canvas.writing.field
        words = field.words
        return self._time(lambda: QTest.keyClicks(field, letter), lambda: field.words != words)

    def laid_out(self) -> float:
        """Wait for layout; milliseconds from the last key until the canvas had its answer."""
        editor = self.window.editor
        assert editor is not None
        self._until(lambda: not editor.arranging.waits)
        return (perf_counter() - self._pressed_at) * 1000

    def close(self) -> None:
        """Close the window without a question."""
        assert self.window.editor is not None
        self.window.editor._unsaved.is_saved(self.window.editor.map)
        self.window.close()
        self._application.processEvents()
        for restore in self._restore:
            restore()
        self._folder.cleanup()

    def _time(self, act: Callable[[], object], shown: Callable[[], bool]) -> float:
        touch_all()
        self._awaited, self._shown_at = shown, None
        self.begins()
        self._pressed_at = perf_counter()
        act()
        self._until(lambda: self._shown_at is not None)
        assert self._shown_at is not None
        return (self._shown_at - self._pressed_at) * 1000

    def _watched(self, kind: type[QWidget]) -> Callable[[], None]:
        """Note when a paint of such a widget ends that shows what is awaited."""
        before = kind.paintEvent

        def painted(widget: QWidget, event: QPaintEvent) -> None:
            before(widget, event)
            if self._awaited is not None and self._awaited():
                self._shown_at, self._awaited = perf_counter(), None
                self.seen()

        setattr(kind, "paintEvent", painted)  # noqa: B010 - a method is replaced
        return lambda: setattr(kind, "paintEvent", before)

    def _until(self, reached: Callable[[], bool]) -> None:
        end = perf_counter() + LIMIT
        while not reached():
            if perf_counter() > end:
                raise TimeoutError("what should be shown was not shown")
            self._turn(20)

    def _turn(self, milliseconds: int) -> None:
        """Do what is there to do, or wait a little for something."""
        awake = QTimer()
        awake.setSingleShot(True)
        awake.start(milliseconds)
        flag = QEventLoop.ProcessEventsFlag.WaitForMoreEvents
        self._application.processEvents(flag)
