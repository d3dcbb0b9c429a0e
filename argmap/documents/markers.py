"""The marker words of each language: what they suggest about the sentence they stand in.

Tables and nothing else. A language is added by adding its table; a marker is written in small
letters and means whole words.
"""

from enum import StrEnum

from argmap.model.light_dataclass import dataclass
from argmap.model.records import Basis, StatementKind, Voice


class Where(StrEnum):
    """Where a marker must stand to mean what it says."""

    BEGINNING = "at the beginning of the sentence"
    INSIDE = "anywhere in the sentence"
    NEXT = "at the beginning of the next sentence"


@dataclass(frozen=True, slots=True)
class Marker:
    """Words, and what they suggest; the earlier of two markers in a table counts for more."""

    words: tuple[str, ...]
    where: Where
    kind: StatementKind
    voice: Voice | None = None
    basis: Basis | None = None


_CLAIM, _EVIDENCE = StatementKind.CLAIM, StatementKind.EVIDENCE
_COUNTER, _QUESTION = StatementKind.COUNTERPOINT, StatementKind.QUESTION
_CONCEDED, _REPORTED = Voice.CONCEDED, Voice.REPORTED


def _says(
    where: Where,
    words: str,
    kind: StatementKind,
    voice: Voice | None = Voice.ENDORSED,
    basis: Basis | None = None,
) -> Marker:
    return Marker(tuple(words.split(", ")), where, kind, voice, basis)


_FIRST, _INSIDE, _NEXT = Where.BEGINNING, Where.INSIDE, Where.NEXT

ENGLISH = (
    _says(_INSIDE, "?", _QUESTION, None),
    _says(_FIRST, "of course, admittedly, granted, to be sure, undoubtedly", _COUNTER, _CONCEDED),
    _says(_FIRST, "no doubt, certainly, it is true that", _COUNTER, _CONCEDED),
    _says(_FIRST, "some argue, some say, critics say, opponents", _COUNTER, _REPORTED),
    _says(_FIRST, "for example, for instance, likewise", _EVIDENCE, basis=Basis.EXAMPLE),
    _says(_INSIDE, "according to, officials said", _EVIDENCE, _REPORTED, Basis.TESTIMONY),
    _says(_INSIDE, "a study, studies show, a survey, a poll", _EVIDENCE, basis=Basis.STATISTIC),
    _says(_INSIDE, "percent, per cent", _EVIDENCE, basis=Basis.STATISTIC),
    _says(_INSIDE, "evidenced by, evidenced, as shown by", _EVIDENCE),
    _says(_INSIDE, "therefore, hence, consequently, it follows that", _CLAIM),
    _says(_FIRST, "thus, in conclusion, in short", _CLAIM),
    _says(_INSIDE, "should, must, ought to, needs to, will have to", _CLAIM),
    _says(_FIRST, "nonetheless, nevertheless, however, but, yet, still, even so", _CLAIM),
    _says(_FIRST, "last month, last week, last year, yesterday", _EVIDENCE, basis=Basis.EVENT),
    _says(_INSIDE, "for example, for instance, such as, including", _EVIDENCE, basis=Basis.EXAMPLE),
    _says(_INSIDE, "says, said, claims that, argues that, called", _EVIDENCE, _REPORTED),
    _says(_FIRST, "because of, because, given that, as a result of", _EVIDENCE),
    _says(_FIRST, "indeed, overall, clearly, first, second, finally, in fact", _CLAIM),
    _says(_INSIDE, "likely, might, appears to", _CLAIM),
    _says(_NEXT, "nonetheless, nevertheless, however, but, yet, even so", _COUNTER, _CONCEDED),
)

MARKERS = {"en": ENGLISH}
"""The tables, by language; a language that has none gets no suggestions."""
