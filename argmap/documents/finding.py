"""Finding many quotes in one long text in a process of its own, so that a window stays alive.

A thread would not do: it would hold up whoever else computes in the program. Values go over as
JSON; what comes back is checked.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from argmap.documents.anchors import find_quote
from argmap.documents.answers import DocumentText, Found, State
from argmap.documents.worker import Limits, answer_apart
from argmap.model.errors import UserError
from argmap.model.records import QuotePart

LONG = 100_000
"""Characters from which a text is long; in a shorter one quotes are soon found."""
MANY = 8
_LIMITS = Limits(seconds=600)


def find_quotes(text: str, stretches: Iterable[QuotePart], unchanged: bool) -> list[Found]:
    """Find some stretches in a text; many in a long one by another process, if there can be one."""
    wanted = list(stretches)
    if len(text) >= LONG and len(wanted) >= MANY:
        try:
            return found_apart(text, wanted, unchanged)
        except (OSError, ValueError, TypeError, UserError):
            pass  # then here
    document = DocumentText(text)
    return [find_quote(stretch, document, unchanged=unchanged) for stretch in wanted]


def found_apart(text: str, stretches: Sequence[QuotePart], unchanged: bool) -> list[Found]:
    """Find some stretches in a text by another process.

    Raises OSError, ValueError, TypeError or UserError where that process gives no sound answer.
    """
    quotes = [[one.exact, one.prefix, one.suffix, one.start] for one in stretches]
    wish = json.dumps({"text": text, "quotes": quotes, "unchanged": unchanged})
    raw = answer_apart(wish.encode(), ["quotes", "the quotes", ""], _LIMITS)
    answers = json.loads(raw)
    if not isinstance(answers, list) or len(answers) != len(stretches):
        raise ValueError("these are no answers to the quotes")
    return [_found(answer, len(text)) for answer in answers]


def answers_of(raw: bytes) -> bytes:
    """Return the answers to what `found_apart` asks; this runs in the other process."""
    wish = json.loads(raw)
    document = DocumentText(wish["text"])
    answers = (
        find_quote(QuotePart(*quote), document, unchanged=wish["unchanged"])
        for quote in wish["quotes"]
    )
    return json.dumps([[a.state, a.start, a.end, a.found, a.sure] for a in answers]).encode()


def _found(answer: Any, length: int) -> Found:  # noqa: ANN401 - whatever stood in the JSON
    state, start, end, found, sure = answer
    if (start is None) != (end is None) or (start is not None and not 0 <= start <= end <= length):
        raise ValueError("a place lies outside the text")
    if not isinstance(found, str) or not isinstance(sure, bool):
        raise TypeError("these are no answers to the quotes")
    return Found(State(state), start, end, found, sure)
