"""Which actions a menu at the pointer offers: for a statement, a link, or empty ground.

A name with a slash is a menu of the menu bar, hung in as it is; an empty one draws a line.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argmap.app.editor import Editor


ON_STATEMENT = (
    "insert.support",
    "insert.objection",
    "insert.evidence",
    "insert.linked-premise",
    "insert.after",
    "insert.above",
    "insert.link",
    "",
    "edit.text",
    "document.show-passage",
    "Edit/Kind of statement",
    "edit.flip",
    "insert.join",
    "insert.separate",
    "edit.merge",
    "insert.group",
    "insert.ungroup",
    "",
    "arrange.fold",
    "view.branch",
    "arrange.unpin",
    "edit.select-branch",
    "",
    "edit.cut",
    "edit.copy",
    "edit.paste",
    "edit.delete",
    "edit.delete-keeping",
)

ON_LINK = (
    "insert.support",
    "insert.objection",
    "",
    "Edit/Kind of link",
    "edit.flip",
    "edit.reverse",
    "",
    "edit.delete",
)

ON_GROUND = (
    "insert.statement",
    "insert.question",
    "edit.paste",
    "",
    "edit.select-all",
    "arrange.unfold-all",
    "view.leave-branch",
    "view.show-all",
    "arrange.afresh",
    "",
    "Arrange/Direction",
    "view.fit-all",
)


def menu_for(editor: "Editor", id_: str) -> tuple[str, ...]:
    """Return what the menu for a statement, a link or (an empty id) the ground offers."""
    if id_ in editor.map.statements:
        return ON_STATEMENT
    return ON_LINK if id_ in editor.map.links else ON_GROUND
