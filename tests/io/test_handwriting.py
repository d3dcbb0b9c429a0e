"""Saving and formatting files that many hands wrote: nothing that was not changed is lost."""

import dataclasses
import re
from collections import Counter

import pytest
import yaml

from argmap.io.yaml_format import CannotFormat, formatted
from argmap.io.yaml_read import read_text
from argmap.io.yaml_splice import spliced
from argmap.model.argmap import ArgumentMap
from argmap.model.records import Link, Quote, Statement, StatementKind
from tests.io.handwriting import Hand

HANDS = range(400)


def a_map(hand: Hand) -> dict:
    """The data of a small map with most of what a file can hold, in this hand's order."""
    statements = [
        {
            "id": name,
            "text": hand.words(),
            "kind": hand.chance.choice(["claim", "evidence"]),
            "tags": [hand.words() for _ in range(hand.chance.randrange(3))],
            "notes": hand.words(),
            "quotes": [
                {"source": "s", "exact": hand.words(), "start": "12"}
                for _ in range(hand.chance.randrange(3))
            ],
            "x-own": {"deep": [hand.words()]},
        }
        for name in ("a", "b", "c")
    ]
    for entry in statements:
        for key in [key for key in entry if key not in ("id", "text") and hand.likely(0.5)]:
            del entry[key]
    links = [
        {"id": "l1", "from": ["b", "c"], "to": "a", "label": hand.words()},
        {"id": "l2", "from": ["c"], "to": "l1", "kind": "opposes"},
    ]
    return {
        "argmap": "1",
        "title": hand.words(),
        "sources": [{"id": "s", "title": hand.words(), "date": "2019-08-31"}],
        "statements": [shuffled(hand, entry) for entry in statements],
        "links": [shuffled(hand, entry) for entry in links],
        "view": {"direction": "right", "pins": {"a": ["1", "-2.5"], "b": ["3", "4"]}},
    }


def shuffled(hand: Hand, entry: dict) -> dict:
    keys = list(entry)
    if hand.likely(0.3):
        hand.chance.shuffle(keys)
    return {key: entry[key] for key in keys}


def written(number: int, comments: float = 0.2) -> tuple[str, ArgumentMap]:
    """What a hand wrote, and the map in it; another reader finds the same data in it."""
    hand = Hand(number, comments)
    data = a_map(hand)
    text = hand.document(data)
    assert yaml.load(text, yaml.CBaseLoader) == data
    reading = read_text(text)
    assert [problem.code for problem in reading.problems] == []
    return text, reading.map


def comments_of(text: str) -> Counter:
    return Counter(re.findall(r"# c\d+ ", text))


def changes(number: int, map: ArgumentMap) -> ArgumentMap:
    """The map after one change of this number, none of which takes anything out."""
    hand = Hand(number)
    chosen = hand.chance.choice(["a", "b", "c"])
    old = map.statements[chosen]
    fields = [
        {"text": hand.words()},
        {"notes": "one\ntwo"},
        {"kind": StatementKind.QUESTION},
        {"credence": 0.5},
        {"tags": (*old.tags, "new")},
        {"quotes": (*old.quotes, Quote("s", hand.words(), start=3))},
        {"extra": {**old.extra, "x-own": hand.words()}},
    ]
    what = number % 11
    if what < len(fields):
        new = dataclasses.replace(old, **fields[what])
        return map.replaced(statements={**map.statements, chosen: new})
    if what == 7:
        items = list(map.statements.items())
        items.insert(hand.chance.randrange(4), ("n", Statement("n", text=hand.words())))
        return map.replaced(statements=dict(items))
    if what == 8:
        items = list(map.links.items())
        items.insert(hand.chance.randrange(3), ("n", Link("n", ("a",), "l1")))
        return map.replaced(links=dict(reversed(items)))
    if what == 9:
        return map.replaced(meta=dataclasses.replace(map.meta, title=hand.words()))
    view = dataclasses.replace(map.meta.view, pins={"a": (9.0, -2.5), "b": (3.0, 4.0)})
    return map.replaced(meta=dataclasses.replace(map.meta, view=view))


