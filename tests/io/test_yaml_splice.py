"""Only what changed is different: random changes of messy files, and what each kind costs."""

import dataclasses
import difflib

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from argmap.io.splice_lists import longest_rising, match_by_likeness
from argmap.io.yaml_read import read_text
from argmap.io.yaml_splice import spliced, written
from argmap.model.argmap import ArgumentMap
from argmap.model.errors import UserError
from argmap.model.records import Link, LinkKind, Plain, Quote, Statement, StatementKind
from tests.io.changes import changed
from tests.io.messy import MESSY, WITH_PROBLEMS, variants
from tests.strategies import maps

VARIANTS = variants(MESSY)
BEFORE = read_text(MESSY).map
COMMENTS_OF = {  # comment -> the section and id of the record that it may go with
    "# the only one": ("sources", "paper"),
    "# the first author": ("sources", "paper"),
    "# joined later": ("sources", "paper"),
    "# the main claim": ("statements", "main"),
    "# to be worded better": ("statements", "main"),
    "# after the text": ("statements", "main"),
    "# a dash that stands alone": ("statements", "reason"),
    "# above the objection": ("statements", "objection"),
    "# between text and id": ("statements", "objection"),
    "# a hint": ("statements", "objection"),
    "# the second quote": ("statements", "objection"),
    "# an undercut": ("links", "l2"),
    "# first\n": ("links", "l2"),
}
NOBODYS = ["# A map written by hand.", "# the version", "# -----", "# links follow", "# the end"]


def ids_in_order(map: ArgumentMap) -> list[list[str]]:
    return [list(getattr(map, name)) for name in ("sources", "statements", "links", "groups")]


def with_statement(map: ArgumentMap, id_: str, **fields) -> ArgumentMap:
    record = dataclasses.replace(map.statements[id_], **fields)
    return map.replaced(statements={**map.statements, id_: record})


def changed_lines(before: str, after: str) -> tuple[list[str], list[str]]:
    gone, come = [], []
    for line in difflib.ndiff(before.splitlines(), after.splitlines()):
        if line.startswith("- "):
            gone.append(line[2:])
        elif line.startswith("+ "):
            come.append(line[2:])
    return gone, come


def one_change(after: ArgumentMap, text: str = MESSY, before: ArgumentMap = BEFORE):
    result = spliced(text, before, after)
    assert not result.rewritten
    assert read_text(result.text).map == after
    return changed_lines(text, result.text)


# --------------------------------------------------------------------------------------- at random


@pytest.mark.parametrize("name", VARIANTS)
@settings(max_examples=60)
@given(data=st.data())
def test_random_changes_of_a_messy_file(name, data):
    text = VARIANTS[name]
    before = read_text(text).map
    after = data.draw(changed(before))
    result = spliced(text, before, after)
    back = read_text(result.text)
    assert back.map == after
    assert ids_in_order(back.map) == ids_in_order(after)
    assert not result.rewritten
    kept_comments(result.text, before, after)
    if "crlf" in name:
        assert "\n" not in result.text.replace("\r\n", "")


def kept_comments(text: str, before: ArgumentMap, after: ArgumentMap) -> None:
    for comment in NOBODYS:
        assert comment in text
    for comment, (section, id_) in COMMENTS_OF.items():
        old, new = getattr(before, section).get(id_), getattr(after, section).get(id_)
        if old == new and old is not None:
            assert comment in text.replace("\r\n", "\n")


