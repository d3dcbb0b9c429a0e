"""The actions that say where things stand: order, level, pins, layout, folds."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from argmap.app import folding
from argmap.app.action import Action, Context
from argmap.app.actions_layout import LAYOUT_ACTIONS
from argmap.app.facts import (
    ANY_FOLDED,
    EDITABLE,
    FOLDED,
    HAS_CHILDREN,
    HAS_PARENT,
    HAS_STATEMENTS,
    LINKING,
    ONLY_STATEMENTS,
    PINNED,
    TYPING,
)
from argmap.app.selection import selected_statements
from argmap.edit import links, pins
from argmap.model.records import StatementId

if TYPE_CHECKING:
    from argmap.app.editor import Editor

_FREE = EDITABLE & ~TYPING & ~LINKING


def _reorder(by: int, label: str) -> Callable[["Editor"], None]:
    def run(editor: "Editor") -> None:
        chosen = selected_statements(editor)
        with editor.transact(label) as tx:
            for id_ in chosen if by < 0 else reversed(chosen):
                links.reorder(tx, id_, by)

    return run


def _indent(editor: "Editor") -> None:
    with editor.transact("Indent") as tx:
        for id_ in selected_statements(editor):
            links.indent(tx, id_)


def _outdent(editor: "Editor") -> None:
    with editor.transact("Outdent") as tx:
        for id_ in selected_statements(editor):
            links.outdent(tx, id_)


def _unpin(editor: "Editor") -> None:
    with editor.transact("Forget place") as tx:
        pins.unpin(tx, selected_statements(editor))


def _afresh(editor: "Editor") -> None:
    editor.lay_out_afresh()


def _fold(editor: "Editor") -> None:
    session = editor.session
    editor.fold(folding.toggled(editor.map, session.folded, selected_statements(editor)))


def _reveal(editor: "Editor") -> None:
    session = editor.session
    editor.fold(folding.one_more(editor.map, session.folded, StatementId(session.focus)))


def _fold_children(editor: "Editor") -> None:
    session = editor.session
    editor.fold(folding.children_toggled(editor.map, session.folded, StatementId(session.focus)))


def _unfold_all(editor: "Editor") -> None:
    editor.unfold_all()


ARRANGE_ACTIONS = (
    Action(
        "arrange.earlier",
        "Earlier among its siblings",
        "Moves the selected statements one place back in the order.",
        "Arrange",
        keys=("Ctrl+Up",),
        context=Context.MAP,
        when=_FREE & ONLY_STATEMENTS,
        run=_reorder(-1, "Move earlier"),
        words=("move up", "order", "before"),
    ),
    Action(
        "arrange.later",
        "Later among its siblings",
        "Moves the selected statements one place on in the order.",
        "Arrange",
        keys=("Ctrl+Down",),
        context=Context.MAP,
        when=_FREE & ONLY_STATEMENTS,
        run=_reorder(1, "Move later"),
        words=("move down", "order", "after"),
    ),
    Action(
        "arrange.outdent",
        "Outdent",
        "Hangs the selected statements one level nearer to the main claim.",
        "Arrange",
        keys=("Ctrl+Left",),
        context=Context.MAP,
        when=_FREE & HAS_PARENT,
        run=_outdent,
        words=("promote", "level", "up"),
    ),
    Action(
        "arrange.indent",
        "Indent",
        "Hangs the selected statements under the sibling before them.",
        "Arrange",
        keys=("Ctrl+Right",),
        context=Context.MAP,
        when=_FREE & ONLY_STATEMENTS,
        run=_indent,
        words=("demote", "level", "under"),
    ),
    *LAYOUT_ACTIONS,
    Action(
        "arrange.unpin",
        "Forget the place given by hand",
        "Lets the layout place the selected boxes again.",
        "Arrange",
        part=2,
        keys=("Ctrl+R",),
        context=Context.MAP,
        when=_FREE & PINNED,
        run=_unpin,
        icon="pin",
        words=("pin", "reset", "position"),
    ),
    Action(
        "arrange.afresh",
        "Lay out afresh",
        "Arranges the whole map as if it had just been made; pins are kept.",
        "Arrange",
        part=2,
        keys=("Ctrl+Shift+R",),
        when=HAS_STATEMENTS & ~TYPING,
        run=_afresh,
        words=("tidy", "clean up", "again"),
    ),
    Action(
        "arrange.fold",
        "Fold or unfold",
        "Hides what hangs under the selected statement, or shows it again.",
        "Arrange",
        part=3,
        keys=("Space",),
        context=Context.MAP,
        when=(HAS_CHILDREN | FOLDED) & ~TYPING & ~LINKING,
        run=_fold,
        icon="fold",
        words=("collapse", "expand", "hide", "show"),
    ),
    Action(
        "arrange.reveal",
        "Reveal one more",
        "Unfolds the next folded statement of the branch by one level.",
        "Arrange",
        part=3,
        keys=("Shift+Space",),
        context=Context.MAP,
        when=ANY_FOLDED & (HAS_CHILDREN | FOLDED) & ~TYPING,
        run=_reveal,
        words=("expand", "next", "show"),
    ),
    Action(
        "arrange.fold-children",
        "Fold the children",
        "Folds every statement right under the selected one, or unfolds them.",
        "Arrange",
        part=3,
        keys=("Ctrl+Space",),
        context=Context.MAP,
        when=HAS_CHILDREN & ~TYPING & ~LINKING,
        run=_fold_children,
        words=("collapse", "level"),
    ),
    Action(
        "arrange.unfold-all",
        "Unfold all",
        "Shows every folded branch again.",
        "Arrange",
        part=3,
        keys=("Ctrl+Shift+Space",),
        context=Context.MAP,
        when=ANY_FOLDED,
        run=_unfold_all,
        words=("expand", "everything"),
    ),
)
