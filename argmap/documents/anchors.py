"""Finding a quote again in a text that may have changed.

The words are the truth, offsets are hints. An answer is given only when it is both good and clearly
better than the next one; otherwise the quote is ambiguous or not found, and the best guess is shown
but never taken. The order is: the same place, the same words (in the skeleton), similar words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from argmap.documents.answers import Candidate, Context, DocumentText, Found, State
from argmap.documents.skeleton import folded
from argmap.model.records import QuotePart

MOST_HITS = 400
MARGIN = 0.1
"""By how much the best candidate must beat the next one, of a score between 0 and 1."""
OWN = 0.4
"""The context from which a place counts as the quote's own, if there is no better one."""
HOME = 0.15
"""By how much another place may fit the context better than the place that is taken."""
GONE = 0.3
"""The likeness below which the words are no longer at a place whose context is theirs."""
ACCEPT = 0.64
"""The score from which changed words are taken."""
LONELY = 0.2
"""A lead over all other candidates with which somewhat less is enough."""
LESS = 0.03
KNOWN, FOREIGN = 0.9, 0.15
"""The context that is a quote's own nearly word for word, and by how much a copy's may be less."""
COPY = 0.75
"""The likeness from which a passage may be the quote's own, edited, and the best one its copy."""
CERTAIN = 0.97
"""The context from which no other place can be more a quote's own."""
ABOUT = 0.05
"""By how much two contexts may differ and be alike."""
AROUND = 48
"""How far around a place its own context reaches."""
WORTH_SHOWING = 0.4
TELLING = 24
"""Letters from which words that were stored without a context speak for themselves."""
SHORT = 16
"""Letters below which words are soon similar to something: they must bring their context along."""


def find_quote(stretch: QuotePart, document: DocumentText, *, unchanged: bool = False) -> Found:
    """Find a stretch of words in a document.

    `unchanged` tells that the text is, by its hash, the one in which the offset was counted.
    """
    if not stretch.exact.strip():
        return Found(State.NOT_FOUND)
    if stretch.start is not None and stretch.start < 0:
        stretch = replace(stretch, start=None)
    if (span := _in_place(stretch, document.text, unchanged)) is not None:
        return document.found(State.IN_PLACE, span)
    words = folded(stretch.exact)
    if not words:
        return Found(State.NOT_FOUND)
    same = _same_words(stretch, words, document)
    context = Context.of(stretch)
    if same and context and _is_clear(same):
        return document.found(State.MOVED, document.skeleton.span(same[0].start, same[0].end))
    if same and not context:
        return _decided(same, stretch, document)
    from argmap.documents.similar import similar_places  # needs rapidfuzz, which is loaded on use

    similar = similar_places(words, context, document.skeleton.characters)
    known = {candidate.start for candidate in same}
    others = [c for c in similar if c.start not in known or c.words < 1.0]
    return _decided([*same, *others], stretch, document)


# ---------------------------------------------------------------------------------- the same words


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


def _same_words(stretch: QuotePart, words: str, document: DocumentText) -> list[Candidate]:
    """Return the places where the very words stand, the best first."""
    around = document.skeleton.characters
    context = Context.of(stretch)
    near = document.skeleton.at_or_after(stretch.start or 0)
    places = sorted(_occurrences(around, words), key=lambda at: abs(at - near))
    found = [
        Candidate.of(1.0, context.sides(around, at, at + len(words)), at, at + len(words))
        for at in places
    ]
    return sorted(found, key=lambda candidate: -candidate.score)  # stable: then the nearest


def _is_clear(same: Sequence[Candidate]) -> bool:
    """Tell whether the words stand among all that stood around them, and only once."""
    best, *others = same
    return best.context == 1.0 and all(other.context < 1.0 for other in others)


def _occurrences(text: str, words: str, most: int = MOST_HITS) -> Iterator[int]:
    at = text.find(words)
    while at >= 0 and most > 0:
        yield at
        most -= 1
        at = text.find(words, at + 1)


# ------------------------------------------------------------------------------------ the decision


