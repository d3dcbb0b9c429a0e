"""From a key to the picture that shows what it did, in the real window, with layout and all panes.

The p95 of each kind of edit, what blocks the window afterwards, and, on stderr, where the time
went. An edit that moves boxes counts to the first frame in which they are on their way; in a big
map what folds hide, what goes, and what was made of a draft is seen before layout has answered, and
in any map what was folded a moment ago. How long that takes is told as well. Edits are made where
words can be read; a large branch is also folded and unfolded while the whole map is in sight. All
memory is touched before each key (see `bench.awake`).
"""

import random
import resource
import statistics
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from PySide6.QtCore import Qt, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from argmap.app.arrangers import InlineArranger, ProcessArranger
from argmap.app.arranging import Arranging
from argmap.app.editor import Editor
from argmap.edit.store import Store
from argmap.model.argmap import ArgumentMap
from argmap.model.records import StatementId
from argmap.render.measure import Measure
from argmap.ui.canvas.canvas import Canvas
from argmap.ui.inspector import Inspector
from argmap.ui.start import make_application
from argmap.ui.window import Window
from bench.maps import made_up
from bench.parts import Parts
from bench.rows import Row, p95
from bench.window_of import OpenWindow

SIZES = ((300, 12, 33), (2_000, 10, 60), (10_000, 8, 120))
"""Statements, how often every edit is done, and the milliseconds promised."""
SIZE = (1600, 1000)
LETTER = 33
_FOLDS = ("fold", "unfold", "fold a large branch", "unfold a large branch")
LAID_OUT = ("add", "undo", "delete", *_FOLDS)
_CTRL = Qt.KeyboardModifier.ControlModifier
_PARTS = [
    (Store, "commit", "commit"),
    (Editor, "_show", "draft"),
    (Measure, "sizes", "measure"),
    (Arranging, "arrange", "arranging"),
    (InlineArranger, "ask", "layout"),
    (ProcessArranger, "ask", "worker"),
    (Canvas, "_placed", "canvas"),
    (Canvas, "paintEvent", "paint"),
    (Window, "refresh", "window"),
    (Window, "facts", "facts"),
    (Inspector, "_committed", "inspector"),
    (Inspector, "_turn", "inspector"),
]


def measured() -> list[Row]:
    return _measured(SIZES)


def in_brief() -> list[Row]:
    return _measured([(size, 3, promise) for size, _, promise in SIZES if size != 2_000])


def _measured(sizes: Sequence[tuple[int, int, int]]) -> list[Row]:
    qInstallMessageHandler(lambda *_: None)  # the offscreen screen complains of every resizing
    application = make_application()
    parts = Parts()
    parts.listen(_PARTS)
    rows = []
    for size, times, promise in sizes:
        rows += _rows(_found(application, parts, size, times), size, promise)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rows.append(Row("peak memory after all of it", memory, promise="400 MB", unit="MB"))
    return rows


def _found(
    application: QApplication, parts: Parts, size: int, times: int
) -> dict[str, list[float]]:
    """What the edits of one window took; nothing of it is held when it is closed."""
    opened = OpenWindow(application, made_up(size, cross_links=0.05), SIZE)
    found = _edited(opened, parts, times)
    opened.close()
    return found


def _edited(opened: OpenWindow, parts: Parts, times: int) -> dict[str, list[float]]:
    """Milliseconds of every edit, by its kind, and of the longest pause after one."""
    found: dict[str, list[float]] = {}
    spent: dict[str, list[dict[str, float]]] = {}
    opened.begins = parts.begin
    opened.seen = parts.end  # what is done after the picture belongs to the pause
    for number, ids in enumerate(_chosen(opened, times + 1)):
        for name, act in _edits(opened, *ids):
            took = act()
            went = parts.counted()
            answered = opened.laid_out()
            pause = 0.0 if name == "a letter" else opened.rest()
            if number:  # the first round does not count: it loads and makes what is made once
                found.setdefault(name, []).append(took)
                found.setdefault("pause", []).append(pause)
                if name in LAID_OUT:
                    found.setdefault(f"{name} until layout has answered", []).append(answered)
                spent.setdefault(name, []).append(went)
    for name, each in spent.items():
        _tell(name, found[name], each)
    for name in LAID_OUT:
        print(f"{name:13} p95 {p95(found[f'{name} until layout has answered']):.1f} with layout")
    return found


