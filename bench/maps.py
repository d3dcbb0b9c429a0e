"""Made-up maps of any size, the same for the same seed."""

import random

from argmap.model.argmap import ArgumentMap
from argmap.model.records import Link, LinkId, LinkKind, Meta, Statement, StatementId, StatementKind

_SENTENCE = (
    "the two powers share an interest in trade along their border although distrust remains over "
    "investment influence and history while leaders deepen cooperation on many fronts nonetheless"
)
_WORDS = _SENTENCE.split()


def made_up(statements: int, *, cross_links: float = 0.1, seed: int = 7) -> ArgumentMap:
    """A tree of so many statements, two to five under each, and a share of further links."""
    pick = random.Random(seed)
    made: dict[StatementId, Statement] = {}
    links: dict[LinkId, Link] = {}
    ids: list[StatementId] = []
    parent = room = 0
    for number in range(statements):
        id_ = StatementId(f"s{number}")
        text = " ".join(pick.choices(_WORDS, k=pick.randrange(6, 22))).capitalize() + "."
        made[id_] = Statement(id_, kind=pick.choice(list(StatementKind)[:3]), text=text)
        if ids:
            if room == 0:
                parent, room = (parent + 1 if number > 1 else 0), pick.randrange(2, 6)
            room -= 1
            _link(links, id_, ids[parent], pick)
        ids.append(id_)
    for _ in range(int(statements * cross_links)):
        premise, target = pick.sample(ids, 2)
        if f"{premise}-to-{target}" not in links:
            _link(links, premise, target, pick)
    return ArgumentMap(meta=Meta(title=f"{statements} statements"), statements=made, links=links)


def _link(
    links: dict[LinkId, Link], premise: StatementId, target: StatementId, pick: random.Random
) -> None:
    kind = LinkKind.OPPOSES if pick.random() < 0.3 else LinkKind.SUPPORTS
    id_ = LinkId(f"{premise}-to-{target}")
    links[id_] = Link(id_, (premise,), target, kind)
