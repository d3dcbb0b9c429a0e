"""The facts that actions may ask about, and which of them hold for an editor now.

They are worked out once after each change and handed round as a set of names. The facts of the
window (is a pane shown, which theme is on) are added by the window; they are declared here too, so
that one place knows them all.
"""

from typing import TYPE_CHECKING

from argmap.app.folding import has_below
from argmap.app.when import Fact, Holding
from argmap.model.records import Direction, LayoutKind, LinkId, Ranks, StatementId

if TYPE_CHECKING:
    from argmap.app.editor import Editor
    from argmap.app.session import Session
    from argmap.model.argmap import ArgumentMap

MAP_OPEN = Fact("map_open", "Open a map first.")
EDITABLE = Fact("editable", "This map is open for reading only.")
TYPING = Fact("typing", "Begin to type in a box.", "Finish typing first: Enter keeps, Esc drops.")
LINKING = Fact(
    "linking", "Begin a link first (Ctrl+L).", "Choose where the link goes first, or press Esc."
)
DIRTY = Fact("dirty", "There is nothing to save.")
HAS_FILE = Fact("has_file", "Save the map in a file first.")
CAN_UNDO = Fact("can_undo", "There is nothing to undo.")
CAN_REDO = Fact("can_redo", "There is nothing to redo.")
HAS_STATEMENTS = Fact("has_statements", "Add a statement first.")
ANYTHING = Fact("anything", "Select a statement or a link.")
ONE = Fact("one", "Select one statement or link.")
STATEMENT = Fact("statement", "Select a statement.")
ONE_STATEMENT = Fact("one_statement", "Select one statement.")
ONLY_STATEMENTS = Fact("only_statements", "Select statements only, no links.")
SEVERAL_STATEMENTS = Fact("several_statements", "Select two or more statements.")
ONE_LINK = Fact("one_link", "Select one link.")
SEVERAL_LINKS = Fact("several_links", "Select two or more links.")
HAS_LINK = Fact("has_link", "Select a link, or a statement that is linked to another.")
HAS_PARENT = Fact("has_parent", "Select a statement that stands under another.")
HAS_CHILDREN = Fact("has_children", "Select a statement that has others under it.")
LINKED_PREMISE = Fact("linked_premise", "Select one of several linked premises.")
PINNED = Fact("pinned", "Select a box that was placed by hand.")
GROUPED = Fact("grouped", "Select a statement that is in a group.")
FOLDED = Fact("folded", "Select a folded statement.")
ANY_FOLDED = Fact("any_folded", "Nothing is folded.")
IN_BRANCH = Fact("in_branch", "All of the map is shown.")
PART_SHOWN = Fact("part_shown", "All of the map is shown.")
HIDING = Fact("hiding", "Nothing is hidden by a search.")
DIMMING = Fact("dimming", "Find something first (Ctrl+F).")
CAN_GO_BACK = Fact("can_go_back", "There is nothing to go back to.")
CAN_GO_FORWARD = Fact("can_go_forward", "There is nothing ahead to go to.")

DOCUMENTS = Fact("documents", "Add a document to the map first.")
SEVERAL_SOURCES = Fact("several_sources", "The map has no other source.")
PAGES = Fact("pages", "Show a PDF whose pages can be looked at.")
TEXT = Fact("text", "Show a document that could be read.")
PASSAGE = Fact("passage", "Select a passage in a document first.")
TROUBLE = Fact("trouble", "Choose a quote in the list of quotes to look at.")

DIRECTIONS = {way: Fact(f"direction_{way}", "It goes another way.") for way in Direction}
LAYOUTS = {kind: Fact(f"layout_{kind}", "It is laid out in another way.") for kind in LayoutKind}
RANKS_LONGEST = Fact("ranks_longest", "Statements stand below their parents.")
DIRECTION_AUTOMATIC = Fact("direction_automatic", "A direction is set.")

HAS_STORY = Fact("has_story", "Make a story first (menu Present).")
SEVERAL_STORIES = Fact("several_stories", "The map has no other story.")
HAS_STEP = Fact("has_step", "Choose a step in the story strip first.")
HAS_PARKED = Fact("has_parked", "Nothing was taken down for later.")
MARKING = {
    field: Fact(f"marking_{field}", "Boxes are not being chosen for a step.")
    for field in ("reveal", "hide", "focus")
}
TALKING = Fact("talking", "Begin to present first (F5).")