def test_a_change_of_any_hand_is_saved_in_place_and_costs_no_comment():
    for number in HANDS:
        text, before = written(number)
        after = changes(number, before)
        result = spliced(text, before, after)
        assert read_text(result.text).map == after, number
        assert not result.rewritten, number
        lost = comments_of(text) - comments_of(result.text)
        # Comments inside the one value that was exchanged as a whole may go with it.
        assert not lost or number % 11 in (6, 10), (number, lost)
        ends = set(re.findall(r"\r\n|\r|\n", text))
        assert set(re.findall(r"\r\n|\r|\n", result.text)) == ends


def test_formatting_any_hand_keeps_meaning_and_comments_or_refuses():
    refused = 0
    for number in HANDS:
        text, map = written(number, comments=0.05)
        try:
            result = formatted(text)
        except CannotFormat as refusal:
            refused += refusal.line > 0
            assert "comment" in str(refusal)  # noqa: PT017 - it may be formatted as well
            continue
        assert read_text(result).map == map, number
        assert comments_of(result) == comments_of(text), number
        assert formatted(result) == result, number
    assert refused < len(HANDS) / 2


# ----------------------------------------------------------------------------------- one at a time

HEAD = "argmap: 1\nstatements:\n"


@pytest.mark.parametrize(
    ("old", "field", "value", "new"),
    [
        pytest.param(
            "    text: old   \n",
            "text",
            "one\ntwo",
            "    text: |-\n      one\n      two\n",
            id="blanks at the end of the line stay out of a block",
        ),
        pytest.param(
            "    text: |-\n      old \n",
            "text",
            "new ",
            "    text: |-\n      new \n",
            id="so do those of a block",
        ),
        pytest.param(
            "    text:  # above\n      old\n",
            "text",
            "one\ntwo",
            "    text: |- # above\n      one\n      two\n",
            id="a comment between key and value",
        ),
        pytest.param(
            "    text: old\n      # deep\n",
            "text",
            "one\ntwo",
            '    text: "one\\ntwo"\n      # deep\n',
            id="a deeper comment would become text",
        ),
        pytest.param(
            "    text: t\n    kind: |-  # kind\n      evidence\n    notes: n\n",
            "kind",
            StatementKind.CLAIM,
            "    text: t\n    kind: claim # kind\n    notes: n\n",
            id="a word in a block",
        ),
        pytest.param(
            "    text: t\n    tags:\n    - |-  # first\n      x\n    - y\n",
            "tags",
            ("z", "y"),
            "    text: t\n    tags:\n    - z # first\n    - y\n",
            id="an item in a block",
        ),
        pytest.param(
            "    text: t\n    tags: [\n"
            "      x,  # first\n      # of y\n      y,  # second\n    ]\n",
            "tags",
            ("y", "new", "x"),
            "    text: t\n    tags: [\n      # of y\n      y,  # second\n      new,\n"
            "      x,  # first\n    ]\n",
            id="items in brackets take their comments along",
        ),
    ],
)
def test_a_value_is_exchanged_with_care(old, field, value, new):
    text = f"{HEAD}  - id: a\n{old}"
    before = read_text(text).map
    record = dataclasses.replace(before.statements["a"], **{field: value})
    result = spliced(text, before, before.replaced(statements={"a": record}))
    assert result.text == f"{HEAD}  - id: a\n{new}"


def test_a_pin_as_a_list_with_dashes_below_its_key():
    text = f"{HEAD}  - {{id: a, text: t}}\nview:\n  pins:\n    a:\n    - 1\n    - 2\n"
    before = read_text(text).map
    view = dataclasses.replace(before.meta.view, pins={"a": (3.0, 4.0)})
    after = before.replaced(meta=dataclasses.replace(before.meta, view=view))
    result = spliced(text, before, after)
    assert not result.rewritten
    assert result.text.endswith("  pins:\n    a: [3, 4]\n")


def test_nothing_blank_is_put_below_a_block_that_keeps_its_line_ends():
    text = f"{HEAD}  - id: a\n    text: |+\n      t\n"
    before = read_text(text).map
    after = before.replaced(links={"l": Link("l", ("a",), "a")})
    result = spliced(text, before, after)
    assert not result.rewritten
    assert result.text.startswith(text + "links:\n")


def test_two_comments_beside_one_value_are_a_refusal_with_a_place():
    text = f"{HEAD}  - id: a\n    text: # one\n      t # two\n"
    with pytest.raises(CannotFormat, match="no place for this comment") as caught:
        formatted(text)
    assert caught.value.line == 5