def _edits(
    opened: OpenWindow, leaf: StatementId, inner: StatementId
) -> Iterator[tuple[str, Callable[[], float]]]:
    """The edits of one round; the map is the same after it."""
    editor, canvas, key = opened.window.editor, opened.canvas, Qt.Key
    assert editor is not None

    def is_drawn(id_: str) -> bool:
        return id_ in canvas.placement.boxes

    def is_committed(count: int) -> Callable[[], bool]:
        return lambda: editor.store.revision > count and _is_placed(canvas)

    def after_commit(key: Qt.Key, held: Any = Qt.KeyboardModifier.NoModifier) -> float:
        return opened.press(key, is_committed(editor.store.revision), held)

    opened.look_closely(leaf)
    editor.select(leaf)
    opened.rest()
    yield "a new box", lambda: opened.press(key.Key_Tab, lambda: is_drawn(editor.draft_id or ""))
    for letter in "it is so":
        yield "a letter", lambda letter=letter: opened.type_letter(letter)
        opened.rest(0.12)
    yield "add", lambda: after_commit(key.Key_Return)
    yield "undo", lambda: after_commit(key.Key_Z, _CTRL)
    editor.select(leaf)
    opened.rest()
    yield "open to edit", lambda: opened.press(key.Key_F2, lambda: canvas.writing.is_open)
    yield "a letter", lambda: opened.type_letter("x")
    opened.rest(0.12)
    yield "edit text", lambda: after_commit(key.Key_Return)
    yield "undo", lambda: after_commit(key.Key_Z, _CTRL)
    yield "flip", lambda: after_commit(key.Key_I, _CTRL)
    yield "undo", lambda: after_commit(key.Key_Z, _CTRL)
    yield "delete", lambda: after_commit(key.Key_Delete)
    yield "undo", lambda: after_commit(key.Key_Z, _CTRL)
    large = _largest(editor.map)
    for where, top in (("", inner), (" a large branch", large), (" that, seen whole", large)):
        editor.select(top)
        opened.look_closely(top)
        if "whole" in where:
            opened.look_at_all()
        child = editor.map.children[top][0]
        yield f"fold{where}", lambda at=child: opened.press(key.Key_Space, lambda: not is_drawn(at))
        yield f"unfold{where}", lambda at=child: opened.press(key.Key_Space, lambda: is_drawn(at))


def _largest(map: ArgumentMap) -> StatementId:
    """Return the child of the first root that has the most below it: about a third of the map."""
    below = map.children[map.roots[0]]
    return max(below, key=lambda id_: sum(1 for _ in map.branch(id_)))


def _is_placed(canvas: Canvas) -> bool:
    """Whether the placement that is painted is of the map that is painted."""
    map, boxes = canvas.map, canvas.placement.boxes
    return len(boxes) == len(map.statements) and canvas.editor.draft is None


def _chosen(opened: OpenWindow, times: int) -> list[tuple[StatementId, StatementId]]:
    """A statement without premises and one with some, as often as wanted."""
    assert opened.window.editor is not None
    map, pick = opened.window.editor.map, random.Random(7)
    leaves = [id_ for id_ in map.statements if id_ not in map.links_into]
    inner = [id_ for id_ in map.statements if id_ in map.children and id_ not in map.roots]
    return [(pick.choice(leaves), pick.choice(inner)) for _ in range(times)]


def _rows(found: dict[str, list[float]], size: int, promise: int) -> list[Row]:
    rows = []
    for name, times in found.items():
        if name == "pause":
            rows.append(Row(f"{size}: longest pause within half a second", p95(times)))
        else:
            kept = LETTER if name == "a letter" else promise
            rows.append(Row(f"{size}: {name}, p95", p95(times), promise=f"{kept} ms"))
    return rows


def _tell(name: str, times: list[float], spent: list[dict[str, float]]) -> None:
    """Print the median and where its time went, on stderr with all else that is printed."""
    names = sorted({part for each in spent for part in each})
    shares = {part: statistics.median(each.get(part, 0.0) for each in spent) for part in names}
    listed = ", ".join(f"{part} {share:.1f}" for part, share in shares.items() if share >= 0.05)
    head = f"{name:13} median {statistics.median(times):6.1f} p95 {p95(times):6.1f}"
    busy = statistics.median(sum(each.values()) for each in spent)
    print(f"{head}, of the processor {busy:.1f}: {listed}", flush=True)
