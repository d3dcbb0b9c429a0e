import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.model.argmap import ArgumentMap
from argmap.model.diff import between
from argmap.model.errors import Problem, Severity, UserError
from argmap.model.records import (
    Group,
    Link,
    LinkKind,
    Meta,
    Poll,
    Quote,
    Statement,
    Step,
    Story,
    View,
)
from argmap.model.rules import MUST_HOLD, check_edit, problems
from tests.builders import a_map
from tests.strategies import maps

SOUND = a_map("b supports a; u opposes b-to-a")


def _codes(map):
    return sorted({problem.code for problem in problems(map)})


def _with(map=SOUND, **changes):
    return map.replaced(
        **{name: {**getattr(map, name), **{one.id: one for one in records}}
           for name, records in changes.items()}
    )  # fmt: skip


BROKEN = {
    "empty-text": _with(statements=[Statement("a", text=" ")]),
    "out-of-range": _with(statements=[Statement("a", text="A", credence=1.5)]),
    "quote-empty": _with(statements=[Statement("a", text="A", quotes=(Quote("s", " "),))]),
    "unknown-source": _with(statements=[Statement("a", text="A", quotes=(Quote("s", "x"),))]),
    "duplicate-id": _with(statements=[Statement("b-to-a", text="A")]),
    "no-premise": _with(links=[Link("x", (), "a")]),
    "repeated-premise": _with(links=[Link("x", ("b", "b"), "a")]),
    "unknown-premise": _with(links=[Link("x", ("nobody",), "a")]),
    "unknown-target": _with(links=[Link("x", ("a",), "nobody")]),
    "self-link": _with(links=[Link("x", ("a",), "a")]),
    "link-cycle": _with(links=[Link("x", ("a",), "y"), Link("y", ("b",), "x")]),
    "unknown-member": _with(groups=[Group("g", "", ("nobody",))]),
    "in-two-groups": _with(groups=[Group("g", "", ("a",)), Group("h", "", ("a", "b"))]),
}


def test_every_rule_that_must_hold_has_a_case():
    assert set(BROKEN) == MUST_HOLD


@pytest.mark.parametrize("code", BROKEN)
def test_what_must_hold_is_reported_and_no_edit_may_break_it(code):
    map = BROKEN[code]
    assert code in _codes(map)
    with pytest.raises(UserError, match=r"^This cannot be done: "):
        check_edit(SOUND, map, between(SOUND, map))


@pytest.mark.parametrize("code", BROKEN)
def test_what_a_file_has_wrong_is_not_held_against_an_edit(code):
    before = BROKEN[code]
    noted = replace(before.statements["b"], notes="seen")
    relinked = {id_: replace(link, notes="seen") for id_, link in before.links.items()}
    regrouped = {id_: replace(group, title="seen") for id_, group in before.groups.items()}
    after = before.replaced(
        statements={**before.statements, "b": noted}, links=relinked, groups=regrouped
    )
    check_edit(before, after, between(before, after))