def _decided(candidates: Sequence[Candidate], stretch: QuotePart, document: DocumentText) -> Found:
    if not candidates:
        return Found(State.NOT_FOUND)
    words, context = folded(stretch.exact), Context.of(stretch)
    best = max(candidates, key=lambda candidate: candidate.score)
    rivals = best.rivals(candidates)
    same = [candidate for candidate in candidates if candidate.words == 1.0]
    home = None if stretch.start is None else document.skeleton.at_or_after(stretch.start)
    alone = not any(_disputes(rival, best) or _is_home(rival, best, home) for rival in rivals)
    sure = alone and best in same and (best.context >= OWN or _speaks(words, context))
    if sure and not _was_taken_out(best, words, context, document):
        return document.found(State.MOVED, document.skeleton.span(best.start, best.end))
    changed = alone and best not in same and _convinces(best, rivals, words, context)
    if changed and not _was_taken_out(best, words, context, document):
        return document.found(State.CHANGED, _stretch(best, document))
    if len(same) == 1:
        span = document.skeleton.span(same[0].start, same[0].end)
        return document.found(State.MOVED, span, sure=False)
    if same:
        start, end = document.skeleton.span(same[0].start, same[0].end)
        return Found(State.AMBIGUOUS, found=document.text[start:end])
    start, end = _stretch(best, document)
    return Found(
        State.NOT_FOUND, found=document.text[start:end] if best.score >= WORTH_SHOWING else ""
    )


def _disputes(rival: Candidate, best: Candidate) -> bool:
    """Tell whether a rival leaves doubt: it is nearly as good, or it is where the quote stood."""
    better = rival.context - best.context
    if best.context >= KNOWN and -better >= FOREIGN and rival.score < best.score:
        return False
    if better > 0 and rival.context >= KNOWN and rival.words >= GONE:
        return True  # its words were edited at its own place
    gone = rival.words < GONE  # the context is there and the words are not: they were deleted
    return best.score - rival.score < MARGIN or better >= (0.0 if gone else HOME)


def _is_home(rival: Candidate, best: Candidate, home: int | None) -> bool:
    """Tell whether a rival, as good as a copy may be, stands where the quote stood, unlike best."""
    if home is None or rival.words < COPY or rival.context < COPY:
        return False
    return 10 * abs(rival.start - home) < abs(best.start - home)


def _speaks(words: str, context: Context) -> bool:
    """Tell whether words that were stored without a context say enough by themselves."""
    from argmap.documents.likeness import weight

    return not context and weight(words) >= TELLING


def _convinces(best: Candidate, rivals: Sequence[Candidate], words: str, context: Context) -> bool:
    """Tell whether changed words are good enough to be taken for the quote."""
    from argmap.documents.likeness import weight

    lonely = all(best.score - rival.score >= LONELY for rival in rivals)
    less = LESS if lonely else 0.0
    if best.score < ACCEPT - less or not 0.5 <= (best.end - best.start) / len(words) <= 2:
        return False
    if not context:
        return best.words >= 0.75 and weight(words) >= TELLING
    if weight(words) < SHORT and best.context < 0.7 - 3 * less:
        return False
    return best.words >= 0.75 - 2 * less or best.context >= 0.55 - less


def _was_taken_out(best: Candidate, words: str, context: Context, document: DocumentText) -> bool:
    """Tell whether the words are gone from a place that is theirs rather than the best one."""
    from argmap.documents.similar import emptied_place

    if best.context >= CERTAIN:
        return False
    place = emptied_place(words, context, document.skeleton.characters)
    if place is None or best.start <= place.start <= best.end:
        return False
    far = place.end <= best.start - AROUND or place.start >= best.end + AROUND
    return place.context >= best.context + (-ABOUT if far else ABOUT)


def _stretch(candidate: Candidate, document: DocumentText) -> tuple[int, int]:
    """Return the candidate's stretch of the text, widened to the borders of the words it cuts."""
    if candidate.start == candidate.end:
        return 0, 0
    start, end = document.skeleton.span(candidate.start, candidate.end)
    text = document.text
    while start > 0 and _is_inside(text, start):
        start -= 1
    while end < len(text) and _is_inside(text, end):
        end += 1
    return start, end


def _is_inside(text: str, place: int) -> bool:
    """Tell whether a place lies within a word."""
    from argmap.documents.likeness import is_ideograph

    before, after = text[place - 1], text[place]
    both = before.isalnum() and after.isalnum()
    return both and not is_ideograph(before) and not is_ideograph(after)
