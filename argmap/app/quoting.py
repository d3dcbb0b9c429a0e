"""From a passage to the map: the statement that quotes it, or a further quote of another.

Every function works on the passage that is selected in the reading (or one that was dropped) and
raises UserError with what to do where that cannot be.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from argmap.app.passages import Passage, quote_at, stretch_at, with_part, words_at
from argmap.edit import sources, statements
from argmap.edit.transaction import Transaction
from argmap.model.argmap import ArgumentMap
from argmap.model.errors import UserError
from argmap.model.records import Quote, StatementId, StatementKind

if TYPE_CHECKING:
    from argmap.app.editor import Editor
    from argmap.documents.extracted import Extracted

LABELS = {
    StatementKind.CLAIM: "Claim from a passage",
    StatementKind.EVIDENCE: "Evidence from a passage",
    StatementKind.COUNTERPOINT: "Counterpoint from a passage",
    StatementKind.QUESTION: "Question from a passage",
}


def make_statement(editor: "Editor", kind: StatementKind) -> StatementId:
    """Make a statement of the selected passage, linked to what is selected on the map.

    Claims and evidence support it (on a link they back it), counterpoints oppose (and undercut);
    under a question all are answers; a question stands on its own.
    """
    target = "" if kind is StatementKind.QUESTION else editor.session.focus
    return put_passage(editor, selected(editor), kind, target)


def put_passage(
    editor: "Editor",
    passage: Passage,
    kind: StatementKind,
    target: str = "",
    *,
    opposes: bool | None = None,
) -> StatementId:
    """Make a statement of a passage that bears on a statement or link, or on nothing.

    `opposes` says how it bears where that is not what its kind does.
    """
    text = text_of(editor, passage)
    quote = quote_at(text, passage)
    words = words_at(text.text, passage)
    marks = _marks(editor, kind)
    before = editor.session.selection
    with editor.transact(LABELS[kind]) as tx:
        against = kind is StatementKind.COUNTERPOINT if opposes is None else opposes
        if not target:
            id_ = statements.add_statement(tx, words, kind)
        elif against:
            id_ = statements.add_opposing(tx, target, words, kind)
        else:
            id_ = statements.add_supporting(tx, target, words, kind)
        for name, value in marks.items():
            statements.set_field(tx, id_, name, value)
        sources.attach_quote(tx, id_, quote)
        _confirm(tx, quote, text)
    editor.reading.select(None)
    _show_new(editor, id_, before)
    return id_


def add_quote(editor: "Editor", id_: str, passage: Passage) -> None:
    """Let a statement rest on a further passage."""
    text = text_of(editor, passage)
    quote = quote_at(text, passage)
    with editor.transact("Add quote") as tx:
        sources.attach_quote(tx, _statement(editor, id_), quote)
        _confirm(tx, quote, text)
    editor.reading.select(None)


def add_part(editor: "Editor", id_: str, passage: Passage) -> None:
    """Make a passage a further stretch of a statement's last quote, which leaves something out.

    Raises UserError where that quote is of another document or holds the passage already.
    """
    statement = editor.map.statements[_statement(editor, id_)]
    if not statement.quotes:
        add_quote(editor, id_, passage)
        return
    place, quote = len(statement.quotes) - 1, statement.quotes[-1]
    if quote.source != passage.source:
        raise UserError(
            "The statement’s last quote is of another document: add the passage as a quote of its "
            "own."
        )
    part = stretch_at(text_of(editor, passage), passage)
    if any(held.start == part.start and held.exact == part.exact for held in quote.stretches()):
        raise UserError("The statement’s last quote has these words already.")
    with editor.transact("Add part of a quote") as tx:
        sources.replace_quote(tx, statement.id, place, with_part(quote, part))
    editor.reading.select(None)


def accept_place(editor: "Editor", id_: str, place: int) -> None:
    """Take the words that stand in the document now as the words of a statement's quote.

    Raises UserError where a stretch of it has no place.
    """
    quote = _quote(editor.map, id_, place)
    source = quote.source
    found = [one for one in editor.reading.findings(id_) if one.quote == place]
    spans = [(one.answer.start, one.answer.end) for one in found]
    if len(spans) != len(quote.stretches()) or any(None in span for span in spans):
        raise UserError(
            "No words of the document were found for this quote: select them there and point to "
            "them."
        )
    passages = [Passage(source, start or 0, end or 0) for start, end in spans]
    _take_place(editor, id_, place, passages, "Accept the words of the document")


def point_to(editor: "Editor", id_: str, place: int, part: int, passage: Passage) -> None:
    """Let a stretch of a statement's quote be the passage that is selected in the document."""
    quote = _quote(editor.map, id_, place)
    if not quote.parts:
        text = text_of(editor, passage)
        with editor.transact("Point to the passage") as tx:
            renewed = replace(quote_at(text, passage), extra=quote.extra)
            sources.replace_quote(tx, id_, place, renewed)
        return
    if quote.source != passage.source:
        raise UserError("All parts of a quote are of one document.")
    stretch = stretch_at(text_of(editor, passage), passage)
    parts = (*quote.parts[:part], stretch, *quote.parts[part + 1 :])
    with editor.transact("Point to the passage") as tx:
        sources.replace_quote(tx, id_, place, replace(quote, parts=parts))


