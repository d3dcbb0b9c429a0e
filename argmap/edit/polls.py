"""Shows of hands: on statements (is it true?) and links (how strong is the step?), with counts.

A poll keeps the wording that was asked, so that a later change of the words can be seen.
"""

from collections.abc import Mapping
from dataclasses import replace

from argmap.edit.transaction import Transaction
from argmap.edit.wishes import need_node
from argmap.edit.wording import cleaned_line
from argmap.model.argmap import ArgumentMap
from argmap.model.errors import UserError
from argmap.model.ids import fresh_id
from argmap.model.polling import wording
from argmap.model.records import Plain, Poll, PollId
from argmap.model.story_words import ANSWERS, Scale, number

_WHEN = ("", "before", "after")


def add_poll(
    tx: Transaction,
    target: str,
    counts: Mapping[str, int],
    scale: Scale = Scale.AGREE,
    when: str = "",
    date: str = "",
) -> PollId:
    """Keep the answers of a room about a statement or link, with the words as they are now.

    Raises UserError where a count is below 0 or an answer is none of the scale's.
    """
    need_node(tx.map, target)
    if when not in _WHEN:
        raise UserError("A poll is taken before or after.")
    id_ = PollId(fresh_id(f"{target} {when}".strip(), tx.map.polls, fallback="poll"))
    sound = _sound(counts, scale)
    words = wording(tx.map, target)
    tx.put(Poll(id_, target, scale.value, when, cleaned_line(date), sound, words))
    return id_


def set_counts(tx: Transaction, poll: str, counts: Mapping[str, int]) -> None:
    """Correct the counts of a poll; what was asked stays."""
    held = the_poll(tx.map, poll)
    scale = Scale(held.scale) if held.scale in set(Scale) else Scale.AGREE
    tx.put(replace(held, counts=_sound(counts, scale)))


def remove_poll(tx: Transaction, poll: str) -> None:
    """Remove a poll and its counts."""
    tx.remove("polls", the_poll(tx.map, poll).id)


def the_poll(map: ArgumentMap, id_: str) -> Poll:
    """Return a poll of the map; UserError where there is none of that id."""
    poll = map.polls.get(PollId(id_))
    if poll is None:
        raise UserError(f"There is no poll “{id_}” in the map.")
    return poll


def _sound(counts: Mapping[str, int], scale: Scale) -> Mapping[str, Plain]:
    for answer, count in counts.items():
        if count < 0:
            raise UserError("A count is a whole number from 0 on.")
        percent = number(answer)
        if scale is Scale.AGREE and answer not in ANSWERS:
            raise UserError(f"The answers are {', '.join(ANSWERS)}.")
        if scale is Scale.PERCENT and (percent is None or not 0 <= percent <= 100):
            raise UserError("An answer in percent lies between 0 and 100.")
    return {answer: Plain(count) for answer, count in counts.items()}
