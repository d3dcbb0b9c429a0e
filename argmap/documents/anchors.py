"""Finding a quote again in a text that may have changed.

The words are the truth, offsets are hints. An answer is given only when it is both good and clearly
better than the next one; otherwise the quote is ambiguous or not found, and the best guess is shown
but never taken. The order is: the same place, the same words (in the skeleton), similar words.
"""

from collections.abc import Iterator

from argmap.documents.answers import GOOD_CONTEXT, MARGIN, Context, DocumentText, Found, State
from argmap.documents.skeleton import skeleton
from argmap.model.records import QuotePart

MOST_HITS = 400
TELLING = 24
"""Letters from which words that were stored without a context speak for themselves."""


def find_quote(stretch: QuotePart, document: DocumentText, *, unchanged: bool = False) -> Found:
    """Find a stretch of words in a document.

    `unchanged` tells that the text is, by its hash, the one in which the offset was counted.
    """
    if not stretch.exact.strip():
        return Found(State.NOT_FOUND)
    if (span := _in_place(stretch, document.text, unchanged)) is not None:
        return document.found(State.IN_PLACE, span)
    words = skeleton(stretch.exact).characters
    if not words:
        return Found(State.NOT_FOUND)
    hits = list(_occurrences(document.skeleton.characters, words))
    if hits:
        return _same_words(stretch, words, hits, document)
    from argmap.documents.similar import similar_words  # needs rapidfuzz, which is loaded on use

    return similar_words(stretch, words, document)


def _in_place(stretch: QuotePart, text: str, unchanged: bool) -> tuple[int, int] | None:
    words = stretch.exact
    if stretch.start is not None and text.startswith(words, stretch.start):
        if unchanged or _has_context(stretch, text, stretch.start):
            return stretch.start, stretch.start + len(words)
        return None
    if stretch.start is None:
        places = [at for at in _occurrences(text, words) if _has_context(stretch, text, at)]
        if len(places) == 1:
            return places[0], places[0] + len(words)
    return None


def _has_context(stretch: QuotePart, text: str, at: int) -> bool:
    """Tell whether prefix and suffix stand around a place; without either, it must be the only."""
    if not stretch.prefix and not stretch.suffix:
        return len(list(_occurrences(text, stretch.exact, most=2))) == 1
    before = text[max(0, at - len(stretch.prefix)) : at]
    return before == stretch.prefix and text.startswith(stretch.suffix, at + len(stretch.exact))


def _same_words(stretch: QuotePart, words: str, hits: list[int], document: DocumentText) -> Found:
    around = document.skeleton.characters
    context = Context.of(stretch)
    near = document.skeleton.at_or_after(stretch.start or 0)
    ranked = sorted(
        ((*context.likeness(around, at, at + len(words)), -abs(at - near), at) for at in hits),
        reverse=True,
    )
    mean, best, _, at = ranked[0]
    span = document.skeleton.span(at, at + len(words))
    if len(ranked) == 1:
        bare = not context.prefix and not context.suffix and len(words) >= TELLING
        return document.found(State.MOVED, span, sure=bare or best >= GOOD_CONTEXT)
    if best >= GOOD_CONTEXT and mean - ranked[1][0] >= MARGIN:
        return document.found(State.MOVED, span)
    return Found(State.AMBIGUOUS, found=document.text[span[0] : span[1]])


def _occurrences(text: str, words: str, most: int = MOST_HITS) -> Iterator[int]:
    at = text.find(words)
    while at >= 0 and most > 0:
        yield at
        most -= 1
        at = text.find(words, at + 1)
