"""The actions that add to a map: statements by their place, links, groups."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from argmap.app import linking
from argmap.app.action import Action, Context
from argmap.app.facts import (
    EDITABLE,
    GROUPED,
    HAS_STATEMENTS,
    LINKED_PREMISE,
    LINKING,
    ONE_STATEMENT,
    ONLY_STATEMENTS,
    SEVERAL_LINKS,
    SEVERAL_STATEMENTS,
    TYPING,
)
from argmap.app.messages import Notice
from argmap.app.session import Draft, Relation
from argmap.edit import groups, links
from argmap.model.records import LinkId, LinkKind, StatementId, StatementKind

if TYPE_CHECKING:
    from argmap.app.editor import Editor

_FREE = EDITABLE & ~TYPING & ~LINKING


def _begin(relation: Relation, kind: StatementKind | None = None) -> Callable[["Editor"], None]:
    def run(editor: "Editor") -> None:
        anchor = editor.session.focus
        with editor.one_arrangement():
            editor.show(anchor)
            editor.session.fold(editor.session.folded - {anchor})
        editor.begin_draft(Draft(relation if anchor else Relation.ROOT, anchor, kind))

    return run


def _begin_free(kind: StatementKind | None = None) -> Callable[["Editor"], None]:
    return lambda editor: editor.begin_draft(Draft(Relation.ROOT, "", kind))


def _link(editor: "Editor") -> None:
    linking.begin(editor, LinkKind.SUPPORTS)


def _second_place(editor: "Editor") -> None:
    linking.begin(editor)


def _join(editor: "Editor") -> None:
    map = editor.map
    meant = [
        LinkId(id_) if id_ in map.links else map.primary_links.get(StatementId(id_))
        for id_ in editor.session.selection
    ]
    with editor.transact("Join as linked premises") as tx:
        joined = links.join_premises(tx, list(dict.fromkeys(link for link in meant if link)))
    if not any(id_ in editor.map.statements for id_ in editor.session.selection):
        editor.select(joined)


def _separate(editor: "Editor") -> None:
    with editor.transact("Separate premise") as tx:
        for id_ in editor.session.selection:
            for link in _joint_links(editor, StatementId(id_)):
                links.separate_premise(tx, link, StatementId(id_))


def _joint_links(editor: "Editor", id_: StatementId) -> list[LinkId]:
    map = editor.map
    return [link for link in map.links_from.get(id_, ()) if len(map.links[link].premises) > 1]


def _group(editor: "Editor") -> None:
    with editor.transact("Group") as tx:
        groups.add_group(tx, "", [StatementId(id_) for id_ in editor.session.selection])
    editor.tell(Notice("The group has no name yet.", action="insert.name-group"))


def _ungroup(editor: "Editor") -> None:
    of = editor.map.group_of
    chosen = {of[StatementId(id_)] for id_ in editor.session.selection if id_ in of}
    with editor.transact("Dissolve group") as tx:
        for group in sorted(chosen):
            groups.remove_group(tx, group)


INSERT_ACTIONS = (
    Action(
        "insert.support",
        "Reason",
        "Adds a claim that supports what is selected; on a link, one that backs it; under a "
        "question, an answer.",
        "Insert",
        keys=("Tab", "Insert", "+"),
        context=Context.MAP,
        when=_FREE,
        run=_begin(Relation.SUPPORTING),
        icon="support",
        words=("support", "supporting statement", "pro", "because", "child", "premise"),
    ),
    Action(
        "insert.objection",
        "Objection",
        "Adds a counterpoint that opposes what is selected; on a link, one that undercuts it.",
        "Insert",
        keys=("Shift+Insert", "-"),
        context=Context.MAP,
        when=_FREE,
        run=_begin(Relation.OPPOSING),
        icon="oppose",
        words=("oppose", "opposing statement", "con", "attack", "rebuttal", "undercut", "but"),
    ),
    Action(
        "insert.evidence",
        "Evidence",
        "Adds a piece of evidence that supports what is selected.",
        "Insert",
        keys=("Ctrl+Shift+E",),
        context=Context.MAP,
        when=_FREE,
        run=_begin(Relation.SUPPORTING, StatementKind.EVIDENCE),
        icon="evidence",
        words=("fact", "data", "example", "support"),
    ),
    Action(
        "insert.linked-premise",
        "Linked premise",
        "Adds a premise to the same inference: together they support or oppose.",
        "Insert",
        keys=("Alt+Return",),
        context=Context.MAP,
        when=_FREE & ONE_STATEMENT,
        run=_begin(Relation.LINKED),
        icon="junction",
        words=("co-premise", "joint", "together", "and"),
    ),
    Action(
        "insert.after",
        "Statement after",
        "Adds a statement after the selected one, of the same kind and in the same relation.",
        "Insert",
        part=1,
        keys=("Return", "Enter"),
        context=Context.MAP,
        when=_FREE & (ONE_STATEMENT | ~HAS_STATEMENTS),
        run=_begin(Relation.AFTER),
        words=("sibling", "next", "below"),
    ),
    Action(
        "insert.before",
        "Statement before",
        "Adds a statement before the selected one, of the same kind and in the same relation.",
        "Insert",
        part=1,
        keys=("Shift+Return", "Shift+Enter"),
        context=Context.MAP,
        when=_FREE & ONE_STATEMENT,
        run=_begin(Relation.BEFORE),
        words=("sibling", "previous"),
    ),
    Action(
        "insert.above",
        "Statement above",
        "Adds a statement between the selected one and what it bears on.",
        "Insert",
        part=1,
        keys=("Ctrl+Return", "Ctrl+Enter"),
        context=Context.MAP,
        when=_FREE & ONE_STATEMENT,
        run=_begin(Relation.ABOVE),
        words=("parent", "conclusion", "insert between"),
    ),
    Action(
        "insert.statement",
        "Statement on its own",
        "Adds a statement that is linked to nothing yet.",
        "Insert",
        part=2,
        keys=("Ctrl+Shift+Return",),
        context=Context.MAP,
        when=_FREE,
        run=_begin_free(),
        icon="claim",
        words=("root", "main claim", "new", "free"),
    ),
    Action(
        "insert.question",
        "Question on its own",
        "Adds a question that is linked to nothing yet; what is put under it are answers.",
        "Insert",
        part=2,
        when=_FREE,
        run=_begin_free(StatementKind.QUESTION),
        icon="question",
        words=("issue", "ask", "root"),
    ),
    Action(
        "insert.link",
        "Link to…",
        "Draws a supporting link from the selection to a statement or link chosen next: by arrows "
        "and Enter, by a click, or by its name.",
        "Insert",
        part=3,
        keys=("Ctrl+L",),
        context=Context.MAP,
        when=_FREE & ONLY_STATEMENTS,
        run=_link,
        icon="link",
        words=("connect", "arrow", "relation", "edge"),
    ),
    Action(
        "insert.second-place",
        "Use in a second place…",
        "Uses the statement in a second place, chosen next, by a further link of the same kind.",
        "Insert",
        part=3,
        keys=("Ctrl+D",),
        context=Context.MAP,
        when=_FREE & ONLY_STATEMENTS,
        run=_second_place,
        words=("clone", "again", "reuse", "transclude"),
    ),
    Action(
        "insert.join",
        "Join as linked premises",
        "Makes the selected premises (or links) of one target a single inference.",
        "Insert",
        part=4,
        keys=("Ctrl+J",),
        context=Context.MAP,
        when=_FREE & (SEVERAL_STATEMENTS | SEVERAL_LINKS),
        run=_join,
        icon="junction",
        words=("co-premises", "joint", "combine", "bracket"),
    ),
    Action(
        "insert.separate",
        "Separate premise",
        "Takes the selected premise out of its inference and gives it a link of its own.",
        "Insert",
        part=4,
        keys=("Ctrl+Shift+J",),
        context=Context.MAP,
        when=_FREE & LINKED_PREMISE,
        run=_separate,
        words=("unjoin", "split", "alone"),
    ),
    Action(
        "insert.group",
        "Group",
        "Draws a frame around the selected statements.",
        "Insert",
        part=5,
        keys=("Ctrl+G",),
        context=Context.MAP,
        when=_FREE & ONLY_STATEMENTS,
        run=_group,
        icon="group",
        words=("frame", "cluster", "section"),
    ),
    Action(
        "insert.name-group",
        "Name the group…",
        "Lets the frame around the selected statement have a name, in the inspector.",
        "Insert",
        part=5,
        when=_FREE & GROUPED,
        words=("frame", "title", "rename"),
    ),
    Action(
        "insert.ungroup",
        "Dissolve group",
        "Takes away the frame around the selected statements; they stay.",
        "Insert",
        part=5,
        keys=("Ctrl+Shift+G",),
        context=Context.MAP,
        when=_FREE & GROUPED,
        run=_ungroup,
        words=("ungroup", "frame"),
    ),
)
