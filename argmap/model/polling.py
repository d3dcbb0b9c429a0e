"""What shows of hands found: shares to draw, before beside after, and whether they still hold.

A poll keeps the words that were asked. Where these were changed since, what was found is stale: it
is shown as that and never thrown away.
"""

from collections.abc import Mapping, Sequence

from argmap.model.argmap import ArgumentMap
from argmap.model.light_dataclass import dataclass
from argmap.model.records import LinkId, Poll, StatementId
from argmap.model.story_words import ANSWERS, Scale, counts_of, number


@dataclass(frozen=True, slots=True)
class Finding:
    """What one show of hands found.

    `shares` are those who agree, are unsure, disagree, from 0 to 1; of a poll in percent there is
    one, the mean of the answers. `words` are the counts to be read.
    """

    scale: Scale
    shares: tuple[float, ...]
    words: str
    when: str = ""
    stale: bool = False


def wording(map: ArgumentMap, target: str) -> str:
    """Return the words that are asked about: a statement's own, or those of a link's two ends."""
    statement = map.statements.get(StatementId(target)) or map.parked.get(StatementId(target))
    if statement is not None:
        return statement.text
    link = map.links.get(LinkId(target))
    if link is None:
        return ""
    premises = [map.statements[id_].text for id_ in link.premises if id_ in map.statements]
    end = map.statements.get(StatementId(link.target))
    return " → ".join(filter(None, [" + ".join(premises), end.text if end is not None else ""]))


def is_stale(map: ArgumentMap, poll: Poll) -> bool:
    """Tell whether what was asked about now says something else, or is gone."""
    return bool(poll.text) and poll.text != wording(map, poll.target)


def finding(map: ArgumentMap, poll: Poll) -> Finding | None:
    """Return what a poll found; None where nobody was counted, or the counts cannot be read."""
    counts = counts_of(poll)
    total = sum(counts.values())
    if not total:
        return None
    stale = is_stale(map, poll)
    if poll.scale == Scale.PERCENT:
        mean = _mean(counts)
        if mean is None:
            return None
        return Finding(Scale.PERCENT, (mean / 100,), f"{mean:.0f} %", poll.when, stale)
    known = [counts.get(answer, 0) for answer in ANSWERS]
    if not sum(known):
        return None
    shares = tuple(count / sum(known) for count in known)
    words = " · ".join(str(count) for count in known)
    return Finding(Scale.AGREE, shares, words, poll.when, stale)


def spoken(finding: Finding) -> str:
    """Return a finding in words, for those who do not see its bar."""
    stale = " (reworded)" if finding.stale else ""
    if finding.scale is Scale.PERCENT:
        return f"{finding.words}{stale} on average"
    counts = zip(finding.words.split(" · "), ANSWERS, strict=True)
    return ", ".join(f"{count} {answer}" for count, answer in counts) + stale


def all_spoken(findings: Sequence[Finding]) -> str:
    """Return what was found about one thing in words, before and after."""
    names = ("before", "after") if len(findings) > 1 else ("",)
    said = zip(names, findings, strict=False)
    rows = ((one.when or name, spoken(one)) for name, one in said)
    return "; ".join(f"{when}: {words}" if when else words for when, words in rows)


def findings(map: ArgumentMap) -> Mapping[str, tuple[Finding, ...]]:
    """Return what was found about each statement and link: the first and the last time.

    Polls stand in the order in which they were taken. Where the pair of before and after is marked,
    it is the last of each.
    """
    asked: dict[str, list[Poll]] = {}
    for poll in map.polls.values():
        if map.node(poll.target) is not None:
            asked.setdefault(poll.target, []).append(poll)
    found = {
        target: tuple(one for poll in _pair(polls) if (one := finding(map, poll)) is not None)
        for target, polls in asked.items()
    }
    return {target: pair for target, pair in found.items() if pair}


def _pair(polls: Sequence[Poll]) -> list[Poll]:
    before = [poll for poll in polls if poll.when == "before"]
    after = [poll for poll in polls if poll.when == "after"]
    if before or after:
        return [*before[-1:], *after[-1:]]
    return [polls[0], polls[-1]] if len(polls) > 1 else list(polls)


def _mean(counts: Mapping[str, int]) -> float | None:
    """Return the mean of answers in percent, each counted as often as it was given."""
    answers = [(number(answer), count) for answer, count in counts.items()]
    sound = [(value, n) for value, n in answers if value is not None and 0 <= value <= 100]
    people = sum(n for _, n in sound)
    return sum(value * n for value, n in sound) / people if people else None