FULL_SCREEN = Fact("full_screen", "The window is not full screen.")
PANES = {
    name: Fact(f"pane_{name}", "The pane is hidden.")
    for name in (
        "documents",
        "outline",
        "inspector",
        "minimap",
        "problems",
        "history",
        "parked",
        "story",
    )
}
THEMES = {
    name: Fact(f"theme_{name}", "Another theme is on.")
    for name in ("system", "light", "dark", "contrast")
}


def facts_of(editor: "Editor") -> Holding:
    """Return the names of the facts that hold for a map and what is selected in it."""
    map, session = editor.map, editor.session
    held = {
        MAP_OPEN: True,
        EDITABLE: not editor.read_only,
        TYPING: session.draft is not None,
        LINKING: session.linking is not None,
        DIRTY: editor.dirty,
        HAS_FILE: editor.document.path is not None,
        CAN_UNDO: bool(editor.undo_label),
        CAN_REDO: bool(editor.redo_label),
        HAS_STATEMENTS: bool(map.statements),
        ANY_FOLDED: bool(session.folded),
        DIRECTION_AUTOMATIC: map.meta.view.direction is None,
        LAYOUTS[map.meta.view.layout]: True,
        RANKS_LONGEST: map.meta.view.ranks is Ranks.LONGEST,
        DOCUMENTS: bool(map.sources),
        SEVERAL_SOURCES: len(map.sources) > 1,
        TEXT: editor.reading.text is not None,
        PAGES: editor.reading.documents.opened(editor.reading.current).pages > 0,
        PASSAGE: editor.reading.passage is not None,
        TROUBLE: editor.reading.trouble is not None,
    }
    held |= _of_stories(map, session)
    held |= _of_looking(map, session)
    if map.meta.view.direction is not None:
        held[DIRECTIONS[map.meta.view.direction]] = True
    held |= _of_selection(map, session.selection, session.folded)
    return frozenset(fact.name for fact, holds in held.items() if holds)


def _of_looking(map: "ArgumentMap", session: "Session") -> dict[Fact, bool]:
    def exists(id_: str) -> bool:
        return map.node(id_) is not None

    visits, here = session.visits, session.focus
    return {
        IN_BRANCH: bool(session.scope.top),
        PART_SHOWN: bool(session.scope),
        HIDING: bool(session.scope.hidden),
        DIMMING: bool(session.dimmed),
        CAN_GO_BACK: bool(visits.next_one(-1, exists, here)),
        CAN_GO_FORWARD: bool(visits.next_one(1, exists, here)),
    }


def _of_stories(map: "ArgumentMap", session: "Session") -> dict[Fact, bool]:
    step = session.step
    chosen = step is not None and step.at >= 0 and step.story in map.stories
    return {
        HAS_STORY: bool(map.stories),
        SEVERAL_STORIES: len(map.stories) > 1,
        HAS_STEP: chosen,
        HAS_PARKED: bool(map.parked),
        TALKING: session.talk is not None,
        **{fact: session.marking == field for field, fact in MARKING.items()},
    }


def _of_selection(
    map: "ArgumentMap", selection: tuple[str, ...], folded: frozenset[StatementId]
) -> dict[Fact, bool]:
    statements = [StatementId(id_) for id_ in selection if id_ in map.statements]
    links = [LinkId(id_) for id_ in selection if id_ in map.links]
    focus = selection[-1] if selection else ""
    only = bool(statements) and not links
    return {
        ANYTHING: bool(selection),
        ONE: len(selection) == 1,
        STATEMENT: focus in map.statements,
        ONE_STATEMENT: only and len(statements) == 1,
        ONLY_STATEMENTS: only,
        SEVERAL_STATEMENTS: only and len(statements) > 1,
        ONE_LINK: len(links) == 1 and not statements,
        SEVERAL_LINKS: len(links) > 1 and not statements,
        HAS_LINK: focus in map.links or StatementId(focus) in map.primary_links,
        HAS_PARENT: only and all(id_ in map.primary_links for id_ in statements),
        HAS_CHILDREN: focus in map.statements and has_below(map, focus),
        LINKED_PREMISE: only and any(_is_linked(map, id_) for id_ in statements),
        PINNED: any(id_ in map.meta.view.pins for id_ in statements),
        GROUPED: any(id_ in map.group_of for id_ in statements),
        FOLDED: any(id_ in folded for id_ in statements),
    }


def _is_linked(map: "ArgumentMap", id_: StatementId) -> bool:
    return any(len(map.links[link].premises) > 1 for link in map.links_from.get(id_, ()))
