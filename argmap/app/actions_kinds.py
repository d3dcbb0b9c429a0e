"""The actions that say what statements and links are: claim or evidence, support or opposition."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from argmap.app.action import Action, Context
from argmap.app.facts import EDITABLE, HAS_LINK, LINKING, ONLY_STATEMENTS, TYPING
from argmap.app.selection import selected_links, selected_statements
from argmap.edit import statements
from argmap.model.records import LinkKind, StatementKind

if TYPE_CHECKING:
    from argmap.app.editor import Editor

_FREE = EDITABLE & ~TYPING & ~LINKING


def _set_kind(kind: StatementKind) -> Callable[["Editor"], None]:
    def run(editor: "Editor") -> None:
        with editor.transact(f"Make {kind}") as tx:
            for id_ in selected_statements(editor):
                statements.set_field(tx, id_, "kind", kind)

    return run


def _set_link_kind(kind: LinkKind) -> Callable[["Editor"], None]:
    def run(editor: "Editor") -> None:
        with editor.transact(f"Link {kind}") as tx:
            for link in selected_links(editor):
                statements.set_field(tx, link, "kind", kind)

    return run


_KIND_HELP = {
    StatementKind.CLAIM: "Makes the selected statements claims: what is asserted.",
    StatementKind.EVIDENCE: "Makes the selected statements evidence: what a claim rests on.",
    StatementKind.COUNTERPOINT: "Makes the selected statements counterpoints: what speaks against.",
    StatementKind.QUESTION: "Makes the selected statements questions: what answers are given to.",
}

_LINK_HELP = {
    LinkKind.SUPPORTS: "Makes the selected links supports: the premise speaks for the target.",
    LinkKind.OPPOSES: "Makes the selected links oppositions: the premise speaks against it.",
    LinkKind.CONTRADICTS: "Makes the selected links contradictions: both cannot hold.",
    LinkKind.RESTATES: "Makes the selected links restatements: both say the same.",
    LinkKind.ANSWERS: "Makes the selected links answers to a question.",
}

_KINDS = tuple(
    Action(
        f"edit.kind-{kind}",
        kind.capitalize(),
        _KIND_HELP[kind],
        "Edit/Kind of statement",
        keys=(f"Alt+{number}",),
        context=Context.MAP,
        when=_FREE & ONLY_STATEMENTS,
        run=_set_kind(kind),
        icon=kind.value,
        words=("kind", "type", "change"),
    )
    for number, kind in enumerate(StatementKind, 1)
)

_LINK_KINDS = tuple(
    Action(
        f"edit.link-{kind}",
        kind.capitalize(),
        _LINK_HELP[kind],
        "Edit/Kind of link",
        context=Context.MAP,
        when=_FREE & HAS_LINK,
        run=_set_link_kind(kind),
        words=("kind", "relation", "change"),
    )
    for kind in LinkKind
)

KIND_ACTIONS = (*_KINDS, *_LINK_KINDS)
