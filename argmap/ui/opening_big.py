"""How a big map gets into its window without ever holding it up.

A thread reads the file. A sketch, or what was kept of last time, is shown at once. Texts are
measured in slices after that, while the process that lays maps out comes up; the layout replaces
the sketch when it is there.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from argmap.app.arrangers import BIG, ProcessArranger
from argmap.app.editor import Editor
from argmap.app.workspace import Workspace
from argmap.io.files import Document
from argmap.layout.placement import Placement
from argmap.layout.sketch import sketch
from argmap.model.light_dataclass import dataclass
from argmap.render.measure import Measure
from argmap.ui.background import Background
from argmap.ui.clipboard import SystemClipboard
from argmap.ui.first_paint import FirstPaint
from argmap.ui.reading_files import read_now
from argmap.ui.slices import Slices

if TYPE_CHECKING:
    from argmap.app.kept import Kept
    from argmap.ui.window import Window


@dataclass(frozen=True, slots=True)
class Opened:
    """What came of reading a file: a document with a first placement, or why there is none."""

    document: Document | None = None
    kept: "Kept | None" = None
    sketch: Placement | None = None
    fault: Exception | None = None


def read_in_background(
    window: "Window", path: Path, measure: Measure, then: Callable[[Opened], None]
) -> None:
    """Read a file by a thread, and call `then`, unless the window was closed meanwhile."""
    workspace = window.around.workspace
    background = Background(window)
    window.closed.connect(lambda _: background.close())
    background.run("open", _opened, (path, workspace, measure), then)
    background.run_out()


def editor_of(
    document: Document, opened: Opened, measure: Measure, arranger: ProcessArranger
) -> Editor:
    """Return an editor that shows a first placement, and is not measured yet."""
    editor = Editor(document, measure.sizes, arranger=arranger, clipboard=SystemClipboard())
    if opened.kept is not None:
        editor.session.camera = opened.kept.camera
        editor.session.visits.begin_with(opened.kept.visited)
        editor.sketch(opened.kept.placement, opened.kept.folded)
    elif opened.sketch is not None:
        editor.sketch(opened.sketch)
    return editor


def arrange_when_seen(
    window: "Window", editor: Editor, measure: Measure, arranger: ProcessArranger
) -> None:
    """Measure the texts and lay the map out, once its first picture is painted."""

    def measured() -> None:
        if len(editor.map.statements) > BIG:
            arranger.prepare()  # it is ready when the texts are measured
        Slices(measure.sizing(editor.map), editor.arrange, window)

    FirstPaint(window.canvas, measured)


def is_made(window: "Window") -> bool:
    """Tell whether a window's map is laid out and its panes are there."""
    return window.furnished and window.editor is not None and window.editor.arranging.is_settled


def _opened(path: Path, workspace: Workspace, measure: Measure) -> Opened:
    """Read a file and what is kept of it; make a sketch where nothing is."""
    document = read_now(path)
    if isinstance(document, Exception):
        return Opened(fault=document)
    kept = workspace.kept(document.raw)
    if kept is not None or len(document.map.statements) <= BIG:
        return Opened(document, kept)
    import numpy  # noqa: F401 - the first paint of so many boxes needs it

    return Opened(document, sketch=sketch(document.map, measure.rough_sizes(document.map)))
