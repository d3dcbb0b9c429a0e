"""Finding quotes again in long texts that were edited, with the truth known to the character.

A place is wrong where more than half of it lies outside the true one, and rough where the two share
less than four fifths. `moved` without its context asks to be confirmed: that is counted apart. For
other texts than ours: `python -m bench.quotes [--seed N] FILE…`.
"""

import argparse
import random
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from time import process_time

from argmap.documents.anchors import find_quote
from argmap.documents.answers import DocumentText, State
from argmap.documents.skeleton import folded
from argmap.model.records import QuotePart
from bench import texts
from bench.edits import (
    Change,
    Edited,
    Span,
    edited,
    other_extraction,
    paragraphs_in_and_out,
    word_edits,
)
from bench.rows import Row, table

QUOTES, FEW = 500, 200
AROUND = 48
_WORD = re.compile(r"[\u3040-\u9fff]|[^\W\u3040-\u9fff]+")

Making = Callable[[str, random.Random], list[Change]]


@dataclass
class Tally:
    """What became of the quotes of one text after one kind of edit."""

    right: int = 0
    rough: int = 0
    wrong: int = 0
    unsure: int = 0
    lost: int = 0
    gone: int = 0
    placed: int = 0
    seconds: float = 0.0
    shown: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Of the quotes that are still there, those whose place was found, in per cent."""
        there = self.right + self.rough + self.wrong + self.unsure + self.lost
        return 100 * (self.right + self.rough) / there if there else 100.0


def measured(given: dict[str, str] | None = None, count: int = QUOTES, seed: int = 11) -> list[Row]:
    """Every text through every edit; `given` are other texts, by the name they shall have.

    The seed chooses quotes and edits.
    """
    rows = []
    for name, text in (given or _texts()).items():
        quotes = chosen(text, count, seed)
        rows += _rows(name, text, quotes, seed)
    return rows


def in_brief() -> list[Row]:
    """The same with fewer quotes, in two languages."""
    return measured({"English": texts.english(), "Chinese": texts.translated("zh_CN")}, FEW)


def _texts() -> dict[str, str]:
    languages = {"German": "de", "French": "fr", "Russian": "ru", "Chinese": "zh_CN"}
    made = {name: texts.translated(code) for name, code in languages.items()}
    return {"English": texts.english(), "invented": texts.invented()} | made


def _rows(name: str, text: str, quotes: list[Span], seed: int) -> list[Row]:
    rows = []
    for what, making, recall in (
        ("unchanged", lambda *_: [], 100.0),
        ("another extraction", other_extraction, 99.9),
        ("words, 5 %", word_edits(0.05), 98.0),
        ("words, 20 %", word_edits(0.20), None),
        ("paragraphs in and out", paragraphs_in_and_out, None),
    ):
        found = tally(text, quotes, making, seed=seed)
        rows += _told(f"{name}, {what}", found, recall)
        if what in {"unchanged", "words, 5 %"}:
            promise = "under 500 ms" if what == "unchanged" else "under 15,000 ms"
            told = f"{name}, {what}: {len(quotes)} quotes looked for"
            rows.append(Row(told, found.seconds * 1000, promise=promise))
    deleted = len(quotes) // 4
    found = tally(text, quotes, word_edits(0.05), deleted=deleted, seed=seed)
    rows += _told(f"{name}, words 5 %, {deleted} quotes deleted", found, None)
    share = 100 * found.placed / max(1, found.gone)
    rows.append(Row(f"{name}, deleted quotes placed", share, promise="at most 1 %", unit="%"))
    return rows


def _told(what: str, found: Tally, recall: float | None) -> list[Row]:
    least = f"at least {recall:g} %" if recall else ""
    return [
        Row(f"{what}: wrong places", found.wrong, promise="none" if recall else "", unit=""),
        Row(f"{what}: found", found.recall, promise=least, unit="%"),
    ]


# ------------------------------------------------------------------------------ one text, one edit


def chosen(text: str, count: int = QUOTES, seed: int = 11) -> list[Span]:
    """Stretches of 3 to 70 words, as people quote, each with its surroundings the only such one."""
    chance = random.Random(seed)
    words = [m.span() for m in _WORD.finditer(text)]
    plain = folded(text)
    spans: list[Span] = []
    for _ in range(40 * count):
        if len(spans) == count:
            break
        length = int(3 * (70 / 3) ** chance.random())
        first = chance.randrange(len(words) - length)
        span = words[first][0], words[first + length - 1][1]
        around = folded(text[max(0, span[0] - AROUND) : span[1] + AROUND])
        if plain.find(around) == plain.rfind(around):
            spans.append(span)
    return spans


def tally(
    text: str, quotes: list[Span], making: Making, *, deleted: int = 0, seed: int = 5
) -> Tally:
    """Edit a text, look for the quotes in it, and hold the answers against the truth."""
    chance = random.Random(seed)
    gone = _apart(quotes, deleted)
    changes: list[Change] = [(start, end, "") for start, end in gone]
    changes += [
        c for c in making(text, chance) if not any(s <= c[1] and c[0] <= e for s, e in gone)
    ]
    after = edited(text, changes)
    document = DocumentText(after.text)
    found = Tally()
    start = process_time()
    answers = [
        find_quote(_stretch(text, span), document, unchanged=after.text == text) for span in quotes
    ]
    found.seconds = process_time() - start
    for span, answer in zip(quotes, answers, strict=True):
        _count(found, span, answer, after, gone, text)
    return found


def _apart(quotes: list[Span], count: int) -> list[Span]:
    """So many quotes that do not touch each other."""
    kept: list[Span] = []
    for span in quotes:
        if len(kept) < count and all(e < span[0] or span[1] < s for s, e in kept):
            kept.append(span)
    return kept


def _stretch(text: str, span: Span) -> QuotePart:
    start, end = span
    return QuotePart(
        text[start:end], text[max(0, start - AROUND) : start], text[end : end + AROUND], start
    )


def _count(found: Tally, span: Span, answer, after: Edited, gone: list[Span], text: str) -> None:
    place = None if answer.start is None else (answer.start, answer.end)
    if span in gone:
        found.gone += 1
        if place and answer.sure:
            found.placed += 1
            found.shown.append(f"PLACED {text[slice(*span)]!r} -> {answer.state} {answer.found!r}")
        return
    if any(s < span[1] and span[0] < e for s, e in gone):
        return  # half of it is gone: neither answer is wrong
    truth = after.where(span)
    if (truth[1] - truth[0]) < 0.5 * (span[1] - span[0]):
        return  # the edit itself took it away
    if place is None:
        found.lost += 1
        found.shown.append(
            f"LOST {answer.state} {text[slice(*span)]!r} is {after.text[slice(*truth)]!r}"
        )
        return
    both = max(0, min(place[1], truth[1]) - max(place[0], truth[0]))
    share = both / (max(place[1], truth[1]) - min(place[0], truth[0]))
    if both < 0.5 * (place[1] - place[0]):
        if answer.sure or answer.state is State.CHANGED:
            found.wrong += 1
            found.shown.append(f"WRONG {text[slice(*span)]!r} -> {answer.state} {answer.found!r}")
        else:
            found.unsure += 1
    elif share < 0.8:
        found.rough += 1
        found.shown.append(f"ROUGH {after.text[slice(*truth)]!r} -> {answer.found!r}")
    else:
        found.right += 1


def main() -> int:
    """Measure other texts than ours, given as files."""
    parser = argparse.ArgumentParser(description="Finding quotes again in other texts.")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="plain text in UTF-8")
    parser.add_argument("--seed", type=int, default=11, help="of quotes and edits (11)")
    parser.add_argument("--quotes", type=int, default=QUOTES, help=f"how many ({QUOTES})")
    chosen_ = parser.parse_args()
    given = {path.name: path.read_text(encoding="utf-8") for path in chosen_.files}
    print(table(measured(given, chosen_.quotes, chosen_.seed)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
