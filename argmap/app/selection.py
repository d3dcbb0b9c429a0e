"""What the selection means to actions: its statements, and the links that go with it."""

from typing import TYPE_CHECKING

from argmap.model.records import LinkId, StatementId

if TYPE_CHECKING:
    from argmap.app.editor import Editor


def selected_statements(editor: "Editor") -> list[StatementId]:
    """Return the selected statements in the order in which they were selected."""
    map = editor.map
    return [StatementId(id_) for id_ in editor.session.selection if id_ in map.statements]


def selected_links(editor: "Editor") -> list[LinkId]:
    """Return the selected links, and for each selected statement the link it hangs by."""
    map = editor.map
    found: list[LinkId] = []
    for id_ in editor.session.selection:
        if id_ in map.links:
            found.append(LinkId(id_))
        elif (link := map.primary_links.get(StatementId(id_))) is not None:
            found.append(link)
    return list(dict.fromkeys(found))
