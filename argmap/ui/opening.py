"""How a map gets into a window that stands already: read, laid out, shown with its canvas.

This brings most of the program with it, so it is imported once the first window is seen.
"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from argmap.app.editor import Editor
from argmap.app.messages import Notice, Tone
from argmap.io.files import Document, new_document, open_document
from argmap.model.errors import UserError
from argmap.render.measure import Measure
from argmap.ui.bridge import Bridge
from argmap.ui.canvas.access import Announcer
from argmap.ui.canvas.canvas import Canvas
from argmap.ui.clipboard import SystemClipboard
from argmap.ui.first_paint import FirstPaint
from argmap.ui.present.starting import TalkFollower
from argmap.ui.surroundings import Desk, Surroundings
from argmap.ui.ui_actions import bindings

if TYPE_CHECKING:
    from argmap.ui.window import Window


def fill(program: Desk, window: "Window", path: Path) -> None:
    """Open a file in a window; what is no map is told on stderr and in the window."""
    try:
        document = open_document(path)
    except (UserError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        adopt(program, window, new_document())
        others = (_said("Other maps…"), program.welcome)
        window.bar.say("unreadable", str(error), (others,))
        return
    adopt(program, window, document)
    FirstPaint(window.canvas, lambda: program.around.workspace.opened(path))
    for words in document.notices:
        window.tell(Notice(words, Tone.WARNING))
    if document.picture is not None:
        words = _said("This is the map inside the picture. Save asks for a name.")
        window.tell(Notice(words))
    if document.set_aside:
        _tell_of_set_aside(window, document)


def adopt(program: Desk, window: "Window", document: Document) -> None:
    """Make an editor of a document and show it; where things stood last time is kept if it fits."""
    around = program.around
    measure = measure_for(around)
    editor = Editor(document, measure.sizes, clipboard=SystemClipboard())
    kept = around.workspace.kept(document.raw) if document.raw else None
    if kept is not None:
        editor.session.camera = kept.camera
        editor.session.visits.begin_with(kept.visited)
    if kept is None or not editor.start_from(kept.placement, kept.folded):
        editor.arrange()
    show(program, window, editor, measure)


def show(program: Desk, window: "Window", editor: Editor, measure: Measure) -> None:
    """Give a window the canvas, panes and actions of an editor."""
    _announce()
    bridge = Bridge(editor, window)
    canvas = Canvas(editor, bridge, measure, program.theme)
    window.bindings = {**bindings(program, window), **canvas.bindings()}
    window.adopt(editor, bridge, canvas)
    TalkFollower(window)


def remeasure(program: Desk, window: "Window") -> None:
    """Show a window's map with text of another size: with a new canvas and new panes."""
    if (editor := window.editor) is None:
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


def _announce() -> None:
    """Let screen readers hear of canvases, once for the application."""
    application = QCoreApplication.instance()
    if application is not None and application.findChild(Announcer) is None:
        Announcer(application)


def _tell_of_set_aside(window: "Window", document: Document) -> None:
    count = len(document.set_aside)
    words = _said("Some entries of the file could not be read: {}. They stay in it as they are.")
    show = (_said("Show problems"), lambda: window.docks.show("problems"))
    window.bar.say("set-aside", words.format(count), (show,))


def _said(text: str) -> str:
    return QCoreApplication.translate("Opening", text)
