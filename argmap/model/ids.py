"""Readable ids, made from the first words of a text.

Statements and links share one namespace; an id is never made twice while the other is in it.
"""

import re
import unicodedata
from collections.abc import Container

LONGEST = 40
WORDS = 5


def slug(text: str) -> str:
    """Return the first five words of a text as an id of at most 40 characters, in any script.

    Words are never cut unless the first alone is too long; a text without letters gives "".
    """
    # Combining marks stay: in many scripts a vowel sign is a mark, and a word without it another.
    words = "".join(c if _in_word(c) else " " for c in _folded(text)).split()
    chosen = ""
    for word in words[:WORDS]:
        longer = f"{chosen}-{word}" if chosen else word
        if len(longer) > LONGEST:
            break
        chosen = longer
    if not chosen and words:
        chosen = words[0][:LONGEST]
    return chosen


def fresh_id(text: str, taken: Container[str], fallback: str = "statement") -> str:
    """Return an id for a text that is not taken: its slug, with -2, -3 ... where needed."""
    base = slug(text) or fallback
    if base not in taken:
        return base
    number = 2
    while True:
        ending = f"-{number}"
        candidate = base[: LONGEST - len(ending)].rstrip("-") + ending
        if candidate not in taken:
            return candidate
        number += 1


def fresh_link_id(premise: str, target: str, taken: Container[str]) -> str:
    """Return an id `<premise>-to-<target>` that is not taken."""
    base = f"{premise}-to-{target}"
    candidate, number = base, 2
    while candidate in taken:
        candidate, number = f"{base}-{number}", number + 1
    return candidate


def _in_word(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character) in ("Mn", "Mc")


def _folded(text: str) -> str:
    # An apostrophe inside a word belongs to it and is dropped: "China's" becomes "chinas".
    return re.sub(
        r"(?<=\w)['\u2019\u02bc](?=\w)", "", unicodedata.normalize("NFC", text).casefold()
    )
