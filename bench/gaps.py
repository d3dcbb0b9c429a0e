"""How long the real window hears nothing while a big map in it is saved, and until when it is."""

from time import perf_counter

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from argmap.edit.statements import set_text
from bench.maps import made_up
from bench.window_of import OpenWindow

SIZE = (1440, 900)
TICK = 1
"""Milliseconds between two looks at the clock by the thread of the window."""
AFTERWARDS = 1.0
"""Seconds for which the window is watched once the map is saved: panes and title follow."""


def gaps(application: QApplication, statements: int, saves: int) -> list[tuple[float, float]]:
    """The longest gap of the event loop while one edit is saved, and how long that took; in ms."""
    opened = OpenWindow(application, made_up(statements), SIZE)
    found = [_saved(opened, application, number) for number in range(saves + 1)]
    opened.close()
    return found[1:]  # the first loads what saving needs


def _saved(opened: OpenWindow, application: QApplication, number: int) -> tuple[float, float]:
    editor = opened.window.editor
    assert editor is not None
    with editor.transact("Change text") as tx:
        set_text(tx, "s7", f"It is worth saving {number}.")
    opened.rest(1.0)
    start = last = perf_counter()
    longest = 0.0

    def tick() -> None:
        nonlocal last, longest
        now = perf_counter()
        longest, last = max(longest, now - last), now

    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(tick)
    timer.start(TICK)
    QTest.keyClick(opened.canvas, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    tick()
    saved_after, end = 0.0, start + 60
    while (now := perf_counter()) < end:
        if not saved_after and not editor.dirty and not opened.window.filing.is_saving:
            saved_after, end = now - start, now + AFTERWARDS
        application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    timer.stop()
    return longest * 1000, saved_after * 1000
