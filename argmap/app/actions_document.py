"""The actions of reading: from a passage to the map, adding documents, mending quotes.

Keys of the context *document* act while the text of the pane has the focus; there they come before
the keys of the window.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from argmap.app import quoting
from argmap.app.action import Action, Context
from argmap.app.actions_edit import edit_text
from argmap.app.coverage import next_unread
from argmap.app.facts import (
    DOCUMENTS,
    EDITABLE,
    HAS_STATEMENTS,
    LINKING,
    MAP_OPEN,
    ONE_STATEMENT,
    PAGES,
    PASSAGE,
    SEVERAL_SOURCES,
    TEXT,
    TROUBLE,
    TYPING,
)
from argmap.app.messages import Notice
from argmap.app.passages import Passage
from argmap.model.errors import UserError
from argmap.model.records import StatementId, StatementKind

if TYPE_CHECKING:
    from argmap.app.editor import Editor

_FREE = EDITABLE & ~TYPING & ~LINKING
_FROM_PASSAGE = _FREE & PASSAGE


def _make(kind: StatementKind) -> Callable[["Editor"], None]:
    def run(editor: "Editor") -> None:
        quoting.make_statement(editor, kind)

    return run


def _add_quote(editor: "Editor") -> None:
    quoting.add_quote(editor, editor.session.focus, quoting.selected(editor))


def _add_part(editor: "Editor") -> None:
    quoting.add_part(editor, editor.session.focus, quoting.selected(editor))


def _next_unread(editor: "Editor") -> None:
    reading = editor.reading
    after = reading.passage.start if reading.passage is not None else reading.here - 1
    span = next_unread(reading.unread(reading.current), after)
    if span is None:
        raise UserError("Every passage of this document feeds the map.")
    reading.reveal(Passage(reading.current, *span))
    reading.select(Passage(reading.current, *span))


def _unquoted(editor: "Editor") -> None:
    map = editor.map
    found = [id_ for id_, held in map.statements.items() if not held.quotes and not held.implicit]
    words = "statement rests" if len(found) == 1 else "statements rest"
    _select_found(editor, found, f"{words} on no passage", "Every statement rests on a passage.")


def _unlinked(editor: "Editor") -> None:
    map = editor.map
    found = [
        id_
        for id_, held in map.statements.items()
        if held.quotes and not map.links_from.get(id_) and not map.links_into.get(id_)
    ]
    words = "quoting statement is" if len(found) == 1 else "quoting statements are"
    none = "Every statement with a quote is linked to another."
    _select_found(editor, found, f"{words} linked to nothing", none)


def _select_found(editor: "Editor", found: Sequence[StatementId], words: str, none: str) -> None:
    """Select statements and tell how many they are, and what of them; or that there is none."""
    if not found:
        editor.tell(Notice(none))
        return
    editor.select(*found)
    chosen = "it is" if len(found) == 1 else "they are"
    editor.tell(Notice(f"{len(found)} {words}; {chosen} selected."))


def _show_passage(editor: "Editor") -> None:
    passage = editor.reading.turning.next_one(editor.session.focus)
    if passage is None:
        raise UserError("No passage of this statement is in the documents at hand.")
    editor.reading.reveal(passage)


def _accept(editor: "Editor") -> None:
    if (trouble := editor.reading.trouble) is not None:
        quoting.accept_place(editor, trouble.statement, trouble.quote)


def _point(editor: "Editor") -> None:
    if (trouble := editor.reading.trouble) is not None:
        passage = quoting.selected(editor)
        quoting.point_to(editor, trouble.statement, trouble.quote, trouble.part, passage)


_MAKING = tuple(
    Action(
        f"document.{kind.value}",
        f"{title} from the passage",
        help_,
        "Document",
        part=1,
        keys=(key,),
        context=Context.DOCUMENT,
        when=_FROM_PASSAGE,
        run=_make(kind),
        icon=kind.value,
        words=("quote", "selection", "extract", "make"),
    )
    for kind, key, title, help_ in (
        (
            StatementKind.CLAIM,
            "C",
            "Claim",
            "Makes a claim that quotes the selected passage and supports what is selected on the "
            "map.",
        ),
        (
            StatementKind.EVIDENCE,
            "E",
            "Evidence",
            "Makes a piece of evidence that quotes the selected passage and supports what is "
            "selected on the map.",
        ),
        (
            StatementKind.COUNTERPOINT,
            "X",
            "Counterpoint",
            "Makes a counterpoint that quotes the selected passage and opposes what is selected "
            "on the map.",
        ),
        (
            StatementKind.QUESTION,
            "Q",
            "Question",
            "Makes a question on its own that quotes the selected passage.",
        ),
    )
)

DOCUMENT_ACTIONS = (
    Action(
        "document.add",
        "Add a document…",
        "Adds a text, web page, Word document or PDF as a source to read beside the map.",
        "Document",
        keys=("Ctrl+Alt+O",),
        when=MAP_OPEN & EDITABLE,
        icon="source",
        words=("source", "import", "file", "pdf", "docx", "txt"),
    ),
    Action(
        "document.paste",
        "Add from the clipboard…",
        "Adds the address on the clipboard as a source, or keeps the text there as a document.",
        "Document",
        keys=("Ctrl+V",),
        context=Context.DOCUMENT,
        when=MAP_OPEN & EDITABLE,
        words=("paste", "url", "web address", "source"),
    ),
    *_MAKING,
    Action(
        "document.add-quote",
        "Quote for the selected statement",
        "Adds the selected passage to the selected statement as a further quote.",
        "Document",
        part=2,
        keys=("A",),
        context=Context.DOCUMENT,
        when=_FROM_PASSAGE & ONE_STATEMENT,
        run=_add_quote,
        icon="quote",
        words=("attach", "second", "passage"),
    ),
    Action(
        "document.add-part",
        "Further part of the last quote",
        "Adds the selected passage to the last quote of the selected statement, which then leaves "
        "out what stands between.",
        "Document",
        part=2,
        keys=("Shift+A",),
        context=Context.DOCUMENT,
        when=_FROM_PASSAGE & ONE_STATEMENT,
        run=_add_part,
        words=("discontinuous", "ellipsis", "passage"),
    ),
    Action(
        "document.take",
        "Take the passage as suggested",
        "Makes what is preselected of the passage; without one, selects the statement at the "
        "cursor.",
        keys=("Return", "Enter"),
        context=Context.DOCUMENT,
        when=TEXT,
        words=("suggestion", "enter"),
    ),
    Action(
        "document.reword",
        "Reword the statement",
        "Begins to reword the selected statement on the map; its quotes stay.",
        keys=("F2",),
        context=Context.DOCUMENT,
        when=_FREE & ONE_STATEMENT,
        run=edit_text,
        words=("edit", "text"),
    ),
    Action(
        "document.show-passage",
        "Show the passage",
        "Shows in its document the passage that the selected statement rests on; again, its next "
        "one.",
        "Document",
        part=3,
        keys=("Ctrl+Shift+F",),
        when=ONE_STATEMENT & DOCUMENTS,
        run=_show_passage,
        words=("quote", "find", "source"),
    ),
    Action(
        "document.next-unread",
        "Next unread passage",
        "Selects the next passage of the document that no statement quotes.",
        "Document",
        part=3,
        keys=("N",),
        context=Context.DOCUMENT,
        when=TEXT,
        run=_next_unread,
        words=("coverage", "unquoted", "go on"),
    ),
    Action(
        "document.unquoted",
        "Statements without a quote",
        "Selects the statements that rest on no passage of a document.",
        "Document",
        part=3,
        when=HAS_STATEMENTS,
        run=_unquoted,
        words=("evidence missing", "source", "select"),
    ),
    Action(
        "document.unlinked",
        "Quotes without a link",
        "Selects the statements that quote a passage and are linked to nothing.",
        "Document",
        part=3,
        when=HAS_STATEMENTS,
        run=_unlinked,
        words=("loose", "select"),
    ),
    Action(
        "document.to-look-at",
        "Quotes to look at",
        "Lists the quotes that were changed, moved, or are not in their documents.",
        "Document",
        part=4,
        when=DOCUMENTS,
        icon="warning",
        words=("moved", "changed", "not found", "missing", "check"),
    ),
    Action(
        "document.accept",
        "Accept the words of the document",
        "Takes what stands in the document now as the words of the quote that is looked at.",
        "Document",
        part=4,
        when=_FREE & TROUBLE,
        run=_accept,
        words=("quote", "changed", "moved"),
    ),
    Action(
        "document.point",
        "Point to the passage",
        "Lets the selected passage be the one that the quote that is looked at means.",
        "Document",
        part=4,
        keys=("P",),
        context=Context.DOCUMENT,
        when=_FROM_PASSAGE & TROUBLE,
        run=_point,
        words=("quote", "re-anchor", "not found"),
    ),
    Action(
        "document.point-file",
        "Point to the file…",
        "Chooses the file of the document that is shown, where it was moved or replaced.",
        "Document",
        part=5,
        when=EDITABLE & DOCUMENTS,
        words=("moved", "missing", "replace", "relink"),
    ),
    Action(
        "document.join",
        "Join with another source…",
        "Makes the quotes of the source that is shown quotes of another, which stays in its stead.",
        "Document",
        part=5,
        when=EDITABLE & SEVERAL_SOURCES,
        words=("merge", "duplicate", "twice", "same document", "replace"),
    ),
    Action(
        "document.about",
        "About the document",
        "Shows title, authors, date, publisher, address and file of the document to change them.",
        "Document",
        part=5,
        when=DOCUMENTS,
        words=("source", "author", "title", "metadata"),
    ),
    Action(
        "document.copy-sources",
        "Copy the list of sources",
        "Copies the sources that the map quotes as a bibliography for a handout.",
        "Document",
        part=5,
        when=DOCUMENTS,
        icon="copy",
        words=("bibliography", "citation", "references", "handout"),
    ),
    Action(
        "document.find",
        "Find in the document",
        "Finds words in the document.",
        keys=("Ctrl+F",),
        context=Context.DOCUMENT,
        when=TEXT,
        words=("search",),
    ),
    Action(
        "document.find-next",
        "Find next in the document",
        "Goes to the next place in the document where the words stand.",
        keys=("F3", "Ctrl+G"),
        context=Context.DOCUMENT,
        when=TEXT,
        words=("search",),
    ),
    Action(
        "document.find-previous",
        "Find previous in the document",
        "Goes to the previous place in the document where the words stand.",
        keys=("Shift+F3", "Ctrl+Shift+G"),
        context=Context.DOCUMENT,
        when=TEXT,
        words=("search",),
    ),
    Action(
        "document.next",
        "Next document",
        "Shows the next document of the map.",
        keys=("Ctrl+PgDown",),
        context=Context.DOCUMENT,
        when=DOCUMENTS,
        words=("tab",),
    ),
    Action(
        "document.previous",
        "Previous document",
        "Shows the previous document of the map.",
        keys=("Ctrl+PgUp",),
        context=Context.DOCUMENT,
        when=DOCUMENTS,
        words=("tab",),
    ),
    Action(
        "document.pages",
        "Pages as pictures",
        "Shows the pages of a PDF as they look, or its text again.",
        "Document",
        part=5,
        keys=("V",),
        context=Context.DOCUMENT,
        when=PAGES,
        icon="page",
        words=("scan", "facsimile", "layout", "view"),
    ),
    Action(
        "document.zoom-in",
        "Larger text",
        "Makes the text of documents larger.",
        keys=("Ctrl++", "Ctrl+="),
        context=Context.DOCUMENT,
        when=TEXT | PAGES,
        words=("zoom",),
    ),
    Action(
        "document.zoom-out",
        "Smaller text",
        "Makes the text of documents smaller.",
        keys=("Ctrl+-",),
        context=Context.DOCUMENT,
        when=TEXT | PAGES,
        words=("zoom",),
    ),
    Action(
        "document.zoom-reset",
        "Usual size of text",
        "Shows the text of documents at its usual size.",
        keys=("Ctrl+0",),
        context=Context.DOCUMENT,
        when=TEXT | PAGES,
        words=("zoom", "reset"),
    ),
)
