"""Gives what was taken down for later its place in the map: one is chosen, then it is linked."""

from typing import TYPE_CHECKING

from argmap.edit.capture import unpark
from argmap.ui.chooser import Chooser
from argmap.ui.menus import said

if TYPE_CHECKING:
    from argmap.app.editor import Editor
    from argmap.ui.window import Window


def place_parked(window: "Window") -> Chooser | None:
    """Ask which statement to place; it comes under the selected one, or stands alone."""
    editor = window.editor
    if editor is None or not editor.map.parked:
        return None
    entries = [(id_, _line(one.text, one.speaker)) for id_, one in editor.map.parked.items()]
    chooser = Chooser(said("What to place under the selection?"), entries, window)
    chooser.chosen.connect(lambda id_: window.canvas.attempt(lambda: _place(editor, id_)))
    chooser.open()
    return chooser


def _place(editor: "Editor", id_: str) -> None:
    with editor.transact("Place a contribution") as tx:
        unpark(tx, id_, editor.session.focus)
    editor.select(id_)


def _line(text: str, speaker: str) -> str:
    return f"{text} ({speaker})" if speaker else text
