"""How a document is named: shortly on a card, in full in the list of sources below a picture.

Names are cut by rules that hold for most of them; a source without authors goes by its publisher or
the first words of its title.
"""

import re
from collections import Counter
from collections.abc import Mapping

from argmap.model.argmap import ArgumentMap
from argmap.model.records import Quote, Source, SourceId

FEW_WORDS = 5
_SUFFIXES = {"jr", "sr", "ii", "iii", "iv"}
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


def short_reference(source: Source) -> str:
    """Return authors and year of a source, for example `Miller & Hardy-Chartrand 2019`."""
    year = _YEAR.search(source.date)
    return " ".join(filter(None, (_who(source), year.group() if year else "")))


def quote_references(quotes: tuple[Quote, ...], sources: Mapping[SourceId, Source]) -> list[str]:
    """Return a short reference for each quoted source, with pages or the number of quotes."""
    counted = Counter(quote.source for quote in quotes)
    found = []
    for id_, count in counted.items():
        source = sources.get(id_)
        reference = short_reference(source) if source else str(id_)
        pages = sorted({q.page for q in quotes if q.source == id_ and q.page is not None})
        if pages:
            reference += f", p. {', '.join(map(str, pages))}"
        elif count > 1:
            reference += f" ({count})"
        found.append(reference)
    return found


def full_reference(source: Source) -> str:
    """Return a source as a line of a bibliography: authors, date, title, publisher, address."""
    authors = _listed(source.authors)
    head = f"{authors} ({source.date})" if authors and source.date else authors or source.date
    parts = [head, source.title or source.id, source.publisher, source.url]
    return " ".join(
        part if part.endswith((".", "?", "!")) else f"{part}." for part in parts if part
    )


def quoted_sources(map: ArgumentMap) -> list[Source]:
    """Return the sources that a map's statements quote, in the order of the file."""
    return list(map.sources_quoted_by(map.statements.values()).values())


def _who(source: Source) -> str:
    names = [_surname(author) for author in source.authors if author.strip()]
    if len(names) > 2:
        return f"{names[0]} et al."
    if names:
        return " & ".join(names)
    return source.publisher or _first_words(source.title) or source.id


def _surname(author: str) -> str:
    """Return the surname of `Given Surname` or `Surname, Given`; long names are institutions."""
    if "," in author:
        return author.split(",")[0].strip()
    words = author.split()
    while len(words) > 1 and words[-1].strip(".").casefold() in _SUFFIXES:
        words.pop()
    if len(words) > 4:
        return author.strip()
    start = len(words) - 1
    while start > 1 and words[start - 1].islower():  # van, de, der, bin
        start -= 1
    return " ".join(words[start:])


def _first_words(title: str) -> str:
    words = title.split()
    return " ".join(words[:FEW_WORDS]) + ("…" if len(words) > FEW_WORDS else "")


def _listed(names: tuple[str, ...]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