def selected(editor: "Editor") -> Passage:
    """Return the passage that is selected; UserError where there is none."""
    passage = editor.reading.passage
    if passage is None:
        raise UserError("Select a passage in a document first.")
    return passage


def text_of(editor: "Editor", passage: Passage) -> "Extracted":
    """Return the text that a passage is of; UserError where it is not at hand."""
    text = editor.reading.documents.text(passage.source)
    if text is None or passage.end > len(text.text):
        raise UserError("The document has changed: select the passage again.")
    return text


def _confirm(tx: Transaction, quote: Quote, text: "Extracted") -> None:
    """Note the fingerprints of a document with its first quote."""
    source = sources.the_source(tx.map, quote.source)
    if not source.sha256 and not source.text_sha256:
        sources.confirm_source(tx, source.id, text.sha256, text.text_sha256)


def _marks(editor: "Editor", kind: StatementKind) -> dict[str, object]:
    """Return what a statement made of the selected passage is marked with: what was offered."""
    reading = editor.reading
    suggestion = reading.suggestion
    basis = None
    if suggestion is not None and kind is suggestion.kind is StatementKind.EVIDENCE:
        basis = suggestion.basis
    marks = {"voice": reading.voice, "fidelity": reading.fidelity, "basis": basis}
    return {name: value for name, value in marks.items() if value is not None}


def _take_place(
    editor: "Editor", id_: str, place: int, passages: Sequence[Passage], label: str
) -> None:
    quote = _quote(editor.map, id_, place)
    text = text_of(editor, passages[0])
    with editor.transact(label) as tx:
        if quote.parts:
            parts = tuple(
                replace(stretch_at(text, passage), extra=held.extra)
                for passage, held in zip(passages, quote.parts, strict=True)
            )
            renewed = replace(quote, parts=parts)
        else:
            renewed = replace(quote_at(text, passages[0]), extra=quote.extra)
        sources.replace_quote(tx, id_, place, renewed)


def _quote(map: ArgumentMap, id_: str, place: int) -> Quote:
    statement = map.statements.get(StatementId(id_))
    if statement is None or not 0 <= place < len(statement.quotes):
        raise UserError("That quote is not in the map any more.")
    return statement.quotes[place]


def _statement(editor: "Editor", id_: str) -> StatementId:
    if id_ not in editor.map.statements:
        raise UserError("Select the statement that the passage belongs to.")
    return StatementId(id_)


def _show_new(editor: "Editor", id_: StatementId, before: tuple[str, ...]) -> None:
    """Select the new statement, begin to reword it, or keep what was selected: as it is set."""
    from argmap.app.reading import After  # loaded with the first map, as whatever reads documents

    after = editor.reading.after
    editor.show(id_)
    if after is After.STAY and before:
        editor.select(*before)
        return
    editor.select(id_)
    if after is After.REWORD:
        from argmap.app.session import Draft, Relation

        text = editor.map.statements[id_].text
        editor.begin_draft(Draft(Relation.WORDING, id_, text=text))
