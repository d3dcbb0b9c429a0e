"""Drawing a link by choosing its target: begin, finish, give up.

Between beginning and finishing the session holds a `Linking`; the target may be chosen by arrows
and Enter, by a click, or by its name in the palette.
"""

from typing import TYPE_CHECKING

from argmap.app.session import Linking
from argmap.edit import links
from argmap.model.errors import UserError
from argmap.model.records import LinkId, LinkKind, StatementId

if TYPE_CHECKING:
    from argmap.app.editor import Editor


def begin(editor: "Editor", kind: LinkKind | None = None) -> None:
    """Begin a link from each selected statement; without a kind it takes that of its first link."""
    map = editor.map
    premises = tuple(StatementId(id_) for id_ in editor.session.selection if id_ in map.statements)
    if not premises:
        raise UserError("Select the statement that the link starts from.")
    first = map.primary_links.get(premises[-1])
    if kind is None:
        kind = map.links[first].kind if first is not None else LinkKind.SUPPORTS
    editor.session.set_linking(Linking(premises, kind))


def finish(editor: "Editor", target: str) -> tuple[LinkId, ...]:
    """Link what waits for a target to this statement or link; returns the new links, selected.

    Raises UserError where the link cannot be; the mode goes on, for another choice.
    """
    linking = editor.session.linking
    if linking is None:
        return ()
    with editor.transact("Add link") as tx:
        made = tuple(
            links.connect(tx, premise, target, linking.kind) for premise in linking.premises
        )
    editor.session.set_linking(None)
    editor.select(*made)
    return made


def give_up(editor: "Editor") -> None:
    """Leave the choice of a target; nothing has changed."""
    editor.session.set_linking(None)
