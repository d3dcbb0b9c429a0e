"""The actions of finding one's way in a large map: branches, levels, searches, what was visited."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from argmap.app import folding
from argmap.app.action import Action, Context
from argmap.app.facts import (
    CAN_GO_BACK,
    CAN_GO_FORWARD,
    DIMMING,
    HAS_STATEMENTS,
    HIDING,
    IN_BRANCH,
    LINKING,
    PART_SHOWN,
    STATEMENT,
    TYPING,
)
from argmap.app.scope import WHOLE, Scope, into, out_of, trail
from argmap.model.records import StatementId

if TYPE_CHECKING:
    from argmap.app.editor import Editor


def look_into(editor: "Editor", top: str) -> None:
    """Show the branch of a statement alone, unfolded; nothing of the map changes."""
    session = editor.session
    with editor.one_arrangement():
        session.look_into(into(session.scope, top, session.folded))
        session.fold(session.folded - {StatementId(top)})


def go_back(editor: "Editor", scope: Scope) -> None:
    """Show what was shown before; what was folded there before it was looked into is so again."""
    session = editor.session
    with editor.one_arrangement():
        again = session.scope.opened - scope.opened
        session.look_into(scope)
        if again:
            editor.fold(session.folded | again)


def fold_to(editor: "Editor", level: int) -> None:
    """Show so many levels of what is in sight, the rest folded."""
    map, session = editor.map, editor.session
    tops = (StatementId(session.scope.top),) if session.scope.top else map.roots
    editor.fold_levels(folding.to_level(map, level, tops))


def _look_into_focus(editor: "Editor") -> None:
    look_into(editor, editor.session.focus)


def leave_branch(editor: "Editor") -> None:
    """Go back to what was shown before the branch; its top is selected, to see where it was."""
    session = editor.session
    top = session.scope.top
    with editor.one_arrangement():
        if not session.focus:
            editor.select(top)
        go_back(editor, out_of(session.scope))


def _show_all(editor: "Editor") -> None:
    go_back(editor, WHOLE)


def hide_or_show(editor: "Editor") -> None:
    """Hide what a search makes faint, or show again what is hidden."""
    session = editor.session
    hidden = frozenset() if session.scope.hidden else session.dimmed
    session.look_into(replace(session.scope, hidden=hidden))


def _fold_to(level: int) -> Callable[["Editor"], None]:
    return lambda editor: fold_to(editor, level)


def _main_claim(editor: "Editor") -> None:
    session = editor.session
    way = trail(editor.map, session.focus)
    if session.scope.top in way and session.focus != session.scope.top:
        goal = session.scope.top
    else:
        goal = way[0] if way and way[0] != session.focus else editor.map.roots[0]
    editor.go_to(goal)


def _go(step: int) -> Callable[["Editor"], None]:
    def run(editor: "Editor") -> None:
        session = editor.session
        found = session.visits.go(step, lambda id_: editor.map.node(id_) is not None, session.focus)
        if found:
            editor.go_to(found)

    return run


_LEVELS = tuple(
    Action(
        f"arrange.fold-level-{level}",
        title,
        f"Folds every tree so that {seen} to be seen.",
        "Arrange/Fold to level",
        keys=(f"Ctrl+{level}",),
        context=Context.MAP,
        when=HAS_STATEMENTS & ~TYPING & ~LINKING,
        run=_fold_to(level),
        words=("collapse", "depth", "overview"),
    )
    for level, title, seen in (
        (1, "Main claims", "main claims alone are left"),
        (2, "Two levels", "main claims and what hangs right under them are left"),
        (3, "Three levels", "three levels are left"),
        (4, "Four levels", "four levels are left"),
    )
)

WAY_ACTIONS = (
    *_LEVELS,
    Action(
        "arrange.fold-level",
        "Another number…",
        "Asks how many levels of every tree are to be seen.",
        "Arrange/Fold to level",
        part=1,
        keys=("Ctrl+Alt+L",),
        when=HAS_STATEMENTS & ~TYPING & ~LINKING,
        words=("collapse", "depth", "number"),
    ),
    Action(
        "view.branch",
        "Show this branch alone",
        "Shows the selected statement as the top of its branch, and nothing else.",
        "View",
        part=2,
        keys=("F4",),
        context=Context.MAP,
        when=STATEMENT & ~TYPING & ~LINKING,
        run=_look_into_focus,
        words=("focus", "zoom in", "hoist", "drill", "root"),
    ),
    Action(
        "view.leave-branch",
        "Leave the branch",
        "Goes back to what was shown before the branch.",
        "View",
        part=2,
        keys=("Shift+F4",),
        when=IN_BRANCH & ~TYPING & ~LINKING,
        run=leave_branch,
        words=("back", "up", "hoist", "zoom out"),
    ),
    Action(
        "view.hide-others",
        "Hide what was not found",
        "Shows only what a search has found, and what that hangs on.",
        "View",
        part=2,
        keys=("Ctrl+Shift+H",),
        when=DIMMING | HIDING,
        checked=HIDING,
        run=hide_or_show,
        words=("filter", "dim", "only"),
    ),
    Action(
        "view.show-all",
        "Show all of the map",
        "Ends every choice of a part: a branch alone, what a search has hidden.",
        "View",
        part=2,
        when=PART_SHOWN & ~TYPING,
        run=_show_all,
        words=("everything", "whole", "unhide"),
    ),
    Action(
        "view.find-next",
        "Find next",
        "Goes to the next statement that holds the words.",
        "Edit",
        part=9,
        keys=("F3",),
        when=HAS_STATEMENTS,
        words=("search", "again"),
    ),
    Action(
        "view.find-previous",
        "Find previous",
        "Goes to the statement before that holds the words.",
        "Edit",
        part=9,
        keys=("Shift+F3",),
        when=HAS_STATEMENTS,
        words=("search", "again", "back"),
    ),
    Action(
        "go.main-claim",
        "Main claim",
        "Goes to the claim at the top of the tree.",
        "View/Go to",
        keys=("Home",),
        context=Context.MAP,
        when=HAS_STATEMENTS & ~TYPING & ~LINKING,
        run=_main_claim,
        words=("root", "top", "conclusion", "start"),
    ),
    Action(
        "go.back",
        "Back",
        "Goes back to what was selected before.",
        "View/Go to",
        keys=("Ctrl+[", "Alt+PgUp"),
        when=CAN_GO_BACK & ~TYPING & ~LINKING,
        run=_go(-1),
        words=("visited", "history", "return"),
    ),
    Action(
        "go.forward",
        "Forward",
        "Goes forward again to what one came back from.",
        "View/Go to",
        keys=("Ctrl+]", "Alt+PgDown"),
        when=CAN_GO_FORWARD & ~TYPING & ~LINKING,
        run=_go(1),
        words=("visited", "history"),
    ),
)