@settings(max_examples=50, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(maps(3), maps(3))
def test_any_map_is_spliced_into_any_other(before, after):
    text = written(before).text
    before = read_text(text).map
    result = spliced(text, before, after)
    assert not result.rewritten
    back = read_text(result.text).map
    assert back == read_text(written(after).text).map


@settings(max_examples=30)
@given(st.data())
def test_what_could_not_be_read_stays_verbatim(data):
    reading = read_text(WITH_PROBLEMS)
    texts = {"b": "Changed.", "new": "New: # one."}
    chosen = data.draw(st.sampled_from(sorted(texts)))
    record = dataclasses.replace(reading.map.statements["b"], id=chosen, text=texts[chosen])
    items = [item for item in reading.map.statements.items() if item[0] != chosen]
    items.insert(data.draw(st.integers(0, len(items))), (chosen, record))
    after = reading.map.replaced(statements=dict(items))
    result = spliced(WITH_PROBLEMS, reading.map, after)
    whole = [aside.text for aside in reading.set_aside if aside.whole]
    assert not result.rewritten
    assert [text for text in whole if text not in result.text] == []
    assert "kind: clam       # misspelt" in result.text


# ----------------------------------------------------------------------------------- one at a time


def test_nothing_changed_is_nothing_changed():
    assert spliced(MESSY, BEFORE, BEFORE).text == MESSY
    assert spliced(MESSY, BEFORE, read_text(MESSY).map).text == MESSY


def test_a_text_changes_its_line_and_keeps_the_comment():
    assert one_change(with_statement(BEFORE, "main", text="Trust needs trade.")) == (
        ["        text: Trade needs trust.   # to be worded better"],
        ["        text: Trust needs trade.   # to be worded better"],
    )


def test_quotation_marks_stay_as_they_were():
    after = BEFORE.replaced(meta=dataclasses.replace(BEFORE.meta, title="It's"))
    assert one_change(after)[1] == ["title:   'It''s'"]
    source = dataclasses.replace(BEFORE.sources["paper"], title='Of "trade"')
    assert one_change(BEFORE.replaced(sources={**BEFORE.sources, "paper": source}))[1] == [
        '  title: "Of \\"trade\\""'
    ]


def test_a_line_of_a_literal_block():
    after = with_statement(BEFORE, "reason", text="A reason\n  that has\n\nmany lines.\n")
    assert one_change(after) == (["            several lines."], ["            many lines."])


def test_words_in_a_folded_block_leave_the_other_lines():
    text = "An objection that is laid and folded over three lines"
    assert one_change(with_statement(BEFORE, "objection", text=text)) == (
        [],
        ["            laid and"],
    )


def test_a_new_key_is_one_line_in_the_order_of_the_format():
    gone, come = one_change(with_statement(BEFORE, "evidence", credence=0.5))
    assert (gone, come) == ([], ["        credence: 0.5"])
    text = spliced(
        MESSY, BEFORE, with_statement(BEFORE, "reason", kind=StatementKind.EVIDENCE)
    ).text
    assert "        id: reason\n        kind: evidence\n        text: |" in text


def test_a_value_that_was_not_there():
    after = with_statement(BEFORE, "evidence", basis="event")
    assert one_change(after) == (["        basis:"], ["        basis: event"])


def test_a_key_that_goes_takes_one_line():
    source = dataclasses.replace(BEFORE.sources["paper"], extra={})
    after = BEFORE.replaced(sources={**BEFORE.sources, "paper": source})
    assert one_change(after) == (["  year: 1999"], [])


def test_the_key_on_the_line_of_the_dash_can_go():
    text = "argmap: 1\nstatements:\n  - notes: n # c\n    # d\n    id: a\n    text: t\n"
    before = read_text(text).map
    result = spliced(text, before, with_statement(before, "a", notes=""))
    assert result.text == "argmap: 1\nstatements:\n  - # c\n    # d\n    id: a\n    text: t\n"


def test_brackets_stay_brackets_and_keep_what_is_in_them():
    assert one_change(with_statement(BEFORE, "main", tags=("a", "new", "b", "c")))[1] == [
        "        tags: [a, new, 'b', \"c\"]"
    ]
    assert one_change(with_statement(BEFORE, "flow", text="It is: so", implicit=True))[1] == [
        '    - {id: flow, kind: question, text: "It is: so", tags: [x, y], implicit: true}'
    ]
    link = dataclasses.replace(BEFORE.links["l2"], premises=("objection", "evidence", "flow"))
    assert one_change(BEFORE.replaced(links={**BEFORE.links, "l2": link})) == (
        ["           evidence]"],
        ["           evidence, flow]"],
    )


def test_a_single_word_becomes_a_list():
    link = dataclasses.replace(BEFORE.links["l1"], premises=("reason", "flow"))
    assert one_change(BEFORE.replaced(links={**BEFORE.links, "l1": link})) == (
        ["    from: reason"],
        ["    from: [reason, flow]"],
    )


def test_an_entry_put_in_the_middle():
    items = list(BEFORE.statements.items())
    items.insert(2, ("new", Statement("new", text="New.")))
    gone, come = one_change(BEFORE.replaced(statements=dict(items)))
    assert gone == []
    assert come == ["", "    - id: new", "      text: New."]


def test_entries_set_apart_by_blank_lines_stay_so():
    text = written(ArgumentMap(statements={k: Statement(k, text="t") for k in "abc"})).text
    before = read_text(text).map
    for place in range(4):
        items = list(before.statements.items())
        items.insert(place, ("new", Statement("new", text="New.")))
        after = before.replaced(statements=dict(items))
        assert spliced(text, before, after).text == written(after).text
    for gone in "abc":
        after = before.replaced(
            statements={k: v for k, v in before.statements.items() if k != gone}
        )
        assert spliced(text, before, after).text == written(after).text


def test_a_moved_entry_takes_its_comment_along_and_nothing_else_changes():
    items = list(BEFORE.links.items())
    items.append(items.pop(1))
    gone, come = one_change(BEFORE.replaced(links=dict(items)))
    # What moved is the shorter of two ways to see it; the lines are the same ones.
    assert sorted(gone) == sorted(come)
    text = spliced(MESSY, BEFORE, BEFORE.replaced(links=dict(items))).text
    assert "  # an undercut\n  - id: l2" in text


def test_a_moved_and_changed_entry():
    items = list(BEFORE.statements.items())
    id_, record = items.pop(0)
    items.append((id_, dataclasses.replace(record, text="Last.")))
    text = spliced(MESSY, BEFORE, BEFORE.replaced(statements=dict(items))).text
    assert (
        '    - {id: flow, kind: question, text: "Is it?", tags: [x, y]}\n\n'
        "    # the main claim\n    -   id: main\n        kind: claim\n"
        "        text: Last.   # to be worded better\n"
    ) in text


def test_a_section_that_was_not_there():
    text = "argmap: 1\n# statements\nstatements:\n- id: a\n  text: t\n# end"
    before = read_text(text).map
    after = before.replaced(
        links={"l": Link("l", ("a",), "l", LinkKind.OPPOSES)},
        meta=dataclasses.replace(before.meta, title="T"),
    )
    assert spliced(text, before, after).text == (
        "argmap: 1\ntitle: T\n# statements\nstatements:\n- id: a\n  text: t\n\n"
        "links:\n  - id: l\n    from: [a]\n    to: l\n    kind: opposes\n# end"
    )


@pytest.mark.parametrize("start", ["statements: [] # none yet", "statements: # none yet"])
def test_the_first_entry(start):
    text = f"argmap: 1\n{start}\n"
    before = read_text(text).map
    after = before.replaced(statements={"a": Statement("a", text="t")})
    assert spliced(text, before, after).text == (
        "argmap: 1\nstatements: # none yet\n  - id: a\n    text: t\n"
    )


def test_the_last_entry_leaves_an_empty_list():
    text = "argmap: 1\nstatements:\n  - id: a\n    text: t\nlinks:\n  - {id: l, from: a, to: a}\n"
    before = read_text(text).map
    after = before.replaced(statements={}, links={})
    assert spliced(text, before, after).text == "argmap: 1\nstatements: []\n"


def test_something_after_a_block_without_a_last_line_end():
    text = "argmap: 1\nstatements:\n  - id: a\n    text: |\n      t"
    before = read_text(text).map
    after = with_statement(before, "a", credence=1.0)
    assert spliced(text, before, after).text == (
        "argmap: 1\nstatements:\n  - id: a\n    text: |-\n      t\n    credence: 1\n"
    )


def test_a_map_in_brackets_stays_in_brackets():
    text = '{"argmap": 1, "statements": [{"id": "a", "text": "t"}]}'
    before = read_text(text).map
    after = with_statement(before, "a", text="u").replaced(links={"l": Link("l", ("a",), "a")})
    assert spliced(text, before, after).text == (
        '{"argmap": 1, "statements": [{"id": "a", "text": "u"}], '
        "links: [{id: l, from: [a], to: a}]}"
    )


def test_unknown_keys_change_as_a_whole():
    after = with_statement(BEFORE, "reason", extra={"x-colour": {"r": Plain("2")}, "own": "no"})
    assert one_change(after) == (
        ["        x-colour: {r: 1, g: [2, 3]}"],
        ["        x-colour: {r: 2}", "        own: 'no'"],
    )


def test_half_characters_are_saved_as_signs_that_something_is_missing():
    after = with_statement(BEFORE, "main", text="a\ud800b\x00")
    result = spliced(MESSY, BEFORE, after)
    assert result.reading.map.statements["main"].text == "a\ufffdb\ufffd"


def test_a_list_in_a_list_is_rewritten_and_that_is_said():
    text = "argmap: 1\nstatements:\n  - id: a\n    text: t\n    quotes: [] # none\n? links\n: []\n"
    before = read_text(text).map
    after = before.replaced(links={"l": Link("l", ("a",), "a")})
    result = spliced(text, before, after)
    assert read_text(result.text).map == after


def test_nothing_is_rewritten_while_something_could_not_be_read():
    text = "argmap: 1\nstatements:\n  a: t\n  b: u\n"
    reading = read_text(text)
    after = reading.map.replaced(statements={"c": Statement("c", text="v")})
    with pytest.raises(UserError, match="line 3"):
        spliced(text, reading.map, after)


def test_an_entry_of_a_list_that_could_not_be_read_stays_beside_new_ones():
    text = "argmap: 1\nstatements:\n  - id: a\n    text: t\n    quotes:\n      - words\n"
    before = read_text(text).map
    after = with_statement(before, "a", quotes=(Quote("s", "e"),))
    result = spliced(text, before, after)
    assert "      - words\n" in result.text
    assert read_text(result.text).map == after


# ---------------------------------------------------------------------------------- cost and parts


def many(count: int) -> ArgumentMap:
    return ArgumentMap(
        statements={f"s{n}": Statement(f"s{n}", text=f"Number {n}.") for n in range(count)}
    )


def test_three_changes_in_a_big_file_change_three_places():
    before = many(2000)
    text = written(before).text
    after = with_statement(before, "s7", text="Seven.")
    after = with_statement(after, "s1500", kind=StatementKind.EVIDENCE)
    items = list(after.statements.items())
    items.insert(1000, ("new", Statement("new", text="New.")))
    del items[500]
    gone, come = one_change(after.replaced(statements=dict(items)), text, before)
    assert len(gone) == 1 + 3
    assert len(come) == 1 + 1 + 3


def test_work_grows_with_the_file_and_not_with_its_square(monkeypatch):
    from argmap.io import splice_page

    counts = []
    for size in (200, 800):
        calls = 0
        whole = splice_page.Lines.start

        def counting(self, index, whole=whole):
            nonlocal calls
            calls += 1
            return whole(self, index)

        monkeypatch.setattr(splice_page.Lines, "start", counting)
        before = many(size)
        items = list(before.statements.items())
        after = before.replaced(statements=dict(items[::-1]))
        assert not spliced(written(before).text, before, after).rewritten
        counts.append(calls)
        monkeypatch.undo()
    assert counts[1] < 5 * counts[0]


@given(st.lists(st.integers(0, 30), unique=True))
def test_longest_rising(numbers):
    chosen = longest_rising(numbers)
    assert chosen == sorted(chosen)
    assert [number for number in numbers if number in chosen] == chosen
    best = 0
    lengths = []
    for place, number in enumerate(numbers):
        shorter = [lengths[i] for i in range(place) if numbers[i] < number]
        lengths.append(1 + max(shorter, default=0))
        best = max(best, lengths[-1])
    assert len(chosen) == best


@given(st.lists(st.sampled_from("abc")), st.lists(st.sampled_from("abc")))
def test_matching_uses_every_old_value_once(old, new):
    found = match_by_likeness(old, new)
    used = [place for place in found if place is not None]
    assert len(found) == len(new)
    assert len(set(used)) == len(used)
    if old == new:
        assert found == list(range(len(old)))
