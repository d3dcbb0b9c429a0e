"""How a map gets into a window that stands already: read, laid out, shown with its canvas.

This brings most of the program with it, so it is imported once the first window is seen.
"""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QTimer

from argmap.app.arrangers import ProcessArranger
from argmap.app.editor import Editor
from argmap.app.messages import Notice, Tone
from argmap.io.files import Document, new_document
from argmap.render.measure import Measure
from argmap.ui.bridge import Bridge
from argmap.ui.canvas.access import Announcer
from argmap.ui.canvas.canvas import Canvas
from argmap.ui.clipboard import SystemClipboard
from argmap.ui.collecting import Resting, Undisturbed
from argmap.ui.first_paint import PAINTED, FirstPaint
from argmap.ui.posting import Posting
from argmap.ui.present.starting import TalkFollower
from argmap.ui.reading_files import is_big, read_now
from argmap.ui.surroundings import Desk, Surroundings
from argmap.ui.ui_actions import bindings
from argmap.ui.warming import Warming

if TYPE_CHECKING:
    from argmap.ui.window import Window

_ANNOUNCED = "canvases_are_announced"


def fill(program: Desk, window: "Window", path: Path) -> None:
    """Open a file in a window; what is no map is told on stderr and in the window."""
    if begins_to_read(program, window, path):
        return
    document = read_now(path)
    if isinstance(document, Exception):
        _tell_unreadable(program, window, str(document))
        return
    adopt(program, window, document)
    _tell_of(program, window, path, document)


def begins_to_read(program: Desk, window: "Window", path: Path) -> bool:
    """Open a big file, and tell whether it is one; the window may be without actions still.

    What holds a window up for long is done elsewhere, or a little at a time.
    """
    if not is_big(path):
        return False
    from argmap.ui import opening_big

    measure = measure_for(program.around)
    undisturbed = Undisturbed(window, window.closed, lambda: opening_big.is_made(window))

    def read(opened: "opening_big.Opened") -> None:
        if not window.equipped:
            window.equip()
        if opened.document is None:
            undisturbed.give_up()
            _tell_unreadable(program, window, str(opened.fault))
            return
        arranger = ProcessArranger(Posting(window).post)
        editor = opening_big.editor_of(opened.document, opened, measure, arranger)
        show(program, window, editor, measure)
        opening_big.arrange_when_seen(window, editor, measure, arranger)
        _tell_of(program, window, path, opened.document)

    opening_big.read_in_background(window, path, measure, read)
    return True


def adopt(program: Desk, window: "Window", document: Document) -> None:
    """Make an editor of a document and show it; where things stood last time is kept if it fits."""
    around = program.around
    measure, after = measure_for(around), partial(_after_paint, window)
    arranger = ProcessArranger(Posting(window).post, post_late=after)
    editor = Editor(document, measure.sizes, arranger=arranger, clipboard=SystemClipboard())
    kept = around.workspace.kept(document.raw) if document.raw else None
    if kept is not None:
        editor.session.camera = kept.camera
        editor.session.visits.begin_with(kept.visited)
    if kept is None or not editor.start_from(kept.placement, kept.folded):
        editor.arrange()
    show(program, window, editor, measure)


def _tell_unreadable(program: Desk, window: "Window", what: str) -> None:
    sys.stderr.write(f"{what}\n")
    adopt(program, window, new_document())
    others = (_said("Other maps…"), program.welcome)
    window.bar.say("unreadable", what, (others,))


def _tell_of(program: Desk, window: "Window", path: Path, document: Document) -> None:
    """Tell what is to be known of a file that was opened, and remember it."""

    def remember() -> None:
        program.around.workspace.opened(path)

    # Not at once, for what else waits for the first paint is seen, and this writes a file.
    FirstPaint(window.canvas, lambda: QTimer.singleShot(0, window, remember))
    for words in document.notices:
        window.tell(Notice(words, Tone.WARNING))
    if document.picture is not None:
        words = _said("This is the map inside the picture. Save asks for a name.")
        window.tell(Notice(words))
    if document.set_aside:
        _tell_of_set_aside(window, document)


def show(program: Desk, window: "Window", editor: Editor, measure: Measure) -> None:
    """Give a window the canvas, panes and actions of an editor."""
    _announce()
    bridge = Bridge(editor, window)
    Warming(editor.arranging, bridge)
    resting = Resting(bridge, window.closed)
    for changed in (bridge.committed, bridge.placed):
        changed.connect(resting.wait)
    resting.wait()
    canvas = Canvas(editor, bridge, measure, program.theme)
    window.bindings = {**bindings(program, window), **canvas.bindings()}
    window.adopt(editor, bridge, canvas)
    TalkFollower(window)


def remeasure(program: Desk, window: "Window") -> None:
    """Show a window's map with text of another size: with a new canvas and new panes."""
    if (editor := window.editor) is None:
        return
    if window.filing.is_saving:  # its end is awaited by what would go now
        again, once = partial(remeasure, program, window), Qt.ConnectionType.SingleShotConnection
        window.filing.saving_changed.connect(again, once)
        return
    window.finish_typing()
    measure = measure_for(program.around)
    window.release()
    editor.arranging.measure = measure.sizes
    show(program, window, editor, measure)
    editor.arrange()


def measure_for(around: Surroundings) -> Measure:
    """Return a measure for the size of text that is set."""
    return Measure(int(around.settings.value("text_size")) / 100)


def rescued_text(editor: Editor) -> str:
    """Return the text of a map as a new file would hold it."""
    from argmap.io.yaml_write import canonical

    return canonical(editor.map)


def _after_paint(window: "Window", function: Callable[[], None]) -> None:
    """Call a function once what has just changed on the canvas is painted, or need not be."""
    FirstPaint(window.canvas, function, at_latest=3 * PAINTED)


def _announce() -> None:
    """Let screen readers hear of canvases, once for the application."""
    application = QCoreApplication.instance()
    if application is not None and not application.property(_ANNOUNCED):
        # Noted by a word: to look for it among the children would make all of them known.
        application.setProperty(_ANNOUNCED, True)
        Announcer(application)


def _tell_of_set_aside(window: "Window", document: Document) -> None:
    count = len(document.set_aside)
    words = _said("Some entries of the file could not be read: {}. They stay in it as they are.")
    show = (_said("Show problems"), lambda: window.docks.show("problems"))
    window.bar.say("set-aside", words.format(count), (show,))


def _said(text: str) -> str:
    return QCoreApplication.translate("Opening", text)
