"""The actions that change what is there: undo, clipboard, deleting, text, kinds, links."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from argmap.app.action import Action, Context
from argmap.app.actions_kinds import KIND_ACTIONS
from argmap.app.actions_way import leave_branch
from argmap.app.clipboard import Clip
from argmap.app.facts import (
    ANYTHING,
    CAN_REDO,
    CAN_UNDO,
    EDITABLE,
    HAS_LINK,
    HAS_STATEMENTS,
    LINKING,
    ONE_LINK,
    ONE_STATEMENT,
    ONLY_STATEMENTS,
    SEVERAL_STATEMENTS,
    TYPING,
)
from argmap.app.messages import Notice, refusal
from argmap.app.selection import selected_links, selected_statements
from argmap.app.session import Draft, Relation
from argmap.edit import clipboard, links, outline, statements
from argmap.model.argmap import ArgumentMap
from argmap.model.errors import UserError
from argmap.model.records import LinkId, StatementId

if TYPE_CHECKING:
    from argmap.app.editor import Editor

_FREE = EDITABLE & ~TYPING & ~LINKING


def _undo(editor: "Editor") -> None:
    editor.undo()


def _redo(editor: "Editor") -> None:
    editor.redo()


def _copy(editor: "Editor") -> None:
    # Reading and writing maps is loaded when it is first needed: the window must stand before.
    from argmap.io.yaml_write import canonical

    part = clipboard.copied(editor.map, selected_statements(editor))
    editor.clipboard.write(Clip(canonical(part), outline.outline_text(part)))


def _cut(editor: "Editor") -> None:
    _copy(editor)
    _remove(editor, selected_statements(editor), "Cut")


def _paste(editor: "Editor") -> None:
    _paste_clip(editor, editor.clipboard.read())


def paste_text(editor: "Editor", text: str) -> None:
    """Put text dropped from elsewhere under the focus; what cannot be is told as a notice."""
    try:
        _paste_clip(editor, Clip(text=text))
    except UserError as error:
        editor.tell(refusal(error))


def _paste_clip(editor: "Editor", clip: Clip) -> None:
    pasted = _map_in(clip)
    if pasted is None and not clip.text.strip():
        raise UserError("There is nothing on the clipboard that can stand on a map.")
    target = editor.session.focus or None
    with editor.transact("Paste") as tx:
        if pasted is not None:
            ids: Sequence[str] = clipboard.paste(tx, pasted, target)
        else:
            ids = outline.paste_outline(tx, clip.text, target)
    editor.select(*ids)


def _map_in(clip: Clip) -> ArgumentMap | None:
    from argmap.io.yaml_read import read_text

    text = clip.map_text or (clip.text if clip.text.startswith("argmap:") else "")
    return read_text(text, "clipboard").map if text else None


def _delete(editor: "Editor") -> None:
    _remove(editor, editor.session.selection, "Delete")


def _delete_keeping(editor: "Editor") -> None:
    _remove(editor, editor.session.selection, "Delete, keep branch", keep_branch=True)


def _remove(editor: "Editor", ids: Iterable[str], label: str, *, keep_branch: bool = False) -> None:
    before, gone = editor.map, list(ids)
    with editor.transact(label) as tx:
        statements.remove(tx, gone, keep_branch=keep_branch)
    if next_one := _next_to(before, editor.map, gone):
        editor.select(next_one)
    count = len(before.statements) - len(editor.map.statements)
    if count > len(gone):
        editor.tell(Notice(f"{count} statements are gone.", action="edit.undo"))


def _next_to(before: ArgumentMap, after: ArgumentMap, gone: Sequence[str]) -> str:
    """Return what to select when something went: the sibling after, before, or the parent."""
    for id_ in reversed(gone):
        if id_ in before.links:
            near: Sequence[str] = (before.links[LinkId(id_)].target,)
        else:
            parent = before.primary_parent(StatementId(id_))
            beside = before.roots if parent is None else before.children.get(parent, ())
            place = beside.index(StatementId(id_)) if id_ in beside else 0
            near = (*beside[place + 1 :], *reversed(beside[:place]), *([parent] if parent else ()))
        if found := next((other for other in near if after.node(other) is not None), ""):
            return found
    return ""


def _duplicate(editor: "Editor") -> None:
    with editor.transact("Duplicate") as tx:
        made = statements.duplicate(tx, selected_statements(editor))
    editor.select(*made)


def _merge(editor: "Editor") -> None:
    with editor.transact("Merge statements") as tx:
        kept = statements.merge(tx, selected_statements(editor))
    editor.select(kept)


def edit_text(editor: "Editor") -> None:
    """Begin to reword the statement that has the focus, brought out where it is hidden."""
    id_ = StatementId(editor.session.focus)
    editor.show(id_)
    text = editor.map.statements[id_].text
    editor.begin_draft(Draft(Relation.WORDING, id_, None, text))


def _flip(editor: "Editor") -> None:
    with editor.transact("Flip support and opposition") as tx:
        for link in selected_links(editor):
            links.flip(tx, link)


def _reverse(editor: "Editor") -> None:
    with editor.transact("Reverse link") as tx:
        for link in selected_links(editor):
            links.reverse(tx, link)


def _select_all(editor: "Editor") -> None:
    editor.select(*(id_ for id_ in editor.map.statements if id_ in editor.placement.boxes))


def _select_branch(editor: "Editor") -> None:
    chosen = selected_statements(editor)
    whole = [below for id_ in chosen for below in editor.map.branch(id_)]
    editor.select(*(id_ for id_ in whole if id_ not in chosen), *chosen)


def _escape(editor: "Editor") -> None:
    if editor.session.linking is not None:
        editor.session.set_linking(None)
    elif editor.draft is not None:
        editor.drop_draft()
    elif editor.session.selection or not editor.session.scope.top:
        editor.select()
    else:
        leave_branch(editor)


EDIT_ACTIONS = (
    Action(
        "edit.undo",
        "Undo",
        "Takes back the last change.",
        "Edit",
        keys=("Ctrl+Z",),
        when=CAN_UNDO | TYPING,
        run=_undo,
        icon="undo",
        words=("back", "revert"),
    ),
    Action(
        "edit.redo",
        "Redo",
        "Does again what was taken back.",
        "Edit",
        keys=("Ctrl+Shift+Z", "Ctrl+Y"),
        when=CAN_REDO,
        run=_redo,
        icon="redo",
        words=("again", "repeat"),
    ),
    Action(
        "edit.cut",
        "Cut",
        "Copies the selected statements and deletes them.",
        "Edit",
        part=1,
        keys=("Ctrl+X",),
        context=Context.MAP,
        when=_FREE & ONLY_STATEMENTS,
        run=_cut,
    ),
    Action(
        "edit.copy",
        "Copy",
        "Copies the selected statements with the links between them, and as an indented outline.",
        "Edit",
        part=1,
        keys=("Ctrl+C",),
        context=Context.MAP,
        when=ONLY_STATEMENTS & ~TYPING,
        run=_copy,
    ),
    Action(
        "edit.paste",
        "Paste",
        "Pastes statements, or an indented outline of text, under what is selected.",
        "Edit",
        part=1,
        keys=("Ctrl+V",),
        context=Context.MAP,
        when=_FREE,
        run=_paste,
        words=("outline", "import text"),
    ),
    Action(
        "edit.duplicate",
        "Duplicate",
        "Makes copies of the selected statements beside them.",
        "Edit",
        part=1,
        keys=("Ctrl+Shift+D",),
        context=Context.MAP,
        when=_FREE & ONLY_STATEMENTS,
        run=_duplicate,
    ),
    Action(
        "edit.delete",
        "Delete",
        "Deletes what is selected, with the branch that hangs on nothing else.",
        "Edit",
        part=1,
        keys=("Delete", "Backspace"),
        context=Context.MAP,
        when=_FREE & ANYTHING,
        run=_delete,
        icon="delete",
        words=("remove", "erase"),
    ),
    Action(
        "edit.delete-keeping",
        "Delete, keep what hangs below",
        "Deletes what is selected; what hung under it stands on its own.",
        "Edit",
        part=1,
        keys=("Ctrl+Delete",),
        context=Context.MAP,
        when=_FREE & ANYTHING,
        run=_delete_keeping,
        words=("remove", "only this"),
    ),
    Action(
        "edit.text",
        "Edit text",
        "Opens the selected box for typing.",
        "Edit",
        part=2,
        keys=("F2",),
        context=Context.MAP,
        when=_FREE & ONE_STATEMENT,
        run=edit_text,
        words=("rename", "reword", "change"),
    ),
    *KIND_ACTIONS,
    Action(
        "edit.flip",
        "Flip support and opposition",
        "Turns support into opposition and back; claim and counterpoint follow where that was "
        "their only link.",
        "Edit",
        part=3,
        keys=("Ctrl+I",),
        context=Context.MAP,
        when=_FREE & HAS_LINK,
        run=_flip,
        words=("invert", "pro", "con", "switch"),
    ),
    Action(
        "edit.reverse",
        "Reverse link",
        "Exchanges the two ends of the selected link.",
        "Edit",
        part=3,
        context=Context.MAP,
        when=_FREE & ONE_LINK,
        run=_reverse,
        words=("turn", "direction", "swap"),
    ),
    Action(
        "edit.merge",
        "Merge statements",
        "Makes one statement of the selected ones; all links go on from it.",
        "Edit",
        part=3,
        keys=("Ctrl+M",),
        context=Context.MAP,
        when=_FREE & SEVERAL_STATEMENTS,
        run=_merge,
        words=("combine", "unite"),
    ),
    Action(
        "edit.select-all",
        "Select all",
        "Selects every statement that is shown.",
        "Edit",
        part=4,
        keys=("Ctrl+A",),
        context=Context.MAP,
        when=HAS_STATEMENTS & ~TYPING,
        run=_select_all,
    ),
    Action(
        "edit.select-branch",
        "Select branch",
        "Selects the statement and all that hangs under it.",
        "Edit",
        part=4,
        keys=("Ctrl+Shift+A",),
        context=Context.MAP,
        when=ONLY_STATEMENTS & ~TYPING,
        run=_select_branch,
        words=("subtree", "below"),
    ),
    Action(
        "edit.escape",
        "Leave or deselect",
        "Leaves what was begun (a link, a draft), else selects nothing, else leaves the branch.",
        keys=("Esc",),
        context=Context.MAP,
        run=_escape,
        words=("cancel", "none"),
    ),
)