OTHERS = {
    "out-of-range": [
        _with(links=[Link("b-to-a", ("b",), "a", weight=math.inf)]),
        SOUND.replaced(meta=Meta(view=View(pins={"a": (math.nan, 0.0)}))),
    ],
    "self-link": [_with(links=[Link("x", ("a",), "x")])],
    "in-two-groups": [_with(groups=[Group("g", "", ("a", "a"))])],
    "answers-without-question": [_with(links=[Link("x", ("a",), "u", LinkKind.ANSWERS)])],
    "unknown-story-id": [
        _with(stories=[Story("s", steps=(Step(reveal=("a", "nobody")),))]),
        _with(stories=[Story("s", steps=(Step(poll={"claim": "nobody"}),))]),
        _with(stories=[Story("s", steps=(Step(camera={"fit": ("nobody",)}),))]),
    ],
    "empty-story": [_with(stories=[Story("s")])],
    "unknown-others": [_with(stories=[Story("s", steps=(Step(others="blur"),))])],
    "unknown-polls": [_with(stories=[Story("s", steps=(Step(polls="stars"),))])],
    "step-minutes": [_with(stories=[Story("s", steps=(Step(minutes=-1.0),))])],
    "unknown-scale": [_with(polls=[Poll("p", "a", "stars")])],
    "poll-counts": [
        _with(polls=[Poll("p", "a", "agree3", counts={"agree": "-1"})]),
        _with(polls=[Poll("p", "a", "agree3", counts={"agree": "many"})]),
        _with(polls=[Poll("p", "a", "percent", counts={"120": "3"})]),
        _with(polls=[Poll("p", "a", counts="12")]),
    ],
    "unknown-poll-target": [_with(polls=[Poll("p", "nobody")])],
    "unknown-pin": [SOUND.replaced(meta=Meta(view=View(pins={"nobody": (0.0, 0.0)})))],
    "empty-map": [ArgumentMap()],
    "loose-statement": [a_map("b supports a; c")],
    "several-components": [a_map("b supports a; d supports c")],
    "cycle": [
        a_map("b supports a; a supports b"),
        a_map("b supports a; c supports b; a supports c-to-b"),
    ],
    "duplicate-id": [_with(parked=[Statement("a", text="A")])],
}  # fmt: skip


@pytest.mark.parametrize(
    ("code", "map"), [(code, map) for code, held in OTHERS.items() for map in held]
)
def test_what_is_imperfect_is_reported(code, map):
    assert code in _codes(map)


@pytest.mark.parametrize(
    "map",
    [
        SOUND,
        a_map("a"),
        a_map("b contradicts a; a contradicts b"),
        _with(
            a_map("question q; b answers q"),
            stories=[Story("s", steps=(Step(reveal=("q",), focus=("b-to-q",)),))],
            polls=[Poll("p", "b"), Poll("r", "b", "percent", counts={"70": "3"})],
        ),
        SOUND.replaced(meta=Meta(view=View(pins={"a": (1.0, 2.0)}))),
    ],
)
def test_a_sound_map_has_no_problems(map):
    assert problems(map) == []


def test_a_circle_names_its_statements_and_no_others():
    map = a_map("b supports a; c supports b; a supports c; d supports a; e supports d")
    (found,) = problems(map)
    assert found.code == "cycle"
    assert found.what.endswith("'a', 'b', 'c'.")
    long = a_map("; ".join(f"s{(n + 1) % 6} supports s{n}" for n in range(6)))
    assert "'s4' ..." in problems(long)[0].what


def test_two_circles_are_two_problems():
    map = a_map("b supports a; a supports b; d supports c; c supports d; d supports b")
    assert [found.subject for found in problems(map)] == ["a", "c"]


def test_removing_what_others_refer_to_is_refused():
    base = _with(
        a_map("b supports a; u opposes b-to-a"),
        groups=[Group("g", "", ("a", "b"))],
        statements=[Statement("c", text="C", quotes=(Quote("s", "x"),))],
        sources=[Statement("s", text="any record will do")],
    )
    for collection, id_ in (("statements", "a"), ("statements", "b"), ("links", "b-to-a"),
                            ("sources", "s")):  # fmt: skip
        rest = {key: one for key, one in getattr(base, collection).items() if key != id_}
        after = base.replaced(**{collection: rest})
        with pytest.raises(UserError):
            check_edit(base, after, between(base, after))


@given(maps(), st.data())
def test_an_edit_of_a_sound_map_is_refused_exactly_where_it_breaks_a_rule(base, data):
    after = base
    for collection in ("sources", "statements", "links"):
        kept = {
            id_: record
            for id_, record in getattr(base, collection).items()
            if data.draw(st.integers(0, 3))
        }
        after = after.replaced(**{collection: kept})
    broken = [problem for problem in problems(after) if problem.code in MUST_HOLD]
    try:
        check_edit(base, after, between(base, after))
    except UserError:
        assert broken
    else:
        assert not broken


def test_a_problem_says_its_place():
    assert Problem(Severity.HINT, "x", "what", line=3, column=4).at("f") == "f:3:4: what"
    assert Problem(Severity.HINT, "x", "what").at("f") == "f: what"
