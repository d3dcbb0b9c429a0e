"""Other words for some words, in the texts of many statements; what they quote stays as it is."""

import re
from collections.abc import Iterable

from argmap.edit.statements import set_text
from argmap.edit.transaction import Transaction
from argmap.edit.wording import cleaned_line
from argmap.model.errors import UserError
from argmap.model.records import StatementId


def holds(text: str, words: str) -> bool:
    """Tell whether words stand in a text just so, upper and lower case aside."""
    return bool(words) and _sought(words).search(text) is not None


def replaced(text: str, words: str, by: str) -> tuple[str, int]:
    """Return a text with other words in place of some, and how often they stood there.

    Words sought in small letters that begin with a capital, as at the beginning of a sentence, give
    way to words that begin with one.
    """
    small = words[:1].islower()

    def other(found: re.Match[str]) -> str:
        return by[:1].upper() + by[1:] if small and found[0][:1].isupper() else by

    return _sought(words).subn(other, text)


def replace_words(tx: Transaction, ids: Iterable[StatementId], words: str, by: str) -> int:
    """Replace words in the texts of these statements; return how often they stood there.

    Raises UserError where nothing is sought, or a statement would be left without words.
    """
    words = cleaned_line(words)
    if not words:
        raise UserError("There are no words to replace.")
    count = 0
    for id_ in ids:
        text, often = replaced(tx.map.statements[id_].text, words, by)
        if often:
            set_text(tx, id_, text)
            count += often
    return count


def _sought(words: str) -> re.Pattern[str]:
    """Return what finds words one after the other, whatever white space is between them."""
    return re.compile(r"\s+".join(map(re.escape, words.split())), re.IGNORECASE)
