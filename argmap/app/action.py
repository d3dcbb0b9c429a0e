"""The record of one thing that a person can do, whichever way it is asked for.

Menus, toolbar, palette, cheat sheet, shortcut editor, tooltips and the manual are all made from
these records (`argmap.app.actions`). An action that needs a screen has no `run` here; the window
binds a function of its own to the id.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING

from argmap.app.when import ALWAYS, Fact, When
from argmap.model.light_dataclass import dataclass

if TYPE_CHECKING:
    from argmap.app.editor import Editor


class Context(StrEnum):
    """Where an action's keys act."""

    MAP = "map"
    """Only while the map or the outline has the focus and nothing is being typed."""
    DOCUMENT = "document"
    """Only while the text of a document has the focus; there before the keys of the window."""
    TALK = "talk"
    """Only in the windows of a talk, where nothing is typed."""
    WINDOW = "window"
    """Anywhere in the window."""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that can be done.

    `menu` is the path of its menu (`Edit/Kind`), empty where it is in none; a line is drawn in the
    menu where `part` changes. `keys` are portable key names. `when` says whether it may be used,
    `checked` whether it is shown as switched on. `help` is one sentence, `words` are other words
    by which people look for it.
    """

    id: str
    title: str
    help: str
    menu: str = ""
    part: int = 0
    keys: tuple[str, ...] = ()
    context: Context = Context.WINDOW
    when: When = ALWAYS
    checked: Fact | None = None
    run: Callable[["Editor"], None] | None = None
    icon: str = ""
    words: tuple[str, ...] = ()
