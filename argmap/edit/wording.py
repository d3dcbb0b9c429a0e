"""Words that people type: made clean before they enter a map, and quoted back in messages.

What is cleaned is what no editor shows and no file should hold; the words themselves stay as typed.
"""

import unicodedata

from argmap.model.argmap import ArgumentMap
from argmap.model.errors import UserError
from argmap.model.records import LinkId, StatementId

_SHOWN = 40
"""How many characters of a text a message quotes."""

_LINE_ENDS = ("\r\n", "\r", "\x85", "\u2028", "\u2029")
_DROPPED = frozenset("\ufeff\ufffe\uffff")
_INVISIBLE = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})


def plain(text: str) -> str:
    """Return a text with plain line ends and without control characters; tabs stay.

    Lone surrogates, which no file can hold, are dropped.
    """
    for end in _LINE_ENDS:
        text = text.replace(end, "\n")
    return "".join(c for c in text if c in "\n\t" or _kept(c))


def cleaned(text: str) -> str:
    """Return a plain text without outer white space."""
    return plain(text).strip()


def cleaned_line(text: str) -> str:
    """Return a text cleaned and brought on one line."""
    return " ".join(cleaned(text).split())


def needed(text: str, what: str = "A statement") -> str:
    """Return a cleaned text; raises UserError where nothing to be seen is left of it."""
    text = cleaned(text)
    if not shows(text):
        raise UserError(f"{what} needs some words.")
    return text


def shows(text: str) -> bool:
    """Tell whether anything of a text is to be seen."""
    return any(unicodedata.category(c) not in _INVISIBLE for c in text)


def named(map: ArgumentMap, id_: str) -> str:
    """Return what a message calls a statement or link: its first words, in quotation marks."""
    statement = map.statements.get(StatementId(id_)) or map.parked.get(StatementId(id_))
    if statement is not None:
        return f"“{_shortened(statement.text) or id_}”"
    link = map.links.get(LinkId(id_))
    if link is None:
        return f"“{id_}”"
    premises = " and ".join(
        f"“{_shortened(map.statements[p].text)}”" for p in link.premises if p in map.statements
    )
    return f"the link from {premises}" if premises else f"the link “{id_}”"


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1].rstrip() + "…"


def _kept(character: str) -> bool:
    return unicodedata.category(character) not in ("Cc", "Cs") and character not in _DROPPED
