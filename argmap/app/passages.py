"""A passage: words selected in a document, and the quote that keeps them.

A quote holds the words as they stand, what stands around them in the same paragraph, and where they
begin. What a statement says at first are the same words on one line.
"""

from bisect import bisect_right
from typing import TYPE_CHECKING

from argmap.model.light_dataclass import dataclass
from argmap.model.records import Quote, QuotePart, SourceId

if TYPE_CHECKING:
    from argmap.documents.extracted import Extracted

AROUND = 48
"""How many characters before and after its words a quote keeps at most."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document's text, in code points; never empty, without outer white space."""

    source: SourceId
    start: int
    end: int


def passage_at(source: SourceId, text: str, start: int, end: int) -> Passage | None:
    """Return a selection without the white space at its ends; None where nothing is left."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end = start + len(words.strip())
    return Passage(source, start, end) if start < end else None


def words_at(text: str, passage: Passage) -> str:
    """Return the words of a passage on one line: what a statement made of it says."""
    return " ".join(text[passage.start : passage.end].split())


def stretch_at(text: "Extracted", passage: Passage) -> QuotePart:
    """Return the words of a passage with what stands around them in its paragraph."""
    first, _ = paragraph_at(text, passage.start)
    _, last = paragraph_at(text, passage.end - 1)
    before = text.text[max(first, passage.start - AROUND) : passage.start]
    after = text.text[passage.end : min(last, passage.end + AROUND)]
    return QuotePart(text.text[passage.start : passage.end], before, after, passage.start)


def quote_at(text: "Extracted", passage: Passage) -> Quote:
    """Return the quote that keeps a passage."""
    part = stretch_at(text, passage)
    page = page_at(text, passage.start)
    return Quote(passage.source, part.exact, part.prefix, part.suffix, part.start, page)


def paragraph_at(text: "Extracted", offset: int) -> Span:
    """Return the paragraph around an offset; its line, where it is in no paragraph."""
    place = bisect_right(text.paragraphs, (offset, len(text.text) + 1)) - 1
    if place >= 0 and text.paragraphs[place][0] <= offset < text.paragraphs[place][1]:
        return text.paragraphs[place]
    start = text.text.rfind("\n", 0, offset) + 1
    end = text.text.find("\n", offset)
    return start, len(text.text) if end < 0 else end


def page_at(text: "Extracted", offset: int) -> int | None:
    """Return the page that an offset is on, from 1; None where there are no pages."""
    return max(bisect_right(text.pages, offset), 1) if text.pages else None


def with_part(quote: Quote, part: QuotePart) -> Quote:
    """Return a quote with a further stretch, in the order of the document."""
    parts = [*quote.stretches(), part]
    if all(held.start is not None for held in parts):
        parts.sort(key=lambda held: held.start or 0)
    return Quote(quote.source, page=quote.page, parts=tuple(parts), extra=quote.extra)
