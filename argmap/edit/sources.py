"""Sources and quotes: the documents a map rests on, and the passages its statements rest on.

The words of a quote are kept as the document has them; whether they are there is for
`argmap.documents` to find out.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar
from unicodedata import category

from argmap.edit.fields import with_fields
from argmap.edit.transaction import Transaction
from argmap.edit.wishes import the_statement
from argmap.edit.wording import cleaned_line, named, shows
from argmap.model.argmap import ArgumentMap
from argmap.model.errors import UserError
from argmap.model.ids import fresh_id
from argmap.model.records import Quote, QuotePart, Source, SourceId, Statement, StatementId


def add_source(tx: Transaction, title: str, **fields: object) -> SourceId:
    """Add a document; it needs a title, a file or an address."""
    made = with_fields(Source(SourceId("")), {"title": title, **fields})
    name = made.title or made.file or made.url
    if not shows(name):
        raise UserError("A source needs a title, a file or a web address.")
    id_ = SourceId(fresh_id(name, tx.map.sources, fallback="source"))
    tx.put(replace(made, id=id_))
    return id_


def set_source_field(tx: Transaction, source: str, name: str, value: object) -> None:
    """Set a field of a source. Another file makes what was confirmed of the old one void."""
    held = the_source(tx.map, source)
    changed = with_fields(held, {name: value})
    if changed.file != held.file:
        changed = replace(changed, encoding="", sha256="", text_sha256="")
    tx.put(changed)


def confirm_source(tx: Transaction, source: str, sha256: str, text_sha256: str) -> None:
    """Note the fingerprints of the document and the text in which a source's quotes were found."""
    tx.put(replace(the_source(tx.map, source), sha256=sha256, text_sha256=text_sha256))


def set_encoding(tx: Transaction, source: str, encoding: str) -> None:
    """Note the encoding that a person has confirmed for a source's text."""
    tx.put(replace(the_source(tx.map, source), encoding=encoding))


def replace_source(tx: Transaction, source: str, other: str) -> None:
    """Let all quotes of a source be quotes of another, and remove the first from the map."""
    old, new = the_source(tx.map, source), the_source(tx.map, other)
    if old.id == new.id:
        raise UserError("Choose another source to take this one's place.")
    for parked, statement in _quoting(tx.map, old.id):
        quotes = dict.fromkeys(
            replace(quote, source=new.id) if quote.source == old.id else quote
            for quote in statement.quotes
        )
        tx.put(replace(statement, quotes=tuple(quotes)), parked=parked)
    tx.remove("sources", old.id)


def remove_source(tx: Transaction, source: str) -> None:
    """Remove a source, and the quotes of it from all statements."""
    gone = the_source(tx.map, source).id
    for parked, statement in _quoting(tx.map, gone):
        quotes = tuple(quote for quote in statement.quotes if quote.source != gone)
        tx.put(replace(statement, quotes=quotes), parked=parked)
    tx.remove("sources", gone)


def quoting(map: ArgumentMap, source: str) -> tuple[StatementId, ...]:
    """Return the statements that quote a source, parked ones included."""
    return tuple(statement.id for _, statement in _quoting(map, SourceId(source)))


def attach_quote(tx: Transaction, id_: str, quote: Quote) -> int:
    """Attach a passage to a statement; returns its place among the statement's quotes.

    Refused: a quote without words or of an unknown source, and twice the same.
    """
    parked, statement = _either(tx.map, id_)
    quote = _sound(tx.map, quote)
    for place, held in enumerate(statement.quotes):
        if _passage(held) == _passage(quote):
            raise UserError(f"{named(tx.map, id_)} has this passage already, as quote {place + 1}.")
    tx.put(replace(statement, quotes=(*statement.quotes, quote)), parked=parked)
    return len(statement.quotes)


def replace_quote(tx: Transaction, id_: str, place: int, quote: Quote) -> None:
    """Put another passage in the place of a statement's quote."""
    parked, statement = _either(tx.map, id_)
    _the_quote(tx.map, statement, place)
    quotes = (
        *statement.quotes[:place],
        _sound(tx.map, quote),
        *statement.quotes[place + 1 :],
    )
    tx.put(replace(statement, quotes=quotes), parked=parked)


def remove_quote(tx: Transaction, id_: str, place: int) -> None:
    """Take a passage off a statement; its source stays in the map."""
    parked, statement = _either(tx.map, id_)
    _the_quote(tx.map, statement, place)
    quotes = statement.quotes[:place] + statement.quotes[place + 1 :]
    tx.put(replace(statement, quotes=quotes), parked=parked)


def the_source(map: ArgumentMap, id_: str) -> Source:
    """Return a source of the map; UserError where there is none of that id."""
    source = map.sources.get(SourceId(id_))
    if source is None:
        raise UserError(f"There is no source “{cleaned_line(id_)}” in the map.")
    return source


def _quoting(map: ArgumentMap, source: SourceId) -> Iterable[tuple[bool, Statement]]:
    """Yield the statements that quote a source, each with whether it is parked."""
    for parked, held in ((False, map.statements), (True, map.parked)):
        for statement in held.values():
            if any(quote.source == source for quote in statement.quotes):
                yield parked, statement


def _either(map: ArgumentMap, id_: str) -> tuple[bool, Statement]:
    parked = map.parked.get(StatementId(id_))
    return (True, parked) if parked is not None else (False, the_statement(map, id_))


def _the_quote(map: ArgumentMap, statement: Statement, place: int) -> Quote:
    if not 0 <= place < len(statement.quotes):
        raise UserError(f"{named(map, statement.id)} has no quote {place + 1}.")
    return statement.quotes[place]


def _sound(map: ArgumentMap, quote: Quote) -> Quote:
    """Return a quote whose source is known and whose every stretch has words a file can hold."""
    the_source(map, quote.source)
    if not all(shows(part.exact) for part in quote.stretches()):
        raise UserError("Select some words of the document to quote them.")
    return _written(replace(quote, parts=tuple(_written(part) for part in quote.parts)))


_Words = TypeVar("_Words", Quote, QuotePart)


def _written(words: _Words) -> _Words:
    return replace(
        words,
        exact=_holdable(words.exact),
        prefix=_holdable(words.prefix),
        suffix=_holdable(words.suffix),
    )


def _holdable(text: str) -> str:
    """Return a text without what no file can hold: lone surrogates and control characters.

    A form feed, as pages of extracted text are parted by, becomes a space.
    """
    text = text.replace("\x0c", " ").replace("\x0b", " ")
    return "".join(c for c in text if c in "\t\n\r\x85" or category(c) not in ("Cc", "Cs"))


def _passage(quote: Quote) -> tuple[object, ...]:
    return quote.source, tuple((part.exact, part.start) for part in quote.stretches())
