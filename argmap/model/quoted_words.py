"""Whether a statement that says it is a quotation has the words of its passage.

White space, capitals and outer stops do not count: sentences are made whole when they are quoted.
Dots that stand for something left out match anything. Where a statement puts words in quotation
marks, only those are held to the passage.
"""

import re

from argmap.model.records import Fidelity, Statement

# Both are compiled when they are first used: a start needs neither.
_ELLIPSIS = r"\s*(?:\[?(?:\.\.\.|…)\]?)\s*"
_QUOTED = '[“„"]([^“”„"]+)[”“"]'
_MARKS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-"})
_OUTER = " \t\n\"'.,;:!?()[]"


def differs_from_quotes(statement: Statement) -> bool:
    """Tell whether a statement marked as a quotation says what none of its quotes says."""
    if statement.fidelity is not Fidelity.QUOTATION or not statement.quotes:
        return False
    quoted = re.findall(_QUOTED, statement.text)
    pieces = [
        plain
        for words in (quoted or [statement.text])
        for piece in re.split(_ELLIPSIS, words)
        if (plain := _plain(piece))
    ]
    said = [
        _plain(" ".join(part.exact for part in quote.stretches())) for quote in statement.quotes
    ]
    return not any(_in_order(pieces, words) for words in said)


def _in_order(pieces: list[str], words: str) -> bool:
    place = 0
    for piece in pieces:
        found = words.find(piece, place)
        if found < 0:
            return False
        place = found + len(piece)
    return True


def _plain(text: str) -> str:
    return " ".join(text.translate(_MARKS).split()).strip(_OUTER).casefold()
