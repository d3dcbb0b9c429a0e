"""What is run for the actions that need a screen, by their ids.

The actions themselves (title, keys, when) stand in the table of `argmap.app.actions`. What is
seldom used is imported when it is first asked for.
"""

from functools import partial
from typing import TYPE_CHECKING

from argmap.app.facts import PANES, THEMES
from argmap.ui.menus import Bindings
from argmap.ui.surroundings import Desk

if TYPE_CHECKING:
    from argmap.ui.window import Window


def bindings(program: Desk, window: "Window") -> Bindings:
    """Return what to run for each action of a window that no canvas is needed for."""
    found: Bindings = {
        "file.new": program.new,
        "file.open": lambda: program.ask_what_to_open(window),
        "file.welcome": program.welcome,
        "file.forget-recent": lambda: _forget_recent(program, window),
        "file.save": lambda: _save(window),
        "file.save-as": lambda: _save(window, elsewhere=True),
        "file.reload": lambda: window.filing.reload(),
        "file.export": lambda: _export(window),
        "file.print": lambda: _print(window),
        "file.close": window.close,
        "file.quit": program.quit,
        "view.find": lambda: window.find_bar.open(),
        "view.replace": lambda: window.find_bar.open(to_replace=True),
        "view.find-next": lambda: window.find_bar.go_on(1),
        "view.find-previous": lambda: window.find_bar.go_on(-1),
        "insert.name-group": lambda: _name_group(window),
        "arrange.fold-level": lambda: _fold_level(window),
        "view.preferences": lambda: _preferences(program, window),
        "view.next-pane": lambda: window.docks.walk(1, window.canvas, window.trail),
        "view.previous-pane": lambda: window.docks.walk(-1, window.canvas, window.trail),
        "view.full-screen": lambda: _full_screen(window),
        "story.place-parked": lambda: _place_parked(window),
        "story.step-from-view": lambda: _step_from_view(window),
        "story.camera-from-view": lambda: _camera_from_view(window),
        "help.keys": lambda: _keys(window),
        "help.palette": lambda: _palette(program, window),
        "help.about": lambda: _about(window),
    }
    found["story.export-handout"] = lambda: _ask_for_handout(window)
    for form in ("slides", "deck", "page", "page-notes", "pictures"):
        found[f"story.export-{form}"] = partial(_export_story, window, form)
    for name in PANES:
        found[f"view.{name}"] = partial(_toggle, window, name)
    for name in THEMES:
        found[f"view.theme-{name}"] = partial(program.around.settings.set, "theme", name)
    return found


def _save(window: "Window", *, elsewhere: bool = False) -> None:
    window.finish_typing()
    if elsewhere:
        window.filing.save_as()
    else:
        window.filing.save()


def _forget_recent(program: Desk, window: "Window") -> None:
    from argmap.app.messages import Notice

    program.forget_recent()
    window.tell(Notice("The list of recent maps is empty now."))


def _toggle(window: "Window", pane: str) -> None:
    window.docks.toggle(pane)


def _full_screen(window: "Window") -> None:
    if window.isFullScreen():
        window.showNormal()
    else:
        window.showFullScreen()


def _export(window: "Window") -> None:
    from argmap.ui.export_dialog import export_map

    export_map(window)


def _print(window: "Window") -> None:
    from argmap.ui.print_preview import print_map

    print_map(window)


def _export_story(window: "Window", form: str) -> None:
    from argmap.ui.present.exporting import export_story

    export_story(window, form)


def _ask_for_handout(window: "Window") -> None:
    from argmap.ui.present.handout_dialog import ask_for_handout

    ask_for_handout(window)


def _place_parked(window: "Window") -> None:
    from argmap.ui.present.parked import place_parked

    place_parked(window)


def _step_from_view(window: "Window") -> None:
    from argmap.app.storytelling import step_of

    editor, canvas = window.editor, window.canvas
    if editor is not None:
        seen = set(canvas.hits.in_rect(canvas.camera.visible(canvas.view)))
        ids = [id_ for id_ in editor.map.statements if id_ in seen]
        canvas.attempt(lambda: step_of(editor, ids))


def _fold_level(window: "Window") -> None:
    from argmap.ui.levels import Levels

    if window.editor is not None:
        Levels(window.editor, window).open()


def _camera_from_view(window: "Window") -> None:
    from argmap.app.storytelling import set_in_step

    editor, canvas = window.editor, window.canvas
    if editor is not None:
        seen = canvas.camera.visible(canvas.view)
        place = (*seen.centre, seen.width)
        canvas.attempt(lambda: set_in_step(editor, "camera", place))


def _preferences(program: Desk, window: "Window") -> None:
    from argmap.ui.preferences import Preferences

    Preferences(program.around.settings, window).open()


def _name_group(window: "Window") -> None:
    from argmap.model.records import StatementId
    from argmap.ui.inspector import Inspector

    if window.editor is None:
        return
    of = window.editor.map.group_of
    grouped = [id_ for id_ in window.editor.session.selection if StatementId(id_) in of]
    window.editor.select(*grouped[-1:])
    window.docks.show("inspector")
    inspector = window.docks.pane("inspector")
    if isinstance(inspector, Inspector):
        inspector.name_group()


def _keys(window: "Window") -> None:
    from argmap.ui.cheat_sheet import CheatSheet

    CheatSheet(window.actions_, window).open()


def _palette(program: Desk, window: "Window") -> None:
    from argmap.ui.palette import Palette

    Palette(window, program.around.workspace.recent(), program.open).open()


def _about(window: "Window") -> None:
    from argmap.ui.about import About

    About(window).open()
